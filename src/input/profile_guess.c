/* profile_guess.c - what a column seems to hold. */
#include "input/profile_guess.h"

#include <math.h>
#include <string.h>

#include "base/number.h"
#include "config/scale.h"

enum { FEW_WORDS = 24, POINTS_MAX = 11, LONG_TEXT = 40 };

/* So many percent of the answers must stand on a scale before it is guessed. */
static const double enough = 80;

/* The number that the text is or begins with ("5: strongly agree", "10 (Always)"); NaN if none. */
static double
leading_number(const char *text)
{
	size_t digits = strspn(text, "0123456789");
	double value;

	if (digits == 0 || digits > 3 ||
	    (text[digits] != '\0' && strchr(" :-.)(=", text[digits]) == NULL))
		return NAN;
	if (text[digits] != '\0' && strpbrk(text + digits, "0123456789") != NULL)
		return NAN;
	return number_parse(text, digits, false, &value) == NUMBER_OK ? value : NAN;
}

static void
count_answer(struct guess *guess, double value, unsigned long rows, long *promoters)
{
	guess->n += rows;
	guess->mean += value * (double)rows;
	if (value >= 9)
		*promoters += (long)rows;
	else if (value <= 6)
		*promoters -= (long)rows;
}

/* The column's answers held against a scale; scale NULL: numbers from guess->min to guess->max. */
static struct guess
hold_against(const struct profile_column *column, const struct scale *scale, double min, double max)
{
	struct guess guess = {
	    .kind = GUESS_SCALE, .scale = scale, .min = min, .max = max, .nps = NAN};
	long promoters = 0;

	for (size_t i = 0; i < column->value_count; i++) {
		const struct profile_value *value = &column->values[i];
		double number = scale != NULL ? scale_find(scale, value->folded) : NAN;

		guess.labels += isnan(number) ? 0 : 1;
		if (isnan(number))
			number = leading_number(value->text);
		if (number >= min && number <= max) {
			count_answer(&guess, number, value->rows, &promoters);
		} else {
			guess.strange += value->rows;
			guess.strange_words++;
		}
	}
	guess.mean = guess.n > 0 ? guess.mean / (double)guess.n : NAN;
	if (min == 0 && max == 10 && guess.n > 0)
		guess.nps = 100 * (double)promoters / (double)guess.n;
	return guess;
}

static bool
is_enough(const struct guess *guess)
{
	return 100 * (double)guess->n >= enough * (double)(guess->n + guess->strange) &&
	    guess->n > 0;
}

/* The scale of this list whose words fit best, if any is better than *best. */
static void
try_scales(const struct profile_column *column, const struct scale *scales, size_t count,
    struct guess *best)
{
	for (size_t i = 0; i < count; i++) {
		struct guess guess = hold_against(column, &scales[i], scales[i].min, scales[i].max);

		if (guess.labels > 0 && is_enough(&guess) &&
		    (guess.n > best->n || (guess.n == best->n && guess.labels > best->labels)))
			*best = guess;
	}
}

/* Numbers whose ends are words: "9", "8", "Fantastic". */
static bool
is_mixed(const struct profile_column *column, const struct guess *guess)
{
	return guess->scale == NULL && guess->strange_words <= 2 &&
	    column->value_count >= guess->strange_words + 4;
}

/* Bare numbers: the usual scales are 1..5, 1..7 and 0..10; how long it is does not stand in the file. */
static struct guess
try_numbers(const struct profile_column *column)
{
	struct guess guess = {.kind = GUESS_EMPTY};
	double	     lowest = INFINITY, highest = -INFINITY;

	if (column->value_count > POINTS_MAX)
		return guess;
	for (size_t i = 0; i < column->value_count; i++) {
		double number = leading_number(column->values[i].text);

		if (isnan(number))
			continue;
		lowest = number < lowest ? number : lowest;
		highest = number > highest ? number : highest;
	}
	if (lowest < 0 || highest > 10 || highest < 2)
		return guess;
	if (highest <= 5 && lowest >= 1)
		return hold_against(column, NULL, 1, 5);
	if (highest <= 7 && lowest >= 1)
		return hold_against(column, NULL, 1, 7);
	return hold_against(column, NULL, 0, 10);
}

/* One column per choice: the cell repeats what the header says, and nothing else occurs. */
static bool
is_choice(const struct profile *profile, size_t index)
{
	const struct profile_column *column = &profile->columns[index];
	const struct layout_column  *header = &profile->layout.columns[index];

	if (column->value_count != 1 || column->more)
		return false;
	return header->sub[0] != '\0' &&
	    (strcmp(header->sub, column->values[0].text) == 0 ||
		strstr(header->folded, column->values[0].folded) != NULL);
}

static unsigned long
most_dates(const struct profile_column *column)
{
	unsigned long most = 0;

	for (int order = DATE_ORDER_DMY; order <= DATE_ORDER_YMD; order++)
		most = column->dates[order].count > most ? column->dates[order].count : most;
	return most;
}

static bool
is_most(unsigned long part, unsigned long whole)
{
	return 100 * (double)part >= enough * (double)whole;
}

/* Whether those of the periods that are bare numbers can be years. */
static bool
are_years(const struct profile_column *column)
{
	return column->numbers == 0 || (column->lowest > 1900 && column->highest < 2100);
}

static enum guess_kind
kind_of_text(const struct profile_column *column)
{
	if (column->longest > 2 * LONG_TEXT || column->filled < 2 * column->value_count)
		return GUESS_TEXT;
	return column->value_count <= FEW_WORDS || column->longest <= LONG_TEXT ? GUESS_WORDS
										: GUESS_TEXT;
}

static bool
may_be_survey(const struct profile *profile)
{
	return profile->kind == INPUT_SURVEY || profile->kind == MAPPING_UNSET;
}

struct guess
profile_guess(const struct profile *profile, size_t index, const struct model *model,
    const struct mappings *mappings)
{
	const struct profile_column *column = &profile->columns[index];
	struct guess		     guess = {.kind = GUESS_EMPTY, .mean = NAN, .nps = NAN};

	if (column->filled == 0)
		return guess;
	if (!column->more && column->value_count <= FEW_WORDS) {
		try_scales(column, mappings->scales, mappings->scale_count, &guess);
		try_scales(column, model->scales, model->scale_count, &guess);
		if (guess.kind != GUESS_SCALE && may_be_survey(profile) &&
		    !profile_is_metadata(profile, index))
			guess = try_numbers(column);
		if (guess.kind == GUESS_SCALE && (is_enough(&guess) || is_mixed(column, &guess)))
			return guess;
	}
	guess = (struct guess){.n = column->filled, .mean = NAN, .nps = NAN};
	if (is_choice(profile, index))
		guess.kind = GUESS_CHOICE;
	else if (is_most(column->periods, column->filled) && are_years(column))
		guess.kind = GUESS_PERIOD;
	else if (is_most(column->numbers, column->filled))
		guess.kind = GUESS_NUMBER;
	else if (is_most(most_dates(column), column->filled))
		guess.kind = GUESS_DATE;
	else
		guess.kind = kind_of_text(column);
	return guess;
}
