/*
 * profile_column.h - one column of a profile while the file is read. Private to profile*.c.
 */
#ifndef INPUT_PROFILE_COLUMN_H
#define INPUT_PROFILE_COLUMN_H

#include <stdbool.h>

#include "input/profile.h"
#include "input/sheet.h"

struct arena;

/* The row at hand, and how its cells are read. */
struct profile_reading {
	struct arena	     *arena;	/* of the profile */
	struct arena	     *scratch;	/* of the row */
	const struct mapping *mapping;	/* its tokens for "no value" */
	bool		      comma_decimal;
	unsigned long	      line;
};

/* An empty column. -1 when out of memory. */
int profile_column_init(struct profile_column *column, struct arena *arena);
/* Counts a cell that is not empty. -1 when out of memory. */
int profile_column_take(struct profile_column *column, struct cell cell, const struct profile_reading *reading);

#endif
