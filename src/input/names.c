/* names.c - ids are cleaned once, at first sight; afterwards a row costs one look-up of its raw bytes. */
#include "input/names.h"

#include <stdlib.h>
#include <string.h>

#include "base/arena.h"
#include "base/table.h"
#include "base/text.h"

/* Text means the partner that the mappings spelt last. */
static int
add_renamed(struct names *names, const char *text)
{
	char *folded = text_fold(names->arena, text, strlen(text));

	return folded == NULL ? -1 : table_set(names->renamed, folded, strlen(folded), (long)names->canonical.count - 1, NULL);
}

/* One [alias ...] section: the partner's id, other spellings of it, and its other names. */
static int
add_section(struct names *names, const struct partner_alias *alias)
{
	const char **canonical = vector_push(&names->canonical);

	if (canonical == NULL)
		return -1;
	*canonical = alias->partner;
	if (add_renamed(names, alias->partner) == -1)
		return -1;
	for (size_t i = 0; i < alias->name_count; i++)
		if (add_renamed(names, alias->names[i]) == -1)
			return -1;
	return 0;
}

int
names_init(struct names *names, struct arena *arena, const struct mappings *mappings)
{
	*names = (struct names){ .arena = arena };
	names->raw = table_new();
	names->ids = table_new();
	names->aliases = table_new();
	names->renamed = table_new();
	names->matched = table_new();
	names->folded = table_new();
	names->partners.size = sizeof(struct partner);
	names->canonical.size = sizeof(const char *);
	if (names->raw == NULL || names->ids == NULL || names->aliases == NULL || names->renamed == NULL ||
	    names->matched == NULL || names->folded == NULL)
		return -1;
	for (size_t i = 0; mappings != NULL && i < mappings->alias_count; i++)
		if (add_section(names, &mappings->aliases[i]) == -1)
			return -1;
	return 0;
}

void
names_clear(struct names *names)
{
	table_free(names->raw);
	table_free(names->ids);
	table_free(names->aliases);
	table_free(names->renamed);
	table_free(names->matched);
	table_free(names->folded);
	vector_clear(&names->canonical);
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
	if (table_get(names->raw, text, length) != -1 || table_get(names->matched, text, length) != -1)
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

/* What follows a failed table look-up: the partner as the mappings spell it, an alias of a partners file included. */
static long
find_canonical(struct names *names, const char *folded)
{
	long	    rename = table_get(names->renamed, folded, strlen(folded));
	const char *id;
	char	   *again;
	long	    index;

	if (rename == -1)
		return NAME_UNKNOWN;
	id = ((const char *const *)names->canonical.items)[rename];
	index = table_get(names->ids, id, strlen(id));
	if (index != -1)
		return index;
	again = text_fold(names->arena, id, strlen(id));
	if (again == NULL)
		return NAME_NO_MEMORY;
	index = table_get(names->aliases, again, strlen(again));
	return index != -1 ? index : add_partner(names, id, strlen(id));
}

/* The partner with this alias, of the partners file or of the mappings. */
static long
find_alias(struct names *names, const char *folded)
{
	long index = table_get(names->aliases, folded, strlen(folded));

	return index != -1 ? index : find_canonical(names, folded);
}

/* Cleaned into *id; 0 or NAME_... */
static long
clean_id(struct names *names, const char *text, size_t length, const char **id)
{
	/* Longer than any id can be, whatever its bytes: not worth cleaning. */
	if (length > (size_t)NAME_CHARACTERS_MAX * 16)
		return NAME_TOO_LONG;
	*id = text_clean(names->arena, text, length);
	if (*id == NULL)
		return NAME_NO_MEMORY;
	if (**id == '\0')
		return NAME_BLANK;
	return characters(*id, strlen(*id)) > NAME_CHARACTERS_MAX ? NAME_TOO_LONG : 0;
}

static long
intern(struct names *names, const char *text, size_t length, bool aliases)
{
	const char *id;
	char	   *folded;
	long	    index = clean_id(names, text, length, &id);

	if (index < 0)
		return index;
	index = table_get(names->ids, id, strlen(id));
	if (index != -1)
		return index;
	if (aliases && table_count(names->aliases) + table_count(names->renamed) > 0) {
		folded = text_fold(names->arena, id, strlen(id));
		index = folded == NULL ? NAME_NO_MEMORY : find_alias(names, folded);
		if (index != NAME_UNKNOWN)
			return index;
	}
	return add_partner(names, id, strlen(id));
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
	long  known;

	if (folded == NULL)
		return -1;
	if (*folded == '\0')
		return 0;
	known = table_get(names->aliases, folded, strlen(folded));
	if (known != -1)
		return known != partner;
	return table_set(names->aliases, folded, strlen(folded), partner, NULL);
}

const char *
names_canonical(const struct names *names, const char *text)
{
	long  index = table_get(names->ids, text, strlen(text));
	char *folded;
	long  rename;

	if (index != -1)
		return text;
	folded = text_fold(names->arena, text, strlen(text));
	if (folded == NULL)
		return NULL;
	index = table_get(names->aliases, folded, strlen(folded));
	if (index != -1)
		return names_at(names, (size_t)index)->id;
	rename = table_get(names->renamed, folded, strlen(folded));
	return rename == -1 ? text : ((const char *const *)names->canonical.items)[rename];
}

/* The first of several that fold alike keeps the place. */
static int
add_folded(struct names *names, const char *text, size_t index)
{
	char *folded = text_fold(names->arena, text, strlen(text));

	if (folded == NULL)
		return -1;
	if (*folded == '\0' || table_get(names->folded, folded, strlen(folded)) != -1)
		return 0;
	return table_set(names->folded, folded, strlen(folded), (long)index, NULL);
}

/* Ids before names, so that another partner's name never hides an id. */
static int
fold_partners(struct names *names)
{
	size_t count = names->partners.count;

	for (size_t i = names->folded_count; i < count; i++)
		if (add_folded(names, names_at(names, i)->id, i) == -1)
			return -1;
	for (size_t i = names->folded_count; i < count; i++)
		if (add_folded(names, names_at(names, i)->name, i) == -1)
			return -1;
	names->folded_count = count;
	return 0;
}

static long
match(struct names *names, const char *text, size_t length, bool add)
{
	const char *id;
	char	   *folded;
	long	    index = clean_id(names, text, length, &id);

	if (index < 0)
		return index;
	index = table_get(names->ids, id, strlen(id));
	if (index != -1)
		return index;
	folded = text_fold(names->arena, id, strlen(id));
	if (folded == NULL || fold_partners(names) == -1)
		return NAME_NO_MEMORY;
	index = find_alias(names, folded);
	if (index == NAME_UNKNOWN) {
		long same = table_get(names->folded, folded, strlen(folded));

		index = same != -1 ? same : NAME_UNKNOWN;
	}
	return index == NAME_UNKNOWN && add ? add_partner(names, id, strlen(id)) : index;
}

long
names_match(struct names *names, const char *text, size_t length, bool add)
{
	long known = table_get(names->matched, text, length);
	long index;

	if (known > 0)
		return known - 1;
	if (known == 0 && !add)
		return NAME_UNKNOWN;
	index = match(names, text, length, add);
	if (index < 0 && index != NAME_UNKNOWN)
		return index;
	known = index == NAME_UNKNOWN ? 0 : index + 1;
	return table_set(names->matched, text, length, known, NULL) == -1 ? NAME_NO_MEMORY : index;
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
