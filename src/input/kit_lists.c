/* kit_lists.c - what the cells of the blank input files offer to choose from. */
#include "input/kit.h"

#include <string.h>

#include "base/arena.h"
#include "base/count.h"
#include "base/error.h"
#include "config/model.h"
#include "input/dataset.h"

/* Words that the readers know in every model. */
static const char *const sides[] = { "client", "partner", "peer" };
static const char *const directions[] = { "higher", "lower", "range", "yesno", "level", "rating", "track" };
static const char *const colours[] = { "green", "yellow", "red", "grey" };
static const char *const statuses[] = { "active", "left" };
static const char *const types[] = { "feature", "defect", "risk", "debt" };
static const char *const progress[] = { "open", "done" };
static const char *const yes_no[] = { "yes", "no" };

static const struct {
	const char *const *words;
	size_t		   count;
} fixed[KIT_CHOICES] = {
	[KIT_SIDES] = { sides, COUNT_OF(sides) },
	[KIT_DIRECTIONS] = { directions, COUNT_OF(directions) },
	[KIT_COLOURS] = { colours, COUNT_OF(colours) },
	[KIT_STATUSES] = { statuses, COUNT_OF(statuses) },
	[KIT_TYPES] = { types, COUNT_OF(types) },
	[KIT_PROGRESS] = { progress, COUNT_OF(progress) },
	[KIT_YES_NO] = { yes_no, COUNT_OF(yes_no) },
};

static int
make_room(struct arena *arena, struct kit_list *list, size_t count)
{
	list->words = arena_alloc(arena, count + 1, sizeof *list->words);
	list->meanings = arena_alloc(arena, count + 1, sizeof *list->meanings);
	return list->words == NULL || list->meanings == NULL ? -1 : 0;
}

static void
add(struct kit_list *list, const char *word, const char *meaning)
{
	list->words[list->count] = word;
	list->meanings[list->count++] = meaning;
}

static int
list_fixed(struct arena *arena, struct kit_list lists[KIT_CHOICES])
{
	for (size_t i = 0; i < KIT_CHOICES; i++) {
		if (fixed[i].count == 0)
			continue;
		if (make_room(arena, &lists[i], fixed[i].count) == -1)
			return -1;
		for (size_t j = 0; j < fixed[i].count; j++)
			add(&lists[i], fixed[i].words[j], "");
	}
	return 0;
}

static int
list_model(struct arena *arena, const struct model *model, struct kit_list lists[KIT_CHOICES])
{
	if (make_room(arena, &lists[KIT_KPIS], model->indicator_count) == -1 ||
	    make_room(arena, &lists[KIT_QUESTIONS], model->question_count) == -1 ||
	    make_room(arena, &lists[KIT_RATINGS], model->rating_count) == -1)
		return -1;
	for (size_t i = 0; i < model->indicator_count; i++)
		if (model->indicators[i].source == SOURCE_KPI)
			add(&lists[KIT_KPIS], model->indicators[i].id, model->indicators[i].title);
	for (size_t i = 0; i < model->question_count; i++)
		add(&lists[KIT_QUESTIONS], model->questions[i].id, model->questions[i].text);
	for (size_t i = 0; i < model->rating_count; i++)
		add(&lists[KIT_RATINGS], model->ratings[i].word, "");
	return 0;
}

/* Lenses and their groups: what an override can be about. */
static int
list_targets(struct arena *arena, const struct model *model, struct kit_list *list)
{
	size_t count = model->lens_count;

	for (size_t l = 0; l < model->lens_count; l++)
		count += model->lenses[l].group_count;
	if (make_room(arena, list, count) == -1)
		return -1;
	for (size_t l = 0; l < model->lens_count; l++) {
		const struct lens *lens = &model->lenses[l];

		add(list, lens->id, lens->title);
		for (size_t g = 0; g < lens->group_count; g++) {
			const char *id = arena_printf(arena, "%s.%s", lens->id, lens->groups[g].id);

			if (id == NULL)
				return -1;
			add(list, id, lens->groups[g].title);
		}
	}
	return 0;
}

static int
list_partners(struct arena *arena, const struct dataset *dataset, struct kit_list *list)
{
	if (dataset == NULL)
		return 0;
	if (make_room(arena, list, dataset->partner_count) == -1)
		return -1;
	for (size_t i = 0; i < dataset->partner_count; i++)
		add(list, dataset->partners[i].id, dataset->partners[i].name);
	return 0;
}

int
kit_lists(struct arena *arena, const struct model *model, const struct dataset *dataset, struct kit_list lists[KIT_CHOICES],
    struct error *error)
{
	memset(lists, 0, KIT_CHOICES * sizeof *lists);
	if (list_fixed(arena, lists) == -1 || list_model(arena, model, lists) == -1 ||
	    list_targets(arena, model, &lists[KIT_TARGETS]) == -1 || list_partners(arena, dataset, &lists[KIT_PARTNERS]) == -1)
		return error_out_of_memory(error);
	return 0;
}

const char *
kit_example(const struct kit_field *field, const struct kit_list lists[KIT_CHOICES])
{
	const struct kit_list *list = &lists[field->choice];

	if (field->example[0] == '\0' || field->choice == KIT_PARTNERS || list->count == 0)
		return field->example;
	for (size_t i = 0; i < list->count; i++)
		if (strcmp(list->words[i], field->example) == 0)
			return field->example;
	return list->words[0];
}
