/* vector.c - doubling, checked for overflow. */
#include "input/vector.h"

#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "base/arena.h"

enum { FIRST_ITEMS = 64 };

void *
vector_push(struct vector *vector)
{
	char *place;

	if (vector->count == vector->capacity) {
		size_t capacity = vector->capacity == 0 ? FIRST_ITEMS : vector->capacity * 2;
		void  *larger;

		if (capacity > SIZE_MAX / 2 / vector->size)
			return NULL;
		larger = realloc(vector->items, capacity * vector->size);
		if (larger == NULL)
			return NULL;
		vector->items = larger;
		vector->capacity = capacity;
	}
	place = (char *)vector->items + vector->count++ * vector->size;
	memset(place, 0, vector->size);
	return place;
}

void *
vector_copy(const struct vector *vector, struct arena *arena)
{
	void *copy = arena_alloc(arena, vector->count, vector->size);

	if (copy != NULL && vector->count > 0)
		memcpy(copy, vector->items, vector->count * vector->size);
	return copy;
}

void
vector_trim(struct vector *vector)
{
	size_t capacity = vector->count > FIRST_ITEMS ? vector->count : FIRST_ITEMS;
	void  *smaller;

	if (capacity >= vector->capacity)
		return;
	smaller = realloc(vector->items, capacity * vector->size);
	if (smaller == NULL)
		return;
	vector->items = smaller;
	vector->capacity = capacity;
}

void
vector_clear(struct vector *vector)
{
	free(vector->items);
	*vector = (struct vector){ .size = vector->size };
}
