/* partner_kpis.c - every KPI with its limits, and its score as a formula over them. */
#include "render/xlsx/partner.h"

#include <math.h>
#include <stdio.h>
#include <string.h>
#include <strings.h>

#include "base/arena.h"
#include "base/number.h"

enum { LINE_SIZE = 160, COURSE_PERIODS = 12, COURSE_SIZE = COURSE_PERIODS * 3 + 1 };

static const struct column kpi_columns[KPI_LENS] = {
	[KPI_TITLE] = { "workbook.kpi", STYLE_HEADER, 26, 46 },
	[KPI_VALUE] = { "kpis.value", STYLE_HEADER_NUMBER, 10, 18 },
	[KPI_UNIT] = { "kpis.unit", STYLE_HEADER, 8, 16 },
	[KPI_BETTER] = { "workbook.better", STYLE_HEADER, 9, 12 },
	[KPI_GREEN] = { "workbook.green_limit", STYLE_HEADER_NUMBER, 10, 18 },
	[KPI_RED] = { "workbook.red_limit", STYLE_HEADER_NUMBER, 10, 18 },
	[KPI_GREEN_HIGH] = { "workbook.green_upper", STYLE_HEADER_NUMBER, 10, 18 },
	[KPI_RED_HIGH] = { "workbook.red_upper", STYLE_HEADER_NUMBER, 10, 18 },
	[KPI_WEIGHT] = { "workbook.weight", STYLE_HEADER_NUMBER, 9, 12 },
	[KPI_EXACT] = { "workbook.unrounded", STYLE_HEADER_NUMBER, 11, 14 },
	[KPI_SCORE] = { "kpis.score", STYLE_HEADER_NUMBER, 9, 12 },
	[KPI_BADGE] = { "", STYLE_HEADER_CENTRE, 5, 5 },
	[KPI_STATUS] = { "kpis.status", STYLE_HEADER, 11, 28 },
	[KPI_BEFORE] = { "workbook.last_period", STYLE_HEADER_NUMBER, 9, 12 },
	[KPI_CHANGE] = { "kpis.change", STYLE_HEADER_NUMBER, 9, 12 },
	[KPI_COURSE] = { "kpis.trend", STYLE_HEADER, 12, 14 },
	[KPI_STATE] = { "workbook.state", STYLE_HEADER, 11, 18 },
	[KPI_PLANNED] = { "workbook.planned", STYLE_HEADER, 9, 10 },
	[KPI_CRITICAL] = { "workbook.critical", STYLE_HEADER, 9, 10 },
	[KPI_ORIGIN] = { "workbook.limits_from", STYLE_HEADER, 13, 22 },
	[KPI_SOURCE] = { "workbook.source", STYLE_HEADER, 9, 12 },
	[KPI_OWNER] = { "workbook.owner", STYLE_HEADER, 12, 24 },
	[KPI_ID] = { "workbook.id", STYLE_HEADER, 14, 32 },
	[KPI_FILE] = { "method.file", STYLE_HEADER, 14, 34 },
	[KPI_LINE] = { "workbook.line", STYLE_HEADER_NUMBER, 8, 10 },
	[KPI_NOTE] = { "workbook.note", STYLE_HEADER, 12, 50 },
};

const char *
group_label(const struct lens *lens, size_t group)
{
	for (size_t g = 0; g < lens->group_count; g++)
		if (g != group && strcasecmp(lens->groups[g].title, lens->groups[group].title) == 0)
			return lens->groups[group].id;
	return lens->groups[group].title;
}

const char *
absent_key(enum value_state state)
{
	static const char *const keys[] = {
	    [VALUE_ABSENT] = "state.absent",
	    [VALUE_PRESENT] = "state.by_word",
	    [VALUE_BLANK] = "state.blank",
	    [VALUE_NA] = "state.na",
	    [VALUE_WITHHELD] = "state.withheld",
	    [VALUE_REJECTED] = "state.rejected",
	};

	return keys[state];
}

const char *
reading_state_key(const struct reading *reading)
{
	if (reading->tracked)
		return "state.tracked";
	if (reading->state == VALUE_PRESENT && !reading->scored)
		return "state.no_limits";
	if (reading->state == VALUE_PRESENT && reading->coarser)
		return "workbook.longer_period";
	return reading->state == VALUE_PRESENT ? "workbook.present" : absent_key(reading->state);
}

void
sheet_value(struct sheet *sheet, uint32_t row, const struct reading *reading)
{
	bool yes_no =
	    reading->direction == DIRECTION_YESNO && (reading->value == 0 || reading->value == 1);

	sheet_number(sheet, row, KPI_VALUE, yes_no ? STYLE_YES_NO : STYLE_GENERAL,
	    reading->state == VALUE_PRESENT ? reading->value : NAN,
	    book_word(sheet->book, absent_key(reading->state)));
}

static const char *
origin_words(struct partner_book *partner, const struct reading *reading)
{
	static const char *const keys[] = {
	    [LIMITS_NONE] = NULL,
	    [LIMITS_ROW] = "workbook.from_row",
	    [LIMITS_OVERRIDE] = "workbook.from_override",
	    [LIMITS_MODEL] = "workbook.from_model",
	    [LIMITS_TARGET] = "workbook.from_target",
	};
	const char *green = keys[reading->green_origin];
	const char *red = keys[reading->red_origin];
	const char *both;

	green = green == NULL ? "" : book_word(&partner->book, green);
	red = red == NULL ? "" : book_word(&partner->book, red);
	if (reading->green_origin == reading->red_origin)
		return green;
	both = arena_printf(partner->arena, "%s / %s", green, red);
	return both == NULL ? "" : both;
}

/* The engine's line through the value in column B of one row and the columns of its red and its green limit. */
static void
print_line(char text[LINE_SIZE], unsigned row, char red, char green)
{
	(void)snprintf(text, LINE_SIZE,
	    "policy_yellow+(policy_green-policy_yellow)*(B%u-%c%u)/(%c%u-%c%u)", row, red, row, green,
	    row, red, row);
}

/* What a formula over limits that may be changed asks first: all are numbers, and green is not red. */
static void
print_condition(char text[LINE_SIZE], unsigned row, const struct exact_columns *columns, bool range)
{
	char green = columns->green, red = columns->red, green_high = columns->green_high, red_high = columns->red_high;

	if (range)
		(void)snprintf(text, LINE_SIZE, "AND(COUNT(B%u,%c%u:%c%u)=5,%c%u<>%c%u,%c%u<>%c%u)", row, green, row, red_high, row,
		    green, row, red, row, green_high, row, red_high, row);
	else
		(void)snprintf(text, LINE_SIZE, "AND(COUNT(B%u,%c%u:%c%u)=3,%c%u<>%c%u)", row, green, row, red, row, green, row, red,
		    row);
}

/* The score over one line, or the lower of two. */
static void
write_lines(struct sheet *sheet, uint32_t row, const struct exact_columns *columns, double score, bool range)
{
	char low[LINE_SIZE], high[LINE_SIZE + 1] = "", condition[LINE_SIZE];

	print_line(low, row + 1, columns->red, columns->green);
	if (range) {
		high[0] = ',';
		print_line(high + 1, row + 1, columns->red_high, columns->green_high);
	}
	print_condition(condition, row + 1, columns, range);
	if (columns->may_change)
		sheet_formula(sheet, row, columns->result, STYLE_EXACT, score, "=IF(%s,MAX(0,MIN(100,%s%s)),\"\")", condition, low,
		    high);
	else
		sheet_formula(sheet, row, columns->result, STYLE_EXACT, score, "=MAX(0,MIN(100,%s%s))", low, high);
}

/* "=MAX(0,MIN(100,policy_yellow+(policy_green-policy_yellow)*(B5-F5)/(E5-F5)))": the engine's line over these cells. */
void
sheet_exact(struct sheet *sheet, uint32_t row, const struct exact_columns *columns,
    const struct reading *reading, const struct indicator *indicator)
{
	const uint16_t result = columns->result;
	char	     least[NUMBER_SIZE], most[NUMBER_SIZE];
	unsigned int at = row + 1;

	if (!reading->scored) {
		sheet_text(sheet, row, result, STYLE_EXACT, "");
		return;
	}
	if (isnan(reading->value)) {
		sheet_number(sheet, row, result, STYLE_EXACT, reading->score, "");
		return;
	}
	switch (reading->direction) {
	case DIRECTION_HIGHER:
	case DIRECTION_LOWER:
	case DIRECTION_RANGE:
		write_lines(sheet, row, columns, reading->score, reading->direction == DIRECTION_RANGE);
		return;
	case DIRECTION_YESNO:
		sheet_formula(sheet, row, result, STYLE_EXACT, reading->score,
		    "=MAX(0,MIN(100,100*B%u))", at);
		return;
	case DIRECTION_LEVEL:
		number_shortest(indicator->level_min, least);
		number_shortest(indicator->level_max, most);
		sheet_formula(sheet, row, result, STYLE_EXACT, reading->score,
		    "=MAX(0,MIN(100,100*(B%u-(%s))/((%s)-(%s))))", at, least, most, least);
		return;
	case DIRECTION_TRACK:
	case DIRECTION_RATING:
	case DIRECTIONS:
		break;
	}
	sheet_number(sheet, row, result, STYLE_EXACT, reading->score, "");
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
		sheet_rating_formula(sheet, badge, reading->rating, KPI_SCORE, now);
	} else {
		sheet_text(sheet, row, KPI_SCORE, STYLE_ABSENT, "–");
		sheet_rating(sheet, badge, RATING_GREY, NAN);
	}
	sheet_number(sheet, row, KPI_BEFORE, STYLE_SCORE, before, "–");
	if (isnan(before) || isnan(now))
		sheet_text(sheet, row, KPI_CHANGE, STYLE_ABSENT, "–");
	else
		sheet_formula(sheet, row, KPI_CHANGE, STYLE_CHANGE, number_round(now - before, 1),
		    "=ROUND(K%u-N%u,1)", at, at);
}

/* The scores of the periods so far as blocks of eight heights, a dot where there was none. */
static void
fill_course(struct sheet *sheet, uint32_t row, const struct scorecard *card, size_t reading)
{
	static const char *const blocks[] = { "▁", "▂", "▃", "▄", "▅", "▆", "▇", "█" };
	char			 course[COURSE_SIZE];
	size_t			 used = 0;
	size_t first = card->history_count > COURSE_PERIODS ? card->history_count - COURSE_PERIODS : 0;

	course[0] = '\0';
	for (size_t i = first; i < card->history_count; i++) {
		double	    score = card->history[i].score[reading];
		const char *mark = isnan(score) ? "·" : blocks[score >= 100 ? 7 : (size_t)(score / 12.5)];

		used += (size_t)snprintf(course + used, sizeof course - used, "%s", mark);
	}
	sheet_text(sheet, row, KPI_COURSE, STYLE_COURSE, course);
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

static const char *const direction_keys[DIRECTIONS] = {
    [DIRECTION_HIGHER] = "workbook.higher",
    [DIRECTION_LOWER] = "workbook.lower",
    [DIRECTION_RANGE] = "workbook.range",
    [DIRECTION_YESNO] = "state.yes_no",
    [DIRECTION_LEVEL] = "state.level",
    [DIRECTION_TRACK] = "state.tracked",
    [DIRECTION_RATING] = "state.word",
};

static void
fill_reading(struct partner_book *partner, uint32_t row, size_t at)
{
	static const struct exact_columns exact = { KPI_EXACT, 'E', 'F', 'G', 'H', false };
	struct sheet		*sheet = &partner->kpis;
	const struct reading	*reading = &partner->story->card->readings[at];
	const struct model	*model = partner->story->edition->model;
	const struct indicator	*indicator = &model->indicators[reading->indicator];

	sheet_text(sheet, row, KPI_TITLE, STYLE_STRONG, indicator->title);
	sheet_value(sheet, row, reading);
	sheet_text(sheet, row, KPI_UNIT, STYLE_MUTED, reading->unit);
	sheet_word(sheet, row, KPI_BETTER, STYLE_MUTED, direction_keys[reading->direction]);
	sheet_number(sheet, row, KPI_GREEN, STYLE_GENERAL, reading->limits.green, "");
	sheet_number(sheet, row, KPI_RED, STYLE_GENERAL, reading->limits.red, "");
	sheet_number(sheet, row, KPI_GREEN_HIGH, STYLE_GENERAL, reading->limits.green_high, "");
	sheet_number(sheet, row, KPI_RED_HIGH, STYLE_GENERAL, reading->limits.red_high, "");
	sheet_number(sheet, row, KPI_WEIGHT, STYLE_GENERAL, reading->weight, "");
	sheet_exact(sheet, row, &exact, reading, indicator);
	fill_score(sheet, row, reading, score_before(partner->story->card, at));
	fill_course(sheet, row, partner->story->card, at);
	sheet_word(sheet, row, KPI_STATE, STYLE_TEXT, reading_state_key(reading));
	sheet_word(sheet, row, KPI_PLANNED, STYLE_TEXT, reading->planned ? "state.yes" : "state.no");
	sheet_text(sheet, row, KPI_CRITICAL, STYLE_TEXT,
	    indicator->critical ? book_word(sheet->book, "state.yes") : "");
	sheet_text(sheet, row, KPI_ORIGIN, STYLE_TEXT, origin_words(partner, reading));
	sheet_word(sheet, row, KPI_SOURCE, STYLE_TEXT,
	    indicator->source == SOURCE_KPI ? "workbook.source_kpi" : "workbook.source_derived");
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

	columns_in_words(&partner->book, kpi_columns, KPI_LENS, all);
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

	sheet_titles_repeated(&partner->kpis, kpi_columns, KPI_LENS, 1, book_word(&partner->book, "sheets.kpis"),
	    book_word(&partner->book, "workbook.kpis_about"));
	fill_header(partner);
	for (size_t i = 0; i < card->reading_count; i++)
		fill_reading(partner, TABLE_FIRST + (uint32_t)i, ordered ? story->kpi_order[i] : i);
	if (card->reading_count == 0)
		sheet_word(&partner->kpis, TABLE_FIRST, KPI_TITLE, STYLE_MUTED, "kpis.none");
	sheet_badges(&partner->kpis, TABLE_FIRST, partner->kpi_last, KPI_BADGE);
	sheet_close(&partner->kpis,
	    &(struct sheet_layout){ .header_row = TABLE_FIRST - 1,
		.frozen_columns = 1,
		.last_row = partner->kpi_last,
		/* Nothing to say of no KPI: one page. */
		.last_column = card->reading_count == 0 ? KPI_STATE : (uint16_t)(KPI_LENS + story->edition->model->lens_count - 1),
		.filter = card->reading_count > 0 },
	    partner->footer);
}
