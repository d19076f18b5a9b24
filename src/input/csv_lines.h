/*
 * csv_lines.h - a file as physical lines of UTF-8 with their numbers: read in large blocks,
 * hashed, capped, converted if need be.
 *
 * A line ends with LF, CRLF or CR, whichever comes; memory is one block, or one line if that is
 * longer.
 */
#ifndef INPUT_CSV_LINES_H
#define INPUT_CSV_LINES_H

#include <stdbool.h>
#include <stddef.h>

struct csv_form;
struct csv_limits;
struct error;
struct csv_lines;

enum { CSV_LINES_BLOCK = 256 * 1024 };

/* A line with its end, valid until the next call. */
struct csv_line {
	const char   *text;
	size_t	      length;
	unsigned long number;	/* 1-based */
};

/* What to open and how. */
struct csv_lines_options {
	const char		*path;
	const char		*encoding;	/* as for csv_open */
	const struct csv_limits *limits;
	size_t			 block_bytes;	/* CSV_LINES_BLOCK, less only in tests */
};

/* Opens a regular file, decides its encoding and reads the first block. *form gets what
 * concerns encoding and line end, now and as lines are read, so it must outlive the lines.
 * ERROR_NO_INPUT, ERROR_INPUT (workbook, unmarked UTF-16, directory, too large), ERROR_CONFIG
 * (encoding), ERROR_IO. Caller closes. */
int csv_lines_open(const struct csv_lines_options *options, struct csv_form *form,
    struct csv_lines **lines, struct error *error);
void csv_lines_close(struct csv_lines *lines);

/* 1: a line, 0: the end, -1: NUL, a line or file beyond its cap, read error. */
int csv_lines_next(struct csv_lines *lines, struct csv_line *line, struct error *error);

/* The first block, for detection before the first csv_lines_next; *whole if it is the whole
 * file. */
const char *csv_lines_head(const struct csv_lines *lines, size_t *length, bool *whole);

/* Of the file's own bytes. */
unsigned long long csv_lines_bytes(const struct csv_lines *lines);
/* After csv_lines_next returned 0; "" before. */
const char *csv_lines_digest(const struct csv_lines *lines);

#endif
