/*
 * kpi_wide.h - what the columns of a wide KPI file mean: several values a row, each through the reader of a long row. Private to
 * kpi_wide.c, kpi_wide_bind.c and kpi_share.c.
 */
#ifndef INPUT_KPI_WIDE_H
#define INPUT_KPI_WIDE_H

#include <stdbool.h>

#include "config/mapping.h"
#include "input/kpi_fields.h"
#include "input/vector.h"

/* Where the fields of a KPI row come from. */
struct kpi_binding {
	int	    column[KPI_FIELDS];		/* as in struct sheet */
	struct cell constant[KPI_FIELDS];
};

/* One value of each row. */
struct wide_value {
	struct kpi_binding    binding;
	struct period	      period;		/* of its column's header; granularity 0: the row's */
	const struct measure *measure;		/* NULL: the column as it stands */
	int		      left;		/* column of the value, or of a ratio's dividend */
	int		      right;		/* of a ratio's divisor */
	unsigned long	      zeros;		/* rows in which that is 0 ... */
	unsigned long	      zero_line;	/* ... and the first of them */
};

struct share;

struct kpi_wide {
	struct vector values;		/* struct wide_value */
	struct vector shares;		/* struct share * */
	bool	      dated;		/* a value or share takes the period of its row */
};

struct kpi_binding kpi_binding_of(const struct sheet *sheet);
void kpi_binding_apply(const struct kpi_binding *binding, struct sheet *sheet);
/* A text of the mapping or the header as the constant of a field. */
void kpi_binding_set(struct kpi_binding *binding, int field, const char *text);

/* Fills wide from the mapping and the header. 1 if there is a value to read, 0 if not (a finding says what is
 * missing), -1 when out of memory. */
int kpi_wide_bind(struct sheet *sheet, struct kpi_wide *wide, struct error *error);

#endif
