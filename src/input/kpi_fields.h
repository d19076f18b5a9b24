/*
 * kpi_fields.h - the fields of a KPI row, and the reader of one row that all shapes of KPI files go through.
 *
 * Private to input/kpi*.c.
 */
#ifndef INPUT_KPI_FIELDS_H
#define INPUT_KPI_FIELDS_H

#include <stdint.h>

#include "input/sheet.h"

struct error;

enum kpi_field {
	KPI_PARTNER, KPI_PERIOD, KPI_YEAR, KPI_MONTH, KPI_QUARTER, KPI_KPI, KPI_VALUE, KPI_RATING, KPI_TARGET,
	KPI_DIRECTION, KPI_GREEN_AT, KPI_RED_AT, KPI_WEIGHT, KPI_UNIT, KPI_NOTE, KPI_FIELDS
};

extern const struct sheet_field kpi_fields[KPI_FIELDS];

/* Whose value of when. */
struct kpi_key {
	uint32_t      partner;	/* KPI_ALL for ALL */
	struct period period;
};

/* The partner of the row at hand, KPI_ALL for ALL. */
enum sheet_result kpi_read_partner(struct sheet *sheet, uint32_t *partner, struct error *error);
/* Its period. */
enum sheet_result kpi_read_period(struct sheet *sheet, struct period *period, struct error *error);

/*
 * The row at hand as one KPI row: fields come from sheet->column and sheet->constant, partner and period
 * from known unless that is NULL. Numbers that stand in a column are written as the file writes them; those
 * of a constant with a decimal point, in the KPI's own unit.
 * 1 accepted, 0 rejected (findings say why), -1 when out of memory.
 */
int kpi_take(struct sheet *sheet, const struct kpi_key *known, struct error *error);

/* What each KPI file needs before its first row, and what undoes all its rows: sheet_kind's begin and discard. */
int kpi_begin(struct sheet *sheet, struct error *error);
int kpi_discard(struct sheet *sheet, struct error *error);

#endif
