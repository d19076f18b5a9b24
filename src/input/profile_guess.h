/*
 * profile_guess.h - what a column seems to hold, judged from its header and the values kept of it. Guesses, for people to confirm.
 *
 * Pure: looks at a profile in memory.
 */
#ifndef INPUT_PROFILE_GUESS_H
#define INPUT_PROFILE_GUESS_H

#include <stdbool.h>
#include <stddef.h>

#include "config/mapping.h"
#include "config/model.h"
#include "input/profile.h"

enum guess_kind {
	GUESS_EMPTY,
	GUESS_SCALE,		/* answers on a scale */
	GUESS_CHOICE,		/* one of several columns of a question: filled means chosen */
	GUESS_DATE,
	GUESS_PERIOD,
	GUESS_NUMBER,
	GUESS_WORDS,		/* few different ones */
	GUESS_TEXT		/* free text */
};

struct guess {
	enum guess_kind	    kind;
	const struct scale *scale;	/* GUESS_SCALE: whose words these are; NULL: bare numbers */
	double		    min;	/* GUESS_SCALE */
	double		    max;
	size_t		    labels;	/* different words of the scale that occur */
	unsigned long	    n;		/* answers on the scale */
	unsigned long	    strange;	/* others */
	size_t		    strange_words;	/* different ones among the others */
	double		    mean;	/* of the n, on min..max; NaN if there are none */
	double		    nps;	/* points -100..100: share of 9-10 less share of 0-6, for 0..10; NaN otherwise */
};

/* What role a column plays, by the words of its header. */
enum role {
	ROLE_NONE, ROLE_PARTNER, ROLE_PERIOD, ROLE_YEAR, ROLE_MONTH, ROLE_QUARTER, ROLE_KPI, ROLE_VALUE, ROLE_TARGET, ROLE_UNIT,
	ROLE_DIRECTION, ROLE_RESPONDENT, ROLE_SIDE, ROLES
};

struct guess profile_guess(const struct profile *profile, size_t index, const struct model *model, const struct mappings *mappings);

/* The field of inputs.md that a role stands for; NULL for ROLE_NONE. */
const char *role_field(enum role role);
/* True if a header, folded, speaks of the role. */
bool role_speaks_of(enum role role, const char *folded);
/* The first column whose header speaks of the role and that is filled, -1 if none. */
long profile_find_role(const struct profile *profile, enum role role);
/* True for a column that may say who somebody is: ids, names, addresses of people. Its cells are never shown. */
bool profile_is_personal(const struct profile *profile, size_t column);
/* True for a column that the dialect calls metadata, or that it binds to a field. */
bool profile_is_metadata(const struct profile *profile, size_t column);
/* enum input_kind: as the file says, else by its columns. */
enum input_kind profile_kind(const struct profile *profile, const struct model *model, const struct mappings *mappings);

#endif
