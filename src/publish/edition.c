/* edition.c - what all reports of a run have in common. */
#include "publish/edition.h"

#include <stdio.h>

#include "base/arena.h"

static const char *const months[] = {
    "Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"};

/* "Q3 2026": the year last, as people say it. */
static void
say_period(struct period period, char text[32])
{
	char name[PERIOD_SIZE];
	int  year;
	char part[8];

	period_name(period, name);
	if ((period.granularity == PERIOD_QUARTER || period.granularity == PERIOD_HALF) &&
	    sscanf(name, "%d-%7s", &year, part) == 2)
		snprintf(text, 32, "%s %d", part, year);
	else
		snprintf(text, 32, "%s", name);
}

const char *
edition_period_long(struct arena *arena, struct period period, int fiscal_start)
{
	struct date first = period_first_day(period, fiscal_start);
	struct date last = period_last_day(period, fiscal_start);
	char	    text[32];

	say_period(period, text);
	if (first.year != last.year)
		return arena_printf(arena, "%s (%d %s %d – %d %s %d)", text, first.day,
		    months[first.month - 1], first.year, last.day, months[last.month - 1],
		    last.year);
	return arena_printf(arena, "%s (%d %s – %d %s %d)", text, first.day,
	    months[first.month - 1], last.day, months[last.month - 1], last.year);
}
