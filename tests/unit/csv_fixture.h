/*
 * csv_fixture.h - a file in a directory of its own, read as CSV and shown as one line of text.
 */
#ifndef CSV_FIXTURE_H
#define CSV_FIXTURE_H

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include <cmocka.h>

#include "base/arena.h"
#include "base/count.h"
#include "base/error.h"
#include "base/file.h"
#include "input/csv.h"

struct fixture {
	char		 directory[256];
	struct arena	*arena;
	struct error	 error;
	struct csv_form	 form;		/* of the last file read; its strings are copies */
};

static const struct csv_limits small_limits = { 1 << 20, 4096, 256, 8 };
static const struct csv_limits large_limits = { 1ULL << 30, 1 << 20, 64 * 1024, 2000 };

static inline int
fixture_setup(void **state)
{
	struct fixture *fixture = calloc(1, sizeof *fixture);
	const char     *base = getenv("TMPDIR");

	assert_non_null(fixture);
	snprintf(fixture->directory, sizeof fixture->directory, "%s/rapport-csv-XXXXXX",
	    base != NULL ? base : P_tmpdir);
	assert_non_null(mkdtemp(fixture->directory));
	fixture->arena = arena_new();
	assert_non_null(fixture->arena);
	*state = fixture;
	return 0;
}

static inline int
fixture_teardown(void **state)
{
	struct fixture *fixture = *state;

	assert_int_equal(0, file_remove_tree(fixture->directory, &fixture->error));
	arena_free(fixture->arena);
	free(fixture);
	return 0;
}

/* The path of the fixture's one file, now with these bytes. */
static inline const char *
fixture_file(struct fixture *fixture, const void *bytes, size_t length)
{
	const char *path = arena_printf(fixture->arena, "%s/file.csv", fixture->directory);

	unlink(path);
	assert_int_equal(0, file_write(path, bytes, length, &fixture->error));
	return path;
}

static inline void
fixture_keep_form(struct fixture *fixture, const struct csv_form *form)
{
	fixture->form = *form;
	fixture->form.encoding = arena_strdup(fixture->arena, form->encoding);
	fixture->form.encoding_why = arena_strdup(fixture->arena, form->encoding_why);
}

static inline void
fixture_print_record(FILE *out, const struct csv_record *record)
{
	fprintf(out, "%lu:", record->line);
	for (size_t i = 0; i < record->field_count; i++) {
		assert_int_equal(strlen(record->fields[i].text), record->fields[i].length);
		fprintf(out, "%s%s", i > 0 ? "|" : "", record->fields[i].text);
	}
	fputs(";", out);
}

/* All records of the bytes as "line:a|b;", then, if the file is refused, "!line:message".
 * separator 0: detected; encoding NULL: decided. */
static inline const char *
fixture_read(struct fixture *fixture, const void *bytes, size_t length, const char *encoding,
    char separator, const struct csv_limits *limits)
{
	const char	  *path = fixture_file(fixture, bytes, length);
	struct csv_reader *reader;
	struct csv_record  record;
	char		  *text = NULL;
	size_t		   size;
	FILE		  *out;
	const char	  *kept;
	int		   more;

	if (csv_open(path, encoding, separator, limits, &reader, &fixture->error) == -1)
		return arena_printf(fixture->arena, "!%lu:%s", fixture->error.line,
		    fixture->error.message);
	out = open_memstream(&text, &size);
	assert_non_null(out);
	while ((more = csv_next(reader, &record, &fixture->error)) == 1)
		fixture_print_record(out, &record);
	if (more == -1)
		fprintf(out, "!%lu:%s", fixture->error.line, fixture->error.message);
	fixture_keep_form(fixture, csv_form(reader));
	csv_close(reader);
	assert_int_equal(0, fclose(out));
	kept = arena_strdup(fixture->arena, text);
	free(text);
	return kept;
}

#endif
