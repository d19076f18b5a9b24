/* test_partners.c - who is a partner, under which name, and in which file of their own. */
#include "input_fixture.h"

static void
a_partner_of_any_file_is_a_partner(void **state)
{
	struct fixture *fixture = *state;

	fixture_write(fixture, "partners.csv", "partner,name,aliases,tier,contract_end,status\nA,Alpha Ltd,AL|Alpha-Co,1,2027-01-31,\nOld,,,,,left\n");
	fixture_write(fixture, "survey.csv", "partner,period,respondent,side,question,answer,from\nA,2026-Q3,r,peer,trust,4,Peerless\n");
	fixture_write(fixture, "invites.csv", "partner,period,side,invited\nInvited,2026-Q3,client,12\n");
	fixture_input(fixture, INPUT_PARTNERS, "partners.csv");
	fixture_input(fixture, INPUT_SURVEY, "survey.csv");
	fixture_input(fixture, INPUT_INVITES, "invites.csv");
	assert_int_equal(0, fixture_read(fixture, INPUT_KPI, "partner,period,kpi,value\nal,2026-Q3,cost,1\nALPHA CO,2026-Q2,cost,1\nNew,2026-Q3,cost,1\n"));
	assert_int_equal(5, fixture->dataset.partner_count);
	assert_string_equal("A", fixture->dataset.partners[0].id);
	assert_string_equal("Alpha Ltd", fixture->dataset.partners[0].name);
	assert_string_equal("1", fixture->dataset.partners[0].tier);
	assert_string_equal("2027-01-31", fixture->dataset.partners[0].contract_end);
	assert_int_equal(2, fixture->dataset.partners[0].kpi_count);
	assert_true(fixture->dataset.partners[0].listed && fixture->dataset.partners[0].active);
	assert_int_equal(2, dataset_find_partner(&fixture->dataset, "New"));
	assert_string_equal("New", fixture->dataset.partners[2].name);
	assert_false(fixture->dataset.partners[2].listed);
	assert_false(fixture->dataset.partners[dataset_find_partner(&fixture->dataset, "Old")].active);
	assert_true(dataset_find_partner(&fixture->dataset, "Peerless") >= 0);
	assert_int_equal(-1, dataset_find_partner(&fixture->dataset, "al"));
	assert_int_equal(3, findings_count_kind(fixture->findings, FINDING_UNKNOWN_PARTNER));
}

/* First six hex digits of SHA-256 of the ids, by sha256sum. */
static void
ids_with_one_slug_are_told_apart(void **state)
{
	struct fixture *fixture = *state;

	assert_int_equal(0, fixture_read(fixture, INPUT_KPI,
	    "partner,period,kpi,value\nAcme!,2026-Q3,cost,1\nacme,2026-Q3,cost,1\n../../etc/x,2026-Q3,cost,1\nŠkoda,2026-Q3,cost,1\n"));
	assert_int_equal(4, fixture->dataset.partner_count);
	assert_string_equal("acme-4abebb", fixture->dataset.partners[dataset_find_partner(&fixture->dataset, "Acme!")].slug);
	assert_string_equal("acme-822b33", fixture->dataset.partners[dataset_find_partner(&fixture->dataset, "acme")].slug);
	assert_string_equal("skoda", fixture->dataset.partners[dataset_find_partner(&fixture->dataset, "Škoda")].slug);
	assert_null(strchr(fixture->dataset.partners[dataset_find_partner(&fixture->dataset, "../../etc/x")].slug, '/'));
	assert_null(strchr(fixture->dataset.partners[dataset_find_partner(&fixture->dataset, "../../etc/x")].slug, '.'));
	assert_int_equal(2, findings_count_kind(fixture->findings, FINDING_SLUG_CLASH));
}

/* Both stay partners; whoever reads the findings sees that they may be one. */
static void
spellings_of_one_id_are_told(void **state)
{
	struct fixture	     *fixture = *state;
	const struct finding *finding;

	assert_int_equal(0, fixture_read(fixture, INPUT_KPI,
	    "partner,period,kpi,value\nACME GmbH,2026-Q3,cost,1\nacme  gmbh,2026-Q3,cost,1\nAcme,2026-Q3,cost,1\n"));
	assert_int_equal(3, fixture->dataset.partner_count);
	assert_int_equal(1, findings_count_kind(fixture->findings, FINDING_SIMILAR_PARTNER));
	finding = fixture_finding(fixture, FINDING_SIMILAR_PARTNER);
	assert_string_equal("ACME GmbH", finding->value);
	assert_string_equal("acme  gmbh", finding->partner);
}

static void
ids_have_at_most_64_characters_and_no_controls(void **state)
{
	static const char longest[] = "0123456789012345678901234567890123456789012345678901234567890\303\237\303\237\303\237";
	struct fixture	 *fixture = *state;

	assert_int_equal(64 + 3, strlen(longest));
	assert_int_equal(0, fixture_read(fixture, INPUT_KPI, arena_printf(fixture->arena,
	    "partner,period,kpi,value\n%s,2026-Q3,cost,1\n%sx,2026-Q3,cost,1\nB\001ad,2026-Q3,cost,1\nB\001ad,2026-Q2,cost,1\n", longest, longest)));
	assert_int_equal(2, fixture->dataset.partner_count);
	assert_int_equal(0, dataset_find_partner(&fixture->dataset, longest));
	assert_int_equal(1, dataset_find_partner(&fixture->dataset, "Bad"));
	assert_int_equal(3, fixture_finding(fixture, FINDING_LONG_ID)->line);
	assert_int_equal(4, fixture_finding(fixture, FINDING_CONTROL_CHARACTER)->line);
}

static void
a_partner_listed_twice_and_a_strange_status_are_findings(void **state)
{
	struct fixture *fixture = *state;

	fixture_write(fixture, "partners.csv", "partner,name,status,review_date\nA,First,active,soon\nA,Second,left,\nB,,asleep,\n");
	fixture_input(fixture, INPUT_PARTNERS, "partners.csv");
	assert_int_equal(0, fixture_read(fixture, INPUT_KPI, "partner,period,kpi,value\nA,2026-Q3,cost,1\n"));
	assert_string_equal("First", fixture->dataset.partners[0].name);
	assert_true(fixture->dataset.partners[0].active);
	assert_string_equal("", fixture->dataset.partners[0].review_date);
	assert_int_equal(3, fixture_finding(fixture, FINDING_DUPLICATE)->line);
	assert_string_equal("asleep", fixture_finding(fixture, FINDING_BAD_WORD)->value);
	assert_true(fixture->dataset.partners[1].active);
	assert_string_equal("soon", fixture_finding(fixture, FINDING_BAD_DATE)->value);
}

static void
reads_overrides_and_says_what_they_lack(void **state)
{
	struct fixture		     *fixture = *state;
	const struct colour_override *override;

	fixture_write(fixture, "overrides.csv",
	    "partner,period,target,colour,reason,author,date,expires\n"
	    "A,2026-Q3,health,Red,a reason of twenty ch.,Ann,2026-10-01,2026-12-31\n"
	    "A,2026-Q3,Health.Trust,amber,a reason of twenty ch.,Ann,2026-10-01,\n"
	    "A,2026-Q3,health.trust,green,a reason of twenty ch.,Ann,2026-10-01,\n"
	    "A,2026-Q3,wealth,green,a reason of twenty ch.,Ann,2026-10-01,\n"
	    "A,2026-Q3,health.wealth,green,a reason of twenty ch.,Ann,2026-10-01,\n"
	    "A,2026-Q2,health,blue,a reason of twenty ch.,Ann,2026-10-01,\n"
	    "A,2026-Q2,health,red,too short,Ann,2026-10-01,\n"
	    "A,2026-Q2,health,red,a reason of twenty ch.,,2026-10-01,\n"
	    "A,2026-Q2,health,red,a reason of twenty ch.,Ann,1st of May,\n"
	    "A,2026-Q2,health,red,a reason of twenty ch.,Ann,2026-10-01,2026-02-30\n");
	fixture->model.policy.override_reason_length = 20;
	fixture_input(fixture, INPUT_OVERRIDES, "overrides.csv");
	assert_int_equal(0, fixture_read(fixture, INPUT_KPI, "partner,period,kpi,value\nA,2026-Q3,cost,1\n"));
	assert_int_equal(2, fixture->dataset.override_count);
	override = &fixture->dataset.overrides[0];
	assert_int_equal(1, override->colour);
	assert_int_equal(-1, override->group);
	assert_int_equal(2026, override->expires.year);
	assert_int_equal(2, override->line);
	assert_int_equal(2, fixture->dataset.overrides[1].colour);
	assert_int_equal(1, fixture->dataset.overrides[1].group);
	assert_int_equal(0, fixture->dataset.overrides[1].expires.year);
	assert_int_equal(4, fixture_finding(fixture, FINDING_DUPLICATE)->line);
	assert_int_equal(2, findings_count_kind(fixture->findings, FINDING_UNKNOWN_TARGET));
	assert_int_equal(5, findings_count_kind(fixture->findings, FINDING_BAD_OVERRIDE));
}

/* Dates as spreadsheets save them: 28.02. and 12/31 prove the order of the file's other dates; what nothing proves is left out, alone. */
static void
dates_are_read_as_spreadsheets_write_them(void **state)
{
	struct fixture *fixture = *state;

	fixture_write(fixture, "dates-1.csv",
	    "partner;name;contract_start;contract_end;review_date\nA;First;01.12.2026;28.02.1999;3.4.27\n");
	fixture_write(fixture, "dates-2.csv", "partner,name,contract_start,contract_end,review_date\nB,Second,12/01/2026,2/28/1999,4/3/27\n");
	fixture_write(fixture, "dates-3.csv", "partner,name,contract_start,contract_end\nC,Third,01/12/2026,2027-12-31\n");
	fixture_input(fixture, INPUT_PARTNERS, "dates-*.csv");
	assert_int_equal(0, fixture_read(fixture, INPUT_KPI, "partner,period,kpi,value\nA,2026-Q3,cost,1\n"));
	for (size_t i = 0; i < 2; i++) {
		assert_string_equal("2026-12-01", fixture->dataset.partners[i].contract_start);
		assert_string_equal("1999-02-28", fixture->dataset.partners[i].contract_end);
		assert_string_equal("2027-04-03", fixture->dataset.partners[i].review_date);
	}
	assert_string_equal("Third", fixture->dataset.partners[2].name);
	assert_string_equal("", fixture->dataset.partners[2].contract_start);
	assert_string_equal("2027-12-31", fixture->dataset.partners[2].contract_end);
	assert_int_equal(1, findings_count_kind(fixture->findings, FINDING_BAD_DATE));
	assert_non_null(strstr(fixture_finding(fixture, FINDING_BAD_DATE)->expected, "the day or the month"));
}

/* 30.09. proves that 01.12. is the first of December: the override has not expired in October. One of unclear dates is not applied. */
static void
dates_of_overrides_are_read_as_spreadsheets_write_them(void **state)
{
	struct fixture		     *fixture = *state;
	const struct colour_override *override;

	fixture_write(fixture, "dates-1.csv",
	    "partner;period;target;colour;reason;author;date;expires\nA;2026-Q3;health;red;a reason of twenty ch.;Ann;30.09.2026;01.12.2026\n");
	fixture_write(fixture, "dates-2.csv",
	    "partner,period,target,colour,reason,author,date,expires\nA,2026-Q2,health,red,a reason of twenty ch.,Ann,09/10/2026,\n");
	fixture_input(fixture, INPUT_OVERRIDES, "dates-*.csv");
	assert_int_equal(0, fixture_read(fixture, INPUT_KPI, "partner,period,kpi,value\nA,2026-Q3,cost,1\n"));
	assert_int_equal(1, fixture->dataset.override_count);
	override = &fixture->dataset.overrides[0];
	assert_string_equal("2026-09-30", override->date);
	assert_int_equal(12, override->expires.month);
	assert_int_equal(1, override->expires.day);
	assert_string_equal("09/10/2026", fixture_finding(fixture, FINDING_BAD_OVERRIDE)->value);
}

/* A word that is neither yes nor no releases nothing; the judgement itself stands. */
static void
an_override_is_released_by_yes_alone(void **state)
{
	static const bool expected[] = { true, false, false, false };
	struct fixture	 *fixture = *state;

	fixture_write(fixture, "overrides.csv",
	    "partner,period,target,colour,reason,author,date,released\n"
	    "A,2026-Q1,health,red,a reason of twenty ch.,Ann,2026-10-01,Yes\n"
	    "A,2026-Q2,health,red,a reason of twenty ch.,Ann,2026-10-01,no\n"
	    "A,2026-Q3,health,red,a reason of twenty ch.,Ann,2026-10-01,\n"
	    "A,2026-Q4,health,red,a reason of twenty ch.,Ann,2026-10-01,perhaps\n");
	fixture_input(fixture, INPUT_OVERRIDES, "overrides.csv");
	assert_int_equal(0, fixture_read(fixture, INPUT_KPI, "partner,period,kpi,value\nA,2026-Q3,cost,1\n"));
	assert_int_equal(4, fixture->dataset.override_count);
	for (size_t i = 0; i < 4; i++)
		assert_int_equal(expected[fixture->dataset.overrides[i].line - 2], fixture->dataset.overrides[i].released);
	assert_int_equal(5, fixture_finding(fixture, FINDING_BAD_WORD)->line);
	assert_int_equal(1, findings_count_kind(fixture->findings, FINDING_BAD_WORD));
}

static void
an_alias_means_one_partner(void **state)
{
	struct fixture	     *fixture = *state;
	const struct finding *finding;

	fixture_write(fixture, "partners.csv", "partner,aliases\nA,AL|Alpha\nB,Beta| a-l |Beta\n");
	fixture_input(fixture, INPUT_PARTNERS, "partners.csv");
	assert_int_equal(0, fixture_read(fixture, INPUT_KPI, "partner,period,kpi,value\nal,2026-Q3,cost,1\nbeta,2026-Q3,cost,1\n"));
	assert_int_equal(1, fixture->dataset.partners[0].kpi_count);
	assert_int_equal(1, fixture->dataset.partners[1].kpi_count);
	assert_int_equal(1, findings_count_kind(fixture->findings, FINDING_DUPLICATE));
	finding = fixture_finding(fixture, FINDING_DUPLICATE);
	assert_int_equal(3, finding->line);
	assert_int_equal(2, finding->column);
	assert_string_equal("a-l", finding->value);
}

static void
limits_of_the_model_find_their_partner_by_alias_or_are_told(void **state)
{
	struct fixture	     *fixture = *state;
	struct limit_override overrides[] = {
		{ .partner = "alpha ltd", .limits = { .green = NAN, .red = 90, .green_high = NAN, .red_high = NAN }, .line = 11 },
		{ .partner = "Nobody", .limits = { .green = NAN, .red = 90, .green_high = NAN, .red_high = NAN }, .line = 22 },
	};
	const struct finding *finding;

	overrides[0].indicator = overrides[1].indicator = (size_t)model_find_indicator(&fixture->model, "availability");
	fixture->model.overrides = overrides;
	fixture->model.override_count = COUNT_OF(overrides);
	fixture_write(fixture, "partners.csv", "partner,aliases\nA,Alpha Ltd\n");
	fixture_input(fixture, INPUT_PARTNERS, "partners.csv");
	/* 95 is above A's red limit of 90 and below the model's 99.5. */
	assert_int_equal(0, fixture_read(fixture, INPUT_KPI, "partner,period,kpi,value,green_at\nA,2026-Q3,availability,97,95\n"));
	assert_int_equal(VALUE_PRESENT, fixture_row(fixture, 2)->state);
	assert_string_equal("A", overrides[0].partner);
	assert_int_equal(1, findings_count(fixture->findings));
	finding = fixture_finding(fixture, FINDING_UNKNOWN_TARGET);
	assert_string_equal("Nobody", finding->value);
	assert_int_equal(22, finding->line);
}

static void
reads_invites(void **state)
{
	struct fixture *fixture = *state;

	fixture_write(fixture, "invites.csv",
	    "partner,period,side,invited\nB,2026-Q3,client,20\nA,2026-Q3,partner,8\nA,2026-Q3,client,12\nA,2026-Q3,client,13\n"
	    "A,2026-Q2,client,-1\nA,2026-Q2,client,many\nA,2026-Q2,visitor,1\n");
	fixture_input(fixture, INPUT_INVITES, "invites.csv");
	assert_int_equal(0, fixture_read(fixture, INPUT_KPI, "partner,period,kpi,value\nA,2026-Q3,cost,1\n"));
	assert_int_equal(3, fixture->dataset.invite_count);
	assert_int_equal(0, fixture->dataset.invites[0].partner);
	assert_int_equal(SIDE_CLIENT, fixture->dataset.invites[0].side);
	assert_true(fixture->dataset.invites[0].invited == 12);
	assert_true(fixture->dataset.invites[2].invited == 20);
	assert_int_equal(5, fixture_finding(fixture, FINDING_DUPLICATE)->line);
	assert_int_equal(2, findings_count_kind(fixture->findings, FINDING_BAD_NUMBER));
	assert_int_equal(1, findings_count_kind(fixture->findings, FINDING_BAD_WORD));
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, fixture_setup, fixture_teardown)

int
main(void)
{
	const struct CMUnitTest tests[] = {
		TEST(a_partner_of_any_file_is_a_partner),
		TEST(ids_with_one_slug_are_told_apart),
		TEST(spellings_of_one_id_are_told),
		TEST(ids_have_at_most_64_characters_and_no_controls),
		TEST(a_partner_listed_twice_and_a_strange_status_are_findings),
		TEST(reads_overrides_and_says_what_they_lack),
		TEST(dates_are_read_as_spreadsheets_write_them),
		TEST(dates_of_overrides_are_read_as_spreadsheets_write_them),
		TEST(an_override_is_released_by_yes_alone),
		TEST(an_alias_means_one_partner),
		TEST(limits_of_the_model_find_their_partner_by_alias_or_are_told),
		TEST(reads_invites),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
