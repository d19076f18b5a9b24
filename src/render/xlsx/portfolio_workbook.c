/* portfolio_workbook.c - all partners in one workbook: its sheets, filled in one pass over the partners. */
#include "render/render.h"
#include "render/xlsx/portfolio.h"

#include "base/arena.h"
#include "base/error.h"
#include "config/strings.h"
#include "render/xlsx/method.h"

static void
method_end(struct portfolio_book *board)
{
	method_fill(&board->sheets[PORTFOLIO_METHOD], NULL, 0, board->footer);
}

static void
inputs_end(struct portfolio_book *board)
{
	inputs_fill(&board->sheets[PORTFOLIO_INPUTS], board->footer);
}

/* The sheets, each with what fills it before, for and after the partners. */
static const struct {
	const char *name;	/* key */
	void (*begin)(struct portfolio_book *);
	void (*partner)(struct portfolio_book *, const struct portfolio_entry *);
	void (*end)(struct portfolio_book *);
} sheets[PORTFOLIO_SHEETS] = {
	[PORTFOLIO_HEAT] = { "sheets.heat_map", heat_begin, heat_partner, heat_end },
	[PORTFOLIO_DISTRIBUTION] = { "sheets.distribution", NULL, NULL, distribution_end },
	[PORTFOLIO_SCORES] = { "sheets.scores", scores_begin, scores_partner, scores_end },
	[PORTFOLIO_MATRIX] = { "sheets.kpi_matrix", matrix_begin, matrix_partner, matrix_end },
	[PORTFOLIO_SURVEY] = { "sheets.survey", survey_begin, survey_partner, survey_end },
	[PORTFOLIO_GAPS] = { "sheets.gaps", gaps_begin, gaps_partner, gaps_end },
	[PORTFOLIO_MOVES] = { "sheets.movement", moves_begin, moves_partner, moves_end },
	[PORTFOLIO_QUALITY] = { "sheets.data_quality", quality_begin, quality_partner, quality_end },
	[PORTFOLIO_FINDINGS] = { "sheets.findings", NULL, NULL, findings_end },
	[PORTFOLIO_METHOD] = { "sheets.method", NULL, NULL, method_end },
	[PORTFOLIO_INPUTS] = { "sheets.inputs", NULL, NULL, inputs_end },
};

static const char *
sheet_title(struct portfolio_book *board, enum portfolio_sheet which)
{
	return book_say(&board->book, board->arena, "workbook.sheet_title", "sheet", book_word(&board->book, sheets[which].name),
	    "period", board->edition->period, NULL);
}

void
portfolio_titles(struct portfolio_book *board, enum portfolio_sheet which, const char *about)
{
	sheet_titles(&board->sheets[which], sheet_title(board, which), about);
}

void
portfolio_titles_repeated(struct portfolio_book *board, enum portfolio_sheet which, const struct column *columns, size_t count,
    uint16_t repeated, const char *about)
{
	sheet_titles_repeated(&board->sheets[which], columns, count, repeated, sheet_title(board, which), about);
}

uint32_t
portfolio_next(const struct portfolio_book *board)
{
	return PORTFOLIO_FIRST + (uint32_t)board->portfolio->partner_count;
}

/* Scores each partner again: the portfolio keeps only what the board compares. */
static int
fill_partners(struct portfolio_book *board, struct error *error)
{
	const struct portfolio *portfolio = board->portfolio;

	for (size_t i = 0; i < portfolio->partner_count && !board->book.failed; i++) {
		struct scorecard       card;
		struct portfolio_entry entry = { PORTFOLIO_FIRST + (uint32_t)i, &portfolio->partners[i], &card };

		arena_reset(board->scratch);
		if (scorecard_make(portfolio->scoring, entry.summary->partner, board->scratch, &card, error) == -1)
			return -1;
		for (size_t s = 0; s < PORTFOLIO_SHEETS; s++)
			if (sheets[s].partner != NULL)
				sheets[s].partner(board, &entry);
	}
	return 0;
}

static int
fill_sheets(struct portfolio_book *board, struct error *error)
{
	for (size_t s = 0; s < PORTFOLIO_SHEETS; s++)
		sheet_open(&board->sheets[s], &board->book, sheets[s].name);
	for (size_t s = 0; s < PORTFOLIO_SHEETS; s++)
		if (sheets[s].begin != NULL)
			sheets[s].begin(board);
	if (fill_partners(board, error) == -1)
		return -1;
	for (size_t s = 0; s < PORTFOLIO_SHEETS; s++)
		sheets[s].end(board);
	return 0;
}

static int
write_book(struct portfolio_book *board, const char *path, struct error *error)
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
	if (fill_sheets(board, error) == -1)
		board->book.failed = true;
	return book_finish(&board->book);
}

int
portfolio_workbook_write(const struct edition *edition, const struct portfolio *portfolio,
    const struct findings *findings, const char *path, struct error *error)
{
	struct portfolio_book board = { .edition = edition, .portfolio = portfolio, .findings = findings };
	int		      rc;

	board.arena = arena_new();
	board.scratch = arena_new();
	if (board.arena == NULL || board.scratch == NULL)
		rc = error_out_of_memory(error);
	else
		rc = write_book(&board, path, error);
	arena_free(board.scratch);
	arena_free(board.arena);
	return rc;
}
