/*
 * chart.h - dial, bars, sparkline, dumbbell, diverging bars, radar, movement, balance and field.
 * NaN is drawn as a gap, never as zero.
 */
#ifndef RENDER_PDF_CHART_H
#define RENDER_PDF_CHART_H

#include "render/pdf/shape.h"
#include "render/pdf/typeset.h"

/* Where the colours change on 0..100. */
struct bands {
	double yellow;
	double green;
};

/* A score on an arc of 240 degrees around (x, y); number is printed in the middle,
 * "of 100" below it. */
void chart_dial(struct canvas *canvas, double x, double y, double radius, struct bands bands,
    double score, enum rating rating, const char *number, const char *below);

/* A bar of 0..100 with a tick for the period before; hatched if there is no score. */
void
chart_bar(struct canvas *canvas, struct box box, double score, double previous, enum rating rating);

/* A line through count values, oldest first, scaled to its own range; one of the last period
 * gets a dot. */
void chart_sparkline(
    struct canvas *canvas, struct box box, const double *values, size_t count, enum rating rating);

/* One side on the 1..5 axis of box: mean with interval, or nothing if NaN. */
struct dumbbell {
	double mean[2];		/* client, partner */
	double half_width[2];	/* NaN: none */
};

/* The axis with its thirds and the two sides: a disc for the client, a square for the partner. */
void chart_dumbbell(struct canvas *canvas, struct box box, const struct dumbbell *dumbbell);

/* How far a bar of these answers reaches to either side of its centre, as a share of its
 * length: 0.5 to 1. */
double chart_likert_reach(const size_t bars[5]);

/* Answers 1..5 as a bar centred on the middle of box, 100 % being as wide as scale points;
 * wide enough shares carry a number. */
void chart_likert(struct canvas *canvas, struct box box, double scale, const size_t bars[5]);

/* Scores 0..100 on 3 axes or more around (x, y), NaN leaves the line open: this period as a full
 * line with a disc of its colour, the period before dashed. */
struct radar {
	double		   x, y, radius;
	size_t		   count;
	const char *const *names;
	double		   name_width;	/* each takes at most two lines of it */
	const double	  *now;
	const double	  *before;
	const enum rating *ratings;
	struct bands	   bands;
};

void chart_radar(struct canvas *canvas, const struct radar *radar);

/* What the width of a box stands for. */
struct scale_range {
	double low;
	double high;
};

/* A step of a movement: a bar from one value to another with its head at the second. */
void chart_step(struct canvas *canvas, struct box box, struct scale_range range, double from, double to);
/* An upright line at a value, down points longer than the box. */
void chart_step_line(struct canvas *canvas, struct box box, struct scale_range range, double value,
    double down, struct colour colour, double line_width);

/* Two sides of a balance, -50..50 points from the middle; up to flag it is in the calm zone. */
void chart_balance(struct canvas *canvas, struct box box, double balance, double flag, bool flagged);

/* Two scores 0..100 against each other, divided at limit; the mark is where the partner stands. */
void chart_field(struct canvas *canvas, struct box box, double limit, double across, double up,
    size_t shade);

#endif
