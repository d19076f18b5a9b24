/*
 * slugs.h - file names for partners: safe, and never the same for two ids.
 */
#ifndef INPUT_SLUGS_H
#define INPUT_SLUGS_H

#include <stddef.h>

struct arena;
struct findings;
struct partner;

/* Gives every partner its slug; ids that share one get '-' and the first 6 hex digits of their SHA-256 (more if even that is taken), and a
 * finding. -1 when out of memory. */
int slugs_assign(struct arena *arena, struct partner *partners, size_t count, struct findings *findings);

#endif
