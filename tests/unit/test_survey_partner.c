/* test_survey_partner.c - whom a row of a wide survey is about: constant, file name, column, ticked columns, free text with several names. */
#include "survey_fixture.h"

#define OF "[source x]\nfile = \"survey*\"\nside = client\nperiod = 2026-Q3\nrespondent_column = \"who\"\n"

/* Reads text as survey.csv with OF, the keys of the source and the sections behind them. */
static void
read_about(struct fixture *fixture, const char *keys, const char *text)
{
	findings_free(fixture->findings);
	fixture->findings = findings_new();
	assert_non_null(fixture->findings);
	fixture_map(fixture, arena_printf(fixture->arena, OF "%s", keys));
	if (fixture_read(fixture, INPUT_SURVEY, text) == -1)
		fail_msg("%s", fixture->error.message);
}

static void
list_partners(struct fixture *fixture, const char *rows)
{
	fixture_write(fixture, "partners.csv", arena_printf(fixture->arena, "partner,name,aliases\n%s", rows));
	fixture_input(fixture, INPUT_PARTNERS, "partners.csv");
}

static void
one_partner_for_the_file(void **state)
{
	struct fixture *fixture = *state;

	read_about(fixture, "partner = \"Acme\"\n", "who,trust\na,4\nb,2\n");
	assert_mean(fixture, "Acme", "trust", 2, 3);
	fixture_write(fixture, "survey-Globex-2026.csv", "who,trust\na,4\nb,5\n");
	fixture_write(fixture, "survey-Acme-2026.csv", "who,trust\na,1\n");
	fixture_map(fixture, OF "partner_file = \"survey-*-2026.csv\"\n");
	fixture_input(fixture, INPUT_SURVEY, "survey-*.csv");
	assert_int_equal(0, fixture_load(fixture));
	assert_mean(fixture, "Globex", "trust", 2, 4.5);
	assert_mean(fixture, "Acme", "trust", 1, 1);
}

/* Folded, and the first spelling stays. */
static void
free_text_is_folded_and_the_first_spelling_wins(void **state)
{
	struct fixture *fixture = *state;

	read_about(fixture, "partner_column = \"Which*\"\n", "who,Which project?,trust\na,Istio,4\nb,istio,2\nc, ISTIO ,3\nd,Envoy Proxy,5\ne,envoy-proxy,1\n");
	assert_int_equal(2, fixture->dataset.partner_count);
	assert_mean(fixture, "Istio", "trust", 3, 3);
	assert_mean(fixture, "Envoy Proxy", "trust", 2, 3);
	assert_int_equal(0, findings_count_severity(fixture->findings, SEVERITY_WARNING));
}

static void
ids_names_and_aliases_are_known(void **state)
{
	struct fixture *fixture = *state;

	list_partners(fixture, "P1,Istio Mesh,service mesh|istio.io\nP2,Envoy,\n");
	read_about(fixture, "partner_column = \"Which*\"\n[alias e]\npartner = \"P2\"\nnames = \"envoyproxy.io|E*\"\n",
	    "who,Which?,trust\na,p1,4\nb,ISTIO MESH,2\nc,Service  Mesh,3\nd,istio.io,5\ne,EnvoyProxy.io,1\nf,e*,3\n");
	assert_int_equal(2, fixture->dataset.partner_count);
	assert_mean(fixture, "P1", "trust", 4, 3.5);
	assert_mean(fixture, "P2", "trust", 2, 2);
}

/* An [alias ...] section that no row needs makes no partner; it holds for other inputs too. */
static void
an_alias_names_a_partner_only_where_it_occurs(void **state)
{
	struct fixture *fixture = *state;

	fixture_write(fixture, "kpi.csv", "partner,period,kpi,value\nistio.io,2026-Q3,availability,99.9\n");
	fixture_input(fixture, INPUT_KPI, "kpi.csv");
	read_about(fixture, "partner_column = \"Which*\"\n[alias i]\npartner = \"Istio\"\nnames = \"istio.io\"\n[alias l]\npartner = \"Linkerd\"\nnames = \"l5d\"\n",
	    "who,Which?,trust\na,ISTIO,4\n");
	assert_int_equal(1, fixture->dataset.partner_count);
	assert_mean(fixture, "Istio", "trust", 1, 4);
	assert_int_equal(1, fixture->dataset.partners[0].kpi_count);
}

/* a names both and answers 4, b one with 2, c the same twice with 3, d nobody. */
static void
several_names_in_a_cell(void **state)
{
	static const char text[] = "who,Which?,trust\na,\"Kubernetes, CoreDNS\",4\nb,CoreDNS;,2\nc,kubernetes/Kubernetes,3\nd, ,5\n";
	struct fixture	 *fixture = *state;

	read_about(fixture, "partner_column = \"Which*\"\npartner_split = \",;/\"\n", text);
	assert_mean(fixture, "Kubernetes", "trust", 2, 3.5);
	assert_mean(fixture, "CoreDNS", "trust", 2, 3);
	assert_int_equal(1, dropped(fixture, 0, "no-partner"));
	assert_int_equal(3, fixture->dataset.files[0].accepted);

	read_about(fixture, "partner_column = \"Which*\"\npartner_split = \",;/\"\nmulti_partner = first\n", text);
	assert_mean(fixture, "Kubernetes", "trust", 2, 3.5);
	assert_mean(fixture, "CoreDNS", "trust", 1, 2);

	read_about(fixture, "partner_column = \"Which*\"\npartner_split = \",;/\"\nmulti_partner = reject\n", text);
	assert_mean(fixture, "Kubernetes", "trust", 1, 3);
	assert_mean(fixture, "CoreDNS", "trust", 1, 2);
	assert_int_equal(1, dropped(fixture, 0, "several-partners"));

	/* Not split, a cell is one name. */
	read_about(fixture, "partner_column = \"Which*\"\n", text);
	assert_mean(fixture, "Kubernetes, CoreDNS", "trust", 1, 4);
}

/* Where a partners file says who the partners are, other names are left out, counted and named once. */
static void
unknown_names_are_left_out_where_there_is_a_list(void **state)
{
	static const char     text[] = "who,Which?,trust\na,\"Acme, Foo\",4\nb,foo,2\nc,FOO,3\nd,Acme,5\n";
	struct fixture	     *fixture = *state;
	const struct finding *finding;

	list_partners(fixture, "Acme,,\n");
	read_about(fixture, "partner_column = \"Which*\"\npartner_split = \",\"\n", text);
	assert_mean(fixture, "Acme", "trust", 2, 4.5);
	assert_int_equal(1, fixture->dataset.partner_count);
	assert_int_equal(2, dropped(fixture, 1, "unknown-partner"));
	finding = fixture_finding(fixture, FINDING_NO_PARTNER_MATCH);
	assert_string_equal("Foo", finding->value);
	assert_int_equal(3, finding->rows);
	assert_int_equal(2, finding->line);
	assert_int_equal(2, finding->column);

	read_about(fixture, "partner_column = \"Which*\"\npartner_split = \",\"\nunknown_partner = keep\n", text);
	assert_mean(fixture, "Foo", "trust", 3, 3);
	assert_int_equal(0, findings_count_kind(fixture->findings, FINDING_NO_PARTNER_MATCH));

	fixture->settings.inputs[INPUT_PARTNERS] = NULL;
	read_about(fixture, "partner_column = \"Which*\"\npartner_split = \",\"\n", text);
	assert_mean(fixture, "Foo", "trust", 3, 3);
}

/* A partner cell that holds a comment is no name: only its length is told. */
static void
a_long_text_is_no_partner(void **state)
{
	struct fixture *fixture = *state;

	read_about(fixture, "partner_column = \"Which*\"\n", arena_printf(fixture->arena, "who,Which?,trust\na,hush %0100d,4\nb,Acme,2\n", 1));
	assert_int_equal(1, fixture->dataset.partner_count);
	assert_string_equal("a text of 105 bytes", fixture_finding(fixture, FINDING_NO_PARTNER_MATCH)->value);
	assert_int_equal(1, dropped(fixture, 0, "unknown-partner"));
}

/* One column a partner, named by the lower header; "Other" holds a name. a ticks two, b none, c one and an other, d by words and numbers. */
static void
ticked_columns_name_partners(void **state)
{
	struct fixture *fixture = *state;

	read_about(fixture, "header = \"text, sub\"\nheader_rows = 2\nplain_sub = \"Response\"\npartner_columns = \"Which project*\"\n",
	    "who,Which projects?,,,Trust,\n,Acme,Globex,Other (please specify),Response,\n"
	    "a,Acme,Globex,,4,\nb,,,,1,\nc,,Globex,initech,2,\nd,1,0,Initech,3,\ne,no,yes,,5,\n");
	assert_mean(fixture, "Acme", "trust", 2, 3.5);
	assert_mean(fixture, "Globex", "trust", 3, 11.0 / 3);
	assert_mean(fixture, "initech", "trust", 2, 2.5);
	assert_int_equal(1, dropped(fixture, 0, "no-partner"));
	assert_int_equal(4, fixture->dataset.files[0].accepted);
}

/* A row that names two partners is one row: the next of the same respondent about one of them replaces all of it. */
static void
a_row_about_several_partners_is_replaced_as_a_whole(void **state)
{
	struct fixture *fixture = *state;

	read_about(fixture, "partner_column = \"Which*\"\npartner_split = \",\"\n",
	    "who,Which?,trust\na,\"A,B,C\",1\nb,\"A,B,C\",5\na,B,4\na,D,2\n");
	assert_mean(fixture, "A", "trust", 1, 5);
	assert_mean(fixture, "B", "trust", 2, 4.5);
	assert_mean(fixture, "C", "trust", 1, 5);
	assert_mean(fixture, "D", "trust", 1, 2);
	assert_int_equal(1, dropped(fixture, 0, "duplicate-id"));
}

/* Peers: who answers is free text too. One that is nobody's name still answers, from nobody. */
static void
peers_are_matched_too(void **state)
{
	struct fixture	     *fixture = *state;
	const struct dataset *dataset = &fixture->dataset;

	list_partners(fixture, "A,,\nB,Globex,\n");
	fixture_map(fixture, "[source x]\nfile = \"survey*\"\nside = peer\nperiod = 2026-Q3\npartner_column = \"About*\"\nfrom_column = \"You are*\"\n");
	assert_int_equal(0, fixture_read(fixture, INPUT_SURVEY, "About whom?,You are?,trust\na,GLOBEX,4\na,,3\na,initech,5\n"));
	assert_mean(fixture, "A", "trust", 3, 4);
	assert_int_equal(1, dataset->respondents[0].from);
	assert_int_equal(DATASET_NONE, dataset->respondents[1].from);
	assert_int_equal(DATASET_NONE, dataset->respondents[2].from);
	assert_string_equal("initech", fixture_finding(fixture, FINDING_NO_PARTNER_MATCH)->value);
	assert_int_equal(2, dataset->partner_count);
}

/* In a file whose columns are named as rapport names them, ids are ids: as in a long file. */
static void
a_plain_partner_column_is_exact(void **state)
{
	struct fixture *fixture = *state;

	list_partners(fixture, "acme,,\n");
	assert_int_equal(0, fixture_read(fixture, INPUT_SURVEY,
	    "respondent,partner,period,side,trust\nr1,acme,2026-Q3,client,4\nr2,ACME,2026-Q3,client,2\nr3,,2026-Q3,client,2\n"));
	assert_int_equal(2, fixture->dataset.partner_count);
	assert_mean(fixture, "acme", "trust", 1, 4);
	assert_mean(fixture, "ACME", "trust", 1, 2);
	assert_int_equal(4, fixture_finding(fixture, FINDING_BLANK_PARTNER)->line);
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, fixture_setup, fixture_teardown)

int
main(void)
{
	const struct CMUnitTest tests[] = {
		TEST(one_partner_for_the_file),
		TEST(free_text_is_folded_and_the_first_spelling_wins),
		TEST(ids_names_and_aliases_are_known),
		TEST(an_alias_names_a_partner_only_where_it_occurs),
		TEST(several_names_in_a_cell),
		TEST(unknown_names_are_left_out_where_there_is_a_list),
		TEST(a_long_text_is_no_partner),
		TEST(ticked_columns_name_partners),
		TEST(a_row_about_several_partners_is_replaced_as_a_whole),
		TEST(peers_are_matched_too),
		TEST(a_plain_partner_column_is_exact),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
