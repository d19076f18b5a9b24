/* scoring.c - what all partners share, the colours of scores, and who gets a report. */
#include <limits.h>
#include <math.h>

#include "base/arena.h"
#include "base/error.h"
#include "base/number.h"
#include "score/scorecard.h"
#include "score/statistics.h"
#include "score/voice.h"

/* Beyond as many people, working a quantile out is nothing beside adding up their answers. */
enum { STUDENT_COUNT_MAX = 256 };

double
score_printed(double score)
{
	return number_round(score, 1);
}

enum rating
score_rating(const struct policy *policy, double score)
{
	double printed = score_printed(score);

	if (isnan(printed))
		return RATING_GREY;
	if (printed >= policy->green)
		return RATING_GREEN;
	return printed >= policy->yellow ? RATING_YELLOW : RATING_RED;
}

const char *
rating_name(enum rating rating)
{
	static const char *const names[] = { "grey", "red", "yellow", "green" };

	return names[rating];
}

/* Notes, per question answered, the earliest reported period. False without any answer. */
static bool
note_respondent(struct scoring *scoring, const struct respondent *person)
{
	const struct dataset *dataset = scoring->dataset;
	int		      mapped = period_at_end(respondent_period(person), scoring->period.granularity, scoring->fiscal_start).index;
	bool		      answered = false;

	for (size_t slot = 0; slot < dataset->question_slots; slot++) {
		int *first = &scoring->question_first[dataset->slot_question[slot]];

		if (dataset->answers[person->answers + slot] == 0)
			continue;
		answered = true;
		if (mapped < *first)
			*first = mapped;
	}
	return answered;
}

/* Keeps the survey's periods distinct and ascending; they are few. */
static void
add_survey_period(struct scoring *scoring, struct period period)
{
	struct period *periods = scoring->survey_periods;
	size_t	       at = scoring->survey_period_count;

	while (at > 0 && period_compare(periods[at - 1], period, scoring->fiscal_start) > 0)
		at--;
	if (at > 0 && period_equal(periods[at - 1], period))
		return;
	for (size_t i = scoring->survey_period_count++; i > at; i--)
		periods[i] = periods[i - 1];
	periods[at] = period;
}

/* Bounds the number of distinct survey periods. */
static size_t
count_period_changes(const struct dataset *dataset)
{
	size_t changes = 1;

	for (size_t i = 1; i < dataset->respondent_count; i++)
		changes += !period_equal(respondent_period(&dataset->respondents[i]),
		    respondent_period(&dataset->respondents[i - 1]));
	return changes;
}

/* Every interval of a mean needs one, and few different ones: as many as the largest panel has people. */
static int
tabulate_student(struct scoring *scoring, struct arena *arena)
{
	size_t count = 1;

	for (size_t i = 0; i < scoring->dataset->partner_count; i++)
		if (count < scoring->dataset->partners[i].respondent_count)
			count = scoring->dataset->partners[i].respondent_count;
	if (count > STUDENT_COUNT_MAX)
		count = STUDENT_COUNT_MAX;
	scoring->student_t = arena_alloc(arena, count, sizeof *scoring->student_t);
	if (scoring->student_t == NULL)
		return -1;
	for (size_t degrees = 0; degrees < count; degrees++)
		scoring->student_t[degrees] = student_t_975((double)degrees);
	scoring->student_count = count;
	return 0;
}

int
scoring_init(struct scoring *scoring, struct arena *arena, const struct model *model, const struct dataset *dataset,
    struct period period, struct date as_of, int fiscal_start, struct error *error)
{
	*scoring = (struct scoring){ .model = model, .dataset = dataset, .period = period, .as_of = as_of,
		.fiscal_start = fiscal_start };
	scoring->question_first = arena_alloc(arena, model->question_count, sizeof(int));
	scoring->survey_periods = arena_alloc(arena, count_period_changes(dataset), sizeof(struct period));
	if (scoring->question_first == NULL || scoring->survey_periods == NULL || tabulate_student(scoring, arena) == -1)
		return error_out_of_memory(error);
	for (size_t q = 0; q < model->question_count; q++)
		scoring->question_first[q] = INT_MAX;
	for (size_t i = 0; i < dataset->respondent_count; i++) {
		const struct respondent *person = &dataset->respondents[i];

		if (note_respondent(scoring, person))
			add_survey_period(scoring, respondent_period(person));
	}
	return 0;
}

static bool
has_row_in_period(const struct scoring *scoring, const struct partner *partner)
{
	for (size_t i = 0; i < partner->kpi_count; i++) {
		const struct kpi_row *row = &scoring->dataset->kpi_rows[partner->kpi_first + i];
		struct period	      when = { row->granularity, row->period_index };

		if (period_contains(scoring->period, when, scoring->fiscal_start) ||
		    period_contains(when, scoring->period, scoring->fiscal_start))
			return true;
	}
	return false;
}

static bool
has_answer_in_period(const struct scoring *scoring, const struct partner *partner)
{
	const struct dataset *dataset = scoring->dataset;
	struct period	      survey;

	if (!survey_period_for(scoring, scoring->period, &survey))
		return false;
	for (size_t i = 0; i < partner->respondent_count; i++) {
		const struct respondent *person = &dataset->respondents[partner->respondent_first + i];

		if (!period_equal(respondent_period(person), survey))
			continue;
		for (size_t slot = 0; slot < dataset->question_slots; slot++)
			if (dataset->answers[person->answers + slot] != 0)
				return true;
	}
	return false;
}

bool
scoring_has_data(const struct scoring *scoring, size_t partner)
{
	const struct partner *who = &scoring->dataset->partners[partner];

	return has_row_in_period(scoring, who) || has_answer_in_period(scoring, who);
}

bool
scoring_reports(const struct scoring *scoring, size_t partner)
{
	const struct partner *who = &scoring->dataset->partners[partner];

	return (who->listed && who->active) || scoring_has_data(scoring, partner);
}
