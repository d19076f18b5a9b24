/* kpi_header.c - see kpi_header.h. */
#include "input/kpi_header.h"

#include <stdio.h>
#include <string.h>

#include "base/text.h"
#include "config/model.h"
#include "input/layout.h"
#include "input/moment.h"
#include "input/sheet.h"

enum { CENTURY = 2000 };	/* "Jan-26" in a header is a month of this century */

static long
find_title(const struct model *model, const char *folded, struct arena *scratch)
{
	for (size_t i = 0; i < model->indicator_count; i++) {
		const char *title = model->indicators[i].title;
		const char *candidate = text_fold(scratch, title, strlen(title));

		if (candidate != NULL && strcmp(candidate, folded) == 0)
			return (long)i;
	}
	return -1;
}

const char *
kpi_header_id(const struct model *model, const struct layout_column *column, struct arena *scratch)
{
	long index = model_find_indicator(model, column->text);

	if (index == -1 && *column->written_code != '\0')
		index = model_find_indicator(model, column->written_code);
	if (index == -1)
		index = find_title(model, column->folded, scratch);
	return index == -1 ? column->text : model->indicators[index].id;
}

/* A year of four or two digits; -1 for anything else. */
static int
read_year(struct cell cell)
{
	int year = cell_digits(cell);

	if (year < 0 || (cell.length != 4 && cell.length != 2))
		return -1;
	return cell.length == 2 ? CENTURY + year : year;
}

/* A part of a year: "Q3", "H1", or a month's name. */
static bool
read_part(struct cell cell, int year, char name[PERIOD_SIZE])
{
	struct period period;
	int	      month = month_by_name(cell.text, cell.length);
	char	      text[PERIOD_SIZE];
	int	      length;

	if (month != 0)
		length = snprintf(text, sizeof text, "%04d-%02d", year, month);
	else if (cell.length == 2)
		length = snprintf(text, sizeof text, "%04d-%.2s", year, cell.text);
	else
		return false;
	if (!period_parse(text, (size_t)length, &period))
		return false;
	(void)period_name(period, name);
	return true;
}

/* Year and part in either order, a blank or a sign between them. */
static bool
read_pair(struct cell cell, char name[PERIOD_SIZE])
{
	size_t	    at = strcspn(cell.text, " -/_'");
	struct cell first = { cell.text, at };
	struct cell second;

	if (at == 0 || at >= cell.length)
		return false;
	second = cell_trim(cell.text + at + 1, cell.length - at - 1);
	while (second.length > 0 && strchr("-/_' ", *second.text) != NULL)
		second = (struct cell){ second.text + 1, second.length - 1 };
	/* "01-26" may be a day: a number is a month only beside a year of four digits. */
	if (read_year(second) > 0 && (second.length == 4 || cell_digits(first) == -1) && read_part(first, read_year(second), name))
		return true;
	return first.length == 4 && read_year(first) > 0 && read_part(second, read_year(first), name);
}

bool
kpi_header_period(const char *text, enum date_order order, const struct mapping *mapping, int fiscal_start, char name[PERIOD_SIZE])
{
	struct cell   cell = cell_trim(text, strlen(text));
	int	      unit = mapping->period_unit == MAPPING_UNSET ? PERIOD_MONTH : mapping->period_unit;
	struct period period;
	struct moment moment;

	if (period_parse(cell.text, cell.length, &period)) {
		(void)period_name(period, name);
		return true;
	}
	if (read_pair(cell, name))
		return true;
	if (moment_parse(cell.text, cell.length, order, mapping->date_format, &moment) != MOMENT_OK)
		return false;
	(void)period_name(period_of_date(moment.date, unit, fiscal_start), name);
	return true;
}
