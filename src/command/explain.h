/*
 * explain.h - how one number of a scorecard came about, told in steps.
 */
#ifndef COMMAND_EXPLAIN_H
#define COMMAND_EXPLAIN_H

#include <stddef.h>

#include "score/scorecard.h"

struct arena;
struct edition;
struct error;
struct telling;

/* What explaining needs. */
struct explanation {
	const struct edition   *edition;
	const struct scorecard *card;
	struct arena	       *arena;
	struct telling	       *telling;
};

/* A KPI: rows, value, limits and where they come from, formula, weight, and what it counts in. */
int explain_indicator(const struct explanation *of, size_t index, struct error *error);
/* A lens: its groups, the index, evidence, bounds, robustness, caps, override, flip. */
int explain_lens(const struct explanation *of, size_t index, struct error *error);
/* A group: its KPI half, its survey half, and how they meet. */
int explain_group(const struct explanation *of, size_t lens, size_t group, struct error *error);

/* "72.4 yellow", "not rated". From the arena; "" when out of memory. */
const char *explain_score(const struct explanation *of, double score, enum rating rating);

#endif
