/*
 * columns.h - columns to fields: by the mapping, or by the names of inputs.md, compared folded; and the shape that follows from it.
 */
#ifndef INPUT_COLUMNS_H
#define INPUT_COLUMNS_H

struct error;
struct sheet;

/*
 * Binds the fields of sheet->kind to the columns of sheet->layout, and turns the kind into its wide form where the columns say so.
 * 1: every required field is there, 0: one is not (error finding), -1: out of memory. Columns that mean nothing are named once each, but
 * not those of an export, which has many.
 */
int columns_bind(struct sheet *sheet, struct error *error);

#endif
