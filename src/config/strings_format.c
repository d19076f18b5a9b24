/* strings_format.c - numbers, periods and dates as the language writes them. */
#include <math.h>
#include <stdio.h>
#include <string.h>

#include "base/arena.h"
#include "base/number.h"
#include "config/strings.h"

enum { GROUP = 3, GROUP_FROM_DIGITS = 5, SIGN_BYTES_MAX = 4 };

/* One of the parts that bars separate, from 0. */
static const char *
pick(struct arena *arena, const char *list, int part)
{
	for (; part > 0 && list != NULL; part--) {
		list = strchr(list, '|');
		list += list != NULL;
	}
	return list == NULL ? "" : arena_strndup(arena, list, strcspn(list, "|"));
}

/* Decimal point and thousands of a number in C's form, put into the language's. */
static const char *
localise(const struct strings *strings, struct arena *arena, const char *text, bool grouped)
{
	const char *decimal = strings_text(strings, "language.decimal");
	const char *thousands = strings_text(strings, "language.thousands");
	size_t	    sign = text[0] == '-';
	size_t	    digits = strcspn(text + sign, ".");
	char	    out[NUMBER_SIZE * (SIGN_BYTES_MAX + 1)];
	char	   *end = out;

	grouped = grouped && digits >= GROUP_FROM_DIGITS;
	if (strlen(decimal) > SIGN_BYTES_MAX || strlen(thousands) > SIGN_BYTES_MAX)
		return arena_strdup(arena, text);
	for (size_t i = 0; text[i] != '\0'; i++) {
		if (grouped && i > sign && i < sign + digits && (sign + digits - i) % GROUP == 0)
			end = stpcpy(end, thousands);
		if (text[i] == '.')
			end = stpcpy(end, decimal);
		else if (text[i] == '-')
			end = stpcpy(end, "−");
		else
			*end++ = text[i];
	}
	*end = '\0';
	return arena_strdup(arena, out);
}

const char *
strings_number(const struct strings *strings, struct arena *arena, double value, int decimals)
{
	char text[NUMBER_SIZE];

	return isnan(value) ? "–" : localise(strings, arena, number_format(value, decimals, text), false);
}

const char *
strings_amount(const struct strings *strings, struct arena *arena, double value)
{
	char text[NUMBER_SIZE];

	return isnan(value) ? "–" : localise(strings, arena, number_shortest(number_round(value, 2), text), true);
}

const char *
strings_period(const struct strings *strings, struct arena *arena, struct period period)
{
	char	    name[PERIOD_SIZE], year[16];
	const char *dash = strchr(period_name(period, name), '-');
	const char *part;

	if (dash == NULL)
		return arena_strdup(arena, name);
	(void)snprintf(year, sizeof year, "%.*s", (int)(dash - name), name);
	if (period.granularity == PERIOD_MONTH)
		part = pick(arena, strings_text(strings, "language.months"), period.index % PERIOD_YEAR);
	else
		part = strings_say(strings, arena, period.granularity == PERIOD_QUARTER ? "language.quarter" : "language.half", "number", dash + 2, NULL);
	return part == NULL ? NULL : arena_printf(arena, "%s %s", part, year);
}

/* The key says which parts stand where. */
static const char *
say_date(const struct strings *strings, struct arena *arena, const char *key, struct date date)
{
	const char *month = pick(arena, strings_text(strings, "language.months_short"), date.month - 1);
	const char *day = arena_printf(arena, "%d", date.day);
	const char *year = arena_printf(arena, "%d", date.year);

	return strings_say(strings, arena, key, "day", day, "month", month, "year", year, NULL);
}

const char *
strings_date(const struct strings *strings, struct arena *arena, struct date date)
{
	return say_date(strings, arena, "language.date", date);
}

const char *
strings_day(const struct strings *strings, struct arena *arena, struct date date)
{
	return say_date(strings, arena, "language.day_month", date);
}
