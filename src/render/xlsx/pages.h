/*
 * pages.h - how the columns and rows of a sheet are spread over sheets of paper, so that they can be read.
 *
 * Pure arithmetic; lengths in points. Spreadsheet programs shrink a sheet until its columns fit a number of pages side by side: they are
 * told the fewest pages on which plain text stays legible. Where columns part is theirs to find; where rows part is ours.
 */
#ifndef RENDER_XLSX_PAGES_H
#define RENDER_XLSX_PAGES_H

#include <stddef.h>
#include <stdint.h>

/* 10 points, the size of plain text, are 6.6 at the least. */
enum { PAGES_SCALE_LEAST = 66 /* percent */, PAGES_MOST = 60, PAGES_KEPT_MOST = 64 };

/* What is to be spread from left to right. */
struct page_columns {
	const double *widths;	/* of each column at full size */
	uint16_t      count;
	uint16_t      repeated; /* columns at the left that stand on every page; 0 where they would fill most of it and make more pages */
	double	      room;	/* width of a page between its margins */
};

struct page_spread {
	unsigned scale;		/* percent, at the most 100 */
	uint16_t pages;		/* side by side */
};

/* The fewest pages on which plain text is legible, and the largest scale that fits them. Drops repeated columns that take too much. */
void pages_spread(struct page_columns *columns, struct page_spread *spread);

/* Rows first to last stand on one page if they fit one. */
struct kept_rows {
	uint32_t first;
	uint32_t last;
};

struct page_rows {
	const uint16_t	       *heights;	/* of each row */
	uint32_t		count;
	double			repeated;	/* height of the rows that stand on every page but the first */
	const struct kept_rows *kept;
	size_t			kept_count;
	double			room;		/* height of a page at full size */
	uint32_t		start;		/* a page begins with this row, which is repeated from then on; 0: none */
};

/* Rows before which a page ends, so that nothing kept is split, into breaks; returns how many, at most PAGES_MOST. */
size_t pages_break_rows(const struct page_rows *rows, uint32_t breaks[PAGES_MOST]);

#endif
