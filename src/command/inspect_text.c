/* inspect_text.c - comments, quoted values, column references and ids, as mappings.ini wants them. */
#include "command/inspect.h"

#include <stdarg.h>
#include <stdbool.h>
#include <stdlib.h>
#include <string.h>

#include "base/arena.h"
#include "base/table.h"
#include "base/text.h"

enum { NOTE_COLUMNS = 118, PATTERN_BYTES = 60, ID_BYTES = 40 };

/* Bytes of text that make up at most so many columns, ended at a blank if there is one. */
static size_t
fitting(const char *text, unsigned columns)
{
	const char *end = text + strlen(text), *here = text, *blank = NULL;

	for (unsigned used = 0; here < end && used < columns; used++) {
		if (*here == ' ')
			blank = here;
		(void)text_next(&here, end);
	}
	if (here == end)
		return (size_t)(end - text);
	return (size_t)((blank != NULL ? blank : here) - text);
}

/* iniparser joins a line that ends with a backslash to the next one, even a comment. */
static void
print_comment_line(FILE *out, unsigned indent, const char *text, size_t length)
{
	bool joins = length > 0 && text[length - 1] == '\\';

	fprintf(out, "; %*s%.*s%s\n", (int)indent, "", (int)length, text, joins ? "." : "");
}

void
inspect_note(FILE *out, unsigned indent, const char *format, ...)
{
	va_list	    arguments;
	char	   *text;
	const char *rest;
	unsigned    shift = 0;

	va_start(arguments, format);
	if (vasprintf(&text, format, arguments) == -1)
		text = NULL;
	va_end(arguments);
	if (text == NULL) {
		fputs("; (out of memory)\n", out);
		return;
	}
	rest = text;
	do {
		size_t length = fitting(rest, NOTE_COLUMNS - shift);

		print_comment_line(out, shift, rest, length);
		rest += length;
		rest += strspn(rest, " ");
		shift = indent;
	} while (*rest != '\0');
	free(text);
}

void
inspect_quoted(FILE *out, const char *key, const char *value)
{
	char quote = strchr(value, '"') != NULL ? '\'' : '"';

	fprintf(out, "%s = %c", key, quote);
	for (; *value != '\0'; value++)
		fputc(*value == quote ? '*' : *value, out);
	fputc(quote, out);
}

static bool
names_only(const struct inspection *inspection, const struct column_ref *reference, size_t column)
{
	return layout_find(&inspection->profile.layout, reference, 0) == (long)column;
}

/* Bytes of the beginning of text, at most length, that end between characters. */
static size_t
cut_at(const char *text, size_t length)
{
	if (strlen(text) <= length)
		return strlen(text);
	while (length > 0 && ((unsigned char)text[length] & 0xc0) == 0x80)
		length--;
	return length;
}

char *
inspect_pattern(struct arena *arena, const char *header, size_t bytes)
{
	size_t length = cut_at(header, bytes);
	char  *pattern = arena_alloc(arena, length + 2, 1);

	if (pattern == NULL)
		return NULL;
	for (size_t i = 0; i < length; i++) {
		bool odd = strchr("|\"'*#\\", header[i]) != NULL || (i < 6 && header[i] == ':');

		pattern[i] = odd ? '*' : header[i];
	}
	if (header[length] != '\0')
		pattern[length] = '*';
	return pattern;
}

char *
inspect_wording(struct arena *arena, const char *header, size_t bytes)
{
	size_t length = cut_at(header, bytes);
	char  *wording = arena_strndup(arena, header, length);

	for (char *c = wording; c != NULL && *c != '\0'; c++)
		if (*c == '\\')
			*c = '/';
	return wording;
}

/* A pattern that finds this column before any other; *fits false if there is none so short. */
static const char *
try_pattern(const struct inspection *inspection, size_t column, size_t bytes, bool *fits)
{
	const char	 *header = inspection->profile.layout.columns[column].text;
	char		 *pattern = inspect_pattern(inspection->arena, header, bytes);
	struct column_ref reference = {.how = COLUMN_HEADER, .number = 1, .written = pattern};

	if (pattern == NULL)
		return NULL;
	reference.folded = text_fold(inspection->arena, pattern, strlen(pattern));
	if (reference.folded == NULL)
		return NULL;
	*fits = strspn(reference.folded, "*") < strlen(reference.folded) &&
	    names_only(inspection, &reference, column);
	return pattern;
}

const char *
inspect_reference(const struct inspection *inspection, size_t column)
{
	const struct layout_column *header = &inspection->profile.layout.columns[column];
	bool			    fits = false;

	if (header->code[0] != '\0' && strpbrk(header->written_code, "|\"'#") == NULL) {
		const struct column_ref reference = {
		    .how = COLUMN_CODE, .folded = header->code, .number = 1};

		if (names_only(inspection, &reference, column))
			return arena_printf(inspection->arena, "code:%s", header->written_code);
	}
	for (size_t bytes = PATTERN_BYTES; bytes <= 4 * PATTERN_BYTES; bytes *= 2) {
		const char *pattern = try_pattern(inspection, column, bytes, &fits);

		if (pattern == NULL || fits)
			return pattern;
	}
	return arena_printf(inspection->arena, "index:%zu", column);
}

/* The slug cut at a hyphen, so that no word is halved where that can be. */
static void
shorten(char slug[49])
{
	char *cut;

	if (strlen(slug) <= ID_BYTES)
		return;
	slug[ID_BYTES] = '\0';
	cut = strrchr(slug, '-');
	if (cut != NULL && cut > slug + ID_BYTES / 2)
		*cut = '\0';
}

const char *
inspect_id(const struct inspection *inspection, const char *kind, const char *text)
{
	char slug[49];

	text_slug(text, slug);
	shorten(slug);
	for (unsigned n = 1; n < 10000; n++) {
		char *id = n == 1 ? arena_strdup(inspection->arena, slug)
				  : arena_printf(inspection->arena, "%s-%u", slug, n);
		char *key = id != NULL ? arena_printf(inspection->arena, "%s %s", kind, id) : NULL;

		if (key == NULL)
			return NULL;
		if (table_get(inspection->taken, key, strlen(key)) >= 0)
			continue;
		/* Only what is the model's question may be called like it. */
		if (strcmp(kind, "question") == 0 && strcmp(id, text) != 0 &&
		    model_find_question(inspection->model, id) >= 0)
			continue;
		return table_set(inspection->taken, key, strlen(key), 1, NULL) == -1 ? NULL : id;
	}
	return NULL;
}
