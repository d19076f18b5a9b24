/*
 * board_parts.h - the chapters of the board's story, private to story/. Each takes everything from the arena and returns -1 when
 * out of memory.
 */
#ifndef STORY_BOARD_PARTS_H
#define STORY_BOARD_PARTS_H

#include "story/board.h"
#include "story/parts.h"

/* What the chapters share: the story being made, and the partner's story that say() and words_...() speak through. */
struct board_maker {
	struct board_story *board;
	struct story	    voice;
	struct arena	   *arena;
	const char	   *before;	/* name of the period before the reported one */
};

int board_make_orders(struct board_maker *maker);
int board_make_lists(struct board_maker *maker);
int board_make_gaps(struct board_maker *maker);
int board_make_cards(struct board_maker *maker);
int board_make_agenda(struct board_maker *maker);
int board_make_quality(struct board_maker *maker);
int board_make_peers(struct board_maker *maker);

const struct score_cell *board_index(const struct board_story *story, size_t at);
const struct score_cell *board_group(const struct board_story *story, size_t at, size_t group);
/* < 0, 0, > 0: red, yellow, green, not rated; then by name. */
int board_compare(const struct board_story *story, size_t a, size_t b);
bool board_is_mover(const struct board_story *story, size_t at);

/* All partners of the portfolio in an order of the caller's, in place; compare gets the context. */
typedef int board_comparison(const struct board_story *story, size_t a, size_t b);
void board_sort(const struct board_story *story, size_t *items, size_t count, board_comparison *compare);

/* "72.4", "12": from the arena. */
const char *board_say_score(struct board_maker *maker, float printed);
const char *board_say_count(struct board_maker *maker, size_t count);
/* What would turn the partner to the better, or its lowest KPI that is red or yellow; "" if there is neither. And which indicator
 * that is about, -1 if there is none. */
const char *board_ask(struct board_maker *maker, size_t at);
long board_ask_indicator(const struct board_story *story, size_t at);
/* "at 63.2, down 11.3", or without the change where there is none. */
const char *board_standing(struct board_maker *maker, const struct score_cell *cell);

#endif
