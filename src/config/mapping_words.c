/* mapping_words.c - [side client] and [alias id]: other words for sides and partners. */
#include <stdio.h>
#include <string.h>

#include "base/count.h"
#include "base/text.h"
#include "config/mapping_read.h"
#include "config/model.h"

#define AT(member) offsetof(struct partner_alias, member)

static const struct key alias_keys[] = {
	{ NULL, "partner", KEY_TEXT, AT(partner), 0, 0, NULL, NULL, { NULL } },
	{ NULL, "names", KEY_OTHER, 0, 0, 0, NULL, NULL, { NULL } },
};

static int
refuse_key(const struct mapping_reader *reader, const char *const *names, size_t count,
    const struct ini_entry *entry)
{
	char what[100];

	(void)snprintf(what, sizeof what, "key in [%.80s]", entry->section);
	return ini_unknown(reader->ini, what, entry->key, entry->line, names, count, reader->error);
}

int
mapping_find_side(const struct mapping_reader *reader, const char *id, unsigned long line,
    const char **side)
{
	const char *names[SIDES];

	for (int i = 0; i < SIDES; i++) {
		names[i] = side_name((enum side)i);
		if (strcmp(names[i], id) == 0) {
			*side = names[i];
			return 0;
		}
	}
	return ini_unknown(reader->ini, "side", id, line, names, SIDES, reader->error);
}

int
mapping_read_side(const struct mapping_reader *reader, const char *side,
    const struct ini_entry *entry)
{
	static const char *const names[] = { "values" };
	struct mapping_pairs	*sides = &reader->mappings->sides;
	const char	       **words;
	size_t			 count;

	if (strcmp(entry->key, names[0]) != 0)
		return refuse_key(reader, names, COUNT_OF(names), entry);
	if (mapping_read_words(reader, entry, entry->value, &words, &count) == -1)
		return -1;
	for (size_t i = 0; i < count; i++)
		if (mapping_add_pair(reader, sides, words[i], side, entry) == -1)
			return -1;
	return 0;
}

int
mapping_read_alias(const struct mapping_reader *reader, struct partner_alias *alias,
    const struct ini_entry *entry)
{
	const struct key *key = key_find(alias_keys, COUNT_OF(alias_keys), NULL, entry->key);
	const char	 *names[COUNT_OF(alias_keys)];

	if (key == NULL)
		return refuse_key(reader, names,
		    key_names(alias_keys, COUNT_OF(alias_keys), NULL, names), entry);
	if (key->type == KEY_OTHER)
		return ini_list(reader->ini, entry, '|', reader->arena, &alias->names,
		    &alias->name_count, reader->error);
	return mapping_read_key(reader, key, alias, entry);
}

int
mapping_check_alias(const struct mapping_reader *reader, const struct partner_alias *alias,
    const char *section, unsigned long line)
{
	if (alias->partner == NULL || *alias->partner == '\0')
		return mapping_refuse(reader, line, "[%s] needs partner = \"...\"", section);
	if (alias->name_count == 0)
		return mapping_refuse(reader, line, "[%s] needs names = \"...|...\"", section);
	return 0;
}
