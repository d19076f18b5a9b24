/*
 * portfolio_distribution.c - how many partners stand where, lens by lens, counted by formulas over Scores and the heat map.
 */
#include "render/xlsx/portfolio.h"

#include <math.h>
#include <stdio.h>

#include "base/arena.h"
#include "render/xlsx/figure.h"

/* Partners by colour, best first, as the bars stack. */
static const enum rating order[] = { RATING_GREEN, RATING_YELLOW, RATING_RED, RATING_GREY };

enum {
	RATINGS = 4,
	TOTAL_COLUMN = 1 + RATINGS,
	AREA_SIZE = SHEET_NAME_SIZE + 2 * CELL_NAME_SIZE + 8
};

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

static size_t
count_partners(const struct portfolio_book *board, size_t lens, enum rating rating)
{
	size_t count = 0;

	for (size_t i = 0; i < board->portfolio->partner_count; i++)
		count += rating_of(board, &board->portfolio->partners[i], lens) == (int)rating;
	return count;
}

static const char *
row_title(const struct portfolio_book *board, size_t lens)
{
	const struct model *model = board->edition->model;

	return lens < model->lens_count ? model->lenses[lens].title : book_word(&board->book, "answer.own");
}

/* There are rows for formulas to count. They tell lenses apart by their titles, and do not look at case. */
static bool
can_count(const struct portfolio_book *board, size_t lens)
{
	const struct model *model = board->edition->model;

	if (board->portfolio->partner_count == 0)
		return false;
	if (lens == model->lens_count)
		return true;
	if (board->scores_row == PORTFOLIO_FIRST)
		return false;
	for (size_t l = 0; l < model->lens_count; l++)
		if (l != lens && clean_same_name(model->lenses[l].title, model->lenses[lens].title))
			return false;
	return true;
}

/* "'Scores'!$D$5:$D$619": a column of a sheet through the row before next. */
static const char *
area_of(const struct sheet *sheet, uint16_t column, uint32_t next, char text[AREA_SIZE])
{
	char first[CELL_NAME_SIZE], last[CELL_NAME_SIZE];

	(void)snprintf(text, AREA_SIZE, "%s!%s:%s", sheet->quoted, cell_name(PORTFOLIO_FIRST, column, first),
	    cell_name(next - 1, column, last));
	return text;
}

/* Rows of Scores: the index of this lens, with the word of the colour or one of its two. */
static void
count_in_scores(struct portfolio_book *board, uint32_t row, uint16_t column, double cached)
{
	const struct book  *book = &board->book;
	const struct sheet *scores = &board->sheets[PORTFOLIO_SCORES];
	struct sheet	   *sheet = &board->sheets[PORTFOLIO_DISTRIBUTION];
	enum rating	    rating = order[column - 1];
	const char	   *word = book->literals[LITERAL_GREY + (int)rating];
	char		    lenses[AREA_SIZE], levels[AREA_SIZE], words[AREA_SIZE];

	(void)area_of(scores, SCORES_LENS, board->scores_row, lenses);
	(void)area_of(scores, SCORES_LEVEL, board->scores_row, levels);
	(void)area_of(scores, SCORES_RATING, board->scores_row, words);
	if (rating == RATING_YELLOW && !isnan(story_yellow_high(board->edition)))
		sheet_formula(sheet, row, column, STYLE_COUNT, cached,
		    "=SUMPRODUCT((%s=$A%u)*(%s=\"%s\")*((%s=\"%s\")+(%s=\"%s\")>0))", lenses, row + 1, levels,
		    book->literals[LITERAL_INDEX], words, book->literals[LITERAL_YELLOW_HIGH], words, word);
	else
		sheet_formula(sheet, row, column, STYLE_COUNT, cached, "=SUMPRODUCT((%s=$A%u)*(%s=\"%s\")*(%s=\"%s\"))", lenses,
		    row + 1, levels, book->literals[LITERAL_INDEX], words, word);
}

/* Own performance stands on the heat map: a number, or the letter of those that are not rated. No cap replaces its colour. */
static void
count_in_heat_map(struct portfolio_book *board, uint32_t row, uint16_t column, double cached)
{
	struct sheet *sheet = &board->sheets[PORTFOLIO_DISTRIBUTION];
	char	      own[AREA_SIZE];

	(void)area_of(&board->sheets[PORTFOLIO_HEAT], HEAT_OWN, portfolio_next(board), own);
	switch (order[column - 1]) {
	case RATING_GREEN:
		sheet_formula(sheet, row, column, STYLE_COUNT, cached, "=SUMPRODUCT(ISNUMBER(%s)*(%s>=policy_green))", own, own);
		break;
	case RATING_YELLOW:
		sheet_formula(sheet, row, column, STYLE_COUNT, cached,
		    "=SUMPRODUCT(ISNUMBER(%s)*(%s>=policy_yellow)*(%s<policy_green))", own, own, own);
		break;
	case RATING_RED:
		sheet_formula(sheet, row, column, STYLE_COUNT, cached, "=SUMPRODUCT(ISNUMBER(%s)*(%s<policy_yellow))", own, own);
		break;
	case RATING_GREY:
		sheet_formula(sheet, row, column, STYLE_COUNT, cached, "=SUMPRODUCT((%s=\"%c\")*1)", own,
		    board->book.letters[RATING_GREY]);
		break;
	}
}

static void
write_counts(struct portfolio_book *board, uint32_t row, size_t lens)
{
	struct sheet *sheet = &board->sheets[PORTFOLIO_DISTRIBUTION];
	double	      total = 0;

	sheet_text(sheet, row, 0, STYLE_STRONG, row_title(board, lens));
	for (uint16_t column = 1; column <= RATINGS; column++) {
		double count = (double)count_partners(board, lens, order[column - 1]);

		total += count;
		if (!can_count(board, lens))
			sheet_number(sheet, row, column, STYLE_COUNT, count, "");
		else if (lens == board->edition->model->lens_count)
			count_in_heat_map(board, row, column, count);
		else
			count_in_scores(board, row, column, count);
	}
	sheet_formula(sheet, row, TOTAL_COLUMN, STYLE_COUNT, total, "=SUM(B%1$u:E%1$u)", row + 1);
}

/* One colour of the bars. */
static void
add_colour(struct portfolio_book *board, lxw_chart *chart, uint16_t column, size_t count)
{
	const struct sheet *sheet = &board->sheets[PORTFOLIO_DISTRIBUTION];
	struct cell_area    names = { sheet, PORTFOLIO_FIRST, 0, PORTFOLIO_FIRST + (uint32_t)count - 1, 0 };
	struct cell_area    values = { sheet, PORTFOLIO_FIRST, column, PORTFOLIO_FIRST + (uint32_t)count - 1, column };
	enum rating	    rating = order[column - 1];
	const char	   *titles[MODEL_LENSES_MAX + 1];
	double		    counts[MODEL_LENSES_MAX + 1];
	lxw_chart_series   *series = figure_series(&board->book, chart, &names, &values, rating_heading(board, rating));

	if (series == NULL)
		return;
	for (size_t l = 0; l < count; l++) {
		titles[l] = row_title(board, l);
		counts[l] = (double)count_partners(board, l, rating);
	}
	figure_remember(&board->book, series, titles, counts, count);
	figure_fill(series, rating_tone(rating, board->edition->settings->safe_palette));
	figure_labels(series, "0;;", rating == RATING_YELLOW ? 0x1b2430 : 0xffffff);
}

/* Below the counts; returns the row below the chart. */
static uint32_t
chart_counts(struct portfolio_book *board, uint32_t row, size_t count)
{
	lxw_chart *chart = figure_new(&board->book, LXW_CHART_BAR_STACKED_PERCENT, "workbook.chart_distribution");

	if (chart == NULL)
		return row;
	for (uint16_t column = 1; column <= RATINGS; column++)
		add_colour(board, chart, column, count);
	chart_set_series_gap(chart, 40);
	chart_axis_set_reverse(chart->y_axis);
	chart_axis_major_gridlines_set_visible(chart->x_axis, LXW_FALSE);
	chart_axis_off(chart->x_axis);
	figure_insert(&board->sheets[PORTFOLIO_DISTRIBUTION], chart,
	    &(struct figure_place){ .row = row + 1,
		.x_offset = 4,
		.width = BARS_WIDTH,
		.height = bars_height(count),
		.description = book_word(&board->book, "workbook.chart_distribution_about") });
	return row + 1 + bars_rows(count);
}

void
distribution_end(struct portfolio_book *board)
{
	struct sheet *sheet = &board->sheets[PORTFOLIO_DISTRIBUTION];
	struct column columns[TOTAL_COLUMN + 1];
	size_t	      count = board->edition->model->lens_count + 1;
	uint32_t      row, last;

	columns[0] = (struct column){ book_word(&board->book, "workbook.lens"), STYLE_HEADER, 34, 64 };
	for (size_t i = 0; i < RATINGS; i++)
		columns[1 + i] = (struct column){ rating_heading(board, order[i]), STYLE_HEADER_NUMBER, 16, 24 };
	columns[TOTAL_COLUMN] = (struct column){ book_word(&board->book, "workbook.total"), STYLE_HEADER_NUMBER, 12, 14 };
	portfolio_titles(board, PORTFOLIO_DISTRIBUTION, book_word(&board->book, "workbook.distribution_about"));
	sheet_header(sheet, PORTFOLIO_FIRST - 1, columns, TOTAL_COLUMN + 1);
	for (size_t l = 0; l < count; l++)
		write_counts(board, PORTFOLIO_FIRST + (uint32_t)l, l);
	row = chart_counts(board, PORTFOLIO_FIRST + (uint32_t)count, count);
	last = movers_fill(board, row + 1);
	sheet_close(sheet,
	    &(struct sheet_layout){ .header_row = PORTFOLIO_FIRST - 1,
		.several_tables = last > row,
		.frozen_columns = 1,
		.portrait = true,
		.last_row = last,
		.last_column = TOTAL_COLUMN },
	    board->footer);
}
