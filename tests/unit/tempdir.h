/*
 * tempdir.h - directories and files of a test that reads them; include after cmocka.h.
 */
#ifndef TESTS_TEMPDIR_H
#define TESTS_TEMPDIR_H

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/error.h"
#include "base/file.h"

enum { TEMPDIR_SIZE = 128 };

/* Makes a directory; its path into path. */
static inline void
tempdir_make(char path[TEMPDIR_SIZE])
{
	(void)snprintf(path, TEMPDIR_SIZE, "%s/rapport-test-XXXXXX", P_tmpdir);
	assert_non_null(mkdtemp(path));
}

static inline void
tempdir_remove(const char *path)
{
	struct error error;

	assert_int_equal(file_remove_tree(path, &error), 0);
}

/* Makes the file name in the directory; its path into path. */
static inline void
tempdir_write(const char *directory, const char *name, const void *bytes, size_t length,
    char path[2 * TEMPDIR_SIZE])
{
	FILE *file;

	(void)snprintf(path, 2 * TEMPDIR_SIZE, "%s/%s", directory, name);
	file = fopen(path, "w");
	assert_non_null(file);
	assert_int_equal(fwrite(bytes, 1, length, file), length);
	assert_int_equal(fclose(file), 0);
}

/* The error names the line and says the part. */
static inline void
assert_error(const char *label, const struct error *error, enum error_code code, unsigned long line,
    const char *part)
{
	if (error->code != code || error->line != line || strstr(error->message, part) == NULL)
		fail_msg("%s: code %d, line %lu: %s", label, (int)error->code, error->line,
		    error->message);
}

#endif
