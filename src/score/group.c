#include <math.h>
#include <string.h>

#include "base/number.h"
#include "score/lens.h"
#include "score/reading.h"
#include "score/statistics.h"
#include "score/voice.h"

/* Weights and weighted scores of the group's indicators. */
static void
sum_indicators(const struct period_facts *facts, size_t lens, size_t group, struct group_score *score)
{
	double sum = 0;

	for (size_t i = 0; i < facts->reading_count; i++) {
		const struct reading *reading = &facts->readings[i];

		if (!reading->planned || facts->scoring->model->indicators[reading->indicator].group[lens] != (short)group)
			continue;
		score->kpi_weight_planned += reading->weight;
		if (!reading->scored)
			continue;
		score->kpi_weight_present += reading->weight;
		sum += reading->weight * reading->score;
	}
	score->kpi_planned = score->kpi_weight_planned > 0;
	if (score->kpi_weight_present > 0)
		score->kpi_score = sum / score->kpi_weight_present;
}

/* A survey half is planned once one of the group's questions has been answered by anyone. */
static bool
survey_is_planned(const struct period_facts *facts, size_t lens, size_t group)
{
	const struct model *model = facts->scoring->model;

	for (size_t q = 0; q < model->question_count; q++)
		if (model->questions[q].group[lens] == (short)group &&
		    facts->scoring->question_first[q] <= facts->period.index)
			return true;
	return false;
}

static void
hear_sides(const struct period_facts *facts, size_t lens, size_t group, struct group_score *score)
{
	const struct policy *policy = &facts->scoring->model->policy;
	double		     sum = 0;
	size_t		     published = 0;

	for (size_t side = 0; side < SIDES; side++) {
		score->sides[side] = group_voice(facts->panel, lens, group, (enum side)side, facts->full);
		if (!score->sides[side].published || (facts->scoring->model->lenses[lens].sides & 1u << side) == 0)
			continue;
		sum += score->sides[side].mean;
		published++;
	}
	if (published == 0)
		return;
	score->survey_mean = sum / (double)published;
	score->survey_score = score_clip(score_line(policy, score->survey_mean, policy->survey_green, policy->survey_yellow));
}

/* Score, evidence and bounds from the two halves (model.md 5). */
static void
combine_halves(const struct policy *policy, double share, struct group_score *score)
{
	bool   has_survey = !isnan(score->survey_score);
	bool   has_kpi = !isnan(score->kpi_score);
	double present = score->kpi_planned ? score->kpi_weight_present / score->kpi_weight_planned : 0;
	double a = share;

	if (!score->survey_planned)
		a = 1;
	else if (!score->kpi_planned)
		a = 0;
	score->kpi_share = a;
	score->evidence = a * present + (1 - a) * (has_survey ? 1 : 0);
	score->low = a * present * (has_kpi ? score->kpi_score : 0) + (1 - a) * (has_survey ? score->survey_score : 0);
	score->high = score->low + a * (1 - present) * 100 + (1 - a) * (has_survey ? 0 : 100);
	score->rated = score->evidence + 1e-9 >= policy->min_evidence / 100 && (has_kpi || has_survey);
	if (!score->rated)
		return;
	if (has_kpi && has_survey)
		score->score = a * score->kpi_score + (1 - a) * score->survey_score;
	else
		score->score = has_kpi ? score->kpi_score : score->survey_score;
}

/* A mean of thirds may miss 3.5 by binary noise. */
static bool
is_high(const struct policy *policy, const struct voice *side)
{
	return side->mean + 1e-9 >= policy->quadrant;
}

static void
compare_sides(const struct policy *policy, struct group_score *score)
{
	const struct voice *client = &score->sides[SIDE_CLIENT];
	const struct voice *partner = &score->sides[SIDE_PARTNER];
	double		    size;

	if (!client->published || !partner->published)
		return;
	score->gap = number_round(client->mean - partner->mean, 2);
	score->gap_half_width = welch_half_width(client->n, client->sd, partner->n, partner->sd);
	size = fabs(score->gap);
	score->gap_class = size < policy->gap_watch ? GAP_ALIGNED : size < policy->gap_misaligned ? GAP_WATCH : GAP_MISALIGNED;
	if (is_high(policy, client))
		score->quadrant = is_high(policy, partner) ? QUADRANT_STRENGTH : QUADRANT_UNDERVALUED;
	else
		score->quadrant = is_high(policy, partner) ? QUADRANT_BLIND_SPOT : QUADRANT_WEAKNESS;
}

static enum watermelon
find_watermelon(const struct policy *policy, const struct group_score *score)
{
	double	    difference = score->kpi_score - score->survey_score;
	enum rating kpi = score_rating(policy, score->kpi_score);
	enum rating survey = score_rating(policy, score->survey_score);

	if (isnan(difference))
		return WATERMELON_NONE;
	if ((kpi == RATING_GREEN && survey == RATING_RED) || difference + 1e-9 >= policy->watermelon_gap)
		return WATERMELON_GREEN_OUTSIDE;
	if ((kpi == RATING_RED && survey == RATING_GREEN) || -difference + 1e-9 >= policy->watermelon_gap)
		return WATERMELON_LIKED_BUT_MISSING;
	return WATERMELON_NONE;
}

static void
group_clear(struct group_score *score)
{
	memset(score, 0, sizeof *score);
	score->kpi_score = score->survey_mean = score->survey_score = score->score = NAN;
	score->previous = score->change = score->movement = NAN;
	score->gap = score->gap_half_width = NAN;
	for (size_t side = 0; side < SIDES; side++)
		score->sides[side] = (struct voice){ .invited = NAN, .mean = NAN, .sd = NAN, .half_width = NAN, .score = NAN,
			.median = NAN, .top_box = NAN, .top_low = NAN, .top_high = NAN, .alpha = NAN };
}

void
groups_score(const struct period_facts *facts, size_t lens, struct group_score *groups)
{
	const struct policy *policy = &facts->scoring->model->policy;
	const struct lens   *definition = &facts->scoring->model->lenses[lens];

	for (size_t g = 0; g < definition->group_count; g++) {
		struct group_score *score = &groups[g];

		group_clear(score);
		sum_indicators(facts, lens, g, score);
		score->survey_planned = survey_is_planned(facts, lens, g);
		score->planned = score->kpi_planned || score->survey_planned;
		if (facts->panel != NULL)
			hear_sides(facts, lens, g, score);
		if (!score->planned)
			continue;
		combine_halves(policy, definition->groups[g].kpi_share, score);
		score->uncapped = score->rating = score_rating(policy, score->score);
		score->firm = score->rated && score_rating(policy, score->low) == score_rating(policy, score->high);
		score->watermelon = find_watermelon(policy, score);
		if (facts->full)
			compare_sides(policy, score);
	}
}
