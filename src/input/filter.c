/* filter.c - see filter.h. */
#include "input/filter.h"

#include <string.h>

#include "base/arena.h"
#include "input/layout.h"
#include "input/sheet.h"

struct bound_rule {
	const struct drop_rule *rule;
	size_t			column;
};

struct filter {
	struct bound_rule *rules;
	size_t		   count;
	bool		   undated;	/* a row that does not begin with a date is none: a footer, a row of averages */
};

static bool
is_undated_dropped(const struct layout *layout)
{
	return layout->dialect != NULL && layout->dialect->recognition.date_below && !mapping_keeps(layout->mapping, "undated");
}

const struct filter *
filter_new(struct arena *arena, const struct layout *layout)
{
	const struct mapping *mapping = layout->mapping;
	struct filter	     *filter = arena_alloc(arena, 1, sizeof *filter);

	if (filter == NULL)
		return NULL;
	filter->rules = arena_alloc(arena, mapping->drop_count, sizeof *filter->rules);
	if (filter->rules == NULL)
		return NULL;
	for (size_t i = 0; i < mapping->drop_count; i++) {
		const struct drop_rule *rule = &mapping->drops[i];
		long			column = layout_find_any(layout, &rule->columns);

		if (column != -1 && !mapping_keeps(mapping, rule->reason))
			filter->rules[filter->count++] = (struct bound_rule){ rule, (size_t)column };
	}
	filter->undated = is_undated_dropped(layout);
	return filter;
}

static struct cell
cell_of(const struct csv_record *record, size_t column)
{
	if (column >= record->field_count)
		return (struct cell){ "", 0 };
	return cell_trim(record->fields[column].text, record->fields[column].length);
}

/* A rule without words is about the empty cell. */
static bool
names_cell(const struct drop_rule *rule, struct cell cell, struct arena *scratch)
{
	if (rule->word_count == 0)
		return cell.length == 0;
	for (size_t i = 0; i < rule->word_count; i++)
		if (cell_means(cell, rule->words[i], scratch))
			return true;
	return false;
}

const char *
filter_reason(const struct filter *filter, const struct csv_record *record, struct arena *scratch)
{
	for (size_t i = 0; i < filter->count; i++) {
		const struct bound_rule *bound = &filter->rules[i];

		if (names_cell(bound->rule, cell_of(record, bound->column), scratch) != bound->rule->unless)
			return bound->rule->reason;
	}
	return filter->undated && cell_of(record, 0).length == 0 ? "undated" : NULL;
}
