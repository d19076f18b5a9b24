/* mapping_families.c - keys whose second word is the user's: "direction U", "word good", "status
 * done", "drop test", "keep_test". */
#include <string.h>

#include "base/arena.h"
#include "base/count.h"
#include "base/text.h"
#include "config/mapping_read.h"
#include "config/model.h"

enum { REASON_MAX_BYTES = 40 };

/* Adds one pair; a name that means something else already is an error. */
int
mapping_add_pair(const struct mapping_reader *reader, struct mapping_pairs *pairs, const char *name,
    const char *value, const struct ini_entry *entry)
{
	const char	    *meaning = mapping_pair_find(pairs, name);
	struct mapping_pair *grown;

	if (meaning != NULL && strcmp(meaning, value) == 0)
		return 0;
	if (meaning != NULL)
		return mapping_refuse_value(
		    reader, entry, "'%.60s' (folded) means %s already", name, meaning);
	grown = mapping_grow(reader->arena, pairs->items, pairs->count, sizeof *grown);
	if (grown == NULL)
		return error_out_of_memory(reader->error);
	pairs->items = grown;
	grown[pairs->count++] = (struct mapping_pair){ name, value };
	return 0;
}

/* Every word of the entry's list means `value`. */
static int
add_words(const struct mapping_reader *reader, struct mapping_pairs *pairs, const char *value,
    const struct ini_entry *entry)
{
	const char **words;
	size_t	     count;

	if (mapping_read_words(reader, entry, entry->value, &words, &count) == -1)
		return -1;
	if (count == 0)
		return mapping_refuse_value(reader, entry,
		    "the words that mean this are missing; separate them by '|'");
	for (size_t i = 0; i < count; i++)
		if (mapping_add_pair(reader, pairs, words[i], value, entry) == -1)
			return -1;
	return 0;
}

/* What follows the prefix, one of the words that the program knows. */
static int
read_known_word(const struct mapping_reader *reader, const char *name, const char *const *words,
    size_t count, const char **word, const struct ini_entry *entry)
{
	struct ini_entry part = *entry;
	size_t		 index;

	part.value = name;
	if (ini_word(reader->ini, &part, words, count, &index, reader->error) == -1)
		return -1;
	*word = words[index];
	return 0;
}

/* A code of the direction column; what it means is a word of the model. */
static int
read_direction(const struct mapping_reader *reader, struct mapping *mapping, const char *name,
    const struct ini_entry *entry)
{
	const char *words[DIRECTIONS + 1];
	const char *word;
	const char *code = text_fold(reader->arena, name, strlen(name));

	for (int direction = 0; direction < DIRECTIONS; direction++)
		words[direction] = direction_name((enum direction)direction);
	words[DIRECTIONS] = "none";
	if (code == NULL)
		return error_out_of_memory(reader->error);
	if (read_known_word(reader, entry->value, words, COUNT_OF(words), &word, entry) == -1)
		return -1;
	return mapping_add_pair(reader, &mapping->directions, code, word, entry);
}

/* The rating word is the model's: mappings_apply knows whether there is such a one. */
static int
read_rating_word(const struct mapping_reader *reader, struct mapping *mapping, const char *name,
    const struct ini_entry *entry)
{
	const char *word = arena_strdup(reader->arena, name);

	if (word == NULL)
		return error_out_of_memory(reader->error);
	return add_words(reader, &mapping->words, word, entry);
}

static int
read_status(const struct mapping_reader *reader, struct mapping *mapping, const char *name,
    const struct ini_entry *entry)
{
	static const char *const words[] = { "open", "done" };
	const char		*word;

	if (read_known_word(reader, name, words, COUNT_OF(words), &word, entry) == -1)
		return -1;
	return add_words(reader, &mapping->statuses, word, entry);
}

static int
read_type(const struct mapping_reader *reader, struct mapping *mapping, const char *name,
    const struct ini_entry *entry)
{
	static const char *const words[] = { "feature", "defect", "risk", "debt" };
	const char		*word;

	if (read_known_word(reader, name, words, COUNT_OF(words), &word, entry) == -1)
		return -1;
	return add_words(reader, &mapping->types, word, entry);
}

/* A reason is printed and written to data files: a plain word. */
static int
read_reason(const struct mapping_reader *reader, const char *name, const char **reason,
    const struct ini_entry *entry)
{
	size_t length = strspn(name, "abcdefghijklmnopqrstuvwxyz0123456789-");

	if (length == 0 || name[length] != '\0' || length > REASON_MAX_BYTES)
		return mapping_refuse_value(reader, entry,
		    "the reason is one word of a-z 0-9 and '-', as in drop test-answer");
	*reason = arena_strdup(reader->arena, name);
	return *reason == NULL ? error_out_of_memory(reader->error) : 0;
}

/* "Column = a|b", "Column != a|b": the first '=' parts them. */
static int
read_rule(const struct mapping_reader *reader, struct drop_rule *rule, const struct ini_entry *entry)
{
	const char *equals = strchr(entry->value, '=');
	size_t	    length;

	if (equals == NULL)
		return mapping_refuse_value(reader, entry,
		    "expected \"Column = word|word\" or \"Column != word|word\"");
	length = (size_t)(equals - entry->value);
	rule->unless = length > 0 && equals[-1] == '!';
	if (rule->unless)
		length--;
	if (length == strspn(entry->value, " "))
		return mapping_refuse_value(reader, entry,
		    "the column is missing; expected \"Column = word|word\"");
	if (mapping_read_columns(reader, entry, entry->value, length, &rule->columns) == -1)
		return -1;
	return mapping_read_words(reader, entry, equals + 1, &rule->words, &rule->word_count);
}

static int
read_drop(const struct mapping_reader *reader, struct mapping *mapping, const char *name,
    const struct ini_entry *entry)
{
	struct drop_rule *grown =
	    mapping_grow(reader->arena, mapping->drops, mapping->drop_count, sizeof *grown);
	struct drop_rule rule = { .reason = NULL };

	if (grown == NULL)
		return error_out_of_memory(reader->error);
	if (read_reason(reader, name, &rule.reason, entry) == -1 ||
	    read_rule(reader, &rule, entry) == -1)
		return -1;
	mapping->drops = grown;
	grown[mapping->drop_count++] = rule;
	return 0;
}

static int
read_keep(const struct mapping_reader *reader, struct mapping *mapping, const char *name,
    const struct ini_entry *entry)
{
	const char **grown;
	bool	     keeps;

	if (ini_boolean(reader->ini, entry, &keeps, reader->error) == -1)
		return -1;
	if (!keeps)
		return 0;
	grown = mapping_grow(reader->arena, mapping->keep, mapping->keep_count, sizeof *grown);
	if (grown == NULL)
		return error_out_of_memory(reader->error);
	mapping->keep = grown;
	if (read_reason(reader, name, &grown[mapping->keep_count], entry) == -1)
		return -1;
	mapping->keep_count++;
	return 0;
}

static const struct {
	const char *prefix;
	const char *name;	/* in messages */
	int (*read)(const struct mapping_reader *reader, struct mapping *mapping, const char *name,
	    const struct ini_entry *entry);
} families[] = {
	{ "direction ", "direction CODE", read_direction },
	{ "word ", "word RATING", read_rating_word },
	{ "status ", "status done", read_status },
	{ "type ", "type defect", read_type },
	{ "drop ", "drop REASON", read_drop },
	{ "keep_", "keep_REASON", read_keep },
};

_Static_assert(COUNT_OF(families) <= FAMILIES_MAX, "more families than FAMILIES_MAX");

int
mapping_read_family(const struct mapping_reader *reader, struct mapping *mapping,
    const struct ini_entry *entry)
{
	for (size_t i = 0; i < COUNT_OF(families); i++) {
		size_t length = strlen(families[i].prefix);

		if (strncmp(entry->key, families[i].prefix, length) != 0)
			continue;
		return families[i].read(reader, mapping, entry->key + length, entry) == -1 ? -1 : 1;
	}
	return 0;
}

size_t
mapping_family_names(const char *names[FAMILIES_MAX])
{
	for (size_t i = 0; i < COUNT_OF(families); i++)
		names[i] = families[i].name;
	return COUNT_OF(families);
}
