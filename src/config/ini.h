/*
 * ini.h - a strict reader of INI files: iniparser behind a byte-exact pre-scan.
 *
 * The pre-scan finds what iniparser hides: byte order mark, NUL, invalid UTF-8, long lines, duplicate keys and sections, `#` or `;`
 * inside unquoted values, keys outside sections, unterminated quotes; and the line of every key. Only ini.c sees iniparser.
 */
#ifndef CONFIG_INI_H
#define CONFIG_INI_H

#include <stdbool.h>
#include <stddef.h>

struct arena;
struct error;
struct ini;

/* One value with its place. section is "kind" or "kind id" as written (lower-cased by the reader). */
struct ini_entry {
	const char   *section;
	const char   *key;
	const char   *value;
	unsigned long line;		/* 0: given by ini_override */
	size_t	      section_index;	/* for ini_section */
};

/* The whole file, or -1 with one file:line message (ERROR_CONFIG; ERROR_NO_INPUT if missing). Caller frees with ini_free. */
int ini_load(const char *path, struct ini **ini, struct error *error);
void ini_free(struct ini *ini);
/* The same from bytes that the program carries: scanned alone, for iniparser reads files only (a test shows that it agrees). */
int ini_load_bytes(const char *name, const char *bytes, size_t length, struct ini **ini, struct error *error);
/* "section.key=value" (the section has no '.') replaces or adds one value; messages about it then name --set. */
int ini_override(struct ini *ini, const char *pair, struct error *error);

const char *ini_path(const struct ini *ini);
/* SHA-256 (hex) of the file's bytes. */
const char *ini_digest(const struct ini *ini);
/* Sections and entries in file order. */
size_t ini_section_count(const struct ini *ini);
const char *ini_section(const struct ini *ini, size_t index, unsigned long *line);
size_t ini_entry_count(const struct ini *ini);
const struct ini_entry *ini_entry(const struct ini *ini, size_t index);
/* NULL if there is none. */
const struct ini_entry *ini_find(const struct ini *ini, const char *section, const char *key);

/* Typed readings of one entry; the whole value must be consumed. -1 with a file:line message naming key, value and range. */
int ini_number(const struct ini *ini, const struct ini_entry *entry, double minimum, double maximum, double *value, struct error *error);
int ini_integer(const struct ini *ini, const struct ini_entry *entry, long minimum, long maximum, long *value, struct error *error);
int ini_boolean(const struct ini *ini, const struct ini_entry *entry, bool *value, struct error *error);
/* Index of the value in words (case-insensitive), with the nearest word in the message otherwise. */
int ini_word(const struct ini *ini, const struct ini_entry *entry, const char *const *words, size_t count, size_t *index, struct error *error);
/* Splits at commas (or separator), each part cleaned (text_clean), empty parts dropped. From the arena. */
int ini_list(const struct ini *ini, const struct ini_entry *entry, char separator, struct arena *arena, const char ***items, size_t *count, struct error *error);
/* "unknown key 'x'; did you mean 'y'?", given what it is ("key") and the valid names. line 0: names --set. Returns -1. */
int ini_unknown(const struct ini *ini, const char *what, const char *name, unsigned long line, const char *const *valid, size_t count, struct error *error);

#endif
