/* pages.c - how the columns and rows of a sheet are spread over sheets of paper. */
#include "render/xlsx/pages.h"

#include <stdbool.h>

static double
width_of(const struct page_columns *columns, uint16_t first, uint16_t end)
{
	double width = 0;

	for (uint16_t i = first; i < end; i++)
		width += columns->widths[i];
	return width;
}

/* Pages that it takes when each is filled from the left as far as it goes. */
static uint16_t
count_pages(const struct page_columns *columns, unsigned scale)
{
	double	 room = columns->room * 100 / scale;
	double	 repeated = width_of(columns, 0, columns->repeated);
	double	 used = repeated;
	uint16_t pages = 1, first = columns->repeated;

	for (uint16_t i = columns->repeated; i < columns->count; i++) {
		if (i > first && used + columns->widths[i] > room) {
			pages++;
			first = i;
			used = repeated;
		}
		used += columns->widths[i];
	}
	return pages;
}

/* More pages with the repeated columns than without them. */
static bool
adds_pages(const struct page_columns *columns)
{
	struct page_columns bare = *columns;

	bare.repeated = 0;
	return count_pages(columns, PAGES_SCALE_LEAST) > count_pages(&bare, PAGES_SCALE_LEAST);
}

void
pages_spread(struct page_columns *columns, struct page_spread *spread)
{
	double total = width_of(columns, 0, columns->count);

	if (total * PAGES_SCALE_LEAST <= columns->room * 100) {
		spread->pages = 1;
		spread->scale = total <= columns->room ? 100 : (unsigned)(columns->room * 100 / total);
		return;
	}
	if (width_of(columns, 0, columns->repeated) * 2 * PAGES_SCALE_LEAST > columns->room * 100 && adds_pages(columns))
		columns->repeated = 0;
	spread->pages = count_pages(columns, PAGES_SCALE_LEAST);
	for (spread->scale = 100; spread->scale > PAGES_SCALE_LEAST; spread->scale--)
		if (count_pages(columns, spread->scale) <= spread->pages)
			return;
}

static double
height_of(const struct page_rows *rows, uint32_t first, uint32_t end)
{
	double height = 0;

	for (uint32_t i = first; i < end && i < rows->count; i++)
		height += rows->heights[i];
	return height;
}

/* The height of the tallest of what is kept and begins with this row; 0: nothing. */
static double
kept_from(const struct page_rows *rows, uint32_t row)
{
	double most = 0;

	for (size_t i = 0; i < rows->kept_count; i++) {
		double height = rows->kept[i].first == row ? height_of(rows, row, rows->kept[i].last + 1) : 0;

		most = height > most ? height : most;
	}
	return most;
}

size_t
pages_break_rows(const struct page_rows *rows, uint32_t breaks[PAGES_MOST])
{
	double repeated = rows->repeated;
	size_t count = 0;
	double used = 0;

	for (uint32_t row = 0; row < rows->count && count < PAGES_MOST; row++) {
		double kept = kept_from(rows, row);
		double needed = repeated + kept <= rows->room && kept > rows->heights[row] ? kept : rows->heights[row];

		if (row > 0 && (row == rows->start || used + needed > rows->room)) {
			breaks[count++] = row;
			used = row == rows->start ? 0 : repeated;
		}
		if (row > 0 && row == rows->start)
			repeated = rows->heights[row];
		used += rows->heights[row];
	}
	return count;
}
