/*
 * csv_detect.h - what the first bytes tell: a workbook given as CSV, unmarked UTF-16, the
 * separator.
 *
 * Pure: looks at bytes, allocates nothing.
 */
#ifndef INPUT_CSV_DETECT_H
#define INPUT_CSV_DETECT_H

#include <stdbool.h>
#include <stddef.h>

/* "what it is; expected what to do" if head is the beginning of something that is no UTF-8
 * text; NULL if nothing speaks against it. */
const char *csv_detect_foreign(const char *head, size_t length);

/* The same for NUL bytes as UTF-16 has them, where no mark and no mapping names the byte order. */
const char *csv_detect_unmarked_utf16(const char *head, size_t length);

/* What the first records say about the separator. */
struct csv_vote {
	char   separator;
	double share;		/* of the records, those of the modal width; 0: no separator seen */
	size_t records;		/* that voted: at most 200 */
};

/*
 * Among , ; TAB and |: tokenised with each, the one with the highest share of records of the most
 * frequent width >= 2 over the first 200 records (formats.md 1); records of other widths are
 * titles or ragged. Among equals the wider wins, then the one that is rarer in prose and numbers:
 * the comma comes last. whole: head is the whole file, so that a last record without line end
 * counts.
 */
struct csv_vote csv_detect_separator(const char *head, size_t length, bool whole);

#endif
