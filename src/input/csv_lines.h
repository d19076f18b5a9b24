/*
 * csv_lines.h - a file as physical lines with their numbers: read in large blocks, hashed, capped and checked to be UTF-8.
 *
 * A line ends with LF, CRLF or CR, whichever comes; memory is one block, or one line if that is longer.
 */
#ifndef INPUT_CSV_LINES_H
#define INPUT_CSV_LINES_H

#include <stdbool.h>
#include <stddef.h>

struct csv_limits;
struct error;
struct csv_lines;

/* A line with its end, valid until the next call. */
struct csv_line {
	const char   *text;
	size_t	      length;
	unsigned long number;	/* 1-based */
};

/* Opens a regular file, reads the first block and skips a byte order mark. ERROR_NO_INPUT, ERROR_INPUT (workbook, UTF-16, directory,
 * too large), ERROR_IO. Caller closes. */
int csv_lines_open(const char *path, const struct csv_limits *limits, struct csv_lines **lines, struct error *error);
void csv_lines_close(struct csv_lines *lines);

/* 1: a line, 0: the end, -1: NUL, invalid UTF-8, a line or file beyond its cap, read error. */
int csv_lines_next(struct csv_lines *lines, struct csv_line *line, struct error *error);

/* The first block, for detection before the first csv_lines_next; *whole if it is the whole file. */
const char *csv_lines_head(const struct csv_lines *lines, size_t *length, bool *whole);

unsigned long long csv_lines_bytes(const struct csv_lines *lines);
/* After csv_lines_next returned 0; "" before. */
const char *csv_lines_digest(const struct csv_lines *lines);
bool csv_lines_bom(const struct csv_lines *lines);
/* "LF", "CRLF" or "CR" of the first line; "" if no line has an end. */
const char *csv_lines_end(const struct csv_lines *lines);

#endif
