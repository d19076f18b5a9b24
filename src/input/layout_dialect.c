/* layout_dialect.c - which tool wrote a file: its recognition held against the first rows. */
#include "input/layout_parts.h"

#include <string.h>

#include "base/arena.h"
#include "base/text.h"
#include "input/moment.h"
#include "input/sheet.h"

enum { ROWS_LOOKED_AT = 3 };

bool
layout_is_date(const struct csv_field *field)
{
	struct cell   cell = cell_trim(field->text, field->length);
	struct moment moment;

	return cell.length > 0 && moment_parse(cell.text, cell.length, DATE_ORDER_AUTO, NULL, &moment) != MOMENT_BAD;
}

static bool
has_cell(const struct head_row *row, const struct column_ref *name)
{
	for (size_t i = 0; i < row->count; i++)
		if (name->how == COLUMN_HEADER && column_pattern_fits(name->folded, row->folded[i]))
			return true;
	return false;
}

static size_t
count_present(const struct head_row *row, const struct column_list *names)
{
	size_t present = 0;

	for (size_t i = 0; i < names->count; i++)
		present += has_cell(row, &names->items[i]);
	return present;
}

static bool
begins_with(const struct head_row *row, const struct column_list *names)
{
	for (size_t i = 0; i < names->count; i++)
		if (row->count > 0 && column_pattern_fits(names->items[i].folded, row->folded[0]))
			return true;
	return false;
}

static size_t
count_fitting(const struct head_row *row, const char *pattern)
{
	size_t fitting = 0;

	for (size_t i = 0; i < row->count; i++)
		fitting += row->folded[i][0] != '\0' && column_pattern_fits(pattern, row->folded[i]);
	return fitting;
}

/* The first row below that has a first cell at all begins with a date. An export without any answer proves nothing, and harms nothing. */
static bool
has_date_below(const struct head *head, size_t row)
{
	for (size_t i = row + 1; i < head->count; i++)
		if (head->rows[i].folded[0][0] != '\0')
			return layout_is_date(&head->rows[i].cells[0]);
	return row + 1 >= head->count;
}

/* All that is asked of the row that holds the sign. */
static bool
row_fits(const struct recognition *sign, const struct head *head, size_t row, struct recognised *found)
{
	const struct head_row *at = &head->rows[row];
	size_t		       needed = sign->any_count > 0 ? (size_t)sign->any_count : 1;

	*found = (struct recognised){ .row = row, .dated = sign->date_below };
	if (sign->first.count > 0 && !begins_with(at, &sign->first))
		return false;
	if (count_present(at, &sign->all) < sign->all.count)
		return false;
	if (sign->any.count > 0) {
		found->of = sign->any.count;
		found->fitting = count_present(at, &sign->any);
		if (found->fitting < needed)
			return false;
	}
	if (sign->half != NULL) {
		found->of = at->filled;
		found->fitting = count_fitting(at, sign->half);
		if (found->fitting == 0 || found->fitting * 2 < found->of)
			return false;
	}
	return !sign->date_below || has_date_below(head, row);
}

/* A dialect that says nothing about itself can only be named. */
static bool
has_sign(const struct recognition *sign)
{
	return sign->first.count + sign->all.count + sign->any.count > 0 || sign->half != NULL;
}

bool
layout_recognise(const struct mapping *dialect, const struct head *head, size_t base, struct recognised *found)
{
	const struct recognition *sign = &dialect->recognition;
	size_t			  first = base;
	size_t			  last = base + ROWS_LOOKED_AT - 1;

	if (!has_sign(sign))
		return false;
	if (sign->row > 0)
		first = last = base + (size_t)sign->row - 1;
	for (size_t row = first; row <= last && row < head->count; row++)
		if (row_fits(sign, head, row, found))
			return true;
	return false;
}

/* "A", "B" and so on, as the mapping writes them. "" when out of memory: the sentence is the poorer, not wrong. */
static const char *
list_names(struct arena *arena, const struct column_list *names)
{
	const char *text = "";

	for (size_t i = 0; i < names->count && text != NULL; i++)
		text = arena_printf(arena, "%s%s%s", text, i == 0 ? "" : ", ", names->items[i].written);
	return text == NULL ? "" : text;
}

/* The word between the stars of the pattern as the file writes it. */
static const char *
sign_as_written(struct arena *arena, const char *pattern, const struct head_row *row)
{
	const char *word = pattern + strspn(pattern, "*");
	char	   *core = arena_strndup(arena, word, strcspn(word, "*"));

	for (size_t i = 0; core != NULL && i < row->count; i++) {
		const char *found = strcasestr(row->cells[i].text, core);

		if (found != NULL)
			return arena_strndup(arena, found, strlen(core));
	}
	return core;
}

const char *
layout_recognised_why(struct arena *arena, const struct mapping *dialect, const struct head *head, const struct recognised *found)
{
	const struct recognition *sign = &dialect->recognition;
	const struct head_row	 *row = &head->rows[found->row];
	size_t			  number = row->index + 1;
	const char		 *below = found->dated ? ", with dates below" : "";
	const char		 *word;

	if (sign->half != NULL) {
		word = sign_as_written(arena, sign->half, row);
		return word == NULL ? NULL : arena_printf(arena, "row %zu has %s in %zu of %zu cells", number, word, found->fitting, found->of);
	}
	if (sign->first.count > 0) {
		word = text_clean(arena, row->cells[0].text, row->cells[0].length);
		return word == NULL ? NULL : arena_printf(arena, "row %zu begins with %s%s", number, word, below);
	}
	if (sign->any.count > 0)
		return arena_printf(arena, "row %zu has %zu of the %zu names %s%s", number, found->fitting, found->of,
		    list_names(arena, &sign->any), below);
	return arena_printf(arena, "row %zu has the columns %s%s", number, list_names(arena, &sign->all), below);
}

/* One word at the start of a file is a weaker sign than a date below it, several names, or a mark in nearly every cell. */
double
layout_recognised_confidence(const struct mapping *dialect, const struct recognised *found)
{
	const struct recognition *sign = &dialect->recognition;

	if (sign->half != NULL)
		return (double)found->fitting / (double)found->of;
	if (sign->all.count > 1 || sign->date_below)
		return 0.95;
	return sign->first.count > 0 && sign->any.count + sign->all.count == 0 ? 0.8 : 0.9;
}
