/* board.c - the board's story: verdict, counts by period, completeness; the chapters stand in board_*.c. */
#include "story/board.h"

#include <math.h>
#include <string.h>

#include "base/arena.h"
#include "base/error.h"
#include "base/number.h"
#include "config/strings.h"
#include "story/board_parts.h"

double
board_score(float printed)
{
	return number_round((double)printed, 1);
}

double
board_points(float hundredths)
{
	return number_round((double)hundredths, 2);
}

const char *
board_partner_name(const struct board_story *story, size_t at)
{
	return story->edition->dataset->partners[story->portfolio->partners[at].partner].name;
}

const struct score_cell *
board_index(const struct board_story *story, size_t at)
{
	return &story->portfolio->partners[at].lens[story->edition->model->primary];
}

const struct score_cell *
board_group(const struct board_story *story, size_t at, size_t group)
{
	const struct portfolio *portfolio = story->portfolio;

	return &portfolio->partners[at].group[portfolio->group_offset[story->edition->model->primary] + group];
}

const char *
board_say_score(struct board_maker *maker, float printed)
{
	return words_score(&maker->voice, board_score(printed), maker->arena);
}

const char *
board_say_count(struct board_maker *maker, size_t count)
{
	return words_count(count, maker->arena);
}

/* The reported period's colours come from the index itself, those before from the history. */
static void
count_colours(struct board_story *story)
{
	const struct portfolio *portfolio = story->portfolio;
	size_t periods =
	    portfolio->history_count < BOARD_COUNT_PERIODS ? portfolio->history_count : BOARD_COUNT_PERIODS;
	size_t rated = 0, first = 0;

	for (size_t i = 0; i < periods; i++) {
		struct board_count *count = &story->counts[i];

		count->period = period_shift(portfolio->scoring->period, (int)i + 1 - (int)periods);
		for (size_t p = 0; p < portfolio->partner_count; p++) {
			const struct period_cell *cell = &portfolio->partners[p].history[portfolio->history_count - periods + i];

			count->count[story_shade(story->edition, (enum rating)cell->rating, board_score(cell->score))]++;
		}
		/* Periods before the first with a colour say nothing. */
		rated += portfolio->partner_count - count->count[RATING_GREY];
		if (rated == 0 && i + 1 < periods)
			first = i + 1;
	}
	story->count_periods = periods - first;
	memmove(story->counts, story->counts + first, story->count_periods * sizeof story->counts[0]);
}

static int
make_verdict(struct board_maker *maker)
{
	struct board_story *story = maker->board;
	const struct board_count *now = &story->counts[story->count_periods - 1];
	double high = story_yellow_high(story->edition);

	story->verdict = say(&maker->voice, maker->arena, isnan(high) ? "board.verdict" : "board.verdict_high", "count",
	    board_say_count(maker, story->portfolio->partner_count), "green_word",
	    words_rating(&maker->voice, RATING_GREEN, NAN), "green", board_say_count(maker, now->count[RATING_GREEN]),
	    "high_word", words_rating(&maker->voice, RATING_YELLOW, high), "high",
	    board_say_count(maker, now->count[SHADE_YELLOW_HIGH]), "yellow_word", words_rating(&maker->voice, RATING_YELLOW, NAN), "yellow",
	    board_say_count(maker, now->count[RATING_YELLOW]), "red_word", words_rating(&maker->voice, RATING_RED, NAN),
	    "red", board_say_count(maker, now->count[RATING_RED]), "grey_word",
	    words_rating(&maker->voice, RATING_GREY, NAN), "grey", board_say_count(maker, now->count[RATING_GREY]),
	    NULL);
	return story->verdict == NULL ? -1 : 0;
}

static size_t
count_changes(const struct board_story *story)
{
	size_t count = 0;

	for (size_t at = 0; at < story->portfolio->partner_count; at++)
		count += isnan(board_index(story, at)->change) ? 0 : 1;
	return count;
}

static int
make_movement(struct board_maker *maker)
{
	struct board_story *story = maker->board;
	size_t compared = count_changes(story);

	if (compared == 0)
		story->movement = strings_text(story->edition->strings, "board.no_movement");
	else
		story->movement = say(&maker->voice, maker->arena, "board.movement", "before", maker->before, "points",
		    words_number(&maker->voice, story->edition->model->policy.trend_points, maker->arena), "up",
		    board_say_count(maker, story->up.total), "down", board_say_count(maker, story->down.total),
		    "compared", board_say_count(maker, compared), NULL);
	return story->movement == NULL ? -1 : 0;
}

/* "113 of 120 planned KPIs; survey answers for 40 of 42 partners". */
static int
make_completeness(struct board_maker *maker)
{
	struct board_story *story = maker->board;
	const struct portfolio *portfolio = story->portfolio;
	size_t planned = 0, present = 0, surveyed = 0;

	for (size_t at = 0; at < portfolio->partner_count; at++) {
		planned += portfolio->partners[at].kpi_planned;
		present += portfolio->partners[at].kpi_present;
		surveyed += portfolio->partners[at].has_survey;
	}
	story->completeness = say(&maker->voice, maker->arena, "board.completeness", "present",
	    board_say_count(maker, present), "planned", board_say_count(maker, planned), "surveyed",
	    board_say_count(maker, surveyed), "count", board_say_count(maker, portfolio->partner_count), NULL);
	return story->completeness == NULL ? -1 : 0;
}

/* The method is that of the scorecards, sentence by sentence. */
static int
make_rules(struct board_maker *maker)
{
	if (story_make_rules(&maker->voice, maker->arena) == -1)
		return -1;
	maker->board->rules = maker->voice.rules;
	maker->board->rule_count = maker->voice.rule_count;
	return 0;
}

static long
second_lens(const struct model *model)
{
	for (size_t lens = 0; lens < model->lens_count; lens++)
		if (lens != model->primary)
			return (long)lens;
	return -1;
}

int
board_story_make(const struct edition *edition, const struct portfolio *portfolio, struct arena *arena,
    struct board_story *story, struct error *error)
{
	struct board_maker maker = { .board = story, .voice = { .edition = edition }, .arena = arena };
	char name[PERIOD_SIZE];

	*story = (struct board_story){ .edition = edition,
		.portfolio = portfolio,
		.lens = &edition->model->lenses[edition->model->primary],
		.collaboration = second_lens(edition->model),
		.scope = "" };
	maker.before = arena_strdup(arena, period_name(period_shift(portfolio->scoring->period, -1), name));
	count_colours(story);
	if (maker.before == NULL || board_make_orders(&maker) == -1 || board_make_lists(&maker) == -1 ||
	    board_make_gaps(&maker) == -1 || board_make_cards(&maker) == -1 || board_make_agenda(&maker) == -1 ||
	    board_make_quality(&maker) == -1 || board_make_peers(&maker) == -1 || make_verdict(&maker) == -1 ||
	    make_movement(&maker) == -1 || make_completeness(&maker) == -1 || make_rules(&maker) == -1)
		return error_out_of_memory(error);
	return 0;
}
