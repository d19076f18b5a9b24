/* Page 2: the KPI table. */
#include <math.h>
#include <string.h>

#include "base/arena.h"
#include "base/count.h"
#include "render/pdf/blocks.h"

enum { HISTORY_MAX = 64 };

static const struct column columns[] = {
    {0, 30, "kpis.status", ALIGN_LEFT},
    {34, 158, "kpis.indicator", ALIGN_LEFT},
    {243, 49, "kpis.value", ALIGN_RIGHT},
    {248, 39, "kpis.unit", ALIGN_LEFT},
    {374, 86, "kpis.limits", ALIGN_RIGHT},
    {412, 36, "kpis.score", ALIGN_RIGHT},
    {456, 40, "kpis.change", ALIGN_RIGHT},
    {466, 49, "kpis.trend", ALIGN_LEFT},
};

enum { STATUS, INDICATOR, VALUE, UNIT, LIMITS, SCORE, CHANGE, TREND };

static const struct table_form form = {"kpis.section", columns, COUNT_OF(columns), NULL};

/* No more lines than these of a title, of what is special about it, of a unit. */
enum { TITLE_LINES = 2, ABOUT_LINES = 3, UNIT_LINES = 5 };

static const double line_height = 10.5, row_height_max = 57.5;

/* What is special about this reading. */
static const char *
describe(struct flow *flow, const struct reading *reading, const struct indicator *indicator)
{
	const char *parts[] = {
	    *indicator->owner != '\0'
		? flow_say(flow, "kpis.owner", "name", indicator->owner, NULL)
		: "",
	    indicator->critical ? flow_word(flow, "kpis.critical") : "",
	    reading->tracked ? flow_word(flow, "kpis.tracked") : "",
	    reading->from_all ? flow_word(flow, "kpis.all") : "",
	    reading->coarser ? flow_word(flow, "kpis.coarser") : "",
	    reading->row_count > 1
		? flow_say(flow, "kpis.aggregated", "count", flow_count(flow, reading->row_count), NULL)
		: "",
	    reading->green_origin == LIMITS_TARGET ? flow_word(flow, "kpis.tolerance") : "",
	    reading->note != NULL ? reading->note : "",
	};
	const char *text = "";

	for (size_t i = 0; i < COUNT_OF(parts); i++)
		if (*parts[i] != '\0')
			text = *text == '\0' ? parts[i]
					     : flow_print(flow, "%s \xC2\xB7 %s", text, parts[i]);
	return text;
}

/* The reading's printed score minus that of the period before; NaN if either is missing. */
static double
score_change(const struct scorecard *card, size_t index)
{
	double before;

	if (card->history_count < 2)
		return NAN;
	before = card->history[card->history_count - 2].score[index];
	return score_printed(card->readings[index].score) - before;
}

static void
draw_trend(struct flow *flow, size_t index, double y)
{
	const struct scorecard *card = flow->story->card;
	double values[HISTORY_MAX];
	size_t count = card->history_count < HISTORY_MAX ? card->history_count : HISTORY_MAX;
	struct box box = {flow->left + columns[TREND].x, y - 5.2, columns[TREND].width - 3, 10.5};

	for (size_t i = 0; i < count; i++)
		values[i] = card->history[card->history_count - count + i].value[index];
	chart_sparkline(flow->canvas, box, values, count, card->readings[index].rating);
}

static double
column_x(const struct flow *flow, int column)
{
	return flow->left + columns[column].x;
}

static void
draw_status(struct flow *flow, const struct reading *reading, double y)
{
	if (reading->tracked) {
		typeset_line(flow->canvas, flow_muted(flow, 9), column_x(flow, STATUS) + 3, y + 3,
		    "\xE2\x80\x93");
		return;
	}
	flow_status(flow, reading->rating, reading->score, column_x(flow, STATUS) + 6, y, 5.6);
}

static size_t
about_lines(const struct flow *flow, const char *about)
{
	return typeset_count(
	    flow->canvas, flow_muted(flow, 8), about, columns[INDICATOR].width, ABOUT_LINES);
}

static size_t
title_lines(const struct flow *flow, const char *title)
{
	return typeset_count(
	    flow->canvas, flow_text(flow, 9), title, columns[INDICATOR].width, TITLE_LINES);
}

/* Title, what is special below it, centred in the row. */
static void
draw_name(struct flow *flow, const char *title, const char *about, double top, double height)
{
	double x = column_x(flow, INDICATOR), width = columns[INDICATOR].width;
	size_t lines = title_lines(flow, title);
	double used = line_height * (double)(lines + about_lines(flow, about));
	double y = top + (height - used) / 2 + 8;

	typeset_paragraph(
	    flow->canvas, flow_text(flow, 9), x, y, width, line_height, TITLE_LINES, title);
	typeset_paragraph(flow->canvas, flow_muted(flow, 8), x,
	    y + line_height * (double)lines - 0.5, width, line_height, ABOUT_LINES, about);
}

static size_t
unit_lines(const struct flow *flow, const char *unit)
{
	return typeset_count(
	    flow->canvas, flow_muted(flow, 8), unit, columns[UNIT].width, UNIT_LINES);
}

/* On the line of the value; a long one in lines around it. */
static void
draw_unit(struct flow *flow, const char *unit, double y)
{
	size_t lines = unit_lines(flow, unit);

	if (lines < 2)
		typeset_fit(flow->canvas, flow_muted(flow, 8.5), column_x(flow, UNIT), y + 3.2,
		    columns[UNIT].width, unit);
	else
		typeset_paragraph(flow->canvas, flow_muted(flow, 8), column_x(flow, UNIT),
		    y + 3.2 - line_height * (double)(lines - 1) / 2, columns[UNIT].width,
		    line_height, UNIT_LINES, unit);
}

static double
row_height(
    const struct flow *flow, const char *title, const char *about, const struct reading *reading)
{
	size_t lines = title_lines(flow, title) + about_lines(flow, about);
	size_t beside = reading->unit != NULL ? unit_lines(flow, reading->unit) : 0;

	return fmax(line_height * (double)(lines > beside ? lines : beside) + 5, 22);
}

static void
draw_reading(struct flow *flow, size_t index, bool banded)
{
	const struct reading *reading = &flow->story->card->readings[index];
	const struct indicator *indicator =
	    &flow->story->edition->model->indicators[reading->indicator];
	struct canvas *canvas = flow->canvas;
	const char *about = describe(flow, reading, indicator);
	double height = row_height(flow, indicator->title, about, reading);
	double top = flow_row(flow, &form, height, banded), y = top + height / 2;
	double change = score_change(flow->story->card, index);
	bool present = reading->state == VALUE_PRESENT;
	struct style value = present ? flow_bold(flow, 9) : flow_muted(flow, 8.5);

	draw_status(flow, reading, y);
	draw_name(flow, indicator->title, about, top, height);
	typeset_fit(canvas, flow_right(value), column_x(flow, VALUE), y + 3.2, columns[VALUE].width,
	    flow_checked(flow, story_value(flow->story->edition, reading, flow->arena)));
	if (reading->unit != NULL)
		draw_unit(flow, reading->unit, y);
	typeset_fit(canvas, flow_right(flow_text(flow, 8.5)), column_x(flow, LIMITS), y + 3.2,
	    columns[LIMITS].width, flow_checked(flow, story_limits(flow->story->edition, reading, flow->arena)));
	typeset_line(canvas, flow_right(flow_text(flow, 9)), column_x(flow, SCORE), y + 3.2,
	    flow_score(flow, score_printed(reading->score)));
	flow_change(flow, change, column_x(flow, CHANGE), y, 8.5);
	draw_trend(flow, index, y);
}

/* "14 of 15 planned KPIs", "" if none are planned. */
static const char *
supplied(struct flow *flow)
{
	const struct scorecard *card = flow->story->card;

	if (card->kpi_planned == 0)
		return "";
	return flow_say(flow, "completeness.kpis", "present", flow_count(flow, card->kpi_present),
	    "planned", flow_count(flow, card->kpi_planned), NULL);
}

void
block_kpis(struct flow *flow)
{
	const struct story *story = flow->story;
	size_t shown = flow_rows(flow, story->kpi_order_count);

	if (story->kpi_order_count == 0) {
		flow_heading(flow, flow_title(flow, "kpis.section"), "", 20);
		typeset_line(flow->canvas, flow_muted(flow, 9.5), flow->left, flow->y + 6,
		    flow_word(flow, "kpis.none"));
		flow->y += 26;
		return;
	}
	flow_table(flow, &form, supplied(flow), row_height_max);
	for (size_t i = 0; i < shown; i++)
		draw_reading(flow, story->kpi_order[i], i % 2 == 0);
	flow_more(flow, "kpis.more", story->kpi_order_count - shown);
	flow->y += 16;
}
