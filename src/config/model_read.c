/*
 * model_read.c - the keys of lenses, groups, indicators and questions, and where each value goes.
 */
#include "config/model_read.h"

#include <math.h>
#include <stdarg.h>
#include <stdio.h>
#include <string.h>

#include "base/arena.h"
#include "base/count.h"
#include "config/scale.h"

static const struct key lens_keys[] = {
	{ NULL, "title", KEY_TEXT, offsetof(struct lens, title), 0, 0, NULL, NULL, { NULL } },
	{ NULL, "help", KEY_TEXT, offsetof(struct lens, help), 0, 0, NULL, NULL, { NULL } },
	{ NULL, "primary", KEY_BOOLEAN, offsetof(struct lens, primary), 0, 0, NULL, NULL, { NULL } },
	{ NULL, "balance", KEY_BOOLEAN, offsetof(struct lens, balance), 0, 0, NULL, NULL, { NULL } },
	{ NULL, "sides", KEY_OTHER, 0, 0, 0, NULL, NULL, { NULL } },
	{ NULL, "groups", KEY_OTHER, 0, 0, 0, NULL, NULL, { NULL } },
};

static const struct key group_keys[] = {
	{ NULL, "title", KEY_TEXT, offsetof(struct group, title), 0, 0, NULL, NULL, { NULL } },
	{ NULL, "help", KEY_TEXT, offsetof(struct group, help), 0, 0, NULL, NULL, { NULL } },
	{ NULL, "weight", KEY_NUMBER, offsetof(struct group, weight), 0, 1e6, NULL, NULL, { NULL } },
	{ NULL, "kpi_share", KEY_NUMBER, offsetof(struct group, kpi_share), 0, 1, NULL, NULL,
	    { NULL } },
};

#define INDICATOR(field) offsetof(struct indicator, field)

static const struct key indicator_keys[] = {
	{ NULL, "title", KEY_TEXT, INDICATOR(title), 0, 0, NULL, NULL, { NULL } },
	{ NULL, "unit", KEY_TEXT, INDICATOR(unit), 0, 0, NULL, NULL, { NULL } },
	{ NULL, "owner", KEY_TEXT, INDICATOR(owner), 0, 0, NULL, NULL, { NULL } },
	/* "none" is what many files write for "track": the word after the last direction. */
	{ NULL, "direction", KEY_WORD, INDICATOR(direction), 0, 0, NULL, NULL,
	    { "higher", "lower", "range", "yesno", "level", "track", "rating", "none" } },
	{ NULL, "green_at", KEY_NUMBER, INDICATOR(limits.green), -HUGE_VAL, HUGE_VAL, NULL, NULL,
	    { NULL } },
	{ NULL, "red_at", KEY_NUMBER, INDICATOR(limits.red), -HUGE_VAL, HUGE_VAL, NULL, NULL,
	    { NULL } },
	{ NULL, "green_low", KEY_NUMBER, INDICATOR(limits.green), -HUGE_VAL, HUGE_VAL, NULL, NULL,
	    { NULL } },
	{ NULL, "green_high", KEY_NUMBER, INDICATOR(limits.green_high), -HUGE_VAL, HUGE_VAL, NULL,
	    NULL, { NULL } },
	{ NULL, "red_low", KEY_NUMBER, INDICATOR(limits.red), -HUGE_VAL, HUGE_VAL, NULL, NULL,
	    { NULL } },
	{ NULL, "red_high", KEY_NUMBER, INDICATOR(limits.red_high), -HUGE_VAL, HUGE_VAL, NULL, NULL,
	    { NULL } },
	{ NULL, "target", KEY_NUMBER, INDICATOR(target), -HUGE_VAL, HUGE_VAL, NULL, NULL, { NULL } },
	{ NULL, "level_min", KEY_NUMBER, INDICATOR(level_min), -HUGE_VAL, HUGE_VAL, NULL, NULL,
	    { NULL } },
	{ NULL, "level_max", KEY_NUMBER, INDICATOR(level_max), -HUGE_VAL, HUGE_VAL, NULL, NULL,
	    { NULL } },
	{ NULL, "weight", KEY_NUMBER, INDICATOR(weight), 0, 1e6, NULL, NULL, { NULL } },
	{ NULL, "aggregate", KEY_WORD, INDICATOR(aggregate), 0, 0, NULL, NULL,
	    { "mean", "last", "sum", "min", "max" } },
	{ NULL, "critical", KEY_BOOLEAN, INDICATOR(critical), 0, 0, NULL, NULL, { NULL } },
	{ NULL, "required", KEY_BOOLEAN, INDICATOR(required), 0, 0, NULL, NULL, { NULL } },
	{ NULL, "aliases", KEY_OTHER, 0, 0, 0, NULL, NULL, { NULL } },
};

#define QUESTION(field) offsetof(struct question, field)

static const struct key question_keys[] = {
	{ NULL, "text", KEY_TEXT, QUESTION(text), 0, 0, NULL, NULL, { NULL } },
	{ NULL, "scale", KEY_OTHER, 0, 0, 0, NULL, NULL, { NULL } },
	{ NULL, "scale_min", KEY_NUMBER, QUESTION(scale_min), -1e6, 1e6, NULL, NULL, { NULL } },
	{ NULL, "scale_max", KEY_NUMBER, QUESTION(scale_max), -1e6, 1e6, NULL, NULL, { NULL } },
	{ NULL, "reverse", KEY_BOOLEAN, QUESTION(reverse), 0, 0, NULL, NULL, { NULL } },
	{ NULL, "weight", KEY_NUMBER, QUESTION(weight), 0, 1e6, NULL, NULL, { NULL } },
	{ NULL, "aliases", KEY_OTHER, 0, 0, 0, NULL, NULL, { NULL } },
};

/* The rows write words as int. */
_Static_assert(sizeof(enum direction) == sizeof(int), "enum direction is no int");
_Static_assert(sizeof(enum aggregate) == sizeof(int), "enum aggregate is no int");

int
model_refuse(const struct model_reader *reader, const struct model_section *section, const char *key,
    const char *format, ...)
{
	const struct ini_entry *entry = ini_find(reader->ini, section->name, key);
	va_list			arguments;

	va_start(arguments, format);
	(void)error_set_list(reader->error, ERROR_CONFIG, ini_path(reader->ini),
	    entry != NULL ? entry->line : section->line, format, arguments);
	va_end(arguments);
	return -1;
}

/* "unknown key", with the keys of the table and, where an indicator says its groups, the lenses. */
static int
refuse_key(const struct model_reader *reader, const struct key *keys, size_t count, bool with_lenses,
    const struct ini_entry *entry)
{
	const char *names[COUNT_OF(indicator_keys) + MODEL_LENSES_MAX];
	size_t	    used = key_names(keys, count, NULL, names);
	char	    what[100];

	for (size_t i = 0; with_lenses && i < reader->model->lens_count; i++)
		names[used++] = reader->model->lenses[i].id;
	(void)snprintf(what, sizeof what, "key in [%.80s]", entry->section);
	return ini_unknown(reader->ini, what, entry->key, entry->line, names, used, reader->error);
}

int
model_read_key(const struct model_reader *reader, const struct key *keys, size_t count, void *object,
    const struct ini_entry *entry)
{
	const struct key *key = key_find(keys, count, NULL, entry->key);

	if (key == NULL)
		return refuse_key(reader, keys, count, false, entry);
	return key_read(key, object, reader->arena, reader->ini, entry, reader->error);
}

/* "client, partner": one bit each. */
static int
read_sides(const struct model_reader *reader, struct lens *lens, const struct ini_entry *entry)
{
	const char *words[SIDES];
	const char **items;
	size_t	    count;

	for (int side = 0; side < SIDES; side++)
		words[side] = side_name((enum side)side);
	if (ini_list(reader->ini, entry, ',', reader->arena, &items, &count, reader->error) == -1)
		return -1;
	lens->sides = 0;
	for (size_t i = 0; i < count; i++) {
		struct ini_entry part = *entry;
		size_t		 side;

		part.value = items[i];
		if (ini_word(reader->ini, &part, words, SIDES, &side, reader->error) == -1)
			return -1;
		lens->sides |= 1u << side;
	}
	return 0;
}

/* The groups of a lens in model order; each has a section of its own to come. */
static int
read_groups(const struct model_reader *reader, struct lens *lens, const struct ini_entry *entry)
{
	const char **ids;

	if (ini_list(reader->ini, entry, ',', reader->arena, &ids, &lens->group_count,
		reader->error) == -1)
		return -1;
	if (lens->group_count > MODEL_GROUPS_MAX)
		return error_set(reader->error, ERROR_CONFIG, ini_path(reader->ini), entry->line,
		    "[%s] has %zu groups, more than %d", entry->section, lens->group_count,
		    MODEL_GROUPS_MAX);
	lens->groups = arena_alloc(reader->arena, lens->group_count, sizeof *lens->groups);
	if (lens->groups == NULL)
		return error_out_of_memory(reader->error);
	for (size_t i = 0; i < lens->group_count; i++) {
		for (size_t j = 0; j < i; j++)
			if (strcmp(ids[i], ids[j]) == 0)
				return error_set(reader->error, ERROR_CONFIG, ini_path(reader->ini),
				    entry->line, "[%s] names group '%s' twice", entry->section, ids[i]);
		/* The title stays empty until the group's own section is seen. */
		lens->groups[i] =
		    (struct group){ .id = ids[i], .help = "", .weight = 1, .kpi_share = 0.5 };
	}
	return 0;
}

static int
read_lens(const struct model_reader *reader, struct lens *lens, const struct ini_entry *entry)
{
	if (strcmp(entry->key, "groups") == 0)
		return read_groups(reader, lens, entry);
	if (strcmp(entry->key, "sides") == 0)
		return read_sides(reader, lens, entry);
	return model_read_key(reader, lens_keys, COUNT_OF(lens_keys), lens, entry);
}

/* "<lens> = <group>"; anything else is an unknown key of this table. */
static int
read_membership(const struct model_reader *reader, const struct key *keys, size_t count,
    short *groups, const struct ini_entry *entry)
{
	const struct lens *lens;
	const char	  *names[MODEL_GROUPS_MAX];
	char		   what[100];
	long		   index = model_find_lens(reader->model, entry->key);
	long		   group;

	if (index == -1)
		return refuse_key(reader, keys, count, true, entry);
	lens = &reader->model->lenses[index];
	group = lens_find_group(lens, entry->value);
	if (group == -1) {
		for (size_t i = 0; i < lens->group_count; i++)
			names[i] = lens->groups[i].id;
		(void)snprintf(what, sizeof what, "group of lens %.60s", lens->id);
		return ini_unknown(reader->ini, what, entry->value, entry->line, names,
		    lens->group_count, reader->error);
	}
	groups[index] = (short)group;
	return 0;
}

static int
read_indicator(const struct model_reader *reader, struct indicator *indicator,
    const struct ini_entry *entry)
{
	if (strcmp(entry->key, "aliases") == 0)
		return ini_list(reader->ini, entry, '|', reader->arena, &indicator->aliases,
		    &indicator->alias_count, reader->error);
	if (key_find(indicator_keys, COUNT_OF(indicator_keys), NULL, entry->key) == NULL)
		return read_membership(reader, indicator_keys, COUNT_OF(indicator_keys),
		    indicator->group, entry);
	if (model_read_key(reader, indicator_keys, COUNT_OF(indicator_keys), indicator, entry) == -1)
		return -1;
	if (indicator->direction == DIRECTIONS)
		indicator->direction = DIRECTION_TRACK;
	return 0;
}

/* The named scale, whose ends become the question's. */
static int
read_question_scale(const struct model_reader *reader, struct question *question,
    const struct ini_entry *entry)
{
	const struct model *model = reader->model;
	const char	  **names;

	for (size_t i = 0; i < model->scale_count; i++) {
		if (strcmp(model->scales[i].id, entry->value) == 0) {
			question->scale = (int)i;
			return 0;
		}
	}
	names = arena_alloc(reader->arena, model->scale_count, sizeof *names);
	if (names == NULL)
		return error_out_of_memory(reader->error);
	for (size_t i = 0; i < model->scale_count; i++)
		names[i] = model->scales[i].id;
	return ini_unknown(reader->ini, "scale", entry->value, entry->line, names, model->scale_count,
	    reader->error);
}

static int
read_question(const struct model_reader *reader, struct question *question,
    const struct ini_entry *entry)
{
	if (strcmp(entry->key, "aliases") == 0)
		return ini_list(reader->ini, entry, '|', reader->arena, &question->aliases,
		    &question->alias_count, reader->error);
	if (strcmp(entry->key, "scale") == 0)
		return read_question_scale(reader, question, entry);
	if (key_find(question_keys, COUNT_OF(question_keys), NULL, entry->key) == NULL)
		return read_membership(reader, question_keys, COUNT_OF(question_keys),
		    question->group, entry);
	return model_read_key(reader, question_keys, COUNT_OF(question_keys), question, entry);
}

int
model_read_entry(const struct model_reader *reader, const struct model_section *section,
    const struct ini_entry *entry)
{
	struct model *model = reader->model;
	size_t	      object = section->object;

	switch (section->kind) {
	case MODEL_LENS:
		return read_lens(reader, &model->lenses[object], entry);
	case MODEL_GROUP:
		return model_read_key(reader, group_keys, COUNT_OF(group_keys),
		    &model->lenses[section->lens].groups[object], entry);
	case MODEL_KPI:
	case MODEL_DERIVED:
		return read_indicator(reader, &model->indicators[object], entry);
	case MODEL_QUESTION:
		return read_question(reader, &model->questions[object], entry);
	case MODEL_SCALE:
		return scale_read(&model->scales[object], reader->arena, reader->ini, entry,
		    reader->error);
	case MODEL_RATING:
		return model_read_rating(reader, section, entry);
	case MODEL_OVERRIDE:
		return model_read_override(reader, section, entry);
	case MODEL_POLICY:
	case MODEL_KINDS:
		break;
	}
	return policy_set(&model->policy, reader->arena, reader->ini, entry, reader->error);
}
