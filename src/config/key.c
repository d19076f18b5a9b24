/* key.c - rows of keys at work. */
#include "config/key.h"

#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/arena.h"
#include "base/error.h"
#include "base/file.h"
#include "base/number.h"
#include "base/text.h"
#include "config/ini.h"

static bool
same_section(const struct key *key, const char *section)
{
	return section == NULL || (key->section != NULL && strcmp(key->section, section) == 0);
}

const struct key *
key_find(const struct key *keys, size_t count, const char *section, const char *name)
{
	for (size_t i = 0; i < count; i++)
		if (same_section(&keys[i], section) && strcmp(keys[i].name, name) == 0)
			return &keys[i];
	return NULL;
}

size_t
key_names(const struct key *keys, size_t count, const char *section, const char **names)
{
	size_t used = 0;

	for (size_t i = 0; i < count; i++)
		if (same_section(&keys[i], section))
			names[used++] = keys[i].name;
	return used;
}

size_t
key_word_count(const struct key *key)
{
	size_t count = 0;

	while (count < KEY_WORDS_MAX && key->words[count] != NULL)
		count++;
	return count;
}

/* "a, b or c" */
static void
write_words(const struct key *key, char text[KEY_TYPE_SIZE])
{
	size_t count = key_word_count(key);
	size_t used = 0;

	for (size_t i = 0; i < count && used < KEY_TYPE_SIZE; i++) {
		const char *joint = i == 0 ? "" : i + 1 == count ? " or " : ", ";

		used += (size_t)snprintf(text + used, KEY_TYPE_SIZE - used, "%s%s", joint,
		    key->words[i]);
	}
}

static void
write_range(const struct key *key, const char *what, char text[KEY_TYPE_SIZE])
{
	char least[NUMBER_SIZE], most[NUMBER_SIZE];

	(void)snprintf(text, KEY_TYPE_SIZE, "%s %s to %s", what, number_shortest(key->minimum, least),
	    number_shortest(key->maximum, most));
}

const char *
key_type_text(const struct key *key, char text[KEY_TYPE_SIZE])
{
	switch (key->type) {
	case KEY_NUMBER:
		write_range(key, "number", text);
		break;
	case KEY_WHOLE:
	case KEY_INTEGER:
	case KEY_SIZE:
	case KEY_BYTES:
		write_range(key, "whole number", text);
		break;
	case KEY_WORD:
	case KEY_CHOICE:
	case KEY_TEXT_WORD:
		write_words(key, text);
		break;
	case KEY_FLAG:
	case KEY_BOOLEAN:
		(void)snprintf(text, KEY_TYPE_SIZE, "yes or no");
		break;
	case KEY_PATH:
		(void)snprintf(text, KEY_TYPE_SIZE, "path");
		break;
	case KEY_COLOUR:
		(void)snprintf(text, KEY_TYPE_SIZE, "\"#RRGGBB\"");
		break;
	case KEY_OTHER:
		(void)snprintf(text, KEY_TYPE_SIZE, "list");
		break;
	case KEY_TEXT:
		(void)snprintf(text, KEY_TYPE_SIZE, "text");
		break;
	}
	return text;
}

/* What reading one entry needs. */
struct reading {
	const struct key       *key;
	struct arena	       *arena;
	const struct ini       *ini;
	const struct ini_entry *entry;
	struct error	       *error;
};

static int
read_text(const struct reading *reading, void *place)
{
	const char *value = reading->entry->value;
	const char *text = NULL;

	if (reading->key->type == KEY_PATH && *value != '\0')
		/* What the command line gives is meant from where it is typed. */
		text = reading->entry->line == 0
		    ? arena_strdup(reading->arena, value)
		    : file_beside(reading->arena, ini_path(reading->ini), value);
	else
		text = text_clean(reading->arena, value, strlen(value));
	if (text == NULL)
		return error_out_of_memory(reading->error);
	if (reading->key->type == KEY_PATH && *value == '\0')
		text = NULL;
	memcpy(place, &text, sizeof text);
	return 0;
}

static int
read_double(const struct reading *reading, void *place)
{
	const struct key *key = reading->key;
	double		  number;
	long		  whole;
	bool		  flag;
	int		  rc;

	if (key->type == KEY_FLAG) {
		rc = ini_boolean(reading->ini, reading->entry, &flag, reading->error);
		number = rc == 0 && flag ? 1 : 0;
	} else if (key->type == KEY_WHOLE) {
		rc = ini_integer(reading->ini, reading->entry, (long)key->minimum, (long)key->maximum,
		    &whole, reading->error);
		number = rc == 0 ? (double)whole : 0;
	} else {
		rc = ini_number(reading->ini, reading->entry, key->minimum, key->maximum, &number,
		    reading->error);
	}
	if (rc == 0)
		memcpy(place, &number, sizeof number);
	return rc;
}

static int
read_whole(const struct reading *reading, void *place)
{
	const struct key  *key = reading->key;
	long		   whole;
	int		   integer;
	size_t		   size;
	unsigned long long bytes;

	if (ini_integer(reading->ini, reading->entry, (long)key->minimum, (long)key->maximum, &whole,
		reading->error) == -1)
		return -1;
	integer = (int)whole;
	size = (size_t)whole;
	bytes = (unsigned long long)whole;
	if (key->type == KEY_INTEGER)
		memcpy(place, &integer, sizeof integer);
	else if (key->type == KEY_SIZE)
		memcpy(place, &size, sizeof size);
	else
		memcpy(place, &bytes, sizeof bytes);
	return 0;
}

static int
read_word(const struct reading *reading, void *place)
{
	const struct key *key = reading->key;
	size_t		  index;
	int		  integer;
	bool		  second;

	if (ini_word(reading->ini, reading->entry, key->words, key_word_count(key), &index,
		reading->error) == -1)
		return -1;
	integer = (int)index;
	second = index == 1;
	if (key->type == KEY_WORD)
		memcpy(place, &integer, sizeof integer);
	else if (key->type == KEY_CHOICE)
		memcpy(place, &second, sizeof second);
	else
		memcpy(place, &key->words[index], sizeof key->words[index]);
	return 0;
}

static int
read_boolean(const struct reading *reading, void *place)
{
	bool value;

	if (ini_boolean(reading->ini, reading->entry, &value, reading->error) == -1)
		return -1;
	memcpy(place, &value, sizeof value);
	return 0;
}

/* "#RRGGBB", and nothing else. */
static int
read_colour(const struct reading *reading, void *place)
{
	const char *value = reading->entry->value;
	long	    colour;

	if (value[0] != '#' || strlen(value) != 7 || strspn(value + 1, "0123456789abcdefABCDEF") != 6)
		return error_set(reading->error, ERROR_CONFIG, ini_path(reading->ini), reading->entry->line,
		    "%s = %s is no colour; write \"#RRGGBB\", in quotes", reading->entry->key, value);
	colour = strtol(value + 1, NULL, 16);
	memcpy(place, &colour, sizeof colour);
	return 0;
}

int
key_read(const struct key *key, void *object, struct arena *arena, const struct ini *ini,
    const struct ini_entry *entry, struct error *error)
{
	static int (*const readers[])(const struct reading *, void *) = {
		[KEY_TEXT] = read_text,	     [KEY_PATH] = read_text,
		[KEY_NUMBER] = read_double,  [KEY_WHOLE] = read_double,
		[KEY_FLAG] = read_double,    [KEY_BOOLEAN] = read_boolean,
		[KEY_WORD] = read_word,	     [KEY_CHOICE] = read_word,
		[KEY_TEXT_WORD] = read_word, [KEY_INTEGER] = read_whole,
		[KEY_SIZE] = read_whole,     [KEY_BYTES] = read_whole,
		[KEY_COLOUR] = read_colour,
	};
	const struct reading reading = { key, arena, ini, entry, error };

	if (key->type == KEY_OTHER)
		return 0;
	return readers[key->type](&reading, (char *)object + key->offset);
}
