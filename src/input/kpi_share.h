/*
 * kpi_share.h - a KPI that counts event rows: the share of those that meet a condition, per partner and period.
 *
 * Nothing is kept of a row but its count, or with a key column one small record per key: the last row of a
 * key is the one that counts.
 */
#ifndef INPUT_KPI_SHARE_H
#define INPUT_KPI_SHARE_H

#include "input/kpi_wide.h"

struct share;

/* The share that a measure asks for: columns of its two sides and fields of its KPI come from value. NULL when out of memory. */
struct share *share_new(const struct sheet *sheet, const struct measure *measure, const struct wide_value *value);
void share_free(struct share *share);

/* Counts the row at hand. 1 counted, SHEET_DROPPED if it replaces an earlier row of its key, -1 the run must end. */
int share_take(struct share *share, struct sheet *sheet, const struct kpi_key *key, struct error *error);

/* At the end of the file: one KPI row for each partner and period, and a finding with the number of rows that
 * could not be judged. */
int share_finish(struct share *share, struct sheet *sheet, struct error *error);

#endif
