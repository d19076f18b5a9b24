/* reported_period.c - which period a run reports. */
#include "score/reported_period.h"

#include <string.h>

#include "input/dataset.h"

/* The newest quarter so far, over by the reference day and at all. */
struct newest {
	struct date   reference;
	int	      fiscal_start;
	struct period over;
	struct period any;
};

static void
consider(struct newest *newest, int granularity, int index)
{
	struct period period = { granularity, index };
	struct period quarter = period_at_end(period, PERIOD_QUARTER, newest->fiscal_start);

	if (newest->any.granularity == 0 || quarter.index > newest->any.index)
		newest->any = quarter;
	if (newest->over.granularity != 0 && quarter.index <= newest->over.index)
		return;
	if (date_compare(period_last_day(quarter, newest->fiscal_start), newest->reference) <= 0)
		newest->over = quarter;
}

static bool
newest_with_data(
    struct date reference, int fiscal_start, const struct dataset *dataset, struct period *period)
{
	struct newest newest = { .reference = reference, .fiscal_start = fiscal_start };

	for (size_t i = 0; i < dataset->kpi_row_count; i++)
		consider(
		    &newest, dataset->kpi_rows[i].granularity, dataset->kpi_rows[i].period_index);
	for (size_t i = 0; i < dataset->respondent_count; i++)
		consider(&newest, dataset->respondents[i].granularity,
		    dataset->respondents[i].period_index);
	*period = newest.over.granularity != 0 ? newest.over : newest.any;
	return period->granularity != 0;
}

bool
reported_period_choose(const char *word, struct date reference, int fiscal_start,
    const struct dataset *dataset, struct period *period)
{
	struct period current = period_of_date(reference, PERIOD_QUARTER, fiscal_start);

	if (word == NULL)
		return newest_with_data(reference, fiscal_start, dataset, period);
	if (strcmp(word, "current") == 0)
		*period = current;
	else if (strcmp(word, "previous") == 0)
		*period = period_shift(current, -1);
	else
		return period_parse(word, strlen(word), period);
	return true;
}
