/*
 * scratch.h - a directory of its own for each test that touches the disk.
 */
#ifndef TESTS_SCRATCH_H
#define TESTS_SCRATCH_H

#include <limits.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/error.h"
#include "base/file.h"

/* cmocka setup: *state is the path of a new directory. */
static inline int
scratch_setup(void **state)
{
	const char *base = getenv("TMPDIR") != NULL ? getenv("TMPDIR") : "/tmp";
	char	   *path = malloc(PATH_MAX);

	if (path == NULL)
		return -1;
	(void)snprintf(path, PATH_MAX, "%s/rapport-test.XXXXXX", base);
	*state = mkdtemp(path);
	return *state != NULL ? 0 : -1;
}

/* Published files are read-only, and so are their directories. */
static inline int
scratch_teardown(void **state)
{
	char	     command[PATH_MAX + 64];
	struct error error;
	int	     rc;

	(void)snprintf(command, sizeof command, "chmod -R u+w '%s'", (const char *)*state);
	rc = system(command);
	if (file_remove_tree(*state, &error) == -1)
		rc = -1;
	free(*state);
	return rc;
}

/* base/name, made of scratch and name; in one of the caller's buffers. */
static inline const char *
scratch_path(void **state, const char *name, char path[PATH_MAX])
{
	int length = snprintf(path, PATH_MAX, "%s/%s", (const char *)*state, name);

	if (length < 0 || length >= PATH_MAX)
		abort();
	return path;
}

static inline int
scratch_exists(void **state, const char *name)
{
	char	    path[PATH_MAX];
	struct stat status;

	return lstat(scratch_path(state, name, path), &status) == 0;
}

/* Writes directory/name. */
static inline void
scratch_put(const char *directory, const char *name, const char *text)
{
	char	     path[PATH_MAX];
	struct error error;

	if (snprintf(path, sizeof path, "%s/%s", directory, name) >= (int)sizeof path ||
	    file_write(path, text, strlen(text), &error) == -1)
		abort();
}

#endif
