/* arena.c - a chain of blocks, each larger than the one before up to a limit. */
#include "base/arena.h"

#include <stdarg.h>
#include <stdbool.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { FIRST_BLOCK = 8 * 1024, LARGEST_BLOCK = 1024 * 1024 };

struct block {
	struct block *next;
	size_t	      size;
	size_t	      used;
	bool	      zeroed;	/* its unused bytes */
	_Alignas(max_align_t) unsigned char bytes[];
};

struct arena {
	struct block *first;
	struct block *current;	/* the last of the chain */
};

/* Zeroed from the start if it is as large as one allocation may be: the system gives such memory zeroed, and page by
 * page as it is written, so that clearing it here would only take it all at once. */
static struct block *
block_new(size_t size)
{
	struct block *block;

	if (size > SIZE_MAX - sizeof *block)
		return NULL;
	block = size > LARGEST_BLOCK ? calloc(1, sizeof *block + size) : malloc(sizeof *block + size);
	if (block != NULL) {
		block->next = NULL;
		block->size = size;
		block->used = 0;
		block->zeroed = size > LARGEST_BLOCK;
	}
	return block;
}

static void
blocks_free(struct block *block)
{
	struct block *next;

	for (; block != NULL; block = next) {
		next = block->next;
		free(block);
	}
}

struct arena *
arena_new(void)
{
	struct arena *arena = malloc(sizeof *arena);

	if (arena == NULL)
		return NULL;
	arena->first = arena->current = block_new(FIRST_BLOCK);
	if (arena->first == NULL) {
		free(arena);
		return NULL;
	}
	return arena;
}

void
arena_free(struct arena *arena)
{
	if (arena == NULL)
		return;
	blocks_free(arena->first);
	free(arena);
}

void
arena_reset(struct arena *arena)
{
	blocks_free(arena->first->next);
	arena->first->next = NULL;
	arena->first->used = 0;
	arena->current = arena->first;
}

/* Appends a block with room for length bytes; NULL when out of memory. */
static struct block *
arena_grow(struct arena *arena, size_t length)
{
	struct block *last = arena->current;
	size_t	      size = last->size < LARGEST_BLOCK / 2 ? last->size * 2 : LARGEST_BLOCK;

	last->next = block_new(length > size ? length : size);
	if (last->next != NULL)
		arena->current = last->next;
	return last->next;
}

void *
arena_alloc(struct arena *arena, size_t count, size_t size)
{
	const size_t  alignment = _Alignof(max_align_t);
	struct block *block = arena->current;
	size_t	      length;
	void	     *bytes;

	if (size != 0 && count > (SIZE_MAX - alignment) / size)
		return NULL;
	length = count * size;
	/* One byte at least, so that each pointer is unique; rounded, so that the next one is
	 * aligned. */
	length = (length + (length == 0) + alignment - 1) / alignment * alignment;
	if (block->size - block->used < length)
		block = arena_grow(arena, length);
	if (block == NULL)
		return NULL;
	bytes = block->bytes + block->used;
	block->used += length;
	return block->zeroed ? bytes : memset(bytes, 0, length);
}

char *
arena_strdup(struct arena *arena, const char *text)
{
	return arena_strndup(arena, text, strlen(text));
}

char *
arena_strndup(struct arena *arena, const char *text, size_t length)
{
	char *copy;

	if (length == SIZE_MAX)
		return NULL;
	copy = arena_alloc(arena, length + 1, 1);
	if (copy != NULL && length != 0)
		memcpy(copy, text, length);
	return copy;
}

char *
arena_printf(struct arena *arena, const char *format, ...)
{
	va_list arguments;
	char   *text;
	int	length;

	va_start(arguments, format);
	length = vsnprintf(NULL, 0, format, arguments);
	va_end(arguments);
	if (length < 0)
		return NULL;
	text = arena_alloc(arena, (size_t)length + 1, 1);
	if (text == NULL)
		return NULL;
	va_start(arguments, format);
	length = vsnprintf(text, (size_t)length + 1, format, arguments);
	va_end(arguments);
	return length < 0 ? NULL : text;
}
