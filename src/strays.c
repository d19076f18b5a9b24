/* strays.c - see strays.h. */
#include "strays.h"

#include <ctype.h>
#include <string.h>
#include <sys/stat.h>

#include "base/arena.h"
#include "base/count.h"
#include "base/error.h"
#include "base/findings.h"
#include "base/text.h"
#include "config/builtin.h"
#include "config/own_files.h"
#include "config/settings.h"
#include "config/strings.h"
#include "input/paths.h"

enum { NAMES_MAX = 16 };

static const char theme_name[] = "theme.ini", strings_name[] = "strings";

/* Editors leave copies that begin or end with a sign or a digit. */
static bool
may_be_meant(const char *name)
{
	return isalnum((unsigned char)name[0]) && isalpha((unsigned char)name[strlen(name) - 1]);
}

static bool
is_same_file(const char *path, const char *other)
{
	struct stat a, b;

	return other != NULL && stat(path, &a) == 0 && stat(other, &b) == 0 && a.st_dev == b.st_dev && a.st_ino == b.st_ino;
}

/* Whether another setting names it: the directory may be the one of rapport.ini. */
static bool
is_named(const struct settings *settings, const char *path)
{
	const char *const named[] = { settings->path, settings->model_file, settings->mappings, settings->theme_file, settings->theme.logo_file };

	for (size_t i = 0; i < COUNT_OF(named); i++)
		if (is_same_file(path, named[i]))
			return true;
	return false;
}

/* A language of its own says everything. */
static bool
is_language(struct arena *arena, const char *directory, const char *name)
{
	const struct strings *strings;
	struct error	      error;
	char		      code[LANGUAGE_CODE_SIZE];

	return own_files_language(name, code) && strings_load(arena, directory, code, &strings, &error) == 0;
}

/* The template that the name is nearly that of; NULL if there is none. */
static const char *
nearest_template(const char *name)
{
	const char *names[NAMES_MAX] = { theme_name };
	size_t	    count = 1;

	for (size_t i = 0; count < NAMES_MAX && (names[count] = builtin_template_name(i)) != NULL; i++)
		count++;
	return text_nearest(name, names, count);
}

/* What the file should be called or named by; NULL: it is read, or none of ours. */
static const char *
expectation(struct arena *arena, const struct settings *settings, const char *name, const char *path)
{
	const char *shown = paths_relative(settings->path, path), *nearest;
	size_t	    length;
	char	    code[LANGUAGE_CODE_SIZE];

	if (!may_be_meant(name) || builtin_template(name, &length) != NULL || is_named(settings, path) ||
	    is_language(arena, settings->templates, name))
		return NULL;
	if (strcmp(name, theme_name) == 0)
		return arena_printf(arena, "`theme = %s` in [templates], which names the theme", shown);
	nearest = nearest_template(name);
	if (own_files_language(name, code))
		return arena_printf(arena, "%s of a shipped language, or all texts if it is a language of its own",
		    nearest != NULL ? nearest : "strings.LANGUAGE.ini");
	return nearest != NULL || strncmp(name, strings_name, sizeof strings_name - 1) != 0 ? nearest : "strings.LANGUAGE.ini, as strings.en.ini";
}

int
strays_note(struct arena *arena, const struct settings *settings, struct findings *findings, struct error *error)
{
	const char **names;
	size_t	     count;

	if (settings->templates == NULL)
		return 0;
	if (own_files_list(arena, settings->templates, &names, &count, error) == -1)
		return -1;
	for (size_t i = 0; i < count; i++) {
		const char *path = arena_printf(arena, "%s/%s", settings->templates, names[i]);
		const char *expected = path == NULL ? NULL : expectation(arena, settings, names[i], path);

		if (expected != NULL && findings_add(findings, &(struct finding){ .kind = FINDING_STRAY_TEMPLATE,
			.file = paths_relative(settings->path, path), .expected = expected }) == -1)
			return error_out_of_memory(error);
	}
	return 0;
}
