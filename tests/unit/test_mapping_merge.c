/* test_mapping_merge.c - what holds for a file: source over dialect over the one it is like over the defaults. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "base/count.h"
#include "base/period.h"
#include "mapping_fixture.h"

static const char text[] =
    "[source s]\nfile = \"*.csv\"\ndialect = child\nmulti_partner = reject\nperiod = \"2026-H2\"\n"
    "missing = \"none given\"\nkeep_test = yes\ndrop spam = \"Spam = yes\"\nencoding = auto\n"
    "status done = \"Ready\"\n"
    "[source bare]\nfile = \"b.csv\"\ndialect = child\n"
    "[source boxes]\nfile = \"c.csv\"\npartner_columns = \"P*\"\n"
    "[source columns]\nfile = \"d.csv\"\npartner_column = \"P\"\nyear_column = \"Y\"\n"
    "month_column = \"M\"\nkpi_columns = \"A|B\"\n"
    "[dialect child]\nlike = parent\ntitle = \"Child\"\nfirst = \"X\"\nheader = \"text, sub\"\n"
    "metadata = \"C\"\ndate_order = ymd\ndrop test = \"Zustand = a\"\n"
    "[dialect parent]\ninput = survey\ntitle = \"Parent\"\nfirst = \"Y\"\nheader = \"code, text\"\n"
    "metadata = \"A|B\"\ndate_order = mdy\nmulti_partner = first\nencoding = UTF-16LE\n"
    "respondent_column = \"ID\"\nperiod_column = \"Date\"\npartner_column = \"Firm\"\n"
    "drop test = \"Status = a\"\ndrop spam = \"Status = b\"\ndrop late = \"Status = c\"\n"
    "status done = \"Done|Ready\"\nstatus open = \"To Do\"\nmissing = \"-|99\"\n"
    "columns = 0-9\nseparator = tab\ndecimal = comma\nperiod_unit = half\nskip_rows = 2\n"
    "[dialect wide]\nperiod_columns = \"20*\"\npartner_columns = \"Q*\"\nkpi_column = \"K\"\n"
    "period_column = \"Date\"\n";

static const struct mapping *
find_source(const struct mappings *mappings, const char *id)
{
	for (size_t i = 0; i < mappings->source_count; i++)
		if (strcmp(mappings->sources[i].id, id) == 0)
			return &mappings->sources[i];
	fail_msg("no source %s", id);
	return NULL;
}

static void
a_dialect_takes_over_what_it_is_like_but_not_how_it_is_known(void **state)
{
	struct arena	     *arena = arena_new();
	struct mappings	      mappings;
	const struct mapping *child;

	(void)state;
	mapping_must_load(arena, text, &mappings);
	child = mappings_find_dialect(&mappings, "child");
	assert_string_equal(child->title, "Child");
	assert_int_equal(child->input, INPUT_SURVEY);
	assert_int_equal(child->recognition.first.count, 1);
	assert_string_equal(child->recognition.first.items[0].folded, "x");
	assert_int_equal(child->header[1], HEADER_SUB);
	/* One more column that is no question. */
	assert_int_equal(child->metadata.count, 3);
	assert_string_equal(child->metadata.items[0].folded, "c");
	assert_int_equal(child->date_order, DATE_ORDER_YMD);
	assert_int_equal(child->separator, '\t');
	assert_int_equal(child->last_column, 9);
	assert_string_equal(mapping_field(child, "respondent")->columns.items[0].folded, "id");
	/* The rule of the same reason in its old place. */
	assert_int_equal(child->drop_count, 3);
	assert_string_equal(child->drops[0].columns.items[0].folded, "zustand");
	assert_string_equal(child->drops[2].reason, "late");
	assert_string_equal(mappings_find_dialect(&mappings, "parent")->title, "Parent");
	arena_free(arena);
}

static void
a_source_wins_over_its_dialect(void **state)
{
	struct arena	     *arena = arena_new();
	struct mappings	      mappings;
	const struct mapping *effective;

	(void)state;
	mapping_must_load(arena, text, &mappings);
	effective = mapping_effective(
	    arena, find_source(&mappings, "s"), mappings_find_dialect(&mappings, "child"));
	assert_string_equal(effective->id, "s");
	assert_false(effective->is_dialect);
	assert_int_equal(effective->multi_partner, MULTI_PARTNER_REJECT);
	assert_int_equal(effective->date_order, DATE_ORDER_YMD);
	assert_string_equal(effective->encoding, "auto");
	assert_int_equal(effective->period_unit, PERIOD_HALF);
	assert_int_equal(effective->skip_rows, 2);
	assert_string_equal(mapping_field(effective, "period")->constant, "2026-H2");
	assert_true(mapping_field(effective, "period")->needed);
	assert_false(mapping_field(effective, "respondent")->needed);
	assert_int_equal(effective->field_count, 3);
	assert_int_equal(effective->missing_count, 1);
	assert_string_equal(effective->missing[0], "nonegiven");
	assert_true(mapping_keeps(effective, "test"));
	assert_int_equal(effective->drop_count, 3);
	assert_string_equal(effective->drops[1].columns.items[0].folded, "spam");
	assert_string_equal(mapping_pair_find(&effective->statuses, "todo"), "open");
	assert_int_equal(effective->statuses.count, 3);
	arena_free(arena);
}

/* The dialect's way to a partner or period is not left standing beside the source's other way. */
static void
one_way_to_a_partner_or_period_excludes_the_others(void **state)
{
	struct arena	     *arena = arena_new();
	struct mappings	      mappings;
	const struct mapping *effective;

	(void)state;
	mapping_must_load(arena, text, &mappings);
	effective = mapping_effective(
	    arena, find_source(&mappings, "boxes"), mappings_find_dialect(&mappings, "child"));
	assert_null(mapping_field(effective, "partner"));
	assert_int_equal(effective->partner_columns.count, 1);
	effective = mapping_effective(
	    arena, find_source(&mappings, "columns"), mappings_find_dialect(&mappings, "wide"));
	assert_int_equal(effective->partner_columns.count, 0);
	assert_int_equal(effective->period_columns.count, 0);
	assert_null(mapping_field(effective, "period"));
	assert_non_null(mapping_field(effective, "year"));
	assert_null(mapping_field(effective, "kpi"));
	assert_int_equal(effective->kpi_columns.count, 2);
	arena_free(arena);
}

static void
defaults_fill_what_neither_says(void **state)
{
	/* formats.md 1; "-" as written, for it folds to nothing. */
	static const char *const missing[] = { "na", "n/a", "notavailable", "?", "-", "none", "noanswer", "keineangabe", "k.a." };
	struct arena	     *arena = arena_new();
	struct mappings	      mappings;
	const struct mapping *effective;

	(void)state;
	mapping_must_load(arena, "[source s]\nfile = \"*\"\n[dialect d]\n", &mappings);
	effective = mapping_effective(arena, &mappings.sources[0], NULL);
	assert_string_equal(effective->id, "s");
	assert_int_equal(effective->missing_count, COUNT_OF(missing));
	for (size_t i = 0; i < COUNT_OF(missing); i++)
		assert_string_equal(effective->missing[i], missing[i]);
	assert_int_equal(effective->multi_partner, MULTI_PARTNER_EACH);
	assert_int_equal(effective->unknown_partner, UNKNOWN_PARTNER_AUTO);
	assert_int_equal(effective->zero_target_is_none, 0);
	assert_int_equal(effective->percent_is_fraction, 0);
	assert_int_equal(effective->separator, 0);
	assert_int_equal(effective->decimal, DECIMAL_AUTO);
	assert_int_equal(effective->date_order, DATE_ORDER_AUTO);
	assert_int_equal(effective->metadata_count, 0);
	assert_int_equal(effective->header_codes, 0);
	assert_int_equal(effective->header[0], HEADER_TEXT);
	assert_int_equal(effective->header[1], HEADER_NONE);
	assert_true(effective->first_column == 0 && effective->last_column == MAPPING_COLUMNS_ALL);
	/* Where "not given" means something of its own. */
	assert_int_equal(effective->duplicates, MAPPING_UNSET);
	assert_int_equal(effective->header_rows, MAPPING_UNSET);
	assert_int_equal(effective->skip_rows, MAPPING_UNSET);
	assert_int_equal(effective->period_unit, MAPPING_UNSET);
	assert_int_equal(effective->fiscal_year_start, MAPPING_UNSET);
	effective = mapping_effective(arena, NULL, &mappings.dialects[0]);
	assert_string_equal(effective->id, "d");
	assert_int_equal(effective->missing_count, COUNT_OF(missing));
	arena_free(arena);
}

/* In a plain file NA means "does not apply". */
static void
a_plain_file_has_no_missing_tokens(void **state)
{
	struct arena	     *arena = arena_new();
	const struct mapping *effective = mapping_effective(arena, NULL, NULL);

	(void)state;
	assert_string_equal(effective->id, "");
	assert_int_equal(effective->missing_count, 0);
	assert_int_equal(effective->header[0], HEADER_TEXT);
	arena_free(arena);
}

static void
an_empty_list_of_missing_tokens_is_given(void **state)
{
	struct arena   *arena = arena_new();
	struct mappings mappings;

	(void)state;
	mapping_must_load(arena, "[source s]\nfile = \"*\"\nmissing = \"\"\n", &mappings);
	assert_int_equal(mapping_effective(arena, &mappings.sources[0], NULL)->missing_count, 0);
	arena_free(arena);
}

static void
neither_source_nor_dialect_is_changed(void **state)
{
	struct arena	*arena = arena_new();
	struct mappings	 mappings;
	struct mapping	 source, dialect;

	(void)state;
	mapping_must_load(arena, text, &mappings);
	source = *find_source(&mappings, "s");
	dialect = *mappings_find_dialect(&mappings, "child");
	assert_non_null(mapping_effective(
	    arena, find_source(&mappings, "s"), mappings_find_dialect(&mappings, "child")));
	assert_memory_equal(&source, find_source(&mappings, "s"), sizeof source);
	assert_memory_equal(&dialect, mappings_find_dialect(&mappings, "child"), sizeof dialect);
	arena_free(arena);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(a_dialect_takes_over_what_it_is_like_but_not_how_it_is_known),
		cmocka_unit_test(a_source_wins_over_its_dialect),
		cmocka_unit_test(one_way_to_a_partner_or_period_excludes_the_others),
		cmocka_unit_test(defaults_fill_what_neither_says),
		cmocka_unit_test(a_plain_file_has_no_missing_tokens),
		cmocka_unit_test(an_empty_list_of_missing_tokens_is_given),
		cmocka_unit_test(neither_source_nor_dialect_is_changed),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
