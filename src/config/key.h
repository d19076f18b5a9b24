/*
 * key.h - one row says everything about one key of a section: what it may hold and where the value goes.
 *
 * Reading, checking, suggestions and the printed help are all made from such rows.
 */
#ifndef CONFIG_KEY_H
#define CONFIG_KEY_H

#include <stddef.h>

struct arena;
struct error;
struct ini;
struct ini_entry;

enum key_type {
	KEY_TEXT,	/* const char *, cleaned */
	KEY_PATH,	/* const char *, beside the file unless absolute; empty: NULL */
	KEY_NUMBER,	/* double */
	KEY_WHOLE,	/* double without decimals */
	KEY_FLAG,	/* double, yes 1, no 0 */
	KEY_BOOLEAN,	/* bool */
	KEY_WORD,	/* int: index into words */
	KEY_CHOICE,	/* bool: the second of two words */
	KEY_TEXT_WORD,	/* const char *: one of the words */
	KEY_INTEGER,	/* int */
	KEY_SIZE,	/* size_t */
	KEY_BYTES,	/* unsigned long long */
	KEY_COLOUR,	/* long: 0xRRGGBB */
	KEY_OTHER	/* known, but read by the owner of the table */
};

enum { KEY_WORDS_MAX = 10 };

struct key {
	const char   *section;		/* NULL where the section is known */
	const char   *name;
	enum key_type type;
	size_t	      offset;		/* in the object; unused for KEY_OTHER */
	double	      minimum;		/* numbers only */
	double	      maximum;
	const char   *standard;		/* the default as it would be written, "" if empty, NULL if none */
	const char   *help;
	const char   *words[KEY_WORDS_MAX];
};

/* The row with this name among those of the section (NULL: any), or NULL. */
const struct key *key_find(const struct key *keys, size_t count, const char *section, const char *name);
/* Reads the entry into object. -1 ERROR_CONFIG with file:line, name, value and what was expected. */
int key_read(const struct key *key, void *object, struct arena *arena, const struct ini *ini, const struct ini_entry *entry, struct error *error);
/* Names of the section's rows into names; returns how many. names has room for count. */
size_t key_names(const struct key *keys, size_t count, const char *section, const char **names);
/* Words of a row. */
size_t key_word_count(const struct key *key);
/* "whole number 1 to 12", "a4 or letter": what the key takes, into text; returns text. */
enum { KEY_TYPE_SIZE = 160 };
const char *key_type_text(const struct key *key, char text[KEY_TYPE_SIZE]);

#endif
