/* explain_indicator.c - how a KPI's score came about. */
#include "command/explain.h"

#include <math.h>
#include <stdio.h>

#include "base/arena.h"
#include "base/error.h"
#include "base/number.h"
#include "command/telling.h"
#include "score/reading.h"
#include "story/story.h"

static const char *const state_words[] = {[VALUE_ABSENT] = "no row in this period",
    [VALUE_PRESENT] = "there",
    [VALUE_BLANK] = "blank: not supplied",
    [VALUE_NA] = "NA: does not apply",
    [VALUE_WITHHELD] = "WITHHELD: kept back",
    [VALUE_REJECTED] = "rejected: see findings.csv"};

static const char *const origin_words[] = { [LIMITS_NONE] = "none", [LIMITS_ROW] = "the row",
	[LIMITS_OVERRIDE] = "the model's limits for this partner", [LIMITS_MODEL] = "the model",
	[LIMITS_TARGET] = "the target and the default tolerance" };

/* Of the finer rows inside the period that became one value, each with its own. */
static void
tell_parts(const struct explanation *of, const struct reading *reading)
{
	const struct scoring *scoring = of->edition->scoring;
	const struct dataset *dataset = of->edition->dataset;

	for (size_t i = 0; i < dataset->kpi_row_count; i++) {
		const struct kpi_row *row = &dataset->kpi_rows[i];
		struct period	      when = { row->granularity, row->period_index };
		char		      period[PERIOD_SIZE], value[NUMBER_SIZE];

		if (row->indicator != reading->indicator || row->partner != reading->row->partner || row->state != VALUE_PRESENT ||
		    row->granularity >= scoring->period.granularity ||
		    !period_contains(scoring->period, when, scoring->fiscal_start))
			continue;
		telling_step(of->telling, "Source", "%s:%u, period %s%s%s%s", dataset->files[row->file].name, (unsigned)row->line,
		    period_name(when, period), reading->from_all ? ", a row for ALL partners" : "",
		    isnan(row->value) ? "" : ": ", isnan(row->value) ? "" : number_shortest(row->value, value));
	}
}

static void
tell_source(const struct explanation *of, const struct reading *reading)
{
	const struct kpi_row *row = reading->row;
	char		      period[PERIOD_SIZE];
	struct period	      row_period;

	telling_step(of->telling, "State", "%s", state_words[reading->state]);
	if (row == NULL)
		return;
	if (reading->row_count > 1) {
		tell_parts(of, reading);
		return;
	}
	row_period = (struct period){ row->granularity, row->period_index };
	telling_step(of->telling, "Source", "%s:%u, period %s%s%s",
	    of->edition->dataset->files[row->file].name, (unsigned)row->line,
	    period_name(row_period, period), reading->from_all ? ", a row for ALL partners" : "",
	    reading->coarser ? ", a longer period that contains this one" : "");
}

static void
tell_value(const struct explanation *of, const struct reading *reading)
{
	const struct indicator *indicator = &of->edition->model->indicators[reading->indicator];

	if (reading->state != VALUE_PRESENT)
		return;
	if (reading->row_count > 1)
		telling_step(of->telling, "Value",
		    "%s %s: the %s of %zu rows; limits are those of the last one",
		    story_value(of->edition, reading, of->arena), reading->unit,
		    aggregate_name(indicator->aggregate), reading->row_count);
	else
		telling_step(of->telling, "Value", "%s%s%s", story_value(of->edition, reading, of->arena),
		    reading->unit[0] != '\0' ? " " : "", reading->unit);
	if (reading->note[0] != '\0')
		telling_step(of->telling, "Note", "%s", reading->note);
}

static void
tell_limits(const struct explanation *of, const struct reading *reading)
{
	telling_step(of->telling, "Direction", "%s", direction_name(reading->direction));
	if (reading->green_origin == LIMITS_NONE && reading->red_origin == LIMITS_NONE)
		return;
	telling_step(of->telling, "Limits", "%s (green from %s, red from %s)",
	    story_limits(of->edition, reading, of->arena), origin_words[reading->green_origin],
	    origin_words[reading->red_origin]);
}

/* The line of one side: 50 at the red limit, 80 at the green one. */
static void
tell_line(const struct explanation *of, const struct reading *reading, const char *what,
    double green, double red)
{
	const struct policy *policy = &of->edition->model->policy;
	char v[NUMBER_SIZE], g[NUMBER_SIZE], r[NUMBER_SIZE], base[NUMBER_SIZE], slope[NUMBER_SIZE],
	    result[NUMBER_SIZE];
	double raw = score_line(policy, reading->value, green, red);

	telling_step(of->telling, what,
	    "%s + %s x (%s - %s) / (%s - %s) = %s, kept within 0 and 100",
	    number_shortest(policy->yellow, base),
	    number_shortest(policy->green - policy->yellow, slope),
	    number_shortest(reading->value, v), number_shortest(red, r), number_shortest(green, g),
	    number_shortest(red, r), number_format(raw, 4, result));
}

static void
tell_formula(const struct explanation *of, const struct reading *reading)
{
	const struct indicator *indicator = &of->edition->model->indicators[reading->indicator];
	char			low[NUMBER_SIZE], high[NUMBER_SIZE], value[NUMBER_SIZE];

	if (!reading->scored)
		return;
	switch (reading->direction) {
	case DIRECTION_HIGHER:
	case DIRECTION_LOWER:
		if (!isnan(reading->value))
			tell_line(
			    of, reading, "Formula", reading->limits.green, reading->limits.red);
		break;
	case DIRECTION_RANGE:
		tell_line(of, reading, "Low end", reading->limits.green, reading->limits.red);
		tell_line(
		    of, reading, "High end", reading->limits.green_high, reading->limits.red_high);
		telling_step(of->telling, "Formula", "the smaller of the two");
		break;
	case DIRECTION_LEVEL:
		telling_step(of->telling, "Formula", "100 x (%s - %s) / (%s - %s)",
		    number_shortest(reading->value, value),
		    number_shortest(indicator->level_min, low),
		    number_shortest(indicator->level_max, high),
		    number_shortest(indicator->level_min, low));
		break;
	case DIRECTION_YESNO:
		telling_step(of->telling, "Formula", "yes is 100, no is 0");
		break;
	default:
		telling_step(of->telling, "Formula", "the score of the rating word in the model");
		break;
	}
}

static void
tell_verdict(const struct explanation *of, const struct reading *reading)
{
	char weight[NUMBER_SIZE];

	if (reading->scored)
		telling_step(
		    of->telling, "Score", "%s", explain_score(of, reading->score, reading->rating));
	else if (reading->tracked)
		telling_step(of->telling, "Score", "none: tracked, shown but never scored");
	else if (reading->state == VALUE_PRESENT)
		telling_step(of->telling, "Score", "none: no limits for it anywhere");
	else
		telling_step(of->telling, "Score", "none: a missing value is no zero; %s",
		    reading->planned ? "it was planned and lowers the evidence"
				     : "it was not planned");
	telling_step(of->telling, "Weight", "%s", number_shortest(reading->weight, weight));
}

/* Where it counts, lens by lens. */
static void
tell_groups(const struct explanation *of, const struct indicator *indicator)
{
	const struct model *model = of->edition->model;

	if (indicator->critical)
		telling_step(of->telling, "Critical", "red here lets %s be yellow at most",
		    model->lenses[model->primary].title);
	for (size_t i = 0; i < model->lens_count; i++)
		if (indicator->group[i] >= 0)
			telling_step(of->telling, "Counts in", "%s.%s (%s)", model->lenses[i].id,
			    model->lenses[i].groups[indicator->group[i]].id,
			    model->lenses[i].groups[indicator->group[i]].title);
}

int
explain_indicator(const struct explanation *of, size_t index, struct error *error)
{
	const struct indicator *indicator = &of->edition->model->indicators[index];
	const struct reading   *reading = scorecard_reading(of->card, index);

	if (reading == NULL)
		return error_set(error, ERROR_INPUT, NULL, 0,
		    "%s has no row of '%s', and none was planned", of->edition->period,
		    indicator->id);
	tell_source(of, reading);
	tell_value(of, reading);
	tell_limits(of, reading);
	tell_formula(of, reading);
	tell_verdict(of, reading);
	tell_groups(of, indicator);
	return 0;
}
