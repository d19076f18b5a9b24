/*
 * strangers.h - texts of a file that stand for nothing known, counted until its end: labels that no
 * scale has, names that no partner has.
 *
 * Each becomes one finding with its first place and its number of rows. A long text, which may be a
 * comment, is kept by its length alone.
 */
#ifndef INPUT_STRANGERS_H
#define INPUT_STRANGERS_H

#include <stddef.h>

#include "base/findings.h"
#include "input/sheet.h"
#include "input/vector.h"

struct table;

struct stranger {
	enum finding_kind kind;
	size_t		  owner;	/* what it should have been one of: a question of the file, 0 for partners */
	size_t		  column;	/* of the window */
	unsigned long	  line;		/* of the first */
	unsigned long	  rows;
	const char	 *text;		/* as first written, in the strangers' arena */
};

struct strangers {
	struct arena *arena;
	struct vector items;		/* struct stranger */
	struct table *index;		/* owner and folded text -> index */
};

/* -1 when out of memory. Texts come from the arena, which must outlive it. */
int strangers_init(struct strangers *strangers, struct arena *arena);
void strangers_clear(struct strangers *strangers);

/* One more row with this text, compared folded; an empty one stands for all texts beyond those counted
 * one by one. kind, owner and column as in what. Its index, -1 when out of memory. */
long strangers_count(struct strangers *strangers, const struct sheet *sheet, const struct stranger *what, struct cell text);

/* The finding of one. expected may be NULL. -1 when out of memory. */
int strangers_report(const struct strangers *strangers, size_t index, const struct sheet *sheet, const char *expected);

#endif
