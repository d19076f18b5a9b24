/* One card a partner that is red, a watermelon, or moved most: what the board needs to talk about it. */
#include <math.h>

#include "base/count.h"
#include "render/pdf/board_blocks.h"

enum { CARDS_ACROSS = 3, CARDS_DOWN = 2, CARD_GROUPS_MAX = 6, CARD_HISTORY_MAX = 8 };

static const double card_gap = 14, history_width = 78, heading_room = 24;

/* "supplier  ·  tier 1", as far as the partners file says. */
static const char *
subtitle(struct flow *flow, const struct partner *partner)
{
	const char *tier = *partner->tier == '\0' ? "" : flow_say(flow, "subtitle.tier", "tier", partner->tier, NULL);
	bool both = *partner->kind != '\0' && *tier != '\0';

	return flow_print(flow, "%s%s%s", partner->kind, both ? "  \xC2\xB7  " : "", tier);
}

/* The last periods of the index, in the reach of 0..100. */
static void
draw_history(struct flow *flow, const struct partner_summary *summary, struct box box)
{
	size_t count = flow->board->portfolio->history_count;
	size_t shown = count < CARD_HISTORY_MAX ? count : CARD_HISTORY_MAX;
	double step = box.width / CARD_HISTORY_MAX;

	shape_line(flow->canvas, box.x, box.y + box.height, box.x + box.width, box.y + box.height,
	    flow->canvas->palette->line, 0.8);
	for (size_t i = 0; i < shown; i++) {
		const struct period_cell *cell = &summary->history[count - shown + i];
		double height = box.height * fmin(fmax(board_score(cell->score), 0), 100) / 100;
		struct box bar = {box.x + step * (double)(CARD_HISTORY_MAX - shown + i) + 1.5,
		    box.y + box.height - height, step - 3, height};

		if (isfinite(height))
			shape_box(flow->canvas, bar, flow->canvas->palette->status[cell->rating]);
	}
}

/* Colour in letter and word, and whether the partner is a watermelon. */
static void
draw_verdict(struct flow *flow, const struct score_cell *index, bool watermelon, double x, double y, double width)
{
	struct style style = flow_muted(flow, 8);
	double used = typeset_fit(flow->canvas, style, x, y, width,
	    flow_print(flow, "%c  %s", story_score_letter(flow->edition, (enum rating)index->rating, board_score(index->score)),
		flow_rating(flow, (enum rating)index->rating, board_score(index->score))));

	if (!watermelon)
		return;
	shape_watermelon(flow->canvas, x + used + 12, y - 2.6, 4.6);
	typeset_fit(flow->canvas, flow_bold(flow, 8), x + used + 20, y, width - used - 20,
	    flow_word(flow, "board.is_watermelon"));
}

static void
draw_headline(
    struct flow *flow, const struct score_cell *index, bool watermelon, double x, double y, double width)
{
	double score = board_score(index->score);

	shape_status(flow->canvas, flow_shade(flow, (enum rating)index->rating, score), x + 10, y + 10, 9.5);
	typeset_line(flow->canvas, flow_bold(flow, 19), x + 26, y + 17, flow_score(flow, score));
	draw_verdict(flow, index, watermelon, x + 26, y + 28, width - 26);
	flow_change(flow, board_score(index->change), x + 118, y + 13, 9);
}

/* Title left, mark and score right, arrow behind. */
static void
draw_line(struct flow *flow, const char *title, const struct score_cell *cell, double x, double y, double width)
{
	typeset_fit(flow->canvas, flow_text(flow, 8.5), x, y + 9, width - 84, title);
	board_cell(flow, cell, (struct box){x + width - 80, y, 80, 13.5}, true);
}

static double
draw_lines(struct flow *flow, const struct partner_summary *summary, double x, double y, double width)
{
	const struct board_story *board = flow->board;
	const struct model *model = flow->edition->model;
	size_t offset = board->portfolio->group_offset[model->primary];
	const struct score_cell own = {
	    summary->own_score, NAN, summary->own_rating, summary->own_rating, summary->kpi_planned > 0, 0};
	size_t shown = 0;

	for (size_t g = 0; g < board->lens->group_count && shown < CARD_GROUPS_MAX; g++) {
		if (!summary->group[offset + g].planned)
			continue;
		draw_line(flow, board->lens->groups[g].title, &summary->group[offset + g], x, y, width);
		y += 13.5;
		shown++;
	}
	y += 5;
	draw_line(flow, flow_word(flow, "answer.own"), &own, x, y, width);
	if (board->collaboration >= 0)
		draw_line(flow, model->lenses[board->collaboration].title, &summary->lens[board->collaboration], x,
		    y += 13.5, width);
	return y + 13.5;
}

/* Why the card is here, and what would help, as far as there is room: at least two lines for the first. */
static void
draw_words(struct flow *flow, const char *reason, const char *ask, struct box box)
{
	struct style style = flow_text(flow, 8.5);
	size_t room = (size_t)fmax(box.height / 10.6, 0), used;

	used = typeset_paragraph(flow->canvas, style, box.x, box.y + 8, box.width, 10.6, room < 3 ? room : 3, reason);
	if (*ask != '\0' && used < room)
		typeset_paragraph(flow->canvas, flow_bold(flow, 8.5), box.x, box.y + 10 + 10.6 * (double)used,
		    box.width, 10.6, room - used, ask);
}

static void
draw_card(struct flow *flow, size_t at, struct box box)
{
	const struct board_story *board = flow->board;
	const struct partner_summary *summary = &board->portfolio->partners[at];
	const struct partner *partner = &flow->edition->dataset->partners[summary->partner];
	const struct score_cell *index = &summary->lens[flow->edition->model->primary];
	struct canvas *canvas = flow->canvas;
	double x = box.x + 12, width = box.width - 24, y;

	shape_round_frame(canvas, box, 5, canvas->palette->line, 0.9);
	shape_box(canvas, (struct box){box.x, box.y + 12, 3, 24}, canvas->palette->status[index->rating]);
	typeset_fit(canvas, flow_bold(flow, 11), x, box.y + 21, width, board_name(flow, at));
	typeset_fit(canvas, flow_muted(flow, 8), x, box.y + 33, width, subtitle(flow, partner));
	draw_headline(flow, index, board_is_watermelon(board, at), x, box.y + 42, width);
	draw_history(flow, summary, (struct box){x + width - history_width, box.y + 41, history_width, 20});
	y = draw_lines(flow, summary, x, box.y + 80, width);
	draw_words(
	    flow, board->reasons[at], board->asks[at], (struct box){x, y + 5, width, box.y + box.height - y - 11});
	targets_add(flow->targets, canvas, board_name(flow, at), board_key(at), box.y - 6);
}

/* Below another page of the template the head names that one, so the cards say what they are. */
static void
draw_heading(struct flow *flow, double first_row)
{
	bool top = flow->bottom - flow->y >= flow_room(flow);

	if (!top && flow_fits(flow, first_row + heading_room))
		flow_heading(flow, flow_title(flow, "page_title.cards"), "", first_row);
}

void
block_cards(struct flow *flow)
{
	const struct board_story *board = flow->board;
	double width = (flow->right - flow->left - (CARDS_ACROSS - 1) * card_gap) / CARDS_ACROSS;
	double height = fmin((flow_room(flow) - (CARDS_DOWN - 1) * card_gap) / CARDS_DOWN, 236);

	if (board->card_count > 0)
		draw_heading(flow, height);
	for (size_t i = 0; i < board->card_count; i++) {
		size_t column = i % CARDS_ACROSS;

		if (column == 0)
			flow_need(flow, height);
		draw_card(flow, board->cards[i],
		    (struct box){flow->left + (width + card_gap) * (double)column, flow->y, width, height});
		if (column + 1 == CARDS_ACROSS || i + 1 == board->card_count)
			flow->y += height + card_gap - 0.1;
	}
	if (board->card_count == board->card_total)
		return;
	flow_need(flow, 16);
	typeset_line(flow->canvas, flow_text(flow, 9), flow->left, flow->y + 8,
	    flow_say(flow, "board.more_cards", "count", flow_count(flow, board->card_total - board->card_count),
		"period", flow->edition->period, NULL));
	flow->y += 16;
}
