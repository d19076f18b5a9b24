/*
 * mapping_measure.c - [measure id]: a KPI made of columns.
 *
 * column = "H"; ratio = "{A} / {B}" or "1 - {A} / {B}"; share = "{A} <= {B}" or "{A} = true", of
 * rows. The braces hold any name of a column.
 */
#include <string.h>

#include "base/arena.h"
#include "base/count.h"
#include "base/text.h"
#include "config/mapping_read.h"

#define AT(member) offsetof(struct measure, member)

static const struct key keys[] = {
	{ NULL, "kpi", KEY_TEXT, AT(kpi), 0, 0, NULL, NULL, { NULL } },
	{ NULL, "source", KEY_TEXT, AT(source), 0, 0, NULL, NULL, { NULL } },
	{ NULL, "column", KEY_OTHER, 0, 0, 0, NULL, NULL, { NULL } },
	{ NULL, "ratio", KEY_OTHER, 0, 0, 0, NULL, NULL, { NULL } },
	{ NULL, "share", KEY_OTHER, 0, 0, 0, NULL, NULL, { NULL } },
	{ NULL, "percent", KEY_BOOLEAN, AT(percent), 0, 0, NULL, NULL, { NULL } },
};

/* The longer ones first: "<=" begins with "<". */
static const struct {
	const char     *sign;
	enum comparison comparison;
} signs[] = {
	{ "<=", COMPARE_LESS_EQUAL }, { ">=", COMPARE_GREATER_EQUAL }, { "!=", COMPARE_NOT_EQUAL },
	{ "<", COMPARE_LESS },	      { ">", COMPARE_GREATER },	       { "=", COMPARE_EQUAL },
};

const struct key *
mapping_measure_keys(size_t *count)
{
	*count = COUNT_OF(keys);
	return keys;
}

void
mapping_init_measure(struct measure *measure, const char *id)
{
	*measure = (struct measure){ .id = id, .source = "?*", .kpi = id };
}

/* Past the text, blanks before it left out; false if something else stands there. */
static bool
skip(const char **cursor, const char *text)
{
	const char *at = *cursor + strspn(*cursor, " \t");
	size_t	    length = strlen(text);

	if (strncmp(at, text, length) != 0)
		return false;
	*cursor = at + length;
	return true;
}

static bool
at_end(const char *cursor)
{
	return cursor[strspn(cursor, " \t")] == '\0';
}

/* "{A}": 1, 0 if no brace stands there, -1. */
static int
read_operand(const struct mapping_reader *reader, const struct ini_entry *entry,
    const char **cursor, struct column_ref *reference)
{
	const char *start = *cursor;
	const char *close;

	if (!skip(&start, "{"))
		return 0;
	close = strchr(start, '}');
	if (close == NULL)
		return mapping_refuse_value(reader, entry, "the closing '}' is missing");
	*cursor = close + 1;
	if (mapping_read_reference(reader, entry, start, (size_t)(close - start), reference) == -1)
		return -1;
	return 1;
}

static int
read_column(const struct mapping_reader *reader, struct measure *measure,
    const struct ini_entry *entry)
{
	measure->kind = MEASURE_COLUMN;
	if (strchr(entry->value, '|') != NULL)
		return mapping_refuse_value(reader, entry, "a measure has one column; use '*'");
	return mapping_read_reference(
	    reader, entry, entry->value, strlen(entry->value), &measure->left);
}

static int
read_ratio(const struct mapping_reader *reader, struct measure *measure,
    const struct ini_entry *entry)
{
	const char *cursor = entry->value;
	int	    rc;

	measure->kind = MEASURE_RATIO;
	measure->one_minus = skip(&cursor, "1") && skip(&cursor, "-");
	rc = read_operand(reader, entry, &cursor, &measure->left);
	if (rc == 1)
		rc = skip(&cursor, "/") ? read_operand(reader, entry, &cursor, &measure->right) : 0;
	if (rc == 0 || (rc == 1 && !at_end(cursor)))
		return mapping_refuse_value(reader, entry,
		    "expected \"{A} / {B}\" or \"1 - {A} / {B}\", names of columns in braces");
	return rc == 1 ? 0 : -1;
}

/* The other side of a comparison: a column, or a text for all rows. */
static int
read_right(const struct mapping_reader *reader, struct measure *measure,
    const struct ini_entry *entry, const char *cursor)
{
	int rc = read_operand(reader, entry, &cursor, &measure->right);

	if (rc == -1)
		return -1;
	if (rc == 1)
		return at_end(cursor)
		    ? 0
		    : mapping_refuse_value(reader, entry, "text after the second column");
	measure->constant = text_clean(reader->arena, cursor, strlen(cursor));
	if (measure->constant == NULL)
		return error_out_of_memory(reader->error);
	if (*measure->constant == '\0' || strchr("<>=!", *measure->constant) != NULL)
		return mapping_refuse_value(reader, entry,
		    "a column in braces or a word must follow one of < <= = != >= >");
	return 0;
}

static int
read_share(const struct mapping_reader *reader, struct measure *measure,
    const struct ini_entry *entry)
{
	const char *cursor = entry->value;
	int	    rc = read_operand(reader, entry, &cursor, &measure->left);
	size_t	    i = 0;

	measure->kind = MEASURE_SHARE;
	/* A share is told in percent unless the section says otherwise. */
	if (ini_find(reader->ini, entry->section, "percent") == NULL)
		measure->percent = true;
	if (rc == -1)
		return -1;
	while (rc == 1 && i < COUNT_OF(signs) && !skip(&cursor, signs[i].sign))
		i++;
	if (rc == 0 || i == COUNT_OF(signs))
		return mapping_refuse_value(reader, entry,
		    "expected \"{A} <= {B}\" or \"{A} = word\", names of columns in braces");
	measure->comparison = signs[i].comparison;
	return read_right(reader, measure, entry, cursor);
}

/* column, ratio or share; one of them. */
static int
read_formula(const struct mapping_reader *reader, struct measure *measure,
    const struct ini_entry *entry)
{
	if (measure->written != NULL)
		return mapping_refuse_value(reader, entry,
		    "the section has a formula already; column, ratio and share exclude one another");
	measure->written = arena_strdup(reader->arena, entry->value);
	if (measure->written == NULL)
		return error_out_of_memory(reader->error);
	if (strcmp(entry->key, "column") == 0)
		return read_column(reader, measure, entry);
	if (strcmp(entry->key, "ratio") == 0)
		return read_ratio(reader, measure, entry);
	return read_share(reader, measure, entry);
}

int
mapping_read_measure(const struct mapping_reader *reader, struct measure *measure,
    const struct ini_entry *entry)
{
	const struct key *key = key_find(keys, COUNT_OF(keys), NULL, entry->key);
	const char	 *names[COUNT_OF(keys)];
	int		  rc;

	if (key != NULL && key->type == KEY_OTHER)
		return read_formula(reader, measure, entry);
	if (key != NULL)
		return mapping_read_key(reader, key, measure, entry);
	rc = mapping_read_field(
	    reader, FIELDS_OF_MEASURE, true, &measure->fields, &measure->field_count, entry);
	if (rc != 0)
		return rc == 1 ? 0 : -1;
	return mapping_refuse_key(
	    reader, FIELDS_OF_MEASURE, names, key_names(keys, COUNT_OF(keys), NULL, names), entry);
}

int
mapping_check_measure(const struct mapping_reader *reader, const struct measure *measure)
{
	if (measure->written == NULL)
		return mapping_refuse(reader, measure->line,
		    "[measure %s] needs column, ratio or share", measure->id);
	if (*measure->kpi == '\0')
		return mapping_refuse(reader, measure->line, "[measure %s]: kpi is empty",
		    measure->id);
	return 0;
}
