/* test_kpi_wide.c - several values a row: a column a KPI, a column a period, ratios and columns as measures. */
#include "kpi_fixture.h"

static void
each_kpi_column_is_the_kpi_its_header_names(void **state)
{
	struct fixture *fixture = *state;
	size_t		known = fixture->model.indicator_count;

	fixture->model.indicators[model_find_indicator(&fixture->model, "response")].title = "Hours to a first answer";
	fixture_map(fixture, "[source x]\ninput = kpi\nfile = \"kpi*\"\nkpi_columns = \"Up-Time|hours*|COST|Tickets*\"\n");
	assert_int_equal(0, fixture_read(fixture, INPUT_KPI,
	    "partner,period,Up-Time,Hours to a First Answer,remark,Cost,Tickets closed\n"
	    "A,2026-Q3,99.7,6,fine,5,12\nB,2026-Q3,99.9,,late,\"1,234,567\",7\n"));
	assert_int_equal(8, fixture->dataset.kpi_row_count);
	assert_kpi(fixture, "A", "availability", "2026-Q3", 99.7);
	assert_kpi(fixture, "A", "response", "2026-Q3", 6);
	assert_kpi(fixture, "A", "cost", "2026-Q3", 5);
	assert_kpi(fixture, "B", "cost", "2026-Q3", 1234567);
	assert_kpi(fixture, "B", "Tickets closed", "2026-Q3", 7);
	assert_kpi_state(fixture, "B", "response", "2026-Q3", VALUE_BLANK);
	assert_int_equal(known + 1, fixture->model.indicator_count);
	assert_int_equal(7, fixture_finding(fixture, FINDING_UNKNOWN_KPI)->column);
	assert_int_equal(2, fixture->dataset.files[0].rows);
	assert_int_equal(2, fixture->dataset.files[0].accepted);
}

static void
a_finding_names_the_true_column(void **state)
{
	struct fixture	     *fixture = *state;
	const struct finding *finding;

	fixture_map(fixture, "[source x]\ninput = kpi\nfile = \"kpi*\"\nkpi_columns = \"availability|cost\"\n");
	assert_int_equal(0, fixture_read(fixture, INPUT_KPI,
	    "partner,period,availability,cost\nA,2026-Q3,99.7,dear\nB,2026-Q3,high,4\n,2026-Q3,1,2\n"));
	assert_int_equal(2, findings_count_kind(fixture->findings, FINDING_BAD_NUMBER));
	findings_sort(fixture->findings);
	finding = findings_at(fixture->findings, 0);
	assert_int_equal(2, finding->line);
	assert_int_equal(4, finding->column);
	assert_string_equal("dear", finding->value);
	assert_int_equal(3, findings_at(fixture->findings, 1)->column);
	assert_kpi_state(fixture, "A", "cost", "2026-Q3", VALUE_REJECTED);
	/* One blank partner, however many values the row has. */
	assert_int_equal(4, fixture_finding(fixture, FINDING_BLANK_PARTNER)->line);
	assert_int_equal(1, fixture->dataset.files[0].rejected);
}

static void
each_period_column_is_the_period_its_header_names(void **state)
{
	struct fixture *fixture = *state;

	fixture_map(fixture, "[source x]\ninput = kpi\nfile = \"kpi*\"\nperiod_columns = auto\nkpi_column = \"Measure\"\nnote_column = \"Remarks\"\n");
	assert_int_equal(0, fixture_read(fixture, INPUT_KPI,
	    "Partner,Measure,Target,Jan 2026,Feb-26,2026-03,Q2 2026,2026 H2,2025,Remarks\n"
	    "A,cost,10,1,2,3,4,5,6,well\nA,response,,,x,3,4,5,6,\n"));
	assert_kpi(fixture, "A", "cost", "2026-01", 1);
	assert_kpi(fixture, "A", "cost", "2026-02", 2);
	assert_kpi(fixture, "A", "cost", "2026-03", 3);
	assert_kpi(fixture, "A", "cost", "2026-Q2", 4);
	assert_kpi(fixture, "A", "cost", "2026-H2", 5);
	assert_kpi(fixture, "A", "cost", "2025", 6);
	assert_true(kpi_terms_of(fixture, "A", "cost", "2026-Q2")->target == 10);
	assert_string_equal("well", kpi_terms_of(fixture, "A", "cost", "2025")->note);
	assert_kpi_state(fixture, "A", "response", "2026-01", VALUE_BLANK);
	assert_kpi_state(fixture, "A", "response", "2026-02", VALUE_REJECTED);
	assert_int_equal(5, fixture_finding(fixture, FINDING_BAD_NUMBER)->column);
	assert_int_equal(12, fixture->dataset.kpi_row_count);
}

static void
a_period_column_without_a_period_is_named(void **state)
{
	struct fixture	     *fixture = *state;
	const struct finding *finding;

	fixture_map(fixture, "[source x]\ninput = kpi\nfile = \"kpi*\"\nperiod_columns = \"20*\"\n");
	assert_int_equal(0, fixture_read(fixture, INPUT_KPI, "partner,kpi,2026-Q1,2026-Q5,20 words\nA,cost,1,2,3\n"));
	assert_kpi(fixture, "A", "cost", "2026-Q1", 1);
	assert_int_equal(1, fixture->dataset.kpi_row_count);
	assert_int_equal(2, findings_count_kind(fixture->findings, FINDING_BAD_PERIOD));
	findings_sort(fixture->findings);
	finding = findings_at(fixture->findings, 0);
	assert_string_equal("2026-Q5", finding->value);
	assert_int_equal(4, finding->column);
}

/* Attendances as hospitals publish them: 250 of 1000 waited over 4 hours, 75 % did not; 2318 of 13,470 did: 11,152 / 13,470 did not. */
static void
a_ratio_is_computed_from_two_columns(void **state)
{
	struct fixture	     *fixture = *state;
	const struct finding *zero;

	fixture_map(fixture,
	    "[source x]\ninput = kpi\nfile = \"kpi*\"\npartner_column = \"trust\"\nperiod_column = \"date\"\ndecimal = point\n"
	    "[measure seen]\nkpi = \"cost\"\nratio = \"1 - {over*} / {total}\"\npercent = yes\nunit = \"%\"\ntarget = \"95\"\n"
	    "[measure load]\nkpi = \"response\"\nsource = \"x\"\nratio = \"{total}/{beds}\"\n");
	assert_int_equal(0, fixture_read(fixture, INPUT_KPI,
	    "trust,total,over 4 hours,beds,date\nRC9,1000,250,500,April 2026\nRWH,\"13,470\",2318,10,April 2026\n"
	    "RGT,12525,NA,0,April 2026\nR1,100,Date Not Captured,8,April 2026\nR2,0,0,5,May 2026\n"));
	assert_kpi(fixture, "RC9", "cost", "2026-04", 75);
	assert_kpi(fixture, "RC9", "response", "2026-04", 2);
	assert_kpi(fixture, "RWH", "cost", "2026-04", 100 * 11152.0 / 13470.0);
	assert_kpi(fixture, "RWH", "response", "2026-04", 1347);
	assert_kpi_state(fixture, "RGT", "cost", "2026-04", VALUE_BLANK);
	assert_kpi_state(fixture, "RGT", "response", "2026-04", VALUE_BLANK);
	assert_kpi_state(fixture, "R1", "cost", "2026-04", VALUE_REJECTED);
	assert_kpi(fixture, "R1", "response", "2026-04", 12.5);
	assert_kpi_state(fixture, "R2", "cost", "2026-05", VALUE_BLANK);
	assert_kpi(fixture, "R2", "response", "2026-05", 0);
	assert_true(kpi_terms_of(fixture, "RC9", "cost", "2026-04")->target == 95);
	assert_string_equal("%", kpi_terms_of(fixture, "RC9", "cost", "2026-04")->unit);
	assert_non_null(strstr(kpi_terms_of(fixture, "RC9", "cost", "2026-04")->note, "{total}"));
	/* Each measure meets a divisor of 0, in one row; words stand in line 5, column 3. */
	assert_int_equal(3, findings_count_kind(fixture->findings, FINDING_BAD_NUMBER));
	findings_sort(fixture->findings);
	zero = findings_at(fixture->findings, 0);
	assert_int_equal(4, zero->line);
	assert_int_equal(4, zero->column);
	assert_string_equal("0", zero->value);
	assert_int_equal(5, findings_at(fixture->findings, 1)->line);
	assert_int_equal(3, findings_at(fixture->findings, 1)->column);
	assert_string_equal("Date Not Captured", findings_at(fixture->findings, 1)->value);
	assert_int_equal(0, fixture->dataset.files[0].rejected);
}

static void
a_measure_may_be_a_column_with_terms_of_its_own(void **state)
{
	struct fixture	       *fixture = *state;
	const struct kpi_terms *terms;

	fixture_map(fixture,
	    "[source x]\ninput = kpi\nfile = \"kpi*\"\n"
	    "[measure cost]\ncolumn = \"Share kept\"\npercent = yes\ngreen_at = \"95\"\nred_at_column = \"Floor\"\ndirection = \"higher\"\n");
	assert_int_equal(0, fixture_read(fixture, INPUT_KPI,
	    "partner,period,Share kept,Floor\nA,2026-Q3,0.28,10\nB,2026-Q3,85 %,20\nC,2026-Q3,withheld,\n"));
	assert_kpi(fixture, "A", "cost", "2026-Q3", 28);
	assert_kpi(fixture, "B", "cost", "2026-Q3", 85);
	assert_kpi_state(fixture, "C", "cost", "2026-Q3", VALUE_WITHHELD);
	terms = kpi_terms_of(fixture, "B", "cost", "2026-Q3");
	assert_true(terms->limits.green == 95);
	assert_true(terms->limits.red == 20);
	assert_int_equal(DIRECTION_HIGHER, kpi_row_of(fixture, "A", "cost", "2026-Q3")->direction);
}

/* percent = fraction says how the file writes; what the mapping writes is the KPI's own unit. */
static void
fractions_become_percent_in_every_shape(void **state)
{
	struct fixture *fixture = *state;

	fixture_map(fixture, "[source x]\ninput = kpi\nfile = \"kpi*\"\npercent = fraction\ntarget = \"90\"\nkpi_columns = \"cost|response\"\n");
	assert_int_equal(0, fixture_read(fixture, INPUT_KPI, "partner,period,cost,response\nA,2026-Q3,0.28,85.4 %\n"));
	assert_kpi(fixture, "A", "cost", "2026-Q3", 28);
	assert_kpi(fixture, "A", "response", "2026-Q3", 85.4);
	assert_true(kpi_terms_of(fixture, "A", "cost", "2026-Q3")->target == 90);
}

static void
two_columns_of_one_kpi_are_a_key_given_twice(void **state)
{
	struct fixture *fixture = *state;

	fixture_map(fixture, "[source x]\ninput = kpi\nfile = \"kpi*\"\nkpi_columns = \"availability|uptime\"\n");
	assert_int_equal(0, fixture_read(fixture, INPUT_KPI, "partner,period,availability,uptime\nA,2026-Q3,99,98\nB,2026-Q3,97,96\n"));
	assert_int_equal(2, findings_count_kind(fixture->findings, FINDING_DUPLICATE));
	assert_kpi_state(fixture, "A", "availability", "2026-Q3", VALUE_REJECTED);
	/* Four values were rejected, but there are only two rows. */
	assert_int_equal(2, fixture->dataset.files[0].rejected);
	assert_int_equal(0, fixture->dataset.files[0].accepted);
	fixture_map(fixture, "[source x]\ninput = kpi\nfile = \"kpi*\"\nkpi_columns = \"availability|uptime\"\nduplicates = last\n");
	assert_int_equal(0, fixture_read(fixture, INPUT_KPI, "partner,period,availability,cost\nA,2026-Q3,99,1\nA,2026-Q3,97,2\n"));
	assert_kpi(fixture, "A", "availability", "2026-Q3", 97);
}

static void
a_measure_of_any_source_leaves_other_files_long(void **state)
{
	struct fixture *fixture = *state;

	fixture_map(fixture, "[source x]\ninput = kpi\nfile = \"kpi*\"\nvalue_column = \"actual\"\n[measure rate]\nratio = \"{a} / {b}\"\n");
	assert_int_equal(0, fixture_read(fixture, INPUT_KPI, "partner,period,kpi,actual\nA,2026-Q3,cost,5\n"));
	assert_kpi(fixture, "A", "cost", "2026-Q3", 5);
}

static void
a_measure_whose_column_is_missing_ends_the_file(void **state)
{
	struct fixture	     *fixture = *state;
	const struct finding *finding;

	fixture_map(fixture, "[source x]\ninput = kpi\nfile = \"kpi*\"\n[measure rate]\nsource = \"x\"\nratio = \"{a} / {b}\"\n");
	assert_int_equal(-1, fixture_read(fixture, INPUT_KPI, "partner,period,a,c\nA,2026-Q3,1,2\n"));
	finding = fixture_finding(fixture, FINDING_MISSING_COLUMN);
	assert_string_equal("b", finding->value);
	assert_non_null(strstr(finding->expected, "[measure rate]"));
}

static void
a_wide_file_that_breaks_off_counts_for_nothing(void **state)
{
	struct fixture *fixture = *state;

	fixture_map(fixture, "[source x]\ninput = kpi\nfile = \"kpi*\"\nkpi_columns = \"cost|Tickets\"\n");
	assert_int_equal(-1, fixture_read(fixture, INPUT_KPI, "partner,period,cost,Tickets\nA,2026-Q3,5,6\nB,2026-Q3,\"7,8\n"));
	assert_int_equal(0, fixture->dataset.kpi_row_count);
	assert_int_equal(0, findings_count_kind(fixture->findings, FINDING_UNKNOWN_KPI));
	assert_int_equal(1, findings_count_kind(fixture->findings, FINDING_FILE_UNUSABLE));
}

/* Published table, unchanged: 7,895 rows, of which 812 lack what the ratio needs (formats.md 6). */
static void
reads_the_hospital_file_unchanged(void **state)
{
	static const char path[] = "../shared/data/kpi/nhs_trust_accident_emergency.csv";
	struct fixture	 *fixture = *state;
	size_t		  present = 0;

	if (access(path, R_OK) == -1) {
		print_message("needs %s, which is not here\n", path);
		skip();
	}
	fixture_map(fixture,
	    "[source nhs]\ninput = kpi\nfile = \"nhs_*\"\npartner_column = \"nhs_trust22_code\"\nperiod_column = \"date\"\n"
	    "[measure seen]\nratio = \"1 - {attendances_over_4hours} / {total_attendances}\"\npercent = yes\n");
	fixture->settings.inputs[INPUT_KPI] = path;
	assert_int_equal(0, fixture_load(fixture));
	assert_int_equal(7895, fixture->dataset.files[0].rows);
	assert_int_equal(7895, fixture->dataset.kpi_row_count);
	for (size_t i = 0; i < fixture->dataset.kpi_row_count; i++)
		present += fixture->dataset.kpi_rows[i].state == VALUE_PRESENT;
	assert_int_equal(7895 - 812, present);
	/* Line 4 of the file: 13,470 attendances, 2,318 over four hours, "April 2021". */
	assert_kpi(fixture, "RWH", "seen", "2021-04", 100 * 11152.0 / 13470.0);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		TEST(each_kpi_column_is_the_kpi_its_header_names),
		TEST(a_finding_names_the_true_column),
		TEST(each_period_column_is_the_period_its_header_names),
		TEST(a_period_column_without_a_period_is_named),
		TEST(a_ratio_is_computed_from_two_columns),
		TEST(a_measure_may_be_a_column_with_terms_of_its_own),
		TEST(fractions_become_percent_in_every_shape),
		TEST(two_columns_of_one_kpi_are_a_key_given_twice),
		TEST(a_measure_of_any_source_leaves_other_files_long),
		TEST(a_measure_whose_column_is_missing_ends_the_file),
		TEST(a_wide_file_that_breaks_off_counts_for_nothing),
		TEST(reads_the_hospital_file_unchanged),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
