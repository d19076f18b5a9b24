/*
 * theme.h - theme.ini: what a PMO changes of the look without a compiler.
 */
#ifndef CONFIG_THEME_H
#define CONFIG_THEME_H

#include "config/logo.h"

struct arena;
struct error;

enum theme_font { FONT_NOTO_SANS, FONT_DEJAVU, FONT_LIBERATION };

/* The colours that text stands in or on, where the theme gives none. */
enum { THEME_WHITE = 0xFFFFFF, THEME_BAND = 0x12294A, THEME_INK = 0x1B2638, THEME_MUTED = 0x5B6675, THEME_PALE = 0xF4F6F9 };

/* Colours are 0xRRGGBB in sRGB; -1: the palette's own. */
struct theme {
	char	    digest[65];		/* SHA-256 of the file's bytes, "" if there is none */
	long	    band;		/* head of the first page; white text stands on it */
	long	    accent;
	long	    ink;		/* text */
	long	    muted;		/* secondary text */
	long	    line;		/* hairlines */
	long	    pale;		/* bands of rows, boxes */
	long	    green;		/* colours of the states, palette default only */
	long	    yellow;
	long	    red;
	long	    grey;
	int	    font;		/* enum theme_font */
	int	    paper;		/* 0 A4, 1 Letter, -1: as rapport.ini says */
	double	    margin_left;	/* points; 0: the standard */
	double	    margin_right;
	unsigned long margin_line;	/* of the last margin given; 0: none */
	const char *logo_file;		/* NULL: none */
	bool	    logo_right;		/* at the right end of the band instead of the left one */
	struct logo logo;		/* decoded, on the colour of the band */
};

#define THEME_NONE { .band = -1, .accent = -1, .ink = -1, .muted = -1, .line = -1, .pale = -1, \
	.green = -1, .yellow = -1, .red = -1, .grey = -1, .paper = -1 }

/* path NULL: no theme. Texts and pixels from the arena. ERROR_CONFIG with file:line: unknown key or section, a value that is none, colours
 * on which text could not be read (with the measured contrast), a logo that cannot be decoded. */
int theme_load(struct arena *arena, const char *path, struct theme *theme, struct error *error);

/* Tables are 515 points wide: ERROR_CONFIG if the margins leave less on A4 or Letter. */
int theme_check_paper(const struct theme *theme, const char *path, bool letter, struct error *error);

/* Contrast between two colours: 1 to 21 (WCAG 2.1). */
double theme_contrast(long one, long other);

#endif
