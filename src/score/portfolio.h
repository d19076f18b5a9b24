/*
 * portfolio.h - all partners in one period, in the few numbers that the board compares. One or two kilobytes a partner.
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

/* The primary lens in one period of the past. */
struct period_cell {
	float	      score;		/* printed, NaN */
	unsigned char rating;		/* enum rating, after caps and override */
};

/* One group of the primary lens: its two halves, its two sides. */
struct group_view {
	float	      kpi;		/* printed scores, NaN */
	float	      survey;
	float	      client;		/* published means on 1..5, NaN */
	float	      partner;
	float	      gap;		/* client - partner, two decimals, NaN */
	unsigned char gap_class;	/* enum gap_class */
	unsigned char quadrant;		/* enum quadrant */
	unsigned char watermelon;	/* enum watermelon */
};

/* A scored indicator. */
struct kpi_cell {
	float	       score;		/* printed */
	unsigned short indicator;	/* in the model */
	unsigned char  rating;
};

/* The smallest change that would turn the primary index (model.md 7). */
struct partner_ask {
	long	    indicator;		/* -1: none */
	double	    value;		/* that it needs */
	double	    now;
	const char *unit;
	enum rating to;
};

/* What a partner lacks, and what stood in for it. */
enum shortfall {
	SHORT_MISSING, SHORT_REJECTED, SHORT_WITHHELD, SHORT_NA, SHORT_NO_LIMITS, SHORT_UNKNOWN, SHORT_TOLERANCE, SHORT_COARSER,
	SHORT_SIDE, SHORT_NO_SURVEY, SHORT_OLDER_SURVEY, SHORT_GROUP, SHORTFALLS
};

struct partner_summary {
	size_t		   partner;	/* in the dataset */
	bool		   has_data;
	bool		   has_survey;
	struct period	   survey_period;
	long		   critical;	/* red critical indicator under a green index, -1 */
	struct partner_ask ask;
	struct period_cell *history;	/* portfolio.history_count periods, oldest first, the reported one last */
	struct group_view *views;	/* per group of the primary lens */
	struct kpi_cell	  *kpis;	/* every scored indicator */
	size_t		   kpi_count;
	unsigned short	   shortfalls[SHORTFALLS];
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
	size_t			history_count;	/* policy.history_periods, at least 1 */
};

/* Called with each full scorecard while the portfolio is made, in partner order; card lives only during the call. -1 stops. */
typedef int portfolio_visit(const struct scorecard *card, void *context, struct error *error);

/* Scores every partner once. visit may be NULL. Everything that stays is from the arena. */
int portfolio_make(const struct scoring *scoring, struct arena *arena, struct portfolio *portfolio, portfolio_visit *visit,
    void *context, struct error *error);

#endif
