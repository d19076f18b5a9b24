/*
 * kit.h - the blank input files that people fill in: every field with what it means, an example, and what its cells may hold.
 *
 * The field names are those of the readers' tables (input/sheet.h); a test holds the two against each other. Years, months and quarters in
 * columns of their own are other ways to say `period`, and in no blank file.
 */
#ifndef INPUT_KIT_H
#define INPUT_KIT_H

#include <stdbool.h>
#include <stddef.h>

#include "config/settings.h"

struct arena;
struct dataset;
struct error;
struct model;

/* The partner of the row that shows how to fill in a blank file; a row of it that is left in counts as dropped, not as data. */
#define KIT_EXAMPLE_PARTNER "EXAMPLE"
#define KIT_EXAMPLE_REASON "example"

enum kit_cell {
	KIT_TEXT,
	KIT_LONG_TEXT,
	KIT_REASON,	/* a text at least as long as policy.override_reason_length */
	KIT_GENERAL,	/* mostly a number, but words have a meaning, too */
	KIT_NUMBER,
	KIT_AMOUNT,	/* from 0 on */
	KIT_COUNT,	/* whole, from 0 on */
	KIT_DATE
};

/* What a cell offers to choose from. */
enum kit_choice {
	KIT_FREE,
	KIT_PARTNERS,
	KIT_SIDES,
	KIT_DIRECTIONS,
	KIT_RATINGS,
	KIT_COLOURS,
	KIT_STATUSES,
	KIT_TYPES,
	KIT_PROGRESS,
	KIT_YES_NO,
	KIT_KPIS,
	KIT_QUESTIONS,
	KIT_TARGETS,
	KIT_CHOICES
};

struct kit_field {
	const char     *name;
	const char     *help;		/* key of its meaning in the strings */
	const char     *example;	/* "" if the example leaves it out */
	enum kit_cell	cell;
	enum kit_choice choice;
};

struct kit_file {
	enum input_kind		kind;
	const char	       *about;	/* key: what a row is */
	const struct kit_field *fields;
	size_t			count;
};

/* The words of one choice; meanings is NULL where the words say it all. */
struct kit_list {
	const char **words;
	const char **meanings;
	size_t	     count;
};

const struct kit_file *kit_file(enum input_kind kind);

/* True if a row needs the field; *instead is the field of the file that may stand for it, NULL if none. */
bool kit_requires(const struct kit_file *file, const char *name, const char **instead);

/* A word outside the choice is an error; else it may be new: a partner, a KPI of one's own. */
bool kit_is_closed(enum kit_choice choice);

/* The lists, by enum kit_choice, from the arena. dataset: whose partners are offered, NULL for none. -1 when out of memory. */
int kit_lists(struct arena *arena, const struct model *model, const struct dataset *dataset, struct kit_list lists[KIT_CHOICES],
    struct error *error);

/* The field's example, as the model has it: the first word of its list where the shipped one is not in it. */
const char *kit_example(const struct kit_field *field, const struct kit_list lists[KIT_CHOICES]);

#endif
