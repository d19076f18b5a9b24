#include "render/pdf/shape.h"

#include <math.h>

/* Handles of a Bezier quarter circle, as a share of the radius. */
#define QUARTER   0.5523
/* Nothing on a page is larger; a hatch without end would never finish. */
#define HATCH_MAX 2000.0

void
shape_box(struct canvas *canvas, struct box box, struct colour colour)
{
	if (!(box.width > 0) || !(box.height > 0))
		return;
	canvas_set_fill(canvas, colour);
	canvas_box(canvas, box.x, box.y, box.width, box.height);
	canvas_fill(canvas);
}

static void
trace_round_box(struct canvas *canvas, struct box box, double radius)
{
	double left = box.x, right = box.x + box.width, top = box.y, bottom = box.y + box.height;
	double r = fmin(radius, fmin(box.width, box.height) / 2);
	double k = r * (1 - QUARTER);

	canvas_move(canvas, left + r, top);
	canvas_line(canvas, right - r, top);
	canvas_curve(canvas, (double[]){right - k, top, right, top + k, right, top + r});
	canvas_line(canvas, right, bottom - r);
	canvas_curve(canvas, (double[]){right, bottom - k, right - k, bottom, right - r, bottom});
	canvas_line(canvas, left + r, bottom);
	canvas_curve(canvas, (double[]){left + k, bottom, left, bottom - k, left, bottom - r});
	canvas_line(canvas, left, top + r);
	canvas_curve(canvas, (double[]){left, top + k, left + k, top, left + r, top});
	canvas_close(canvas);
}

void
shape_round_box(struct canvas *canvas, struct box box, double radius, struct colour colour)
{
	if (!(box.width > 0) || !(box.height > 0))
		return;
	canvas_set_fill(canvas, colour);
	trace_round_box(canvas, box, radius);
	canvas_fill(canvas);
}

void
shape_round_frame(
    struct canvas *canvas, struct box box, double radius, struct colour colour, double line_width)
{
	if (!(box.width > 0) || !(box.height > 0))
		return;
	canvas_set_stroke(canvas, colour, line_width);
	trace_round_box(canvas, box, radius);
	canvas_stroke(canvas);
}

void
shape_disc(struct canvas *canvas, double x, double y, double radius, struct colour colour)
{
	struct box box = {x - radius, y - radius, 2 * radius, 2 * radius};

	shape_round_box(canvas, box, radius, colour);
}

void
shape_line(struct canvas *canvas, double x1, double y1, double x2, double y2, struct colour colour,
    double line_width)
{
	if (!isfinite(x1) || !isfinite(y1) || !isfinite(x2) || !isfinite(y2))
		return;
	canvas_set_stroke(canvas, colour, line_width);
	canvas_move(canvas, x1, y1);
	canvas_line(canvas, x2, y2);
	canvas_stroke(canvas);
}

/* libharu's own arc loops for ever on NaN and refuses full circles. */
void
shape_arc(struct canvas *canvas, double x, double y, double radius, double from, double to,
    struct colour colour, double line_width)
{
	double angle, step, handle;
	int pieces;

	if (!isfinite(from) || !isfinite(to) || from == to || fabs(to - from) > 3600)
		return;
	pieces = (int)ceil(fabs(to - from) / 45);
	angle = from * M_PI / 180;
	step = (to - from) * M_PI / 180 / pieces;
	handle = 4.0 / 3.0 * tan(step / 4) * radius;
	canvas_set_stroke(canvas, colour, line_width);
	canvas_move(canvas, x + radius * cos(angle), y - radius * sin(angle));
	for (int i = 0; i < pieces; i++) {
		double next = angle + step;
		double x1 = x + radius * cos(angle), y1 = y - radius * sin(angle);
		double x2 = x + radius * cos(next), y2 = y - radius * sin(next);

		canvas_curve(canvas,
		    (double[]){x1 - handle * sin(angle), y1 - handle * cos(angle),
			x2 + handle * sin(next), y2 + handle * cos(next), x2, y2});
		angle = next;
	}
	canvas_stroke(canvas);
}

void
shape_hatch(struct canvas *canvas, struct box box)
{
	const struct palette *palette = canvas->palette;

	if (!(box.width > 0) || !(box.height > 0) || box.width + box.height > HATCH_MAX)
		return;
	shape_box(canvas, box, palette->tint[RATING_GREY]);
	canvas_set_stroke(canvas, palette->status[RATING_GREY], 0.4);
	canvas_move(canvas, box.x, box.y);
	for (int i = 0; i < (box.width + box.height - 3) / 4; i++) {
		double at = 3 + 4.0 * i;
		double x1 = fmin(at, box.width), y1 = at - x1;
		double y2 = fmin(at, box.height), x2 = at - y2;

		canvas_move(canvas, box.x + x1, box.y + y1);
		canvas_line(canvas, box.x + x2, box.y + y2);
	}
	canvas_stroke(canvas);
}

static void
draw_tick(struct canvas *canvas, double x, double y, double r, struct colour sign)
{
	canvas_set_stroke(canvas, sign, r * 0.28);
	canvas_move(canvas, x - r * 0.48, y + r * 0.02);
	canvas_line(canvas, x - r * 0.12, y + r * 0.38);
	canvas_line(canvas, x + r * 0.5, y - r * 0.36);
	canvas_stroke(canvas);
}

static void
draw_warning(
    struct canvas *canvas, double x, double y, double r, struct colour fill, struct colour sign)
{
	canvas_set_fill(canvas, fill);
	canvas_move(canvas, x, y - r * 1.1);
	canvas_line(canvas, x + r * 1.15, y + r * 0.9);
	canvas_line(canvas, x - r * 1.15, y + r * 0.9);
	canvas_close(canvas);
	canvas_fill(canvas);
	shape_line(canvas, x, y - r * 0.42, x, y + r * 0.22, sign, r * 0.28);
	shape_disc(canvas, x, y + r * 0.58, r * 0.16, sign);
}

static void
draw_diamond(
    struct canvas *canvas, double x, double y, double r, struct colour fill, struct colour sign)
{
	double arm = r * 1.2;

	canvas_set_fill(canvas, fill);
	canvas_move(canvas, x, y - arm);
	canvas_line(canvas, x + arm, y);
	canvas_line(canvas, x, y + arm);
	canvas_line(canvas, x - arm, y);
	canvas_close(canvas);
	canvas_fill(canvas);
	shape_line(canvas, x, y - r * 0.55, x, y + r * 0.12, sign, r * 0.28);
	shape_disc(canvas, x, y + r * 0.5, r * 0.16, sign);
}

static void
draw_octagon(
    struct canvas *canvas, double x, double y, double r, struct colour fill, struct colour sign)
{
	double arm = r * 0.38;

	canvas_set_fill(canvas, fill);
	for (int i = 0; i < 8; i++) {
		double angle = (22.5 + 45 * i) * M_PI / 180;

		(i == 0 ? canvas_move : canvas_line)(
		    canvas, x + r * 1.05 * cos(angle), y + r * 1.05 * sin(angle));
	}
	canvas_close(canvas);
	canvas_fill(canvas);
	shape_line(canvas, x - arm, y - arm, x + arm, y + arm, sign, r * 0.28);
	shape_line(canvas, x - arm, y + arm, x + arm, y - arm, sign, r * 0.28);
}

/* The N is drawn, not set: at this size it would be below the smallest type. */
static void
draw_unrated(
    struct canvas *canvas, double x, double y, double r, struct colour fill, struct colour sign)
{
	double side = r * 0.9, arm = r * 0.36;

	shape_box(canvas, (struct box){x - side, y - side, 2 * side, 2 * side}, fill);
	canvas_set_stroke(canvas, sign, r * 0.22);
	canvas_move(canvas, x - arm, y + arm * 1.2);
	canvas_line(canvas, x - arm, y - arm * 1.2);
	canvas_line(canvas, x + arm, y + arm * 1.2);
	canvas_line(canvas, x + arm, y - arm * 1.2);
	canvas_stroke(canvas);
}

void
shape_status(struct canvas *canvas, size_t shade, double x, double y, double radius)
{
	enum rating rating = shade == SHADE_YELLOW_HIGH ? RATING_YELLOW : (enum rating)shade;
	struct colour fill = canvas->palette->status[rating];
	struct colour sign = canvas->palette->sign[rating];

	switch (rating) {
	case RATING_GREEN:
		shape_disc(canvas, x, y, radius, fill);
		draw_tick(canvas, x, y, radius, sign);
		break;
	case RATING_YELLOW:
		(shade == SHADE_YELLOW_HIGH ? draw_diamond : draw_warning)(canvas, x, y, radius, fill, sign);
		break;
	case RATING_RED:
		draw_octagon(canvas, x, y, radius, fill, sign);
		break;
	case RATING_GREY:
		draw_unrated(canvas, x, y, radius, fill, sign);
		break;
	}
}

/* A half disc with its flat side up. */
static void
draw_slice(struct canvas *canvas, double x, double y, double radius, struct colour colour)
{
	double k = radius * QUARTER;

	canvas_set_fill(canvas, colour);
	canvas_move(canvas, x - radius, y);
	canvas_curve(canvas, (double[]){x - radius, y + k, x - k, y + radius, x, y + radius});
	canvas_curve(canvas, (double[]){x + k, y + radius, x + radius, y + k, x + radius, y});
	canvas_close(canvas);
	canvas_fill(canvas);
}

void
shape_watermelon(struct canvas *canvas, double x, double y, double radius)
{
	const struct palette *palette = canvas->palette;
	double top = y - radius * 0.5;

	draw_slice(canvas, x, top, radius, palette->status[RATING_GREEN]);
	draw_slice(canvas, x, top, radius * 0.84, palette->paper);
	draw_slice(canvas, x, top, radius * 0.72, palette->status[RATING_RED]);
	for (int i = -1; i <= 1; i++)
		shape_disc(canvas, x + radius * 0.3 * i, top + radius * (i == 0 ? 0.4 : 0.22),
		    radius * 0.09, palette->paper);
}

void
shape_trend(
    struct canvas *canvas, double change, double threshold, double x, double y, double radius)
{
	struct colour ink = canvas->palette->ink;
	double tip = change > 0 ? y - radius : y + radius;
	double tail = change > 0 ? y + radius : y - radius;
	double wing = change > 0 ? tip + radius * 0.8 : tip - radius * 0.8;

	if (!isfinite(change))
		return;
	if (fabs(change) < threshold) {
		tip = x + radius;
		shape_line(canvas, x - radius, y, tip, y, canvas->palette->muted, 1);
		canvas_move(canvas, tip - radius * 0.8, y - radius * 0.8);
		canvas_line(canvas, tip, y);
		canvas_line(canvas, tip - radius * 0.8, y + radius * 0.8);
		canvas_stroke(canvas);
		return;
	}
	shape_line(canvas, x, tail, x, tip, ink, 1.2);
	canvas_move(canvas, x - radius * 0.8, wing);
	canvas_line(canvas, x, tip);
	canvas_line(canvas, x + radius * 0.8, wing);
	canvas_stroke(canvas);
}
