/* portfolio_movers.c - whose primary index rose and fell most since the period before. */
#include "render/xlsx/portfolio.h"

#include <math.h>
#include <stdlib.h>

#include "base/count.h"
#include "base/number.h"
#include "render/xlsx/figure.h"

enum { MOVERS_MAX = 12, MOVER_BEFORE = 1, MOVER_NOW, MOVER_CHANGE };

/* A partner and the change of its primary index. */
struct mover {
	const char *name;
	double	    before, now, change;
};

/* Rises first, the largest at the ends. */
static int
compare_movers(const void *left, const void *right)
{
	const struct mover *a = left, *b = right;

	return a->change > b->change ? -1 : a->change < b->change;
}

/* Puts a mover among the largest so far. */
static void
keep_mover(struct mover movers[MOVERS_MAX], size_t *count, const struct mover *mover)
{
	size_t at = *count;

	while (at > 0 && fabs(movers[at - 1].change) < fabs(mover->change))
		at--;
	if (at == MOVERS_MAX)
		return;
	*count += *count < MOVERS_MAX;
	for (size_t i = *count - 1; i > at; i--)
		movers[i] = movers[i - 1];
	movers[at] = *mover;
}

static size_t
find_movers(const struct portfolio_book *board, struct mover movers[MOVERS_MAX])
{
	const struct portfolio *portfolio = board->portfolio;
	size_t			count = 0;

	for (size_t i = 0; i < portfolio->partner_count; i++) {
		const struct score_cell *index = &portfolio->partners[i].lens[board->edition->model->primary];
		struct mover		 mover = { .name = board->edition->dataset->partners[portfolio->partners[i].partner].name,
				   .now = number_round((double)index->score, 1),
				   .change = number_round((double)index->change, 1) };

		mover.before = number_round(mover.now - mover.change, 1);
		if (!isnan(mover.change) && !isnan(mover.now) && fabs(mover.change) > 0)
			keep_mover(movers, &count, &mover);
	}
	if (count > 1)
		qsort(movers, count, sizeof *movers, compare_movers);
	return count;
}

static void
chart_movers(struct portfolio_book *board, uint32_t first, const struct mover *movers, size_t count)
{
	struct sheet	*sheet = &board->sheets[PORTFOLIO_DISTRIBUTION];
	lxw_chart	*chart = figure_new(&board->book, LXW_CHART_BAR, "workbook.movers");
	struct cell_area names = { sheet, first, 0, first + (uint32_t)count - 1, 0 };
	struct cell_area values = { sheet, first, MOVER_CHANGE, first + (uint32_t)count - 1, MOVER_CHANGE };
	lxw_chart_series *series;
	const char	 *titles[MOVERS_MAX];
	double		  changes[MOVERS_MAX];

	if (chart == NULL ||
	    (series = figure_series(&board->book, chart, &names, &values, book_word(&board->book, "kpis.change"))) == NULL)
		return;
	for (size_t i = 0; i < count; i++) {
		titles[i] = movers[i].name;
		changes[i] = movers[i].change;
	}
	figure_remember(&board->book, series, titles, changes, count);
	figure_fill(series, COLOUR_ACCENT);
	figure_labels(series, "+0.0;\xe2\x88\x92" "0.0;0.0", COLOUR_ACCENT);
	chart_legend_set_position(chart, LXW_CHART_LEGEND_NONE);
	chart_set_series_gap(chart, 40);
	chart_axis_set_reverse(chart->y_axis);
	chart_axis_set_label_position(chart->y_axis, LXW_CHART_AXIS_LABEL_POSITION_LOW);
	chart_axis_major_gridlines_set_visible(chart->x_axis, LXW_FALSE);
	chart_axis_off(chart->x_axis);
	figure_insert(sheet, chart,
	    &(struct figure_place){ .row = first + (uint32_t)count + 1,
		.x_offset = 4,
		.width = BARS_WIDTH,
		.height = bars_height(count),
		.description = book_word(&board->book, "workbook.movers_about") });
}

/* The table and its chart stay together on paper. */
static void
start_page(struct sheet *sheet, uint32_t row)
{
	lxw_row_t breaks[] = { row, 0 };

	if (sheet->worksheet != NULL && !sheet->book->failed)
		book_check(sheet->book, worksheet_set_h_pagebreaks(sheet->worksheet, breaks), "page break");
}

uint32_t
movers_fill(struct portfolio_book *board, uint32_t row)
{
	static const struct column columns[] = {
		{ "workbook.partner", STYLE_HEADER, 0, 0 },
		{ "workbook.last_period", STYLE_HEADER_NUMBER, 0, 0 },
		{ "kpis.score", STYLE_HEADER_NUMBER, 0, 0 },
		{ "kpis.change", STYLE_HEADER_NUMBER, 0, 0 },
	};
	struct sheet *sheet = &board->sheets[PORTFOLIO_DISTRIBUTION];
	struct mover  movers[MOVERS_MAX];
	size_t	      count = find_movers(board, movers);

	if (count == 0)
		return row - 1;
	start_page(sheet, row);
	sheet_word(sheet, row, 0, STYLE_SECTION, "workbook.movers");
	sheet_word(sheet, row + 1, 0, STYLE_SUBTITLE, "workbook.movers_about");
	sheet_header_words(sheet, row + 3, columns, COUNT_OF(columns));
	row += 4;
	for (size_t i = 0; i < count; i++) {
		uint32_t at = row + (uint32_t)i;

		sheet_text(sheet, at, 0, STYLE_STRONG, movers[i].name);
		sheet_number(sheet, at, MOVER_BEFORE, STYLE_SCORE, movers[i].before, "");
		sheet_number(sheet, at, MOVER_NOW, STYLE_SCORE, movers[i].now, "");
		sheet_formula(sheet, at, MOVER_CHANGE, STYLE_CHANGE, movers[i].change, "=ROUND(C%1$u-B%1$u,1)", at + 1);
	}
	chart_movers(board, row, movers, count);
	return row + (uint32_t)count + 1 + bars_rows(count);
}

