/* partner_summary.c - the first sheet: the answer, three things to know, groups and lenses. */
#include "render/xlsx/partner.h"

#include <math.h>
#include <stdio.h>
#include <string.h>

#include "base/arena.h"
#include "base/count.h"

enum { SUM_BADGE, SUM_TITLE, SUM_SCORE, SUM_STATUS, SUM_BEFORE, SUM_CHANGE, SUM_K, SUM_S, SUM_COLUMNS };
enum { CHART_ROWS = 14 };

static const struct column group_columns[SUM_COLUMNS] = {
	[SUM_BADGE] = { "", STYLE_HEADER_CENTRE, 5, 5 },
	[SUM_TITLE] = { "Group", STYLE_HEADER, 38, 38 },
	[SUM_SCORE] = { "Score", STYLE_HEADER_NUMBER, 11, 11 },
	[SUM_STATUS] = { "Status", STYLE_HEADER, 13, 13 },
	[SUM_BEFORE] = { "Last period", STYLE_HEADER_NUMBER, 12, 12 },
	[SUM_CHANGE] = { "Change", STYLE_HEADER_NUMBER, 11, 11 },
	[SUM_K] = { "KPI score", STYLE_HEADER_NUMBER, 12, 12 },
	[SUM_S] = { "Survey score", STYLE_HEADER_NUMBER, 14, 14 },
};

static const struct column lens_columns[] = {
	{ "", STYLE_HEADER_CENTRE, 0, 0 },
	{ "Lens", STYLE_HEADER, 0, 0 },
	{ "Index", STYLE_HEADER_NUMBER, 0, 0 },
	{ "Status", STYLE_HEADER, 0, 0 },
	{ "Last period", STYLE_HEADER_NUMBER, 0, 0 },
	{ "Change", STYLE_HEADER_NUMBER, 0, 0 },
	{ "Evidence", STYLE_HEADER_NUMBER, 0, 0 },
	{ "", STYLE_HEADER, 0, 0 },
};

/* Score, badge, word, last period and change as references to a row of Scores. */
static void
refer_row(struct partner_book *partner, uint32_t row, uint32_t scores_row, double score,
    enum rating rating, double previous, double change)
{
	struct sheet *sheet = &partner->summary;
	char	      letter[2] = { partner->book.letters[rating], '\0' };
	unsigned int  at = scores_row + 1;

	sheet_formula_text(sheet, row, SUM_BADGE, STYLE_BADGE, letter, "=Scores!$M$%u", at);
	sheet_formula(sheet, row, SUM_SCORE, STYLE_SCORE, score_printed(score), "=Scores!$L$%u", at);
	sheet_formula_text(sheet, row, SUM_STATUS, STYLE_TEXT,
	    story_rating_word(partner->story->edition->settings, rating), "=Scores!$N$%u", at);
	if (isnan(previous))
		sheet_text(sheet, row, SUM_BEFORE, STYLE_ABSENT, "–");
	else
		sheet_formula(sheet, row, SUM_BEFORE, STYLE_SCORE, previous, "=Scores!$R$%u", at);
	sheet_formula(sheet, row, SUM_CHANGE, STYLE_CHANGE, change, "=Scores!$S$%u", at);
}

static uint32_t
fill_groups(struct partner_book *partner, uint32_t row)
{
	const struct story *story = partner->story;
	size_t		    primary = story->edition->model->primary;
	uint32_t	    first;

	sheet_text(&partner->summary, row++, SUM_BADGE, STYLE_SECTION, story->lens->title);
	sheet_header(&partner->summary, row++, group_columns, SUM_COLUMNS);
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
		    "=IF(ISNUMBER(Scores!$G$%1$u),ROUND(Scores!$G$%1$u+1E-9,1),\"\")", at + 1);
		sheet_formula(&partner->summary, row, SUM_S, STYLE_SCORE,
		    score_printed(score->survey_score),
		    "=IF(ISNUMBER(Scores!$I$%1$u),ROUND(Scores!$I$%1$u+1E-9,1),\"\")", at + 1);
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
	sheet_formula(
	    &partner->summary, row, SUM_K, STYLE_SHARE, score->evidence, "=Scores!$J$%u", at + 1);
	sheet_text(&partner->summary, row, SUM_S, STYLE_TEXT, "");
}

static uint32_t
fill_lenses(struct partner_book *partner, uint32_t row)
{
	const struct model	     *model = partner->story->edition->model;
	const struct own_performance *own = &partner->story->card->own;
	uint32_t		      first;

	sheet_text(&partner->summary, row++, SUM_BADGE, STYLE_SECTION, "All lenses");
	sheet_header(&partner->summary, row++, lens_columns, COUNT_OF(lens_columns));
	first = row;
	for (size_t l = 0; l < model->lens_count; l++)
		if (partner->index_row[l] != 0)
			fill_lens(partner, row++, l);
	refer_row(partner, row, partner->own_row, own->score, own->rating, own->previous, own->change);
	sheet_text(&partner->summary, row, SUM_TITLE, STYLE_TEXT, "Own performance (all KPIs)");
	sheet_formula(&partner->summary, row, SUM_K, STYLE_SHARE, own->evidence, "=Scores!$J$%u",
	    partner->own_row + 1);
	sheet_text(&partner->summary, row, SUM_S, STYLE_TEXT, "");
	sheet_badges(&partner->summary, first, row, SUM_BADGE);
	return row + 2;
}

/* A remark: its letter, its sentence. */
static uint32_t
fill_remarks(struct partner_book *partner, uint32_t row, const char *title,
    const struct remark *remarks, size_t count)
{
	if (count == 0)
		return row;
	sheet_text(&partner->summary, row++, SUM_BADGE, STYLE_SECTION, title);
	for (size_t i = 0; i < count; i++, row++) {
		char letter[2] = { partner->book.letters[remarks[i].rating], '\0' };

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
	const char	   *word = story_rating_word(story->edition->settings, story->health->rating);

	sheet_row_height(sheet, row, 40);
	if (index != 0 && isfinite(story->health->index))
		sheet_formula(sheet, row, SUM_TITLE, STYLE_HERO,
		    score_printed(story->health->index), "=Scores!$L$%u", index + 1);
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

void
partner_summary_fill(struct partner_book *partner)
{
	const struct story   *story = partner->story;
	const struct edition *edition = story->edition;
	struct sheet	     *sheet = &partner->summary;
	const char	     *subtitle;
	uint32_t	      row = 4;

	for (uint16_t column = 0; column < SUM_COLUMNS; column++)
		sheet_width(sheet, column, group_columns[column].least);
	subtitle = arena_printf(partner->arena, "Partnership report %s · run %s, %s",
	    edition->period_long, edition->run_id, edition->version);
	sheet_titles_within(sheet, SUM_S, story->partner->name,
	    subtitle == NULL ? edition->period_long : subtitle);
	sheet_text(sheet, 2, SUM_BADGE, STYLE_SUBTITLE, story->subtitle);
	row = fill_answer(partner, row);
	row = fill_remarks(partner, row,
	    story->thing_count == 3 ? "Three things to know" : "Things to know", story->things,
	    story->thing_count);
	row = fill_remarks(partner, row, "Caps and overrides", story->alerts, story->alert_count);
	row = fill_groups(partner, row);
	row = fill_lenses(partner, row);
	partner_charts(partner, row);
	sheet_close(sheet,
	    &(struct sheet_layout){
		.portrait = true, .last_row = row + CHART_ROWS, .last_column = SUM_S},
	    partner->footer);
}
