/* The first pages of the board pack: cover, contents, and the executive page. */
#include <math.h>
#include <string.h>

#include "base/count.h"
#include "render/pdf/board_blocks.h"
#include "render/pdf/image.h"
#include "render/pdf/chart_board.h"

static const double band_height = 196, tile_height = 92;

static const size_t tile_order[] = {RATING_GREEN, SHADE_YELLOW_HIGH, RATING_YELLOW, RATING_RED, RATING_GREY};

static struct style
on_band(const struct flow *flow, struct style style, bool muted)
{
	style.colour = muted ? flow->canvas->palette->on_band : flow->canvas->palette->paper;
	return style;
}

/* "Kestrel Group  ·  Partner Management Office", as far as the settings say. */
static const char *
owner_line(struct flow *flow)
{
	const struct settings *settings = flow->edition->settings;
	const char *organisation = settings->organisation != NULL ? settings->organisation : "";
	const char *department = settings->department != NULL ? settings->department : "";
	bool both = *organisation != '\0' && *department != '\0';

	return flow_print(flow, "%s%s%s", organisation, both ? "  \xC2\xB7  " : "", department);
}

static void
draw_band(struct flow *flow)
{
	struct canvas *canvas = flow->canvas;
	const char *secret = flow->edition->settings->confidentiality;
	double left = flow->left, right = flow->right, width, used = 0;

	shape_box(canvas, (struct box){0, 0, canvas->width, band_height}, canvas->palette->band);
	shape_box(canvas, (struct box){0, band_height, canvas->width, 4}, canvas->palette->accent);
	image_in_band(canvas, &flow->edition->settings->theme, band_height, &left, &right);
	width = right - left;
	if (secret != NULL && *secret != '\0')
		used = typeset_fit(
		    canvas, flow_right(on_band(flow, flow_bold(flow, 10), true)), right, 50, width / 3, secret);
	typeset_fit(canvas, on_band(flow, flow_text(flow, 11), true), left, 50, width - used - 20, owner_line(flow));
	typeset_fit(
	    canvas, on_band(flow, flow_bold(flow, 34), false), left, 102, width, flow_title(flow, "board.pack"));
	typeset_fit(canvas, on_band(flow, flow_text(flow, 17), false), left, 132, width, flow->edition->period_long);
	typeset_fit(canvas, on_band(flow, flow_text(flow, 10), true), left, 166, width,
	    flow_print(flow, "%s  \xC2\xB7  %s  \xC2\xB7  %s  \xC2\xB7  %s", flow_edition(flow), flow_version(flow),
		flow_say(flow, "page.as_of", "date", flow->edition->as_of, NULL), flow->edition->run_id));
}

/* How many partners have this colour, and how many had it before. */
static void
draw_tile(struct flow *flow, size_t shade, struct box box)
{
	enum rating rating = shade == SHADE_YELLOW_HIGH ? RATING_YELLOW : (enum rating)shade;
	double score = shade == SHADE_YELLOW_HIGH ? story_yellow_high(flow->edition) : NAN;
	const struct board_story *board = flow->board;
	const struct board_count *now = &board->counts[board->count_periods - 1];
	struct canvas *canvas = flow->canvas;
	char name[PERIOD_SIZE];

	shape_round_box(canvas, box, 5, canvas->palette->tint[rating]);
	shape_status(canvas, shade, box.x + 28, box.y + 34, 14);
	typeset_line(canvas, flow_bold(flow, 30), box.x + 54, box.y + 44, flow_count(flow, now->count[shade]));
	typeset_fit(canvas, flow_bold(flow, 10), box.x + 14, box.y + 67, box.width - 28,
	    flow_print(flow, "%c  %s", story_shade_letter(flow->edition, shade), flow_rating(flow, rating, score)));
	if (board->count_periods > 1)
		typeset_fit(canvas, flow_muted(flow, 8.5), box.x + 14, box.y + 81, box.width - 28,
		    flow_say(flow, "board.before", "period", period_name(now[-1].period, name), "count",
			flow_count(flow, now[-1].count[shade]), NULL));
}

/* Only some word sets tell two halves of yellow apart. */
static void
draw_tiles(struct flow *flow, double width)
{
	bool halves = !isnan(story_yellow_high(flow->edition));
	double tiles = halves ? 5 : 4, gap = 14, tile = (width - (tiles - 1) * gap) / tiles, x = flow->left;

	for (size_t i = 0; i < COUNT_OF(tile_order); i++) {
		if (tile_order[i] == SHADE_YELLOW_HIGH && !halves)
			continue;
		draw_tile(flow, tile_order[i], (struct box){x, flow->y, tile, tile_height});
		x += tile + gap;
	}
}

void
block_cover(struct flow *flow)
{
	const struct board_story *board = flow->board;
	struct canvas *canvas = flow->canvas;
	double width = flow->right - flow->left;
	struct style lead = flow_bold(flow, 13), text = flow_text(flow, 10);
	char letters[SHADES];

	draw_band(flow);
	board_letters(flow, letters);
	flow->y = band_height + 34;
	flow->y += 17 * (double)typeset_paragraph(canvas, lead, flow->left, flow->y, width, 17, 2, board->verdict) + 4;
	draw_tiles(flow, width);
	flow->y += tile_height + 16;
	chart_shares(canvas, (struct box){flow->left, flow->y, width, 15},
	    board->counts[board->count_periods - 1].count, letters);
	flow->y += 46;
	flow->y += 15 * (double)typeset_paragraph(canvas, text, flow->left, flow->y, width, 15, 2, board->movement);
	flow->y += 15 * (double)typeset_paragraph(canvas, text, flow->left, flow->y, width, 15, 3, board->scope) + 6;
	typeset_line(canvas, flow_bold(flow, 10), flow->left, flow->y, flow_word(flow, "answer.completeness"));
	typeset_paragraph(canvas, text, flow->left, flow->y + 15, width, 15, 2, board->completeness);
	flow->y = flow->bottom;
}

/* Titles with their pages; the second pass knows them. Always one page: many titles stand closer. */
static void
draw_titles(struct flow *flow, double width)
{
	const struct targets *targets = flow->targets;
	struct canvas *canvas = flow->canvas;
	double step, size;
	size_t count = 0;

	for (size_t i = 0; i < targets->count; i++)
		count += targets->items[i].key == 0;
	step = fmin(20, (flow->bottom - flow->y) / fmax((double)count, 1));
	size = fmin(11, fmax(step - 2, TYPESET_SMALLEST));
	for (size_t i = 0; i < targets->count && canvas->document != NULL; i++) {
		const struct target *target = &targets->items[i];
		struct box box = {flow->left, flow->y, width, step};
		double base = flow->y + step / 2 + 3.5, used;

		if (target->key != 0)
			continue;
		used = typeset_fit(canvas, flow_text(flow, size), flow->left, base, width - 40, target->title);
		canvas_set_dash(canvas, 1, 3);
		shape_line(canvas, flow->left + used + 8, base - 1, flow->left + width - 26, base - 1,
		    canvas->palette->muted, 0.6);
		canvas_set_dash(canvas, 0, 0);
		typeset_line(canvas, flow_right(flow_text(flow, size)), flow->left + width, base,
		    flow_count(flow, target->page_number));
		targets_link(flow->targets, canvas, box, i);
		flow->y += step;
	}
}

/* The marks, and which partners are shown; the rules have a block of their own. Returns the bottom. */
static double
draw_reading(struct flow *flow, double x, double y, double width)
{
	flow_heading_at(flow, x, y + 11, width, flow_word(flow, "board.reading"), "");
	y = board_legend(flow, x, y + 30, width) + 8;
	if (*flow->board->scope != '\0')
		y += board_bullet(flow, x, y, width, 6, flow->board->scope);
	return y;
}

void
block_contents(struct flow *flow)
{
	double gap = 44, width = (flow->right - flow->left - gap) / 2, bottom;

	flow->targets->listed = true;
	bottom = draw_reading(flow, flow->left + width + gap, flow->y, width);
	flow_heading_at(flow, flow->left, flow->y + 11, width, flow->section, "");
	flow->y += 26;
	draw_titles(flow, width);
	flow->y = fmax(flow->y, bottom) + 16;
}

struct area {
	double x, y, width, bottom;
};

static struct area
split(struct area area, size_t parts, size_t part, double gap)
{
	double height = (area.bottom - area.y - gap * (double)(parts - 1)) / (double)parts;
	double top = area.y + (height + gap) * (double)part;

	return (struct area){area.x, top, area.width, top + height};
}

/* The last periods' colours as columns. */
static void
draw_periods(struct flow *flow, struct area area)
{
	const struct board_story *board = flow->board;
	double step = area.width / BOARD_COUNT_PERIODS, full = area.bottom - area.y - 44;
	char letters[SHADES];

	board_letters(flow, letters);
	flow_heading_at(flow, area.x, area.y + 11, area.width, flow_word(flow, "board.over_time"), board->lens->title);
	for (size_t i = 0; i < board->count_periods; i++) {
		bool reported = i + 1 == board->count_periods;
		double x = area.x + step * ((double)i + 0.5), width = fmin(step - 8, 38);
		struct style name = reported ? flow_bold(flow, 8) : flow_muted(flow, 8);
		char text[PERIOD_SIZE];

		name.align = ALIGN_CENTRE;
		chart_stack(flow->canvas, (struct box){x - width / 2, area.y + 26, width, full}, board->counts[i].count,
		    letters);
		typeset_line(flow->canvas, name, x, area.bottom - 5, period_name(board->counts[i].period, text));
	}
}

/* The printed score of the primary lens. */
static double
index_of(const struct flow *flow, size_t at)
{
	return board_score(flow->board->portfolio->partners[at].lens[flow->edition->model->primary].score);
}

/* Mark, name, and why below it. Returns the height; draws only if with_ink. */
static double
mention(struct flow *flow, struct area area, enum rating rating, double score, size_t at, const char *text, bool with_ink)
{
	struct style style = flow_text(flow, 8.5);
	size_t lines = typeset_count(flow->canvas, style, text, area.width - 26, 3);

	if (with_ink) {
		flow_status(flow, rating, score, area.x + 5.5, area.y + 6, 5);
		typeset_fit(
		    flow->canvas, flow_bold(flow, 9), area.x + 26, area.y + 9, area.width - 26, board_name(flow, at));
		typeset_paragraph(flow->canvas, style, area.x + 26, area.y + 20, area.width - 26, 10.6, 3, text);
	}
	return 10.6 * (double)lines + 17;
}

/* As many of a list as its area holds; how many more there are. */
static void
draw_list(struct flow *flow, struct area area, const char *heading, const struct board_list *list)
{
	size_t shown = 0;

	flow_heading_at(flow, area.x, area.y + 11, area.width, flow_word(flow, heading),
	    list->total > 0 ? flow_count(flow, list->total) : "");
	area.y += 25;
	for (; shown < list->count; shown++) {
		const struct board_mention *item = &list->items[shown];
		double height = mention(flow, area, item->rating, index_of(flow, item->at), item->at, item->text, false);

		if (area.y + height > area.bottom - (shown + 1 < list->total ? 12 : 0))
			break;
		area.y += mention(flow, area, item->rating, index_of(flow, item->at), item->at, item->text, true);
	}
	if (list->total == 0)
		typeset_line(flow->canvas, flow_muted(flow, 9), area.x, area.y + 9, flow_word(flow, "board.none"));
	else if (shown < list->total)
		typeset_line(flow->canvas, flow_muted(flow, 8.5), area.x + 26, area.y + 8,
		    flow_say(flow, "board.more", "count", flow_count(flow, list->total - shown), NULL));
}

/* True if a wider gap of the same partner stands before this one. */
static bool
is_named_before(const struct board_story *board, size_t gap)
{
	for (size_t i = 0; i < gap; i++)
		if (board->gaps[i].at == board->gaps[gap].at)
			return true;
	return false;
}

static const char *
tell_gap(struct flow *flow, const struct board_gap *gap)
{
	const struct group_view *view = &flow->board->portfolio->partners[gap->at].views[gap->group];

	return flow_say(flow, "board.gap_text", "group", flow->board->lens->groups[gap->group].title, "client",
	    flow_number(flow, (double)view->client, 1), "partner", flow_number(flow, (double)view->partner, 1), NULL);
}

/* Each partner's widest gap, widest first. */
static void
draw_gaps(struct flow *flow, struct area area)
{
	const struct board_story *board = flow->board;
	size_t shown = 0;

	flow_heading_at(flow, area.x, area.y + 11, area.width, flow_word(flow, "board.widest_gaps"),
	    board->gap_partners > 0 ? flow_count(flow, board->gap_partners) : "");
	area.y += 25;
	for (size_t i = 0; i < board->gap_count && shown < BOARD_LIST_MAX; i++) {
		const struct board_gap *gap = &board->gaps[i];
		unsigned char gap_class = board->portfolio->partners[gap->at].views[gap->group].gap_class;
		enum rating rating = gap_class == GAP_MISALIGNED ? RATING_RED : RATING_YELLOW;
		const char *text = tell_gap(flow, gap);

		if (is_named_before(board, i))
			continue;
		if (area.y + mention(flow, area, rating, NAN, gap->at, text, false) >
		    area.bottom - (shown + 1 < board->gap_partners ? 12 : 0))
			break;
		area.y += mention(flow, area, rating, NAN, gap->at, text, true);
		shown++;
	}
	if (board->gap_count == 0)
		typeset_paragraph(flow->canvas, flow_muted(flow, 9), area.x, area.y + 9, area.width, 12, 3,
		    flow_word(flow, "board.no_gaps"));
	else if (shown < board->gap_partners)
		typeset_line(flow->canvas, flow_muted(flow, 8.5), area.x + 26, area.y + 8,
		    flow_say(flow, "board.more", "count", flow_count(flow, board->gap_partners - shown), NULL));
}

void
block_counts(struct flow *flow)
{
	const struct board_story *board = flow->board;
	double gap = 26, width = (flow->right - flow->left - 2 * gap) / 3;
	struct area columns[3];

	flow->y += 16 *
	    (double)typeset_paragraph(flow->canvas, flow_bold(flow, 12), flow->left, flow->y + 10,
		flow->right - flow->left, 16, 2, board->verdict);
	flow->y += 13 *
		(double)typeset_paragraph(flow->canvas, flow_text(flow, 9.5), flow->left, flow->y + 10,
		    flow->right - flow->left, 13, 2, board->movement) +
	    14;
	for (size_t i = 0; i < COUNT_OF(columns); i++)
		columns[i] = (struct area){flow->left + (width + gap) * (double)i, flow->y, width, flow->bottom};
	draw_periods(flow, split(columns[0], 2, 0, 16));
	draw_list(flow, split(columns[0], 2, 1, 16), "board.red", &board->red);
	draw_list(flow, split(columns[1], 2, 0, 16), "board.down", &board->down);
	draw_list(flow, split(columns[1], 2, 1, 16), "board.up", &board->up);
	draw_list(flow, split(columns[2], 2, 0, 16), "board.watermelons", &board->watermelons);
	draw_gaps(flow, split(columns[2], 2, 1, 16));
	flow->y = flow->bottom;
}
