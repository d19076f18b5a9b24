/* explain_group.c - how a group's score came about. */
#include "command/explain.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>

#include "base/error.h"
#include "base/number.h"
#include "command/telling.h"
#include "score/reading.h"
#include "story/story.h"

static bool
belongs(const struct explanation *of, const struct reading *reading, size_t lens, size_t group)
{
	return reading->planned &&
	    of->edition->model->indicators[reading->indicator].group[lens] == (short)group;
}

static void
tell_members(const struct explanation *of, size_t lens, size_t group)
{
	char weight[NUMBER_SIZE];

	for (size_t i = 0; i < of->card->reading_count; i++) {
		const struct reading *reading = &of->card->readings[i];

		if (!belongs(of, reading, lens, group))
			continue;
		telling_step(of->telling, of->edition->model->indicators[reading->indicator].title,
		    "%s; weight %s",
		    reading->scored ? explain_score(of, reading->score, reading->rating)
				    : "missing",
		    number_shortest(reading->weight, weight));
	}
}

/* "K = (2 x 65 + 1 x 87.5) / 3". */
static void
tell_kpi_half(
    const struct explanation *of, size_t lens, size_t group, const struct group_score *score)
{
	char   *text = NULL;
	size_t	length;
	FILE   *stream;
	bool	first = true;
	char	a[NUMBER_SIZE], b[NUMBER_SIZE];

	if (!score->kpi_planned)
		return;
	if (isnan(score->kpi_score)) {
		telling_step(of->telling, "K (KPIs)", "none: no planned KPI has a value");
		return;
	}
	stream = open_memstream(&text, &length);
	if (stream == NULL)
		return;
	for (size_t i = 0; i < of->card->reading_count; i++) {
		const struct reading *reading = &of->card->readings[i];

		if (!reading->scored || !belongs(of, reading, lens, group))
			continue;
		fprintf(stream, "%s%s x %s", first ? "" : " + ",
		    number_shortest(reading->weight, a), number_format(reading->score, 4, b));
		first = false;
	}
	if (fclose(stream) == 0)
		telling_step(of->telling, "K (KPIs)", "(%s) / %s = %s", text,
		    number_shortest(score->kpi_weight_present, a),
		    number_format(score->kpi_score, 4, b));
	free(text);
}

static void
tell_side(const struct explanation *of, enum side side, const struct voice *voice)
{
	char mean[NUMBER_SIZE], half[NUMBER_SIZE], title[32];

	if (!voice->heard)
		return;
	snprintf(title, sizeof title, "Side %s", side_name(side));
	if (!voice->published)
		telling_step(of->telling, title, "n < %g: neither shown nor used",
		    of->edition->model->policy.min_n);
	else if (isnan(voice->half_width))
		telling_step(of->telling, title, "mean %s of %zu respondents",
		    number_format(voice->mean, 3, mean), voice->n);
	else
		telling_step(of->telling, title,
		    "mean %s of %zu respondents, 95 %% interval +/- %s",
		    number_format(voice->mean, 3, mean), voice->n,
		    number_format(voice->half_width, 3, half));
}

static void
tell_survey_half(const struct explanation *of, size_t lens, const struct group_score *score)
{
	const struct policy *policy = &of->edition->model->policy;
	char		     mean[NUMBER_SIZE], result[NUMBER_SIZE], period[PERIOD_SIZE];

	if (!score->survey_planned)
		return;
	if (of->card->has_survey)
		telling_step(
		    of->telling, "Survey", "of %s", period_name(of->card->survey_period, period));
	for (int side = 0; side < SIDES; side++)
		if ((of->edition->model->lenses[lens].sides & (1U << side)) != 0)
			tell_side(of, (enum side)side, &score->sides[side]);
	if (isnan(score->survey_score))
		telling_step(of->telling, "S (survey)", "none: no side is published");
	else
		telling_step(of->telling, "S (survey)",
		    "%g + %g x (%s - %g) / (%g - %g) = %s, kept within 0 and 100; %s is the plain mean of the sides",
		    policy->yellow, policy->green - policy->yellow, number_format(score->survey_mean, 4, mean),
		    policy->survey_yellow, policy->survey_green, policy->survey_yellow,
		    number_format(score_line(policy, score->survey_mean, policy->survey_green, policy->survey_yellow), 4, result),
		    mean);
}

static void
tell_score(const struct explanation *of, const struct group_score *score)
{
	char a[NUMBER_SIZE], b[NUMBER_SIZE], k[NUMBER_SIZE], s[NUMBER_SIZE], result[NUMBER_SIZE];

	if (!score->rated)
		telling_step(of->telling, "Score", "not rated: evidence is below %g %%",
		    of->edition->model->policy.min_evidence);
	else if (isnan(score->survey_score))
		telling_step(of->telling, "Score", "K alone, rounded to one decimal");
	else if (isnan(score->kpi_score))
		telling_step(of->telling, "Score", "S alone, rounded to one decimal");
	else
		telling_step(of->telling, "Score", "%s x %s + %s x %s = %s, rounded to one decimal",
		    number_shortest(score->kpi_share, a), number_format(score->kpi_score, 4, k),
		    number_format(1 - score->kpi_share, 4, b),
		    number_format(score->survey_score, 4, s),
		    number_format(score->score, 4, result));
	telling_step(of->telling, "Result", "%s", explain_score(of, score->score, score->uncapped));
	if (score->override != NULL)
		telling_step(of->telling, "Override", "%s by %s: %s",
		    story_rating_word(of->edition, score->rating, score->score),
		    score->override->author, score->override->reason);
}

/* How much of the plan is there, and what that leaves open. */
static void
tell_evidence(const struct explanation *of, const struct group_score *score)
{
	char share[NUMBER_SIZE], present[NUMBER_SIZE], planned[NUMBER_SIZE], result[NUMBER_SIZE],
	    low[NUMBER_SIZE], high[NUMBER_SIZE];

	if (score->kpi_planned && !score->survey_planned)
		telling_step(of->telling, "Evidence", "%s / %s (weight of KPIs present / planned) = %s %%",
		    number_shortest(score->kpi_weight_present, present),
		    number_shortest(score->kpi_weight_planned, planned),
		    number_format(100 * score->evidence, 1, result));
	else if (score->kpi_planned)
		telling_step(of->telling, "Evidence",
		    "%s x %s / %s (weight of KPIs present / planned) + %s x %d (survey) = %s %%",
		    number_shortest(score->kpi_share, share),
		    number_shortest(score->kpi_weight_present, present),
		    number_shortest(score->kpi_weight_planned, planned),
		    number_format(1 - score->kpi_share, 4, low), !isnan(score->survey_score),
		    number_format(100 * score->evidence, 1, result));
	else
		telling_step(of->telling, "Evidence", "%s %%",
		    number_format(100 * score->evidence, 1, result));
	telling_step(of->telling, "Bounds", "%s to %s: %s", number_format(score->low, 1, low),
	    number_format(score->high, 1, high), score->firm ? "firm" : "not firm");
}

int
explain_group(const struct explanation *of, size_t lens, size_t group, struct error *error)
{
	const struct group_score *score = &of->card->lenses[lens].groups[group];

	if (!score->planned)
		return error_set(error, ERROR_INPUT, NULL, 0,
		    "nothing is planned for group '%s.%s'", of->edition->model->lenses[lens].id,
		    of->edition->model->lenses[lens].groups[group].id);
	tell_members(of, lens, group);
	tell_kpi_half(of, lens, group, score);
	tell_survey_half(of, lens, score);
	tell_score(of, score);
	tell_evidence(of, score);
	return 0;
}
