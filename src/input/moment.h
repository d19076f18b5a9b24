/*
 * moment.h - dates and times of day as tools write them: 2026-09-30T12:00:00+02:00, 6/21/2018 23:29:42,
 * 27/Dec/25 10:48 AM, 30.09.2026.
 *
 * Pure. Offsets and zone names are read over: a moment is local to the file.
 */
#ifndef INPUT_MOMENT_H
#define INPUT_MOMENT_H

#include <stdbool.h>
#include <stddef.h>

#include "base/period.h"
#include "config/mapping.h"

struct moment {
	struct date date;
	int	    second;		/* of the day */
	bool	    has_time;
};

/* MOMENT_AMBIGUOUS: day and month both at most 12 and unequal, and the order says neither DMY nor MDY. */
enum moment_result { MOMENT_OK, MOMENT_BAD, MOMENT_AMBIGUOUS };

/* format: of strptime, or NULL; with it nothing else is tried. Two-digit years are 2000..2068, 1969..1999. Month names
 * and their usual abbreviations in English, German, French, Spanish, Italian, Dutch, Portuguese. A year written out in
 * front, or a month's name, settles the order. *moment is set only if MOMENT_OK. */
enum moment_result moment_parse(const char *text, size_t length, enum date_order order, const char *format,
    struct moment *moment);

/* The order that this text alone proves (a day above 12, a year in front: YMD), DATE_ORDER_AUTO if it proves none. */
enum date_order moment_order(const char *text, size_t length);

/* 1..12 for a month's name or abbreviation (above languages, trailing point allowed), 0 otherwise. */
int month_by_name(const char *text, size_t length);

/* Days from a to b, with the time of day where both have one. */
double moment_days(const struct moment *from, const struct moment *to);

#endif
