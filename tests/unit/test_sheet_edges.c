/* test_sheet_edges.c - what stands above and below a table: rows to skip, rows of totals. */
#include "input_fixture.h"

/* A partner may be called Total: then its rows have all that names a row. */
static void
rows_of_totals_are_left_out_and_counted(void **state)
{
	struct fixture *fixture = *state;

	fixture_read_kpis(fixture, "", "partner,period,kpi,value\nA,2026-Q3,cost,1\nTotal,2026-Q3,cost,2\nTotal,,,3\nGrand total,2026-Q3,,3\n"
	    "Totaal,,cost,3\nTotal Ltd,,cost,3\n");
	assert_int_equal(3, fixture_dropped(fixture_file(fixture), "total"));
	assert_int_equal(2, fixture_file(fixture)->accepted);
	assert_int_equal(1, fixture_file(fixture)->rejected);
	assert_int_equal(3, fixture_finding(fixture, FINDING_DROPPED)->rows);
}

static void
rows_of_totals_may_be_kept(void **state)
{
	struct fixture *fixture = *state;

	fixture_read_kpis(fixture, "[source k]\ninput = kpi\nfile = \"*.csv\"\nkeep_total = yes\n",
	    "partner,period,kpi,value\nA,2026-Q3,cost,1\nTotal,,cost,3\n");
	assert_int_equal(0, fixture_dropped(fixture_file(fixture), "total"));
	assert_int_equal(1, fixture_file(fixture)->rejected);
}

/* A row below a header that is skipped would otherwise be read as the header of nothing. */
static void
skipping_more_rows_than_there_are_is_told(void **state)
{
	struct fixture	     *fixture = *state;
	const struct finding *finding;

	fixture_map(fixture, "[source k]\ninput = kpi\nfile = \"*.csv\"\nskip_rows = 3\n");
	assert_int_equal(-1, fixture_read(fixture, INPUT_KPI, "title\npartner,period,kpi,value\nA,2026-Q3,cost,1\n"));
	finding = fixture_finding(fixture, FINDING_FILE_UNUSABLE);
	assert_string_equal("skip_rows = 3 in [source k] leaves no header", finding->value);
	assert_string_equal("fewer rows than the 3 that the file has", finding->expected);
	assert_int_equal(0, finding->line);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test_setup_teardown(skipping_more_rows_than_there_are_is_told, fixture_setup, fixture_teardown),
		cmocka_unit_test_setup_teardown(rows_of_totals_are_left_out_and_counted, fixture_setup, fixture_teardown),
		cmocka_unit_test_setup_teardown(rows_of_totals_may_be_kept, fixture_setup, fixture_teardown),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
