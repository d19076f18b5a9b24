/*
 * mapping_apply.c - mappings held against the model: every question finds its place there or gets
 * one, every scale its points.
 */
#include <math.h>
#include <stdarg.h>
#include <stdio.h>
#include <string.h>

#include "base/arena.h"
#include "base/error.h"
#include "base/text.h"
#include "config/mapping_read.h"
#include "config/model.h"
#include "config/model_read.h"

struct applying {
	struct mappings *mappings;
	struct model	*model;
	struct error	*error;
};

static int
refuse(const struct applying *applying, const struct mapping_question *question,
    const char *format, ...) __attribute__((format(printf, 3, 4)));

static int
refuse(const struct applying *applying, const struct mapping_question *question,
    const char *format, ...)
{
	char	message[ERROR_MESSAGE_SIZE];
	va_list arguments;

	va_start(arguments, format);
	if (vsnprintf(message, sizeof message, format, arguments) < 0)
		message[0] = '\0';
	va_end(arguments);
	return error_set(applying->error, ERROR_CONFIG, applying->mappings->path, question->line,
	    "[question %s]: %s", question->id, message);
}

/* "unknown scale 'x'; did you mean 'y'?" */
static int
refuse_unknown(const struct applying *applying, const struct mapping_question *question,
    const char *what, const char *name, const char *const *known, size_t count)
{
	const char *nearest = text_nearest(name, known, count);

	if (nearest == NULL)
		return refuse(applying, question, "unknown %s '%s'", what, name);
	return refuse(
	    applying, question, "unknown %s '%s'; did you mean '%s'?", what, name, nearest);
}

static long
find_scale(const struct scale *scales, size_t count, const char *id)
{
	for (size_t i = 0; i < count; i++)
		if (strcmp(scales[i].id, id) == 0)
			return (long)i;
	return -1;
}

/* The model's scale, taken over into the mappings. */
static int
copy_scale(const struct applying *applying, const struct scale *scale)
{
	struct mappings *mappings = applying->mappings;
	struct scale	*scales =
	    arena_alloc(applying->model->arena, mappings->scale_count + 1, sizeof *scales);

	if (scales == NULL)
		return error_out_of_memory(applying->error);
	if (mappings->scale_count != 0)
		memcpy(scales, mappings->scales, mappings->scale_count * sizeof *scales);
	scales[mappings->scale_count++] = *scale;
	mappings->scales = scales;
	return 0;
}

static int
refuse_scale(const struct applying *applying, const struct mapping_question *question)
{
	const struct mappings *mappings = applying->mappings;
	const struct model    *model = applying->model;
	size_t		       count = 0;
	const char	     **names =
	    arena_alloc(model->arena, mappings->scale_count + model->scale_count, sizeof *names);

	if (names == NULL)
		return error_out_of_memory(applying->error);
	for (size_t i = 0; i < mappings->scale_count; i++)
		names[count++] = mappings->scales[i].id;
	for (size_t i = 0; i < model->scale_count; i++)
		names[count++] = model->scales[i].id;
	return refuse_unknown(applying, question, "scale", question->scale_name, names, count);
}

/* The mappings' own scale of this name goes before the model's. */
static int
resolve_scale(const struct applying *applying, struct mapping_question *question)
{
	struct mappings	   *mappings = applying->mappings;
	const struct model *model = applying->model;
	long		    of_model;

	if (question->scale_name == NULL)
		return 0;
	question->scale =
	    (int)find_scale(mappings->scales, mappings->scale_count, question->scale_name);
	if (question->scale == -1) {
		of_model = find_scale(model->scales, model->scale_count, question->scale_name);
		if (of_model == -1)
			return refuse_scale(applying, question);
		if (copy_scale(applying, &model->scales[of_model]) == -1)
			return -1;
		question->scale = (int)mappings->scale_count - 1;
	}
	question->scale_min = mappings->scales[question->scale].min;
	question->scale_max = mappings->scales[question->scale].max;
	return 0;
}

/* "revers = yes" looks like a lens: the names to choose from are lenses and keys. */
static int
refuse_lens(const struct applying *applying, const struct mapping_question *question,
    const char *name)
{
	const struct model *model = applying->model;
	size_t		    count;
	const struct key   *keys = mapping_question_keys(&count);
	const char	  **names = arena_alloc(model->arena, count + model->lens_count, sizeof *names);
	size_t		    used;

	if (names == NULL)
		return error_out_of_memory(applying->error);
	used = key_names(keys, count, NULL, names);
	for (size_t i = 0; i < model->lens_count; i++)
		names[used++] = model->lenses[i].id;
	return refuse_unknown(applying, question, "key or lens", name, names, used);
}

/* "<lens> = <group>" as places in the model. */
static int
find_place(const struct applying *applying, const struct mapping_question *question,
    const struct mapping_pair *place, size_t *lens, short *group)
{
	const struct model *model = applying->model;
	long		    index = model_find_lens(model, place->name);
	const char	   *names[MODEL_GROUPS_MAX];
	char		    what[100];
	long		    found;

	if (index == -1)
		return refuse_lens(applying, question, place->name);
	found = lens_find_group(&model->lenses[index], place->value);
	if (found == -1) {
		for (size_t i = 0; i < model->lenses[index].group_count; i++)
			names[i] = model->lenses[index].groups[i].id;
		(void)snprintf(what, sizeof what, "group of lens %.60s", place->name);
		return refuse_unknown(applying, question, what, place->value, names,
		    model->lenses[index].group_count);
	}
	*lens = (size_t)index;
	*group = (short)found;
	return 0;
}

/* What the mapping says of a question that the model knows must be what the model says. */
static int
check_known(const struct applying *applying, const struct mapping_question *question)
{
	const struct model    *model = applying->model;
	const struct question *known = &model->questions[question->question];
	size_t		       lens;
	short		       group;

	for (size_t i = 0; i < question->places.count; i++) {
		const struct mapping_pair *place = &question->places.items[i];

		if (find_place(applying, question, place, &lens, &group) == -1)
			return -1;
		if (known->group[lens] != group)
			return refuse(applying, question,
			    "%s = %s, but the model has this question in %s; change one of the two",
			    place->name, place->value,
			    known->group[lens] == -1
				? "no group of the lens"
				: model->lenses[lens].groups[known->group[lens]].id);
	}
	if (!isnan(question->weight) && question->weight != known->weight)
		return refuse(applying, question,
		    "weight = %g, but the model gives this question %g; change one of the two",
		    question->weight, known->weight);
	return 0;
}

/* The text given, or else what the first column is called, or else the id. */
static const char *
choose_text(const struct applying *applying, const struct mapping_question *question)
{
	const struct column_ref *first = question->columns.items;
	size_t			 length;

	if (*question->text != '\0')
		return question->text;
	if (question->columns.count == 0 || first->how != COLUMN_HEADER)
		return question->of;
	length = strlen(first->written);
	while (length > 0 && first->written[length - 1] == '*')
		length--;
	return length == 0 ? question->of
			   : arena_strndup(applying->model->arena, first->written, length);
}

/* The scale of the question's own columns, for long files, too; -1: bare ends. */
static int
add_scale(const struct applying *applying, const struct mapping_question *question, int *scale)
{
	struct model	   *model = applying->model;
	const struct scale *own;
	long		    index;

	*scale = -1;
	if (question->scale == -1)
		return 0;
	own = &applying->mappings->scales[question->scale];
	index = find_scale(model->scales, model->scale_count, own->id);
	/* One of the same name may be another one. */
	if (index == -1 || model->scales[index].labels != own->labels)
		index = model_add_scale(model, own);
	if (index == -1)
		return error_out_of_memory(applying->error);
	*scale = (int)index;
	return 0;
}

static int
add_question(const struct applying *applying, struct mapping_question *question)
{
	struct model   *model = applying->model;
	struct question added = { .id = question->of, .text = choose_text(applying, question),
		.scale_min = question->scale_min, .scale_max = question->scale_max,
		.weight = isnan(question->weight) ? 1 : question->weight,
		.group = model_no_groups(model) };
	size_t lens;
	short  group;
	long   index;

	if (!question->has_scale)
		return refuse(applying, question,
		    "the model does not know this question: it needs scale, or scale_min and scale_max");
	if (added.text == NULL || added.group == NULL)
		return error_out_of_memory(applying->error);
	for (size_t i = 0; i < question->places.count; i++) {
		if (find_place(applying, question, &question->places.items[i], &lens, &group) == -1)
			return -1;
		added.group[lens] = group;
	}
	if (add_scale(applying, question, &added.scale) == -1)
		return -1;
	index = model_add_question(model, &added);
	if (index == -1)
		return error_out_of_memory(applying->error);
	question->question = (size_t)index;
	return 0;
}

static int
apply_question(const struct applying *applying, struct mapping_question *question)
{
	long index = model_find_question(applying->model, question->of);

	if (resolve_scale(applying, question) == -1)
		return -1;
	if (index == -1) {
		if (add_question(applying, question) == -1)
			return -1;
	} else {
		question->question = (size_t)index;
		if (check_known(applying, question) == -1)
			return -1;
	}
	question->weight = applying->model->questions[question->question].weight;
	return 0;
}

/* word GOOD = "...": the model must rate the word. */
static int
check_rating_words(const struct applying *applying, const struct mapping *mappings, size_t count)
{
	for (size_t i = 0; i < count; i++) {
		const struct mapping *mapping = &mappings[i];

		for (size_t j = 0; j < mapping->words.count; j++) {
			const char *word = mapping->words.items[j].value;

			if (isnan(model_rating_score(applying->model, word)))
				return error_set(applying->error, ERROR_CONFIG,
				    applying->mappings->path, mapping->line,
				    "[%s %s]: 'word %s': the model has no rating of this word",
				    mapping->is_dialect ? "dialect" : "source", mapping->id, word);
		}
	}
	return 0;
}

int
mappings_apply(struct mappings *mappings, struct model *model, struct error *error)
{
	const struct applying applying = { mappings, model, error };

	for (size_t i = 0; i < mappings->question_count; i++)
		if (apply_question(&applying, &mappings->questions[i]) == -1)
			return -1;
	if (check_rating_words(&applying, mappings->sources, mappings->source_count) == -1)
		return -1;
	return check_rating_words(&applying, mappings->dialects, mappings->dialect_count);
}
