/*
 * kpi_header.h - headers of wide KPI files: which KPI, or which period, one names.
 *
 * Pure, but that kpi_header_id folds titles in scratch memory.
 */
#ifndef INPUT_KPI_HEADER_H
#define INPUT_KPI_HEADER_H

#include <stdbool.h>

#include "base/period.h"
#include "config/mapping.h"

struct arena;
struct layout_column;

/* The id of the model's KPI that the column's text or code names by id, alias or title; else the text itself. */
const char *kpi_header_id(const struct model *model, const struct layout_column *column, struct arena *scratch);

/* The period that a header names: "2026-Q3", "Q3 2026", "Jan 2026", "Jan-26", "2026 H1", a date (its month, or
 * what the mapping's period_unit says), as period_name writes it. False if it names none. */
bool kpi_header_period(const char *text, enum date_order order, const struct mapping *mapping, int fiscal_start,
    char name[PERIOD_SIZE]);

#endif
