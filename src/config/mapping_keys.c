/*
 * mapping_keys.c - the keys of sources and dialects, a row each, and the readings that are more
 * than one word or number.
 */
#include <stdlib.h>
#include <string.h>

#include "base/arena.h"
#include "base/count.h"
#include "base/period.h"
#include "base/text.h"
#include "config/mapping_read.h"

enum { SKIP_ROWS_MAX = 20, ROW_MAX = 10, COLUMNS_MAX = 10000 };

#define AT(member) offsetof(struct mapping, member)
#define SOURCE	   "source"
#define DIALECT	   "dialect"

/* section: SOURCE or DIALECT if only that kind has the key. What KEY_OTHER holds is read by
 * `others`. */
static const struct key keys[] = {
	/* what the file is */
	{ NULL, "input", KEY_WORD, AT(input), 0, 0, NULL, NULL,
	    { "kpi", "survey", "partners", "overrides", "invites", "work_items" } },
	{ SOURCE, "file", KEY_TEXT, AT(file), 0, 0, NULL, NULL, { NULL } },
	{ SOURCE, "dialect", KEY_TEXT, AT(dialect), 0, 0, NULL, NULL, { NULL } },
	{ DIALECT, "like", KEY_TEXT, AT(like), 0, 0, NULL, NULL, { NULL } },
	{ DIALECT, "title", KEY_TEXT, AT(title), 0, 0, NULL, NULL, { NULL } },
	/* bytes and numbers */
	{ NULL, "encoding", KEY_TEXT, AT(encoding), 0, 0, NULL, NULL, { NULL } },
	{ NULL, "separator", KEY_OTHER, 0, 0, 0, NULL, NULL, { NULL } },
	{ NULL, "decimal", KEY_WORD, AT(decimal), 0, 0, NULL, NULL, { "auto", "point", "comma" } },
	/* rows and columns */
	{ NULL, "skip_rows", KEY_OTHER, AT(skip_rows), 0, SKIP_ROWS_MAX, NULL, NULL, { NULL } },
	{ NULL, "header_rows", KEY_OTHER, AT(header_rows), 0, MAPPING_HEADER_ROWS_MAX, NULL, NULL,
	    { NULL } },
	{ NULL, "header", KEY_OTHER, 0, 0, 0, NULL, NULL, { NULL } },
	{ NULL, "plain_sub", KEY_OTHER, 0, 0, 0, NULL, NULL, { NULL } },
	{ NULL, "header_codes", KEY_WORD, AT(header_codes), 0, 0, NULL, NULL, { "no", "yes" } },
	{ NULL, "columns", KEY_OTHER, 0, 0, 0, NULL, NULL, { NULL } },
	{ NULL, "metadata", KEY_OTHER, AT(metadata), 0, 0, NULL, NULL, { NULL } },
	{ NULL, "metadata_count", KEY_INTEGER, AT(metadata_count), 0, COLUMNS_MAX, NULL, NULL,
	    { NULL } },
	/* partners, KPIs and periods that are no plain field */
	{ NULL, "partner_columns", KEY_OTHER, AT(partner_columns), 0, 0, NULL, NULL, { NULL } },
	{ NULL, "partner_split", KEY_TEXT, AT(partner_split), 0, 0, NULL, NULL, { NULL } },
	{ NULL, "multi_partner", KEY_WORD, AT(multi_partner), 0, 0, NULL, NULL,
	    { "each", "first", "reject" } },
	{ NULL, "unknown_partner", KEY_WORD, AT(unknown_partner), 0, 0, NULL, NULL,
	    { "auto", "keep", "drop" } },
	{ NULL, "kpi_columns", KEY_OTHER, AT(kpi_columns), 0, 0, NULL, NULL, { NULL } },
	{ NULL, "period_columns", KEY_OTHER, AT(period_columns), 0, 0, NULL, NULL, { NULL } },
	{ NULL, "key_column", KEY_OTHER, AT(key_column), 0, 0, NULL, NULL, { NULL } },
	/* what cells mean */
	{ NULL, "missing", KEY_OTHER, 0, 0, 0, NULL, NULL, { NULL } },
	{ NULL, "zero_target", KEY_WORD, AT(zero_target_is_none), 0, 0, NULL, NULL,
	    { "keep", "none" } },
	{ NULL, "percent", KEY_WORD, AT(percent_is_fraction), 0, 0, NULL, NULL,
	    { "number", "fraction" } },
	{ NULL, "duplicates", KEY_WORD, AT(duplicates), 0, 0, NULL, NULL,
	    { "reject", "first", "last" } },
	{ NULL, "date_order", KEY_WORD, AT(date_order), 0, 0, NULL, NULL,
	    { "auto", "dmy", "mdy", "ymd" } },
	{ NULL, "date_format", KEY_OTHER, 0, 0, 0, NULL, NULL, { NULL } },
	{ NULL, "fiscal_year_start", KEY_INTEGER, AT(fiscal_year_start), 1, 12, NULL, NULL, { NULL } },
	{ NULL, "period_unit", KEY_OTHER, 0, 0, 0, NULL, NULL, { NULL } },
	/* how a dialect is known */
	{ DIALECT, "row", KEY_INTEGER, AT(recognition.row), 1, ROW_MAX, NULL, NULL, { NULL } },
	{ DIALECT, "first", KEY_OTHER, AT(recognition.first), 0, 0, NULL, NULL, { NULL } },
	{ DIALECT, "all", KEY_OTHER, AT(recognition.all), 0, 0, NULL, NULL, { NULL } },
	{ DIALECT, "any", KEY_OTHER, AT(recognition.any), 0, 0, NULL, NULL, { NULL } },
	{ DIALECT, "any_count", KEY_INTEGER, AT(recognition.any_count), 1, COLUMNS_MAX, NULL, NULL,
	    { NULL } },
	{ DIALECT, "half", KEY_OTHER, 0, 0, 0, NULL, NULL, { NULL } },
	{ DIALECT, "date_below", KEY_BOOLEAN, AT(recognition.date_below), 0, 0, NULL, NULL,
	    { NULL } },
};

const struct key *
mapping_keys(size_t *count)
{
	*count = COUNT_OF(keys);
	return keys;
}

void
mapping_init(struct mapping *mapping)
{
	*mapping = (struct mapping){
		.recognition.any_count = 1,
		.input = MAPPING_UNSET,
		.header_rows = MAPPING_UNSET, .skip_rows = MAPPING_UNSET,
		.last_column = MAPPING_COLUMNS_ALL,
		.header_codes = MAPPING_UNSET, .metadata_count = MAPPING_UNSET,
		.multi_partner = MAPPING_UNSET, .unknown_partner = MAPPING_UNSET,
		.zero_target_is_none = MAPPING_UNSET, .percent_is_fraction = MAPPING_UNSET,
		.separator = MAPPING_UNSET, .decimal = MAPPING_UNSET,
		.duplicates = MAPPING_UNSET, .date_order = MAPPING_UNSET,
		.fiscal_year_start = MAPPING_UNSET, .period_unit = MAPPING_UNSET,
	};
}

static int
read_separator(const struct mapping_reader *reader, struct mapping *mapping, const struct key *key,
    const struct ini_entry *entry)
{
	static const char *const words[] = {
		"auto", "comma", "semicolon", "tab", "bar", ",", ";", "|",
	};
	static const char characters[] = { 0, ',', ';', '\t', '|', ',', ';', '|' };
	size_t		  index;

	(void)key;
	if (ini_word(reader->ini, entry, words, COUNT_OF(words), &index, reader->error) == -1)
		return -1;
	mapping->separator = characters[index];
	return 0;
}

/* "auto", or a number of rows. */
static int
read_rows(const struct mapping_reader *reader, struct mapping *mapping, const struct key *key,
    const struct ini_entry *entry)
{
	struct key number = *key;

	if (text_equal_nocase(entry->value, "auto"))
		return 0;
	number.type = KEY_INTEGER;
	return key_read(&number, mapping, reader->arena, reader->ini, entry, reader->error);
}

/* "code, text, tag": what each header row holds. */
static int
read_header(const struct mapping_reader *reader, struct mapping *mapping, const struct key *key,
    const struct ini_entry *entry)
{
	/* In the order of enum header_row, without HEADER_NONE. */
	static const char *const words[] = { "text", "sub", "code", "tag" };
	const char	       **items;
	struct ini_entry	 part = *entry;
	size_t			 count, index;
	unsigned int		 seen = 0;

	(void)key;
	if (ini_list(reader->ini, entry, ',', reader->arena, &items, &count, reader->error) == -1)
		return -1;
	if (count > MAPPING_HEADER_ROWS_MAX)
		return mapping_refuse_value(reader, entry, "at most %d header rows",
		    MAPPING_HEADER_ROWS_MAX);
	for (size_t i = 0; i < count; i++) {
		part.value = items[i];
		if (ini_word(reader->ini, &part, words, COUNT_OF(words), &index, reader->error) == -1)
			return -1;
		if ((seen >> index & 1u) != 0)
			return mapping_refuse_value(reader, entry, "'%s' stands there twice",
			    words[index]);
		seen |= 1u << index;
		mapping->header[i] = (enum header_row)(index + 1);
	}
	if ((seen & 1u) == 0 && (seen >> (HEADER_CODE - 1) & 1u) == 0)
		return mapping_refuse_value(reader, entry,
		    "one of the rows must hold the text or the code of the columns");
	return 0;
}

static int
read_plain_sub(const struct mapping_reader *reader, struct mapping *mapping, const struct key *key,
    const struct ini_entry *entry)
{
	(void)key;
	return mapping_read_words(
	    reader, entry, entry->value, &mapping->plain_sub, &mapping->plain_sub_count);
}

/* A place of a column, and what follows it; -1 if there is none. */
static long
read_place(const char **text)
{
	size_t length = strspn(*text, "0123456789");
	long   place = length == 0 || length > 5 ? -1 : strtol(*text, NULL, 10);

	*text += length;
	return place < MAPPING_COLUMNS_ALL ? place : -1;
}

/* "all", "3", "0-24" or "3-". */
static int
read_window(const struct mapping_reader *reader, struct mapping *mapping, const struct key *key,
    const struct ini_entry *entry)
{
	const char *text = entry->value;
	long	    first, last;

	(void)key;
	if (text_equal_nocase(text, "all"))
		return 0;
	first = last = read_place(&text);
	if (*text == '-') {
		text++;
		last = *text == '\0' ? MAPPING_COLUMNS_ALL : read_place(&text);
	}
	if (first < 0 || last < 0 || *text != '\0')
		return mapping_refuse_value(reader, entry,
		    "expected all, or places of columns counted from 0: 0-24, 3-, 7");
	if (last < first)
		return mapping_refuse_value(reader, entry, "the last column comes before the first");
	mapping->first_column = (size_t)first;
	mapping->last_column = (size_t)last;
	return 0;
}

static int
read_columns(const struct mapping_reader *reader, struct mapping *mapping, const struct key *key,
    const struct ini_entry *entry)
{
	struct column_list *list = (struct column_list *)((char *)mapping + key->offset);

	return mapping_read_columns(reader, entry, entry->value, strlen(entry->value), list);
}

static int
read_missing(const struct mapping_reader *reader, struct mapping *mapping, const struct key *key,
    const struct ini_entry *entry)
{
	(void)key;
	mapping->missing_given = true;
	if (ini_list(reader->ini, entry, '|', reader->arena, &mapping->missing,
		&mapping->missing_count, reader->error) == -1)
		return -1;
	if (mapping_fold_missing(reader->arena, mapping->missing, mapping->missing_count) == -1)
		return error_out_of_memory(reader->error);
	return 0;
}

/* strptime's; nothing to check but that it takes something from the cell. */
static int
read_date_format(const struct mapping_reader *reader, struct mapping *mapping, const struct key *key,
    const struct ini_entry *entry)
{
	(void)key;
	if (strchr(entry->value, '%') == NULL)
		return mapping_refuse_value(reader, entry,
		    "expected a pattern such as \"%%d/%%m/%%Y %%H:%%M\"");
	mapping->date_format = arena_strdup(reader->arena, entry->value);
	return mapping->date_format == NULL ? error_out_of_memory(reader->error) : 0;
}

static int
read_period_unit(const struct mapping_reader *reader, struct mapping *mapping, const struct key *key,
    const struct ini_entry *entry)
{
	static const char *const words[] = { "month", "quarter", "half", "year" };
	static const int units[] = { PERIOD_MONTH, PERIOD_QUARTER, PERIOD_HALF, PERIOD_YEAR };
	size_t		 index;

	(void)key;
	if (ini_word(reader->ini, entry, words, COUNT_OF(words), &index, reader->error) == -1)
		return -1;
	mapping->period_unit = units[index];
	return 0;
}

/* A pattern for the cells of a header row, like those for names of columns. */
static int
read_half(const struct mapping_reader *reader, struct mapping *mapping, const struct key *key,
    const struct ini_entry *entry)
{
	struct column_ref pattern;

	(void)key;
	if (mapping_read_reference(reader, entry, entry->value, strlen(entry->value), &pattern) == -1)
		return -1;
	mapping->recognition.half = pattern.folded;
	return 0;
}

/* Rows of KEY_OTHER; those not named here hold columns. */
static const struct {
	const char *name;
	int (*read)(const struct mapping_reader *reader, struct mapping *mapping,
	    const struct key *key, const struct ini_entry *entry);
} others[] = {
	{ "separator", read_separator },     { "skip_rows", read_rows },
	{ "header_rows", read_rows },	     { "header", read_header },
	{ "plain_sub", read_plain_sub },     { "columns", read_window },
	{ "missing", read_missing },	     { "date_format", read_date_format },
	{ "period_unit", read_period_unit }, { "half", read_half },
};

/* Whether this kind of section has the key. */
static bool
is_key_of(const struct mapping *mapping, const struct key *key)
{
	return key->section == NULL ||
	    strcmp(key->section, mapping->is_dialect ? DIALECT : SOURCE) == 0;
}

static int
read_key(const struct mapping_reader *reader, struct mapping *mapping, const struct key *key,
    const struct ini_entry *entry)
{
	if (!is_key_of(mapping, key))
		return mapping_refuse_value(reader, entry, "this is a key of [%s ID], not of [%s ID]",
		    key->section, mapping->is_dialect ? DIALECT : SOURCE);
	if (key->type != KEY_OTHER)
		return mapping_read_key(reader, key, mapping, entry);
	for (size_t i = 0; i < COUNT_OF(others); i++)
		if (strcmp(others[i].name, key->name) == 0)
			return others[i].read(reader, mapping, key, entry);
	return read_columns(reader, mapping, key, entry);
}

static int
refuse_key(const struct mapping_reader *reader, const struct mapping *mapping,
    const struct ini_entry *entry)
{
	const char *names[COUNT_OF(keys) + FAMILIES_MAX];
	size_t	    used = 0;

	for (size_t i = 0; i < COUNT_OF(keys); i++)
		if (is_key_of(mapping, &keys[i]))
			names[used++] = keys[i].name;
	used += mapping_family_names(names + used);
	return mapping_refuse_key(reader, mapping->input, names, used, entry);
}

int
mapping_read_entry(const struct mapping_reader *reader, struct mapping *mapping,
    const struct ini_entry *entry)
{
	const struct key *key = key_find(keys, COUNT_OF(keys), NULL, entry->key);
	int		  rc;

	if (key != NULL)
		return read_key(reader, mapping, key, entry);
	rc = mapping_read_family(reader, mapping, entry);
	if (rc == 0)
		rc = mapping_read_field(reader, mapping->input, !mapping->is_dialect, &mapping->fields,
		    &mapping->field_count, entry);
	if (rc != 0)
		return rc == 1 ? 0 : -1;
	return refuse_key(reader, mapping, entry);
}
