/* Page 1, lower half: history, three things to know, caps and overrides, completeness. */
#include <math.h>

#include "render/pdf/blocks.h"

/* One period of the strip: column from 0 to 100, number above, mark and name below. */
static void
draw_period(
    struct flow *flow, const struct history_point *point, double centre, double top, bool reported)
{
	struct canvas *canvas = flow->canvas;
	size_t primary = flow->story->edition->model->primary;
	double score = point->index[primary];
	enum rating rating = point->rating[primary];
	double full = 40, base = top + 14 + full, height = full * fmin(fmax(score, 0), 100) / 100;
	struct style number = reported ? flow_bold(flow, 9) : flow_text(flow, 8.5);
	struct style name = reported ? flow_bold(flow, 8) : flow_muted(flow, 8);
	struct box bar = {centre - 11, base - height, 22, height};
	char text[PERIOD_SIZE];

	number.align = name.align = ALIGN_CENTRE;
	if (isfinite(score)) {
		shape_box(canvas, bar, canvas->palette->status[rating]);
	} else {
		bar = (struct box){centre - 11, base - 12, 22, 12};
		shape_hatch(canvas, bar);
	}
	typeset_line(canvas, number, centre, bar.y - 3.5, flow_score(flow, score));
	flow_status(flow, rating, centre - 5.5, base + 10, 4.2);
	typeset_line(canvas, name, centre, base + 26, period_name(point->period, text));
}

void
block_history(struct flow *flow)
{
	const struct scorecard *card = flow->story->card;
	double top, step;

	if (card->history_count < 2)
		return;
	flow_heading(flow, label(LABEL_HISTORY), flow->story->lens->title, 84);
	top = flow->y;
	step = (flow->right - flow->left) / fmax((double)card->history_count, 6);
	shape_line(flow->canvas, flow->left, top + 54, flow->right, top + 54,
	    flow->canvas->palette->line, 0.8);
	for (size_t i = 0; i < card->history_count; i++)
		draw_period(flow, &card->history[i], flow->left + step * ((double)i + 0.5), top,
		    i + 1 == card->history_count);
	flow->y = top + 98;
}

void
block_things(struct flow *flow)
{
	const struct story *story = flow->story;
	double width = flow->right - flow->left - 32;
	struct style lead = flow_bold(flow, 10.5);

	flow_heading(
	    flow, label(story->thing_count == 3 ? LABEL_THINGS : LABEL_FEWER_THINGS), "", 40);
	flow->y += 5;
	flow->y += 7 +
	    13.5 *
		(double)typeset_paragraph(flow->canvas, lead, flow->left, flow->y + 4, width + 32,
		    13.5, 2, story->verdict);
	if (story->thing_count == 0 && story->health->rating != RATING_GREY) {
		typeset_line(flow->canvas, flow_muted(flow, 9.5), flow->left, flow->y + 4,
		    label(LABEL_NO_THINGS));
		flow->y += 16;
	}
	for (size_t i = 0; i < story->thing_count; i++) {
		const struct remark *thing = &story->things[i];
		struct style style = flow_text(flow, 9.5);
		size_t lines = typeset_count(flow->canvas, style, thing->text, width, 4);

		flow_need(flow, 13 * (double)lines);
		flow_status(flow, thing->rating, flow->left + 6, flow->y + 1.2, 5.2);
		typeset_paragraph(
		    flow->canvas, style, flow->left + 30, flow->y + 4.5, width, 13, 4, thing->text);
		flow->y += 13 * (double)lines + 4.5;
	}
	flow->y += 8;
}

void
block_alerts(struct flow *flow)
{
	const struct story *story = flow->story;
	double width = flow->right - flow->left - 46;

	if (story->alert_count == 0)
		return;
	flow_heading(flow, label(LABEL_ALERTS), "", 30);
	for (size_t i = 0; i < story->alert_count; i++) {
		const struct remark *alert = &story->alerts[i];
		struct style style = flow_text(flow, 9);
		size_t lines = typeset_count(flow->canvas, style, alert->text, width, 5);
		double height = 12 * (double)lines + 9;

		flow_need(flow, height);
		shape_round_box(flow->canvas,
		    (struct box){flow->left, flow->y - 4, flow->right - flow->left, height}, 4,
		    flow->canvas->palette->tint[alert->rating]);
		flow_status(flow, alert->rating, flow->left + 13, flow->y + 6.5, 5.4);
		typeset_paragraph(
		    flow->canvas, style, flow->left + 37, flow->y + 9.8, width, 12, 5, alert->text);
		flow->y += height + 5;
	}
	flow->y += 6;
}

/* What the four marks mean, in one line. */
static void
draw_legend(struct flow *flow, double y)
{
	static const enum rating order[] = {RATING_GREEN, RATING_YELLOW, RATING_RED, RATING_GREY};
	const struct settings *settings = flow->story->edition->settings;
	const struct policy *policy = &flow->story->edition->model->policy;
	double x = flow->left;

	for (size_t i = 0; i < sizeof order / sizeof *order; i++) {
		const char *word = story_rating_word(settings, order[i]);
		char letter = story_rating_letter(settings, order[i]);
		const char *text;

		if (order[i] == RATING_GREEN)
			text = flow_print(flow, "%c  %s: %g %s", letter, word, policy->green,
			    label(LABEL_AND_ABOVE));
		else if (order[i] == RATING_YELLOW)
			text = flow_print(flow, "%c  %s: %g %s %g", letter, word, policy->yellow,
			    label(LABEL_TO_BELOW), policy->green);
		else if (order[i] == RATING_RED)
			text = flow_print(flow, "%c  %s: %s %g", letter, word, label(LABEL_BELOW),
			    policy->yellow);
		else
			text = flow_print(flow, "%c  %s: %s %g %% %s", letter, word,
			    label(LABEL_LESS_THAN), policy->min_evidence, label(LABEL_OF_EVIDENCE));
		shape_status(flow->canvas, order[i], x + 4.5, y - 2.9, 4.2);
		x += 13 + typeset_line(flow->canvas, flow_muted(flow, 8), x + 13, y, text) + 18;
	}
}

const char *
unprintable_text(struct flow *flow, size_t count)
{
	return count == 0 ? "" : flow_print(flow, "%zu %s", count, label(LABEL_UNPRINTABLE));
}

/* Possible range of the score, and characters that could not be printed. */
static const char *
data_quality(struct flow *flow)
{
	const struct lens_score *health = flow->story->health;
	const char *unprintable = unprintable_text(flow, flow->canvas->unprintable_total);

	if (!health->planned || !isfinite(health->low) || !isfinite(health->high))
		return unprintable;
	return flow_print(flow, "%s %s \xE2\x80\x93 %s%s%s", label(LABEL_BOUNDS),
	    flow_score(flow, health->low), flow_score(flow, health->high),
	    *unprintable != '\0' ? "   \xC2\xB7   " : "", unprintable);
}

void
block_completeness(struct flow *flow)
{
	struct canvas *canvas = flow->canvas;
	double used, width, height = 58;

	flow_need(flow, height);
	/* At the foot of the page, so that the eye finds it in the same place on every
	 * scorecard. */
	flow->y = fmax(flow->y, flow->bottom - height);
	used = typeset_line(canvas, flow_bold(flow, 9), flow->left, flow->y + 10,
		   label(LABEL_COMPLETENESS)) +
	    8;
	width = flow->right - flow->left - used;
	typeset_fit(canvas, flow_text(flow, 9), flow->left + used, flow->y + 10, width,
	    flow->story->completeness);
	typeset_fit(
	    canvas, flow_text(flow, 9), flow->left + used, flow->y + 23, width, data_quality(flow));
	draw_legend(flow, flow->y + 44);
	flow->y += height;
}
