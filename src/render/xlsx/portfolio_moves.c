/* portfolio_moves.c - how many partners stand where, and what moved each since the period before. */
#include "render/xlsx/portfolio.h"

#include <math.h>
#include <stdio.h>

#include "base/arena.h"
#include "base/number.h"
#include "render/xlsx/figure.h"
#include "render/xlsx/partner.h"

/* Partners by colour, best first, as the bars stack. */
static const enum rating order[] = { RATING_GREEN, RATING_YELLOW, RATING_RED, RATING_GREY };

enum { DISTRIBUTION_RATINGS = 4, DISTRIBUTION_CHART_COLUMN = 7 };

/* "Green"; both words where the set has two for yellow. */
static const char *
rating_heading(struct portfolio_book *board, enum rating rating)
{
	double	    high = story_yellow_high(board->edition);
	const char *word = story_rating_word(board->edition, rating, NAN);
	const char *both;

	if (rating != RATING_YELLOW || isnan(high))
		return word;
	both = arena_printf(board->arena, "%s / %s", story_rating_word(board->edition, rating, high), word);
	return both == NULL ? word : both;
}

/* Rating of a partner in a lens, or of its own performance where lens is the number of lenses; -1: not planned. */
static int
rating_of(const struct portfolio_book *board, const struct partner_summary *summary, size_t lens)
{
	if (lens == board->edition->model->lens_count)
		return summary->has_data ? summary->own_rating : -1;
	return summary->lens[lens].planned ? summary->lens[lens].rating : -1;
}

static void
fill_distribution_row(struct portfolio_book *board, uint32_t row, size_t lens)
{
	const struct model *model = board->edition->model;
	struct sheet	   *sheet = &board->distribution;
	size_t		    counts[RATING_GREEN + 1] = { 0 };
	size_t		    total = 0;

	for (size_t i = 0; i < board->portfolio->partner_count; i++) {
		int rating = rating_of(board, &board->portfolio->partners[i], lens);

		if (rating < 0)
			continue;
		counts[rating]++;
		total++;
	}
	sheet_text(sheet, row, 0, STYLE_STRONG,
	    lens < model->lens_count ? model->lenses[lens].title : book_word(sheet->book, "answer.own"));
	for (uint16_t i = 0; i < DISTRIBUTION_RATINGS; i++)
		sheet_number(sheet, row, (uint16_t)(1 + i), STYLE_COUNT, (double)counts[order[i]], "");
	sheet_formula(sheet, row, 1 + DISTRIBUTION_RATINGS, STYLE_COUNT, (double)total, "=SUM(B%1$u:E%1$u)", row + 1);
}

static void
chart_distribution(struct portfolio_book *board, uint32_t last)
{
	struct sheet	*sheet = &board->distribution;
	lxw_chart	*chart = figure_new(&board->book, LXW_CHART_BAR_STACKED_PERCENT, "workbook.chart_distribution");
	struct cell_area names = { sheet, PORTFOLIO_FIRST, 0, last, 0 };

	if (chart == NULL)
		return;
	for (uint16_t i = 0; i < DISTRIBUTION_RATINGS; i++) {
		struct cell_area  values = { sheet, PORTFOLIO_FIRST, (uint16_t)(1 + i), last, (uint16_t)(1 + i) };
		lxw_chart_series *series =
		    figure_series(&board->book, chart, &names, &values, rating_heading(board, order[i]));

		if (series == NULL)
			return;
		figure_fill(series, rating_tone(order[i], board->edition->settings->safe_palette));
		figure_labels(series, "0;;", order[i] == RATING_YELLOW ? 0x1b2430 : 0xffffff);
	}
	chart_set_series_gap(chart, 40);
	chart_axis_set_reverse(chart->y_axis);
	chart_axis_major_gridlines_set_visible(chart->x_axis, LXW_FALSE);
	chart_axis_off(chart->x_axis);
	figure_insert(sheet, chart,
	    &(struct figure_place){ .row = last + 2,
		.column = 0,
		.x_offset = 4,
		.width = 760,
		.height = 380,
		.description = book_word(sheet->book, "workbook.chart_distribution_about") });
}

void
distribution_fill(struct portfolio_book *board)
{
	const struct model *model = board->edition->model;
	struct column	    columns[2 + DISTRIBUTION_RATINGS];
	uint32_t	    row = PORTFOLIO_FIRST;

	columns[0] = (struct column){ book_word(&board->book, "workbook.lens"), STYLE_HEADER, 34, 44 };
	for (size_t i = 0; i < DISTRIBUTION_RATINGS; i++)
		columns[1 + i] = (struct column){ rating_heading(board, order[i]), STYLE_HEADER_NUMBER, 16, 24 };
	columns[1 + DISTRIBUTION_RATINGS] =
	    (struct column){ book_word(&board->book, "workbook.total"), STYLE_HEADER_NUMBER, 12, 14 };
	sheet_titles(&board->distribution, book_word(&board->book, "sheets.distribution"),
	    book_word(&board->book, "workbook.distribution_about"));
	sheet_header(&board->distribution, PORTFOLIO_FIRST - 1, columns, 2 + DISTRIBUTION_RATINGS);
	for (size_t l = 0; l <= model->lens_count; l++)
		fill_distribution_row(board, row++, l);
	chart_distribution(board, row - 1);
	sheet_close(&board->distribution,
	    &(struct sheet_layout){ .header_row = PORTFOLIO_FIRST - 1,
		.frozen_columns = 1,
		.portrait = true,
		.last_row = row + 26,
		.last_column = DISTRIBUTION_CHART_COLUMN },
	    board->footer);
}

enum { MOVE_PARTNER, MOVE_NAME, MOVE_BEFORE, MOVE_NOW, MOVE_CHANGE, MOVE_GROUPS };

void
moves_begin(struct portfolio_book *board)
{
	static const struct column first[MOVE_GROUPS] = {
		[MOVE_PARTNER] = { "workbook.partner", STYLE_HEADER, 16, 32 },
		[MOVE_NAME] = { "workbook.name", STYLE_HEADER, 22, 40 },
		[MOVE_BEFORE] = { "workbook.last_period", STYLE_HEADER_NUMBER, 10, 12 },
		[MOVE_NOW] = { "kpis.score", STYLE_HEADER_NUMBER, 10, 12 },
		[MOVE_CHANGE] = { "kpis.change", STYLE_HEADER_NUMBER, 10, 12 },
	};
	const struct lens *primary = &board->edition->model->lenses[board->edition->model->primary];
	struct column	   columns[MOVE_GROUPS + MODEL_GROUPS_MAX + 1];
	size_t		   count = MOVE_GROUPS;

	columns_in_words(&board->book, first, MOVE_GROUPS, columns);
	for (size_t g = 0; g < primary->group_count; g++)
		columns[count++] = (struct column){ group_label(primary, g), STYLE_HEADER_NUMBER, 14, 16 };
	columns[count++] = (struct column){ book_word(&board->book, "workbook.rest"), STYLE_HEADER_NUMBER, 14, 16 };
	sheet_titles(&board->moves, book_word(&board->book, "sheets.movement"),
	    book_word(&board->book, "workbook.moves_about"));
	sheet_header(&board->moves, PORTFOLIO_FIRST - 1, columns, count);
}

void
moves_partner(struct portfolio_book *board, uint32_t row, const struct scorecard *card)
{
	const struct model	*model = board->edition->model;
	const struct partner	*partner = &board->edition->dataset->partners[card->partner];
	const struct lens_score *health = &card->lenses[model->primary];
	struct sheet		*sheet = &board->moves;
	uint16_t		 column = MOVE_GROUPS;

	sheet_text(sheet, row, MOVE_PARTNER, STYLE_TEXT, partner->id);
	sheet_text(sheet, row, MOVE_NAME, STYLE_TEXT, partner->name);
	sheet_number(sheet, row, MOVE_BEFORE, STYLE_SCORE, health->previous, "–");
	sheet_number(sheet, row, MOVE_NOW, STYLE_SCORE, score_printed(health->index), "–");
	sheet_formula(sheet, row, MOVE_CHANGE, STYLE_CHANGE, health->change,
	    "=IF(COUNT(C%1$u:D%1$u)=2,ROUND(D%1$u-C%1$u,1),\"\")", row + 1);
	for (size_t g = 0; g < model->lenses[model->primary].group_count; g++)
		sheet_number(sheet, row, column++, STYLE_CHANGE, number_round(health->groups[g].movement, 1), "");
	sheet_number(sheet, row, column, STYLE_CHANGE, health->movement_rest, "");
}

void
moves_end(struct portfolio_book *board)
{
	const struct model *model = board->edition->model;
	size_t		    partners = board->portfolio->partner_count;

	if (partners == 0)
		sheet_word(&board->moves, PORTFOLIO_FIRST, 0, STYLE_MUTED, "workbook.no_partner");
	sheet_close(&board->moves,
	    &(struct sheet_layout){ .header_row = PORTFOLIO_FIRST - 1,
		.frozen_columns = 2,
		.last_row = PORTFOLIO_FIRST + (uint32_t)(partners > 0 ? partners - 1 : 0),
		.last_column = (uint16_t)(MOVE_GROUPS + model->lenses[model->primary].group_count),
		.filter = true },
	    board->footer);
}
