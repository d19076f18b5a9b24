/*
 * csvout.h - CSV as RFC 4180 has it, but LF: quoted where needed, and safe to open in a
 * spreadsheet.
 *
 * A text cell that a spreadsheet would take for a formula (it starts with = + - @, a tab or a
 * carriage return) gets a leading apostrophe; numbers never do. Writes to a stream that the
 * caller opens, checks and closes.
 */
#ifndef PUBLISH_CSVOUT_H
#define PUBLISH_CSVOUT_H

#include <stdbool.h>
#include <stddef.h>
#include <stdio.h>

struct csvout {
	FILE *stream;
	bool  started;		/* this row has a cell already */
};

void csvout_init(struct csvout *csv, FILE *stream);

/* NULL and "" are the blank cell. */
void csvout_text(struct csvout *csv, const char *text);
/* Fixed decimals; NaN is the blank cell. */
void csvout_number(struct csvout *csv, double value, int decimals);
/* As it was read: at most 15 digits (number_shortest); NaN is the blank cell. */
void csvout_shortest(struct csvout *csv, double value);
/* 0 is the blank cell: there is no line 0 and no column 0. */
void csvout_place(struct csvout *csv, unsigned long place);
void csvout_end_row(struct csvout *csv);
/* A whole row of names. */
void csvout_header(struct csvout *csv, const char *const *names, size_t count);

#endif
