/* test_survey_wide.c - surveys with a row a respondent: which column is which question, on which scale, and who counts once. */
#include "survey_fixture.h"

/* trust 4, 5, 1 and open 2, blank, 3: means 10/3 and 5/2. */
static void
finds_questions_by_id_alias_and_text(void **state)
{
	static const char *const headers[] = {
		"trust,open", "Vertrauen,OPEN", "Trust ,Open", " \"TRUST\",o-pen", "trust,open,Other (please specify)",
	};

	for (size_t i = 0; i < COUNT_OF(headers); i++) {
		struct fixture *fixture = *state;
		const char     *more = strstr(headers[i], "Other") != NULL ? ",x" : "";

		read_wide(fixture, "", arena_printf(fixture->arena, "respondent,%s\nr1,4,2%s\nr2,5,%s\nr3,1,3%s\n", headers[i], more, more, more));
		assert_int_equal(3, fixture->dataset.respondent_count);
		assert_mean(fixture, "Acme", "trust", 3, 10.0 / 3);
		assert_mean(fixture, "Acme", "open", 2, 2.5);
	}
}

static void
the_mappings_say_where_a_question_stands(void **state)
{
	struct fixture *fixture = *state;

	read_wide(fixture,
	    "[question trust]\ncolumn = \"How far do you*\"\n[question open]\ncolumn = \"index:3\"\n[question mood]\ncolumn = \"mood#2\"\nscale_min = 1\nscale_max = 7\n",
	    "respondent,How far do you trust them?,trust,something,mood,mood\nr1,4,1,3,1,7\nr2,2,1,5,2,6\n");
	/* The column called trust is another one: each question once, and the mapping's column first. */
	assert_mean(fixture, "Acme", "trust", 2, 3);
	assert_mean(fixture, "Acme", "open", 2, 4);
	assert_mean(fixture, "Acme", "mood", 2, 6.5);
}

static void
metadata_is_no_question(void **state)
{
	struct fixture *fixture = *state;

	read_wide(fixture, "", "respondent,trust,open\nr1,4,2\n");
	assert_int_equal(2, fixture->dataset.question_slots);
	fixture_map(fixture, SOURCE "metadata = \"open\"\n");
	assert_int_equal(0, fixture_load(fixture));
	assert_int_equal(1, fixture->dataset.question_slots);
	fixture_map(fixture, SOURCE "metadata_count = 2\n");
	assert_int_equal(0, fixture_load(fixture));
	assert_mean(fixture, "Acme", "open", 1, 2);
	assert_int_equal(1, fixture->dataset.question_slots);
}

/* Two header rows: a line of a matrix is a question by its text, but not because it is called like an id. */
static void
a_line_of_a_matrix_is_known_by_its_text(void **state)
{
	struct fixture *fixture = *state;

	read_wide(fixture, "header = \"text, sub\"\nheader_rows = 2\n[question q7]\ncolumn = \"*\"\nsource = \"nowhere\"\nscale_min = 1\nscale_max = 5\n"
	    "[question how]\ntext = \"How do they answer?\"\nscale_min = 1\nscale_max = 5\n",
	    "respondent,Rate:,,\n,How do they answer?,vertrauen,Other (please specify)\nr1,4,5,x\nr2,3,5,\n");
	assert_mean(fixture, "Acme", "how", 2, 3.5);
	assert_int_equal(1, fixture->dataset.question_slots);
}

/* 0..10 into 1..5: 7 is 1 + 0.7 * 4 = 3.8, 10 is 5. The file that counts downwards: 1 of 1..5 is 5, 4 is 2. */
static void
converts_the_scale_of_the_file(void **state)
{
	struct fixture *fixture = *state;

	read_wide(fixture, "[question trust]\nscale_min = 0\nscale_max = 10\ncolumn = \"a\"\n[question open]\nreverse = yes\ncolumn = \"b\"\n",
	    "respondent,a,b\nr1,7,1\nr2,10,4\n");
	assert_mean(fixture, "Acme", "trust", 2, 4.4);
	assert_mean(fixture, "Acme", "open", 2, 3.5);
}

/* "Strongly agree" is 5 on one question and 10 on another. */
static void
a_scale_belongs_to_the_question(void **state)
{
	struct fixture *fixture = *state;

	read_wide(fixture,
	    "[scale ten]\nmin = 0\nmax = 10\nlabel 0 = \"strongly disagree\"\nlabel 10 = \"strongly agree\"\n"
	    "[question recommend]\nscale = ten\ncolumn = \"recommend\"\n",
	    "respondent,trust,recommend\nr1,Strongly agree,Strongly agree\nr2,strongly  DISAGREE,strongly disagree\nr3,5: strongly agree,9\n"
	    "r4,4 - Very impressive,10 (Always)\n");
	assert_mean(fixture, "Acme", "trust", 4, 3.75);
	assert_mean(fixture, "Acme", "recommend", 4, 7.25);
	assert_int_equal(0, findings_count_severity(fixture->findings, SEVERITY_WARNING));
}

/* formats.md 1: tokens for "no value"; but the label of a scale is an answer even if a token is spelt like it. */
static void
missing_tokens_are_no_answers(void **state)
{
	static const char *const tokens[] = { "", "NA", "N/A", "n/a", "Not Available", "?", "-", "None", "No answer", "Keine Angabe", "k.A." };
	struct fixture		*fixture = *state;

	for (size_t i = 0; i < COUNT_OF(tokens); i++) {
		read_wide(fixture, "", arena_printf(fixture->arena, "respondent,trust\nr1,%s\nr2,4\n", tokens[i]));
		assert_mean(fixture, "Acme", "trust", 1, 4);
		assert_int_equal(0, findings_count_severity(fixture->findings, SEVERITY_WARNING));
	}
	read_wide(fixture, "[scale odd]\nmin = 1\nmax = 5\nlabel 2 = \"none\"\n[question trust]\nscale = odd\n", "respondent,trust\nr1,None\nr2,4\n");
	assert_mean(fixture, "Acme", "trust", 2, 3);
	fixture_map(fixture, SOURCE "missing = \"99|4\"\n");
	fixture_write(fixture, "survey.csv", "respondent,trust\nr1,99\nr2,4\nr3,3\n");
	assert_int_equal(0, fixture_load(fixture));
	assert_mean(fixture, "Acme", "trust", 1, 3);
	assert_int_equal(0, findings_count_severity(fixture->findings, SEVERITY_WARNING));
}

/* Columns 1, 2, ... 5: the filled one is the answer. Two filled are none, a "no" is not filled. */
static void
one_column_a_point(void **state)
{
	struct fixture	     *fixture = *state;
	const struct finding *finding;

	read_wide(fixture, "header = \"text, sub\"\nheader_rows = 2\n[question trust]\npoints = yes\ncolumn = \"Do you trust them?*\"\n",
	    "respondent,Do you trust them?,,,\n,strongly disagree,4,5: very much,N/A\n"
	    "r1,strongly disagree,,,\nr2,,1,0,\nr3,,,yes,\nr4,x,x,,\nr5,,,,\nr6,,,,N/A\n");
	/* 1, 4, 5. */
	assert_mean(fixture, "Acme", "trust", 3, 10.0 / 3);
	finding = fixture_finding(fixture, FINDING_BAD_WORD);
	assert_int_equal(6, finding->line);
	assert_int_equal(3, finding->column);
	assert_int_equal(0, findings_count_kind(fixture->findings, FINDING_UNKNOWN_LABEL));
}

static void
labels_off_the_scale_are_counted_and_named_once(void **state)
{
	struct fixture	     *fixture = *state;
	const struct finding *finding;

	read_wide(fixture, "",
	    "respondent,trust,open\nr1,splendid,1\nr2,strongly agre,2\nr3,Splendid,2\nr4,SPLENDID,\nr5,5,9\nr6,4,9\n");
	assert_int_equal(2, findings_count_kind(fixture->findings, FINDING_UNKNOWN_LABEL));
	finding = finding_with_value(fixture, "splendid");
	assert_int_equal(3, finding->rows);
	assert_int_equal(2, finding->line);
	assert_int_equal(2, finding->column);
	assert_non_null(strstr(finding->expected, "from 1 to 5"));
	finding = finding_with_value(fixture, "strongly agre");
	assert_non_null(strstr(finding->expected, "\"strongly agree\""));
	finding = fixture_finding(fixture, FINDING_OUT_OF_SCALE);
	assert_int_equal(2, finding->rows);
	assert_string_equal("9", finding->value);
	assert_int_equal(6, fixture->dataset.files[0].accepted);
	assert_mean(fixture, "Acme", "trust", 2, 4.5);
	assert_mean(fixture, "Acme", "open", 3, 5.0 / 3);
}

/* A comment column taken for a question: neither its texts nor hundreds of findings. */
static void
long_texts_are_named_by_their_length_and_many_by_their_number(void **state)
{
	struct fixture *fixture = *state;
	char	       *rows = arena_strdup(fixture->arena, "respondent,trust\n");
	char		text[2048];
	size_t		counted = 0;

	for (int i = 0; i < 50; i++)
		rows = arena_printf(fixture->arena, "%sr%d,word%d\n", rows, i, i);
	rows = arena_printf(fixture->arena, "%sx,secret %0100d\ny,secret %0200d\nz,3\n", rows, 1, 1);
	read_wide(fixture, "", rows);
	/* 20 labels, the 30 others and the two long ones together. */
	assert_int_equal(21, findings_count_kind(fixture->findings, FINDING_UNKNOWN_LABEL));
	for (size_t i = 0; i < findings_count(fixture->findings); i++) {
		counted += findings_at(fixture->findings, i)->kind == FINDING_UNKNOWN_LABEL ? findings_at(fixture->findings, i)->rows : 0;
		assert_null(strstr(finding_text(findings_at(fixture->findings, i), text, sizeof text), "secret"));
	}
	assert_int_equal(52, counted);
	read_wide(fixture, "", arena_printf(fixture->arena, "respondent,trust\nx,secret %0100d\ny,secret %0200d\nz,3\n", 1, 1));
	assert_string_equal("a text of 107 bytes", fixture_finding(fixture, FINDING_UNKNOWN_LABEL)->value);
	assert_int_equal(2, fixture_finding(fixture, FINDING_UNKNOWN_LABEL)->rows);
}

/* The whole later row replaces the earlier one: its blank does not bring the old answer back. */
static void
the_last_row_of_a_respondent_counts(void **state)
{
	struct fixture *fixture = *state;

	read_wide(fixture, "", "respondent,trust,open\nr1,1,1\nr2,2,2\nr1,5,\nr1,4,\n");
	assert_mean(fixture, "Acme", "trust", 2, 3);
	assert_mean(fixture, "Acme", "open", 1, 2);
	assert_int_equal(2, dropped(fixture, 0, "duplicate-id"));
	assert_int_equal(2, fixture->dataset.files[0].accepted);
	assert_int_equal(4, fixture->dataset.files[0].rows);
	assert_int_equal(0, findings_count_severity(fixture->findings, SEVERITY_WARNING));
}

static void
a_mapping_says_otherwise(void **state)
{
	struct fixture *fixture = *state;

	fixture_write(fixture, "survey.csv", "respondent,trust,open\nsecret,1,1\nr2,2,2\nsecret,5,\nsecret,4,\n");
	fixture_input(fixture, INPUT_SURVEY, "survey.csv");
	fixture_map(fixture, SOURCE "duplicates = first\n");
	assert_int_equal(0, fixture_load(fixture));
	assert_mean(fixture, "Acme", "trust", 2, 1.5);
	assert_int_equal(2, dropped(fixture, 0, "duplicate-id"));

	fixture_map(fixture, SOURCE "duplicates = reject\n");
	assert_int_equal(0, fixture_load(fixture));
	assert_mean(fixture, "Acme", "trust", 1, 2);
	assert_int_equal(3, fixture->dataset.files[0].rejected);
	assert_int_equal(1, fixture->dataset.files[0].accepted);
	assert_int_equal(2, findings_count_kind(fixture->findings, FINDING_DUPLICATE));
	for (size_t i = 0; i < findings_count(fixture->findings); i++)
		assert_true(findings_at(fixture->findings, i)->value == NULL || strstr(findings_at(fixture->findings, i)->value, "secret") == NULL);
}

/* The same person about another partner, or in another period, is another answer. */
static void
a_person_may_answer_about_several_partners_and_periods(void **state)
{
	struct fixture *fixture = *state;

	fixture_map(fixture, "[source x]\nfile = \"survey*\"\nside = client\n");
	fixture_read(fixture, INPUT_SURVEY,
	    "respondent,partner,period,trust\na@x,A,2026-Q3,1\na@x,B,2026-Q3,2\na@x,A,2026-Q2,3\na@x,A,2026-Q3,5\n");
	assert_int_equal(3, fixture->dataset.respondent_count);
	assert_int_equal(1, dropped(fixture, 0, "duplicate-id"));
	assert_mean(fixture, "A", "trust", 2, 4);
	assert_mean(fixture, "B", "trust", 1, 2);
}

static void
duplicates_are_found_across_files(void **state)
{
	struct fixture *fixture = *state;

	fixture_map(fixture, SOURCE);
	fixture_write(fixture, "survey-1.csv", "respondent,trust\nr1,1\nr2,2\n");
	fixture_write(fixture, "survey-2.csv", "respondent,trust\nr1,5\nr3,3\n");
	fixture_input(fixture, INPUT_SURVEY, "survey-*.csv");
	assert_int_equal(0, fixture_load(fixture));
	assert_mean(fixture, "Acme", "trust", 3, 10.0 / 3);
	assert_int_equal(1, dropped(fixture, 0, "duplicate-id"));
	assert_int_equal(1, fixture->dataset.files[0].accepted);
	assert_int_equal(2, fixture->dataset.files[1].accepted);
}

/* Without an id each row is a person. Equal rows of an export, which carry a time, are one; in a table made by hand they are two people. */
static void
rows_without_an_id_are_people_of_their_own(void **state)
{
	static const char table[] = "when,trust\n2026-07-01,4\n2026-07-02,4\n2026-07-01,4\n2026-07-01,5\n";
	struct fixture	 *fixture = *state;

	read_wide(fixture, "", table);
	assert_mean(fixture, "Acme", "trust", 4, 4.25);
	read_wide(fixture, "[dialect tool]\ninput = survey\nfirst = \"when\"\n", table);
	assert_mean(fixture, "Acme", "trust", 3, 13.0 / 3);
	assert_int_equal(1, dropped(fixture, 0, "identical"));
	fixture_map(fixture, SOURCE "keep_identical = yes\n[dialect tool]\ninput = survey\nfirst = \"when\"\n");
	assert_int_equal(0, fixture_load(fixture));
	assert_mean(fixture, "Acme", "trust", 4, 4.25);
}

static void
sides_and_periods_come_from_columns(void **state)
{
	struct fixture	     *fixture = *state;
	const struct dataset *dataset = &fixture->dataset;

	fixture_map(fixture, "[source x]\nfile = \"survey*\"\npartner = \"Acme\"\nside_column = \"You are\"\nperiod_column = \"Date\"\n"
	    "[side client]\nvalues = \"Customer|Buyer\"\n[side partner]\nvalues = \"Supplier\"\n");
	fixture_read(fixture, INPUT_SURVEY,
	    "Date,You are,trust\n2026-04-30,Buyer,1\n2026-07-01,supplier,2\n2026-09-30,customer,3\n2026-09-30,visitor,3\n");
	assert_int_equal(3, dataset->respondent_count);
	assert_int_equal(2026 * 4 + 1, dataset->respondents[0].period_index);
	assert_int_equal(PERIOD_QUARTER, dataset->respondents[0].granularity);
	assert_int_equal(SIDE_CLIENT, dataset->respondents[0].side);
	assert_int_equal(SIDE_CLIENT, dataset->respondents[1].side);
	assert_int_equal(SIDE_PARTNER, dataset->respondents[2].side);
	assert_int_equal(2026 * 4 + 2, dataset->respondents[2].period_index);
	assert_string_equal("visitor", fixture_finding(fixture, FINDING_BAD_WORD)->value);
	assert_int_equal(1, dataset->files[0].rejected);
}

static void
says_which_key_is_missing(void **state)
{
	static const struct { const char *source; const char *value; const char *expected; } cases[] = {
		{ "side = client\nperiod = 2026-Q3\n", "partner", "partner_column" },
		{ "partner = \"A\"\nperiod = 2026-Q3\n", "side", "side or side_column in [source x]" },
		{ "partner = \"A\"\nside = client\n", "period", "period or period_column in [source x]" },
	};

	for (size_t i = 0; i < COUNT_OF(cases); i++) {
		struct fixture *fixture = *state;

		findings_free(fixture->findings);
		fixture->findings = findings_new();
		fixture_map(fixture, arena_printf(fixture->arena, "[source x]\nfile = \"survey*\"\n%s", cases[i].source));
		assert_int_equal(-1, fixture_read(fixture, INPUT_SURVEY, "respondent,trust\nr1,4\n"));
		assert_string_equal(cases[i].value, fixture_finding(fixture, FINDING_MISSING_COLUMN)->value);
		assert_non_null(strstr(fixture_finding(fixture, FINDING_MISSING_COLUMN)->expected, cases[i].expected));
	}
}

static void
a_question_of_the_mappings_that_no_file_has_is_told_once(void **state)
{
	struct fixture *fixture = *state;

	fixture_write(fixture, "survey-1.csv", "respondent,How?,trust\nr1,4,1\n");
	fixture_write(fixture, "survey-2.csv", "respondent,trust\nr2,5\n");
	fixture_input(fixture, INPUT_SURVEY, "survey-*.csv");
	fixture_map(fixture, SOURCE "[question a]\ncolumn = \"How*\"\nscale = agree5\n[question b]\ncolumn = \"Hwo*\"\nscale = agree5\n"
	    "[question c]\ncolumn = \"Who*\"\nsource = \"another\"\nscale = agree5\n");
	assert_int_equal(0, fixture_load(fixture));
	assert_string_equal("b", fixture_finding(fixture, FINDING_QUESTION_NOWHERE)->value);
	assert_string_equal("mappings.ini", fixture_finding(fixture, FINDING_QUESTION_NOWHERE)->file);
	assert_string_equal("Hwo*", fixture_finding(fixture, FINDING_QUESTION_NOWHERE)->expected);
}

/* 20 people, five questions, blanks and odd answers, two partners: both shapes are the same answers. */
static void
long_and_wide_are_the_same_dataset(void **state)
{
	struct fixture *fixture = *state;
	struct dataset	first;
	char	       *wide = arena_strdup(fixture->arena, "respondent,partner,period,side,trust,open,recommend\n");
	char	       *tall = arena_strdup(fixture->arena, "respondent,partner,period,side,question,answer\n");

	for (int i = 0; i < 20; i++) {
		const char *who = arena_printf(fixture->arena, "r%d,%c,2026-Q%d,%s", i, "AB"[i % 2], i % 3 + 1, i % 4 == 0 ? "partner" : "client");
		const char *trust = i % 5 == 4 ? "" : arena_printf(fixture->arena, "%d", i % 5 + 1);
		const char *open = i % 3 == 0 ? "2.5" : "Strongly agree";

		wide = arena_printf(fixture->arena, "%s%s,%s,%s,%d\n", wide, who, trust, open, i % 11);
		tall = arena_printf(fixture->arena, "%s%s,trust,%s\n%s,open,%s\n%s,recommend,%d\n", tall, who, trust, who, open, who, i % 11);
	}
	assert_int_equal(0, fixture_read(fixture, INPUT_SURVEY, tall));
	first = fixture->dataset;
	assert_int_equal(20, first.respondent_count);
	assert_int_equal(0, fixture_read(fixture, INPUT_SURVEY, wide));
	assert_int_equal(0, findings_count(fixture->findings));
	assert_int_equal(20, fixture->dataset.respondent_count);
	assert_int_equal(first.question_slots, fixture->dataset.question_slots);
	assert_memory_equal(first.slot_question, fixture->dataset.slot_question, first.question_slots * sizeof(size_t));
	assert_memory_equal(first.answers, fixture->dataset.answers, first.respondent_count * first.question_slots * sizeof(uint16_t));
	assert_memory_equal(first.respondents, fixture->dataset.respondents, first.respondent_count * sizeof *first.respondents);
	assert_int_equal(first.odd_value_count, fixture->dataset.odd_value_count);
}

/* Where both shapes answer the same question for the same person, neither counts; other questions add up. */
static void
long_and_wide_files_of_the_same_people_add_up(void **state)
{
	struct fixture *fixture = *state;

	for (int order = 0; order < 2; order++) {
		findings_free(fixture->findings);
		fixture->findings = findings_new();
		fixture_write(fixture, order == 0 ? "survey-1.csv" : "survey-2.csv", "respondent,partner,period,side,trust\nr1,A,2026-Q3,client,4\nr2,A,2026-Q3,client,2\n");
		fixture_write(fixture, order == 0 ? "survey-2.csv" : "survey-1.csv",
		    "respondent,partner,period,side,question,answer\nr1,A,2026-Q3,client,open,5\nr2,A,2026-Q3,client,trust,1\n");
		fixture_input(fixture, INPUT_SURVEY, "survey-*.csv");
		assert_int_equal(0, fixture_load(fixture));
		assert_mean(fixture, "A", "trust", 1, 4);
		assert_mean(fixture, "A", "open", 1, 5);
		assert_int_equal(1, findings_count_kind(fixture->findings, FINDING_DUPLICATE));
	}
}

/* Half a file counts for nothing. */
static void
a_file_that_breaks_off_leaves_nothing(void **state)
{
	struct fixture *fixture = *state;

	fixture_write(fixture, "survey-1.csv", "respondent,partner,period,side,trust\nr1,A,2026-Q3,client,4\n");
	fixture_write(fixture, "survey-2.csv", "respondent,partner,period,side,trust\nr2,A,2026-Q3,client,1\nr3,A,2026-Q3,client,\"2\n");
	fixture_input(fixture, INPUT_SURVEY, "survey-*.csv");
	assert_int_equal(0, fixture_load(fixture));
	assert_mean(fixture, "A", "trust", 1, 4);
	assert_true(fixture->dataset.files[1].unusable);
}

static void
no_finding_carries_a_token_or_a_comment(void **state)
{
	struct fixture *fixture = *state;
	char		text[2048];

	fixture_map(fixture, "[source x]\nfile = \"survey*\"\nside_column = \"side\"\nduplicates = reject\n[question trust]\ncolumn = \"trust\"\n");
	assert_int_equal(0, fixture_read(fixture, INPUT_SURVEY,
	    "respondent,partner,period,side,trust,comment\nsecret,A,2026-Q3,client,4,hush\nsecret,A,2026-Q3,client,5,hush\n"
	    "secret,,2026-Q3,client,5,hush\nsecret,A,2026-Q9,client,5,hush\nsecret,A,2026-Q3,nobody,5,hush\nr,A,2026-Q3,client,7,hush\n"
	    "s,A,2026-Q3,client,7,hush,secret\nt,A,2026-Q3,client,3,hush\n"));
	assert_true(findings_count(fixture->findings) >= 5);
	for (size_t i = 0; i < findings_count(fixture->findings); i++) {
		finding_text(findings_at(fixture->findings, i), text, sizeof text);
		if (strstr(text, "secret") != NULL || strstr(text, "hush") != NULL)
			fail_msg("%s", text);
	}
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, fixture_setup, fixture_teardown)

/* Two sections for one question in one file: the first holds, the other is not lost in silence. 4 and 2, not 1. */
static void
a_second_column_of_a_question_is_told(void **state)
{
	struct fixture *fixture = *state;

	read_wide(fixture, "[question trust]\ncolumn = \"Trust now\"\n[question before]\nquestion = trust\ncolumn = \"Trust then\"\n",
	    "respondent,Trust now,Trust then\nr1,4,1\nr2,2,1\nr3,,1\n");
	assert_mean(fixture, "Acme", "trust", 2, 3);
	assert_string_equal("Trust then", fixture_finding(fixture, FINDING_IGNORED_COLUMN)->value);
	assert_int_equal(3, fixture_finding(fixture, FINDING_IGNORED_COLUMN)->column);
	assert_non_null(strstr(fixture_finding(fixture, FINDING_IGNORED_COLUMN)->expected, "trust is taken from \"Trust now\""));
	/* Alternatives of one section are no second column. */
	read_wide(fixture, "[question trust]\ncolumn = \"Trust now|Trust then\"\n", "respondent,Trust now,Trust then\nr1,4,1\n");
	assert_int_equal(0, findings_count_kind(fixture->findings, FINDING_IGNORED_COLUMN));
}

static void
a_survey_without_a_question_is_an_error(void **state)
{
	struct fixture *fixture = *state;

	fixture_map(fixture, SOURCE "dialect = forms\n[dialect forms]\ninput = survey\nfirst = \"Stamp\"\n");
	assert_int_equal(-1, fixture_read(fixture, INPUT_SURVEY, "Stamp,What colour?\n1,blue\n"));
	assert_string_equal("question", fixture_finding(fixture, FINDING_MISSING_COLUMN)->value);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		TEST(finds_questions_by_id_alias_and_text),
		TEST(the_mappings_say_where_a_question_stands),
		TEST(metadata_is_no_question),
		TEST(a_line_of_a_matrix_is_known_by_its_text),
		TEST(converts_the_scale_of_the_file),
		TEST(a_scale_belongs_to_the_question),
		TEST(missing_tokens_are_no_answers),
		TEST(one_column_a_point),
		TEST(labels_off_the_scale_are_counted_and_named_once),
		TEST(long_texts_are_named_by_their_length_and_many_by_their_number),
		TEST(the_last_row_of_a_respondent_counts),
		TEST(a_mapping_says_otherwise),
		TEST(a_person_may_answer_about_several_partners_and_periods),
		TEST(duplicates_are_found_across_files),
		TEST(rows_without_an_id_are_people_of_their_own),
		TEST(sides_and_periods_come_from_columns),
		TEST(says_which_key_is_missing),
		TEST(a_question_of_the_mappings_that_no_file_has_is_told_once),
		TEST(long_and_wide_are_the_same_dataset),
		TEST(long_and_wide_files_of_the_same_people_add_up),
		TEST(a_file_that_breaks_off_leaves_nothing),
		TEST(no_finding_carries_a_token_or_a_comment),
		TEST(a_second_column_of_a_question_is_told),
		TEST(a_survey_without_a_question_is_an_error),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
