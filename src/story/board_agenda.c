/* board_agenda.c - the agenda of the joint board, filled from the data: KPIs, successes, bottlenecks, improvement actions. */
#include <math.h>
#include <stdlib.h>

#include "base/arena.h"
#include "config/strings.h"
#include "story/board_parts.h"

/* Perception gaps among the improvement actions. */
enum { TALKS_MAX = 2 };

/* One indicator or group over all partners. */
struct tally {
	size_t what;
	size_t rated;
	size_t red;
	float lowest;
	size_t lowest_at; /* in portfolio->partners */
};

/* Most often red first, then the lower one, then model order. */
static int
compare_tallies(const void *left, const void *right)
{
	const struct tally *a = left, *b = right;

	if (a->red != b->red)
		return a->red < b->red ? 1 : -1;
	if (a->lowest != b->lowest)
		return a->lowest < b->lowest ? -1 : 1;
	return (a->what > b->what) - (a->what < b->what);
}

static struct tally *
new_tallies(struct board_maker *maker, size_t count)
{
	struct tally *tallies = arena_alloc(maker->arena, count, sizeof *tallies);

	for (size_t i = 0; tallies != NULL && i < count; i++)
		tallies[i] = (struct tally){ .what = i, .lowest = INFINITY };
	return tallies;
}

static void
tally(struct tally *tally, size_t at, float score, unsigned char rating)
{
	tally->rated++;
	tally->red += rating == RATING_RED;
	if (score < tally->lowest) {
		tally->lowest = score;
		tally->lowest_at = at;
	}
}

/* Says the tallies that have red in them as long as there is room. */
static int
tell_tallies(struct board_maker *maker, struct board_topic *topic, struct tally *tallies, size_t count, const char *key,
    const char *(*name)(struct board_maker *maker, size_t what))
{
	if (count > 1)
		qsort(tallies, count, sizeof *tallies, compare_tallies);
	for (size_t i = 0; i < count && topic->count < BOARD_TOPIC_MAX && tallies[i].red > 0; i++) {
		const char *text = say(&maker->voice, maker->arena, key, "what", name(maker, tallies[i].what), "red",
		    board_say_count(maker, tallies[i].red), "count", board_say_count(maker, tallies[i].rated), "score",
		    board_say_score(maker, tallies[i].lowest), "partner",
		    board_partner_name(maker->board, tallies[i].lowest_at), "colour",
		    words_rating(&maker->voice, RATING_RED, NAN), NULL);

		if (text == NULL)
			return -1;
		topic->items[topic->count++] = text;
	}
	return 0;
}

static const char *
indicator_name(struct board_maker *maker, size_t what)
{
	return words_indicator(&maker->voice, what);
}

static const char *
group_name(struct board_maker *maker, size_t what)
{
	return maker->board->lens->groups[what].title;
}

static int
tell_kpis(struct board_maker *maker, struct board_topic *topic)
{
	const struct portfolio *portfolio = maker->board->portfolio;
	size_t count = maker->board->edition->model->indicator_count;
	struct tally *tallies = new_tallies(maker, count);

	if (tallies == NULL)
		return -1;
	for (size_t at = 0; at < portfolio->partner_count; at++)
		for (size_t i = 0; i < portfolio->partners[at].kpi_count; i++) {
			const struct kpi_cell *kpi = &portfolio->partners[at].kpis[i];

			tally(&tallies[kpi->indicator], at, kpi->score, kpi->rating);
		}
	return tell_tallies(maker, topic, tallies, count, "board.agenda_kpi", indicator_name);
}

static int
tell_bottlenecks(struct board_maker *maker, struct board_topic *topic)
{
	const struct board_story *story = maker->board;
	size_t count = story->lens->group_count;
	struct tally *tallies = new_tallies(maker, count);

	if (tallies == NULL)
		return -1;
	for (size_t at = 0; at < story->portfolio->partner_count; at++)
		for (size_t g = 0; g < count; g++) {
			const struct score_cell *cell = board_group(story, at, g);

			if (!isnan(cell->score))
				tally(&tallies[g], at, cell->score, cell->rating);
		}
	return tell_tallies(maker, topic, tallies, count, "board.agenda_group", group_name);
}

static int
tell_successes(struct board_maker *maker, struct board_topic *topic)
{
	const struct board_story *story = maker->board;

	for (size_t i = 0; i < story->up.count && topic->count < BOARD_TOPIC_MAX; i++) {
		const struct board_mention *rise = &story->up.items[i];
		const char *text = say(&maker->voice, maker->arena, "board.agenda_of", "partner",
		    board_partner_name(story, rise->at), "text", rise->text, NULL);

		if (text == NULL)
			return -1;
		topic->items[topic->count++] = text;
	}
	return 0;
}

static int
add_item(struct board_topic *topic, const char *text)
{
	if (text == NULL)
		return -1;
	topic->items[topic->count++] = text;
	return 0;
}

/* Who answers for an indicator: its own owner, else the client's owner of the partnership; "" if neither is known. */
static const char *
owner_of(const struct board_story *story, size_t at, long indicator)
{
	const struct partner *partner = &story->edition->dataset->partners[story->portfolio->partners[at].partner];
	const char *owner = indicator < 0 ? NULL : story->edition->model->indicators[indicator].owner;

	if (owner == NULL || *owner == '\0')
		owner = partner->owner_client;
	return owner != NULL ? owner : "";
}

/* What would help one partner, and who owns it. */
static int
tell_action(struct board_maker *maker, struct board_topic *topic, size_t at)
{
	const struct board_story *story = maker->board;
	const char *ask = board_ask(maker, at);
	const char *owner = owner_of(story, at, board_ask_indicator(story, at));

	if (ask == NULL)
		return -1;
	if (*ask == '\0')
		return 0;
	return add_item(topic, say(&maker->voice, maker->arena, *owner != '\0' ? "board.agenda_owned" : "board.agenda_of",
	    "partner", board_partner_name(story, at), "text", ask, "owner", owner, NULL));
}

/* Red partners in the order of the executive page, the others by colour and name, until the topic has so many items. */
static int
tell_asks(struct board_maker *maker, struct board_topic *topic, size_t most)
{
	const struct board_story *story = maker->board;

	for (size_t i = 0; i < story->red.count && topic->count < most; i++)
		if (tell_action(maker, topic, story->red.items[i].at) == -1)
			return -1;
	for (size_t i = 0; i < story->order_count && topic->count < most; i++)
		if (board_index(story, story->order[i])->rating != RATING_RED &&
		    tell_action(maker, topic, story->order[i]) == -1)
			return -1;
	return 0;
}

/* True if a wider gap of the same partner stands before this one. */
static bool
has_wider(const struct board_story *story, size_t gap)
{
	for (size_t i = 0; i < gap; i++)
		if (story->gaps[i].at == story->gaps[gap].at)
			return true;
	return false;
}

/* Each partner's widest gap, widest first, at most so many. */
static int
tell_talks(struct board_maker *maker, struct board_topic *topic, size_t most)
{
	const struct board_story *story = maker->board;
	const struct strings *strings = story->edition->strings;
	size_t end = topic->count + most;

	for (size_t i = 0; i < story->gap_count && topic->count < end; i++) {
		const struct board_gap *gap = &story->gaps[i];
		const struct group_view *view = &story->portfolio->partners[gap->at].views[gap->group];

		if (has_wider(story, i))
			continue;
		if (add_item(topic, say(&maker->voice, maker->arena, "board.agenda_gap", "partner",
			board_partner_name(story, gap->at), "group", story->lens->groups[gap->group].title, "client",
			strings_number(strings, maker->arena, (double)view->client, 1), "other",
			strings_number(strings, maker->arena, (double)view->partner, 1), NULL)) == -1)
			return -1;
	}
	return 0;
}

/* Where there are gaps, room for two of them. */
static int
tell_actions(struct board_maker *maker, struct board_topic *topic)
{
	size_t talks = maker->board->gap_partners < TALKS_MAX ? maker->board->gap_partners : TALKS_MAX;

	if (tell_asks(maker, topic, BOARD_TOPIC_MAX - talks) == -1)
		return -1;
	return tell_talks(maker, topic, talks);
}

int
board_make_agenda(struct board_maker *maker)
{
	static const struct {
		const char *title;
		int (*tell)(struct board_maker *maker, struct board_topic *topic);
	} topics[] = {
		{ "board.topic_kpis", tell_kpis },
		{ "board.topic_successes", tell_successes },
		{ "board.topic_bottlenecks", tell_bottlenecks },
		{ "board.topic_actions", tell_actions },
	};

	for (size_t i = 0; i < sizeof topics / sizeof topics[0]; i++) {
		struct board_topic *topic = &maker->board->agenda[i];

		topic->title = strings_text(maker->board->edition->strings, topics[i].title);
		topic->items = arena_alloc(maker->arena, BOARD_TOPIC_MAX, sizeof *topic->items);
		if (topic->items == NULL || topics[i].tell(maker, topic) == -1)
			return -1;
	}
	return 0;
}
