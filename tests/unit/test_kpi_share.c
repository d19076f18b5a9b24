/* test_kpi_share.c - KPIs counted from event rows: which rows meet a condition, per partner and period, by hand. */
#include "kpi_fixture.h"

/*
 * Deliveries. Acme in July: on time on 1 July, late on 9 July, one not delivered yet, one with words for a date: 1 of 2.
 * Acme in August: both on time, one on the very day: 2 of 2. Bolt in July: 1 of 3.
 */
static const char deliveries[] =
    "vendor,scheduled,delivered,cost\n"
    "Acme,2026-07-01,2026-07-01,5\n"
    "Acme,2026-07-08,2026-07-09,5\n"
    "Acme,2026-07-20,,5\n"
    "Acme,2026-07-21,Date Not Captured,5\n"
    "Acme,2026-08-03,2026-07-30,5\n"
    "Acme,2026-08-31,2026-08-31,5\n"
    "Bolt,2026-07-02,2026-07-03,5\n"
    "Bolt,2026-07-03,2026-07-04,5\n"
    "Bolt,2026-07-04,2026-07-01,5\n";

static const char delivery_mapping[] =
    "[source x]\ninput = kpi\nfile = \"kpi*\"\npartner_column = \"vendor\"\nperiod_column = \"scheduled\"\n"
    "[measure on_time]\nkpi = \"cost\"\nshare = \"{delivered} <= {scheduled}\"\ntarget = \"95\"\nunit = \"%\"\n";

static void
counts_rows_per_partner_and_period(void **state)
{
	struct fixture	       *fixture = *state;
	const struct kpi_terms *terms;
	const struct finding   *finding;

	fixture_map(fixture, delivery_mapping);
	assert_int_equal(0, fixture_read(fixture, INPUT_KPI, deliveries));
	assert_int_equal(3, fixture->dataset.kpi_row_count);
	assert_kpi(fixture, "Acme", "cost", "2026-07", 50);
	assert_kpi(fixture, "Acme", "cost", "2026-08", 100);
	assert_kpi(fixture, "Bolt", "cost", "2026-07", 100.0 / 3);
	/* The row stands at the last line that it counts. */
	assert_int_equal(5, kpi_row_of(fixture, "Acme", "cost", "2026-07")->line);
	assert_int_equal(10, kpi_row_of(fixture, "Bolt", "cost", "2026-07")->line);
	terms = kpi_terms_of(fixture, "Acme", "cost", "2026-07");
	assert_true(terms->target == 95);
	assert_string_equal("%", terms->unit);
	assert_string_equal("1 of 2 rows, 2 not judged: {delivered} <= {scheduled}", terms->note);
	assert_string_equal("1 of 3 rows: {delivered} <= {scheduled}", kpi_terms_of(fixture, "Bolt", "cost", "2026-07")->note);
	finding = fixture_finding(fixture, FINDING_NOT_JUDGED);
	assert_int_equal(2, finding->rows);
	assert_int_equal(4, finding->line);
	assert_int_equal(3, finding->column);
	assert_int_equal(9, fixture->dataset.files[0].accepted);
}

static void
several_shares_and_values_may_stand_in_one_file(void **state)
{
	struct fixture *fixture = *state;

	fixture_map(fixture,
	    "[source x]\ninput = kpi\nfile = \"kpi*\"\n"
	    "[measure cheap]\nshare = \"{cost} < 10\"\npercent = no\n[measure dear]\nshare = \"{cost} >= {limit}\"\n"
	    "[measure response]\ncolumn = \"hours\"\n");
	assert_int_equal(0, fixture_read(fixture, INPUT_KPI,
	    "partner,period,cost,limit,hours\nA,2026-07,9,9,1\nA,2026-08,10,11,2\nB,2026-08,9.99,0,3\nB,2026-08,,1,\n"));
	assert_kpi(fixture, "A", "cheap", "2026-07", 1);
	assert_kpi(fixture, "A", "cheap", "2026-08", 0);
	assert_kpi(fixture, "B", "cheap", "2026-08", 1);
	assert_kpi(fixture, "A", "dear", "2026-07", 100);
	assert_kpi(fixture, "A", "dear", "2026-08", 0);
	assert_kpi(fixture, "A", "response", "2026-07", 1);
	/* B gives its hours of August twice. */
	assert_kpi_state(fixture, "B", "response", "2026-08", VALUE_REJECTED);
	assert_int_equal(2, findings_count_kind(fixture->findings, FINDING_NOT_JUDGED));
}

/* Each operator at, below and above; words know only equal and not equal. */
static void
judges_by_numbers_dates_and_words(void **state)
{
	static const struct { const char *condition; const char *cells; double want; } cases[] = {
		{ "{a} < {b}", "1,2", 100 },		      { "{a} < {b}", "2,2", 0 },
		{ "{a} <= {b}", "2,2", 100 },		      { "{a} <= {b}", "3,2", 0 },
		{ "{a} = {b}", "2.0,2", 100 },		      { "{a} != {b}", "2.0,2", 0 },
		{ "{a} >= {b}", "2,2", 100 },		      { "{a} > {b}", "2,2", 0 },
		{ "{a} > {b}", "10,9", 100 },		      { "{a} = 5", "5.00,", 100 },
		{ "{a} = true", "TRUE,", 100 },		      { "{a} = true", "false,", 0 },
		{ "{a} != Closed", "in  progress,", 100 },    { "{a} = in-progress", "In Progress,", 100 },
		{ "{a} = {b}", "Done,done", 100 },	      { "{a} = {b}", "Done,7", 0 },
		{ "{a} <= {b}", "2026-07-31,2026-08-01", 100 }, { "{a} <= {b}", "2026-08-02,2026-08-01", 0 },
		{ "{a} <= 2026-07-31", "2026-07-31,", 100 },  { "{a} <= 2026-07-31", "2026-08-01,", 0 },
		{ "{a} <= {b}", "31/07/2026 14:00,31/07/2026 13:59", 0 },
		/* A date without a time of day is the whole day. */
		{ "{a} <= {b}", "31/07/2026 14:00,31/07/2026", 100 },
		{ "{a} <= {b}", "31/Jul/26,2026-08-01", 100 },
		{ "{a} <= {b}", "early,late", NAN },	      { "{a} <= {b}", "early,5", NAN },
		{ "{a} <= {b}", "5,2026-08-01", NAN },	      { "{a} = true", ",", NAN },
		{ "{a} = true", "N/A,", NAN },
	};

	for (size_t i = 0; i < COUNT_OF(cases); i++) {
		struct fixture	     *fixture = *state;
		const struct kpi_row *row;

		fixture_map(fixture, arena_printf(fixture->arena,
		    "[source x]\ninput = kpi\nfile = \"kpi*\"\n[measure cost]\nshare = \"%s\"\n", cases[i].condition));
		assert_int_equal(0, fixture_read(fixture, INPUT_KPI, arena_printf(fixture->arena, "partner,period,a,b\nA,2026-Q3,%s\n", cases[i].cells)));
		row = kpi_row_of(fixture, "A", "cost", "2026-Q3");
		if (row == NULL || row->state != (isnan(cases[i].want) ? VALUE_BLANK : VALUE_PRESENT))
			fail_msg("%s with %s: state %d", cases[i].condition, cases[i].cells, row == NULL ? -1 : row->state);
		else if (!isnan(cases[i].want) && row->value != cases[i].want)
			fail_msg("%s with %s: %g", cases[i].condition, cases[i].cells, row->value);
	}
}

/* 3/4/2026 alone could be two days; a later row with a 27 says that the day comes first. */
static void
the_order_of_day_and_month_holds_for_the_whole_file(void **state)
{
	struct fixture *fixture = *state;

	fixture_map(fixture,
	    "[source x]\ninput = kpi\nfile = \"kpi*\"\n[measure cost]\nshare = \"{done} <= {due}\"\n");
	assert_int_equal(0, fixture_read(fixture, INPUT_KPI,
	    "partner,period,due,done\nA,2026-Q2,2026-04-03,3/4/2026\nA,2026-Q2,1-May-26,27/4/2026\nB,2026-Q2,3-Mar-26,3/4/2026\n"));
	assert_kpi(fixture, "A", "cost", "2026-Q2", 100);
	assert_kpi(fixture, "B", "cost", "2026-Q2", 0);
	assert_int_equal(0, findings_count_kind(fixture->findings, FINDING_AMBIGUOUS_DATE));
}

static void
dates_that_could_be_two_days_are_refused(void **state)
{
	struct fixture *fixture = *state;

	fixture_map(fixture, "[source x]\ninput = kpi\nfile = \"kpi*\"\n[measure cost]\nshare = \"{done} <= {due}\"\n");
	assert_int_equal(-1, fixture_read(fixture, INPUT_KPI, "partner,period,due,done\nA,2026-Q2,2026-04-03,3/4/2026\n"));
	assert_int_equal(1, findings_count_kind(fixture->findings, FINDING_AMBIGUOUS_DATE));
	assert_int_equal(0, fixture->dataset.kpi_row_count);
}

/*
 * A log with several rows a ticket: the last one counts. T1 ends met (line 5), T2 missed and in August (line 6), T3 unjudged (line 8) though it was
 * met before, a row without a number counts for itself (line 9). July: T1 and the nameless one met of 2, T3 unjudged; August: 0 of 1.
 */
static void
the_last_row_of_a_key_counts(void **state)
{
	struct fixture	     *fixture = *state;
	const struct finding *finding;

	fixture_map(fixture,
	    "[source x]\ninput = kpi\nfile = \"kpi*\"\nkey_column = \"number\"\npartner = \"Desk\"\n[measure cost]\nshare = \"{ok} = true\"\n");
	assert_int_equal(0, fixture_read(fixture, INPUT_KPI,
	    "number,period,ok\nT1,2026-07,false\nT2,2026-07,true\nT3,2026-07,true\nT1,2026-07,true\nT2,2026-08,false\n"
	    "T3,2026-07,true\nT3,2026-07,?\n,2026-07,true\n"));
	assert_int_equal(2, fixture->dataset.kpi_row_count);
	assert_kpi(fixture, "Desk", "cost", "2026-07", 100);
	assert_kpi(fixture, "Desk", "cost", "2026-08", 0);
	assert_string_equal("2 of 2 rows, 1 not judged: {ok} = true", kpi_terms_of(fixture, "Desk", "cost", "2026-07")->note);
	finding = fixture_finding(fixture, FINDING_NOT_JUDGED);
	assert_int_equal(8, finding->line);
	assert_int_equal(1, finding->rows);
	/* T1, T2 and twice T3 replace an earlier row. */
	assert_int_equal(8, fixture->dataset.files[0].rows);
	assert_int_equal(4, fixture->dataset.files[0].dropped);
	assert_int_equal(4, fixture->dataset.files[0].accepted);
}

static void
a_key_column_that_is_missing_ends_the_file(void **state)
{
	struct fixture *fixture = *state;

	fixture_map(fixture, "[source x]\ninput = kpi\nfile = \"kpi*\"\nkey_column = \"number\"\n[measure cost]\nshare = \"{ok} = true\"\n");
	assert_int_equal(-1, fixture_read(fixture, INPUT_KPI, "partner,period,ok\nA,2026-07,true\nA,2026-07,false\n"));
	assert_string_equal("number", fixture_finding(fixture, FINDING_MISSING_COLUMN)->value);
}

/* A ticket that moves away takes its row with it: July has no row left, and so no KPI row. */
static void
a_period_left_without_rows_is_no_row(void **state)
{
	struct fixture *fixture = *state;

	fixture_map(fixture,
	    "[source x]\ninput = kpi\nfile = \"kpi*\"\nkey_column = \"number\"\n[measure cost]\nshare = \"{ok} = true\"\n");
	assert_int_equal(0, fixture_read(fixture, INPUT_KPI, "number,partner,period,ok\nT1,A,2026-07,true\nT1,A,2026-08,false\n"));
	assert_int_equal(1, fixture->dataset.kpi_row_count);
	assert_kpi(fixture, "A", "cost", "2026-08", 0);
}

/* target and limits may stand in the rows: those of the last one hold, read as the file writes them. */
static void
terms_come_from_the_last_row(void **state)
{
	struct fixture *fixture = *state;

	fixture_map(fixture,
	    "[source x]\ninput = kpi\nfile = \"kpi*\"\ndecimal = comma\n"
	    "[measure cost]\nshare = \"{ok} = yes\"\ntarget_column = \"Goal\"\nred_at = \"40.5\"\nnote = \"from the log\"\n");
	assert_int_equal(0, fixture_read(fixture, INPUT_KPI,
	    "partner;period;ok;Goal\nA;2026-07;yes;80\nA;2026-07;no;92,5\nB;2026-07;yes;\nC;2026-07;yes;40,5\n"));
	assert_kpi(fixture, "A", "cost", "2026-07", 50);
	assert_true(kpi_terms_of(fixture, "A", "cost", "2026-07")->target == 92.5);
	assert_true(kpi_terms_of(fixture, "A", "cost", "2026-07")->limits.red == 40.5);
	assert_string_equal("from the log; 1 of 2 rows: {ok} = yes", kpi_terms_of(fixture, "A", "cost", "2026-07")->note);
	assert_true(isnan(kpi_terms_of(fixture, "B", "cost", "2026-07")->target));
	/* Green at 40.5 and red at 40.5 contradict each other: rejected, at the row that says so. */
	assert_kpi_state(fixture, "C", "cost", "2026-07", VALUE_REJECTED);
	assert_int_equal(5, fixture_finding(fixture, FINDING_BAD_LIMITS)->line);
}

/* Published log of incidents, unchanged: 198 rows, 32 incidents, the last row of 26 within the agreed time (formats.md 6). */
static void
counts_the_incidents_of_the_service_log(void **state)
{
	static const char path[] = "../shared/data/flow/servicenow_incident_event_log_sample.csv";
	struct fixture	 *fixture = *state;

	if (access(path, R_OK) == -1) {
		print_message("needs %s, which is not here\n", path);
		skip();
	}
	fixture_map(fixture,
	    "[source log]\ninput = kpi\nfile = \"servicenow_*\"\ndialect = none\nkey_column = \"number\"\npartner = \"Desk\"\nperiod = \"2016-Q1\"\n"
	    "[measure cost]\nshare = \"{made_sla} = true\"\n");
	fixture->settings.inputs[INPUT_KPI] = path;
	assert_int_equal(0, fixture_load(fixture));
	assert_int_equal(198, fixture->dataset.files[0].rows);
	assert_int_equal(166, fixture->dataset.files[0].dropped);
	assert_int_equal(1, fixture->dataset.kpi_row_count);
	/* 26 / 32 = 0.8125. */
	assert_kpi(fixture, "Desk", "cost", "2016-Q1", 81.25);
	assert_string_equal("26 of 32 rows: {made_sla} = true", kpi_terms_of(fixture, "Desk", "cost", "2016-Q1")->note);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		TEST(counts_rows_per_partner_and_period),
		TEST(several_shares_and_values_may_stand_in_one_file),
		TEST(judges_by_numbers_dates_and_words),
		TEST(the_order_of_day_and_month_holds_for_the_whole_file),
		TEST(dates_that_could_be_two_days_are_refused),
		TEST(the_last_row_of_a_key_counts),
		TEST(a_key_column_that_is_missing_ends_the_file),
		TEST(a_period_left_without_rows_is_no_row),
		TEST(terms_come_from_the_last_row),
		TEST(counts_the_incidents_of_the_service_log),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
