/*
 * kpi_condition.h - does a row meet "{A} <= {B}" or "{A} = true"?
 *
 * Moments compare as moments, numbers as numbers, other cells as folded words.
 */
#ifndef INPUT_KPI_CONDITION_H
#define INPUT_KPI_CONDITION_H

#include "config/mapping.h"
#include "input/sheet.h"

struct error;

enum outcome { OUTCOME_MET, OUTCOME_MISSED, OUTCOME_UNJUDGED };

/* What became of a row; place and text of the side that stood in the way, if one did. */
struct judgement {
	enum outcome  outcome;
	unsigned long line;
	int	      column;	/* of the window, -1 if none */
	const char   *text;	/* interned; NULL for a blank cell */
};

/* One side: what a cell or the mapping's constant holds. */
enum operand_kind { OPERAND_BLANK, OPERAND_NUMBER, OPERAND_MOMENT, OPERAND_WORD };
struct operand {
	enum operand_kind kind;
	int		  column;	/* -1: a constant */
	struct cell	  cell;
	double		  number;
	struct moment	  moment;
};

struct condition {
	enum comparison comparison;
	int		left;		/* columns of the window */
	int		right;		/* -1: a constant stands there */
	struct operand	constant;
	const char     *folded;		/* of the constant */
};

/* -1 when out of memory. */
int condition_init(struct condition *condition, const struct sheet *sheet, const struct measure *measure, int left, int right);

/* Judges the row at hand. SHEET_WRONG if its dates make the file unusable (a finding says why), SHEET_NO_MEMORY. */
enum sheet_result condition_judge(const struct condition *condition, struct sheet *sheet, struct judgement *judgement,
    struct error *error);

#endif
