/* portfolio_findings.c - what was wrong or remarkable in the input files, a row for each cause. */
#include "render/xlsx/portfolio.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/count.h"
#include "base/findings.h"
#include "render/xlsx/method.h"

enum { CAUSES_MAX = 20000 };

static const struct column finding_columns[] = {
	{ "workbook.severity", STYLE_HEADER, 12, 14 },
	{ "method.kind", STYLE_HEADER, 20, 28 },
	{ "method.rows", STYLE_HEADER_NUMBER, 9, 12 },
	{ "method.file", STYLE_HEADER, 24, 60 },
	{ "workbook.line", STYLE_HEADER_NUMBER, 8, 10 },
	{ "workbook.found", STYLE_HEADER, 24, 60 },
	{ "workbook.expected", STYLE_HEADER, 24, 70 },
	{ "workbook.partner", STYLE_HEADER, 16, 32 },
};

/* What drawing finds is not known yet while this sheet is drawn, and what is wrong with own templates is nothing of the data. */
static bool
is_of_input(const struct finding *finding)
{
	return finding->kind != FINDING_RENDER_FAILED && finding->kind != FINDING_UNPRINTABLE &&
	    finding->kind != FINDING_STRAY_TEMPLATE && finding->kind != FINDING_LOST_PLACEHOLDER;
}

static int
compare_numbers(unsigned long a, unsigned long b)
{
	return a < b ? -1 : a > b;
}

/* Grave ones first, then by kind, file, line, column and expectation. */
static int
compare_causes(const void *left, const void *right)
{
	const struct finding *a = ((const struct finding_group *)left)->first;
	const struct finding *b = ((const struct finding_group *)right)->first;
	const int orders[] = {
		(int)finding_severity(a->kind) - (int)finding_severity(b->kind),
		(int)a->kind - (int)b->kind,
		strcmp(a->file == NULL ? "" : a->file, b->file == NULL ? "" : b->file),
		compare_numbers(a->line, b->line),
		compare_numbers(a->column, b->column),
		strcmp(a->value == NULL ? "" : a->value, b->value == NULL ? "" : b->value),
		strcmp(a->expected == NULL ? "" : a->expected, b->expected == NULL ? "" : b->expected),
	};

	for (size_t i = 0; i < COUNT_OF(orders); i++)
		if (orders[i] != 0)
			return orders[i];
	return 0;
}

static void
write_cause(struct portfolio_book *board, uint32_t row, const struct finding_group *cause)
{
	struct sheet	     *sheet = &board->sheets[PORTFOLIO_FINDINGS];
	const struct finding *first = cause->first;

	sheet_severity(sheet, row, 0, finding_severity(first->kind));
	sheet_text(sheet, row, 1, STYLE_STRONG, finding_kind_name(first->kind));
	sheet_number(sheet, row, 2, STYLE_COUNT, (double)cause->rows, "");
	sheet_text(sheet, row, 3, STYLE_TEXT, first->file);
	if (first->line > 0)
		sheet_number(sheet, row, 4, STYLE_COUNT, (double)first->line, "");
	else
		sheet_text(sheet, row, 4, STYLE_ABSENT, "");
	sheet_text(sheet, row, 5, STYLE_TEXT, first->value);
	sheet_text(sheet, row, 6, STYLE_MUTED, first->expected);
	sheet_text(sheet, row, 7, STYLE_TEXT, first->partner);
}

/* What the sheet shows, and how many causes have no room on it. */
static const char *
about_findings(struct portfolio_book *board, size_t count)
{
	const char *about = book_word(&board->book, "workbook.findings_about");
	char	    shown[24], more[24];

	if (count <= CAUSES_MAX)
		return about;
	(void)snprintf(shown, sizeof shown, "%d", CAUSES_MAX);
	(void)snprintf(more, sizeof more, "%zu", count - CAUSES_MAX);
	return book_say(&board->book, board->arena, "workbook.findings_more", "about", about, "shown", shown, "count", more, NULL);
}

void
findings_end(struct portfolio_book *board)
{
	struct sheet	     *sheet = &board->sheets[PORTFOLIO_FINDINGS];
	struct finding_group *causes = NULL;
	size_t		      count = 0, kept = 0;

	if (board->findings != NULL && findings_group(board->findings, &causes, &count) == -1) {
		book_check(&board->book, LXW_ERROR_MEMORY_MALLOC_FAILED, "findings");
		return;
	}
	for (size_t i = 0; i < count; i++)
		if (is_of_input(causes[i].first))
			causes[kept++] = causes[i];
	if (kept > 1)
		qsort(causes, kept, sizeof *causes, compare_causes);
	portfolio_titles(board, PORTFOLIO_FINDINGS, about_findings(board, kept));
	sheet_header_words(sheet, PORTFOLIO_FIRST - 1, finding_columns, COUNT_OF(finding_columns));
	if (kept > CAUSES_MAX)
		kept = CAUSES_MAX;
	for (size_t i = 0; i < kept; i++)
		write_cause(board, PORTFOLIO_FIRST + (uint32_t)i, &causes[i]);
	free(causes);
	portfolio_end_rows(board, PORTFOLIO_FINDINGS,
	    &(struct portfolio_rows){ .next = PORTFOLIO_FIRST + (uint32_t)kept,
		.columns = COUNT_OF(finding_columns),
		.table = "portfolio_findings",
		.empty = "workbook.no_findings" });
}
