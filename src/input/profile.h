/*
 * profile.h - what stands in the columns of a file that nobody has described yet: for `rapport inspect`.
 *
 * One pass; memory grows with the columns, not with the rows: of each column at most PROFILE_VALUES_MAX different values of at most
 * PROFILE_VALUE_BYTES bytes are kept. Prints nothing.
 */
#ifndef INPUT_PROFILE_H
#define INPUT_PROFILE_H

#include <stdbool.h>
#include <stddef.h>

#include "base/period.h"
#include "config/mapping.h"
#include "input/csv.h"
#include "input/dataset.h"
#include "input/layout.h"
#include "input/records.h"

enum { PROFILE_VALUES_MAX = 64, PROFILE_VALUE_BYTES = 80 };

struct arena;
struct error;

struct profile_value {
	const char   *text;		/* cleaned, as first written */
	const char   *folded;
	unsigned long rows;
};

/* The cells of a column read as dates in one order. */
struct profile_dates {
	unsigned long count;
	struct date   first;		/* valid if count > 0 */
	struct date   last;
};

struct profile_column {
	unsigned long	      filled;		/* cells that are neither empty nor a token for "no value" */
	struct profile_value *values;		/* in order of appearance */
	size_t		      value_count;
	bool		      more;		/* there are further or longer values than are kept */
	unsigned long	      numbers;
	double		      lowest;		/* NaN without a number */
	double		      highest;
	unsigned long	      comma_only;	/* numbers that only a decimal comma explains: "96,5" */
	unsigned long	      point_only;	/* that only a decimal point does: "96.5" */
	unsigned long	      comma_either;	/* that both do, with a comma: "1,234" */
	unsigned long	      periods;		/* profile_is_period */
	struct profile_dates  dates[DATE_ORDER_YMD + 1];	/* by enum date_order, AUTO unused */
	unsigned long	      open_dates;	/* that could be read either way: 03/04/2026, but not 3 Apr 2026 */
	enum date_order	      order;		/* that a cell proves; AUTO: none does */
	unsigned long	      order_line;	/* of that cell; 0: none */
	const char	     *order_text;	/* that cell */
	size_t		      longest;		/* bytes */
};

struct profile {
	const char	      *path;
	struct csv_form	       form;
	const struct mapping  *source;		/* of the mappings that already fits the file; NULL */
	int		       kind;		/* enum input_kind as far as the file says: source, dialect, plain names; MAPPING_UNSET */
	struct layout	       layout;
	unsigned long	       rows;		/* below the header, without blank ones */
	unsigned long	       kept;
	unsigned long	       uneven;		/* with fewer or more fields than the header: left out */
	unsigned long	       uneven_line;	/* of the first */
	struct dropped_rows    drops[DROP_REASONS_MAX];	/* by the dialect's filters; reason NULL behind the last */
	struct profile_column *columns;		/* layout.column_count */
};

/* Reads the file to its end. ERROR_NO_INPUT, ERROR_INPUT with the line and the cause. All from the arena. */
int profile_read(struct arena *arena, const char *path, const struct csv_limits *limits, const struct mappings *mappings,
    struct profile *profile, struct error *error);

/* What period_in_words reads: "2026-Q3", "2026-07", "2026", "Q3 2026", "Jan 26". */
bool profile_is_period(const char *text, size_t length);

/* The order in which the file writes its dates as far as its columns prove one, the column that does through *column (-1: none);
 * AUTO with *column >= 0: that column has dates that could be either; with -1: no date of the file could. */
enum date_order profile_date_order(const struct profile *profile, long *column);

/* The decimal sign, if numbers of the file prove it and reading cell by cell could go wrong: COMMA if one needs it and none a
 * point; POINT the other way round, where "1,234" stands too. Else AUTO. */
enum decimal profile_decimal(const struct profile *profile);

#endif
