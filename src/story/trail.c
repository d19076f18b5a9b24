/* trail.c - the arithmetic of the headline number in plain words, step by step. */
#include <math.h>

#include "base/arena.h"
#include "config/strings.h"
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

/* "2 × 65.0 + 1 × 87.5 + 3 more, see ..." over the scored readings of a group; their number in *terms. */
static const char *
kpi_sum(const struct story *story, size_t g, size_t *terms, struct arena *arena)
{
	const struct model *model = story->edition->model;
	const char	   *sum = "";

	*terms = 0;
	for (size_t i = 0; i < story->card->reading_count && sum != NULL; i++) {
		const struct reading *reading = &story->card->readings[i];

		if (!reading->planned || !reading->scored || model->indicators[reading->indicator].group[model->primary] != (short)g)
			continue;
		if ((*terms)++ < TERMS_SHOWN)
			sum = arena_printf(arena, "%s%s%s × %s", sum, *sum == '\0' ? "" : " + ",
			    words_number(story, reading->weight, arena), words_score(story, reading->score, arena));
	}
	if (sum == NULL || *terms <= TERMS_SHOWN)
		return sum;
	return say(story, arena, "trail.more", "sum", sum, "count", words_count(*terms - TERMS_SHOWN, arena), NULL);
}

static const char *
kpi_working(const struct story *story, size_t g, struct arena *arena)
{
	size_t	    terms;
	const char *sum = kpi_sum(story, g, &terms, arena);

	return say(story, arena, "trail.kpi_working", "count", words_count(terms, arena), "sum", sum,
	    "weight", words_number(story, story->health->groups[g].kpi_weight_present, arena), NULL);
}

/* "50 + 30 × (mean − 3)", divided by the span between the survey's two limits unless that is 1. */
static const char *
survey_formula(const struct story *story, struct arena *arena)
{
	const struct policy *policy = &story->edition->model->policy;
	double		     span = policy->survey_green - policy->survey_yellow;

	return arena_printf(arena, "%s + %s × (%s − %s)%s%s", words_number(story, policy->yellow, arena),
	    words_number(story, policy->green - policy->yellow, arena), strings_text(story->edition->strings, "trail.mean"),
	    words_number(story, policy->survey_yellow, arena), span == 1 ? "" : " / ", span == 1 ? "" : words_number(story, span, arena));
}

/* "client 3.88 (n 8), partner 4.10 (n 9)". */
static const char *
published_sides(const struct story *story, const struct group_score *group, struct arena *arena)
{
	const char *sides = "";

	for (enum side side = 0; side < SIDES && sides != NULL; side++) {
		const struct voice *voice = &group->sides[side];

		if (!voice->published || (story->lens->sides & 1u << side) == 0)
			continue;
		sides = arena_printf(arena, "%s%s%s %s (n %zu)", sides, *sides != '\0' ? ", " : "", story_side_name(story->edition, side),
		    strings_number(story->edition->strings, arena, voice->mean, 2), voice->n);
	}
	return sides;
}

static const char *
survey_working(const struct story *story, const struct group_score *group, struct arena *arena)
{
	return say(story, arena, "trail.survey_working", "sides", published_sides(story, group, arena),
	    "mean", strings_number(story->edition->strings, arena, group->survey_mean, 2),
	    "formula", survey_formula(story, arena), NULL);
}

static const char *
group_working(const struct story *story, const struct group_score *group, struct arena *arena)
{
	bool has_kpi = !isnan(group->kpi_score);
	bool has_survey = !isnan(group->survey_score);

	if (!group->rated)
		return say(story, arena, "trail.not_rated", "share", words_number(story, 100 * group->evidence, arena), NULL);
	if (!has_kpi || !has_survey)
		return strings_text(story->edition->strings, has_kpi ? "trail.kpis_alone" : "trail.survey_alone");
	return say(story, arena, "trail.both", "share", words_number(story, group->kpi_share, arena),
	    "kpi", words_score(story, group->kpi_score, arena), "rest", words_number(story, 1 - group->kpi_share, arena),
	    "survey", words_score(story, group->survey_score, arena), NULL);
}

static int
trail_group(struct story *story, size_t g, struct arena *arena)
{
	const struct group_score *group = &story->health->groups[g];
	const char		 *title = story->lens->groups[g].title;
	const struct policy	 *policy = &story->edition->model->policy;

	if (!group->planned)
		return 0;
	if (!isnan(group->kpi_score) && add_row(story, say(story, arena, "trail.kpis", "group", title, NULL), kpi_working(story, g, arena),
		group->kpi_score, score_rating(policy, group->kpi_score)) == -1)
		return -1;
	if (!isnan(group->survey_score) && add_row(story, say(story, arena, "trail.survey", "group", title, NULL),
		survey_working(story, group, arena), group->survey_score, score_rating(policy, group->survey_score)) == -1)
		return -1;
	return add_row(story, title, group_working(story, group, arena), group->score, group->uncapped);
}

/* "1 × 72.4 + 1 × 80.0" over the rated groups; their weight in *weights. */
static const char *
index_sum(const struct story *story, double *weights, struct arena *arena)
{
	const char *sum = "";

	*weights = 0;
	for (size_t g = 0; g < story->lens->group_count && sum != NULL; g++) {
		const struct group_score *group = &story->health->groups[g];

		if (!group->planned || !group->rated)
			continue;
		sum = arena_printf(arena, "%s%s%s × %s", sum, *sum != '\0' ? " + " : "",
		    words_number(story, story->lens->groups[g].weight, arena), words_score(story, group->score, arena));
		*weights += story->lens->groups[g].weight;
	}
	return sum;
}

static int
trail_index(struct story *story, struct arena *arena)
{
	double	    weights;
	const char *sum = index_sum(story, &weights, arena);

	if (!story->health->rated)
		return add_row(story, story->lens->title, say(story, arena, "trail.index_not_rated",
		    "share", words_number(story, 100 * story->health->evidence, arena), NULL), NAN, RATING_GREY);
	return add_row(story, story->lens->title, say(story, arena, "trail.index", "sum", sum,
	    "weight", words_number(story, weights, arena), NULL), story->health->index, story->health->uncapped);
}

/* One step that changes the colour and not the score. */
static int
trail_step(struct story *story, const char *key, const char *working, enum rating rating)
{
	return add_row(story, strings_text(story->edition->strings, key), working, story->health->index, rating);
}

static int
trail_colour(struct story *story, struct arena *arena)
{
	const struct lens_score	     *health = story->health;
	const struct colour_override *override = health->override;

	if (health->cap_critical >= 0 && trail_step(story, "trail.cap_critical", say(story, arena, "trail.cap_critical_working",
		"indicator", words_indicator(story, (size_t)health->cap_critical),
		"rating", words_rating(story, RATING_YELLOW, NAN), NULL), RATING_YELLOW) == -1)
		return -1;
	if (health->cap_red_groups > 0 && trail_step(story, "trail.cap_groups", say(story, arena, "trail.cap_groups_working",
		"count", words_count(health->cap_red_groups, arena), "rating", words_rating(story, RATING_RED, NAN), NULL), RATING_RED) == -1)
		return -1;
	if (override == NULL)
		return 0;
	return trail_step(story, "trail.override",
	    arena_printf(arena, "%s (%s, %s)", override->reason, override->author, override->date), health->rating);
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
