/*
 * csv.h - a CSV file as records with places: libcsv in strict mode, fed by line. Only csv.c sees libcsv.
 *
 * Streams: memory is one record, whatever the file's length.
 */
#ifndef INPUT_CSV_H
#define INPUT_CSV_H

#include <stdbool.h>
#include <stddef.h>

struct error;

struct csv_limits {
	unsigned long long file_bytes;
	size_t		   row_bytes;
	size_t		   field_bytes;
	size_t		   columns;
};

struct csv_field {
	const char *text;	/* NUL-terminated, may hold further NULs only if the reader refused them before */
	size_t	    length;
};

struct csv_record {
	unsigned long		line;		/* 1-based physical line on which it starts */
	size_t			field_count;
	const struct csv_field *fields;		/* valid until the next record */
};

struct csv_reader;

/* Opens path: recognises BOM, UTF-16, NUL, Windows-1252 over the whole file as it goes, zip/ods/xlsx by magic (refused: "save as CSV UTF-8"),
 * detects the separator over the first 200 records if separator is 0. ERROR_NO_INPUT, ERROR_INPUT (with what to do). Caller closes. */
int csv_open(const char *path, char separator, const struct csv_limits *limits, struct csv_reader **reader, struct error *error);
/* 1: a record, 0: the end, -1: the file is unusable from here (unterminated quote, cap exceeded, NUL, invalid UTF-8, read error) with line and cause. */
int csv_next(struct csv_reader *reader, struct csv_record *record, struct error *error);
void csv_close(struct csv_reader *reader);

/* After csv_next returned 0: size and SHA-256 of the bytes read. */
unsigned long long csv_bytes(const struct csv_reader *reader);
const char *csv_digest(const struct csv_reader *reader);
char csv_separator(const struct csv_reader *reader);
/* "UTF-8" or "UTF-8 with BOM"; line end "LF", "CRLF", "CR" as first seen. */
const char *csv_encoding(const struct csv_reader *reader);
const char *csv_line_end(const struct csv_reader *reader);

#endif
