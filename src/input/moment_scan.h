/*
 * moment_scan.h - the words and numbers of a date or time, one after the other. Private to moment*.c.
 *
 * The text is plain: trimmed, every blank a space, NUL-terminated. Each function steps over what it takes, and over nothing else.
 */
#ifndef INPUT_MOMENT_SCAN_H
#define INPUT_MOMENT_SCAN_H

#include <stdbool.h>
#include <stddef.h>

#include "input/moment.h"

enum { MOMENT_TEXT_SIZE = 80, MOMENT_DAY_HOURS = 24 };
enum { MOMENT_MINUTE = 60, MOMENT_HOUR = 60 * MOMENT_MINUTE, MOMENT_DAY = MOMENT_DAY_HOURS * MOMENT_HOUR };	/* seconds */

/* False if there is nothing, or more than any date has. */
bool moment_plain_text(const char *text, size_t length, char plain[MOMENT_TEXT_SIZE]);

static inline bool
moment_is_digit(char byte)
{
	return byte >= '0' && byte <= '9';
}

/* A letter, or a byte of one beyond ASCII. */
static inline bool
moment_is_letter(char byte)
{
	return ((byte | 0x20) >= 'a' && (byte | 0x20) <= 'z') || (unsigned char)byte >= 0x80;
}

/* How many of them stand here. */
size_t moment_letters(const char *at);
void moment_skip_blanks(const char **at);
/* One to most digits and no more: the number, -1 if there is none. */
int moment_take_number(const char **at, int most, int *digits);
/* True if the word at hand is one of these, whatever its case. */
bool moment_take_word(const char **at, const char *const *words, size_t count);

/* The text behind a date: nothing, or a time of day and perhaps a zone. Sets second and has_time. False if it is something else. */
bool moment_read_time(const char *at, struct moment *moment);

#endif
