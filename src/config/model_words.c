/* model_words.c - rating words, and overrides of limits. */
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "base/arena.h"
#include "base/count.h"
#include "base/text.h"
#include "config/model_read.h"

static const struct key rating_keys[] = {
	{ NULL, "score", KEY_OTHER, 0, 0, 0, NULL, NULL, { NULL } },
	{ NULL, "words", KEY_OTHER, 0, 0, 0, NULL, NULL, { NULL } },
};

#define OVERRIDE(field) offsetof(struct limit_override, field)

static const struct key override_keys[] = {
	{ NULL, "partner", KEY_TEXT, OVERRIDE(partner), 0, 0, NULL, NULL, { NULL } },
	{ NULL, "kpi", KEY_OTHER, 0, 0, 0, NULL, NULL, { NULL } },
	{ NULL, "green_at", KEY_NUMBER, OVERRIDE(limits.green), -HUGE_VAL, HUGE_VAL, NULL, NULL,
	    { NULL } },
	{ NULL, "red_at", KEY_NUMBER, OVERRIDE(limits.red), -HUGE_VAL, HUGE_VAL, NULL, NULL,
	    { NULL } },
	{ NULL, "green_low", KEY_NUMBER, OVERRIDE(limits.green), -HUGE_VAL, HUGE_VAL, NULL, NULL,
	    { NULL } },
	{ NULL, "green_high", KEY_NUMBER, OVERRIDE(limits.green_high), -HUGE_VAL, HUGE_VAL, NULL,
	    NULL, { NULL } },
	{ NULL, "red_low", KEY_NUMBER, OVERRIDE(limits.red), -HUGE_VAL, HUGE_VAL, NULL, NULL,
	    { NULL } },
	{ NULL, "red_high", KEY_NUMBER, OVERRIDE(limits.red_high), -HUGE_VAL, HUGE_VAL, NULL, NULL,
	    { NULL } },
};

/* model.md 2. */
static const struct rating_word shipped_ratings[] = {
	{ "green", 90 }, { "good", 90 }, { "met", 90 }, { "above", 90 },
	{ "yellow", 65 }, { "amber", 65 }, { "approachingtarget", 65 }, { "same", 65 },
	{ "requiresimprovement", 55 },
	{ "red", 25 }, { "inadequate", 25 }, { "missed", 25 }, { "below", 25 },
};

/* The words of a list, folded, those that fold to nothing left out. */
static int
read_words(const struct model_reader *reader, const struct ini_entry *entry, const char ***words,
    size_t *count)
{
	size_t used = 0;

	if (ini_list(reader->ini, entry, '|', reader->arena, words, count, reader->error) == -1)
		return -1;
	for (size_t i = 0; i < *count; i++) {
		char *folded = text_fold(reader->arena, (*words)[i], strlen((*words)[i]));

		if (folded == NULL)
			return error_out_of_memory(reader->error);
		if (*folded != '\0')
			(*words)[used++] = folded;
	}
	*count = used;
	return 0;
}

/* Only the name: score and words belong together and are taken up by model_finish_rating. */
int
model_read_rating(const struct model_reader *reader, const struct model_section *section,
    const struct ini_entry *entry)
{
	(void)section;
	return model_read_key(reader, rating_keys, COUNT_OF(rating_keys), NULL, entry);
}

static int
add_ratings(const struct model_reader *reader, const struct model_section *section,
    const char **words, size_t count, double score)
{
	struct model	   *model = reader->model;
	struct rating_word *ratings =
	    arena_alloc(reader->arena, model->rating_count + count, sizeof *ratings);

	if (ratings == NULL)
		return error_out_of_memory(reader->error);
	if (model->rating_count != 0)
		memcpy(ratings, model->ratings, model->rating_count * sizeof *ratings);
	model->ratings = ratings;
	for (size_t i = 0; i < count; i++) {
		for (size_t j = 0; j < model->rating_count; j++)
			if (strcmp(ratings[j].word, words[i]) == 0)
				return model_refuse(reader, section, "words",
				    "[%s]: the word '%s' (folded) has a score already",
				    section->name, words[i]);
		ratings[model->rating_count++] = (struct rating_word){ words[i], score };
	}
	return 0;
}

int
model_finish_rating(const struct model_reader *reader, const struct model_section *section)
{
	const struct ini_entry *score_entry = ini_find(reader->ini, section->name, "score");
	const struct ini_entry *words_entry = ini_find(reader->ini, section->name, "words");
	const struct ini_entry	id = { section->name, "words", section->id, section->line, 0 };
	const char	      **words;
	size_t			count;
	double			score;

	if (score_entry == NULL)
		return model_refuse(reader, section, "", "[%s] needs a score from 0 to 100",
		    section->name);
	if (ini_number(reader->ini, score_entry, 0, 100, &score, reader->error) == -1)
		return -1;
	/* Without words the id is the word. */
	if (read_words(reader, words_entry != NULL ? words_entry : &id, &words, &count) == -1)
		return -1;
	return add_ratings(reader, section, words, count, score);
}

int
model_default_ratings(const struct model_reader *reader)
{
	struct model *model = reader->model;

	if (model->rating_count != 0)
		return 0;
	model->ratings = arena_alloc(reader->arena, 1, sizeof shipped_ratings);
	if (model->ratings == NULL)
		return error_out_of_memory(reader->error);
	memcpy(model->ratings, shipped_ratings, sizeof shipped_ratings);
	model->rating_count = COUNT_OF(shipped_ratings);
	return 0;
}

int
model_read_override(const struct model_reader *reader, const struct model_section *section,
    const struct ini_entry *entry)
{
	return model_read_key(reader, override_keys, COUNT_OF(override_keys),
	    &reader->model->overrides[section->object], entry);
}

static int
find_override_indicator(const struct model_reader *reader, const struct model_section *section,
    size_t *indicator)
{
	const struct ini_entry *entry = ini_find(reader->ini, section->name, "kpi");
	const struct model     *model = reader->model;
	const char	      **names;
	long			index;

	if (entry == NULL)
		return model_refuse(reader, section, "", "[%s] needs kpi = ...", section->name);
	index = model_find_indicator(model, entry->value);
	if (index != -1) {
		*indicator = (size_t)index;
		return 0;
	}
	names = arena_alloc(reader->arena, model->indicator_count, sizeof *names);
	if (names == NULL)
		return error_out_of_memory(reader->error);
	for (size_t i = 0; i < model->indicator_count; i++)
		names[i] = model->indicators[i].id;
	return ini_unknown(reader->ini, "KPI", entry->value, entry->line, names,
	    model->indicator_count, reader->error);
}

static double
given(double first, double second)
{
	return isnan(first) ? second : first;
}

int
model_finish_override(const struct model_reader *reader, const struct model_section *section)
{
	const struct model	*model = reader->model;
	struct limit_override	*override = &model->overrides[section->object];
	const struct indicator	*indicator;
	struct limits		 limits = override->limits;

	override->line = section->line;
	if (override->partner == NULL || *override->partner == '\0')
		return model_refuse(reader, section, "partner", "[%s] needs partner = \"...\"",
		    section->name);
	if (find_override_indicator(reader, section, &override->indicator) == -1)
		return -1;
	for (size_t i = 0; i < section->object; i++)
		if (model->overrides[i].indicator == override->indicator &&
		    strcmp(model->overrides[i].partner, override->partner) == 0)
			return model_refuse(reader, section, "kpi",
			    "[%s]: line %lu overrides the same KPI for the same partner",
			    section->name, model->overrides[i].line);
	/* What an override leaves open stays the KPI's. */
	indicator = &model->indicators[override->indicator];
	limits.green = given(limits.green, indicator->limits.green);
	limits.red = given(limits.red, indicator->limits.red);
	limits.green_high = given(limits.green_high, indicator->limits.green_high);
	limits.red_high = given(limits.red_high, indicator->limits.red_high);
	return model_check_limits(reader, section, indicator, &limits);
}
