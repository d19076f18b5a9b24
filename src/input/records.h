/*
 * records.h - the records of a file, the first ones ahead: layout.h judges them before they are
 * read.
 */
#ifndef INPUT_RECORDS_H
#define INPUT_RECORDS_H

#include <stdbool.h>
#include <stddef.h>

#include "input/csv.h"

enum { RECORDS_HEAD = 24 };

struct error;
struct records;

/* Opens the file (csv_open) and reads up to RECORDS_HEAD records ahead. A record that breaks
 * the file is reported by records_next in its turn, not here. Caller closes. */
int records_open(const char *path, const char *encoding, char separator,
    const struct csv_limits *limits, struct records **records, struct error *error);
void records_close(struct records *records);

/* The records read ahead; valid until records_close. */
const struct csv_record *records_head(const struct records *records, size_t *count);
/* Leaves out the next n records of the head (layout: what stands above the data). */
void records_skip(struct records *records, size_t n);
/* As csv_next, beginning with those of the head. */
int records_next(struct records *records, struct csv_record *record, struct error *error);
/* For csv_bytes, csv_digest and the like. */
const struct csv_reader *records_csv(const struct records *records);

/* Leaves the columns from first to last of the record: what stands beside them is another table. */
void record_cut(struct csv_record *record, size_t first, size_t last);
/* True if it holds separators and blanks alone: the tail of a spreadsheet's used range. */
bool record_is_blank(const struct csv_record *record);
/* True if it has a field for each of width columns; blank ones behind them are a spreadsheet's habit, nothing else is. */
bool record_fits(const struct csv_record *record, size_t width);

#endif
