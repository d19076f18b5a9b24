/* test_kpi_mapped.c - KPI rows of foreign files: what a mapping says about columns, words, numbers and years. */
#include "kpi_fixture.h"

static void
reads_a_foreign_file_by_its_mapping(void **state)
{
	struct fixture	       *fixture = *state;
	const struct kpi_terms *terms;

	fixture_map(fixture,
	    "[source x]\ninput = kpi\nfile = \"kpi*\"\nkpi_column = \"Indicator\"\nvalue_column = \"Actual\"\ntarget_column = \"Goal\"\n"
	    "direction_column = \"Want\"\nyear_column = \"Y\"\nmonth_column = \"M\"\npartner = \"Acme\"\n"
	    "direction U = \"higher\"\ndirection D = \"lower\"\ndirection N = \"none\"\nmissing = \"-|N/A\"\nzero_target = none\n");
	assert_int_equal(0, fixture_read(fixture, INPUT_KPI,
	    "Y,M,Indicator,Want,Goal,Actual\n2026,7,cost,U,0,5\n2026,August,cost,D,10,-\n2026,9,cost,N,,n/a\n2026,13,cost,U,1,1\n"));
	assert_string_equal("Acme", fixture->dataset.partners[0].id);
	assert_int_equal(2026 * 12 + 6, fixture_row(fixture, 2)->period_index);
	assert_int_equal(DIRECTION_HIGHER, fixture_row(fixture, 2)->direction);
	assert_int_equal(VALUE_PRESENT, fixture_row(fixture, 2)->state);
	terms = &fixture->dataset.terms[fixture_row(fixture, 2)->terms];
	assert_true(isnan(terms->target));
	assert_int_equal(2026 * 12 + 7, fixture_row(fixture, 3)->period_index);
	assert_int_equal(DIRECTION_LOWER, fixture_row(fixture, 3)->direction);
	assert_int_equal(VALUE_BLANK, fixture_row(fixture, 3)->state);
	assert_true(fixture->dataset.terms[fixture_row(fixture, 3)->terms].target == 10);
	assert_int_equal(DIRECTION_TRACK, fixture_row(fixture, 4)->direction);
	assert_int_equal(VALUE_BLANK, fixture_row(fixture, 4)->state);
	assert_null(fixture_row(fixture, 5));
	assert_int_equal(1, findings_count_kind(fixture->findings, FINDING_BAD_PERIOD));
}

static void
a_quarter_may_stand_beside_its_year(void **state)
{
	struct fixture *fixture = *state;

	fixture_map(fixture, "[source x]\ninput = kpi\nfile = \"kpi*\"\nyear_column = \"FY\"\nquarter_column = \"Qtr\"\n");
	assert_int_equal(0, fixture_read(fixture, INPUT_KPI, "partner,FY,Qtr,kpi,value\nA,2026,3,cost,1\nA,2026,Q4,cost,2\nA,2026,5,cost,3\n"));
	assert_kpi(fixture, "A", "cost", "2026-Q3", 1);
	assert_kpi(fixture, "A", "cost", "2026-Q4", 2);
	assert_int_equal(4, fixture_finding(fixture, FINDING_BAD_PERIOD)->line);
}

/* Ratings of a health inspection: words of the source, words of the model, stars, and a number that is none of them. */
static void
words_of_the_mapping_are_ratings(void **state)
{
	struct fixture *fixture = *state;

	fixture_map(fixture,
	    "[source x]\ninput = kpi\nfile = \"kpi*\"\nword good = \"Above the national average|5\"\nword red = \"Below the national average|1\"\n");
	assert_int_equal(0, fixture_read(fixture, INPUT_KPI,
	    "partner,period,kpi,value\nA,2026-Q3,audit,above the National Average\nB,2026-Q3,audit,5\nC,2026-Q3,audit,Good\n"
	    "D,2026-Q3,audit,3\nE,2026-Q3,audit,Not Available\nA,2026-Q3,cost,5\nB,2026-Q3,cost,Below the national average\nA,2026-Q3,Mortality,"
	    "Below the national average\n"));
	assert_true(kpi_terms_of(fixture, "A", "audit", "2026-Q3")->rating_score == 90);
	assert_true(kpi_terms_of(fixture, "B", "audit", "2026-Q3")->rating_score == 90);
	assert_true(kpi_terms_of(fixture, "C", "audit", "2026-Q3")->rating_score == 90);
	assert_kpi_state(fixture, "D", "audit", "2026-Q3", VALUE_REJECTED);
	assert_string_equal("3", fixture_finding(fixture, FINDING_BAD_WORD)->value);
	assert_kpi_state(fixture, "E", "audit", "2026-Q3", VALUE_BLANK);
	/* 5 is a number where the KPI is one; a word of the mapping is a rating wherever it stands. */
	assert_kpi(fixture, "A", "cost", "2026-Q3", 5);
	assert_true(isnan(kpi_terms_of(fixture, "A", "cost", "2026-Q3")->rating_score));
	assert_true(kpi_terms_of(fixture, "B", "cost", "2026-Q3")->rating_score == 25);
	assert_int_equal(DIRECTION_RATING, kpi_row_of(fixture, "B", "cost", "2026-Q3")->direction);
	/* A KPI that only the file knows counts by its words. */
	assert_true(fixture->model.indicators[kpi_row_of(fixture, "A", "Mortality", "2026-Q3")->indicator].group[0] >= 0);
}

/* 0.28 is 28, target 0.95 is 95; "85.4 %" says what it is; a weight is no percentage. */
static void
fractions_become_percent(void **state)
{
	struct fixture	       *fixture = *state;
	const struct kpi_terms *terms;

	fixture_map(fixture, "[source x]\ninput = kpi\nfile = \"kpi*\"\npercent = fraction\n");
	assert_int_equal(0, fixture_read(fixture, INPUT_KPI,
	    "partner,period,kpi,value,target,green_at,red_at,weight\nA,2026-Q3,cost,.28,0.95,.9,80%,0.5\nB,2026-Q3,cost,85.4 %,,,,\n"
	    "C,2026-Q3,stock,1,,0.95..1.05,0.8..1.2,\n"));
	assert_kpi(fixture, "A", "cost", "2026-Q3", 28);
	assert_kpi(fixture, "B", "cost", "2026-Q3", 85.4);
	terms = kpi_terms_of(fixture, "A", "cost", "2026-Q3");
	assert_true(terms->target == 95);
	assert_true(terms->limits.green == 90);
	assert_true(terms->limits.red == 80);
	assert_true(terms->weight == 0.5);
	terms = kpi_terms_of(fixture, "C", "stock", "2026-Q3");
	assert_true(terms->limits.green_high == 105);
	assert_true(terms->limits.red == 80);
}

/* Rows without a pair: a target without a value, a value without a target, a target in words. */
static void
rows_without_a_pair_are_kept(void **state)
{
	struct fixture *fixture = *state;

	fixture_map(fixture, "[source x]\ninput = kpi\nfile = \"kpi*\"\n");
	assert_int_equal(0, fixture_read(fixture, INPUT_KPI,
	    "partner,period,kpi,value,target\nA,2026-07,cost,,10\nA,2026-08,cost,5,\nA,2026-09,cost,6,Not Available\nA,2026-10,cost,7,soon\n"));
	assert_kpi_state(fixture, "A", "cost", "2026-07", VALUE_BLANK);
	assert_true(kpi_terms_of(fixture, "A", "cost", "2026-07")->target == 10);
	assert_kpi(fixture, "A", "cost", "2026-08", 5);
	assert_kpi(fixture, "A", "cost", "2026-09", 6);
	assert_true(isnan(kpi_terms_of(fixture, "A", "cost", "2026-09")->target));
	assert_kpi_state(fixture, "A", "cost", "2026-10", VALUE_REJECTED);
	assert_int_equal(5, fixture_finding(fixture, FINDING_BAD_NUMBER)->column);
}

static void
thousands_are_read_where_the_mapping_says_the_decimal_sign(void **state)
{
	static const struct { const char *decimal; const char *cell; double want; } cases[] = {
		{ "point", "\"1,234\"", 1234 },	 { "point", "1'234.5", 1234.5 }, { "point", "1.234", 1.234 },
		{ "comma", "1.234", 1234 },	 { "comma", "\"1,234\"", 1.234 }, { "auto", "\"1,234\"", NAN },
	};

	for (size_t i = 0; i < COUNT_OF(cases); i++) {
		struct fixture	     *fixture = *state;
		const struct kpi_row *row;

		fixture_map(fixture, arena_printf(fixture->arena, "[source x]\ninput = kpi\nfile = \"kpi*\"\ntarget = \"99.5\"\ndecimal = %s\n", cases[i].decimal));
		assert_int_equal(0, fixture_read(fixture, INPUT_KPI, arena_printf(fixture->arena, "partner,period,kpi,value\nA,2026-Q3,cost,%s\n", cases[i].cell)));
		row = fixture_row(fixture, 2);
		if (!(row->value == cases[i].want) && !(isnan(row->value) && isnan(cases[i].want)))
			fail_msg("%s, decimal %s: %g", cases[i].cell, cases[i].decimal, row->value);
		/* What the mapping itself says has a decimal point. */
		assert_true(fixture->dataset.terms[row->terms].target == 99.5);
	}
}

/* The file's fiscal year begins in April, the run's in January: 2026-Q1 of the file is April to June 2026, 2026-Q2 of the run. */
static void
fiscal_years_of_a_file_become_those_of_the_run(void **state)
{
	struct fixture *fixture = *state;

	fixture_map(fixture, "[source x]\ninput = kpi\nfile = \"kpi*\"\nfiscal_year_start = 4\n");
	assert_int_equal(0, fixture_read(fixture, INPUT_KPI,
	    "partner,period,kpi,value\nA,2026-Q1,cost,1\nA,2026-Q4,cost,4\nA,2026-02,cost,2\nA,2026-05-31,cost,5\n"));
	assert_kpi(fixture, "A", "cost", "2026-Q2", 1);
	assert_kpi(fixture, "A", "cost", "2027-Q1", 4);
	assert_kpi(fixture, "A", "cost", "2026-02", 2);
	assert_kpi(fixture, "A", "cost", "2026-05", 5);
	fixture_map(fixture, "[source x]\ninput = kpi\nfile = \"kpi*\"\nfiscal_year_start = 4\nperiod_columns = auto\n");
	assert_int_equal(0, fixture_read(fixture, INPUT_KPI, "partner,kpi,Q1 2026,Feb 2026\nA,cost,1,2\n"));
	assert_kpi(fixture, "A", "cost", "2026-Q2", 1);
	assert_kpi(fixture, "A", "cost", "2026-02", 2);
}

/* A partner and a KPI under an old and a new name are one, in each shape. */
static void
renamed_partners_and_kpis_are_one_in_every_shape(void **state)
{
	static const struct { const char *keys; const char *text; } shapes[] = {
		{ "", "partner,period,kpi,value\nACME Inc.,2026-07,uptime,1\nAcme,2026-08,availability,2\n" },
		{ "kpi_columns = \"Up-Time\"\n", "partner,period,Up-Time\nACME Inc.,2026-07,1\nAcme,2026-08,2\n" },
		{ "period_columns = auto\n", "partner,kpi,Jul 2026,Aug 2026\nACME Inc.,uptime,1,\nAcme,availability,,2\n" },
		{ "[measure m]\nkpi = \"uptime\"\nratio = \"{a} / {b}\"\n", "partner,period,a,b\nACME Inc.,2026-07,2,2\nAcme,2026-08,4,2\n" },
		{ "[measure m]\nkpi = \"uptime\"\nshare = \"{a} = x\"\npercent = no\n", "partner,period,a\nACME Inc.,2026-07,x\nAcme,2026-08,y\n" },
	};

	for (size_t i = 0; i < COUNT_OF(shapes); i++) {
		struct fixture *fixture = *state;

		fixture_map(fixture, arena_printf(fixture->arena, "[alias acme]\npartner = \"Acme\"\nnames = \"acme inc.\"\n"
		    "[source x]\ninput = kpi\nfile = \"kpi*\"\nduplicates = last\n%s", shapes[i].keys));
		assert_int_equal(0, fixture_read(fixture, INPUT_KPI, shapes[i].text));
		assert_int_equal(1, fixture->dataset.partner_count);
		assert_string_equal("Acme", fixture->dataset.partners[0].id);
		assert_non_null(kpi_row_of(fixture, "Acme", "availability", "2026-07"));
		assert_non_null(kpi_row_of(fixture, "Acme", "availability", "2026-08"));
		assert_int_equal(2, fixture->dataset.kpi_row_count);
	}
}

/* The published table of a transit authority, unchanged; the counts are those of formats.md 6. */
static void
reads_the_transit_file_unchanged(void **state)
{
	static const char path[] = "../shared/data/kpi/mta_lirr_mnr_bus.csv";
	struct fixture	 *fixture = *state;
	int		  met = 0;
	int		  missed = 0;
	int		  rest = 0;

	if (access(path, R_OK) == -1) {
		print_message("needs %s, which is not here\n", path);
		skip();
	}
	fixture_map(fixture,
	    "[source mta]\ninput = kpi\nfile = \"mta_*.csv\"\npartner_column = \"AGENCY_NAME\"\nkpi_column = \"INDICATOR_NAME\"\n"
	    "value_column = \"MONTHLY_ACTUAL\"\ntarget_column = \"MONTHLY_TARGET\"\ndirection_column = \"DESIRED_CHANGE\"\n"
	    "year_column = \"PERIOD_YEAR\"\nmonth_column = \"PERIOD_MONTH\"\nunit_column = \"INDICATOR_UNIT\"\n"
	    "direction U = \"higher\"\ndirection D = \"lower\"\ndirection N = \"none\"\nzero_target = none\n");
	fixture->settings.inputs[INPUT_KPI] = path;
	assert_int_equal(0, fixture_load(fixture));
	for (size_t i = 0; i < fixture->dataset.kpi_row_count; i++) {
		const struct kpi_row *row = &fixture->dataset.kpi_rows[i];
		double		      target = fixture->dataset.terms[row->terms].target;

		if (row->state != VALUE_PRESENT || isnan(target) || row->direction == DIRECTION_TRACK)
			rest++;
		else if (row->direction == DIRECTION_HIGHER ? row->value >= target : row->value <= target)
			met++;
		else
			missed++;
	}
	assert_int_equal(2772, fixture->dataset.files[0].rows);
	assert_int_equal(0, fixture->dataset.files[0].rejected);
	assert_int_equal(886, met);
	assert_int_equal(864, missed);
	assert_int_equal(1022, rest);
	assert_int_equal(4, fixture->dataset.partner_count);
}

/* 4 of the first row and 6 of the last are two values of one partner; in rapport's own columns ids are exact. */
static void
a_mapped_partner_is_one_however_people_spell_it(void **state)
{
	struct fixture *fixture = *state;

	fixture_map(fixture, "[source x]\nfile = \"kpi*\"\npartner_column = \"Vendor\"\nperiod_column = \"When\"\nkpi_columns = \"cost\"\n");
	assert_int_equal(0, fixture_read(fixture, INPUT_KPI, "Vendor,When,cost\nAcme GmbH,Jul 26,4\nACME  GMBH,Q2 2026,5\n acme\302\240gmbh,2026-08,6\n"));
	assert_int_equal(1, fixture->dataset.partner_count);
	assert_string_equal("Acme GmbH", fixture->dataset.partners[0].id);
	assert_int_equal(3, fixture->dataset.kpi_row_count);
	assert_int_equal(PERIOD_MONTH, fixture_row(fixture, 2)->granularity);
	assert_int_equal(2026 * 12 + 6, fixture_row(fixture, 2)->period_index);
	assert_int_equal(PERIOD_QUARTER, fixture_row(fixture, 3)->granularity);
	assert_int_equal(2026 * 4 + 1, fixture_row(fixture, 3)->period_index);
	fixture_map(fixture, "");
	assert_int_equal(0, fixture_read(fixture, INPUT_KPI, "partner,period,kpi,value\nAcme,2026-Q3,cost,4\nACME,2026-Q3,cost,5\n"));
	assert_int_equal(2, fixture->dataset.partner_count);
}

/* The section is for a survey, and the file stands in the line of KPIs. */
static void
a_file_in_the_wrong_line_says_so(void **state)
{
	struct fixture *fixture = *state;

	fixture_map(fixture, "[source pulse]\ninput = survey\nfile = \"kpi*\"\npartner = \"A\"\n");
	assert_int_equal(-1, fixture_read(fixture, INPUT_KPI, "Time,Trust\n1,2\n"));
	assert_non_null(strstr(findings_at(fixture->findings, 0)->expected,
	    "[source pulse] of the mappings is for `survey` in [inputs], the file is given as `kpi`"));
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		TEST(reads_a_foreign_file_by_its_mapping),
		TEST(a_quarter_may_stand_beside_its_year),
		TEST(words_of_the_mapping_are_ratings),
		TEST(fractions_become_percent),
		TEST(rows_without_a_pair_are_kept),
		TEST(thousands_are_read_where_the_mapping_says_the_decimal_sign),
		TEST(fiscal_years_of_a_file_become_those_of_the_run),
		TEST(renamed_partners_and_kpis_are_one_in_every_shape),
		TEST(reads_the_transit_file_unchanged),
		TEST(a_mapped_partner_is_one_however_people_spell_it),
		TEST(a_file_in_the_wrong_line_says_so),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
