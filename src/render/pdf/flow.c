#include "render/pdf/flow.h"

#include <math.h>
#include <stdarg.h>
#include <stdio.h>
#include <string.h>

#include "base/arena.h"
#include "config/strings.h"
#include "render/pdf/targets.h"

static const double head_height = 58, heading_height = 24, titles_height = 16;

struct style
flow_text(const struct flow *flow, double size)
{
	return (struct style){WEIGHT_REGULAR, size, flow->canvas->palette->ink, ALIGN_LEFT};
}

struct style
flow_bold(const struct flow *flow, double size)
{
	return (struct style){WEIGHT_BOLD, size, flow->canvas->palette->ink, ALIGN_LEFT};
}

struct style
flow_muted(const struct flow *flow, double size)
{
	return (struct style){WEIGHT_REGULAR, size, flow->canvas->palette->muted, ALIGN_LEFT};
}

struct style
flow_right(struct style style)
{
	style.align = ALIGN_RIGHT;
	return style;
}

const char *
flow_partner(struct flow *flow)
{
	const struct partner *partner = flow->story->partner;

	if (typeset_unprintable(flow->canvas, WEIGHT_BOLD, partner->name) == 0 ||
	    typeset_unprintable(flow->canvas, WEIGHT_BOLD, partner->id) > 0)
		return partner->name;
	return flow_print(flow, "%s (%s)", partner->name, partner->id);
}

static void
draw_foot(struct flow *flow)
{
	const struct edition *edition = flow->edition;
	struct canvas *canvas = flow->canvas;
	double y = canvas->height - 28, middle = (flow->left + flow->right) / 2;
	struct style style = flow_muted(flow, 7);
	struct style centred = style;

	centred.align = ALIGN_CENTRE;
	shape_line(canvas, flow->left, y - 12, flow->right, y - 12, canvas->palette->line, 0.6);
	typeset_fit(canvas, style, flow->left, y, 190,
	    flow_print(flow, "%s  \xC2\xB7  %s  \xC2\xB7  %s", edition->run_id, edition->period,
		flow_edition(flow)));
	typeset_line(canvas, centred, middle, y,
	    flow_say(flow, "page.data", "hash", flow_print(flow, "%.12s", edition->data_hash), NULL));
	typeset_line(canvas, flow_right(style), flow->right, y,
	    flow_say(flow, "page.number", "page", flow_count(flow, canvas->page_number), "pages",
		flow_count(flow, canvas->page_total), NULL));
}

static void
draw_head(struct flow *flow)
{
	struct canvas *canvas = flow->canvas;
	struct style right = flow_right(flow_muted(flow, 8.5));
	double used;

	shape_box(canvas, (struct box){0, 0, canvas->width, 5}, canvas->palette->band);
	used = typeset_line(canvas, right, flow->right, 32,
	    flow_print(flow, "%s  \xC2\xB7  %s", flow->section, flow->edition->period));
	typeset_fit(canvas, flow_bold(flow, 10), flow->left, 32,
	    flow->right - flow->left - used - 16, flow->subject != NULL ? flow->subject : flow_partner(flow));
	shape_line(canvas, flow->left, 41, flow->right, 41, canvas->palette->line, 0.6);
}

static double
margin_or_standard(double given)
{
	return given > 0 ? given : FLOW_MARGIN;
}

void
flow_begin(struct flow *flow, double y)
{
	struct canvas *canvas = flow->canvas;
	const char *title = flow->beginning;

	if (title == NULL)
		return;
	flow->beginning = NULL;
	if (flow->targets != NULL)
		targets_add(flow->targets, canvas, title, 0, y);
	else if (canvas->page != NULL)
		document_bookmark(canvas->document, canvas->page, title, canvas->height - y);
}

void
flow_page(struct flow *flow, const char *section, bool with_head)
{
	struct canvas *canvas = flow->canvas;

	canvas_new_page(canvas);
	flow->section = section;
	flow->left = margin_or_standard(flow->edition->settings->theme.margin_left);
	flow->right = canvas->width - margin_or_standard(flow->edition->settings->theme.margin_right);
	flow->bottom = canvas->height - FLOW_FOOT - 6;
	flow->y = head_height;
	draw_foot(flow);
	if (with_head)
		draw_head(flow);
	flow_begin(flow, 0);
}

double
flow_room(const struct flow *flow)
{
	return flow->bottom - head_height;
}

bool
flow_fits(const struct flow *flow, double height)
{
	return flow->y + height <= flow->bottom;
}

void
flow_need(struct flow *flow, double height)
{
	if (!flow_fits(flow, height))
		flow_page(flow, flow->section, true);
	flow_begin(flow, flow->y);
}

void
flow_heading_at(
    struct flow *flow, double x, double y, double width, const char *title, const char *note)
{
	struct canvas *canvas = flow->canvas;
	double used = typeset_fit(canvas, flow_bold(flow, 10.5), x, y, width, title);

	if (*note != '\0')
		typeset_fit(canvas, flow_muted(flow, 8.5), x + used + 8, y, width - used - 8, note);
	shape_line(canvas, x, y + 5.5, x + width, y + 5.5, canvas->palette->line, 0.8);
}

void
flow_heading(struct flow *flow, const char *title, const char *note, double following)
{
	flow_need(flow, heading_height + following);
	flow_heading_at(flow, flow->left, flow->y + 11, flow->right - flow->left, title, note);
	flow->y += heading_height;
}

static void
draw_titles(struct flow *flow, const struct table_form *form)
{
	for (size_t i = 0; i < form->column_count; i++) {
		const struct column *column = &form->columns[i];
		struct style style = flow_muted(flow, 8);

		style.align = column->align;
		typeset_line(
		    flow->canvas, style, flow->left + column->x, flow->y + 8, flow_word(flow, column->title));
	}
	if (form->legend != NULL)
		form->legend(flow, flow->y + 8);
	flow->y += titles_height;
}

void
flow_table(struct flow *flow, const struct table_form *form, const char *note, double row_height)
{
	flow_heading(flow, flow_title(flow, form->heading), note, titles_height + row_height);
	draw_titles(flow, form);
}

void
flow_keep(struct flow *flow, const struct table_form *form, double height)
{
	if (flow_fits(flow, height))
		return;
	flow_page(flow, flow->section, true);
	flow_heading(flow, flow_say(flow, "page.continued", "heading", flow_title(flow, form->heading), NULL), "",
	    titles_height + height);
	draw_titles(flow, form);
}

double
flow_row(struct flow *flow, const struct table_form *form, double height, bool banded)
{
	double top;

	flow_keep(flow, form, height);
	top = flow->y;
	if (banded)
		shape_box(flow->canvas,
		    (struct box){flow->left - 4, top, flow->right - flow->left + 8, height},
		    flow->canvas->palette->pale);
	flow->y += height;
	return top;
}

void
flow_status(struct flow *flow, enum rating rating, double score, double x, double y, double radius)
{
	char letter[2] = {story_score_letter(flow->edition, rating, score), '\0'};
	double size = radius < 5.2 ? TYPESET_SMALLEST : 9;

	shape_status(flow->canvas, flow_shade(flow, rating, score), x, y, radius);
	typeset_line(
	    flow->canvas, flow_bold(flow, size), x + radius + 3.4, y + size * 0.36, letter);
}

void
flow_change(struct flow *flow, double change, double x, double y, double size)
{
	struct style style = flow_right(flow_muted(flow, size));

	if (!isfinite(change)) {
		typeset_line(flow->canvas, style, x, y + size * 0.36, "\xE2\x80\x93");
		return;
	}
	shape_trend(flow->canvas, change, flow->edition->model->policy.trend_points,
	    x - size * 3.9, y, size * 0.37);
	typeset_line(flow->canvas, style, x, y + size * 0.36,
	    flow_checked(flow, story_signed(flow->edition, change, flow->arena)));
}

const char *
flow_checked(struct flow *flow, const char *text)
{
	if (text != NULL)
		return text;
	flow->canvas->out_of_memory = true;
	return "";
}

const char *
flow_print(struct flow *flow, const char *format, ...)
{
	char text[1024];
	va_list arguments;
	int length;

	va_start(arguments, format);
	length = vsnprintf(text, sizeof text, format, arguments);
	va_end(arguments);
	if (length < 0)
		return "";
	return flow_checked(flow, arena_strdup(flow->arena, text));
}

const char *
flow_score(struct flow *flow, double score)
{
	return flow_number(flow, isfinite(score) ? score : NAN, 1);
}

const char *
flow_word(const struct flow *flow, const char *key)
{
	return strings_text(flow->edition->strings, key);
}

const char *
flow_say(struct flow *flow, const char *key, ...)
{
	va_list pairs;
	const char *said;

	va_start(pairs, key);
	said = strings_say_list(flow->edition->strings, flow->arena, key, pairs);
	va_end(pairs);
	return flow_checked(flow, said);
}

const char *
flow_edition(struct flow *flow)
{
	const char *name = flow_print(flow, "page.%s", flow->edition->name);

	return flow_say(flow, "page.edition", "edition", flow_word(flow, name), NULL);
}

const char *
flow_version(const struct flow *flow)
{
	bool restated = strcmp(flow->edition->version, "restated") == 0;

	return flow_word(flow, restated ? "page.restated" : "page.final");
}

const char *
flow_number(struct flow *flow, double value, int decimals)
{
	return flow_checked(
	    flow, strings_number(flow->edition->strings, flow->arena, value, decimals));
}

const char *
flow_amount(struct flow *flow, double value)
{
	return flow_checked(flow, strings_amount(flow->edition->strings, flow->arena, value));
}

const char *
flow_count(struct flow *flow, size_t count)
{
	return flow_print(flow, "%zu", count);
}

const char *
flow_rating(const struct flow *flow, enum rating rating, double score)
{
	return story_rating_word(flow->edition, rating, score);
}

size_t
flow_shade(const struct flow *flow, enum rating rating, double score)
{
	return story_shade(flow->edition, rating, score);
}
