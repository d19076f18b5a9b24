/* partner_findings.c - which findings concern which partner. */
#include "publish/partner_findings.h"

#include <stdlib.h>
#include <string.h>

#include "base/arena.h"
#include "base/count.h"
#include "base/findings.h"

static int
compare_numbers(unsigned long a, unsigned long b)
{
	return a < b ? -1 : a > b;
}

static int
compare_texts(const char *a, const char *b)
{
	return strcmp(a == NULL ? "" : a, b == NULL ? "" : b);
}

static int
compare_findings(const void *left, const void *right)
{
	const struct finding *a = left, *b = right;
	const int orders[] = {
		strcmp(a->partner, b->partner),
		(int)finding_severity(a->kind) - (int)finding_severity(b->kind),
		compare_texts(a->file, b->file),
		compare_numbers(a->line, b->line),
		compare_numbers(a->column, b->column),
		(int)a->kind - (int)b->kind,
		compare_texts(a->value, b->value),
		compare_texts(a->expected, b->expected),
	};

	for (size_t i = 0; i < COUNT_OF(orders); i++)
		if (orders[i] != 0)
			return orders[i];
	return 0;
}

int
partner_findings_make(struct partner_findings *made, const struct findings *findings, struct arena *arena)
{
	size_t count = 0;

	for (size_t i = 0; i < findings_count(findings); i++)
		count += findings_at(findings, i)->partner != NULL;
	made->count = 0;
	made->items = arena_alloc(arena, count, sizeof *made->items);
	if (made->items == NULL)
		return -1;
	for (size_t i = 0; i < findings_count(findings); i++)
		if (findings_at(findings, i)->partner != NULL)
			made->items[made->count++] = *findings_at(findings, i);
	if (count > 1)
		qsort(made->items, count, sizeof *made->items, compare_findings);
	return 0;
}

/* The first of the items whose partner is not before id. */
static size_t
lower_bound(const struct partner_findings *all, const char *id)
{
	size_t low = 0, high = all->count;

	while (low < high) {
		size_t middle = low + (high - low) / 2;

		if (strcmp(all->items[middle].partner, id) < 0)
			low = middle + 1;
		else
			high = middle;
	}
	return low;
}

const struct finding *
partner_findings_of(const struct partner_findings *all, const char *id, size_t *count)
{
	size_t first = lower_bound(all, id);

	*count = 0;
	while (first + *count < all->count && strcmp(all->items[first + *count].partner, id) == 0)
		++*count;
	return all->items + first;
}
