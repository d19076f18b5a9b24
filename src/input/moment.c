/*
 * moment.c - a date is three parts, numbers or a month's name, between signs; a time of day and a zone may follow.
 *
 * What is the day and what the month is settled in one place (arrange): by the year, the name, the order given, or a
 * number above 12.
 */
#include "input/moment.h"

#include <time.h>

#include "base/count.h"
#include "input/moment_scan.h"

enum { PARTS = 3 };

/* A part of a date: a number with its digits, or a month's name (digits 0). */
struct part {
	int value;
	int digits;
};

/* "30", "30th", "1er" or a month's name. */
static bool
take_part(const char **at, struct part *part)
{
	static const char *const ordinals[] = { "st", "nd", "rd", "th", "er", "\302\272", "\302\252", "\302\260" };
	size_t			 length = moment_letters(*at);

	if (length == 0) {
		part->value = moment_take_number(at, 4, &part->digits);
		if (part->digits <= 2)
			(void)moment_take_word(at, ordinals, COUNT_OF(ordinals));
		return part->value != -1;
	}
	*part = (struct part){ month_by_name(*at, length), 0 };
	*at += length;
	return part->value != 0;
}

/* The sign between two parts, with the point of an abbreviation before it, blanks and small words: ' ' if it is only
 * these, 0 if nothing. */
static char
take_sign(const char **at)
{
	static const char *const words[] = { "de", "del", "of" };
	const char		*start = *at;
	char			 sign = ' ';

	if (**at == '.')
		sign = *(*at)++;
	moment_skip_blanks(at);
	if (**at == '-' || **at == '/' || **at == ',')
		sign = *(*at)++;
	moment_skip_blanks(at);
	if (moment_take_word(at, words, COUNT_OF(words)))
		moment_skip_blanks(at);
	return *at == start ? '\0' : sign;
}

/* "Wed, ": said twice, so not looked at. */
static void
skip_weekday(const char **at)
{
	static const char *const days[] = {
		"mon", "tue", "wed", "thu", "fri", "sat", "sun",
		"monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday",
	};

	if (moment_take_word(at, days, COUNT_OF(days)))
		(void)take_sign(at);
}

/* Three parts; between numbers the same sign twice, beside a name any. */
static bool
take_parts(const char **at, struct part parts[PARTS])
{
	char signs[PARTS - 1];
	bool named = false;

	skip_weekday(at);
	for (int i = 0; i < PARTS; i++) {
		if (i > 0) {
			signs[i - 1] = take_sign(at);
			if (signs[i - 1] == '\0')
				return false;
		}
		if (!take_part(at, &parts[i]))
			return false;
		named = named || parts[i].digits == 0;
	}
	return named || (signs[0] == signs[1] && signs[0] != ' ' && signs[0] != ',');
}

/* What two numbers before a year prove: a number above 12 is the day, one above 31 a year of two digits in front. */
static enum date_order
prove_order(const struct part parts[PARTS])
{
	int first = parts[0].value;
	int second = parts[1].value;

	if (parts[0].digits == 4 || first > 31)
		return DATE_ORDER_YMD;
	if (first > 12 && second <= 12)
		return DATE_ORDER_DMY;
	if (second > 12 && first <= 12)
		return DATE_ORDER_MDY;
	return DATE_ORDER_AUTO;
}

/* 26 is 2026, 69 to 99 are of the last century; 0 for a year of one or three digits. */
static int
full_year(struct part year)
{
	if (year.digits == 4)
		return year.value;
	if (year.digits != 2)
		return 0;
	return year.value + (year.value < 69 ? 2000 : 1900);
}

static enum moment_result
make_date(struct part year, int month, struct part day, struct date *date)
{
	*date = (struct date){ full_year(year), month, day.value };
	return day.digits > 0 && date_is_real(*date) ? MOMENT_OK : MOMENT_BAD;
}

/* "30 Sep 2026", "Sep 30, 2026", "2026-Sep-30". */
static enum moment_result
arrange_named(const struct part parts[PARTS], enum date_order order, struct date *date)
{
	if (parts[0].digits == 0)
		return make_date(parts[2], parts[0].value, parts[1], date);
	if (parts[1].digits != 0 || parts[2].digits == 0)
		return MOMENT_BAD;
	if (parts[0].digits == 4 || (order == DATE_ORDER_YMD && parts[2].digits != 4))
		return make_date(parts[0], parts[1].value, parts[2], date);
	return make_date(parts[2], parts[1].value, parts[0], date);
}

static bool
may_be_month(struct part part)
{
	return part.value >= 1 && part.value <= PERIOD_YEAR;
}

static enum moment_result
arrange(const struct part parts[PARTS], enum date_order order, struct date *date, enum date_order *proof)
{
	*proof = DATE_ORDER_AUTO;
	for (int i = 0; i < PARTS; i++)
		if (parts[i].digits == 0)
			return arrange_named(parts, order, date);
	*proof = prove_order(parts);
	/* A year that is written out needs no order, neither in front nor behind. */
	if (parts[0].digits == 4)
		order = DATE_ORDER_YMD;
	else if (order == DATE_ORDER_AUTO || (order == DATE_ORDER_YMD && parts[2].digits == 4))
		order = *proof;
	if (order == DATE_ORDER_AUTO && parts[0].value != parts[1].value)
		return may_be_month(parts[0]) && may_be_month(parts[1]) && full_year(parts[2]) != 0 ? MOMENT_AMBIGUOUS : MOMENT_BAD;
	if (order == DATE_ORDER_YMD)
		return make_date(parts[0], parts[1].value, parts[2], date);
	if (order == DATE_ORDER_MDY)
		return make_date(parts[2], parts[0].value, parts[1], date);
	return make_date(parts[2], parts[1].value, parts[0], date);
}

/* What strptime makes of the whole text. A format without a day, as "%m/%Y", means the first. */
static enum moment_result
parse_format(const char *text, const char *format, struct moment *moment)
{
	const int   none = -1;
	struct tm   time = { .tm_year = -1900, .tm_mon = none, .tm_hour = none };
	const char *end = strptime(text, format, &time);

	if (end == NULL || *end != '\0')
		return MOMENT_BAD;
	moment->date = (struct date){ time.tm_year + 1900, time.tm_mon + 1, time.tm_mday == 0 ? 1 : time.tm_mday };
	moment->has_time = time.tm_hour != none;
	moment->second = moment->has_time ? time.tm_hour * MOMENT_HOUR + time.tm_min * MOMENT_MINUTE + time.tm_sec : 0;
	return date_is_real(moment->date) ? MOMENT_OK : MOMENT_BAD;
}

static enum moment_result
parse_text(const char *plain, enum date_order order, struct moment *moment, enum date_order *proof)
{
	const char	  *at = plain;
	struct part	   parts[PARTS];
	enum moment_result result;

	if (!take_parts(&at, parts))
		return MOMENT_BAD;
	result = arrange(parts, order, &moment->date, proof);
	return moment_read_time(at, moment) ? result : MOMENT_BAD;
}

enum moment_result
moment_parse(const char *text, size_t length, enum date_order order, const char *format, struct moment *moment)
{
	char		   plain[MOMENT_TEXT_SIZE];
	struct moment	   found = { .has_time = false };
	enum date_order	   proof;
	enum moment_result result;

	if (format == NULL && date_parse(text, length, &found.date)) {
		*moment = found;
		return MOMENT_OK;
	}
	if (!moment_plain_text(text, length, plain))
		return MOMENT_BAD;
	result = format != NULL ? parse_format(plain, format, &found) : parse_text(plain, order, &found, &proof);
	if (result == MOMENT_OK)
		*moment = found;
	return result;
}

enum date_order
moment_order(const char *text, size_t length)
{
	char		plain[MOMENT_TEXT_SIZE];
	struct moment	moment;
	enum date_order proof;

	if (!moment_plain_text(text, length, plain) || parse_text(plain, DATE_ORDER_AUTO, &moment, &proof) != MOMENT_OK)
		return DATE_ORDER_AUTO;
	return proof;
}

/* Days since a day of the year 0, in years that begin with March, so that a leap day is the last of its year. */
static long
day_number(struct date date)
{
	long year = date.month > 2 ? date.year : date.year - 1;
	long month = date.month > 2 ? date.month - 3 : date.month + 9;

	return year * 365 + year / 4 - year / 100 + year / 400 + (153 * month + 2) / 5 + date.day;
}

double
moment_days(const struct moment *from, const struct moment *to)
{
	double days = (double)(day_number(to->date) - day_number(from->date));

	if (from->has_time && to->has_time)
		days += (double)(to->second - from->second) / MOMENT_DAY;
	return days;
}
