/* moment_time.c - the time of day behind a date, and the zone behind it, which is read over. */
#include <string.h>

#include "base/count.h"
#include "input/moment_scan.h"

enum { HALF_DAY_HOURS = 12 };

/* "AM", "p.m.", "a. m.": 'a' or 'p', 0 if there is none. */
static char
take_half_of_day(const char **at)
{
	const char *start = *at;
	char	    half;

	moment_skip_blanks(at);
	half = (char)(**at | 0x20);
	if (half == 'a' || half == 'p') {
		++*at;
		if (**at == '.')
			++*at;
		moment_skip_blanks(at);
		if ((**at | 0x20) == 'm' && !moment_is_letter((*at)[1])) {
			*at += (*at)[1] == '.' ? 2 : 1;
			return half;
		}
	}
	*at = start;
	return '\0';
}

/* ":30.250": the whole seconds, 0 if none are given, -1 if they are wrong. */
static int
take_seconds(const char **at)
{
	int digits, value;

	if (**at != ':')
		return 0;
	++*at;
	value = moment_take_number(at, 2, &digits);
	if (digits != 2 || value >= MOMENT_MINUTE)
		return -1;
	if ((**at == '.' || **at == ',') && moment_is_digit((*at)[1]))
		for (++*at; moment_is_digit(**at);)
			++*at;
	return value;
}

/* "9:05", "23:29:42", "12:30:48 AM", "24:00" for the end of the day: its second. */
static bool
take_time(const char **at, int *second)
{
	int  digits, minutes, seconds;
	int  hours = moment_take_number(at, 2, &digits);
	char half;

	if (hours == -1 || **at != ':')
		return false;
	++*at;
	minutes = moment_take_number(at, 2, &digits);
	if (digits != 2 || minutes < 0 || minutes >= MOMENT_MINUTE)
		return false;
	seconds = take_seconds(at);
	half = take_half_of_day(at);
	if (seconds == -1 || (half != '\0' && hours > HALF_DAY_HOURS))
		return false;
	if (half != '\0')
		hours = hours % HALF_DAY_HOURS + (half == 'p' ? HALF_DAY_HOURS : 0);
	*second = hours * MOMENT_HOUR + minutes * MOMENT_MINUTE + seconds;
	return *second < MOMENT_DAY || (*second == MOMENT_DAY && hours == MOMENT_DAY_HOURS);
}

/* "+02", "+0200", "-05:30". */
static bool
take_offset(const char **at)
{
	int digits;

	if (**at != '+' && **at != '-')
		return false;
	++*at;
	if (moment_take_number(at, 4, &digits) == -1 || digits == 3)
		return false;
	if (**at != ':')
		return true;
	++*at;
	return moment_take_number(at, 2, &digits) != -1 && digits == 2;
}

/* "Z", "CEST", "Europe/Berlin", "GMT+2": capital letters, or a place with its stroke. */
static bool
take_zone_name(const char **at)
{
	const char *start = *at;
	size_t	    length = strcspn(start, " +-([");

	*at += length;
	if (memchr(start, '/', length) != NULL)
		return true;
	for (size_t i = 0; i < length; i++)
		if (start[i] < 'A' || start[i] > 'Z')
			return false;
	return length > 0 && length <= 5;
}

/* "(Central European Summer Time)", "[Europe/Berlin]": to the end of the text. */
static bool
is_remark(const char *at)
{
	size_t length = strlen(at);

	return (at[0] == '(' && at[length - 1] == ')') || (at[0] == '[' && at[length - 1] == ']');
}

/* True if a zone is all that stands behind the time: a name, an offset, a name again or a remark, each of which may lack. */
static bool
is_zone(const char *at)
{
	moment_skip_blanks(&at);
	if (moment_is_letter(*at) && !take_zone_name(&at))
		return false;
	moment_skip_blanks(&at);
	if ((*at == '+' || *at == '-') && !take_offset(&at))
		return false;
	moment_skip_blanks(&at);
	if (moment_is_letter(*at) && !take_zone_name(&at))
		return false;
	return *at == '\0' || is_remark(at);
}

bool
moment_read_time(const char *at, struct moment *moment)
{
	static const char *const joints[] = { "at", "um", "om" };

	moment->second = 0;
	moment->has_time = *at != '\0';
	if (!moment->has_time)
		return true;
	if (*at == 'T' || *at == 't') {
		at++;
	} else if (*at == ' ' || *at == ',') {
		at++;
		moment_skip_blanks(&at);
		if (moment_take_word(&at, joints, COUNT_OF(joints)))
			moment_skip_blanks(&at);
	} else {
		return false;
	}
	return take_time(&at, &moment->second) && is_zone(at);
}
