/* trail.c - the arithmetic of the headline number in plain words, step by step. */
#include <math.h>

#include "base/arena.h"
#include "base/number.h"
#include "story/parts.h"

/* Longer sums are cut here; the workbook's KPIs sheet has every term. */
enum { TERMS_SHOWN = 8 };

static int
add_row(struct story *story, const char *step, const char *working, double result, enum rating rating)
{
	if (step == NULL || working == NULL)
		return -1;
	story->trail[story->trail_count++] = (struct trail_row){ step, working, result, rating };
	return 0;
}

/* "(2 × 65.0 + 1 × 87.5) / 3" over the scored readings of a group. */
static const char *
kpi_working(const struct story *story, size_t g, struct arena *arena)
{
	const struct model *model = story->edition->model;
	size_t		    lens = model->primary;
	const char	   *sum = "";
	size_t		    terms = 0;
	size_t		    hidden = 0;

	for (size_t i = 0; i < story->card->reading_count; i++) {
		const struct reading *reading = &story->card->readings[i];

		if (!reading->planned || !reading->scored || model->indicators[reading->indicator].group[lens] != (short)g)
			continue;
		if (terms == TERMS_SHOWN) {
			hidden++;
			continue;
		}
		sum = arena_printf(arena, "%s%s%s × %s", sum, terms++ == 0 ? "" : " + ", words_number(reading->weight, arena),
		    words_score(reading->score, arena));
		if (sum == NULL)
			return NULL;
	}
	if (hidden > 0)
		sum = arena_printf(arena, "%s + %zu more, see the workbook's KPIs sheet", sum, hidden);
	return arena_printf(arena, "weight × score over %zu of the group's KPIs: (%s) / %s", terms + hidden, sum,
	    words_number(story->health->groups[g].kpi_weight_present, arena));
}

/* "50 + 30 × (mean − 3)", divided by the span between the survey's two limits unless that is 1. */
static const char *
survey_formula(const struct story *story, struct arena *arena)
{
	const struct policy *policy = &story->edition->model->policy;
	double		     span = policy->survey_green - policy->survey_yellow;

	return arena_printf(arena, "%s + %s × (mean − %s)%s%s", words_number(policy->yellow, arena),
	    words_number(policy->green - policy->yellow, arena), words_number(policy->survey_yellow, arena),
	    span == 1 ? "" : " / ", span == 1 ? "" : words_number(span, arena));
}

/* "client 3.88 (n 8), partner 4.10 (n 9); mean 3.99; 50 + 30 × (mean − 3)". */
static const char *
survey_working(const struct story *story, const struct group_score *group, struct arena *arena)
{
	const char *sides = "";
	const char *formula = survey_formula(story, arena);
	char	    mean[NUMBER_SIZE];

	for (size_t side = 0; side < SIDES; side++) {
		const struct voice *voice = &group->sides[side];

		if (!voice->published || (story->lens->sides & 1u << side) == 0)
			continue;
		sides = arena_printf(arena, "%s%s%s %s (n %zu)", sides, sides[0] != '\0' ? ", " : "", side_name((enum side)side),
		    number_format(voice->mean, 2, mean), voice->n);
		if (sides == NULL)
			return NULL;
	}
	return formula == NULL ? NULL : arena_printf(arena, "survey on 1–5: %s; mean %s; %s", sides,
	    number_format(group->survey_mean, 2, mean), formula);
}

static const char *
group_working(const struct group_score *group, struct arena *arena)
{
	bool has_kpi = !isnan(group->kpi_score);
	bool has_survey = !isnan(group->survey_score);

	if (!group->rated)
		return arena_printf(arena, "not rated: %s %% of the plan is present", words_number(100 * group->evidence, arena));
	if (has_kpi && has_survey)
		return arena_printf(arena, "%s × %s (KPIs) + %s × %s (survey)", words_number(group->kpi_share, arena),
		    words_score(group->kpi_score, arena), words_number(1 - group->kpi_share, arena),
		    words_score(group->survey_score, arena));
	return has_kpi ? "its KPIs alone" : "its survey score alone";
}

static int
trail_group(struct story *story, size_t g, struct arena *arena)
{
	const struct group_score *group = &story->health->groups[g];
	const char		 *title = story->lens->groups[g].title;
	const struct policy	 *policy = &story->edition->model->policy;

	if (!group->planned)
		return 0;
	if (!isnan(group->kpi_score) && add_row(story, arena_printf(arena, "%s: KPIs", title), kpi_working(story, g, arena),
		group->kpi_score, score_rating(policy, group->kpi_score)) == -1)
		return -1;
	if (!isnan(group->survey_score) && add_row(story, arena_printf(arena, "%s: survey", title),
		survey_working(story, group, arena), group->survey_score, score_rating(policy, group->survey_score)) == -1)
		return -1;
	return add_row(story, title, group_working(group, arena), group->score, group->uncapped);
}

/* "(1 × 72.4 + 1 × 80.0) / 2" over the rated groups. */
static int
trail_index(struct story *story, struct arena *arena)
{
	const char *sum = "";
	double	    weights = 0;

	for (size_t g = 0; g < story->lens->group_count; g++) {
		const struct group_score *group = &story->health->groups[g];

		if (!group->planned || !group->rated)
			continue;
		sum = arena_printf(arena, "%s%s%s × %s", sum, sum[0] != '\0' ? " + " : "",
		    words_number(story->lens->groups[g].weight, arena), words_score(group->score, arena));
		if (sum == NULL)
			return -1;
		weights += story->lens->groups[g].weight;
	}
	if (!story->health->rated)
		return add_row(story, story->lens->title, arena_printf(arena,
		    "not rated: groups with %s %% of the planned weight are rated",
		    words_number(100 * story->health->evidence, arena)), NAN, RATING_GREY);
	return add_row(story, story->lens->title, arena_printf(arena, "weight × group over the rated groups: (%s) / %s", sum,
	    words_number(weights, arena)), story->health->index, story->health->uncapped);
}

static int
trail_colour(struct story *story, struct arena *arena)
{
	const struct lens_score *health = story->health;

	if (health->cap_critical >= 0 && add_row(story, "Cap: critical indicator", arena_printf(arena,
		"%s is critical and red: the colour is at most yellow, the score stays",
		words_indicator(story, (size_t)health->cap_critical)), health->index, RATING_YELLOW) == -1)
		return -1;
	if (health->cap_red_groups > 0 && add_row(story, "Cap: red groups", arena_printf(arena,
		"%zu red groups: the colour is red, the score stays", health->cap_red_groups), health->index, RATING_RED) == -1)
		return -1;
	if (health->override != NULL && add_row(story, "Override", arena_printf(arena, "%s (%s, %s)", health->override->reason,
		health->override->author, health->override->date), health->index, health->rating) == -1)
		return -1;
	return 0;
}

int
story_make_trail(struct story *story, struct arena *arena)
{
	story->trail = arena_alloc(arena, 3 * story->lens->group_count + 4, sizeof *story->trail);
	if (story->trail == NULL)
		return -1;
	for (size_t g = 0; g < story->lens->group_count; g++)
		if (trail_group(story, g, arena) == -1)
			return -1;
	if (trail_index(story, arena) == -1)
		return -1;
	return trail_colour(story, arena);
}
