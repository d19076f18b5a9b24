/* names.c - ids are cleaned once, at first sight; afterwards a row costs one look-up of its raw bytes. */
#include "input/names.h"

#include <stdlib.h>
#include <string.h>

#include "base/arena.h"
#include "base/table.h"
#include "base/text.h"

int
names_init(struct names *names, struct arena *arena)
{
	names->arena = arena;
	names->raw = table_new();
	names->ids = table_new();
	names->aliases = table_new();
	names->partners = (struct vector){ .size = sizeof(struct partner) };
	return names->raw == NULL || names->ids == NULL || names->aliases == NULL ? -1 : 0;
}

void
names_clear(struct names *names)
{
	table_free(names->raw);
	table_free(names->ids);
	table_free(names->aliases);
	vector_clear(&names->partners);
	*names = (struct names){ .arena = names->arena };
}

struct partner *
names_at(const struct names *names, size_t index)
{
	return (struct partner *)names->partners.items + index;
}

bool
names_has_control(const struct names *names, const char *text, size_t length)
{
	if (table_get(names->raw, text, length) != -1)
		return false;
	for (size_t i = 0; i < length; i++)
		if ((unsigned char)text[i] < ' ' || text[i] == 0x7f)
			return true;
	return false;
}

static size_t
characters(const char *text, size_t length)
{
	const char *end = text + length;
	size_t	    count = 0;

	while (text < end && text_next(&text, end) != 0)
		count++;
	return count;
}

static void
set_plain(struct partner *partner, const char *id)
{
	*partner = (struct partner){ .id = id, .name = id, .active = true };
	partner->slug = partner->kind = partner->tier = partner->network = partner->owner_client = partner->owner_partner = "";
	partner->contract_start = partner->contract_end = partner->review_date = partner->language = "";
}

void
names_forget_from(struct names *names, size_t first)
{
	for (size_t i = first; i < names->partners.count; i++)
		set_plain(names_at(names, i), names_at(names, i)->id);
}

/* A partner of which nothing but the id is known. */
static long
add_partner(struct names *names, const char *id, size_t length)
{
	struct partner *partner;
	size_t		index = names->partners.count;

	if (table_set(names->ids, id, length, (long)index, NULL) == -1)
		return NAME_NO_MEMORY;
	partner = vector_push(&names->partners);
	if (partner == NULL)
		return NAME_NO_MEMORY;
	set_plain(partner, id);
	return (long)index;
}

/* The partner with this folded alias, -1 if none; NAME_NO_MEMORY is reported through *failed. */
static long
find_alias(struct names *names, const char *text, size_t length, bool *failed)
{
	char *folded;

	if (table_count(names->aliases) == 0)
		return -1;
	folded = text_fold(names->arena, text, length);
	*failed = folded == NULL;
	return folded == NULL ? -1 : table_get(names->aliases, folded, strlen(folded));
}

static long
intern(struct names *names, const char *text, size_t length, bool aliases)
{
	bool   failed = false;
	char  *id;
	size_t id_length;
	long   index;

	/* Longer than any id can be, whatever its bytes: not worth cleaning. */
	if (length > (size_t)NAME_CHARACTERS_MAX * 16)
		return NAME_TOO_LONG;
	id = text_clean(names->arena, text, length);
	if (id == NULL)
		return NAME_NO_MEMORY;
	id_length = strlen(id);
	if (id_length == 0)
		return NAME_BLANK;
	if (characters(id, id_length) > NAME_CHARACTERS_MAX)
		return NAME_TOO_LONG;
	index = table_get(names->ids, id, id_length);
	if (index == -1 && aliases)
		index = find_alias(names, id, id_length, &failed);
	if (failed)
		return NAME_NO_MEMORY;
	return index == -1 ? add_partner(names, id, id_length) : index;
}

long
names_intern(struct names *names, const char *text, size_t length)
{
	long index = table_get(names->raw, text, length);

	if (index != -1)
		return index;
	index = intern(names, text, length, true);
	if (index >= 0 && table_set(names->raw, text, length, index, NULL) == -1)
		return NAME_NO_MEMORY;
	return index;
}

long
names_intern_id(struct names *names, const char *text, size_t length)
{
	return intern(names, text, length, false);
}

int
names_add_alias(struct names *names, const char *text, size_t length, long partner)
{
	char *folded = text_fold(names->arena, text, length);

	if (folded == NULL)
		return -1;
	if (*folded == '\0')
		return 0;
	return table_set(names->aliases, folded, strlen(folded), partner, NULL);
}

/* What qsort needs: the id and where it stood. */
struct place {
	const char *id;
	uint32_t    index;
};

static int
compare_ids(const void *a, const void *b)
{
	return strcmp(((const struct place *)a)->id, ((const struct place *)b)->id);
}

int
names_sort(struct names *names, struct dataset *dataset, uint32_t **order)
{
	size_t	      count = names->partners.count;
	struct place *places = calloc(count + 1, sizeof *places);

	*order = calloc(count + 1, sizeof **order);
	dataset->partners = arena_alloc(names->arena, count, sizeof *dataset->partners);
	if (places == NULL || *order == NULL || dataset->partners == NULL) {
		free(places);
		free(*order);
		*order = NULL;
		return -1;
	}
	for (size_t i = 0; i < count; i++)
		places[i] = (struct place){ names_at(names, i)->id, (uint32_t)i };
	qsort(places, count, sizeof *places, compare_ids);
	for (size_t i = 0; i < count; i++) {
		dataset->partners[i] = *names_at(names, places[i].index);
		(*order)[places[i].index] = (uint32_t)i;
	}
	dataset->partner_count = count;
	free(places);
	return 0;
}
