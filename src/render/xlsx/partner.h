/*
 * partner.h - the sheets of a partner's workbook and what they know of each other; private to this room.
 */
#ifndef RENDER_XLSX_PARTNER_H
#define RENDER_XLSX_PARTNER_H

#include "render/xlsx/sheet.h"

struct arena;

/* Columns of the KPIs sheet; one more per lens from KPI_LENS on. */
enum kpi_column {
	KPI_TITLE,
	KPI_VALUE,
	KPI_UNIT,
	KPI_BETTER,
	KPI_GREEN,
	KPI_RED,
	KPI_GREEN_HIGH,
	KPI_RED_HIGH,
	KPI_WEIGHT,
	KPI_EXACT,
	KPI_SCORE,
	KPI_BADGE,
	KPI_STATUS,
	KPI_BEFORE,
	KPI_CHANGE,
	KPI_STATE,
	KPI_PLANNED,
	KPI_CRITICAL,
	KPI_ORIGIN,
	KPI_SOURCE,
	KPI_OWNER,
	KPI_ID,
	KPI_FILE,
	KPI_LINE,
	KPI_NOTE,
	KPI_LENS
};

/* Columns of the Scores sheet. */
enum score_column {
	SCORE_TITLE,
	SCORE_WEIGHT,
	SCORE_SHARE,
	SCORE_PLANNED,
	SCORE_PRESENT,
	SCORE_SUM,
	SCORE_K,
	SCORE_MEAN,
	SCORE_S,
	SCORE_EVIDENCE,
	SCORE_EXACT,
	SCORE_SCORE,
	SCORE_BADGE,
	SCORE_STATUS,
	SCORE_LOW,
	SCORE_HIGH,
	SCORE_WEIGHTED,
	SCORE_BEFORE,
	SCORE_CHANGE,
	SCORE_NOTE,
	SCORE_COLUMNS
};

enum { TABLE_FIRST = 4 /* first row below the header of a table sheet */ };

struct partner_book {
	struct book	    book;
	const struct story *story;
	struct arena	   *arena;
	const char	   *footer;	/* partner and period */
	struct sheet	    summary, kpis, survey, questions, scores, trend, trail, method, inputs;
	uint32_t	    kpi_last;	/* row; TABLE_FIRST if there is none */
	uint32_t	   *index_row;	/* in Scores, per lens; 0: not planned */
	uint32_t	   *first_row;	/* in Scores, of the lens's first planned group */
	uint32_t	  **group_row;	/* in Scores, [lens][group]; 0: not planned */
	uint32_t	  **voice_row;	/* in Survey, [lens][group]; 0: none */
	uint32_t	    own_row;	/* in Scores */
};

/* Lays the rows of Scores and Survey, so that any sheet can refer to any other. -1 when out of memory. */
int partner_lay_rows(struct partner_book *partner);

void partner_summary_fill(struct partner_book *partner);
void partner_kpis_fill(struct partner_book *partner);
void partner_survey_fill(struct partner_book *partner);
void partner_questions_fill(struct partner_book *partner);
void partner_scores_fill(struct partner_book *partner);
void partner_trend_fill(struct partner_book *partner);
void partner_trail_fill(struct partner_book *partner);

/* Charts over Trend, placed on Summary from row on. */
void partner_charts(struct partner_book *partner, uint32_t row);

/* "Delivery", or its id where two groups of the lens share a title. */
const char *group_label(const struct lens *lens, size_t group);

/* Where a rating stands: the letter in column, the word in the next. */
struct rating_cell {
	uint32_t row;
	uint16_t column;
	bool	 total;		/* in the row that sums up */
};

/* Letter and word as text. */
void sheet_rating(struct sheet *sheet, struct rating_cell cell, enum rating rating);
/* The same as formulas over the printed score in the row. */
void sheet_rating_formula(
    struct sheet *sheet, struct rating_cell cell, enum rating cached, uint16_t score_column);
/* The word alone, as a formula over the letter. */
void sheet_rating_word(struct sheet *sheet, struct rating_cell cell, enum rating cached);

#endif
