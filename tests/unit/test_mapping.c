/* test_mapping.c - how the columns of foreign files are named. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "base/arena.h"
#include "base/count.h"
#include "config/mapping.h"
#include "tempdir.h"

static int
load(struct arena *arena, const char *text, struct mappings *mappings, struct error *error)
{
	char directory[TEMPDIR_SIZE], path[2 * TEMPDIR_SIZE];
	int  rc;

	tempdir_make(directory);
	tempdir_write(directory, "mappings.ini", text, strlen(text), path);
	rc = mappings_load(arena, path, mappings, error);
	tempdir_remove(directory);
	return rc;
}

static void
must_load(struct arena *arena, const char *text, struct mappings *mappings)
{
	struct error error;

	if (load(arena, text, mappings, &error) == -1)
		fail_msg("line %lu: %s", error.line, error.message);
}

static void
reads_a_mapping_with_all_its_keys(void **state)
{
	static const char text[] =
	    "[source mta]\n"
	    "column partner = \"AGENCY_NAME\"\n"
	    "input = kpi\nfile = \"mta_*.csv\"\n"
	    "column green_at = \"Green \xc3\x84t\"\n"
	    "column year = PERIOD_YEAR\ncolumn month = PERIOD_MONTH\n"
	    "constant unit = \"  % of trips \"\n"
	    "direction U = higher\ndirection D = \"lower\"\ndirection N = none\n"
	    "missing = \"NA|-|N/A|-9\"\nzero_target = none\nseparator = \";\"\ndecimal = comma\n"
	    "duplicates = last\n";
	struct arena	     *arena = arena_new();
	struct mappings	      mappings;
	const struct mapping *mapping;

	(void)state;
	must_load(arena, text, &mappings);
	assert_int_equal(mappings.count, 1);
	assert_int_equal(strlen(mappings.digest), 64);
	mapping = &mappings.items[0];
	assert_string_equal(mapping->id, "mta");
	assert_int_equal(mapping->input, INPUT_KPI);
	assert_string_equal(mapping->file, "mta_*.csv");
	assert_int_equal(mapping->column_count, 4);
	assert_string_equal(mapping->columns[0].name, "partner");
	assert_string_equal(mapping->columns[0].value, "agencyname");
	assert_string_equal(mapping->columns[1].name, "greenat");
	assert_string_equal(mapping->columns[1].value, "green\xc3\xa4t");
	assert_int_equal(mapping->constant_count, 1);
	assert_string_equal(mapping->constants[0].value, "% of trips");
	assert_int_equal(mapping->direction_count, 3);
	assert_string_equal(mapping->directions[0].name, "u");
	assert_string_equal(mapping->directions[0].value, "higher");
	assert_string_equal(mapping->directions[2].value, "none");
	assert_int_equal(mapping->missing_count, 4);
	assert_string_equal(mapping->missing[2], "n/a");
	/* Folded it would be 9, and every true 9 would vanish. */
	assert_string_equal(mapping->missing[3], "-9");
	assert_true(mapping->zero_target_is_none);
	assert_int_equal(mapping->separator, ';');
	assert_int_equal(mapping->decimal, DECIMAL_COMMA);
	assert_int_equal(mapping->duplicates, DUPLICATES_LAST);
	assert_int_equal(mapping->line, 1);
	arena_free(arena);
}

static void
leaves_the_rest_to_detection_and_rejects_duplicates(void **state)
{
	struct arena	*arena = arena_new();
	struct mappings	 mappings;

	(void)state;
	must_load(arena, "[source a]\ninput = survey\nfile = *.csv\ncolumn answer = A\n", &mappings);
	assert_int_equal(mappings.items[0].separator, 0);
	assert_int_equal(mappings.items[0].decimal, DECIMAL_AUTO);
	assert_int_equal(mappings.items[0].duplicates, DUPLICATES_REJECT);
	assert_false(mappings.items[0].zero_target_is_none);
	assert_int_equal(mappings.items[0].missing_count, 0);
	arena_free(arena);
}

static void
the_first_that_matches_applies(void **state)
{
	static const char text[] =
	    "[source one]\ninput = kpi\nfile = \"mta_*.csv\"\ncolumn value = A\n"
	    "[source two]\ninput = kpi\nfile = \"*.csv\"\ncolumn value = B\n"
	    "[source three]\ninput = survey\nfile = \"*/2026/*.csv\"\ncolumn answer = C\n";
	struct arena	*arena = arena_new();
	struct mappings	 mappings;
	struct error	 error;

	(void)state;
	must_load(arena, text, &mappings);
	assert_string_equal(mappings_find(&mappings, INPUT_KPI, "data/mta_bus.csv")->id, "one");
	assert_string_equal(mappings_find(&mappings, INPUT_KPI, "data/other.csv")->id, "two");
	assert_string_equal(mappings_find(&mappings, INPUT_SURVEY, "data/2026/s.csv")->id, "three");
	assert_null(mappings_find(&mappings, INPUT_SURVEY, "data/2025/s.csv"));
	assert_null(mappings_find(&mappings, INPUT_PARTNERS, "mta_bus.csv"));
	assert_int_equal(mappings_load(arena, NULL, &mappings, &error), 0);
	assert_null(mappings_find(&mappings, INPUT_KPI, "mta_bus.csv"));
	assert_string_equal(mappings.digest, "");
	arena_free(arena);
}

static void
refuses_with_the_line_and_what_to_do(void **state)
{
#define SOURCE "[source a]\ninput = kpi\nfile = a.csv\n"
	static const struct { const char *text; unsigned long line; const char *part; } cases[] = {
		{ "[sauce a]\n", 1, "a section is [source id]" },
		{ "[source]\n", 1, "a section is [source id]" },
		{ "[source a]\nfile = a\n", 1, "needs input" },
		{ "[source a]\ninput = kpi\n", 1, "needs file" },
		{ "[source a]\ninput = kpis\nfile = a\n", 2, "did you mean 'kpi'?" },
		{ SOURCE, 1, "maps no column" },
		{ SOURCE "colunm = x\n", 4, "unknown key 'colunm'; known: input" },
		{ SOURCE "seperator = tab\n", 4, "did you mean 'separator'?" },
		{ SOURCE "column valeu = x\n", 4, "did you mean 'value'?" },
		{ SOURCE "column answer = x\n", 4, "unknown field of a kpi file 'answer'" },
		{ SOURCE "column value =\n", 4, "the header is missing" },
		{ SOURCE "column green_at = x\ncolumn greenat = y\n", 5, "given twice" },
		{ SOURCE "constant sied = x\n", 4, "unknown field" },
		{ SOURCE "direction u = up\n", 4, "expected higher" },
		{ SOURCE "decimal = dot\n", 4, "expected auto, point or comma" },
		{ SOURCE "duplicates = both\n", 4, "expected reject, first or last" },
	};

	(void)state;
	for (size_t i = 0; i < COUNT_OF(cases); i++) {
		struct arena	*arena = arena_new();
		struct mappings	 mappings;
		struct error	 error;

		if (load(arena, cases[i].text, &mappings, &error) != -1)
			fail_msg("accepted: %s", cases[i].text);
		assert_error(cases[i].text, &error, ERROR_CONFIG, cases[i].line, cases[i].part);
		arena_free(arena);
	}
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(reads_a_mapping_with_all_its_keys),
		cmocka_unit_test(leaves_the_rest_to_detection_and_rejects_duplicates),
		cmocka_unit_test(the_first_that_matches_applies),
		cmocka_unit_test(refuses_with_the_line_and_what_to_do),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
