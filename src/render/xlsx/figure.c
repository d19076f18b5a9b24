#include "render/xlsx/figure.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { REFERENCE_SIZE = SHEET_NAME_SIZE + 2 * CELL_NAME_SIZE + 8 };

/* Pixels above a chart: where it begins a page its frame stands on that page, too. */
enum { FRAME_GAP = 2 };

/* The size of a chart as the library makes it. */
static const double library_width = 480, library_height = 288;

int
bars_height(size_t bars)
{
	return 100 + 30 * (int)bars;
}

uint32_t
bars_rows(size_t bars)
{
	return (uint32_t)bars_height(bars) / 21 + 1;
}

lxw_chart *
figure_new(struct book *book, enum lxw_chart_type type, const char *key)
{
	lxw_chart_font font = { .size = 11, .bold = LXW_TRUE, .color = COLOUR_ACCENT };
	const char    *title = book_clean(book, book_word(book, key), CLEAN_PROPERTY);
	lxw_chart     *chart;

	if (book->failed)
		return NULL;
	chart = workbook_add_chart(book->workbook, (uint8_t)type);
	if (chart == NULL) {
		book_check(book, LXW_ERROR_MEMORY_MALLOC_FAILED, "chart");
		return NULL;
	}
	chart_title_set_name(chart, title);
	chart_title_set_name_font(chart, &font);
	chart_legend_set_position(chart, LXW_CHART_LEGEND_BOTTOM);
	return chart;
}

/* "='Trend'!$B$5:$F$5". */
static const char *
reference(const struct cell_area *area, char text[REFERENCE_SIZE])
{
	char first[CELL_NAME_SIZE], last[CELL_NAME_SIZE];

	(void)snprintf(text, REFERENCE_SIZE, "=%s!%s:%s", area->sheet->quoted,
	    cell_name(area->first_row, area->first_column, first),
	    cell_name(area->last_row, area->last_column, last));
	return text;
}

lxw_chart_series *
figure_series(struct book *book, lxw_chart *chart, const struct cell_area *categories,
    const struct cell_area *values, const char *name)
{
	char		  names[REFERENCE_SIZE], numbers[REFERENCE_SIZE];
	lxw_chart_series *series =
	    chart_add_series(chart, reference(categories, names), reference(values, numbers));
	const char *clean = book_clean(book, name, CLEAN_PROPERTY);

	if (series == NULL || clean == NULL) {
		book_check(book, LXW_ERROR_MEMORY_MALLOC_FAILED, "chart series");
		return NULL;
	}
	chart_series_set_name(series, clean);
	return series;
}

/* A point of a range; the library frees it with the chart. */
static int
keep_point(lxw_series_range *range, const char *text, double value)
{
	lxw_series_data_point *point = calloc(1, sizeof *point);

	if (point == NULL)
		return -1;
	if (text != NULL && (point->string = strdup(text)) == NULL) {
		free(point);
		return -1;
	}
	point->is_string = text != NULL;
	point->number = value;
	STAILQ_INSERT_TAIL(range->data_cache, point, list_pointers);
	range->num_data_points++;
	return 0;
}

void
figure_remember(struct book *book, lxw_chart_series *series, const char *const *names, const double *values, size_t count)
{
	series->categories->ignore_cache = series->values->ignore_cache = LXW_TRUE;	/* the library looks for none itself */
	series->categories->has_string_cache = LXW_TRUE;
	for (size_t i = 0; i < count && !book->failed; i++) {
		const char *clean = book_clean(book, names[i], CLEAN_CELL);

		if (clean != NULL &&
		    (keep_point(series->categories, clean, 0) == -1 || keep_point(series->values, NULL, values[i]) == -1))
			book_check(book, LXW_ERROR_MEMORY_MALLOC_FAILED, "chart values");
	}
}

void
figure_fill(lxw_chart_series *series, uint32_t colour)
{
	lxw_chart_fill fill = { .color = colour };

	chart_series_set_fill(series, &fill);
}

void
figure_points(struct book *book, lxw_chart_series *series, const uint32_t *colours, size_t count)
{
	lxw_chart_fill	 fills[FIGURE_POINTS_MAX];
	lxw_chart_point	 points[FIGURE_POINTS_MAX];
	lxw_chart_point *list[FIGURE_POINTS_MAX + 1];

	memset(fills, 0, sizeof fills);
	memset(points, 0, sizeof points);
	if (count > FIGURE_POINTS_MAX)
		count = FIGURE_POINTS_MAX;
	for (size_t i = 0; i < count; i++) {
		fills[i].color = colours[i];
		points[i].fill = &fills[i];
		list[i] = &points[i];
	}
	list[count] = NULL;
	book_check(book, chart_series_set_points(series, list), "chart colours");
}

void
figure_labels(lxw_chart_series *series, const char *number_format, uint32_t colour)
{
	lxw_chart_font small = { .size = 8, .color = colour };

	chart_series_set_labels(series);
	chart_series_set_labels_num_format(series, number_format);
	chart_series_set_labels_font(series, &small);
}

/* On a bar chart the library's x axis is the values and its y axis the categories. */
void
figure_bar_axes(lxw_chart *chart, double least, double most)
{
	lxw_chart_font small = { .size = 9 };

	chart_axis_set_reverse(chart->y_axis);
	chart_axis_set_num_font(chart->y_axis, &small);
	chart_axis_set_label_position(chart->y_axis, LXW_CHART_AXIS_LABEL_POSITION_LOW);
	if (!isnan(least))
		chart_axis_set_min(chart->x_axis, least);
	if (!isnan(most))
		chart_axis_set_max(chart->x_axis, most);
	chart_axis_major_gridlines_set_visible(chart->x_axis, LXW_FALSE);
	chart_axis_off(chart->x_axis);
}

void
figure_insert(struct sheet *sheet, lxw_chart *chart, const struct figure_place *place)
{
	struct book	 *book = sheet->book;
	lxw_chart_options options = { .x_offset = place->x_offset,
		.y_offset = FRAME_GAP,
		.x_scale = place->width / library_width,
		.y_scale = place->height / library_height,
		.object_position = LXW_OBJECT_MOVE_DONT_SIZE };
	const char	 *clean = book_clean(book, place->description, CLEAN_PROPERTY);
	char		  description[CLEAN_PROPERTY_SIZE];

	if (clean == NULL || book->failed || sheet->worksheet == NULL)
		return;
	(void)snprintf(description, sizeof description, "%s", clean);
	options.description = description;
	sheet_keep(sheet, place->row, place->row + (uint32_t)((place->height + FRAME_GAP) * PIXEL_POINTS / ROW_POINTS));
	book_check(book,
	    worksheet_insert_chart_opt(sheet->worksheet, place->row, place->column, chart, &options), "chart");
}
