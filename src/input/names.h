/*
 * names.h - who is a partner: every id of any file, cleaned, with its aliases and what the partners file says about it.
 *
 * Indexes are provisional, in order of first sight, until names_sort.
 */
#ifndef INPUT_NAMES_H
#define INPUT_NAMES_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "input/dataset.h"
#include "input/vector.h"

struct arena;
struct table;

enum { NAME_CHARACTERS_MAX = 64 };

/* Results of names_intern and names_match beside an index. */
enum { NAME_NO_MEMORY = -1, NAME_BLANK = -2, NAME_TOO_LONG = -3, NAME_UNKNOWN = -4 };

struct names {
	struct arena *arena;
	struct table *raw;	/* bytes as in a file -> index */
	struct table *ids;	/* cleaned id -> index */
	struct table *aliases;	/* folded alias -> index */
	struct table *renamed;	/* folded alias of the mappings -> index into canonical */
	struct vector canonical;/* const char *: how the mappings spell a partner; a partner only once some row names it */
	struct table *matched;	/* bytes of free text -> index + 1, 0 unknown */
	struct table *folded;	/* folded id or name -> index */
	size_t	      folded_count;	/* partners that stand in folded */
	struct vector partners;	/* struct partner */
};

struct mappings;

/* The [alias ...] sections of the mappings (NULL: none) hold from the first name on. -1 when out of memory. */
int names_init(struct names *names, struct arena *arena, const struct mappings *mappings);
void names_clear(struct names *names);

/* Index of the partner that text names, by id or alias, added if new; or NAME_BLANK, NAME_TOO_LONG (over 64 characters), NAME_NO_MEMORY.
 * names_has_control says whether cleaning takes control characters out of it. */
long names_intern(struct names *names, const char *text, size_t length);
/* The same for a row of the partners file: an id, never an alias. */
long names_intern_id(struct names *names, const char *text, size_t length);
/* Text also means this partner, unless it is another partner's own id. 1 if it is another one's alias already, which stays;
 * -1 when out of memory. */
int names_add_alias(struct names *names, const char *text, size_t length, long partner);

/* The id of the partner that text means by id or alias; text itself if there is none so far. NULL when out of memory. */
const char *names_canonical(const struct names *names, const char *text);

/* The partner that free text names: by id, name or alias, compared folded (text_fold). A name not known
 * is added with this spelling if add, else NAME_UNKNOWN; otherwise as names_intern. */
long names_match(struct names *names, const char *text, size_t length, bool add);

/* What a partners file said about the partners from first on: only their ids stay. */
void names_forget_from(struct names *names, size_t first);

/* True at first sight of a text with control characters, so that it is reported once. */
bool names_has_control(const struct names *names, const char *text, size_t length);

struct partner *names_at(const struct names *names, size_t index);

/* Partners into dataset, sorted by id; *order gives the new index of each old one (malloc, caller frees).
 * -1 when out of memory. */
int names_sort(struct names *names, struct dataset *dataset, uint32_t **order);

#endif
