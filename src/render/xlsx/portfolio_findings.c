/* portfolio_findings.c - what was wrong or remarkable in the input files, a row for each cause. */
#include "render/xlsx/portfolio.h"

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

/* What drawing finds is not known yet while this sheet is drawn. */
static bool
is_of_input(const struct finding *finding)
{
	return finding->kind != FINDING_RENDER_FAILED && finding->kind != FINDING_UNPRINTABLE;
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
	struct sheet	     *sheet = &board->findings;
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

int
findings_fill(struct portfolio_book *board, const struct findings *findings)
{
	struct finding_group *causes = NULL;
	size_t		      count = 0;
	uint32_t	      row = PORTFOLIO_FIRST;

	if (findings != NULL && findings_group(findings, &causes, &count) == -1)
		return -1;
	if (count > 1)
		qsort(causes, count, sizeof *causes, compare_causes);
	sheet_titles(&board->findings, book_word(&board->book, "sheets.findings"),
	    book_word(&board->book, "workbook.findings_about"));
	sheet_header_words(&board->findings, PORTFOLIO_FIRST - 1, finding_columns, COUNT_OF(finding_columns));
	for (size_t i = 0; i < count && row < PORTFOLIO_FIRST + CAUSES_MAX; i++)
		if (is_of_input(causes[i].first))
			write_cause(board, row++, &causes[i]);
	free(causes);
	end_rows(board, &board->findings, row, COUNT_OF(finding_columns), "portfolio_findings");
	return 0;
}
