/*
 * statistics.h - the few statistics of model.md 4 and 7, on plain arrays. NaN means "cannot be said".
 */
#ifndef SCORE_STATISTICS_H
#define SCORE_STATISTICS_H

#include <stddef.h>

double mean_of(const double *values, size_t count);
/* Sample deviation (n - 1); NaN below two values. */
double deviation_of(const double *values, size_t count, double mean);
/* Reorders values. Linear interpolation at (n - 1) p, p in 0..1. */
double percentile_of(double *values, size_t count, double p);

/* The 0.975 quantile of Student's t; degrees > 0, need not be whole. */
double student_t_975(double degrees);

/* Half-width of the 95 % interval of a mean: t sd / sqrt n with t = student_t_975(n - 1), which callers look up more often than they
 * work it out, times sqrt((N-n)/(N-1)) if invited N >= n is known (NaN: unknown). */
double mean_half_width(size_t n, double sd, double t, double invited);

/* Half-width of the 95 % interval of a difference of two means (Welch). */
double welch_half_width(size_t n1, double sd1, size_t n2, double sd2);

/* Wilson's 95 % interval of the share successes / n. */
void wilson_interval(size_t successes, size_t n, double *low, double *high);

/* Cronbach's alpha of rows x columns complete answers, row-major. NaN if the totals do not vary. */
double cronbach_alpha(const double *answers, size_t rows, size_t columns);

#endif
