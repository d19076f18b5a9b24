/* profile_column.c - what the cells of one column are: values, numbers, dates, periods. */
#include "input/profile_column.h"

#include <ctype.h>
#include <math.h>
#include <string.h>

#include "base/arena.h"
#include "base/number.h"
#include "base/text.h"
#include "input/moment.h"
#include "input/period_words.h"

/* No date is written longer; a column without a date in its first cells is none of dates. */
enum { DATE_BYTES_MAX = 40, TRIED_MAX = 1000 };

static bool
is_missing(const struct mapping *mapping, const char *text, const char *folded)
{
	for (size_t i = 0; i < mapping->missing_count; i++)
		if (strcmp(mapping->missing[i], folded) == 0 ||
		    strcmp(mapping->missing[i], text) == 0)
			return true;
	return false;
}

static void
take_date(struct profile_column *column, struct cell cell, enum date_order order)
{
	struct profile_dates *dates = &column->dates[order];
	struct moment	      moment;

	if (moment_parse(cell.text, cell.length, order, NULL, &moment) != MOMENT_OK)
		return;
	if (dates->count == 0 || date_compare(moment.date, dates->first) < 0)
		dates->first = moment.date;
	if (dates->count == 0 || date_compare(moment.date, dates->last) > 0)
		dates->last = moment.date;
	dates->count++;
}

/* Day and month could change places. */
static bool
is_open(struct cell cell)
{
	struct moment moment;

	return moment_parse(cell.text, cell.length, DATE_ORDER_AUTO, NULL, &moment) ==
	    MOMENT_AMBIGUOUS;
}

/* -1 when out of memory. */
static int
take_dates(const struct profile_reading *reading, struct profile_column *column, struct cell cell)
{
	unsigned long before =
	    column->dates[DATE_ORDER_DMY].count + column->dates[DATE_ORDER_MDY].count;

	if (column->order != DATE_ORDER_AUTO) {
		take_date(column, cell, column->order);
		return 0;
	}
	for (int order = DATE_ORDER_DMY; order <= DATE_ORDER_YMD; order++)
		take_date(column, cell, (enum date_order)order);
	if (column->dates[DATE_ORDER_DMY].count + column->dates[DATE_ORDER_MDY].count == before)
		return 0;
	column->open_dates += is_open(cell) ? 1 : 0;
	column->order = moment_order(cell.text, cell.length);
	if (column->order == DATE_ORDER_AUTO)
		return 0;
	column->order_line = reading->line;
	column->order_text = text_clean(reading->arena, cell.text, cell.length);
	return column->order_text != NULL ? 0 : -1;
}

static void
take_number(struct profile_column *column, double value)
{
	column->numbers++;
	if (isnan(column->lowest) || value < column->lowest)
		column->lowest = value;
	if (isnan(column->highest) || value > column->highest)
		column->highest = value;
}

/* What the number proves about the decimal sign: 1,234 is a number either way, 96,5 is not. */
static void
take_sign(struct profile_column *column, struct cell cell)
{
	bool   has_comma = memchr(cell.text, ',', cell.length) != NULL;
	bool   comma, point;
	double value;

	if (!has_comma && memchr(cell.text, '.', cell.length) == NULL)
		return;
	comma = number_parse_known(cell.text, cell.length, true, &value) == NUMBER_OK;
	point = number_parse_known(cell.text, cell.length, false, &value) == NUMBER_OK;
	column->comma_only += comma && !point ? 1 : 0;
	column->point_only += point && !comma ? 1 : 0;
	column->comma_either += comma && point && has_comma ? 1 : 0;
}

static struct profile_value *
find_value(const struct profile_column *column, const char *text, size_t length)
{
	for (size_t i = 0; i < column->value_count; i++) {
		const char *known = column->values[i].text;

		if (strncmp(known, text, length) == 0 && known[length] == '\0')
			return &column->values[i];
	}
	return NULL;
}

/* -1 when out of memory. */
static int
keep_value(const struct profile_reading *reading, struct profile_column *column, const char *text,
    const char *folded)
{
	struct profile_value *value = find_value(column, text, strlen(text));

	if (value != NULL) {
		value->rows++;
		return 1;
	}
	column->more |= column->value_count == PROFILE_VALUES_MAX;
	if (column->more)
		return 1;
	value = &column->values[column->value_count];
	*value = (struct profile_value){
	    arena_strdup(reading->arena, text), arena_strdup(reading->arena, folded), 1};
	if (value->text == NULL || value->folded == NULL)
		return -1;
	column->value_count++;
	return 1;
}

/* False if no token can be meant: text that begins with a letter or digit folds to one that begins so. */
static bool
may_be_missing(const struct mapping *mapping, struct cell cell)
{
	int first = tolower((unsigned char)cell.text[0]);

	if (!isalnum(first) || first > 0x7f)
		return true;
	for (size_t i = 0; i < mapping->missing_count; i++)
		if (tolower((unsigned char)mapping->missing[i][0]) == first)
			return true;
	return false;
}

/* Keeps the value, or counts it again. 1: it stands for an answer, 0: it is a token for none, -1: out of memory. */
static int
take_value(const struct profile_reading *reading, struct profile_column *column, struct cell cell)
{
	bool		      full = column->more && column->value_count == PROFILE_VALUES_MAX;
	struct profile_value *value = full ? NULL : find_value(column, cell.text, cell.length);
	char		     *text, *folded;

	if (value != NULL) {
		value->rows++;
		return 1;
	}
	if (cell.length > PROFILE_VALUE_BYTES) {
		column->more = true;
		return 1;
	}
	if (full && !may_be_missing(reading->mapping, cell))
		return 1;
	text = text_clean(reading->scratch, cell.text, cell.length);
	folded = text_fold(reading->scratch, cell.text, cell.length);
	if (text == NULL || folded == NULL)
		return -1;
	if (text[0] == '\0' || is_missing(reading->mapping, text, folded))
		return 0;
	return full ? 1 : keep_value(reading, column, text, folded);
}

bool
profile_is_period(const char *text, size_t length)
{
	struct period period;

	return period_in_words(cell_trim(text, length), &period);
}

/* True for a column that has shown no number, date or period in many cells. */
static bool
is_hopeless(const struct profile_column *column)
{
	return column->filled > TRIED_MAX && column->numbers == 0 && column->periods == 0 &&
	    column->dates[DATE_ORDER_DMY].count == 0 && column->dates[DATE_ORDER_MDY].count == 0 &&
	    column->dates[DATE_ORDER_YMD].count == 0;
}

int
profile_column_take(
    struct profile_column *column, struct cell cell, const struct profile_reading *reading)
{
	double number;
	int    taken = take_value(reading, column, cell);

	if (taken <= 0)
		return taken;
	column->filled++;
	column->longest = cell.length > column->longest ? cell.length : column->longest;
	if (cell.length > DATE_BYTES_MAX || is_hopeless(column))
		return 0;
	column->periods += profile_is_period(cell.text, cell.length) ? 1 : 0;
	take_sign(column, cell);
	if (number_parse(cell.text, cell.length, reading->comma_decimal, &number) == NUMBER_OK) {
		take_number(column, number);
		return 0;
	}
	return take_dates(reading, column, cell);
}

int
profile_column_init(struct profile_column *column, struct arena *arena)
{
	column->lowest = column->highest = NAN;
	column->values = arena_alloc(arena, PROFILE_VALUES_MAX, sizeof *column->values);
	return column->values != NULL ? 0 : -1;
}
