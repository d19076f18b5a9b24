/*
 * arena.h - memory that is freed all at once.
 *
 * Everything that lives as long as a model, a dataset or a scorecard is taken from one arena.
 */
#ifndef BASE_ARENA_H
#define BASE_ARENA_H

#include <stddef.h>

struct arena;

/* NULL when out of memory. */
struct arena *arena_new(void);
/* NULL is fine. */
void arena_free(struct arena *arena);
/* Forgets everything but keeps the first block, so that a loop reuses it. */
void arena_reset(struct arena *arena);
/* count * size zeroed bytes, aligned for any type; NULL when out of memory or on overflow. size 0 gives a unique pointer. */
void *arena_alloc(struct arena *arena, size_t count, size_t size);
/* Copies; NULL when out of memory. */
char *arena_strdup(struct arena *arena, const char *text);
char *arena_strndup(struct arena *arena, const char *text, size_t length);
/* printf into the arena; NULL when out of memory. */
char *arena_printf(struct arena *arena, const char *format, ...) __attribute__((format(printf, 2, 3)));

#endif
