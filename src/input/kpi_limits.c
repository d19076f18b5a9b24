/* kpi_limits.c - see kpi_limits.h. */
#include "input/kpi_limits.h"

#include <math.h>
#include <string.h>

#include "input/dataset.h"

static double
first_given(double a, double b)
{
	return isnan(a) ? b : a;
}

static struct limits
fill(struct limits limits, const struct limits *from)
{
	limits.green = first_given(limits.green, from->green);
	limits.red = first_given(limits.red, from->red);
	limits.green_high = first_given(limits.green_high, from->green_high);
	limits.red_high = first_given(limits.red_high, from->red_high);
	return limits;
}

/* The row's, then the partner's override, then the KPI's own. */
static struct limits
resolve(const struct model *model, const struct indicator *indicator, const char *partner, const struct kpi_terms *terms)
{
	struct limits limits = terms->limits;

	if (indicator == NULL)
		return limits;
	for (size_t i = 0; partner != NULL && i < model->override_count; i++) {
		const struct limit_override *override = &model->overrides[i];

		if (&model->indicators[override->indicator] == indicator && strcmp(override->partner, partner) == 0)
			limits = fill(limits, &override->limits);
	}
	return fill(limits, &indicator->limits);
}

static const char *
range_fault(const struct limits *limits)
{
	if (isnan(limits->green) || isnan(limits->green_high) || isnan(limits->red) || isnan(limits->red_high))
		return NULL;
	if (limits->red < limits->green && limits->green <= limits->green_high && limits->green_high < limits->red_high)
		return NULL;
	return "red_low < green_low <= green_high < red_high";
}

const char *
kpi_limits_fault(const struct model *model, const struct indicator *indicator, const char *partner,
    const struct kpi_terms *terms, enum direction direction)
{
	struct limits limits = resolve(model, indicator, partner, terms);
	double	      target = first_given(terms->target, indicator == NULL ? NAN : indicator->target);
	double	      sign = direction == DIRECTION_LOWER ? -1 : 1;

	if (direction == DIRECTION_RANGE)
		return range_fault(&limits);
	if (isnan(limits.red) && target == 0)
		return "a target other than 0, or a red_at";
	if (isnan(limits.red))
		limits.red = target - sign * fabs(target) * model->policy.default_tolerance / 100;
	if (isnan(limits.green))
		limits.green = target;
	if (limits.green == limits.red)
		return "green_at and red_at that differ";
	if (sign * (limits.green - limits.red) < 0)
		return direction == DIRECTION_LOWER ? "green_at below red_at, as lower is better"
						    : "green_at above red_at, as higher is better";
	return NULL;
}
