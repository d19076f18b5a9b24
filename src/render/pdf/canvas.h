/*
 * canvas.h - the only place that puts a mark on a page: finite, clamped, in one coordinate
 * system.
 *
 * Points from the top left corner, y downwards; a text's y is its base line. A report is drawn
 * twice by the same code: the first pass draws nothing but learns which characters and how
 * many pages there are, so that fonts can be cut to size and every footer knows "page x of y".
 */
#ifndef RENDER_PDF_CANVAS_H
#define RENDER_PDF_CANVAS_H

#include "render/pdf/document.h"
#include "render/pdf/fonts.h"
#include "render/pdf/palette.h"

/* Colours and line as the page has them, so that nothing is said twice. */
struct pen {
	struct colour fill;
	struct colour stroke;
	double	      line_width;
};

/* A text that was set, and the edges between which it had to stay; for whoever checks pages. */
struct text_place {
	double	    left;
	double	    right;
	double	    y;		/* base line */
	double	    size;
	double	    cell_left;
	double	    cell_right;
	const char *text;
	size_t	    length;	/* bytes of it on this line */
};

/* Told of every text of either pass. */
struct witness {
	void (*saw)(void *context, size_t page_number, const struct text_place *place);
	void *context;
};

struct canvas {
	const struct pdf_fonts *fonts;
	const struct palette   *palette;
	struct font_use		use;
	struct document	       *document;	/* NULL in the first pass */
	HPDF_Page		page;
	struct pen		pen;
	double			width;
	double			height;
	size_t			page_number;	/* of the page being drawn, from 1 */
	size_t			page_total;	/* known in the second pass */
	size_t			unprintable;	/* characters drawn as a substitute so far */
	size_t			unprintable_total; /* known in the second pass */
	bool			out_of_memory;
	const struct witness   *witness;	/* NULL: nobody looks */
};

void canvas_new_page(struct canvas *canvas);

/* Colours come first: PDF allows none between a path and its painting. */
void canvas_set_fill(struct canvas *canvas, struct colour colour);
void canvas_set_stroke(struct canvas *canvas, struct colour colour, double line_width);
/* Dash and gap in whole points for strokes from here on; 0, 0 is a full line. */
void canvas_set_dash(struct canvas *canvas, unsigned int dash, unsigned int gap);

/* Paths: begin with a move, end with exactly one fill or stroke. */
void canvas_move(struct canvas *canvas, double x, double y);
void canvas_line(struct canvas *canvas, double x, double y);
void canvas_curve(struct canvas *canvas, const double points[6]);
/* A whole rectangle from its top left corner: one operator where a path needs five. */
void canvas_box(struct canvas *canvas, double x, double y, double width, double height);
void canvas_close(struct canvas *canvas);
void canvas_fill(struct canvas *canvas);
void canvas_stroke(struct canvas *canvas);

/* One run of glyphs of one face at (x, y). */
void canvas_glyphs(struct canvas *canvas, const struct glyph_place *places, size_t count,
    double size, struct colour colour, double x, double y);

#endif
