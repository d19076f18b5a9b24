/* test_mapping_shipped.c - the shipped mappings.ini, and the manual that must name every key. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "base/count.h"
#include "base/text.h"
#include "config/mapping_read.h"
#include "mapping_fixture.h"

static void
must_load_shipped(struct arena *arena, struct mappings *mappings, struct model *model)
{
	struct error error;

	if (mappings_load(arena, "config/mappings.ini", mappings, &error) == -1 ||
	    model_load(arena, "config/model.ini", model, &error) == -1 ||
	    mappings_apply(mappings, model, &error) == -1)
		fail_msg("%s:%lu: %s", error.source, error.line, error.message);
}

/* formats.md 3 and 4. */
static void
knows_the_tools(void **state)
{
	static const struct { const char *id; enum input_kind input; } tools[] = {
		{ "qualtrics", INPUT_SURVEY }, { "qualtrics-legacy", INPUT_SURVEY },
		{ "qualtrics-clean", INPUT_SURVEY }, { "surveymonkey", INPUT_SURVEY },
		{ "google-forms", INPUT_SURVEY }, { "microsoft-forms", INPUT_SURVEY },
		{ "limesurvey", INPUT_SURVEY }, { "typeform", INPUT_SURVEY }, { "kobo", INPUT_SURVEY },
		{ "alchemer", INPUT_SURVEY }, { "jira", INPUT_WORK_ITEMS }, { "jira-es", INPUT_WORK_ITEMS },
		{ "servicenow", INPUT_WORK_ITEMS }, { "azure-devops", INPUT_WORK_ITEMS },
	};
	struct arena   *arena = arena_new();
	struct mappings mappings;
	struct model	model;

	(void)state;
	must_load_shipped(arena, &mappings, &model);
	for (size_t i = 0; i < COUNT_OF(tools); i++) {
		const struct mapping *dialect = mappings_find_dialect(&mappings, tools[i].id);

		if (dialect == NULL)
			fail_msg("no dialect %s", tools[i].id);
		assert_int_equal(dialect->input, tools[i].input);
		assert_non_null(dialect->title);
		assert_true(dialect->recognition.half != NULL || dialect->recognition.first.count +
			    dialect->recognition.all.count + dialect->recognition.any.count > 0);
	}
	arena_free(arena);
}

/* The word of a cell under the rule of this reason: whether the row is left out. */
static bool
drops(struct arena *arena, const struct mapping *dialect, const char *reason, const char *cell)
{
	const char *folded = text_fold(arena, cell, strlen(cell));

	for (size_t i = 0; i < dialect->drop_count; i++) {
		const struct drop_rule *rule = &dialect->drops[i];

		if (strcmp(rule->reason, reason) != 0)
			continue;
		for (size_t j = 0; j < rule->word_count; j++)
			if (strcmp(rule->words[j], folded) == 0)
				return !rule->unless;
		return rule->word_count == 0 ? *folded == '\0' : rule->unless;
	}
	fail_msg("%s has no rule '%s'", dialect->id, reason);
	return false;
}

/* formats.md 3: keep 0, 4 and 16, "IP Address" and "Imported". */
static void
leaves_out_no_true_answer_of_qualtrics(void **state)
{
	static const char *const ids[] = { "qualtrics", "qualtrics-legacy", "qualtrics-clean" };
	static const struct { const char *reason, *cell; bool dropped; } cases[] = {
		{ "test", "Survey Preview", true }, { "test", "Survey Test", true }, { "test", "1", true },
		{ "test", "2", true }, { "test", "0", false }, { "test", "4", false }, { "test", "16", false },
		{ "test", "IP Address", false }, { "test", "Imported", false }, { "test", "", false },
		{ "spam", "Spam", true }, { "spam", "8", true }, { "spam", "16", false },
		{ "spam", "IP Address", false },
		{ "unfinished", "False", true }, { "unfinished", "FALSE", true }, { "unfinished", "0", true },
		{ "unfinished", "True", false }, { "unfinished", "1", false }, { "unfinished", "", false },
	};
	struct arena   *arena = arena_new();
	struct mappings mappings;
	struct model	model;

	(void)state;
	must_load_shipped(arena, &mappings, &model);
	for (size_t i = 0; i < COUNT_OF(ids); i++) {
		const struct mapping *dialect = mappings_find_dialect(&mappings, ids[i]);

		for (size_t j = 0; j < COUNT_OF(cases); j++)
			if (drops(arena, dialect, cases[j].reason, cases[j].cell) != cases[j].dropped)
				fail_msg("%s: %s '%s'", ids[i], cases[j].reason, cases[j].cell);
	}
	arena_free(arena);
}

static void
a_blank_submission_date_is_an_unfinished_limesurvey(void **state)
{
	struct arena	     *arena = arena_new();
	struct mappings	      mappings;
	struct model	      model;
	const struct mapping *dialect;

	(void)state;
	must_load_shipped(arena, &mappings, &model);
	dialect = mappings_find_dialect(&mappings, "limesurvey");
	assert_true(drops(arena, dialect, "unfinished", ""));
	assert_false(drops(arena, dialect, "unfinished", "2026-09-14 10:12:33"));
	assert_int_equal(dialect->header_codes, 1);
	arena_free(arena);
}

/* The point of a word on a scale of the model; each scale on its own. */
static void
the_scales_cover_the_words_of_five_languages(void **state)
{
	static const struct { const char *scale, *word; double point; } cases[] = {
		{ "agree5", "Neither agree or disagree", 3 }, { "agree5", "stronlgy disagree", 1 },
		{ "agree5", "Somewhat agree", 4 }, { "agree5", "Stimme voll und ganz zu", 5 },
		{ "agree5", "Tout à fait d’accord", 5 }, { "agree5", "Totalmente en desacuerdo", 1 },
		{ "agree5", "helemaal mee eens", 5 }, { "frequency5", "Everyday", 5 },
		{ "frequency5", "very often", 5 }, { "satisfied5", "eher unzufrieden", 2 },
		{ "favour5", "Somewhat favorable", 4 }, { "agree4", "Stimme gar nicht zu", 1 },
		{ "agree4", "eher nicht zu", 2 }, { "agree4", "eher zu", 3 }, { "agree4", "vollständig zu", 4 },
		{ "importance4", "eher wichtig", 3 }, { "importance5", "sehr wichtig", 5 },
	};
	struct arena   *arena = arena_new();
	struct mappings mappings;
	struct model	model;

	(void)state;
	must_load_shipped(arena, &mappings, &model);
	for (size_t i = 0; i < COUNT_OF(cases); i++) {
		struct question question = { .scale = -1 };
		const char     *folded = text_fold(arena, cases[i].word, strlen(cases[i].word));

		for (size_t j = 0; j < model.scale_count; j++)
			if (strcmp(model.scales[j].id, cases[i].scale) == 0)
				question.scale = (int)j;
		assert_int_not_equal(question.scale, -1);
		if (question_label_value(&model, &question, folded) != cases[i].point)
			fail_msg("%s '%s'", cases[i].scale, cases[i].word);
	}
	arena_free(arena);
}

/* `key`, or `key with a word`. */
static void
must_be_documented(const char *manual, const char *key)
{
	char quoted[100];

	(void)snprintf(quoted, sizeof quoted, "`%s`", key);
	if (strstr(manual, quoted) == NULL)
		fail_msg("docs/mappings.md does not explain %s", quoted);
}

static void
the_manual_explains_every_key(void **state)
{
	static const struct key *(*const tables[])(size_t *) = {
		mapping_keys, mapping_question_keys, mapping_measure_keys,
	};
	static const char *const others[] = { "values", "partner", "names", "FIELD", "FIELD_column", "FIELD_file", "label N" };
	struct arena *arena = arena_new();
	const char   *names[FAMILIES_MAX];
	struct error  error;
	char	     *manual;
	size_t	      length, count;

	(void)state;
	assert_int_equal(file_read(arena, "docs/mappings.md", 1000000, &manual, &length, &error), 0);
	for (size_t i = 0; i < COUNT_OF(tables); i++) {
		const struct key *keys = tables[i](&count);

		for (size_t j = 0; j < count; j++)
			must_be_documented(manual, keys[j].name);
	}
	count = mapping_family_names(names);
	for (size_t i = 0; i < count; i++)
		must_be_documented(manual, names[i]);
	for (size_t i = 0; i < COUNT_OF(others); i++)
		must_be_documented(manual, others[i]);
	arena_free(arena);
}

/* What stands indented in the manual is a mapping that loads. */
static void
the_examples_of_the_manual_load(void **state)
{
	struct arena   *arena = arena_new();
	struct mappings mappings;
	struct model	model;
	struct error	error;
	char	       *manual, *line, *rest;
	size_t		length, used = 0;
	char	       *examples;
	bool		in_section = false;

	(void)state;
	assert_int_equal(file_read(arena, "docs/mappings.md", 1000000, &manual, &length, &error), 0);
	examples = arena_alloc(arena, length + 1, 1);
	for (line = strtok_r(manual, "\n", &rest); line != NULL; line = strtok_r(NULL, "\n", &rest)) {
		if (strncmp(line, "    ", 4) != 0) {
			in_section = false;
			continue;
		}
		in_section = in_section || line[4] == '[';
		if (in_section)
			used += (size_t)sprintf(examples + used, "%s\n", line + 4);
	}
	mapping_must_load(arena, examples, &mappings);
	assert_int_equal(model_load(arena, "config/model.ini", &model, &error), 0);
	if (mappings_apply(&mappings, &model, &error) == -1)
		fail_msg("line %lu: %s", error.line, error.message);
	assert_int_equal(mappings.source_count, 1);
	assert_int_equal(mappings.dialect_count, 1);
	assert_int_equal(mappings.question_count, 2);
	assert_int_equal(mappings.measure_count, 2);
	arena_free(arena);
}

/* The mapping of formats.md 5, unquoted values and comments as they stand there. */
static void
a_mapping_as_people_write_it_fits_the_shipped_model(void **state)
{
	static const char text[] =
	    "[source survey-2026h2]\nfile           = surveys/2026h2/*.csv\n"
	    "dialect        = auto            ; or a name from this file\nheader_rows    = auto\n"
	    "columns        = all\ndate_order     = auto            ; auto refuses an ambiguous file\n"
	    "period         = 2026-H2         ; or period_column\nside           = partner\n"
	    "partner_column = \"Which project*\" ; header glob on folded text\n"
	    "partner_split  = \",;/\"\nmulti_partner  = each\n"
	    "[scale recommend10]\n"
	    "min = 0\nmax = 10\nlabel 10 = \"strongly agree\"    ; words on the value side\n"
	    "[question recommend]\ncolumn = \"Would you recommend*\"\nscale  = recommend10\n"
	    "health = trust\n";
	struct arena   *arena = arena_new();
	struct mappings mappings;
	struct model	model;
	struct error	error;

	(void)state;
	assert_int_equal(model_load(arena, "config/model.ini", &model, &error), 0);
	mapping_must_load(arena, text, &mappings);
	if (mappings_apply(&mappings, &model, &error) == -1)
		fail_msg("line %lu: %s", error.line, error.message);
	assert_string_equal(mapping_field(&mappings.sources[0], "period")->constant, "2026-H2");
	assert_string_equal(mappings.sources[0].partner_split, ",;/");
	assert_string_equal(
	    model.questions[mappings.questions[0].question].id, "recommend");
	/* The word that the file uses, not the model's own for ten points. */
	assert_string_equal(mappings.scales[mappings.questions[0].scale].labels[0].word,
	    "stronglyagree");
	arena_free(arena);
}

/* Qualtrics calls its questions Q1, Q2_1 and so on, and its own columns Q_...: '_' does not count in names, so "Q_*" would be all. */
static void
the_codes_of_qualtrics_are_questions(void **state)
{
	static const struct { const char *code; bool question; } codes[] = {
		{ "Q1", true }, { "Q2_1", true }, { "Q10", true }, { "QID7", true }, { "Q4_NPS_GROUP", true }, { "domain_1", true },
		{ "Q_RecaptchaScore", false }, { "Q_TotalDuration", false }, { "Q3_7_TEXT", false }, { "Q5_DO", false },
		{ "Q5_DO_2", false }, { "Q8_First Click", false },
	};
	struct arena	     *arena = arena_new();
	const struct mapping *qualtrics;
	struct mappings	      mappings;
	struct model	      model;

	(void)state;
	must_load_shipped(arena, &mappings, &model);
	qualtrics = mappings_find_dialect(&mappings, "qualtrics");
	for (size_t i = 0; i < COUNT_OF(codes); i++) {
		const char *folded = text_fold(arena, codes[i].code, strlen(codes[i].code));
		bool	    metadata = false;

		for (size_t j = 0; j < qualtrics->metadata.count; j++)
			metadata = metadata || column_pattern_fits(qualtrics->metadata.items[j].folded, folded);
		if (metadata == codes[i].question)
			fail_msg("%s", codes[i].code);
	}
	arena_free(arena);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(knows_the_tools),
		cmocka_unit_test(leaves_out_no_true_answer_of_qualtrics),
		cmocka_unit_test(a_blank_submission_date_is_an_unfinished_limesurvey),
		cmocka_unit_test(the_scales_cover_the_words_of_five_languages),
		cmocka_unit_test(a_mapping_as_people_write_it_fits_the_shipped_model),
		cmocka_unit_test(the_manual_explains_every_key),
		cmocka_unit_test(the_examples_of_the_manual_load),
		cmocka_unit_test(the_codes_of_qualtrics_are_questions),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
