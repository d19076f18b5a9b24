/* portfolio_workbook.c - all partners in one workbook: its sheets, filled in one pass over the partners. */
#include "render/render.h"
#include "render/xlsx/portfolio.h"

#include <stdio.h>
#include <string.h>

#include "base/arena.h"
#include "base/count.h"
#include "base/error.h"
#include "config/strings.h"
#include "render/xlsx/method.h"

static void
open_sheets(struct portfolio_book *board)
{
	const struct {
		struct sheet *sheet;
		const char   *key;
	} sheets[] = {
	    { &board->heat, "sheets.heat_map" },
	    { &board->distribution, "sheets.distribution" },
	    { &board->scores, "sheets.scores" },
	    { &board->matrix, "sheets.kpi_matrix" },
	    { &board->survey, "sheets.survey" },
	    { &board->gaps, "sheets.gaps" },
	    { &board->moves, "sheets.movement" },
	    { &board->quality, "sheets.data_quality" },
	    { &board->findings, "sheets.findings" },
	    { &board->method, "sheets.method" },
	    { &board->inputs, "sheets.inputs" },
	};

	for (size_t i = 0; i < COUNT_OF(sheets); i++)
		sheet_open(sheets[i].sheet, &board->book, sheets[i].key);
}

/* Scores each partner again: the portfolio keeps only what the board compares. */
static int
fill_partners(struct portfolio_book *board, struct error *error)
{
	const struct portfolio *portfolio = board->portfolio;

	for (size_t i = 0; i < portfolio->partner_count && !board->book.failed; i++) {
		uint32_t	 row = PORTFOLIO_FIRST + (uint32_t)i;
		struct scorecard card;

		arena_reset(board->scratch);
		if (scorecard_make(portfolio->scoring, portfolio->partners[i].partner,
			board->scratch, &card, error) == -1)
			return -1;
		heat_partner(board, row, &portfolio->partners[i]);
		scores_partner(board, &card);
		matrix_partner(board, row, &card);
		survey_partner(board, &card);
		gaps_partner(board, &card);
		moves_partner(board, row, &card);
		quality_partner(board, row, &card);
	}
	return 0;
}

static int
fill_sheets(struct portfolio_book *board, const struct findings *findings, struct error *error)
{
	open_sheets(board);
	heat_begin(board);
	scores_begin(board);
	matrix_begin(board);
	survey_begin(board);
	gaps_begin(board);
	moves_begin(board);
	quality_begin(board);
	if (fill_partners(board, error) == -1)
		return -1;
	heat_end(board);
	distribution_fill(board);
	scores_end(board);
	matrix_end(board);
	survey_end(board);
	gaps_end(board);
	moves_end(board);
	quality_end(board);
	if (findings_fill(board, findings) == -1)
		return error_out_of_memory(error);
	method_fill(&board->method, NULL, 0, board->footer);
	inputs_fill(&board->inputs, board->footer);
	return 0;
}

static int
write_book(struct portfolio_book *board, const struct findings *findings, const char *path, struct error *error)
{
	const struct strings *strings = board->edition->strings;
	struct book_titles    titles = { .subject = strings_text(strings, "workbook.portfolio_subject") };
	bool		   streaming = board->portfolio->partner_count > PORTFOLIO_STREAMS_FROM;

	titles.title = board->footer =
	    strings_say(strings, board->arena, "workbook.portfolio_title", "period", board->edition->period, NULL);
	if (titles.title == NULL || portfolio_find_kpis(board) == -1)
		return error_out_of_memory(error);
	if (book_open(&board->book, board->edition, path, streaming, error) == -1)
		return -1;
	book_properties(&board->book, &titles);
	if (fill_sheets(board, findings, error) == -1)
		board->book.failed = true;
	return book_finish(&board->book);
}

int
portfolio_workbook_write(const struct edition *edition, const struct portfolio *portfolio,
    const struct findings *findings, const char *path, struct error *error)
{
	struct portfolio_book board = { .edition = edition, .portfolio = portfolio };
	int		      rc;

	board.arena = arena_new();
	board.scratch = arena_new();
	if (board.arena == NULL || board.scratch == NULL)
		rc = error_out_of_memory(error);
	else
		rc = write_book(&board, findings, path, error);
	arena_free(board.scratch);
	arena_free(board.arena);
	return rc;
}
