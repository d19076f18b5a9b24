/*
 * survey_wide.h - the state of one wide survey file: which column is which question, whom a row is
 * about, and labels that no scale has.
 *
 * Private to survey_wide.c, survey_columns.c, survey_partner.c, survey_label.c and survey_rows.c.
 * Everything is freed with the file.
 */
#ifndef INPUT_SURVEY_WIDE_H
#define INPUT_SURVEY_WIDE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "input/seen_rows.h"
#include "input/strangers.h"
#include "input/survey.h"

enum {
	WIDE_DIGITS = 101,	/* 0..100 are looked up directly */
	WIDE_LABELS_MAX = 20,	/* unknown ones that are named one by one, a question */
	WIDE_LENGTHS = 32,	/* shorter cells are remembered by their length, too */
};

/* The cell of its length that was read last: the words of a scale mostly differ in theirs. */
struct wide_spelling {
	char	 text[WIDE_LENGTHS];
	uint16_t code;		/* ANSWER_NONE: not yet one */
};

/* A column of a question; with one column per point: what a filled cell means. */
struct wide_column {
	size_t column;		/* of the window */
	double point;		/* on the file's scale; NaN if the cell holds the answer */
};

struct wide_question {
	size_t		    question;	/* of the model */
	const struct scale *scale;	/* whose labels count; NULL */
	double		    min;	/* of the file's scale */
	double		    max;
	bool		    reverse;	/* the file counts the other way round */
	bool		    points;
	size_t		    first;	/* its columns in survey_wide.columns */
	size_t		    count;
	size_t		    labels;	/* unknown ones so far */
	uint16_t	    by_digits[WIDE_DIGITS];	/* codes worked out, ANSWER_NONE: not yet */
	struct wide_spelling by_length[WIDE_LENGTHS];
};

struct survey_wide {
	struct arena	     *arena;
	struct wide_question *questions;
	size_t		      question_count;
	struct wide_column   *columns;
	struct table	     *answers;		/* question and cell -> code, or that of a label not on the scale */
	struct strangers      labels;
	struct seen_rows      records;		/* hashes of rows without respondent */
	bool		      partner_text;	/* the partner is free text of a mapped column */
	bool		      adds_partners;	/* free text may name new ones */
	size_t		     *partner_columns;	/* one a partner, in file order */
	size_t		      partner_column_count;
	struct vector	      partners;		/* uint32_t, of the row at hand, each once */
	struct vector	      people;		/* uint32_t, the respondent as a person of each of these */
	size_t		      unknown;		/* names of the row at hand that are no partner */
	bool		      broken;		/* out of memory while being set up */
	struct strangers      names;
};

/* Questions of the file: those of the mappings first, then columns called like a question of the model. -1 when out of memory. */
int survey_columns_bind(struct sheet *sheet, struct survey_wide *wide, struct error *error);

/* Sets up how the file names partners. -1 when out of memory. */
int survey_partner_begin(struct sheet *sheet, struct survey_wide *wide, struct error *error);
/* The partners of the row at hand into wide->partners: 1, or as sheet_kind.take_row. */
int survey_partner_read(struct sheet *sheet, struct survey_wide *wide, struct error *error);
/* Who answers about them, DATASET_NONE if the row does not say, or names no partner. */
enum sheet_result survey_partner_from(struct sheet *sheet, struct survey_wide *wide, uint32_t *from, struct error *error);
/* A finding for each name that is no partner. -1 when out of memory. */
int survey_partner_finish(const struct sheet *sheet, const struct survey_wide *wide, struct error *error);

/* The code of the row's answer to a question of the file, ANSWER_NONE if there is none that counts; -1 when out of memory. */
long survey_label_read(struct sheet *sheet, struct survey_wide *wide, size_t question, struct error *error);
/* A finding for each label that is not on its scale. -1 when out of memory. */
int survey_label_finish(const struct sheet *sheet, const struct survey_wide *wide, struct error *error);
/* The value on the file's scale of a label or a number, NaN if it is neither. */
double survey_label_value(const struct sheet *sheet, const struct wide_question *question, struct cell cell);
/* A filled cell of a column that stands for one thing: not empty, not missing, not "0", "no", "false" or the like. */
bool survey_is_ticked(const struct sheet *sheet, size_t column);

/* What the row at hand means for these people of whom some may have answered before: 1 it counts, or as sheet_kind.take_row. */
int survey_rows_settle(struct sheet *sheet, const uint32_t *people, size_t count, struct error *error);
/* Takes back the answers of all rows of this file. */
void survey_rows_discard(struct survey_intake *survey, uint16_t file);

#endif
