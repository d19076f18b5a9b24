#include "score/portfolio.h"

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

static int
summarise(struct arena *arena, const struct portfolio *portfolio, const struct scorecard *card, struct partner_summary *summary)
{
	const struct model *model = portfolio->scoring->model;

	summary->partner = card->partner;
	summary->has_data = card->has_data;
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
	return 0;
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
