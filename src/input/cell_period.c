/* cell_period.c - the period of a row: one cell, or a year with a quarter or a month. */
#include <string.h>

#include "base/error.h"
#include "input/intake.h"
#include "input/layout.h"
#include "input/period_words.h"
#include "input/sheet.h"

static struct period
named_month(int year, int month)
{
	return (struct period){ PERIOD_MONTH, year * PERIOD_YEAR + month - 1 };
}

/* What a date stands for. A survey is asked by the quarter, unless it is rapport's own file. */
static int
unit_of_date(const struct sheet *sheet)
{
	if (sheet->mapping->period_unit != MAPPING_UNSET)
		return sheet->mapping->period_unit;
	return sheet->file->kind == INPUT_SURVEY && !sheet->layout->plain ? PERIOD_QUARTER : PERIOD_MONTH;
}

/* A period of the file's fiscal year as one of the run's. False if none has the same days. */
static bool
to_fiscal_year_of_run(const struct sheet *sheet, struct period *period)
{
	int	    theirs = sheet->mapping->fiscal_year_start;
	int	    ours = sheet->intake->settings->fiscal_year_start;
	struct date first;

	if (theirs == MAPPING_UNSET || theirs == ours || period->granularity == PERIOD_MONTH)
		return true;
	first = period_first_day(*period, theirs);
	*period = period_of_date(first, period->granularity, ours);
	return date_compare(period_first_day(*period, ours), first) == 0;
}

/* SHEET_EMPTY: neither a named period, nor a date, nor a month in words. */
static enum sheet_result
parse_cell(struct sheet *sheet, int field, struct cell cell, struct period *period, struct error *error)
{
	struct moment	  moment;
	enum sheet_result result = SHEET_EMPTY;

	if (period_in_words(cell, period))
		return to_fiscal_year_of_run(sheet, period) ? SHEET_OK : SHEET_EMPTY;
	if (sheet->column[field] != -1)
		result = cell_moment(sheet, (size_t)sheet->column[field], cell, &moment, error);
	else if (date_parse(cell.text, cell.length, &moment.date))
		result = SHEET_OK;
	if (result == SHEET_OK)
		*period = period_of_date(moment.date, unit_of_date(sheet), sheet->intake->settings->fiscal_year_start);
	return result;
}

/* Rows of one period stand together as a rule: the cell read last is remembered. */
static enum sheet_result
parse_remembered(struct sheet *sheet, int field, struct cell cell, struct period *period, struct error *error)
{
	enum sheet_result result;

	if (cell.length == sheet->last_period_length && memcmp(cell.text, sheet->last_period, cell.length) == 0) {
		*period = sheet->last_period_value;
		return SHEET_OK;
	}
	result = parse_cell(sheet, field, cell, period, error);
	if (result == SHEET_OK && cell.length <= sizeof sheet->last_period) {
		memcpy(sheet->last_period, cell.text, cell.length);
		sheet->last_period_length = cell.length;
		sheet->last_period_value = *period;
	}
	return result;
}

static enum sheet_result
wrong(const struct sheet *sheet, int field, const char *expected, struct error *error)
{
	return sheet_reject(sheet, FINDING_BAD_PERIOD, field, expected, error) == -1 ? SHEET_NO_MEMORY : SHEET_WRONG;
}

static bool
is_bound(const struct sheet *sheet, int field)
{
	return field != SHEET_NO_FIELD && (sheet->column[field] != -1 || sheet->constant[field].text != NULL);
}

static enum sheet_result
month_of_year(const struct sheet *sheet, int field, int year, struct period *period, struct error *error)
{
	struct cell cell = sheet_cell(sheet, field);
	int	    month = month_by_name(cell.text, cell.length);

	if (month == 0)
		month = cell_digits(cell);
	if (month < 1 || month > PERIOD_YEAR)
		return wrong(sheet, field, "a month from 1 to 12 or its name", error);
	*period = named_month(year, month);
	return SHEET_OK;
}

static enum sheet_result
quarter_of_year(const struct sheet *sheet, int field, int year, struct period *period, struct error *error)
{
	static const char expected[] = "a quarter from 1 to 4, or Q1 to Q4, of a fiscal year that begins with a quarter of the run's";
	struct cell	  cell = sheet_cell(sheet, field);
	int		  quarter;

	if (cell.length == 2 && (*cell.text == 'Q' || *cell.text == 'q'))
		cell = (struct cell){ cell.text + 1, 1 };
	quarter = cell_digits(cell);
	if (quarter < 1 || quarter > 4)
		return wrong(sheet, field, expected, error);
	*period = (struct period){ PERIOD_QUARTER, year * 4 + quarter - 1 };
	return to_fiscal_year_of_run(sheet, period) ? SHEET_OK : wrong(sheet, field, expected, error);
}

static enum sheet_result
in_columns(const struct sheet *sheet, int year_field, int month_field, struct period *period, struct error *error)
{
	int year = cell_digits(sheet_cell(sheet, year_field));

	if (year < 1000)
		return wrong(sheet, year_field, "a year of four digits", error);
	if (is_bound(sheet, month_field))
		return month_of_year(sheet, month_field, year, period, error);
	if (is_bound(sheet, sheet->quarter))
		return quarter_of_year(sheet, sheet->quarter, year, period, error);
	*period = (struct period){ PERIOD_YEAR, year };
	return to_fiscal_year_of_run(sheet, period) ? SHEET_OK : wrong(sheet, year_field, "a year that begins as the run's fiscal year does", error);
}

enum sheet_result
sheet_period(struct sheet *sheet, int period, int year, int month, struct period *value, struct error *error)
{
	struct cell	  cell;
	enum sheet_result result = SHEET_EMPTY;

	if (year != SHEET_NO_FIELD && !is_bound(sheet, period))
		return in_columns(sheet, year, month, value, error);
	cell = sheet_cell(sheet, period);
	if (cell.length > 0)
		result = parse_remembered(sheet, period, cell, value, error);
	if (result != SHEET_EMPTY)
		return result;
	return wrong(sheet, period, "a period as 2026-Q3, 2026-07, 2026-H2 or 2026, or a date", error);
}
