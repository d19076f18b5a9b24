/*
 * portfolio.h - the sheets of the portfolio workbook; private to this room.
 *
 * Large portfolios stream: every sheet is written from the top down, all of them in one pass over the partners.
 */
#ifndef RENDER_XLSX_PORTFOLIO_H
#define RENDER_XLSX_PORTFOLIO_H

#include "render/xlsx/sheet.h"

struct arena;
struct findings;

enum { PORTFOLIO_FIRST = 4, PORTFOLIO_STREAMS_FROM = 200 /* partners */, PORTFOLIO_KPIS_MAX = 120 };

/* In the order in which they are shown. */
enum portfolio_sheet {
	PORTFOLIO_HEAT,
	PORTFOLIO_DISTRIBUTION,
	PORTFOLIO_SCORES,
	PORTFOLIO_MATRIX,
	PORTFOLIO_SURVEY,
	PORTFOLIO_GAPS,
	PORTFOLIO_MOVES,
	PORTFOLIO_QUALITY,
	PORTFOLIO_FINDINGS,
	PORTFOLIO_METHOD,
	PORTFOLIO_INPUTS,
	PORTFOLIO_SHEETS
};

struct portfolio_book {
	struct book		book;
	const struct edition   *edition;
	const struct portfolio *portfolio;
	struct arena	       *arena;		/* of the workbook */
	struct arena	       *scratch;	/* of one scorecard */
	const struct findings  *findings;	/* of the input */
	const char	       *footer;
	struct sheet		sheets[PORTFOLIO_SHEETS];
	uint32_t		scores_row, survey_row, gaps_row;	/* next free */
	size_t			heat_links;
	size_t		       *kpis;		/* indicators that head the matrix */
	size_t			kpi_count;
	size_t			kpi_left_out;	/* beyond PORTFOLIO_KPIS_MAX */
};

/* One partner as every sheet gets it; row is its own on the sheets that have one row for each. */
struct portfolio_entry {
	uint32_t		      row;
	const struct partner_summary *summary;
	const struct scorecard	     *card;
};

/* The KPIs that head the matrix: with a row in the input or required, those of most partners if there are too many; in model order.
 * -1 when out of memory. */
int portfolio_find_kpis(struct portfolio_book *board);

/* The row after those of the partners, on a sheet with one for each. */
uint32_t portfolio_next(const struct portfolio_book *board);

/* Title with the period, and what the sheet shows. */
void portfolio_titles(struct portfolio_book *board, enum portfolio_sheet which, const char *about);
/* The same for a sheet that may be printed over several pages side by side, its first columns repeated on each. */
void portfolio_titles_repeated(struct portfolio_book *board, enum portfolio_sheet which, const struct column *columns, size_t count,
    uint16_t repeated, const char *about);

/* What a tidy sheet ends with. */
struct portfolio_rows {
	uint32_t    next;	/* free row */
	size_t	    columns;
	const char *table;	/* its name, ours; NULL: a filter alone */
	const char *empty;	/* key: why there is no row */
	uint16_t    repeated;	/* columns on every page side by side, 0: the first */
};

/* Header, filter and print area of a tidy sheet. */
void portfolio_end_rows(struct portfolio_book *board, enum portfolio_sheet which, const struct portfolio_rows *rows);

/* Where the lens's colour words are counted: the columns of Scores. */
enum score_place {
	SCORES_PARTNER,
	SCORES_NAME,
	SCORES_PERIOD,
	SCORES_LENS,
	SCORES_LEVEL,
	SCORES_GROUP,
	SCORES_SCORE,
	SCORES_RATING,
	SCORES_BY_SCORE,
	SCORES_EVIDENCE,
	SCORES_LOW,
	SCORES_HIGH,
	SCORES_ROBUST_LOW,
	SCORES_ROBUST_HIGH,
	SCORES_CHANGE,
	SCORES_KPI,
	SCORES_SURVEY,
	SCORES_COLUMNS
};

/* Columns of the heat map before the groups. */
enum { HEAT_NAME, HEAT_TIER, HEAT_OWN, HEAT_PRIMARY, HEAT_RATING, HEAT_CHANGE, HEAT_MARKS, HEAT_GROUPS };

/*
 * What the table of sheets (portfolio_workbook.c) calls: each sheet before, for and after the partners. heat_partner comes before
 * scores_partner of the same partner: it links to the rows that come next there.
 */
void heat_begin(struct portfolio_book *board);
void heat_partner(struct portfolio_book *board, const struct portfolio_entry *entry);
void heat_end(struct portfolio_book *board);
void distribution_end(struct portfolio_book *board);
void scores_begin(struct portfolio_book *board);
void scores_partner(struct portfolio_book *board, const struct portfolio_entry *entry);
void scores_end(struct portfolio_book *board);
void matrix_begin(struct portfolio_book *board);
void matrix_partner(struct portfolio_book *board, const struct portfolio_entry *entry);
void matrix_end(struct portfolio_book *board);
void survey_begin(struct portfolio_book *board);
void survey_partner(struct portfolio_book *board, const struct portfolio_entry *entry);
void survey_end(struct portfolio_book *board);
void gaps_begin(struct portfolio_book *board);
void gaps_partner(struct portfolio_book *board, const struct portfolio_entry *entry);
void gaps_end(struct portfolio_book *board);
void moves_begin(struct portfolio_book *board);
void moves_partner(struct portfolio_book *board, const struct portfolio_entry *entry);
void moves_end(struct portfolio_book *board);
void quality_begin(struct portfolio_book *board);
void quality_partner(struct portfolio_book *board, const struct portfolio_entry *entry);
void quality_end(struct portfolio_book *board);
/* A table of the largest changes with its chart on the sheet Distribution, from row on; the row below it, row - 1 if nobody moved. */
uint32_t movers_fill(struct portfolio_book *board, uint32_t row);
/* What was wrong or remarkable in the input files, by cause, grave ones first. */
void findings_end(struct portfolio_book *board);

#endif
