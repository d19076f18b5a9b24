/* The lenses over the portfolio: how many partners have which colour, lens by lens and group by group. */
#include <math.h>
#include <string.h>

#include "render/pdf/board_blocks.h"
#include "render/pdf/chart_board.h"

static const double bar_step = 14, heading_step = 23, panel_gap = 8;

struct spread {
	size_t count[SHADES];
	size_t total;
};

static struct spread
spread_of(const struct board_story *board, size_t lens, long group)
{
	const struct portfolio *portfolio = board->portfolio;
	struct spread spread = {{0}, 0};

	for (size_t at = 0; at < portfolio->partner_count; at++) {
		const struct partner_summary *summary = &portfolio->partners[at];
		const struct score_cell *cell =
		    group < 0 ? &summary->lens[lens] : &summary->group[portfolio->group_offset[lens] + (size_t)group];

		if (!cell->planned)
			continue;
		spread.count[story_shade(board->edition, (enum rating)cell->rating, board_score(cell->score))]++;
		spread.total++;
	}
	return spread;
}

static void
draw_bar(struct flow *flow, struct box row, const char *title, const struct spread *spread, bool index)
{
	double name = 150, number = 24, base = row.y + row.height / 2 + 3;
	char letters[SHADES];

	board_letters(flow, letters);
	typeset_fit(flow->canvas, index ? flow_bold(flow, 8.5) : flow_text(flow, 8.5), row.x, base, name - 8, title);
	chart_shares(flow->canvas, (struct box){row.x + name, row.y + 2, row.width - name - number, row.height - 4},
	    spread->count, letters);
	typeset_line(
	    flow->canvas, flow_right(flow_muted(flow, 8)), row.x + row.width, base, flow_count(flow, spread->total));
}

static double
panel_height(const struct board_story *board, size_t lens)
{
	const struct lens *model = &board->edition->model->lenses[lens];
	size_t bars = 1;

	for (size_t g = 0; g < model->group_count; g++)
		bars += spread_of(board, lens, (long)g).total > 0;
	return heading_step + bar_step * (double)bars + panel_gap;
}

static void
draw_panel(struct flow *flow, size_t lens, double x, double width)
{
	const struct lens *model = &flow->edition->model->lenses[lens];
	struct spread spread = spread_of(flow->board, lens, -1);
	double y = flow->y + heading_step;
	/* Half a sentence says nothing. */
	bool fits = typeset_measure(flow->canvas, flow_bold(flow, 10.5), model->title, strlen(model->title)) + 8 +
		typeset_measure(flow->canvas, flow_muted(flow, TYPESET_SMALLEST), model->help, strlen(model->help)) <
	    width;

	flow_heading_at(flow, x, flow->y + 11, width, model->title, fits ? model->help : "");
	draw_bar(flow, (struct box){x, y, width, bar_step}, flow_word(flow, "board.index"), &spread, true);
	for (size_t g = 0; g < model->group_count; g++) {
		spread = spread_of(flow->board, lens, (long)g);
		if (spread.total > 0)
			draw_bar(flow, (struct box){x, y += bar_step, width, bar_step}, model->groups[g].title, &spread,
			    false);
	}
}

/* Two lenses side by side; those that nothing is planned for are left out. */
void
block_distribution(struct flow *flow)
{
	const struct board_story *board = flow->board;
	double gap = 34, width = (flow->right - flow->left - gap) / 2, height = 0;
	size_t column = 0;

	for (size_t lens = 0; lens < flow->edition->model->lens_count; lens++) {
		if (spread_of(board, lens, -1).total == 0)
			continue;
		if (column == 0) {
			height = panel_height(board, lens);
			flow_need(flow, height);
		}
		height = fmax(height, panel_height(board, lens));
		/* The right one may be taller than the left one found room for. */
		if (column == 1 && !flow_fits(flow, height)) {
			flow_page(flow, flow->section, true);
			column = 0;
		}
		draw_panel(flow, lens, flow->left + (width + gap) * (double)column, width);
		column = (column + 1) % 2;
		if (column == 0)
			flow->y += height;
	}
	if (column == 1)
		flow->y += height;
}
