/* Last page: how the number came about, what is missing, the rules, the inputs, who signs. */
#include <math.h>
#include <string.h>

#include "base/count.h"
#include "config/strings.h"
#include "render/pdf/blocks.h"

enum { FILES_TOGETHER = 24, RULE_LINES = 6, ROWS_TOGETHER = 3 };

static const struct column trail_columns[] = {
    {0, 112, "method.step", ALIGN_LEFT},
    {116, 330, "method.working", ALIGN_LEFT},
    {515, 44, "method.result", ALIGN_RIGHT},
};
static const struct table_form trail_form = {
    "method.trail", trail_columns, COUNT_OF(trail_columns), NULL};

static const struct column omission_columns[] = {
    {0, 150, "method.kind", ALIGN_LEFT},
    {158, 357, "method.what", ALIGN_LEFT},
};
static const struct table_form omission_form = {
    "method.omissions", omission_columns, COUNT_OF(omission_columns), NULL};

static const struct column input_columns[] = {
    {0, 116, "method.file", ALIGN_LEFT},
    {152, 30, "method.rows", ALIGN_RIGHT},
    {198, 40, "method.rejected", ALIGN_RIGHT},
    {208, 307, "method.digest", ALIGN_LEFT},
};
static const struct table_form input_form = {
    "method.inputs", input_columns, COUNT_OF(input_columns), NULL};

static const double rule_leading = 10.5, rule_gap = 2, input_height = 12.2, facts_height = 80, fact_height = 11.2, sign_height = 66;

/* A working that is a little too long for its line is set a little smaller. */
static struct style
working_style(const struct flow *flow, const struct trail_row *row)
{
	struct style style = flow_text(flow, 8.5);
	double smaller = typeset_shrink(flow->canvas, style, row->working, trail_columns[1].width, 1, TYPESET_SMALLEST);
	struct style small = flow_text(flow, smaller);

	return typeset_count(flow->canvas, small, row->working, trail_columns[1].width, 2) == 1 ? small : style;
}

static double
trail_height(const struct flow *flow, const struct trail_row *row)
{
	size_t lines = typeset_count(flow->canvas, working_style(flow, row), row->working, trail_columns[1].width, 6);
	size_t step_lines = typeset_count(flow->canvas, flow_bold(flow, 8.5), row->step, trail_columns[0].width, 2);

	return 10.5 * fmax(fmax((double)lines, (double)step_lines), 1) + 4.2;
}

/* Of so many rows from first on as stay together. */
static double
together_height(const struct flow *flow, size_t first)
{
	const struct story *story = flow->story;
	double height = 0;

	for (size_t i = first; i < story->trail_count && i < first + ROWS_TOGETHER; i++)
		height += trail_height(flow, &story->trail[i]);
	return height;
}

void
block_trail(struct flow *flow)
{
	const struct story *story = flow->story;

	if (story->trail_count == 0)
		return;
	flow_table(flow, &trail_form, flow_word(flow, "method.trail_about"), together_height(flow, 0));
	for (size_t i = 0; i < story->trail_count; i++) {
		const struct trail_row *row = &story->trail[i];
		double top;

		/* The result should not stand alone on the next page. */
		if (i > 0 && i + ROWS_TOGETHER == story->trail_count)
			flow_keep(flow, &trail_form, together_height(flow, i));
		top = flow_row(flow, &trail_form, trail_height(flow, row), i % 2 == 0);
		typeset_paragraph(flow->canvas, flow_bold(flow, 8.5), flow->left, top + 10.5,
		    trail_columns[0].width, 10.5, 2, row->step);
		typeset_paragraph(flow->canvas, working_style(flow, row), flow->left + trail_columns[1].x, top + 10.5,
		    trail_columns[1].width, 10.5, 6, row->working);
		if (!isfinite(row->result) && row->rating == RATING_GREY)
			continue;
		flow_status(flow, row->rating, row->result, flow->right - 56, top + 7.6, 4.6);
		typeset_line(flow->canvas, flow_right(flow_bold(flow, 9)), flow->right, top + 10.5,
		    flow_score(flow, row->result));
	}
	flow->y += 12;
}

void
block_omissions(struct flow *flow)
{
	const struct story *story = flow->story;
	size_t shown = flow_rows(flow, story->omission_count);

	if (story->omission_count == 0) {
		flow_heading(flow, flow_title(flow, "method.omissions"), "", 20);
		typeset_line(flow->canvas, flow_muted(flow, 9), flow->left, flow->y + 6,
		    flow_word(flow, "method.no_omissions"));
		flow->y += 20;
		return;
	}
	flow_table(flow, &omission_form, "", 16);
	for (size_t i = 0; i < shown; i++) {
		const struct omission *omission = &story->omissions[i];
		struct style style = flow_text(flow, 8.5);
		size_t lines = typeset_count(flow->canvas, style, omission->text, 355, 3);
		double top;

		top = flow_row(
		    flow, &omission_form, 10.5 * (double)(lines > 0 ? lines : 1) + 4, i % 2 == 0);
		typeset_fit(flow->canvas, style, flow->left, top + 10, 150, omission->kind);
		typeset_paragraph(
		    flow->canvas, style, flow->left + 158, top + 10, 355, 10.5, 3, omission->text);
	}
	flow_more(flow, "method.more_omissions", story->omission_count - shown);
	flow->y += 12;
}

static double
rule_height(const struct flow *flow, size_t rule, double width)
{
	return rule_leading *
		(double)typeset_count(
		    flow->canvas, flow_text(flow, 8.5), flow->story->rules[rule], width - 10, RULE_LINES) +
	    rule_gap;
}

/* Rules first..last one below another. */
static void
draw_rules(struct flow *flow, size_t first, size_t last, double x, double width)
{
	double y = flow->y;

	for (size_t i = first; i < last; i++) {
		shape_disc(flow->canvas, x + 2, y + 4.2, 1.3, flow->canvas->palette->accent);
		typeset_paragraph(flow->canvas, flow_text(flow, 8.5), x + 10, y + 7, width - 10, rule_leading, RULE_LINES,
		    flow->story->rules[i]);
		y += rule_height(flow, i, width);
	}
}

/* Where the column ends that begins with rule first and should be this high, or a little more; its height. */
static size_t
rules_end(const struct flow *flow, size_t first, double wanted, double width, double *height)
{
	size_t end = first;

	for (*height = 0; end < flow->story->rule_count && *height < wanted; end++)
		*height += rule_height(flow, end, width);
	return end;
}

/* Two columns on upright paper, three on landscape; read downwards. */
void
block_rules(struct flow *flow)
{
	size_t columns = flow->canvas->width > flow->canvas->height ? 3 : 2, first = 0;
	double gap = 26, width = (flow->right - flow->left - gap * (double)(columns - 1)) / (double)columns;
	double total, height, tallest;

	(void)rules_end(flow, 0, INFINITY, width, &total);
	(void)rules_end(flow, 0, total / (double)columns, width, &tallest);
	flow_heading(flow, flow_title(flow, "method.rules"), "", tallest);
	for (size_t i = 0; i < columns; i++) {
		size_t end = rules_end(flow, first, i + 1 < columns ? total / (double)columns : INFINITY, width, &height);

		draw_rules(flow, first, end, flow->left + (width + gap) * (double)i, width);
		tallest = fmax(tallest, height);
		first = end;
	}
	flow->y += tallest + 10;
}

/* "Data   9f2c..." under the inputs, in line with their digests. */
static void
draw_fact(struct flow *flow, const char *what, const char *value)
{
	typeset_fit(flow->canvas, flow_muted(flow, 8), flow->left, flow->y + 8, 200, what);
	typeset_fit(flow->canvas, flow_text(flow, 8), flow->left + 208, flow->y + 8, 307, value);
	flow->y += fact_height;
}

/* "Theme: corporate.ini   9f2c...": what a file is called is nothing for the partner. */
static void
draw_file(struct flow *flow, const char *name, const char *path, const char *digest)
{
	const char *slash = strrchr(path, '/');

	draw_fact(flow, flow->edition->for_partner ? flow_word(flow, name)
	    : flow_say(flow, "method.named", "what", flow_word(flow, name), "file", slash != NULL ? slash + 1 : path, NULL), digest);
}

/* Of the document being drawn. */
static const struct template *
template_of(const struct flow *flow)
{
	const struct settings *settings = flow->edition->settings;

	return flow->board != NULL ? &settings->board_pack : &settings->scorecard;
}

static void
draw_look(struct flow *flow)
{
	const struct settings *settings = flow->edition->settings;
	const struct theme *theme = &settings->theme;

	if (template_of(flow)->own)
		draw_file(flow, "method.template", template_of(flow)->path, template_of(flow)->digest);
	if (theme->digest[0] != '\0')
		draw_file(flow, "method.theme", settings->theme_file, theme->digest);
	if (theme->logo.digest[0] != '\0')
		draw_file(flow, "method.logo", theme->logo_file, theme->logo.digest);
}

/* Of the facts that most reports do not have: the look and the mappings. */
static double
further_height(const struct flow *flow)
{
	const struct theme *theme = &flow->edition->settings->theme;
	const struct strings_file *files;
	size_t further = strings_files(flow->edition->strings, &files) - 1;

	return fact_height * ((double)further + template_of(flow)->own + (theme->digest[0] != '\0') + (theme->logo.digest[0] != '\0') +
	    (flow->edition->mappings_digest != NULL));
}

static void
draw_facts(struct flow *flow)
{
	const struct edition *edition = flow->story->edition;
	const struct strings_file *files;
	size_t count = strings_files(edition->strings, &files);

	flow->y += 4;
	for (size_t i = 0; i < count; i++)
		draw_file(flow, files[i].own ? "method.own_texts" : "method.texts", files[i].path, files[i].digest);
	draw_look(flow);
	draw_fact(flow, flow_word(flow, "method.model"), edition->model->digest);
	draw_fact(flow, flow_word(flow, "method.settings"), edition->settings->file_digest);
	if (edition->mappings_digest != NULL)
		draw_file(flow, "method.mappings", edition->settings->mappings, edition->mappings_digest);
	draw_fact(flow, flow_word(flow, "method.data_hash"), edition->data_hash);
	draw_fact(flow, flow_word(flow, "method.run"),
	    flow_print(flow, "%s, %s, %s, %s", edition->run_id, flow_edition(flow),
		flow_version(flow), flow_say(flow, "page.as_of", "date", edition->as_of, NULL)));
	draw_fact(flow, flow_word(flow, "method.program"), edition->program);
	flow->y += 9;
}

static void
draw_input(struct flow *flow, struct input_account file, bool banded)
{
	double y = flow_row(flow, &input_form, input_height, banded) + 9.2;
	struct style style = flow_text(flow, 8);

	typeset_fit(flow->canvas, style, flow->left, y, 116, file.name);
	typeset_line(flow->canvas, flow_right(style), flow->left + 152, y,
	    flow_number(flow, file.rows, 0));
	typeset_line(flow->canvas, flow_right(style), flow->left + 198, y,
	    flow_number(flow, file.rejected, 0));
	typeset_fit(flow->canvas, style, flow->left + 208, y, 307, file.digest);
}

/* Neither the facts nor the signatures stand alone on a page: the last file goes with them. */
void
block_inputs(struct flow *flow)
{
	size_t files = flow->edition->dataset->file_count, count = flow_rows(flow, files);
	size_t together = count < FILES_TOGETHER ? count : 1;
	double below = facts_height + further_height(flow) + sign_height;

	flow_table(flow, &input_form, "", input_height * (double)together + below);
	for (size_t i = 0; i < count; i++) {
		/* A full page makes flow_row open the next one with the titles repeated. */
		if (i + 1 == count && !flow_fits(flow, input_height + below))
			flow->y = flow->bottom;
		draw_input(flow, story_input(flow->edition, i), i % 2 == 0);
	}
	flow_more(flow, "method.more_inputs", files - count);
	draw_facts(flow);
}

void
block_sign(struct flow *flow)
{
	static const char *const roles[] = {"method.prepared", "method.reviewed", "method.approved"};
	double gap = 18, width = (flow->right - flow->left - 2 * gap) / 3;

	flow_heading(flow, flow_title(flow, "method.sign"), "", 40);
	for (size_t i = 0; i < COUNT_OF(roles); i++) {
		double x = flow->left + (width + gap) * (double)i;
		struct style style = flow_muted(flow, 8);

		typeset_line(flow->canvas, flow_text(flow, 8.5), x, flow->y + 6, flow_word(flow, roles[i]));
		shape_line(flow->canvas, x, flow->y + 28, x + width, flow->y + 28,
		    flow->canvas->palette->muted, 0.5);
		typeset_line(flow->canvas, style, x, flow->y + 37, flow_word(flow, "method.name_date"));
	}
	flow->y += 48;
}
