/* inspect_mapping.c - the [source] section that `rapport inspect` proposes: what is known, and the best guess at what is not. */
#include "command/inspect.h"

#include <stdbool.h>
#include <string.h>

#include "base/arena.h"
#include "base/clock.h"
#include "base/error.h"
#include "base/text.h"

enum { CHOICE_BYTES = 50 };

void
inspect_print_key(FILE *out, const char *key, const char *value, const char *comment)
{
	inspect_quoted(out, key, value);
	if (comment != NULL)
		fprintf(out, "   ; %s", comment);
	fputc('\n', out);
}

int
inspect_print_column(const struct inspection *inspection, FILE *out, const char *field, long column,
    const char *comment)
{
	const char *reference = inspect_reference(inspection, (size_t)column);
	const char *key = arena_printf(inspection->arena, "%s_column", field);

	if (reference == NULL || key == NULL)
		return -1;
	inspect_print_key(out, key, reference, comment);
	return 0;
}

/* The name as a pattern that fits it: what has a meaning in patterns, or ends a value, becomes '?'. */
static const char *
file_pattern(const struct inspection *inspection)
{
	char *pattern = arena_strdup(inspection->arena, inspection->name);

	for (char *c = pattern; c != NULL && *c != '\0'; c++)
		if (strchr("*?[]\\\"'", *c) != NULL)
			*c = '?';
	return pattern;
}

/* Without it "1.200" would be 1.2 beside "1.234,5". */
static void
print_decimal(const struct profile *profile, FILE *out)
{
	enum decimal sign = profile_decimal(profile);

	if (sign != DECIMAL_AUTO && profile->layout.mapping->decimal <= DECIMAL_AUTO)
		fprintf(out, "decimal = %s\n", sign == DECIMAL_COMMA ? "comma" : "point");
}

static int
print_head(const struct inspection *inspection, FILE *out)
{
	const struct profile *profile = &inspection->profile;
	const char	     *pattern = file_pattern(inspection);

	if (pattern == NULL)
		return -1;
	fprintf(out, "\n[source %s]\n", inspection->source);
	fprintf(out, "input = %s\n", input_kind_name((enum input_kind)profile->kind));
	inspect_print_key(out, "file", pattern, NULL);
	fprintf(out, "dialect = %s\n",
	    profile->layout.dialect != NULL ? profile->layout.dialect->id : "none");
	print_decimal(profile, out);
	if (profile->kept == 0 && profile->drops[0].reason != NULL)
		fprintf(out,
		    "; keep_%s = yes   ; edit: all rows are left out; take the first semicolon "
		    "away to keep these\n",
		    profile->drops[0].reason);
	return 0;
}

/* The first column of dates, in the order that the file proves; -1 if there is none. */
static long
find_dates(const struct inspection *inspection, const struct profile_dates **dates)
{
	const struct profile *profile = &inspection->profile;
	long		      proof;
	enum date_order	      order = profile_date_order(profile, &proof);

	/* Months with names read the same in every order. */
	if (order == DATE_ORDER_AUTO && proof < 0)
		order = DATE_ORDER_DMY;
	for (size_t i = 0; i < profile->layout.column_count && order != DATE_ORDER_AUTO; i++) {
		const struct profile_column *column = &profile->columns[i];

		*dates = &column->dates[column->order != DATE_ORDER_AUTO ? column->order : order];
		if (inspection->guesses[i].kind == GUESS_DATE && (*dates)->count > 0)
			return (long)i;
	}
	return -1;
}

/* Dates whose order nobody knows: the other way to give the period, as comments, for it needs the order. */
static int
print_open_dates(const struct inspection *inspection, FILE *out)
{
	long	    column;
	const char *reference;

	if (profile_date_order(&inspection->profile, &column) != DATE_ORDER_AUTO || column < 0)
		return 0;
	reference = inspect_reference(inspection, (size_t)column);
	if (reference == NULL)
		return -1;
	inspect_print_key(out, "; period_column", reference, "edit: or in place of period, if each answer counts in the quarter of its date");
	fputs("; date_order = dmy   ; edit: or mdy, the file does not say; needed with period_column\n", out);
	return 0;
}

/* One period for all answers if their dates lie in one quarter, else each answer's own. */
static int
print_survey_period(const struct inspection *inspection, FILE *out)
{
	const struct profile_dates *dates = NULL;
	long			    column = find_dates(inspection, &dates);
	struct period		    first, last;
	char			    text[PERIOD_SIZE];

	if (column < 0) {
		first = period_shift(
		    period_of_date(clock_today(), PERIOD_QUARTER, inspection->fiscal_start), -1);
		fprintf(out, "period = %s   ; edit: which period the answers are about\n",
		    period_name(first, text));
		return print_open_dates(inspection, out);
	}
	first = period_of_date(dates->first, PERIOD_QUARTER, inspection->fiscal_start);
	last = period_of_date(dates->last, PERIOD_QUARTER, inspection->fiscal_start);
	if (!period_equal(first, last))
		return inspect_print_column(inspection, out, "period", column,
		    "each answer counts in the quarter of its date; edit: or period = 2026-H1 if "
		    "it is one wave");
	fprintf(out,
	    "period = %s   ; edit: all answers were given in it, but which period are they "
	    "about?\n",
	    period_name(first, text));
	return 0;
}

/* Columns that stand for a partner each: the choices of a question about partners. -1 if there is none. */
static long
find_partner_choices(const struct inspection *inspection)
{
	const struct layout *layout = &inspection->profile.layout;

	for (size_t i = 0; i < layout->column_count; i++) {
		const char *question = layout->columns[i].question, *folded;

		if (inspection->guesses[i].kind != GUESS_CHOICE ||
		    (i > 0 && strcmp(question, layout->columns[i - 1].question) == 0))
			continue;
		folded = text_fold(inspection->arena, question, strlen(question));
		if (folded != NULL && role_speaks_of(ROLE_PARTNER, folded))
			return (long)i;
	}
	return -1;
}

static int
print_partner_choices(const struct inspection *inspection, FILE *out, long column)
{
	const char *question = inspection->profile.layout.columns[column].question;
	const char *pattern = inspect_pattern(inspection->arena, question, CHOICE_BYTES);

	if (pattern == NULL)
		return -1;
	inspect_print_key(out, "partner_columns",
	    arena_printf(inspection->arena, "%s - *", pattern), "edit: one column a partner?");
	return 0;
}

/* Names are short, and no part of a question. */
static bool
may_name_partners(const struct inspection *inspection, size_t column)
{
	const struct profile *profile = &inspection->profile;

	if (inspection->guesses[column].kind != GUESS_WORDS &&
	    inspection->guesses[column].kind != GUESS_TEXT)
		return profile->kind == INPUT_KPI;
	return profile->kind != INPUT_SURVEY ||
	    (profile->columns[column].longest <= PROFILE_VALUE_BYTES &&
		profile->layout.columns[column].sub[0] == '\0');
}

int
inspect_print_partner(const struct inspection *inspection, FILE *out)
{
	const struct profile *profile = &inspection->profile;
	long choices = profile->kind == INPUT_SURVEY ? find_partner_choices(inspection) : -1;
	long column = choices < 0 ? profile_find_role(profile, ROLE_PARTNER) : -1;

	if (choices >= 0)
		return print_partner_choices(inspection, out, choices);
	if (column < 0 && profile->kind == INPUT_KPI)
		column = inspect_find_thing(inspection);
	if (column >= 0 && may_name_partners(inspection, (size_t)column))
		return inspect_print_column(inspection, out, "partner", column,
		    "edit: if another column names the partner");
	inspect_print_key(out, "partner", "Name of the partner",
	    "edit: whom all rows are about, or partner_column");
	return 0;
}

/* A dialect knows it. */
static int
print_respondent(const struct inspection *inspection, FILE *out)
{
	long respondent = profile_find_role(&inspection->profile, ROLE_RESPONDENT);

	if (inspection->profile.layout.dialect != NULL || respondent < 0)
		return 0;
	return inspect_print_column(inspection, out, "respondent", respondent, NULL);
}

/* Whether a column says in rapport's own words who answered. */
static bool
names_sides(const struct profile_column *column)
{
	size_t known = 0;

	for (size_t i = 0; i < column->value_count; i++)
		for (enum side side = 0; side < SIDES; side++)
			known += strcmp(column->values[i].folded, side_name(side)) == 0 ? 1 : 0;
	return known > 0 && known == column->value_count && !column->more;
}

static int
print_survey(const struct inspection *inspection, FILE *out)
{
	long side = profile_find_role(&inspection->profile, ROLE_SIDE);

	if (print_survey_period(inspection, out) == -1 ||
	    inspect_print_partner(inspection, out) == -1)
		return -1;
	if (side >= 0 && names_sides(&inspection->profile.columns[side]))
		return inspect_print_column(inspection, out, "side", side, NULL) == -1
		    ? -1
		    : print_respondent(inspection, out);
	if (side >= 0 && inspection->guesses[side].kind == GUESS_WORDS)
		fprintf(out,
		    "; column %ld may say who answered: side_column, with [side client] values = "
		    "\"...\"\n",
		    side);
	fprintf(out, "side = partner   ; edit: who answered: client (us) or partner (them)\n");
	return print_respondent(inspection, out);
}

static int
print_sections(const struct inspection *inspection, FILE *out, struct error *error)
{
	int rc = print_head(inspection, out);

	if (rc == 0 && inspection->profile.kind == INPUT_SURVEY)
		rc = print_survey(inspection, out);
	else if (rc == 0 && inspection->profile.kind == INPUT_KPI)
		rc = inspect_print_kpi(inspection, out);
	else if (rc == 0)
		rc = inspect_print_partner(inspection, out);
	if (rc == -1)
		return error_out_of_memory(error);
	return inspection->profile.kind == INPUT_SURVEY
	    ? inspect_print_questions(inspection, out, error)
	    : 0;
}

int
inspect_print_mapping(const struct inspection *inspection, FILE *out, struct error *error)
{
	const struct profile *profile = &inspection->profile;

	if (profile->source != NULL) {
		inspect_note(out, 0,
		    "[source %s] in line %lu of the mappings already says how this file is read: "
		    "nothing to add.",
		    profile->source->id, profile->source->line);
		return 0;
	}
	if (profile->layout.plain) {
		inspect_note(out, 0, "Nothing to map. In rapport.ini, [inputs]: %s = \"%s\"",
		    input_kind_name((enum input_kind)profile->kind), inspection->name);
		return 0;
	}
	inspect_note(out, 0, "Lines with `edit` are guesses. In rapport.ini, [inputs]: %s = \"%s\"",
	    input_kind_name((enum input_kind)profile->kind), inspection->name);
	if (inspection->mappings_note != NULL)
		inspect_note(out, 0, "%s", inspection->mappings_note);
	return print_sections(inspection, out, error);
}
