#include "render/pdf/chart_board.h"

#include <math.h>
#include <stdio.h>
#include <string.h>

#include "base/count.h"

/* From the good end. */
static const size_t order[] = {RATING_GREEN, SHADE_YELLOW_HIGH, RATING_YELLOW, RATING_RED, RATING_GREY};

static double
total(const size_t count[SHADES])
{
	double sum = 0;

	for (size_t i = 0; i < COUNT_OF(order); i++)
		sum += (double)count[order[i]];
	return sum;
}

/* "G 12" in the middle of its share, or the letter alone, or nothing. */
static void
draw_share(struct canvas *canvas, struct box box, size_t shade, char letter, size_t count)
{
	enum rating rating = shade == SHADE_YELLOW_HIGH ? RATING_YELLOW : (enum rating)shade;
	struct style style = {WEIGHT_BOLD, TYPESET_SMALLEST, canvas->palette->sign[rating], ALIGN_CENTRE};
	char text[32];

	if (count == 0)
		return;
	shape_box(canvas, box, canvas->palette->status[rating]);
	(void)snprintf(text, sizeof text, "%c %zu", letter, count);
	if (typeset_measure(canvas, style, text, strlen(text)) + 4 > box.width)
		(void)snprintf(text, sizeof text, "%c", letter);
	if (typeset_measure(canvas, style, text, strlen(text)) + 1 <= box.width && box.height >= 9)
		typeset_line(canvas, style, box.x + box.width / 2, box.y + box.height / 2 + 2.9, text);
}

void
chart_shares(struct canvas *canvas, struct box box, const size_t count[SHADES], const char letters[SHADES])
{
	double sum = total(count), x = box.x;

	shape_box(canvas, box, canvas->palette->line);
	for (size_t i = 0; i < COUNT_OF(order) && sum > 0; i++) {
		double width = box.width * (double)count[order[i]] / sum;

		/* A hair of paper between two shares keeps them apart in black and white. */
		draw_share(canvas, (struct box){x, box.y, fmax(width - 0.8, 0.4), box.height}, order[i],
		    letters[order[i]], count[order[i]]);
		x += width;
	}
}

void
chart_stack(struct canvas *canvas, struct box box, const size_t count[SHADES], const char letters[SHADES])
{
	double sum = total(count), bottom = box.y + box.height;

	for (size_t i = 0; i < COUNT_OF(order) && sum > 0; i++) {
		double height = box.height * (double)count[order[i]] / sum;

		draw_share(canvas, (struct box){box.x, bottom - height + 0.8, box.width, fmax(height - 0.8, 0.4)},
		    order[i], letters[order[i]], count[order[i]]);
		bottom -= height;
	}
}

static bool
overlap(struct box a, struct box b)
{
	return a.x < b.x + b.width && b.x < a.x + a.width && a.y < b.y + b.height && b.y < a.y + a.height;
}

static bool
within(struct box inner, struct box outer)
{
	return inner.x >= outer.x && inner.y >= outer.y && inner.x + inner.width <= outer.x + outer.width &&
	    inner.y + inner.height <= outer.y + outer.height;
}

static bool
is_free(struct box label, const struct label_frame *frame, bool strict, const struct chart_point *points, size_t count)
{
	struct box upright = {frame->cross_x, frame->box.y, 0.1, frame->box.height};
	struct box level = {frame->box.x, frame->cross_y, frame->box.width, 0.1};
	double r = CHART_POINT_RADIUS;

	if (!within(label, frame->box) || (strict && (overlap(label, upright) || overlap(label, level))))
		return false;
	for (size_t i = 0; i < COUNT_OF(frame->words); i++)
		if (overlap(label, frame->words[i]))
			return false;
	for (size_t i = 0; i < count; i++) {
		struct box point = {points[i].x - r, points[i].y - r, 2 * r, 2 * r};

		if (overlap(label, point) ||
		    ((points[i].placed || points[i].number > 0) && overlap(label, points[i].label)))
			return false;
	}
	return true;
}

/* What is being placed: how large, how many times further from its point than need be, and whether clear of the cross. */
struct wish {
	double width;
	double height;
	double reach;
	bool strict;
};

/* Right, left, above, below, and the four corners: the first that is free. */
static bool
place(const struct label_frame *frame, struct chart_point *points, size_t count, struct chart_point *point,
    struct wish wish)
{
	static const struct {
		double across; /* of the width: where the label's left edge lies from the point */
		double down; /* of the height: its top */
		double right; /* radii further */
		double below;
	} sides[] = {{0, -0.5, 1.4, 0}, {-1, -0.5, -1.4, 0}, {-0.5, -1, 0, -1.3}, {-0.5, 0, 0, 1.3}, {0, -1, 0.9, -0.9},
	    {0, 0, 0.9, 0.9}, {-1, -1, -0.9, -0.9}, {-1, 0, -0.9, 0.9}};
	double r = CHART_POINT_RADIUS * wish.reach;

	for (size_t i = 0; i < COUNT_OF(sides); i++) {
		struct box label = {point->x + sides[i].across * wish.width + sides[i].right * r,
		    point->y + sides[i].down * wish.height + sides[i].below * r, wish.width, wish.height};

		if (!is_free(label, frame, wish.strict, points, count))
			continue;
		point->label = label;
		point->far = wish.reach > 1;
		return true;
	}
	return false;
}

/* Rings around a point in which its name may stand: beside it, and with a line that leads to it. */
enum { NAME_RINGS = 3 };

/* A name is short, clear of the cross if it can be. */
static bool
place_name(const struct canvas *canvas, const struct label_frame *frame, struct style style, struct chart_point *points,
    size_t count, struct chart_point *point)
{
	static const double longest = 130;
	double width = fmin(typeset_measure(canvas, style, point->name, strlen(point->name)) + 2, longest);
	struct wish wish = {width, style.size * 1.15, 1, true};

	for (int ring = 0; ring < NAME_RINGS; ring++) {
		wish.reach = 1 + 1.3 * ring;
		if (place(frame, points, count, point, wish))
			return true;
	}
	wish.strict = false;
	wish.reach = 1;
	return place(frame, points, count, point, wish);
}

/* A number may stand off: four rings around the point. */
static bool
place_number(const struct label_frame *frame, struct chart_point *points, size_t count, struct chart_point *point,
    struct wish wish)
{
	for (int ring = 0; ring < 4; ring++) {
		wish.reach = 1 + 1.5 * ring;
		if (place(frame, points, count, point, wish))
			return true;
	}
	return false;
}

void
chart_place_labels(const struct canvas *canvas, const struct label_frame *frame, struct style style,
    struct chart_point *points, size_t count, size_t numbers_max)
{
	double width = typeset_measure(canvas, style, "88", 2) + 3;
	size_t numbers = 0;

	for (size_t i = 0; i < count; i++)
		if (points[i].name != NULL)
			points[i].placed = place_name(canvas, frame, style, points, count, &points[i]);
	for (size_t i = 0; i < count && numbers < numbers_max; i++)
		if (points[i].name != NULL && !points[i].placed &&
		    place_number(frame, points, count, &points[i], (struct wish){width, style.size * 1.15, 1, false}))
			points[i].number = ++numbers;
}
