/* kpi_header.c - see kpi_header.h. */
#include "input/kpi_header.h"

#include <string.h>

#include "base/text.h"
#include "config/model.h"
#include "input/layout.h"
#include "input/moment.h"
#include "input/period_words.h"
#include "input/sheet.h"

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

bool
kpi_header_period(const char *text, enum date_order order, const struct mapping *mapping, int fiscal_start, char name[PERIOD_SIZE])
{
	struct cell   cell = cell_trim(text, strlen(text));
	int	      unit = mapping->period_unit == MAPPING_UNSET ? PERIOD_MONTH : mapping->period_unit;
	struct period period;
	struct moment moment;

	if (period_in_words(cell, &period)) {
		(void)period_name(period, name);
		return true;
	}
	if (moment_parse(cell.text, cell.length, order, mapping->date_format, &moment) != MOMENT_OK)
		return false;
	(void)period_name(period_of_date(moment.date, unit, fiscal_start), name);
	return true;
}
