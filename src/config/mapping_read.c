/* mapping_read.c - what all readers of mappings.ini need: refusals, growing arrays, keys of one
 * value. */
#include "config/mapping_read.h"

#include <stdarg.h>
#include <stdio.h>
#include <string.h>

#include "base/arena.h"

int
mapping_refuse(const struct mapping_reader *reader, unsigned long line, const char *format, ...)
{
	va_list arguments;

	va_start(arguments, format);
	(void)error_set_list(reader->error, ERROR_CONFIG, ini_path(reader->ini), line, format, arguments);
	va_end(arguments);
	return -1;
}

int
mapping_refuse_value(const struct mapping_reader *reader, const struct ini_entry *entry,
    const char *format, ...)
{
	char	message[ERROR_MESSAGE_SIZE];
	va_list arguments;

	va_start(arguments, format);
	if (vsnprintf(message, sizeof message, format, arguments) < 0)
		message[0] = '\0';
	va_end(arguments);
	return mapping_refuse(reader, entry->line, "%s = \"%.80s\" in [%s]: %s", entry->key,
	    entry->value, entry->section, message);
}

int
mapping_read_key(const struct mapping_reader *reader, const struct key *key, void *object,
    const struct ini_entry *entry)
{
	if (key->type == KEY_TEXT && *entry->value == '\0')
		return mapping_refuse_value(reader, entry, "the value is missing");
	return key_read(key, object, reader->arena, reader->ini, entry, reader->error);
}

/* Room is made when the count is a power of two: then, and only then, the last room made is full.
 * Room is made when the count is a power of two: then, and only then, the last room made is full. */
void *
mapping_grow(struct arena *arena, void *items, size_t count, size_t size)
{
	void *grown;

	if ((count & (count - 1)) != 0)
		return items;
	grown = arena_alloc(arena, count == 0 ? 1 : 2 * count, size);
	if (grown != NULL && count != 0)
		memcpy(grown, items, count * size);
	return grown;
}
