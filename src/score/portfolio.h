/*
 * portfolio.h - all partners in one period, in the few numbers that the board compares. About 600 bytes a partner.
 */
#ifndef SCORE_PORTFOLIO_H
#define SCORE_PORTFOLIO_H

#include "score/scorecard.h"

struct score_cell {
	float	      score;		/* printed, NaN = not rated */
	float	      change;		/* printed, NaN */
	unsigned char rating;		/* enum rating, after caps and override */
	unsigned char uncapped;
	unsigned char planned;		/* bool */
	unsigned char flags;		/* enum cell_flag */
};

enum cell_flag { CELL_CAPPED = 1, CELL_OVERRIDDEN = 2, CELL_WATERMELON = 4, CELL_ROBUST = 8, CELL_FIRM = 16 };

struct partner_summary {
	size_t		   partner;	/* in the dataset */
	bool		   has_data;
	unsigned short	   kpi_planned;
	unsigned short	   kpi_present;
	float		   own_score;	/* printed, NaN */
	unsigned char	   own_rating;
	struct score_cell *lens;	/* per lens: the index */
	struct score_cell *group;	/* portfolio.group_offset[lens] + group */
};

struct portfolio {
	const struct scoring   *scoring;
	struct partner_summary *partners;	/* those who get a report, by id */
	size_t			partner_count;
	size_t		       *group_offset;	/* per lens */
	size_t			group_total;
};

/* Called with each full scorecard while the portfolio is made, in partner order; card lives only during the call. -1 stops. */
typedef int portfolio_visit(const struct scorecard *card, void *context, struct error *error);

/* Scores every partner once. visit may be NULL. Everything that stays is from the arena. */
int portfolio_make(const struct scoring *scoring, struct arena *arena, struct portfolio *portfolio, portfolio_visit *visit,
    void *context, struct error *error);

#endif
