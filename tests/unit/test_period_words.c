/* test_period_words.c - periods as people write them. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "base/count.h"
#include "input/period_words.h"

static void
reads_what_people_write(void **state)
{
	static const struct { const char *text, *name; } given[] = {
		{ "2026-Q3", "2026-Q3" }, { "2026-07", "2026-07" }, { "2026-H2", "2026-H2" }, { "2026", "2026" },
		{ "Q3 2026", "2026-Q3" }, { "q3/26", "2026-Q3" }, { "Q3'26", "2026-Q3" }, { "2026 Q3", "2026-Q3" }, { "2026Q3", "2026-Q3" },
		{ "H1 2026", "2026-H1" }, { "2026 / H1", "2026-H1" }, { "Jul 26", "2026-07" }, { "Jul-26", "2026-07" },
		{ "July 2026", "2026-07" }, { "Sept. 2026", "2026-09" }, { "M\303\244rz 2026", "2026-03" }, { "2026 juin", "2026-06" },
		{ "07/2026", "2026-07" }, { "2026/07", "2026-07" },
	};

	(void)state;
	for (size_t i = 0; i < COUNT_OF(given); i++) {
		struct period period;
		char	      name[PERIOD_SIZE];

		if (!period_in_words((struct cell){ given[i].text, strlen(given[i].text) }, &period))
			fail_msg("%s is no period", given[i].text);
		assert_string_equal(given[i].name, period_name(period, name));
	}
}

/* Days, numbers and half of a period are none; nor is what could be a day. */
static void
leaves_everything_else_alone(void **state)
{
	static const char *const given[] = {
		"", " ", "Q3", "Q5 2026", "H3 2026", "13/2026", "July", "26", "01-26", "7/26", "2026-07-15", "15 Jul 2026",
		"Jul 15, 2026", "1 234", "2026Q", "2026x3", "Marching 2026", "2026/2027", "Jul 2", "-", "2026-", "'26",
	};

	(void)state;
	for (size_t i = 0; i < COUNT_OF(given); i++) {
		struct period period = { PERIOD_YEAR, 1 };

		if (period_in_words((struct cell){ given[i], strlen(given[i]) }, &period))
			fail_msg("%s is a period", given[i]);
		assert_int_equal(1, period.index);
	}
}

/* A cell has a length, and no NUL at its end. */
static void
reads_no_further_than_the_cell(void **state)
{
	struct period period;
	char	      name[PERIOD_SIZE];

	(void)state;
	assert_true(period_in_words((struct cell){ "Q3 2026;Q4 2027", 7 }, &period));
	assert_string_equal("2026-Q3", period_name(period, name));
	assert_true(period_in_words((struct cell){ "2026Q31", 6 }, &period));
	assert_string_equal("2026-Q3", period_name(period, name));
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(reads_what_people_write),
		cmocka_unit_test(leaves_everything_else_alone),
		cmocka_unit_test(reads_no_further_than_the_cell),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
