/* partner_scores.c - every lens from its KPIs and answers up to the index, as formulas over the other sheets. */
#include "render/xlsx/partner.h"

#include <math.h>
#include <stdio.h>
#include <string.h>

#include "base/arena.h"
#include "base/count.h"
#include "base/number.h"

static const struct column columns[SCORE_COLUMNS] = {
	[SCORE_TITLE] = { "workbook.group", STYLE_HEADER, 26, 44 },
	[SCORE_WEIGHT] = { "workbook.weight", STYLE_HEADER_NUMBER, 9, 12 },
	[SCORE_SHARE] = { "workbook.kpi_share", STYLE_HEADER_NUMBER, 9, 12 },
	[SCORE_PLANNED] = { "workbook.weight_planned", STYLE_HEADER_NUMBER, 10, 12 },
	[SCORE_PRESENT] = { "workbook.weight_present", STYLE_HEADER_NUMBER, 10, 12 },
	[SCORE_SUM] = { "workbook.weighted_sum", STYLE_HEADER_NUMBER, 12, 14 },
	[SCORE_K] = { "workbook.kpi_score", STYLE_HEADER_NUMBER, 10, 12 },
	[SCORE_MEAN] = { "workbook.survey_mean", STYLE_HEADER_NUMBER, 9, 12 },
	[SCORE_S] = { "workbook.survey_score", STYLE_HEADER_NUMBER, 10, 12 },
	[SCORE_EVIDENCE] = { "workbook.evidence", STYLE_HEADER_NUMBER, 10, 12 },
	[SCORE_EXACT] = { "workbook.unrounded", STYLE_HEADER_NUMBER, 11, 14 },
	[SCORE_SCORE] = { "kpis.score", STYLE_HEADER_NUMBER, 9, 12 },
	[SCORE_BADGE] = { "", STYLE_HEADER_CENTRE, 5, 5 },
	[SCORE_STATUS] = { "kpis.status", STYLE_HEADER, 11, 28 },
	[SCORE_LOW] = { "workbook.at_lowest", STYLE_HEADER_NUMBER, 9, 12 },
	[SCORE_HIGH] = { "workbook.at_highest", STYLE_HEADER_NUMBER, 9, 12 },
	[SCORE_WEIGHTED] = { "workbook.group_product", STYLE_HEADER_NUMBER, 12, 14 },
	[SCORE_BEFORE] = { "workbook.last_period", STYLE_HEADER_NUMBER, 9, 12 },
	[SCORE_CHANGE] = { "kpis.change", STYLE_HEADER_NUMBER, 9, 12 },
	[SCORE_NOTE] = { "workbook.note", STYLE_HEADER, 46, 46 },
};

enum { RANGE_SIZE = SHEET_NAME_SIZE + 2 + 2 * CELL_NAME_SIZE, YELLOW_SIZE = 64, HIGH_SIZE = LITERAL_SIZE + CELL_NAME_SIZE + 16 };

/* A column of the KPIs sheet from its first to its last row: "'KPIs'!$J$5:$J$19". */

static const char *
kpi_range(const struct partner_book *partner, uint16_t column, char range[RANGE_SIZE])
{
	char first[CELL_NAME_SIZE], last[CELL_NAME_SIZE];

	(void)snprintf(range, RANGE_SIZE, "%s!%s:%s", partner->kpis.quoted,
	    cell_name(TABLE_FIRST, column, first), cell_name(partner->kpi_last, column, last));
	return range;
}

void
sheet_rating(struct sheet *sheet, struct rating_cell cell, enum rating rating, double score)
{
	char letter[2] = { story_score_letter(sheet->book->edition, rating, score), '\0' };

	sheet_text(sheet, cell.row, cell.column, cell.total ? STYLE_TOTAL_BADGE : STYLE_BADGE, letter);
	sheet_text(sheet, cell.row, (uint16_t)(cell.column + 1), cell.total ? STYLE_TOTAL : STYLE_TEXT,
	    story_rating_word(sheet->book->edition, rating, score));
}

/* The letter of yellow as a formula's text: "Y", or one of two by the printed score. */
static void
yellow_letter(const struct book *book, const char *score, char text[YELLOW_SIZE])
{
	double high = story_yellow_high(book->edition);

	if (isnan(high))
		(void)snprintf(text, YELLOW_SIZE, "\"%c\"", book->letters[RATING_YELLOW]);
	else
		(void)snprintf(text, YELLOW_SIZE, "IF(N(%s)>=%.0f,\"%c\",\"%c\")", score, high, book->letters[SHADE_YELLOW_HIGH],
		    book->letters[RATING_YELLOW]);
}

void
sheet_rating_word(struct sheet *sheet, struct rating_cell cell, enum rating cached, double score)
{
	const struct book *book = sheet->book;
	bool		   halves = !isnan(story_yellow_high(book->edition));
	char		   badge[CELL_NAME_SIZE], high[HIGH_SIZE] = "";

	cell_name(cell.row, cell.column, badge);
	if (halves)
		(void)snprintf(high, sizeof high, "IF(%s=\"%c\",\"%s\",", badge, book->letters[SHADE_YELLOW_HIGH],
		    book->literals[LITERAL_YELLOW_HIGH]);
	sheet_formula_text(sheet, cell.row, (uint16_t)(cell.column + 1),
	    cell.total ? STYLE_TOTAL : STYLE_TEXT, story_rating_word(book->edition, cached, score),
	    "=IF(%1$s=\"%2$c\",\"%3$s\",%9$sIF(%1$s=\"%4$c\",\"%5$s\",IF(%1$s=\"%6$c\",\"%7$s\",\""
	    "%8$s\"))%10$s)",
	    badge, book->letters[RATING_GREEN], book->literals[LITERAL_GREEN],
	    book->letters[RATING_YELLOW], book->literals[LITERAL_YELLOW], book->letters[RATING_RED],
	    book->literals[LITERAL_RED], book->literals[LITERAL_GREY], high, halves ? ")" : "");
}

void
sheet_rating_formula(struct sheet *sheet, struct rating_cell cell, enum rating cached,
    uint16_t score_column, double score)
{
	const char *letters = sheet->book->letters;
	char	    letter[2] = { story_score_letter(sheet->book->edition, cached, score), '\0' };
	char	    printed[CELL_NAME_SIZE], yellow[YELLOW_SIZE];

	yellow_letter(sheet->book, cell_name(cell.row, score_column, printed), yellow);
	sheet_formula_text(sheet, cell.row, cell.column,
	    cell.total ? STYLE_TOTAL_BADGE : STYLE_BADGE, letter,
	    "=IF(ISNUMBER(%1$s),IF(%1$s>=policy_green,\"%2$c\",IF(%1$s>=policy_yellow,%3$s,\""
	    "%4$c\")),\"%5$c\")",
	    printed, letters[RATING_GREEN], yellow, letters[RATING_RED],
	    letters[RATING_GREY]);
	sheet_rating_word(sheet, cell, cached, score);
}

double
group_weighted_sum(const struct partner_book *partner, size_t lens, size_t group)
{
	const struct scorecard *card = partner->story->card;
	double			sum = 0;

	for (size_t i = 0; i < card->reading_count; i++) {
		const struct reading *reading = &card->readings[i];

		if (reading->planned && reading->scored &&
		    partner->story->edition->model->indicators[reading->indicator].group[lens] ==
			(short)group)
			sum += reading->weight * reading->score;
	}
	return sum;
}

/* The columns of KPIs that many formulas look at get names. */
static void
define_columns(struct partner_book *partner)
{
	static const struct {
		const char *name;
		uint16_t    column;
	} names[] = {
	    { "kpi_planned", KPI_PLANNED },
	    { "kpi_weight", KPI_WEIGHT },
	    { "kpi_unrounded", KPI_EXACT },
	    { "kpi_critical", KPI_CRITICAL },
	    { "kpi_letter", KPI_BADGE },
	    { "kpi_state", KPI_STATE },
	};
	char reference[RANGE_SIZE + 1] = "=";

	for (size_t i = 0; i < COUNT_OF(names); i++) {
		kpi_range(partner, names[i].column, reference + 1);
		book_define(&partner->book, names[i].name, reference);
	}
}

/* Planned and present weight, weighted sum and K of the KPIs whose match_column equals match:
 * a cell with the group's label, or "kpi". */
static void
fill_kpi_half(struct partner_book *partner, uint32_t row, uint16_t match_column, const char *match,
    double planned, double present, double sum)
{
	struct sheet *sheet = &partner->scores;
	const char   *yes = partner->book.literals[LITERAL_YES];
	char	      where[RANGE_SIZE];
	unsigned int  at = row + 1;

	kpi_range(partner, match_column, where);
	sheet_formula(sheet, row, SCORE_PLANNED, STYLE_GENERAL, planned,
	    "=SUMPRODUCT((%s=%s)*(kpi_planned=\"%s\")*kpi_weight)", where, match, yes);
	sheet_formula(sheet, row, SCORE_PRESENT, STYLE_GENERAL, present,
	    "=SUMPRODUCT((%s=%s)*(kpi_planned=\"%s\")*ISNUMBER(kpi_unrounded)*kpi_weight)", where,
	    match, yes);
	sheet_formula(sheet, row, SCORE_SUM, STYLE_EXACT, sum,
	    "=SUMPRODUCT((%s=%s)*(kpi_planned=\"%s\")*kpi_weight*kpi_unrounded)", where, match,
	    yes);
	sheet_formula(sheet, row, SCORE_K, STYLE_EXACT, present > 0 ? sum / present : NAN,
	    "=IF(E%1$u>0,F%1$u/E%1$u,\"\")", at);
}

static void
fill_survey_half(
    struct partner_book *partner, uint32_t row, uint32_t voice_row, const struct group_score *score)
{
	struct sheet *sheet = &partner->scores;

	if (voice_row == 0) {
		sheet_text(sheet, row, SCORE_MEAN, STYLE_ABSENT, "");
		sheet_text(sheet, row, SCORE_S, STYLE_ABSENT, "");
		return;
	}
	sheet_formula(
	    sheet, row, SCORE_MEAN, STYLE_MEAN, score->survey_mean, "=%s!$R$%u",
	    partner->survey.quoted, voice_row + 1);
	sheet_formula(sheet, row, SCORE_S, STYLE_EXACT, score->survey_score,
	    "=IF(ISNUMBER(H%1$u),MAX(0,MIN(100,policy_yellow+(policy_green-policy_yellow)*(H%1$u-"
	    "policy_survey_yellow)"
	    "/(policy_survey_green-policy_survey_yellow))),\"\")",
	    row + 1);
}

/* Evidence, score and bounds from the two halves. */
static void
fill_group_result(
    struct partner_book *partner, uint32_t row, const struct group_score *score, double weight)
{
	struct sheet *sheet = &partner->scores;
	unsigned int  at = row + 1;

	sheet_formula(sheet, row, SCORE_EVIDENCE, STYLE_SHARE, score->evidence,
	    "=C%1$u*IF(D%1$u>0,E%1$u/D%1$u,0)+(1-C%1$u)*IF(ISNUMBER(I%1$u),1,0)", at);
	sheet_formula(sheet, row, SCORE_EXACT, STYLE_EXACT, score->score,
	    "=IF(J%1$u+1E-9<policy_min_evidence/100,\"\",IF(AND(ISNUMBER(G%1$u),ISNUMBER(I%1$u)),"
	    "C%1$u*G%1$u+(1-C%1$u)*I%1$u,IF(ISNUMBER(G%1$u),G%1$u,I%1$u)))", at);
	sheet_formula(sheet, row, SCORE_SCORE, STYLE_SCORE, score_printed(score->score),
	    "=IF(ISNUMBER(K%1$u),ROUND(K%1$u+1E-9,1),\"\")", at);
	sheet_formula(sheet, row, SCORE_LOW, STYLE_EXACT, score->low,
	    "=C%1$u*IF(D%1$u>0,F%1$u/D%1$u,0)+(1-C%1$u)*IF(ISNUMBER(I%1$u),I%1$u,0)", at);
	sheet_formula(sheet, row, SCORE_HIGH, STYLE_EXACT, score->high,
	    "=O%1$u+C%1$u*100*IF(D%1$u>0,1-E%1$u/D%1$u,1)+(1-C%1$u)*IF(ISNUMBER(I%1$u),0,100)", at);
	sheet_formula(sheet, row, SCORE_WEIGHTED, STYLE_EXACT, weight * score->score,
	    "=IF(ISNUMBER(K%1$u),B%1$u*K%1$u,\"\")", at);
}

static void
fill_change(struct sheet *sheet, uint32_t row, double previous, double change, enum style style)
{
	sheet_number(sheet, row, SCORE_BEFORE,
	    style == STYLE_CHANGE ? STYLE_SCORE : STYLE_TOTAL_SCORE, previous, "–");
	sheet_formula(sheet, row, SCORE_CHANGE, style, change,
	    "=IF(AND(ISNUMBER(L%1$u),ISNUMBER(R%1$u)),ROUND(L%1$u-R%1$u,1),\"\")", row + 1);
}

static const char *
override_words(struct partner_book *partner, const struct colour_override *override,
    enum rating uncapped, double score)
{
	return book_say(&partner->book, partner->arena, "workbook.override_note", "rating",
	    story_rating_word(partner->story->edition, uncapped, score), "reason", override->reason,
	    "author", override->author, "date", override->date, NULL);
}

static void
fill_group(struct partner_book *partner, size_t lens, size_t group)
{
	const struct lens	 *definition = &partner->story->edition->model->lenses[lens];
	const struct group_score *score = &partner->story->card->lenses[lens].groups[group];
	uint32_t		  row = partner->group_row[lens][group];
	const struct rating_cell  badge = { row, SCORE_BADGE, false };
	struct sheet		 *sheet = &partner->scores;
	char			  cell[CELL_NAME_SIZE];

	sheet_text(sheet, row, SCORE_TITLE, STYLE_TEXT, group_label(definition, group));
	sheet_number(sheet, row, SCORE_WEIGHT, STYLE_GENERAL, definition->groups[group].weight, "");
	sheet_number(sheet, row, SCORE_SHARE, STYLE_SHARE, score->kpi_share, "");
	fill_kpi_half(partner, row, (uint16_t)(KPI_LENS + lens), cell_name(row, SCORE_TITLE, cell),
	    score->kpi_weight_planned, score->kpi_weight_present,
	    group_weighted_sum(partner, lens, group));
	fill_survey_half(partner, row, partner->voice_row[lens][group], score);
	fill_group_result(partner, row, score, definition->groups[group].weight);
	if (score->override != NULL)
		sheet_rating(sheet, badge, score->rating, score->score);
	else
		sheet_rating_formula(sheet, badge, score->rating, SCORE_SCORE, score->score);
	fill_change(sheet, row, score->previous, score->change, STYLE_CHANGE);
	sheet_prose(sheet, row, SCORE_NOTE, SCORE_NOTE, STYLE_WRAP,
	    score->override != NULL
		? override_words(partner, score->override, score->uncapped, score->score)
		: "");
}

void
sheet_rating_capped(struct sheet *sheet, struct rating_cell cell, const struct capped_cells *cells,
    enum rating cached, double score)
{
	const char *letters = sheet->book->letters;
	char	    letter[2] = { story_score_letter(sheet->book->edition, cached, score), '\0' };
	char	    printed[CELL_NAME_SIZE], first[CELL_NAME_SIZE], last[CELL_NAME_SIZE], yellow[YELLOW_SIZE];

	yellow_letter(sheet->book, cell_name(cell.row, cells->score_column, printed), yellow);
	cell_name(cells->first_group, cells->score_column, first);
	cell_name(cells->last_group, cells->score_column, last);
	sheet_formula_text(sheet, cell.row, cell.column, STYLE_TOTAL_BADGE, letter,
	    "=IF(NOT(ISNUMBER(%1$s)),\"%2$c\",IF(AND(policy_red_groups>0,"
	    "SUMPRODUCT(ISNUMBER(%3$s:%4$s)*(%3$s:%4$s<policy_yellow))>=policy_red_groups),\""
	    "%5$c\",IF(%1$s<policy_yellow,\"%5$c\",IF(OR(%1$s<policy_green,"
	    "SUMPRODUCT((%10$s=\"%9$s\")*(%6$s<>\"\")*(%11$s=\"%5$c\"))>0),%7$s,\""
	    "%8$c\"))))",
	    printed, letters[RATING_GREY], first, last, letters[RATING_RED], cells->group_of_kpi,
	    yellow, letters[RATING_GREEN], sheet->book->literals[LITERAL_YES],
	    cells->critical, cells->letter);
	sheet_rating_word(sheet, cell, cached, score);
}

/* The colour of the primary lens with its caps, over the cells they look at. */
static void
fill_capped_rating(struct partner_book *partner, size_t lens, uint32_t row)
{
	const struct lens_score *score = &partner->story->card->lenses[lens];
	char			 where[RANGE_SIZE];

	sheet_rating_capped(&partner->scores, (struct rating_cell){ row, SCORE_BADGE, true },
	    &(struct capped_cells){ .score_column = SCORE_SCORE,
		.first_group = partner->first_row[lens],
		.last_group = row - 1,
		.critical = "kpi_critical",
		.letter = "kpi_letter",
		.group_of_kpi = kpi_range(partner, (uint16_t)(KPI_LENS + lens), where) },
	    score->rating, score->index);
}

static const char *
index_note(struct partner_book *partner, const struct lens_score *score)
{
	const struct model *model = partner->story->edition->model;
	char		    count[24];

	if (score->override != NULL)
		return override_words(partner, score->override, score->uncapped, score->index);
	(void)snprintf(count, sizeof count, "%zu", score->cap_red_groups);
	if (score->cap_red_groups > 0)
		return book_say(&partner->book, partner->arena, "workbook.cap_groups", "count", count, NULL);
	if (score->cap_critical >= 0)
		return book_say(&partner->book, partner->arena, "workbook.cap_critical", "indicator",
		    model->indicators[score->cap_critical].title, NULL);
	return "";
}

static double
rated_sum(const struct lens *lens, const struct lens_score *score)
{
	double sum = 0;

	for (size_t g = 0; g < lens->group_count; g++)
		if (score->groups[g].planned && score->groups[g].rated)
			sum += lens->groups[g].weight * score->groups[g].score;
	return sum;
}

double
partner_planned_weight(const struct lens *lens, const struct lens_score *score)
{
	double sum = 0;

	for (size_t g = 0; g < lens->group_count; g++)
		sum += score->groups[g].planned ? lens->groups[g].weight : 0;
	return sum;
}

/* Index, evidence and bounds over the lens's groups in the rows above. */
static void
fill_index(struct partner_book *partner, size_t lens)
{
	const struct lens	*definition = &partner->story->edition->model->lenses[lens];
	const struct lens_score *score = &partner->story->card->lenses[lens];
	struct sheet		*sheet = &partner->scores;
	uint32_t		 row = partner->index_row[lens];
	unsigned int		 at = row + 1;
	unsigned int		 first = partner->first_row[lens] + 1;
	const struct rating_cell badge = { row, SCORE_BADGE, true };

	for (uint16_t column = 0; column < SCORE_COLUMNS; column++)
		sheet_text(sheet, row, column, STYLE_TOTAL, "");
	sheet_word(sheet, row, SCORE_TITLE, STYLE_TOTAL, "workbook.index");
	sheet_formula(sheet, row, SCORE_WEIGHT, STYLE_TOTAL_GENERAL,
	    partner_planned_weight(definition, score), "=SUM(B%u:B%u)", first, row);
	sheet_formula(sheet, row, SCORE_EVIDENCE, STYLE_TOTAL_SHARE, score->evidence,
	    "=IF(B%1$u>0,SUMIF(K%2$u:K%3$u,\">=0\",B%2$u:B%3$u)/B%1$u,0)", at, first, row);
	sheet_formula(sheet, row, SCORE_WEIGHTED, STYLE_TOTAL_EXACT, rated_sum(definition, score),
	    "=SUM(Q%u:Q%u)", first, row);
	sheet_formula(sheet, row, SCORE_EXACT, STYLE_TOTAL_EXACT, score->index,
	    "=IF(AND(J%1$u>0,J%1$u+1E-9>=policy_min_evidence/100),Q%1$u/"
	    "SUMIF(K%2$u:K%3$u,\">=0\",B%2$u:B%3$u),\"\")",
	    at, first, row);
	sheet_formula(sheet, row, SCORE_SCORE, STYLE_TOTAL_SCORE, score_printed(score->index),
	    "=IF(ISNUMBER(K%1$u),ROUND(K%1$u+1E-9,1),\"\")", at);
	sheet_formula(sheet, row, SCORE_LOW, STYLE_TOTAL_EXACT, score->low,
	    "=IF(B%1$u>0,SUMPRODUCT(B%2$u:B%3$u,O%2$u:O%3$u)/B%1$u,\"\")", at, first, row);
	sheet_formula(sheet, row, SCORE_HIGH, STYLE_TOTAL_EXACT, score->high,
	    "=IF(B%1$u>0,SUMPRODUCT(B%2$u:B%3$u,P%2$u:P%3$u)/B%1$u,\"\")", at, first, row);
	if (score->override != NULL)
		sheet_rating(sheet, badge, score->rating, score->index);
	else if (definition->primary)
		fill_capped_rating(partner, lens, row);
	else
		sheet_rating_formula(sheet, badge, score->rating, SCORE_SCORE, score->index);
	fill_change(sheet, row, score->previous, score->change, STYLE_TOTAL_CHANGE);
	sheet_prose(sheet, row, SCORE_NOTE, SCORE_NOTE, STYLE_TOTAL_WRAP, index_note(partner, score));
}

/* All KPIs of the partner, each once. */
static void
fill_own(struct partner_book *partner)
{
	const struct scorecard *card = partner->story->card;
	const struct model     *model = partner->story->edition->model;
	struct sheet	       *sheet = &partner->scores;
	uint32_t		row = partner->own_row;
	unsigned int		at = row + 1;
	double			planned = 0, present = 0, sum = 0;
	char			kpi[LITERAL_SIZE + 2];

	for (size_t i = 0; i < card->reading_count; i++) {
		const struct reading *reading = &card->readings[i];

		if (!reading->planned || model->indicators[reading->indicator].source != SOURCE_KPI)
			continue;
		planned += reading->weight;
		present += reading->scored ? reading->weight : 0;
		sum += reading->scored ? reading->weight * reading->score : 0;
	}
	sheet_word(sheet, row, SCORE_TITLE, STYLE_STRONG, "workbook.all_kpis");
	for (uint16_t column = SCORE_WEIGHT; column < SCORE_COLUMNS; column++)
		sheet_text(sheet, row, column, STYLE_TEXT, "");
	(void)snprintf(kpi, sizeof kpi, "\"%s\"", partner->book.literals[LITERAL_KPI]);
	fill_kpi_half(partner, row, KPI_SOURCE, kpi, planned, present, sum);
	sheet_formula(sheet, row, SCORE_EVIDENCE, STYLE_SHARE, card->own.evidence,
	    "=IF(D%1$u>0,E%1$u/D%1$u,0)", at);
	sheet_formula(sheet, row, SCORE_EXACT, STYLE_EXACT, card->own.score,
	    "=IF(AND(ISNUMBER(G%1$u),J%1$u+1E-9>=policy_min_evidence/100),G%1$u,\"\")", at);
	sheet_formula(sheet, row, SCORE_SCORE, STYLE_SCORE, score_printed(card->own.score),
	    "=IF(ISNUMBER(K%1$u),ROUND(K%1$u+1E-9,1),\"\")", at);
	sheet_rating_formula(sheet, (struct rating_cell){ row, SCORE_BADGE, false }, card->own.rating,
	    SCORE_SCORE, card->own.score);
	fill_change(sheet, row, card->own.previous, card->own.change, STYLE_CHANGE);
}

void
partner_scores_fill(struct partner_book *partner)
{
	const struct model *model = partner->story->edition->model;
	struct sheet	   *sheet = &partner->scores;
	uint32_t	    last = partner->own_row;

	sheet_titles_repeated(sheet, columns, SCORE_COLUMNS, 1, book_word(&partner->book, "sheets.scores"),
	    book_word(&partner->book, "workbook.scores_about"));
	define_columns(partner);
	sheet_header_words(sheet, TABLE_FIRST - 1, columns, SCORE_COLUMNS);
	sheet_word(sheet, partner->own_row - 1, SCORE_TITLE, STYLE_SECTION, "answer.own");
	fill_own(partner);
	for (size_t l = 0; l < model->lens_count; l++) {
		if (partner->index_row[l] == 0)
			continue;
		sheet_text(sheet, partner->first_row[l] - 1, SCORE_TITLE, STYLE_SECTION,
		    model->lenses[l].title);
		for (size_t g = 0; g < model->lenses[l].group_count; g++)
			if (partner->group_row[l][g] != 0)
				fill_group(partner, l, g);
		fill_index(partner, l);
		last = partner->index_row[l];
		sheet_badges(sheet, partner->first_row[l], partner->index_row[l], SCORE_BADGE);
	}
	sheet_badges(sheet, partner->own_row, partner->own_row, SCORE_BADGE);
	sheet_close(sheet,
	    &(struct sheet_layout){ .header_row = TABLE_FIRST - 1, .frozen_columns = 1, .last_row = last,
		.last_column = SCORE_COLUMNS - 1 },
	    partner->footer);
}
