/* partner_summary.c - the first sheet: the answer, three things to know, groups and lenses. */
#include "render/xlsx/partner.h"

#include <math.h>
#include <stdio.h>
#include <string.h>

#include "base/arena.h"
#include "base/count.h"
#include "base/text.h"

enum { SUM_BADGE, SUM_TITLE, SUM_SCORE, SUM_STATUS, SUM_BEFORE, SUM_CHANGE, SUM_K, SUM_S, SUM_COLUMNS };
enum { SUM_STATUS_MOST = 26 };

static const unsigned short widths[SUM_COLUMNS] = {
	[SUM_BADGE] = 5,
	[SUM_TITLE] = 38,
	[SUM_SCORE] = 11,
	[SUM_STATUS] = 13,
	[SUM_BEFORE] = 12,
	[SUM_CHANGE] = 11,
	[SUM_K] = 12,
	[SUM_S] = 14,
};

static const struct column group_columns[SUM_COLUMNS] = {
	[SUM_BADGE] = { "", STYLE_HEADER_CENTRE, 0, 0 },
	[SUM_TITLE] = { "workbook.group", STYLE_HEADER, 0, 0 },
	[SUM_SCORE] = { "kpis.score", STYLE_HEADER_NUMBER, 0, 0 },
	[SUM_STATUS] = { "kpis.status", STYLE_HEADER, 0, 0 },
	[SUM_BEFORE] = { "workbook.last_period", STYLE_HEADER_NUMBER, 0, 0 },
	[SUM_CHANGE] = { "kpis.change", STYLE_HEADER_NUMBER, 0, 0 },
	[SUM_K] = { "workbook.kpi_score", STYLE_HEADER_NUMBER, 0, 0 },
	[SUM_S] = { "workbook.survey_score", STYLE_HEADER_NUMBER, 0, 0 },
};

static const struct column lens_columns[] = {
	{ "", STYLE_HEADER_CENTRE, 0, 0 },
	{ "workbook.lens", STYLE_HEADER, 0, 0 },
	{ "workbook.index", STYLE_HEADER_NUMBER, 0, 0 },
	{ "kpis.status", STYLE_HEADER, 0, 0 },
	{ "workbook.last_period", STYLE_HEADER_NUMBER, 0, 0 },
	{ "kpis.change", STYLE_HEADER_NUMBER, 0, 0 },
	{ "workbook.evidence", STYLE_HEADER_NUMBER, 0, 0 },
	{ "", STYLE_HEADER, 0, 0 },
};

/* Score, badge, word, last period and change as references to a row of Scores. */
static void
refer_row(struct partner_book *partner, uint32_t row, uint32_t scores_row, double score,
    enum rating rating, double previous, double change)
{
	struct sheet *sheet = &partner->summary;
	char	      letter[2] = { story_score_letter(partner->book.edition, rating, score), '\0' };
	const char   *scores = partner->scores.quoted;
	unsigned int  at = scores_row + 1;

	sheet_formula_text(sheet, row, SUM_BADGE, STYLE_BADGE, letter, "=%s!$M$%u", scores, at);
	sheet_formula(sheet, row, SUM_SCORE, STYLE_SCORE, score_printed(score), "=%s!$L$%u", scores,
	    at);
	sheet_formula_text(sheet, row, SUM_STATUS, STYLE_TEXT,
	    story_rating_word(partner->story->edition, rating, score), "=%s!$N$%u", scores, at);
	if (isnan(previous))
		sheet_text(sheet, row, SUM_BEFORE, STYLE_ABSENT, "–");
	else
		sheet_formula(sheet, row, SUM_BEFORE, STYLE_SCORE, previous, "=%s!$R$%u", scores, at);
	sheet_formula(sheet, row, SUM_CHANGE, STYLE_CHANGE, change, "=%s!$S$%u", scores, at);
}

static uint32_t
fill_groups(struct partner_book *partner, uint32_t row)
{
	const struct story *story = partner->story;
	size_t		    primary = story->edition->model->primary;
	const char	   *scores = partner->scores.quoted;
	uint32_t	    first;

	sheet_text(&partner->summary, row++, SUM_BADGE, STYLE_SECTION, story->lens->title);
	sheet_header_words(&partner->summary, row++, group_columns, SUM_COLUMNS);
	first = row;
	for (size_t g = 0; g < story->lens->group_count; g++) {
		const struct group_score *score = &story->health->groups[g];
		uint32_t		  at = partner->group_row[primary][g];

		if (at == 0)
			continue;
		refer_row(
		    partner, row, at, score->score, score->rating, score->previous, score->change);
		sheet_text(&partner->summary, row, SUM_TITLE, STYLE_TEXT, group_label(story->lens, g));
		sheet_formula(&partner->summary, row, SUM_K, STYLE_SCORE,
		    score_printed(score->kpi_score),
		    "=IF(ISNUMBER(%2$s!$G$%1$u),ROUND(%2$s!$G$%1$u+1E-9,1),\"\")", at + 1, scores);
		sheet_formula(&partner->summary, row, SUM_S, STYLE_SCORE,
		    score_printed(score->survey_score),
		    "=IF(ISNUMBER(%2$s!$I$%1$u),ROUND(%2$s!$I$%1$u+1E-9,1),\"\")", at + 1, scores);
		row++;
	}
	if (row > first)
		sheet_badges(&partner->summary, first, row - 1, SUM_BADGE);
	return row + 1;
}

static void
fill_lens(struct partner_book *partner, uint32_t row, size_t lens)
{
	const struct lens_score *score = &partner->story->card->lenses[lens];
	uint32_t		 at = partner->index_row[lens];

	refer_row(partner, row, at, score->index, score->rating, score->previous, score->change);
	sheet_text(&partner->summary, row, SUM_TITLE, STYLE_TEXT,
	    partner->story->edition->model->lenses[lens].title);
	sheet_formula(&partner->summary, row, SUM_K, STYLE_SHARE, score->evidence, "=%s!$J$%u",
	    partner->scores.quoted, at + 1);
	sheet_text(&partner->summary, row, SUM_S, STYLE_TEXT, "");
}

static uint32_t
fill_lenses(struct partner_book *partner, uint32_t row)
{
	const struct model	     *model = partner->story->edition->model;
	const struct own_performance *own = &partner->story->card->own;
	uint32_t		      first;

	sheet_word(&partner->summary, row++, SUM_BADGE, STYLE_SECTION, "workbook.all_lenses");
	sheet_header_words(&partner->summary, row++, lens_columns, COUNT_OF(lens_columns));
	first = row;
	for (size_t l = 0; l < model->lens_count; l++)
		if (partner->index_row[l] != 0)
			fill_lens(partner, row++, l);
	refer_row(partner, row, partner->own_row, own->score, own->rating, own->previous, own->change);
	sheet_word(&partner->summary, row, SUM_TITLE, STYLE_TEXT, "workbook.own_all");
	sheet_formula(&partner->summary, row, SUM_K, STYLE_SHARE, own->evidence, "=%s!$J$%u",
	    partner->scores.quoted, partner->own_row + 1);
	sheet_text(&partner->summary, row, SUM_S, STYLE_TEXT, "");
	sheet_badges(&partner->summary, first, row, SUM_BADGE);
	return row + 2;
}

/* A remark: its letter, its sentence. */
static uint32_t
fill_remarks(struct partner_book *partner, uint32_t row, const char *key,
    const struct remark *remarks, size_t count)
{
	if (count == 0)
		return row;
	sheet_word(&partner->summary, row++, SUM_BADGE, STYLE_SECTION, key);
	for (size_t i = 0; i < count; i++, row++) {
		char letter[2] = { story_score_letter(partner->book.edition, remarks[i].rating, remarks[i].score), '\0' };

		sheet_text(&partner->summary, row, SUM_BADGE,
		    (enum style)(STYLE_RATING + (int)remarks[i].rating), letter);
		sheet_prose(&partner->summary, row, SUM_TITLE, SUM_S, STYLE_SENTENCE, remarks[i].text);
	}
	return row + 1;
}

static uint32_t
fill_answer(struct partner_book *partner, uint32_t row)
{
	const struct story *story = partner->story;
	struct sheet	   *sheet = &partner->summary;
	uint32_t	    index = partner->index_row[story->edition->model->primary];
	const char	   *word = story_rating_word(story->edition, story->health->rating, story->health->index);

	sheet_row_height(sheet, row, 40);
	if (index != 0 && isfinite(story->health->index))
		sheet_formula(sheet, row, SUM_TITLE, STYLE_HERO,
		    score_printed(story->health->index), "=%s!$L$%u", partner->scores.quoted,
		    index + 1);
	else
		sheet_text(sheet, row, SUM_TITLE, STYLE_HERO, "–");
	sheet_prose(sheet, row, SUM_SCORE, SUM_STATUS,
	    (enum style)(STYLE_RATING + (int)story->health->rating), word);
	sheet_prose(sheet, row, SUM_BEFORE, SUM_S, STYLE_VERDICT, story->verdict);
	sheet_row_height(sheet, row++, 40);
	sheet_prose(sheet, row++, SUM_TITLE, SUM_S, STYLE_SENTENCE, story->confidence);
	sheet_prose(sheet, row++, SUM_TITLE, SUM_S, STYLE_SENTENCE, story->completeness);
	return row + 1;
}

/* Fixed, because the charts lie over them; what the longest word for a colour needs is taken from the titles. */
static void
set_widths(struct partner_book *partner)
{
	unsigned short status = widths[SUM_STATUS];

	for (size_t i = LITERAL_GREY; i <= LITERAL_YELLOW_HIGH; i++) {
		size_t width = text_width(partner->book.literals[i]) + 2;

		if (width > status)
			status = (unsigned short)(width > SUM_STATUS_MOST ? SUM_STATUS_MOST : width);
	}
	for (uint16_t column = 0; column < SUM_COLUMNS; column++)
		sheet_width(&partner->summary, column, widths[column]);
	sheet_width(&partner->summary, SUM_TITLE,
	    (unsigned short)(widths[SUM_TITLE] + widths[SUM_STATUS] - status));
	sheet_width(&partner->summary, SUM_STATUS, status);
}

void
partner_summary_fill(struct partner_book *partner)
{
	const struct story   *story = partner->story;
	const struct edition *edition = story->edition;
	struct sheet	     *sheet = &partner->summary;
	uint32_t	      row = 4;

	set_widths(partner);
	sheet_titles_within(sheet, SUM_S, story->partner->name,
	    book_say(&partner->book, partner->arena, "workbook.about", "period", edition->period_long,
		"run", edition->run_id, "version", version_word(&partner->book), NULL));
	sheet_text(sheet, 2, SUM_BADGE, STYLE_SUBTITLE, story->subtitle);
	row = fill_answer(partner, row);
	row = fill_remarks(partner, row,
	    story->thing_count == 3 ? "answer.things" : "answer.fewer_things", story->things,
	    story->thing_count);
	row = fill_remarks(partner, row, "answer.alerts", story->alerts, story->alert_count);
	row = fill_groups(partner, row);
	row = fill_lenses(partner, row);
	row = partner_charts(partner, row);
	sheet_close(sheet,
	    &(struct sheet_layout){
		.portrait = true, .last_row = row, .last_column = SUM_S},
	    partner->footer);
}
