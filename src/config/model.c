/* model.c - questions asked of a loaded model. */
#include "config/model.h"

#include <math.h>
#include <string.h>

#include "base/arena.h"
#include "base/text.h"
#include "config/model_read.h"

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

/* Room for one more indicator; -1 when out of memory. */
static int
reserve_indicator(struct model *model)
{
	size_t		  capacity = model->indicator_capacity * 2 + 16;
	struct indicator *indicators;

	if (model->indicator_count < model->indicator_capacity)
		return 0;
	indicators = arena_alloc(model->arena, capacity, sizeof *indicators);
	if (indicators == NULL)
		return -1;
	if (model->indicator_count != 0)
		memcpy(indicators, model->indicators, model->indicator_count * sizeof *indicators);
	model->indicators = indicators;
	model->indicator_capacity = capacity;
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
	const struct scale *scale;

	if (question->scale < 0)
		return NAN;
	scale = &model->scales[question->scale];
	for (size_t i = 0; i < scale->label_count; i++)
		if (strcmp(scale->labels[i].word, folded_word) == 0)
			return scale->labels[i].value;
	return NAN;
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
