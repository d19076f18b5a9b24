/*
 * strings_fill.h - {name} and {name|one|many} in a text. Private to config/strings*.c.
 */
#ifndef CONFIG_STRINGS_FILL_H
#define CONFIG_STRINGS_FILL_H

#include <stdbool.h>
#include <stddef.h>

struct arena;

enum { STRING_PAIRS_MAX = 14 };

struct string_pair {
	const char *name;
	const char *value;
};

/* The text with its placeholders replaced; one: the numbers that take the first alternative, as "1" or "0|1". A placeholder without a pair
 * stays as it is written. NULL when out of memory. */
char *strings_fill(struct arena *arena, const char *text, const struct string_pair *pairs, size_t count, const char *one);

/* Whether a brace of text has no partner, or a choice has no second alternative. */
bool strings_unfinished(const char *text);

/* The first placeholder of text that reference does not have, from the arena; NULL if there is none. */
const char *strings_stranger(struct arena *arena, const char *text, const char *reference);

#endif
