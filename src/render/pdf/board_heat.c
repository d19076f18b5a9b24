/* The heat map of the board pack: partners by index, groups and lenses; and the ranking, where policy allows one. */
#include <math.h>

#include "base/count.h"
#include "render/pdf/board_blocks.h"

/* Up to so many partners their rows have more air. */
enum { AIRY_ROWS_MAX = 14 };
enum { HEAT_COLUMNS_MAX = 16, HEAT_LENSES_MAX = 8, TITLE_LINES = 3 };

static const double row_height = 17, airy_height = 24, title_height = 36, name_least = 150, cell_least = 62;

/* A column: own performance, a lens's index, or a group of the primary lens. */
struct heat_column {
	const char *title;
	bool own;
	bool group;
	size_t at; /* lens or group */
};

struct heat {
	struct heat_column columns[HEAT_COLUMNS_MAX];
	size_t count;
	size_t primary_end; /* columns from here on are further lenses */
	double row_height;
	double name_width;
	double cell_width;
};

static void
add_column(struct heat *heat, struct heat_column column)
{
	if (heat->count < HEAT_COLUMNS_MAX)
		heat->columns[heat->count++] = column;
}

/* Further lenses of the template; without any, those of the model in order as long as there is room. */
static size_t
further_lenses(struct flow *flow, size_t taken, size_t lenses[HEAT_LENSES_MAX])
{
	const struct model *model = flow->edition->model;
	size_t count = flow_parameter_lenses(flow, "lenses", lenses, HEAT_LENSES_MAX);
	size_t room = (size_t)((flow->right - flow->left - name_least) / cell_least);

	if (count > 0)
		return count;
	for (size_t lens = 0; lens < model->lens_count && count < HEAT_LENSES_MAX && taken + count < room; lens++)
		if (lens != model->primary && (long)lens != flow->board->collaboration)
			lenses[count++] = lens;
	return count;
}

static void
choose_columns(struct flow *flow, struct heat *heat)
{
	const struct board_story *board = flow->board;
	const struct model *model = flow->edition->model;
	size_t lenses[HEAT_LENSES_MAX], count;

	*heat = (struct heat){.row_height = board->order_count > AIRY_ROWS_MAX ? row_height : airy_height};
	add_column(heat, (struct heat_column){board->lens->title, false, false, model->primary});
	for (size_t g = 0; g < board->lens->group_count; g++)
		add_column(heat, (struct heat_column){board->lens->groups[g].title, false, true, g});
	heat->primary_end = heat->count;
	add_column(heat, (struct heat_column){flow_word(flow, "answer.own"), true, false, 0});
	if (board->collaboration >= 0)
		add_column(heat,
		    (struct heat_column){
			model->lenses[board->collaboration].title, false, false, (size_t)board->collaboration});
	count = further_lenses(flow, heat->count, lenses);
	for (size_t i = 0; i < count; i++)
		if (lenses[i] != model->primary && (long)lenses[i] != board->collaboration)
			add_column(heat, (struct heat_column){model->lenses[lenses[i]].title, false, false, lenses[i]});
	heat->cell_width = fmin((flow->right - flow->left - name_least) / (double)heat->count, 72);
	heat->name_width = flow->right - flow->left - heat->cell_width * (double)heat->count;
}

/* Between the groups and the further lenses there is a little air. */
static double
column_x(const struct flow *flow, const struct heat *heat, size_t column)
{
	return flow->left + heat->name_width + heat->cell_width * (double)column +
	    (column >= heat->primary_end ? 4 : 0) - 4;
}

static void
draw_titles(struct flow *flow, const struct heat *heat)
{
	struct canvas *canvas = flow->canvas;

	typeset_line(
	    canvas, flow_muted(flow, 8), flow->left, flow->y + title_height - 7, flow_word(flow, "board.partner"));
	for (size_t i = 0; i < heat->count; i++) {
		struct style style = i == 0 ? flow_bold(flow, 8) : flow_muted(flow, 8);
		double width = heat->cell_width - 3;
		size_t lines = typeset_count(canvas, style, heat->columns[i].title, width, TITLE_LINES);

		typeset_paragraph(canvas, style, column_x(flow, heat, i) + 2,
		    flow->y + title_height - 7 - 9.6 * (double)(lines > 0 ? lines - 1 : 0), width, 9.6, TITLE_LINES,
		    heat->columns[i].title);
	}
	shape_line(canvas, flow->left, flow->y + title_height - 2, flow->right, flow->y + title_height - 2,
	    canvas->palette->line, 0.8);
	flow->y += title_height;
}

static void
draw_heading(struct flow *flow, const struct heat *heat, const char *title)
{
	const struct policy *policy = &flow->edition->model->policy;

	flow_heading(flow, title,
	    flow_say(flow, "board.marks", "points", flow_amount(flow, policy->trend_points), NULL),
	    title_height + heat->row_height);
	draw_titles(flow, heat);
}

static struct score_cell
cell_of(const struct flow *flow, const struct heat_column *column, size_t at)
{
	const struct partner_summary *summary = &flow->board->portfolio->partners[at];

	if (column->own)
		return (struct score_cell){
		    summary->own_score, NAN, summary->own_rating, summary->own_rating, summary->kpi_planned > 0, 0};
	if (column->group)
		return summary->group[flow->board->portfolio->group_offset[flow->edition->model->primary] + column->at];
	return summary->lens[column->at];
}

/* "*" cap or override, "!" watermelon. */
static const char *
marks_of(const struct score_cell *index)
{
	bool changed = (index->flags & (CELL_CAPPED | CELL_OVERRIDDEN)) != 0;
	bool watermelon = (index->flags & CELL_WATERMELON) != 0;

	return changed && watermelon ? "*!" : changed ? "*" : watermelon ? "!" : "";
}

static struct score_cell
marked_index(const struct flow *flow, size_t at)
{
	const struct board_story *board = flow->board;
	struct score_cell index = board->portfolio->partners[at].lens[flow->edition->model->primary];

	for (size_t g = 0; g < board->lens->group_count; g++)
		if (board->portfolio->partners[at].views[g].watermelon == WATERMELON_GREEN_OUTSIDE)
			index.flags |= CELL_WATERMELON;
	return index;
}

static void
draw_partner(struct flow *flow, const struct heat *heat, size_t at, bool banded)
{
	struct canvas *canvas = flow->canvas;
	struct score_cell index = marked_index(flow, at);
	struct box row = {flow->left, flow->y, flow->right - flow->left, heat->row_height};
	double base = flow->y + row.height / 2 + 3, marks;

	if (banded)
		shape_box(canvas, (struct box){row.x - 4, row.y, row.width + 8, row.height}, canvas->palette->pale);
	marks = typeset_line(
	    canvas, flow_right(flow_bold(flow, 9)), flow->left + heat->name_width - 8, base, marks_of(&index));
	typeset_fit(canvas, flow_text(flow, 9), flow->left, base, heat->name_width - marks - 14, board_name(flow, at));
	for (size_t i = 0; i < heat->count; i++) {
		struct score_cell cell = cell_of(flow, &heat->columns[i], at);

		/* A partner without any plan in the primary lens is not rated rather than left out. */
		if (i == 0)
			cell.planned = true;
		board_cell(
		    flow, &cell, (struct box){column_x(flow, heat, i), row.y, heat->cell_width, row.height}, true);
	}
	if (flow->board->reasons[at] != NULL)
		targets_link_key(
		    flow->targets, canvas, (struct box){row.x, row.y, heat->name_width, row.height}, board_key(at));
	flow->y += row.height;
}

void
block_heatmap(struct flow *flow)
{
	const struct board_story *board = flow->board;
	const char *title = flow_title(flow, "board.heatmap");
	struct heat heat;

	choose_columns(flow, &heat);
	if (*board->scope != '\0')
		flow->y += 12 *
			(double)typeset_paragraph(flow->canvas, flow_text(flow, 9), flow->left, flow->y + 4,
			    flow->right - flow->left, 12, 3, board->scope) +
		    4;
	draw_heading(flow, &heat, title);
	for (size_t i = 0; i < board->order_count; i++) {
		if (!flow_fits(flow, heat.row_height)) {
			flow_page(flow, flow->section, true);
			draw_heading(flow, &heat, flow_say(flow, "page.continued", "heading", title, NULL));
		}
		draw_partner(flow, &heat, board->order[i], i % 2 == 1);
	}
	flow->y += 14;
}

static const struct column ranking_columns[] = {
    {30, 30, "board.rank", ALIGN_RIGHT},
    {44, 330, "board.partner", ALIGN_LEFT},
    {400, 60, "kpis.status", ALIGN_LEFT},
    {500, 50, "kpis.score", ALIGN_RIGHT},
    {580, 60, "kpis.change", ALIGN_RIGHT},
};
static const struct table_form ranking_form = {"board.ranking", ranking_columns, COUNT_OF(ranking_columns), NULL};

void
block_ranking(struct flow *flow)
{
	const struct board_story *board = flow->board;

	flow_table(flow, &ranking_form, board->lens->title, row_height);
	for (size_t i = 0; i < board->ranking_count; i++) {
		size_t at = board->ranking[i];
		const struct score_cell *index = &board->portfolio->partners[at].lens[flow->edition->model->primary];
		double top = flow_row(flow, &ranking_form, row_height, i % 2 == 1), base = top + row_height / 2 + 3;

		typeset_line(
		    flow->canvas, flow_right(flow_muted(flow, 9)), flow->left + 30, base, flow_count(flow, i + 1));
		typeset_fit(flow->canvas, flow_text(flow, 9), flow->left + 44, base, 330, board_name(flow, at));
		flow_status(flow, (enum rating)index->rating, board_score(index->score), flow->left + 406, top + row_height / 2, 5);
		typeset_line(flow->canvas, flow_right(flow_bold(flow, 9)), flow->left + 500, base,
		    flow_score(flow, board_score(index->score)));
		flow_change(flow, board_score(index->change), flow->left + 580, top + row_height / 2, 8.5);
	}
	flow->y += 14;
}
