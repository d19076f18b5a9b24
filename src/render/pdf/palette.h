/*
 * palette.h - the colours: one accent, ink and greys, and the four states, for every eye and
 * for a black-and-white printer.
 */
#ifndef RENDER_PDF_PALETTE_H
#define RENDER_PDF_PALETTE_H

#include <stdbool.h>

#include "config/theme.h"
#include "score/scorecard.h"

/* sRGB, 0..1. */
struct colour {
	float red, green, blue;
};

struct palette {
	struct colour ink;		/* text */
	struct colour muted;		/* secondary text, contrast >= 4.5 on white */
	struct colour line;		/* hairlines, empty bars */
	struct colour pale;		/* row bands, boxes */
	struct colour band;		/* head of the first page */
	struct colour on_band;		/* secondary text there */
	struct colour accent;
	struct colour paper;
	struct colour status[4];	/* by enum rating */
	struct colour sign[4];		/* the mark drawn on that colour */
	struct colour tint[4];		/* pale background of that state */
	struct colour likert[5];	/* disagree to agree */
	struct colour on_likert[5];	/* numbers there */
	struct colour client;		/* the two sides */
	struct colour partner;
	struct colour peer;
};

/* The palette, with the theme's colours where it gives any. */
struct palette palette_choose(bool safe, const struct theme *theme);

#endif
