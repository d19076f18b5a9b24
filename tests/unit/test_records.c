/* test_records.c - the records read ahead are those that are then read. */
#include "csv_fixture.h"

#include "input/records.h"

/* A file of count records "1,x", "2,x" ... and then tail. */
static const char *
numbered(struct fixture *fixture, size_t count, const char *tail)
{
	char  *bytes = arena_alloc(fixture->arena, count + 1, 32);
	size_t length = 0;

	for (size_t i = 1; i <= count; i++)
		length += (size_t)sprintf(bytes + length, "%zu,x\n", i);
	length += (size_t)sprintf(bytes + length, "%s", tail);
	return fixture_file(fixture, bytes, length);
}

static struct records *
open_records(struct fixture *fixture, const char *path)
{
	struct records *records;

	if (records_open(path, NULL, ',', &small_limits, &records, &fixture->error) == -1)
		fail_msg("%s", fixture->error.message);
	return records;
}

static void
keeps_the_head_while_reading_on(void **state)
{
	static const struct {
		size_t count;
		size_t head;
	} cases[] = {{0, 0}, {1, 1}, {23, 23}, {24, 24}, {25, 24}, {1000, 24}};

	for (size_t i = 0; i < COUNT_OF(cases); i++) {
		struct fixture	 *fixture = *state;
		struct records	 *records = open_records(fixture, numbered(fixture, cases[i].count, ""));
		struct csv_record record;
		size_t		  head_count;

		assert_non_null(records_head(records, &head_count));
		assert_int_equal(cases[i].head, head_count);
		for (size_t n = 1; n <= cases[i].count; n++) {
			assert_int_equal(1, records_next(records, &record, &fixture->error));
			assert_int_equal(n, record.line);
			assert_int_equal(2, record.field_count);
			assert_int_equal(n, strtoul(record.fields[0].text, NULL, 10));
			assert_string_equal("x", record.fields[1].text);
		}
		assert_int_equal(0, records_next(records, &record, &fixture->error));
		assert_int_equal(0, records_next(records, &record, &fixture->error));
		for (size_t n = 0; n < head_count; n++)
			assert_int_equal(n + 1, strtoul(records_head(records, &head_count)[n].fields[0].text, NULL, 10));
		assert_int_equal(64, strlen(csv_digest(records_csv(records))));
		records_close(records);
	}
}

static void
skips_within_the_head(void **state)
{
	static const struct {
		size_t skip;
		unsigned long next;
	} cases[] = {{0, 1}, {3, 4}, {24, 25}, {99, 25}};

	for (size_t i = 0; i < COUNT_OF(cases); i++) {
		struct fixture	 *fixture = *state;
		struct records	 *records = open_records(fixture, numbered(fixture, 30, ""));
		struct csv_record record;

		records_skip(records, cases[i].skip);
		assert_int_equal(1, records_next(records, &record, &fixture->error));
		assert_int_equal(cases[i].next, record.line);
		records_close(records);
	}
}

/* The quote that is never closed stands in line 3 (seen while reading ahead) or 41 (not). */
static void
reports_a_broken_record_in_its_turn(void **state)
{
	static const size_t counts[] = { 2, 40 };

	for (size_t i = 0; i < COUNT_OF(counts); i++) {
		struct fixture	 *fixture = *state;
		struct records	 *records = open_records(fixture, numbered(fixture, counts[i], "\"open,x\n"));
		struct csv_record record;

		for (size_t n = 1; n <= counts[i]; n++)
			assert_int_equal(1, records_next(records, &record, &fixture->error));
		for (int again = 0; again < 2; again++) {
			fixture->error.line = 0;
			assert_int_equal(-1, records_next(records, &record, &fixture->error));
			assert_int_equal(counts[i] + 1, fixture->error.line);
			assert_non_null(strstr(fixture->error.message, "never closed"));
		}
		records_close(records);
	}
}

static void
passes_on_why_a_file_cannot_be_opened(void **state)
{
	struct fixture *fixture = *state;
	struct records *records;

	assert_int_equal(-1,
	    records_open(fixture->directory, NULL, '\0', &small_limits, &records, &fixture->error));
	assert_null(records);
	assert_int_equal(ERROR_INPUT, fixture->error.code);
	assert_int_equal(-1,
	    records_open(numbered(fixture, 1, ""), "nonsense", '\0', &small_limits, &records,
		&fixture->error));
	assert_int_equal(ERROR_CONFIG, fixture->error.code);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test_setup_teardown(keeps_the_head_while_reading_on, fixture_setup, fixture_teardown),
		cmocka_unit_test_setup_teardown(skips_within_the_head, fixture_setup, fixture_teardown),
		cmocka_unit_test_setup_teardown(reports_a_broken_record_in_its_turn, fixture_setup, fixture_teardown),
		cmocka_unit_test_setup_teardown(passes_on_why_a_file_cannot_be_opened, fixture_setup, fixture_teardown),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
