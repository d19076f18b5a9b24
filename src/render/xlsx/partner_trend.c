/* partner_trend.c - the periods so far, and what moved the index since the last one, as plain numbers: charts are drawn over them. */
#include "render/xlsx/partner.h"

#include <math.h>
#include <stdio.h>
#include <string.h>

#include "base/count.h"
#include "base/number.h"

static void
fill_header(struct partner_book *partner)
{
	const struct story *story = partner->story;
	const struct model *model = story->edition->model;
	struct column	    columns[1 + MODEL_GROUPS_MAX + MODEL_LENSES_MAX];
	size_t		    count = 0;

	columns[count++] =
	    (struct column){ book_word(&partner->book, "workbook.period"), STYLE_HEADER, 16, 24 };
	for (size_t g = 0; g < story->lens->group_count; g++)
		if (partner->group_row[model->primary][g] != 0)
			columns[count++] = (struct column){
			    group_label(story->lens, g), STYLE_HEADER_NUMBER, 9, 14};
	for (size_t l = 0; l < model->lens_count; l++)
		if (partner->index_row[l] != 0)
			columns[count++] =
			    (struct column){ model->lenses[l].title, STYLE_HEADER_NUMBER, 9, 14 };
	sheet_header(&partner->trend, TABLE_FIRST - 1, columns, count);
}

static void
fill_point(struct partner_book *partner, uint32_t row, const struct history_point *point)
{
	const struct story *story = partner->story;
	const struct model *model = story->edition->model;
	uint16_t	    column = 0;
	char		    name[PERIOD_SIZE];

	sheet_text(&partner->trend, row, column++, STYLE_STRONG, period_name(point->period, name));
	for (size_t g = 0; g < story->lens->group_count; g++)
		if (partner->group_row[model->primary][g] != 0)
			sheet_number(&partner->trend, row, column++, STYLE_SCORE,
			    point->group[model->primary][g], "");
	for (size_t l = 0; l < model->lens_count; l++)
		if (partner->index_row[l] != 0)
			sheet_number(&partner->trend, row, column++, STYLE_SCORE, point->index[l], "");
}

/* A row of the movement: the points of the index change that come from one group or from the rest. */
static void
fill_move(struct sheet *sheet, uint32_t row, const char *title, const double numbers[3], enum style style)
{
	sheet_text(sheet, row, 0, style == STYLE_CHANGE ? STYLE_TEXT : STYLE_TOTAL, title);
	for (uint16_t i = 0; i < 3; i++)
		sheet_number(sheet, row, (uint16_t)(1 + i),
		    i < 2	? style == STYLE_CHANGE ? STYLE_SCORE : STYLE_TOTAL_SCORE
			: style,
		    numbers[i], "–");
}

void
partner_trend_lay(struct partner_book *partner)
{
	const struct lens_score *health = partner->story->health;
	const uint32_t		*groups = partner->group_row[partner->story->edition->model->primary];

	if (isnan(health->change))
		return;
	/* Below the periods an empty row, a heading and a header; the last row is the rest. */
	partner->movement_first = partner->movement_last = TABLE_FIRST + (uint32_t)partner->story->card->history_count + 3;
	for (size_t g = 0; g < partner->story->lens->group_count; g++)
		partner->movement_last += groups[g] != 0 && !isnan(health->groups[g].movement);
}

/* Movements are rounded as printed; what is left to the change of the index has its own line (model.md 7). */
static uint32_t
fill_movement(struct partner_book *partner, uint32_t row)
{
	static const struct column columns[] = {
		{ "workbook.group", STYLE_HEADER, 0, 0 },
		{ "workbook.last_period", STYLE_HEADER_NUMBER, 0, 0 },
		{ "kpis.score", STYLE_HEADER_NUMBER, 0, 0 },
		{ "workbook.movement", STYLE_HEADER_NUMBER, 0, 0 },
	};
	const struct story	*story = partner->story;
	const struct lens_score *health = story->health;
	struct sheet		*sheet = &partner->trend;

	if (isnan(health->change))
		return row;
	sheet_word(sheet, row++, 0, STYLE_SECTION, "movement.section");
	sheet_header_words(sheet, row++, columns, COUNT_OF(columns));
	for (size_t g = 0; g < story->lens->group_count; g++) {
		const struct group_score *score = &health->groups[g];
		const double numbers[] = { score->previous, score_printed(score->score), number_round(score->movement, 1) };

		if (partner->group_row[story->edition->model->primary][g] != 0 && !isnan(score->movement))
			fill_move(sheet, row++, group_label(story->lens, g), numbers, STYLE_CHANGE);
	}
	fill_move(sheet, row++,
	    book_word(sheet->book, health->composition ? "movement.composition" : "movement.rounding"),
	    (const double[]){ NAN, NAN, health->movement_rest }, STYLE_CHANGE);
	fill_move(sheet, row++, story->lens->title,
	    (const double[]){ health->previous, score_printed(health->index), health->change }, STYLE_TOTAL_CHANGE);
	return row;
}

void
partner_trend_fill(struct partner_book *partner)
{
	const struct scorecard *card = partner->story->card;
	uint32_t		row = TABLE_FIRST;

	sheet_titles(&partner->trend, book_word(&partner->book, "sheets.trend"),
	    book_word(&partner->book, "workbook.trend_about"));
	fill_header(partner);
	for (size_t i = 0; i < card->history_count; i++)
		fill_point(partner, row++, &card->history[i]);
	row = fill_movement(partner, row + 1);
	sheet_close(&partner->trend,
	    &(struct sheet_layout){
		.header_row = TABLE_FIRST - 1, .several_tables = true, .frozen_columns = 1, .last_row = row },
	    partner->footer);
}
