/*
 * kpi_draft.h - a KPI row under way. Private to kpi.c and kpi_value.c.
 */
#ifndef INPUT_KPI_DRAFT_H
#define INPUT_KPI_DRAFT_H

#include "input/dataset.h"
#include "input/kpi_fields.h"

/* What is wrong with a row sets its state to rejected; it stays a row that exists. */
struct draft {
	struct sheet	       *sheet;
	struct kpi_row		row;
	struct kpi_terms	terms;
	const struct indicator *indicator;	/* NULL: unknown to the model */
	enum direction		direction;	/* the row's, else the model's, else higher */
	struct error	       *error;
};

/* Adds a finding and rejects the row. 0, or -1 when out of memory. */
int draft_refuse(struct draft *draft, enum finding_kind kind, int field, const char *expected);

/* A cell as a number: as the file writes them, or as a mapping does if a constant stands there. */
enum number_result draft_number(const struct draft *draft, int field, struct cell cell, double *value);
/* An optional number of the row, NaN if it is not there; a wrong one rejects the row. */
int draft_read_number(struct draft *draft, int field, double *value);

/* State and value, or the score of a word. A row rejected before is read on, so that all that is wrong with it is said at once. */
int draft_read_value(struct draft *draft);

#endif
