/*
 * sheet.h - one input file while it is read: its columns by name or mapping, the row at hand, and findings that know their place.
 *
 * A kind of file is a row of a table: its fields and what to do with a row. Adding a kind is adding a row.
 */
#ifndef INPUT_SHEET_H
#define INPUT_SHEET_H

#include <limits.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/findings.h"
#include "base/number.h"
#include "base/period.h"
#include "input/csv.h"
#include "input/dataset.h"
#include "input/moment.h"

enum { SHEET_FIELDS_MAX = 24, SHEET_NO_FIELD = -1, SHEET_DROPPED = 2 };

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
	/* After the columns are bound: what the kind sets up per file; NULL if nothing. 1 go on, 0 the file cannot be used (a finding says why), -1 the run must end. */
	int (*begin)(struct sheet *sheet, struct error *error);
	/* Takes the row at hand: 1 accepted, 0 rejected (a finding says why), SHEET_DROPPED left out (sheet_drop counted it), -1 the run must end. */
	int (*take_row)(struct sheet *sheet, struct error *error);
	/* After the last row of a file that was read to its end; NULL if nothing. -1 the run must end. */
	int (*finish)(struct sheet *sheet, struct error *error);
	/* Takes back all rows of a file that broke off; NULL if there is nothing to take back. -1 when out of memory. */
	int (*discard)(struct sheet *sheet, struct error *error);
	/* Frees sheet->state, whatever happened; NULL if there is none. */
	void (*release)(struct sheet *sheet);
};

struct cell {
	const char *text;	/* blanks at both ends left out; not NUL-terminated at length */
	size_t	    length;
};

struct arena;
struct filter;
struct layout;

struct sheet {
	struct intake		*intake;
	struct input_file	*file;
	uint16_t		 index;			/* of file in the dataset */
	const struct sheet_kind *kind;
	const struct mapping	*mapping;		/* effective (source over dialect, with defaults), never NULL */
	const struct layout	*layout;
	const struct filter	*filter;		/* the drop rules that have a column here */
	void			*state;			/* of the kind, for this file: set by begin, freed by release */
	bool			 missing_first[UCHAR_MAX + 1];	/* by first byte of a cell: may be a token for "no value" */
	bool			 decimal_comma;
	bool			 decimal_known;		/* the mapping says it: "1,234" is not ambiguous */
	enum date_order		 date_order;		/* of the mapping, or found in the file */
	bool			 order_searched;	/* the whole file was looked through for it */
	size_t			 width;			/* fields of the header, within the window */
	int			 column[SHEET_FIELDS_MAX];	/* 0-based, -1 if the file lacks it */
	struct cell		 constant[SHEET_FIELDS_MAX];	/* text NULL if none */
	int			 quarter;		/* the field of this name, SHEET_NO_FIELD if the kind has none */
	int			 partner;		/* the same */
	struct csv_record	 record;
	char			 last_period[16];	/* the period cell read last, and what it means */
	size_t			 last_period_length;	/* 0: none yet */
	struct period		 last_period_value;
	char			 last_partner[64];	/* likewise: rows of one partner stand together as a rule */
	size_t			 last_partner_length;
	int			 last_partner_field;
	uint32_t		 last_partner_value;
};

/* Reads path to its end. Everything wrong with the file is a finding; -1 only for memory. */
int sheet_read(struct intake *intake, enum input_kind kind, const char *path, struct error *error);

/* The cell of a field; empty if the file lacks it, and if it holds one of the mapping's tokens for "missing". */
struct cell sheet_cell(const struct sheet *sheet, int field);
/* Adds a finding about a field of the row at hand (SHEET_NO_FIELD: about the row). -1 when out of memory. */
int sheet_find(const struct sheet *sheet, enum finding_kind kind, int field, struct cell value, const char *expected, struct error *error);
/* The same for a row that is thereby rejected: 0, or -1. */
int sheet_reject(const struct sheet *sheet, enum finding_kind kind, int field, const char *expected, struct error *error);

/* Counts the row at hand as left out for this reason (constant or of the mapping). Returns SHEET_DROPPED. */
int sheet_drop(struct sheet *sheet, const char *reason);
/* The cell of a column of the window (0-based), trimmed, missing tokens emptied; the same without looking at missing tokens. */
struct cell sheet_column_cell(const struct sheet *sheet, size_t column);
struct cell sheet_raw_cell(const struct sheet *sheet, size_t column);
/* True if the cell is one of the mapping's tokens for "no value" (or empty). */
bool sheet_is_missing(const struct sheet *sheet, struct cell cell);
/* Once the mapping is known: which cells need no comparison with its tokens. */
void sheet_know_missing(struct sheet *sheet);
/* A finding about a column of the window, not bound to a field. */
int sheet_find_at(const struct sheet *sheet, enum finding_kind kind, size_t column, struct cell value, const char *expected, struct error *error);
/* As base/number.h, by the file's decimal sign. */
enum number_result cell_number(const struct sheet *sheet, struct cell cell, double *value);
/* What a cell that is no number should have been. */
const char *cell_number_wanted(const struct sheet *sheet, struct cell cell);

/* Readings of one field: 1 and the value, 0 if it is not there (no finding), -1 if it is wrong (a finding was added), -2 out of memory. */
enum sheet_result { SHEET_OK = 1, SHEET_EMPTY = 0, SHEET_WRONG = -1, SHEET_NO_MEMORY = -2 };
enum sheet_result sheet_cell_number(const struct sheet *sheet, int field, double *value, struct error *error);
/*
 * From `period`, or `year` with `month` or with the field called "quarter", if the kind has one. A date means the month it lies in, or what
 * the mapping's period_unit says; in a survey that is no plain file, the quarter. Fiscal years of the mapping become those of the run.
 */
enum sheet_result sheet_period(struct sheet *sheet, int period, int year, int month, struct period *value, struct error *error);
/* A date, with or without time of day, by the file's order of day and month. The first date that leaves it open has the file searched for one
 * that proves it; if none does, the file is unusable (finding). */
enum sheet_result sheet_moment(struct sheet *sheet, int field, struct moment *moment, struct error *error);
/* The same of a column of the window. */
enum sheet_result sheet_moment_at(struct sheet *sheet, size_t column, struct moment *moment, struct error *error);
/* The same of a cell read already; SHEET_EMPTY without a finding if it is no date. */
enum sheet_result cell_moment(struct sheet *sheet, size_t column, struct cell cell, struct moment *moment, struct error *error);
enum sheet_result sheet_partner(struct sheet *sheet, int field, uint32_t *partner, struct error *error);
/*
 * A date of a field, as people and spreadsheets write it; expected, from the intake's scratch or static, is what to say of the cell where
 * the result is SHEET_WRONG (no finding is added). Other than for sheet_moment, one that no other date of the file explains is wrong alone.
 */
enum sheet_result sheet_date(struct sheet *sheet, int field, struct date *date, const char **expected, struct error *error);
enum sheet_result sheet_side(const struct sheet *sheet, int field, enum side *side, struct error *error);

/* The cell, folded as text_fold does, is this folded text. Allocates only for what is not ASCII; out of memory reads as "no". */
bool cell_means(struct cell cell, const char *folded, struct arena *scratch);
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
