/* cell_period.c - the period of a row: one cell, or a year and a month. */
#include <string.h>

#include "base/count.h"
#include "base/error.h"
#include "input/intake.h"
#include "input/sheet.h"

enum { MONTH_ABBREVIATION = 3 };

/* 1..12 for an English month name or its first three letters, 0 otherwise. */
static int
month_by_name(struct cell cell)
{
	static const char *const names[] = {
		"january", "february", "march", "april", "may", "june",
		"july", "august", "september", "october", "november", "december",
	};
	char letters[MONTH_ABBREVIATION + 1] = "";

	for (size_t i = 0; i < COUNT_OF(names); i++) {
		memcpy(letters, names[i], MONTH_ABBREVIATION);
		if (cell_is(cell, names[i]) || cell_is(cell, letters))
			return (int)i + 1;
	}
	return 0;
}

static struct period
named_month(int year, int month)
{
	return (struct period){ PERIOD_MONTH, year * PERIOD_YEAR + month - 1 };
}

/* "May 2026". */
static bool
parse_month_and_year(struct cell cell, struct period *period)
{
	const char *blank = memchr(cell.text, ' ', cell.length);
	struct cell year;
	int	    month;

	if (blank == NULL)
		return false;
	month = month_by_name((struct cell){ cell.text, (size_t)(blank - cell.text) });
	year = cell_trim(blank, cell.length - (size_t)(blank - cell.text));
	if (month == 0 || year.length != 4 || cell_digits(year) < 1)
		return false;
	*period = named_month(cell_digits(year), month);
	return true;
}

/* A named period, a date (its month), or a month in words. */
static bool
parse_cell(struct cell cell, int fiscal_start, struct period *period)
{
	struct date date;

	if (period_parse(cell.text, cell.length, period))
		return true;
	if (date_parse(cell.text, cell.length, &date)) {
		*period = period_of_date(date, PERIOD_MONTH, fiscal_start);
		return true;
	}
	return parse_month_and_year(cell, period);
}

/* Rows of one period stand together as a rule: the cell read last is remembered. */
static bool
parse_remembered(struct sheet *sheet, struct cell cell, struct period *period)
{
	if (cell.length == sheet->last_period_length && memcmp(cell.text, sheet->last_period, cell.length) == 0) {
		*period = sheet->last_period_value;
		return true;
	}
	if (!parse_cell(cell, sheet->intake->settings->fiscal_year_start, period))
		return false;
	if (cell.length <= sizeof sheet->last_period) {
		memcpy(sheet->last_period, cell.text, cell.length);
		sheet->last_period_length = cell.length;
		sheet->last_period_value = *period;
	}
	return true;
}

static enum sheet_result
wrong(const struct sheet *sheet, int field, const char *expected, struct error *error)
{
	return sheet_reject(sheet, FINDING_BAD_PERIOD, field, expected, error) == -1 ? SHEET_NO_MEMORY : SHEET_WRONG;
}

static enum sheet_result
two_columns(const struct sheet *sheet, int year_field, int month_field, struct period *period, struct error *error)
{
	struct cell month_cell = sheet_cell(sheet, month_field);
	int	    year = cell_digits(sheet_cell(sheet, year_field));
	int	    month = month_by_name(month_cell);

	if (year < 1000)
		return wrong(sheet, year_field, "a year of four digits", error);
	if (sheet->column[month_field] == -1 && sheet->constant[month_field].text == NULL) {
		*period = (struct period){ PERIOD_YEAR, year };
		return SHEET_OK;
	}
	if (month == 0)
		month = cell_digits(month_cell);
	if (month < 1 || month > PERIOD_YEAR)
		return wrong(sheet, month_field, "a month from 1 to 12 or its English name", error);
	*period = named_month(year, month);
	return SHEET_OK;
}

enum sheet_result
sheet_period(struct sheet *sheet, int period, int year, int month, struct period *value, struct error *error)
{
	struct cell cell;

	if (year != SHEET_NO_FIELD && sheet->column[period] == -1 && sheet->constant[period].text == NULL)
		return two_columns(sheet, year, month, value, error);
	cell = sheet_cell(sheet, period);
	if (cell.length > 0 && parse_remembered(sheet, cell, value))
		return SHEET_OK;
	return wrong(sheet, period, "a period as 2026-Q3, 2026-07, 2026-H2 or 2026, or a date", error);
}
