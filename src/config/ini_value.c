/*
 * ini_value.c - a value read whole as a number, word or list, or a message that says what it should
 * be.
 */
#include <math.h>
#include <stdio.h>
#include <string.h>

#include "base/arena.h"
#include "base/count.h"
#include "base/error.h"
#include "base/number.h"
#include "base/text.h"
#include "config/ini.h"

enum { NAMES_SIZE = 400 };

/* "file" or, for what the command line gave, "--set". */
static const char *
entry_source(const struct ini *ini, unsigned long line)
{
	return line == 0 ? "--set" : ini_path(ini);
}

static int
refuse(const struct ini *ini, const struct ini_entry *entry, const char *expected,
    struct error *error)
{
	return error_set(error, ERROR_CONFIG, entry_source(ini, entry->line), entry->line,
	    "%s = \"%.80s\" in [%s]: expected %s", entry->key, entry->value, entry->section, expected);
}

/* "a number from 0 to 100", as far as there are limits. */
static int
refuse_number(const struct ini *ini, const struct ini_entry *entry, const char *what,
    double minimum, double maximum, struct error *error)
{
	char least[NUMBER_SIZE], most[NUMBER_SIZE], expected[160];

	(void)number_shortest(minimum, least);
	(void)number_shortest(maximum, most);
	if (isfinite(minimum) && isfinite(maximum))
		(void)snprintf(expected, sizeof expected, "%s from %s to %s", what, least, most);
	else if (isfinite(minimum))
		(void)snprintf(expected, sizeof expected, "%s of at least %s", what, least);
	else if (isfinite(maximum))
		(void)snprintf(expected, sizeof expected, "%s of at most %s", what, most);
	else
		(void)snprintf(expected, sizeof expected, "%s", what);
	return refuse(ini, entry, expected, error);
}

int
ini_number(const struct ini *ini, const struct ini_entry *entry, double minimum, double maximum,
    double *value, struct error *error)
{
	double number;

	if (number_parse(entry->value, strlen(entry->value), false, &number) != NUMBER_OK ||
	    number < minimum || number > maximum)
		return refuse_number(ini, entry, "a number", minimum, maximum, error);
	*value = number;
	return 0;
}

int
ini_integer(const struct ini *ini, const struct ini_entry *entry, long minimum, long maximum,
    long *value, struct error *error)
{
	double number;

	if (number_parse(entry->value, strlen(entry->value), false, &number) != NUMBER_OK ||
	    number != floor(number) || number < (double)minimum || number > (double)maximum)
		return refuse_number(ini, entry, "a whole number", (double)minimum, (double)maximum,
		    error);
	*value = (long)number;
	return 0;
}

int
ini_boolean(const struct ini *ini, const struct ini_entry *entry, bool *value, struct error *error)
{
	static const char *const words[] = { "no", "yes", "false", "true", "off", "on", "0", "1" };

	for (size_t i = 0; i < COUNT_OF(words); i++) {
		if (text_equal_nocase(entry->value, words[i])) {
			*value = i % 2 == 1;
			return 0;
		}
	}
	return refuse(ini, entry, "yes or no", error);
}

/* "a, b or c" into text, as many as fit. */
static const char *
join_names(const char *const *names, size_t count, char text[NAMES_SIZE])
{
	size_t used = 0;

	text[0] = '\0';
	for (size_t i = 0; i < count; i++) {
		const char *joint = i == 0 ? "" : i + 1 == count ? " or " : ", ";

		if (used + strlen(joint) + strlen(names[i]) + sizeof ", ..." > NAMES_SIZE) {
			(void)snprintf(text + used, NAMES_SIZE - used, ", ...");
			break;
		}
		used += (size_t)snprintf(text + used, NAMES_SIZE - used, "%s%s", joint, names[i]);
	}
	return text;
}

int
ini_word(const struct ini *ini, const struct ini_entry *entry, const char *const *words,
    size_t count, size_t *index, struct error *error)
{
	const char *nearest = text_nearest(entry->value, words, count);
	char	    names[NAMES_SIZE], expected[NAMES_SIZE + 100];

	for (size_t i = 0; i < count; i++) {
		if (text_equal_nocase(entry->value, words[i])) {
			*index = i;
			return 0;
		}
	}
	(void)join_names(words, count, names);
	if (nearest != NULL)
		(void)snprintf(expected, sizeof expected, "%s; did you mean '%s'?", names, nearest);
	else
		(void)snprintf(expected, sizeof expected, "%s", names);
	return refuse(ini, entry, expected, error);
}

static size_t
count_parts(const char *text, char separator)
{
	size_t count = 1;

	for (; *text != '\0'; text++)
		count += *text == separator;
	return count;
}

int
ini_list(const struct ini *ini, const struct ini_entry *entry, char separator, struct arena *arena,
    const char ***items, size_t *count, struct error *error)
{
	const char  *part = entry->value;
	const char **parts = arena_alloc(arena, count_parts(part, separator), sizeof *parts);
	size_t	     used = 0;
	const char  *end;
	char	    *clean;

	(void)ini;
	if (parts == NULL)
		return error_out_of_memory(error);
	for (;; part = end + 1) {
		end = strchrnul(part, separator);
		clean = text_clean(arena, part, (size_t)(end - part));
		if (clean == NULL)
			return error_out_of_memory(error);
		if (*clean != '\0')
			parts[used++] = clean;
		if (*end == '\0')
			break;
	}
	*items = parts;
	*count = used;
	return 0;
}

int
ini_unknown(const struct ini *ini, const char *what, const char *name, unsigned long line,
    const char *const *valid, size_t count, struct error *error)
{
	const char *nearest = text_nearest(name, valid, count);
	const char *source = entry_source(ini, line);
	char	    names[NAMES_SIZE];

	if (nearest != NULL)
		return error_set(error, ERROR_CONFIG, source, line, "unknown %s '%s'; did you mean '%s'?",
		    what, name, nearest);
	return error_set(error, ERROR_CONFIG, source, line, "unknown %s '%s'; known: %s", what, name,
	    join_names(valid, count, names));
}
