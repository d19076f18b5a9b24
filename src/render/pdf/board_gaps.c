/* Perception gaps over the portfolio, and what partners' people say about other partners. */
#include <math.h>

#include "base/count.h"
#include "render/pdf/board_blocks.h"

enum { PEERS_ACROSS = 9 };

static const double gap_height = 18, peer_height = 19, peer_title = 34;

static const struct column gap_columns[] = {
    {0, 176, "board.partner", ALIGN_LEFT},
    {184, 112, "voice.dimension", ALIGN_LEFT},
    {304, 116, "voice.scale", ALIGN_LEFT},
    {464, 38, "board.client", ALIGN_RIGHT},
    {516, 46, "board.other", ALIGN_RIGHT},
    {562, 40, "voice.gap", ALIGN_RIGHT},
    {576, 136, "voice.reading", ALIGN_LEFT},
};
enum { GAP_PARTNER, GAP_DIMENSION, GAP_SCALE, GAP_CLIENT, GAP_OTHER, GAP_SIZE, GAP_READING };

static const struct table_form gap_form = {"board.gaps", gap_columns, COUNT_OF(gap_columns), NULL};

static void
draw_gap(struct flow *flow, const struct board_gap *gap, bool banded)
{
	const struct board_story *board = flow->board;
	const struct group_view *view = &board->portfolio->partners[gap->at].views[gap->group];
	struct canvas *canvas = flow->canvas;
	double top = flow_row(flow, &gap_form, gap_height, banded), base = top + gap_height / 2 + 3, left = flow->left;
	struct dumbbell dumbbell = {{(double)view->client, (double)view->partner}, {NAN, NAN}};
	struct style style = flow_text(flow, 8.5);

	typeset_fit(canvas, flow_text(flow, 9), left, base, gap_columns[GAP_PARTNER].width, board_name(flow, gap->at));
	typeset_fit(canvas, style, left + gap_columns[GAP_DIMENSION].x, base, gap_columns[GAP_DIMENSION].width,
	    board->lens->groups[gap->group].title);
	chart_dumbbell(canvas,
	    (struct box){
		left + gap_columns[GAP_SCALE].x + 5, top + 3, gap_columns[GAP_SCALE].width - 10, gap_height - 6},
	    &dumbbell);
	typeset_line(canvas, flow_right(style), left + gap_columns[GAP_CLIENT].x, base,
	    flow_number(flow, (double)view->client, 2));
	typeset_line(canvas, flow_right(style), left + gap_columns[GAP_OTHER].x, base,
	    flow_number(flow, (double)view->partner, 2));
	typeset_line(canvas, flow_right(flow_bold(flow, 8.5)), left + gap_columns[GAP_SIZE].x, base,
	    flow_print(flow, "%s%s", view->gap > 0 ? "+" : "\xE2\x88\x92",
		flow_number(flow, fabs(board_points(view->gap)), 2)));
	flow_status(flow, view->gap_class == GAP_MISALIGNED ? RATING_RED : RATING_YELLOW, NAN,
	    left + gap_columns[GAP_READING].x + 5, top + gap_height / 2, 4.4);
	typeset_fit(canvas, style, left + gap_columns[GAP_READING].x + 24, base,
	    flow->right - left - gap_columns[GAP_READING].x - 24,
	    quadrant_name(flow->edition, (enum quadrant)view->quadrant));
}

void
block_gaps(struct flow *flow)
{
	const struct board_story *board = flow->board;
	size_t wanted = flow_parameter_number(flow, "rows");
	size_t shown = board->gap_count < wanted ? board->gap_count : wanted;

	if (shown == 0) {
		flow_heading(flow, flow_title(flow, "board.gaps"), "", 20);
		typeset_line(
		    flow->canvas, flow_muted(flow, 9.5), flow->left, flow->y + 6, flow_word(flow, "board.no_gaps"));
		flow->y += 26;
		return;
	}
	flow_table(flow, &gap_form,
	    flow_say(flow, "board.gap_note", "misaligned", flow_count(flow, board->misaligned), "watch",
		flow_count(flow, board->gap_count - board->misaligned), NULL),
	    gap_height);
	for (size_t i = 0; i < shown; i++)
		draw_gap(flow, &board->gaps[i], i % 2 == 1);
	if (shown < board->gap_count) {
		flow_need(flow, 14);
		typeset_line(flow->canvas, flow_text(flow, 8.5), flow->left, flow->y + 11,
		    flow_say(flow, "board.more_gaps", "count", flow_count(flow, board->gap_count - shown), NULL));
		flow->y += 14;
	}
	flow->y += 16;
}

static const char *
dataset_name(const struct flow *flow, size_t partner)
{
	return flow->edition->dataset->partners[partner].name;
}

static void
draw_peer_cell(struct flow *flow, const struct peer_cell *cell, struct box box)
{
	const struct policy *policy = &flow->edition->model->policy;
	struct style centred = flow_muted(flow, 8);
	double y = box.y + box.height / 2;
	enum rating rating;

	centred.align = ALIGN_CENTRE;
	if (isnan(cell->mean)) {
		typeset_line(flow->canvas, centred, box.x + box.width / 2, y + 3,
		    cell->heard ? flow_say(flow, "board.hidden", "minimum", flow_amount(flow, policy->min_n), NULL)
				: "");
		return;
	}
	rating = cell->mean >= policy->survey_green ? RATING_GREEN
	    : cell->mean >= policy->survey_yellow   ? RATING_YELLOW
						    : RATING_RED;
	shape_box(flow->canvas, (struct box){box.x + 1, box.y + 1, box.width - 2, box.height - 2},
	    flow->canvas->palette->tint[rating]);
	flow_status(flow, rating, NAN, box.x + 9, y, 4.4);
	typeset_line(flow->canvas, flow_right(flow_text(flow, 8.5)), box.x + box.width - 5, y + 3,
	    flow_print(flow, "%s (n %zu)", flow_number(flow, cell->mean, 1), cell->n));
}

static void
draw_peer_titles(struct flow *flow, size_t first, size_t last, double name, double width)
{
	const struct board_peers *peers = &flow->board->peers;

	for (size_t i = first; i < last; i++) {
		struct style style = flow_muted(flow, 8);
		const char *title = dataset_name(flow, peers->to[i]);
		size_t lines = typeset_count(flow->canvas, style, title, width - 6, 3);

		typeset_paragraph(flow->canvas, style, flow->left + name + width * (double)(i - first) + 3,
		    flow->y + peer_title - 7 - 9.6 * (double)(lines > 0 ? lines - 1 : 0), width - 6, 9.6, 3, title);
	}
	flow->y += peer_title;
}

/* Columns first..last of the matrix with all its rows. */
static void
draw_peers(struct flow *flow, size_t first, size_t last)
{
	const struct board_peers *peers = &flow->board->peers;
	double name = 170, width = fmin((flow->right - flow->left - name) / (double)(last - first), 84);
	const char *heading = flow_title(flow, "board.peers"),
		   *note = flow_say(
		       flow, "board.peer_note", "minimum", flow_amount(flow, flow->edition->model->policy.min_n), NULL);

	flow_heading(flow, heading, note, peer_title + peer_height);
	typeset_fit(flow->canvas, flow_muted(flow, 8), flow->left, flow->y + peer_title - 7, name - 8,
	    flow_word(flow, "board.answers_about"));
	draw_peer_titles(flow, first, last, name, width);
	for (size_t row = 0; row < peers->from_count; row++) {
		if (!flow_fits(flow, peer_height)) {
			flow_page(flow, flow->section, true);
			flow_heading(flow, flow_say(flow, "page.continued", "heading", heading, NULL), "", peer_title);
			draw_peer_titles(flow, first, last, name, width);
		}
		if (row % 2 == 1)
			shape_box(flow->canvas,
			    (struct box){
				flow->left - 4, flow->y, name + width * (double)(last - first) + 8, peer_height},
			    flow->canvas->palette->pale);
		typeset_fit(flow->canvas, flow_text(flow, 9), flow->left, flow->y + peer_height / 2 + 3, name - 8,
		    dataset_name(flow, peers->from[row]));
		for (size_t i = first; i < last; i++)
			draw_peer_cell(flow, &peers->cells[row * peers->to_count + i],
			    (struct box){flow->left + name + width * (double)(i - first), flow->y, width, peer_height});
		flow->y += peer_height;
	}
	flow->y += 16;
}

static bool
any_published(const struct board_peers *peers)
{
	for (size_t i = 0; i < peers->from_count * peers->to_count; i++)
		if (!isnan(peers->cells[i].mean))
			return true;
	return false;
}

/* A matrix of nothing but "n < 5" is one sentence. */
static void
tell_hidden(struct flow *flow)
{
	const struct board_peers *peers = &flow->board->peers;

	flow_heading(flow, flow_title(flow, "board.peers"), "", 24);
	flow->y += 12 *
		(double)typeset_paragraph(flow->canvas, flow_muted(flow, 9), flow->left, flow->y + 6,
		    flow->right - flow->left, 12, 2,
		    flow_say(flow, "board.peers_hidden", "from", flow_count(flow, peers->from_count), "to",
			flow_count(flow, peers->to_count), "minimum",
			flow_amount(flow, flow->edition->model->policy.min_n), NULL)) +
	    12;
}

void
block_peers(struct flow *flow)
{
	const struct board_peers *peers = &flow->board->peers;

	if (!any_published(peers) && peers->left_out == 0) {
		tell_hidden(flow);
		return;
	}
	for (size_t first = 0; first < peers->to_count; first += PEERS_ACROSS)
		draw_peers(
		    flow, first, first + PEERS_ACROSS < peers->to_count ? first + PEERS_ACROSS : peers->to_count);
	if (peers->left_out > 0) {
		flow_need(flow, 14);
		typeset_line(flow->canvas, flow_text(flow, 8.5), flow->left, flow->y,
		    flow_say(flow, "board.more_people", "count", flow_count(flow, peers->left_out), NULL));
		flow->y += 14;
	}
}
