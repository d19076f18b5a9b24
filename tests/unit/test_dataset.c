/* test_dataset.c - which files are read, what happens to those that cannot be, and that no bytes do harm. */
#include "input_fixture.h"

static const char one_row[] = "partner,period,kpi,value\nA,2026-Q3,cost,1\n";

static void
a_pattern_is_read_in_name_order(void **state)
{
	struct fixture *fixture = *state;

	fixture_write(fixture, "kpi-b.csv", "partner,period,kpi,value\nB,2026-Q3,cost,1\n");
	fixture_write(fixture, "kpi-a.csv", one_row);
	fixture_write(fixture, "kpi-C.csv", "partner,period,kpi,value\nC,2026-Q3,cost,1\n");
	fixture_input(fixture, INPUT_KPI, "kpi-*.csv");
	assert_int_equal(0, fixture_load(fixture));
	assert_int_equal(3, fixture->dataset.file_count);
	assert_string_equal("kpi-C.csv", fixture->dataset.files[0].name);
	assert_string_equal("kpi-a.csv", fixture->dataset.files[1].name);
	assert_string_equal("kpi-b.csv", fixture->dataset.files[2].name);
}

/* SHA-256 of one_row by sha256sum. */
static void
each_file_is_recorded(void **state)
{
	struct fixture *fixture = *state;

	assert_int_equal(0, fixture_read(fixture, INPUT_KPI, one_row));
	assert_int_equal(sizeof one_row - 1, fixture->dataset.files[0].bytes);
	assert_string_equal("a2dcb58adf5ca045242ef850fb74b9386676feec53451b8ed3c81b031fb6936f", fixture->dataset.files[0].digest);
	assert_int_equal(',', fixture->dataset.files[0].separator);
	assert_string_equal("UTF-8", fixture->dataset.files[0].encoding);
	assert_int_equal(1, fixture->dataset.files[0].accepted);
}

static void
a_named_file_must_exist_and_a_pattern_must_match(void **state)
{
	struct fixture *fixture = *state;

	fixture_input(fixture, INPUT_KPI, "kpi.csv");
	assert_int_equal(-1, fixture_load(fixture));
	assert_int_equal(ERROR_NO_INPUT, fixture->error.code);
	fixture_input(fixture, INPUT_KPI, "kpi*.csv");
	assert_int_equal(-1, fixture_load(fixture));
	assert_int_equal(ERROR_NO_INPUT, fixture->error.code);
}

static void
a_pattern_that_no_file_fits_is_named(void **state)
{
	struct fixture *fixture = *state;

	fixture_write(fixture, "kpi.csv", one_row);
	fixture_input(fixture, INPUT_KPI, "kpi.csv");
	fixture_input(fixture, INPUT_SURVEY, "suvrey-*.csv");
	assert_int_equal(0, fixture_load(fixture));
	assert_string_equal("suvrey-*.csv", fixture_finding(fixture, FINDING_EMPTY_FILE)->file);
}

static void
a_file_without_rows_is_named(void **state)
{
	struct fixture *fixture = *state;

	fixture_write(fixture, "kpi-empty.csv", "partner,period,kpi,value\n");
	fixture_write(fixture, "kpi-nothing.csv", "");
	fixture_write(fixture, "kpi-full.csv", one_row);
	fixture_input(fixture, INPUT_KPI, "kpi-*.csv");
	assert_int_equal(0, fixture_load(fixture));
	assert_string_equal("kpi-empty.csv", fixture_finding(fixture, FINDING_EMPTY_FILE)->file);
	assert_string_equal("kpi-nothing.csv", fixture_finding(fixture, FINDING_FILE_UNUSABLE)->file);
	unlink(fixture_path(fixture, "kpi-full.csv"));
	assert_int_equal(-1, fixture_load(fixture));
	assert_int_equal(ERROR_INPUT, fixture->error.code);
}

static void
a_directory_is_an_error_finding(void **state)
{
	struct fixture *fixture = *state;

	assert_int_equal(0, file_make_directories(fixture_path(fixture, "kpi-1.csv"), 0755, &fixture->error));
	fixture_write(fixture, "kpi-2.csv", one_row);
	fixture_input(fixture, INPUT_KPI, "kpi-*.csv");
	assert_int_equal(0, fixture_load(fixture));
	assert_true(fixture->dataset.files[0].unusable);
	assert_string_equal("kpi-1.csv", fixture_finding(fixture, FINDING_FILE_UNUSABLE)->file);
	assert_non_null(strstr(fixture_finding(fixture, FINDING_FILE_UNUSABLE)->value, "directory"));
}

/* Half a file would be half a report. */
static void
nothing_of_a_file_that_breaks_off_counts(void **state)
{
	struct fixture *fixture = *state;

	fixture_write(fixture, "kpi-1.csv", one_row);
	fixture_write(fixture, "kpi-2.csv", "partner,period,kpi,value\nB,2026-Q3,cost,1\nB,2026-Q3,strange,1\nB,2026-Q2,\"cost,2\n");
	fixture_write(fixture, "survey-1.csv", "partner,period,respondent,side,question,answer\nA,2026-Q3,r1,client,trust,1\n");
	fixture_write(fixture, "survey-2.csv",
	    "partner,period,respondent,side,question,answer\nA,2026-Q3,r1,client,open,1\nA,2026-Q3,r2,client,trust,1\nA,2026-Q3,r3,client,\"trust,1\n");
	fixture_input(fixture, INPUT_KPI, "kpi-*.csv");
	fixture_input(fixture, INPUT_SURVEY, "survey-*.csv");
	assert_int_equal(0, fixture_load(fixture));
	assert_int_equal(2, findings_count_kind(fixture->findings, FINDING_FILE_UNUSABLE));
	assert_int_equal(0, findings_count_kind(fixture->findings, FINDING_UNKNOWN_KPI));
	assert_int_equal(1, fixture->dataset.kpi_row_count);
	assert_int_equal(0, fixture->dataset.files[1].accepted);
	assert_int_equal(64, strlen(fixture->dataset.files[1].digest));
	assert_int_equal(1, fixture->dataset.respondent_count);
	for (size_t slot = 0; slot < fixture->dataset.question_slots; slot++) {
		double got = dataset_answer(&fixture->dataset, &fixture->dataset.respondents[0], slot);

		assert_true((long)fixture->dataset.slot_question[slot] == model_find_question(&fixture->model, "trust") ? got == 1 : isnan(got));
	}
	assert_int_equal(4, findings_at(fixture->findings, 0)->line);
	assert_int_equal(4, findings_at(fixture->findings, 1)->line);
}

static void
work_items_alone_are_no_run(void **state)
{
	struct fixture *fixture = *state;

	assert_int_equal(-1, fixture_read(fixture, INPUT_WORK_ITEMS, "item,partner,created\n1,Z,2026-07-01\n"));
	assert_int_equal(ERROR_INPUT, fixture->error.code);
}

static void
work_items_come_beside_the_rest(void **state)
{
	struct fixture *fixture = *state;

	fixture_write(fixture, "work.csv", "item,partner,created\n1,Z,2026-07-01\n2,A,2026-07-02\n3,A,2026-07-01\n");
	fixture_input(fixture, INPUT_WORK_ITEMS, "work.csv");
	assert_int_equal(0, fixture_read(fixture, INPUT_KPI, "partner,period,kpi,value\nM,2026-Q3,cost,1\n"));
	assert_int_equal(3, fixture->dataset.partner_count);
	assert_int_equal(3, fixture->dataset.work_item_count);
	assert_int_equal(4, fixture->dataset.work_items[0].line);
	assert_int_equal(3, fixture->dataset.work_items[1].line);
	assert_int_equal(2, fixture->dataset.work_items[2].line);
	assert_string_equal("Z", fixture->dataset.partners[fixture->dataset.work_items[2].partner].id);
	assert_int_equal(1, fixture->dataset.partners[1].kpi_count);
	/* A and Z get no report: each is named once, M is not. */
	assert_int_equal(2, findings_count_kind(fixture->findings, FINDING_NO_DATA));
	assert_string_equal("A", findings_at(fixture->findings, findings_count(fixture->findings) - 2)->partner);
	assert_string_equal("Z", findings_at(fixture->findings, findings_count(fixture->findings) - 1)->partner);
}

/* Bytes taken from a file that uses every feature, changed at random: whatever comes out, nothing breaks and the counts add up. */
static void
damaged_bytes_do_no_harm(void **state)
{
	static const char seed[] =
	    "partner,period,kpi,value,target,direction,green_at,red_at,rating,weight,unit,note\n"
	    "A,2026-Q3,availability,99.7,,higher,99.9,99.5,,2,%,\"a \"\"note\"\"\nof two lines\"\n"
	    "\"Škoda\",2026-07-15,stock,100,,range,95..105,85..115,,,,\nALL,2026,audit,,,,,,good,1,,\n"
	    "B;2026-H2;maturity;L;;;;;;;;\nB,May 2026,certified,yes,,,,,,0,,\n,,,,,,,,,,,\nB,2026-Q3,cost,\"1,234,567.5\",10,lower,,,,,,\n";
	static const char special[] = "\",;\t|\r\n\0\377 AQ-.0129\303";
	struct fixture	 *fixture = *state;
	uint32_t	  random = 20260930;

	for (int round = 0; round < 3000; round++) {
		char   bytes[sizeof seed];
		size_t length = sizeof seed - 1;

		memcpy(bytes, seed, sizeof seed);
		for (int change = 0; change < 1 + round % 6; change++) {
			random = random * 1664525u + 1013904223u;
			bytes[(random >> 8) % length] = special[(random >> 20) % (sizeof special - 1)];
		}
		if (round % 7 == 0)
			length = (random >> 5) % length;
		fixture_write_bytes(fixture, "kpi.csv", bytes, length);
		fixture_input(fixture, INPUT_KPI, "kpi.csv");
		(void)fixture_load(fixture);
		assert_int_equal(1, fixture->dataset.file_count);
		assert_true(fixture->dataset.files[0].rejected <= fixture->dataset.files[0].rows);
		assert_true(fixture->dataset.kpi_row_count <= fixture->dataset.files[0].rows);
	}
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, fixture_setup, fixture_teardown)

int
main(void)
{
	const struct CMUnitTest tests[] = {
		TEST(a_pattern_is_read_in_name_order),
		TEST(each_file_is_recorded),
		TEST(a_named_file_must_exist_and_a_pattern_must_match),
		TEST(a_pattern_that_no_file_fits_is_named),
		TEST(a_file_without_rows_is_named),
		TEST(a_directory_is_an_error_finding),
		TEST(nothing_of_a_file_that_breaks_off_counts),
		TEST(work_items_alone_are_no_run),
		TEST(work_items_come_beside_the_rest),
		TEST(damaged_bytes_do_no_harm),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
