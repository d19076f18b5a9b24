/* survey_columns.c - which column of a wide survey is which question: by the mappings, then by name. */
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "base/arena.h"
#include "base/error.h"
#include "base/text.h"
#include "input/intake.h"
#include "input/layout.h"
#include "input/survey_wide.h"

/* What looking for questions needs to know. */
struct search {
	const struct sheet *sheet;
	const char	  **texts;	/* of the model's questions, folded; scratch memory */
};

/* -1 when out of memory. */
static int
search_begin(struct search *search, const struct sheet *sheet)
{
	const struct model *model = sheet->intake->model;

	search->sheet = sheet;
	search->texts = arena_alloc(sheet->intake->scratch, model->question_count, sizeof *search->texts);
	for (size_t i = 0; search->texts != NULL && i < model->question_count; i++) {
		search->texts[i] = text_fold(sheet->intake->scratch, model->questions[i].text, strlen(model->questions[i].text));
		if (search->texts[i] == NULL)
			return -1;
	}
	return search->texts == NULL ? -1 : 0;
}

static bool
is_metadata(const struct sheet *sheet, size_t column)
{
	const struct mapping *mapping = sheet->mapping;

	return (mapping->metadata_count > 0 && column < (size_t)mapping->metadata_count) ||
	    layout_in_list(sheet->layout, &mapping->metadata, column);
}

/* Says something else than an answer. */
static bool
is_used(const struct sheet *sheet, size_t column)
{
	for (int i = 0; i < sheet->kind->field_count; i++)
		if (sheet->column[i] == (int)column)
			return true;
	return layout_in_list(sheet->layout, &sheet->mapping->partner_columns, column);
}

static long
find_text(const struct search *search, const char *folded)
{
	for (size_t i = 0; *folded != '\0' && i < search->sheet->intake->model->question_count; i++)
		if (strcmp(search->texts[i], folded) == 0)
			return (long)i;
	return -1;
}

/*
 * The question of the model that a column is called by: id or alias as code or header, or its text
 * as header or as line of a matrix. A line that is called like an id is none: "Communication" is as
 * often a choice to tick.
 */
static long
question_of_column(const struct search *search, size_t column)
{
	const struct model	   *model = search->sheet->intake->model;
	const struct layout_column *at = &search->sheet->layout->columns[column];
	long			    found = -1;
	char			   *sub;

	if (*at->code != '\0')
		found = model_find_question(model, at->code);
	if (found == -1 && *at->folded != '\0')
		found = model_find_question(model, at->folded);
	if (found == -1)
		found = find_text(search, at->folded);
	if (found != -1 || *at->sub == '\0')
		return found;
	sub = text_fold(search->sheet->intake->scratch, at->sub, strlen(at->sub));
	return sub == NULL ? -1 : find_text(search, sub);
}

/* The column of a question that the mappings describe without saying where it stands. */
static long
column_of_question(const struct search *search, size_t question)
{
	for (size_t i = 0; i < search->sheet->layout->column_count; i++)
		if (!is_metadata(search->sheet, i) && !is_used(search->sheet, i) && question_of_column(search, i) == (long)question)
			return (long)i;
	return -1;
}

static bool
concerns(const struct search *search, const struct mapping_question *mapped)
{
	return mapping_concerns(mapped->source, search->sheet->mapping);
}

/* The first column of a question of the mappings, -1 if the file lacks it. */
static long
mapped_column(const struct search *search, const struct mapping_question *mapped)
{
	if (!concerns(search, mapped))
		return -1;
	return mapped->columns.count > 0 ? layout_find_any(search->sheet->layout, &mapped->columns) :
	    column_of_question(search, mapped->question);
}

static bool
has_question(const struct search *search)
{
	const struct mappings *mappings = search->sheet->intake->mappings;

	for (size_t i = 0; i < mappings->question_count; i++)
		if (mapped_column(search, &mappings->questions[i]) != -1)
			return true;
	for (size_t i = 0; i < search->sheet->layout->column_count; i++)
		if (!is_metadata(search->sheet, i) && !is_used(search->sheet, i) && question_of_column(search, i) != -1)
			return true;
	return false;
}

bool
survey_is_wide(const struct sheet *sheet)
{
	const struct mapping *dialect = sheet->layout->dialect;
	struct search	      search;

	if (sheet->column[SURVEY_QUESTION] != -1 || sheet->constant[SURVEY_QUESTION].text != NULL)
		return false;
	if (dialect != NULL && (dialect->input == INPUT_SURVEY || dialect->input == MAPPING_UNSET))
		return true;
	/* Out of memory reads as "none": the next allocation says it. */
	return search_begin(&search, sheet) == 0 && has_question(&search);
}

/* The scale on which the file answers. */
static void
set_scale(struct wide_question *question, const struct mapping_question *mapped, const struct sheet *sheet)
{
	const struct model    *model = sheet->intake->model;
	const struct question *own = &model->questions[question->question];

	question->scale = own->scale < 0 ? NULL : &model->scales[own->scale];
	question->min = own->scale_min;
	question->max = own->scale_max;
	if (mapped == NULL)
		return;
	question->reverse = mapped->reverse;
	question->points = mapped->points;
	if (!mapped->has_scale)
		return;
	question->scale = mapped->scale < 0 ? NULL : &sheet->intake->mappings->scales[mapped->scale];
	question->min = mapped->scale_min;
	question->max = mapped->scale_max;
}

/* A column per point: what its header says, on the file's scale. NaN for "N/A" and the like. */
static double
point_of_column(const struct sheet *sheet, const struct wide_question *question, size_t column)
{
	const struct layout_column *at = &sheet->layout->columns[column];
	const char		   *label = *at->sub != '\0' ? at->sub : at->text;
	double			    point = survey_label_value(sheet, question, cell_trim(label, strlen(label)));

	return point >= question->min && point <= question->max ? point : NAN;
}

/* One that stands for no point, and for no missing answer either, is reported. -1 when out of memory. */
static int
report_no_point(const struct sheet *sheet, const struct wide_question *question, size_t column, struct error *error)
{
	const char *label = sheet->layout->columns[column].sub;
	const char *expected;

	if (sheet_is_missing(sheet, cell_trim(label, strlen(label))))
		return 0;
	expected = arena_printf(sheet->intake->scratch,
	    "a point from %g to %g, or a word of the scale, above a column of %s", question->min, question->max,
	    sheet->intake->model->questions[question->question].id);
	if (expected == NULL)
		return error_out_of_memory(error);
	return sheet_find_at(sheet, FINDING_UNKNOWN_LABEL, column, cell_trim(label, strlen(label)), expected, error);
}

/* Every column that the list names is a point. */
static int
add_points(const struct sheet *sheet, struct survey_wide *wide, struct wide_question *question,
    const struct column_list *columns, struct error *error)
{
	for (size_t i = 0; i < sheet->layout->column_count; i++) {
		double point;

		if (!layout_in_list(sheet->layout, columns, i))
			continue;
		point = point_of_column(sheet, question, i);
		if (!isnan(point))
			wide->columns[question->first + question->count++] = (struct wide_column){ i, point };
		else if (report_no_point(sheet, question, i, error) == -1)
			return -1;
	}
	return 0;
}

/* Another column of a question that has its column already: left out, but not in silence. -1 when out of memory. */
static int
report_second(const struct sheet *sheet, const struct survey_wide *wide, const struct wide_question *first,
    size_t column, struct error *error)
{
	size_t	    taken = first->count > 0 ? wide->columns[first->first].column : column;
	const char *heading = sheet->layout->columns[column].text;
	const char *expected;

	if (taken == column)
		return 0;
	expected = arena_printf(sheet->intake->scratch, "one column a question; %s is taken from \"%.60s\"",
	    sheet->intake->model->questions[first->question].id, sheet->layout->columns[taken].text);
	if (expected == NULL)
		return error_out_of_memory(error);
	return sheet_find_at(sheet, FINDING_IGNORED_COLUMN, column, cell_trim(heading, strlen(heading)), expected, error);
}

/* mapped NULL: the model's own question. Each question once: the first column. */
static int
add_question(const struct sheet *sheet, struct survey_wide *wide, size_t question,
    const struct mapping_question *mapped, size_t column, struct error *error)
{
	struct wide_question *added = &wide->questions[wide->question_count];

	for (size_t i = 0; i < wide->question_count; i++)
		if (wide->questions[i].question == question)
			return mapped == NULL || mapped->points ? 0 : report_second(sheet, wide, &wide->questions[i], column, error);
	*added = (struct wide_question){ .question = question };
	if (wide->question_count > 0)
		added->first = added[-1].first + added[-1].count;
	set_scale(added, mapped, sheet);
	if (added->points && add_points(sheet, wide, added, &mapped->columns, error) == -1)
		return -1;
	if (!added->points)
		wide->columns[added->first + added->count++] = (struct wide_column){ column, NAN };
	wide->question_count++;
	return 0;
}

static bool
is_answer_column(const struct survey_wide *wide, size_t column)
{
	for (size_t i = 0; i < wide->question_count; i++)
		for (size_t j = 0; j < wide->questions[i].count; j++)
			if (wide->columns[wide->questions[i].first + j].column == column)
				return true;
	return false;
}

static int
add_called_questions(const struct search *search, struct survey_wide *wide, struct error *error)
{
	const struct sheet *sheet = search->sheet;

	for (size_t i = 0; i < sheet->layout->column_count; i++) {
		long question = -1;

		if (!is_metadata(sheet, i) && !is_used(sheet, i) && !is_answer_column(wide, i))
			question = question_of_column(search, i);
		if (question != -1 && add_question(sheet, wide, (size_t)question, NULL, i, error) == -1)
			return -1;
	}
	return 0;
}

/* Room for every question once, and for every column of every question of the mappings. */
static int
make_room(const struct sheet *sheet, struct survey_wide *wide)
{
	const struct mappings *mappings = sheet->intake->mappings;
	size_t		       width = sheet->layout->column_count;
	size_t		       columns = width;

	for (size_t i = 0; i < mappings->question_count; i++)
		columns += mappings->questions[i].points ? width : 1;
	wide->questions = arena_alloc(wide->arena, mappings->question_count + width, sizeof *wide->questions);
	wide->columns = arena_alloc(wide->arena, columns, sizeof *wide->columns);
	return wide->questions == NULL || wide->columns == NULL ? -1 : 0;
}

/* A question that is in none of the files is told at the end. */
static int
add_mapped_question(const struct search *search, struct survey_wide *wide, size_t index, struct error *error)
{
	const struct mapping_question *mapped = &search->sheet->intake->mappings->questions[index];
	uint8_t			      *sought = &search->sheet->intake->survey->sought[index];
	long			       column = mapped_column(search, mapped);

	if (column == -1) {
		if (*sought == SOUGHT_NOT && concerns(search, mapped))
			*sought = SOUGHT_IN_VAIN;
		return 0;
	}
	*sought = SOUGHT_AND_FOUND;
	return add_question(search->sheet, wide, mapped->question, mapped, (size_t)column, error);
}

int
survey_columns_bind(struct sheet *sheet, struct survey_wide *wide, struct error *error)
{
	struct survey_intake *survey = sheet->intake->survey;
	size_t		      count = sheet->intake->mappings->question_count;
	struct search	      search;

	if (survey->sought == NULL)
		survey->sought = calloc(count + 1, sizeof *survey->sought);
	if (survey->sought == NULL || search_begin(&search, sheet) == -1 || make_room(sheet, wide) == -1)
		return error_out_of_memory(error);
	for (size_t i = 0; i < count; i++)
		if (add_mapped_question(&search, wide, i, error) == -1)
			return -1;
	return add_called_questions(&search, wide, error);
}
