/* omissions.c - everything missing, suppressed, rejected or stood in for, by kind. */
#include "base/arena.h"
#include "story/parts.h"

static int
omit(struct story *story, const char *kind, const char *text)
{
	if (text == NULL)
		return -1;
	story->omissions[story->omission_count++] = (struct omission){ kind, text };
	return 0;
}

static int
omit_missing(struct story *story, const struct reading *reading, struct arena *arena)
{
	static const char *const kinds[] = {
		[VALUE_ABSENT] = "Missing KPI",	    [VALUE_PRESENT] = "KPI without limits", [VALUE_BLANK] = "Missing KPI",
		[VALUE_NA] = "Does not apply",	    [VALUE_WITHHELD] = "Withheld KPI",	    [VALUE_REJECTED] = "Rejected KPI",
	};
	const char *place = words_place(story, reading, arena);

	if (place == NULL)
		return -1;
	return omit(story, kinds[reading->state], arena_printf(arena, "%s: %s%s%s%s", words_indicator(story, reading->indicator),
	    words_state(reading), place[0] != '\0' ? " (" : "", place, place[0] != '\0' ? ")" : ""));
}

/* "limits from the target 97 with 10 % tolerance". */
static const char *
limits_clause(const struct story *story, const struct reading *reading, struct arena *arena)
{
	if (!reading_uses_target(reading))
		return "limits of its rows";
	return arena_printf(arena, "limits from the target %s with %s %% tolerance", words_number(reading->target, arena),
	    words_number(story->edition->model->policy.default_tolerance, arena));
}

/* What stands in for what was asked for: a KPI nobody modelled, a default tolerance, another period's row. */
static int
omit_substitutes(struct story *story, const struct reading *reading, struct arena *arena)
{
	const char *title = words_indicator(story, reading->indicator);
	bool	    unknown = story->edition->model->indicators[reading->indicator].unknown;

	if (reading->scored && (unknown || reading_uses_target(reading))) {
		const char *limits = limits_clause(story, reading, arena);

		if (limits == NULL || omit(story, unknown ? "KPI not in the model" : "Default tolerance",
			arena_printf(arena, "%s: %s%s", title, unknown ? "weight 1, " : "", limits)) == -1)
			return -1;
	}
	if (reading->coarser &&
	    omit(story, "Longer period", arena_printf(arena, "%s: the value of a longer period counts", title)) == -1)
		return -1;
	return 0;
}

static int
omit_voices(struct story *story, struct arena *arena)
{
	const struct policy *policy = &story->edition->model->policy;

	for (size_t side = 0; side < SIDES; side++) {
		if (!story->card->suppressed[side])
			continue;
		if (omit(story, "Suppressed side", arena_printf(arena, "%s: fewer than %s people answered", side_name((enum side)side),
			words_number(policy->min_n, arena))) == -1)
			return -1;
	}
	if (!story->card->has_survey)
		return omit(story, "No survey", arena_printf(arena, "none of this period or up to %s periods before it",
		    words_number(policy->survey_max_age, arena)));
	if (story->card->survey_age > 0) {
		char name[PERIOD_SIZE];

		return omit(story, "Older survey", arena_printf(arena, "the answers are those of %s",
		    period_name(story->card->survey_period, name)));
	}
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
		if (omit(story, "Group not rated", arena_printf(arena, "%s: %s %% of its plan is present, %s %% is needed",
			story->lens->groups[g].title, words_score(100 * group->evidence, arena),
			words_number(needed, arena))) == -1)
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
