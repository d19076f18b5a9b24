/*
 * vector.h - a growing array of equal items while the number of rows is unknown.
 */
#ifndef INPUT_VECTOR_H
#define INPUT_VECTOR_H

#include <stddef.h>

struct arena;

struct vector {
	void  *items;
	size_t count;
	size_t capacity;
	size_t size;		/* bytes of an item; set by the owner before the first push */
};

/* A new zeroed item at the end, NULL when out of memory. Earlier pointers into the vector are invalid afterwards. */
void *vector_push(struct vector *vector);
/* The items in an array of their own; NULL when out of memory. */
void *vector_copy(const struct vector *vector, struct arena *arena);
/* Gives back the room behind the last item. */
void vector_trim(struct vector *vector);
void vector_clear(struct vector *vector);

#endif
