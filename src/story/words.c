/* words.c - the words for numbers, colours and classes, in the edition's language. */
#include <math.h>
#include <stdio.h>
#include <string.h>

#include "base/arena.h"
#include "base/count.h"
#include "base/number.h"
#include "config/strings.h"
#include "story/parts.h"
#include "story/story.h"

/* From here on uk4 says "approaching target" where the others say yellow (model.md 6). */
static const double uk4_approaching = 65;

const char *
say(const struct story *story, struct arena *arena, const char *key, ...)
{
	va_list	    pairs;
	const char *said;

	va_start(pairs, key);
	said = strings_say_list(story->edition->strings, arena, key, pairs);
	va_end(pairs);
	return said;
}

double
story_yellow_high(const struct edition *edition)
{
	return edition->settings->words == WORDS_UK4 ? uk4_approaching : NAN;
}

size_t
story_shade(const struct edition *edition, enum rating rating, double score)
{
	bool high = rating == RATING_YELLOW && score_printed(score) >= story_yellow_high(edition);

	return high ? SHADE_YELLOW_HIGH : (size_t)rating;
}

/* "ryg.green", "uk4_in_sentence.yellow_high". */
static const char *
rating_text(const struct edition *edition, const char *section_suffix, enum rating rating, double score)
{
	static const char *const sets[] = { [WORDS_RYG] = "ryg", [WORDS_RAG] = "rag", [WORDS_UK4] = "uk4" };
	int			 set = edition->settings->words;
	bool			 high = story_shade(edition, rating, score) == SHADE_YELLOW_HIGH;
	char			 key[48];

	(void)snprintf(key, sizeof key, "%s%s.%s%s", sets[set], section_suffix, rating_name(rating), high ? "_high" : "");
	return strings_text(edition->strings, key);
}

const char *
story_rating_word(const struct edition *edition, enum rating rating, double score)
{
	return rating_text(edition, "", rating, score);
}

const char *
words_rating(const struct story *story, enum rating rating, double score)
{
	return rating_text(story->edition, "_in_sentence", rating, score);
}

/* The letters stand in the order of enum rating, bars between them; behind them that of the second word for yellow. */
char
story_shade_letter(const struct edition *edition, size_t shade)
{
	static const char *const keys[] = { [WORDS_RYG] = "ryg.letters", [WORDS_RAG] = "rag.letters", [WORDS_UK4] = "uk4.letters" };
	const char		*letters = strings_text(edition->strings, keys[edition->settings->words]);

	return 2 * shade < strlen(letters) ? letters[2 * shade] : '?';
}

char
story_score_letter(const struct edition *edition, enum rating rating, double score)
{
	return story_shade_letter(edition, story_shade(edition, rating, score));
}

char
story_rating_letter(const struct edition *edition, enum rating rating)
{
	return story_score_letter(edition, rating, NAN);
}

const char *
story_side_name(const struct edition *edition, enum side side)
{
	static const char *const keys[] = { [SIDE_CLIENT] = "side.client", [SIDE_PARTNER] = "side.partner", [SIDE_PEER] = "side.peer" };

	return strings_text(edition->strings, keys[side]);
}

const char *
gap_class_name(const struct edition *edition, enum gap_class gap_class)
{
	static const char *const keys[] = { NULL, "gap.aligned", "gap.watch", "gap.misaligned" };

	return keys[gap_class] == NULL ? "" : strings_text(edition->strings, keys[gap_class]);
}

const char *
quadrant_name(const struct edition *edition, enum quadrant quadrant)
{
	static const char *const keys[] = { NULL, "gap.agreed_strength", "gap.agreed_weakness", "gap.blind_spot", "gap.undervalued" };

	return keys[quadrant] == NULL ? "" : strings_text(edition->strings, keys[quadrant]);
}

const char *
words_score(const struct story *story, double score, struct arena *arena)
{
	return strings_number(story->edition->strings, arena, score, 1);
}

const char *
words_number(const struct story *story, double value, struct arena *arena)
{
	return strings_amount(story->edition->strings, arena, value);
}

const char *
words_count(size_t count, struct arena *arena)
{
	return arena_printf(arena, "%zu", count);
}

const char *
story_state(const struct edition *edition, const struct reading *reading)
{
	static const char *const keys[] = {
		[VALUE_ABSENT] = "state.absent",     [VALUE_PRESENT] = NULL,
		[VALUE_BLANK] = "state.blank",	     [VALUE_NA] = "state.na",
		[VALUE_WITHHELD] = "state.withheld", [VALUE_REJECTED] = "state.rejected",
	};

	if (keys[reading->state] != NULL)
		return strings_text(edition->strings, keys[reading->state]);
	return reading->scored || reading->tracked ? "" : strings_text(edition->strings, "state.no_limits");
}

const char *
words_indicator(const struct story *story, size_t indicator)
{
	return story->edition->model->indicators[indicator].title;
}

const char *
words_place(const struct story *story, const struct reading *reading, struct arena *arena)
{
	const struct dataset *dataset = story->edition->dataset;

	if (reading->row == NULL)
		return "";
	return say(story, arena, "omissions.place", "file", dataset->files[reading->row->file].name, "line",
	    words_count(reading->row->line, arena), NULL);
}

const char *
words_before(const struct story *story, struct arena *arena)
{
	char name[PERIOD_SIZE];

	return arena_strdup(arena, period_name(period_shift(story->card->period, -1), name));
}

const char *
story_value(const struct edition *edition, const struct reading *reading, struct arena *arena)
{
	if (reading->state != VALUE_PRESENT)
		return story_state(edition, reading);
	if (isnan(reading->value))
		return strings_text(edition->strings, "state.word");
	if (reading->direction == DIRECTION_YESNO && (reading->value == 0 || reading->value == 1))
		return strings_text(edition->strings, reading->value == 1 ? "state.yes" : "state.no");
	return strings_amount(edition->strings, arena, reading->value);
}

/* "≥ 99.9 / < 99.5", or the two ends of a range each. */
static const char *
limit_pair(const struct edition *edition, const struct reading *reading, struct arena *arena)
{
	const struct strings *strings = edition->strings;
	const struct limits  *limits = &reading->limits;
	const char	     *green = strings_amount(strings, arena, limits->green);
	const char	     *red = strings_amount(strings, arena, limits->red);

	if (reading->direction == DIRECTION_HIGHER)
		return arena_printf(arena, "≥ %s / < %s", green, red);
	if (reading->direction == DIRECTION_LOWER)
		return arena_printf(arena, "≤ %s / > %s", green, red);
	return arena_printf(arena, "%s–%s / %s %s–%s", green, strings_amount(strings, arena, limits->green_high),
	    strings_text(strings, "state.not"), red, strings_amount(strings, arena, limits->red_high));
}

const char *
story_limits(const struct edition *edition, const struct reading *reading, struct arena *arena)
{
	static const char *const keys[DIRECTIONS] = {
		[DIRECTION_YESNO] = "state.yes_no",  [DIRECTION_LEVEL] = "state.level",
		[DIRECTION_RATING] = "state.by_word", [DIRECTION_TRACK] = "state.tracked",
	};

	if (reading->tracked)
		return strings_text(edition->strings, "state.tracked");
	if (keys[reading->direction] != NULL)
		return strings_text(edition->strings, keys[reading->direction]);
	return limit_pair(edition, reading, arena);
}

const char *
story_signed(const struct edition *edition, double change, struct arena *arena)
{
	const char *size = strings_number(edition->strings, arena, fabs(change), 1);

	if (isnan(change))
		return "";
	if (number_round(change, 1) == 0 || size == NULL)
		return size;
	return arena_printf(arena, "%s%s", change > 0 ? "+" : "−", size);
}
