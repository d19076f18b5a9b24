/* omissions.c - everything missing, suppressed, rejected or stood in for, by kind. */
#include "base/arena.h"
#include "config/strings.h"
#include "story/parts.h"

/* kind is the key of its name; text the sentence. */
static int
omit(struct story *story, const char *kind, const char *text)
{
	if (text == NULL)
		return -1;
	story->omissions[story->omission_count++] = (struct omission){ strings_text(story->edition->strings, kind), text };
	return 0;
}

static int
omit_missing(struct story *story, const struct reading *reading, struct arena *arena)
{
	static const char *const kinds[] = {
		[VALUE_ABSENT] = "omissions.missing",	   [VALUE_PRESENT] = "omissions.no_limits", [VALUE_BLANK] = "omissions.missing",
		[VALUE_NA] = "omissions.na",		   [VALUE_WITHHELD] = "omissions.withheld", [VALUE_REJECTED] = "omissions.rejected",
	};
	const char *place = words_place(story, reading, arena);

	if (place == NULL)
		return -1;
	return omit(story, kinds[reading->state], say(story, arena, place[0] != '\0' ? "omissions.kpi_at" : "omissions.kpi",
	    "indicator", words_indicator(story, reading->indicator), "state", story_state(story->edition, reading), "place", place, NULL));
}

/* "limits from the target 97 with 10 % tolerance". */
static const char *
limits_clause(const struct story *story, const struct reading *reading, struct arena *arena)
{
	if (!reading_uses_target(reading))
		return strings_text(story->edition->strings, "omissions.own_limits");
	return say(story, arena, "omissions.target", "target", words_number(story, reading->target, arena),
	    "share", words_number(story, story->edition->model->policy.default_tolerance, arena), NULL);
}

/* What stands in for what was asked for: a KPI nobody modelled, a default tolerance, another period's row. */
static int
omit_substitutes(struct story *story, const struct reading *reading, struct arena *arena)
{
	const char *title = words_indicator(story, reading->indicator);
	bool	    unknown = story->edition->model->indicators[reading->indicator].unknown;

	if (reading->scored && (unknown || reading_uses_target(reading)) &&
	    omit(story, unknown ? "omissions.unknown" : "omissions.tolerance",
		say(story, arena, unknown ? "omissions.unknown_text" : "omissions.tolerance_text", "indicator", title,
		    "limits", limits_clause(story, reading, arena), NULL)) == -1)
		return -1;
	if (reading->coarser &&
	    omit(story, "omissions.coarser", say(story, arena, "omissions.coarser_text", "indicator", title, NULL)) == -1)
		return -1;
	return 0;
}

static int
omit_sides(struct story *story, struct arena *arena)
{
	const char *minimum = words_number(story, story->edition->model->policy.min_n, arena);

	for (enum side side = 0; side < SIDES; side++)
		if (story->card->suppressed[side] && omit(story, "omissions.side", say(story, arena, "omissions.side_text",
			"side", story_side_name(story->edition, side), "minimum", minimum, NULL)) == -1)
			return -1;
	return 0;
}

static int
omit_voices(struct story *story, struct arena *arena)
{
	char name[PERIOD_SIZE];

	if (omit_sides(story, arena) == -1)
		return -1;
	if (!story->card->has_survey)
		return omit(story, "omissions.no_survey", say(story, arena, "omissions.no_survey_text",
		    "periods", words_number(story, story->edition->model->policy.survey_max_age, arena), NULL));
	if (story->card->survey_age > 0)
		return omit(story, "omissions.older_survey", say(story, arena, "omissions.older_survey_text",
		    "period", period_name(story->card->survey_period, name), NULL));
	return 0;
}

static int
omit_unrated(struct story *story, struct arena *arena)
{
	double needed = story->edition->model->policy.min_evidence;

	for (size_t g = 0; g < story->lens->group_count; g++) {
		const struct group_score *group = &story->health->groups[g];

		if (!group->planned || group->rated)
			continue;
		if (omit(story, "omissions.group", say(story, arena, "omissions.group_text", "group", story->lens->groups[g].title,
			"share", words_score(story, 100 * group->evidence, arena), "needed", words_number(story, needed, arena),
			NULL)) == -1)
			return -1;
	}
	return 0;
}

int
story_make_omissions(struct story *story, struct arena *arena)
{
	const struct scorecard *card = story->card;

	story->omissions = arena_alloc(arena, 4 * card->reading_count + SIDES + 2 + story->lens->group_count,
	    sizeof *story->omissions);
	if (story->omissions == NULL)
		return -1;
	for (size_t i = 0; i < card->reading_count; i++) {
		const struct reading *reading = &card->readings[i];

		if (!reading->scored && !reading->tracked && omit_missing(story, reading, arena) == -1)
			return -1;
		if (omit_substitutes(story, reading, arena) == -1)
			return -1;
	}
	if (omit_voices(story, arena) == -1)
		return -1;
	return omit_unrated(story, arena);
}
