/* test_seen_rows.c - which rows were there before. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "input/seen_rows.h"

/* Neighbours, multiples of every table size, and 0, which marks a free place inside. */
static void
finds_again_what_was_added_and_nothing_else(void **state)
{
	struct seen_rows seen = { 0 };

	(void)state;
	for (uint64_t i = 0; i < 5000; i++)
		assert_int_equal(seen_rows_add(&seen, i << 32), 0);
	for (uint64_t i = 2; i < 5000; i++)
		assert_int_equal(seen_rows_add(&seen, i), 0);
	for (uint64_t i = 0; i < 5000; i++)
		assert_int_equal(seen_rows_add(&seen, i << 32), 1);
	for (uint64_t i = 2; i < 5000; i++)
		assert_int_equal(seen_rows_add(&seen, i), 1);
	assert_int_equal(seen_rows_add(&seen, 5000), 0);
	assert_int_equal(seen.count, 9999);
	seen_rows_clear(&seen);
	assert_int_equal(seen_rows_add(&seen, 7), 0);
	seen_rows_clear(&seen);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(finds_again_what_was_added_and_nothing_else),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
