/*
 * shape.h - rectangles, discs, arcs, lines and the four status marks, all vectors.
 */
#ifndef RENDER_PDF_SHAPE_H
#define RENDER_PDF_SHAPE_H

#include "render/pdf/canvas.h"
#include "story/story.h"

struct box {
	double x;	/* left */
	double y;	/* top */
	double width;
	double height;
};

void shape_box(struct canvas *canvas, struct box box, struct colour colour);
void shape_round_box(struct canvas *canvas, struct box box, double radius, struct colour colour);
/* The same, outlined. */
void shape_round_frame(
    struct canvas *canvas, struct box box, double radius, struct colour colour, double line_width);
void shape_disc(struct canvas *canvas, double x, double y, double radius, struct colour colour);
void shape_line(struct canvas *canvas, double x1, double y1, double x2, double y2,
    struct colour colour, double line_width);
/* Degrees counted counter-clockwise from three o'clock; any span is fine, NaN draws nothing. */
void shape_arc(struct canvas *canvas, double x, double y, double radius, double from, double to,
    struct colour colour, double line_width);
/* Diagonal hatching on grey: "there is nothing here". */
void shape_hatch(struct canvas *canvas, struct box box);

/* Status: disc with tick, triangle with !, octagon with x, square with N, and a diamond with ! for the upper half of yellow
 * (story_shade); (x, y) is the centre. */
void shape_status(struct canvas *canvas, size_t shade, double x, double y, double radius);
/* Green outside and red inside: a slice with its rind below. */
void shape_watermelon(struct canvas *canvas, double x, double y, double radius);
/* Trend: an arrow up or down, or level below threshold; NaN draws nothing. */
void shape_trend(
    struct canvas *canvas, double change, double threshold, double x, double y, double radius);

#endif
