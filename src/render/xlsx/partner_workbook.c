/* partner_workbook.c - one partner's workbook: which sheets, in which order, and where their rows lie. */
#include "render/render.h"
#include "render/xlsx/partner.h"

#include <stddef.h>
#include <stdio.h>
#include <string.h>

#include "base/arena.h"
#include "base/count.h"
#include "base/error.h"
#include "config/strings.h"
#include "render/xlsx/method.h"

static int
allocate_rows(struct partner_book *partner)
{
	const struct model *model = partner->story->edition->model;

	partner->index_row = arena_alloc(partner->arena, model->lens_count, sizeof *partner->index_row);
	partner->first_row = arena_alloc(partner->arena, model->lens_count, sizeof *partner->first_row);
	partner->group_row = arena_alloc(partner->arena, model->lens_count, sizeof *partner->group_row);
	partner->voice_row = arena_alloc(partner->arena, model->lens_count, sizeof *partner->voice_row);
	if (partner->index_row == NULL || partner->first_row == NULL ||
	    partner->group_row == NULL || partner->voice_row == NULL)
		return -1;
	for (size_t l = 0; l < model->lens_count; l++) {
		partner->group_row[l] =
		    arena_alloc(partner->arena, model->lenses[l].group_count, sizeof(uint32_t));
		partner->voice_row[l] =
		    arena_alloc(partner->arena, model->lenses[l].group_count, sizeof(uint32_t));
		if (partner->group_row[l] == NULL || partner->voice_row[l] == NULL)
			return -1;
	}
	return 0;
}

int
partner_lay_rows(struct partner_book *partner)
{
	const struct model     *model = partner->story->edition->model;
	const struct scorecard *card = partner->story->card;
	uint32_t		row = TABLE_FIRST + 1;
	uint32_t		voice = TABLE_FIRST;
	uint32_t		question = TABLE_FIRST;

	if (allocate_rows(partner) == -1)
		return -1;
	partner->kpi_last =
	    TABLE_FIRST + (uint32_t)(card->reading_count > 0 ? card->reading_count - 1 : 0);
	partner->own_row = row;
	row += 3;
	for (size_t l = 0; l < model->lens_count; l++) {
		if (!card->lenses[l].planned)
			continue;
		partner->first_row[l] = row;
		for (size_t g = 0; g < model->lenses[l].group_count; g++) {
			if (!card->lenses[l].groups[g].planned)
				continue;
			partner->group_row[l][g] = row++;
			if (card->lenses[l].groups[g].survey_planned)
				partner->voice_row[l][g] = voice++;
		}
		partner->index_row[l] = row;
		row += 3;
	}
	for (size_t q = 0; q < card->question_count; q++)
		for (size_t side = 0; side < SIDES; side++)
			question += card->questions[q].sides[side].heard;
	partner->question_last = question > TABLE_FIRST ? question - 1 : TABLE_FIRST;
	partner_trend_lay(partner);
	return 0;
}

static void
fill_trail_row(struct partner_book *partner, uint32_t row, const struct trail_row *step)
{
	struct sheet *sheet = &partner->trail;

	sheet_text(sheet, row, 0, STYLE_STRONG, step->step);
	sheet_prose(sheet, row, 1, 1, STYLE_WRAP, step->working);
	sheet_number(sheet, row, 2, STYLE_SCORE, step->result, "");
	sheet_text(sheet, row, 3,
	    step->rating == RATING_GREY ? STYLE_ABSENT
					: (enum style)(STYLE_RATING + (int)step->rating),
	    step->rating == RATING_GREY
		? ""
		: story_rating_word(partner->story->edition, step->rating, step->result));
}

void
partner_trail_fill(struct partner_book *partner)
{
	static const struct column columns[] = {
		{ "method.step", STYLE_HEADER, 34, 34 },
		{ "method.working", STYLE_HEADER, 100, 100 },
		{ "method.result", STYLE_HEADER_NUMBER, 11, 11 },
		{ "kpis.status", STYLE_HEADER_CENTRE, 13, 28 },
	};
	const struct story *story = partner->story;
	struct sheet	   *sheet = &partner->trail;
	uint32_t	    row = TABLE_FIRST;

	sheet_titles(sheet, book_word(&partner->book, "sheets.trail"),
	    book_word(&partner->book, "workbook.trail_about"));
	sheet_header_words(sheet, TABLE_FIRST - 1, columns, COUNT_OF(columns));
	for (size_t i = 0; i < story->trail_count; i++)
		fill_trail_row(partner, row++, &story->trail[i]);
	sheet_close(sheet, &(struct sheet_layout){ .header_row = TABLE_FIRST - 1, .last_row = row }, partner->footer);
}

static void
method_fill_partner(struct partner_book *partner)
{
	method_fill(&partner->method, partner->story->rules, partner->story->rule_count, partner->footer);
}

static void
inputs_fill_partner(struct partner_book *partner)
{
	inputs_fill(&partner->inputs, partner->footer);
}

/* A sheet is a row here, in the order of the workbook. Spreadsheet programs keep the name History for themselves: Trend is that sheet. */
static const struct {
	const char *key;
	size_t	    sheet;	/* its place in struct partner_book */
	void (*fill)(struct partner_book *partner);
} sheets[] = {
	{ "sheets.summary", offsetof(struct partner_book, summary), partner_summary_fill },
	{ "sheets.kpis", offsetof(struct partner_book, kpis), partner_kpis_fill },
	{ "sheets.trend", offsetof(struct partner_book, trend), partner_trend_fill },
	{ "sheets.survey", offsetof(struct partner_book, survey), partner_survey_fill },
	{ "sheets.questions", offsetof(struct partner_book, questions), partner_questions_fill },
	{ "sheets.gaps", offsetof(struct partner_book, gaps), partner_gaps_fill },
	{ "sheets.scores", offsetof(struct partner_book, scores), partner_scores_fill },
	{ "sheets.what_if", offsetof(struct partner_book, what_if), partner_what_if_fill },
	{ "sheets.trail", offsetof(struct partner_book, trail), partner_trail_fill },
	{ "sheets.data_quality", offsetof(struct partner_book, quality), partner_quality_fill },
	{ "sheets.method", offsetof(struct partner_book, method), method_fill_partner },
	{ "sheets.inputs", offsetof(struct partner_book, inputs), inputs_fill_partner },
};

static struct sheet *
sheet_at(struct partner_book *partner, size_t index)
{
	return (struct sheet *)((char *)partner + sheets[index].sheet);
}

/* All are opened before the first is filled: formulas name sheets that come later. */
static void
fill_sheets(struct partner_book *partner)
{
	for (size_t i = 0; i < COUNT_OF(sheets); i++)
		sheet_open(sheet_at(partner, i), &partner->book, sheets[i].key);
	for (size_t i = 0; i < COUNT_OF(sheets); i++)
		sheets[i].fill(partner);
}

int
partner_workbook_write(const struct story *story, const char *path, struct error *error)
{
	struct partner_book partner = { .story = story };
	struct book_titles  titles = {
		.subject = strings_text(story->edition->strings, "workbook.partner_subject") };
	int		    rc;

	partner.arena = arena_new();
	if (partner.arena == NULL)
		return error_out_of_memory(error);
	titles.title =
	    arena_printf(partner.arena, "%s – %s", story->partner->name, story->edition->period);
	partner.footer = titles.title;
	if (titles.title == NULL || partner_lay_rows(&partner) == -1) {
		arena_free(partner.arena);
		return error_out_of_memory(error);
	}
	rc = book_open(&partner.book, story->edition, path, false, error);
	if (rc == 0) {
		book_properties(&partner.book, &titles);
		fill_sheets(&partner);
		rc = book_finish(&partner.book);
	}
	arena_free(partner.arena);
	return rc;
}
