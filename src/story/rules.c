/* rules.c - the method in plain sentences, with the constants that were used. */
#include "base/arena.h"
#include "story/parts.h"

enum { RULES_MAX = 16 };

static int
rule(struct story *story, const char *text)
{
	if (text == NULL)
		return -1;
	story->rules[story->rule_count++] = text;
	return 0;
}

static int
rules_of_scores(struct story *story, struct arena *arena)
{
	const struct policy *policy = &story->edition->model->policy;
	const char	    *green = words_number(policy->green, arena);
	const char	    *yellow = words_number(policy->yellow, arena);
	const char	    *span = words_number(policy->green - policy->yellow, arena);

	if (rule(story, arena_printf(arena,
		"A KPI scores %s + %s × (value − red limit) / (green limit − red limit), kept within 0 and 100.", yellow, span)) == -1)
		return -1;
	if (rule(story, arena_printf(arena,
		"Green from %s, %s from %s, red below. A score is rounded to one decimal first and compared then.", green,
		words_rating(story, RATING_YELLOW), yellow)) == -1)
		return -1;
	return rule(story, arena_printf(arena,
	    "A KPI with only a target is green at the target and red beyond %s %% of it.",
	    words_number(policy->default_tolerance, arena)));
}

static int
rules_of_survey(struct story *story, struct arena *arena)
{
	const struct policy *policy = &story->edition->model->policy;

	if (rule(story, arena_printf(arena,
		"Answers are put on 1–5, averaged per person, then per side; %s is green, %s the floor of %s.",
		words_score(policy->survey_green, arena), words_score(policy->survey_yellow, arena),
		words_rating(story, RATING_YELLOW))) == -1)
		return -1;
	if (rule(story, arena_printf(arena, "A side with fewer than %s people is neither shown nor used.",
		words_number(policy->min_n, arena))) == -1)
		return -1;
	return rule(story, arena_printf(arena,
	    "A survey counts for at most %s periods after its own; both published sides weigh the same.",
	    words_number(policy->survey_max_age, arena)));
}

static int
rules_of_groups(struct story *story, struct arena *arena)
{
	const struct policy *policy = &story->edition->model->policy;

	if (rule(story, "A group blends its KPIs and its survey by the KPI share; the index is the weighted mean of the rated groups.")
	    == -1)
		return -1;
	if (rule(story, arena_printf(arena,
		"A group is rated when %s %% of its planned evidence is present, an index when %s %% of the group weight is.",
		words_number(policy->min_evidence, arena), words_number(policy->min_evidence, arena))) == -1)
		return -1;
	if (rule(story, "Firm: with everything missing at 0 or at 100 the colour stays the same.") == -1)
		return -1;
	return rule(story, arena_printf(arena, "Robust: with every weight moved by up to ±%s %% the colour stays the same.",
	    words_number(policy->robustness, arena)));
}

static int
rules_of_colours(struct story *story, struct arena *arena)
{
	const struct policy *policy = &story->edition->model->policy;

	if (rule(story, arena_printf(arena, "A red critical KPI caps the index at %s%s.", words_rating(story, RATING_YELLOW),
		policy->red_groups > 0 ? arena_printf(arena, "; %s red groups make it red",
		words_number(policy->red_groups, arena)) : "")) == -1)
		return -1;
	if (rule(story, arena_printf(arena, "An arrow means a change of at least %s points against the period before.",
		words_score(policy->trend_points, arena))) == -1)
		return -1;
	return rule(story, arena_printf(arena,
	    "Gap: client mean minus partner mean; from %s watch, from %s misaligned. Watermelon: KPIs green and survey red, or %s points apart.",
	    words_number(policy->gap_watch, arena), words_number(policy->gap_misaligned, arena),
	    words_number(policy->watermelon_gap, arena)));
}

int
story_make_rules(struct story *story, struct arena *arena)
{
	story->rules = arena_alloc(arena, RULES_MAX, sizeof *story->rules);
	if (story->rules == NULL || rules_of_scores(story, arena) == -1 || rules_of_survey(story, arena) == -1 ||
	    rules_of_groups(story, arena) == -1)
		return -1;
	return rules_of_colours(story, arena);
}
