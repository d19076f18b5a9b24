/*
 * work_drafts.h - the work items of one file while it is read: the last row of an item counts, and is judged when the
 * file is at its end.
 *
 * Nothing reaches the dataset before, so that a file that breaks off leaves nothing behind.
 */
#ifndef INPUT_WORK_DRAFTS_H
#define INPUT_WORK_DRAFTS_H

#include "input/dataset.h"

struct error;
struct sheet;
struct work_drafts;

enum { WORK_TYPE_KNOWN = -1 };

struct work_draft {
	struct work_item item;
	int		 done_column;	/* of the window, from which item.done was taken; -1: none */
	long		 unknown_type;	/* from work_drafts_unknown_type, or WORK_TYPE_KNOWN */
};

/* NULL when out of memory. */
struct work_drafts *work_drafts_new(void);
void work_drafts_free(struct work_drafts *drafts);

/* Keeps the row at hand for the item of this id; an older row of the same item is counted as dropped. 1, or -1 when out
 * of memory. */
int work_drafts_keep(struct sheet *sheet, struct work_drafts *drafts, const char *id, const struct work_draft *draft,
    struct error *error);

/* The number of a word that no type is known for, the same for words that fold alike; -1 when out of memory. */
long work_drafts_unknown_type(struct work_drafts *drafts, const char *word, const char *folded);

/* Findings about the rows that count, which then go to the intake. An item that an earlier file of the same source and
 * partner holds is replaced. done_name: the column in which the day of completion should stand; type_column: that of the
 * type, -1 if there is none. -1 when out of memory. */
int work_drafts_finish(struct sheet *sheet, struct work_drafts *drafts, const char *done_name, int type_column,
    struct error *error);

#endif
