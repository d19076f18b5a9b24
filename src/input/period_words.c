/* period_words.c - see period_words.h. */
#include "input/period_words.h"

#include <stdio.h>
#include <string.h>

#include "input/moment.h"

enum { CENTURY = 2000 };	/* "Jan-26" is a month of this century */

static const char signs[] = " -/_'";

/* A year of four or two digits; -1 for anything else. */
static int
read_year(struct cell cell)
{
	int year = cell_digits(cell);

	if (year < 0 || (cell.length != 4 && cell.length != 2))
		return -1;
	return cell.length == 2 ? CENTURY + year : year;
}

/* A part of a year: "Q3", "H1", a month's name, or its number in two digits. */
static bool
read_part(struct cell cell, int year, struct period *period)
{
	int  month = month_by_name(cell.text, cell.length);
	char text[PERIOD_SIZE];
	int  length;

	if (month != 0)
		length = snprintf(text, sizeof text, "%04d-%02d", year, month);
	else if (cell.length == 2)
		length = snprintf(text, sizeof text, "%04d-%.2s", year, cell.text);
	else
		return false;
	return period_parse(text, (size_t)length, period);
}

/* Where the first of two parts ends: at a sign, or between the digits and the letter of "2026Q3"; 0 if there is one part only. */
static size_t
first_length(struct cell cell)
{
	size_t at = 0;

	while (at < cell.length && strchr(signs, cell.text[at]) == NULL)
		at++;
	if (at < cell.length)
		return at;
	return cell.length == strlen("2026Q3") && (cell.text[4] < '0' || cell.text[4] > '9') ? 4 : 0;
}

bool
period_in_words(struct cell cell, struct period *period)
{
	struct cell first = { cell.text, 0 };
	struct cell second;

	if (period_parse(cell.text, cell.length, period))
		return true;
	first.length = first_length(cell);
	if (first.length == 0)
		return false;
	second = cell_trim(cell.text + first.length, cell.length - first.length);
	while (second.length > 0 && strchr(signs, *second.text) != NULL)
		second = (struct cell){ second.text + 1, second.length - 1 };
	/* "01-26" may be a day: a number is a month only beside a year of four digits. */
	if (read_year(second) > 0 && (second.length == 4 || cell_digits(first) == -1) && read_part(first, read_year(second), period))
		return true;
	return first.length == 4 && read_year(first) > 0 && read_part(second, read_year(first), period);
}
