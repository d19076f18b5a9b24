/* board_lists.c - who is named on the executive page: movers, watermelons, red partners, gaps; and who gets a card. */
#include <math.h>

#include "base/arena.h"
#include "config/strings.h"
#include "story/board_parts.h"

static long
watermelon_group(const struct board_story *story, size_t at)
{
	for (size_t g = 0; g < story->lens->group_count; g++)
		if (story->portfolio->partners[at].views[g].watermelon == WATERMELON_GREEN_OUTSIDE)
			return (long)g;
	return -1;
}

bool
board_is_watermelon(const struct board_story *story, size_t at)
{
	return story->portfolio->partners[at].critical >= 0 || watermelon_group(story, at) >= 0;
}

static bool
rises(const struct board_story *story, size_t at)
{
	return board_is_mover(story, at) && board_index(story, at)->change > 0;
}

static bool
falls(const struct board_story *story, size_t at)
{
	return board_is_mover(story, at) && board_index(story, at)->change < 0;
}

static bool
is_red(const struct board_story *story, size_t at)
{
	return board_index(story, at)->rating == RATING_RED;
}

static int
by_rise(const struct board_story *story, size_t a, size_t b)
{
	float x = board_index(story, a)->change, y = board_index(story, b)->change;

	return (x < y) - (x > y);
}

static int
by_fall(const struct board_story *story, size_t a, size_t b)
{
	return by_rise(story, b, a);
}

const char *
board_standing(struct board_maker *maker, const struct score_cell *cell)
{
	double change = board_score(cell->change);
	const char *score = board_say_score(maker, cell->score);
	const char *points = words_score(&maker->voice, fabs(change), maker->arena);

	if (isnan(cell->score))
		return strings_text(maker->board->edition->strings, "board.unrated");
	if (isnan(change) || change == 0)
		return say(&maker->voice, maker->arena, "board.at", "score", score, NULL);
	return say(&maker->voice, maker->arena, change > 0 ? "board.at_up" : "board.at_down", "score", score, "points",
	    points, "before", maker->before, NULL);
}

static const char *
tell_mover(struct board_maker *maker, size_t at)
{
	return board_standing(maker, board_index(maker->board, at));
}

static const char *
tell_watermelon(struct board_maker *maker, size_t at)
{
	const struct board_story *story = maker->board;
	const struct partner_summary *summary = &story->portfolio->partners[at];
	long g = watermelon_group(story, at);

	if (summary->critical >= 0)
		return say(&maker->voice, maker->arena, "board.critical", "indicator",
		    words_indicator(&maker->voice, (size_t)summary->critical), "score",
		    board_say_score(maker, board_index(story, at)->score), NULL);
	if (g < 0)
		return "";
	return say(&maker->voice, maker->arena, "board.watermelon", "group", story->lens->groups[g].title, "kpi",
	    board_say_score(maker, summary->views[g].kpi), "survey", board_say_score(maker, summary->views[g].survey),
	    NULL);
}

/* The rated group with the lowest score, -1 if none is. */
static long
lowest_group(const struct board_story *story, size_t at)
{
	long lowest = -1;

	for (size_t g = 0; g < story->lens->group_count; g++) {
		float score = board_group(story, at, g)->score;

		if (!isnan(score) && (lowest < 0 || score < board_group(story, at, (size_t)lowest)->score))
			lowest = (long)g;
	}
	return lowest;
}

static const char *
tell_lowest(struct board_maker *maker, size_t at)
{
	const struct board_story *story = maker->board;
	long g = lowest_group(story, at);

	if (g < 0)
		return board_standing(maker, board_index(story, at));
	return say(&maker->voice, maker->arena, "board.lowest", "group", story->lens->groups[g].title, "score",
	    board_say_score(maker, board_group(story, at, (size_t)g)->score), NULL);
}

/* Standing and lowest group. */
static const char *
tell_red(struct board_maker *maker, size_t at)
{
	const char *standing = board_standing(maker, board_index(maker->board, at));
	const char *lowest = tell_lowest(maker, at);

	if (standing == NULL || lowest == NULL || lowest_group(maker->board, at) < 0)
		return standing;
	return say(&maker->voice, maker->arena, "board.with_lowest", "standing", standing, "lowest", lowest, NULL);
}

static const char *
with_unit(struct board_maker *maker, double value, const char *unit)
{
	const char *number = words_number(&maker->voice, value, maker->arena);

	if (number == NULL)
		return NULL;
	return arena_printf(maker->arena, "%s%s%s", number, *unit != '\0' ? " " : "", unit);
}

/* The indicator that is red or yellow with the lowest score, NULL if none is. */
static const struct kpi_cell *
lowest_kpi(const struct partner_summary *summary)
{
	const struct kpi_cell *lowest = NULL;

	for (size_t i = 0; i < summary->kpi_count; i++) {
		const struct kpi_cell *kpi = &summary->kpis[i];

		if ((kpi->rating == RATING_RED || kpi->rating == RATING_YELLOW) &&
		    (lowest == NULL || kpi->score < lowest->score))
			lowest = kpi;
	}
	return lowest;
}

static const char *
tell_lowest_kpi(struct board_maker *maker, size_t at)
{
	const struct kpi_cell *lowest = lowest_kpi(&maker->board->portfolio->partners[at]);

	if (lowest == NULL)
		return "";
	return say(&maker->voice, maker->arena, "board.ask_lowest", "indicator",
	    words_indicator(&maker->voice, lowest->indicator), "score", board_say_score(maker, lowest->score), "colour",
	    words_rating(&maker->voice, (enum rating)lowest->rating, board_score(lowest->score)), NULL);
}

/* True if the ask leads to a better colour. */
static bool
asks_for_better(const struct board_story *story, size_t at)
{
	const struct partner_ask *ask = &story->portfolio->partners[at].ask;

	return ask->indicator >= 0 && ask->to > (enum rating)board_index(story, at)->rating;
}

long
board_ask_indicator(const struct board_story *story, size_t at)
{
	const struct kpi_cell *lowest = lowest_kpi(&story->portfolio->partners[at]);

	if (asks_for_better(story, at))
		return story->portfolio->partners[at].ask.indicator;
	return lowest != NULL ? (long)lowest->indicator : -1;
}

const char *
board_ask(struct board_maker *maker, size_t at)
{
	const struct board_story *story = maker->board;
	const struct partner_ask *ask = &story->portfolio->partners[at].ask;

	if (!asks_for_better(story, at))
		return tell_lowest_kpi(maker, at);
	return say(&maker->voice, maker->arena, "board.ask", "indicator",
	    words_indicator(&maker->voice, (size_t)ask->indicator), "value", with_unit(maker, ask->value, ask->unit),
	    "now", words_number(&maker->voice, ask->now, maker->arena), "rating",
	    words_rating(&maker->voice, ask->to, NAN), NULL);
}

/* Who belongs on a list, in which order, and what it says. */
struct list_form {
	bool (*holds)(const struct board_story *story, size_t at);
	board_comparison *compare;
	const char *(*tell)(struct board_maker *maker, size_t at);
};

static int
make_list(struct board_maker *maker, struct list_form form, struct board_list *list)
{
	const struct board_story *story = maker->board;
	size_t *found = arena_alloc(maker->arena, story->portfolio->partner_count, sizeof *found);

	list->items = arena_alloc(maker->arena, BOARD_LIST_MAX, sizeof *list->items);
	if (found == NULL || list->items == NULL)
		return -1;
	for (size_t at = 0; at < story->portfolio->partner_count; at++)
		if (form.holds(story, at))
			found[list->total++] = at;
	board_sort(story, found, list->total, form.compare);
	for (; list->count < list->total && list->count < BOARD_LIST_MAX; list->count++) {
		size_t at = found[list->count];
		const struct score_cell *index = board_index(story, at);
		const char *text = form.tell(maker, at);

		if (text == NULL)
			return -1;
		list->items[list->count] =
		    (struct board_mention){ at, (enum rating)index->rating, board_score(index->change), text };
	}
	return 0;
}

int
board_make_lists(struct board_maker *maker)
{
	struct board_story *story = maker->board;

	if (make_list(maker, (struct list_form){ rises, by_rise, tell_mover }, &story->up) == -1 ||
	    make_list(maker, (struct list_form){ falls, by_fall, tell_mover }, &story->down) == -1 ||
	    make_list(maker, (struct list_form){ board_is_watermelon, board_compare, tell_watermelon },
		&story->watermelons) == -1)
		return -1;
	/* The largest falls first: they are what a board can still turn. */
	return make_list(maker, (struct list_form){ is_red, by_fall, tell_red }, &story->red);
}

static bool
wants_card(const struct board_story *story, size_t at)
{
	return is_red(story, at) || board_is_watermelon(story, at) || board_is_mover(story, at);
}

/* Which cards are drawn if there are too many: red ones, then watermelons, then movers; the larger change first. */
static int
by_urgency(const struct board_story *story, size_t a, size_t b)
{
	int x = is_red(story, a) ? 0 : board_is_watermelon(story, a) ? 1 : 2;
	int y = is_red(story, b) ? 0 : board_is_watermelon(story, b) ? 1 : 2;
	double p = fabs(board_score(board_index(story, a)->change));
	double q = fabs(board_score(board_index(story, b)->change));

	if (x != y)
		return x - y;
	if (isnan(p) || isnan(q))
		return (isnan(p) != 0) - (isnan(q) != 0);
	return (p < q) - (p > q);
}

/* "watermelon", and what stands out: the sentence below a card's name. */
static const char *
tell_reason(struct board_maker *maker, size_t at)
{
	return board_is_watermelon(maker->board, at) ? tell_watermelon(maker, at) : tell_lowest(maker, at);
}

int
board_make_cards(struct board_maker *maker)
{
	struct board_story *story = maker->board;
	size_t partners = story->portfolio->partner_count;

	story->cards = arena_alloc(maker->arena, partners, sizeof *story->cards);
	story->reasons = arena_alloc(maker->arena, partners, sizeof *story->reasons);
	story->asks = arena_alloc(maker->arena, partners, sizeof *story->asks);
	if (story->cards == NULL || story->reasons == NULL || story->asks == NULL)
		return -1;
	for (size_t at = 0; at < partners; at++)
		if (wants_card(story, at))
			story->cards[story->card_total++] = at;
	board_sort(story, story->cards, story->card_total, by_urgency);
	story->card_count = story->card_total < BOARD_CARDS_MAX ? story->card_total : BOARD_CARDS_MAX;
	board_sort(story, story->cards, story->card_count, board_compare);
	for (size_t i = 0; i < story->card_count; i++) {
		size_t at = story->cards[i];

		story->reasons[at] = tell_reason(maker, at);
		story->asks[at] = board_ask(maker, at);
		if (story->reasons[at] == NULL || story->asks[at] == NULL)
			return -1;
	}
	return 0;
}
