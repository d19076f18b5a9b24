/* table.c - open addressing with linear probing, at most two thirds full. */
#include "base/table.h"

#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "base/arena.h"

enum { FIRST_SLOTS = 64 };	/* a power of two */

struct slot {
	const char *key;	/* NULL: free */
	size_t	    length;
	uint64_t    hash;
	long	    value;
};

struct table {
	struct arena *keys;
	struct slot  *slots;
	size_t	      slot_count;
	size_t	      count;
};

/* Multiplied, then folded: the slot is taken from the low bits, which alone know nothing of the high ones. */
static uint64_t
mix_word(uint64_t hash, uint64_t word)
{
	hash = (hash ^ word) * 0x9fb21c651e98df25u;
	return hash ^ hash >> 32;
}

/* Eight bytes a step; the length tells apart what differs only in zero bytes at its end. */
static uint64_t
hash_bytes(const char *key, size_t length)
{
	uint64_t hash = length;
	uint64_t word = 0;
	size_t	 i = 0;

	for (; length - i >= sizeof word; i += sizeof word) {
		memcpy(&word, key + i, sizeof word);
		hash = mix_word(hash, word);
	}
	word = 0;
	memcpy(&word, key + i, length - i);
	return mix_word(mix_word(hash, word), length);
}

struct table *
table_new(void)
{
	struct table *table = calloc(1, sizeof *table);

	if (table == NULL)
		return NULL;
	table->keys = arena_new();
	table->slots = calloc(FIRST_SLOTS, sizeof *table->slots);
	table->slot_count = FIRST_SLOTS;
	if (table->keys == NULL || table->slots == NULL) {
		table_free(table);
		return NULL;
	}
	return table;
}

void
table_free(struct table *table)
{
	if (table == NULL)
		return;
	arena_free(table->keys);
	free(table->slots);
	free(table);
}

/* The slot that holds the key, or the free one where it belongs. */
static struct slot *
find_slot(struct slot *slots, size_t slot_count, const char *key, size_t length, uint64_t hash)
{
	size_t i = (size_t)hash & (slot_count - 1);

	while (slots[i].key != NULL && (slots[i].hash != hash || slots[i].length != length ||
		memcmp(slots[i].key, key, length) != 0))
		i = (i + 1) & (slot_count - 1);
	return &slots[i];
}

long
table_get(const struct table *table, const char *key, size_t length)
{
	const struct slot *slot = find_slot(table->slots, table->slot_count, key, length,
	    hash_bytes(key, length));

	return slot->key == NULL ? -1 : slot->value;
}

static int
table_grow(struct table *table)
{
	size_t	     slot_count = table->slot_count * 2;
	struct slot *slots = calloc(slot_count, sizeof *slots);

	if (slots == NULL)
		return -1;
	for (size_t i = 0; i < table->slot_count; i++) {
		const struct slot *old = &table->slots[i];

		if (old->key != NULL)
			*find_slot(slots, slot_count, old->key, old->length, old->hash) = *old;
	}
	free(table->slots);
	table->slots = slots;
	table->slot_count = slot_count;
	return 0;
}

int
table_set(struct table *table, const char *key, size_t length, long value, long *previous)
{
	uint64_t     hash = hash_bytes(key, length);
	struct slot *slot;
	const char  *copy;

	if ((table->count + 1) * 3 > table->slot_count * 2 && table_grow(table) == -1)
		return -1;
	slot = find_slot(table->slots, table->slot_count, key, length, hash);
	if (previous != NULL)
		*previous = slot->key == NULL ? -1 : slot->value;
	if (slot->key == NULL) {
		copy = arena_strndup(table->keys, key, length);
		if (copy == NULL)
			return -1;
		*slot = (struct slot){ copy, length, hash, value };
		table->count++;
	}
	slot->value = value;
	return 0;
}

size_t
table_count(const struct table *table)
{
	return table->count;
}
