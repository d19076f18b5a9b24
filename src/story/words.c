/* words.c - the words for numbers, colours and classes. */
#include <math.h>
#include <string.h>

#include "base/arena.h"
#include "base/number.h"
#include "story/story.h"
#include "story/parts.h"

const char *
story_rating_word(const struct settings *settings, enum rating rating)
{
	switch (rating) {
	case RATING_GREEN:
		return "Green";
	case RATING_YELLOW:
		return settings->word_amber ? "Amber" : "Yellow";
	case RATING_RED:
		return "Red";
	case RATING_GREY:
		break;
	}
	return "Not rated";
}

const char *
words_rating(const struct story *story, enum rating rating)
{
	if (rating == RATING_YELLOW && story->edition->settings->word_amber)
		return "amber";
	return rating == RATING_GREY ? "not rated" : rating_name(rating);
}

char
story_rating_letter(const struct settings *settings, enum rating rating)
{
	switch (rating) {
	case RATING_GREEN:
		return 'G';
	case RATING_YELLOW:
		return settings->word_amber ? 'A' : 'Y';
	case RATING_RED:
		return 'R';
	case RATING_GREY:
		break;
	}
	return 'N';
}

const char *
gap_class_name(enum gap_class gap_class)
{
	static const char *const names[] = { "", "aligned", "watch", "misaligned" };

	return names[gap_class];
}

const char *
quadrant_name(enum quadrant quadrant)
{
	static const char *const names[] = { "", "agreed strength", "agreed weakness", "blind spot", "undervalued" };

	return names[quadrant];
}

const char *
words_score(double score, struct arena *arena)
{
	char text[NUMBER_SIZE];

	return isnan(score) ? "–" : arena_strdup(arena, number_format(score, 1, text));
}

/* Digits before the point in groups of three from five digits on: 1234 stays, 12345 is 12,345. */
static const char *
group_thousands(const char *text, struct arena *arena)
{
	size_t sign = text[0] == '-';
	size_t digits = strcspn(text + sign, ".");
	char   out[2 * NUMBER_SIZE];
	size_t length = 0;

	if (digits < 5)
		return arena_strdup(arena, text);
	for (size_t i = 0; text[i] != '\0' && length + 2 < sizeof out; i++) {
		if (i > sign && i < sign + digits && (sign + digits - i) % 3 == 0)
			out[length++] = ',';
		out[length++] = text[i];
	}
	out[length] = '\0';
	return arena_strdup(arena, out);
}

const char *
words_number(double value, struct arena *arena)
{
	char text[NUMBER_SIZE];

	if (isnan(value))
		return "–";
	return group_thousands(number_shortest(number_round(value, 2), text), arena);
}

const char *
words_state(const struct reading *reading)
{
	switch (reading->state) {
	case VALUE_BLANK:
		return "blank";
	case VALUE_NA:
		return "n/a";
	case VALUE_WITHHELD:
		return "withheld";
	case VALUE_REJECTED:
		return "rejected";
	case VALUE_ABSENT:
		return "no row";
	case VALUE_PRESENT:
		break;
	}
	return reading->scored || reading->tracked ? "" : "no limits";
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
	return arena_printf(arena, "%s line %lu", dataset->files[reading->row->file].name, (unsigned long)reading->row->line);
}

const char *
words_before(const struct story *story, struct arena *arena)
{
	char name[PERIOD_SIZE];

	return arena_strdup(arena, period_name(period_shift(story->card->period, -1), name));
}

const char *
story_value(const struct reading *reading, struct arena *arena)
{
	if (reading->state != VALUE_PRESENT)
		return words_state(reading);
	if (isnan(reading->value))
		return "word";
	if (reading->direction == DIRECTION_YESNO && (reading->value == 0 || reading->value == 1))
		return reading->value == 1 ? "yes" : "no";
	return words_number(reading->value, arena);
}

const char *
story_limits(const struct reading *reading, struct arena *arena)
{
	const struct limits *limits = &reading->limits;

	if (reading->tracked)
		return "tracked";
	switch (reading->direction) {
	case DIRECTION_HIGHER:
		return arena_printf(arena, "≥ %s / < %s", words_number(limits->green, arena), words_number(limits->red, arena));
	case DIRECTION_LOWER:
		return arena_printf(arena, "≤ %s / > %s", words_number(limits->green, arena), words_number(limits->red, arena));
	case DIRECTION_RANGE:
		return arena_printf(arena, "%s–%s / not %s–%s", words_number(limits->green, arena),
		    words_number(limits->green_high, arena), words_number(limits->red, arena),
		    words_number(limits->red_high, arena));
	case DIRECTION_YESNO:
		return "yes / no";
	case DIRECTION_LEVEL:
		return "level";
	case DIRECTION_RATING:
		return "by word";
	case DIRECTION_TRACK:
	case DIRECTIONS:
		break;
	}
	return "tracked";
}

const char *
story_signed(double change, struct arena *arena)
{
	char text[NUMBER_SIZE];

	if (isnan(change))
		return "";
	number_format(fabs(change), 1, text);
	if (number_round(change, 1) == 0)
		return "0.0";
	return arena_printf(arena, "%s%s", change > 0 ? "+" : "−", text);
}
