/* test_mapping.c - what mappings.ini may say, key by key. */
#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "base/count.h"
#include "base/period.h"
#include "mapping_fixture.h"

static const struct field_source *
must_have_field(const struct mapping *mapping, const char *folded)
{
	const struct field_source *field = mapping_field(mapping, folded);

	if (field == NULL)
		fail_msg("no field %s", folded);
	return field;
}

static void
reads_where_the_fields_come_from(void **state)
{
	static const char text[] =
	    "[source mta]\ninput = kpi\nfile = \"mta_*.csv\"\n"
	    "partner_column = \"AGENCY_NAME\"\n"
	    "value_column = \"Green \xc3\x84t*|code:Q2_1|tag:QID7|index:6|Sprint#2|Question #2\"\n"
	    "unit = \"  % of trips \"\n"
	    "period_file = \"kpi-*.csv\"\n";
	static const struct { enum column_how how; const char *folded; size_t number; } want[] = {
		{ COLUMN_HEADER, "green\xc3\xa4t*", 1 }, { COLUMN_CODE, "q21", 1 },
		{ COLUMN_TAG, "qid7", 1 }, { COLUMN_INDEX, "", 6 }, { COLUMN_HEADER, "sprint", 2 },
		/* A blank before '#': that is how the column is called. */
		{ COLUMN_HEADER, "question#2", 1 },
	};
	struct arena		  *arena = arena_new();
	struct mappings		   mappings;
	const struct field_source *field;

	(void)state;
	mapping_must_load(arena, text, &mappings);
	assert_int_equal(mappings.source_count, 1);
	assert_int_equal(strlen(mappings.digest), 64);
	assert_string_equal(mappings.sources[0].id, "mta");
	assert_int_equal(mappings.sources[0].line, 1);
	field = must_have_field(&mappings.sources[0], "partner");
	assert_true(field->needed && field->constant == NULL && field->file_pattern == NULL);
	assert_string_equal(field->columns.items[0].written, "AGENCY_NAME");
	field = must_have_field(&mappings.sources[0], "value");
	assert_int_equal(field->columns.count, COUNT_OF(want));
	for (size_t i = 0; i < COUNT_OF(want); i++) {
		assert_int_equal(field->columns.items[i].how, want[i].how);
		assert_string_equal(field->columns.items[i].folded, want[i].folded);
		assert_int_equal(field->columns.items[i].number, want[i].number);
	}
	assert_string_equal(must_have_field(&mappings.sources[0], "unit")->constant, "% of trips");
	assert_string_equal(
	    must_have_field(&mappings.sources[0], "period")->file_pattern, "kpi-*.csv");
	assert_null(mapping_field(&mappings.sources[0], "target"));
	arena_free(arena);
}

/* Every key of a source. */
static const char every_key[] =
    "[source s]\ninput = survey\nfile = \"*.csv\"\ndialect = none\nencoding = UTF-16LE\n"
    "separator = \";\"\ndecimal = comma\nskip_rows = 3\nheader_rows = 2\n"
    "header = \"code, text, tag\"\nplain_sub = \"Response|Open-Ended Response\"\n"
    "header_codes = yes\ncolumns = 3-24\nmetadata = \"StartDate|*_TEXT\"\n"
    "metadata_count = 5\npartner_columns = \"Which*\"\npartner_split = \",;/\"\n"
    "multi_partner = first\nunknown_partner = keep\nkpi_columns = \"A|B*\"\n"
    "period_columns = \"20*\"\nkey_column = number\ndirection U = higher\n"
    "word GOOD = \"Above the average|Better\"\nstatus done = \"Done|Closed\"\n"
    "status open = \"To Do\"\ntype defect = \"Bug|Incident\"\nmissing = \"NA|-|N/A|-9\"\n"
    "zero_target = none\npercent = fraction\nduplicates = last\ndate_order = dmy\n"
    "date_format = \"%d/%m/%Y %H:%M\"\nfiscal_year_start = 4\nperiod_unit = half\n"
    "drop test = \"Status|Zustand = Survey Preview|1\"\ndrop open = \"Finished != true|1\"\n"
    "drop undone = \"Submitted =\"\nkeep_test = yes\nkeep_undone = no\n";

static void
reads_what_a_source_says_of_rows_and_columns(void **state)
{
	static const enum header_row header[] = { HEADER_CODE, HEADER_TEXT, HEADER_TAG, HEADER_NONE };
	struct arena	     *arena = arena_new();
	struct mappings	      mappings;
	const struct mapping *source;

	(void)state;
	mapping_must_load(arena, every_key, &mappings);
	source = &mappings.sources[0];
	assert_int_equal(source->input, INPUT_SURVEY);
	assert_string_equal(source->file, "*.csv");
	assert_string_equal(source->dialect, "none");
	assert_string_equal(source->encoding, "UTF-16LE");
	assert_int_equal(source->separator, ';');
	assert_int_equal(source->decimal, DECIMAL_COMMA);
	assert_int_equal(source->skip_rows, 3);
	assert_int_equal(source->header_rows, 2);
	assert_memory_equal(source->header, header, sizeof header);
	assert_int_equal(source->plain_sub_count, 2);
	assert_string_equal(source->plain_sub[1], "openendedresponse");
	assert_int_equal(source->header_codes, 1);
	assert_true(source->first_column == 3 && source->last_column == 24);
	assert_string_equal(source->metadata.items[1].folded, "*text");
	assert_int_equal(source->metadata_count, 5);
	assert_string_equal(source->partner_columns.items[0].folded, "which*");
	assert_string_equal(source->partner_split, ",;/");
	assert_int_equal(source->multi_partner, MULTI_PARTNER_FIRST);
	assert_int_equal(source->unknown_partner, UNKNOWN_PARTNER_KEEP);
	assert_int_equal(source->kpi_columns.count, 2);
	assert_string_equal(source->period_columns.items[0].folded, "20*");
	assert_string_equal(source->key_column.items[0].folded, "number");
	arena_free(arena);
}

static void
reads_what_a_source_says_of_cells(void **state)
{
	static const char *const missing[] = { "na", "-", "n/a", "-9" };
	struct arena	     *arena = arena_new();
	struct mappings	      mappings;
	const struct mapping *source;

	(void)state;
	mapping_must_load(arena, every_key, &mappings);
	source = &mappings.sources[0];
	assert_string_equal(mapping_pair_find(&source->directions, "u"), "higher");
	assert_string_equal(mapping_pair_find(&source->words, "abovetheaverage"), "good");
	assert_string_equal(mapping_pair_find(&source->words, "better"), "good");
	assert_string_equal(mapping_pair_find(&source->statuses, "closed"), "done");
	assert_string_equal(mapping_pair_find(&source->statuses, "todo"), "open");
	assert_string_equal(mapping_pair_find(&source->types, "incident"), "defect");
	assert_null(mapping_pair_find(&source->types, "story"));
	assert_true(source->missing_given);
	assert_int_equal(source->missing_count, COUNT_OF(missing));
	/* "-" folds to nothing, and -9 to 9: every true 9 would vanish. */
	for (size_t i = 0; i < COUNT_OF(missing); i++)
		assert_string_equal(source->missing[i], missing[i]);
	assert_int_equal(source->zero_target_is_none, 1);
	assert_int_equal(source->percent_is_fraction, 1);
	assert_int_equal(source->duplicates, DUPLICATES_LAST);
	assert_int_equal(source->date_order, DATE_ORDER_DMY);
	assert_string_equal(source->date_format, "%d/%m/%Y %H:%M");
	assert_int_equal(source->fiscal_year_start, 4);
	assert_int_equal(source->period_unit, PERIOD_HALF);
	arena_free(arena);
}

static void
reads_which_rows_are_left_out(void **state)
{
	struct arena	     *arena = arena_new();
	struct mappings	      mappings;
	const struct mapping *source;

	(void)state;
	mapping_must_load(arena, every_key, &mappings);
	source = &mappings.sources[0];
	assert_int_equal(source->drop_count, 3);
	assert_string_equal(source->drops[0].reason, "test");
	assert_int_equal(source->drops[0].columns.count, 2);
	assert_string_equal(source->drops[0].columns.items[1].folded, "zustand");
	assert_false(source->drops[0].unless);
	assert_int_equal(source->drops[0].word_count, 2);
	assert_string_equal(source->drops[0].words[0], "surveypreview");
	assert_true(source->drops[1].unless);
	assert_string_equal(source->drops[1].columns.items[0].folded, "finished");
	assert_int_equal(source->drops[2].word_count, 0);
	assert_true(mapping_keeps(source, "test"));
	assert_false(mapping_keeps(source, "undone"));
	arena_free(arena);
}

static void
reads_how_a_dialect_is_known(void **state)
{
	static const char text[] =
	    "[dialect t]\ninput = survey\ntitle = \"A tool\"\nrow = 2\nfirst = \"#|Timestamp\"\n"
	    "all = \"A|B\"\nany = \"C|D|E\"\nany_count = 2\nhalf = \"*ImportId*\"\ndate_below = yes\n"
	    "respondent_column = \"ID\"\n"
	    "[dialect u]\nfirst = \"X\"\n";
	struct arena		 *arena = arena_new();
	struct mappings		  mappings;
	const struct recognition *recognition;

	(void)state;
	mapping_must_load(arena, text, &mappings);
	assert_int_equal(mappings.dialect_count, 2);
	assert_true(mappings.dialects[0].is_dialect);
	assert_string_equal(mappings.dialects[0].title, "A tool");
	assert_false(must_have_field(&mappings.dialects[0], "respondent")->needed);
	recognition = &mappings.dialects[0].recognition;
	assert_int_equal(recognition->row, 2);
	assert_string_equal(recognition->first.items[0].folded, "#");
	assert_string_equal(recognition->first.items[1].folded, "timestamp");
	assert_int_equal(recognition->all.count, 2);
	assert_int_equal(recognition->any.count, 3);
	assert_int_equal(recognition->any_count, 2);
	assert_string_equal(recognition->half, "*importid*");
	assert_true(recognition->date_below);
	recognition = &mappings.dialects[1].recognition;
	assert_true(recognition->row == 0 && recognition->any_count == 1 && recognition->half == NULL);
	assert_string_equal(mappings_find_dialect(&mappings, "u")->id, "u");
	assert_null(mappings_find_dialect(&mappings, "v"));
	arena_free(arena);
}

static void
reads_measures(void **state)
{
	static const char text[] =
	    "[measure four_hours]\nkpi = \"A&E within 4 hours\"\nsource = \"nhs*\"\n"
	    "ratio = \"1 - {over4 hours} / {index:3}\"\npercent = yes\ntarget = 95\n"
	    "green_at_column = G\nunit = \"%\"\n"
	    "[measure sla]\nshare = \"{made_sla} = true\"\n"
	    "[measure on_time]\nshare = \" { delivered } <= {scheduled} \"\npercent = no\n"
	    "[measure plain]\ncolumn = \"Value*\"\n";
	struct arena	     *arena = arena_new();
	struct mappings	      mappings;
	const struct measure *measure;

	(void)state;
	mapping_must_load(arena, text, &mappings);
	assert_int_equal(mappings.measure_count, 4);
	measure = &mappings.measures[0];
	assert_string_equal(measure->kpi, "A&E within 4 hours");
	assert_string_equal(measure->source, "nhs*");
	assert_int_equal(measure->kind, MEASURE_RATIO);
	assert_true(measure->one_minus && measure->percent);
	assert_string_equal(measure->left.folded, "over4hours");
	assert_true(measure->right.how == COLUMN_INDEX && measure->right.number == 3);
	assert_int_equal(measure->field_count, 3);
	assert_string_equal(measure->fields[0].field, "target");
	assert_string_equal(measure->fields[0].constant, "95");
	assert_string_equal(measure->fields[1].field, "greenat");
	assert_string_equal(measure->written, "1 - {over4 hours} / {index:3}");
	measure = &mappings.measures[1];
	assert_string_equal(measure->kpi, "sla");
	/* Every source, but not the files without one: a measure makes a file wide. */
	assert_string_equal(measure->source, "?*");
	assert_true(measure->kind == MEASURE_SHARE && measure->comparison == COMPARE_EQUAL);
	assert_true(measure->percent && measure->right.written == NULL);
	assert_string_equal(measure->constant, "true");
	measure = &mappings.measures[2];
	assert_true(measure->comparison == COMPARE_LESS_EQUAL && !measure->percent);
	assert_string_equal(measure->left.folded, "delivered");
	assert_string_equal(measure->right.folded, "scheduled");
	assert_true(mappings.measures[3].kind == MEASURE_COLUMN && !mappings.measures[3].percent);
	arena_free(arena);
}

static void
compares_in_six_ways(void **state)
{
	static const struct { const char *sign; enum comparison want; } cases[] = {
		{ "<", COMPARE_LESS }, { "<=", COMPARE_LESS_EQUAL }, { "=", COMPARE_EQUAL },
		{ "!=", COMPARE_NOT_EQUAL }, { ">=", COMPARE_GREATER_EQUAL }, { ">", COMPARE_GREATER },
	};

	(void)state;
	for (size_t i = 0; i < COUNT_OF(cases); i++) {
		struct arena   *arena = arena_new();
		struct mappings mappings;
		char		text[100];

		(void)snprintf(
		    text, sizeof text, "[measure m]\nshare = \"{A}%s 12\"\n", cases[i].sign);
		mapping_must_load(arena, text, &mappings);
		assert_int_equal(mappings.measures[0].comparison, cases[i].want);
		assert_string_equal(mappings.measures[0].constant, "12");
		arena_free(arena);
	}
}

static void
reads_sides_aliases_and_scales(void **state)
{
	static const char text[] =
	    "[side client]\nvalues = \"Customer|Buyer\"\n[side peer]\nvalues = \"Other supplier\"\n"
	    "[alias istio]\npartner = \"Istio\"\nnames = \"istio.io|ISTIO (mesh)\"\n"
	    "[scale ends]\nmin = 0\nmax = 10\nlabel 10 = \"strongly agree|always\"\n";
	struct arena   *arena = arena_new();
	struct mappings mappings;

	(void)state;
	mapping_must_load(arena, text, &mappings);
	assert_string_equal(mapping_pair_find(&mappings.sides, "buyer"), "client");
	assert_string_equal(mapping_pair_find(&mappings.sides, "othersupplier"), "peer");
	assert_int_equal(mappings.alias_count, 1);
	assert_string_equal(mappings.aliases[0].partner, "Istio");
	assert_int_equal(mappings.aliases[0].name_count, 2);
	assert_string_equal(mappings.aliases[0].names[1], "ISTIO (mesh)");
	assert_int_equal(mappings.scale_count, 1);
	assert_string_equal(mappings.scales[0].id, "ends");
	assert_int_equal(mappings.scales[0].label_count, 2);
	assert_true(mappings.scales[0].labels[1].value == 10);
	assert_string_equal(mappings.scales[0].labels[0].word, "stronglyagree");
	assert_string_equal(mappings.scales[0].labels[0].written, "strongly agree");
	arena_free(arena);
}

static void
reads_questions(void **state)
{
	static const char text[] =
	    "[question recommend]\ncolumn = \"Would you recommend*\"\nscale_min = 0\nscale_max = 10\n"
	    "reverse = yes\nsource = \"cncf*\"\n"
	    "[question rate]\nquestion = trust\npoints = yes\ncolumn = \"Rate*\"\nscale = ends\n"
	    "text = \"How?\"\nweight = 2\nhealth = trust\n"
	    "[question bare]\n[scale ends]\nmin = 1\nmax = 4\n";
	struct arena		      *arena = arena_new();
	struct mappings		       mappings;
	const struct mapping_question *question;

	(void)state;
	mapping_must_load(arena, text, &mappings);
	assert_int_equal(mappings.question_count, 3);
	question = &mappings.questions[0];
	assert_string_equal(question->columns.items[0].folded, "wouldyourecommend*");
	assert_true(question->has_scale && question->scale_min == 0 && question->scale_max == 10);
	assert_true(question->reverse && !question->points);
	assert_string_equal(question->source, "cncf*");
	assert_string_equal(question->of, "recommend");
	question = &mappings.questions[1];
	assert_string_equal(question->of, "trust");
	assert_true(question->points && question->has_scale && question->weight == 2);
	assert_string_equal(question->scale_name, "ends");
	assert_string_equal(question->text, "How?");
	assert_string_equal(mapping_pair_find(&question->places, "health"), "trust");
	question = &mappings.questions[2];
	assert_false(question->has_scale);
	assert_true(isnan(question->weight));
	arena_free(arena);
}

static void
the_first_source_that_fits_applies(void **state)
{
	static const char text[] =
	    "[source one]\ninput = kpi\nfile = \"mta_*.csv\"\n"
	    "[source two]\ninput = kpi\nfile = \"*.csv\"\n"
	    "[source three]\ninput = survey\nfile = \"*/2026/*.csv\"\n"
	    "[source four]\nfile = \"surveys/h2/*.csv\"\n";
	struct arena   *arena = arena_new();
	struct mappings mappings;
	struct error	error;

	(void)state;
	mapping_must_load(arena, text, &mappings);
	assert_string_equal(mappings_find(&mappings, INPUT_KPI, "data/mta_bus.csv")->id, "one");
	assert_string_equal(mappings_find(&mappings, INPUT_KPI, "data/other.csv")->id, "two");
	assert_string_equal(mappings_find(&mappings, INPUT_SURVEY, "data/2026/s.csv")->id, "three");
	assert_null(mappings_find(&mappings, INPUT_SURVEY, "data/2025/s.csv"));
	/* The path's tail; whatever the file is given as. */
	assert_string_equal(mappings_find(&mappings, INPUT_SURVEY, "/a/surveys/h2/x.csv")->id, "four");
	assert_string_equal(mappings_find(&mappings, INPUT_WORK_ITEMS, "surveys/h2/x.csv")->id, "four");
	assert_null(mappings_find(&mappings, INPUT_SURVEY, "surveys/h2/old/x.csv"));
	assert_int_equal(mappings_load(arena, NULL, &mappings, &error), 0);
	assert_null(mappings_find(&mappings, INPUT_KPI, "mta_bus.csv"));
	assert_string_equal(mappings.digest, "");
	arena_free(arena);
}

static void
a_star_is_the_only_sign_of_a_pattern(void **state)
{
	static const struct { const char *pattern, *text; bool fits; } cases[] = {
		{ "wouldyourecommend*", "wouldyourecommendus?", true },
		{ "wouldyourecommend*", "wouldyourecommend", true },
		{ "wouldyourecommend", "wouldyourecommendus", false },
		{ "*text", "q1text", true }, { "*text", "text", true }, { "*text", "q1texts", false },
		{ "a*b*c", "aXbYbZc", true }, { "a*b*c", "aXcYb", false }, { "a*a", "a", false },
		{ "", "", true }, { "", "a", false }, { "*", "", true }, { "**", "x", true },
		/* What a shell's pattern would take for a sign is a letter. */
		{ "howmany?[1]", "howmany?[1]", true }, { "howmany?", "howmanyx", false },
		{ "[ab]", "a", false }, { "q[*]", "q[sub]", true }, { "q\\*", "q\\x", true },
		{ "cost*", "cost*", true },
	};

	(void)state;
	for (size_t i = 0; i < COUNT_OF(cases); i++)
		if (column_pattern_fits(cases[i].pattern, cases[i].text) != cases[i].fits)
			fail_msg("'%s' against '%s'", cases[i].pattern, cases[i].text);
}

/* Backtracking over every star would take longer than the world lasts. */
static void
a_pattern_of_many_stars_ends(void **state)
{
	char pattern[202], text[5001];

	(void)state;
	for (size_t i = 0; i < 200; i += 2)
		memcpy(pattern + i, "*a", 2);
	memcpy(pattern + 200, "b", 2);
	memset(text, 'a', 5000);
	text[5000] = '\0';
	assert_false(column_pattern_fits(pattern, text));
}

static void
concerns_sources_by_their_id(void **state)
{
	struct mapping mapping = { .id = "cncf-2019" };

	(void)state;
	assert_true(mapping_concerns("*", &mapping));
	assert_true(mapping_concerns("cncf-*", &mapping));
	assert_false(mapping_concerns("nhs", &mapping));
	mapping.id = "";
	assert_true(mapping_concerns("*", &mapping));
	assert_false(mapping_concerns("?*", &mapping));
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(reads_where_the_fields_come_from),
		cmocka_unit_test(reads_what_a_source_says_of_rows_and_columns),
		cmocka_unit_test(reads_what_a_source_says_of_cells),
		cmocka_unit_test(reads_which_rows_are_left_out),
		cmocka_unit_test(reads_how_a_dialect_is_known),
		cmocka_unit_test(reads_measures),
		cmocka_unit_test(compares_in_six_ways),
		cmocka_unit_test(reads_sides_aliases_and_scales),
		cmocka_unit_test(reads_questions),
		cmocka_unit_test(the_first_source_that_fits_applies),
		cmocka_unit_test(a_star_is_the_only_sign_of_a_pattern),
		cmocka_unit_test(a_pattern_of_many_stars_ends),
		cmocka_unit_test(concerns_sources_by_their_id),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
