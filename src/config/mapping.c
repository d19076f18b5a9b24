/* mapping.c - mappings.ini read against the fields that each kind of input has. */
#include "config/mapping.h"

#include <fnmatch.h>
#include <stdio.h>
#include <string.h>

#include "base/arena.h"
#include "base/count.h"
#include "base/error.h"
#include "base/number.h"
#include "base/text.h"
#include "config/ini.h"
#include "config/model.h"

enum { FIELDS_MAX = 20 };

/* Fields of inputs.md by kind of input; year with month or quarter make up a period. */
static const char *const fields[INPUT_KINDS][FIELDS_MAX] = {
	[INPUT_KPI] = { "partner", "period", "kpi", "value", "target", "direction", "green_at",
	    "red_at", "rating", "weight", "unit", "note", "year", "quarter", "month" },
	[INPUT_SURVEY] = { "partner", "period", "respondent", "side", "question", "answer", "from",
	    "role", "comment", "year", "quarter", "month" },
	[INPUT_PARTNERS] = { "partner", "name", "aliases", "kind", "tier", "network", "owner_client",
	    "owner_partner", "contract_start", "contract_end", "review_date", "language", "status" },
	[INPUT_OVERRIDES] = { "partner", "period", "target", "colour", "reason", "author", "date",
	    "expires", "year", "quarter", "month" },
	[INPUT_INVITES] = { "partner", "period", "side", "invited", "year", "quarter", "month" },
};

/* A mapping and what its entries are read with. */
struct reader {
	struct arena	       *arena;
	const struct ini       *ini;
	const struct ini_entry *entry;
	struct mapping	       *mapping;
	struct error	       *error;
};

static int
read_file(struct reader *reader)
{
	reader->mapping->file = arena_strdup(reader->arena, reader->entry->value);
	return reader->mapping->file == NULL ? error_out_of_memory(reader->error) : 0;
}

/* Read before all other keys: they depend on it. */
static int
read_input(struct reader *reader)
{
	const char *words[INPUT_KINDS];
	size_t	    index;

	for (int kind = 0; kind < INPUT_KINDS; kind++)
		words[kind] = input_kind_name((enum input_kind)kind);
	if (ini_word(reader->ini, reader->entry, words, INPUT_KINDS, &index, reader->error) == -1)
		return -1;
	reader->mapping->input = (enum input_kind)index;
	return 0;
}

/* Folded, but a number as written: "-9" would fold to "9". */
static int
read_missing(struct reader *reader)
{
	struct mapping *mapping = reader->mapping;
	double		number;

	if (ini_list(reader->ini, reader->entry, '|', reader->arena, &mapping->missing,
		&mapping->missing_count, reader->error) == -1)
		return -1;
	for (size_t i = 0; i < mapping->missing_count; i++) {
		const char *token = mapping->missing[i];
		const char *folded = text_fold(reader->arena, token, strlen(token));

		if (folded == NULL)
			return error_out_of_memory(reader->error);
		if (number_parse(token, strlen(token), false, &number) == NUMBER_BAD)
			mapping->missing[i] = folded;
	}
	return 0;
}

static int
read_zero_target(struct reader *reader)
{
	static const char *const words[] = { "keep", "none" };
	size_t			 index;

	if (ini_word(reader->ini, reader->entry, words, COUNT_OF(words), &index, reader->error) == -1)
		return -1;
	reader->mapping->zero_target_is_none = index == 1;
	return 0;
}

static int
read_separator(struct reader *reader)
{
	static const char *const words[] = {
		"auto", "comma", "semicolon", "tab", "bar", ",", ";", "|",
	};
	static const char characters[] = { 0, ',', ';', '\t', '|', ',', ';', '|' };
	size_t		  index;

	if (ini_word(reader->ini, reader->entry, words, COUNT_OF(words), &index, reader->error) == -1)
		return -1;
	reader->mapping->separator = characters[index];
	return 0;
}

static int
read_decimal(struct reader *reader)
{
	static const char *const words[] = { "auto", "point", "comma" };
	size_t			 index;

	if (ini_word(reader->ini, reader->entry, words, COUNT_OF(words), &index, reader->error) == -1)
		return -1;
	reader->mapping->decimal = (enum decimal)index;
	return 0;
}

static int
read_duplicates(struct reader *reader)
{
	static const char *const words[] = { "reject", "first", "last" };
	size_t			 index;

	if (ini_word(reader->ini, reader->entry, words, COUNT_OF(words), &index, reader->error) == -1)
		return -1;
	reader->mapping->duplicates = (enum duplicates)index;
	return 0;
}

/* Keys of one word. */
static const struct {
	const char *name;
	int (*read)(struct reader *reader);
} keys[] = {
	{ "input", read_input },	     { "file", read_file },
	{ "missing", read_missing },	     { "zero_target", read_zero_target },
	{ "separator", read_separator },     { "decimal", read_decimal },
	{ "duplicates", read_duplicates },
};

/* Appends to an array in the arena. */
static int
add_pair(struct reader *reader, struct mapping_pair **pairs, size_t *count, const char *name,
    const char *value)
{
	struct mapping_pair *grown = arena_alloc(reader->arena, *count + 1, sizeof *grown);
	const char	    *folded = text_fold(reader->arena, name, strlen(name));

	if (grown == NULL || folded == NULL || value == NULL)
		return error_out_of_memory(reader->error);
	for (size_t i = 0; i < *count; i++)
		if (strcmp((*pairs)[i].name, folded) == 0)
			return error_set(reader->error, ERROR_CONFIG, ini_path(reader->ini),
			    reader->entry->line, "'%s' is given twice in [%s]", reader->entry->key,
			    reader->entry->section);
	if (*count != 0)
		memcpy(grown, *pairs, *count * sizeof *grown);
	grown[(*count)++] = (struct mapping_pair){ folded, value };
	*pairs = grown;
	return 0;
}

/* The name must be a field of this kind of input, whatever its spelling. */
static int
check_field(const struct reader *reader, const char *name)
{
	const char *const *known = fields[reader->mapping->input];
	const char	  *asked = text_fold(reader->arena, name, strlen(name));
	char		   what[60];
	size_t		   count;

	if (asked == NULL)
		return error_out_of_memory(reader->error);
	for (count = 0; count < FIELDS_MAX && known[count] != NULL; count++) {
		const char *folded = text_fold(reader->arena, known[count], strlen(known[count]));

		if (folded == NULL)
			return error_out_of_memory(reader->error);
		if (strcmp(folded, asked) == 0)
			return 0;
	}
	(void)snprintf(what, sizeof what, "field of a %s file",
	    input_kind_name(reader->mapping->input));
	return ini_unknown(reader->ini, what, name, reader->entry->line, known, count, reader->error);
}

static int
read_column(struct reader *reader, const char *name)
{
	const char *value = reader->entry->value;
	const char *header = text_fold(reader->arena, value, strlen(value));

	if (check_field(reader, name) == -1)
		return -1;
	if (header != NULL && *header == '\0')
		return error_set(reader->error, ERROR_CONFIG, ini_path(reader->ini),
		    reader->entry->line, "%s: the header is missing", reader->entry->key);
	return add_pair(reader, &reader->mapping->columns, &reader->mapping->column_count, name,
	    header);
}

static int
read_constant(struct reader *reader, const char *name)
{
	const char *value = reader->entry->value;

	if (check_field(reader, name) == -1)
		return -1;
	return add_pair(reader, &reader->mapping->constants, &reader->mapping->constant_count, name,
	    text_clean(reader->arena, value, strlen(value)));
}

/* A code of the direction column; what it means is a word of the model. */
static int
read_direction(struct reader *reader, const char *name)
{
	const char *words[DIRECTIONS + 1];
	size_t	    index;

	for (int direction = 0; direction < DIRECTIONS; direction++)
		words[direction] = direction_name((enum direction)direction);
	words[DIRECTIONS] = "none";
	if (ini_word(reader->ini, reader->entry, words, COUNT_OF(words), &index, reader->error) == -1)
		return -1;
	return add_pair(reader, &reader->mapping->directions, &reader->mapping->direction_count, name,
	    words[index]);
}

/* Keys of two words, the second the user's. */
static const struct {
	const char *prefix;
	int (*read)(struct reader *reader, const char *name);
} families[] = {
	{ "column ", read_column },
	{ "constant ", read_constant },
	{ "direction ", read_direction },
};

static int
read_entry(struct reader *reader)
{
	const char *name = reader->entry->key;
	const char *known[COUNT_OF(keys) + COUNT_OF(families)];
	size_t	    count = 0;

	for (size_t i = 0; i < COUNT_OF(families); i++) {
		size_t length = strlen(families[i].prefix);

		if (strncmp(name, families[i].prefix, length) == 0)
			return families[i].read(reader, name + length);
	}
	for (size_t i = 0; i < COUNT_OF(keys); i++) {
		if (strcmp(name, keys[i].name) == 0)
			return keys[i].read(reader);
		known[count++] = keys[i].name;
	}
	known[count++] = "column <field>";
	known[count++] = "constant <field>";
	known[count++] = "direction <code>";
	return ini_unknown(reader->ini, "key", name, reader->entry->line, known, count, reader->error);
}

/* input and file first: every section needs them, and input decides which fields there are. */
static int
read_section(struct reader *reader, const char *section)
{
	static const char *const required[] = { "input", "file" };

	for (size_t i = 0; i < COUNT_OF(required); i++) {
		reader->entry = ini_find(reader->ini, section, required[i]);
		if (reader->entry == NULL || *reader->entry->value == '\0')
			return error_set(reader->error, ERROR_CONFIG, ini_path(reader->ini),
			    reader->mapping->line, "[%s] needs %s = ...", section, required[i]);
		if (read_entry(reader) == -1)
			return -1;
	}
	for (size_t i = 0; i < ini_entry_count(reader->ini); i++) {
		reader->entry = ini_entry(reader->ini, i);
		if (strcmp(reader->entry->section, section) == 0 && read_entry(reader) == -1)
			return -1;
	}
	if (reader->mapping->column_count == 0)
		return error_set(reader->error, ERROR_CONFIG, ini_path(reader->ini),
		    reader->mapping->line, "[%s] maps no column", section);
	return 0;
}

static int
read_mappings(struct arena *arena, const struct ini *ini, struct mappings *mappings,
    struct error *error)
{
	struct reader reader = { .arena = arena, .ini = ini, .error = error };

	(void)snprintf(mappings->digest, sizeof mappings->digest, "%s", ini_digest(ini));
	mappings->items = arena_alloc(arena, ini_section_count(ini), sizeof *mappings->items);
	if (mappings->items == NULL)
		return error_out_of_memory(error);
	for (size_t i = 0; i < ini_section_count(ini); i++) {
		struct mapping *mapping = &mappings->items[i];
		const char     *section = ini_section(ini, i, &mapping->line);

		if (strncmp(section, "source ", 7) != 0 || section[7] == '\0')
			return error_set(error, ERROR_CONFIG, ini_path(ini), mapping->line,
			    "[%s]: a section is [source id]", section);
		mapping->id = arena_strdup(arena, section + 7);
		if (mapping->id == NULL)
			return error_out_of_memory(error);
		reader.mapping = mapping;
		if (read_section(&reader, section) == -1)
			return -1;
		mappings->count++;
	}
	return 0;
}

int
mappings_load(struct arena *arena, const char *path, struct mappings *mappings, struct error *error)
{
	struct ini *ini;
	int	    rc;

	*mappings = (struct mappings){ .count = 0 };
	if (path == NULL)
		return 0;
	if (ini_load(path, &ini, error) == -1)
		return -1;
	rc = read_mappings(arena, ini, mappings, error);
	ini_free(ini);
	return rc;
}

const struct mapping *
mappings_find(const struct mappings *mappings, enum input_kind input, const char *path)
{
	const char *slash = strrchr(path, '/');
	const char *base = slash != NULL ? slash + 1 : path;

	for (size_t i = 0; i < mappings->count; i++) {
		const struct mapping *mapping = &mappings->items[i];

		if (mapping->input == input &&
		    (fnmatch(mapping->file, base, 0) == 0 || fnmatch(mapping->file, path, 0) == 0))
			return mapping;
	}
	return NULL;
}
