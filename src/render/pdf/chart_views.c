/* Charts of whole scores: radar, movement, balance and the field of two scores. */
#include <math.h>
#include <stdio.h>

#include "base/number.h"
#include "render/pdf/chart.h"

static double
within(double value, double low, double high)
{
	return fmin(fmax(value, low), high);
}

/* The point of an axis at a share of the radius; the first axis points up, the rest follow the
 * clock. */
struct point {
	double x;
	double y;
};

static struct point
radar_point(const struct radar *radar, size_t axis, double share)
{
	double angle = M_PI / 2 - 2 * M_PI * (double)axis / (double)radar->count;

	return (struct point){radar->x + radar->radius * share * cos(angle),
	    radar->y - radar->radius * share * sin(angle)};
}

/* A ring through every axis at a share of the radius. */
static void
draw_ring(struct canvas *canvas, const struct radar *radar, double share, struct colour colour,
    double line_width)
{
	canvas_set_stroke(canvas, colour, line_width);
	for (size_t i = 0; i < radar->count; i++) {
		struct point point = radar_point(radar, i, share);

		(i == 0 ? canvas_move : canvas_line)(canvas, point.x, point.y);
	}
	canvas_close(canvas);
	canvas_stroke(canvas);
}

/* A line from axis to axis; where a value is missing the line is open, not zero. */
static void
draw_series(struct canvas *canvas, const struct radar *radar, const double *values)
{
	bool drawn = false;

	for (size_t i = 0; i < radar->count; i++) {
		size_t next = (i + 1) % radar->count;
		struct point from, to;

		if (!isfinite(values[i]) || !isfinite(values[next]))
			continue;
		from = radar_point(radar, i, within(values[i], 0, 100) / 100);
		to = radar_point(radar, next, within(values[next], 0, 100) / 100);
		canvas_move(canvas, from.x, from.y);
		canvas_line(canvas, to.x, to.y);
		drawn = true;
	}
	if (drawn)
		canvas_stroke(canvas);
}

static void
draw_axis_name(struct canvas *canvas, const struct radar *radar, size_t axis)
{
	struct point end = radar_point(radar, axis, 1);
	double across = (end.x - radar->x) / radar->radius,
	       down = (end.y - radar->y) / radar->radius;
	struct style style = {
	    WEIGHT_REGULAR, TYPESET_SMALLEST, canvas->palette->muted, ALIGN_CENTRE};
	size_t lines;

	if (across > 0.2)
		style.align = ALIGN_LEFT;
	else if (across < -0.2)
		style.align = ALIGN_RIGHT;
	lines = typeset_count(canvas, style, radar->names[axis], radar->name_width, 2);
	typeset_paragraph(canvas, style, end.x + 5 * across,
	    end.y + 6 * down + 3 - 9.5 * (double)(lines - 1) * (1 - down) / 2, radar->name_width,
	    9.5, 2, radar->names[axis]);
}

void
chart_radar(struct canvas *canvas, const struct radar *radar)
{
	const struct palette *palette = canvas->palette;

	if (radar->count < 3)
		return;
	draw_ring(canvas, radar, 1, palette->line, 0.8);
	draw_ring(canvas, radar, radar->bands.yellow / 100, palette->line, 0.5);
	draw_ring(canvas, radar, radar->bands.green / 100, palette->line, 0.5);
	for (size_t i = 0; i < radar->count; i++) {
		struct point end = radar_point(radar, i, 1);

		shape_line(canvas, radar->x, radar->y, end.x, end.y, palette->line, 0.5);
		draw_axis_name(canvas, radar, i);
	}
	canvas_set_stroke(canvas, palette->peer, 1.1);
	canvas_set_dash(canvas, 3, 2);
	draw_series(canvas, radar, radar->before);
	canvas_set_dash(canvas, 0, 0);
	canvas_set_stroke(canvas, palette->client, 1.8);
	draw_series(canvas, radar, radar->now);
	for (size_t i = 0; i < radar->count; i++) {
		struct point at = radar_point(radar, i, within(radar->now[i], 0, 100) / 100);

		if (isfinite(radar->now[i]))
			shape_disc(canvas, at.x, at.y, 2.1, palette->status[radar->ratings[i]]);
	}
}

static double
scale_x(struct box box, struct scale_range range, double value)
{
	double span = range.high - range.low;

	return box.x + (span > 0 ? box.width * within((value - range.low) / span, 0, 1) : 0);
}

void
chart_step(struct canvas *canvas, struct box box, struct scale_range range, double from, double to)
{
	const struct palette *palette = canvas->palette;
	double left = scale_x(box, range, fmin(from, to)),
	       right = scale_x(box, range, fmax(from, to));
	double middle = box.y + box.height / 2, tip = to > from ? right : left;
	double wing = fmin(box.height / 2, right - left);

	if (!isfinite(from) || !isfinite(to))
		return;
	if (right - left < 0.6) {
		shape_line(canvas, left, box.y, left, box.y + box.height, palette->muted, 1.2);
		return;
	}
	/* An arrow head, so that the direction is seen without colour. */
	canvas_set_fill(canvas, to > from ? palette->accent : palette->muted);
	if (to < from)
		wing = -wing;
	canvas_move(canvas, scale_x(box, range, from), box.y);
	canvas_line(canvas, tip - wing, box.y);
	canvas_line(canvas, tip, middle);
	canvas_line(canvas, tip - wing, box.y + box.height);
	canvas_line(canvas, scale_x(box, range, from), box.y + box.height);
	canvas_close(canvas);
	canvas_fill(canvas);
}

void
chart_step_line(struct canvas *canvas, struct box box, struct scale_range range, double value,
    double down, struct colour colour, double line_width)
{
	double x = scale_x(box, range, value);

	if (isfinite(value))
		shape_line(canvas, x, box.y, x, box.y + box.height + down, colour, line_width);
}

void
chart_balance(struct canvas *canvas, struct box box, double balance, double flag, bool flagged)
{
	const struct palette *palette = canvas->palette;
	double middle = box.x + box.width / 2, unit = box.width / 100;
	double end = middle + unit * within(balance, -50, 50);
	double calm = unit * within(flag, 0, 50);

	shape_round_box(canvas, box, box.height / 2, palette->line);
	shape_box(canvas, (struct box){middle - calm, box.y, 2 * calm, box.height},
	    palette->tint[RATING_GREEN]);
	if (isfinite(balance))
		shape_box(canvas,
		    (struct box){
			fmin(middle, end), box.y + 1.5, fabs(end - middle), box.height - 3},
		    flagged ? palette->status[RATING_YELLOW] : palette->client);
	shape_line(canvas, middle, box.y - 2, middle, box.y + box.height + 2, palette->ink, 0.9);
}

void
chart_field(struct canvas *canvas, struct box box, double limit, double across, double up,
    size_t shade)
{
	const struct palette *palette = canvas->palette;
	double x = box.x + box.width * within(limit, 0, 100) / 100;
	double y = box.y + box.height * (100 - within(limit, 0, 100)) / 100;

	shape_box(canvas, box, palette->pale);
	shape_box(canvas, (struct box){x, box.y, box.x + box.width - x, y - box.y},
	    palette->tint[RATING_GREEN]);
	shape_line(canvas, x, box.y, x, box.y + box.height, palette->muted, 0.5);
	shape_line(canvas, box.x, y, box.x + box.width, y, palette->muted, 0.5);
	shape_line(canvas, box.x, box.y + box.height, box.x + box.width, box.y + box.height,
	    palette->muted, 0.8);
	shape_line(canvas, box.x, box.y, box.x, box.y + box.height, palette->muted, 0.8);
	if (!isfinite(across) || !isfinite(up))
		return;
	shape_status(canvas, shade, box.x + box.width * within(across, 0, 100) / 100,
	    box.y + box.height * (100 - within(up, 0, 100)) / 100, 4.6);
}
