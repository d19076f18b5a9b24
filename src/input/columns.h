/*
 * columns.h - header names to fields: by mapping, or by the names of inputs.md, compared folded.
 */
#ifndef INPUT_COLUMNS_H
#define INPUT_COLUMNS_H

struct error;
struct sheet;

/* Reads the record at hand as the header. 1: every required field is there, 0: one is not (error finding), -1: out of memory. Columns
 * that mean nothing are named once each. */
int columns_bind(struct sheet *sheet, struct error *error);

#endif
