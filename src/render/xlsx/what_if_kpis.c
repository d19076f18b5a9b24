/* what_if_kpis.c - the lower half of What-if: every KPI with weight and limits that may be changed. */
#include "render/xlsx/what_if.h"

#include <math.h>
#include <stdio.h>

#include "render/xlsx/input.h"

/* Widths are those of the lenses above. */
static const struct column kpi_columns[WHAT_LENS] = {
	[WHAT_TITLE] = { "workbook.kpi", STYLE_HEADER, 0, 0 },
	[WHAT_VALUE] = { "kpis.value", STYLE_HEADER_NUMBER, 0, 0 },
	[WHAT_WEIGHT] = { "workbook.weight", STYLE_HEADER_NUMBER, 0, 0 },
	[WHAT_GREEN] = { "workbook.green_limit", STYLE_HEADER_NUMBER, 0, 0 },
	[WHAT_RED] = { "workbook.red_limit", STYLE_HEADER_NUMBER, 0, 0 },
	[WHAT_GREEN_HIGH] = { "workbook.green_upper", STYLE_HEADER_NUMBER, 0, 0 },
	[WHAT_RED_HIGH] = { "workbook.red_upper", STYLE_HEADER_NUMBER, 0, 0 },
	[WHAT_EXACT] = { "workbook.unrounded", STYLE_HEADER_NUMBER, 0, 0 },
	[WHAT_SCORE] = { "kpis.score", STYLE_HEADER_NUMBER, 0, 0 },
	[WHAT_BADGE] = { "", STYLE_HEADER_CENTRE, 0, 0 },
	[WHAT_STATUS] = { "kpis.status", STYLE_HEADER, 0, 0 },
	[WHAT_AGAINST] = { "workbook.against_reported", STYLE_HEADER_NUMBER, 0, 0 },
	[WHAT_SCORE_WAS] = { "workbook.score_reported", STYLE_HEADER_NUMBER, 0, 0 },
	[WHAT_WEIGHT_WAS] = { "workbook.weight_reported", STYLE_HEADER_NUMBER, 0, 0 },
	[WHAT_GREEN_WAS] = { "workbook.green_reported", STYLE_HEADER_NUMBER, 0, 0 },
	[WHAT_RED_WAS] = { "workbook.red_reported", STYLE_HEADER_NUMBER, 0, 0 },
	[WHAT_GREEN_HIGH_WAS] = { "workbook.green_upper_reported", STYLE_HEADER_NUMBER, 0, 0 },
	[WHAT_RED_HIGH_WAS] = { "workbook.red_upper_reported", STYLE_HEADER_NUMBER, 0, 0 },
	[WHAT_PLANNED] = { "workbook.planned", STYLE_HEADER, 0, 0 },
	[WHAT_CRITICAL] = { "workbook.critical", STYLE_HEADER, 0, 0 },
};

/* A limit and what it was; its rule keeps green on the better side of red, whichever of the two is changed. */
static void
fill_limit(struct what_if *what, uint32_t row, uint16_t column, double limit, const char *rule)
{
	uint16_t was = (uint16_t)(column + WHAT_WEIGHT_WAS - WHAT_WEIGHT);

	if (rule == NULL || isnan(limit))
		sheet_number(what->sheet, row, column, STYLE_GENERAL, limit, "");
	else
		input_limit(what->sheet, row, column, limit, rule);
	sheet_number(what->sheet, row, was, STYLE_GENERAL, limit, "");
}

static void
fill_limits(struct what_if *what, uint32_t row, const struct reading *reading)
{
	const struct limits *limits = &reading->limits;
	bool		     scored = reading->scored && !isnan(reading->value);
	bool		     range = reading->direction == DIRECTION_RANGE;
	bool		     line = range || reading->direction == DIRECTION_HIGHER || reading->direction == DIRECTION_LOWER;
	char		     low[60], high[60];
	unsigned int	     at = row + 1;

	(void)snprintf(low, sizeof low, "=AND(COUNT(D%u:E%u)=2,D%u%cE%u)", at, at, at,
	    reading->direction == DIRECTION_LOWER ? '<' : '>', at);
	(void)snprintf(high, sizeof high, "=AND(COUNT(F%u:G%u)=2,F%u<G%u)", at, at, at, at);
	fill_limit(what, row, WHAT_GREEN, limits->green, scored && line ? low : NULL);
	fill_limit(what, row, WHAT_RED, limits->red, scored && line ? low : NULL);
	fill_limit(what, row, WHAT_GREEN_HIGH, limits->green_high, scored && range ? high : NULL);
	fill_limit(what, row, WHAT_RED_HIGH, limits->red_high, scored && range ? high : NULL);
}

static void
fill_kpi(struct what_if *what, uint32_t row, const struct reading *reading)
{
	static const struct exact_columns exact = { WHAT_EXACT, 'D', 'E', 'F', 'G', true };
	const struct model		 *model = what->partner->story->edition->model;
	const struct indicator		 *indicator = &model->indicators[reading->indicator];
	struct sheet			 *sheet = what->sheet;

	sheet_text(sheet, row, WHAT_TITLE, STYLE_STRONG, indicator->title);
	sheet_value(sheet, row, reading);
	if (reading->planned)
		input_weight(sheet, row, WHAT_WEIGHT, reading->weight);
	else
		sheet_number(sheet, row, WHAT_WEIGHT, STYLE_GENERAL, reading->weight, "");
	sheet_number(sheet, row, WHAT_WEIGHT_WAS, STYLE_GENERAL, reading->weight, "");
	fill_limits(what, row, reading);
	sheet_exact(sheet, row, &exact, reading, indicator);
	what_if_result(what, row, reading->scored ? reading->score : NAN,
	    reading->scored ? reading->rating : RATING_GREY, false);
	sheet_word(sheet, row, WHAT_PLANNED, STYLE_TEXT, reading->planned ? "state.yes" : "state.no");
	sheet_text(sheet, row, WHAT_CRITICAL, STYLE_TEXT,
	    indicator->critical ? book_word(sheet->book, "state.yes") : "");
	for (size_t l = 0; l < model->lens_count; l++)
		sheet_text(sheet, row, (uint16_t)(WHAT_LENS + l), STYLE_TEXT,
		    indicator->group[l] < 0 ? "" : group_label(&model->lenses[l], (size_t)indicator->group[l]));
}

void
what_if_kpis(struct what_if *what)
{
	const struct story     *story = what->partner->story;
	const struct scorecard *card = story->card;
	const struct model     *model = story->edition->model;
	bool			ordered = story->kpi_order_count == card->reading_count;
	struct column		columns[WHAT_LENS + MODEL_LENSES_MAX];

	columns_in_words(&what->partner->book, kpi_columns, WHAT_LENS, columns);
	for (size_t l = 0; l < model->lens_count; l++)
		columns[WHAT_LENS + l] = (struct column){ model->lenses[l].title, STYLE_HEADER, 0, 0 };
	sheet_header(what->sheet, what->kpi_first - 1, columns, WHAT_LENS + model->lens_count);
	for (size_t i = 0; i < card->reading_count; i++)
		fill_kpi(what, what->kpi_first + (uint32_t)i, &card->readings[ordered ? story->kpi_order[i] : i]);
	if (card->reading_count == 0)
		sheet_word(what->sheet, what->kpi_first, WHAT_TITLE, STYLE_MUTED, "kpis.none");
	sheet_badges(what->sheet, what->kpi_first, what->kpi_last, WHAT_BADGE);
	input_mark_changes(what->sheet,
	    &(struct input_block){
		what->kpi_first, what->kpi_last, WHAT_WEIGHT, WHAT_RED_HIGH, WHAT_WEIGHT_WAS });
}
