#include "story/story.h"

#include <math.h>

#include "base/arena.h"
#include "base/error.h"
#include "base/number.h"
#include "story/parts.h"

/* "supplier · tier 1 · client owner Jane Doe · partner owner John Roe", as far as the partners file says. */
static int
make_subtitle(struct story *story, struct arena *arena)
{
	const struct partner *partner = story->partner;
	const struct {
		const char *label;
		const char *value;
	} parts[] = {
		{ "", partner->kind },
		{ "tier ", partner->tier },
		{ "client owner ", partner->owner_client },
		{ "partner owner ", partner->owner_partner },
	};
	const char *text = "";

	for (size_t i = 0; i < sizeof parts / sizeof parts[0]; i++) {
		if (parts[i].value == NULL || parts[i].value[0] == '\0')
			continue;
		text = arena_printf(arena, "%s%s%s%s", text, text[0] != '\0' ? "  ·  " : "", parts[i].label, parts[i].value);
		if (text == NULL)
			return -1;
	}
	story->subtitle = text;
	return 0;
}

static int
make_change(struct story *story, struct arena *arena)
{
	const struct lens_score *health = story->health;

	if (isnan(health->change))
		story->change = isnan(health->previous) ? "no earlier score to compare with" : "not comparable: not rated now";
	else
		story->change = arena_printf(arena, "%s compared with %s (%s)", story_signed(health->change, arena),
		    words_before(story, arena), words_score(health->previous, arena));
	return story->change == NULL ? -1 : 0;
}

static int
make_verdict(struct story *story, struct arena *arena)
{
	const struct lens_score *health = story->health;
	const char		*word = story_rating_word(story->edition->settings, health->rating);

	if (!story->card->has_data)
		story->verdict = "No data came in for this period.";
	else if (!health->rated)
		story->verdict = arena_printf(arena, "%s: %s %% of the planned groups can be rated, %s %% are needed.", word,
		    words_score(100 * health->evidence, arena), words_number(story->edition->model->policy.min_evidence, arena));
	else if (isnan(health->change))
		story->verdict = arena_printf(arena, "%s at %s of 100.", word, words_score(health->index, arena));
	else if (health->change == 0)
		story->verdict = arena_printf(arena, "%s at %s of 100, unchanged since %s.", word,
		    words_score(health->index, arena), words_before(story, arena));
	else
		story->verdict = arena_printf(arena, "%s at %s of 100, %s %s since %s.", word, words_score(health->index, arena),
		    health->change > 0 ? "up" : "down", words_score(fabs(health->change), arena), words_before(story, arena));
	return story->verdict == NULL ? -1 : 0;
}

static int
make_confidence(struct story *story, struct arena *arena)
{
	const struct lens_score *health = story->health;
	const char		*firm;
	const char		*robust;

	story->confidence = "";
	if (!health->rated)
		return 0;
	firm = health->firm ? "Firm: what is missing cannot change the colour." :
	    arena_printf(arena, "Not firm: with what is missing it could lie anywhere from %s to %s.",
		words_score(health->low, arena), words_score(health->high, arena));
	robust = arena_printf(arena, "%s: weights moved by ±%s %% give %s to %s.", health->robust ? "Robust" : "Not robust",
	    words_number(story->edition->model->policy.robustness, arena), words_score(health->robust_low, arena),
	    words_score(health->robust_high, arena));
	story->confidence = arena_printf(arena, "%s %s", firm, robust);
	return firm == NULL || robust == NULL || story->confidence == NULL ? -1 : 0;
}

/* "client 12 of 15 people" for a published side, "peer fewer than 5 people" for a suppressed one. */
static const char *
side_clause(const struct story *story, size_t side, struct arena *arena)
{
	const struct scorecard *card = story->card;
	const char	       *name = side_name((enum side)side);

	if (card->suppressed[side])
		return arena_printf(arena, "%s fewer than %s people", name,
		    words_number(story->edition->model->policy.min_n, arena));
	if (card->respondents[side] == 0)
		return "";
	if (isnan(card->invited[side]))
		return arena_printf(arena, "%s %zu people", name, card->respondents[side]);
	return arena_printf(arena, "%s %zu of %s invited", name, card->respondents[side],
	    words_number(card->invited[side], arena));
}

/* "14 of 15 KPIs; survey 2026-Q3: client 12 of 15 invited, partner 9 of 12 invited". */
static int
make_completeness(struct story *story, struct arena *arena)
{
	const struct scorecard *card = story->card;
	const char	       *text = card->kpi_planned == 0 ? "no KPIs planned" :
	    arena_printf(arena, "%zu of %zu planned KPIs", card->kpi_present, card->kpi_planned);
	const char	       *separator;
	char			name[PERIOD_SIZE];

	separator = card->has_survey ? arena_printf(arena, "; survey of %s: ", period_name(card->survey_period, name)) : NULL;
	if (!card->has_survey)
		text = arena_printf(arena, "%s; no survey", text);
	for (size_t side = 0; side < SIDES && card->has_survey && text != NULL; side++) {
		const char *clause = side_clause(story, side, arena);

		if (clause == NULL)
			return -1;
		if (clause[0] == '\0')
			continue;
		text = arena_printf(arena, "%s%s%s", text, separator, clause);
		separator = ", ";
	}
	story->completeness = text;
	return text == NULL ? -1 : 0;
}

/* Sorts before: red, yellow, green by score, the larger change first among equals; unscored ones last. */
static bool
comes_before(const struct story *story, size_t a, size_t b)
{
	const struct reading	   *x = &story->card->readings[a];
	const struct reading	   *y = &story->card->readings[b];
	const struct history_point *before;

	if (x->scored != y->scored)
		return x->scored;
	if (!x->scored)
		return x->tracked != y->tracked ? y->tracked : a < b;
	if (score_printed(x->score) != score_printed(y->score))
		return x->score < y->score;
	if (story->card->history_count < 2)
		return a < b;
	before = &story->card->history[story->card->history_count - 2];
	if (isnan(before->score[a]) || isnan(before->score[b]) || before->score[a] == before->score[b])
		return a < b;
	return fabs(x->score - before->score[a]) > fabs(y->score - before->score[b]);
}

static int
order_kpis(struct story *story, struct arena *arena)
{
	size_t count = story->card->reading_count;

	story->kpi_order = arena_alloc(arena, count, sizeof *story->kpi_order);
	if (story->kpi_order == NULL)
		return -1;
	for (size_t i = 0; i < count; i++) {
		size_t at = i;

		for (; at > 0 && comes_before(story, i, story->kpi_order[at - 1]); at--)
			story->kpi_order[at] = story->kpi_order[at - 1];
		story->kpi_order[at] = i;
	}
	story->kpi_order_count = count;
	return 0;
}

static int
name_gaps(struct story *story, struct arena *arena)
{
	story->gap_words = arena_alloc(arena, story->lens->group_count, sizeof *story->gap_words);
	if (story->gap_words == NULL)
		return -1;
	for (size_t g = 0; g < story->lens->group_count; g++)
		story->gap_words[g] = quadrant_name(story->health->groups[g].quadrant);
	return 0;
}

int
story_make(const struct edition *edition, const struct scorecard *card, struct arena *arena, struct story *story,
    struct error *error)
{
	const struct model *model = edition->model;

	*story = (struct story){ .edition = edition, .card = card, .partner = &edition->dataset->partners[card->partner],
		.lens = &model->lenses[model->primary], .health = &card->lenses[model->primary] };
	if (make_subtitle(story, arena) == -1 || make_change(story, arena) == -1 || make_verdict(story, arena) == -1 ||
	    make_confidence(story, arena) == -1 || make_completeness(story, arena) == -1 || order_kpis(story, arena) == -1 ||
	    name_gaps(story, arena) == -1 || story_make_things(story, arena) == -1 || story_make_alerts(story, arena) == -1 ||
	    story_make_trail(story, arena) == -1 || story_make_omissions(story, arena) == -1 ||
	    story_make_rules(story, arena) == -1)
		return error_out_of_memory(error);
	return 0;
}
