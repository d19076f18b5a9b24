/*
 * sheet.h - one input file while it is read: its columns by name or mapping, the row at hand, and findings that know their place.
 *
 * A kind of file is a row of a table: its fields and what to do with a row. Adding a kind is adding a row.
 */
#ifndef INPUT_SHEET_H
#define INPUT_SHEET_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/findings.h"
#include "base/number.h"
#include "base/period.h"
#include "input/csv.h"
#include "input/dataset.h"

enum { SHEET_FIELDS_MAX = 20, SHEET_NO_FIELD = -1 };

struct intake;
struct sheet;

/* A field of inputs.md 2. */
struct sheet_field {
	const char *name;
	bool	    required;
	int	    instead;	/* another field that may stand for a required one, SHEET_NO_FIELD if none */
};

struct sheet_kind {
	const struct sheet_field *fields;
	int			  field_count;
	/* Takes the row at hand: 1 accepted, 0 rejected (a finding says why), -1 the run must end. */
	int (*take_row)(struct sheet *sheet, struct error *error);
	/* Takes back all rows of a file that broke off; NULL if there is nothing to take back. -1 when out of memory. */
	int (*discard)(struct sheet *sheet, struct error *error);
};

struct cell {
	const char *text;	/* blanks at both ends left out; not NUL-terminated at length */
	size_t	    length;
};

struct sheet {
	struct intake		*intake;
	struct input_file	*file;
	uint16_t		 index;			/* of file in the dataset */
	const struct sheet_kind *kind;
	const struct mapping	*mapping;		/* NULL: plain column names */
	bool			 decimal_comma;
	size_t			 width;			/* fields of the header */
	int			 column[SHEET_FIELDS_MAX];	/* 0-based, -1 if the file lacks it */
	struct cell		 constant[SHEET_FIELDS_MAX];	/* text NULL if none */
	struct csv_record	 record;
	char			 last_period[16];	/* the period cell read last, and what it means */
	size_t			 last_period_length;	/* 0: none yet */
	struct period		 last_period_value;
};

/* Reads path to its end. Everything wrong with the file is a finding; -1 only for memory. */
int sheet_read(struct intake *intake, enum input_kind kind, const char *path, struct error *error);

/* The cell of a field; empty if the file lacks it, and if it holds one of the mapping's tokens for "missing". */
struct cell sheet_cell(const struct sheet *sheet, int field);
/* Adds a finding about a field of the row at hand (SHEET_NO_FIELD: about the row). -1 when out of memory. */
int sheet_find(const struct sheet *sheet, enum finding_kind kind, int field, struct cell value, const char *expected, struct error *error);
/* The same for a row that is thereby rejected: 0, or -1. */
int sheet_reject(const struct sheet *sheet, enum finding_kind kind, int field, const char *expected, struct error *error);

/* Readings of one field: 1 and the value, 0 if it is not there (no finding), -1 if it is wrong (a finding was added), -2 out of memory. */
enum sheet_result { SHEET_OK = 1, SHEET_EMPTY = 0, SHEET_WRONG = -1, SHEET_NO_MEMORY = -2 };
enum sheet_result sheet_cell_number(const struct sheet *sheet, int field, double *value, struct error *error);
/* From `period`, or `year` with `month`; dates and "May 2026" mean their month. */
enum sheet_result sheet_period(struct sheet *sheet, int period, int year, int month, struct period *value, struct error *error);
enum sheet_result sheet_partner(const struct sheet *sheet, int field, uint32_t *partner, struct error *error);
enum sheet_result sheet_date(const struct sheet *sheet, int field, struct date *date, struct error *error);
enum sheet_result sheet_side(const struct sheet *sheet, int field, enum side *side, struct error *error);

/* ASCII, case-insensitive. */
bool cell_is(struct cell cell, const char *word);
/* A whole number of 1 to 4 digits, -1 for anything else. */
int cell_digits(struct cell cell);
struct cell cell_trim(const char *text, size_t length);
/* Cleaned copy from the dataset's arena, "" for an empty cell; NULL when out of memory. */
const char *sheet_cell_text(const struct sheet *sheet, int field);
/* Folded into scratch memory that the next row reuses; NULL when out of memory. */
const char *sheet_folded(const struct sheet *sheet, struct cell cell);

#endif
