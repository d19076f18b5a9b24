/* test_sheet.c - one file from its bytes to its rows: what is found out about it, which rows are left out, what its cells mean. */
#include "input_fixture.h"

static void
expect_period(const struct fixture *fixture, uint32_t line, const char *name)
{
	const struct kpi_row *row = fixture_row(fixture, line);
	char		      text[PERIOD_SIZE];

	assert_non_null(row);
	assert_string_equal(name, period_name((struct period){ row->granularity, row->period_index }, text));
}

/* Windows-1252: \374 is u with two dots. */
static void
a_converted_file_is_named(void **state)
{
	struct fixture *fixture = *state;

	fixture_read_kpis(fixture, "", "partner,period,kpi,value\r\nM\374ller,2026-Q3,cost,1\r\n");
	assert_string_equal("M\303\274ller", fixture->dataset.partners[0].id);
	assert_string_equal("kpi.csv", fixture_finding(fixture, FINDING_CONVERTED)->file);
	assert_string_equal("Windows-1252", fixture_finding(fixture, FINDING_CONVERTED)->value);
	assert_string_equal("Windows-1252", fixture_file(fixture)->encoding);
	assert_string_equal("CRLF", fixture_file(fixture)->line_end);
	assert_null(fixture_file(fixture)->source);
	assert_null(fixture_file(fixture)->dialect);
}

/* Two good sequences, one broken byte: it stays UTF-8. */
static void
a_damaged_file_is_named_with_its_first_line(void **state)
{
	struct fixture *fixture = *state;

	fixture_read_kpis(fixture, "", "partner,period,kpi,value,note\nA,2026-Q3,cost,1,\303\274\303\266\nB,2026-Q3,cost,1,x\374y\n");
	assert_int_equal(3, fixture_finding(fixture, FINDING_INVALID_UTF8)->line);
	assert_int_equal(1, fixture_finding(fixture, FINDING_INVALID_UTF8)->rows);
	assert_int_equal(0, findings_count_kind(fixture->findings, FINDING_CONVERTED));
	assert_int_equal(2, fixture->dataset.kpi_row_count);
}

static const char tool[] =
    "[dialect tool]\ntitle = \"The Tool\"\nrow = 1\nfirst = \"Stamp\"\ndate_below = yes\npartner_column = \"Vendor\"\nkpi = \"cost\"\n"
    "period_column = \"Stamp\"\nvalue_column = \"Score\"\nnote_column = \"Remark\"\n"
    "drop test = \"Kind = test|preview run\"\ndrop unfinished = \"Done != yes|1\"\ndrop unsigned = \"By =\"\n";

static void
a_dialect_is_named_with_its_reason(void **state)
{
	struct fixture	     *fixture = *state;
	const struct finding *finding;

	fixture_read_kpis(fixture, tool, "Stamp,Vendor,Score,Other\n2026-09-01,A,5,x\n");
	finding = fixture_finding(fixture, FINDING_DIALECT);
	assert_string_equal("The Tool", finding->value);
	assert_string_equal("row 1 begins with Stamp, with dates below", finding->expected);
	assert_string_equal("tool", fixture_file(fixture)->dialect);
	assert_string_equal(finding->expected, fixture_file(fixture)->why);
	assert_null(fixture_file(fixture)->source);
	/* An export has many columns, and what a dialect names may lack. */
	assert_int_equal(0, findings_count_kind(fixture->findings, FINDING_IGNORED_COLUMN));
	assert_int_equal(0, findings_count_kind(fixture->findings, FINDING_MISSING_COLUMN));
	expect_period(fixture, 2, "2026-09");
}

static const char filtered[] =
    "Stamp,Vendor,Score,Kind,Done,By\n"
    "2026-01-01,A,5,,yes,x\n"
    "2026-02-01,A,5,Preview  Run,yes,x\n"
    "2026-03-01,A,5,TEST,no,x\n"
    "2026-04-01,A,5,,no,x\n"
    "2026-05-01,A,5,,,x\n"
    "2026-06-01,A,5,,1, \n"
    ",mean,5,,yes,x\n"
    ",,,,,\n"
    "2026-07-01,A,wrong,,yes,x\n"
    ",,,,,\n";

/* Lines 3 and 4 are tests, 5 and 6 unfinished, 7 without a name, 8 a footer; 9 and 11 are blank; 10 is wrong. */
static void
rows_are_dropped_by_the_first_rule_that_fits(void **state)
{
	struct fixture		*fixture = *state;
	const struct input_file *file;
	unsigned long		 told = 0;

	fixture_read_kpis(fixture, tool, filtered);
	file = fixture_file(fixture);
	assert_int_equal(2, fixture_dropped(file, "test"));
	assert_int_equal(2, fixture_dropped(file, "unfinished"));
	assert_int_equal(1, fixture_dropped(file, "unsigned"));
	assert_int_equal(1, fixture_dropped(file, "undated"));
	assert_int_equal(8, file->rows);
	assert_int_equal(6, file->dropped);
	assert_int_equal(file->rows, file->accepted + file->rejected + file->dropped);
	assert_int_equal(4, findings_count_kind(fixture->findings, FINDING_DROPPED));
	for (size_t i = 0; i < findings_count(fixture->findings); i++)
		if (findings_at(fixture->findings, i)->kind == FINDING_DROPPED)
			told += findings_at(fixture->findings, i)->rows;
	assert_int_equal(6, told);
}

static void
a_source_may_keep_what_its_dialect_drops(void **state)
{
	struct fixture *fixture = *state;

	fixture_read_kpis(fixture, arena_printf(fixture->arena, "%s[source s]\nfile = \"kpi.csv\"\nkeep_test = yes\nkeep_unsigned = yes\n", tool), filtered);
	assert_int_equal(0, fixture_dropped(fixture_file(fixture), "test"));
	/* The test of line 4 was not finished either. */
	assert_int_equal(3, fixture_dropped(fixture_file(fixture), "unfinished"));
	assert_int_equal(0, fixture_dropped(fixture_file(fixture), "unsigned"));
	assert_string_equal("s", fixture_file(fixture)->source);
	assert_string_equal("tool", fixture_file(fixture)->dialect);
	assert_non_null(fixture_row(fixture, 3));
}

static const char vendors[] = "[source s]\nfile = \"kpi.csv\"\npartner_column = \"Vendor\"\nkpi_column = \"What\"\nvalue_column = \"Score\"\nperiod_column = \"When\"\n";

/* The table on the right has more rows, and cells of its own where the left one is at its end. */
static void
one_of_two_tables_side_by_side_is_read(void **state)
{
	struct fixture *fixture = *state;

	fixture_read_kpis(fixture, arena_printf(fixture->arena, "%scolumns = 2-5\n", vendors),
	    "Legend,,Vendor,What,When,Score,Partner,Other\nx,,A,cost,2026-Q3,1,B,7\n,,A,cost,2026-Q2,bad,B,7\ny,,,,,,B,8\n");
	assert_int_equal(2, fixture_file(fixture)->rows);
	assert_int_equal(1, fixture->dataset.partner_count);
	assert_int_equal(6, fixture_finding(fixture, FINDING_BAD_NUMBER)->column);
}

/* Ambiguous at first; the last line says that the day comes first. */
static void
one_date_settles_the_order_of_the_file(void **state)
{
	struct fixture *fixture = *state;

	fixture_read_kpis(fixture, vendors, "Vendor,What,When,Score\nA,cost,03/04/2026,1\nA,cost,05/05/2026,2\nA,cost,25/06/2026,3\n");
	expect_period(fixture, 2, "2026-04");
	expect_period(fixture, 3, "2026-05");
	expect_period(fixture, 4, "2026-06");
}

/* The column itself decides, if it can; else another field's. What people write into a column that is no field proves nothing. */
static void
another_column_of_dates_speaks_for_the_first(void **state)
{
	static const char items[] =
	    "[source s]\nfile = \"kpi.csv\"\npartner_column = \"Vendor\"\nkpi = \"cost\"\nperiod_column = \"When\"\nvalue_column = \"Score\"\nnote_column = \"Closed\"\n";
	struct fixture *fixture = *state;

	fixture_read_kpis(fixture, items, "Vendor,When,Score,Closed,Born\nA,03/04/2026,1,,25/12/1999\nA,05/06/2026,1,05/25/2026,\n");
	expect_period(fixture, 2, "2026-03");
	fixture_read_kpis(fixture, items, "Vendor,When,Score,Closed,Born\nA,03/04/2026,1,05/25/2026,\nA,25/06/2026,1,,\n");
	expect_period(fixture, 2, "2026-04");
	assert_int_equal(-1, fixture_read(fixture, INPUT_KPI, "Vendor,When,Score,Closed,Born\nA,03/04/2026,1,,25/12/1999\n"));
	assert_int_equal(1, findings_count_kind(fixture->findings, FINDING_AMBIGUOUS_DATE));
}

static void
a_settled_order_holds_for_later_dates(void **state)
{
	struct fixture *fixture = *state;

	fixture_read_kpis(fixture, vendors, "Vendor,What,When,Score\nA,cost,04/25/2026,1\nA,cost,25/06/2026,3\nA,cost,07/03/2026,1\n");
	expect_period(fixture, 2, "2026-04");
	expect_period(fixture, 4, "2026-07");
	/* The one of the other order is wrong, not read another way. */
	assert_int_equal(3, fixture_finding(fixture, FINDING_BAD_PERIOD)->line);
}

static void
a_file_that_leaves_the_order_open_is_refused(void **state)
{
	struct fixture	     *fixture = *state;
	const struct finding *finding;

	fixture_map(fixture, vendors);
	assert_int_equal(-1, fixture_read(fixture, INPUT_KPI, "Vendor,What,When,Score\nA,cost,2026-01-31,1\nA,cost,05/05/2026,1\nA,cost,03/04/2026,1\nA,cost,07/08/2026,1\n"));
	assert_int_equal(ERROR_INPUT, fixture->error.code);
	finding = fixture_finding(fixture, FINDING_AMBIGUOUS_DATE);
	assert_int_equal(4, finding->line);
	assert_int_equal(3, finding->column);
	assert_string_equal("03/04/2026", finding->value);
	assert_true(fixture_file(fixture)->unusable);
	assert_int_equal(0, fixture_file(fixture)->accepted);
}

static void
a_mapping_may_say_how_dates_are_written(void **state)
{
	struct fixture *fixture = *state;

	fixture_read_kpis(fixture, arena_printf(fixture->arena, "%sdate_order = mdy\n", vendors), "Vendor,What,When,Score\nA,cost,03/04/2026,1\nA,cost,25/06/2026,3\n");
	expect_period(fixture, 2, "2026-03");
	assert_int_equal(3, fixture_finding(fixture, FINDING_BAD_PERIOD)->line);
	fixture_read_kpis(fixture, arena_printf(fixture->arena, "%sdate_format = \"%%Y.%%d.%%m\"\n", vendors), "Vendor,What,When,Score\nA,cost,2026.03.04,1\n");
	expect_period(fixture, 2, "2026-04");
}

/* Fiscal years from April: their Q1 of 2026 is April to June, our second quarter. */
static void
periods_are_put_together_and_moved_to_our_year(void **state)
{
	static const char parts[] = "[source s]\nfile = \"kpi.csv\"\npartner_column = \"Vendor\"\nkpi = \"cost\"\nvalue_column = \"Score\"\nyear_column = \"FY\"\nquarter_column = \"FQ\"\n";
	struct fixture	 *fixture = *state;

	fixture_read_kpis(fixture, parts, "Vendor,FY,FQ,Score\nA,2026,Q3,1\nA,2026,2,1\nA,2026,Q5,1\n");
	expect_period(fixture, 2, "2026-Q3");
	expect_period(fixture, 3, "2026-Q2");
	assert_int_equal(4, fixture_finding(fixture, FINDING_BAD_PERIOD)->line);
	assert_int_equal(3, fixture_finding(fixture, FINDING_BAD_PERIOD)->column);
	fixture_read_kpis(fixture, arena_printf(fixture->arena, "%sfiscal_year_start = 4\n", parts), "Vendor,FY,FQ,Score\nA,2026,1,1\nA,2026,Q4,1\n");
	expect_period(fixture, 2, "2026-Q2");
	expect_period(fixture, 3, "2027-Q1");
}

static void
a_period_without_an_equal_in_our_year_is_refused(void **state)
{
	struct fixture *fixture = *state;

	fixture_read_kpis(fixture, arena_printf(fixture->arena, "%sfiscal_year_start = 4\n", vendors),
	    "Vendor,What,When,Score\nA,cost,2026-Q1,1\nA,cost,2026,1\nA,cost,2026-05,1\n");
	expect_period(fixture, 2, "2026-Q2");
	assert_int_equal(3, fixture_finding(fixture, FINDING_BAD_PERIOD)->line);
	expect_period(fixture, 4, "2026-05");
}

static void
a_date_stands_for_the_unit_of_the_mapping(void **state)
{
	struct fixture *fixture = *state;

	fixture_read_kpis(fixture, arena_printf(fixture->arena, "%speriod_unit = half\n", vendors),
	    "Vendor,What,When,Score\nA,cost,2026-08-15T10:00:00+02:00,1\nA,cost,mai 2026,1\nB,cost,2026-Q1,1\n");
	expect_period(fixture, 2, "2026-H2");
	expect_period(fixture, 3, "2026-05");
	expect_period(fixture, 4, "2026-Q1");
}

/* The partner stands in the file's name, the KPI in the mapping. */
static void
fields_come_from_the_name_of_the_file_and_from_constants(void **state)
{
	struct fixture *fixture = *state;

	fixture_map(fixture, "[source s]\nfile = \"kpi-*.csv\"\npartner_file = \"kpi-*-2026.csv\"\nkpi = \"cost\"\nperiod = \"2026-Q3\"\nvalue_column = \"Nowhere|index:1|Score\"\n");
	fixture_write(fixture, "kpi-Acme GmbH-2026.csv", "Score,Value\n3,4\n");
	fixture_input(fixture, INPUT_KPI, "kpi-*.csv");
	assert_int_equal(0, fixture_load(fixture));
	assert_string_equal("Acme GmbH", fixture->dataset.partners[0].id);
	assert_true(fixture_row(fixture, 2)->value == 4);
	assert_string_equal("Score", fixture_finding(fixture, FINDING_IGNORED_COLUMN)->value);
}

static void
a_name_that_does_not_fit_says_so(void **state)
{
	struct fixture *fixture = *state;

	fixture_map(fixture, "[source s]\nfile = \"kpi.csv\"\npartner_file = \"kpi-*-2026.csv\"\nkpi = \"cost\"\nperiod = \"2026-Q3\"\n");
	assert_int_equal(-1, fixture_read(fixture, INPUT_KPI, "Value\n4\n"));
	assert_int_equal(2, findings_count_kind(fixture->findings, FINDING_MISSING_COLUMN));
	assert_string_equal("kpi-*-2026.csv", findings_at(fixture->findings, 0)->value);
	assert_string_equal("the part of the file's name that [source s] of the mappings names for partner", findings_at(fixture->findings, 0)->expected);
	assert_non_null(strstr(findings_at(fixture->findings, 1)->expected, "`partner_column`, `partner` or `partner_file` in [source s]"));
}

/* By "Kind" rows are left out; "Where" serves nothing. */
static void
a_column_that_serves_nothing_is_named_once(void **state)
{
	struct fixture *fixture = *state;

	fixture_read_kpis(fixture, arena_printf(fixture->arena, "%sdrop test = \"Kind = test\"\n", vendors),
	    "Vendor,What,When,Score,Kind,Where\nA,cost,2026-Q3,1,,x\nA,cost,2026-Q3,1,Test,x\n");
	assert_string_equal("Where", fixture_finding(fixture, FINDING_IGNORED_COLUMN)->value);
	assert_int_equal(6, fixture_finding(fixture, FINDING_IGNORED_COLUMN)->column);
	assert_int_equal(1, fixture_dropped(fixture_file(fixture), "test"));
}

static void
an_unknown_file_gets_advice(void **state)
{
	struct fixture *fixture = *state;

	assert_int_equal(-1, fixture_read(fixture, INPUT_KPI, "Vendor,period,kpi,value\nA,2026-Q3,cost,1\n"));
	assert_string_equal("partner", fixture_finding(fixture, FINDING_MISSING_COLUMN)->value);
	assert_non_null(strstr(fixture_finding(fixture, FINDING_MISSING_COLUMN)->expected, "`rapport inspect kpi.csv`"));
	assert_int_equal(1, fixture_finding(fixture, FINDING_MISSING_COLUMN)->line);
}

/* "-9" is a token where the list has it; the number 9 is none then. */
static void
tokens_for_no_value_are_empty_cells(void **state)
{
	struct fixture *fixture = *state;

	fixture_read_kpis(fixture, vendors, "Vendor,What,When,Score\nA,cost,2026-Q1,Not  available\nA,cost,2026-Q2,-\nA,cost,2026-Q3,?\nA,cost,2026-Q4,5\n");
	for (uint32_t line = 2; line <= 4; line++)
		assert_int_equal(VALUE_BLANK, fixture_row(fixture, line)->state);
	assert_int_equal(VALUE_PRESENT, fixture_row(fixture, 5)->state);
	fixture_read_kpis(fixture, arena_printf(fixture->arena, "%smissing = \"-9|keine Angabe\"\n", vendors),
	    "Vendor,What,When,Score\nA,cost,2026-Q1,-9\nA,cost,2026-Q2,9\nA,cost,2026-Q3,Keine-Angabe\n");
	assert_int_equal(VALUE_BLANK, fixture_row(fixture, 2)->state);
	assert_int_equal(VALUE_PRESENT, fixture_row(fixture, 3)->state);
	assert_int_equal(VALUE_BLANK, fixture_row(fixture, 4)->state);
}

static void
a_known_decimal_sign_leaves_nothing_ambiguous(void **state)
{
	static const char text[] = "Vendor,What,When,Score\nA,cost,2026-Q1,\"1,234\"\n";
	struct fixture	 *fixture = *state;

	fixture_read_kpis(fixture, vendors, text);
	assert_int_equal(1, findings_count_kind(fixture->findings, FINDING_AMBIGUOUS_NUMBER));
	fixture_read_kpis(fixture, arena_printf(fixture->arena, "%sdecimal = point\n", vendors), text);
	assert_true(fixture_row(fixture, 2)->value == 1234);
	fixture_read_kpis(fixture, arena_printf(fixture->arena, "%sdecimal = comma\n", vendors), text);
	assert_true(fabs(fixture_row(fixture, 2)->value - 1.234) < 1e-12);
	assert_int_equal(1, findings_count_kind(fixture->findings, FINDING_AMBIGUOUS_NUMBER));
}

static void
a_kpi_file_is_wide_if_the_mapping_says_so(void **state)
{
	struct fixture *fixture = *state;

	fixture_read_kpis(fixture, "[source s]\nfile = \"kpi.csv\"\npartner_column = \"Vendor\"\nperiod_column = \"When\"\nkpi_columns = \"cost|stock\"\n",
	    "Vendor,When,Cost,Stock\nA,2026-Q3,5,100\n");
	assert_int_equal(2, fixture->dataset.kpi_row_count);
	assert_int_equal(1, fixture_file(fixture)->rows);
	assert_int_equal(0, findings_count_kind(fixture->findings, FINDING_IGNORED_COLUMN));
}

/* The headers are an id, an alias and a text of the model; "Remark" is no question. */
static void
a_survey_is_wide_if_its_columns_are_questions(void **state)
{
	struct fixture *fixture = *state;

	assert_int_equal(0, fixture_read(fixture, INPUT_SURVEY,
	    "partner,period,side,respondent,Vertrauen,OPEN,Recommend,Remark\nA,2026-Q3,client,r1,4,5,9,x\nA,2026-Q3,partner,r2,2,,7,y\n"));
	assert_int_equal(2, fixture->dataset.respondent_count);
	assert_int_equal(2, fixture_file(fixture)->accepted);
	assert_int_equal(0, findings_count_kind(fixture->findings, FINDING_IGNORED_COLUMN));
	assert_int_equal(0, findings_count_kind(fixture->findings, FINDING_MISSING_COLUMN));
}

static void
a_survey_with_a_question_column_is_long(void **state)
{
	struct fixture *fixture = *state;

	assert_int_equal(0, fixture_read(fixture, INPUT_SURVEY,
	    "partner,period,side,respondent,question,answer,trust\nA,2026-Q3,client,r1,open,5,3\n"));
	assert_int_equal(1, fixture->dataset.respondent_count);
	assert_string_equal("trust", fixture_finding(fixture, FINDING_IGNORED_COLUMN)->value);
}

static void
sides_may_have_words_of_their_own(void **state)
{
	struct fixture *fixture = *state;

	fixture_map(fixture, "[side client]\nvalues = \"Customer|Auftraggeber\"\n[side partner]\nvalues = \"Vendor\"\n");
	assert_int_equal(0, fixture_read(fixture, INPUT_SURVEY,
	    "partner,period,side,respondent,question,answer\nA,2026-Q3,CUSTOMER,r1,open,5\nA,2026-Q3,vendor,r2,open,5\nA,2026-Q3,boss,r3,open,5\n"));
	assert_int_equal(2, fixture->dataset.respondent_count);
	assert_int_equal(SIDE_CLIENT, fixture->dataset.respondents[0].side);
	assert_int_equal(SIDE_PARTNER, fixture->dataset.respondents[1].side);
	assert_int_equal(4, fixture_finding(fixture, FINDING_BAD_WORD)->line);
}

/* Exports changed at random, as long, wide, mapped and unknown files: whatever is made of them, nothing breaks and the counts add up. */
static void
damaged_exports_do_no_harm(void **state)
{
	static const char exports[][192] = {
		"Title\n\nRespondent ID,Start,Rate us,,Why?\n,,Trust,Open,Response\n11223344,03/04/2026,4,5,x\n11223345,25/04/2026,strongly agree,5,y\n",
		"Stamp,Vendor,Score,Kind,Done,By\n2026-01-01,A,5,,yes,x\n,mean,5,,,\n03.04.2026,A,5,test,no,\n",
		"RID,Q1,Q2\nRID,trust,open\n{'ImportId': 'rid'},{'ImportId': 'QID1'},{'ImportId': 'QID2'}\nR_1,4,5\nR_2,1,9\n",
		"id. Answer,partner,side,period,T[trust],trust. Do you?\n1,A,client,2026-Q3,4,5\n2,B,boss,03/04/2026,,5\n",
	};
	static const char special[] = "\",;\t|\r\n{}[]'. /-0129A\303\377";
	struct fixture	 *fixture = *state;
	uint32_t	  random = 20261122;

	fixture_map(fixture, arena_printf(fixture->arena,
	    "%s[dialect two-rows]\nheader = \"text, sub\"\nrow = 1\nfirst = \"Respondent*\"\nplain_sub = \"Response\"\nperiod_column = \"Start\"\n"
	    "[dialect tags]\nheader = \"code, text, tag\"\nhalf = \"*ImportId*\"\n"
	    "[dialect codes]\nheader = \"text\"\nheader_codes = yes\nrow = 1\nfirst = \"id*\"\n"
	    "[source s]\nfile = \"survey.csv\"\ninput = survey\ncolumns = 0-4\npartner = \"A\"\nside = \"client\"\n", tool));
	for (size_t round = 0; round < 1200; round++) {
		char   bytes[sizeof exports[0]];
		size_t length = strlen(exports[round % COUNT_OF(exports)]);

		memcpy(bytes, exports[round % COUNT_OF(exports)], sizeof bytes);
		for (size_t change = 0; change < round % 7; change++) {
			random = random * 1664525u + 1013904223u;
			bytes[(random >> 8) % length] = special[(random >> 20) % (sizeof special - 1)];
		}
		fixture_write_bytes(fixture, "survey.csv", bytes, length);
		fixture_write_bytes(fixture, "kpi.csv", bytes, length);
		fixture_input(fixture, INPUT_SURVEY, "survey.csv");
		fixture_input(fixture, INPUT_KPI, "kpi.csv");
		if (fixture_load(fixture) == -1)
			assert_int_equal(ERROR_INPUT, fixture->error.code);
		for (size_t i = 0; i < fixture->dataset.file_count; i++) {
			const struct input_file *file = &fixture->dataset.files[i];

			assert_int_equal(file->rows, file->accepted + file->rejected + file->dropped);
		}
	}
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test_setup_teardown(a_converted_file_is_named, fixture_setup, fixture_teardown),
		cmocka_unit_test_setup_teardown(a_damaged_file_is_named_with_its_first_line, fixture_setup, fixture_teardown),
		cmocka_unit_test_setup_teardown(a_dialect_is_named_with_its_reason, fixture_setup, fixture_teardown),
		cmocka_unit_test_setup_teardown(rows_are_dropped_by_the_first_rule_that_fits, fixture_setup, fixture_teardown),
		cmocka_unit_test_setup_teardown(a_source_may_keep_what_its_dialect_drops, fixture_setup, fixture_teardown),
		cmocka_unit_test_setup_teardown(one_of_two_tables_side_by_side_is_read, fixture_setup, fixture_teardown),
		cmocka_unit_test_setup_teardown(one_date_settles_the_order_of_the_file, fixture_setup, fixture_teardown),
		cmocka_unit_test_setup_teardown(another_column_of_dates_speaks_for_the_first, fixture_setup, fixture_teardown),
		cmocka_unit_test_setup_teardown(a_settled_order_holds_for_later_dates, fixture_setup, fixture_teardown),
		cmocka_unit_test_setup_teardown(a_file_that_leaves_the_order_open_is_refused, fixture_setup, fixture_teardown),
		cmocka_unit_test_setup_teardown(a_mapping_may_say_how_dates_are_written, fixture_setup, fixture_teardown),
		cmocka_unit_test_setup_teardown(periods_are_put_together_and_moved_to_our_year, fixture_setup, fixture_teardown),
		cmocka_unit_test_setup_teardown(a_period_without_an_equal_in_our_year_is_refused, fixture_setup, fixture_teardown),
		cmocka_unit_test_setup_teardown(a_date_stands_for_the_unit_of_the_mapping, fixture_setup, fixture_teardown),
		cmocka_unit_test_setup_teardown(fields_come_from_the_name_of_the_file_and_from_constants, fixture_setup, fixture_teardown),
		cmocka_unit_test_setup_teardown(a_name_that_does_not_fit_says_so, fixture_setup, fixture_teardown),
		cmocka_unit_test_setup_teardown(a_column_that_serves_nothing_is_named_once, fixture_setup, fixture_teardown),
		cmocka_unit_test_setup_teardown(an_unknown_file_gets_advice, fixture_setup, fixture_teardown),
		cmocka_unit_test_setup_teardown(tokens_for_no_value_are_empty_cells, fixture_setup, fixture_teardown),
		cmocka_unit_test_setup_teardown(a_known_decimal_sign_leaves_nothing_ambiguous, fixture_setup, fixture_teardown),
		cmocka_unit_test_setup_teardown(a_kpi_file_is_wide_if_the_mapping_says_so, fixture_setup, fixture_teardown),
		cmocka_unit_test_setup_teardown(a_survey_is_wide_if_its_columns_are_questions, fixture_setup, fixture_teardown),
		cmocka_unit_test_setup_teardown(a_survey_with_a_question_column_is_long, fixture_setup, fixture_teardown),
		cmocka_unit_test_setup_teardown(sides_may_have_words_of_their_own, fixture_setup, fixture_teardown),
		cmocka_unit_test_setup_teardown(damaged_exports_do_no_harm, fixture_setup, fixture_teardown),
	};

	return cmocka_run_group_tests_name("sheet", tests, NULL, NULL);
}
