/*
 * model_names.c - ids and aliases, folded and sorted, so that every spelling in the data finds its
 * indicator.
 */
#include <string.h>

#include "base/arena.h"
#include "base/text.h"
#include "config/model_read.h"

/* Where the name is, or where it belongs. */
static size_t
lower_bound(const struct model_names *names, const char *folded)
{
	size_t low = 0;
	size_t high = names->count;

	while (low < high) {
		size_t middle = low + (high - low) / 2;

		if (strcmp(names->items[middle].folded, folded) < 0)
			low = middle + 1;
		else
			high = middle;
	}
	return low;
}

long
model_names_find(const struct model_names *names, const char *folded)
{
	size_t at = lower_bound(names, folded);

	if (at == names->count || strcmp(names->items[at].folded, folded) != 0)
		return -1;
	return (long)names->items[at].index;
}

static int
reserve(struct model_names *names, struct arena *arena)
{
	size_t		   capacity = names->capacity == 0 ? 64 : names->capacity * 2;
	struct model_name *items;

	if (names->count < names->capacity)
		return 0;
	items = arena_alloc(arena, capacity, sizeof *items);
	if (items == NULL)
		return -1;
	if (names->count != 0)
		memcpy(items, names->items, names->count * sizeof *items);
	names->items = items;
	names->capacity = capacity;
	return 0;
}

int
model_names_add(struct model_names *names, struct arena *arena, const char *folded, size_t index)
{
	size_t at;

	if (reserve(names, arena) == -1)
		return -1;
	at = lower_bound(names, folded);
	if (at < names->count && strcmp(names->items[at].folded, folded) == 0)
		return names->items[at].index == index ? 0 : 1;
	memmove(names->items + at + 1, names->items + at, (names->count - at) * sizeof *names->items);
	names->items[at] = (struct model_name){ folded, index };
	names->count++;
	return 0;
}

/* A name of the section's object; key is where a clash is reported. */
static int
index_name(const struct model_reader *reader, const struct model_section *section, const char *key,
    const char *name, struct model_names *names)
{
	const char *folded = text_fold(reader->arena, name, strlen(name));
	int	    rc = -1;

	if (folded != NULL)
		rc = model_names_add(names, reader->arena, folded, section->object);
	if (rc == -1)
		return error_out_of_memory(reader->error);
	if (rc == 1)
		return model_refuse(reader, section, key,
		    "[%s]: '%s' is, but for case, blanks, '_' and '-', the name of another one",
		    section->name, name);
	return 0;
}

static int
index_section(const struct model_reader *reader, const struct model_section *section)
{
	struct model	   *model = reader->model;
	struct model_names *names = &model->indicator_names;
	const char	  **aliases;
	size_t		    alias_count;

	if (section->kind == MODEL_KPI || section->kind == MODEL_DERIVED) {
		aliases = model->indicators[section->object].aliases;
		alias_count = model->indicators[section->object].alias_count;
	} else if (section->kind == MODEL_QUESTION) {
		names = &model->question_names;
		aliases = model->questions[section->object].aliases;
		alias_count = model->questions[section->object].alias_count;
	} else {
		return 0;
	}
	if (index_name(reader, section, "", section->id, names) == -1)
		return -1;
	for (size_t i = 0; i < alias_count; i++)
		if (index_name(reader, section, "aliases", aliases[i], names) == -1)
			return -1;
	return 0;
}

int
model_index_names(const struct model_reader *reader)
{
	for (size_t i = 0; i < reader->section_count; i++)
		if (index_section(reader, &reader->sections[i]) == -1)
			return -1;
	return 0;
}
