#include "score/scorecard.h"

#include <math.h>

#include "base/arena.h"
#include "base/error.h"
#include "base/number.h"
#include "score/lens.h"
#include "score/reading.h"
#include "score/voice.h"

/* One period of one partner, every lens. */
struct period_scores {
	struct period	       period;
	struct reading	      *readings;	/* one per indicator_rows */
	struct lens_score     *lenses;
	struct own_performance own;
	struct panel	       panel;
	bool		       has_survey;
	struct period	       survey_period;
};

/* What a partner's periods share. */
struct subject {
	const struct scoring  *scoring;
	size_t		       partner;
	struct arena	      *arena;
	struct indicator_rows *rows;
	size_t		       row_count;	/* indicators, not rows */
};

/* The weighted mean over all of the partner's own KPI indicators, each once (model.md 7). */
static void
score_own(const struct subject *subject, const struct reading *readings, struct own_performance *own)
{
	const struct model *model = subject->scoring->model;
	double		    planned = 0;
	double		    present = 0;
	double		    sum = 0;

	for (size_t i = 0; i < subject->row_count; i++) {
		if (!readings[i].planned || model->indicators[readings[i].indicator].source != SOURCE_KPI)
			continue;
		planned += readings[i].weight;
		if (!readings[i].scored)
			continue;
		present += readings[i].weight;
		sum += readings[i].weight * readings[i].score;
	}
	own->evidence = planned > 0 ? present / planned : 0;
	own->rated = present > 0 && own->evidence + 1e-9 >= model->policy.min_evidence / 100;
	own->score = own->rated ? sum / present : NAN;
	own->rating = score_rating(&model->policy, own->score);
	own->previous = own->change = NAN;
}

static int
allocate_period(const struct subject *subject, struct period_scores *scores)
{
	const struct model *model = subject->scoring->model;

	scores->readings = arena_alloc(subject->arena, subject->row_count, sizeof(struct reading));
	scores->lenses = arena_alloc(subject->arena, model->lens_count, sizeof(struct lens_score));
	if (scores->readings == NULL || scores->lenses == NULL)
		return -1;
	for (size_t lens = 0; lens < model->lens_count; lens++) {
		scores->lenses[lens].groups = arena_alloc(subject->arena, model->lenses[lens].group_count,
		    sizeof(struct group_score));
		if (scores->lenses[lens].groups == NULL)
			return -1;
	}
	return 0;
}

/* Everything of one period: an earlier one is scored as it was, with the plan known up to it. */
static int
score_period(const struct subject *subject, struct period period, bool full, struct period_scores *scores)
{
	const struct model *model = subject->scoring->model;
	struct period_facts facts = { .scoring = subject->scoring, .partner = subject->partner, .period = period,
		.reading_count = subject->row_count, .full = full };

	*scores = (struct period_scores){ .period = period };
	if (allocate_period(subject, scores) == -1)
		return -1;
	for (size_t i = 0; i < subject->row_count; i++)
		scores->readings[i] = reading_make(subject->scoring, subject->partner, &subject->rows[i], period);
	scores->has_survey = survey_period_for(subject->scoring, period, &scores->survey_period);
	if (scores->has_survey) {
		if (panel_make(subject->scoring, subject->partner, scores->survey_period, subject->arena,
			&scores->panel) == -1)
			return -1;
		facts.panel = &scores->panel;
	}
	facts.readings = scores->readings;
	for (size_t lens = 0; lens < model->lens_count; lens++) {
		groups_score(&facts, lens, scores->lenses[lens].groups);
		lens_score_index(&facts, lens, &scores->lenses[lens]);
	}
	score_own(subject, scores->readings, &scores->own);
	return 0;
}

/* A reading is shown if it is planned, or something about it stands in the files for this period. */
static bool
is_shown(const struct reading *reading)
{
	return reading->planned || reading->row_count > 0;
}

static int
keep_readings(const struct subject *subject, const struct period_scores *now, struct scorecard *card)
{
	card->readings = arena_alloc(subject->arena, subject->row_count, sizeof(struct reading));
	if (card->readings == NULL)
		return -1;
	for (size_t i = 0; i < subject->row_count; i++) {
		const struct reading *reading = &now->readings[i];

		if (!is_shown(reading))
			continue;
		card->readings[card->reading_count++] = *reading;
		card->kpi_planned += reading->planned;
		card->kpi_present += reading->planned && reading->scored;
	}
	return 0;
}

static int
hear_questions(const struct subject *subject, const struct period_scores *now, struct scorecard *card)
{
	const struct scoring *scoring = subject->scoring;

	card->questions = arena_alloc(subject->arena, scoring->model->question_count, sizeof(struct question_voice));
	if (card->questions == NULL)
		return -1;
	for (size_t q = 0; q < scoring->model->question_count && now->has_survey; q++) {
		struct question_voice *voice = &card->questions[card->question_count];

		if (scoring->question_first[q] > card->period.index)
			continue;
		voice->question = q;
		for (size_t side = 0; side < SIDES; side++)
			voice->sides[side] = question_voice(&now->panel, q, (enum side)side);
		card->question_count++;
	}
	return 0;
}

/* How many people answered anything, by side; below min_n not even that (model.md 4). */
static void
count_respondents(const struct subject *subject, const struct period_scores *now, struct scorecard *card)
{
	size_t slots = subject->scoring->dataset->question_slots;

	for (size_t person = 0; person < now->panel.count; person++)
		for (size_t slot = 0; slot < slots; slot++)
			if (!isnan(now->panel.answers[person * slots + slot])) {
				card->respondents[now->panel.people[person]->side]++;
				break;
			}
	for (size_t side = 0; side < SIDES; side++) {
		bool published = (double)card->respondents[side] >= subject->scoring->model->policy.min_n;

		card->suppressed[side] = !published && card->respondents[side] > 0;
		card->invited[side] = published && now->has_survey ? now->panel.invited[side] : NAN;
		if (!published)
			card->respondents[side] = 0;
	}
}

static int
allocate_point(const struct subject *subject, size_t reading_count, struct history_point *point)
{
	const struct model *model = subject->scoring->model;

	point->index = arena_alloc(subject->arena, model->lens_count, sizeof(double));
	point->rating = arena_alloc(subject->arena, model->lens_count, sizeof(enum rating));
	point->group = arena_alloc(subject->arena, model->lens_count, sizeof(double *));
	point->value = arena_alloc(subject->arena, reading_count, sizeof(double));
	point->score = arena_alloc(subject->arena, reading_count, sizeof(double));
	if (point->index == NULL || point->rating == NULL || point->group == NULL || point->value == NULL ||
	    point->score == NULL)
		return -1;
	for (size_t lens = 0; lens < model->lens_count; lens++) {
		point->group[lens] = arena_alloc(subject->arena, model->lenses[lens].group_count, sizeof(double));
		if (point->group[lens] == NULL)
			return -1;
	}
	return 0;
}

/* The printed numbers of a period, with the readings in the card's order. */
static int
keep_point(const struct subject *subject, const struct period_scores *scores, const struct period_scores *now,
    size_t reading_count, struct history_point *point)
{
	const struct model *model = subject->scoring->model;
	size_t		    kept = 0;

	if (allocate_point(subject, reading_count, point) == -1)
		return -1;
	point->period = scores->period;
	for (size_t lens = 0; lens < model->lens_count; lens++) {
		point->index[lens] = score_printed(scores->lenses[lens].index);
		point->rating[lens] = scores->lenses[lens].rating;
		for (size_t g = 0; g < model->lenses[lens].group_count; g++)
			point->group[lens][g] = score_printed(scores->lenses[lens].groups[g].score);
	}
	for (size_t i = 0; i < subject->row_count; i++) {
		if (!is_shown(&now->readings[i]))
			continue;
		point->value[kept] = scores->readings[i].value;
		point->score[kept++] = score_printed(scores->readings[i].score);
	}
	return 0;
}

static bool
is_empty_point(const struct scoring *scoring, const struct history_point *point, size_t reading_count)
{
	for (size_t lens = 0; lens < scoring->model->lens_count; lens++)
		if (!isnan(point->index[lens]))
			return false;
	for (size_t i = 0; i < reading_count; i++)
		if (!isnan(point->value[i]))
			return false;
	return true;
}

/* Compares with the period just before and keeps up to history_periods, the empty ones in front left out. */
static int
make_history(const struct subject *subject, struct period_scores *now, struct scorecard *card)
{
	const struct model *model = subject->scoring->model;
	size_t		    wanted = (size_t)model->policy.history_periods;

	card->history = arena_alloc(subject->arena, wanted + 1, sizeof(struct history_point));
	if (card->history == NULL)
		return -1;
	for (size_t ago = wanted > 2 ? wanted - 1 : 1; ago > 0; ago--) {
		struct period_scores  then;
		struct history_point *point = &card->history[card->history_count];

		if (score_period(subject, period_shift(card->period, -(int)ago), false, &then) == -1 ||
		    keep_point(subject, &then, now, card->reading_count, point) == -1)
			return -1;
		if (card->history_count > 0 || !is_empty_point(subject->scoring, point, card->reading_count))
			card->history_count++;
		if (ago > 1)
			continue;
		for (size_t lens = 0; lens < model->lens_count; lens++)
			lens_compare(&model->lenses[lens], &now->lenses[lens], &then.lenses[lens]);
		now->own.previous = score_printed(then.own.score);
		now->own.change = number_round(score_printed(now->own.score) - now->own.previous, 1);
	}
	return keep_point(subject, now, now, card->reading_count, &card->history[card->history_count++]);
}

int
scorecard_make(const struct scoring *scoring, size_t partner, struct arena *arena, struct scorecard *card, struct error *error)
{
	struct subject	     subject = { .scoring = scoring, .partner = partner, .arena = arena };
	struct period_scores now;

	*card = (struct scorecard){ .partner = partner, .period = scoring->period };
	card->has_data = scoring_has_data(scoring, partner);
	if (indicator_rows_find(scoring, partner, arena, &subject.rows, &subject.row_count) == -1 ||
	    score_period(&subject, scoring->period, true, &now) == -1)
		return error_out_of_memory(error);
	card->has_survey = now.has_survey;
	card->survey_period = now.survey_period;
	if (now.has_survey)
		card->survey_age = (size_t)(scoring->period.index -
		    period_at_end(now.survey_period, scoring->period.granularity, scoring->fiscal_start).index);
	if (keep_readings(&subject, &now, card) == -1 || hear_questions(&subject, &now, card) == -1 ||
	    make_history(&subject, &now, card) == -1)
		return error_out_of_memory(error);
	count_respondents(&subject, &now, card);
	card->lenses = now.lenses;
	card->own = now.own;
	return 0;
}

bool
reading_uses_target(const struct reading *reading)
{
	return reading->green_origin == LIMITS_TARGET || reading->red_origin == LIMITS_TARGET;
}

const struct reading *
scorecard_reading(const struct scorecard *card, size_t indicator)
{
	for (size_t i = 0; i < card->reading_count; i++)
		if (card->readings[i].indicator == indicator)
			return &card->readings[i];
	return NULL;
}
