/* The last pages of the board pack: agenda, data quality, method and evidence. */
#include <math.h>

#include "base/count.h"
#include "render/pdf/board_blocks.h"

/* Room for a sentence around a name of 200 characters. */
enum { ITEM_LINES = 6 };

static double
topic_height(struct flow *flow, const struct board_topic *topic, double width)
{
	double height = 30;

	for (size_t i = 0; i < topic->count; i++)
		height += 11.6 *
			(double)typeset_count(
			    flow->canvas, flow_text(flow, 9), topic->items[i], width - 11, ITEM_LINES) +
		    5;
	return height + (topic->count == 0 ? 16 : 0);
}

static void
draw_topic(struct flow *flow, const struct board_topic *topic, size_t number, double x, double width)
{
	double y = flow->y + 28;

	flow_heading_at(flow, x, flow->y + 11, width, flow_print(flow, "%zu  %s", number, topic->title), "");
	for (size_t i = 0; i < topic->count; i++)
		y += board_bullet(flow, x, y, width, ITEM_LINES, topic->items[i]) + 1;
	if (topic->count == 0)
		typeset_line(flow->canvas, flow_muted(flow, 9), x, y + 7, flow_word(flow, "board.nothing"));
}

/* Two topics side by side, room for notes below. */
void
block_agenda(struct flow *flow)
{
	const struct board_story *board = flow->board;
	double gap = 34, width = (flow->right - flow->left - gap) / 2;

	for (size_t i = 0; i + 1 < COUNT_OF(board->agenda); i += 2) {
		const struct board_topic *left = &board->agenda[i], *right = &board->agenda[i + 1];
		double height = fmax(topic_height(flow, left, width), topic_height(flow, right, width));

		flow_need(flow, height);
		draw_topic(flow, left, i + 1, flow->left, width);
		draw_topic(flow, right, i + 2, flow->left + width + gap, width);
		flow->y += fmax(height + 10, 120);
	}
}

/* Two kinds beside each other, read downwards. */
static const struct column quality_columns[] = {
    {0, 170, "method.kind", ALIGN_LEFT},
    {178, 165, "method.what", ALIGN_LEFT},
    {365, 170, "method.kind", ALIGN_LEFT},
    {543, 165, "method.what", ALIGN_LEFT},
};
static const struct table_form quality_form = {"board.quality", quality_columns, COUNT_OF(quality_columns), NULL};

/* So few kinds stay on one page, with the lines below them. */
enum { KINDS_TOGETHER = 14 };

static const double quality_step = 16;

static double
quality_height(size_t kinds)
{
	double headings = 40, below = 37;

	return headings + quality_step * (double)(kinds > 0 ? (kinds + 1) / 2 : 1) + below;
}

static void
draw_kind(struct flow *flow, const struct omission *omission, const struct column *columns, double base)
{
	struct style style = flow_text(flow, 9);

	typeset_fit(flow->canvas, style, flow->left + columns[0].x, base, columns[0].width, omission->kind);
	typeset_fit(flow->canvas, style, flow->left + columns[1].x, base, columns[1].width, omission->text);
}

void
block_quality(struct flow *flow)
{
	const struct board_story *board = flow->board;
	size_t rows = (board->omission_count + 1) / 2;

	if (board->omission_count <= KINDS_TOGETHER)
		flow_need(flow, quality_height(board->omission_count));
	flow_table(flow, &quality_form, board->completeness, quality_step);
	for (size_t i = 0; i < rows; i++) {
		double base = flow_row(flow, &quality_form, quality_step, i % 2 == 0) + 11;

		draw_kind(flow, &board->omissions[i], &quality_columns[0], base);
		if (i + rows < board->omission_count)
			draw_kind(flow, &board->omissions[i + rows], &quality_columns[2], base);
	}
	if (board->omission_count == 0) {
		typeset_line(
		    flow->canvas, flow_muted(flow, 9), flow->left, flow->y + 8, flow_word(flow, "method.no_omissions"));
		flow->y += 17;
	}
	flow->y += 13;
	flow->y += 12 *
	    (double)typeset_paragraph(flow->canvas, flow_muted(flow, 8.5), flow->left, flow->y,
		flow->right - flow->left, 12, 3, flow_word(flow, "board.quality_more"));
	/* Its line is kept free in the first pass, which does not know it yet. */
	typeset_fit(flow->canvas, flow_muted(flow, 8.5), flow->left, flow->y, flow->right - flow->left,
	    unprintable_text(flow, flow->canvas->unprintable_total));
	flow->y += 16;
}
