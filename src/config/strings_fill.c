/* strings_fill.c - see strings_fill.h. */
#include "config/strings_fill.h"

#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/arena.h"

/* "{name|one|many}" as parts that point into the text. */
struct placeholder {
	const char *name;
	size_t	    name_length;
	const char *one;		/* NULL: no alternatives */
	size_t	    one_length;
	const char *many;
	size_t	    many_length;
	const char *end;		/* behind the brace */
};

/* The placeholder that begins at the brace; false if there is no closing one. */
static bool
read_placeholder(const char *brace, struct placeholder *found)
{
	const char *close = strchr(brace, '}');
	const char *bar;

	if (close == NULL)
		return false;
	*found = (struct placeholder){ .name = brace + 1, .name_length = (size_t)(close - brace - 1), .end = close + 1 };
	bar = memchr(found->name, '|', found->name_length);
	if (bar == NULL)
		return true;
	found->name_length = (size_t)(bar - found->name);
	found->one = bar + 1;
	found->one_length = (size_t)(close - found->one);
	found->many = memchr(found->one, '|', found->one_length);
	if (found->many == NULL)
		return false;
	found->one_length = (size_t)(found->many - found->one);
	found->many++;
	found->many_length = (size_t)(close - found->many);
	return true;
}

static const char *
find_value(const struct placeholder *placeholder, const struct string_pair *pairs, size_t count)
{
	for (size_t i = 0; i < count; i++)
		if (strlen(pairs[i].name) == placeholder->name_length && memcmp(pairs[i].name, placeholder->name, placeholder->name_length) == 0)
			return pairs[i].value;
	return NULL;
}

/* True if value is among the words of list, which bars separate. */
static bool
is_listed(const char *value, const char *list)
{
	size_t length = strlen(value);

	for (const char *word = list; word != NULL; word = strchr(word, '|')) {
		word += *word == '|';
		if (strncmp(word, value, length) == 0 && (word[length] == '\0' || word[length] == '|'))
			return true;
	}
	return false;
}

static void
write_placeholder(FILE *out, const char *brace, const struct placeholder *placeholder, const char *value, const char *one)
{
	if (value == NULL)
		(void)fwrite(brace, 1, (size_t)(placeholder->end - brace), out);
	else if (placeholder->one == NULL)
		(void)fputs(value, out);
	else if (is_listed(value, one))
		(void)fwrite(placeholder->one, 1, placeholder->one_length, out);
	else
		(void)fwrite(placeholder->many, 1, placeholder->many_length, out);
}

/* All of text to out; errors show when it is closed. */
static void
write_filled(FILE *out, const char *text, const struct string_pair *pairs, size_t count, const char *one)
{
	struct placeholder placeholder;

	while (*text != '\0') {
		size_t plain = strcspn(text, "{");

		(void)fwrite(text, 1, plain, out);
		text += plain;
		if (*text == '\0')
			break;
		if (read_placeholder(text, &placeholder)) {
			write_placeholder(out, text, &placeholder, find_value(&placeholder, pairs, count), one);
			text = placeholder.end;
		} else {
			(void)fputc(*text++, out);
		}
	}
}

char *
strings_fill(struct arena *arena, const char *text, const struct string_pair *pairs, size_t count, const char *one)
{
	char  *buffer = NULL, *filled = NULL;
	size_t size;
	FILE  *out = open_memstream(&buffer, &size);

	if (out == NULL)
		return NULL;
	write_filled(out, text, pairs, count, one);
	if (fclose(out) == 0)
		filled = arena_strndup(arena, buffer, size);
	free(buffer);
	return filled;
}

static bool
has_placeholder(const char *text, const struct placeholder *wanted)
{
	struct placeholder placeholder;

	for (const char *brace = strchr(text, '{'); brace != NULL; brace = strchr(brace + 1, '{'))
		if (read_placeholder(brace, &placeholder) && placeholder.name_length == wanted->name_length &&
		    memcmp(placeholder.name, wanted->name, wanted->name_length) == 0)
			return true;
	return false;
}

bool
strings_unfinished(const char *text)
{
	struct placeholder placeholder;

	for (const char *brace = strpbrk(text, "{}"); brace != NULL; brace = strpbrk(placeholder.end, "{}"))
		if (*brace == '}' || !read_placeholder(brace, &placeholder) ||
		    memchr(brace + 1, '{', (size_t)(placeholder.end - brace - 1)) != NULL)
			return true;
	return false;
}

const char *
strings_stranger(struct arena *arena, const char *text, const char *reference)
{
	struct placeholder placeholder;

	for (const char *brace = strchr(text, '{'); brace != NULL; brace = strchr(brace + 1, '{'))
		if (read_placeholder(brace, &placeholder) && !has_placeholder(reference, &placeholder))
			return arena_strndup(arena, placeholder.name, placeholder.name_length);
	return NULL;
}
