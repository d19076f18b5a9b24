/* inspect_questions.c - a [question] section for every column whose answers stand on a scale. */
#include "command/inspect.h"

#include <stdbool.h>
#include <string.h>

#include "base/arena.h"
#include "base/error.h"
#include "base/number.h"
#include "base/text.h"

enum { LISTED_MAX = 40, WORDING_BYTES = 400 };

static bool
is_question(const struct inspection *inspection, size_t column)
{
	return inspection->guesses[column].kind == GUESS_SCALE &&
	    !profile_is_metadata(&inspection->profile, column) &&
	    inspection->profile.layout.columns[column].text[0] != '\0';
}

static bool
means(const struct inspection *inspection, const char *text, const char *folded)
{
	const char *other = text_fold(inspection->arena, text, strlen(text));

	return other != NULL && other[0] != '\0' && strcmp(other, folded) == 0;
}

/* True for a question that other sections added to the model, with words of its own: a code alone does not make it this one. */
static bool
is_of_another_survey(const struct inspection *inspection, size_t question, const char *folded)
{
	for (size_t i = 0; i < inspection->mappings->question_count; i++) {
		const struct mapping_question *mapped = &inspection->mappings->questions[i];

		if (mapped->question == question && *mapped->text != '\0')
			return !means(inspection, mapped->text, folded);
	}
	return false;
}

/* The model's question that the column is: by its text, or by id or alias where that is all its header says. -1 if none. */
static long
find_in_model(const struct inspection *inspection, const struct layout_column *header)
{
	const struct model *model = inspection->model;
	const char	   *sub = text_fold(inspection->arena, header->sub, strlen(header->sub));
	long		    found = model_find_question(model, header->text);

	if (found < 0 && header->written_code[0] != '\0')
		found = model_find_question(model, header->written_code);
	if (found >= 0 && is_of_another_survey(inspection, (size_t)found, header->folded))
		found = -1;
	for (size_t i = 0; i < model->question_count && found < 0; i++)
		if (means(inspection, model->questions[i].text, header->folded) ||
		    (sub != NULL && means(inspection, model->questions[i].text, sub)))
			found = (long)i;
	return found;
}

/* A section of the mappings that names this column already; NULL if none. */
static const struct mapping_question *
find_mapped(const struct inspection *inspection, size_t column)
{
	for (size_t i = 0; i < inspection->mappings->question_count; i++) {
		const struct mapping_question *question = &inspection->mappings->questions[i];

		/* One that belongs to certain sources says nothing about a new one. */
		if (strcmp(question->source, "*") == 0 &&
		    layout_in_list(&inspection->profile.layout, &question->columns, column))
			return question;
	}
	return NULL;
}

/* The scale of the question; its id if that is still to be written, NULL otherwise. */
static const char *
print_scale(const struct inspection *inspection, size_t column, const char *id, FILE *out)
{
	const struct guess *guess = &inspection->guesses[column];
	const char	   *scale = guess->scale != NULL ? guess->scale->id : NULL;
	char		    low[NUMBER_SIZE], high[NUMBER_SIZE];

	if (scale == NULL && guess->strange > 0)
		scale = inspect_id(inspection, "scale", id);
	if (scale != NULL)
		fprintf(out, "scale = %s\n", scale);
	else
		fprintf(out,
		    "scale_min = %s\nscale_max = %s   ; edit: the file does not say how long the "
		    "scale is\n",
		    number_shortest(guess->min, low), number_shortest(guess->max, high));
	return guess->scale == NULL ? scale : NULL;
}

/* A scale of numbers whose ends are words: which word is which end only people know. */
static void
print_mixed_scale(const struct inspection *inspection, size_t column, const char *scale, FILE *out)
{
	const struct guess	    *guess = &inspection->guesses[column];
	const struct profile_column *profile = &inspection->profile.columns[column];
	char			     low[NUMBER_SIZE], high[NUMBER_SIZE];

	fprintf(out, "\n[scale %s]\nmin = %s\nmax = %s\n", scale, number_shortest(guess->min, low),
	    number_shortest(guess->max, high));
	for (size_t i = 0; i < profile->value_count; i++) {
		if (strspn(profile->values[i].text, "0123456789") > 0)
			continue;
		fputs("; ", out);
		inspect_print_key(out, "label 10", profile->values[i].text,
		    "edit: the point it stands for, without the semicolon");
	}
}

/* The groups of the primary lens, as what a question may count in. */
static void
print_place(const struct model *model, FILE *out)
{
	const struct lens *lens = &model->lenses[model->primary];

	fprintf(out, "; %s = %s   ; edit: take the first semicolon away, so that it counts\n",
	    lens->id, lens->groups[lens->group_count / 2].id);
}

/* The id of the section: the model's if it is free, else one of its own. NULL when out of memory. */
static const char *
print_heading(
    const struct inspection *inspection, const struct layout_column *header, long known, FILE *out)
{
	const char *name = header->sub[0] != '\0' ? header->sub : header->text, *id;

	if (known >= 0)
		name = inspection->model->questions[known].id;
	else if (header->written_code[0] != '\0')
		name = header->written_code;
	id = inspect_id(inspection, "question", name);
	if (id != NULL)
		fprintf(out, "\n[question %s]\n", id);
	if (id != NULL && known >= 0 && strcmp(id, name) != 0)
		inspect_print_key(out, "question", name, NULL);
	return id;
}

/* The next survey has another question under the same code, and another column in the same place. */
static bool
is_of_one_survey(const char *reference)
{
	return strncmp(reference, "code:", strlen("code:")) == 0 ||
	    strncmp(reference, "index:", strlen("index:")) == 0;
}

static int
print_question(const struct inspection *inspection, size_t column, FILE *out)
{
	const struct layout_column *header = &inspection->profile.layout.columns[column];
	long			    known = find_in_model(inspection, header);
	const char		   *id = print_heading(inspection, header, known, out);
	const char		   *reference = inspect_reference(inspection, column);
	const char		   *scale, *wording;
	char			    text[GUESS_TEXT_SIZE];

	if (id == NULL || reference == NULL)
		return -1;
	inspect_note(out, 2, "%s", header->text);
	inspect_note(out, 2, "%s", inspect_guess_text(inspection, column, text));
	inspect_print_key(out, "column", reference, NULL);
	/* Else the reports would show the code, or half a sentence. */
	wording = inspect_wording(inspection->arena, header->text, WORDING_BYTES);
	if (wording == NULL)
		return -1;
	if (known < 0 && strcmp(reference, header->text) != 0)
		inspect_print_key(out, "text", wording, NULL);
	if (is_of_one_survey(reference))
		fprintf(out, "source = %s\n", inspection->source);
	scale = print_scale(inspection, column, id, out);
	if (known < 0)
		print_place(inspection->model, out);
	if (scale != NULL)
		print_mixed_scale(inspection, column, scale, out);
	return 0;
}

static void
print_groups(const struct model *model, FILE *out)
{
	const struct lens *lens = &model->lenses[model->primary];

	fprintf(out, "\n; Groups of the lens %s:", lens->id);
	for (size_t i = 0; i < lens->group_count; i++)
		fprintf(out, "%s %s", i > 0 ? "," : "", lens->groups[i].id);
	fputc('\n', out);
}

static bool
is_unscaled(const struct inspection *inspection, size_t column)
{
	const char *folded = inspection->profile.layout.columns[column].folded;

	return inspection->guesses[column].kind == GUESS_WORDS &&
	    !profile_is_metadata(&inspection->profile, column) &&
	    !profile_is_personal(&inspection->profile, column) &&
	    !role_speaks_of(ROLE_PARTNER, folded) && !role_speaks_of(ROLE_SIDE, folded);
}

/* Words that no scale has: a scale of one's own makes them questions. */
static void
print_unscaled(const struct inspection *inspection, FILE *out)
{
	char   list[LISTED_MAX * 8] = "";
	size_t used = 0, count = 0;

	for (size_t i = 0; i < inspection->profile.layout.column_count; i++) {
		if (!is_unscaled(inspection, i) || count == LISTED_MAX)
			continue;
		used += (size_t)snprintf(
		    list + used, sizeof list - used, "%s%zu", count++ > 0 ? ", " : "", i);
	}
	if (count > 0) {
		fputc('\n', out);
		inspect_note(out, 0,
		    "Words that stand on no scale: columns %s. If they are answers, write a "
		    "[scale] with their words and a [question].",
		    list);
	}
}

int
inspect_print_questions(const struct inspection *inspection, FILE *out, struct error *error)
{
	bool any = false;

	for (size_t i = 0; i < inspection->profile.layout.column_count; i++) {
		const struct mapping_question *mapped;

		if (!is_question(inspection, i))
			continue;
		mapped = find_mapped(inspection, i);
		if (mapped != NULL) {
			inspect_note(out, 0,
			    "Column %zu: [question %s] in line %lu of the mappings has it already.",
			    i, mapped->id, mapped->line);
			continue;
		}
		if (!any)
			print_groups(inspection->model, out);
		any = true;
		if (print_question(inspection, i, out) == -1)
			return error_out_of_memory(error);
	}
	print_unscaled(inspection, out);
	return 0;
}
