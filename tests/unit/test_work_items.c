/* test_work_items.c - pieces of work: which row counts, which times, and what is said about the rest. */
#include "work_fixture.h"

static const char header[] = "item,partner,type,created,started,done,active_days,business_priority\n";

static int
read_rows(struct fixture *fixture, const char *rows)
{
	return read_items(fixture, arena_printf(fixture->arena, "%s%s", header, rows));
}

/* 10 September 09:00 to 30 September 21:00 is 20 days and 12 hours. */
static void
a_plain_file_says_what_came_and_what_was_done(void **state)
{
	struct fixture		*fixture = *state;
	const struct work_item *item;

	assert_int_equal(0, read_rows(fixture,
	    "W-3,B,debt,2026-07-02,,2026-07-04,,\n"
	    "W-2,B,feature,2026-07-01,,,,no\n"
	    "W-1,A,Defect,2026-09-01,2026-09-10T09:00,2026-09-30T21:00,3.5,Yes\n"
	    "W-4,B,risk,,2026-07-01,2026-07-09,,\n"));
	assert_int_equal(4, fixture->dataset.work_item_count);
	/* B has work and nothing else. */
	assert_int_equal(1, findings_count(fixture->findings));
	assert_string_equal("B", fixture_finding(fixture, FINDING_NO_DATA)->partner);
	item = item_of(fixture, 4);
	assert_ptr_equal(item, &fixture->dataset.work_items[0]);
	assert_string_equal("A", fixture->dataset.partners[item->partner].id);
	assert_int_equal(WORK_DEFECT, item->type);
	assert_int_equal(1, item->business_priority);
	assert_date(item->created, "2026-09-01");
	assert_date(item->started, "2026-09-10");
	assert_date(item->done, "2026-09-30");
	assert_near(20.5, item->days, 1e-12);
	assert_near(3.5, item->active_days, 0);
	assert_false(item->estimated || item->undated);
	/* By creation within the partner, the one without first; open items have no time. */
	assert_int_equal(5, fixture->dataset.work_items[1].line);
	assert_int_equal(3, fixture->dataset.work_items[2].line);
	assert_int_equal(2, fixture->dataset.work_items[3].line);
	assert_near(8, item_of(fixture, 5)->days, 0);
	assert_int_equal(0, item_of(fixture, 3)->business_priority);
	assert_int_equal(-1, item_of(fixture, 2)->business_priority);
	assert_date(item_of(fixture, 3)->done, "");
	assert_true(isnan(item_of(fixture, 3)->days));
	assert_true(isnan(item_of(fixture, 3)->active_days));
}

/* The file has a column for the start: what was never started has no time. Without the column, work starts when it comes in. */
static void
the_start_is_the_creation_only_where_the_file_has_no_start(void **state)
{
	struct fixture *fixture = *state;

	assert_int_equal(0, read_rows(fixture, "W-1,A,debt,2026-07-01,,2026-07-04,,\n"));
	assert_date(item_of(fixture, 2)->started, "");
	assert_true(isnan(item_of(fixture, 2)->days));
	assert_int_equal(0, read_items(fixture, "item,partner,created,done\nW-1,A,2026-07-01,2026-07-04\n"));
	assert_date(item_of(fixture, 2)->started, "2026-07-01");
	assert_near(3, item_of(fixture, 2)->days, 0);
	assert_int_equal(WORK_TYPES, item_of(fixture, 2)->type);
}

static void
the_last_row_of_an_item_counts(void **state)
{
	struct fixture		*fixture = *state;
	const struct input_file *file;

	assert_int_equal(0, read_rows(fixture,
	    "W-1,A,debt,2026-07-01,,,,\nW-2,A,debt,2026-07-01,,,,\nW-1,A,debt,2026-07-01,2026-07-02,,,\nW-1,B,risk,2026-07-01,2026-07-02,2026-07-05,,\n"));
	file = &fixture->dataset.files[1];
	assert_int_equal(2, fixture->dataset.work_item_count);
	assert_string_equal("B", fixture->dataset.partners[item_of(fixture, 5)->partner].id);
	assert_near(3, item_of(fixture, 5)->days, 0);
	assert_int_equal(4, file->rows);
	assert_int_equal(2, dropped(file, "older-row"));
	assert_int_equal(2, file->accepted);
	assert_int_equal(0, file->rejected);
	assert_int_equal(2, fixture_finding(fixture, FINDING_DROPPED)->rows);
}

/* Exports of two quarters overlap. The number alone does not make an item: partners count on their own. */
static void
a_later_file_replaces_what_an_earlier_one_says(void **state)
{
	struct fixture		*fixture = *state;
	const struct input_file *files;

	fixture_write(fixture, "work-1.csv", "item,partner,created,done\n1,A,2026-05-01,\n2,A,2026-05-02,2026-05-03\n3,A,2026-05-03,\n");
	fixture_write(fixture, "work-2.csv", "item,partner,created,done\n1,A,2026-05-01,2026-05-06\n2,B,2026-05-01,\n");
	fixture_input(fixture, INPUT_WORK_ITEMS, "work-*.csv");
	fixture_write(fixture, "kpi.csv", "partner,period,kpi,value\nA,2026-Q3,cost,1\n");
	fixture_input(fixture, INPUT_KPI, "kpi.csv");
	assert_int_equal(0, fixture_load(fixture));
	files = fixture->dataset.files;
	assert_int_equal(4, fixture->dataset.work_item_count);
	assert_int_equal(2, fixture->dataset.work_items[0].file);
	assert_near(5, fixture->dataset.work_items[0].days, 0);
	assert_int_equal(1, dropped(&files[1], "older-file"));
	assert_int_equal(2, files[1].accepted);
	assert_int_equal(2, files[2].accepted);
	assert_string_equal("work-1.csv", fixture_finding(fixture, FINDING_DROPPED)->file);
}

static void
what_cannot_be_read_is_named_and_counts_as_empty(void **state)
{
	struct fixture		*fixture = *state;
	const struct finding	*finding;
	const struct work_item *item;

	assert_int_equal(0, read_rows(fixture,
	    "W-1,A,spike,2026-06-31,,,,\nW-2,A,Spike,2026-07-01,,,,\nW-3,A,Spike,2026-07-01,,,,\nW-4,A,debt,2026-07-01,,,-2,\nW-5,A,debt,2026-07-01,,,,maybe\n"
	    ",A,debt,2026-07-01,,,,\nW-7,,debt,2026-07-01,,,,\n"));
	finding = fixture_finding(fixture, FINDING_BAD_DATE);
	assert_int_equal(2, finding->line);
	assert_int_equal(4, finding->column);
	assert_string_equal("2026-06-31", finding->value);
	item = item_of(fixture, 2);
	assert_date(item->created, "");
	assert_int_equal(WORK_TYPES, item->type);
	assert_int_equal(8, fixture_finding(fixture, FINDING_BLANK_PARTNER)->line);
	assert_int_equal(5, fixture_finding(fixture, FINDING_BAD_NUMBER)->line);
	assert_true(isnan(item_of(fixture, 5)->active_days));
	assert_int_equal(-1, item_of(fixture, 6)->business_priority);
	/* The priority and the missing number, row by row; the unknown type once, at the end of the file. */
	assert_int_equal(2, findings_count_kind(fixture->findings, FINDING_BAD_WORD));
	finding = fixture_finding(fixture, FINDING_UNKNOWN_TYPE);
	assert_string_equal("spike", finding->value);
	assert_int_equal(3, finding->rows);
	assert_int_equal(2, finding->line);
	assert_int_equal(3, finding->column);
	assert_int_equal(5, fixture->dataset.work_item_count);
	assert_int_equal(2, fixture->dataset.files[1].rejected);
}

static void
done_before_it_was_started_is_done_but_has_no_time(void **state)
{
	struct fixture	     *fixture = *state;
	const struct finding *finding;

	assert_int_equal(0, read_rows(fixture,
	    "W-1,A,debt,2026-07-01,2026-07-09,2026-07-05,,\nW-2,A,debt,2026-07-01,2026-07-05,2026-07-05,,\nW-1,A,debt,2026-07-01,2026-07-08,2026-07-05,,\n"));
	finding = fixture_finding(fixture, FINDING_NEGATIVE_TIME);
	assert_int_equal(4, finding->line);
	assert_int_equal(6, finding->column);
	assert_string_equal("2026-07-05", finding->value);
	assert_non_null(strstr(finding->expected, "2026-07-08"));
	assert_date(item_of(fixture, 4)->done, "2026-07-05");
	assert_true(isnan(item_of(fixture, 4)->days));
	assert_near(0, item_of(fixture, 3)->days, 0);
}

static void
nothing_of_a_broken_file_is_left(void **state)
{
	struct fixture *fixture = *state;

	assert_int_equal(0, read_rows(fixture, "W-1,A,spike,2026-07-01,2026-07-09,2026-07-05,,\nW-2,A,\"debt,2026-07-01,,,,\n"));
	assert_true(fixture->dataset.files[1].unusable);
	assert_int_equal(0, fixture->dataset.work_item_count);
	assert_int_equal(0, fixture->dataset.files[1].accepted);
	assert_int_equal(0, findings_count_kind(fixture->findings, FINDING_NEGATIVE_TIME));
	assert_int_equal(1, findings_count_kind(fixture->findings, FINDING_FILE_UNUSABLE));
}

static void
a_partner_of_work_alone_is_a_partner(void **state)
{
	struct fixture *fixture = *state;
	long		index;

	assert_int_equal(0, read_rows(fixture, "W-1,Z,debt,2026-07-01,,,,\n"));
	index = dataset_find_partner(&fixture->dataset, "Z");
	assert_int_equal(1, index);
	assert_int_equal(index, item_of(fixture, 2)->partner);
	assert_int_equal(0, fixture->dataset.partners[index].kpi_count);
	assert_string_equal("Z", fixture_finding(fixture, FINDING_NO_DATA)->value);
}

/* A good file with a few bytes changed at random: whatever is read, the counts add up and every time is one. */
static void
damaged_bytes_do_no_harm(void **state)
{
	static const char seed[] =
	    "item,partner,type,created,started,done,active_days,business_priority,status\n"
	    "W-1,A,debt,27/Dec/25 10:48 AM,30.12.2025 14:05:00,2026-01-02T10:00:00+02:00,3.5,yes,done\n"
	    "W-2,A,\"risk\",6/21/2018 23:29:42,Sep 30 2026,21/9/2026 24:00,1,no,\nW-1,B,spike,,,13/02/2026,,,open\nW-3,A,debt,,,,,,done\n";
	static const char special[] = "\",;\t|\r\n\0\377 A/-.0129:\303";
	struct fixture	 *fixture = *state;
	uint32_t	  random = 20260930;

	for (int round = 0; round < 2000; round++) {
		char   bytes[sizeof seed];
		size_t length = sizeof seed - 1;
		const struct input_file *file;

		memcpy(bytes, seed, sizeof seed);
		for (int change = 0; change < 1 + round % 6; change++) {
			random = random * 1664525u + 1013904223u;
			bytes[(random >> 8) % length] = special[(random >> 20) % (sizeof special - 1)];
		}
		fixture_write_bytes(fixture, "work.csv", bytes, length);
		fixture_input(fixture, INPUT_WORK_ITEMS, "work.csv");
		(void)fixture_load(fixture);
		file = &fixture->dataset.files[0];
		assert_int_equal(file->rows, file->accepted + file->rejected + file->dropped);
		assert_int_equal(file->unusable ? 0 : file->accepted, fixture->dataset.work_item_count);
		for (size_t i = 0; i < fixture->dataset.work_item_count; i++)
			assert_false(fixture->dataset.work_items[i].days < 0);
	}
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, fixture_setup, fixture_teardown)

int
main(void)
{
	const struct CMUnitTest tests[] = {
		TEST(a_plain_file_says_what_came_and_what_was_done),
		TEST(the_start_is_the_creation_only_where_the_file_has_no_start),
		TEST(the_last_row_of_an_item_counts),
		TEST(a_later_file_replaces_what_an_earlier_one_says),
		TEST(what_cannot_be_read_is_named_and_counts_as_empty),
		TEST(done_before_it_was_started_is_done_but_has_no_time),
		TEST(nothing_of_a_broken_file_is_left),
		TEST(a_partner_of_work_alone_is_a_partner),
		TEST(damaged_bytes_do_no_harm),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
