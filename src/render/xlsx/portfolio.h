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

struct portfolio_book {
	struct book		book;
	const struct edition   *edition;
	const struct portfolio *portfolio;
	struct arena	       *arena;		/* of the workbook */
	struct arena	       *scratch;	/* of one scorecard */
	const char	       *footer;
	struct sheet		heat, distribution, scores, matrix, survey, gaps, moves, quality, findings, method, inputs;
	uint32_t		scores_row, survey_row, gaps_row;	/* next free */
	size_t			heat_links;
	size_t		       *kpis;		/* indicators that head the matrix */
	size_t			kpi_count;
	size_t			kpi_left_out;	/* beyond PORTFOLIO_KPIS_MAX */
};

/* Indicators with a row in the input or required, in model order. -1 when out of memory. */
int portfolio_find_kpis(struct portfolio_book *board);

void heat_begin(struct portfolio_book *board);
/* Before scores_partner of the same partner: it links to the rows that come next there. */
void heat_partner(struct portfolio_book *board, uint32_t row, const struct partner_summary *summary);
void heat_end(struct portfolio_book *board);

void scores_begin(struct portfolio_book *board);
void scores_partner(struct portfolio_book *board, const struct scorecard *card);
void scores_end(struct portfolio_book *board);

void matrix_begin(struct portfolio_book *board);
void matrix_partner(struct portfolio_book *board, uint32_t row, const struct scorecard *card);
void matrix_end(struct portfolio_book *board);

void survey_begin(struct portfolio_book *board);
void survey_partner(struct portfolio_book *board, const struct scorecard *card);
void survey_end(struct portfolio_book *board);

void gaps_begin(struct portfolio_book *board);
void gaps_partner(struct portfolio_book *board, const struct scorecard *card);
void gaps_end(struct portfolio_book *board);

/* What was wrong or remarkable in the input files, by cause, grave ones first. -1 when out of memory. */
int findings_fill(struct portfolio_book *board, const struct findings *findings);

/* Header, filter and print area of a tidy sheet whose next free row is next; table is its name. */
void end_rows(struct portfolio_book *board, struct sheet *sheet, uint32_t next, size_t columns, const char *table);

void distribution_fill(struct portfolio_book *board);

void moves_begin(struct portfolio_book *board);
void moves_partner(struct portfolio_book *board, uint32_t row, const struct scorecard *card);
void moves_end(struct portfolio_book *board);

void quality_begin(struct portfolio_book *board);
void quality_partner(struct portfolio_book *board, uint32_t row, const struct scorecard *card);
void quality_end(struct portfolio_book *board);

#endif
