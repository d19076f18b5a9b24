/* Page 3: the lenses beside the primary one, two cards in a row, and own performance against
 * collaboration. */
#include <math.h>
#include <string.h>

#include "render/pdf/blocks.h"

/* Cards are the lenses by index, and behind them the field of own performance and collaboration.
 * A card's groups beyond these are in the workbook. */
enum { CARD_ROWS_MAX = 12 };

static const double gutter = 26, title_height = 23, index_height = 20, group_height = 14,
		    line_height = 9.5, name_width = 100, balance_height = 38, field_height = 84,
		    legend_height = 18;

/* Shorter paper has narrower gaps, so that a whole model's lenses stay on one page. */
static double
card_gap(const struct flow *flow)
{
	return flow->canvas->height < 800 ? 5 : 8;
}

/* A long name takes two lines. */
static double
row_height(const struct flow *flow, const struct group *group)
{
	size_t lines =
	    typeset_count(flow->canvas, flow_text(flow, 8.5), group->title, name_width, 2);

	return lines == 2 ? group_height + line_height : group_height;
}

/* Of the planned groups that the card shows, and of the line about the others. */
static double
groups_height(const struct flow *flow, const struct lens *lens, const struct lens_score *score)
{
	double height = 0;
	size_t rows = 0;

	for (size_t i = 0; i < lens->group_count; i++)
		if (score->groups[i].planned)
			height += rows++ < CARD_ROWS_MAX ? row_height(flow, &lens->groups[i]) : 0;
	return rows > CARD_ROWS_MAX ? height + group_height : height;
}

/* Collaboration: the first lens that is not the primary one, or -1. */
static long
beside(const struct model *model)
{
	for (size_t i = 0; i < model->lens_count; i++)
		if (i != model->primary)
			return (long)i;
	return -1;
}

static bool
has_field(const struct flow *flow)
{
	long lens = beside(flow->story->edition->model);

	return lens != -1 && isfinite(flow->story->card->own.score) &&
	    isfinite(flow->story->card->lenses[lens].index);
}

static bool
is_field(const struct flow *flow, size_t card)
{
	return card == flow->edition->model->lens_count;
}

static double
card_height(const struct flow *flow, size_t card)
{
	const struct lens *lenses = flow->story->edition->model->lenses;
	const struct lens_score *score;
	double height;

	if (is_field(flow, card))
		return title_height + field_height + card_gap(flow);
	score = &flow->story->card->lenses[card];
	height = title_height + index_height + groups_height(flow, &lenses[card], score) +
	    card_gap(flow);
	return isfinite(score->balance) ? height + balance_height : height;
}

/* Words for a colour that need it, as uk4 has them, take two lines around y. */
static void
draw_word(struct flow *flow, const char *word, double x, double y, double width)
{
	struct style style = flow_text(flow, 8.5), small = flow_text(flow, TYPESET_SMALLEST);

	if (typeset_count(flow->canvas, small, word, width, 2) > 1)
		typeset_paragraph(flow->canvas, small, x, y - 1.4, width, 8.8, 2, word);
	else
		typeset_fit(flow->canvas, style, x, y + 3, width, word);
}

/* Mark, number and word of the index, its change and evidence. */
static void
draw_index(struct flow *flow, const struct lens_score *score, struct box box)
{
	struct canvas *canvas = flow->canvas;
	double y = box.y + 8, right = box.x + box.width;
	double x = box.x + 26;
	double evidence;

	flow_status(flow, score->rating, score->index, box.x + 7, y, 5.6);
	/* A dash behind the letter would read as one with it. */
	if (isfinite(score->index))
		x += 7 +
		    typeset_line(canvas, flow_bold(flow, 14), x, y + 5,
			flow_score(flow, score_printed(score->index)));
	flow_change(flow, score->change, right, y, 8.5);
	evidence = typeset_line(canvas, flow_right(flow_muted(flow, 8)), right - 44, y + 3,
	    flow_say(flow, "answer.evidence", "share", flow_number(flow, score->evidence * 100, 0),
		NULL));
	draw_word(flow, flow_rating(flow, score->rating, score->index), x, y, right - 44 - evidence - 6 - x);
}

/* Name, mark, bar, score and change of one group in a row of this height. */
static void
draw_group(struct flow *flow, const struct group *group, const struct group_score *score,
    struct box box, double height)
{
	struct canvas *canvas = flow->canvas;
	double right = box.x + box.width, bar = box.x + 26 + name_width + 13,
	       y = box.y + height / 2;

	flow_status(flow, score->rating, score->score, box.x + 7, y, 4.2);
	if (score->watermelon == WATERMELON_GREEN_OUTSIDE)
		shape_watermelon(canvas, bar - 7, y, 5.2);
	typeset_paragraph(canvas, flow_text(flow, 8.5), box.x + 26,
	    y + 3 - (height - group_height) / 2, name_width, line_height, 2, group->title);
	chart_bar(canvas, (struct box){bar, y - 3, right - 66 - bar, 6},
	    score_printed(score->score), score->previous, score->rating);
	typeset_line(canvas, flow_right(flow_bold(flow, 9)), right - 40, y + 3.2,
	    flow_score(flow, score_printed(score->score)));
	flow_change(flow, score->change, right, y, 8);
}

/* Which side weighs more, in a bar and in words. */
static void
draw_balance(
    struct flow *flow, const struct lens *lens, const struct lens_score *score, struct box box)
{
	double flag = flow->story->edition->model->policy.mandate_flag;
	struct style style = flow_text(flow, 8.5);
	double middle = box.x + box.width / 2, half = box.width / 2 - 8;

	box.y += 4;
	typeset_fit(flow->canvas, style, box.x, box.y + 10, half,
	    flow_print(flow, "\xE2\x80\xB9 %s", lens->groups[1].title));
	typeset_fit(flow->canvas, flow_right(style), box.x + box.width, box.y + 10, half,
	    flow_print(flow, "%s \xE2\x80\xBA", lens->groups[0].title));
	chart_balance(flow->canvas, (struct box){box.x, box.y + 15, box.width, 8}, score->balance,
	    flag, score->out_of_balance);
	style = flow_muted(flow, 8);
	style.align = ALIGN_CENTRE;
	typeset_fit(flow->canvas, style, middle, box.y + 34, box.width,
	    flow_say(flow, score->out_of_balance ? "lenses.out_of_balance" : "lenses.balance",
		"points",
		flow_checked(flow, story_signed(flow->story->edition, score->balance, flow->arena)),
		"flag", flow_amount(flow, flag), NULL));
}

static void
draw_lens(struct flow *flow, size_t index, struct box box)
{
	const struct lens *lens = &flow->story->edition->model->lenses[index];
	const struct lens_score *score = &flow->story->card->lenses[index];
	size_t rows = 0, beyond = 0;

	flow_heading_at(flow, box.x, box.y + 11, box.width, lens->title, "");
	box.y += title_height;
	draw_index(flow, score, box);
	box.y += index_height;
	for (size_t i = 0; i < lens->group_count; i++) {
		if (!score->groups[i].planned)
			continue;
		if (rows++ >= CARD_ROWS_MAX) {
			beyond++;
			continue;
		}
		draw_group(flow, &lens->groups[i], &score->groups[i], box,
		    row_height(flow, &lens->groups[i]));
		box.y += row_height(flow, &lens->groups[i]);
	}
	if (beyond > 0)
		typeset_fit(flow->canvas, flow_text(flow, 8), box.x, box.y + 10, box.width,
		    flow_say(flow, "answer.more_groups", "count", flow_count(flow, beyond), NULL));
	if (isfinite(score->balance))
		draw_balance(flow, lens, score, box);
}

static const char *
field_key(const struct flow *flow, double own, double together)
{
	double limit = flow->story->edition->model->policy.green;

	if (own >= limit)
		return together >= limit ? "lenses.delivers_both" : "lenses.delivers_only";
	return together >= limit ? "lenses.collaborates_only" : "lenses.delivers_neither";
}

static void
draw_axis(struct flow *flow, const char *title, double score, double x, double y, double width)
{
	double used = typeset_line(
	    flow->canvas, flow_right(flow_bold(flow, 8.5)), x + width, y, flow_score(flow, score));

	typeset_fit(flow->canvas, flow_text(flow, 8.5), x, y, width - used - 6, title);
}

static void
draw_field(struct flow *flow, struct box box)
{
	struct canvas *canvas = flow->canvas;
	const struct model *model = flow->story->edition->model;
	const struct lens *lens = &model->lenses[beside(model)];
	double own = score_printed(flow->story->card->own.score);
	double together = score_printed(flow->story->card->lenses[beside(model)].index);
	struct box plot = {box.x + 10, box.y + title_height + 2, 96, field_height - 16};
	double x = plot.x + plot.width + 14, width = box.x + box.width - x;
	double y = plot.y + 8;

	flow_heading_at(flow, box.x, box.y + 11, box.width,
	    flow_say(flow, "lenses.field", "lens", lens->title, NULL), "");
	chart_field(canvas, plot, model->policy.green, own, together,
	    flow_shade(flow, flow->story->health->rating, flow->story->health->index));
	y += 10.5 *
		(double)typeset_paragraph(canvas, flow_bold(flow, 8.5), x, y, width, 10.5, 3,
		    flow_word(flow, field_key(flow, own, together))) +
	    3;
	draw_axis(flow, flow_word(flow, "answer.own"), own, x, y, width);
	draw_axis(flow, lens->title, together, x, y + 13, width);
	typeset_paragraph(canvas, flow_muted(flow, 8), x, y + 28, width, 10, 2,
	    flow_say(flow, "lenses.limit", "limit", flow_amount(flow, model->policy.green), NULL));
}

static void
draw_card(struct flow *flow, size_t card, struct box box)
{
	if (is_field(flow, card))
		draw_field(flow, box);
	else
		draw_lens(flow, card, box);
}

static bool
shown(const struct flow *flow, size_t lens)
{
	return lens != flow->edition->model->primary && flow->story->card->lenses[lens].planned;
}

bool
lenses_has(const struct flow *flow)
{
	for (size_t i = 0; i < flow->edition->model->lens_count; i++)
		if (shown(flow, i))
			return true;
	return false;
}

/* The first card from this one on; one beyond the field if there is none. */
static size_t
next_card(const struct flow *flow, size_t card)
{
	size_t field = flow->edition->model->lens_count;

	while (card < field && !shown(flow, card))
		card++;
	return card == field && !has_field(flow) ? field + 1 : card;
}

/* True if the slice stands beside some group and so has to be explained. */
static bool
has_watermelon(const struct flow *flow)
{
	const struct model *model = flow->edition->model;

	for (size_t i = 0; i < model->lens_count; i++)
		for (size_t g = 0; shown(flow, i) && g < model->lenses[i].group_count; g++)
			if (flow->story->card->lenses[i].groups[g].watermelon ==
			    WATERMELON_GREEN_OUTSIDE)
				return true;
	return false;
}

static void
explain_watermelon(struct flow *flow)
{
	shape_watermelon(flow->canvas, flow->left + 6, flow->y + 1, 5.2);
	typeset_fit(flow->canvas, flow_muted(flow, 8), flow->left + 16, flow->y + 4,
	    flow->right - flow->left - 16, flow_word(flow, "lenses.watermelon"));
	flow->y += legend_height;
}

/* Cards side by side, as high as the higher one, with room for what comes below the last. */
static void
draw_row(struct flow *flow, const size_t *cards, size_t count, double following)
{
	double width = (flow->right - flow->left - gutter) / 2, height = 0;

	for (size_t i = 0; i < count; i++)
		height = fmax(height, card_height(flow, cards[i]));
	flow_need(flow, height - card_gap(flow) + following);
	for (size_t i = 0; i < count; i++)
		draw_card(flow, cards[i],
		    (struct box){
			flow->left + (width + gutter) * (double)i, flow->y, width, height});
	flow->y += height;
}

void
block_lenses(struct flow *flow)
{
	size_t end = flow->edition->model->lens_count + 1;
	bool watermelon = has_watermelon(flow);
	size_t next;

	if (!lenses_has(flow))
		return;
	for (size_t first = next_card(flow, 0); first < end; first = next) {
		size_t row[] = {first, next_card(flow, first + 1)};

		next = next_card(flow, row[1] + 1);
		draw_row(flow, row, row[1] < end ? 2 : 1,
		    next >= end && watermelon ? card_gap(flow) + legend_height : 0);
	}
	if (watermelon)
		explain_watermelon(flow);
}
