/* Own performance beside collaboration: the 2x2 of the portfolio. */
#include <math.h>
#include <stdio.h>
#include <string.h>

#include "base/arena.h"
#include "render/pdf/board_blocks.h"
#include "render/pdf/chart_board.h"

/* More names than these hide each other. */
enum { NAMES_MAX = 20, NUMBERS_MAX = 20 };

/* The plot: both axes show the same stretch of 0..100. */
struct plot {
	struct box box;
	double low;
};

static double
plot_x(const struct plot *plot, double score)
{
	return plot->box.x + plot->box.width * (score - plot->low) / (100 - plot->low);
}

static double
plot_y(const struct plot *plot, double score)
{
	return plot->box.y + plot->box.height * (100 - score) / (100 - plot->low);
}

static double
collaboration_of(const struct board_story *board, size_t at)
{
	return board_score(board->portfolio->partners[at].lens[board->collaboration].score);
}

static double
own_of(const struct board_story *board, size_t at)
{
	return board_score(board->portfolio->partners[at].own_score);
}

/* The tens at or below the lowest score, never above yellow's floor. */
static double
lowest_tens(const struct flow *flow)
{
	const struct board_story *board = flow->board;
	double low = flow->edition->model->policy.yellow;

	for (size_t i = 0; i < board->order_count; i++)
		low = fmin(low, fmin(own_of(board, board->order[i]), collaboration_of(board, board->order[i])));
	return fmax(floor((low - 1) / 10) * 10, 0);
}

static void
draw_tick(struct flow *flow, const struct plot *plot, double score)
{
	struct canvas *canvas = flow->canvas;
	struct style style = flow_muted(flow, 8);
	double x = plot_x(plot, score), y = plot_y(plot, score), bottom = plot->box.y + plot->box.height;

	shape_line(canvas, x, bottom, x, bottom + 3, canvas->palette->muted, 0.6);
	shape_line(canvas, plot->box.x - 3, y, plot->box.x, y, canvas->palette->muted, 0.6);
	typeset_line(canvas, flow_right(style), plot->box.x - 6, y + 2.9, flow_amount(flow, score));
	style.align = ALIGN_CENTRE;
	typeset_line(canvas, style, x, bottom + 12, flow_amount(flow, score));
}

/* A quadrant's words in its corner of the plot, as wide as the quadrant; their place goes into *words. */
static void
draw_words(struct flow *flow, const struct plot *plot, struct box quadrant, const char *text, struct box *words)
{
	struct style style = flow_muted(flow, 8);
	bool right = quadrant.x > plot->box.x, low = quadrant.y > plot->box.y;
	double width = quadrant.width - 12;
	size_t lines = typeset_count(flow->canvas, style, text, width, 4);
	double height = 9.6 * (double)lines;
	double top = low ? quadrant.y + quadrant.height - height - 4 : quadrant.y + 4;

	style.align = right ? ALIGN_RIGHT : ALIGN_LEFT;
	typeset_paragraph(flow->canvas, style, right ? quadrant.x + quadrant.width - 6 : quadrant.x + 6, top + 8, width,
	    9.6, 4, text);
	if (lines < 2)
		width = fmin(width, typeset_measure(flow->canvas, style, text, strlen(text)));
	*words = (struct box){right ? quadrant.x + quadrant.width - 6 - width : quadrant.x + 6, top, width, height};
}

static void
draw_quadrants(struct flow *flow, const struct plot *plot, struct label_frame *frame)
{
	struct canvas *canvas = flow->canvas;
	double green = flow->edition->model->policy.green, middle = plot_x(plot, green), level = plot_y(plot, green);
	double right = plot->box.x + plot->box.width - middle, below = plot->box.y + plot->box.height - level;
	const struct box best = {middle, plot->box.y, right, level - plot->box.y};

	shape_box(canvas, plot->box, canvas->palette->pale);
	shape_box(canvas, best, canvas->palette->tint[RATING_GREEN]);
	shape_line(canvas, middle, plot->box.y, middle, plot->box.y + plot->box.height, canvas->palette->muted, 0.7);
	shape_line(canvas, plot->box.x, level, plot->box.x + plot->box.width, level, canvas->palette->muted, 0.7);
	draw_words(flow, plot, best, flow_word(flow, "board.delivers_both"), &frame->words[0]);
	draw_words(flow, plot, (struct box){plot->box.x, plot->box.y, middle - plot->box.x, best.height},
	    flow_word(flow, "board.collaborates_only"), &frame->words[1]);
	draw_words(flow, plot, (struct box){middle, level, right, below}, flow_word(flow, "board.delivers_only"),
	    &frame->words[2]);
	draw_words(flow, plot, (struct box){plot->box.x, level, middle - plot->box.x, below},
	    flow_word(flow, "board.delivers_neither"), &frame->words[3]);
	frame->box = (struct box){plot->box.x + 2, plot->box.y + 2, plot->box.width - 4, plot->box.height - 4};
	frame->cross_x = middle;
	frame->cross_y = level;
}

static void
draw_axes(struct flow *flow, const struct plot *plot, struct label_frame *frame)
{
	const char *collaboration = flow->edition->model->lenses[flow->board->collaboration].title;

	draw_quadrants(flow, plot, frame);
	for (int tens = (int)(plot->low / 10); tens <= 10; tens++)
		draw_tick(flow, plot, 10.0 * tens);
	typeset_line(flow->canvas, flow_right(flow_bold(flow, 9)), plot->box.x + plot->box.width,
	    plot->box.y + plot->box.height + 26, flow_word(flow, "answer.own"));
	typeset_line(flow->canvas, flow_bold(flow, 9), plot->box.x - 24, plot->box.y - 7, collaboration);
}

/* How much a partner wants its name in a crowd: red ones, then watermelons, then by the size of the change. */
static double
urgency(const struct flow *flow, size_t at)
{
	const struct score_cell *index = &flow->board->portfolio->partners[at].lens[flow->edition->model->primary];
	double change = fabs(board_score(index->change));

	return (index->rating == RATING_RED ? 2000 : 0) + (board_is_watermelon(flow->board, at) ? 1000 : 0) +
	    (isfinite(change) ? change : 0);
}

/* Names for all of a few points, for the most urgent of many; at[i] is the partner of points[i]. */
static void
name_points(struct flow *flow, struct chart_point *points, const size_t *at, size_t count)
{
	for (size_t named = 0; named < count && named < NAMES_MAX; named++) {
		size_t best = count;

		for (size_t i = 0; i < count; i++)
			if (points[i].name == NULL &&
			    (best == count || urgency(flow, at[i]) > urgency(flow, at[best])))
				best = i;
		points[best].name = board_name(flow, at[best]);
	}
}

static size_t
collect_points(struct flow *flow, const struct plot *plot, struct chart_point *points, size_t *partners)
{
	const struct board_story *board = flow->board;
	size_t count = 0;

	for (size_t i = 0; i < board->order_count; i++) {
		size_t at = board->order[i];
		const struct score_cell *index = &board->portfolio->partners[at].lens[flow->edition->model->primary];
		double own = own_of(board, at), collaboration = collaboration_of(board, at);

		if (isnan(own) || isnan(collaboration))
			continue;
		partners[count] = at;
		points[count++] = (struct chart_point){.x = plot_x(plot, own),
		    .y = plot_y(plot, collaboration),
		    .shade = flow_shade(flow, (enum rating)index->rating, board_score(index->score))};
	}
	name_points(flow, points, partners, count);
	return count;
}

static bool
is_named(const struct chart_point *point)
{
	return point->placed || point->number > 0;
}

static void
draw_points(struct flow *flow, const struct chart_point *points, size_t count, struct style style)
{
	for (size_t i = 0; i < count; i++) {
		struct box label = points[i].label;

		if (points[i].far)
			shape_line(flow->canvas, points[i].x, points[i].y,
			    fmin(fmax(points[i].x, label.x), label.x + label.width),
			    fmin(fmax(points[i].y, label.y), label.y + label.height), flow->canvas->palette->muted,
			    0.4);
	}
	for (size_t i = 0; i < count; i++)
		shape_status(flow->canvas, points[i].shade, points[i].x, points[i].y,
		    is_named(&points[i]) ? CHART_POINT_RADIUS : CHART_POINT_RADIUS * 0.7);
	for (size_t i = 0; i < count; i++) {
		struct box label = points[i].label;
		double base = label.y + style.size * 0.9;

		if (points[i].placed)
			typeset_fit(flow->canvas, style, label.x + 1, base, label.width - 1, points[i].name);
		else if (points[i].number > 0)
			typeset_line(flow->canvas, flow_bold(flow, style.size), label.x + 1, base,
			    flow_count(flow, points[i].number));
	}
}

/* Who the numbers are, how many points have no name, and who is not in the plot. */
static void
draw_legend(struct flow *flow, const struct chart_point *points, size_t count, double x, double top)
{
	const struct board_story *board = flow->board;
	double width = flow->right - x, y = board_legend(flow, x, top, width) + 10;
	size_t unnamed = 0, numbers = 0;

	for (size_t i = 0; i < count; i++) {
		unnamed += !is_named(&points[i]);
		numbers += points[i].number > 0;
	}
	if (unnamed > 0)
		y += board_bullet(
		    flow, x, y, width, 3, flow_say(flow, "board.unnamed", "count", flow_count(flow, unnamed), NULL));
	if (count < board->order_count)
		y += board_bullet(flow, x, y, width, 3,
		    flow_say(flow, "board.incomplete", "count", flow_count(flow, board->order_count - count), NULL));
	if (numbers == 0)
		return;
	flow_heading_at(flow, x, y + 14, width, flow_word(flow, "board.legend"), "");
	for (size_t i = 0; i < count; i++) {
		double base = y + 20 + 12 * (double)points[i].number;

		if (points[i].number == 0)
			continue;
		typeset_line(
		    flow->canvas, flow_right(flow_bold(flow, 8)), x + 16, base, flow_count(flow, points[i].number));
		typeset_fit(flow->canvas, flow_text(flow, 8), x + 21, base, width - 21, points[i].name);
	}
}

void
block_scatter(struct flow *flow)
{
	const struct board_story *board = flow->board;
	double side = flow->bottom - flow->y - 70;
	struct plot plot = {
	    {flow->left + 26, flow->y + 44, fmin(side * 1.08, flow->right - flow->left - 290), side}, 0};
	struct chart_point *points = arena_alloc(flow->arena, board->order_count, sizeof *points);
	size_t *partners = arena_alloc(flow->arena, board->order_count, sizeof *partners);
	struct style style = flow_text(flow, 8);
	struct label_frame frame;
	size_t count;

	flow_heading_at(
	    flow, flow->left, flow->y + 11, flow->right - flow->left, flow_title(flow, "board.scatter"), "");
	if (points == NULL || partners == NULL) {
		flow->canvas->out_of_memory = true;
		return;
	}
	plot.low = lowest_tens(flow);
	count = collect_points(flow, &plot, points, partners);
	draw_axes(flow, &plot, &frame);
	if (count == 0)
		typeset_line(flow->canvas, flow_muted(flow, 9.5), plot.box.x + 12, plot.box.y + side / 2,
		    flow_word(flow, "board.no_points"));
	chart_place_labels(flow->canvas, &frame, style, points, count, NUMBERS_MAX);
	draw_points(flow, points, count, style);
	draw_legend(flow, points, count, plot.box.x + plot.box.width + 26, plot.box.y);
	flow->y = flow->bottom;
}
