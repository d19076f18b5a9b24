/* ini.c - iniparser loads the file; the pre-scan vouches for what it says. */
#include "config/ini.h"

#include <iniparser/iniparser.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/arena.h"
#include "base/digest.h"
#include "base/error.h"
#include "base/file.h"
#include "base/table.h"
#include "base/text.h"
#include "config/ini_scan.h"

enum { FILE_MAX_BYTES = 1024 * 1024, NAME_SIZE = 512 };

/* iniparser prints to stderr unless it is given something else to call. */
static int
keep_silent(const char *format, ...)
{
	(void)format;
	return 0;
}

/* ASCII only, as iniparser in the C locale. */
static char *
copy_lower(struct arena *arena, const char *text, size_t length)
{
	char *copy = arena_strndup(arena, text, length);

	for (size_t i = 0; copy != NULL && i < length; i++)
		if (copy[i] >= 'A' && copy[i] <= 'Z')
			copy[i] = (char)(copy[i] + ('a' - 'A'));
	return copy;
}

/* Room for one more item of an array in the arena; -1 when out of memory. */
static int
reserve(struct arena *arena, void **items, size_t size, size_t count, size_t *capacity)
{
	size_t wanted = *capacity == 0 ? 64 : *capacity * 2;
	void  *grown;

	if (count < *capacity)
		return 0;
	grown = arena_alloc(arena, wanted, size);
	if (grown == NULL)
		return -1;
	if (count != 0)
		memcpy(grown, *items, count * size);
	*items = grown;
	*capacity = wanted;
	return 0;
}

int
ini_add_section(struct ini *ini, const char *name, size_t length, unsigned long line,
    struct error *error)
{
	void *sections = ini->sections;
	char *lower = copy_lower(ini->arena, name, length);
	long  previous;

	if (lower == NULL || reserve(ini->arena, &sections, sizeof *ini->sections, ini->section_count,
				 &ini->section_capacity) == -1)
		return error_out_of_memory(error);
	ini->sections = sections;
	if (table_set(ini->names, lower, length, (long)ini->section_count, &previous) == -1)
		return error_out_of_memory(error);
	if (previous != -1)
		return error_set(error, ERROR_CONFIG, ini->path, line,
		    "section [%s] is there already, in line %lu; put them together", lower,
		    ini->sections[previous].line);
	ini->sections[ini->section_count++] = (struct ini_heading){ lower, line };
	return 0;
}

/* The name under which the table knows an entry; the caller's buffer holds any two checked names. */
static size_t
entry_name(const char *section, const char *key, char name[NAME_SIZE])
{
	int length = snprintf(name, NAME_SIZE, "%s\n%s", section, key);

	return length < 0 ? 0 : length < NAME_SIZE ? (size_t)length : NAME_SIZE - 1;
}

/* To the section of this index. */
static int
add_entry(struct ini *ini, const struct ini_entry *entry, struct error *error)
{
	void  *entries = ini->entries;
	char   name[NAME_SIZE];
	size_t length = entry_name(entry->section, entry->key, name);
	long   previous;

	if (reserve(ini->arena, &entries, sizeof *ini->entries, ini->entry_count,
		&ini->entry_capacity) == -1)
		return error_out_of_memory(error);
	ini->entries = entries;
	if (table_set(ini->names, name, length, (long)ini->entry_count, &previous) == -1)
		return error_out_of_memory(error);
	if (previous != -1)
		return error_set(error, ERROR_CONFIG, ini->path, entry->line,
		    "key '%s' is given twice in [%s], first in line %lu", entry->key, entry->section,
		    ini->entries[previous].line);
	ini->entries[ini->entry_count++] = *entry;
	return 0;
}

int
ini_add_entry(struct ini *ini, const char *key, size_t key_length, const char *value,
    size_t value_length, unsigned long line, struct error *error)
{
	struct ini_entry entry = { .line = line, .section_index = ini->section_count - 1 };

	entry.section = ini->sections[entry.section_index].name;
	entry.key = copy_lower(ini->arena, key, key_length);
	entry.value = arena_strndup(ini->arena, value, value_length);
	if (entry.key == NULL || entry.value == NULL)
		return error_out_of_memory(error);
	return add_entry(ini, &entry, error);
}

long
ini_entry_index(const struct ini *ini, const char *section, const char *key)
{
	char   name[NAME_SIZE];
	size_t length = entry_name(section, key, name);

	return table_get(ini->names, name, length);
}

/* A backslash means itself here; from 4.2 on iniparser leaves it out of a quoted value and takes what follows as it is. */
static bool
reads_alike(const char *written, const char *read)
{
	if (strcmp(written, read) == 0)
		return true;
	for (; *written != '\0'; written++, read++) {
		if (*written == '\\' && written[1] != '\0')
			written++;
		if (*written != *read)
			return false;
	}
	return *read == '\0';
}

/* iniparser must have the same sections and values, no more, no fewer: nothing is cut in silence. */
static int
compare_readings(const struct ini *ini, const dictionary *dictionary, struct error *error)
{
	char name[NAME_SIZE];

	if ((size_t)dictionary->n != ini->section_count + ini->entry_count)
		return error_set(error, ERROR_CONFIG, ini->path, 0,
		    "iniparser finds %d names where %zu are written; the file may have changed "
		    "while it was read", (int)dictionary->n, ini->section_count + ini->entry_count);
	for (size_t i = 0; i < ini->entry_count; i++) {
		const struct ini_entry *entry = &ini->entries[i];
		const char	       *value;

		(void)snprintf(name, sizeof name, "%s:%s", entry->section, entry->key);
		value = iniparser_getstring(dictionary, name, NULL);
		if (value == NULL || !reads_alike(entry->value, value))
			return error_set(error, ERROR_CONFIG, ini->path, entry->line,
			    "iniparser reads the value of '%s' as \"%s\"; quote it", entry->key,
			    value != NULL ? value : "");
	}
	return 0;
}

/* iniparser's callback is one for the process: not to be called from two threads at once. */
static int
load_with_iniparser(const struct ini *ini, struct error *error)
{
	dictionary *dictionary;
	int	    rc;

	iniparser_set_error_callback(keep_silent);
	dictionary = iniparser_load(ini->path);
	iniparser_set_error_callback(NULL);
	if (dictionary == NULL)
		return error_set(error, ERROR_CONFIG, ini->path, 0, "iniparser cannot read the file");
	rc = compare_readings(ini, dictionary, error);
	iniparser_freedict(dictionary);
	return rc;
}

/* The pre-scan of bytes that the arena holds. */
static int
scan(struct ini *ini, const char *bytes, size_t length, struct error *error)
{
	if (digest_bytes(bytes, length, ini->digest) == -1)
		return error_set(error, ERROR_INTERNAL, ini->path, 0, "cannot compute SHA-256");
	return ini_scan(ini, bytes, length, error);
}

static int
load(struct ini *ini, struct error *error)
{
	char  *bytes;
	size_t length;

	if (file_read(ini->arena, ini->path, FILE_MAX_BYTES, &bytes, &length, error) == -1) {
		if (error->code == ERROR_INPUT)
			error->code = ERROR_CONFIG;
		return -1;
	}
	return scan(ini, bytes, length, error) == -1 ? -1 : load_with_iniparser(ini, error);
}

/* An empty one with its name, or NULL. */
static struct ini *
ini_new(const char *path, struct error *error)
{
	struct ini *ini = calloc(1, sizeof *ini);

	if (ini != NULL) {
		ini->arena = arena_new();
		ini->names = table_new();
		if (ini->arena != NULL && ini->names != NULL)
			ini->path = arena_strdup(ini->arena, path);
	}
	if (ini != NULL && ini->path != NULL)
		return ini;
	ini_free(ini);
	(void)error_out_of_memory(error);
	return NULL;
}

/* Hands the file over, or frees it if reading failed. */
static int
hand_over(struct ini *loading, int rc, struct ini **ini)
{
	if (rc == -1)
		ini_free(loading);
	else
		*ini = loading;
	return rc;
}

int
ini_load(const char *path, struct ini **ini, struct error *error)
{
	struct ini *loading = ini_new(path, error);

	*ini = NULL;
	return loading == NULL ? -1 : hand_over(loading, load(loading, error), ini);
}

int
ini_load_bytes(const char *name, const char *bytes, size_t length, struct ini **ini, struct error *error)
{
	struct ini *loading = ini_new(name, error);

	*ini = NULL;
	return loading == NULL ? -1 : hand_over(loading, scan(loading, bytes, length, error), ini);
}

void
ini_free(struct ini *ini)
{
	if (ini == NULL)
		return;
	table_free(ini->names);
	arena_free(ini->arena);
	free(ini);
}

/* Index of the section, added if it is new; -1 with error. */
static long
override_section(struct ini *ini, const char *name, size_t length, struct error *error)
{
	char *lower = copy_lower(ini->arena, name, length);
	long  index;

	if (lower == NULL)
		return error_out_of_memory(error);
	index = table_get(ini->names, lower, length);
	if (index == -1 && ini_add_section(ini, name, length, 0, error) == 0)
		index = (long)ini->section_count - 1;
	return index;
}

int
ini_override(struct ini *ini, const char *pair, struct error *error)
{
	const char	*dot = strchr(pair, '.');
	const char	*equals = strchr(pair, '=');
	struct ini_entry entry = { .line = 0 };
	long		 section, index;

	if (dot == NULL || equals == NULL || dot > equals || dot == pair || dot + 1 == equals ||
	    equals - pair > 200 || memchr(pair, '\n', (size_t)(equals - pair)) != NULL)
		return error_set(error, ERROR_USAGE, "--set", 0, "'%s' is not section.key=value", pair);
	if (!text_valid_utf8(equals + 1, strlen(equals + 1)))
		return error_set(error, ERROR_USAGE, "--set", 0, "the value is not valid UTF-8");
	section = override_section(ini, pair, (size_t)(dot - pair), error);
	if (section == -1)
		return -1;
	entry.section_index = (size_t)section;
	entry.section = ini->sections[section].name;
	entry.key = copy_lower(ini->arena, dot + 1, (size_t)(equals - dot - 1));
	entry.value = arena_strdup(ini->arena, equals + 1);
	if (entry.key == NULL || entry.value == NULL)
		return error_out_of_memory(error);
	index = ini_entry_index(ini, entry.section, entry.key);
	if (index == -1)
		return add_entry(ini, &entry, error);
	ini->entries[index] = entry;
	return 0;
}

const char *
ini_path(const struct ini *ini)
{
	return ini->path;
}

const char *
ini_digest(const struct ini *ini)
{
	return ini->digest;
}

size_t
ini_section_count(const struct ini *ini)
{
	return ini->section_count;
}

const char *
ini_section(const struct ini *ini, size_t index, unsigned long *line)
{
	if (line != NULL)
		*line = ini->sections[index].line;
	return ini->sections[index].name;
}

size_t
ini_entry_count(const struct ini *ini)
{
	return ini->entry_count;
}

const struct ini_entry *
ini_entry(const struct ini *ini, size_t index)
{
	return &ini->entries[index];
}

const struct ini_entry *
ini_find(const struct ini *ini, const char *section, const char *key)
{
	long index = ini_entry_index(ini, section, key);

	return index == -1 ? NULL : &ini->entries[index];
}
