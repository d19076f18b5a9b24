/* survey_answer.c - an answer as a number, a word of the question's scale, or "5: strongly agree". */
#include <math.h>
#include <string.h>

#include "base/arena.h"
#include "base/error.h"
#include "base/table.h"
#include "input/intake.h"
#include "input/survey.h"

enum { WORDS_MAX = 4096, KEY_BYTES = 128 };

static bool
on_scale(const struct question *question, double value)
{
	return value >= question->scale_min && value <= question->scale_max;
}

double
survey_number_prefix(struct cell cell)
{
	size_t digits = 0;
	size_t at;
	long   value;

	while (digits < cell.length && cell.text[digits] >= '0' && cell.text[digits] <= '9')
		digits++;
	value = cell_digits((struct cell){ cell.text, digits });
	for (at = digits; at < cell.length && cell.text[at] == ' '; at++)
		;
	if (value == -1 || at == cell.length || strchr(":-(.)=", cell.text[at]) == NULL)
		return NAN;
	/* "4-5" and "4.x" say two numbers or none. */
	if (at == digits && (cell.text[at] == '-' || cell.text[at] == '.') && (at + 1 == cell.length || cell.text[at + 1] != ' '))
		return NAN;
	return (double)value;
}

/* Its finding is added; the key counts as one that occurred. */
static long
refuse(const struct sheet *sheet, enum finding_kind kind, const struct question *question, struct error *error)
{
	char *expected = arena_printf(sheet->intake->scratch, "a number from %g to %g, or a word of the scale, for %s",
	    question->scale_min, question->scale_max, question->id);

	if (expected == NULL)
		return error_out_of_memory(error);
	return sheet_reject(sheet, kind, SURVEY_ANSWER, expected, error) == -1 ? -1 : ANSWER_INVALID;
}

static long
code_of(struct sheet *sheet, const struct question *question, double value, struct error *error)
{
	long code;

	if (!on_scale(question, value))
		return refuse(sheet, FINDING_OUT_OF_SCALE, question, error);
	code = answers_code(&sheet->intake->survey->answers, value);
	if (code == -1)
		return error_out_of_memory(error);
	return code == 0 ? refuse(sheet, FINDING_OUT_OF_SCALE, question, error) : code;
}

/* Anything but plain digits. */
static long
read_word(struct sheet *sheet, const struct question *question, struct cell cell, struct error *error)
{
	const char	  *folded;
	double		   value;
	enum number_result result = cell_number(sheet, cell, &value);

	if (result == NUMBER_OK)
		return code_of(sheet, question, value, error);
	if (result == NUMBER_AMBIGUOUS)
		return refuse(sheet, FINDING_AMBIGUOUS_NUMBER, question, error);
	folded = sheet_folded(sheet, cell);
	if (folded == NULL)
		return error_out_of_memory(error);
	value = question_label_value(sheet->intake->model, question, folded);
	if (isnan(value))
		value = survey_number_prefix(cell);
	return isnan(value) ? refuse(sheet, FINDING_BAD_WORD, question, error) : code_of(sheet, question, value, error);
}

/* Words repeat: each spelling is worked out once a question. */
static long
remembered_word(struct sheet *sheet, size_t index, struct cell cell, struct error *error)
{
	struct survey_intake *survey = sheet->intake->survey;
	char		      key[KEY_BYTES];
	size_t		      length = sizeof index + cell.length;
	long		      code;

	if (length > sizeof key)
		return read_word(sheet, &sheet->intake->model->questions[index], cell, error);
	memcpy(key, &index, sizeof index);
	memcpy(key + sizeof index, cell.text, cell.length);
	code = table_get(survey->words, key, length);
	if (code != -1)
		return code;
	code = read_word(sheet, &sheet->intake->model->questions[index], cell, error);
	if (code > 0 && code != ANSWER_INVALID && table_count(survey->words) < WORDS_MAX &&
	    table_set(survey->words, key, length, code, NULL) == -1)
		return error_out_of_memory(error);
	return code;
}

long
survey_answer(struct sheet *sheet, size_t question, struct cell cell, struct error *error)
{
	const struct question *asked = &sheet->intake->model->questions[question];
	long		       value = cell_digits(cell);

	if (value >= 0 && value < ANSWER_INTEGERS && on_scale(asked, (double)value))
		return value + 1;
	if (cell.length == 0 || cell_is(cell, "na") || cell_is(cell, "withheld"))
		return ANSWER_NONE;
	/* How a decimal comma reads depends on the file. */
	if (sheet->decimal_comma && memchr(cell.text, ',', cell.length) != NULL)
		return read_word(sheet, asked, cell, error);
	return remembered_word(sheet, question, cell, error);
}
