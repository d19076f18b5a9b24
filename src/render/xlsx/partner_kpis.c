/* partner_kpis.c - every KPI with its limits, and its score as a formula over them. */
#include "render/xlsx/partner.h"

#include <math.h>
#include <stdio.h>
#include <string.h>
#include <strings.h>

#include "base/arena.h"
#include "base/number.h"

enum { LINE_SIZE = 160 };

static const struct column columns[KPI_LENS] = {
	[KPI_TITLE] = { "KPI", STYLE_HEADER, 26, 46 },
	[KPI_VALUE] = { "Value", STYLE_HEADER_NUMBER, 10, 18 },
	[KPI_UNIT] = { "Unit", STYLE_HEADER, 8, 16 },
	[KPI_BETTER] = { "Better", STYLE_HEADER, 9, 12 },
	[KPI_GREEN] = { "Green limit", STYLE_HEADER_NUMBER, 10, 18 },
	[KPI_RED] = { "Red limit", STYLE_HEADER_NUMBER, 10, 18 },
	[KPI_GREEN_HIGH] = { "Green upper", STYLE_HEADER_NUMBER, 10, 18 },
	[KPI_RED_HIGH] = { "Red upper", STYLE_HEADER_NUMBER, 10, 18 },
	[KPI_WEIGHT] = { "Weight", STYLE_HEADER_NUMBER, 9, 12 },
	[KPI_EXACT] = { "Unrounded", STYLE_HEADER_NUMBER, 11, 14 },
	[KPI_SCORE] = { "Score", STYLE_HEADER_NUMBER, 9, 12 },
	[KPI_BADGE] = { "", STYLE_HEADER_CENTRE, 5, 5 },
	[KPI_STATUS] = { "Status", STYLE_HEADER, 11, 14 },
	[KPI_BEFORE] = { "Last period", STYLE_HEADER_NUMBER, 9, 12 },
	[KPI_CHANGE] = { "Change", STYLE_HEADER_NUMBER, 9, 12 },
	[KPI_STATE] = { "State", STYLE_HEADER, 11, 18 },
	[KPI_PLANNED] = { "Planned", STYLE_HEADER, 9, 10 },
	[KPI_CRITICAL] = { "Critical", STYLE_HEADER, 9, 10 },
	[KPI_ORIGIN] = { "Limits from", STYLE_HEADER, 13, 22 },
	[KPI_SOURCE] = { "Source", STYLE_HEADER, 9, 12 },
	[KPI_OWNER] = { "Owner", STYLE_HEADER, 12, 24 },
	[KPI_ID] = { "Id", STYLE_HEADER, 14, 32 },
	[KPI_FILE] = { "File", STYLE_HEADER, 14, 34 },
	[KPI_LINE] = { "Line", STYLE_HEADER_NUMBER, 8, 10 },
	[KPI_NOTE] = { "Note", STYLE_HEADER, 12, 50 },
};

const char *
group_label(const struct lens *lens, size_t group)
{
	for (size_t g = 0; g < lens->group_count; g++)
		if (g != group && strcasecmp(lens->groups[g].title, lens->groups[group].title) == 0)
			return lens->groups[group].id;
	return lens->groups[group].title;
}

static const char *
state_word(const struct reading *reading)
{
	static const char *const words[] = {
	    [VALUE_ABSENT] = "no row",
	    [VALUE_PRESENT] = "present",
	    [VALUE_BLANK] = "blank",
	    [VALUE_NA] = "n/a",
	    [VALUE_WITHHELD] = "withheld",
	    [VALUE_REJECTED] = "rejected",
	};

	if (reading->tracked)
		return "tracked";
	if (reading->state == VALUE_PRESENT && !reading->scored)
		return "no limits";
	if (reading->state == VALUE_PRESENT && reading->coarser)
		return "longer period";
	return words[reading->state];
}

static void
fill_value(struct sheet *sheet, uint32_t row, const struct reading *reading)
{
	static const char *const absent[] = {
	    [VALUE_ABSENT] = "no row",
	    [VALUE_PRESENT] = "by word",
	    [VALUE_BLANK] = "blank",
	    [VALUE_NA] = "n/a",
	    [VALUE_WITHHELD] = "withheld",
	    [VALUE_REJECTED] = "rejected",
	};
	bool yes_no =
	    reading->direction == DIRECTION_YESNO && (reading->value == 0 || reading->value == 1);

	sheet_number(sheet, row, KPI_VALUE, yes_no ? STYLE_YES_NO : STYLE_GENERAL,
	    reading->state == VALUE_PRESENT ? reading->value : NAN, absent[reading->state]);
}

static const char *
origin_words(struct partner_book *partner, const struct reading *reading)
{
	static const char *const words[] = {
	    [LIMITS_NONE] = "",
	    [LIMITS_ROW] = "row",
	    [LIMITS_OVERRIDE] = "override",
	    [LIMITS_MODEL] = "model",
	    [LIMITS_TARGET] = "target, default",
	};
	const char *both;

	if (reading->green_origin == reading->red_origin)
		return words[reading->green_origin];
	both = arena_printf(
	    partner->arena, "%s / %s", words[reading->green_origin], words[reading->red_origin]);
	return both == NULL ? "" : both;
}

/* The engine's line through the cells of one row: the columns of its red and its green limit. */
static void
print_line(char text[LINE_SIZE], unsigned row, char red, char green)
{
	(void)snprintf(text, LINE_SIZE,
	    "policy_yellow+(policy_green-policy_yellow)*(B%u-%c%u)/(%c%u-%c%u)", row, red, row, green,
	    row, red, row);
}

/* "=MAX(0,MIN(100,policy_yellow+(policy_green-policy_yellow)*(B5-F5)/(E5-F5)))": the engine's line over these cells. */
static void
fill_exact(struct sheet *sheet, uint32_t row, const struct reading *reading,
    const struct indicator *indicator)
{
	char	     low[LINE_SIZE], high[LINE_SIZE], least[NUMBER_SIZE], most[NUMBER_SIZE];
	unsigned int at = row + 1;

	if (!reading->scored) {
		sheet_text(sheet, row, KPI_EXACT, STYLE_EXACT, "");
		return;
	}
	if (isnan(reading->value)) {
		sheet_number(sheet, row, KPI_EXACT, STYLE_EXACT, reading->score, "");
		return;
	}
	print_line(low, at, 'F', 'E');
	print_line(high, at, 'H', 'G');
	switch (reading->direction) {
	case DIRECTION_HIGHER:
	case DIRECTION_LOWER:
		sheet_formula(
		    sheet, row, KPI_EXACT, STYLE_EXACT, reading->score, "=MAX(0,MIN(100,%s))", low);
		return;
	case DIRECTION_RANGE:
		sheet_formula(sheet, row, KPI_EXACT, STYLE_EXACT, reading->score,
		    "=MAX(0,MIN(100,%s,%s))", low, high);
		return;
	case DIRECTION_YESNO:
		sheet_formula(sheet, row, KPI_EXACT, STYLE_EXACT, reading->score,
		    "=MAX(0,MIN(100,100*B%u))", at);
		return;
	case DIRECTION_LEVEL:
		number_shortest(indicator->level_min, least);
		number_shortest(indicator->level_max, most);
		sheet_formula(sheet, row, KPI_EXACT, STYLE_EXACT, reading->score,
		    "=MAX(0,MIN(100,100*(B%u-(%s))/((%s)-(%s))))", at, least, most, least);
		return;
	case DIRECTION_TRACK:
	case DIRECTION_RATING:
	case DIRECTIONS:
		break;
	}
	sheet_number(sheet, row, KPI_EXACT, STYLE_EXACT, reading->score, "");
}

/* The printed score of the reading in the period just before, NaN if there was none. */
static double
score_before(const struct scorecard *card, size_t reading)
{
	const struct history_point *before;

	if (card->history_count < 2)
		return NAN;
	before = &card->history[card->history_count - 2];
	return before->period.index == card->period.index - 1 ? before->score[reading] : NAN;
}

static void
fill_score(struct sheet *sheet, uint32_t row, const struct reading *reading, double before)
{
	const struct rating_cell badge = { row, KPI_BADGE, false };
	unsigned int		 at = row + 1;
	double			 now = score_printed(reading->score);

	if (reading->scored) {
		sheet_formula(sheet, row, KPI_SCORE, STYLE_SCORE, now, "=ROUND(J%u+1E-9,1)", at);
		sheet_rating_formula(sheet, badge, reading->rating, KPI_SCORE);
	} else {
		sheet_text(sheet, row, KPI_SCORE, STYLE_ABSENT, "–");
		sheet_rating(sheet, badge, RATING_GREY);
	}
	sheet_number(sheet, row, KPI_BEFORE, STYLE_SCORE, before, "–");
	if (isnan(before) || isnan(now))
		sheet_text(sheet, row, KPI_CHANGE, STYLE_ABSENT, "–");
	else
		sheet_formula(sheet, row, KPI_CHANGE, STYLE_CHANGE, number_round(now - before, 1),
		    "=ROUND(K%u-N%u,1)", at, at);
}

static void
fill_place(struct partner_book *partner, uint32_t row, const struct reading *reading)
{
	struct sheet	     *sheet = &partner->kpis;
	const struct dataset *dataset = partner->story->edition->dataset;

	if (reading->row == NULL) {
		sheet_text(sheet, row, KPI_FILE, STYLE_MUTED, "");
		sheet_text(sheet, row, KPI_LINE, STYLE_MUTED, "");
		return;
	}
	sheet_text(sheet, row, KPI_FILE, STYLE_MUTED, dataset->files[reading->row->file].name);
	sheet_number(sheet, row, KPI_LINE, STYLE_GENERAL, reading->row->line, "");
}

static void
fill_reading(struct partner_book *partner, uint32_t row, size_t at)
{
	struct sheet		*sheet = &partner->kpis;
	const struct reading	*reading = &partner->story->card->readings[at];
	const struct model	*model = partner->story->edition->model;
	const struct indicator	*indicator = &model->indicators[reading->indicator];

	sheet_text(sheet, row, KPI_TITLE, STYLE_STRONG, indicator->title);
	fill_value(sheet, row, reading);
	sheet_text(sheet, row, KPI_UNIT, STYLE_MUTED, reading->unit);
	sheet_text(sheet, row, KPI_BETTER, STYLE_MUTED, direction_name(reading->direction));
	sheet_number(sheet, row, KPI_GREEN, STYLE_GENERAL, reading->limits.green, "");
	sheet_number(sheet, row, KPI_RED, STYLE_GENERAL, reading->limits.red, "");
	sheet_number(sheet, row, KPI_GREEN_HIGH, STYLE_GENERAL, reading->limits.green_high, "");
	sheet_number(sheet, row, KPI_RED_HIGH, STYLE_GENERAL, reading->limits.red_high, "");
	sheet_number(sheet, row, KPI_WEIGHT, STYLE_GENERAL, reading->weight, "");
	fill_exact(sheet, row, reading, indicator);
	fill_score(sheet, row, reading, score_before(partner->story->card, at));
	sheet_text(sheet, row, KPI_STATE, STYLE_TEXT, state_word(reading));
	sheet_text(sheet, row, KPI_PLANNED, STYLE_TEXT, reading->planned ? "yes" : "no");
	sheet_text(sheet, row, KPI_CRITICAL, STYLE_TEXT, indicator->critical ? "yes" : "");
	sheet_text(sheet, row, KPI_ORIGIN, STYLE_TEXT, origin_words(partner, reading));
	sheet_text(sheet, row, KPI_SOURCE, STYLE_TEXT,
	    indicator->source == SOURCE_KPI ? "kpi" : "derived");
	sheet_text(sheet, row, KPI_OWNER, STYLE_TEXT, indicator->owner);
	sheet_text(sheet, row, KPI_ID, STYLE_MUTED, indicator->id);
	fill_place(partner, row, reading);
	sheet_text(sheet, row, KPI_NOTE, STYLE_TEXT, reading->note);
	for (size_t l = 0; l < model->lens_count; l++)
		sheet_text(sheet, row, (uint16_t)(KPI_LENS + l), STYLE_TEXT,
		    indicator->group[l] < 0
			? ""
			: group_label(&model->lenses[l], (size_t)indicator->group[l]));
}

/* The lens columns are headed by the lenses' titles. */
static void
fill_header(struct partner_book *partner)
{
	const struct model *model = partner->story->edition->model;
	struct column	    all[KPI_LENS + MODEL_LENSES_MAX];

	memcpy(all, columns, sizeof columns);
	for (size_t l = 0; l < model->lens_count; l++)
		all[KPI_LENS + l] = (struct column){ model->lenses[l].title, STYLE_HEADER, 20, 26 };
	sheet_header(&partner->kpis, TABLE_FIRST - 1, all, KPI_LENS + model->lens_count);
}

void
partner_kpis_fill(struct partner_book *partner)
{
	const struct story     *story = partner->story;
	const struct scorecard *card = story->card;
	bool			ordered = story->kpi_order_count == card->reading_count;

	sheet_titles(&partner->kpis, "KPIs",
	    "Worst and most changed first. The score is a straight line through the red and the "
	    "green limit, kept within 0 and 100. "
	    "Further right: where each value came from, and its group in every lens.");
	fill_header(partner);
	for (size_t i = 0; i < card->reading_count; i++)
		fill_reading(partner, TABLE_FIRST + (uint32_t)i, ordered ? story->kpi_order[i] : i);
	if (card->reading_count == 0)
		sheet_text(&partner->kpis, TABLE_FIRST, KPI_TITLE, STYLE_MUTED,
		    "No KPI was planned or reported.");
	sheet_badges(&partner->kpis, TABLE_FIRST, partner->kpi_last, KPI_BADGE);
	sheet_close(&partner->kpis,
	    &(struct sheet_layout){ .header_row = TABLE_FIRST - 1,
		.frozen_columns = 1,
		.last_row = partner->kpi_last,
		.last_column = KPI_STATE,
		.filter = true },
	    partner->footer);
}
