/* scale.c - the words of a scale and their places. */
#include "config/scale.h"

#include <math.h>
#include <stdio.h>
#include <string.h>

#include "base/arena.h"
#include "base/count.h"
#include "base/error.h"
#include "base/number.h"
#include "base/text.h"
#include "config/ini.h"
#include "config/key.h"
#include "config/model.h"

static const struct key keys[] = {
	{ NULL, "min", KEY_NUMBER, offsetof(struct scale, min), -1e6, 1e6, NULL, NULL, { NULL } },
	{ NULL, "max", KEY_NUMBER, offsetof(struct scale, max), -1e6, 1e6, NULL, NULL, { NULL } },
	{ NULL, "label 1", KEY_OTHER, 0, 0, 0, NULL, NULL, { NULL } },
};

/* What reading one entry needs. */
struct reading {
	struct scale	       *scale;
	struct arena	       *arena;
	const struct ini       *ini;
	const struct ini_entry *entry;
	struct error	       *error;
};

void
scale_init(struct scale *scale, const char *id)
{
	*scale = (struct scale){ .id = id, .min = NAN, .max = NAN };
}

double
scale_find(const struct scale *scale, const char *folded_word)
{
	for (size_t i = 0; i < scale->label_count; i++)
		if (strcmp(scale->labels[i].word, folded_word) == 0)
			return scale->labels[i].value;
	return NAN;
}

/* Adds words that all mean value; one that folds to nothing is no word. */
static int
add_labels(const struct reading *reading, const char *const *words, size_t count, double value)
{
	struct scale	   *scale = reading->scale;
	struct scale_label *labels =
	    arena_alloc(reading->arena, scale->label_count + count, sizeof *labels);

	if (labels == NULL)
		return error_out_of_memory(reading->error);
	if (scale->label_count != 0)
		memcpy(labels, scale->labels, scale->label_count * sizeof *labels);
	scale->labels = labels;
	for (size_t i = 0; i < count; i++) {
		const char *word = text_fold(reading->arena, words[i], strlen(words[i]));
		double	    known;

		if (word == NULL)
			return error_out_of_memory(reading->error);
		known = scale_find(scale, word);
		/* Two spellings that fold alike are one word. */
		if (*word == '\0' || known == value)
			continue;
		if (!isnan(known))
			return error_set(reading->error, ERROR_CONFIG, ini_path(reading->ini),
			    reading->entry->line,
			    "[%s]: the word '%s' (folded) has a place on the scale already",
			    reading->entry->section, word);
		labels[scale->label_count++] = (struct scale_label){ word, value, words[i] };
	}
	return 0;
}

static int
read_label(const struct reading *reading, const char *point)
{
	const char **words;
	size_t	     count;
	double	     value;

	if (number_parse(point, strlen(point), false, &value) != NUMBER_OK)
		return error_set(reading->error, ERROR_CONFIG, ini_path(reading->ini),
		    reading->entry->line,
		    "[%s] %s: 'label' is followed by a point of the scale, as in label 1",
		    reading->entry->section, reading->entry->key);
	if (ini_list(reading->ini, reading->entry, '|', reading->arena, &words, &count,
		reading->error) == -1)
		return -1;
	return add_labels(reading, words, count, value);
}

int
scale_read(struct scale *scale, struct arena *arena, const struct ini *ini,
    const struct ini_entry *entry, struct error *error)
{
	const struct reading reading = { scale, arena, ini, entry, error };
	const struct key    *key = key_find(keys, COUNT_OF(keys), NULL, entry->key);
	const char	    *names[COUNT_OF(keys)];
	char		     what[100];

	if (strncmp(entry->key, "label ", 6) == 0)
		return read_label(&reading, entry->key + 6);
	if (key != NULL)
		return key_read(key, scale, arena, ini, entry, error);
	(void)snprintf(what, sizeof what, "key in [%.80s]", entry->section);
	return ini_unknown(ini, what, entry->key, entry->line, names,
	    key_names(keys, COUNT_OF(keys), NULL, names), error);
}

int
scale_check(const struct scale *scale, const struct ini *ini, const char *section,
    unsigned long line, struct error *error)
{
	const struct ini_entry *max = ini_find(ini, section, "max");

	if (!(scale->min < scale->max))
		return error_set(error, ERROR_CONFIG, ini_path(ini), max != NULL ? max->line : line,
		    "[%s] needs min and max, min below max", section);
	for (size_t i = 0; i < scale->label_count; i++)
		if (scale->labels[i].value < scale->min || scale->labels[i].value > scale->max)
			return error_set(error, ERROR_CONFIG, ini_path(ini), line,
			    "[%s]: label %g is outside the scale %g to %g", section,
			    scale->labels[i].value, scale->min, scale->max);
	return 0;
}
