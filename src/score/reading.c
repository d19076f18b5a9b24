#include "score/reading.h"

#include <math.h>

#include "base/arena.h"

/* The rows among which the period's value is chosen. */
struct candidates {
	const struct kpi_row *exact;
	const struct kpi_row *first_finer;	/* finer rows are not contiguous: coarser ones may lie between */
	const struct kpi_row *end;
	const struct kpi_row *coarser;
};

/* One period's value before limits: the aggregated number and the row whose terms hold. */
struct effective {
	enum value_state      state;
	double		      value;
	double		      rating_score;
	const struct kpi_row *row;
	size_t		      row_count;
	bool		      coarser;
};

static struct period
row_period(const struct kpi_row *row)
{
	return (struct period){ row->granularity, row->period_index };
}

static const struct kpi_terms *
row_terms(const struct scoring *scoring, const struct kpi_row *row)
{
	return &scoring->dataset->terms[row->terms];
}

double
score_line(const struct policy *policy, double value, double green, double red)
{
	return policy->yellow + (policy->green - policy->yellow) * (value - red) / (green - red);
}

double
score_clip(double score)
{
	if (isnan(score))
		return NAN;
	return fmin(100, fmax(0, score));
}

double
score_value(const struct policy *policy, const struct indicator *indicator, enum direction direction,
    const struct limits *limits, double value)
{
	switch (direction) {
	case DIRECTION_HIGHER:
	case DIRECTION_LOWER:
		return score_clip(score_line(policy, value, limits->green, limits->red));
	case DIRECTION_RANGE:
		return fmin(score_clip(score_line(policy, value, limits->green, limits->red)),
		    score_clip(score_line(policy, value, limits->green_high, limits->red_high)));
	case DIRECTION_YESNO:
		return score_clip(100 * value);
	case DIRECTION_LEVEL:
		return score_clip(100 * (value - indicator->level_min) / (indicator->level_max - indicator->level_min));
	case DIRECTION_TRACK:
	case DIRECTION_RATING:
	case DIRECTIONS:
		break;
	}
	return NAN;
}

/* First row of the run of equal indicator at or after *at whose indicator is the wanted one; skips smaller ones. */
static const struct kpi_row *
take_rows(const struct kpi_row **at, const struct kpi_row *end, size_t indicator, size_t *count)
{
	const struct kpi_row *first;

	while (*at < end && (*at)->indicator < indicator)
		(*at)++;
	first = *at;
	while (*at < end && (*at)->indicator == indicator)
		(*at)++;
	*count = (size_t)(*at - first);
	return first;
}

int
indicator_rows_find(const struct scoring *scoring, size_t partner, struct arena *arena, struct indicator_rows **found,
    size_t *count)
{
	const struct dataset *dataset = scoring->dataset;
	const struct model   *model = scoring->model;
	const struct partner *who = &dataset->partners[partner];
	const struct kpi_row *own = dataset->kpi_rows + who->kpi_first;
	const struct kpi_row *own_end = own + who->kpi_count;
	const struct kpi_row *all = dataset->kpi_rows + dataset->all_first;
	const struct kpi_row *all_end = dataset->kpi_rows + dataset->kpi_row_count;

	*count = 0;
	*found = arena_alloc(arena, model->indicator_count, sizeof **found);
	if (*found == NULL)
		return -1;
	for (size_t i = 0; i < model->indicator_count; i++) {
		struct indicator_rows *rows = &(*found)[*count];

		rows->indicator = i;
		rows->own = take_rows(&own, own_end, i, &rows->own_count);
		rows->all = take_rows(&all, all_end, i, &rows->all_count);
		if (rows->own_count > 0 || rows->all_count > 0 || model->indicators[i].required)
			(*count)++;
	}
	return 0;
}

/* Sorts the rows that touch the period into exact, finer and the finest coarser one. False if there is none. */
static bool
find_candidates(const struct scoring *scoring, const struct kpi_row *rows, size_t count, struct period period,
    struct candidates *found)
{
	*found = (struct candidates){ .end = rows + count };
	for (const struct kpi_row *row = rows; row < found->end; row++) {
		struct period when = row_period(row);

		if (when.granularity == period.granularity) {
			if (when.index == period.index)
				found->exact = row;
		} else if (when.granularity < period.granularity) {
			if (found->first_finer == NULL && period_contains(period, when, scoring->fiscal_start))
				found->first_finer = row;
		} else if (period_contains(when, period, scoring->fiscal_start) &&
		    (found->coarser == NULL || row->granularity < found->coarser->granularity)) {
			found->coarser = row;
		}
	}
	return found->exact != NULL || found->first_finer != NULL || found->coarser != NULL;
}

static double
aggregate_step(enum aggregate how, double so_far, double next, size_t already)
{
	if (already == 0)
		return next;
	switch (how) {
	case AGGREGATE_MEAN:
	case AGGREGATE_SUM:
		return so_far + next;
	case AGGREGATE_MIN:
		return fmin(so_far, next);
	case AGGREGATE_MAX:
		return fmax(so_far, next);
	case AGGREGATE_LAST:
		break;
	}
	return next;
}

/* Several rows of shorter periods as one value; the last row with a value lends its terms (model.md, mixed periods). */
static struct effective
aggregate_rows(const struct scoring *scoring, const struct candidates *from, struct period period, enum aggregate how)
{
	struct effective      result = { .state = VALUE_ABSENT, .value = NAN, .rating_score = NAN };
	const struct kpi_row *latest = NULL;
	size_t		      values = 0;
	size_t		      ratings = 0;

	for (const struct kpi_row *row = from->first_finer; row < from->end; row++) {
		double rating;

		if (row->granularity >= period.granularity ||
		    !period_contains(period, row_period(row), scoring->fiscal_start))
			continue;
		latest = row;
		if (row->state != VALUE_PRESENT)
			continue;
		result.row = row;
		rating = row_terms(scoring, row)->rating_score;
		if (!isnan(row->value))
			result.value = aggregate_step(how, result.value, row->value, values++);
		else if (!isnan(rating))
			result.rating_score = aggregate_step(how, result.rating_score, rating, ratings++);
		result.row_count++;
	}
	if (result.row == NULL) {
		result.row = latest;
		result.state = (enum value_state)latest->state;
		result.row_count = 1;
		return result;
	}
	result.state = VALUE_PRESENT;
	/* The last row decides whether numbers or rating words speak; the others cannot be added to it. */
	if (isnan(result.row->value))
		result.value = NAN;
	else
		result.rating_score = NAN;
	if (how == AGGREGATE_MEAN && values > 1)
		result.value /= (double)values;
	if (how == AGGREGATE_MEAN && ratings > 1)
		result.rating_score /= (double)ratings;
	return result;
}

/* A row that speaks for itself. */
static struct effective
single_row(const struct scoring *scoring, const struct kpi_row *row)
{
	return (struct effective){
		.state = (enum value_state)row->state,
		.value = row->state == VALUE_PRESENT ? row->value : NAN,
		.rating_score = row->state == VALUE_PRESENT ? row_terms(scoring, row)->rating_score : NAN,
		.row = row,
		.row_count = 1,
	};
}

static struct effective
effective_value(const struct scoring *scoring, const struct indicator_rows *rows, struct period period, bool *from_all)
{
	enum aggregate	  how = scoring->model->indicators[rows->indicator].aggregate;
	struct candidates found;
	struct effective  result;

	*from_all = false;
	if (!find_candidates(scoring, rows->own, rows->own_count, period, &found)) {
		if (!find_candidates(scoring, rows->all, rows->all_count, period, &found))
			return (struct effective){ .state = VALUE_ABSENT, .value = NAN, .rating_score = NAN };
		*from_all = true;
	}
	if (found.exact != NULL)
		return single_row(scoring, found.exact);
	if (found.first_finer != NULL)
		return aggregate_rows(scoring, &found, period, how);
	result = single_row(scoring, found.coarser);
	result.coarser = true;
	return result;
}

/* First and last period of the reported granularity that a row speaks for. */
static void
row_span(const struct scoring *scoring, const struct kpi_row *row, struct period period, int *first, int *last)
{
	*last = period_at_end(row_period(row), period.granularity, scoring->fiscal_start).index;
	*first = *last;
	if (row->granularity > period.granularity)
		*first -= row->granularity / period.granularity - 1;
}

/* What the rows up to the period tell beyond its value. */
struct past {
	bool occurs;		/* within plan_periods */
	bool limited;		/* some row carries limits, a target or a rating word */
	int  direction;		/* of the latest row that gives one, -1 */
};

static void
look_back(const struct scoring *scoring, const struct kpi_row *rows, size_t count, struct period period, struct past *past)
{
	int oldest = period.index - (int)scoring->model->policy.plan_periods;

	for (size_t i = 0; i < count; i++) {
		const struct kpi_terms *terms = row_terms(scoring, &rows[i]);
		int			first, last;

		row_span(scoring, &rows[i], period, &first, &last);
		if (first > period.index)
			continue;
		if (last >= oldest)
			past->occurs = true;
		if (rows[i].state == VALUE_REJECTED)	/* tells nothing but that it exists */
			continue;
		if (rows[i].direction >= 0)
			past->direction = rows[i].direction;
		if (!isnan(terms->limits.green) || !isnan(terms->limits.red) || !isnan(terms->limits.green_high) ||
		    !isnan(terms->limits.red_high) || !isnan(terms->target) || !isnan(terms->rating_score))
			past->limited = true;
	}
}

static const struct limits *
override_limits(const struct scoring *scoring, size_t partner, size_t indicator)
{
	const struct model *model = scoring->model;
	const char	   *id = scoring->dataset->partners[partner].id;

	for (size_t i = 0; i < model->override_count; i++) {
		const char *a = model->overrides[i].partner;
		const char *b = id;

		if (model->overrides[i].indicator != indicator)
			continue;
		while (*a != '\0' && *a == *b)
			a++, b++;
		if (*a == *b)
			return &model->overrides[i].limits;
	}
	return NULL;
}

/* The first of row, override and model that gives the limit. */
static double
first_limit(double row, const double *override, double model, enum limits_origin *origin)
{
	if (!isnan(row)) {
		*origin = LIMITS_ROW;
		return row;
	}
	if (override != NULL && !isnan(*override)) {
		*origin = LIMITS_OVERRIDE;
		return *override;
	}
	*origin = isnan(model) ? LIMITS_NONE : LIMITS_MODEL;
	return model;
}

/* G = target, R = target -/+ the default tolerance, for whichever limit is not given otherwise. */
static void
limits_from_target(const struct policy *policy, struct reading *reading)
{
	double tolerance = fabs(reading->target) * policy->default_tolerance / 100;

	if (isnan(reading->target) || reading->target == 0)
		return;
	if (isnan(reading->limits.green)) {
		reading->limits.green = reading->target;
		reading->green_origin = LIMITS_TARGET;
	}
	if (isnan(reading->limits.red)) {
		reading->limits.red = reading->direction == DIRECTION_LOWER ? reading->target + tolerance :
		    reading->target - tolerance;
		reading->red_origin = LIMITS_TARGET;
	}
}

static void
resolve_limits(const struct scoring *scoring, size_t partner, const struct kpi_terms *terms, struct reading *reading)
{
	const struct indicator *indicator = &scoring->model->indicators[reading->indicator];
	const struct limits    *override = override_limits(scoring, partner, reading->indicator);
	enum limits_origin	ignored;

	reading->limits.green = first_limit(terms->limits.green, override == NULL ? NULL : &override->green,
	    indicator->limits.green, &reading->green_origin);
	reading->limits.red = first_limit(terms->limits.red, override == NULL ? NULL : &override->red,
	    indicator->limits.red, &reading->red_origin);
	reading->limits.green_high = first_limit(terms->limits.green_high, override == NULL ? NULL : &override->green_high,
	    indicator->limits.green_high, &ignored);
	reading->limits.red_high = first_limit(terms->limits.red_high, override == NULL ? NULL : &override->red_high,
	    indicator->limits.red_high, &ignored);
	reading->target = isnan(terms->target) ? indicator->target : terms->target;
	if (reading->direction == DIRECTION_HIGHER || reading->direction == DIRECTION_LOWER)
		limits_from_target(&scoring->model->policy, reading);
}

/* True if the limits can score a value of this direction. */
static bool
limits_usable(const struct reading *reading)
{
	const struct limits *limits = &reading->limits;

	switch (reading->direction) {
	case DIRECTION_HIGHER:
		return limits->green > limits->red;
	case DIRECTION_LOWER:
		return limits->green < limits->red;
	case DIRECTION_RANGE:
		return limits->red < limits->green && limits->green <= limits->green_high &&
		    limits->green_high < limits->red_high;
	case DIRECTION_YESNO:
	case DIRECTION_LEVEL:
		return true;
	case DIRECTION_TRACK:
	case DIRECTION_RATING:
	case DIRECTIONS:
		break;
	}
	return false;
}

/* Whether limits exist anywhere: in the model, an override, or a row up to the period. */
static bool
has_limits_anywhere(const struct scoring *scoring, size_t partner, const struct reading *reading, const struct past *past)
{
	const struct indicator *indicator = &scoring->model->indicators[reading->indicator];

	return past->limited || !isnan(indicator->limits.green) || !isnan(indicator->limits.red) ||
	    !isnan(indicator->target) || override_limits(scoring, partner, reading->indicator) != NULL;
}

static bool
is_tracked(const struct scoring *scoring, size_t partner, const struct reading *reading, const struct past *past)
{
	switch (reading->direction) {
	case DIRECTION_TRACK:
		return true;
	case DIRECTION_YESNO:
	case DIRECTION_LEVEL:
	case DIRECTION_RATING:
		return false;
	case DIRECTION_HIGHER:
	case DIRECTION_LOWER:
	case DIRECTION_RANGE:
	case DIRECTIONS:
		break;
	}
	return !has_limits_anywhere(scoring, partner, reading, past);
}

static void
score_reading(const struct scoring *scoring, double rating_score, struct reading *reading)
{
	const struct indicator *indicator = &scoring->model->indicators[reading->indicator];

	if (reading->tracked || reading->state != VALUE_PRESENT)
		return;
	if (reading->direction == DIRECTION_RATING || (isnan(reading->value) && !isnan(rating_score)))
		reading->score = score_clip(rating_score);
	else if (limits_usable(reading))
		reading->score = score_value(&scoring->model->policy, indicator, reading->direction, &reading->limits,
		    reading->value);
	reading->scored = !isnan(reading->score);
	reading->rating = score_rating(&scoring->model->policy, reading->score);
}

struct reading
reading_make(const struct scoring *scoring, size_t partner, const struct indicator_rows *rows, struct period period)
{
	static const struct kpi_terms nothing = { .limits = { NAN, NAN, NAN, NAN }, .target = NAN, .weight = NAN,
		.rating_score = NAN };
	const struct indicator *indicator = &scoring->model->indicators[rows->indicator];
	struct reading		reading = { .indicator = rows->indicator, .score = NAN };
	struct past		past = { .direction = -1 };
	struct effective	effective = effective_value(scoring, rows, period, &reading.from_all);
	bool			speaks = effective.row != NULL && effective.row->state != VALUE_REJECTED;
	const struct kpi_terms *terms = speaks ? row_terms(scoring, effective.row) : &nothing;

	look_back(scoring, rows->all, rows->all_count, period, &past);
	look_back(scoring, rows->own, rows->own_count, period, &past);
	reading.state = effective.state;
	reading.value = effective.value;
	reading.row = effective.row;
	reading.row_count = effective.row_count;
	reading.coarser = effective.coarser;
	reading.unit = terms->unit != NULL ? terms->unit : indicator->unit;
	reading.note = terms->note != NULL ? terms->note : "";
	reading.weight = isnan(terms->weight) ? indicator->weight : terms->weight;
	reading.direction = indicator->direction;
	if (speaks && effective.row->direction >= 0)
		reading.direction = (enum direction)effective.row->direction;
	else if (effective.row == NULL && indicator->unknown && past.direction >= 0)
		reading.direction = (enum direction)past.direction;
	resolve_limits(scoring, partner, terms, &reading);
	reading.tracked = is_tracked(scoring, partner, &reading, &past);
	reading.planned = !reading.tracked && reading.state != VALUE_NA && (past.occurs || indicator->required);
	score_reading(scoring, effective.rating_score, &reading);
	return reading;
}
