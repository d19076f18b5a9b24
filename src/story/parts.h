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

/* The text of a key with its placeholders filled in: pairs of name and value, ended by NULL (config/strings.h). NULL when out of memory,
 * also if a value is. */
const char *say(const struct story *story, struct arena *arena, const char *key, ...) __attribute__((sentinel));

/* One decimal, "–" for NaN. */
const char *words_score(const struct story *story, double score, struct arena *arena);
/* At most two decimals, thousands grouped, "–" for NaN. */
const char *words_number(const struct story *story, double value, struct arena *arena);
const char *words_count(size_t count, struct arena *arena);
/* "green", "yellow" or "amber", "red", "not rated"; the score decides between two words for one colour. */
const char *words_rating(const struct story *story, enum rating rating, double score);
/* "Service availability" of an indicator index. */
const char *words_indicator(const struct story *story, size_t indicator);
/* "kpi.csv line 14", "" without a row. */
const char *words_place(const struct story *story, const struct reading *reading, struct arena *arena);
/* "2026-Q2": the period before the reported one. */
const char *words_before(const struct story *story, struct arena *arena);

#endif
