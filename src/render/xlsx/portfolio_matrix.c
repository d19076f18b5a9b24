/* portfolio_matrix.c - partners by KPI: the value with the letter of its score, or why there is none. */
#include "render/xlsx/portfolio.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>

#include "base/arena.h"
#include "render/xlsx/partner.h"

/* An indicator and how many partners have a row of it. */
struct kpi_use {
	size_t indicator;
	size_t partners;
};

/* Most partners first; then as in the model. */
static int
compare_uses(const void *left, const void *right)
{
	const struct kpi_use *a = left, *b = right;

	if (a->partners != b->partners)
		return a->partners < b->partners ? 1 : -1;
	return a->indicator < b->indicator ? -1 : a->indicator > b->indicator;
}

static int
compare_indicators(const void *left, const void *right)
{
	const size_t a = *(const size_t *)left, b = *(const size_t *)right;

	return a < b ? -1 : a > b;
}

/* Rows stand by partner and indicator. */
static void
count_uses(const struct dataset *dataset, struct kpi_use *uses)
{
	for (size_t i = 0; i < dataset->kpi_row_count; i++) {
		const struct kpi_row *row = &dataset->kpi_rows[i];

		if (i == 0 || row->indicator != row[-1].indicator || row->partner != row[-1].partner)
			uses[row->indicator].partners += row->partner == dataset->partner_count ? dataset->partner_count : 1;
	}
}

int
portfolio_find_kpis(struct portfolio_book *board)
{
	const struct model *model = board->edition->model;
	struct kpi_use	   *uses = arena_alloc(board->arena, model->indicator_count + 1, sizeof *uses);
	size_t		    used = 0;

	board->kpis = arena_alloc(board->arena, PORTFOLIO_KPIS_MAX, sizeof *board->kpis);
	if (uses == NULL || board->kpis == NULL)
		return -1;
	for (size_t i = 0; i < model->indicator_count; i++)
		uses[i].indicator = i;
	count_uses(board->edition->dataset, uses);
	for (size_t i = 0; i < model->indicator_count; i++)
		if (uses[i].partners > 0 || model->indicators[i].required)
			uses[used++] = uses[i];
	if (used > 1)
		qsort(uses, used, sizeof *uses, compare_uses);
	board->kpi_count = used < PORTFOLIO_KPIS_MAX ? used : PORTFOLIO_KPIS_MAX;
	board->kpi_left_out = used - board->kpi_count;
	for (size_t i = 0; i < board->kpi_count; i++)
		board->kpis[i] = uses[i].indicator;
	if (board->kpi_count > 1)
		qsort(board->kpis, board->kpi_count, sizeof *board->kpis, compare_indicators);
	return 0;
}

void
matrix_begin(struct portfolio_book *board)
{
	const struct model *model = board->edition->model;
	struct column	    columns[1 + PORTFOLIO_KPIS_MAX];
	const char	   *subtitle = book_word(&board->book, "workbook.matrix_about");
	char		    shown[24], more[24];

	columns[0] = (struct column){ book_word(&board->book, "workbook.partner"), STYLE_HEADER, 26, 64 };
	for (size_t k = 0; k < board->kpi_count; k++) {
		const struct indicator *indicator = &model->indicators[board->kpis[k]];
		const char *title =
		    arena_printf(board->arena, indicator->unit[0] != '\0' ? "%s, %s" : "%s",
			indicator->title, indicator->unit);

		columns[1 + k] = (struct column){
		    title == NULL ? indicator->title : title, STYLE_HEADER_CENTRE, 16, 18};
	}
	(void)snprintf(shown, sizeof shown, "%d", PORTFOLIO_KPIS_MAX);
	(void)snprintf(more, sizeof more, "%zu", board->kpi_left_out);
	if (board->kpi_left_out > 0)
		subtitle = book_say(&board->book, board->arena, "workbook.matrix_more", "about", subtitle,
		    "shown", shown, "count", more, NULL);
	if (board->kpi_count == 0)
		subtitle = book_word(&board->book, "workbook.no_kpi");
	portfolio_titles_repeated(board, PORTFOLIO_MATRIX, columns, 1 + board->kpi_count, 1, subtitle);
	sheet_header(&board->sheets[PORTFOLIO_MATRIX], PORTFOLIO_FIRST - 1, columns, 1 + board->kpi_count);
}

static void
matrix_cell(struct portfolio_book *board, uint32_t row, uint16_t column, const struct reading *reading)
{
	struct sheet *sheet = &board->sheets[PORTFOLIO_MATRIX];

	if (reading == NULL)
		sheet_text(sheet, row, column, STYLE_ABSENT, "");
	else if (reading->state != VALUE_PRESENT || isnan(reading->value))
		sheet_text(sheet, row, column,
		    reading->scored ? (enum style)(STYLE_RATING + (int)reading->rating)
				    : STYLE_HEAT_VALUE,
		    book_word(&board->book, absent_key(reading->state)));
	else if (reading->scored)
		sheet_number(sheet, row, column,
		    (enum style)(STYLE_HEAT_VALUE + story_shade(board->edition, reading->rating, reading->score)), reading->value, "");
	else
		sheet_number(sheet, row, column, STYLE_GENERAL, reading->value, "");
}

void
matrix_partner(struct portfolio_book *board, const struct portfolio_entry *entry)
{
	const struct partner *partner = &board->edition->dataset->partners[entry->card->partner];

	sheet_text(&board->sheets[PORTFOLIO_MATRIX], entry->row, 0, STYLE_STRONG, partner->name);
	for (size_t k = 0; k < board->kpi_count; k++)
		matrix_cell(board, entry->row, (uint16_t)(1 + k), scorecard_reading(entry->card, board->kpis[k]));
}

void
matrix_end(struct portfolio_book *board)
{
	portfolio_end_rows(board, PORTFOLIO_MATRIX,
	    &(struct portfolio_rows){ .next = portfolio_next(board),
		.columns = 1 + board->kpi_count,
		.empty = "workbook.no_partner" });
}
