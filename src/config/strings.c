/* strings.c - the texts of a language: the shipped ones, with those of the templates directory laid over them. */
#include "config/strings.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/arena.h"
#include "base/digest.h"
#include "base/error.h"
#include "config/builtin.h"
#include "config/ini.h"
#include "config/own_files.h"
#include "config/strings_fill.h"

enum { NAME_SIZE = 64, PATH_SIZE = 4096 };

#define REFERENCE "strings.en.ini"
#define DIRECTION_KEY "language.direction"
#define LEFT_TO_RIGHT "ltr"
#define RIGHT_TO_LEFT "rtl"

struct entry {
	const char *key;		/* "section.key" */
	const char *text;
};

struct strings {
	const char	    *language;
	struct entry	    *entries;	/* sorted by key */
	size_t		     count;
	struct strings_file  files[STRINGS_FILES_MAX];
	size_t		     file_count;
	struct strings_loss *losses;
	size_t		     loss_count;
	char		     digest[DIGEST_HEX_SIZE];
};

static int
compare_entries(const void *a, const void *b)
{
	return strcmp(((const struct entry *)a)->key, ((const struct entry *)b)->key);
}

static struct entry *
find(const struct strings *strings, const char *key)
{
	const struct entry wanted = { .key = key };

	return bsearch(&wanted, strings->entries, strings->count, sizeof wanted, compare_entries);
}

static int
add_file(struct arena *arena, struct strings *strings, const struct ini *ini, bool own, struct error *error)
{
	struct strings_file *file = &strings->files[strings->file_count++];

	file->own = own;
	file->path = arena_strdup(arena, ini_path(ini));
	memcpy(file->digest, ini_digest(ini), sizeof file->digest);
	return file->path == NULL ? error_out_of_memory(error) : 0;
}

/* Every entry of the file, sorted. */
static int
take_entries(struct arena *arena, const struct ini *ini, struct strings *strings, struct error *error)
{
	strings->count = ini_entry_count(ini);
	strings->entries = arena_alloc(arena, strings->count, sizeof *strings->entries);
	if (strings->entries == NULL)
		return error_out_of_memory(error);
	for (size_t i = 0; i < strings->count; i++) {
		const struct ini_entry *from = ini_entry(ini, i);
		struct entry	       *to = &strings->entries[i];

		to->key = arena_printf(arena, "%s.%s", from->section, from->key);
		to->text = arena_strdup(arena, from->value);
		if (to->key == NULL || to->text == NULL)
			return error_out_of_memory(error);
	}
	qsort(strings->entries, strings->count, sizeof *strings->entries, compare_entries);
	memcpy(strings->digest, ini_digest(ini), sizeof strings->digest);
	return add_file(arena, strings, ini, false, error);
}

static int
load_builtin(struct arena *arena, const char *name, struct strings *strings, struct error *error)
{
	size_t	    length = 0;
	const char *bytes = builtin_template(name, &length);
	struct ini *ini;
	int	    rc;

	if (ini_load_bytes(name, bytes, length, &ini, error) == -1)
		return -1;
	rc = take_entries(arena, ini, strings, error);
	ini_free(ini);
	return rc;
}

/* A key that the program does not know, with the nearest that it does. */
static int
refuse_key(const struct ini *ini, const struct ini_entry *entry, const char *key, const struct strings *reference, struct arena *arena,
    struct error *error)
{
	const char **names = arena_alloc(arena, reference->count, sizeof *names);

	if (names == NULL)
		return error_out_of_memory(error);
	for (size_t i = 0; i < reference->count; i++)
		names[i] = reference->entries[i].key;
	return ini_unknown(ini, "text", key, entry->line, names, reference->count, error);
}

/* The text must be known, say something, and use no placeholder that the program does not fill. */
static int
check_text(const struct ini *ini, const struct ini_entry *entry, const char *key, const struct strings *reference, struct arena *arena,
    struct error *error)
{
	const struct entry *known = find(reference, key);
	const char	   *stranger;

	if (known == NULL)
		return refuse_key(ini, entry, key, reference, arena, error);
	if (strcmp(key, DIRECTION_KEY) == 0 && strcmp(entry->value, LEFT_TO_RIGHT) != 0 && strcmp(entry->value, RIGHT_TO_LEFT) != 0)
		return error_set(error, ERROR_CONFIG, ini_path(ini), entry->line, "%s: '%.40s' is no direction of writing; expected "
		    LEFT_TO_RIGHT " or " RIGHT_TO_LEFT, entry->key, entry->value);
	if (strings_unfinished(entry->value))
		return error_set(error, ERROR_CONFIG, ini_path(ini), entry->line,
		    "%s: a placeholder is unfinished in \"%.100s\"; each { needs its }, as in \"%.100s\"", entry->key,
		    entry->value, known->text);
	if (entry->value[strspn(entry->value, " ")] == '\0' && known->text[0] != '\0')
		return error_set(error, ERROR_CONFIG, ini_path(ini), entry->line,
		    "%s is empty; expected a text, as \"%.100s\", or no such line: then the shipped text stands", entry->key, known->text);
	stranger = strings_stranger(arena, entry->value, known->text);
	if (stranger != NULL)
		return error_set(error, ERROR_CONFIG, ini_path(ini), entry->line,
		    "%s: the program has no {%s} here; expected those of \"%.100s\"", entry->key, stranger, known->text);
	return 0;
}

/* Notes what the text no longer fills in of the one that it replaces. */
static int
note_loss(struct arena *arena, const struct ini_entry *entry, const char *path, const char *replaced, struct strings *strings, struct error *error)
{
	const char *placeholder = strings_stranger(arena, replaced, entry->value);

	if (placeholder == NULL)
		return 0;
	strings->losses[strings->loss_count++] = (struct strings_loss){ path, entry->line, placeholder, arena_strdup(arena, replaced) };
	return strings->losses[strings->loss_count - 1].replaced == NULL ? error_out_of_memory(error) : 0;
}

/* Lays the texts of a file over those that are there; texts that are not are added. */
static int
lay_over(struct arena *arena, const struct ini *ini, const struct strings *reference, struct strings *strings, struct error *error)
{
	struct entry *all = arena_alloc(arena, strings->count + ini_entry_count(ini), sizeof *all);

	strings->losses = arena_alloc(arena, ini_entry_count(ini), sizeof *strings->losses);
	if (all == NULL || strings->losses == NULL || add_file(arena, strings, ini, true, error) == -1)
		return error_out_of_memory(error);
	if (strings->count > 0)
		memcpy(all, strings->entries, strings->count * sizeof *all);
	strings->entries = all;
	for (size_t i = 0; i < ini_entry_count(ini); i++) {
		const struct ini_entry *entry = ini_entry(ini, i);
		const char	       *key = arena_printf(arena, "%s.%s", entry->section, entry->key);
		const char	       *text = arena_strdup(arena, entry->value);
		struct entry	       *there;

		if (key == NULL || text == NULL)
			return error_out_of_memory(error);
		if (check_text(ini, entry, key, reference, arena, error) == -1)
			return -1;
		there = find(strings, key);
		if (note_loss(arena, entry, strings->files[strings->file_count - 1].path,
			there != NULL ? there->text : find(reference, key)->text, strings, error) == -1)
			return -1;
		if (there != NULL) {
			there->text = text;
			continue;
		}
		strings->entries[strings->count++] = (struct entry){ key, text };
		qsort(strings->entries, strings->count, sizeof *strings->entries, compare_entries);
	}
	return 0;
}

/* Both files decide what is printed. */
static int
join_digests(struct strings *strings, const struct ini *ini, struct error *error)
{
	char both[2 * DIGEST_HEX_SIZE];
	int  length = snprintf(both, sizeof both, "%s%s", strings->digest, ini_digest(ini));

	if (digest_bytes(both, (size_t)length, strings->digest) == -1)
		return error_set(error, ERROR_INTERNAL, ini_path(ini), 0, "cannot compute SHA-256");
	return 0;
}

static int
load_over(struct arena *arena, const char *path, const struct strings *reference, struct strings *strings, struct error *error)
{
	struct ini *ini;
	int	    rc;

	if (ini_load(path, &ini, error) == -1)
		return -1;
	rc = lay_over(arena, ini, reference, strings, error);
	if (rc == 0)
		rc = join_digests(strings, ini, error);
	ini_free(ini);
	return rc;
}

/* A language of the user's own must say everything. */
static int
check_complete(const struct strings *strings, const struct strings *reference, const char *path, struct error *error)
{
	const char *first = NULL;
	size_t	    missing = 0;

	for (size_t i = 0; i < reference->count; i++)
		if (find(strings, reference->entries[i].key) == NULL && missing++ == 0)
			first = reference->entries[i].key;
	if (missing == 0)
		return 0;
	return error_set(error, ERROR_CONFIG, path, 0, "%zu texts are missing for a language of its own, the first is %s; copy them from the shipped "
	    REFERENCE ", or name the file after a shipped language: then it needs none", missing, first);
}

static int
refuse_language(struct arena *arena, const char *directory, const char *language, struct error *error)
{
	const char *there = own_files_languages(arena, directory);

	if (there == NULL)
		return error_out_of_memory(error);
	return error_set(error, ERROR_CONFIG, NULL, 0,
	    "no language '%s'; expected %s, or your own: a complete strings.%s.ini in [templates] directory", language, there, language);
}

/* Where a language's texts come from: from one of the two, or from both. */
struct source {
	char name[NAME_SIZE];
	char path[PATH_SIZE];		/* "" without a directory */
	bool shipped;
	bool own;
};

static void
find_source(const char *directory, const char *language, struct source *source)
{
	size_t length;

	(void)snprintf(source->name, sizeof source->name, "strings.%.32s.ini", language);
	source->path[0] = '\0';
	if (directory != NULL)
		(void)snprintf(source->path, sizeof source->path, "%s/%s", directory, source->name);
	source->shipped = builtin_template(source->name, &length) != NULL;
	source->own = directory != NULL && access(source->path, F_OK) == 0;
}

bool
strings_known(const char *directory, const char *language)
{
	struct source source = { .shipped = false };

	find_source(directory, language, &source);
	return source.shipped || source.own;
}

int
strings_load(struct arena *arena, const char *directory, const char *language, const struct strings **loaded, struct error *error)
{
	struct strings *strings = arena_alloc(arena, 1, sizeof *strings);
	struct strings	reference = { .count = 0 };
	struct source	source = { .shipped = false };

	if (strings == NULL || (strings->language = arena_strdup(arena, language)) == NULL)
		return error_out_of_memory(error);
	find_source(directory, language, &source);
	if (!source.shipped && !source.own)
		return refuse_language(arena, directory, language, error);
	if (load_builtin(arena, REFERENCE, &reference, error) == -1 ||
	    (source.shipped && load_builtin(arena, source.name, strings, error) == -1) ||
	    (source.own && load_over(arena, source.path, &reference, strings, error) == -1))
		return -1;
	*loaded = strings;
	return check_complete(strings, &reference, source.own ? source.path : source.name, error);
}

size_t
strings_files(const struct strings *strings, const struct strings_file **files)
{
	*files = strings->files;
	return strings->file_count;
}

size_t
strings_losses(const struct strings *strings, const struct strings_loss **losses)
{
	*losses = strings->losses;
	return strings->loss_count;
}

const char *
strings_digest(const struct strings *strings)
{
	return strings->digest;
}

bool
strings_right_to_left(const struct strings *strings)
{
	return strcmp(strings_text(strings, DIRECTION_KEY), RIGHT_TO_LEFT) == 0;
}

const char *
strings_language(const struct strings *strings)
{
	return strings->language;
}

const char *
strings_text(const struct strings *strings, const char *key)
{
	const struct entry *entry = find(strings, key);

	return entry != NULL ? entry->text : key;
}

const char *
strings_say_list(const struct strings *strings, struct arena *arena, const char *key, va_list list)
{
	struct string_pair pairs[STRING_PAIRS_MAX];
	size_t		   count = 0;
	const char	  *name;

	while (count < STRING_PAIRS_MAX && (name = va_arg(list, const char *)) != NULL) {
		pairs[count] = (struct string_pair){ name, va_arg(list, const char *) };
		if (pairs[count++].value == NULL)
			return NULL;
	}
	return strings_fill(arena, strings_text(strings, key), pairs, count, strings_text(strings, "language.one"));
}

const char *
strings_say(const struct strings *strings, struct arena *arena, const char *key, ...)
{
	va_list	    list;
	const char *said;

	va_start(list, key);
	said = strings_say_list(strings, arena, key, list);
	va_end(list);
	return said;
}
