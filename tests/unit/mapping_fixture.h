/*
 * mapping_fixture.h - mappings and models from text; include after cmocka.h.
 */
#ifndef TESTS_MAPPING_FIXTURE_H
#define TESTS_MAPPING_FIXTURE_H

#include <string.h>

#include "base/arena.h"
#include "config/mapping.h"
#include "config/model.h"
#include "tempdir.h"

static inline int
mapping_load(struct arena *arena, const char *text, struct mappings *mappings, struct error *error)
{
	char directory[TEMPDIR_SIZE], path[2 * TEMPDIR_SIZE];
	int  rc;

	tempdir_make(directory);
	tempdir_write(directory, "mappings.ini", text, strlen(text), path);
	rc = mappings_load(arena, path, mappings, error);
	tempdir_remove(directory);
	return rc;
}

static inline void
mapping_must_load(struct arena *arena, const char *text, struct mappings *mappings)
{
	struct error error;

	if (mapping_load(arena, text, mappings, &error) == -1)
		fail_msg("line %lu: %s", error.line, error.message);
}

static inline void
mapping_must_load_model(struct arena *arena, const char *text, struct model *model)
{
	char	     directory[TEMPDIR_SIZE], path[2 * TEMPDIR_SIZE];
	struct error error;

	tempdir_make(directory);
	tempdir_write(directory, "model.ini", text, strlen(text), path);
	if (model_load(arena, path, model, &error) == -1)
		fail_msg("model, line %lu: %s", error.line, error.message);
	tempdir_remove(directory);
}

#endif
