/*
 * table.h - a hash table from byte strings to small integers (ids to indexes).
 */
#ifndef BASE_TABLE_H
#define BASE_TABLE_H

#include <stddef.h>

struct table;

/* NULL when out of memory. Keys are copied. */
struct table *table_new(void);
void table_free(struct table *table);
/* The value of key, or -1. */
long table_get(const struct table *table, const char *key, size_t length);
/* Sets key to value >= 0; the old value or -1 if new through *previous (may be NULL). -1 when out of memory. */
int table_set(struct table *table, const char *key, size_t length, long value, long *previous);
size_t table_count(const struct table *table);

#endif
