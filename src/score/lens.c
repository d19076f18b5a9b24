#include "score/lens.h"

#include <float.h>
#include <math.h>

#include "base/number.h"
#include "score/reading.h"

/* Weighted means over planned and rated groups (model.md 5). */
static void
weigh_groups(const struct policy *policy, const struct lens *lens, struct lens_score *score)
{
	double planned = 0;
	double rated = 0;
	double sum = 0;
	double low = 0;
	double high = 0;

	for (size_t g = 0; g < lens->group_count; g++) {
		const struct group_score *group = &score->groups[g];
		double			  weight = lens->groups[g].weight;

		if (!group->planned)
			continue;
		score->planned = true;
		planned += weight;
		low += weight * group->low;
		high += weight * group->high;
		if (!group->rated)
			continue;
		rated += weight;
		sum += weight * group->score;
	}
	score->low = planned > 0 ? low / planned : NAN;
	score->high = planned > 0 ? high / planned : NAN;
	score->evidence = planned > 0 ? rated / planned : 0;
	score->rated = rated > 0 && score->evidence + 1e-9 >= policy->min_evidence / 100;
	score->index = score->rated ? sum / rated : NAN;
	score->uncapped = score_rating(policy, score->index);
	score->rating = score->uncapped;
	score->firm = score->rated && score_rating(policy, score->low) == score_rating(policy, score->high);
}

/* The first red critical indicator that stands in a planned group of the lens, or -1. */
static long
red_critical(const struct period_facts *facts, size_t lens, const struct lens_score *score)
{
	for (size_t i = 0; i < facts->reading_count; i++) {
		const struct reading   *reading = &facts->readings[i];
		const struct indicator *indicator = &facts->scoring->model->indicators[reading->indicator];
		short			group = indicator->group[lens];

		if (indicator->critical && reading->planned && reading->scored && reading->rating == RATING_RED &&
		    group >= 0 && score->groups[group].planned)
			return (long)reading->indicator;
	}
	return -1;
}

static size_t
count_red_groups(const struct lens *lens, const struct lens_score *score)
{
	size_t red = 0;

	for (size_t g = 0; g < lens->group_count; g++)
		red += score->groups[g].planned && score->groups[g].uncapped == RATING_RED;
	return red;
}

/* A cap changes the colour, never the score; grey stays grey (model.md 6). */
static void
cap_colour(const struct period_facts *facts, size_t lens, struct lens_score *score)
{
	const struct policy *policy = &facts->scoring->model->policy;
	const struct lens   *definition = &facts->scoring->model->lenses[lens];
	long		     critical = red_critical(facts, lens, score);
	size_t		     red = count_red_groups(definition, score);

	score->cap_critical = score->watermelon_critical = -1;
	if (critical >= 0 && score->uncapped == RATING_GREEN)
		score->watermelon_critical = critical;
	if (!definition->primary || !score->rated)
		return;
	if (critical >= 0 && score->rating == RATING_GREEN) {
		score->rating = RATING_YELLOW;
		score->cap_critical = critical;
	}
	if (policy->red_groups > 0 && (double)red >= policy->red_groups && score->rating != RATING_RED) {
		score->rating = RATING_RED;
		score->cap_red_groups = red;
	}
}

/* The first override of the partner or of one behind it: they are sorted by partner. */
static size_t
first_override(const struct dataset *dataset, size_t partner)
{
	size_t low = 0;
	size_t high = dataset->override_count;

	while (low < high) {
		size_t middle = low + (high - low) / 2;

		if (dataset->overrides[middle].partner < partner)
			low = middle + 1;
		else
			high = middle;
	}
	return low;
}

static void
apply_overrides(const struct period_facts *facts, size_t lens, struct lens_score *score)
{
	const struct dataset *dataset = facts->scoring->dataset;

	for (size_t i = first_override(dataset, facts->partner); i < dataset->override_count; i++) {
		const struct colour_override *entry = &dataset->overrides[i];

		if (entry->partner != facts->partner)
			break;
		if (entry->lens != lens || !period_equal(entry->period, facts->period))
			continue;
		if (entry->expires.year != 0 && date_compare(entry->expires, facts->scoring->as_of) < 0)
			continue;
		if (entry->group < 0) {
			score->rating = (enum rating)entry->colour;
			score->override = entry;
		} else if (score->groups[entry->group].planned) {
			score->groups[entry->group].rating = (enum rating)entry->colour;
			score->groups[entry->group].override = entry;
		}
	}
}

/* Weights near the largest double would overflow in a sum: all are made smaller by one power of two, which changes no quotient. */
static void
keep_sums_finite(double *weights, size_t count)
{
	int largest = 0;

	for (size_t i = 0; i < count; i++) {
		int exponent;

		(void)frexp(weights[i], &exponent);
		largest = exponent > largest ? exponent : largest;
	}
	for (size_t i = 0; i < count; i++)
		weights[i] = ldexp(weights[i], -largest);
}

void
robust_range(double *scores, double *weights, size_t count, double share, double *low, double *high)
{
	*low = DBL_MAX;
	*high = -DBL_MAX;
	keep_sums_finite(weights, count);
	for (size_t i = 1; i < count; i++) {
		for (size_t k = i; k > 0 && scores[k - 1] > scores[k]; k--) {
			double score = scores[k];
			double weight = weights[k];

			scores[k] = scores[k - 1];
			weights[k] = weights[k - 1];
			scores[k - 1] = score;
			weights[k - 1] = weight;
		}
	}
	for (size_t k = 0; k <= count; k++) {
		double up = 0, up_weights = 0, down = 0, down_weights = 0;

		for (size_t i = 0; i < count; i++) {
			double less = weights[i] * (1 - share);
			double more = weights[i] * (1 + share);

			up += (i < k ? less : more) * scores[i];
			up_weights += i < k ? less : more;
			down += (i < k ? more : less) * scores[i];
			down_weights += i < k ? more : less;
		}
		if (up_weights > 0)
			*high = fmax(*high, up / up_weights);
		if (down_weights > 0)
			*low = fmin(*low, down / down_weights);
	}
}

static void
judge_robustness(const struct policy *policy, const struct lens *lens, struct lens_score *score)
{
	double scores[MODEL_GROUPS_MAX];
	double weights[MODEL_GROUPS_MAX];
	size_t count = 0;

	score->robust_low = score->robust_high = NAN;
	if (!score->rated)
		return;
	for (size_t g = 0; g < lens->group_count; g++) {
		if (!score->groups[g].planned || !score->groups[g].rated)
			continue;
		scores[count] = score->groups[g].score;
		weights[count++] = lens->groups[g].weight;
	}
	robust_range(scores, weights, count, policy->robustness / 100, &score->robust_low, &score->robust_high);
	score->robust = score_rating(policy, score->robust_low) == score_rating(policy, score->robust_high);
}

static double
rated_weight(const struct lens *lens, const struct lens_score *score)
{
	double sum = 0;

	for (size_t g = 0; g < lens->group_count; g++)
		if (score->groups[g].planned && score->groups[g].rated)
			sum += lens->groups[g].weight;
	return sum;
}

/* The value at which a reading's score line reaches score, on the line of green and red. */
static double
value_at(const struct policy *policy, double score, double green, double red)
{
	return red + (score - policy->yellow) / (policy->green - policy->yellow) * (green - red);
}

/* Keeps the candidate value if it really gives the wanted score and is nearer than what was found before. */
static void
offer_flip(const struct scoring *scoring, const struct reading *reading, double wanted, double green, double red,
    enum rating to, struct flip *flip)
{
	const struct indicator *indicator = &scoring->model->indicators[reading->indicator];
	const struct policy    *policy = &scoring->model->policy;
	double			value = value_at(policy, wanted, green, red);
	double			spans = fabs(value - reading->value) / fabs(green - red);

	if (fabs(score_value(policy, indicator, reading->direction, &reading->limits, value) - wanted) > 1e-6)
		return;
	/* Of two that are as near the first, on every machine. */
	if (flip->indicator >= 0 && spans >= flip->spans - 1e-9)
		return;
	*flip = (struct flip){ (long)reading->indicator, value, spans, to };
}

/* Tries to move the index to boundary by this reading alone; effect is points of index per point of score. */
static void
try_flip(const struct scoring *scoring, const struct reading *reading, double index, double effect, double boundary,
    enum rating to, struct flip *flip)
{
	double wanted = reading->score + (boundary - index) / effect;

	if (wanted < 0 || wanted > 100)
		return;
	offer_flip(scoring, reading, wanted, reading->limits.green, reading->limits.red, to, flip);
	if (reading->direction == DIRECTION_RANGE)
		offer_flip(scoring, reading, wanted, reading->limits.green_high, reading->limits.red_high, to, flip);
}

/* The single indicator whose smallest change, in spans |G - R|, alters the index's uncapped colour (model.md 7). */
static void
find_flip(const struct period_facts *facts, size_t lens, struct lens_score *score)
{
	const struct model  *model = facts->scoring->model;
	const struct policy *policy = &model->policy;
	double		     total = rated_weight(&model->lenses[lens], score);
	double		     half_step = 0.05;	/* printed scores have one decimal: 79.95 prints as 80.0 */

	score->flip.indicator = -1;
	if (!score->rated)
		return;
	for (size_t i = 0; i < facts->reading_count; i++) {
		const struct reading	 *reading = &facts->readings[i];
		short			  at = model->indicators[reading->indicator].group[lens];
		const struct group_score *group = at < 0 ? NULL : &score->groups[at];
		double			  effect;

		if (group == NULL || !group->rated || !reading->planned || !reading->scored || isnan(reading->value) ||
		    reading->direction > DIRECTION_RANGE || reading->weight <= 0)
			continue;
		effect = model->lenses[lens].groups[at].weight / total * reading->weight / group->kpi_weight_present *
		    (isnan(group->survey_score) ? 1 : group->kpi_share);
		if (effect <= 0)
			continue;
		if (score->uncapped != RATING_GREEN)
			try_flip(facts->scoring, reading, score->index, effect,
			    (score->uncapped == RATING_YELLOW ? policy->green : policy->yellow) - half_step,
			    score->uncapped == RATING_YELLOW ? RATING_GREEN : RATING_YELLOW, &score->flip);
		if (score->uncapped != RATING_RED)
			try_flip(facts->scoring, reading, score->index, effect,
			    (score->uncapped == RATING_GREEN ? policy->green : policy->yellow) - half_step,
			    score->uncapped == RATING_GREEN ? RATING_YELLOW : RATING_RED, &score->flip);
	}
}

static void
weigh_balance(const struct policy *policy, const struct lens *lens, struct lens_score *score)
{
	score->balance = NAN;
	if (!lens->balance || lens->group_count < 2)
		return;
	score->balance = number_round(score_printed(score->groups[0].score) - score_printed(score->groups[1].score), 1);
	score->out_of_balance = fabs(score->balance) > policy->mandate_flag;
}

void
lens_score_index(const struct period_facts *facts, size_t lens, struct lens_score *score)
{
	const struct policy *policy = &facts->scoring->model->policy;
	const struct lens   *definition = &facts->scoring->model->lenses[lens];

	score->previous = score->change = score->movement_rest = NAN;
	weigh_groups(policy, definition, score);
	cap_colour(facts, lens, score);
	apply_overrides(facts, lens, score);
	judge_robustness(policy, definition, score);
	weigh_balance(policy, definition, score);
	score->flip.indicator = -1;
	if (facts->full)
		find_flip(facts, lens, score);
}

static double
printed_change(double now, double before)
{
	return number_round(score_printed(now) - score_printed(before), 1);
}

void
lens_compare(const struct lens *lens, struct lens_score *score, const struct lens_score *before)
{
	double total = rated_weight(lens, score);
	double explained = 0;

	score->previous = score_printed(before->index);
	score->change = printed_change(score->index, before->index);
	score->composition = false;
	for (size_t g = 0; g < lens->group_count; g++) {
		struct group_score	 *now = &score->groups[g];
		const struct group_score *then = &before->groups[g];

		now->previous = score_printed(then->score);
		now->change = printed_change(now->score, then->score);
		if (now->rated != then->rated)
			score->composition = true;
		if (isnan(score->change) || !now->rated || !then->rated)
			continue;
		now->movement = number_round(lens->groups[g].weight / total * (now->score - then->score), 1);
		explained += now->movement;
	}
	if (!isnan(score->change))
		score->movement_rest = number_round(score->change - explained, 1);
}
