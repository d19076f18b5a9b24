/* test_findings.c - findings kept, counted, sorted and printed. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
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

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(prints_place_cause_and_next_step),
		cmocka_unit_test(every_kind_has_a_name_a_sentence_and_a_next_step),
		cmocka_unit_test(keeps_copies_with_short_printable_values),
		cmocka_unit_test(sorts_by_place_whatever_the_order_of_arrival),
		cmocka_unit_test(counts_more_of_a_kind_than_it_keeps),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
