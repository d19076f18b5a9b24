/*
 * strings.h - every word of a report that is not the user's own, by key: strings.<language>.ini, and how that language writes numbers
 * and dates.
 *
 * The shipped languages are in the program; a file of the same name in [templates] directory is laid over them key by key. A text may hold
 * {name}, which the program replaces, and {name|one|many}: the first alternative where {name} is one (as the language counts), else the
 * second. Keys are "section.key".
 */
#ifndef CONFIG_STRINGS_H
#define CONFIG_STRINGS_H

#include <stdarg.h>
#include <stdbool.h>

#include "base/period.h"

struct arena;
struct error;
struct strings;

/* language: "en", "nl", ... directory: of the templates, NULL for none. Everything from the arena. ERROR_CONFIG with file:line: unknown
 * key or placeholder (with a suggestion), an empty text, a language that is neither shipped nor complete in the directory. */
int strings_load(struct arena *arena, const char *directory, const char *language, const struct strings **loaded, struct error *error);

/* Whether strings_load would find this language: shipped, or a strings.LANGUAGE.ini in directory. */
bool strings_known(const char *directory, const char *language);

/* SHA-256 of the texts in use: of the shipped file, and of the file laid over it. */
const char *strings_digest(const struct strings *strings);
/* The files that the texts come from, with the SHA-256 of each: the shipped one, the own one laid over it, or the own one alone. */
enum { STRINGS_FILES_MAX = 2 };
struct strings_file {
	const char *path;		/* the name alone, if shipped */
	char	    digest[65];
	bool	    own;
};
size_t strings_files(const struct strings *strings, const struct strings_file **files);

/* Own texts that leave out a placeholder of the text that they replace. */
struct strings_loss {
	const char   *path;
	unsigned long line;
	const char   *placeholder;	/* the first, without braces */
	const char   *replaced;
};
size_t strings_losses(const struct strings *strings, const struct strings_loss **losses);

const char *strings_language(const struct strings *strings);
/* Whether the language is written from right to left. */
bool strings_right_to_left(const struct strings *strings);

/* The text of a key as it stands, never NULL; the key itself if there is no such text (a test finds all keys of the program). */
const char *strings_text(const struct strings *strings, const char *key);
/* The text with its placeholders filled in: pairs of name and value, ended by NULL. From the arena; NULL when out of memory. */
const char *strings_say(const struct strings *strings, struct arena *arena, const char *key, ...) __attribute__((sentinel));
const char *strings_say_list(const struct strings *strings, struct arena *arena, const char *key, va_list list);

/* Fixed decimals with the language's decimal sign; "–" for NaN. */
const char *strings_number(const struct strings *strings, struct arena *arena, double value, int decimals);
/* At most two decimals, thousands grouped from five digits on; "–" for NaN. */
const char *strings_amount(const struct strings *strings, struct arena *arena, double value);
/* "Q3 2026", "July 2026", "2026". */
const char *strings_period(const struct strings *strings, struct arena *arena, struct period period);
/* "30 Sep 2026", and without its year. */
const char *strings_date(const struct strings *strings, struct arena *arena, struct date date);
const char *strings_day(const struct strings *strings, struct arena *arena, struct date date);

#endif
