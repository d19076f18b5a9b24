/* mapping_columns.c - how a mapping names columns, and whether a name fits one. */
#include <stdlib.h>
#include <string.h>

#include "base/arena.h"
#include "base/text.h"
#include "config/mapping_read.h"

/* How a name may begin. */
static const struct {
	const char     *prefix;
	enum column_how how;
} prefixes[] = {
	[COLUMN_HEADER] = { "", COLUMN_HEADER },
	[COLUMN_CODE] = { "code:", COLUMN_CODE },
	[COLUMN_TAG] = { "tag:", COLUMN_TAG },
	[COLUMN_INDEX] = { "index:", COLUMN_INDEX },
};

static enum column_how
find_prefix(const char *text)
{
	for (int how = COLUMN_INDEX; how > COLUMN_HEADER; how--)
		if (strncmp(text, prefixes[how].prefix, strlen(prefixes[how].prefix)) == 0)
			return prefixes[how].how;
	return COLUMN_HEADER;
}

/* Digits only, at most five; -1 for anything else. */
static long
read_digits(const char *text)
{
	size_t length = strlen(text);

	if (length == 0 || length > 5 || strspn(text, "0123456789") != length)
		return -1;
	return strtol(text, NULL, 10);
}

/* The number behind "name#2", and the '#' cut off; 1 if there is none. "Question #2" is a name: a
 * blank stands before the '#'. */
static size_t
cut_number(char *text)
{
	char *mark = strrchr(text, '#');
	long  number;

	if (mark == NULL || mark == text || mark[-1] == ' ')
		return 1;
	number = read_digits(mark + 1);
	if (number < 1)
		return 1;
	*mark = '\0';
	return (size_t)number;
}

static int
read_index(const struct mapping_reader *reader, const struct ini_entry *entry, const char *digits,
    struct column_ref *reference)
{
	long number = read_digits(digits);

	if (number < 0 || number >= MAPPING_COLUMNS_ALL)
		return mapping_refuse_value(reader, entry,
		    "'index:%.40s' is no place of a column; index:0 is the first one", digits);
	reference->folded = "";
	reference->number = (size_t)number;
	return 0;
}

int
mapping_read_reference(const struct mapping_reader *reader, const struct ini_entry *entry,
    const char *text, size_t length, struct column_ref *reference)
{
	const char *written = text_clean(reader->arena, text, length);
	const char *name;
	char	   *copy;

	if (written == NULL)
		return error_out_of_memory(reader->error);
	*reference = (struct column_ref){ .how = find_prefix(written), .written = written };
	name = written + strlen(prefixes[reference->how].prefix);
	if (reference->how == COLUMN_INDEX)
		return read_index(reader, entry, name, reference);
	copy = arena_strdup(reader->arena, name);
	if (copy == NULL)
		return error_out_of_memory(reader->error);
	reference->number = cut_number(copy);
	reference->folded = text_fold(reader->arena, copy, strlen(copy));
	if (reference->folded == NULL)
		return error_out_of_memory(reader->error);
	if (*reference->folded == '\0')
		return mapping_refuse_value(reader, entry,
		    "'%.60s' names no column: nothing is left of it without blanks, '-' and '_'",
		    written);
	return 0;
}

int
mapping_read_columns(const struct mapping_reader *reader, const struct ini_entry *entry,
    const char *text, size_t length, struct column_list *list)
{
	const char *end = text + length;
	struct column_ref *items;

	*list = (struct column_list){ NULL, 0 };
	for (const char *part = text; part <= end; part++) {
		const char *bar = memchr(part, '|', (size_t)(end - part));
		const char *stop = bar != NULL ? bar : end;

		items = mapping_grow(reader->arena, list->items, list->count, sizeof *items);
		if (items == NULL)
			return error_out_of_memory(reader->error);
		list->items = items;
		if (mapping_read_reference(
			reader, entry, part, (size_t)(stop - part), &items[list->count]) == -1)
			return -1;
		list->count++;
		part = stop;
	}
	return 0;
}

int
mapping_read_words(const struct mapping_reader *reader, const struct ini_entry *entry,
    const char *text, const char ***words, size_t *count)
{
	struct ini_entry part = *entry;

	part.value = text;
	if (ini_list(reader->ini, &part, '|', reader->arena, words, count, reader->error) == -1)
		return -1;
	for (size_t i = 0; i < *count; i++) {
		const char *written = (*words)[i];

		(*words)[i] = text_fold(reader->arena, written, strlen(written));
		if ((*words)[i] == NULL)
			return error_out_of_memory(reader->error);
		if (*(*words)[i] == '\0')
			return mapping_refuse_value(reader, entry,
			    "nothing is left of '%.60s' without blanks, '-' and '_'", written);
	}
	return 0;
}

/* After a '*' that fails, the text is tried again from one character on: linear but for the last
 * star. */
bool
column_pattern_fits(const char *folded_pattern, const char *folded)
{
	const char *pattern = folded_pattern;
	const char *text = folded;
	const char *star = NULL;
	const char *retry = NULL;

	while (*text != '\0') {
		if (*pattern == '*') {
			star = pattern++;
			retry = text;
		} else if (*pattern == *text) {
			pattern++;
			text++;
		} else if (star != NULL) {
			pattern = star + 1;
			text = ++retry;
		} else {
			return false;
		}
	}
	while (*pattern == '*')
		pattern++;
	return *pattern == '\0';
}
