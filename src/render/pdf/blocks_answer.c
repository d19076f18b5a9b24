/* Page 1, upper half: band, dial and groups, tiles. */
#include <math.h>
#include <string.h>

#include "render/pdf/blocks.h"

static const double band_height = 102, tile_height = 57;

enum { GROUP_ROWS_MAX = 8, TILES_MAX = 4 };

/* The pill at the right end of the band: mark and word of the verdict. Returns its left edge. */
static double
draw_pill(struct flow *flow, double y)
{
	struct canvas *canvas = flow->canvas;
	const struct palette *palette = canvas->palette;
	enum rating rating = flow->story->health->rating;
	struct style style = {WEIGHT_BOLD, 12.5, palette->sign[rating], ALIGN_LEFT};
	const char *word = story_rating_word(flow->story->edition->settings, rating);
	double width = typeset_measure(canvas, style, word, strlen(word)) + 52;
	double left = flow->right - width;

	shape_round_box(canvas, (struct box){left - 2, y - 17, width + 4, 34}, 17, palette->paper);
	shape_round_box(canvas, (struct box){left, y - 15, width, 30}, 15, palette->status[rating]);
	shape_disc(canvas, left + 17, y, 11.5, palette->paper);
	shape_status(canvas, rating, left + 17, y, 7.2);
	typeset_line(canvas, style, left + 36, y + 4.5, word);
	return left;
}

/* A long name shrinks, then takes two lines, then ends in an ellipsis. */
static void
draw_name(struct flow *flow, double width)
{
	struct canvas *canvas = flow->canvas;
	const char *name = flow_partner(flow);
	struct style style = {WEIGHT_BOLD, 21, canvas->palette->paper, ALIGN_LEFT};

	style.size = typeset_shrink(canvas, style, name, width, 1, 15);
	if (typeset_count(canvas, style, name, width, 2) == 1) {
		typeset_line(canvas, style, flow->left, 57, name);
		return;
	}
	style.size = typeset_shrink(canvas, style, name, width, 2, 12);
	typeset_paragraph(canvas, style, flow->left, 46, width, style.size * 1.2, 2, name);
}

void
block_band(struct flow *flow)
{
	struct canvas *canvas = flow->canvas;
	const struct edition *edition = flow->story->edition;
	const struct settings *settings = edition->settings;
	struct style small = {WEIGHT_REGULAR, 8.5, canvas->palette->on_band, ALIGN_LEFT};
	struct style plain = {WEIGHT_REGULAR, 9.5, canvas->palette->on_band, ALIGN_LEFT};
	double used, width = flow->right - flow->left;
	const char *organisation = settings->organisation != NULL ? settings->organisation : "";
	const char *secrecy = settings->confidentiality != NULL ? settings->confidentiality : "";

	shape_box(canvas, (struct box){0, 0, canvas->width, band_height}, canvas->palette->band);
	shape_box(
	    canvas, (struct box){0, band_height, canvas->width, 3.5}, canvas->palette->accent);
	used = typeset_line(canvas, small, flow->left, 27,
	    flow_print(flow, "%s  \xC2\xB7  %s", label(LABEL_REPORT), edition->period_long));
	typeset_fit(canvas, flow_right(small), flow->right, 27, width - used - 16,
	    flow_print(flow, "%s%s%s", organisation,
		*organisation != '\0' && *secrecy != '\0' ? "  \xC2\xB7  " : "", secrecy));
	used = flow->right - draw_pill(flow, 53);
	draw_name(flow, width - used - 18);
	typeset_fit(canvas, plain, flow->left, 80, width, flow->story->subtitle);
	typeset_line(canvas, small, flow->left, 94,
	    flow_print(flow, "%s %s  \xC2\xB7  %s  \xC2\xB7  %s %s", edition->name,
		label(LABEL_EDITION), edition->version, label(LABEL_AS_OF), edition->as_of));
	flow->y = band_height + 22;
}

/* Name, mark, bar, score, trend of one group; y is the middle of the row. */
static void
draw_group(struct flow *flow, const struct group *group, const struct group_score *score, double x,
    double y)
{
	struct canvas *canvas = flow->canvas;
	double printed = score_printed(score->score);
	double bar_x = x + 152, bar_right = flow->right - 78;

	flow_status(flow, score->rating, x + 7, y, 5.6);
	typeset_fit(canvas, flow_text(flow, 9.5), x + 29, y + 3.3, 116, group->title);
	chart_bar(canvas, (struct box){bar_x, y - 4, bar_right - bar_x, 8}, printed,
	    score->previous, score->rating);
	typeset_line(canvas, flow_right(flow_bold(flow, 10.5)), flow->right - 42, y + 3.6,
	    flow_score(flow, printed));
	flow_change(flow, score->change, flow->right, y, 8.5);
}

/* The groups of the primary lens; returns the bottom. */
static double
draw_groups(struct flow *flow, double x, double y, double height)
{
	const struct story *story = flow->story;
	size_t rows = 0, left_out = 0;
	double step;

	for (size_t i = 0; i < story->lens->group_count; i++)
		rows += story->health->groups[i].planned;
	if (rows > GROUP_ROWS_MAX) {
		left_out = rows - GROUP_ROWS_MAX;
		rows = GROUP_ROWS_MAX;
	}
	step = fmin(25, height / fmax((double)rows, 1));
	y += step / 2;
	for (size_t i = 0, row = 0; i < story->lens->group_count && row < rows; i++) {
		if (!story->health->groups[i].planned)
			continue;
		draw_group(flow, &story->lens->groups[i], &story->health->groups[i], x,
		    y + step * (double)row++);
	}
	y += step * (double)rows + 2;
	if (left_out > 0)
		typeset_line(flow->canvas, flow_text(flow, 8), x, y,
		    flow_print(flow, "%zu %s", left_out, label(LABEL_MORE_GROUPS)));
	else
		typeset_fit(flow->canvas, flow_muted(flow, 8), x, y, flow->right - x,
		    flow_print(flow, "%s %g %s", label(LABEL_GROUPS_LEGEND),
			story->edition->model->policy.trend_points, label(LABEL_POINTS)));
	return y + 4;
}

static double
draw_confidence(struct flow *flow, double x, double width, double y)
{
	struct style style = flow_muted(flow, 8);
	const struct story *story = flow->story;
	size_t lines;

	style.align = ALIGN_CENTRE;
	lines = typeset_paragraph(flow->canvas, style, x, y, width, 10.5, 4, story->confidence);
	return y + 10.5 * (double)lines;
}

void
block_health(struct flow *flow)
{
	const struct story *story = flow->story;
	const struct policy *policy = &story->edition->model->policy;
	struct bands bands = {policy->yellow, policy->green};
	struct style change = flow_bold(flow, 9);
	double column = 168, centre = flow->left + column / 2, top = flow->y,
	       x = flow->left + column + 24;
	double bottom_left, bottom_right;

	flow_heading_at(flow, flow->left, top + 10, column, story->lens->title, "");
	chart_dial(flow->canvas, centre, top + 84, 48, bands, score_printed(story->health->index),
	    story->health->rating, flow_score(flow, score_printed(story->health->index)));
	change.align = ALIGN_CENTRE;
	typeset_fit(flow->canvas, change, centre, top + 131, column, story->change);
	bottom_left = draw_confidence(flow, centre, column, top + 145);
	flow_heading_at(flow, x, top + 10, flow->right - x, label(LABEL_GROUPS), "");
	bottom_right = draw_groups(flow, x, top + 24, 150);
	flow->y = fmax(bottom_left, bottom_right) + 12;
}

/* A headline number beside the health score. */
struct tile {
	const char *title;
	double score;
	enum rating rating;
	double change;
	double evidence; /* 0..1 */
};

static void
draw_tile(struct flow *flow, const struct tile *tile, struct box box)
{
	struct canvas *canvas = flow->canvas;
	double threshold = flow->story->edition->model->policy.trend_points;
	const char *word = story_rating_word(flow->story->edition->settings, tile->rating);
	double x = box.x + 12, used;

	shape_round_box(canvas, box, 4, canvas->palette->pale);
	shape_box(canvas, (struct box){box.x, box.y + 6, 3, box.height - 12},
	    canvas->palette->status[tile->rating]);
	typeset_paragraph(
	    canvas, flow_text(flow, 8.5), x, box.y + 15, box.width - 18, 10.5, 2, tile->title);
	box.y += box.height - tile_height;
	used =
	    typeset_line(canvas, flow_bold(flow, 19), x, box.y + 36, flow_score(flow, tile->score));
	shape_status(canvas, tile->rating, x + used + 12, box.y + 30, 5.4);
	typeset_fit(
	    canvas, flow_text(flow, 8.5), x + used + 22, box.y + 33, box.width - used - 38, word);
	if (isfinite(tile->change)) {
		shape_trend(canvas, tile->change, threshold, x + 3, box.y + 46.5, 3);
		used = typeset_line(canvas, flow_text(flow, 8), x + 11, box.y + 49.5,
		    flow_checked(flow, story_signed(tile->change, flow->arena)));
	} else {
		used = typeset_line(canvas, flow_muted(flow, 8), x, box.y + 49.5, "\xE2\x80\x93");
	}
	typeset_fit(canvas, flow_right(flow_muted(flow, 8)), box.x + box.width - 10, box.y + 49.5,
	    box.width - used - 36,
	    flow_print(flow, "%s %.0f %%", label(LABEL_EVIDENCE), tile->evidence * 100));
}

/* Own performance, then the other lenses in model order. */
static size_t
collect_tiles(const struct story *story, struct tile tiles[TILES_MAX])
{
	const struct own_performance *own = &story->card->own;
	const struct model *model = story->edition->model;
	size_t count = 0;

	tiles[count++] = (struct tile){
	    label(LABEL_OWN), score_printed(own->score), own->rating, own->change, own->evidence};
	for (size_t i = 0; i < model->lens_count && count < TILES_MAX; i++) {
		const struct lens_score *lens = &story->card->lenses[i];

		if (i != model->primary && lens->planned)
			tiles[count++] = (struct tile){model->lenses[i].title,
			    score_printed(lens->index), lens->rating, lens->change, lens->evidence};
	}
	return count;
}

void
block_tiles(struct flow *flow)
{
	struct tile tiles[TILES_MAX];
	size_t count = collect_tiles(flow->story, tiles);
	double gap = 10, width = (flow->right - flow->left - gap * (TILES_MAX - 1)) / TILES_MAX;
	double height = tile_height;

	/* One long title makes all of them taller: numbers stay in line. */
	for (size_t i = 0; i < count; i++)
		if (typeset_count(
			flow->canvas, flow_text(flow, 8.5), tiles[i].title, width - 18, 2) > 1)
			height = tile_height + 10.5;
	for (size_t i = 0; i < count; i++)
		draw_tile(flow, &tiles[i],
		    (struct box){flow->left + (width + gap) * (double)i, flow->y, width, height});
	flow->y += height + 16;
}
