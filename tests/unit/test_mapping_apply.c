/* test_mapping_apply.c - questions and words of the mappings held against the model. */
#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "base/count.h"
#include "mapping_fixture.h"

static const char model_text[] =
    "[lens health]\nprimary = yes\ngroups = delivery, trust\n"
    "[group health.delivery]\n[group health.trust]\n"
    "[lens csf]\ngroups = value\n[group csf.value]\n"
    "[question trust]\ntext = \"We trust them.\"\nscale = agree5\nhealth = trust\nweight = 2\n"
    "aliases = \"Q7|vertrauen\"\n"
    "[scale agree5]\nmin = 1\nmax = 5\nlabel 1 = \"no\"\nlabel 5 = \"yes\"\n"
    "[scale ends]\nmin = 0\nmax = 10\nlabel 10 = \"certainly\"\n";

static void
must_apply(struct arena *arena, const char *text, struct mappings *mappings, struct model *model)
{
	struct error error;

	mapping_must_load_model(arena, model_text, model);
	mapping_must_load(arena, text, mappings);
	if (mappings_apply(mappings, model, &error) == -1)
		fail_msg("line %lu: %s", error.line, error.message);
}

static void
a_question_of_the_model_keeps_what_the_model_says(void **state)
{
	struct arena		      *arena = arena_new();
	struct mappings		       mappings;
	struct model		       model;
	const struct mapping_question *question = NULL;

	(void)state;
	must_apply(arena,
	    "[question vertrauen]\ncolumn = \"Trust*\"\nscale = ends\nreverse = yes\n"
	    "health = trust\ntext = \"Other words\"\n", &mappings, &model);
	assert_int_equal(model.question_count, 1);
	assert_string_equal(model.questions[0].text, "We trust them.");
	assert_true(model.questions[0].weight == 2 && !model.questions[0].reverse);
	assert_true(model.questions[0].scale_min == 1 && model.questions[0].scale_max == 5);
	question = &mappings.questions[0];
	assert_int_equal(question->question, 0);
	assert_true(question->weight == 2 && question->reverse);
	/* The file's scale: the reader maps 0..10 to 1..5. */
	assert_true(question->scale_min == 0 && question->scale_max == 10);
	assert_string_equal(mappings.scales[question->scale].id, "ends");
	arena_free(arena);
}

static void
a_new_question_joins_the_model(void **state)
{
	struct arena   *arena = arena_new();
	struct mappings mappings;
	struct model	model;

	(void)state;
	must_apply(arena,
	    "[question open]\ncolumn = \"Are they open?*\"\nscale = smile\nhealth = trust\n"
	    "csf = value\nweight = 3\n"
	    "[question lone]\nscale_min = 1\nscale_max = 4\n"
	    "[scale smile]\nmin = 1\nmax = 3\nlabel 3 = \"happy\"\n", &mappings, &model);
	assert_int_equal(model.question_count, 3);
	assert_int_equal(model_find_question(&model, "Open"), 1);
	assert_string_equal(model.questions[1].text, "Are they open?");
	assert_true(model.questions[1].group[0] == 1 && model.questions[1].group[1] == 0);
	assert_true(model.questions[1].weight == 3 && model.questions[1].scale_max == 3);
	assert_true(question_label_value(&model, &model.questions[1], "happy") == 3);
	/* Without a place it is read and counts nowhere. */
	assert_true(model.questions[2].group[0] == -1 && model.questions[2].group[1] == -1);
	assert_true(model.questions[2].weight == 1 && model.questions[2].scale == -1);
	assert_string_equal(model.questions[2].text, "lone");
	assert_int_equal(mappings.questions[1].question, 2);
	/* The first question is where it was. */
	assert_int_equal(model_find_question(&model, "trust"), 0);
	assert_int_equal(model_find_question(&model, "q7"), 0);
	arena_free(arena);
}

static void
two_sections_may_mean_one_question(void **state)
{
	struct arena   *arena = arena_new();
	struct mappings mappings;
	struct model	model;

	(void)state;
	must_apply(arena,
	    "[question open-2019]\nquestion = open\nsource = a\nscale = agree5\nhealth = trust\n"
	    "[question open-2020]\nquestion = open\nsource = b\nscale = ends\nhealth = trust\n",
	    &mappings, &model);
	assert_int_equal(model.question_count, 2);
	assert_string_equal(model.questions[1].id, "open");
	assert_int_equal(mappings.questions[0].question, 1);
	assert_int_equal(mappings.questions[1].question, 1);
	assert_true(mappings.questions[1].scale_max == 10);
	assert_true(model.questions[1].scale_max == 5);
	arena_free(arena);
}

static void
a_mapping_may_have_its_own_scale_of_a_known_name(void **state)
{
	struct arena   *arena = arena_new();
	struct mappings mappings;
	struct model	model;

	(void)state;
	must_apply(arena,
	    "[question new]\nscale = ends\n"
	    "[scale ends]\nmin = 1\nmax = 7\nlabel 7 = \"certainly\"\n", &mappings, &model);
	assert_true(mappings.questions[0].scale_max == 7);
	assert_true(question_label_value(&model, &model.questions[1], "certainly") == 7);
	arena_free(arena);
}

static void
refuses_what_the_model_contradicts(void **state)
{
	static const struct { const char *text; unsigned long line; const char *part; } cases[] = {
		{ "[question trust]\nhealth = delivery\n", 1, "but the model has this question in trust" },
		{ "[question trust]\ncsf = value\n", 1, "in no group of the lens" },
		{ "[question trust]\nweight = 3\n", 1, "the model gives this question 2" },
		{ "\n[question trust]\nhealth = trusd\n", 2, "did you mean 'trust'?" },
		{ "[question trust]\nhaelth = trust\n", 1, "did you mean 'health'?" },
		{ "[question trust]\nrevers = yes\n", 1, "unknown key or lens 'revers'; did you mean 'reverse'?" },
		{ "[question trust]\nscale = agre5\n", 1, "did you mean 'agree5'?" },
		{ "[question new]\nhealth = trust\n", 1, "it needs scale" },
		{ "[question new]\nscale = agree5\nlens = trust\n", 1, "unknown key or lens 'lens'" },
		{ "[source s]\nfile = a\nword good = x\n", 1, "the model has no rating of this word" },
	};

	(void)state;
	for (size_t i = 0; i < COUNT_OF(cases); i++) {
		struct arena   *arena = arena_new();
		struct mappings mappings;
		struct model	model;
		struct error	error;

		mapping_must_load_model(arena,
		    "[lens health]\nprimary = yes\ngroups = delivery, trust\n[group health.delivery]\n"
		    "[group health.trust]\n[lens csf]\ngroups = value\n[group csf.value]\n"
		    "[question trust]\nscale = agree5\nhealth = trust\nweight = 2\n"
		    "[scale agree5]\nmin = 1\nmax = 5\n[rating met]\nscore = 90\n", &model);
		mapping_must_load(arena, cases[i].text, &mappings);
		if (mappings_apply(&mappings, &model, &error) != -1)
			fail_msg("accepted: %s", cases[i].text);
		assert_error(cases[i].text, &error, ERROR_CONFIG, cases[i].line, cases[i].part);
		arena_free(arena);
	}
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(a_question_of_the_model_keeps_what_the_model_says),
		cmocka_unit_test(a_new_question_joins_the_model),
		cmocka_unit_test(two_sections_may_mean_one_question),
		cmocka_unit_test(a_mapping_may_have_its_own_scale_of_a_known_name),
		cmocka_unit_test(refuses_what_the_model_contradicts),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
