/*
 * lens.h - groups and index of one lens, and what may be said of its colour (model.md 5-7). Used by scorecard.c alone.
 */
#ifndef SCORE_LENS_H
#define SCORE_LENS_H

#include "score/scorecard.h"

struct panel;

/* What one period knows about one partner before lenses look at it. */
struct period_facts {
	const struct scoring *scoring;
	size_t		      partner;
	struct period	      period;
	const struct reading *readings;		/* of this period, any state */
	size_t		      reading_count;
	const struct panel   *panel;		/* NULL: no survey counts */
	bool		      full;		/* the reported period: with intervals, gaps, flips */
};

/* Groups, evidence, bounds, gaps. groups has lens->group_count elements. */
void groups_score(const struct period_facts *facts, size_t lens, struct group_score *groups);

/* Index, evidence, bounds, caps, override, robustness and (full) flip from its scored groups. score->groups is set. */
void lens_score_index(const struct period_facts *facts, size_t lens, struct lens_score *score);

/* Change of index and groups against before (the same lens a period earlier) and how the groups share it. */
void lens_compare(const struct lens *lens, struct lens_score *score, const struct lens_score *before);

/* Exact range of a weighted mean when every weight may vary by share (0.25 = 25 %): model.md 7. Sorts both arrays by score and may scale
 * the weights. */
void robust_range(double *scores, double *weights, size_t count, double share, double *low, double *high);

#endif
