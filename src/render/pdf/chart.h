/*
 * chart.h - dial, bars, sparkline, dumbbell, diverging bars and history strip. NaN is drawn as
 * a gap, never as zero.
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

/* A score on an arc of 240 degrees around (x, y); number is printed in the middle. */
void chart_dial(struct canvas *canvas, double x, double y, double radius, struct bands bands,
    double score, enum rating rating, const char *number);

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

#endif
