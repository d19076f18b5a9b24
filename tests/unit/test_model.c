/* test_model.c - the model file, and what is wrong with a wrong one. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <math.h>
#include <string.h>

#include <cmocka.h>

#include "base/arena.h"
#include "base/count.h"
#include "base/text.h"
#include "config/model.h"
#include "config/policy.h"
#include "tempdir.h"

/* A lens with two groups, lines 1 to 6: what is appended begins in line 7. */
#define LENS \
	"[lens health]\n" \
	"primary = yes\n" \
	"groups = delivery, trust\n" \
	"[group health.delivery]\n" \
	"kpi_share = 0.7\n" \
	"[group health.trust]\n"

static int
load(struct arena *arena, const char *text, struct model *model, struct error *error)
{
	char directory[TEMPDIR_SIZE], path[2 * TEMPDIR_SIZE];
	int  rc;

	tempdir_make(directory);
	tempdir_write(directory, "model.ini", text, strlen(text), path);
	rc = model_load(arena, path, model, error);
	tempdir_remove(directory);
	return rc;
}

static void
must_load(struct arena *arena, const char *text, struct model *model)
{
	struct error error;

	if (load(arena, text, model, &error) == -1)
		fail_msg("line %lu: %s", error.line, error.message);
}

/* A section of every kind, and every key. */
static const char everything[] = LENS
    "title = \"Trust\"\nhelp = \"Word kept?\"\nweight = 2\n"
    "[lens mandate]\ntitle = Mandate\nbalance = yes\nsides = client, peer\n"
    "groups = stability, agility\n"
    "[group mandate.stability]\n[group mandate.agility]\n"
    "[kpi availability]\ntitle = \"Service availability\"\nunit = %\nowner = \"J. Doe\"\n"
    "green_at = 99.9\nred_at = 99.5\nweight = 2\ncritical = yes\nrequired = yes\n"
    "aggregate = min\naliases = \"Uptime|avail_pct\"\nhealth = delivery\n"
    "mandate = stability\n"
    "[kpi headcount]\ndirection = range\nred_low = 5\ngreen_low = 8\ngreen_high = 12\n"
    "red_high = 15\n"
    "[kpi maturity]\ndirection = level\nlevel_min = 0\nlevel_max = 5\n"
    "[kpi spend]\ndirection = none\n"
    "[derived roles.coverage]\ngreen_at = 100\nred_at = 75\nhealth = delivery\n"
    "[question openness]\ntext = \"Open?\"\nscale = agree5\nreverse = yes\nweight = 0.5\n"
    "aliases = Q7\nhealth = trust\n"
    "[question ease]\nscale_min = 0\nscale_max = 10\n"
    "[scale agree5]\nmin = 1\nmax = 5\nlabel 1 = \"Strongly disagree|stronlgy disagree\"\n"
    "label 5 = \"Strongly agree\"\n"
    "[rating good]\nscore = 90\nwords = \"Good|On track\"\n"
    "[rating bad]\nscore = 10\n"
    "[override acme-availability]\npartner = \"ACME\"\nkpi = uptime\ngreen_at = 99.95\n"
    "[policy]\nmin_n = 3\nranking = yes\n";

static void
reads_lenses_and_groups(void **state)
{
	struct arena *arena = arena_new();
	struct model  model;

	(void)state;
	must_load(arena, everything, &model);
	assert_int_equal(model.lens_count, 2);
	assert_int_equal(model.primary, 0);
	assert_true(model.lenses[1].balance);
	assert_int_equal(model.lenses[0].sides, 1 << SIDE_CLIENT | 1 << SIDE_PARTNER);
	assert_int_equal(model.lenses[1].sides, 1 << SIDE_CLIENT | 1 << SIDE_PEER);
	assert_string_equal(model.lenses[0].groups[1].title, "Trust");
	assert_true(model.lenses[0].groups[1].weight == 2);
	assert_true(model.lenses[0].groups[0].kpi_share == 0.7);
	assert_true(model.lenses[0].groups[1].kpi_share == 0.5);
	arena_free(arena);
}

static void
reads_kpis_of_every_direction(void **state)
{
	struct arena	       *arena = arena_new();
	struct model		model;
	const struct indicator *kpi;

	(void)state;
	must_load(arena, everything, &model);
	kpi = &model.indicators[model_find_indicator(&model, "AVAIL PCT")];
	assert_string_equal(kpi->id, "availability");
	assert_true(kpi->critical && kpi->required && kpi->source == SOURCE_KPI);
	assert_int_equal(kpi->aggregate, AGGREGATE_MIN);
	assert_int_equal(kpi->direction, DIRECTION_HIGHER);
	assert_true(kpi->limits.green == 99.9 && kpi->limits.red == 99.5 && kpi->weight == 2);
	assert_true(isnan(kpi->limits.green_high) && isnan(kpi->target));
	assert_int_equal(kpi->group[0], 0);
	assert_int_equal(kpi->group[1], 0);
	kpi = &model.indicators[model_find_indicator(&model, "headcount")];
	assert_true(kpi->limits.red == 5 && kpi->limits.green == 8);
	assert_true(kpi->limits.green_high == 12 && kpi->limits.red_high == 15);
	assert_int_equal(kpi->group[0], -1);
	kpi = &model.indicators[model_find_indicator(&model, "maturity")];
	assert_true(kpi->level_min == 0 && kpi->level_max == 5);
	kpi = &model.indicators[model_find_indicator(&model, "spend")];
	assert_int_equal(kpi->direction, DIRECTION_TRACK);
	kpi = &model.indicators[model_find_indicator(&model, "roles.coverage")];
	assert_int_equal(kpi->source, SOURCE_DERIVED);
	arena_free(arena);
}

static void
reads_questions_scales_and_ratings(void **state)
{
	struct arena	      *arena = arena_new();
	struct model	       model;
	const struct question *question;

	(void)state;
	must_load(arena, everything, &model);
	question = &model.questions[model_find_question(&model, "q7")];
	assert_true(question->reverse && question->scale_min == 1 && question->scale_max == 5);
	assert_true(question->weight == 0.5);
	assert_int_equal(question->group[0], 1);
	assert_true(question_label_value(&model, question, "stronglydisagree") == 1);
	assert_true(question_label_value(&model, question, "stronglyagree") == 5);
	assert_true(isnan(question_label_value(&model, question, "agree")));
	assert_int_equal(model.questions[1].scale, -1);
	assert_true(model.questions[1].scale_max == 10);
	assert_true(model_rating_score(&model, "on track") == 90);
	assert_true(model_rating_score(&model, "BAD") == 10);
	assert_true(isnan(model_rating_score(&model, "green")));
	arena_free(arena);
}

static void
reads_overrides_and_policy(void **state)
{
	struct arena *arena = arena_new();
	struct model  model;

	(void)state;
	must_load(arena, everything, &model);
	assert_int_equal(model.override_count, 1);
	assert_int_equal(model.overrides[0].indicator, 0);
	assert_string_equal(model.overrides[0].partner, "ACME");
	assert_true(model.overrides[0].limits.green == 99.95);
	assert_true(isnan(model.overrides[0].limits.red));
	assert_true(model.policy.min_n == 3 && model.policy.ranking == 1 && model.policy.green == 80);
	arena_free(arena);
}

static const struct { const char *text; unsigned long line; const char *part; } wrong[] = {
	{ "", 0, "0 lenses say primary" },
	{ "[lens a]\nprimary = yes\n", 1, "needs groups" },
	{ "[lens a]\nprimary = yes\ngroups = x\n", 3, "no section [group a.x]" },
	{ "[lens a]\ngroups = x, x\n", 2, "names group 'x' twice" },
	{ LENS "[lens b]\nprimary = yes\ngroups = x\n[group b.x]\n", 0, "2 lenses say primary" },
	{ LENS "[lens b]\nsides = client, partnr\n", 8, "did you mean 'partner'?" },
	{ LENS "[lens b]\ngroups = x\nsides =\n[group b.x]\n", 9, "at least one" },
	{ LENS "[lens b]\ngroups = x\nbalance = yes\n[group b.x]\n", 9, "two groups" },
	{ LENS "[kip a]\n", 7, "unknown kind of section 'kip'; did you mean 'kpi'?" },
	{ LENS "[kpi]\n", 7, "a section is [kind id]" },
	{ LENS "[kpi a b]\n", 7, "a section is [kind id]" },
	{ LENS "[kpi caf\xc3\xa9]\n", 7, "a-z 0-9 _ . -" },
	{ LENS "[group health.tust]\n", 7, "does not list 'tust'" },
	{ LENS "[group heath.trust]\n", 7, "unknown lens" },
	{ LENS "wieght = 1\n", 7, "did you mean 'weight'?" },
	{ LENS "weight = -1\n", 7, "expected a number from 0" },
	{ LENS "weight = nan\n", 7, "expected a number" },
	{ LENS "kpi_share = 1.1\n", 7, "from 0 to 1" },
	{ LENS "[kpi a]\nweight = -0.5\n", 8, "expected a number from 0" },
	{ LENS "[kpi a]\ngreen_at = high\n", 8, "expected a number" },
	{ LENS "[kpi a]\ndirection = up\n", 8, "expected higher, lower" },
	{ LENS "[kpi a]\nhealt = trust\n", 8, "did you mean 'health'?" },
	{ LENS "[kpi a]\nhealth = trsut\n", 8, "did you mean 'trust'?" },
	{ LENS "[kpi a]\ngreen_at = 5\nred_at = 5\n", 8, "both 5" },
	{ LENS "[kpi a]\ngreen_at = 5\nred_at = 6\n", 8, "contradict direction higher" },
	{ LENS "[kpi a]\ngreen_at = 90\ntarget = 110\n", 8, "green is 90 and red 99" },	/* 110 - 10 % */
	{ LENS "[kpi a]\ndirection = lower\nred_at = 4\ntarget = 5\n", 9, "green is 5 and red 4" },
	{ LENS "[kpi a]\ntarget = 100\n[override b]\npartner = P\nkpi = a\ngreen_at = 90\n", 12, "green is 90 and red 90" },
	{ LENS "[kpi a]\ndirection = lower\ngreen_at = 8\nred_at = 4\n", 9, "contradict direction lower" },
	{ LENS "[kpi a]\ngreen_low = 5\n", 8, "is for direction range" },
	{ LENS "[kpi a]\ndirection = range\ngreen_at = 5\n", 9, "takes green_low" },
	{ LENS "[kpi a]\ndirection = range\ngreen_low = 5\ngreen_high = 6\n", 8, "needs green_low" },
	{ LENS "[kpi a]\ndirection = range\nred_low = 5\ngreen_low = 5\ngreen_high = 6\nred_high = 7\n",
	    10, "in the order" },
	{ LENS "[kpi a]\ndirection = level\nlevel_min = 5\nlevel_max = 0\n", 10, "level_min below" },
	{ LENS "[kpi a]\nlevel_max = 5\n", 8, "is for direction level" },
	{ LENS "[kpi a]\ndirection = yesno\ngreen_at = 1\n", 9, "no meaning" },
	{ LENS "[kpi a]\ntarget = 0\n", 8, "target of 0 needs red_at" },
	{ LENS "[kpi a_b]\n[kpi ab]\n", 8, "'ab' is" },
	{ LENS "[kpi a]\n[kpi b]\naliases = \"x|A\"\n", 9, "'A' is" },
	{ LENS "[question q]\n", 7, "needs scale" },
	{ LENS "[question q]\nscale = agree\n[scale agree5]\nmin = 1\nmax = 5\n", 8, "did you mean 'agree5'?" },
	{ LENS "[question q]\nscale = s\nscale_min = 1\n[scale s]\nmin = 1\nmax = 5\n", 8, "either scale" },
	{ LENS "[question q]\nscale_min = 5\nscale_max = 1\n", 9, "scale_min below" },
	{ LENS "[scale s]\nmin = 5\nmax = 5\n", 9, "min below max" },
	{ LENS "[scale s]\nmin = 1\nmax = 5\nlabel 6 = x\n", 7, "outside the scale" },
	{ LENS "[scale s]\nmin = 1\nmax = 5\nlabel one = x\n", 10, "followed by a point" },
	{ LENS "[scale s]\nmin = 1\nmax = 5\nlabel 1 = x\nlabel 2 = X\n", 11, "has a place" },
	{ LENS "[rating r]\n", 7, "needs a score" },
	{ LENS "[rating r]\nscore = 101\n", 8, "from 0 to 100" },
	{ LENS "[rating r]\nscore = 1\n[rating s]\nscore = 2\nwords = R\n", 11, "has a score already" },
	{ LENS "[override o]\nkpi = a\n[kpi a]\n", 7, "needs partner" },
	{ LENS "[override o]\npartner = P\n", 7, "needs kpi" },
	{ LENS "[override o]\npartner = P\nkpi = uptme\n[kpi uptime]\n", 9, "did you mean 'uptime'?" },
	{ LENS "[override o]\npartner = P\nkpi = a\ngreen_at = 1\n[kpi a]\nred_at = 2\n", 10, "contradict" },
	{ LENS "[override o]\npartner = P\nkpi = a\n[override p]\npartner = P\nkpi = a\n[kpi a]\n", 12,
	    "same KPI for the same partner" },
	{ LENS "[policy]\nyelow = 5\n", 8, "did you mean 'yellow'?" },
	{ LENS "[policy]\nyellow = 80\n", 8, "must be below green" },
	{ LENS "[policy]\nmin_n = 2.5\n", 8, "whole number" },
	{ LENS "[policy]\nmin_n = 0\n", 8, "from 1" },
	{ LENS "[policy]\nunknown_kpi_group = health.trsut\n", 8, "names no lens.group" },
	{ LENS "[policy x]\n", 7, "no id" },
};

static void
refuses_with_the_line_and_what_to_do(void **state)
{
	(void)state;
	for (size_t i = 0; i < COUNT_OF(wrong); i++) {
		struct arena *arena = arena_new();
		struct model  model;
		struct error  error;

		if (load(arena, wrong[i].text, &model, &error) != -1)
			fail_msg("accepted: %s", wrong[i].text);
		assert_error(wrong[i].text, &error, ERROR_CONFIG, wrong[i].line, wrong[i].part);
		arena_free(arena);
	}
}

/* The constants of model.md, section by section. */
static void
defaults_are_those_of_the_method(void **state)
{
	static const struct { const char *name; double value; } wanted[] = {
		{ "green", 80 }, { "yellow", 50 }, { "default_tolerance", 10 },
		{ "min_n", 5 }, { "min_evidence", 60 }, { "red_groups", 2 }, { "plan_periods", 4 },
		{ "survey_max_age", 2 }, { "survey_green", 4 }, { "survey_yellow", 3 },
		{ "trend_points", 3 }, { "history_periods", 8 }, { "gap_watch", 0.5 },
		{ "gap_misaligned", 1 }, { "quadrant", 3.5 }, { "watermelon_gap", 25 },
		{ "robustness", 25 }, { "mandate_flag", 20 }, { "alpha_min_n", 30 },
		{ "alpha_min_questions", 3 }, { "top_box", 4 }, { "override_reason_length", 20 },
		{ "ranking", 0 },
	};
	const struct policy policy = policy_default();
	const char	   *name, *meaning;
	double		    value;

	(void)state;
	for (size_t i = 0; i < COUNT_OF(wanted); i++) {
		assert_true(policy_row(&policy, i, &name, &value, &meaning));
		assert_string_equal(name, wanted[i].name);
		if (value != wanted[i].value)
			fail_msg("%s = %g", name, value);
		assert_true(strlen(meaning) > 10);
	}
	assert_false(policy_row(&policy, COUNT_OF(wanted), &name, &value, &meaning));
}

/* model.md 2, the shipped rating table. */
static void
rates_words_as_shipped_if_the_file_has_none(void **state)
{
	static const struct { const char *word; double score; } words[] = {
		{ "Green", 90 }, { "good", 90 }, { "met", 90 }, { "above", 90 }, { "yellow", 65 },
		{ "AMBER", 65 }, { "Approaching target", 65 }, { "same", 65 },
		{ "requires improvement", 55 }, { "red", 25 }, { "inadequate", 25 }, { "missed", 25 },
		{ "below", 25 },
	};
	struct arena *arena = arena_new();
	struct model  model;

	(void)state;
	must_load(arena, LENS, &model);
	for (size_t i = 0; i < COUNT_OF(words); i++)
		if (model_rating_score(&model, words[i].word) != words[i].score)
			fail_msg("%s", words[i].word);
	assert_true(isnan(model_rating_score(&model, "purple")));
	arena_free(arena);
}

static void
adds_kpis_that_only_the_data_know(void **state)
{
	struct arena *arena = arena_new();
	struct model  model;
	char	      id[32];

	(void)state;
	must_load(arena, LENS "[kpi a]\n", &model);
	assert_string_equal(model.policy.unknown_kpi_group, "health.delivery");
	assert_int_equal(model_add_unknown(&model, "Lead Time", true), 1);
	assert_int_equal(model_find_indicator(&model, "lead_time"), 1);
	assert_true(model.indicators[1].unknown && model.indicators[1].weight == 1);
	assert_int_equal(model.indicators[1].group[0], 0);
	assert_int_equal(model_add_unknown(&model, "Spend", false), 2);
	assert_int_equal(model.indicators[2].group[0], -1);
	for (int i = 0; i < 500; i++) {
		(void)snprintf(id, sizeof id, "kpi %d", i);
		assert_int_equal(model_add_unknown(&model, id, true), 3 + i);
	}
	assert_int_equal(model_find_indicator(&model, "KPI-321"), 3 + 321);
	assert_string_equal(model.indicators[0].id, "a");
	assert_int_equal(model_find_indicator(&model, "a"), 0);
	arena_free(arena);
}

/* As often as mappings bring questions of their own; the names of the old ones stay in place. */
static void
takes_questions_and_scales_from_mappings(void **state)
{
	struct arena *arena = arena_new();
	struct scale  scale = { .id = "points", .min = 0, .max = 100 };
	short	      groups[] = { 1 };
	struct model  model;

	(void)state;
	must_load(arena,
	    "[lens a]\nprimary = yes\ngroups = x, y\n[group a.x]\n[group a.y]\n"
	    "[question first]\nscale_min = 1\nscale_max = 5\n", &model);
	assert_int_equal(model_add_scale(&model, &scale), 0);
	for (int i = 0; i < 100; i++) {
		struct question question = { .id = arena_printf(arena, "new_%d", i), .text = "",
			.scale = 0, .scale_max = 100, .weight = 1, .group = groups };

		assert_int_equal(model_add_question(&model, &question), 1 + i);
	}
	assert_int_equal(model_find_question(&model, "First"), 0);
	assert_int_equal(model_find_question(&model, "NEW 77"), 78);
	assert_int_equal(model.questions[78].group[0], 1);
	assert_string_equal(model.questions[0].id, "first");
	/* A name that is taken is no new question. */
	assert_int_equal(model_add_question(&model, &model.questions[0]), -1);
	assert_int_equal(model.question_count, 101);
	arena_free(arena);
}

static void
unknown_kpis_count_nowhere_if_their_group_is_not_there(void **state)
{
	struct arena *arena = arena_new();
	struct model  model;

	(void)state;
	must_load(arena, "[lens a]\nprimary = yes\ngroups = x\n[group a.x]\n", &model);
	assert_string_equal(model.policy.unknown_kpi_group, "");
	assert_int_equal(model_add_unknown(&model, "b", true), 0);
	assert_int_equal(model.indicators[0].group[0], -1);
	arena_free(arena);
}

static void
finds_places_by_lens_and_group(void **state)
{
	struct arena *arena = arena_new();
	struct model  model;
	long	      lens;

	(void)state;
	must_load(arena, LENS "[lens a.b]\ngroups = c.d\n[group a.b.c.d]\n", &model);
	assert_int_equal(model_find_place(&model, "health.trust", &lens), 1);
	assert_int_equal(lens, 0);
	assert_int_equal(model_find_place(&model, "a.b.c.d", &lens), 0);
	assert_int_equal(lens, 1);
	assert_int_equal(model_find_place(&model, "health", &lens), -1);
	assert_int_equal(lens, 0);
	assert_int_equal(model_find_place(&model, "health.none", &lens), -1);
	assert_int_equal(lens, -1);
	arena_free(arena);
}

static void
loads_the_shipped_model(void **state)
{
	static const char *const lenses[] = {
		"health", "collaboration", "csf", "interaction", "mandate", "keys", "cycle", "improvement",
	};
	struct arena *arena = arena_new();
	struct model  model;
	struct error  error;

	(void)state;
	if (model_load(arena, "config/model.ini", &model, &error) == -1)
		fail_msg("line %lu: %s", error.line, error.message);
	assert_int_equal(model.lens_count, COUNT_OF(lenses));
	for (size_t i = 0; i < COUNT_OF(lenses); i++)
		assert_string_equal(model.lenses[i].id, lenses[i]);
	assert_int_equal(model.primary, 0);
	assert_int_not_equal(model_find_question(&model, "one_team"), -1);
	assert_true(model.indicators[model_find_indicator(&model, "availability")].critical);
	arena_free(arena);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(reads_lenses_and_groups),
		cmocka_unit_test(reads_kpis_of_every_direction),
		cmocka_unit_test(reads_questions_scales_and_ratings),
		cmocka_unit_test(reads_overrides_and_policy),
		cmocka_unit_test(refuses_with_the_line_and_what_to_do),
		cmocka_unit_test(defaults_are_those_of_the_method),
		cmocka_unit_test(rates_words_as_shipped_if_the_file_has_none),
		cmocka_unit_test(adds_kpis_that_only_the_data_know),
		cmocka_unit_test(takes_questions_and_scales_from_mappings),
		cmocka_unit_test(unknown_kpis_count_nowhere_if_their_group_is_not_there),
		cmocka_unit_test(finds_places_by_lens_and_group),
		cmocka_unit_test(loads_the_shipped_model),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
