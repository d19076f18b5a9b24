/*
 * seen_rows.h - which rows were there before, by 64 bits of a keyed hash each: with ten million rows, two different ones
 * meet in one run of three hundred thousand.
 */
#ifndef INPUT_SEEN_ROWS_H
#define INPUT_SEEN_ROWS_H

#include <stddef.h>
#include <stdint.h>

/* Zeroed: empty. */
struct seen_rows {
	uint64_t *slots;	/* open addressing, 0 free */
	size_t	  size;		/* a power of two, or 0 */
	size_t	  count;
};

/* 1 if the hash was there, 0 if it is new, -1 when out of memory. */
int seen_rows_add(struct seen_rows *seen, uint64_t hash);
void seen_rows_clear(struct seen_rows *seen);

#endif
