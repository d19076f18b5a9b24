/*
 * what_if.h - the What-if sheet's columns, and what its two halves share; private to them.
 */
#ifndef RENDER_XLSX_WHAT_IF_H
#define RENDER_XLSX_WHAT_IF_H

#include "render/xlsx/partner.h"

/* Groups and KPIs share the columns; where the lines differ the first name is the groups'. */
enum {
	WHAT_TITLE,
	WHAT_EVIDENCE,
	WHAT_VALUE = WHAT_EVIDENCE,
	WHAT_WEIGHT,
	WHAT_SHARE,
	WHAT_GREEN = WHAT_SHARE,
	WHAT_K,
	WHAT_RED = WHAT_K,
	WHAT_S,
	WHAT_GREEN_HIGH = WHAT_S,
	WHAT_RED_HIGH,
	WHAT_EXACT,
	WHAT_SCORE,
	WHAT_BADGE,
	WHAT_STATUS,
	WHAT_AGAINST,
	WHAT_SCORE_WAS,
	WHAT_WEIGHT_WAS,
	WHAT_SHARE_WAS,
	WHAT_GREEN_WAS = WHAT_SHARE_WAS,
	WHAT_ROBUST_LOW,
	WHAT_RED_WAS = WHAT_ROBUST_LOW,
	WHAT_ROBUST_HIGH,
	WHAT_GREEN_HIGH_WAS = WHAT_ROBUST_HIGH,
	WHAT_ROBUST,
	WHAT_RED_HIGH_WAS = WHAT_ROBUST,
	WHAT_SHOWN,		/* up to here on paper; beyond it stands what the formulas need */
	WHAT_PLANNED = WHAT_SHOWN,
	WHAT_PRESENT,
	WHAT_CRITICAL = WHAT_PRESENT,
	WHAT_SUM,
	WHAT_LENS = WHAT_SUM,	/* of a KPI: its group in every lens from here on */
	WHAT_RATED_WEIGHT,
	WHAT_RATED_SCORE,
	WHAT_CORNER_LOW,
	WHAT_CORNER_HIGH,
	WHAT_SHARE_USED,
	WHAT_GROUP_PLANNED,
	WHAT_COLUMNS
};

struct what_if {
	struct partner_book *partner;
	struct sheet	    *sheet;
	uint32_t	     kpi_first;	/* rows of the KPIs */
	uint32_t	     kpi_last;
	uint32_t	     row;	/* next free */
};

/* Printed score, letter, word, what was reported and the difference; the unrounded score stands in H. */
void what_if_result(
    struct what_if *what, uint32_t row, double score, enum rating rating, bool total);

/* Every KPI with its header, from the row above kpi_first on. */
void what_if_kpis(struct what_if *what);

#endif
