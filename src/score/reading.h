/*
 * reading.h - what an indicator says about one partner in one period: the row that counts, its limits, its score (model.md 2).
 */
#ifndef SCORE_READING_H
#define SCORE_READING_H

#include "score/scorecard.h"

/* The rows of one indicator that concern one partner, each sorted by period: own, and those of partner ALL. */
struct indicator_rows {
	size_t		      indicator;
	const struct kpi_row *own;
	size_t		      own_count;
	const struct kpi_row *all;
	size_t		      all_count;
};

/* Indicators with any row for the partner or ALL, and required ones, in model order. From the arena; -1 when out of memory. */
int indicator_rows_find(const struct scoring *scoring, size_t partner, struct arena *arena, struct indicator_rows **found,
    size_t *count);

/* The reading in period; never fails. */
struct reading reading_make(const struct scoring *scoring, size_t partner, const struct indicator_rows *rows,
    struct period period);

/* yellow + (green - yellow) (value - R) / (G - R), unclipped: 50 + 30 (...) with the default limits. */
double score_line(const struct policy *policy, double value, double green, double red);
/* 0..100. */
double score_clip(double score);
/* Clipped score of a value of this indicator under these limits; NaN for kinds without (tracked, rating). */
double score_value(const struct policy *policy, const struct indicator *indicator, enum direction direction,
    const struct limits *limits, double value);

#endif
