/*
 * theme.h - theme.ini: what a PMO changes of the look without a compiler.
 */
#ifndef CONFIG_THEME_H
#define CONFIG_THEME_H

struct error;

/* Colours are 0xRRGGBB in sRGB; -1: the palette's own. */
struct theme {
	char digest[65];	/* SHA-256 of the file's bytes, "" if there is none */
	long band;		/* head of the first page; white text stands on it */
	long accent;
};

/* path NULL: no theme. ERROR_CONFIG with file:line: unknown key or section, a colour that is none, a band too light for white text. */
int theme_load(const char *path, struct theme *theme, struct error *error);

#endif
