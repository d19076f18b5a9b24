/* cell_moment.c - dates and times of day in cells, and which comes first in this file, the day or the month. */
#include <string.h>

#include "base/arena.h"
#include "base/error.h"
#include "input/intake.h"
#include "input/layout.h"
#include "input/records.h"
#include "input/sheet.h"

static bool
is_order(enum date_order order)
{
	return order == DATE_ORDER_DMY || order == DATE_ORDER_MDY;
}

/* The order that a cell of the record alone proves, DATE_ORDER_AUTO if it proves none. column: of the window. */
static enum date_order
order_of_cell(const struct sheet *sheet, const struct csv_record *record, size_t column)
{
	size_t		at = sheet->layout->first_column + column;
	struct cell	cell;
	enum date_order order;

	if (at >= record->field_count)
		return DATE_ORDER_AUTO;
	cell = cell_trim(record->fields[at].text, record->fields[at].length);
	order = moment_order(cell.text, cell.length);
	return is_order(order) ? order : DATE_ORDER_AUTO;
}

/* The same of any other column that is a field: a column that people fill in as they like proves nothing. */
static enum date_order
order_of_record(const struct sheet *sheet, const struct csv_record *record)
{
	enum date_order order = DATE_ORDER_AUTO;

	for (int i = 0; i < sheet->kind->field_count && order == DATE_ORDER_AUTO; i++)
		if (sheet->column[i] != -1)
			order = order_of_cell(sheet, record, (size_t)sheet->column[i]);
	return order;
}

/* Looks down the column for a date that can be read in one way only; if it has none, the other fields' columns speak for it. */
static int
search_records(const struct sheet *sheet, struct records *records, size_t column, enum date_order *order, struct error *error)
{
	struct csv_record record;
	enum date_order	  other = DATE_ORDER_AUTO;
	int		  more;

	records_skip(records, sheet->layout->skipped + sheet->layout->header_rows);
	while ((more = records_next(records, &record, error)) == 1) {
		*order = order_of_cell(sheet, &record, column);
		if (*order != DATE_ORDER_AUTO)
			return 0;
		if (other == DATE_ORDER_AUTO)
			other = order_of_record(sheet, &record);
	}
	*order = other;
	/* A file that breaks off breaks off for its reader too, who says so. */
	return more == -1 && error->code == ERROR_INTERNAL ? -1 : 0;
}

/* Once a file: the whole of it, from its start, decides. */
static int
search_file(const struct sheet *sheet, size_t column, enum date_order *order, struct error *error)
{
	const struct settings  *settings = sheet->intake->settings;
	const struct csv_limits limits = { settings->file_bytes, settings->row_bytes, settings->field_bytes, settings->columns };
	struct records	       *records;
	int			rc;

	*order = DATE_ORDER_AUTO;
	if (records_open(sheet->file->path, sheet->mapping->encoding, sheet->file->separator, &limits, &records, error) == -1)
		return error->code == ERROR_INTERNAL ? -1 : 0;
	rc = search_records(sheet, records, column, order, error);
	records_close(records);
	return rc;
}

/* Nothing proves an order: a guess would be a wrong month now and then. */
static enum sheet_result
refuse_file(const struct sheet *sheet, size_t column, struct cell cell, struct error *error)
{
	static const char expected[] = "one date of the file with a day above 12, or `date_order` in the mapping";

	sheet->file->unusable = true;
	return sheet_find_at(sheet, FINDING_AMBIGUOUS_DATE, column, cell, expected, error) == -1 ? SHEET_NO_MEMORY : SHEET_WRONG;
}

/* 2026-09-30 proves nothing about other dates, and files full of it need not read each one twice. */
static bool
year_first(struct cell cell)
{
	return cell.length > 4 && cell.text[4] == '-' && cell_digits((struct cell){ cell.text, 4 }) != -1;
}

/* A date that can be read in one way only speaks for those that cannot. */
static void
note_order(struct sheet *sheet, struct cell cell)
{
	enum date_order order;

	if (sheet->date_order != DATE_ORDER_AUTO || sheet->mapping->date_format != NULL || year_first(cell))
		return;
	order = moment_order(cell.text, cell.length);
	if (is_order(order))
		sheet->date_order = order;
}

/* MOMENT_AMBIGUOUS also if the whole file leaves it so; that is looked for once. *failed: out of memory. */
static enum moment_result
settle(struct sheet *sheet, size_t column, struct cell cell, struct moment *moment, bool *failed, struct error *error)
{
	const char	  *format = sheet->mapping->date_format;
	enum moment_result result = moment_parse(cell.text, cell.length, sheet->date_order, format, moment);
	enum date_order	   order;

	*failed = false;
	if (result == MOMENT_OK)
		note_order(sheet, cell);
	if (result != MOMENT_AMBIGUOUS || sheet->order_searched)
		return result;
	sheet->order_searched = true;
	if (search_file(sheet, column, &order, error) == -1) {
		*failed = true;
		return result;
	}
	if (order == DATE_ORDER_AUTO)
		return result;
	sheet->date_order = order;
	return moment_parse(cell.text, cell.length, order, format, moment);
}

enum sheet_result
cell_moment(struct sheet *sheet, size_t column, struct cell cell, struct moment *moment, struct error *error)
{
	bool		   failed;
	enum moment_result result = settle(sheet, column, cell, moment, &failed, error);

	if (failed)
		return SHEET_NO_MEMORY;
	if (result == MOMENT_AMBIGUOUS)
		return refuse_file(sheet, column, cell, error);
	return result == MOMENT_OK ? SHEET_OK : SHEET_EMPTY;
}

enum sheet_result
sheet_date(struct sheet *sheet, int field, struct date *date, const char **expected, struct error *error)
{
	struct cell	   cell = sheet_cell(sheet, field);
	int		   column = sheet->column[field];
	struct moment	   moment;
	enum moment_result result;
	bool		   failed = false;

	*expected = "a date as 2026-09-30";
	if (cell.length == 0)
		return SHEET_EMPTY;
	if (column == -1)
		result = moment_parse(cell.text, cell.length, sheet->date_order, sheet->mapping->date_format, &moment);
	else
		result = settle(sheet, (size_t)column, cell, &moment, &failed, error);
	if (failed)
		return SHEET_NO_MEMORY;
	if (result == MOMENT_AMBIGUOUS)
		*expected = "a date as 2026-09-30: no date of the file says whether the day or the month comes first";
	if (result != MOMENT_OK)
		return SHEET_WRONG;
	*date = moment.date;
	return SHEET_OK;
}

static enum sheet_result
read_moment(struct sheet *sheet, size_t column, struct cell cell, struct moment *moment, struct error *error)
{
	static const char expected[] = "a date as 2026-09-30, or as the mapping's date_format says";
	enum sheet_result result;

	if (cell.length == 0)
		return SHEET_EMPTY;
	result = cell_moment(sheet, column, cell, moment, error);
	if (result != SHEET_EMPTY)
		return result;
	return sheet_find_at(sheet, FINDING_BAD_DATE, column, cell, expected, error) == -1 ? SHEET_NO_MEMORY : SHEET_WRONG;
}

enum sheet_result
sheet_moment(struct sheet *sheet, int field, struct moment *moment, struct error *error)
{
	if (sheet->column[field] == -1)
		return SHEET_EMPTY;
	return read_moment(sheet, (size_t)sheet->column[field], sheet_cell(sheet, field), moment, error);
}

enum sheet_result
sheet_moment_at(struct sheet *sheet, size_t column, struct moment *moment, struct error *error)
{
	return read_moment(sheet, column, sheet_column_cell(sheet, column), moment, error);
}
