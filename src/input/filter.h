/*
 * filter.h - rows that are no answers: test runs, previews, half-filled forms, a line of averages typed underneath.
 *
 * The rules are the mapping's (`drop REASON`, `keep_REASON`); which of them apply depends on the columns that a file has.
 */
#ifndef INPUT_FILTER_H
#define INPUT_FILTER_H

#include "input/csv.h"

struct arena;
struct filter;
struct layout;

/* The rules of layout->mapping that find their column. From the arena; NULL when out of memory. */
const struct filter *filter_new(struct arena *arena, const struct layout *layout);

/* Why this record (cut to the window) is left out: the first rule that says so, in the order of the mapping. NULL: it stays.
 * scratch: for folding what is not ASCII. */
const char *filter_reason(const struct filter *filter, const struct csv_record *record, struct arena *scratch);

#endif
