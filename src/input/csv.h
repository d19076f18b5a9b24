/*
 * csv.h - a CSV file as records with places. Only csv.c sees libcsv.
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
	const char *text;	/* NUL-terminated, without further NULs */
	size_t	    length;
};

struct csv_record {
	unsigned long		line;		/* 1-based physical line on which it starts */
	size_t			field_count;
	const struct csv_field *fields;		/* valid until the next record */
	bool			open_end;	/* the file ends with it, and without a line end */
};

struct csv_reader;

/* What was found out about the bytes. */
struct csv_form {
	const char   *encoding;		/* "UTF-8", "UTF-8 with BOM", "Windows-1252" ... */
	const char   *encoding_why;	/* a sentence for people */
	double	      encoding_confidence;	/* 0..1 */
	bool	      converted;
	unsigned long damaged;		/* broken sequences so far, shown as U+FFFD */
	unsigned long damaged_line;	/* of the first; 0: none */
	char	      separator;
	double	      separator_share;	/* csv_detect.h; 1 if the mapping fixed it */
	size_t	      separator_records;	/* looked at; 0 if the mapping fixed it */
	const char   *line_end;		/* of the first line: "LF", "CRLF", "CR"; "" if none */
};

/*
 * Opens path. encoding: a name of iconv, NULL or "auto" to decide it over the whole file
 * (csv_encoding.h); what is not UTF-8 is converted. separator: 0 to detect it over the first 200
 * records. ERROR_NO_INPUT, ERROR_INPUT (a workbook, archive or directory, NUL bytes, too large:
 * with what to do), ERROR_CONFIG (an encoding that cannot be read), ERROR_IO. Caller closes.
 */
int csv_open(const char *path, const char *encoding, char separator,
    const struct csv_limits *limits, struct csv_reader **reader, struct error *error);
/* 1: a record, 0: the end, -1: the file is unusable from here (unterminated quote, cap
 * exceeded, NUL, read error) with line and cause. */
int csv_next(struct csv_reader *reader, struct csv_record *record, struct error *error);
void csv_close(struct csv_reader *reader);

/* After csv_next returned 0: size and SHA-256 of the bytes read. */
unsigned long long csv_bytes(const struct csv_reader *reader);
const char *csv_digest(const struct csv_reader *reader);
/* Encoding and separator are known from the start, damage and line end as far as was read.
 * Valid until csv_close. */
const struct csv_form *csv_form(const struct csv_reader *reader);
/* "comma", "semicolon", "tab" or "bar"; none for anything else. */
const char *csv_separator_name(char separator, const char *none);

#endif
