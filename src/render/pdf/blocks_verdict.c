/* Page 1, lower half: history, three things to know, caps and overrides, completeness. */
#include <math.h>
#include <string.h>

#include "base/count.h"
#include "render/pdf/blocks.h"

enum { COMPLETENESS_LINES = 3 };

/* Shorter paper has shorter columns, so that the first page still holds everything. */
static double
column_height(const struct flow *flow)
{
	return flow->canvas->height < 800 ? 26 : 40;
}

/* One period of the strip: column from 0 to 100, number above, mark and name below. */
static void
draw_period(
    struct flow *flow, const struct history_point *point, double centre, double top, bool reported)
{
	struct canvas *canvas = flow->canvas;
	size_t primary = flow->story->edition->model->primary;
	double score = point->index[primary];
	enum rating rating = point->rating[primary];
	double full = column_height(flow), base = top + 14 + full;
	double height = full * fmin(fmax(score, 0), 100) / 100;
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
	flow_status(flow, rating, score, centre - 5.5, base + 10, 4.2);
	typeset_line(canvas, name, centre, base + 26, period_name(point->period, text));
}

void
block_history(struct flow *flow)
{
	const struct scorecard *card = flow->story->card;
	size_t count = flow_parameter_number(flow, "periods"), first;
	double top, step;

	if (card->history_count < 2)
		return;
	count = count < card->history_count ? count : card->history_count;
	first = card->history_count - count;
	flow_heading(flow, flow_title(flow, "answer.history"), flow->story->lens->title, 84);
	top = flow->y;
	step = (flow->right - flow->left) / fmax((double)count, 6);
	shape_line(flow->canvas, flow->left, top + 14 + column_height(flow), flow->right,
	    top + 14 + column_height(flow), flow->canvas->palette->line, 0.8);
	for (size_t i = 0; i < count; i++)
		draw_period(flow, &card->history[first + i], flow->left + step * ((double)i + 0.5), top,
		    i + 1 == count);
	flow->y = top + 58 + column_height(flow);
}

void
block_things(struct flow *flow)
{
	const struct story *story = flow->story;
	double width = flow->right - flow->left - 32;
	struct style lead = flow_bold(flow, 10.5);
	size_t count = flow_parameter_number(flow, "count");

	count = count < story->thing_count ? count : story->thing_count;
	flow_heading(
	    flow, flow_title(flow, count == 3 ? "answer.things" : "answer.fewer_things"), "", 40);
	flow->y += 5;
	flow->y += 7 +
	    13.5 *
		(double)typeset_paragraph(flow->canvas, lead, flow->left, flow->y + 4, width + 32,
		    13.5, 2, story->verdict);
	if (story->thing_count == 0 && story->health->rating != RATING_GREY) {
		typeset_line(flow->canvas, flow_muted(flow, 9.5), flow->left, flow->y + 4,
		    flow_word(flow, "answer.no_things"));
		flow->y += 16;
	}
	for (size_t i = 0; i < count; i++) {
		const struct remark *thing = &story->things[i];
		struct style style = flow_text(flow, 9.5);
		size_t lines = typeset_count(flow->canvas, style, thing->text, width, 4);

		flow_need(flow, 13 * (double)lines);
		flow_status(flow, thing->rating, thing->score, flow->left + 6, flow->y + 1.2, 5.2);
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
	flow_heading(flow, flow_title(flow, "answer.alerts"), "", 30);
	for (size_t i = 0; i < story->alert_count; i++) {
		const struct remark *alert = &story->alerts[i];
		struct style style = flow_text(flow, 9);
		size_t lines = typeset_count(flow->canvas, style, alert->text, width, 5);
		double height = 12 * (double)lines + 9;

		flow_need(flow, height);
		shape_round_box(flow->canvas,
		    (struct box){flow->left, flow->y - 4, flow->right - flow->left, height}, 4,
		    flow->canvas->palette->tint[alert->rating]);
		flow_status(flow, alert->rating, alert->score, flow->left + 13, flow->y + 6.5, 5.4);
		typeset_paragraph(
		    flow->canvas, style, flow->left + 37, flow->y + 9.8, width, 12, 5, alert->text);
		flow->y += height + 5;
	}
	flow->y += 2;
}

/* What a mark means. */
struct legend_entry {
	size_t shade;
	const char *text;
};

/* Each colour has one, yellow two where the words tell two kinds of it apart. */
enum { LEGEND_MAX = 5 };

static const double legend_leading = 12;

static struct legend_entry
legend_entry(struct flow *flow, enum rating rating, double low, double high)
{
	static const char *const keys[] = {
	    [RATING_GREY] = "answer.legend_grey",
	    [RATING_RED] = "answer.legend_red",
	    [RATING_YELLOW] = "answer.legend_yellow",
	    [RATING_GREEN] = "answer.legend_green",
	};
	char letter = story_score_letter(flow->edition, rating, low);
	const char *text = flow_say(flow, keys[rating], "letter", flow_print(flow, "%c", letter),
	    "word", flow_rating(flow, rating, low), "green", flow_amount(flow, high), "yellow",
	    flow_amount(flow, low), "share",
	    flow_amount(flow, flow->edition->model->policy.min_evidence), NULL);

	return (struct legend_entry){flow_shade(flow, rating, low), text};
}

static size_t
make_legend(struct flow *flow, struct legend_entry entries[LEGEND_MAX])
{
	const struct policy *policy = &flow->edition->model->policy;
	double split = story_yellow_high(flow->edition);
	size_t count = 0;

	entries[count++] = legend_entry(flow, RATING_GREEN, policy->green, policy->green);
	if (split > policy->yellow && split < policy->green) {
		entries[count++] = legend_entry(flow, RATING_YELLOW, split, policy->green);
		entries[count++] = legend_entry(flow, RATING_YELLOW, policy->yellow, split);
	} else {
		entries[count++] = legend_entry(flow, RATING_YELLOW, policy->yellow, policy->green);
	}
	entries[count++] = legend_entry(flow, RATING_RED, policy->yellow, policy->green);
	entries[count++] = legend_entry(flow, RATING_GREY, policy->yellow, policy->green);
	return count;
}

/* True if an entry this wide does not fit behind x. */
static bool
legend_wraps(const struct flow *flow, double x, double width)
{
	return x > flow->left && x + width > flow->right + 0.1;
}

static double
legend_width(const struct flow *flow, const char *text)
{
	return 13 + typeset_measure(flow->canvas, flow_muted(flow, 8), text, strlen(text));
}

/* Between two entries: a little less where that keeps them on one line. */
static double
legend_gap(const struct flow *flow, const struct legend_entry *entries, size_t count)
{
	double wide = 18, narrow = 9, room = flow->right - flow->left;

	for (size_t i = 0; i < count; i++)
		room -= legend_width(flow, entries[i].text);
	room /= (double)(count - 1);
	return room >= narrow ? fmin(room, wide) : wide;
}

/* Draws the legend with its first base line at y, or only measures it. Returns its height. */
static double
lay_legend(struct flow *flow, double y, bool draw)
{
	struct legend_entry entries[LEGEND_MAX];
	struct style style = flow_muted(flow, 8);
	size_t count = make_legend(flow, entries);
	double x = flow->left, height = legend_leading, gap = legend_gap(flow, entries, count);

	for (size_t i = 0; i < count; i++) {
		double width = legend_width(flow, entries[i].text);

		if (legend_wraps(flow, x, width)) {
			x = flow->left;
			y += legend_leading;
			height += legend_leading;
		}
		if (draw) {
			shape_status(flow->canvas, entries[i].shade, x + 4.5, y - 2.9, 4.2);
			typeset_line(flow->canvas, style, x + 13, y, entries[i].text);
		}
		x += width + gap;
	}
	return height;
}

const char *
unprintable_text(struct flow *flow, size_t count)
{
	return count == 0 ? "" : flow_say(flow, "answer.unprintable", "count", flow_count(flow, count), NULL);
}

/* Possible range of the score, and characters that could not be printed. */
static const char *
data_quality(struct flow *flow)
{
	const struct lens_score *health = flow->story->health;
	const char *unprintable = unprintable_text(flow, flow->canvas->unprintable_total);

	if (!health->planned || !isfinite(health->low) || !isfinite(health->high) ||
	    score_printed(health->low) == score_printed(health->high))
		return unprintable;
	return flow_print(flow, "%s%s%s",
	    flow_say(flow, "answer.bounds", "low", flow_score(flow, health->low), "high",
		flow_score(flow, health->high), NULL),
	    *unprintable != '\0' ? "   \xC2\xB7   " : "", unprintable);
}

void
block_completeness(struct flow *flow)
{
	struct canvas *canvas = flow->canvas;
	struct style bold = flow_bold(flow, 9), style = flow_text(flow, 9);
	const char *title = flow_title(flow, "answer.completeness"), *quality = data_quality(flow);
	double used = typeset_measure(canvas, bold, title, strlen(title)) + 8;
	double width = flow->right - flow->left - used, first, height;

	first = 13 * (double)typeset_count(canvas, style, flow->story->completeness, width, COMPLETENESS_LINES);
	height = 19 + first + 13 * (double)typeset_count(canvas, style, quality, width, COMPLETENESS_LINES) +
	    lay_legend(flow, 0, false);
	flow_need(flow, height);
	/* At the foot of the page, so that the eye finds it in the same place on every
	 * scorecard. */
	flow->y = fmax(flow->y, flow->bottom - height);
	typeset_line(canvas, bold, flow->left, flow->y + 10, title);
	typeset_paragraph(canvas, style, flow->left + used, flow->y + 10, width, 13, COMPLETENESS_LINES,
	    flow->story->completeness);
	typeset_paragraph(canvas, style, flow->left + used, flow->y + 10 + first, width, 13,
	    COMPLETENESS_LINES, quality);
	lay_legend(flow, flow->y + height - lay_legend(flow, 0, false) + 1, true);
	flow->y += height;
}
