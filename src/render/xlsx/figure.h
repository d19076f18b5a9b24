/*
 * figure.h - native charts. The library caches the values of number cells in a book that does not stream; over formulas, and in a
 * streaming book, figure_remember gives what a viewer without a calculator draws.
 */
#ifndef RENDER_XLSX_FIGURE_H
#define RENDER_XLSX_FIGURE_H

#include "render/xlsx/sheet.h"

/* Cells of one sheet, both ends inclusive. */
struct cell_area {
	const struct sheet *sheet;
	uint32_t	    first_row;
	uint16_t	    first_column;
	uint32_t	    last_row;
	uint16_t	    last_column;
};

/* Where a chart goes, in points from the top left corner of a cell, and what it tells somebody who cannot see it. */
struct figure_place {
	uint32_t    row;
	uint16_t    column;
	int	    x_offset;
	int	    width;	/* pixels */
	int	    height;
	const char *description;
};

/* A chart of bars: its width, its height in pixels and in rows of the plain height. */
enum { BARS_WIDTH = 760 };
int bars_height(size_t bars);
uint32_t bars_rows(size_t bars);

/* A chart with the text of key as its title; NULL after a failure, which the book keeps. */
lxw_chart *figure_new(struct book *book, enum lxw_chart_type type, const char *key);
lxw_chart_series *figure_series(struct book *book, lxw_chart *chart, const struct cell_area *categories,
    const struct cell_area *values, const char *name);
/* The names and values that the series was made over, count of each. */
void figure_remember(struct book *book, lxw_chart_series *series, const char *const *names, const double *values, size_t count);
/* One solid colour. */
void figure_fill(lxw_chart_series *series, uint32_t colour);
/* Each point in its colour; at most FIGURE_POINTS_MAX. */
enum { FIGURE_POINTS_MAX = 64 };
void figure_points(struct book *book, lxw_chart_series *series, const uint32_t *colours, size_t count);
/* Values at the bars. */
void figure_labels(lxw_chart_series *series, const char *number_format, uint32_t colour);
/* Bars from top to bottom as the rows stand, without scale or grid; values from least to most (NaN: as they are). */
void figure_bar_axes(lxw_chart *chart, double least, double most);
void figure_insert(struct sheet *sheet, lxw_chart *chart, const struct figure_place *place);

#endif
