/* test_table.c - ids to indexes. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>

#include <cmocka.h>

#include "base/table.h"

static void
keeps_every_key_while_it_grows(void **state)
{
	struct table *table = table_new();
	char	      key[16];
	long	      previous;

	(void)state;
	assert_non_null(table);
	for (long i = 0; i < 5000; i++) {
		int length = snprintf(key, sizeof key, "key-%ld", i);

		assert_int_equal(table_set(table, key, (size_t)length, i, &previous), 0);
		assert_int_equal(previous, -1);
	}
	assert_int_equal(table_count(table), 5000);
	for (long i = 0; i < 5000; i++) {
		int length = snprintf(key, sizeof key, "key-%ld", i);

		assert_int_equal(table_get(table, key, (size_t)length), i);
	}
	assert_int_equal(table_get(table, "key-5000", 8), -1);
	table_free(table);
}

static void
replaces_a_value_and_tells_the_old_one(void **state)
{
	struct table *table = table_new();
	long	      previous = 0;

	(void)state;
	assert_non_null(table);
	assert_int_equal(table_set(table, "acme", 4, 7, NULL), 0);
	assert_int_equal(table_set(table, "acme", 4, 8, &previous), 0);
	assert_int_equal(previous, 7);
	assert_int_equal(table_get(table, "acme", 4), 8);
	assert_int_equal(table_count(table), 1);
	table_free(table);
}

static void
takes_any_bytes_as_key(void **state)
{
	struct table *table = table_new();

	(void)state;
	assert_non_null(table);
	assert_int_equal(table_set(table, "", 0, 1, NULL), 0);
	assert_int_equal(table_set(table, "a\0b", 3, 2, NULL), 0);
	assert_int_equal(table_set(table, "a", 1, 3, NULL), 0);
	assert_int_equal(table_get(table, "", 0), 1);
	assert_int_equal(table_get(table, "a\0b", 3), 2);
	assert_int_equal(table_get(table, "a", 1), 3);
	assert_int_equal(table_get(table, "a\0c", 3), -1);
	table_free(table);
	table_free(NULL);
}

/* Keys of every length around a word that differ in one byte, or in zero bytes at their end, stay apart. */
static void
tells_keys_apart_by_each_byte_and_by_length(void **state)
{
	static const char zeros[40];
	struct table	 *table = table_new();
	long		  value = 0;

	(void)state;
	assert_non_null(table);
	for (size_t length = 0; length < sizeof zeros; length++) {
		long previous;

		assert_int_equal(table_set(table, zeros, length, value++, &previous), 0);
		assert_int_equal(previous, -1);
		for (size_t at = 0; at < length; at++) {
			char key[sizeof zeros] = "";

			key[at] = '\x80';
			assert_int_equal(table_set(table, key, length, value++, &previous), 0);
			assert_int_equal(previous, -1);
		}
	}
	assert_int_equal(table_count(table), value);
	assert_int_equal(table_get(table, zeros, 1), 1);
	table_free(table);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(keeps_every_key_while_it_grows),
		cmocka_unit_test(replaces_a_value_and_tells_the_old_one),
		cmocka_unit_test(takes_any_bytes_as_key),
		cmocka_unit_test(tells_keys_apart_by_each_byte_and_by_length),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
