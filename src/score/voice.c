#include "score/voice.h"

#include <math.h>

#include "base/arena.h"
#include "score/reading.h"
#include "score/statistics.h"

bool
survey_period_for(const struct scoring *scoring, struct period period, struct period *survey)
{
	for (size_t i = scoring->survey_period_count; i-- > 0;) {
		int end = period_at_end(scoring->survey_periods[i], period.granularity, scoring->fiscal_start).index;

		if (end > period.index)
			continue;
		*survey = scoring->survey_periods[i];
		return period.index - end <= (int)scoring->model->policy.survey_max_age;
	}
	return false;
}

/* An answer on 1..5, turned round first where the question is reversed (model.md 4.1). */
static double
on_five(const struct question *question, double answer)
{
	if (question->reverse)
		answer = question->scale_min + question->scale_max - answer;
	return 1 + 4 * (answer - question->scale_min) / (question->scale_max - question->scale_min);
}

static void
count_invited(const struct scoring *scoring, size_t partner, struct period survey, double invited[SIDES])
{
	const struct dataset *dataset = scoring->dataset;
	size_t		      low = 0;
	size_t		      high = dataset->invite_count;

	for (size_t side = 0; side < SIDES; side++)
		invited[side] = NAN;
	while (low < high) {
		size_t middle = low + (high - low) / 2;

		if (dataset->invites[middle].partner < partner)
			low = middle + 1;
		else
			high = middle;
	}
	for (; low < dataset->invite_count && dataset->invites[low].partner == partner; low++) {
		const struct invite *invite = &dataset->invites[low];

		if (period_equal(invite->period, survey))
			invited[invite->side] = invite->invited;
	}
}

static void
count_answered(struct panel *panel)
{
	size_t slots = panel->dataset->question_slots;

	for (size_t person = 0; person < panel->count; person++)
		for (size_t slot = 0; slot < slots; slot++)
			if (!isnan(panel->answers[person * slots + slot]))
				panel->answered[slot * SIDES + panel->people[person]->side]++;
}

int
panel_make(const struct scoring *scoring, size_t partner, struct period survey, struct arena *arena, struct panel *panel)
{
	const struct dataset *dataset = scoring->dataset;
	const struct partner *who = &dataset->partners[partner];
	size_t		      slots = dataset->question_slots;

	*panel = (struct panel){ .scoring = scoring, .dataset = dataset, .model = scoring->model };
	panel->people = arena_alloc(arena, who->respondent_count, sizeof(struct respondent *));
	panel->answers = arena_alloc(arena, who->respondent_count * slots, sizeof(double));
	panel->scratch = arena_alloc(arena, who->respondent_count * (slots + 1), sizeof(double));
	panel->answered = arena_alloc(arena, slots * SIDES, sizeof *panel->answered);
	panel->members = arena_alloc(arena, slots, sizeof *panel->members);
	if (panel->people == NULL || panel->answers == NULL || panel->scratch == NULL || panel->answered == NULL ||
	    panel->members == NULL)
		return -1;
	for (size_t i = 0; i < who->respondent_count; i++) {
		const struct respondent *person = &dataset->respondents[who->respondent_first + i];
		double			*row = panel->answers + panel->count * slots;

		if (!period_equal(respondent_period(person), survey))
			continue;
		for (size_t slot = 0; slot < slots; slot++)
			row[slot] = on_five(&scoring->model->questions[dataset->slot_question[slot]],
			    dataset_answer(dataset, person, slot));
		panel->people[panel->count++] = person;
	}
	count_answered(panel);
	count_invited(scoring, partner, survey, panel->invited);
	return 0;
}

/* Finds the slots of the group's questions; returns how many. */
static size_t
find_members(const struct panel *panel, size_t lens, size_t group)
{
	size_t count = 0;

	for (size_t slot = 0; slot < panel->dataset->question_slots; slot++) {
		const struct question *question = &panel->model->questions[panel->dataset->slot_question[slot]];

		if (question->group[lens] == (short)group)
			panel->members[count++] = (struct member){ slot, question->weight };
	}
	return count;
}

/* Which of the five bars an answer on 1..5 is counted in: the nearest, halves above. */
static size_t
bar_of(double answer)
{
	double place = answer - 0.5 + 1e-9;

	if (place < 1)
		return 0;
	return place < 4 ? (size_t)place : 4;
}

/* Weighted mean of the members this person answered; NaN if none. Counts the answers in bars. */
static double
person_mean(const struct panel *panel, size_t person, size_t member_count, size_t bars[5])
{
	const double *answers = panel->answers + person * panel->dataset->question_slots;
	double	      sum = 0;
	double	      weights = 0;

	for (size_t i = 0; i < member_count; i++) {
		const struct member *member = &panel->members[i];
		double		     answer = answers[member->slot];

		if (isnan(answer))
			continue;
		sum += member->weight * answer;
		weights += member->weight;
		if (member->weight > 0)
			bars[bar_of(answer)]++;
	}
	return weights > 0 ? sum / weights : NAN;
}

/* The quantile of an interval over n >= 1 values. */
static double
student_t_of(const struct scoring *scoring, size_t n)
{
	return n - 1 < scoring->student_count ? scoring->student_t[n - 1] : student_t_975((double)(n - 1));
}

/* Everything that values (respondents' means or answers) say; nothing but "heard" below min_n. Reorders values. */
static struct voice
voice_of(const struct panel *panel, double *values, size_t n, double invited, bool full)
{
	const struct policy *policy = &panel->model->policy;
	struct voice	     voice = { .heard = n > 0, .published = (double)n >= policy->min_n && n > 0 };
	size_t		     top = 0;

	voice.invited = voice.mean = voice.sd = voice.half_width = voice.score = NAN;
	voice.median = voice.top_box = voice.top_low = voice.top_high = voice.alpha = NAN;
	if (!voice.published)
		return voice;
	voice.n = n;
	voice.invited = invited;
	voice.mean = mean_of(values, n);
	voice.score = score_clip(score_line(policy, voice.mean, policy->survey_green, policy->survey_yellow));
	if (!full)
		return voice;
	voice.sd = deviation_of(values, n, voice.mean);
	voice.half_width = mean_half_width(n, voice.sd, student_t_of(panel->scoring, n), invited);
	for (size_t i = 0; i < n; i++)
		top += values[i] >= policy->top_box - 1e-9;
	voice.top_box = (double)top / (double)n;
	wilson_interval(top, n, &voice.top_low, &voice.top_high);
	voice.median = percentile_of(values, n, 0.5);
	return voice;
}

/* Alpha over the respondents who answered all members (model.md 5, fine print). */
static double
group_alpha(const struct panel *panel, size_t member_count, enum side side)
{
	const struct policy *policy = &panel->model->policy;
	size_t		     slots = panel->dataset->question_slots;
	size_t		     rows = 0;

	if ((double)member_count < policy->alpha_min_questions)
		return NAN;
	for (size_t person = 0; person < panel->count; person++) {
		size_t column = 0;

		if (panel->people[person]->side != side)
			continue;
		for (size_t i = 0; i < member_count; i++) {
			double answer = panel->answers[person * slots + panel->members[i].slot];

			if (!isnan(answer))
				panel->scratch[rows * member_count + column++] = answer;
		}
		rows += column == member_count;
	}
	return (double)rows >= policy->alpha_min_n ? cronbach_alpha(panel->scratch, rows, member_count) : NAN;
}

struct voice
group_voice(const struct panel *panel, size_t lens, size_t group, enum side side, bool full)
{
	size_t	     member_count = find_members(panel, lens, group);
	size_t	     bars[5] = { 0 };
	size_t	     n = 0;
	struct voice voice;

	for (size_t person = 0; person < panel->count; person++) {
		double mean;

		if (panel->people[person]->side != side)
			continue;
		mean = person_mean(panel, person, member_count, bars);
		if (!isnan(mean))
			panel->scratch[n++] = mean;
	}
	voice = voice_of(panel, panel->scratch, n, panel->invited[side], full);
	if (voice.published && full) {
		for (size_t bar = 0; bar < 5; bar++)
			voice.bars[bar] = bars[bar];
		voice.alpha = group_alpha(panel, member_count, side);
	}
	return voice;
}

static bool
share_group(const struct model *model, size_t question, size_t other)
{
	for (size_t lens = 0; lens < model->lens_count; lens++)
		if (model->questions[question].group[lens] >= 0 &&
		    model->questions[question].group[lens] == model->questions[other].group[lens])
			return true;
	return false;
}

/* The published mean of a group less that of one of its questions is the rest of it: nobody's answers may be left over alone. */
static bool
would_give_away(const struct panel *panel, size_t question, enum side side)
{
	for (size_t slot = 0; slot < panel->dataset->question_slots; slot++) {
		size_t answered = panel->answered[slot * SIDES + side];

		if (answered > 0 && (double)answered < panel->model->policy.min_n &&
		    share_group(panel->model, question, panel->dataset->slot_question[slot]))
			return true;
	}
	return false;
}

struct voice
question_voice(const struct panel *panel, size_t question, enum side side)
{
	size_t	     slots = panel->dataset->question_slots;
	size_t	     bars[5] = { 0 };
	size_t	     n = 0;
	bool	     guarded;
	struct voice voice;

	for (size_t slot = 0; slot < slots; slot++) {
		if (panel->dataset->slot_question[slot] != question)
			continue;
		for (size_t person = 0; person < panel->count; person++) {
			double answer = panel->answers[person * slots + slot];

			if (panel->people[person]->side != side || isnan(answer))
				continue;
			panel->scratch[n++] = answer;
			bars[bar_of(answer)]++;
		}
	}
	guarded = (double)n >= panel->model->policy.min_n && would_give_away(panel, question, side);
	voice = voice_of(panel, panel->scratch, guarded ? 0 : n, panel->invited[side], true);
	voice.heard = n > 0;
	voice.guarded = guarded;
	for (size_t bar = 0; bar < 5 && voice.published; bar++)
		voice.bars[bar] = bars[bar];
	return voice;
}
