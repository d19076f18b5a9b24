/* mapping_question.c - [question id]: where its answers stand, and on which scale. */
#include <math.h>
#include <string.h>

#include "base/arena.h"
#include "base/count.h"
#include "config/mapping_read.h"

#define AT(member) offsetof(struct mapping_question, member)

static const struct key keys[] = {
	{ NULL, "question", KEY_TEXT, AT(of), 0, 0, NULL, NULL, { NULL } },
	{ NULL, "source", KEY_TEXT, AT(source), 0, 0, NULL, NULL, { NULL } },
	{ NULL, "column", KEY_OTHER, 0, 0, 0, NULL, NULL, { NULL } },
	{ NULL, "points", KEY_BOOLEAN, AT(points), 0, 0, NULL, NULL, { NULL } },
	{ NULL, "reverse", KEY_BOOLEAN, AT(reverse), 0, 0, NULL, NULL, { NULL } },
	{ NULL, "scale", KEY_TEXT, AT(scale_name), 0, 0, NULL, NULL, { NULL } },
	{ NULL, "scale_min", KEY_NUMBER, AT(scale_min), -1e6, 1e6, NULL, NULL, { NULL } },
	{ NULL, "scale_max", KEY_NUMBER, AT(scale_max), -1e6, 1e6, NULL, NULL, { NULL } },
	{ NULL, "text", KEY_TEXT, AT(text), 0, 0, NULL, NULL, { NULL } },
	{ NULL, "weight", KEY_NUMBER, AT(weight), 0, 1e6, NULL, NULL, { NULL } },
};

const struct key *
mapping_question_keys(size_t *count)
{
	*count = COUNT_OF(keys);
	return keys;
}

void
mapping_init_question(struct mapping_question *question, const char *id)
{
	*question = (struct mapping_question){ .id = id, .of = id, .source = "*", .scale = -1,
		.scale_min = NAN, .scale_max = NAN, .text = "", .weight = NAN };
}

/* "<lens> = <group>": which lenses and groups there are only the model knows, see mappings_apply.
 * "<lens> = <group>": which lenses and groups there are only the model knows, see mappings_apply. */
static int
read_place(const struct mapping_reader *reader, struct mapping_question *question,
    const struct ini_entry *entry)
{
	struct mapping_pairs *places = &question->places;
	struct mapping_pair  *grown =
	    mapping_grow(reader->arena, places->items, places->count, sizeof *grown);
	const char *lens = arena_strdup(reader->arena, entry->key);
	const char *group = arena_strdup(reader->arena, entry->value);

	if (grown == NULL || lens == NULL || group == NULL)
		return error_out_of_memory(reader->error);
	places->items = grown;
	grown[places->count++] = (struct mapping_pair){ lens, group };
	return 0;
}

int
mapping_read_question(const struct mapping_reader *reader, struct mapping_question *question,
    const struct ini_entry *entry)
{
	const struct key *key = key_find(keys, COUNT_OF(keys), NULL, entry->key);

	if (key == NULL)
		return read_place(reader, question, entry);
	if (key->type == KEY_OTHER)
		return mapping_read_columns(
		    reader, entry, entry->value, strlen(entry->value), &question->columns);
	return mapping_read_key(reader, key, question, entry);
}

int
mapping_check_question(const struct mapping_reader *reader, struct mapping_question *question)
{
	bool ends = !isnan(question->scale_min) || !isnan(question->scale_max);

	if (question->scale_name != NULL && ends)
		return mapping_refuse(reader, question->line,
		    "[question %s] needs either scale or scale_min and scale_max, not both",
		    question->id);
	if (ends && !(question->scale_min < question->scale_max))
		return mapping_refuse(reader, question->line,
		    "[question %s] needs scale_min below scale_max", question->id);
	if (question->points && question->columns.count == 0)
		return mapping_refuse(reader, question->line,
		    "[question %s]: points = yes needs column = ..., the columns of its points",
		    question->id);
	question->has_scale = ends || question->scale_name != NULL;
	return 0;
}
