/* rules.c - the method in plain sentences, with the constants that were used. */
#include <math.h>

#include "base/arena.h"
#include "base/count.h"
#include "story/parts.h"

enum { CONSTANTS_MAX = 4 };

/* A sentence and the constants of the policy in it: name of the placeholder and number. */
struct rule {
	const char *key;
	struct {
		const char *name;
		double	    value;
	} constants[CONSTANTS_MAX];
};

static const char *
constant(const struct story *story, const struct rule *rule, size_t i, struct arena *arena)
{
	return rule->constants[i].name == NULL ? "" : words_number(story, rule->constants[i].value, arena);
}

static const char *
name(const struct rule *rule, size_t i)
{
	return rule->constants[i].name == NULL ? "-" : rule->constants[i].name;
}

static int
add_rule(struct story *story, const struct rule *rule, struct arena *arena)
{
	const char *text = say(story, arena, rule->key, "yellow_word", words_rating(story, RATING_YELLOW, NAN),
	    name(rule, 0), constant(story, rule, 0, arena), name(rule, 1), constant(story, rule, 1, arena),
	    name(rule, 2), constant(story, rule, 2, arena), name(rule, 3), constant(story, rule, 3, arena), NULL);

	if (text == NULL)
		return -1;
	story->rules[story->rule_count++] = text;
	return 0;
}

int
story_make_rules(struct story *story, struct arena *arena)
{
	const struct policy *policy = &story->edition->model->policy;
	const struct rule    rules[] = {
		{ "rules.kpi", { { "yellow", policy->yellow }, { "span", policy->green - policy->yellow } } },
		{ "rules.bands", { { "green", policy->green }, { "yellow", policy->yellow } } },
		{ "rules.target", { { "share", policy->default_tolerance } } },
		{ "rules.answers", { { "green", policy->survey_green }, { "yellow", policy->survey_yellow } } },
		{ "rules.minimum", { { "minimum", policy->min_n } } },
		{ "rules.age", { { "periods", policy->survey_max_age } } },
		{ "rules.groups", { { NULL, 0 } } },
		{ "rules.evidence", { { "share", policy->min_evidence } } },
		{ "rules.firm", { { NULL, 0 } } },
		{ "rules.robust", { { "share", policy->robustness } } },
		{ policy->red_groups > 0 ? "rules.critical_and_groups" : "rules.critical", { { "count", policy->red_groups } } },
		{ "rules.arrow", { { "points", policy->trend_points } } },
		{ "rules.gap", { { "watch", policy->gap_watch }, { "misaligned", policy->gap_misaligned },
		    { "points", policy->watermelon_gap } } },
	};

	story->rules = arena_alloc(arena, COUNT_OF(rules), sizeof *story->rules);
	if (story->rules == NULL)
		return -1;
	for (size_t i = 0; i < COUNT_OF(rules); i++)
		if (add_rule(story, &rules[i], arena) == -1)
			return -1;
	return 0;
}
