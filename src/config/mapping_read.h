/*
 * mapping_read.h - how mappings.ini becomes a struct mappings, section by section; for the files of this room.
 *
 * Every reader takes one entry; all return 0, or -1 with ERROR_CONFIG at file:line. Everything comes from the reader's arena.
 */
#ifndef CONFIG_MAPPING_READ_H
#define CONFIG_MAPPING_READ_H

#include <stddef.h>

#include "base/error.h"
#include "config/ini.h"
#include "config/key.h"
#include "config/mapping.h"

/* Fields of inputs.md that a section may name: those of one kind of input, of any kind, or of a measure. */
enum { FIELDS_OF_ANY = -1, FIELDS_OF_MEASURE = INPUT_KINDS };

struct mapping_reader {
	struct arena	*arena;
	const struct ini *ini;
	struct mappings *mappings;
	struct error	*error;
};

/* Says what is wrong in the line. Returns -1. */
int mapping_refuse(const struct mapping_reader *reader, unsigned long line, const char *format, ...) __attribute__((format(printf, 3, 4)));
/* The same for the value of an entry: "key = value in [section]: ...". */
int mapping_refuse_value(const struct mapping_reader *reader, const struct ini_entry *entry, const char *format, ...)
    __attribute__((format(printf, 3, 4)));

/* key_read for rows that are not KEY_OTHER; a text must not be empty. */
int mapping_read_key(const struct mapping_reader *reader, const struct key *key, void *object, const struct ini_entry *entry);

/* The array with room for one more item: items themselves, or a copy twice as long. NULL when out of memory. */
void *mapping_grow(struct arena *arena, void *items, size_t count, size_t size);

/* mapping_keys.c: sources and dialects. */
const struct key *mapping_keys(size_t *count);
void mapping_init(struct mapping *mapping);
int mapping_read_entry(const struct mapping_reader *reader, struct mapping *mapping, const struct ini_entry *entry);

/* mapping_families.c: keys whose second word is the user's. 1 if the entry is one, 0 if not, -1. */
int mapping_read_family(const struct mapping_reader *reader, struct mapping *mapping, const struct ini_entry *entry);
/* The names of such keys as messages print them, "drop REASON", into names; returns how many. */
enum { FAMILIES_MAX = 8 };
size_t mapping_family_names(const char *names[FAMILIES_MAX]);
/* The folded name means the value; what means something else already is an error at the entry. */
int mapping_add_pair(const struct mapping_reader *reader, struct mapping_pairs *pairs, const char *name, const char *value,
    const struct ini_entry *entry);

/* mapping_fields.c: FIELD, FIELD_column, FIELD_file. 1 if the key is one of them, 0 if not, -1. */
int mapping_read_field(const struct mapping_reader *reader, int kind, bool needed, struct field_source **fields, size_t *count,
    const struct ini_entry *entry);
/* "unknown key", with these names, the fields of the kind and, for a source or dialect, the families to choose from. Returns -1. */
int mapping_refuse_key(const struct mapping_reader *reader, int kind, const char *const *names, size_t count, const struct ini_entry *entry);

/* mapping_columns.c: "A|B*|code:Q2". Text is one reference, or a list of alternatives. */
int mapping_read_reference(const struct mapping_reader *reader, const struct ini_entry *entry, const char *text, size_t length, struct column_ref *reference);
int mapping_read_columns(const struct mapping_reader *reader, const struct ini_entry *entry, const char *text, size_t length, struct column_list *list);
/* Folded words of a list; one that folds to nothing is an error. */
int mapping_read_words(const struct mapping_reader *reader, const struct ini_entry *entry, const char *text, const char ***words, size_t *count);

/* Tokens for "no value", in place: folded, but as written what folds to nothing ("-") or is a number ("-9" is not 9). -1 when out of memory. */
int mapping_fold_missing(struct arena *arena, const char **tokens, size_t count);

/* mapping_merge.c: over laid over base, both given; false when out of memory. */
bool mapping_lay_over(struct arena *arena, const struct mapping *base, const struct mapping *over, struct mapping *result);
/* Gives every dialect what it takes over by `like`. */
int mappings_resolve_like(const struct mapping_reader *reader);

/* mapping_check.c: the section as a whole. */
int mapping_check_source(const struct mapping_reader *reader, const struct mapping *source);
int mapping_check_dialect(const struct mapping_reader *reader, const struct mapping *dialect);

/* Questions, measures, sides and aliases: the section with nothing given, one entry, the section as a whole. */
void mapping_init_question(struct mapping_question *question, const char *id);
int mapping_read_question(const struct mapping_reader *reader, struct mapping_question *question, const struct ini_entry *entry);
int mapping_check_question(const struct mapping_reader *reader, struct mapping_question *question);
void mapping_init_measure(struct measure *measure, const char *id);
int mapping_read_measure(const struct mapping_reader *reader, struct measure *measure, const struct ini_entry *entry);
int mapping_check_measure(const struct mapping_reader *reader, const struct measure *measure);
int mapping_find_side(const struct mapping_reader *reader, const char *id, unsigned long line, const char **side);
int mapping_read_side(const struct mapping_reader *reader, const char *side, const struct ini_entry *entry);
int mapping_read_alias(const struct mapping_reader *reader, struct partner_alias *alias, const struct ini_entry *entry);
int mapping_check_alias(const struct mapping_reader *reader, const struct partner_alias *alias, const char *section, unsigned long line);

/* The tables of keys, for messages and for the test that holds the manual against them. */
const struct key *mapping_question_keys(size_t *count);
const struct key *mapping_measure_keys(size_t *count);

#endif
