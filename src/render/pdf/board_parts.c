/* What the panels of the board pack share: names, legend, cells, bullets. */
#include <math.h>

#include "base/count.h"
#include "render/pdf/board_blocks.h"

const char *
board_name(struct flow *flow, size_t at)
{
	const struct board_story *board = flow->board;
	const struct partner *partner = &board->edition->dataset->partners[board->portfolio->partners[at].partner];

	if (typeset_unprintable(flow->canvas, WEIGHT_BOLD, partner->name) == 0 ||
	    typeset_unprintable(flow->canvas, WEIGHT_BOLD, partner->id) > 0)
		return partner->name;
	return flow_print(flow, "%s (%s)", partner->name, partner->id);
}

void
board_letters(const struct flow *flow, char letters[SHADES])
{
	for (size_t shade = 0; shade < SHADES; shade++)
		letters[shade] = story_shade_letter(flow->edition, shade);
}

size_t
board_key(size_t at)
{
	return at + 1;
}

/* What a mark means that stands for scores from low to high. */
static double
draw_meaning(struct flow *flow, enum rating rating, double low, double high, double x, double y, double width)
{
	static const char *const keys[] = {
	    [RATING_GREY] = "answer.legend_grey",
	    [RATING_RED] = "answer.legend_red",
	    [RATING_YELLOW] = "answer.legend_yellow",
	    [RATING_GREEN] = "answer.legend_green",
	};
	const struct policy *policy = &flow->edition->model->policy;
	const char *letter = flow_print(flow, "%c", story_score_letter(flow->edition, rating, low));

	shape_status(flow->canvas, flow_shade(flow, rating, low), x + 6, y + 4, 5.6);
	typeset_fit(flow->canvas, flow_text(flow, 9), x + 20, y + 7.2, width - 20,
	    flow_say(flow, keys[rating], "letter", letter, "word", flow_rating(flow, rating, low), "green",
		flow_amount(flow, high), "yellow", flow_amount(flow, low), "share",
		flow_amount(flow, policy->min_evidence), NULL));
	return y + 17;
}

double
board_legend(struct flow *flow, double x, double y, double width)
{
	const struct policy *policy = &flow->edition->model->policy;
	double yellow = policy->yellow, green = policy->green, split = story_yellow_high(flow->edition);

	y = draw_meaning(flow, RATING_GREEN, green, green, x, y, width);
	if (split > yellow && split < green)
		y = draw_meaning(flow, RATING_YELLOW, split, green, x, y, width);
	y = draw_meaning(
	    flow, RATING_YELLOW, yellow, split > yellow && split < green ? split : green, x, y, width);
	y = draw_meaning(flow, RATING_RED, yellow, green, x, y, width);
	return draw_meaning(flow, RATING_GREY, yellow, green, x, y, width);
}

void
board_cell(struct flow *flow, const struct score_cell *cell, struct box box, bool with_change)
{
	struct canvas *canvas = flow->canvas;
	enum rating rating = (enum rating)cell->rating;
	double y = box.y + box.height / 2, score = board_score(cell->score), change = board_score(cell->change);
	struct box inner = {box.x + 1, box.y + 1, box.width - 2, box.height - 2};
	struct style dash = flow_muted(flow, 8.5);

	dash.align = ALIGN_CENTRE;
	if (!cell->planned) {
		typeset_line(canvas, dash, box.x + box.width / 2, y + 3, "\xE2\x80\x93");
		return;
	}
	shape_box(canvas, inner, canvas->palette->tint[rating]);
	flow_status(flow, rating, score, box.x + 8, y, 4.4);
	if (isfinite(score))
		typeset_line(canvas, flow_right(flow_text(flow, 8.5)), box.x + box.width - (with_change ? 13 : 5),
		    y + 3, flow_score(flow, score));
	if (with_change && fabs(change) >= flow->edition->model->policy.trend_points)
		shape_trend(canvas, change, flow->edition->model->policy.trend_points, box.x + box.width - 7, y, 3.1);
}

double
board_bullet(struct flow *flow, double x, double y, double width, size_t lines_max, const char *text)
{
	struct style style = flow_text(flow, 9);
	size_t lines;

	shape_disc(flow->canvas, x + 2, y + 4.2, 1.4, flow->canvas->palette->accent);
	lines = typeset_paragraph(flow->canvas, style, x + 11, y + 7.2, width - 11, 11.6, lines_max, text);
	return 11.6 * (double)lines + 4;
}
