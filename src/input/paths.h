/*
 * paths.h - the files that a path or pattern of the settings means.
 */
#ifndef INPUT_PATHS_H
#define INPUT_PATHS_H

#include <stddef.h>

struct arena;
struct error;

/* Paths in bytewise order, from the arena. A pattern may match nothing; a plain path must exist (ERROR_NO_INPUT). */
int paths_expand(struct arena *arena, const char *pattern, const char ***paths, size_t *count, struct error *error);

/* path as seen from the directory of the file base, or path itself if it lies elsewhere. */
const char *paths_relative(const char *base, const char *path);

#endif
