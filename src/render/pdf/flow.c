#include "render/pdf/flow.h"

#include <math.h>
#include <stdarg.h>
#include <stdio.h>
#include <string.h>

#include "base/arena.h"
#include "base/number.h"

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
	const struct edition *edition = flow->story->edition;
	struct canvas *canvas = flow->canvas;
	double y = canvas->height - 28, middle = (flow->left + flow->right) / 2;
	struct style style = flow_muted(flow, 7);
	struct style centred = style;

	centred.align = ALIGN_CENTRE;
	shape_line(canvas, flow->left, y - 12, flow->right, y - 12, canvas->palette->line, 0.6);
	typeset_fit(canvas, style, flow->left, y, 190,
	    flow_print(flow, "%s  \xC2\xB7  %s  \xC2\xB7  %s %s", edition->run_id, edition->period,
		edition->name, label(LABEL_EDITION)));
	typeset_line(canvas, centred, middle, y,
	    flow_print(flow, "%s %.12s", label(LABEL_DATA_HASH), edition->data_hash));
	typeset_line(canvas, flow_right(style), flow->right, y,
	    flow_print(flow, "%s %zu %s %zu", label(LABEL_PAGE), canvas->page_number,
		label(LABEL_PAGE_OF), canvas->page_total));
}

static void
draw_head(struct flow *flow)
{
	struct canvas *canvas = flow->canvas;
	struct style right = flow_right(flow_muted(flow, 8.5));
	double used;

	shape_box(canvas, (struct box){0, 0, canvas->width, 5}, canvas->palette->band);
	used = typeset_line(canvas, right, flow->right, 32,
	    flow_print(flow, "%s  \xC2\xB7  %s", flow->section, flow->story->edition->period));
	typeset_fit(canvas, flow_bold(flow, 10), flow->left, 32,
	    flow->right - flow->left - used - 16, flow_partner(flow));
	shape_line(canvas, flow->left, 41, flow->right, 41, canvas->palette->line, 0.6);
}

void
flow_page(struct flow *flow, const char *section, bool with_head)
{
	struct canvas *canvas = flow->canvas;

	canvas_new_page(canvas);
	flow->section = section;
	flow->left = FLOW_MARGIN;
	flow->right = canvas->width - FLOW_MARGIN;
	flow->bottom = canvas->height - FLOW_FOOT - 6;
	flow->y = head_height;
	draw_foot(flow);
	if (with_head)
		draw_head(flow);
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
		    flow->canvas, style, flow->left + column->x, flow->y + 8, label(column->title));
	}
	if (form->legend != NULL)
		form->legend(flow, flow->y + 8);
	flow->y += titles_height;
}

void
flow_table(struct flow *flow, const struct table_form *form, const char *note, double row_height)
{
	flow_heading(flow, label(form->heading), note, titles_height + row_height);
	draw_titles(flow, form);
}

double
flow_row(struct flow *flow, const struct table_form *form, double height, bool banded)
{
	double top;

	if (!flow_fits(flow, height)) {
		flow_page(flow, flow->section, true);
		flow_heading(flow,
		    flow_print(flow, "%s (%s)", label(form->heading), label(LABEL_CONTINUED)), "",
		    titles_height + height);
		draw_titles(flow, form);
	}
	top = flow->y;
	if (banded)
		shape_box(flow->canvas,
		    (struct box){flow->left - 4, top, flow->right - flow->left + 8, height},
		    flow->canvas->palette->pale);
	flow->y += height;
	return top;
}

void
flow_status(struct flow *flow, enum rating rating, double x, double y, double radius)
{
	char letter[2] = {story_rating_letter(flow->story->edition->settings, rating), '\0'};
	double size = radius < 5.2 ? TYPESET_SMALLEST : 9;

	shape_status(flow->canvas, rating, x, y, radius);
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
	shape_trend(flow->canvas, change, flow->story->edition->model->policy.trend_points,
	    x - size * 3.9, y, size * 0.37);
	typeset_line(flow->canvas, style, x, y + size * 0.36,
	    flow_checked(flow, story_signed(change, flow->arena)));
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
	char text[NUMBER_SIZE];

	if (!isfinite(score))
		return "\xE2\x80\x93";
	return flow_checked(flow, arena_strdup(flow->arena, number_format(score, 1, text)));
}
