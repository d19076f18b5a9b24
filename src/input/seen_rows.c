/* seen_rows.c - open addressing with linear probing, at most two thirds full: hashes need no hash function. */
#include "input/seen_rows.h"

#include <stdlib.h>

enum { FIRST_SLOTS = 256 };	/* a power of two */

/* The slot that holds the hash, or the free one where it belongs. */
static uint64_t *
find_slot(uint64_t *slots, size_t size, uint64_t hash)
{
	size_t i = (size_t)hash & (size - 1);

	while (slots[i] != 0 && slots[i] != hash)
		i = (i + 1) & (size - 1);
	return &slots[i];
}

static int
grow(struct seen_rows *seen)
{
	size_t	  size = seen->size == 0 ? FIRST_SLOTS : seen->size * 2;
	uint64_t *slots = calloc(size, sizeof *slots);

	if (slots == NULL)
		return -1;
	for (size_t i = 0; i < seen->size; i++)
		if (seen->slots[i] != 0)
			*find_slot(slots, size, seen->slots[i]) = seen->slots[i];
	free(seen->slots);
	seen->slots = slots;
	seen->size = size;
	return 0;
}

int
seen_rows_add(struct seen_rows *seen, uint64_t hash)
{
	uint64_t *slot;

	/* 0 means free. */
	hash += hash == 0;
	if ((seen->count + 1) * 3 > seen->size * 2 && grow(seen) == -1)
		return -1;
	slot = find_slot(seen->slots, seen->size, hash);
	if (*slot == hash)
		return 1;
	*slot = hash;
	seen->count++;
	return 0;
}

void
seen_rows_clear(struct seen_rows *seen)
{
	free(seen->slots);
	*seen = (struct seen_rows){ 0 };
}
