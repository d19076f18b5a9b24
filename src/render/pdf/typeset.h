/*
 * typeset.h - text on the canvas: measured, fitted, wrapped; the one door for every character.
 *
 * A character that the chosen weight lacks comes from a fallback face; one that no face has is
 * drawn as U+FFFD and counted, so that nothing vanishes silently.
 */
#ifndef RENDER_PDF_TYPESET_H
#define RENDER_PDF_TYPESET_H

#include "render/pdf/canvas.h"

enum align { ALIGN_LEFT, ALIGN_CENTRE, ALIGN_RIGHT };

struct style {
	enum weight   weight;
	double	      size;		/* points */
	struct colour colour;
	enum align    align;
};

/* No text is set below this size, footers aside. */
#define TYPESET_SMALLEST 8.0

/* Width of the first length bytes in points. */
double
typeset_measure(const struct canvas *canvas, struct style style, const char *text, size_t length);

/* How many characters of text no face has. */
size_t typeset_unprintable(const struct canvas *canvas, enum weight weight, const char *text);

/* One line at its natural width; x is the left edge, centre or right edge by style.align.
 * Returns the width. */
double
typeset_line(struct canvas *canvas, struct style style, double x, double y, const char *text);

/* One line within width: shrinks down to TYPESET_SMALLEST, then ends in an ellipsis. Returns
 * the width used. */
double typeset_fit(
    struct canvas *canvas, struct style style, double x, double y, double width, const char *text);

/* Bytes of text that fit in width, broken after a blank, hyphen or underscore where possible;
 * *next is where the next line starts. */
size_t typeset_break(
    const struct canvas *canvas, struct style style, const char *text, double width, size_t *next);

/* How many lines a paragraph needs, at most lines_max. */
size_t typeset_count(const struct canvas *canvas, struct style style, const char *text,
    double width, size_t lines_max);

/* A paragraph of at most lines_max lines, the last with an ellipsis if more follows; y is
 * the first base line. Returns the lines. */
size_t typeset_paragraph(struct canvas *canvas, struct style style, double x, double y,
    double width, double leading, size_t lines_max, const char *text);

/* The largest size from style.size down to smallest at which text needs at most lines_max
 * lines of width. */
double typeset_shrink(const struct canvas *canvas, struct style style, const char *text,
    double width, size_t lines_max, double smallest);

#endif
