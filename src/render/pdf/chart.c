#include "render/pdf/chart.h"

#include <math.h>
#include <stdio.h>

#include "base/number.h"

/* The dial opens downwards: from 210 degrees over the top to -30. */
static const double dial_start = 210, dial_span = 240;

static double
dial_angle(double score)
{
	return dial_start - dial_span * fmin(fmax(score, 0), 100) / 100;
}

/* A gap in the arc where the colour changes, with its number outside. */
static void
dial_limit(struct canvas *canvas, double x, double y, double radius, double limit)
{
	double angle = dial_angle(limit) * M_PI / 180;
	double across = cos(angle), down = -sin(angle);
	struct style style = {.size = TYPESET_SMALLEST,
	    .colour = canvas->palette->muted,
	    .align = across > 0.3 ? ALIGN_LEFT : ALIGN_CENTRE};
	char text[NUMBER_SIZE];

	shape_line(canvas, x + (radius - 7) * across, y + (radius - 7) * down,
	    x + (radius + 7) * across, y + (radius + 7) * down, canvas->palette->paper, 1.8);
	typeset_line(canvas, style, x + (radius + 11) * across, y + (radius + 11) * down + 2,
	    number_format(limit, 0, text));
}

void
chart_dial(struct canvas *canvas, double x, double y, double radius, struct bands bands,
    double score, enum rating rating, const char *number, const char *below)
{
	const struct palette *palette = canvas->palette;
	struct style big = {WEIGHT_BOLD, 28, palette->ink, ALIGN_CENTRE};
	struct style small = {WEIGHT_REGULAR, 8, palette->muted, ALIGN_CENTRE};

	shape_arc(canvas, x, y, radius, dial_angle(0), dial_angle(100), palette->line, 12);
	if (isfinite(score) && score > 0)
		shape_arc(canvas, x, y, radius, dial_angle(0), dial_angle(score),
		    palette->status[rating], 12);
	dial_limit(canvas, x, y, radius, bands.yellow);
	dial_limit(canvas, x, y, radius, bands.green);
	typeset_line(canvas, big, x, y + 7, number);
	typeset_line(canvas, small, x, y + 21, below);
}

void
chart_bar(struct canvas *canvas, struct box box, double score, double previous, enum rating rating)
{
	const struct palette *palette = canvas->palette;
	struct box filled = box;

	if (!isfinite(score)) {
		shape_hatch(canvas, box);
	} else {
		shape_round_box(canvas, box, box.height / 2, palette->line);
		filled.width =
		    fmax(box.width * fmin(fmax(score, 0), 100) / 100, score > 0 ? box.height : 0);
		shape_round_box(canvas, filled, box.height / 2, palette->status[rating]);
	}
	if (isfinite(previous)) {
		double at = box.x + box.width * fmin(fmax(previous, 0), 100) / 100;

		shape_line(
		    canvas, at, box.y - 2.5, at, box.y + box.height + 2.5, palette->paper, 2.6);
		shape_line(
		    canvas, at, box.y - 2.5, at, box.y + box.height + 2.5, palette->ink, 1.1);
	}
}

struct range {
	double low;
	double high;
};

static struct range
range_of(const double *values, size_t count)
{
	struct range range = {NAN, NAN};

	for (size_t i = 0; i < count; i++) {
		if (!isfinite(values[i]))
			continue;
		range.low = fmin(range.low, values[i]);
		range.high = fmax(range.high, values[i]);
	}
	return range;
}

static double
spark_y(struct box box, struct range range, double value)
{
	if (range.high <= range.low)
		return box.y + box.height / 2;
	return box.y + box.height * (range.high - value) / (range.high - range.low);
}

void
chart_sparkline(
    struct canvas *canvas, struct box box, const double *values, size_t count, enum rating rating)
{
	const struct palette *palette = canvas->palette;
	struct range range = range_of(values, count);
	double step = count > 1 ? box.width / (double)(count - 1) : 0;
	bool drawn = false;

	canvas_set_stroke(canvas, palette->muted, 1);
	for (size_t i = 0; i < count; i++) {
		bool joined = i > 0 && isfinite(values[i - 1]);
		double x = box.x + step * (double)i, y = spark_y(box, range, values[i]);

		if (!isfinite(values[i]))
			continue;
		if (joined)
			canvas_line(canvas, x, y);
		else
			canvas_move(canvas, x, y);
		/* A period between two gaps is a short stroke. */
		if (!joined && (i + 1 == count || !isfinite(values[i + 1])))
			canvas_line(canvas, x + 1, y);
		drawn = true;
	}
	if (drawn)
		canvas_stroke(canvas);
	if (count > 0 && isfinite(values[count - 1]))
		shape_disc(canvas, box.x + step * (double)(count - 1),
		    spark_y(box, range, values[count - 1]), 2, palette->status[rating]);
}

static double
axis_x(struct box box, double mean)
{
	return box.x + box.width * (fmin(fmax(mean, 1), 5) - 1) / 4;
}

static void
dumbbell_side(struct canvas *canvas, struct box box, double mean, double half_width, bool client)
{
	double y = box.y + box.height / 2, x = axis_x(box, mean);
	struct colour colour = client ? canvas->palette->client : canvas->palette->partner;
	double offset = client ? -2.2 : 2.2;

	if (!isfinite(mean))
		return;
	if (isfinite(half_width))
		shape_line(canvas, axis_x(box, mean - half_width), y + offset,
		    axis_x(box, mean + half_width), y + offset, colour, 0.6);
	if (client)
		shape_disc(canvas, x, y, 4, colour);
	else
		shape_box(canvas, (struct box){x - 3.5, y - 3.5, 7, 7}, colour);
}

void
chart_dumbbell(struct canvas *canvas, struct box box, const struct dumbbell *dumbbell)
{
	const struct palette *palette = canvas->palette;
	double y = box.y + box.height / 2;

	for (int i = 1; i <= 5; i++)
		shape_line(canvas, axis_x(box, i), box.y, axis_x(box, i), box.y + box.height,
		    palette->line, 0.6);
	shape_line(canvas, box.x, y, box.x + box.width, y, palette->line, 0.6);
	if (isfinite(dumbbell->mean[0]) && isfinite(dumbbell->mean[1]))
		shape_line(canvas, axis_x(box, dumbbell->mean[0]), y,
		    axis_x(box, dumbbell->mean[1]), y, palette->muted, 2);
	dumbbell_side(canvas, box, dumbbell->mean[1], dumbbell->half_width[1], false);
	dumbbell_side(canvas, box, dumbbell->mean[0], dumbbell->half_width[0], true);
}

double
chart_likert_reach(const size_t bars[5])
{
	double left = (double)bars[0] + (double)bars[1] + (double)bars[2] / 2;
	double right = (double)bars[4] + (double)bars[3] + (double)bars[2] / 2;

	return left + right > 0 ? fmax(left, right) / (left + right) : 0.5;
}

void
chart_likert(struct canvas *canvas, struct box box, double scale, const size_t bars[5])
{
	const struct palette *palette = canvas->palette;
	double total = 0, x;

	for (int i = 0; i < 5; i++)
		total += (double)bars[i];
	if (total <= 0)
		return;
	x = box.x + box.width / 2 -
	    scale * ((double)bars[0] + (double)bars[1] + (double)bars[2] / 2) / total;
	for (int i = 0; i < 5; i++) {
		double share = (double)bars[i] / total;
		struct style style = {
		    WEIGHT_REGULAR, TYPESET_SMALLEST, palette->on_likert[i], ALIGN_CENTRE};
		char text[NUMBER_SIZE];

		shape_box(
		    canvas, (struct box){x, box.y, scale * share, box.height}, palette->likert[i]);
		if (scale * share >= 11)
			typeset_line(canvas, style, x + scale * share / 2,
			    box.y + box.height / 2 + 2.9, number_format(share * 100, 0, text));
		x += scale * share;
	}
}
