/* partner_trend.c - the periods so far as plain numbers, and the charts drawn over them. */
#include "render/xlsx/partner.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/arena.h"

enum { CHART_WIDTH = 398, CHART_HEIGHT = 260 };

/* Planned groups of the primary lens, in columns from 1 on. */
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
fill_header(struct partner_book *partner)
{
	const struct story *story = partner->story;
	const struct model *model = story->edition->model;
	struct column	    columns[1 + MODEL_GROUPS_MAX + MODEL_LENSES_MAX];
	size_t		    count = 0;

	columns[count++] = (struct column){ "Period", STYLE_HEADER, 12, 16 };
	for (size_t g = 0; g < story->lens->group_count; g++)
		if (partner->group_row[model->primary][g] != 0)
			columns[count++] = (struct column){
			    group_label(story->lens, g), STYLE_HEADER_NUMBER, 15, 20};
	for (size_t l = 0; l < model->lens_count; l++)
		if (partner->index_row[l] != 0)
			columns[count++] =
			    (struct column){ model->lenses[l].title, STYLE_HEADER_NUMBER, 18, 24 };
	sheet_header(&partner->trend, TABLE_FIRST - 1, columns, count);
}

static void
fill_point(struct partner_book *partner, uint32_t row, const struct history_point *point)
{
	const struct story *story = partner->story;
	const struct model *model = story->edition->model;
	uint16_t	    column = 0;
	char		    name[PERIOD_SIZE];

	sheet_text(&partner->trend, row, column++, STYLE_STRONG, period_name(point->period, name));
	for (size_t g = 0; g < story->lens->group_count; g++)
		if (partner->group_row[model->primary][g] != 0)
			sheet_number(&partner->trend, row, column++, STYLE_SCORE,
			    point->group[model->primary][g], "");
	for (size_t l = 0; l < model->lens_count; l++)
		if (partner->index_row[l] != 0)
			sheet_number(&partner->trend, row, column++, STYLE_SCORE, point->index[l], "");
}

void
partner_trend_fill(struct partner_book *partner)
{
	const struct scorecard *card = partner->story->card;

	sheet_titles(&partner->trend, "Trend",
	    "Groups of the primary lens and the index of every lens, as printed. Empty: not rated. "
	    "The charts of the summary are drawn "
	    "over these numbers.");
	fill_header(partner);
	for (size_t i = 0; i < card->history_count; i++)
		fill_point(partner, TABLE_FIRST + (uint32_t)i, &card->history[i]);
	sheet_close(&partner->trend,
	    &(struct sheet_layout){ .header_row = TABLE_FIRST - 1, .frozen_columns = 1 },
	    partner->footer);
}

/* "=Trend!$B$5:$F$5". */
enum { REFERENCE_SIZE = 64 };

static const char *
reference(uint32_t first_row, uint16_t first_column, uint32_t last_row, uint16_t last_column,
    char text[REFERENCE_SIZE])
{
	char first[CELL_NAME_SIZE], last[CELL_NAME_SIZE];

	(void)snprintf(text, REFERENCE_SIZE, "=Trend!%s:%s", cell_name(first_row, first_column, first),
	    cell_name(last_row, last_column, last));
	return text;
}

static lxw_chart *
chart_new(struct partner_book *partner, enum lxw_chart_type type, const char *title)
{
	static lxw_chart_font const font = {
	    .name = NULL, .size = 11, .bold = LXW_TRUE, .color = COLOUR_ACCENT};
	lxw_chart_font		    copy = font;
	lxw_chart		   *chart;

	if (partner->book.failed)
		return NULL;
	chart = workbook_add_chart(partner->book.workbook, (uint8_t)type);
	if (chart == NULL) {
		book_check(&partner->book, LXW_ERROR_MEMORY_MALLOC_FAILED, "chart");
		return NULL;
	}
	chart_title_set_name(chart, title);
	chart_title_set_name_font(chart, &copy);
	chart_legend_set_position(chart, LXW_CHART_LEGEND_BOTTOM);
	return chart;
}

static lxw_chart_series *
add_series(struct partner_book *partner, lxw_chart *chart, const char *categories,
    const char *values, const char *name)
{
	lxw_chart_series *series = chart_add_series(chart, categories, values);
	const char	 *clean = book_clean(&partner->book, name, CLEAN_PROPERTY);

	if (series == NULL || clean == NULL) {
		book_check(&partner->book, LXW_ERROR_MEMORY_MALLOC_FAILED, "chart series");
		return NULL;
	}
	chart_series_set_name(series, clean);
	return series;
}

/* Each bar of the current period has the colour of its rating. */
static void
colour_bars(struct partner_book *partner, lxw_chart_series *series)
{
	const struct story *story = partner->story;
	bool		    safe = story->edition->settings->safe_palette;
	lxw_chart_fill	    fills[MODEL_GROUPS_MAX];
	lxw_chart_point	    points[MODEL_GROUPS_MAX];
	lxw_chart_point	   *list[MODEL_GROUPS_MAX + 1];
	size_t		    count = 0;

	memset(fills, 0, sizeof fills);
	memset(points, 0, sizeof points);
	for (size_t g = 0; g < story->lens->group_count; g++) {
		if (partner->group_row[story->edition->model->primary][g] == 0)
			continue;
		fills[count].color = rating_tone(story->health->groups[g].rating, safe);
		points[count].fill = &fills[count];
		list[count] = &points[count];
		count++;
	}
	list[count] = NULL;
	book_check(&partner->book, chart_series_set_points(series, list), "chart colours");
}

static void
style_bars(struct partner_book *partner, lxw_chart *chart, lxw_chart_series *series, bool now)
{
	lxw_chart_fill fill = { .color = now ? COLOUR_ACCENT : 0xc9d0da };
	lxw_chart_font small = { .size = 8, .color = COLOUR_MUTED };

	chart_series_set_fill(series, &fill);
	if (now)
		colour_bars(partner, series);
	chart_series_set_labels(series);
	chart_series_set_labels_num_format(series, "0.0");
	chart_series_set_labels_font(series, &small);
	chart_set_series_gap(chart, 60);
}

static void
insert(struct partner_book *partner, lxw_chart *chart, uint32_t row, uint16_t column, int x_offset,
    const char *description)
{
	lxw_chart_options options = { .x_offset = x_offset,
	    .x_scale = CHART_WIDTH / 480.0,
	    .y_scale = CHART_HEIGHT / 288.0,
	    .object_position = LXW_OBJECT_MOVE_DONT_SIZE };
	const char	 *clean = book_clean(&partner->book, description, CLEAN_PROPERTY);
	char		 *copy = clean == NULL ? NULL : strdup(clean);

	options.description = copy;
	if (copy == NULL)
		book_check(&partner->book, LXW_ERROR_MEMORY_MALLOC_FAILED, "chart");
	else if (!partner->book.failed)
		book_check(&partner->book,
		    worksheet_insert_chart_opt(
			partner->summary.worksheet, row, column, chart, &options),
		    "chart");
	free(copy);
}

/* On a bar chart the library's x axis is the values and its y axis the categories. */
static void
chart_groups(struct partner_book *partner, uint32_t row)
{
	const struct scorecard *card = partner->story->card;
	size_t			groups = planned_groups(partner);
	uint32_t		now = TABLE_FIRST + (uint32_t)card->history_count - 1;
	lxw_chart *chart = chart_new(partner, LXW_CHART_BAR, "Groups now; grey: the period before");
	lxw_chart_series       *series;
	lxw_chart_font		small = { .size = 9 };
	char			categories[REFERENCE_SIZE], values[REFERENCE_SIZE], name[PERIOD_SIZE];

	if (chart == NULL)
		return;
	reference(TABLE_FIRST - 1, 1, TABLE_FIRST - 1, (uint16_t)groups, categories);
	for (uint32_t back = 0; back < 2 && back < card->history_count; back++) {
		reference(now - back, 1, now - back, (uint16_t)groups, values);
		series = add_series(partner, chart, categories, values,
		    period_name(card->history[card->history_count - 1 - back].period, name));
		if (series == NULL)
			return;
		style_bars(partner, chart, series, back == 0);
	}
	chart_legend_set_position(chart, LXW_CHART_LEGEND_NONE);
	chart_axis_set_reverse(chart->y_axis);
	chart_axis_set_num_font(chart->y_axis, &small);
	chart_axis_set_min(chart->x_axis, 0);
	chart_axis_set_max(chart->x_axis, 100);
	chart_axis_major_gridlines_set_visible(chart->x_axis, LXW_FALSE);
	chart_axis_off(chart->x_axis);
	insert(partner, chart, row, 0, 4, partner->story->verdict);
}

/* The first and, if there is one, a second planned lens. */
static void
chart_history(struct partner_book *partner, uint32_t row)
{
	const struct scorecard *card = partner->story->card;
	const struct model     *model = partner->story->edition->model;
	uint32_t		last = TABLE_FIRST + (uint32_t)card->history_count - 1;
	uint16_t		column = (uint16_t)(1 + planned_groups(partner));
	lxw_chart	       *chart = chart_new(partner, LXW_CHART_LINE, "Index by period");
	lxw_chart_line lines[] = { { .color = COLOUR_ACCENT, .width = 2.25F },
	    { .color = 0x3a7bc8, .width = 1.5F, .dash_type = LXW_CHART_LINE_DASH_DASH } };
	size_t			drawn = 0;
	char			categories[REFERENCE_SIZE], values[REFERENCE_SIZE];
	lxw_chart_line		grid = { .color = COLOUR_RULE, .width = 0.75F };

	if (chart == NULL)
		return;
	reference(TABLE_FIRST, 0, last, 0, categories);
	for (size_t l = 0; l < model->lens_count && drawn < 2; l++) {
		lxw_chart_series *series;

		if (partner->index_row[l] == 0)
			continue;
		reference(TABLE_FIRST, column, last, column, values);
		column++;
		series = add_series(partner, chart, categories, values, model->lenses[l].title);
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
	insert(partner, chart, row, 3, 30, "Line of the index of each lens by period, 0 to 100");
}

void
partner_charts(struct partner_book *partner, uint32_t row)
{
	if (partner->story->card->history_count == 0 ||
	    partner->index_row[partner->story->edition->model->primary] == 0)
		return;
	chart_groups(partner, row);
	chart_history(partner, row);
}
