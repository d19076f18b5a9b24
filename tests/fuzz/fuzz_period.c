/* fuzz_period.c - any bytes as a period or a day: one that reads back from its name, or none. */
#include "fuzz.h"

#include <string.h>

#include "base/period.h"

static void
check_period(struct period period, int fiscal_start)
{
	char	      name[PERIOD_SIZE];
	struct period again;
	struct date   first = period_first_day(period, fiscal_start);
	struct date   last = period_last_day(period, fiscal_start);

	period_name(period, name);
	MUST(period_parse(name, strlen(name), &again) && period_equal(period, again));
	MUST(date_compare(first, last) < 0);
	MUST(period_contains(period, period, fiscal_start));
	MUST(period_equal(period_of_date(first, period.granularity, fiscal_start), period));
	MUST(period_equal(period_of_date(last, period.granularity, fiscal_start), period));
	MUST(period_equal(period_shift(period_shift(period, 1), -1), period));
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	const char   *text = (const char *)data;
	struct period period;
	struct date   date;
	struct date   again;
	char	      name[DATE_SIZE];

	if (period_parse(text, size, &period))
		for (int fiscal_start = 1; fiscal_start <= 12; fiscal_start++)
			check_period(period, fiscal_start);
	if (date_parse(text, size, &date)) {
		MUST(date_is_real(date));
		date_name(date, name);
		MUST(date_parse(name, strlen(name), &again) && date_compare(date, again) == 0);
	}
	return 0;
}
