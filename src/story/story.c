#include "story/story.h"

#include <math.h>

#include "base/arena.h"
#include "base/count.h"
#include "base/error.h"
#include "config/strings.h"
#include "story/parts.h"

/* "supplier  ·  tier 1  ·  client owner Jane Doe", as far as the partners file says. */
static int
make_subtitle(struct story *story, struct arena *arena)
{
	const struct partner *partner = story->partner;
	const char	     *parts[] = {
		partner->kind,
		*partner->tier == '\0' ? "" : say(story, arena, "subtitle.tier", "tier", partner->tier, NULL),
		*partner->owner_client == '\0' ? "" : say(story, arena, "subtitle.owner_client", "name", partner->owner_client, NULL),
		*partner->owner_partner == '\0' ? "" : say(story, arena, "subtitle.owner_partner", "name", partner->owner_partner, NULL),
	};
	const char *text = "";

	for (size_t i = 0; i < COUNT_OF(parts) && text != NULL; i++) {
		if (parts[i] == NULL)
			return -1;
		if (*parts[i] != '\0')
			text = arena_printf(arena, "%s%s%s", text, *text != '\0' ? "  ·  " : "", parts[i]);
	}
	story->subtitle = text;
	return text == NULL ? -1 : 0;
}

static int
make_change(struct story *story, struct arena *arena)
{
	const struct lens_score *health = story->health;

	if (isnan(health->change))
		story->change = strings_text(story->edition->strings, isnan(health->previous) ? "verdict.no_change" : "verdict.not_comparable");
	else
		story->change = say(story, arena, "verdict.change", "change", story_signed(story->edition, health->change, arena),
		    "before", words_before(story, arena), "score", words_score(story, health->previous, arena), NULL);
	return story->change == NULL ? -1 : 0;
}

/* Which sentence says it. */
static const char *
verdict_key(const struct story *story)
{
	double change = story->health->change;

	if (!story->card->has_data)
		return "verdict.no_data";
	if (!story->health->rated)
		return "verdict.not_rated";
	if (isnan(change))
		return "verdict.first";
	if (change == 0)
		return "verdict.unchanged";
	return change > 0 ? "verdict.up" : "verdict.down";
}

static int
make_verdict(struct story *story, struct arena *arena)
{
	const struct lens_score *health = story->health;

	story->verdict = say(story, arena, verdict_key(story), "rating", story_rating_word(story->edition, health->rating, health->index),
	    "score", words_score(story, health->index, arena), "points", words_score(story, fabs(health->change), arena),
	    "before", words_before(story, arena), "share", words_score(story, 100 * health->evidence, arena),
	    "needed", words_number(story, story->edition->model->policy.min_evidence, arena), NULL);
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
	firm = say(story, arena, health->firm ? "verdict.firm" : "verdict.not_firm", "low", words_score(story, health->low, arena),
	    "high", words_score(story, health->high, arena), NULL);
	robust = say(story, arena, health->robust ? "verdict.robust" : "verdict.not_robust",
	    "share", words_number(story, story->edition->model->policy.robustness, arena),
	    "low", words_score(story, health->robust_low, arena), "high", words_score(story, health->robust_high, arena), NULL);
	if (firm == NULL || robust == NULL)
		return -1;
	story->confidence = arena_printf(arena, "%s %s", firm, robust);
	return story->confidence == NULL ? -1 : 0;
}

/* "client 12 of 15 invited" for a published side, "peer fewer than 5 people" for a suppressed one. */
static const char *
side_clause(const struct story *story, enum side side, struct arena *arena)
{
	const struct scorecard *card = story->card;
	const char	       *name = story_side_name(story->edition, side);
	const char	       *count = words_count(card->respondents[side], arena);

	if (card->suppressed[side])
		return say(story, arena, "completeness.suppressed", "side", name,
		    "minimum", words_number(story, story->edition->model->policy.min_n, arena), NULL);
	if (card->respondents[side] == 0)
		return "";
	if (isnan(card->invited[side]))
		return say(story, arena, "completeness.people", "side", name, "count", count, NULL);
	return say(story, arena, "completeness.invited", "side", name, "count", count,
	    "invited", words_number(story, card->invited[side], arena), NULL);
}

/* "client 12 of 15 invited, partner 9 of 12 invited". */
static const char *
sides_clause(const struct story *story, struct arena *arena)
{
	const char *text = "";

	for (enum side side = 0; side < SIDES && text != NULL; side++) {
		const char *clause = side_clause(story, side, arena);

		if (clause == NULL)
			return NULL;
		if (*clause != '\0')
			text = arena_printf(arena, "%s%s%s", text, *text != '\0' ? ", " : "", clause);
	}
	return text;
}

/* "14 of 15 planned KPIs; survey of 2026-Q3: client 12 of 15 invited, partner 9 of 12 invited". */
static int
make_completeness(struct story *story, struct arena *arena)
{
	const struct scorecard *card = story->card;
	const struct strings   *strings = story->edition->strings;
	const char	       *kpis = card->kpi_planned == 0 ? strings_text(strings, "completeness.no_kpis") :
	    say(story, arena, "completeness.kpis", "present", words_count(card->kpi_present, arena),
		"planned", words_count(card->kpi_planned, arena), NULL);
	const char	       *sides = sides_clause(story, arena);
	const char	       *survey = strings_text(strings, "completeness.no_survey");
	char			name[PERIOD_SIZE];

	/* The wave in force may have asked others only. */
	if (sides == NULL || *sides != '\0')
		survey = say(story, arena, "completeness.survey", "period", period_name(card->survey_period, name), "sides", sides, NULL);
	story->completeness = say(story, arena, "completeness.both", "kpis", kpis, "survey", survey, NULL);
	return story->completeness == NULL ? -1 : 0;
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
		story->gap_words[g] = quadrant_name(story->edition, story->health->groups[g].quadrant);
	return 0;
}

struct input_account
story_input(const struct edition *edition, size_t at)
{
	const struct input_file *file = &edition->dataset->files[at];
	const char		*kind = input_kind_name(file->kind);

	if (edition->for_partner)
		return (struct input_account){ file->name, kind, NAN, NAN, NAN, NAN, "", file->digest };
	return (struct input_account){ file->name, file->unusable ? "unusable" : kind, (double)file->bytes, (double)file->rows,
		(double)file->accepted, (double)file->rejected, file->encoding, file->digest };
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
