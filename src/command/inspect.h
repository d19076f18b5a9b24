/*
 * inspect.h - what `rapport inspect` knows of a file, and the parts in which it tells it. Private to inspect*.c.
 *
 * Everything told as text is valid mappings.ini: facts are comments, sections load as they stand.
 */
#ifndef COMMAND_INSPECT_H
#define COMMAND_INSPECT_H

#include <stdio.h>

#include "config/mapping.h"
#include "config/model.h"
#include "input/profile.h"
#include "input/profile_guess.h"

struct arena;
struct error;
struct json;
struct table;

struct inspection {
	struct arena	      *arena;
	const struct model    *model;
	const struct mappings *mappings;
	const char	      *mappings_note;	/* what to do with the sections if no mapping file is at hand; NULL */
	int		       fiscal_start;	/* month */
	struct table	      *taken;		/* "source id", "question id": of the mappings, and proposed so far */
	const char	      *name;		/* of the file, without folders, cleaned */
	const char	      *source;		/* id of the [source] to propose; NULL if the file needs none */
	struct profile	       profile;
	struct guess	      *guesses;		/* one a column */
};

/* Bytes, header, dialect, rows, dates and the table of columns, as comments. */
void inspect_print_facts(const struct inspection *inspection, FILE *out);
void inspect_print_columns(const struct inspection *inspection, FILE *out);
/* Sections to paste. -1 when out of memory. */
int inspect_print_mapping(const struct inspection *inspection, FILE *out, struct error *error);
int inspect_print_questions(const struct inspection *inspection, FILE *out, struct error *error);
/* The lines of a section about KPIs, about the partner, one key, one FIELD_column; comment NULL: none. -1 when out of memory. */
int inspect_print_kpi(const struct inspection *inspection, FILE *out);
int inspect_print_partner(const struct inspection *inspection, FILE *out);
void inspect_print_key(FILE *out, const char *key, const char *value, const char *comment);
int inspect_print_column(const struct inspection *inspection, FILE *out, const char *field, long column, const char *comment);
/* The first column of a KPI file that could name what its rows are about; -1 if there is none. */
long inspect_find_thing(const struct inspection *inspection);
void inspect_write_json(const struct inspection *inspection, struct json *json);

/* A comment of at most 120 columns a line, broken between words; each further line begins with so many blanks. */
void inspect_note(FILE *out, unsigned indent, const char *format, ...) __attribute__((format(printf, 3, 4)));
/* The header as a pattern of at most so many bytes: what means something to mappings.ini becomes '*'. From the arena; NULL when out of
 * memory. */
char *inspect_pattern(struct arena *arena, const char *header, size_t bytes);
/* At most so many bytes of the header, as a text to print. From the arena; NULL when out of memory. */
char *inspect_wording(struct arena *arena, const char *header, size_t bytes);
/* The value of a key, quoted as it must be. */
void inspect_quoted(FILE *out, const char *key, const char *value);
/* A reference that names this column and no earlier one: a pattern, code:..., or index:N. From the arena; NULL when out of memory. */
const char *inspect_reference(const struct inspection *inspection, size_t column);
/* A free id for a section of this kind, made from text and kept as taken. NULL when out of memory. */
const char *inspect_id(const struct inspection *inspection, const char *kind, const char *text);

/* "agree5: 5 labels, n 70, mean 3.871". */
enum { GUESS_TEXT_SIZE = 160 };
const char *inspect_guess_text(const struct inspection *inspection, size_t index, char text[GUESS_TEXT_SIZE]);
/* What may be shown of a column: a value, "(not shown)", "(214 bytes)", "". From the arena; "" when out of memory. */
const char *inspect_example(const struct inspection *inspection, size_t index);
/* "d/m/y" ... of enum date_order. */
const char *inspect_order_word(enum date_order order);

#endif
