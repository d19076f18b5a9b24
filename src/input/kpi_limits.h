/*
 * kpi_limits.h - are the limits that hold for a row possible? (model.md 2; which source wins: row, override, KPI section, target)
 *
 * Pure arithmetic.
 */
#ifndef INPUT_KPI_LIMITS_H
#define INPUT_KPI_LIMITS_H

#include "config/model.h"

struct kpi_terms;

/* What would be expected instead if the limits contradict each other or the direction (higher, lower or range); NULL if they are sound or
 * incomplete. indicator NULL: unknown to the model. partner NULL: an ALL row, overrides left aside. */
const char *kpi_limits_fault(const struct model *model, const struct indicator *indicator, const char *partner,
    const struct kpi_terms *terms, enum direction direction);

#endif
