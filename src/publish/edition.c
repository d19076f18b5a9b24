/* edition.c - what all reports of a run have in common. */
#include "publish/edition.h"

#include "base/arena.h"
#include "config/strings.h"

/* "1 Jul – 30 Sep 2026"; the year stands twice only where it changes. */
static const char *
span(struct arena *arena, const struct strings *strings, struct date first, struct date last)
{
	const char *to = strings_date(strings, arena, last);
	const char *from = first.year == last.year ? strings_day(strings, arena, first) : strings_date(strings, arena, first);

	return from == NULL || to == NULL ? NULL : arena_printf(arena, "%s – %s", from, to);
}

const char *
edition_period_long(struct arena *arena, const struct strings *strings, struct period period, int fiscal_start)
{
	const char *name = strings_period(strings, arena, period);
	const char *days = span(arena, strings, period_first_day(period, fiscal_start), period_last_day(period, fiscal_start));

	return name == NULL || days == NULL ? NULL : arena_printf(arena, "%s (%s)", name, days);
}
