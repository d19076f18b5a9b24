/* things.c - three things to know, and the caps and overrides that fired. */
#include <math.h>

#include "base/arena.h"
#include "story/parts.h"

enum { THINGS_MAX = 3 };

static const struct group *
group_at(const struct story *story, size_t g)
{
	return &story->lens->groups[g];
}

static int
tell(struct story *story, enum rating rating, const char *text)
{
	if (text == NULL)
		return -1;
	if (story->thing_count < THINGS_MAX)
		story->things[story->thing_count++] = (struct remark){ rating, text };
	return 0;
}

/* The rated group with the lowest score, -1 if none is rated. */
static long
worst_group(const struct story *story)
{
	long worst = -1;

	for (size_t g = 0; g < story->lens->group_count; g++) {
		const struct group_score *group = &story->health->groups[g];

		if (group->rated && (worst < 0 || group->score < story->health->groups[worst].score))
			worst = (long)g;
	}
	return worst;
}

/* The group with the largest change that deserves an arrow, -1 if none. */
static long
most_changed_group(const struct story *story)
{
	double least = story->edition->model->policy.trend_points;
	long   most = -1;

	for (size_t g = 0; g < story->lens->group_count; g++) {
		double change = fabs(story->health->groups[g].change);

		if (change >= least && (most < 0 || change > fabs(story->health->groups[most].change)))
			most = (long)g;
	}
	return most;
}

static size_t
count_rated(const struct story *story)
{
	size_t count = 0;

	for (size_t g = 0; g < story->lens->group_count; g++)
		count += story->health->groups[g].rated;
	return count;
}

static const char *
change_clause(const struct story *story, const struct group_score *group, struct arena *arena)
{
	return arena_printf(arena, "%s %s points since %s", group->change < 0 ? "down" : "up",
	    words_score(fabs(group->change), arena), words_before(story, arena));
}

static int
tell_worst(struct story *story, long worst, bool most_changed, struct arena *arena)
{
	const struct group_score *group = &story->health->groups[worst];
	const char		 *title = group_at(story, (size_t)worst)->title;
	size_t			  rated = count_rated(story);
	const char		 *change = most_changed ? change_clause(story, group, arena) : "";

	if (change == NULL)
		return -1;
	if (group->uncapped == RATING_GREEN)
		return tell(story, group->uncapped, arena_printf(arena,
		    "Every rated group is green; the lowest is %s at %s%s%s.", title, words_score(group->score, arena),
		    most_changed ? ", " : "", change));
	return tell(story, group->uncapped, arena_printf(arena, "%s is %s at %s%s%s%s.", title, words_rating(story, group->uncapped),
	    words_score(group->score, arena), rated > 1 ? ", the lowest of the rated groups" : "",
	    most_changed ? ", " : "", change));
}

static int
tell_changed(struct story *story, long most, struct arena *arena)
{
	const struct group_score *group = &story->health->groups[most];

	return tell(story, group->uncapped, arena_printf(arena, "%s moved most: %s, to %s.", group_at(story, (size_t)most)->title,
	    change_clause(story, group, arena), words_score(group->score, arena)));
}

/* A watermelon comes before a gap: it is the one that a green page would hide. */
static int
tell_watermelon(struct story *story, struct arena *arena, bool *told)
{
	const struct lens_score *health = story->health;

	*told = true;
	if (health->watermelon_critical >= 0)
		return tell(story, RATING_RED, arena_printf(arena,
		    "Green outside, red inside: %s is critical and red under a green score of %s.",
		    words_indicator(story, (size_t)health->watermelon_critical), words_score(health->index, arena)));
	for (size_t g = 0; g < story->lens->group_count; g++) {
		const struct group_score *group = &health->groups[g];

		if (group->watermelon != WATERMELON_GREEN_OUTSIDE)
			continue;
		return tell(story, RATING_RED, arena_printf(arena,
		    "Watermelon in %s: its KPIs say %s, the people asked say %s.", group_at(story, g)->title,
		    words_score(group->kpi_score, arena), words_score(group->survey_score, arena)));
	}
	*told = false;
	return 0;
}

static int
tell_gap(struct story *story, struct arena *arena, bool *told)
{
	const struct group_score *widest = NULL;
	size_t			  at = 0;

	for (size_t g = 0; g < story->lens->group_count; g++) {
		const struct group_score *group = &story->health->groups[g];

		if (group->gap_class >= GAP_WATCH && (widest == NULL || fabs(group->gap) > fabs(widest->gap))) {
			widest = group;
			at = g;
		}
	}
	*told = widest != NULL;
	if (widest == NULL)
		return 0;
	return tell(story, widest->gap_class == GAP_MISALIGNED ? RATING_RED : RATING_YELLOW, arena_printf(arena,
	    "The two sides see %s differently: client %s, partner %s on 1–5 (%s, %s).", group_at(story, at)->title,
	    words_score(widest->sides[SIDE_CLIENT].mean, arena), words_score(widest->sides[SIDE_PARTNER].mean, arena),
	    gap_class_name(widest->gap_class), quadrant_name(widest->quadrant)));
}

static int
tell_flip(struct story *story, struct arena *arena)
{
	const struct flip      *flip = &story->health->flip;
	const struct indicator *indicator;
	const struct reading   *reading;

	/* Under a cap or an override the flip may lead to the colour already shown: no news. */
	if (flip->indicator < 0 || flip->to == story->health->rating)
		return 0;
	indicator = &story->edition->model->indicators[flip->indicator];
	reading = scorecard_reading(story->card, (size_t)flip->indicator);
	if (reading == NULL)
		return 0;
	return tell(story, flip->to, arena_printf(arena, "One indicator could turn the score %s: %s at %s%s%s (now %s).",
	    words_rating(story, flip->to), indicator->title, words_number(flip->value, arena), reading->unit[0] != '\0' ? " " : "",
	    reading->unit, words_number(reading->value, arena)));
}

int
story_make_things(struct story *story, struct arena *arena)
{
	long worst = worst_group(story);
	long most = most_changed_group(story);
	bool told;

	story->things = arena_alloc(arena, THINGS_MAX, sizeof *story->things);
	if (story->things == NULL)
		return -1;
	if (worst >= 0 && tell_worst(story, worst, worst == most, arena) == -1)
		return -1;
	if (most >= 0 && most != worst && tell_changed(story, most, arena) == -1)
		return -1;
	if (tell_watermelon(story, arena, &told) == -1)
		return -1;
	if (!told && tell_gap(story, arena, &told) == -1)
		return -1;
	return tell_flip(story, arena);
}

static int
alert(struct story *story, enum rating rating, const char *text)
{
	if (text == NULL)
		return -1;
	story->alerts[story->alert_count++] = (struct remark){ rating, text };
	return 0;
}

static int
alert_override(struct story *story, const struct lens *lens, const char *group, enum rating from,
    const struct colour_override *override, struct arena *arena)
{
	return alert(story, (enum rating)override->colour, arena_printf(arena, "%s%s%s set from %s to %s by %s%s%s: %s",
	    lens->title, group[0] != '\0' ? ", " : "", group, words_rating(story, from), words_rating(story, (enum rating)override->colour),
	    override->author, override->date[0] != '\0' ? ", " : "", override->date, override->reason));
}

/* An override's colour replaces what the caps left: the colour before it is told from score and caps. */
static enum rating
colour_before_override(const struct lens_score *score)
{
	if (score->cap_red_groups > 0)
		return RATING_RED;
	return score->cap_critical >= 0 ? RATING_YELLOW : score->uncapped;
}

static int
alert_lens(struct story *story, size_t at, struct arena *arena)
{
	const struct lens	*lens = &story->edition->model->lenses[at];
	const struct lens_score *score = &story->card->lenses[at];

	if (score->cap_critical >= 0 && alert(story, RATING_YELLOW, arena_printf(arena,
		"%s capped at yellow: %s is critical and red.", lens->title,
		words_indicator(story, (size_t)score->cap_critical))) == -1)
		return -1;
	if (score->cap_red_groups > 0 && alert(story, RATING_RED, arena_printf(arena, "%s capped at red: %zu groups are red.",
		lens->title, score->cap_red_groups)) == -1)
		return -1;
	if (score->override != NULL &&
	    alert_override(story, lens, "", colour_before_override(score), score->override, arena) == -1)
		return -1;
	for (size_t g = 0; g < lens->group_count; g++)
		if (score->groups[g].override != NULL && alert_override(story, lens, lens->groups[g].title,
			score->groups[g].uncapped, score->groups[g].override, arena) == -1)
			return -1;
	return 0;
}

int
story_make_alerts(struct story *story, struct arena *arena)
{
	const struct model *model = story->edition->model;
	size_t		    most = 0;

	for (size_t lens = 0; lens < model->lens_count; lens++)
		most += 3 + model->lenses[lens].group_count;
	story->alerts = arena_alloc(arena, most, sizeof *story->alerts);
	if (story->alerts == NULL)
		return -1;
	for (size_t lens = 0; lens < model->lens_count; lens++)
		if (alert_lens(story, lens, arena) == -1)
			return -1;
	return 0;
}
