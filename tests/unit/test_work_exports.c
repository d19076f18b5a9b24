/* test_work_exports.c - work items as Jira, ServiceNow and Azure DevOps export them, by a mapping and by the shipped dialects. */
#include "work_fixture.h"

/* The mappings that come with the program, and a source below them. */
static void
map_shipped(struct fixture *fixture, const char *source)
{
	char  *shipped;
	size_t length;

	assert_int_equal(0, file_read(fixture->arena, "config/mappings.ini", 1u << 20, &shipped, &length, &fixture->error));
	fixture_map(fixture, arena_printf(fixture->arena, "%.*s\n%s", (int)length, shipped, source));
}

/* A Spanish Jira: byte order mark, localised headers and months, a field of two values as two columns of one name, no column for the
 * resolution. 27 December 10:48 to 2 January 22:48 is 6.5 days; 5 to 9 January at the same hour is 4. */
static const char jira_mapping[] =
    "[source jira]\ninput = work_items\nfile = \"work_items.csv\"\ndialect = none\nitem_column = \"Issue key|Clave de incidencia\"\n"
    "partner_column = \"Components|Componentes\"\ntype_column = \"Issue Type|Tipo de Incidencia\"\ncreated_column = \"Created|Creada\"\n"
    "done_column = \"Resuelta|Status Category Changed|Actualizada\"\nstatus_column = \"Status|Estado\"\n"
    "type defect = \"Error\"\ntype feature = \"Historia\"\nstatus done = \"Finalizada|Listo\"\nstatus open = \"En curso\"\ndate_order = dmy\n";

static const char jira_text[] =
    "\357\273\277Resumen,Clave de incidencia,Tipo de Incidencia,Estado,Componentes,Componentes,Creada,Actualizada\n"
    "\"Uno, dos\",X-1,Error,Finalizada,A,,27/dic/25 10:48 AM,02/ene/26 10:48 PM\n"
    "Tres,X-2,Historia,En curso,A,B,05/ene/26 9:00 AM,09/ene/26 9:00 AM\n"
    "Cuatro,X-3,Historia,Listo,A,B,05/ene./26 9:00 a. m.,09/ene./26 9:00 a. m.\n"
    "Cinco,X-4,Historia,Esperando,A,,05/ene/26 9:00 AM,09/ene/26 9:00 AM\n"
    "Seis,X-5,Historia,Listo,A,,05/ene/26 9:00 AM,\n"
    "Siete,X-6,Historia,Listo,,,05/ene/26 9:00 AM,\n";

static void
assert_jira(const struct fixture *fixture)
{
	const struct finding *finding;

	assert_int_equal(5, fixture->dataset.work_item_count);
	assert_near(6.5, item_of(fixture, 2)->days, 1e-12);
	assert_int_equal(WORK_DEFECT, item_of(fixture, 2)->type);
	assert_true(item_of(fixture, 2)->estimated);
	assert_date(item_of(fixture, 3)->done, "");
	assert_string_equal("B", fixture->dataset.partners[item_of(fixture, 3)->partner].id);
	assert_near(4, item_of(fixture, 4)->days, 1e-12);
	/* A status that no list has leaves the item open; one that is done, with no day anywhere, is neither open nor done in a period. */
	assert_date(item_of(fixture, 5)->done, "");
	assert_false(item_of(fixture, 5)->undated);
	assert_true(item_of(fixture, 6)->undated);
	assert_int_equal(6, fixture_finding(fixture, FINDING_BAD_DATE)->line);
	finding = fixture_finding(fixture, FINDING_ESTIMATED);
	assert_int_equal(2, finding->rows);
	assert_int_equal(2, finding->line);
	assert_int_equal(8, finding->column);
	assert_string_equal("Actualizada", finding->value);
	assert_non_null(strstr(finding->expected, "Resuelta"));
	assert_int_equal(1, dropped(&fixture->dataset.files[1], "no-partner"));
}

static void
jira_in_spanish_without_a_resolution_date(void **state)
{
	struct fixture *fixture = *state;

	fixture_map(fixture, jira_mapping);
	assert_int_equal(0, read_items(fixture, jira_text));
	assert_jira(fixture);
}

static void
the_shipped_dialect_knows_jira_in_spanish(void **state)
{
	struct fixture *fixture = *state;

	map_shipped(fixture, "[source ours]\ninput = work_items\nfile = \"work_items.csv\"\npartner_column = \"Componentes\"\n");
	assert_int_equal(0, read_items(fixture, jira_text));
	assert_string_equal("jira-es", fixture->dataset.files[1].dialect);
	assert_jira(fixture);
}

/* With the column of the resolution nothing is estimated, except what is done without it. */
static void
jira_with_a_resolution_date(void **state)
{
	struct fixture *fixture = *state;

	fixture_map(fixture, jira_mapping);
	assert_int_equal(0, read_items(fixture,
	    "Clave de incidencia,Tipo de Incidencia,Estado,Componentes,Creada,Resuelta,Actualizada\n"
	    "X-1,Error,Listo,A,01/sept/26 10:00 AM,03/sept/26 10:00 AM,30/sept/26 10:00 AM\n"
	    "X-2,Error,Esperando,A,01/sept/26 10:00 AM,03/sept/26 10:00 AM,30/sept/26 10:00 AM\n"
	    "X-3,Error,En curso,A,01/sept/26 10:00 AM,03/sept/26 10:00 AM,30/sept/26 10:00 AM\n"
	    "X-4,Error,Listo,A,01/sept/26 10:00 AM,,30/sept/26 10:00 AM\n"));
	assert_near(2, item_of(fixture, 2)->days, 1e-12);
	assert_near(2, item_of(fixture, 3)->days, 1e-12);
	assert_date(item_of(fixture, 4)->done, "");
	assert_near(29, item_of(fixture, 5)->days, 1e-12);
	assert_false(item_of(fixture, 2)->estimated);
	assert_true(item_of(fixture, 5)->estimated);
	assert_int_equal(1, fixture_finding(fixture, FINDING_ESTIMATED)->rows);
}

/* "Name#2" is that column and no other. */
static void
a_column_singled_out_by_its_number_is_not_searched(void **state)
{
	struct fixture *fixture = *state;

	fixture_map(fixture, "[source x]\ninput = work_items\nfile = \"work_items.csv\"\ndialect = none\nitem_column = \"Key\"\npartner_column = \"Team#2\"\n");
	assert_int_equal(0, read_items(fixture, "Key,Team,Team,Team\nX-1,A,B,C\nX-2,A,,C\n"));
	assert_int_equal(1, fixture->dataset.work_item_count);
	assert_string_equal("B", fixture->dataset.partners[item_of(fixture, 2)->partner].id);
	assert_int_equal(1, dropped(&fixture->dataset.files[1], "no-partner"));
}

static void
read_servicenow(struct fixture *fixture)
{
	fixture_write(fixture, "kpi.csv", "partner,period,kpi,value\nA,2026-Q3,cost,1\n");
	fixture_input(fixture, INPUT_KPI, "kpi.csv");
	fixture->settings.inputs[INPUT_WORK_ITEMS] = "tests/data/exports/servicenow_incident_event_log_sample.csv";
	assert_int_equal(0, fixture_load(fixture));
}

/* Counted in the file by hand: 198 rows, 32 numbers, 31 of which are closed at last. One of these, INC0000093, has "?" for resolved_at
 * and is estimated from closed_at; one is still active. INC0000045: 29 February 01:16 to 11:29 is 10 h 13 min, or 36780 s. */
static void
assert_servicenow(const struct fixture *fixture)
{
	const struct dataset *dataset = &fixture->dataset;
	size_t		      done = 0, estimated = 0, timed = 0;

	assert_int_equal(198, dataset->files[1].rows);
	assert_int_equal(166, dropped(&dataset->files[1], "older-row"));
	assert_int_equal(32, dataset->files[1].accepted);
	assert_int_equal(32, dataset->work_item_count);
	for (size_t i = 0; i < dataset->work_item_count; i++) {
		const struct work_item *item = &dataset->work_items[i];

		done += item->done.year != 0;
		estimated += item->estimated;
		timed += isnan(item->days) ? 0 : 1;
		assert_int_equal(WORK_DEFECT, item->type);
	}
	assert_int_equal(31, done);
	assert_int_equal(31, timed);
	assert_int_equal(1, estimated);
	assert_date(dataset->work_items[0].created, "2016-02-29");
	assert_near(36780.0 / 86400, dataset->work_items[0].days, 1e-12);
}

static void
servicenow_has_a_row_for_every_step(void **state)
{
	struct fixture *fixture = *state;

	fixture_map(fixture,
	    "[source servicenow]\ninput = work_items\nfile = \"servicenow*.csv\"\ndialect = none\npartner = \"A\"\ntype = \"defect\"\nitem_column = \"number\"\n"
	    "created_column = \"opened_at\"\ndone_column = \"resolved_at|closed_at\"\nstatus_column = \"incident_state\"\n"
	    "status done = \"Resolved|Closed\"\nstatus open = \"New|Active\"\nmissing = \"?\"\ndate_order = dmy\n");
	read_servicenow(fixture);
	assert_servicenow(fixture);
}

static void
the_shipped_dialect_knows_servicenow(void **state)
{
	struct fixture *fixture = *state;

	map_shipped(fixture, "[source ours]\ninput = work_items\nfile = \"servicenow*.csv\"\npartner = \"A\"\ntype = \"defect\"\n");
	read_servicenow(fixture);
	assert_string_equal("servicenow", fixture->dataset.files[1].dialect);
	assert_servicenow(fixture);
}

/* 9 September 10:00 AM to 30 September 4:00 PM is 21.25 days. */
static const char azure_text[] =
    "ID,Work Item Type,Title,State,Area Path,Created Date,Activated Date,Closed Date\n"
    "101,User Story,\"One, two\",Closed,A,9/1/2026 8:00:00 AM,9/9/2026 10:00:00 AM,9/30/2026 4:00:00 PM\n"
    "102,Bug,Three,Active,A,8/15/2026 8:00:00 AM,9/9/2026 10:00:00 AM,\n";

static void
assert_azure(const struct fixture *fixture)
{
	assert_int_equal(2, fixture->dataset.work_item_count);
	assert_near(21.25, item_of(fixture, 2)->days, 1e-12);
	assert_int_equal(WORK_FEATURE, item_of(fixture, 2)->type);
	assert_date(item_of(fixture, 2)->created, "2026-09-01");
	assert_date(item_of(fixture, 3)->done, "");
	assert_int_equal(0, findings_count_kind(fixture->findings, FINDING_ESTIMATED));
}

static void
azure_devops_by_a_mapping(void **state)
{
	struct fixture *fixture = *state;

	fixture_map(fixture,
	    "[source azure]\ninput = work_items\nfile = \"work_items.csv\"\ndialect = none\nitem_column = \"ID\"\npartner_column = \"Area Path\"\n"
	    "type_column = \"Work Item Type\"\nstatus_column = \"State\"\ncreated_column = \"Created Date\"\nstarted_column = \"Activated Date\"\n"
	    "done_column = \"Closed Date\"\ntype feature = \"User Story|Feature\"\ntype defect = \"Bug\"\nstatus done = \"Closed|Done\"\nstatus open = \"New|Active\"\n");
	assert_int_equal(0, read_items(fixture, azure_text));
	assert_azure(fixture);
}

static void
the_shipped_dialect_knows_azure_devops(void **state)
{
	struct fixture *fixture = *state;

	map_shipped(fixture, "[source ours]\ninput = work_items\nfile = \"work_items.csv\"\npartner_column = \"Area Path\"\n");
	assert_int_equal(0, read_items(fixture, azure_text));
	assert_string_equal("azure-devops", fixture->dataset.files[1].dialect);
	assert_azure(fixture);
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, fixture_setup, fixture_teardown)

int
main(void)
{
	const struct CMUnitTest tests[] = {
		TEST(jira_in_spanish_without_a_resolution_date),
		TEST(the_shipped_dialect_knows_jira_in_spanish),
		TEST(jira_with_a_resolution_date),
		TEST(a_column_singled_out_by_its_number_is_not_searched),
		TEST(servicenow_has_a_row_for_every_step),
		TEST(the_shipped_dialect_knows_servicenow),
		TEST(azure_devops_by_a_mapping),
		TEST(the_shipped_dialect_knows_azure_devops),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
