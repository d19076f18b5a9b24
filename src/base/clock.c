/* clock.c - today and now, from the clock or from SOURCE_DATE_EPOCH. */
#include "base/clock.h"

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

/* 9999-12-31T23:59:59Z, the last second that has four digits of year. */
static const long long last_second = 253402300799LL;

/* Seconds since 1970; the variable counts only if all of it is a number in range. */
static time_t
seconds_now(void)
{
	const char *fixed = getenv("SOURCE_DATE_EPOCH");
	char	   *end;
	long long   seconds;

	if (fixed != NULL && *fixed >= '0' && *fixed <= '9') {
		errno = 0;
		seconds = strtoll(fixed, &end, 10);
		if (errno == 0 && *end == '\0' && seconds <= last_second)
			return (time_t)seconds;
	}
	return time(NULL);
}

static struct tm
broken_down_now(void)
{
	time_t	  seconds = seconds_now();
	struct tm now;

	if (gmtime_r(&seconds, &now) == NULL)
		memset(&now, 0, sizeof now);
	return now;
}

struct date
clock_today(void)
{
	struct tm now = broken_down_now();

	return (struct date){ now.tm_year + 1900, now.tm_mon + 1, now.tm_mday };
}

const char *
clock_now(char text[CLOCK_SIZE])
{
	struct tm now = broken_down_now();

	if (strftime(text, CLOCK_SIZE, "%Y-%m-%dT%H:%M:%SZ", &now) == 0)
		text[0] = '\0';
	return text;
}

double
clock_monotonic_seconds(void)
{
	struct timespec now = { 0, 0 };

	(void)clock_gettime(CLOCK_MONOTONIC, &now);
	return (double)now.tv_sec + (double)now.tv_nsec / 1e9;
}
