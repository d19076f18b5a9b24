/* board_gaps.c - where the two sides see a partnership differently, and what partners' people say about other partners. */
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "base/arena.h"
#include "story/board_parts.h"

/* The row of those for whom the matrix has no row: never shown. */
enum { OTHERS = BOARD_PEERS_MAX };

struct gap_sorting {
	const struct board_story *story;
};

static double
gap_size(const struct board_story *story, const struct board_gap *gap)
{
	return fabs(board_points(story->portfolio->partners[gap->at].views[gap->group].gap));
}

static int
compare_gaps(const void *left, const void *right, void *context)
{
	const struct gap_sorting *sorting = context;
	const struct board_gap *a = left, *b = right;
	double x = gap_size(sorting->story, a), y = gap_size(sorting->story, b);

	if (x != y)
		return x < y ? 1 : -1;
	if (a->at != b->at)
		return strcmp(board_partner_name(sorting->story, a->at), board_partner_name(sorting->story, b->at)) < 0
		    ? -1
		    : 1;
	return a->group < b->group ? -1 : 1;
}

int
board_make_gaps(struct board_maker *maker)
{
	struct board_story *story = maker->board;
	struct gap_sorting sorting = { story };
	size_t groups = story->lens->group_count;

	story->gaps = arena_alloc(maker->arena, story->portfolio->partner_count * groups, sizeof *story->gaps);
	if (story->gaps == NULL)
		return -1;
	for (size_t at = 0; at < story->portfolio->partner_count; at++) {
		size_t before = story->gap_count;

		for (size_t g = 0; g < groups; g++) {
			unsigned char gap_class = story->portfolio->partners[at].views[g].gap_class;

			if (gap_class < GAP_WATCH)
				continue;
			story->misaligned += gap_class == GAP_MISALIGNED;
			story->gaps[story->gap_count++] = (struct board_gap){ at, g };
		}
		story->gap_partners += story->gap_count > before;
	}
	if (story->gap_count > 1)
		qsort_r(story->gaps, story->gap_count, sizeof *story->gaps, compare_gaps, &sorting);
	return 0;
}

/* The answer on 1..5 (model.md 4); NaN if there is none. */
static double
answer_on_five(const struct board_story *story, const struct respondent *respondent, size_t slot)
{
	const struct dataset *dataset = story->edition->dataset;
	const struct question *question = &story->edition->model->questions[dataset->slot_question[slot]];
	double answer = dataset_answer(dataset, respondent, slot);

	if (question->reverse)
		answer = question->scale_min + question->scale_max - answer;
	return 1 + 4 * (answer - question->scale_min) / (question->scale_max - question->scale_min);
}

/* A person's weighted mean over all questions answered. */
static double
person_mean(const struct board_story *story, const struct respondent *respondent)
{
	const struct dataset *dataset = story->edition->dataset;
	double sum = 0, weights = 0;

	for (size_t slot = 0; slot < dataset->question_slots; slot++) {
		double weight = story->edition->model->questions[dataset->slot_question[slot]].weight;
		double answer = answer_on_five(story, respondent, slot);

		if (isnan(answer) || !(weight > 0))
			continue;
		sum += weight * answer;
		weights += weight;
	}
	return weights > 0 ? sum / weights : NAN;
}

/* Position of a partner in the list, which grows by it; -1 if there is no room. */
static long
place(size_t *list, size_t *count, size_t partner)
{
	for (size_t i = 0; i < *count; i++)
		if (list[i] == partner)
			return (long)i;
	if (*count == BOARD_PEERS_MAX)
		return -1;
	list[*count] = partner;
	return (long)(*count)++;
}

static bool
is_peer_answer(const struct partner_summary *summary, const struct respondent *respondent)
{
	return respondent->side == SIDE_PEER && summary->has_survey &&
	    period_equal(respondent_period(respondent), summary->survey_period);
}

/* Who does not say for whom he answers has no row, but is among the partner's total: the rest of the column must not tell. */
static void
add_nameless(struct board_peers *peers, size_t to)
{
	for (size_t column = 0; column < peers->to_count; column++)
		if (peers->to[column] == to) {
			struct peer_cell *cell = &peers->cells[(size_t)OTHERS * BOARD_PEERS_MAX + column];

			*cell = (struct peer_cell){ .mean = NAN, .n = cell->n + 1, .heard = true };
		}
}

static void
add_person(const struct board_story *story, struct board_peers *peers, size_t to, const struct respondent *respondent)
{
	double mean = person_mean(story, respondent);
	long column, row;
	struct peer_cell *cell;

	if (isnan(mean))
		return;
	/* Sorted behind all others: the column is there if anybody has a row in it. */
	if (respondent->from == DATASET_NONE) {
		add_nameless(peers, to);
		return;
	}
	column = place(peers->to, &peers->to_count, to);
	row = place(peers->from, &peers->from_count, respondent->from);
	if (column < 0 || row < 0)
		peers->left_out++;
	if (column < 0)
		return;
	cell = &peers->cells[(size_t)(row < 0 ? OTHERS : row) * BOARD_PEERS_MAX + (size_t)column];
	cell->heard = true;
	cell->mean = row < 0 ? NAN : cell->mean + mean;
	cell->n++;
}

/* Cells of fewer than min_n people are not shown. Where these few alone stay hidden in a column, the smallest shown one goes too:
 * with the partner's total, which its scorecard prints, they could be told by subtraction. */
static void
suppress_column(struct board_peers *peers, size_t column, double min_n)
{
	for (;;) {
		struct peer_cell *smallest = NULL;
		size_t hidden = 0;

		for (size_t row = 0; row <= OTHERS; row++) {
			struct peer_cell *cell = &peers->cells[row * BOARD_PEERS_MAX + column];

			if (!isnan(cell->mean) && (double)cell->n < min_n)
				cell->mean = NAN;
			if (isnan(cell->mean))
				hidden += cell->n;
			else if (cell->heard && (smallest == NULL || cell->n < smallest->n))
				smallest = cell;
		}
		if (hidden == 0 || (double)hidden >= min_n || smallest == NULL)
			return;
		smallest->mean = NAN;
	}
}

/* Sums become means; what is not published keeps nothing but that it was heard. The cells close up to their columns. */
static void
finish_peers(struct board_peers *peers, double min_n)
{
	for (size_t column = 0; column < peers->to_count; column++)
		suppress_column(peers, column, min_n);
	for (size_t row = 0; row < peers->from_count; row++)
		for (size_t column = 0; column < peers->to_count; column++) {
			struct peer_cell cell = peers->cells[row * BOARD_PEERS_MAX + column];

			cell.mean = cell.n > 0 ? cell.mean / (double)cell.n : NAN;
			if (isnan(cell.mean))
				cell.n = 0;
			peers->cells[row * peers->to_count + column] = cell;
		}
}

int
board_make_peers(struct board_maker *maker)
{
	const struct board_story *story = maker->board;
	const struct dataset *dataset = story->edition->dataset;
	struct board_peers *peers = &maker->board->peers;

	peers->from = arena_alloc(maker->arena, BOARD_PEERS_MAX, sizeof *peers->from);
	peers->to = arena_alloc(maker->arena, BOARD_PEERS_MAX, sizeof *peers->to);
	peers->cells = arena_alloc(maker->arena, (size_t)(OTHERS + 1) * BOARD_PEERS_MAX, sizeof *peers->cells);
	if (peers->from == NULL || peers->to == NULL || peers->cells == NULL)
		return -1;
	for (size_t at = 0; at < story->portfolio->partner_count; at++) {
		const struct partner_summary *summary = &story->portfolio->partners[at];
		const struct partner *partner = &dataset->partners[summary->partner];

		for (size_t i = 0; i < partner->respondent_count; i++) {
			const struct respondent *respondent = &dataset->respondents[partner->respondent_first + i];

			if (is_peer_answer(summary, respondent))
				add_person(story, peers, summary->partner, respondent);
		}
	}
	finish_peers(peers, story->edition->model->policy.min_n);
	return 0;
}
