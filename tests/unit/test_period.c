/* test_period.c - names, months and fiscal years. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "base/count.h"
#include "base/period.h"

static struct period
period(const char *name)
{
	struct period parsed;

	if (!period_parse(name, strlen(name), &parsed))
		fail_msg("\"%s\" is no period", name);
	return parsed;
}

static void
assert_period(struct period got, const char *wanted)
{
	char text[PERIOD_SIZE];

	assert_string_equal(period_name(got, text), wanted);
}

static void
assert_date(struct date got, const char *wanted)
{
	char text[DATE_SIZE];

	assert_string_equal(date_name(got, text), wanted);
}

static void
reads_the_four_names_and_counts_them(void **state)
{
	static const struct { const char *name; int granularity, index; } cases[] = {
		{ "2026-Q3", PERIOD_QUARTER, 2026 * 4 + 2 },
		{ "2026-q1", PERIOD_QUARTER, 2026 * 4 },
		{ "2026-07", PERIOD_MONTH, 2026 * 12 + 6 },
		{ "2026-H2", PERIOD_HALF, 2026 * 2 + 1 },
		{ "2026", PERIOD_YEAR, 2026 },
	};

	(void)state;
	for (size_t i = 0; i < COUNT_OF(cases); i++) {
		struct period parsed = period(cases[i].name);

		assert_int_equal(parsed.granularity, cases[i].granularity);
		assert_int_equal(parsed.index, cases[i].index);
	}
	assert_period(period("2026-q1"), "2026-Q1");
	assert_period(period("2026-07"), "2026-07");
	assert_period(period("2026-H2"), "2026-H2");
	assert_period(period("0987"), "0987");
}

static void
refuses_what_only_resembles_a_period(void **state)
{
	static const char *const names[] = {
		"", "26", "20266", "2026-", "2026-Q0", "2026-Q5", "2026-H3", "2026-H0", "2026-13",
		"2026-00", "2026-7", "2026Q3", "Q3-2026", "2026-Q33", "2026-Q", "2026-X1", "0000",
		"2026-07-01", " 2026", "2026/07", "-026",
	};
	struct period parsed;

	(void)state;
	for (size_t i = 0; i < COUNT_OF(names); i++)
		if (period_parse(names[i], strlen(names[i]), &parsed))
			fail_msg("\"%s\" was accepted", names[i]);
}

static void
moves_across_the_turn_of_the_year(void **state)
{
	(void)state;
	assert_period(period_shift(period("2026-Q1"), -1), "2025-Q4");
	assert_period(period_shift(period("2025-12"), 1), "2026-01");
	assert_period(period_shift(period("2026-H1"), -3), "2024-H2");
	assert_period(period_shift(period("2026"), -10), "2016");
}

static void
lays_periods_on_calendar_days(void **state)
{
	(void)state;
	assert_date(period_first_day(period("2026-Q3"), 1), "2026-07-01");
	assert_date(period_last_day(period("2026-Q3"), 1), "2026-09-30");
	assert_date(period_last_day(period("2024-02"), 1), "2024-02-29");
	assert_date(period_last_day(period("1900-02"), 1), "1900-02-28");
	assert_date(period_last_day(period("2000-02"), 1), "2000-02-29");
	assert_date(period_last_day(period("2026-H1"), 1), "2026-06-30");
	/* The fiscal year that starts in April: its first quarter is April to June, its last ends in March. */
	assert_date(period_first_day(period("2026-Q1"), 4), "2026-04-01");
	assert_date(period_last_day(period("2026-Q1"), 4), "2026-06-30");
	assert_date(period_last_day(period("2026-Q4"), 4), "2027-03-31");
	assert_date(period_last_day(period("2026"), 4), "2027-03-31");
	assert_date(period_first_day(period("2026-07"), 4), "2026-07-01");
}

static void
finds_the_period_of_a_date(void **state)
{
	const struct date march = { 2027, 3, 31 };
	const struct date april = { 2027, 4, 1 };

	(void)state;
	assert_period(period_of_date(march, PERIOD_QUARTER, 1), "2027-Q1");
	assert_period(period_of_date(march, PERIOD_QUARTER, 4), "2026-Q4");
	assert_period(period_of_date(april, PERIOD_QUARTER, 4), "2027-Q1");
	assert_period(period_of_date(march, PERIOD_YEAR, 4), "2026");
	assert_period(period_of_date(march, PERIOD_HALF, 10), "2026-H1");
	assert_period(period_of_date(march, PERIOD_MONTH, 4), "2027-03");
}

static void
tells_which_period_contains_which(void **state)
{
	static const struct { const char *outer, *inner; int start; bool contains; } cases[] = {
		{ "2026-Q3", "2026-07", 1, true },  { "2026-Q3", "2026-09", 1, true },
		{ "2026-Q3", "2026-10", 1, false }, { "2026-Q3", "2026-06", 1, false },
		{ "2026-Q3", "2026-Q3", 1, true },  { "2026-Q3", "2026-H2", 1, false },
		{ "2026", "2026-H2", 1, true },	    { "2026", "2025-12", 1, false },
		/* April to June, and a calendar month. */
		{ "2026-Q1", "2026-04", 4, true },  { "2026-Q1", "2026-01", 4, false },
		{ "2026", "2027-03", 4, true },	    { "2026", "2026-03", 4, false },
		{ "2026-H2", "2026-Q4", 4, true },
	};

	(void)state;
	for (size_t i = 0; i < COUNT_OF(cases); i++)
		if (period_contains(period(cases[i].outer), period(cases[i].inner), cases[i].start) !=
		    cases[i].contains)
			fail_msg("%s in %s, start %d", cases[i].inner, cases[i].outer, cases[i].start);
}

static void
maps_to_the_period_that_contains_the_end(void **state)
{
	(void)state;
	assert_period(period_at_end(period("2026-05"), PERIOD_QUARTER, 1), "2026-Q2");
	assert_period(period_at_end(period("2026"), PERIOD_QUARTER, 1), "2026-Q4");
	assert_period(period_at_end(period("2026-H1"), PERIOD_MONTH, 1), "2026-06");
	assert_period(period_at_end(period("2026-05"), PERIOD_QUARTER, 4), "2026-Q1");
	assert_period(period_at_end(period("2026-Q4"), PERIOD_MONTH, 4), "2027-03");
}

static void
orders_by_end_then_finer_first(void **state)
{
	static const char *const ordered[] = {
		"2025", "2026-03", "2026-Q1", "2026-04", "2026-06", "2026-Q2", "2026-H1", "2026-12",
		"2026-Q4", "2026-H2", "2026",
	};

	(void)state;
	for (size_t i = 0; i < COUNT_OF(ordered); i++)
		for (size_t j = 0; j < COUNT_OF(ordered); j++) {
			int order = period_compare(period(ordered[i]), period(ordered[j]), 1);

			if ((order > 0) - (order < 0) != (i > j) - (i < j))
				fail_msg("%s against %s: %d", ordered[i], ordered[j], order);
		}
	/* With a fiscal year from April, 2026-Q1 ends in June. */
	assert_true(period_compare(period("2026-Q1"), period("2026-05"), 4) > 0);
	assert_true(period_compare(period("2026-Q1"), period("2026-05"), 1) < 0);
}

static void
accepts_only_days_that_exist(void **state)
{
	static const char *const bad[] = {
		"2026-02-29", "2026-04-31", "2026-00-10", "2026-13-01", "2026-01-00", "26-01-01",
		"2026-1-01", "2026-01-1", "2026/01/01", "2026-01-01 ", "0000-01-01", "",
	};
	struct date date;

	(void)state;
	assert_true(date_parse("2024-02-29", 10, &date));
	assert_date(date, "2024-02-29");
	for (size_t i = 0; i < COUNT_OF(bad); i++)
		if (date_parse(bad[i], strlen(bad[i]), &date))
			fail_msg("\"%s\" was accepted", bad[i]);
	assert_true(date_compare((struct date){ 2026, 1, 31 }, (struct date){ 2026, 2, 1 }) < 0);
	assert_true(date_compare((struct date){ 2026, 1, 31 }, (struct date){ 2025, 12, 31 }) > 0);
	assert_int_equal(date_compare((struct date){ 2026, 1, 1 }, (struct date){ 2026, 1, 1 }), 0);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(reads_the_four_names_and_counts_them),
		cmocka_unit_test(refuses_what_only_resembles_a_period),
		cmocka_unit_test(moves_across_the_turn_of_the_year),
		cmocka_unit_test(lays_periods_on_calendar_days),
		cmocka_unit_test(finds_the_period_of_a_date),
		cmocka_unit_test(tells_which_period_contains_which),
		cmocka_unit_test(maps_to_the_period_that_contains_the_end),
		cmocka_unit_test(orders_by_end_then_finer_first),
		cmocka_unit_test(accepts_only_days_that_exist),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
