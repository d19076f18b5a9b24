/* survey_label.c - what a cell of a wide survey answers: a label, a number, "5: strongly agree", a filled point. */
#include <math.h>
#include <string.h>

#include "base/arena.h"
#include "base/count.h"
#include "base/error.h"
#include "base/table.h"
#include "base/text.h"
#include "config/scale.h"
#include "input/intake.h"
#include "input/survey_wide.h"

/* Values of survey_wide.answers from REFUSED on are indexes of labels that are not on the scale. */
enum { REFUSED = 1 << 16, KEY_BYTES = 160, REMEMBERED_MAX = 1 << 16 };

static double
label_value(const struct sheet *sheet, const struct wide_question *question, struct cell cell)
{
	const char *folded = question->scale == NULL ? NULL : sheet_folded(sheet, cell);

	/* Out of memory reads as "no label": the next allocation says it. */
	return folded == NULL ? NAN : scale_find(question->scale, folded);
}

double
survey_label_value(const struct sheet *sheet, const struct wide_question *question, struct cell cell)
{
	double value = label_value(sheet, question, cell);

	if (isnan(value) && cell_number(sheet, cell, &value) != NUMBER_OK)
		value = survey_number_prefix(cell);
	return value;
}

/* From the file's scale to the model's: in a straight line, turned round first if the file counts the other way. */
static double
to_model(const struct model *model, const struct wide_question *question, double value)
{
	const struct question *own = &model->questions[question->question];

	if (question->reverse)
		value = question->min + question->max - value;
	if (question->min == own->scale_min && question->max == own->scale_max)
		return value;
	return own->scale_min + (value - question->min) / (question->max - question->min) * (own->scale_max - own->scale_min);
}

/* Counts a cell that is no answer; REFUSED + its index, -1 when out of memory. */
static long
refuse(struct sheet *sheet, struct survey_wide *wide, size_t index, enum finding_kind kind,
    struct cell cell, struct error *error)
{
	struct wide_question  *question = &wide->questions[index];
	const struct stranger  what = { .kind = kind, .owner = index, .column = wide->columns[question->first].column };
	size_t		       before = wide->labels.items.count;
	long		       at;

	/* Who gives that many labels gives none: a comment column, taken for a question. */
	if (question->labels == WIDE_LABELS_MAX)
		cell = (struct cell){ "", 0 };
	at = strangers_count(&wide->labels, sheet, &what, cell);
	if (at == -1)
		return error_out_of_memory(error);
	question->labels += wide->labels.items.count > before && question->labels < WIDE_LABELS_MAX;
	return REFUSED + at;
}

/* A cell that was not met before: its code, or REFUSED + the index of a stranger. -1 when out of memory. */
static long
work_out(struct sheet *sheet, struct survey_wide *wide, size_t index, struct cell cell, struct error *error)
{
	const struct wide_question *question = &wide->questions[index];
	double			    value = label_value(sheet, question, cell);
	enum number_result	    number = NUMBER_BAD;
	long			    code;

	if (isnan(value)) {
		if (sheet_is_missing(sheet, cell) || cell_is(cell, "na") || cell_is(cell, "withheld"))
			return ANSWER_NONE;
		number = cell_number(sheet, cell, &value);
	}
	if (number == NUMBER_AMBIGUOUS)
		return refuse(sheet, wide, index, FINDING_AMBIGUOUS_NUMBER, cell, error);
	if (isnan(value))
		value = survey_number_prefix(cell);
	if (isnan(value))
		return refuse(sheet, wide, index, FINDING_UNKNOWN_LABEL, cell, error);
	if (!(value >= question->min && value <= question->max))
		return refuse(sheet, wide, index, FINDING_OUT_OF_SCALE, cell, error);
	code = answers_code(&sheet->intake->survey->answers, to_model(sheet->intake->model, question, value));
	if (code == -1)
		return error_out_of_memory(error);
	return code == 0 ? refuse(sheet, wide, index, FINDING_OUT_OF_SCALE, cell, error) : code;
}

/* Cells repeat: each spelling is worked out once a question, and counted again if it is no answer. */
static long
remembered(struct sheet *sheet, struct survey_wide *wide, size_t index, struct cell cell, struct error *error)
{
	char   key[KEY_BYTES];
	size_t length = sizeof index + cell.length;
	bool   short_enough = length <= sizeof key;
	long   found = -1;

	if (short_enough) {
		memcpy(key, &index, sizeof index);
		memcpy(key + sizeof index, cell.text, cell.length);
		found = table_get(wide->answers, key, length);
	}
	if (found >= REFUSED)
		((struct stranger *)wide->labels.items.items)[found - REFUSED].rows++;
	if (found == -1) {
		found = work_out(sheet, wide, index, cell, error);
		if (found != -1 && short_enough && table_count(wide->answers) < REMEMBERED_MAX &&
		    table_set(wide->answers, key, length, found, NULL) == -1)
			return error_out_of_memory(error);
	}
	return found >= REFUSED ? ANSWER_NONE : found;
}

static long
read_cell(struct sheet *sheet, struct survey_wide *wide, size_t index, struct error *error)
{
	struct wide_question *question = &wide->questions[index];
	struct wide_spelling *spelling;
	struct cell	      cell = sheet_raw_cell(sheet, wide->columns[question->first].column);
	int		      digits = cell_digits(cell);
	long		      code;

	if (cell.length == 0)
		return ANSWER_NONE;
	if (digits >= 0 && digits < WIDE_DIGITS && question->by_digits[digits] != ANSWER_NONE)
		return question->by_digits[digits];
	spelling = &question->by_length[cell.length % WIDE_LENGTHS];
	if (spelling->code != ANSWER_NONE && cell.length < WIDE_LENGTHS && memcmp(spelling->text, cell.text, cell.length) == 0)
		return spelling->code;
	code = remembered(sheet, wide, index, cell, error);
	if (digits >= 0 && digits < WIDE_DIGITS && code > 0)
		question->by_digits[digits] = (uint16_t)code;
	if (cell.length < WIDE_LENGTHS && code > 0) {
		memcpy(spelling->text, cell.text, cell.length);
		spelling->code = (uint16_t)code;
	}
	return code;
}

bool
survey_is_ticked(const struct sheet *sheet, size_t column)
{
	static const char *const not_ticked[] = {
		"0", "no", "n", "false", "off", "nein", "non", "nee", "unchecked", "not selected", "not quoted",
	};
	struct cell		 cell = sheet_raw_cell(sheet, column);

	if (cell.length == 0 || sheet_is_missing(sheet, cell))
		return false;
	for (size_t i = 0; i < COUNT_OF(not_ticked); i++)
		if (cell_is(cell, not_ticked[i]))
			return false;
	return true;
}

/* Two points at once are no answer. */
static int
report_two_points(const struct sheet *sheet, const struct wide_question *question, size_t column, struct error *error)
{
	const char *expected = arena_printf(sheet->intake->scratch, "one filled cell for %s, not two",
	    sheet->intake->model->questions[question->question].id);

	if (expected == NULL)
		return error_out_of_memory(error);
	return sheet_find_at(sheet, FINDING_BAD_WORD, column, (struct cell){ "", 0 }, expected, error);
}

static long
read_points(const struct sheet *sheet, struct survey_wide *wide, const struct wide_question *question, struct error *error)
{
	double point = NAN;
	long   code;

	for (size_t i = 0; i < question->count; i++) {
		const struct wide_column *at = &wide->columns[question->first + i];

		if (!survey_is_ticked(sheet, at->column))
			continue;
		if (!isnan(point))
			return report_two_points(sheet, question, at->column, error) == -1 ? -1 : ANSWER_NONE;
		point = at->point;
	}
	if (isnan(point))
		return ANSWER_NONE;
	code = answers_code(&sheet->intake->survey->answers, to_model(sheet->intake->model, question, point));
	return code == -1 ? error_out_of_memory(error) : code;
}

long
survey_label_read(struct sheet *sheet, struct survey_wide *wide, size_t question, struct error *error)
{
	if (wide->questions[question].points)
		return read_points(sheet, wide, &wide->questions[question], error);
	return read_cell(sheet, wide, question, error);
}

/* The label of the scale that the text is nearly like, as it is written there; NULL if there is none,
 * or for memory. */
static const char *
nearest_label(const struct scale *scale, const char *folded, struct arena *scratch)
{
	const char **words = arena_alloc(scratch, scale->label_count, sizeof *words);
	const char  *nearest;

	if (words == NULL)
		return NULL;
	for (size_t i = 0; i < scale->label_count; i++)
		words[i] = scale->labels[i].word;
	nearest = text_nearest(folded, words, scale->label_count);
	for (size_t i = 0; nearest != NULL && i < scale->label_count; i++)
		if (words[i] == nearest)
			return scale->labels[i].written;
	return NULL;
}

/* What would have been right: the nearest word, the range, the question. NULL when out of memory. */
static const char *
describe_scale(const struct sheet *sheet, const struct wide_question *question, const char *folded)
{
	struct arena *scratch = sheet->intake->scratch;
	const char   *id = sheet->intake->model->questions[question->question].id;
	const char   *nearest = question->scale == NULL ? NULL : nearest_label(question->scale, folded, scratch);

	if (nearest == NULL)
		return arena_printf(scratch, "a number from %g to %g or a word of the scale, for %s",
		    question->min, question->max, id);
	return arena_printf(scratch,
	    "a number from %g to %g or a word of the scale, for %s; the nearest is \"%s\"", question->min,
	    question->max, id, nearest);
}

int
survey_label_finish(const struct sheet *sheet, const struct survey_wide *wide, struct error *error)
{
	const struct stranger *labels = wide->labels.items.items;

	for (size_t i = 0; i < wide->labels.items.count; i++) {
		const char *folded = text_fold(sheet->intake->scratch, labels[i].text, strlen(labels[i].text));
		const char *expected = folded == NULL ? NULL : describe_scale(sheet, &wide->questions[labels[i].owner], folded);

		if (expected == NULL || strangers_report(&wide->labels, i, sheet, expected) == -1)
			return error_out_of_memory(error);
	}
	return 0;
}
