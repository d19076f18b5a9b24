/*
 * csv_detect.h - what a file is, judged by its first bytes: a workbook given as CSV, another encoding, the separator.
 *
 * Pure: looks at bytes, allocates nothing.
 */
#ifndef INPUT_CSV_DETECT_H
#define INPUT_CSV_DETECT_H

#include <stdbool.h>
#include <stddef.h>

/* "what it is; expected what to do" if head is the beginning of something that is no UTF-8 text; NULL if nothing speaks against it. */
const char *csv_detect_foreign(const char *head, size_t length);

/* True if head begins with the UTF-8 byte order mark (3 bytes). */
bool csv_detect_bom(const char *head, size_t length);

/*
 * The separator of head among , ; TAB and |: tokenised with each, the one with the highest share of records of the most frequent
 * width >= 2 over the first 200 records (formats.md 1), a comma if there is none. whole: head is the whole file, so that a
 * last record without line end counts.
 */
char csv_detect_separator(const char *head, size_t length, bool whole);

#endif
