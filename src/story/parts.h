/*
 * parts.h - the chapters of a story, private to story/. Each takes everything from the arena and returns -1 when out of memory.
 */
#ifndef STORY_PARTS_H
#define STORY_PARTS_H

#include "story/story.h"

int story_make_things(struct story *story, struct arena *arena);
int story_make_alerts(struct story *story, struct arena *arena);
int story_make_trail(struct story *story, struct arena *arena);
int story_make_omissions(struct story *story, struct arena *arena);
int story_make_rules(struct story *story, struct arena *arena);

/* One decimal, "–" for NaN. */
const char *words_score(double score, struct arena *arena);
/* At most two decimals, thousands grouped, "–" for NaN. */
const char *words_number(double value, struct arena *arena);
/* Why a reading has no score: "blank", "no row", "withheld" ...; "" if it has one or is tracked. */
const char *words_state(const struct reading *reading);
/* "green", "yellow" or "amber", "red", "not rated". */
const char *words_rating(const struct story *story, enum rating rating);
/* "Service availability" of a reading or indicator index. */
const char *words_indicator(const struct story *story, size_t indicator);
/* "kpi.csv line 14", "" without a row. */
const char *words_place(const struct story *story, const struct reading *reading, struct arena *arena);
/* "2026-Q2": the period before the reported one. */
const char *words_before(const struct story *story, struct arena *arena);

#endif
