/* inspect_kpi.c - the part of a proposed [source] that is about KPIs: one a row, one a column, or one column a period. */
#include "command/inspect.h"

#include <stdbool.h>
#include <string.h>

#include "base/arena.h"
#include "base/clock.h"
#include "base/count.h"

enum { LIST_BYTES = 800, PERIOD_COLUMNS_MIN = 2 };

static size_t
count_period_columns(const struct inspection *inspection)
{
	const struct layout *layout = &inspection->profile.layout;
	size_t		     count = 0;

	for (size_t i = 0; i < layout->column_count; i++)
		count += profile_is_period(layout->columns[i].text, strlen(layout->columns[i].text))
		    ? 1
		    : 0;
	return count;
}

/* By its header if it holds periods, else the first column of dates or periods; -1 if there is none. */
static long
find_period(const struct inspection *inspection)
{
	const struct profile *profile = &inspection->profile;
	long		      named = profile_find_role(profile, ROLE_PERIOD);

	if (named >= 0 && inspection->guesses[named].kind != GUESS_NUMBER)
		return named;
	for (size_t i = 0; i < profile->layout.column_count; i++)
		if (inspection->guesses[i].kind == GUESS_DATE ||
		    inspection->guesses[i].kind == GUESS_PERIOD)
			return (long)i;
	return -1;
}

/* Numbers, and neither a period nor another part of the row. */
static bool
is_kpi(const struct inspection *inspection, size_t column)
{
	const struct layout *layout = &inspection->profile.layout;

	return inspection->guesses[column].kind == GUESS_NUMBER &&
	    layout->columns[column].text[0] != '\0' &&
	    !profile_is_personal(&inspection->profile, column) &&
	    !role_speaks_of(ROLE_PERIOD, layout->columns[column].folded) &&
	    !role_speaks_of(ROLE_YEAR, layout->columns[column].folded) &&
	    !role_speaks_of(ROLE_PARTNER, layout->columns[column].folded) &&
	    !role_speaks_of(ROLE_RESPONDENT, layout->columns[column].folded);
}

long
inspect_find_thing(const struct inspection *inspection)
{
	const struct profile *profile = &inspection->profile;

	for (size_t i = 0; i < profile->layout.column_count; i++) {
		enum guess_kind kind = inspection->guesses[i].kind;

		if ((kind == GUESS_WORDS || kind == GUESS_TEXT) &&
		    profile->layout.columns[i].text[0] != '\0' &&
		    !profile_is_personal(profile, i) && (long)i != find_period(inspection) &&
		    (long)i != profile_find_role(profile, ROLE_KPI) &&
		    (long)i != profile_find_role(profile, ROLE_UNIT))
			return (long)i;
	}
	return -1;
}

/* Year with month or quarter, or one column; else one period for all rows. */
static int
print_kpi_period(const struct inspection *inspection, FILE *out)
{
	const struct profile *profile = &inspection->profile;
	long		      year = profile_find_role(profile, ROLE_YEAR);
	long		      month = profile_find_role(profile, ROLE_MONTH),
	     quarter = profile_find_role(profile, ROLE_QUARTER);
	long column = find_period(inspection), proof;
	char text[PERIOD_SIZE];

	if (year >= 0 && month != year && month >= 0)
		return inspect_print_column(inspection, out, "year", year, NULL) == -1
		    ? -1
		    : inspect_print_column(inspection, out, "month", month, NULL);
	if (year >= 0 && quarter != year && quarter >= 0)
		return inspect_print_column(inspection, out, "year", year, NULL) == -1
		    ? -1
		    : inspect_print_column(inspection, out, "quarter", quarter, NULL);
	if (column >= 0) {
		if (inspection->guesses[column].kind == GUESS_DATE &&
		    profile_date_order(profile, &proof) == DATE_ORDER_AUTO && proof >= 0)
			fputs("date_order = dmy   ; edit: or mdy, the file does not say\n", out);
		return inspect_print_column(inspection, out, "period", column, NULL);
	}
	fprintf(out, "period = %s   ; edit: which period the values are of\n",
	    period_name(
		period_shift(
		    period_of_date(clock_today(), PERIOD_QUARTER, inspection->fiscal_start), -1),
		text));
	return 0;
}

/* Target, unit and direction, where there are columns of them besides the KPI's and the value's. */
static int
print_more(const struct inspection *inspection, FILE *out, long kpi, long value)
{
	static const enum role more[] = {ROLE_TARGET, ROLE_UNIT, ROLE_DIRECTION};
	bool		       given[COUNT_OF(more)] = {false};

	for (size_t i = 0; i < COUNT_OF(more); i++) {
		long column = profile_find_role(&inspection->profile, more[i]);

		given[i] = column >= 0 && column != value && column != kpi;
		if (given[i] &&
		    inspect_print_column(inspection, out, role_field(more[i]), column, NULL) == -1)
			return -1;
	}
	if (given[0] && !given[2])
		inspect_note(out, 0,
		    "A KPI that the model does not know is the better the higher it is: where lower "
		    "is better, say so in a [kpi ...] section of model.ini.");
	return 0;
}

/* One value a row. */
static int
print_kpi_long(const struct inspection *inspection, FILE *out, long kpi, long value)
{
	if (print_kpi_period(inspection, out) == -1 ||
	    inspect_print_column(inspection, out, "kpi", kpi, NULL) == -1 ||
	    inspect_print_column(inspection, out, "value", value, NULL) == -1)
		return -1;
	return print_more(inspection, out, kpi, value);
}

/* One column a KPI: all numbers that are nothing else. */
static int
print_kpi_columns(const struct inspection *inspection, FILE *out)
{
	const struct layout *layout = &inspection->profile.layout;
	char		    *list = arena_strdup(inspection->arena, "");
	size_t		     left_out = 0;

	for (size_t i = 0; i < layout->column_count && list != NULL; i++) {
		const char *reference;

		if (!is_kpi(inspection, i))
			continue;
		reference = inspect_reference(inspection, i);
		if (reference == NULL)
			return -1;
		if (strlen(list) + strlen(reference) > LIST_BYTES)
			left_out++;
		else
			list = arena_printf(inspection->arena, "%s%s%s", list,
			    list[0] != '\0' ? "|" : "", reference);
	}
	if (list == NULL)
		return -1;
	if (list[0] == '\0') {
		fputs("; no column of numbers was found; edit: kpi_column and value_column, or "
		      "kpi_columns\n",
		    out);
		return 0;
	}
	inspect_print_key(out, "kpi_columns", list, "edit: keep those that are KPIs");
	inspect_note(out, 0,
	    "What the model does not know is shown, not scored: give it limits in a [kpi ...] "
	    "section of model.ini.");
	if (left_out > 0)
		inspect_note(
		    out, 0, "%zu more columns of numbers do not fit in the line", left_out);
	return 0;
}

int
inspect_print_kpi(const struct inspection *inspection, FILE *out)
{
	const struct profile *profile = &inspection->profile;
	long		      kpi = profile_find_role(profile, ROLE_KPI),
	     value = profile_find_role(profile, ROLE_VALUE);

	if (inspect_print_partner(inspection, out) == -1)
		return -1;
	if (kpi >= 0 && value >= 0 && kpi != value)
		return print_kpi_long(inspection, out, kpi, value);
	if (count_period_columns(inspection) >= PERIOD_COLUMNS_MIN) {
		fputs("period_columns = auto\n", out);
		if (kpi >= 0)
			return inspect_print_column(inspection, out, "kpi", kpi, NULL) == -1
			    ? -1
			    : print_more(inspection, out, kpi, -1);
		inspect_print_key(out, "kpi", inspection->name,
		    "edit: which KPI the values are of, or kpi_column = \"...\"");
		return 0;
	}
	return print_kpi_period(inspection, out) == -1 ? -1 : print_kpi_columns(inspection, out);
}
