/* kpi_value.c - the value of a KPI row: a number, yes or no, a level, a rating word; or why there is none. */
#include <math.h>
#include <string.h>

#include "base/error.h"
#include "input/intake.h"
#include "input/kpi_draft.h"

int
draft_refuse(struct draft *draft, enum finding_kind kind, int field, const char *expected)
{
	draft->row.state = VALUE_REJECTED;
	return sheet_reject(draft->sheet, kind, field, expected, draft->error);
}

/* percent = fraction: the file writes 0.28 where the KPI means 28. A percent sign says that it does not. */
static bool
is_fraction(const struct sheet *sheet, int field, struct cell cell)
{
	return sheet->mapping->percent_is_fraction == 1 && field != KPI_WEIGHT && cell.text[cell.length - 1] != '%';
}

enum number_result
draft_number(const struct draft *draft, int field, struct cell cell, double *value)
{
	const struct sheet *sheet = draft->sheet;
	enum number_result  result;

	if (sheet->column[field] == -1)
		return number_parse_known(cell.text, cell.length, false, value);
	result = cell_number(sheet, cell, value);
	if (result == NUMBER_OK && is_fraction(sheet, field, cell))
		*value *= 100;
	return result;
}

int
draft_read_number(struct draft *draft, int field, double *value)
{
	struct cell cell = sheet_cell(draft->sheet, field);

	*value = NAN;
	if (cell.length == 0)
		return 0;
	switch (draft_number(draft, field, cell, value)) {
	case NUMBER_OK:
		return 0;
	case NUMBER_AMBIGUOUS:
		return draft_refuse(draft, FINDING_AMBIGUOUS_NUMBER, field, "a number without thousands separator");
	case NUMBER_BAD:
	default:
		return draft_refuse(draft, FINDING_BAD_NUMBER, field, cell_number_wanted(draft->sheet, cell));
	}
}

static int
read_yesno(struct draft *draft, struct cell cell)
{
	bool yes = cell_is(cell, "yes") || cell_is(cell, "true") || cell_is(cell, "1");

	if (!yes && !cell_is(cell, "no") && !cell_is(cell, "false") && !cell_is(cell, "0"))
		return draft_refuse(draft, FINDING_BAD_WORD, KPI_VALUE, "yes, no, true, false, 1 or 0");
	draft->row.value = yes ? 1 : 0;
	return 0;
}

/* A number of the scale, or N, P, L, F: none, partial, large, full - thirds of the scale. */
static int
read_level(struct draft *draft, struct cell cell)
{
	static const char letters[] = "nplf";
	double		  low = draft->indicator != NULL ? draft->indicator->level_min : LEVEL_DEFAULT_MIN;
	double		  high = draft->indicator != NULL ? draft->indicator->level_max : LEVEL_DEFAULT_MAX;
	double		 *value = &draft->row.value;

	for (int i = 0; letters[i] != '\0'; i++) {
		const char word[2] = { letters[i], '\0' };

		if (cell_is(cell, word)) {
			*value = low + (high - low) * i / 3;
			return 0;
		}
	}
	if (draft_read_number(draft, KPI_VALUE, value) == -1)
		return -1;
	if (*value < low || *value > high)
		return draft_refuse(draft, FINDING_OUT_OF_SCALE, KPI_VALUE, "a level of the KPI's scale");
	return 0;
}

/* The word of the model's rating table that a folded cell stands for, by the mapping's `word` keys or as it is.
 * NULL when out of memory. */
static const char *
translate_word(const struct sheet *sheet, const char *folded)
{
	const char *word = mapping_pair_find(&sheet->mapping->words, folded);

	return word == NULL ? folded : sheet_folded(sheet, cell_trim(word, strlen(word)));
}

/* The word of the rating column; of the value column if that one is empty. The number beside a word is kept to be shown. */
static int
read_rating(struct draft *draft, struct cell value, struct cell word)
{
	int	    field = word.length > 0 ? KPI_RATING : KPI_VALUE;
	const char *folded = sheet_folded(draft->sheet, word.length > 0 ? word : value);

	if (folded != NULL)
		folded = translate_word(draft->sheet, folded);
	if (folded == NULL)
		return error_out_of_memory(draft->error);
	draft->terms.rating_score = model_rating_score(draft->sheet->intake->model, folded);
	if (isnan(draft->terms.rating_score))
		return draft_refuse(draft, FINDING_BAD_WORD, field, "a word of the model's rating table");
	if (field == KPI_RATING && value.length > 0 &&
	    draft_number(draft, KPI_VALUE, value, &draft->row.value) != NUMBER_OK)
		draft->row.value = NAN;
	return 0;
}

/* True if the mapping says what this word is worth. A number is none unless the KPI is a rating: 4 may be hours or stars. */
static bool
is_rating_word(const struct draft *draft, struct cell value)
{
	const struct mapping_pairs *words = &draft->sheet->mapping->words;
	const char		   *folded;
	double			    number;

	if (words->count == 0 || cell_number(draft->sheet, value, &number) == NUMBER_OK)
		return false;
	folded = sheet_folded(draft->sheet, value);
	return folded != NULL && mapping_pair_find(words, folded) != NULL;
}

/* The value speaks; where it is empty, the word. */
static enum value_state
cell_state(struct cell value, struct cell word)
{
	struct cell said = value.length > 0 ? value : word;

	if (said.length == 0)
		return VALUE_BLANK;
	if (cell_is(said, "na"))
		return VALUE_NA;
	return cell_is(said, "withheld") ? VALUE_WITHHELD : VALUE_PRESENT;
}

int
draft_read_value(struct draft *draft)
{
	struct cell	 value = sheet_cell(draft->sheet, KPI_VALUE);
	struct cell	 word = sheet_cell(draft->sheet, KPI_RATING);
	enum value_state state = cell_state(value, word);

	draft->row.value = NAN;
	if (draft->row.state != VALUE_REJECTED)
		draft->row.state = (uint8_t)state;
	if (state != VALUE_PRESENT)
		return 0;
	if (value.length > 0 && is_rating_word(draft, value))
		draft->row.direction = draft->direction = DIRECTION_RATING;
	if (draft->direction == DIRECTION_RATING || value.length == 0)
		return read_rating(draft, value, word);
	if (draft->direction == DIRECTION_YESNO)
		return read_yesno(draft, value);
	if (draft->direction == DIRECTION_LEVEL)
		return read_level(draft, value);
	return draft_read_number(draft, KPI_VALUE, &draft->row.value);
}
