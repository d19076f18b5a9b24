/* mapping_fields.c - the fields of inputs.md, and the keys that say where each comes from. */
#include <stdio.h>
#include <string.h>

#include "base/arena.h"
#include "base/count.h"
#include "base/text.h"
#include "config/mapping_read.h"

enum { FIELDS_MAX = 20, NAMES_MAX = 600 };

/* By kind of input, and at the end those of a measure. year with month or quarter makes up a
 * period. */
static const char *const names_of[INPUT_KINDS + 1][FIELDS_MAX] = {
	[INPUT_KPI] = { "partner", "period", "kpi", "value", "target", "direction", "green_at",
	    "red_at", "rating", "weight", "unit", "note", "year", "quarter", "month" },
	[INPUT_SURVEY] = { "partner", "period", "respondent", "side", "question", "answer", "from",
	    "role", "comment", "year", "quarter", "month" },
	[INPUT_PARTNERS] = { "partner", "name", "aliases", "kind", "tier", "network", "owner_client",
	    "owner_partner", "contract_start", "contract_end", "review_date", "language", "status" },
	[INPUT_OVERRIDES] = { "partner", "period", "target", "colour", "reason", "author", "date",
	    "expires", "released", "year", "quarter", "month" },
	[INPUT_INVITES] = { "partner", "period", "side", "invited", "year", "quarter", "month" },
	[INPUT_WORK_ITEMS] = { "item", "partner", "type", "created", "started", "done", "active_days",
	    "business_priority", "status" },
	[FIELDS_OF_MEASURE] = { "target", "unit", "direction", "green_at", "red_at", "weight", "note" },
};

/* FIELD_column, FIELD_file, and last FIELD itself. */
static const char *const endings[] = { "_column", "_file", "" };
enum ending { ENDING_COLUMN, ENDING_FILE, ENDING_NONE };

static bool
is_field_of(int kind, const char *name, size_t length)
{
	for (size_t i = 0; i < FIELDS_MAX && names_of[kind][i] != NULL; i++)
		if (strlen(names_of[kind][i]) == length && memcmp(names_of[kind][i], name, length) == 0)
			return true;
	return false;
}

static bool
is_field(int kind, const char *name, size_t length)
{
	if (kind != FIELDS_OF_ANY)
		return is_field_of(kind, name, length);
	for (kind = 0; kind < INPUT_KINDS; kind++)
		if (is_field_of(kind, name, length))
			return true;
	return false;
}

/* The ending of a key that names a field, and the length of the field's name; false if it names
 * none. */
static bool
split_key(int kind, const char *key, enum ending *ending, size_t *length)
{
	size_t whole = strlen(key);

	for (size_t i = 0; i < COUNT_OF(endings); i++) {
		size_t cut = strlen(endings[i]);

		if (whole > cut && strcmp(key + whole - cut, endings[i]) == 0 &&
		    is_field(kind, key, whole - cut)) {
			*ending = (enum ending)i;
			*length = whole - cut;
			return true;
		}
	}
	return false;
}

static int
read_file_pattern(const struct mapping_reader *reader, struct field_source *source,
    const struct ini_entry *entry)
{
	const char *star = strchr(entry->value, '*');

	if (star == NULL || strchr(star + 1, '*') != NULL)
		return mapping_refuse_value(reader, entry,
		    "write the name of the files with one '*' where the %s stands, as in "
		    "\"survey-*.csv\"", source->field);
	source->file_pattern = arena_strdup(reader->arena, entry->value);
	return source->file_pattern == NULL ? error_out_of_memory(reader->error) : 0;
}

static int
read_constant(const struct mapping_reader *reader, struct field_source *source,
    const struct ini_entry *entry)
{
	source->constant = text_clean(reader->arena, entry->value, strlen(entry->value));
	if (source->constant == NULL)
		return error_out_of_memory(reader->error);
	if (*source->constant == '\0')
		return mapping_refuse_value(reader, entry, "the text that all rows have is missing");
	return 0;
}

static int
read_source(const struct mapping_reader *reader, enum ending ending, struct field_source *source,
    const struct ini_entry *entry)
{
	switch (ending) {
	case ENDING_COLUMN:
		return mapping_read_columns(
		    reader, entry, entry->value, strlen(entry->value), &source->columns);
	case ENDING_FILE:
		return read_file_pattern(reader, source, entry);
	case ENDING_NONE:
		break;
	}
	return read_constant(reader, source, entry);
}

/* Adds the field; one that is there already has two readings. */
static struct field_source *
add_field(const struct mapping_reader *reader, struct field_source **fields, size_t *count,
    const char *folded, const struct ini_entry *entry)
{
	struct field_source *grown;

	for (size_t i = 0; i < *count; i++) {
		if (strcmp((*fields)[i].field, folded) != 0)
			continue;
		(void)mapping_refuse_value(reader, entry,
		    "the section says already where this field comes from; keep one of the two");
		return NULL;
	}
	grown = mapping_grow(reader->arena, *fields, *count, sizeof *grown);
	if (grown == NULL) {
		(void)error_out_of_memory(reader->error);
		return NULL;
	}
	*fields = grown;
	grown += (*count)++;
	*grown = (struct field_source){ .field = folded };
	return grown;
}

int
mapping_read_field(const struct mapping_reader *reader, int kind, bool needed,
    struct field_source **fields, size_t *count, const struct ini_entry *entry)
{
	struct field_source *source;
	enum ending	     ending;
	size_t		     length;
	const char	    *folded;

	if (!split_key(kind, entry->key, &ending, &length))
		return 0;
	folded = text_fold(reader->arena, entry->key, length);
	if (folded == NULL)
		return error_out_of_memory(reader->error);
	source = add_field(reader, fields, count, folded, entry);
	if (source == NULL)
		return -1;
	source->needed = needed;
	return read_source(reader, ending, source, entry) == -1 ? -1 : 1;
}

/* Every spelling of the fields of one kind. */
static size_t
add_field_names(struct arena *arena, int kind, const char *names[NAMES_MAX], size_t used)
{
	for (size_t i = 0; i < FIELDS_MAX && names_of[kind][i] != NULL; i++) {
		for (size_t j = 0; j < COUNT_OF(endings) && used < NAMES_MAX; j++) {
			names[used] = arena_printf(arena, "%s%s", names_of[kind][i], endings[j]);
			used += names[used] != NULL;
		}
	}
	return used;
}

int
mapping_refuse_key(const struct mapping_reader *reader, int kind, const char *const *names,
    size_t count, const struct ini_entry *entry)
{
	const char *known[NAMES_MAX];
	size_t	    used = 0;
	char	    what[100];

	while (used < count && used < NAMES_MAX) {
		known[used] = names[used];
		used++;
	}
	for (int i = 0; i <= INPUT_KINDS; i++)
		if (i == kind || (kind == FIELDS_OF_ANY && i < INPUT_KINDS))
			used = add_field_names(reader->arena, i, known, used);
	(void)snprintf(what, sizeof what, "key in [%.80s]", entry->section);
	return ini_unknown(reader->ini, what, entry->key, entry->line, known, used, reader->error);
}
