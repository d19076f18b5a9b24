/* partner_charts.c - the charts of the summary: groups, history, what moved the index, and how the two sides see the groups. */
#include "render/xlsx/partner.h"

#include <math.h>
#include <stdio.h>

#include "base/arena.h"
#include "render/xlsx/figure.h"

enum { CHART_WIDTH = 408, CHART_HEIGHT = 260, CHART_MARGIN = 6, CHART_ROWS = 13 };

/* Planned groups of the primary lens; in Trend they stand in the columns from 1 on. */
static size_t
planned_groups(const struct partner_book *partner)
{
	const struct story *story = partner->story;
	size_t		    count = 0;

	for (size_t g = 0; g < story->lens->group_count; g++)
		count += partner->group_row[story->edition->model->primary][g] != 0;
	return count;
}

static void
place(struct partner_book *partner, lxw_chart *chart, uint32_t row, bool right, const char *description)
{
	figure_insert(&partner->summary, chart,
	    &(struct figure_place){ .row = row,
		.column = 0,
		.x_offset = right ? CHART_WIDTH + 2 * CHART_MARGIN : CHART_MARGIN,
		.width = CHART_WIDTH,
		.height = CHART_HEIGHT,
		.description = description });
}

/* Each bar of the current period has the colour of its rating. */
static void
colour_groups(struct partner_book *partner, lxw_chart_series *series)
{
	const struct story *story = partner->story;
	uint32_t	    colours[MODEL_GROUPS_MAX];
	size_t		    count = 0;

	for (size_t g = 0; g < story->lens->group_count; g++)
		if (partner->group_row[story->edition->model->primary][g] != 0)
			colours[count++] = rating_tone(
			    story->health->groups[g].rating, story->edition->settings->safe_palette);
	figure_points(&partner->book, series, colours, count);
}

static void
chart_groups(struct partner_book *partner, uint32_t row)
{
	const struct scorecard *card = partner->story->card;
	uint16_t		groups = (uint16_t)planned_groups(partner);
	uint32_t		now = TABLE_FIRST + (uint32_t)card->history_count - 1;
	struct cell_area names = { &partner->trend, TABLE_FIRST - 1, 1, TABLE_FIRST - 1, groups };
	lxw_chart	       *chart = figure_new(&partner->book, LXW_CHART_BAR, "workbook.chart_groups");
	char			name[PERIOD_SIZE];

	if (chart == NULL)
		return;
	for (uint32_t back = 0; back < 2 && back < card->history_count; back++) {
		struct cell_area  values = { &partner->trend, now - back, 1, now - back, groups };
		lxw_chart_series *series = figure_series(&partner->book, chart, &names, &values,
		    period_name(card->history[card->history_count - 1 - back].period, name));

		if (series == NULL)
			return;
		figure_fill(series, back == 0 ? COLOUR_ACCENT : 0xc9d0da);
		if (back == 0)
			colour_groups(partner, series);
		figure_labels(series, "0.0", COLOUR_MUTED);
	}
	chart_set_series_gap(chart, 60);
	chart_legend_set_position(chart, LXW_CHART_LEGEND_NONE);
	figure_bar_axes(chart, 0, 100);
	place(partner, chart, row, false, partner->story->verdict);
}

/* Some planned group of the primary lens has a score now or had one in the period before. */
static bool
has_groups(const struct partner_book *partner)
{
	const struct scorecard *card = partner->story->card;
	size_t			primary = partner->story->edition->model->primary;

	for (size_t back = 0; back < 2 && back < card->history_count; back++)
		for (size_t g = 0; g < partner->story->lens->group_count; g++)
			if (partner->group_row[primary][g] != 0 &&
			    !isnan(card->history[card->history_count - 1 - back].group[primary][g]))
				return true;
	return false;
}

/* The lens had an index in some period: there is a line to draw. */
static bool
has_line(const struct partner_book *partner, size_t lens)
{
	const struct scorecard *card = partner->story->card;

	for (size_t i = 0; partner->index_row[lens] != 0 && i < card->history_count; i++)
		if (!isnan(card->history[i].index[lens]))
			return true;
	return false;
}

static bool
has_lines(const struct partner_book *partner)
{
	for (size_t l = 0; l < partner->story->edition->model->lens_count; l++)
		if (has_line(partner, l))
			return true;
	return false;
}

/* The first and, if there is one, a second lens with a line. */
static void
chart_history(struct partner_book *partner, uint32_t row, bool right)
{
	const struct model *model = partner->story->edition->model;
	uint32_t	    last = TABLE_FIRST + (uint32_t)partner->story->card->history_count - 1;
	uint16_t	    column = (uint16_t)(1 + planned_groups(partner));
	struct cell_area    periods = { &partner->trend, TABLE_FIRST, 0, last, 0 };
	lxw_chart	   *chart = figure_new(&partner->book, LXW_CHART_LINE, "workbook.chart_history");
	lxw_chart_line	    lines[] = { { .color = COLOUR_ACCENT, .width = 2.25F },
		   { .color = COLOUR_SECOND, .width = 1.5F, .dash_type = LXW_CHART_LINE_DASH_DASH } };
	lxw_chart_line	    grid = { .color = COLOUR_RULE, .width = 0.75F };
	size_t		    drawn = 0;

	if (chart == NULL)
		return;
	for (size_t l = 0; l < model->lens_count && drawn < 2; l++) {
		struct cell_area  values = { &partner->trend, TABLE_FIRST, column, last, column };
		lxw_chart_series *series;

		if (partner->index_row[l] != 0)
			column++;
		if (!has_line(partner, l))
			continue;
		series = figure_series(&partner->book, chart, &periods, &values, model->lenses[l].title);
		if (series == NULL)
			return;
		chart_series_set_line(series, &lines[drawn++]);
		chart_series_set_marker_type(series, LXW_CHART_MARKER_CIRCLE);
		chart_series_set_marker_size(series, 5);
	}
	chart_axis_set_min(chart->y_axis, 0);
	chart_axis_set_max(chart->y_axis, 100);
	chart_axis_set_major_unit(chart->y_axis, 20);
	chart_axis_major_gridlines_set_line(chart->y_axis, &grid);
	place(partner, chart, row, right, book_word(&partner->book, "workbook.chart_history_about"));
}

/* Rises in the accent colour, falls in the tone of red; the rest stands last. */
static void
colour_moves(struct partner_book *partner, lxw_chart_series *series)
{
	const struct lens_score *health = partner->story->health;
	uint32_t rise = COLOUR_ACCENT, fall = rating_tone(RATING_RED, partner->story->edition->settings->safe_palette);
	uint32_t colours[MODEL_GROUPS_MAX + 1];
	size_t	 count = 0;

	for (size_t g = 0; g < partner->story->lens->group_count; g++)
		if (partner->group_row[partner->story->edition->model->primary][g] != 0 &&
		    !isnan(health->groups[g].movement))
			colours[count++] = health->groups[g].movement < 0 ? fall : rise;
	colours[count++] = health->movement_rest < 0 ? fall : rise;
	figure_points(&partner->book, series, colours, count);
}

static void
chart_movement(struct partner_book *partner, uint32_t row)
{
	struct cell_area names = { &partner->trend, partner->movement_first, 0, partner->movement_last, 0 };
	struct cell_area values = { &partner->trend, partner->movement_first, 3, partner->movement_last, 3 };
	lxw_chart	 *chart = figure_new(&partner->book, LXW_CHART_BAR, "workbook.chart_movement");
	lxw_chart_series *series;

	if (chart == NULL)
		return;
	series = figure_series(
	    &partner->book, chart, &names, &values, book_word(&partner->book, "workbook.movement"));
	if (series == NULL)
		return;
	figure_fill(series, COLOUR_ACCENT);
	colour_moves(partner, series);
	figure_labels(series, "+0.0;-0.0;0.0", COLOUR_MUTED);
	chart_set_series_gap(chart, 60);
	chart_legend_set_position(chart, LXW_CHART_LEGEND_NONE);
	figure_bar_axes(chart, NAN, NAN);
	place(partner, chart, row, false,
	    partner->story->change[0] != '\0' ? partner->story->change : partner->story->verdict);
}

/* Rows of the primary lens in Survey: first and last, 0 if it has none. */
static void
primary_voices(const struct partner_book *partner, uint32_t rows[2])
{
	const uint32_t *voices = partner->voice_row[partner->story->edition->model->primary];

	rows[0] = rows[1] = 0;
	for (size_t g = 0; g < partner->story->lens->group_count; g++) {
		if (voices[g] == 0)
			continue;
		rows[0] = rows[0] == 0 ? voices[g] : rows[0];
		rows[1] = voices[g];
	}
}

/* True if both sides of some group are published: else there is nothing to set side by side. */
static bool
has_gaps(const struct partner_book *partner)
{
	for (size_t g = 0; g < partner->story->lens->group_count; g++)
		if (!isnan(partner->story->health->groups[g].gap))
			return true;
	return false;
}

static void
chart_gaps(struct partner_book *partner, uint32_t row, bool right)
{
	static const uint32_t colours[] = { COLOUR_ACCENT, COLOUR_SECOND };
	lxw_chart	     *chart = figure_new(&partner->book, LXW_CHART_BAR, "workbook.chart_gaps");
	uint32_t	      rows[2];

	primary_voices(partner, rows);
	if (chart == NULL)
		return;
	for (int side = SIDE_CLIENT; side <= SIDE_PARTNER; side++) {
		uint16_t	  column = side == SIDE_CLIENT ? VOICE_CLIENT_MEAN : VOICE_PARTNER_MEAN;
		struct cell_area  names = { &partner->survey, rows[0], VOICE_GROUP, rows[1], VOICE_GROUP };
		struct cell_area  values = { &partner->survey, rows[0], column, rows[1], column };
		lxw_chart_series *series = figure_series(&partner->book, chart, &names, &values,
		    story_side_name(partner->story->edition, (enum side)side));

		if (series == NULL)
			return;
		figure_fill(series, colours[side == SIDE_PARTNER]);
		figure_labels(series, "0.0", COLOUR_MUTED);
	}
	chart_set_series_gap(chart, 60);
	figure_bar_axes(chart, 1, 5);
	place(partner, chart, row, right, book_word(&partner->book, "workbook.chart_gaps_about"));
}

uint32_t
partner_charts(struct partner_book *partner, uint32_t row)
{
	bool moved = partner->movement_first != 0;
	bool gaps = has_gaps(partner);
	bool groups = has_groups(partner);
	bool lines = has_lines(partner);

	if (partner->story->card->history_count == 0 ||
	    partner->index_row[partner->story->edition->model->primary] == 0)
		return row;
	if (groups)
		chart_groups(partner, row);
	if (lines)
		chart_history(partner, row, groups);
	if (groups || lines)
		row += CHART_ROWS + 1;
	if (moved)
		chart_movement(partner, row);
	if (gaps)
		chart_gaps(partner, row, moved);
	return moved || gaps ? row + CHART_ROWS + 1 : row;
}
