/* Page 1, upper half: band, dial and groups, tiles. */
#include <math.h>
#include <string.h>

#include "base/arena.h"
#include "render/pdf/blocks.h"
#include "render/pdf/image.h"

static const double band_height = 102, tile_height = 57;

enum { GROUP_ROWS_MAX = 8, TILES_MAX = 4 };

/* The pill at the right end of the band: mark and word of the verdict. Returns its left edge. */
static double
draw_pill(struct flow *flow, double right, double y)
{
	struct canvas *canvas = flow->canvas;
	const struct palette *palette = canvas->palette;
	enum rating rating = flow->story->health->rating;
	struct style style = {WEIGHT_BOLD, 12.5, palette->sign[rating], ALIGN_LEFT};
	const char *word = flow_rating(flow, rating, flow->story->health->index);
	double width = typeset_measure(canvas, style, word, strlen(word)) + 52;
	double left = right - width;

	shape_round_box(canvas, (struct box){left - 2, y - 17, width + 4, 34}, 17, palette->paper);
	shape_round_box(canvas, (struct box){left, y - 15, width, 30}, 15, palette->status[rating]);
	shape_disc(canvas, left + 17, y, 11.5, palette->paper);
	shape_status(canvas, flow_shade(flow, rating, flow->story->health->index), left + 17, y, 7.2);
	typeset_line(canvas, style, left + 36, y + 4.5, word);
	return left;
}

/* A long name shrinks, then takes two lines, then ends in an ellipsis. */
static void
draw_name(struct flow *flow, double left, double width)
{
	struct canvas *canvas = flow->canvas;
	const char *name = flow_partner(flow);
	struct style style = {WEIGHT_BOLD, 21, canvas->palette->paper, ALIGN_LEFT};

	style.size = typeset_shrink(canvas, style, name, width, 1, 15);
	if (typeset_count(canvas, style, name, width, 2) == 1) {
		typeset_line(canvas, style, left, 57, name);
		return;
	}
	style.size = typeset_shrink(canvas, style, name, width, 2, 12);
	typeset_paragraph(canvas, style, left, 46, width, style.size * 1.2, 2, name);
}

static double
width_of(const struct canvas *canvas, struct style style, const char *text)
{
	return typeset_measure(canvas, style, text, strlen(text));
}

/* The line over the name. Secrecy and period are never cut; what the report is called may be, and the organisation
 * goes where little of it could be read. */
static void
draw_caption(struct flow *flow, double left, double right)
{
	const struct settings *settings = flow->edition->settings;
	struct canvas *canvas = flow->canvas;
	struct style small = {WEIGHT_REGULAR, 8.5, canvas->palette->on_band, ALIGN_LEFT};
	const char *organisation = settings->organisation != NULL ? settings->organisation : "";
	const char *secrecy = settings->confidentiality != NULL ? settings->confidentiality : "";
	const char *joined = *secrecy != '\0' ? flow_print(flow, "  \xC2\xB7  %s", secrecy) : "";
	const char *period = flow_print(flow, "  \xC2\xB7  %s", flow->edition->period_long);
	double gap = 16, least = 60, used, room = right - left - gap - width_of(canvas, small, joined);

	used = typeset_fit(canvas, small, left, 27, fmax(0, room - width_of(canvas, small, period)), flow_word(flow, "page.report"));
	used += typeset_line(canvas, small, left + used, 27, period);
	room -= used;
	if (*organisation == '\0' || room < fmin(least, width_of(canvas, small, organisation))) {
		typeset_line(canvas, flow_right(small), right, 27, secrecy);
		return;
	}
	right -= typeset_line(canvas, flow_right(small), right, 27, joined);
	typeset_fit(canvas, flow_right(small), right, 27, room, organisation);
}

void
block_band(struct flow *flow)
{
	struct canvas *canvas = flow->canvas;
	const struct edition *edition = flow->edition;
	const struct settings *settings = edition->settings;
	struct style small = {WEIGHT_REGULAR, 8.5, canvas->palette->on_band, ALIGN_LEFT};
	struct style plain = {WEIGHT_REGULAR, 9.5, canvas->palette->on_band, ALIGN_LEFT};
	double used, left = flow->left, right = flow->right;
	size_t lines;

	shape_box(canvas, (struct box){0, 0, canvas->width, band_height}, canvas->palette->band);
	shape_box(
	    canvas, (struct box){0, band_height, canvas->width, 3.5}, canvas->palette->accent);
	image_in_band(canvas, &settings->theme, band_height, &left, &right);
	draw_caption(flow, left, right);
	used = right - draw_pill(flow, right, 53);
	draw_name(flow, left, right - left - used - 18);
	/* Long owners' names: two tighter lines. */
	plain.size = typeset_shrink(canvas, plain, flow->story->subtitle, right - left, 1, 8.5);
	lines = typeset_count(canvas, plain, flow->story->subtitle, right - left, 2);
	typeset_paragraph(
	    canvas, plain, left, lines > 1 ? 78 : 80, right - left, 9.8, 2, flow->story->subtitle);
	typeset_line(canvas, small, left, lines > 1 ? 97.8 : 94,
	    flow_print(flow, "%s  \xC2\xB7  %s  \xC2\xB7  %s", flow_edition(flow), flow_version(flow),
		flow_say(flow, "page.as_of", "date", edition->as_of, NULL)));
	flow->y = band_height + 19;
}

/* Where what is measured and what people say disagree, below the name. */
static void
draw_contrast(struct flow *flow, const struct group_score *score, double x, double y)
{
	const char *kpi = flow_score(flow, score_printed(score->kpi_score));
	const char *survey = flow_score(flow, score_printed(score->survey_score));
	const char *text;

	if (score->watermelon == WATERMELON_GREEN_OUTSIDE) {
		shape_watermelon(flow->canvas, x + 5, y - 2.6, 5);
		x += 14;
		text = flow_say(flow, "lenses.watermelon_group", "kpi", kpi, "survey", survey, NULL);
	} else if (score->watermelon == WATERMELON_LIKED_BUT_MISSING) {
		text = flow_say(flow, "lenses.liked_group", "kpi", kpi, "survey", survey, NULL);
	} else {
		return;
	}
	typeset_fit(flow->canvas, flow_muted(flow, 8), x, y, flow->right - x, text);
}

/* Name, mark, bar, score, trend of one group; y is the middle of the row. */
static void
draw_group(struct flow *flow, const struct group *group, const struct group_score *score, double x,
    double y)
{
	struct canvas *canvas = flow->canvas;
	double printed = score_printed(score->score);
	double bar_x = x + 152, bar_right = flow->right - 78;

	flow_status(flow, score->rating, score->score, x + 7, y, 5.6);
	typeset_fit(canvas, flow_text(flow, 9.5), x + 29,
	    score->watermelon == WATERMELON_NONE ? y + 3.3 : y + 1.3, 116, group->title);
	chart_bar(canvas, (struct box){bar_x, y - 4, bar_right - bar_x, 8}, printed,
	    score->previous, score->rating);
	typeset_line(canvas, flow_right(flow_bold(flow, 10.5)), flow->right - 42, y + 3.6,
	    flow_score(flow, printed));
	flow_change(flow, score->change, flow->right, y, 8.5);
	draw_contrast(flow, score, x + 29, y + 14);
}

/* The groups of the primary lens; returns the bottom. */
static double
draw_groups(struct flow *flow, double x, double y, double height)
{
	const struct story *story = flow->story;
	size_t rows = 0, left_out = 0;
	bool contrasts = false;
	double step;

	for (size_t i = 0; i < story->lens->group_count; i++) {
		rows += story->health->groups[i].planned;
		contrasts |= story->health->groups[i].watermelon != WATERMELON_NONE;
	}
	if (rows > GROUP_ROWS_MAX) {
		left_out = rows - GROUP_ROWS_MAX;
		rows = GROUP_ROWS_MAX;
	}
	/* A second line in a row needs its room. */
	step = contrasts ? fmin(28, (height + 40) / fmax((double)rows, 1))
			 : fmin(25, height / fmax((double)rows, 1));
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
		    flow_say(flow, "answer.more_groups", "count", flow_count(flow, left_out), NULL));
	else
		typeset_fit(flow->canvas, flow_muted(flow, 8), x, y, flow->right - x,
		    flow_say(flow, "answer.groups_legend", "points",
			flow_amount(flow, story->edition->model->policy.trend_points), NULL));
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
	size_t lines;

	flow_heading_at(flow, flow->left, top + 10, column,
	    flow->block != NULL && flow->block->title != NULL ? flow->block->title : story->lens->title, "");
	chart_dial(flow->canvas, centre, top + 84, 48, bands, score_printed(story->health->index),
	    story->health->rating, flow_score(flow, score_printed(story->health->index)),
	    flow_word(flow, "answer.of_100"));
	change.align = ALIGN_CENTRE;
	lines = typeset_paragraph(flow->canvas, change, centre, top + 131, column, 11.5, 2, story->change);
	bottom_left = draw_confidence(flow, centre, column, top + 133.5 + 11.5 * (double)lines);
	flow_heading_at(flow, x, top + 10, flow->right - x, flow_word(flow, "answer.groups"), "");
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

/* Lines that one long text adds to all tiles, so that their numbers stay level. */
struct tile_lines {
	double title; /* points */
	double word;
};

static const double tile_leading = 10.5, tile_word_size = 8.5;

/* What is left for the word beside number and mark. */
static double
word_room(struct flow *flow, const struct tile *tile, double width)
{
	const char *number = flow_score(flow, tile->score);

	return width - 38 - typeset_measure(flow->canvas, flow_bold(flow, 19), number, strlen(number));
}

/* Change at the left, evidence at the right; y is the base line. */
static void
draw_tile_foot(struct flow *flow, const struct tile *tile, struct box box, double y)
{
	struct canvas *canvas = flow->canvas;
	double x = box.x + 12, used;

	if (isfinite(tile->change)) {
		shape_trend(canvas, tile->change, flow->edition->model->policy.trend_points, x + 3, y - 3, 3);
		used = 11 + typeset_line(canvas, flow_text(flow, 8), x + 11, y,
		    flow_checked(flow, story_signed(flow->edition, tile->change, flow->arena)));
	} else {
		used = typeset_line(canvas, flow_muted(flow, 8), x, y, "\xE2\x80\x93");
	}
	typeset_fit(canvas, flow_right(flow_muted(flow, 8)), box.x + box.width - 10, y,
	    box.width - used - 25,
	    flow_say(
		flow, "answer.evidence", "share", flow_number(flow, tile->evidence * 100, 0), NULL));
}

static void
draw_tile(struct flow *flow, const struct tile *tile, struct box box, struct tile_lines lines)
{
	struct canvas *canvas = flow->canvas;
	const char *word = flow_rating(flow, tile->rating, tile->score);
	double x = box.x + 12, y = box.y + lines.title, used;

	shape_round_box(canvas, box, 4, canvas->palette->pale);
	shape_box(canvas, (struct box){box.x, box.y + 6, 3, box.height - 12},
	    canvas->palette->status[tile->rating]);
	typeset_paragraph(
	    canvas, flow_text(flow, 8.5), x, box.y + 15, box.width - 18, 10.5, 2, tile->title);
	used = typeset_line(canvas, flow_bold(flow, 19), x, y + 36, flow_score(flow, tile->score));
	shape_status(canvas, flow_shade(flow, tile->rating, tile->score), x + used + 12, y + 30, 5.4);
	if (lines.word > 0)
		typeset_fit(canvas, flow_text(flow, tile_word_size), x, y + 47.5, box.width - 18, word);
	else
		typeset_fit(canvas, flow_text(flow, tile_word_size), x + used + 22, y + 33,
		    box.width - used - 38, word);
	draw_tile_foot(flow, tile, box, y + 49.5 + lines.word);
}

static struct tile_lines
tile_lines(struct flow *flow, const struct tile *tiles, size_t count, double width)
{
	struct style style = flow_text(flow, tile_word_size);
	struct tile_lines lines = {0, 0};

	for (size_t i = 0; i < count; i++) {
		const char *word = flow_rating(flow, tiles[i].rating, tiles[i].score);

		if (typeset_count(flow->canvas, style, tiles[i].title, width - 18, 2) > 1)
			lines.title = tile_leading;
		if (typeset_measure(flow->canvas, style, word, strlen(word)) > word_room(flow, &tiles[i], width))
			lines.word = tile_leading;
	}
	return lines;
}

/* The lens's tile, if it is planned and neither the primary one nor there already. */
static void
add_tile(const struct flow *flow, size_t lens, bool *taken, struct tile tiles[TILES_MAX], size_t *count)
{
	const struct lens_score *score = &flow->story->card->lenses[lens];
	const struct model *model = flow->edition->model;

	if (*count == TILES_MAX || taken[lens] || lens == model->primary || !score->planned)
		return;
	taken[lens] = true;
	tiles[(*count)++] = (struct tile){model->lenses[lens].title, score_printed(score->index), score->rating,
	    score->change, score->evidence};
}

/* Own performance, the first other lens (collaboration), then those of the template or, if it names none, the others in order. */
static size_t
collect_tiles(struct flow *flow, struct tile tiles[TILES_MAX])
{
	const struct own_performance *own = &flow->story->card->own;
	const struct model *model = flow->edition->model;
	size_t named[TILES_MAX], count = 0, lenses = flow_parameter_lenses(flow, "lenses", named, TILES_MAX);
	bool *taken = arena_alloc(flow->arena, model->lens_count, sizeof *taken);

	tiles[count++] = (struct tile){flow_word(flow, "answer.own"), score_printed(own->score), own->rating,
	    own->change, own->evidence};
	if (taken == NULL) {
		flow->canvas->out_of_memory = true;
		return count;
	}
	for (size_t i = 0; i < model->lens_count && count == 1; i++)
		add_tile(flow, i, taken, tiles, &count);
	for (size_t i = 0; i < lenses; i++)
		add_tile(flow, named[i], taken, tiles, &count);
	for (size_t i = 0; i < model->lens_count && lenses == 0; i++)
		add_tile(flow, i, taken, tiles, &count);
	return count;
}

void
block_tiles(struct flow *flow)
{
	struct tile tiles[TILES_MAX];
	size_t count = collect_tiles(flow, tiles);
	double gap = 10, width = (flow->right - flow->left - gap * (TILES_MAX - 1)) / TILES_MAX;
	struct tile_lines lines = tile_lines(flow, tiles, count, width);
	double height = tile_height + lines.title + lines.word;

	for (size_t i = 0; i < count; i++)
		draw_tile(flow, &tiles[i],
		    (struct box){flow->left + (width + gap) * (double)i, flow->y, width, height}, lines);
	flow->y += height + 14;
}
