/* period.c - periods as counts, laid on months only where the fiscal year is known. */
#include "base/period.h"

#include <stdio.h>
#include <string.h>

/* Quotient rounded down, also below zero. */
static int
floor_divide(int number, int divisor)
{
	int quotient = number / divisor;

	return number % divisor < 0 ? quotient - 1 : quotient;
}

/* The decimal number of exactly length digits at text, or -1. */
static int
digits_value(const char *text, size_t length)
{
	int value = 0;

	for (size_t i = 0; i < length; i++) {
		if (text[i] < '0' || text[i] > '9')
			return -1;
		value = value * 10 + (text[i] - '0');
	}
	return value;
}

static struct period
period_make(int granularity, int year, int part)
{
	return (struct period){ granularity, year * (PERIOD_YEAR / granularity) + part };
}

/* "Qn" or "Hn" after the year. */
static bool
parse_letter(const char *text, int year, struct period *period)
{
	char letter = (char)(text[0] & ~0x20);
	int  granularity = letter == 'Q' ? PERIOD_QUARTER : letter == 'H' ? PERIOD_HALF : 0;
	int  part = text[1] - '1';

	if (granularity == 0 || part < 0 || part >= PERIOD_YEAR / granularity)
		return false;
	*period = period_make(granularity, year, part);
	return true;
}

bool
period_parse(const char *text, size_t length, struct period *period)
{
	int year = length >= 4 ? digits_value(text, 4) : -1;
	int month;

	if (year < 1)
		return false;
	if (length == 4) {
		*period = period_make(PERIOD_YEAR, year, 0);
		return true;
	}
	if (length != 7 || text[4] != '-')
		return false;
	month = digits_value(text + 5, 2);
	if (month == -1)
		return parse_letter(text + 5, year, period);
	if (month < 1 || month > 12)
		return false;
	*period = period_make(PERIOD_MONTH, year, month - 1);
	return true;
}

const char *
period_name(struct period period, char text[PERIOD_SIZE])
{
	int per_year = period.granularity > 0 ? PERIOD_YEAR / period.granularity : 1;
	int year = floor_divide(period.index, per_year);
	int part = period.index - year * per_year + 1;

	switch (period.granularity) {
	case PERIOD_MONTH:
		(void)snprintf(text, PERIOD_SIZE, "%04d-%02d", year, part);
		break;
	case PERIOD_QUARTER:
		(void)snprintf(text, PERIOD_SIZE, "%04d-Q%d", year, part);
		break;
	case PERIOD_HALF:
		(void)snprintf(text, PERIOD_SIZE, "%04d-H%d", year, part);
		break;
	case PERIOD_YEAR:
		(void)snprintf(text, PERIOD_SIZE, "%04d", year);
		break;
	default:
		text[0] = '\0';
	}
	return text;
}

/* First month, counted from January of year 0. A named month is a calendar month in every fiscal
 * year. */
static int
first_month(struct period period, int fiscal_start)
{
	int shift = period.granularity == PERIOD_MONTH ? 0 : fiscal_start - 1;

	return period.index * period.granularity + shift;
}

static int
last_month(struct period period, int fiscal_start)
{
	return first_month(period, fiscal_start) + period.granularity - 1;
}

/* The period of the granularity that contains a month counted from January of year 0. */
static struct period
period_of_month(int month, int granularity, int fiscal_start)
{
	int shift = granularity == PERIOD_MONTH ? 0 : fiscal_start - 1;

	return (struct period){ granularity, floor_divide(month - shift, granularity) };
}

struct period
period_of_date(struct date date, int granularity, int fiscal_start)
{
	return period_of_month(date.year * 12 + date.month - 1, granularity, fiscal_start);
}

static int
days_in_month(int year, int month)
{
	static const int days[] = { 31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31 };
	bool leap = year % 4 == 0 && (year % 100 != 0 || year % 400 == 0);

	return days[month - 1] + (month == 2 && leap);
}

struct date
period_first_day(struct period period, int fiscal_start)
{
	int month = first_month(period, fiscal_start);
	int year = floor_divide(month, 12);

	return (struct date){ year, month - year * 12 + 1, 1 };
}

struct date
period_last_day(struct period period, int fiscal_start)
{
	int	    month = last_month(period, fiscal_start);
	int	    year = floor_divide(month, 12);
	struct date date = { year, month - year * 12 + 1, 0 };

	date.day = days_in_month(date.year, date.month);
	return date;
}

struct period
period_shift(struct period period, int n)
{
	return (struct period){ period.granularity, period.index + n };
}

bool
period_contains(struct period outer, struct period inner, int fiscal_start)
{
	return first_month(outer, fiscal_start) <= first_month(inner, fiscal_start) &&
	    last_month(inner, fiscal_start) <= last_month(outer, fiscal_start);
}

struct period
period_at_end(struct period period, int granularity, int fiscal_start)
{
	return period_of_month(last_month(period, fiscal_start), granularity, fiscal_start);
}

bool
period_equal(struct period a, struct period b)
{
	return a.granularity == b.granularity && a.index == b.index;
}

int
period_compare(struct period a, struct period b, int fiscal_start)
{
	int a_last = last_month(a, fiscal_start);
	int b_last = last_month(b, fiscal_start);

	if (a_last != b_last)
		return a_last < b_last ? -1 : 1;
	return (a.granularity > b.granularity) - (a.granularity < b.granularity);
}

bool
date_is_real(struct date date)
{
	return date.year >= 1 && date.year <= 9999 && date.month >= 1 && date.month <= 12 &&
	    date.day >= 1 && date.day <= days_in_month(date.year, date.month);
}

bool
date_parse(const char *text, size_t length, struct date *date)
{
	struct date found;

	if (length != 10 || text[4] != '-' || text[7] != '-')
		return false;
	found.year = digits_value(text, 4);
	found.month = digits_value(text + 5, 2);
	found.day = digits_value(text + 8, 2);
	if (!date_is_real(found))
		return false;
	*date = found;
	return true;
}

const char *
date_name(struct date date, char text[DATE_SIZE])
{
	(void)snprintf(text, DATE_SIZE, "%04d-%02d-%02d", date.year % 10000, date.month % 100,
	    date.day % 100);
	return text;
}

int
date_compare(struct date a, struct date b)
{
	if (a.year != b.year)
		return a.year < b.year ? -1 : 1;
	if (a.month != b.month)
		return a.month < b.month ? -1 : 1;
	return (a.day > b.day) - (a.day < b.day);
}
