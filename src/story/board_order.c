/* board_order.c - in which order partners stand, and which of them a large portfolio's pack shows. */
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "base/arena.h"
#include "story/board_parts.h"

/* What qsort_r hands through. */
struct sorting {
	const struct board_story *story;
	board_comparison *compare;
};

static int
compare_items(const void *left, const void *right, void *context)
{
	const struct sorting *sorting = context;
	size_t a = *(const size_t *)left, b = *(const size_t *)right;
	int order = sorting->compare(sorting->story, a, b);

	/* Partners stand by id: equals keep that order. */
	return order != 0 ? order : (a > b) - (a < b);
}

void
board_sort(const struct board_story *story, size_t *items, size_t count, board_comparison *compare)
{
	struct sorting sorting = { story, compare };

	if (count > 1)
		qsort_r(items, count, sizeof *items, compare_items, &sorting);
}

int
board_compare(const struct board_story *story, size_t a, size_t b)
{
	/* Red first, not rated last. */
	static const int rank[] = { [RATING_GREY] = 3, [RATING_RED] = 0, [RATING_YELLOW] = 1, [RATING_GREEN] = 2 };
	int order = rank[board_index(story, a)->rating] - rank[board_index(story, b)->rating];

	return order != 0 ? order : strcmp(board_partner_name(story, a), board_partner_name(story, b));
}

/* Best first; the unrated last. */
static int
compare_scores(const struct board_story *story, size_t a, size_t b)
{
	float x = board_index(story, a)->score, y = board_index(story, b)->score;

	if (isnan(x) || isnan(y))
		return (isnan(x) != 0) - (isnan(y) != 0);
	return (x < y) - (x > y);
}

bool
board_is_mover(const struct board_story *story, size_t at)
{
	return fabs(board_score(board_index(story, at)->change)) >= story->edition->model->policy.trend_points;
}

static bool
is_shown(const struct board_story *story, size_t at)
{
	unsigned char rating = board_index(story, at)->rating;

	return story->portfolio->partner_count <= BOARD_ALL_MAX || rating == RATING_RED || rating == RATING_YELLOW ||
	    board_is_mover(story, at) || board_is_watermelon(story, at);
}

static int
make_scope(struct board_maker *maker)
{
	struct board_story *story = maker->board;
	size_t count = story->portfolio->partner_count;

	if (story->order_count == count)
		return 0;
	story->scope =
	    say(&maker->voice, maker->arena, "board.scope", "shown", board_say_count(maker, story->order_count),
		"count", board_say_count(maker, count), "red", words_rating(&maker->voice, RATING_RED, NAN), "yellow",
		words_rating(&maker->voice, RATING_YELLOW, NAN), "period", story->edition->period, NULL);
	return story->scope == NULL ? -1 : 0;
}

static int
make_ranking(struct board_maker *maker)
{
	struct board_story *story = maker->board;
	size_t count = story->portfolio->partner_count;

	if (story->edition->model->policy.ranking == 0)
		return 0;
	story->ranking = arena_alloc(maker->arena, count, sizeof *story->ranking);
	if (story->ranking == NULL)
		return -1;
	for (size_t at = 0; at < count; at++)
		if (!isnan(board_index(story, at)->score))
			story->ranking[story->ranking_count++] = at;
	board_sort(story, story->ranking, story->ranking_count, compare_scores);
	return 0;
}

int
board_make_orders(struct board_maker *maker)
{
	struct board_story *story = maker->board;
	size_t count = story->portfolio->partner_count;

	story->order = arena_alloc(maker->arena, count, sizeof *story->order);
	if (story->order == NULL)
		return -1;
	for (size_t at = 0; at < count; at++)
		if (is_shown(story, at))
			story->order[story->order_count++] = at;
	board_sort(story, story->order, story->order_count, board_compare);
	return make_scope(maker) == -1 ? -1 : make_ranking(maker);
}
