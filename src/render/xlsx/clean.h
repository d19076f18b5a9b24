/*
 * clean.h - text and names as a workbook may hold them. Pure: no library, no allocation.
 *
 * libxlsxwriter writes what it gets: invalid UTF-8 or a control character makes a file that does not open, and it says that all
 * is well. So every string passes here first.
 */
#ifndef RENDER_XLSX_CLEAN_H
#define RENDER_XLSX_CLEAN_H

#include <stdbool.h>
#include <stddef.h>

/* What the string is for: the limit in UTF-16 units and what has to be escaped. */
enum clean_use {
	CLEAN_CELL, /* 32,767 units; tab and newline stay; "_x0041_" is escaped, or Excel would show "A" */
	CLEAN_RESULT, /* a formula's cached text: as a cell, on one line */
	CLEAN_HEADER, /* page header or footer part: 60 units, '&' doubled and kept from a G or [ after it */
	CLEAN_PROPERTY, /* document property, chart title, alternative text: 250 units */
	CLEAN_LITERAL, /* a word between quotes in a formula: 60 units, '"' doubled */
	CLEAN_USES
};

enum { CLEAN_PROPERTY_SIZE = 4 * 250 + 1 };

enum { CLEAN_ROOM_FACTOR = 3, SHEET_NAME_SIZE = 128, SHEET_NAME_UNITS = 31 };

/* True if the text can go as it is; the fast path for short plain ASCII. */
bool clean_is_plain(const char *text, size_t length);

/* text into out, which has room for CLEAN_ROOM_FACTOR * length + 4 bytes: invalid bytes become U+FFFD, controls and noncharacters go,
 * too long texts end in an ellipsis. Returns the bytes written without the final NUL. */
size_t clean_text(const char *text, size_t length, enum clean_use use, char *out);

/* Equal however the letters are cased; where memory is short, unequal only if the bytes differ. */
bool clean_same_name(const char *a, const char *b);

/* A sheet name that Excel takes, from wanted: at most 31 UTF-16 units, no []:*?/\, no quote at the ends, not empty, not "History",
 * and like none of the count names in used, however the letters are cased; quotes inside become typographic, so that a name between
 * quotes needs no escapes. */
void clean_sheet_name(const char *wanted, const char (*used)[SHEET_NAME_SIZE], size_t count,
    char name[SHEET_NAME_SIZE]);

#endif
