/* partner_survey.c - what the sides say, group by group and question by question; too few answers stay hidden. */
#include "render/xlsx/partner.h"

#include <math.h>
#include <stdio.h>
#include <string.h>

#include "base/arena.h"
#include "base/count.h"

static const struct column voice_columns[] = {
	{ "workbook.lens", STYLE_HEADER, 32, 32 },
	{ "workbook.group", STYLE_HEADER, 32, 32 },
	{ "workbook.client_n", STYLE_HEADER_NUMBER, 8, 10 },
	{ "workbook.client_mean", STYLE_HEADER_NUMBER, 8, 10 },
	{ "workbook.interval", STYLE_HEADER_NUMBER, 8, 10 },
	{ "workbook.deviation", STYLE_HEADER_NUMBER, 8, 10 },
	{ "workbook.top_box", STYLE_HEADER_NUMBER, 8, 10 },
	{ "workbook.partner_n", STYLE_HEADER_NUMBER, 8, 10 },
	{ "workbook.partner_mean", STYLE_HEADER_NUMBER, 8, 10 },
	{ "workbook.interval", STYLE_HEADER_NUMBER, 8, 10 },
	{ "workbook.deviation", STYLE_HEADER_NUMBER, 8, 10 },
	{ "workbook.top_box", STYLE_HEADER_NUMBER, 8, 10 },
	{ "workbook.peer_n", STYLE_HEADER_NUMBER, 8, 10 },
	{ "workbook.peer_mean", STYLE_HEADER_NUMBER, 8, 10 },
	{ "workbook.interval", STYLE_HEADER_NUMBER, 8, 10 },
	{ "workbook.deviation", STYLE_HEADER_NUMBER, 8, 10 },
	{ "workbook.top_box", STYLE_HEADER_NUMBER, 8, 10 },
	{ "workbook.mean", STYLE_HEADER_NUMBER, 8, 10 },
	{ "kpis.score", STYLE_HEADER_NUMBER, 8, 10 },
	{ "voice.gap", STYLE_HEADER_NUMBER, 8, 10 },
	{ "workbook.interval", STYLE_HEADER_NUMBER, 8, 10 },
	{ "workbook.gap_is", STYLE_HEADER, 12, 16 },
	{ "workbook.seen_as", STYLE_HEADER, 16, 20 },
};

_Static_assert(COUNT_OF(voice_columns) == VOICE_COLUMNS, "one heading per column");

static const struct column question_columns[] = {
	{ "voice.question", STYLE_HEADER, 68, 68 },
	{ "workbook.id", STYLE_HEADER, 16, 30 },
	{ "workbook.side", STYLE_HEADER, 10, 12 },
	{ "workbook.n", STYLE_HEADER_NUMBER, 8, 10 },
	{ "workbook.mean", STYLE_HEADER_NUMBER, 8, 10 },
	{ "workbook.deviation", STYLE_HEADER_NUMBER, 8, 10 },
	{ "workbook.median", STYLE_HEADER_NUMBER, 8, 10 },
	{ "workbook.top_box", STYLE_HEADER_NUMBER, 8, 10 },
	{ "1", STYLE_HEADER_NUMBER, 6, 8 },
	{ "2", STYLE_HEADER_NUMBER, 6, 8 },
	{ "3", STYLE_HEADER_NUMBER, 6, 8 },
	{ "4", STYLE_HEADER_NUMBER, 6, 8 },
	{ "5", STYLE_HEADER_NUMBER, 6, 8 },
};

const char *
partner_hidden_words(struct partner_book *partner, const struct voice *voice)
{
	char minimum[24];

	if (!voice->heard)
		return "–";
	if (voice->guarded)
		return book_word(&partner->book, "voice.guarded");
	(void)snprintf(minimum, sizeof minimum, "%.0f", partner->story->edition->model->policy.min_n);
	return book_say(&partner->book, partner->arena, "workbook.too_few", "minimum", minimum, NULL);
}

static void
fill_side(struct partner_book *partner, uint32_t row, uint16_t column, const struct voice *voice,
    bool counts)
{
	struct sheet *sheet = &partner->survey;

	if (!counts || !voice->published) {
		sheet_text(
		    sheet, row, column, STYLE_ABSENT, counts ? partner_hidden_words(partner, voice) : "");
		for (uint16_t i = 1; i < SIDE_WIDTH; i++)
			sheet_text(sheet, row, (uint16_t)(column + i), STYLE_ABSENT, "");
		return;
	}
	sheet_number(sheet, row, column, STYLE_COUNT, (double)voice->n, "");
	sheet_number(sheet, row, (uint16_t)(column + 1), STYLE_MEAN, voice->mean, "–");
	sheet_number(sheet, row, (uint16_t)(column + 2), STYLE_MEAN, voice->half_width, "–");
	sheet_number(sheet, row, (uint16_t)(column + 3), STYLE_MEAN, voice->sd, "–");
	sheet_number(sheet, row, (uint16_t)(column + 4), STYLE_SHARE, voice->top_box, "–");
}

/* Mean of the published sides, its score and the gap, over the cells of the sides; a side that the lens does not count has none. */
static void
fill_own(struct partner_book *partner, uint32_t row, const struct group_score *score, unsigned int sides)
{
	bool	      both = (sides & 1u << SIDE_CLIENT) != 0 && (sides & 1u << SIDE_PARTNER) != 0;
	struct sheet *sheet = &partner->survey;
	unsigned int  at = row + 1;

	sheet_formula(sheet, row, VOICE_OWN, STYLE_MEAN, score->survey_mean,
	    "=IF(COUNT(D%1$u,I%1$u,N%1$u)=0,\"\",AVERAGE(D%1$u,I%1$u,N%1$u))", at);
	sheet_formula(sheet, row, VOICE_OWN + 1, STYLE_SCORE, score_printed(score->survey_score),
	    "=IF(ISNUMBER(R%1$u),ROUND(MAX(0,MIN(100,policy_yellow+(policy_green-policy_yellow)*(R"
	    "%1$u-policy_survey_yellow)"
	    "/(policy_survey_green-policy_survey_yellow)))+1E-9,1),\"\")",
	    at);
	if (isnan(score->gap) || !both)
		sheet_number(sheet, row, VOICE_OWN + 2, STYLE_MEAN, score->gap, "–");
	else
		sheet_formula(sheet, row, VOICE_OWN + 2, STYLE_MEAN, score->gap,
		    "=SIGN(D%1$u-I%1$u)*ROUND(ABS(D%1$u-I%1$u)+1E-9,2)", at);
	sheet_number(sheet, row, VOICE_OWN + 3, STYLE_MEAN, score->gap_half_width, "–");
	sheet_text(sheet, row, VOICE_OWN + 4, STYLE_TEXT, gap_class_name(partner->story->edition, score->gap_class));
	sheet_text(sheet, row, VOICE_OWN + 5, STYLE_TEXT, quadrant_name(partner->story->edition, score->quadrant));
}

static void
fill_group(struct partner_book *partner, uint32_t row, size_t lens, size_t group)
{
	const struct lens	 *definition = &partner->story->edition->model->lenses[lens];
	const struct group_score *score = &partner->story->card->lenses[lens].groups[group];

	sheet_text(&partner->survey, row, VOICE_LENS, STYLE_MUTED, definition->title);
	sheet_text(&partner->survey, row, VOICE_GROUP, STYLE_STRONG, group_label(definition, group));
	for (size_t side = 0; side < SIDES; side++)
		fill_side(partner, row, (uint16_t)(VOICE_SIDE + SIDE_WIDTH * side), &score->sides[side],
		    (definition->sides & 1u << side) != 0);
	fill_own(partner, row, score, definition->sides);
}

static void
fill_question(
    struct partner_book *partner, uint32_t row, const struct question_voice *voice, size_t side)
{
	struct sheet	      *sheet = &partner->questions;
	const struct question *question = &partner->story->edition->model->questions[voice->question];
	const struct voice    *said = &voice->sides[side];

	sheet_prose(sheet, row, 0, 0, STYLE_WRAP,
	    question->text[0] != '\0' ? question->text : question->id);
	sheet_text(sheet, row, 1, STYLE_MUTED, question->id);
	sheet_text(sheet, row, 2, STYLE_TEXT, story_side_name(sheet->book->edition, (enum side)side));
	if (!said->published) {
		sheet_text(sheet, row, 3, STYLE_ABSENT, partner_hidden_words(partner, said));
		for (uint16_t column = 4; column < COUNT_OF(question_columns); column++)
			sheet_text(sheet, row, column, STYLE_ABSENT, "");
		return;
	}
	sheet_number(sheet, row, 3, STYLE_COUNT, (double)said->n, "");
	sheet_number(sheet, row, 4, STYLE_MEAN, said->mean, "–");
	sheet_number(sheet, row, 5, STYLE_MEAN, said->sd, "–");
	sheet_number(sheet, row, 6, STYLE_MEAN, said->median, "–");
	sheet_number(sheet, row, 7, STYLE_SHARE, said->top_box, "–");
	for (uint16_t bar = 0; bar < 5; bar++)
		sheet_number(sheet, row, (uint16_t)(8 + bar), STYLE_COUNT, (double)said->bars[bar], "");
}

void
partner_questions_fill(struct partner_book *partner)
{
	const struct scorecard *card = partner->story->card;
	struct sheet	       *sheet = &partner->questions;
	const char	       *table = "survey_questions";
	uint32_t		row = TABLE_FIRST;

	sheet_titles(sheet, book_word(&partner->book, "sheets.questions"),
	    book_word(&partner->book, "workbook.questions_about"));
	sheet_header_words(sheet, TABLE_FIRST - 1, question_columns, COUNT_OF(question_columns));
	for (size_t q = 0; q < card->question_count; q++)
		for (size_t side = 0; side < SIDES; side++)
			if (card->questions[q].sides[side].heard)
				fill_question(partner, row++, &card->questions[q], side);
	if (row == TABLE_FIRST) {
		sheet_word(sheet, row++, 0, STYLE_MUTED, "workbook.no_answers");
		table = NULL;
	}
	sheet_close(sheet,
	    &(struct sheet_layout){ .header_row = TABLE_FIRST - 1,
		.frozen_columns = 1,
		.last_row = row - 1,
		.last_column = COUNT_OF(question_columns) - 1,
		.filter = true,
		.table = table },
	    partner->footer);
}

/* What is said of each side is headed by its name: "sd client". */
static void
fill_header(struct partner_book *partner)
{
	struct column columns[VOICE_COLUMNS];

	columns_in_words(&partner->book, voice_columns, VOICE_COLUMNS, columns);
	for (uint16_t side = 0; side < SIDES; side++)
		for (uint16_t i = 2; i < SIDE_WIDTH; i++) {
			struct column *column = &columns[VOICE_SIDE + SIDE_WIDTH * side + i];
			const char    *title = arena_printf(partner->arena, "%s %s", column->title,
			       story_side_name(partner->story->edition, (enum side)side));

			if (title != NULL)
				column->title = title;
		}
	sheet_header(&partner->survey, TABLE_FIRST - 1, columns, VOICE_COLUMNS);
}

void
partner_survey_fill(struct partner_book *partner)
{
	const struct story     *story = partner->story;
	const struct scorecard *card = story->card;
	const struct model     *model = story->edition->model;
	struct sheet	       *sheet = &partner->survey;
	const char	       *subtitle = book_word(&partner->book, "workbook.no_answers");
	char			name[PERIOD_SIZE], minimum[24];
	uint32_t		row = TABLE_FIRST;

	(void)snprintf(minimum, sizeof minimum, "%.0f", model->policy.min_n);
	if (card->has_survey)
		subtitle = book_say(&partner->book, partner->arena, "workbook.survey_about", "period",
		    period_name(card->survey_period, name), "minimum", minimum, NULL);
	sheet_titles_repeated(sheet, voice_columns, COUNT_OF(voice_columns), VOICE_SIDE, book_word(&partner->book, "sheets.survey"), subtitle);
	fill_header(partner);
	for (size_t l = 0; l < model->lens_count; l++)
		for (size_t g = 0; g < model->lenses[l].group_count; g++)
			if (partner->voice_row[l][g] != 0)
				fill_group(partner, row = partner->voice_row[l][g], l, g);
	sheet_close(sheet,
	    &(struct sheet_layout){ .header_row = TABLE_FIRST - 1,
		.frozen_columns = 2,
		.last_row = row,
		.last_column = VOICE_COLUMNS - 1,
		.filter = true },
	    partner->footer);
}
