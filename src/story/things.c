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
tell(struct story *story, enum rating rating, double score, const char *text)
{
	if (text == NULL)
		return -1;
	if (story->thing_count < THINGS_MAX)
		story->things[story->thing_count++] = (struct remark){ rating, score, text };
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

/* "down 4.1 points since 2026-Q2". */
static const char *
change_clause(const struct story *story, const struct group_score *group, struct arena *arena)
{
	return say(story, arena, group->change < 0 ? "things.down" : "things.up", "points",
	    words_score(story, fabs(group->change), arena), "before", words_before(story, arena), NULL);
}

static int
tell_worst(struct story *story, long worst, bool most_changed, struct arena *arena)
{
	/* By what is worth saying: that it changed most, and that it is the lowest of several. */
	static const char *const keys[2][2] = { { "things.worst", "things.lowest" }, { "things.worst_change", "things.lowest_change" } };
	const struct group_score *group = &story->health->groups[worst];
	bool			  green = group->uncapped == RATING_GREEN;
	const char		 *key = keys[most_changed][count_rated(story) > 1];

	if (green)
		key = most_changed ? "things.green_change" : "things.green";
	return tell(story, group->uncapped, group->score, say(story, arena, key, "group", group_at(story, (size_t)worst)->title,
	    "rating", words_rating(story, group->uncapped, group->score), "score", words_score(story, group->score, arena),
	    "change", most_changed ? change_clause(story, group, arena) : "", NULL));
}

static int
tell_changed(struct story *story, long most, struct arena *arena)
{
	const struct group_score *group = &story->health->groups[most];

	return tell(story, group->uncapped, group->score, say(story, arena, "things.moved", "group", group_at(story, (size_t)most)->title,
	    "change", change_clause(story, group, arena), "score", words_score(story, group->score, arena), NULL));
}

/* A watermelon comes before a gap: it is the one that a green page would hide. */
static int
tell_watermelon(struct story *story, struct arena *arena, bool *told)
{
	const struct lens_score *health = story->health;

	*told = true;
	if (health->watermelon_critical >= 0)
		return tell(story, RATING_RED, NAN, say(story, arena, "things.critical",
		    "indicator", words_indicator(story, (size_t)health->watermelon_critical),
		    "score", words_score(story, health->index, arena), NULL));
	for (size_t g = 0; g < story->lens->group_count; g++) {
		const struct group_score *group = &health->groups[g];

		if (group->watermelon == WATERMELON_GREEN_OUTSIDE)
			return tell(story, RATING_RED, NAN, say(story, arena, "things.watermelon", "group", group_at(story, g)->title,
			    "kpi", words_score(story, group->kpi_score, arena),
			    "survey", words_score(story, group->survey_score, arena), NULL));
	}
	*told = false;
	return 0;
}

/* The widest gap that is not aligned, -1 if there is none. */
static long
widest_gap(const struct story *story)
{
	long widest = -1;

	for (size_t g = 0; g < story->lens->group_count; g++) {
		const struct group_score *group = &story->health->groups[g];

		if (group->gap_class >= GAP_WATCH && (widest < 0 || fabs(group->gap) > fabs(story->health->groups[widest].gap)))
			widest = (long)g;
	}
	return widest;
}

static int
tell_gap(struct story *story, struct arena *arena)
{
	long			  widest = widest_gap(story);
	const struct edition	 *edition = story->edition;
	const struct group_score *group;

	if (widest < 0)
		return 0;
	group = &story->health->groups[widest];
	return tell(story, group->gap_class == GAP_MISALIGNED ? RATING_RED : RATING_YELLOW, NAN, say(story, arena, "things.gap",
	    "group", group_at(story, (size_t)widest)->title, "client", words_score(story, group->sides[SIDE_CLIENT].mean, arena),
	    "partner", words_score(story, group->sides[SIDE_PARTNER].mean, arena),
	    "class", gap_class_name(edition, group->gap_class), "quadrant", quadrant_name(edition, group->quadrant), NULL));
}

/* "95.5 %". */
static const char *
with_unit(const struct story *story, double value, const char *unit, struct arena *arena)
{
	return arena_printf(arena, "%s%s%s", words_number(story, value, arena), unit[0] != '\0' ? " " : "", unit);
}

static int
tell_flip(struct story *story, struct arena *arena)
{
	const struct flip    *flip = &story->health->flip;
	const struct reading *reading;

	/* Under a cap or an override the flip may lead to the colour already shown: no news. */
	if (flip->indicator < 0 || flip->to == story->health->rating)
		return 0;
	reading = scorecard_reading(story->card, (size_t)flip->indicator);
	if (reading == NULL)
		return 0;
	return tell(story, flip->to, NAN, say(story, arena, "things.flip", "rating", words_rating(story, flip->to, NAN),
	    "indicator", words_indicator(story, (size_t)flip->indicator), "value", with_unit(story, flip->value, reading->unit, arena),
	    "now", words_number(story, reading->value, arena), NULL));
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
	if (!told && tell_gap(story, arena) == -1)
		return -1;
	return tell_flip(story, arena);
}

static int
alert(struct story *story, enum rating rating, const char *text)
{
	if (text == NULL)
		return -1;
	story->alerts[story->alert_count++] = (struct remark){ rating, NAN, text };
	return 0;
}

static int
alert_override(struct story *story, const char *what, enum rating from, const struct colour_override *override, struct arena *arena)
{
	enum rating to = (enum rating)override->colour;

	return alert(story, to, say(story, arena, override->date[0] != '\0' ? "alerts.override_dated" : "alerts.override", "what", what,
	    "from", words_rating(story, from, NAN), "to", words_rating(story, to, NAN), "author", override->author,
	    "date", override->date, "reason", override->reason, NULL));
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
alert_caps(struct story *story, const struct lens *lens, const struct lens_score *score, struct arena *arena)
{
	if (score->cap_critical >= 0 && alert(story, RATING_YELLOW, say(story, arena, "alerts.cap_critical", "lens", lens->title,
		"rating", words_rating(story, RATING_YELLOW, NAN),
		"indicator", words_indicator(story, (size_t)score->cap_critical), NULL)) == -1)
		return -1;
	if (score->cap_red_groups > 0 && alert(story, RATING_RED, say(story, arena, "alerts.cap_groups", "lens", lens->title,
		"rating", words_rating(story, RATING_RED, NAN), "count", words_count(score->cap_red_groups, arena), NULL)) == -1)
		return -1;
	return 0;
}

static int
alert_lens(struct story *story, size_t at, struct arena *arena)
{
	const struct lens	*lens = &story->edition->model->lenses[at];
	const struct lens_score *score = &story->card->lenses[at];

	if (alert_caps(story, lens, score, arena) == -1)
		return -1;
	if (score->override != NULL &&
	    alert_override(story, lens->title, colour_before_override(score), score->override, arena) == -1)
		return -1;
	for (size_t g = 0; g < lens->group_count; g++) {
		const struct group_score *group = &score->groups[g];
		const char		 *what;

		if (group->override == NULL)
			continue;
		what = arena_printf(arena, "%s, %s", lens->title, lens->groups[g].title);
		if (alert_override(story, what, group->uncapped, group->override, arena) == -1)
			return -1;
	}
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
