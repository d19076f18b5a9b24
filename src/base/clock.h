/*
 * clock.h - the one place that asks what time it is. Output bytes never depend on it, produced.json aside.
 */
#ifndef BASE_CLOCK_H
#define BASE_CLOCK_H

#include "base/period.h"

/* Today in UTC; SOURCE_DATE_EPOCH, if set and valid, instead of the clock. */
struct date clock_today(void);
/* "2026-11-22T03:00:00Z"; honours SOURCE_DATE_EPOCH. */
enum { CLOCK_SIZE = 24 };
const char *clock_now(char text[CLOCK_SIZE]);
/* Seconds from an arbitrary start, for progress and rates only. */
double clock_monotonic_seconds(void);

#endif
