/*
 * period_words.h - periods as people write them, in cells and in headings: "Q3 2026", "Jan-26", "2026 H1", "Sept. 2026", "2026Q3".
 *
 * Pure. A year has four digits, or two, which are of this century; a number is a month only beside a year of four digits.
 */
#ifndef INPUT_PERIOD_WORDS_H
#define INPUT_PERIOD_WORDS_H

#include <stdbool.h>

#include "base/period.h"
#include "input/sheet.h"

/* The names of period_parse, or a year and "Q3", "H1", a month's name or number in either order, with blanks or one of - / _ '
 * between them. False, and *period as it was, for anything else; dates too. */
bool period_in_words(struct cell cell, struct period *period);

#endif
