/*
 * styles.h - how cells look: one table, one accent colour, quiet lines.
 */
#ifndef RENDER_XLSX_STYLES_H
#define RENDER_XLSX_STYLES_H

#include <stdbool.h>
#include <stdint.h>

#include <xlsxwriter.h>

#include "story/story.h"

enum style {
	STYLE_TITLE,
	STYLE_TITLE_LONG,
	STYLE_SUBTITLE,
	STYLE_ABOUT,		/* a subtitle over several columns and lines */
	STYLE_SECTION,		/* heading of a block */
	STYLE_HEADER,		/* of a column of words */
	STYLE_HEADER_NUMBER,	/* of a column of numbers */
	STYLE_HEADER_CENTRE,
	STYLE_TEXT,
	STYLE_STRONG,
	STYLE_MUTED,
	STYLE_WRAP,
	STYLE_SENTENCE,		/* wrapped, no line below: prose */
	STYLE_VERDICT,		/* the sentence beside the headline number */
	STYLE_COURSE,		/* the course of a score in blocks */
	STYLE_LABEL,		/* grey word beside a fact */
	STYLE_CODE,		/* digests */
	STYLE_GENERAL,		/* a number with the decimals it has */
	STYLE_COUNT,
	STYLE_SCORE,		/* one decimal */
	STYLE_DECIMAL,		/* one decimal, plain */
	STYLE_EXACT,		/* four decimals */
	STYLE_MEAN,		/* two decimals, on 1..5 */
	STYLE_SHARE,		/* 0..1 as a percentage */
	STYLE_CHANGE,		/* signed, one decimal */
	STYLE_INPUT,		/* a number that the reader may change */
	STYLE_INPUT_SHARE,
	STYLE_FIELD,		/* of a blank file: a text, kept as it is typed */
	STYLE_FIELD_LONG,	/* one that may take several lines */
	STYLE_FIELD_NUMBER,
	STYLE_FIELD_DATE,
	STYLE_EXAMPLE,		/* the same in the row that shows how */
	STYLE_EXAMPLE_LONG,
	STYLE_EXAMPLE_NUMBER,
	STYLE_EXAMPLE_DATE,
	STYLE_YES_NO,		/* 1 yes, 0 no */
	STYLE_ABSENT,		/* a word or dash where a number would be */
	STYLE_BADGE,		/* one letter, coloured by its condition */
	STYLE_TOTAL,		/* the row that sums up: text, text over several lines, numbers */
	STYLE_TOTAL_WRAP,
	STYLE_TOTAL_BADGE,
	STYLE_TOTAL_SCORE,
	STYLE_TOTAL_EXACT,
	STYLE_TOTAL_SHARE,
	STYLE_TOTAL_CHANGE,
	STYLE_TOTAL_GENERAL,
	STYLE_HERO,		/* the headline number */
	STYLE_HEAT,		/* + shade (story_shade): score with its letter on its colour */
	STYLE_HEAT_LAST = STYLE_HEAT + SHADE_YELLOW_HIGH,
	STYLE_HEAT_VALUE,	/* + shade: any number with its letter on its colour */
	STYLE_HEAT_VALUE_LAST = STYLE_HEAT_VALUE + SHADE_YELLOW_HIGH,
	STYLE_RATING,		/* + enum rating: a word on its colour */
	STYLE_RATING_LAST = STYLE_RATING + RATING_GREEN,
	STYLES
};

enum { COLOUR_INPUT = 0xfff6d6, COLOUR_INPUT_CHANGED = 0xffd56b, COLOUR_ACCENT = 0x12294a, COLOUR_SECOND = 0x3a7bc8, COLOUR_MUTED = 0x5b6472, COLOUR_RULE = 0xd9dee6 };

/* Fill of a rating, pale enough for black text, and the strong tone of the same for charts. */
uint32_t rating_fill(enum rating rating, bool safe_palette);
uint32_t rating_tone(enum rating rating, bool safe_palette);

/* What number formats show beside or instead of numbers. */
struct style_words {
	const char *letters;	/* of the word set, by shade */
	const char *yes;
	const char *no;
	bool	    right_to_left;	/* texts begin at the right */
};

/* The style as a new format of the workbook. NULL when out of memory. */
lxw_format *style_format(lxw_workbook *workbook, enum style style, bool safe_palette, const struct style_words *words);
/* The conditional look of a letter: bold on the rating's colour. */
lxw_format *rating_format(lxw_workbook *workbook, enum rating rating, bool safe_palette);

/* The conditional look of an input cell that is not as reported. NULL when out of memory. */
lxw_format *changed_format(lxw_workbook *workbook);

bool style_wraps(enum style style);

#endif
