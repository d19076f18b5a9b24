/* test_layout.c - headers as tools write them and as editors leave them: which rows are the header, which tool it was, what the columns are called. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "base/arena.h"
#include "base/count.h"
#include "base/error.h"
#include "base/file.h"
#include "input/layout.h"
#include "tempdir.h"

enum { RECORDS_MAX = 24, FIELDS_MAX = 64 };

/* Dialects as formats.md 3 describes them, in the order in which they are tried. */
static const char dialects[] =
    "[dialect qualtrics]\ntitle = \"Qualtrics\"\nheader = \"code, text, tag\"\nhalf = \"*ImportId*\"\n"
    "[dialect qualtrics-legacy]\nheader = \"code, text\"\nrow = 1\nall = \"V1|V2|V8|V10\"\n"
    "[dialect qualtrics-cleaned]\nheader = \"code\"\nrow = 1\nall = \"StartDate|Status|Finished|ResponseId\"\n"
    "[dialect surveymonkey]\nheader = \"text, sub\"\nrow = 1\nfirst = \"Respondent ID\"\nplain_sub = \"Response|Open-Ended Response\"\n"
    "[dialect surveymonkey-anonymous]\nlike = surveymonkey\nrow = 2\nany = \"Response|Open-Ended Response|Other (please specify)\"\nany_count = 2\n"
    "[dialect google]\nheader = \"text\"\nrow = 1\nfirst = \"Timestamp|Carimbo de data/hora|Horodateur|Marca temporal|Zeitstempel\"\ndate_below = yes\n"
    "[dialect microsoft]\nheader = \"text\"\nrow = 1\nall = \"ID|Start time|Completion time\"\n"
    "[dialect alchemer]\nheader = \"text\"\nrow = 1\nall = \"Time Started|Date Submitted|Status\"\n"
    "[dialect limesurvey]\nheader = \"text\"\nheader_codes = yes\nrow = 1\nfirst = \"id*|Response ID|Antwort ID\"\n"
    "any = \"*submitdate*|*Date submitted*|*lastpage*|*Datum Abgeschickt*\"\n"
    "[dialect typeform]\nheader = \"text\"\nrow = 1\nfirst = \"#\"\nall = \"Submit Date (UTC)|Network ID\"\n"
    "[dialect kobo]\nheader = \"text\"\nrow = 1\nall = \"_uuid|_submission_time\"\n";

struct bench {
	char		directory[TEMPDIR_SIZE];
	struct arena   *arena;
	struct mappings mappings;
	struct error	error;
};

static int
setup(void **state)
{
	struct bench *bench = calloc(1, sizeof *bench);

	assert_non_null(bench);
	tempdir_make(bench->directory);
	bench->arena = arena_new();
	assert_non_null(bench->arena);
	*state = bench;
	return 0;
}

static int
teardown(void **state)
{
	struct bench *bench = *state;

	tempdir_remove(bench->directory);
	arena_free(bench->arena);
	free(bench);
	return 0;
}

/* The dialects above, with a source if there is one to be. */
static const struct mapping *
map(struct bench *bench, const char *source)
{
	const char *text = arena_printf(bench->arena, "%s%s", dialects, source);
	const char *path = arena_printf(bench->arena, "%s/mappings.ini", bench->directory);

	unlink(path);
	assert_int_equal(0, file_write(path, text, strlen(text), &bench->error));
	if (mappings_load(bench->arena, path, &bench->mappings, &bench->error) == -1)
		fail_msg("%s:%lu: %s", bench->error.source, bench->error.line, bench->error.message);
	return bench->mappings.source_count == 0 ? NULL : &bench->mappings.sources[0];
}

/* Cells of a row between bars; '~' is a line break within a cell. */
static struct csv_record
split_row(struct bench *bench, const char *row, size_t length, unsigned long *line)
{
	struct csv_field *fields = arena_alloc(bench->arena, FIELDS_MAX, sizeof *fields);
	struct csv_record record = { .line = (*line)++, .fields = fields };
	char		 *text = arena_strndup(bench->arena, row, length);

	for (char *at = text; *at != '\0'; at++)
		if (*at == '~') {
			*at = '\n';
			(*line)++;
		}
	for (;;) {
		size_t width = strcspn(text, "|");

		assert_true(record.field_count < FIELDS_MAX);
		fields[record.field_count++] = (struct csv_field){ arena_strndup(bench->arena, text, width), width };
		if (text[width] == '\0')
			return record;
		text += width + 1;
	}
}

/* An empty line is no record, as with the reader. */
static struct layout
judge(struct bench *bench, const struct mapping *source, const char *text)
{
	static const char *const plain[] = { "partner", "kpi" };
	struct csv_record	 records[RECORDS_MAX];
	struct layout		 layout;
	unsigned long		 line = 1;
	size_t			 count = 0;

	while (*text != '\0') {
		size_t length = strcspn(text, "\n");

		if (length > 0)
			records[count++] = split_row(bench, text, length, &line);
		else
			line++;
		text += length + (text[length] == '\n');
	}
	if (layout_detect(bench->arena, records, count, source, &bench->mappings, plain, COUNT_OF(plain), &layout, &bench->error) == -1)
		fail_msg("%s", bench->error.message);
	return layout;
}

static struct layout
detect(struct bench *bench, const char *text)
{
	return judge(bench, map(bench, ""), text);
}

static void
expect(const struct layout *layout, const char *dialect, size_t skipped, size_t header_rows)
{
	if (dialect == NULL)
		assert_null(layout->dialect);
	else if (layout->dialect == NULL)
		fail_msg("no dialect in place of %s: %s", dialect, layout->why);
	else
		assert_string_equal(dialect, layout->dialect->id);
	assert_int_equal(skipped, layout->skipped);
	assert_int_equal(header_rows, layout->header_rows);
}

/* The column that a reference as the mappings write it names. */
static long
find(struct bench *bench, const struct layout *layout, const char *reference)
{
	const struct mapping *source = map(bench, arena_printf(bench->arena, "[source s]\nfile = \"*\"\npartner_column = \"%s\"\n", reference));

	return layout_find_any(layout, &source->fields[0].columns);
}

static void
plain_names_win(void **state)
{
	struct layout layout = detect(*state, "Partner|Period|KPI|Value\nA|2026-Q3|cost|1\n");

	expect(&layout, NULL, 0, 1);
	assert_true(layout.plain);
	assert_true(layout.confidence == 1);
	assert_string_equal("Partner", layout.columns[0].text);
	assert_string_equal("kpi", layout.columns[2].folded);
	assert_string_equal("", layout.columns[2].code);
}

static void
lines_above_the_header_are_skipped(void **state)
{
	struct bench *bench = *state;
	struct layout layout = detect(bench, "Quarterly figures\n\nSource: ERP|of 30 September\npartner|period|kpi|value\nA|2026-Q3|cost|1\nA|2026-Q3|risk|2\n");

	expect(&layout, NULL, 2, 1);
	assert_true(layout.plain);
	layout = detect(bench, "Figures\nVendor|Month|Delivered|Late\nA|May 2026|5|1\nB|May 2026|7|2\n");
	expect(&layout, NULL, 1, 1);
	assert_string_equal("Vendor", layout.columns[0].text);
	layout = detect(bench, "Minutes of|\n|\nWhat?|How much?\nx|1\ny|2\n");
	expect(&layout, NULL, 2, 1);
	layout = detect(bench, "One\n1\n2\n");
	expect(&layout, NULL, 0, 1);
	/* Nothing is a title where the table itself is narrow. */
	layout = detect(bench, "Name|Value\nA|1\nB|2\n");
	expect(&layout, NULL, 0, 1);
}

/* Rows are counted as a spreadsheet shows them: the blank line is one, the line break in a cell is none. */
static void
rows_to_skip_are_counted_as_a_spreadsheet_does(void **state)
{
	struct bench *bench = *state;
	struct layout layout;

	layout = judge(bench, map(bench, "[source s]\nfile = \"*\"\nskip_rows = 3\n"), "A title~of two lines\n\nA|second|title|line\nVendor|Month|Delivered|Late\nA|May|5|1\n");
	expect(&layout, NULL, 2, 1);
	assert_string_equal("Delivered", layout.columns[2].text);
	layout = judge(bench, map(bench, "[source s]\nfile = \"*\"\nskip_rows = 0\nheader_rows = 0\n"), "5|4|3\n1|2|3\n");
	expect(&layout, NULL, 0, 0);
	assert_int_equal(3, layout.column_count);
	assert_string_equal("", layout.columns[2].text);
}

static void
qualtrics_has_names_texts_and_tags(void **state)
{
	struct bench *bench = *state;
	struct layout layout;

	layout = detect(bench, "StartDate|Status|ResponseId|Q1_1|Q1_2\n"
	    "Start Date|Response Type|Response ID|How do you~rate us? - Speed|How do you rate us? - Trust\n"
	    "{\"ImportId\":\"startDate\",\"timeZone\":\"Europe/Berlin\"}|{\"ImportId\":\"status\"}|{\"ImportId\":\"_recordId\"}|{\"ImportId\":\"QID1_1\"}|{\"ImportId\":\"QID1_2\"}\n"
	    "2026-09-01 10:00:00|IP Address|R_1|4|5\n");
	expect(&layout, "qualtrics", 0, 3);
	assert_string_equal("row 3 has ImportId in 5 of 5 cells", layout.why);
	assert_true(layout.confidence == 1);
	assert_string_equal("How do you rate us? - Speed", layout.columns[3].text);
	assert_string_equal("howdoyourateus?speed", layout.columns[3].folded);
	assert_string_equal("q11", layout.columns[3].code);
	assert_string_equal("qid11", layout.columns[3].tag);
	assert_string_equal("Q1_1", layout.columns[3].written_code);
	assert_int_equal(3, find(bench, &layout, "How do you rate us*"));
	assert_int_equal(4, find(bench, &layout, "How do you rate us*#2"));
	assert_int_equal(4, find(bench, &layout, "code:Q1_2"));
	assert_int_equal(4, find(bench, &layout, "tag:QID1_2"));
	assert_int_equal(1, find(bench, &layout, "index:1"));
	assert_int_equal(-1, find(bench, &layout, "index:5"));
	/* The tool's own columns go by their names, whatever language the texts have. */
	assert_int_equal(1, find(bench, &layout, "Status"));
	assert_int_equal(2, find(bench, &layout, "Nowhere|ResponseId"));
	assert_int_equal(-1, find(bench, &layout, "Nowhere"));
}

static void
qualtrics_tags_may_be_written_by_python(void **state)
{
	struct bench *bench = *state;
	struct layout layout = detect(bench, "ResponseID|Q1|Q2\nResponseID|Squash|Beans\n{'ImportId': 'responseID'}|{'ImportId': 'QID1'}|\nR_1|3|4\n");

	expect(&layout, "qualtrics", 0, 3);
	assert_string_equal("qid1", layout.columns[1].tag);
	assert_string_equal("", layout.columns[2].tag);
	/* A row of texts that somebody deleted is not looked for among the answers. */
	layout = detect(bench, "ResponseID|Q1|Q2\n{'ImportId': 'responseID'}|{'ImportId': 'QID1'}|{'ImportId': 'QID2'}\nR_1|3|4\n");
	expect(&layout, "qualtrics", 0, 2);
	assert_string_equal("Q1", layout.columns[1].text);
}

static void
qualtrics_comes_without_tags_too(void **state)
{
	struct bench *bench = *state;
	struct layout layout;

	layout = detect(bench, "V1|V2|V8|V10|Q1|\nResponseID|ResponseSet|StartDate|Finished|Indicate how you feel|\nR_1|Default|2015-01-02 10:00:00|1|4|\n");
	expect(&layout, "qualtrics-legacy", 0, 2);
	assert_int_equal(6, layout.column_count);
	assert_string_equal("Indicate how you feel", layout.columns[4].text);
	assert_string_equal("", layout.columns[5].text);
	layout = detect(bench, "StartDate|Status|Finished|ResponseId|Q1\n2026-09-01 10:00:00|0|1|R_1|4\n");
	expect(&layout, "qualtrics-cleaned", 0, 1);
	assert_string_equal("Q1", layout.columns[4].text);
	assert_string_equal("q1", layout.columns[4].code);
}

static void
surveymonkey_has_questions_over_items(void **state)
{
	struct bench *bench = *state;
	struct layout layout;

	layout = detect(bench, "Respondent ID|Start Date|Which project?|||Would you recommend us?|\n"
	    "||Kubernetes|Prometheus|Other (please specify)|Response|Other (please specify)\n"
	    "11223344556|09/30/2026 10:00:00|Kubernetes|||9|\n");
	expect(&layout, "surveymonkey", 0, 2);
	assert_string_equal("row 1 begins with Respondent ID", layout.why);
	assert_string_equal("Start Date", layout.columns[1].text);
	assert_string_equal("Which project? - Prometheus", layout.columns[3].text);
	assert_string_equal("Which project?", layout.columns[3].question);
	assert_string_equal("Prometheus", layout.columns[3].sub);
	assert_string_equal("Would you recommend us?", layout.columns[5].text);
	assert_string_equal("", layout.columns[5].sub);
	assert_string_equal("Would you recommend us? - Other (please specify)", layout.columns[6].text);
	assert_int_equal(5, find(bench, &layout, "Would you recommend us?"));
	assert_int_equal(2, find(bench, &layout, "Which PROJECT*"));
}

/* 1 or 3 rows, metadata deleted or blanked, the question repeated. */
static void
surveymonkey_survives_its_editors(void **state)
{
	static const struct {
		const char *label;
		const char *text;
		const char *dialect;
		size_t	    header_rows;
	} cases[] = {
		{ "one row left", "Respondent ID|Start Date|Is it good?|Why?\n11223344556|09/30/2026 10:00:00|4|because\n", "surveymonkey", 1 },
		{ "one row, short answers", "Respondent ID|Is it good?|Why?|Who?|Where?\n11223344556|4|||\n", "surveymonkey", 1 },
		{ "metadata blanked", "|||Is it good?|Why?|\n|||Response|Open-Ended Response|Other (please specify)\n|||4|because|\n",
		    "surveymonkey-anonymous", 2 },
		{ "metadata deleted", "Is it good?|Why?||\nResponse|Open-Ended Response|Other (please specify)|x\n4|because||\n", "surveymonkey-anonymous", 2 },
		{ "question repeated", "Respondent ID|Is it good?|Why?||\n|Is it good?|Why?||\n|Response|Price|Speed|Trust\n11223344556|4|1|2|3\n",
		    "surveymonkey", 3 },
		{ "answers without ids under gaps", "Respondent ID|Rate us|\nA|4|1\n", "surveymonkey", 1 },
		{ "codes inserted below", "Respondent ID|Start Date|Is it good?|Rate us|\n||Response|Price|Speed\nrid|start|Q1|Q2_1|Q2_2\n"
		    "11223344556|09/30/2026 10:00:00|4|1|2\n", "surveymonkey", 3 },
		{ "codes inserted, no items", "Respondent ID|Is it good?|Why?\n|q1|q2\n11223344556|4|1\n", "surveymonkey", 2 },
		{ "answers of a word each are no codes", "Respondent ID|Rate us||\n|Price|Speed|Trust\nAnna|Good|Bad|Never\n", "surveymonkey", 2 },
		{ "items of a matrix, no word for Response", "Respondent ID|Rate us|||\n|Price|Speed|Trust|Care\n11223344556|4|1|2|3\n", "surveymonkey", 2 },
	};

	for (size_t i = 0; i < COUNT_OF(cases); i++) {
		struct layout layout = detect(*state, cases[i].text);

		if (layout.dialect == NULL || strcmp(layout.dialect->id, cases[i].dialect) != 0 || layout.header_rows != cases[i].header_rows)
			fail_msg("%s: %s with %zu header rows (%s)", cases[i].label, layout.dialect == NULL ? "none" : layout.dialect->id,
			    layout.header_rows, layout.why);
	}
}

static void
inserted_codes_name_their_columns(void **state)
{
	struct bench *bench = *state;
	struct layout layout = detect(bench,
	    "Respondent ID|Is it good?|Rate us|\n|Response|Price|Speed\n|Q1|Q2_1|Q2_2\n11223344556|4|1|2\n");

	assert_string_equal("Rate us - Speed", layout.columns[3].text);
	assert_string_equal("Q2_2", layout.columns[3].written_code);
	assert_int_equal(3, find(bench, &layout, "code:Q2_2"));
}

static void
repeated_questions_do_not_enter_the_names(void **state)
{
	struct layout layout = detect(*state,
	    "Respondent ID|Is it good?|Rate us||\n|Is it good?|Rate us||\n|Response|Price|Speed|Trust\n11223344556|4|1|2|3\n");

	assert_string_equal("Is it good?", layout.columns[1].text);
	assert_string_equal("Rate us - Speed", layout.columns[3].text);
}

static void
forms_of_one_row_are_told_apart(void **state)
{
	static const struct {
		const char *dialect;
		const char *text;
	} cases[] = {
		{ "google", "Timestamp|Are you happy?\n6/21/2018 23:29:42|4\n" },
		{ "google", "Carimbo de data/hora|Are you happy?\n21/06/2018 23:29:42|4\n" },
		{ "google", "Horodateur|Are you happy?\n" },
		{ "google", "Zeitstempel |Zufrieden?\n|\n03.04.2026 10:00:00|4\n" },
		{ "microsoft", "ID|Start time|Completion time|Email|Name|Name\n1|9/1/26 10:00:00|9/1/26 10:01:00|anonymous||x\n" },
		{ "limesurvey", "id. Antwort ID|submitdate. Datum Abgeschickt|lastpage. Letzte Seite|G1Q1. Zufrieden?\n1|2026-09-01 10:00:00|3|4\n" },
		{ "limesurvey", "Response ID|Date submitted|Last page|Q1[SQ1]\n1|2026-09-01 10:00:00|3|4\n" },
		{ "typeform", "#|How likely?|Start Date (UTC)|Submit Date (UTC)|Network ID\nabc|9|2026-09-01|2026-09-01|x\n" },
		{ "kobo", "start|Score|_id|_uuid|_submission_time\n2026-09-01|4|1|u|2026-09-01T10:00:00\n" },
		{ "alchemer", "Response ID|Time Started|Date Submitted|Status|Score\n1|Sep 1, 2026|Sep 1, 2026|Complete|4\n" },
		{ NULL, "Timestamp|Server\nnone|up\n" },	/* no date below: somebody's log */
		{ NULL, "Vendor|Start time|Deliveries\nA|09:00|4\n" },
	};

	for (size_t i = 0; i < COUNT_OF(cases); i++) {
		struct layout layout = detect(*state, cases[i].text);

		expect(&layout, cases[i].dialect, 0, 1);
	}
}

static void
a_title_may_stand_above_an_export(void **state)
{
	struct bench *bench = *state;
	struct layout layout = detect(bench, "Partner survey 2026\n\nTimestamp|Name|Are you happy?|Why?\n6/21/2018 23:29:42|A|4|x\n7/21/2018 23:29:42|A|4|x\n");

	expect(&layout, "google", 1, 1);
	assert_string_equal("row 2 begins with Timestamp, with dates below", layout.why);
	layout = detect(bench, "Partner survey 2026\nQ1|Q2|Q3|Q4\n{\"ImportId\":\"QID1\"}|{\"ImportId\":\"QID2\"}|{\"ImportId\":\"QID3\"}|{\"ImportId\":\"QID4\"}\n1|2|3|4\n");
	expect(&layout, "qualtrics", 1, 2);
}

static void
limesurvey_codes_are_cut_off(void **state)
{
	struct bench *bench = *state;
	struct layout layout = detect(bench,
	    "id. Response ID|submitdate. Date submitted|G1Q1[SQ001]|G1Q2. How likely? [With us]|What: now? No. 5\n1|2026-09-01 10:00:00|4|5|6\n");

	expect(&layout, "limesurvey", 0, 1);
	assert_string_equal("Response ID", layout.columns[0].text);
	assert_string_equal("id", layout.columns[0].code);
	assert_string_equal("g1q1[sq001]", layout.columns[2].code);
	assert_string_equal("G1Q1 - SQ001", layout.columns[2].text);
	assert_string_equal("How likely? [With us]", layout.columns[3].text);
	assert_string_equal("What: now? No. 5", layout.columns[4].text);
	assert_string_equal("", layout.columns[4].code);
	assert_int_equal(2, find(bench, &layout, "code:G1Q1[SQ001]"));
}

/* Curly quotes, no-break spaces, line breaks, blanks at the ends; and the same name twice. */
static void
headers_are_compared_folded(void **state)
{
	struct bench *bench = *state;
	struct layout layout = detect(bench, "  What\302\240is  your~\342\200\230role\342\200\231? |Labels|Labels|labels\nx|1|2|3\n");

	assert_int_equal(0, find(bench, &layout, "what is your 'role'?"));
	assert_int_equal(1, find(bench, &layout, "Labels"));
	assert_int_equal(3, find(bench, &layout, "Labels#3"));
	assert_int_equal(-1, find(bench, &layout, "Labels#4"));
}

static void
a_window_cuts_one_of_two_tables(void **state)
{
	struct bench *bench = *state;
	struct layout layout = judge(bench, map(bench, "[source s]\nfile = \"*\"\ncolumns = 3-5\n"),
	    "Timestamp|A|B|Vendor|Month|Late\n6/21/2018 23:29:42|1|2|X|May|3\n");

	expect(&layout, NULL, 0, 1);
	assert_int_equal(3, layout.first_column);
	assert_int_equal(3, layout.column_count);
	assert_string_equal("Vendor", layout.columns[0].text);
	layout = judge(bench, map(bench, "[source s]\nfile = \"*\"\ncolumns = 0-2\n"), "Timestamp|A|B|Vendor|Month|Late\n6/21/2018 23:29:42|1|2|X|May|3\n");
	expect(&layout, "google", 0, 1);
	assert_int_equal(3, layout.column_count);
}

static void
a_source_may_name_the_dialect_or_none(void **state)
{
	static const char google[] = "Timestamp|Happy?\n6/21/2018 23:29:42|4\n";
	struct bench	 *bench = *state;
	struct layout	  layout;

	layout = judge(bench, map(bench, "[source s]\nfile = \"*\"\ndialect = none\n"), google);
	expect(&layout, NULL, 0, 1);
	layout = judge(bench, map(bench, "[source s]\nfile = \"*\"\ndialect = surveymonkey\n"), "Team|Rate us|\n|Price|Speed\nA|4|1\n");
	expect(&layout, "surveymonkey", 0, 2);
	assert_string_equal("[source s] of the mappings says so", layout.why);
	layout = judge(bench, map(bench, "[source s]\nfile = \"*\"\nheader_rows = 2\nheader = \"text, sub\"\n"), "Rate us|||\n1|2|3|4\nx|||\n");
	expect(&layout, NULL, 0, 2);
	assert_string_equal("Rate us - 3", layout.columns[2].text);
}

static void
column_lists_name_every_column_that_fits(void **state)
{
	struct bench	     *bench = *state;
	struct layout	      layout = detect(bench, "Team|Q1_TEXT|Q2|Q2_TEXT\nA|x|4|y\n");
	const struct mapping *source = map(bench, "[source s]\nfile = \"*\"\nmetadata = \"Team|*_TEXT\"\n");

	assert_true(layout_in_list(&layout, &source->metadata, 0));
	assert_true(layout_in_list(&layout, &source->metadata, 1));
	assert_false(layout_in_list(&layout, &source->metadata, 2));
	assert_true(layout_in_list(&layout, &source->metadata, 3));
}

static void
a_file_of_blank_cells_has_no_columns(void **state)
{
	struct layout layout = detect(*state, "||\n||\n");

	expect(&layout, NULL, 2, 0);
	assert_int_equal(0, layout.column_count);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test_setup_teardown(plain_names_win, setup, teardown),
		cmocka_unit_test_setup_teardown(lines_above_the_header_are_skipped, setup, teardown),
		cmocka_unit_test_setup_teardown(rows_to_skip_are_counted_as_a_spreadsheet_does, setup, teardown),
		cmocka_unit_test_setup_teardown(qualtrics_has_names_texts_and_tags, setup, teardown),
		cmocka_unit_test_setup_teardown(qualtrics_tags_may_be_written_by_python, setup, teardown),
		cmocka_unit_test_setup_teardown(qualtrics_comes_without_tags_too, setup, teardown),
		cmocka_unit_test_setup_teardown(surveymonkey_has_questions_over_items, setup, teardown),
		cmocka_unit_test_setup_teardown(surveymonkey_survives_its_editors, setup, teardown),
		cmocka_unit_test_setup_teardown(inserted_codes_name_their_columns, setup, teardown),
		cmocka_unit_test_setup_teardown(repeated_questions_do_not_enter_the_names, setup, teardown),
		cmocka_unit_test_setup_teardown(forms_of_one_row_are_told_apart, setup, teardown),
		cmocka_unit_test_setup_teardown(a_title_may_stand_above_an_export, setup, teardown),
		cmocka_unit_test_setup_teardown(limesurvey_codes_are_cut_off, setup, teardown),
		cmocka_unit_test_setup_teardown(headers_are_compared_folded, setup, teardown),
		cmocka_unit_test_setup_teardown(a_window_cuts_one_of_two_tables, setup, teardown),
		cmocka_unit_test_setup_teardown(a_source_may_name_the_dialect_or_none, setup, teardown),
		cmocka_unit_test_setup_teardown(column_lists_name_every_column_that_fits, setup, teardown),
		cmocka_unit_test_setup_teardown(a_file_of_blank_cells_has_no_columns, setup, teardown),
	};

	return cmocka_run_group_tests_name("layout", tests, NULL, NULL);
}
