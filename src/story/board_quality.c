/* board_quality.c - what is missing, suppressed, rejected or stood in for over all partners: by kind, with counts. */
#include "base/arena.h"
#include "config/strings.h"
#include "story/board_parts.h"

enum { KINDS_MAX = SHORTFALLS + 2 };

static int
add_kind(struct board_maker *maker, const char *kind, size_t count, size_t partners)
{
	struct board_story *story = maker->board;
	const char *text;

	if (count == 0)
		return 0;
	text = say(&maker->voice, maker->arena, count == partners ? "board.at_partners" : "board.times_at_partners",
	    "count", board_say_count(maker, count), "partners", board_say_count(maker, partners), NULL);
	if (text == NULL)
		return -1;
	story->omissions[story->omission_count++] =
	    (struct omission){ strings_text(story->edition->strings, kind), text };
	return 0;
}

static int
add_shortfall(struct board_maker *maker, enum shortfall shortfall, const char *kind)
{
	const struct portfolio *portfolio = maker->board->portfolio;
	size_t count = 0, partners = 0;

	for (size_t at = 0; at < portfolio->partner_count; at++) {
		count += portfolio->partners[at].shortfalls[shortfall];
		partners += portfolio->partners[at].shortfalls[shortfall] > 0;
	}
	return add_kind(maker, kind, count, partners);
}

static int
add_partners(struct board_maker *maker)
{
	const struct board_story *story = maker->board;
	size_t silent = 0, unrated = 0;

	for (size_t at = 0; at < story->portfolio->partner_count; at++) {
		bool has_data = story->portfolio->partners[at].has_data;

		silent += !has_data;
		unrated += has_data && board_index(story, at)->rating == RATING_GREY;
	}
	if (add_kind(maker, "board.no_data", silent, silent) == -1)
		return -1;
	return add_kind(maker, "board.not_rated", unrated, unrated);
}

int
board_make_quality(struct board_maker *maker)
{
	static const char *const kinds[SHORTFALLS] = {
		[SHORT_MISSING] = "omissions.missing",
		[SHORT_REJECTED] = "omissions.rejected",
		[SHORT_WITHHELD] = "omissions.withheld",
		[SHORT_NA] = "omissions.na",
		[SHORT_NO_LIMITS] = "omissions.no_limits",
		[SHORT_UNKNOWN] = "omissions.unknown",
		[SHORT_TOLERANCE] = "omissions.tolerance",
		[SHORT_COARSER] = "omissions.coarser",
		[SHORT_SIDE] = "omissions.side",
		[SHORT_NO_SURVEY] = "omissions.no_survey",
		[SHORT_OLDER_SURVEY] = "omissions.older_survey",
		[SHORT_GROUP] = "omissions.group",
	};
	struct board_story *story = maker->board;

	story->omissions = arena_alloc(maker->arena, KINDS_MAX, sizeof *story->omissions);
	if (story->omissions == NULL || add_partners(maker) == -1)
		return -1;
	for (enum shortfall shortfall = 0; shortfall < SHORTFALLS; shortfall++)
		if (add_shortfall(maker, shortfall, kinds[shortfall]) == -1)
			return -1;
	return 0;
}
