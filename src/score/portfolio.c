#include "score/portfolio.h"

#include <math.h>

#include "base/arena.h"
#include "base/error.h"

static int
allocate_portfolio(struct arena *arena, const struct scoring *scoring, struct portfolio *portfolio)
{
	const struct model *model = scoring->model;

	*portfolio = (struct portfolio){ .scoring = scoring };
	portfolio->group_offset = arena_alloc(arena, model->lens_count, sizeof(size_t));
	portfolio->partners = arena_alloc(arena, scoring->dataset->partner_count, sizeof(struct partner_summary));
	if (portfolio->group_offset == NULL || portfolio->partners == NULL)
		return -1;
	for (size_t lens = 0; lens < model->lens_count; lens++) {
		portfolio->group_offset[lens] = portfolio->group_total;
		portfolio->group_total += model->lenses[lens].group_count;
	}
	portfolio->history_count = model->policy.history_periods >= 1 ? (size_t)model->policy.history_periods : 1;
	return 0;
}

static struct score_cell
index_cell(const struct lens_score *score)
{
	unsigned int flags = (score->cap_critical >= 0 || score->cap_red_groups > 0 ? CELL_CAPPED : 0) |
	    (score->override != NULL ? CELL_OVERRIDDEN : 0) | (score->watermelon_critical >= 0 ? CELL_WATERMELON : 0) |
	    (score->robust ? CELL_ROBUST : 0) | (score->firm ? CELL_FIRM : 0);

	return (struct score_cell){ (float)score_printed(score->index), (float)score->change, (unsigned char)score->rating,
		(unsigned char)score->uncapped, score->planned, (unsigned char)flags };
}

static struct score_cell
group_cell(const struct group_score *score)
{
	unsigned int flags = (score->override != NULL ? CELL_OVERRIDDEN : 0) |
	    (score->watermelon == WATERMELON_GREEN_OUTSIDE ? CELL_WATERMELON : 0) | (score->firm ? CELL_FIRM : 0);

	return (struct score_cell){ (float)score_printed(score->score), (float)score->change, (unsigned char)score->rating,
		(unsigned char)score->uncapped, score->planned, (unsigned char)flags };
}

/* Periods before the first one known stay NaN and grey. */
static int
keep_history(struct arena *arena, const struct portfolio *portfolio, const struct scorecard *card, struct partner_summary *summary)
{
	size_t primary = portfolio->scoring->model->primary, count = portfolio->history_count;

	summary->history = arena_alloc(arena, count, sizeof *summary->history);
	if (summary->history == NULL)
		return -1;
	for (size_t back = 1; back <= count; back++) {
		struct period_cell *cell = &summary->history[count - back];

		*cell = (struct period_cell){ NAN, RATING_GREY };
		if (back <= card->history_count) {
			const struct history_point *point = &card->history[card->history_count - back];

			*cell = (struct period_cell){ (float)point->index[primary], (unsigned char)point->rating[primary] };
		}
	}
	return 0;
}

static struct group_view
group_view(const struct group_score *score)
{
	const struct voice *client = &score->sides[SIDE_CLIENT], *partner = &score->sides[SIDE_PARTNER];

	return (struct group_view){ .kpi = (float)score_printed(score->kpi_score),
		.survey = (float)score_printed(score->survey_score),
		.client = client->published ? (float)client->mean : NAN, .partner = partner->published ? (float)partner->mean : NAN,
		.gap = (float)score->gap, .gap_class = (unsigned char)score->gap_class, .quadrant = (unsigned char)score->quadrant,
		.watermelon = (unsigned char)score->watermelon };
}

static int
keep_views(struct arena *arena, const struct model *model, const struct scorecard *card, struct partner_summary *summary)
{
	size_t count = model->lenses[model->primary].group_count;

	summary->views = arena_alloc(arena, count, sizeof *summary->views);
	if (summary->views == NULL)
		return -1;
	for (size_t g = 0; g < count; g++)
		summary->views[g] = group_view(&card->lenses[model->primary].groups[g]);
	return 0;
}

static int
keep_kpis(struct arena *arena, const struct scorecard *card, struct partner_summary *summary)
{
	summary->kpis = arena_alloc(arena, card->reading_count, sizeof *summary->kpis);
	if (summary->kpis == NULL)
		return -1;
	for (size_t i = 0; i < card->reading_count; i++) {
		const struct reading *reading = &card->readings[i];

		if (reading->scored)
			summary->kpis[summary->kpi_count++] = (struct kpi_cell){ (float)score_printed(reading->score),
				(unsigned short)reading->indicator, (unsigned char)reading->rating };
	}
	return 0;
}

static void
count_reading(const struct model *model, const struct reading *reading, unsigned short counts[SHORTFALLS])
{
	static const enum shortfall kinds[] = {
		[VALUE_ABSENT] = SHORT_MISSING, [VALUE_PRESENT] = SHORT_NO_LIMITS, [VALUE_BLANK] = SHORT_MISSING,
		[VALUE_NA] = SHORT_NA,		[VALUE_WITHHELD] = SHORT_WITHHELD, [VALUE_REJECTED] = SHORT_REJECTED,
	};
	bool unknown = model->indicators[reading->indicator].unknown;

	if (!reading->scored && !reading->tracked)
		counts[kinds[reading->state]]++;
	if (reading->scored && unknown)
		counts[SHORT_UNKNOWN]++;
	else if (reading->scored && reading_uses_target(reading))
		counts[SHORT_TOLERANCE]++;
	if (reading->coarser)
		counts[SHORT_COARSER]++;
}

/* The same things that a partner's story names one by one. */
static void
count_shortfalls(const struct model *model, const struct scorecard *card, unsigned short counts[SHORTFALLS])
{
	const struct lens_score *primary = &card->lenses[model->primary];

	for (size_t i = 0; i < card->reading_count; i++)
		count_reading(model, &card->readings[i], counts);
	for (enum side side = 0; side < SIDES; side++)
		counts[SHORT_SIDE] = (unsigned short)(counts[SHORT_SIDE] + card->suppressed[side]);
	counts[SHORT_NO_SURVEY] = !card->has_survey;
	counts[SHORT_OLDER_SURVEY] = card->has_survey && card->survey_age > 0;
	for (size_t g = 0; g < model->lenses[model->primary].group_count; g++)
		if (primary->groups[g].planned && !primary->groups[g].rated)
			counts[SHORT_GROUP]++;
}

static struct partner_ask
ask_of(const struct scorecard *card, const struct lens_score *primary)
{
	const struct flip    *flip = &primary->flip;
	const struct reading *reading = flip->indicator < 0 ? NULL : scorecard_reading(card, (size_t)flip->indicator);

	if (reading == NULL)
		return (struct partner_ask){ .indicator = -1, .value = NAN, .now = NAN, .unit = "" };
	return (struct partner_ask){ flip->indicator, flip->value, reading->value, reading->unit != NULL ? reading->unit : "",
		flip->to };
}

static int
summarise_primary(struct arena *arena, const struct portfolio *portfolio, const struct scorecard *card,
    struct partner_summary *summary)
{
	const struct model	*model = portfolio->scoring->model;
	const struct lens_score *primary = &card->lenses[model->primary];

	summary->critical = primary->watermelon_critical;
	summary->ask = ask_of(card, primary);
	count_shortfalls(model, card, summary->shortfalls);
	if (keep_history(arena, portfolio, card, summary) == -1 || keep_views(arena, model, card, summary) == -1)
		return -1;
	return keep_kpis(arena, card, summary);
}

static int
summarise(struct arena *arena, const struct portfolio *portfolio, const struct scorecard *card, struct partner_summary *summary)
{
	const struct model *model = portfolio->scoring->model;

	summary->partner = card->partner;
	summary->has_data = card->has_data;
	summary->has_survey = card->has_survey;
	summary->survey_period = card->survey_period;
	summary->kpi_planned = (unsigned short)card->kpi_planned;
	summary->kpi_present = (unsigned short)card->kpi_present;
	summary->own_score = (float)score_printed(card->own.score);
	summary->own_rating = (unsigned char)card->own.rating;
	summary->lens = arena_alloc(arena, model->lens_count, sizeof(struct score_cell));
	summary->group = arena_alloc(arena, portfolio->group_total, sizeof(struct score_cell));
	if (summary->lens == NULL || summary->group == NULL)
		return -1;
	for (size_t lens = 0; lens < model->lens_count; lens++) {
		summary->lens[lens] = index_cell(&card->lenses[lens]);
		for (size_t g = 0; g < model->lenses[lens].group_count; g++)
			summary->group[portfolio->group_offset[lens] + g] = group_cell(&card->lenses[lens].groups[g]);
	}
	return summarise_primary(arena, portfolio, card, summary);
}

int
portfolio_make(const struct scoring *scoring, struct arena *arena, struct portfolio *portfolio, portfolio_visit *visit,
    void *context, struct error *error)
{
	struct arena *scratch = arena_new();
	int	      rc = 0;

	if (scratch == NULL || allocate_portfolio(arena, scoring, portfolio) == -1) {
		arena_free(scratch);
		return error_out_of_memory(error);
	}
	for (size_t partner = 0; rc == 0 && partner < scoring->dataset->partner_count; partner++) {
		struct scorecard card;

		if (!scoring_reports(scoring, partner))
			continue;
		arena_reset(scratch);
		rc = scorecard_make(scoring, partner, scratch, &card, error);
		if (rc == 0 && visit != NULL)
			rc = visit(&card, context, error);
		if (rc == 0 && summarise(arena, portfolio, &card, &portfolio->partners[portfolio->partner_count++]) == -1)
			rc = error_out_of_memory(error);
	}
	arena_free(scratch);
	return rc;
}
