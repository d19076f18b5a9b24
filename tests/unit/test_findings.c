/* test_findings.c - findings kept, counted, sorted and printed. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "base/findings.h"

static void
prints_place_cause_and_next_step(void **state)
{
	const struct finding number = { .kind = FINDING_BAD_NUMBER, .file = "kpi.csv", .line = 14,
		.column = 3, .value = "1.4x", .expected = "a number >= 0", .partner = "ACME" };
	const struct finding absent = { .kind = FINDING_NO_DATA, .partner = "ACME" };
	char		     text[400];

	(void)state;
	assert_string_equal(finding_text(&number, text, sizeof text),
	    "kpi.csv:14:3: warning: not a number: \"1.4x\"; expected a number >= 0 - "
	    "the value counts as missing; correct it in the source");
	assert_string_equal(finding_text(&absent, text, sizeof text),
	    "ACME: info: an active partner has no data in the period - "
	    "ask for the data, or set its status to left");
	assert_int_equal(strlen(finding_text(&number, text, 20)), 19);
}

static void
every_kind_has_a_name_a_sentence_and_a_next_step(void **state)
{
	(void)state;
	for (int kind = 0; kind < FINDING_KINDS; kind++) {
		const char *name = finding_kind_name((enum finding_kind)kind);

		assert_non_null(name);
		assert_int_equal(strspn(name, "abcdefghijklmnopqrstuvwxyz0123456789-"), strlen(name));
		assert_true(strlen(finding_sentence((enum finding_kind)kind)) > 5);
		assert_true(strlen(finding_next_step((enum finding_kind)kind)) > 5);
		for (int other = 0; other < kind; other++)
			assert_string_not_equal(name, finding_kind_name((enum finding_kind)other));
	}
	assert_string_equal(severity_name(SEVERITY_ADVICE), "advice");
	assert_int_equal(finding_severity(FINDING_FILE_UNUSABLE), SEVERITY_ERROR);
	assert_int_equal(finding_severity(FINDING_DUPLICATE), SEVERITY_WARNING);
	assert_int_equal(finding_severity(FINDING_UNKNOWN_KPI), SEVERITY_ADVICE);
	assert_int_equal(finding_severity(FINDING_SLUG_CLASH), SEVERITY_INFO);
}

static void
keeps_copies_with_short_printable_values(void **state)
{
	struct findings *findings = findings_new();
	char		 file[] = "kpi.csv";
	char		 value[200];
	struct finding	 finding = { .kind = FINDING_BAD_WORD, .file = file, .line = 2, .value = value };

	(void)state;
	assert_non_null(findings);
	/* 79 letters, then two-byte ones: the cut at 80 bytes would split one. */
	memset(value, 'x', 79);
	(void)strcpy(value + 79, "\xc3\xa9\xc3\xa9");
	assert_int_equal(findings_add(findings, &finding), 0);
	(void)strcpy(value, "a\x1b[31m\xff");
	assert_int_equal(findings_add(findings, &finding), 0);
	memset(file, '?', sizeof file - 1);
	assert_int_equal(findings_count(findings), 2);
	assert_string_equal(findings_at(findings, 0)->file, "kpi.csv");
	assert_int_equal(strlen(findings_at(findings, 0)->value), 79);
	assert_string_equal(findings_at(findings, 1)->value, "a[31m\xef\xbf\xbd");
	findings_free(findings);
}

static void
sorts_by_place_whatever_the_order_of_arrival(void **state)
{
	static const struct finding sorted[] = {
		{ .kind = FINDING_NO_DATA, .partner = "A" },
		{ .kind = FINDING_NO_DATA, .partner = "B" },
		{ .kind = FINDING_BAD_PERIOD, .file = "a.csv", .line = 2, .column = 1 },
		{ .kind = FINDING_BAD_NUMBER, .file = "a.csv", .line = 2, .column = 4 },
		{ .kind = FINDING_BAD_WORD, .file = "a.csv", .line = 2, .column = 4 },
		{ .kind = FINDING_BAD_PERIOD, .file = "a.csv", .line = 10 },
		{ .kind = FINDING_BAD_PERIOD, .file = "b.csv", .line = 1 },
	};
	const size_t	 count = sizeof sorted / sizeof *sorted;
	struct findings *findings = findings_new();

	(void)state;
	assert_non_null(findings);
	for (size_t i = 0; i < count; i++)
		assert_int_equal(findings_add(findings, &sorted[(i * 3 + 2) % count]), 0);
	findings_sort(findings);
	for (size_t i = 0; i < count; i++) {
		const struct finding *finding = findings_at(findings, i);

		assert_int_equal(finding->kind, sorted[i].kind);
		assert_int_equal(finding->line, sorted[i].line);
		assert_int_equal(finding->column, sorted[i].column);
		if (sorted[i].partner != NULL)
			assert_string_equal(finding->partner, sorted[i].partner);
	}
	findings_free(findings);
}

static void
counts_more_of_a_kind_than_it_keeps(void **state)
{
	const struct finding number = { .kind = FINDING_BAD_NUMBER, .file = "kpi.csv" };
	const struct finding slug = { .kind = FINDING_SLUG_CLASH };
	struct findings	    *findings = findings_new();

	(void)state;
	assert_non_null(findings);
	for (int i = 0; i < 100010; i++)
		assert_int_equal(findings_add(findings, &number), 0);
	assert_int_equal(findings_add(findings, &slug), 0);
	assert_int_equal(findings_count(findings), 100001);
	assert_int_equal(findings_count_kind(findings, FINDING_BAD_NUMBER), 100010);
	assert_int_equal(findings_count_severity(findings, SEVERITY_WARNING), 100010);
	assert_int_equal(findings_count_severity(findings, SEVERITY_INFO), 1);
	assert_int_equal(findings_count_severity(findings, SEVERITY_ERROR), 0);
	findings_free(findings);
	findings_free(NULL);
}

static void
says_how_many_rows_it_stands_for(void **state)
{
	const struct finding label = { .kind = FINDING_UNKNOWN_LABEL, .file = "s.csv", .line = 4, .column = 2,
		.value = "Agre", .expected = "\"agree\"", .rows = 12 };
	const struct finding dialect = { .kind = FINDING_DIALECT, .file = "s.csv", .value = "Typeform",
		.expected = "row 1 begins with #" };
	const struct finding one = { .kind = FINDING_BAD_DATE, .file = "s.csv", .line = 4, .rows = 1 };
	char		     text[400];

	(void)state;
	assert_string_equal(finding_text(&label, text, sizeof text),
	    "s.csv:4:2: warning: the answer is not on the scale: \"Agre\", 12 rows; expected \"agree\" - "
	    "it counts as missing; add it to the scale, or to `missing`");
	assert_string_equal(finding_text(&dialect, text, sizeof text),
	    "s.csv: info: the file was recognised: \"Typeform\" (row 1 begins with #) - "
	    "name a dialect in mappings.ini if that is wrong");
	assert_null(strstr(finding_text(&one, text, sizeof text), "rows"));
	assert_int_equal(finding_rows(&label), 12);
	assert_int_equal(finding_rows(&one), 1);
}

static void
groups_by_cause_in_order_of_the_first(void **state)
{
	/* Two causes in b.csv (what was expected differs), one in a.csv, one of another kind. */
	static const struct finding all[] = {
		{ .kind = FINDING_BAD_NUMBER, .file = "b.csv", .line = 2, .value = "x", .expected = "a number" },
		{ .kind = FINDING_BAD_NUMBER, .file = "a.csv", .line = 2, .value = "x", .expected = "a number" },
		{ .kind = FINDING_BAD_NUMBER, .file = "b.csv", .line = 3, .value = "y", .expected = "a number" },
		{ .kind = FINDING_BAD_DATE, .file = "b.csv", .line = 3, .expected = "a number" },
		{ .kind = FINDING_BAD_NUMBER, .file = "b.csv", .line = 4, .value = "z", .expected = "a number", .rows = 5 },
		{ .kind = FINDING_BAD_NUMBER, .file = "b.csv", .line = 5, .value = "z", .expected = "a level" },
		/* Not rows, but filters: each is told. */
		{ .kind = FINDING_DROPPED, .file = "b.csv", .value = "test", .rows = 4 },
		{ .kind = FINDING_DROPPED, .file = "b.csv", .value = "unfinished", .rows = 2 },
	};
	static const struct { unsigned long line; const char *file; unsigned long rows; } want[] = {
		{ 2, "b.csv", 1 + 1 + 5 }, { 2, "a.csv", 1 }, { 3, "b.csv", 1 }, { 5, "b.csv", 1 },
		{ 0, "b.csv", 4 }, { 0, "b.csv", 2 },
	};
	struct findings	     *findings = findings_new();
	struct finding_group *groups;
	size_t		      count;

	(void)state;
	assert_non_null(findings);
	for (size_t i = 0; i < sizeof all / sizeof *all; i++)
		assert_int_equal(findings_add(findings, &all[i]), 0);
	assert_int_equal(findings_group(findings, &groups, &count), 0);
	assert_int_equal(count, sizeof want / sizeof *want);
	for (size_t i = 0; i < count; i++) {
		assert_int_equal(groups[i].first->line, want[i].line);
		assert_string_equal(groups[i].first->file, want[i].file);
		assert_int_equal(groups[i].rows, want[i].rows);
	}
	free(groups);
	findings_free(findings);
}

static void
no_findings_make_no_groups(void **state)
{
	struct findings	     *findings = findings_new();
	struct finding_group *groups;
	size_t		      count;

	(void)state;
	assert_non_null(findings);
	assert_int_equal(findings_group(findings, &groups, &count), 0);
	assert_int_equal(count, 0);
	free(groups);
	findings_free(findings);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(prints_place_cause_and_next_step),
		cmocka_unit_test(every_kind_has_a_name_a_sentence_and_a_next_step),
		cmocka_unit_test(keeps_copies_with_short_printable_values),
		cmocka_unit_test(sorts_by_place_whatever_the_order_of_arrival),
		cmocka_unit_test(counts_more_of_a_kind_than_it_keeps),
		cmocka_unit_test(says_how_many_rows_it_stands_for),
		cmocka_unit_test(groups_by_cause_in_order_of_the_first),
		cmocka_unit_test(no_findings_make_no_groups),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
