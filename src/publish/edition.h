/*
 * edition.h - what all reports of a run have in common, put together from the run's parts.
 */
#ifndef PUBLISH_EDITION_H
#define PUBLISH_EDITION_H

#include "base/period.h"

struct arena;
struct strings;

/* "Q3 2026 (1 Jul – 30 Sep 2026)". From the arena; NULL when out of memory. */
const char *edition_period_long(struct arena *arena, const struct strings *strings, struct period period, int fiscal_start);

#endif
