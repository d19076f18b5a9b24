/* own_files.c - see own_files.h. */
#include "config/own_files.h"

#include <dirent.h>
#include <errno.h>
#include <stdlib.h>
#include <string.h>

#include "base/arena.h"
#include "base/error.h"
#include "config/builtin.h"

static int
is_visible(const struct dirent *entry)
{
	return entry->d_name[0] != '.';
}

/* Bytewise, whatever the locale. */
static int
compare_names(const struct dirent **a, const struct dirent **b)
{
	return strcmp((*a)->d_name, (*b)->d_name);
}

int
own_files_list(struct arena *arena, const char *directory, const char ***names, size_t *count, struct error *error)
{
	struct dirent **found = NULL;
	int		length = directory == NULL ? 0 : scandir(directory, &found, is_visible, compare_names);
	int		rc = 0;

	*count = 0;
	if (length == -1)
		return error_set(error, ERROR_NO_INPUT, directory, 0, "cannot be read: %s", strerror(errno));
	*names = arena_alloc(arena, (size_t)length, sizeof **names);
	if (*names == NULL)
		rc = error_out_of_memory(error);
	for (int i = 0; i < length; i++) {
		if (rc == 0 && ((*names)[*count] = arena_strdup(arena, found[i]->d_name)) == NULL)
			rc = error_out_of_memory(error);
		*count += rc == 0;
		free(found[i]);
	}
	free(found);
	return rc;
}

bool
own_files_language(const char *name, char code[LANGUAGE_CODE_SIZE])
{
	static const char head[] = "strings.", tail[] = ".ini";
	size_t		  around = sizeof head - 1 + sizeof tail - 1, length = strlen(name);

	if (length <= around || length - around >= LANGUAGE_CODE_SIZE || strncmp(name, head, sizeof head - 1) != 0 ||
	    strcmp(name + length - (sizeof tail - 1), tail) != 0)
		return false;
	memcpy(code, name + sizeof head - 1, length - around);
	code[length - around] = '\0';
	return true;
}

/* The list with the language of this file, if it is one. */
static const char *
append(struct arena *arena, const char *list, const char *name)
{
	char code[LANGUAGE_CODE_SIZE];

	if (list == NULL || !own_files_language(name, code))
		return list;
	return arena_printf(arena, "%s%s%s", list, *list != '\0' ? ", " : "", code);
}

const char *
own_files_languages(struct arena *arena, const char *directory)
{
	const char  *list = "", *name;
	const char **names;
	size_t	     count, length;
	struct error error;

	for (size_t i = 0; (name = builtin_template_name(i)) != NULL; i++)
		list = append(arena, list, name);
	if (own_files_list(arena, directory, &names, &count, &error) == -1)
		return list;
	for (size_t i = 0; i < count; i++)
		if (builtin_template(names[i], &length) == NULL)
			list = append(arena, list, names[i]);
	return list;
}
