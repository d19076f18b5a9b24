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
	KPI_COURSE,
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

/* Columns of the Survey sheet: lens, group, five of each side (n, mean, half width, sd, top box), then the group's own. */
enum {
	VOICE_LENS,
	VOICE_GROUP,
	VOICE_SIDE,
	SIDE_WIDTH = 5,
	VOICE_CLIENT_MEAN = VOICE_SIDE + SIDE_WIDTH * SIDE_CLIENT + 1,
	VOICE_PARTNER_MEAN = VOICE_SIDE + SIDE_WIDTH * SIDE_PARTNER + 1,
	VOICE_OWN = VOICE_SIDE + SIDE_WIDTH * SIDES,
	VOICE_COLUMNS = VOICE_OWN + 6
};

enum { TABLE_FIRST = 4 /* first row below the header of a table sheet */ };

struct partner_book {
	struct book	    book;
	const struct story *story;
	struct arena	   *arena;
	const char	   *footer;	/* partner and period */
	struct sheet	    summary, kpis, survey, questions, gaps, scores, trend, what_if, trail, quality, method, inputs;
	uint32_t	    kpi_last;	/* row; TABLE_FIRST if there is none */
	uint32_t	   *index_row;	/* in Scores, per lens; 0: not planned */
	uint32_t	   *first_row;	/* in Scores, of the lens's first planned group */
	uint32_t	  **group_row;	/* in Scores, [lens][group]; 0: not planned */
	uint32_t	  **voice_row;	/* in Survey, [lens][group]; 0: none */
	uint32_t	    own_row;	/* in Scores */
	uint32_t	    question_last; /* row in Questions; TABLE_FIRST if there is none */
	uint32_t	    movement_first; /* in Trend, 0: nothing to compare with */
	uint32_t	    movement_last;
};

/* Lays the rows that sheets refer to, so that they can be filled in any order. -1 when out of memory. */
int partner_lay_rows(struct partner_book *partner);

void partner_summary_fill(struct partner_book *partner);
void partner_kpis_fill(struct partner_book *partner);
void partner_survey_fill(struct partner_book *partner);
void partner_questions_fill(struct partner_book *partner);
void partner_gaps_fill(struct partner_book *partner);
void partner_scores_fill(struct partner_book *partner);
void partner_trend_fill(struct partner_book *partner);
void partner_what_if_fill(struct partner_book *partner);
void partner_trail_fill(struct partner_book *partner);
void partner_quality_fill(struct partner_book *partner);

/* Finds the rows of the movement below the periods. */
void partner_trend_lay(struct partner_book *partner);

/* Charts over Trend and Survey, placed on Summary from row on; returns the row after them. */
uint32_t partner_charts(struct partner_book *partner, uint32_t row);

/* Key of the word that stands where a value would: why there is none. */
const char *absent_key(enum value_state state);

/* Key of the word in the column State of a KPI. */
const char *reading_state_key(const struct reading *reading);

/* "n < 5" where someone answered but too few, a dash where nobody did. */
const char *partner_hidden_words(struct partner_book *partner, const struct voice *voice);

/* Sum of weight x score over the group's planned and scored KPIs, as the engine adds it up. */
double group_weighted_sum(const struct partner_book *partner, size_t lens, size_t group);

/* "Delivery", or its id where two groups of the lens share a title. */
const char *group_label(const struct lens *lens, size_t group);

/* The value of a reading in column B, or why there is none. */
void sheet_value(struct sheet *sheet, uint32_t row, const struct reading *reading);

/* Where a KPI's limits stand, as letters; its value is in column B. */
struct exact_columns {
	uint16_t result;
	char	 green, red, green_high, red_high;
	bool	 may_change;	/* by the reader: limits that are cleared or equal give no score, not an error */
};

/* The unrounded score as a formula over value and limits; empty where the reading has none. */
void sheet_exact(struct sheet *sheet, uint32_t row, const struct exact_columns *columns,
    const struct reading *reading, const struct indicator *indicator);

/* Where a rating stands: the letter in column, the word in the next. */
struct rating_cell {
	uint32_t row;
	uint16_t column;
	bool	 total;		/* in the row that sums up */
};

/* Letter and word as text; the score (NaN: none) decides between two of each for yellow. */
void sheet_rating(struct sheet *sheet, struct rating_cell cell, enum rating rating, double score);
/* The same as formulas over the printed score in the row, and its value. */
void sheet_rating_formula(struct sheet *sheet, struct rating_cell cell, enum rating cached,
    uint16_t score_column, double score);
/* Where the caps of the primary lens look: printed scores of its groups; of the KPIs by name: critical, letter, group. */
struct capped_cells {
	uint16_t    score_column;
	uint32_t    first_group, last_group;
	const char *critical, *letter, *group_of_kpi;
};

/* Letter and word with the caps (model.md 6), in a row that sums up. */
void sheet_rating_capped(struct sheet *sheet, struct rating_cell cell, const struct capped_cells *cells,
    enum rating cached, double score);
/* The word alone, as a formula over the letter; score is the printed one of the cached colour. */
void sheet_rating_word(struct sheet *sheet, struct rating_cell cell, enum rating cached, double score);

/* The weight of the planned groups of a lens. */
double partner_planned_weight(const struct lens *lens, const struct lens_score *score);

#endif
