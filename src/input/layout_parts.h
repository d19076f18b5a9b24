/*
 * layout_parts.h - the first records of a file as layout.c, layout_dialect.c and layout_header.c look at them. Private to layout*.c.
 */
#ifndef INPUT_LAYOUT_PARTS_H
#define INPUT_LAYOUT_PARTS_H

#include <stdbool.h>
#include <stddef.h>

#include "input/layout.h"

/* A record that is not blank, cut to the window. */
struct head_row {
	size_t			index;	/* among all records of the head */
	size_t			count;	/* cells */
	size_t			filled;	/* cells that are not blank */
	const struct csv_field *cells;
	const char	      **folded;
};

struct head {
	struct head_row *rows;
	size_t		 count;
};

/* What was found in the row that betrays a dialect. */
struct recognised {
	size_t row;		/* of head.rows */
	size_t fitting;		/* cells that fit `half`, or columns found of `any` */
	size_t of;		/* filled cells, or columns asked for */
	bool   dated;		/* a date stands below */
};

/* True if the dialect is recognised when the header begins with this row. */
bool layout_recognise(const struct mapping *dialect, const struct head *head, size_t base, struct recognised *found);
/* The reason in words; NULL when out of memory. */
const char *layout_recognised_why(struct arena *arena, const struct mapping *dialect, const struct head *head, const struct recognised *found);
double layout_recognised_confidence(const struct mapping *dialect, const struct recognised *found);

/* Header rows, from this row on, and what they say about the columns, into layout. -1 when out of memory. */
int layout_read_header(struct arena *arena, const struct head *head, size_t base, struct layout *layout);

/* A date, with or without a time of day. */
bool layout_is_date(const struct csv_field *cell);

#endif
