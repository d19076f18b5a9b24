/* model.c - questions asked of a loaded model. */
#include "config/model.h"

#include <math.h>
#include <string.h>

#include "base/arena.h"
#include "base/text.h"
#include "config/model_read.h"
#include "config/scale.h"

/* The index of id among names, in whatever spelling; -1 if there is none, or no memory to fold it. */
static long
find_name(const struct model_names *names, const char *id)
{
	struct arena *arena = arena_new();
	const char   *folded = arena == NULL ? NULL : text_fold(arena, id, strlen(id));
	long	      index = folded == NULL ? -1 : model_names_find(names, folded);

	arena_free(arena);
	return index;
}

long
model_find_indicator(const struct model *model, const char *id)
{
	return find_name(&model->indicator_names, id);
}

long
model_find_question(const struct model *model, const char *id)
{
	return find_name(&model->question_names, id);
}

long
model_find_lens(const struct model *model, const char *id)
{
	for (size_t i = 0; i < model->lens_count; i++)
		if (strcmp(model->lenses[i].id, id) == 0)
			return (long)i;
	return -1;
}

long
lens_find_group(const struct lens *lens, const char *id)
{
	for (size_t i = 0; i < lens->group_count; i++)
		if (strcmp(lens->groups[i].id, id) == 0)
			return (long)i;
	return -1;
}

long
model_find_place(const struct model *model, const char *name, long *lens)
{
	*lens = model_find_lens(model, name);
	if (*lens != -1)
		return -1;
	/* Ids may hold dots themselves, so that the first dot need not be the joint. */
	for (size_t i = 0; i < model->lens_count; i++) {
		const char *id = model->lenses[i].id;
		size_t	    length = strlen(id);
		long	    group = -1;

		if (strncmp(name, id, length) == 0 && name[length] == '.')
			group = lens_find_group(&model->lenses[i], name + length + 1);
		if (group != -1) {
			*lens = (long)i;
			return group;
		}
	}
	return -1;
}

/* The items with room for one more; NULL when out of memory. */
static void *
reserve(struct arena *arena, void *items, size_t count, size_t *capacity, size_t size)
{
	size_t wanted = *capacity * 2 + 16;
	void  *grown;

	if (count < *capacity)
		return items;
	grown = arena_alloc(arena, wanted, size);
	if (grown == NULL)
		return NULL;
	if (count != 0)
		memcpy(grown, items, count * size);
	*capacity = wanted;
	return grown;
}

/* Room for one more indicator; -1 when out of memory. */
static int
reserve_indicator(struct model *model)
{
	struct indicator *indicators = reserve(model->arena, model->indicators,
	    model->indicator_count, &model->indicator_capacity, sizeof *indicators);

	if (indicators == NULL)
		return -1;
	model->indicators = indicators;
	return 0;
}

long
model_add_unknown(struct model *model, const char *id, bool scored)
{
	const char	 *copy = arena_strdup(model->arena, id);
	const char	 *folded = text_fold(model->arena, id, strlen(id));
	const char	 *place = model->policy.unknown_kpi_group;
	size_t		  index = model->indicator_count;
	struct indicator *indicator;
	long		  lens, group;

	if (copy == NULL || folded == NULL || reserve_indicator(model) == -1)
		return -1;
	indicator = &model->indicators[index];
	if (model_init_indicator(model, indicator, copy) == -1 ||
	    model_names_add(&model->indicator_names, model->arena, folded, index) == -1)
		return -1;
	indicator->unknown = true;
	group = scored && place != NULL ? model_find_place(model, place, &lens) : -1;
	if (group != -1)
		indicator->group[lens] = (short)group;
	model->indicator_count++;
	return (long)index;
}

long
model_add_question(struct model *model, const struct question *question)
{
	struct question *questions = reserve(model->arena, model->questions, model->question_count,
	    &model->question_capacity, sizeof *questions);
	const char *folded = text_fold(model->arena, question->id, strlen(question->id));
	size_t	    index = model->question_count;

	if (questions == NULL || folded == NULL)
		return -1;
	model->questions = questions;
	if (model_names_add(&model->question_names, model->arena, folded, index) != 0)
		return -1;
	questions[index] = *question;
	model->question_count++;
	return (long)index;
}

long
model_add_scale(struct model *model, const struct scale *scale)
{
	struct scale *scales = reserve(model->arena, model->scales, model->scale_count,
	    &model->scale_capacity, sizeof *scales);

	if (scales == NULL)
		return -1;
	model->scales = scales;
	scales[model->scale_count] = *scale;
	return (long)model->scale_count++;
}

double
model_rating_score(const struct model *model, const char *word)
{
	struct arena *arena = arena_new();
	const char   *folded = arena == NULL ? NULL : text_fold(arena, word, strlen(word));
	double	      score = NAN;

	for (size_t i = 0; folded != NULL && i < model->rating_count; i++)
		if (strcmp(model->ratings[i].word, folded) == 0)
			score = model->ratings[i].score;
	arena_free(arena);
	return score;
}

double
question_label_value(const struct model *model, const struct question *question,
    const char *folded_word)
{
	if (question->scale < 0)
		return NAN;
	return scale_find(&model->scales[question->scale], folded_word);
}

const char *
direction_name(enum direction direction)
{
	static const char *const names[DIRECTIONS] = {
		"higher", "lower", "range", "yesno", "level", "track", "rating",
	};

	return names[direction];
}

const char *
side_name(enum side side)
{
	static const char *const names[SIDES] = { "client", "partner", "peer" };

	return names[side];
}

const char *
aggregate_name(enum aggregate aggregate)
{
	static const char *const names[] = { "mean", "last", "sum", "min", "max" };

	return names[aggregate];
}
