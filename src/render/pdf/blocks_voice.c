/* Page 2: what both sides say, per group and per question. Suppressed cells are shown as such. */
#include <math.h>

#include "base/count.h"
#include "render/pdf/blocks.h"

static const struct column group_columns[] = {
    {0, 128, "voice.dimension", ALIGN_LEFT},
    {197, 68, "side.client_mean", ALIGN_RIGHT},
    {267, 68, "side.partner_mean", ALIGN_RIGHT},
    {332, 112, "voice.scale", ALIGN_CENTRE},
    {419, 30, "voice.gap", ALIGN_RIGHT},
    {426, 89, "voice.reading", ALIGN_LEFT},
};

enum { DIMENSION, CLIENT, PARTNER, MEAN, GAP, READING };

static const struct table_form group_form = {
    "voice.section", group_columns, COUNT_OF(group_columns), NULL};

static const struct column question_columns[] = {
    {0, 196, "voice.question", ALIGN_LEFT},
    {515, 40, "voice.mean", ALIGN_RIGHT},
};

/* Above the bars: five squares between the words for the ends of the scale. */
static void
draw_answers_legend(struct flow *flow, double y)
{
	struct canvas *canvas = flow->canvas;
	struct style style = flow_muted(flow, 8);
	double x = flow->left + 356 - 2.5 * 9;

	typeset_line(canvas, flow_right(style), x - 4, y, flow_word(flow, "voice.disagree"));
	for (int i = 0; i < 5; i++)
		shape_box(
		    canvas, (struct box){x + 9 * i, y - 6.5, 8, 7}, canvas->palette->likert[i]);
	typeset_line(canvas, style, x + 5 * 9 + 3, y, flow_word(flow, "voice.agree"));
}

static const struct table_form question_form = {
    "voice.questions", question_columns, COUNT_OF(question_columns), draw_answers_legend};

/* A table this short stays on one page. */
enum { ROWS_TOGETHER = 12 };

static const double group_height = 26, side_step = 12.3;

static const char *const side_labels[SIDES] = {"side.client", "side.partner", "side.peer"};

/* "4.12 (8)", "n < 5", "guarded" or "no answers". */
static const char *
voice_text(struct flow *flow, const struct voice *voice)
{
	if (!voice->heard)
		return flow_word(flow, "voice.nobody");
	if (voice->guarded)
		return flow_word(flow, "voice.guarded");
	if (!voice->published)
		return flow_print(flow, "n < %s", flow_amount(flow, flow->story->edition->model->policy.min_n));
	return flow_print(flow, "%s (%zu)", flow_number(flow, voice->mean, 2), voice->n);
}

static void
draw_voice(struct flow *flow, const struct voice *voice, double right, double width, double y)
{
	struct style style = voice->published ? flow_text(flow, 8.5) : flow_muted(flow, 8.5);

	typeset_fit(flow->canvas, flow_right(style), right, y, width, voice_text(flow, voice));
}

static void
draw_dumbbell(struct flow *flow, const struct group_score *score, struct box box)
{
	struct dumbbell dumbbell;

	if (!score->sides[SIDE_CLIENT].published && !score->sides[SIDE_PARTNER].published) {
		shape_hatch(
		    flow->canvas, (struct box){box.x, box.y + 4, box.width, box.height - 8});
		return;
	}
	for (int i = 0; i < 2; i++) {
		const struct voice *voice = &score->sides[i == 0 ? SIDE_CLIENT : SIDE_PARTNER];

		dumbbell.mean[i] = voice->published ? voice->mean : NAN;
		dumbbell.half_width[i] = voice->published ? voice->half_width : NAN;
	}
	chart_dumbbell(flow->canvas, box, &dumbbell);
}

static void
draw_group(struct flow *flow, size_t index, bool banded)
{
	const struct story *story = flow->story;
	const struct group_score *score = &story->health->groups[index];
	double top = flow_row(flow, &group_form, group_height, banded), y = top + group_height / 2;
	const struct column *columns = group_columns;
	struct box axis = {flow->left + columns[MEAN].x - columns[MEAN].width / 2, top + 5,
	    columns[MEAN].width, group_height - 10};

	typeset_fit(flow->canvas, flow_text(flow, 9), flow->left, y + 3, columns[DIMENSION].width,
	    story->lens->groups[index].title);
	draw_voice(flow, &score->sides[SIDE_CLIENT], flow->left + columns[CLIENT].x,
	    columns[CLIENT].width, y + 3);
	draw_voice(flow, &score->sides[SIDE_PARTNER], flow->left + columns[PARTNER].x,
	    columns[PARTNER].width, y + 3);
	draw_dumbbell(flow, score, axis);
	if (!isfinite(score->gap)) {
		typeset_line(flow->canvas, flow_right(flow_muted(flow, 9)),
		    flow->left + columns[GAP].x, y + 3, "\xE2\x80\x93");
		return;
	}
	typeset_line(flow->canvas, flow_right(flow_bold(flow, 9)), flow->left + columns[GAP].x,
	    y + 3,
	    flow_print(flow, "%s%s",
		score->gap > 0       ? "+"
		    : score->gap < 0 ? "\xE2\x88\x92"
				     : "",
		flow_number(flow, fabs(score->gap), 2)));
	typeset_fit(flow->canvas, flow_text(flow, 8.5), flow->left + columns[READING].x, y - 1.5,
	    columns[READING].width, gap_class_name(story->edition, score->gap_class));
	typeset_fit(flow->canvas, flow_muted(flow, 8), flow->left + columns[READING].x, y + 8.5,
	    columns[READING].width, story->gap_words[index]);
}

/* Which mark is whose. */
static void
draw_sides_legend(struct flow *flow)
{
	struct canvas *canvas = flow->canvas;
	struct style style = flow_muted(flow, 8);
	double x = flow->left + group_columns[MEAN].x - group_columns[MEAN].width / 2,
	       y = flow->y + 10;

	typeset_line(canvas, style, x - 2, y, "1");
	typeset_line(canvas, flow_right(style), x + group_columns[MEAN].width + 2, y, "5");
	shape_disc(canvas, flow->left + 4, y - 2.8, 3.4, canvas->palette->client);
	x = flow->left + 11 + typeset_line(canvas, style, flow->left + 11, y, flow_word(flow, "side.client")) +
	    14;
	shape_box(canvas, (struct box){x, y - 6, 6.4, 6.4}, canvas->palette->partner);
	x += 10 + typeset_line(canvas, style, x + 10, y, flow_word(flow, "side.partner")) + 14;
	typeset_line(canvas, style, x, y, flow_word(flow, "voice.interval"));
	flow->y += 24;
}

void
block_voice(struct flow *flow)
{
	const struct story *story = flow->story;
	const struct scorecard *card = story->card;
	char period[PERIOD_SIZE];
	size_t row = 0, rows = 0;

	if (!card->has_survey) {
		flow_heading(flow, flow_title(flow, "voice.section"), "", 24);
		typeset_line(flow->canvas, flow_muted(flow, 9.5), flow->left, flow->y + 6,
		    flow_word(flow, "voice.none"));
		flow->y += 26;
		return;
	}
	for (size_t i = 0; i < story->lens->group_count; i++)
		rows += story->health->groups[i].planned && story->health->groups[i].survey_planned;
	flow_table(flow, &group_form,
	    flow_say(flow, "voice.answers_of", "period", period_name(card->survey_period, period), NULL),
	    group_height * (double)(rows < ROWS_TOGETHER ? rows : 1));
	for (size_t i = 0; i < story->lens->group_count; i++)
		if (story->health->groups[i].planned && story->health->groups[i].survey_planned)
			draw_group(flow, i, row++ % 2 == 0);
	draw_sides_legend(flow);
}

/* Points for 100 % so that the bar that reaches farthest just fits; all bars share it, or
 * they could not be compared. */
static double
bar_scale(const struct scorecard *card, double width)
{
	double reach = 0.5;

	for (size_t i = 0; i < card->question_count; i++)
		for (int side = 0; side < SIDES; side++)
			if (card->questions[i].sides[side].published)
				reach = fmax(
				    reach, chart_likert_reach(card->questions[i].sides[side].bars));
	return width / 2 / reach;
}

/* One line per side that was heard or is asked. */
static void
draw_question_side(
    struct flow *flow, const struct question_voice *voice, enum side side, double scale, double top)
{
	const struct voice *said = &voice->sides[side];
	struct box box = {flow->left + 248, top + 0.5, 216, 11.3};

	typeset_fit(flow->canvas, flow_muted(flow, 8), flow->left + 204, top + 9.5, 42,
	    flow_word(flow, side_labels[side]));
	/* Where nobody answered there is no bar either. */
	draw_voice(flow, said, flow->right, said->heard ? 52 : 110, top + 9.8);
	if (said->published)
		chart_likert(flow->canvas, box, scale, said->bars);
	else if (said->heard)
		shape_hatch(flow->canvas,
		    (struct box){box.x + box.width / 2 - 20, box.y + 2, 40, box.height - 4});
}

static double
question_height(bool peers)
{
	return side_step * (peers ? 3 : 2) + 2;
}

static void
draw_question(struct flow *flow, const struct question_voice *voice, double scale, bool banded)
{
	const struct question *question = &flow->story->edition->model->questions[voice->question];
	bool peers = voice->sides[SIDE_PEER].heard;
	double top = flow_row(flow, &question_form, question_height(peers), banded);
	size_t lines = typeset_count(flow->canvas, flow_text(flow, 8.5), question->text, 192, 3);

	typeset_paragraph(flow->canvas, flow_text(flow, 8.5), flow->left,
	    top +
		(lines == 1          ? 16.5
			: lines == 2 ? 11.5
				     : 8),
	    192, 9.8, 3, question->text);
	shape_line(flow->canvas, flow->left + 356, top + 1, flow->left + 356,
	    top + question_height(peers) - 1, flow->canvas->palette->muted, 0.5);
	draw_question_side(flow, voice, SIDE_CLIENT, scale, top + 1);
	draw_question_side(flow, voice, SIDE_PARTNER, scale, top + 1 + side_step);
	if (peers)
		draw_question_side(flow, voice, SIDE_PEER, scale, top + 1 + 2 * side_step);
}

/* Answered in an earlier survey, by nobody in this one. */
static bool
unanswered(const struct question_voice *voice)
{
	for (int side = 0; side < SIDES; side++)
		if (voice->sides[side].heard)
			return false;
	return true;
}

void
block_questions(struct flow *flow)
{
	const struct scorecard *card = flow->story->card;
	size_t row = 0, left_out = 0, shown;
	double scale;

	for (size_t i = 0; i < card->question_count; i++)
		left_out += unanswered(&card->questions[i]);
	if (!card->has_survey || card->question_count == left_out)
		return;
	scale = bar_scale(card, 216);
	flow_table(flow, &question_form, flow_word(flow, "voice.answers"), question_height(true));
	shown = flow_rows(flow, card->question_count - left_out);
	for (size_t i = 0; i < card->question_count && row < shown; i++)
		if (!unanswered(&card->questions[i]))
			draw_question(flow, &card->questions[i], scale, row++ % 2 == 0);
	flow_more(flow, "voice.more", card->question_count - left_out - shown);
	flow_more(flow, "voice.unanswered", left_out);
	flow->y += 8;
}
