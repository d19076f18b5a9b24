/* paths.c - glob(3), but ordered bytewise in every locale, and a file whose name looks like a pattern is that file. */
#include "input/paths.h"

#include <errno.h>
#include <glob.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

#include "base/arena.h"
#include "base/error.h"

static int
compare_paths(const void *a, const void *b)
{
	return strcmp(*(const char *const *)a, *(const char *const *)b);
}

static int
copy_matches(struct arena *arena, const glob_t *matches, const char ***paths, size_t *count)
{
	*paths = arena_alloc(arena, matches->gl_pathc, sizeof **paths);
	if (*paths == NULL)
		return -1;
	for (size_t i = 0; i < matches->gl_pathc; i++) {
		(*paths)[i] = arena_strdup(arena, matches->gl_pathv[i]);
		if ((*paths)[i] == NULL)
			return -1;
	}
	*count = matches->gl_pathc;
	if (*count > 0)
		qsort(*paths, *count, sizeof **paths, compare_paths);
	return 0;
}

/* A directory that is not there holds no file that fits; one that cannot be read might. */
static int
is_grave(const char *directory, int cause)
{
	(void)directory;
	return cause != ENOENT;
}

static int
expand_pattern(struct arena *arena, const char *pattern, const char ***paths, size_t *count, struct error *error)
{
	glob_t matches = { 0 };
	int    rc = glob(pattern, GLOB_NOSORT, is_grave, &matches);

	if (rc == GLOB_ABORTED)
		return error_set(error, ERROR_NO_INPUT, pattern, 0, "named in [inputs], but its directory cannot be read: %s",
		    strerror(errno));
	if (rc == 0)
		rc = copy_matches(arena, &matches, paths, count);
	else if (rc == GLOB_NOMATCH)
		rc = 0;
	globfree(&matches);
	return rc == 0 ? 0 : error_out_of_memory(error);
}

int
paths_expand(struct arena *arena, const char *pattern, const char ***paths, size_t *count, struct error *error)
{
	struct stat status;

	*count = 0;
	if (stat(pattern, &status) == -1) {
		if (strpbrk(pattern, "*?[") != NULL)
			return expand_pattern(arena, pattern, paths, count, error);
		return error_set(error, ERROR_NO_INPUT, pattern, 0, "named in [inputs], but cannot be found: %s", strerror(errno));
	}
	*paths = arena_alloc(arena, 1, sizeof **paths);
	if (*paths == NULL)
		return error_out_of_memory(error);
	(*paths)[0] = arena_strdup(arena, pattern);
	*count = 1;
	return (*paths)[0] == NULL ? error_out_of_memory(error) : 0;
}

const char *
paths_relative(const char *base, const char *path)
{
	const char *slash = strrchr(base, '/');
	size_t	    length = slash == NULL ? 0 : (size_t)(slash - base) + 1;

	if (strncmp(path, base, length) != 0)
		return path;
	while (path[length] == '/')
		length++;
	return path + length;
}
