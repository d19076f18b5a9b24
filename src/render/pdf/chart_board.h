/*
 * chart_board.h - the charts of the board pack: colours stacked up or along, points with labels that do not collide.
 */
#ifndef RENDER_PDF_CHART_BOARD_H
#define RENDER_PDF_CHART_BOARD_H

#include "render/pdf/shape.h"
#include "render/pdf/typeset.h"

/* Numbers of partners by shade (story_shade), as one bar: along from green to red, not rated last; each share that has room carries its
 * letter and number. letters are by shade. */
void chart_shares(struct canvas *canvas, struct box box, const size_t count[SHADES], const char letters[SHADES]);
/* The same upwards, green at the bottom. */
void chart_stack(struct canvas *canvas, struct box box, const size_t count[SHADES], const char letters[SHADES]);

/* A point of a scatter; the caller fills x, y, shade and name, chart_place_labels the rest. */
struct chart_point {
	double x, y; /* on the page */
	size_t shade;
	const char *name; /* NULL: wants no label */
	bool placed;
	size_t number; /* in place of a label that found no room; 0: none */
	bool far; /* the number stands off: a line leads to it */
	struct box label; /* where the name, or the number, stands */
};

enum { CHART_POINT_RADIUS = 5 };

/* Where labels may stand, the words in its corners, and the cross of lines that they should rather not touch. */
struct label_frame {
	struct box box;
	struct box words[4];
	double cross_x;
	double cross_y;
};

/* Finds room for each name beside its point within the frame, clear of points and other labels; where there is none, for a number,
 * as long as there are no more of these than numbers_max. Points that have neither stay bare. */
void chart_place_labels(const struct canvas *canvas, const struct label_frame *frame, struct style style,
    struct chart_point *points, size_t count, size_t numbers_max);

#endif
