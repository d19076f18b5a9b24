/* portfolio_heat.c - partners by index and group: number, letter and colour in one cell; and what the KPIs say. */
#include "render/xlsx/portfolio.h"

#include <math.h>
#include <stdio.h>
#include <string.h>

#include "base/arena.h"
#include "base/number.h"
#include "render/xlsx/partner.h"

/* A sheet takes 65,530 links; those beyond ours are left out. */
enum { HEAT_LINKS_MAX = 65000 };

enum { HEAT_NAME, HEAT_TIER, HEAT_OWN, HEAT_PRIMARY };

static double
widened(float printed)
{
	return number_round((double)printed, 1);
}

/* Where the row of a lens, or of a group of it where group is not -1, will stand in Scores; 0: it has none. */
static uint32_t
scores_row_of(const struct portfolio_book *board, const struct partner_summary *summary, size_t lens, long group)
{
	const struct model *model = board->edition->model;
	uint32_t	    row = board->scores_row;

	for (size_t l = 0; l <= lens; l++) {
		const struct score_cell *groups = &summary->group[board->portfolio->group_offset[l]];
		long			 last = l == lens ? group : (long)model->lenses[l].group_count - 1;

		if (!summary->lens[l].planned) {
			if (l == lens)
				return 0;
			continue;
		}
		if (l == lens && group >= 0 && !groups[group].planned)
			return 0;
		for (long g = 0; g <= last; g++)
			row += groups[g].planned;
		row += l < lens;
	}
	return row;
}

/* The first row of a partner in Scores; 0: it has none. */
static uint32_t
first_scores_row(const struct portfolio_book *board, const struct partner_summary *summary)
{
	for (size_t l = 0; l < board->edition->model->lens_count; l++)
		if (summary->lens[l].planned)
			return board->scores_row;
	return 0;
}

/* A cell of the partner in row; target is its row in Scores, 0: none. */
static void
link_scores(struct portfolio_book *board, uint32_t row, uint16_t column, uint32_t target)
{
	if (target > 0 && board->heat_links < HEAT_LINKS_MAX) {
		sheet_link(&board->heat, row, column, STYLE_TEXT, &board->scores, target);
		board->heat_links++;
	}
}

static void
heat_cell(struct sheet *sheet, uint32_t row, uint16_t column, double score, unsigned char rating,
    bool planned)
{
	char letter[2] = { sheet->book->letters[rating], '\0' };

	if (!planned)
		sheet_text(sheet, row, column, STYLE_ABSENT, "");
	else if (isnan(score))
		sheet_text(sheet, row, column, (enum style)(STYLE_RATING + rating), letter);
	else
		sheet_number(sheet, row, column, (enum style)(STYLE_HEAT + rating), score, "");
}

/* Rating counts of the primary index: "4 partners: 2 G, 1 Y, 0 R, 1 N", and what the marks mean. */
static const char *
count_words(struct portfolio_book *board)
{
	size_t	    counts[RATING_GREEN + 1] = { 0, 0, 0, 0 };
	char	    numbers[RATING_GREEN + 2][24];

	for (size_t i = 0; i < board->portfolio->partner_count; i++)
		counts[board->portfolio->partners[i].lens[board->edition->model->primary].rating]++;
	for (size_t i = 0; i <= RATING_GREEN; i++)
		(void)snprintf(numbers[i], sizeof numbers[i], "%zu %c", counts[i],
		    story_rating_letter(board->edition, (enum rating)i));
	(void)snprintf(numbers[RATING_GREEN + 1], sizeof numbers[0], "%zu", board->portfolio->partner_count);
	return book_say(&board->book, board->arena, "workbook.heat_about", "partners",
	    numbers[RATING_GREEN + 1], "green", numbers[RATING_GREEN], "yellow", numbers[RATING_YELLOW],
	    "red", numbers[RATING_RED], "grey", numbers[RATING_GREY], NULL);
}

void
heat_begin(struct portfolio_book *board)
{
	const struct model *model = board->edition->model;
	const struct lens  *primary = &model->lenses[model->primary];
	struct column	    columns[HEAT_PRIMARY + 3 + MODEL_GROUPS_MAX + MODEL_LENSES_MAX];
	const struct book  *book = &board->book;
	size_t		    count = HEAT_PRIMARY;

	columns[HEAT_NAME] = (struct column){ book_word(book, "workbook.partner"), STYLE_HEADER, 26, 44 };
	columns[HEAT_TIER] = (struct column){ book_word(book, "workbook.tier"), STYLE_HEADER, 8, 14 };
	columns[HEAT_OWN] = (struct column){ book_word(book, "answer.own"), STYLE_HEADER_CENTRE, 14, 14 };
	columns[count++] = (struct column){ primary->title, STYLE_HEADER_CENTRE, 14, 14 };
	columns[count++] = (struct column){ book_word(book, "kpis.change"), STYLE_HEADER_NUMBER, 9, 9 };
	columns[count++] = (struct column){ book_word(book, "workbook.marks"), STYLE_HEADER, 8, 8 };
	for (size_t g = 0; g < primary->group_count; g++)
		columns[count++] =
		    (struct column){ primary->groups[g].title, STYLE_HEADER_CENTRE, 14, 14 };
	for (size_t l = 0; l < model->lens_count; l++)
		if (l != model->primary)
			columns[count++] =
			    (struct column){ model->lenses[l].title, STYLE_HEADER_CENTRE, 14, 14 };
	sheet_titles(&board->heat,
	    book_say(&board->book, board->arena, "workbook.heat_title", "period", board->edition->period, NULL),
	    count_words(board));
	sheet_header(&board->heat, PORTFOLIO_FIRST - 1, columns, count);
}

void
heat_partner(struct portfolio_book *board, uint32_t row, const struct partner_summary *summary)
{
	const struct model	*model = board->edition->model;
	const struct partner	*partner = &board->edition->dataset->partners[summary->partner];
	const struct score_cell *index = &summary->lens[model->primary];
	struct sheet		*sheet = &board->heat;
	uint16_t		 column = HEAT_PRIMARY;
	char			 marks[8];

	link_scores(board, row, HEAT_NAME, first_scores_row(board, summary));
	sheet_text(sheet, row, HEAT_NAME, STYLE_STRONG, partner->name);
	sheet_text(sheet, row, HEAT_TIER, STYLE_MUTED, partner->tier);
	heat_cell(sheet, row, HEAT_OWN, widened(summary->own_score), summary->own_rating,
	    summary->has_data);
	link_scores(board, row, column, scores_row_of(board, summary, model->primary, -1));
	heat_cell(sheet, row, column++, widened(index->score), index->rating, true);
	sheet_number(sheet, row, column++, STYLE_CHANGE, widened(index->change), "–");
	(void)snprintf(marks, sizeof marks, "%s%s",
	    (index->flags & (CELL_CAPPED | CELL_OVERRIDDEN)) != 0 ? "*" : "",
	    (index->flags & CELL_WATERMELON) != 0 ? "!" : "");
	sheet_text(sheet, row, column++, STYLE_TEXT, marks);
	for (size_t g = 0; g < model->lenses[model->primary].group_count; g++) {
		const struct score_cell *cell =
		    &summary->group[board->portfolio->group_offset[model->primary] + g];

		link_scores(board, row, column, scores_row_of(board, summary, model->primary, (long)g));
		heat_cell(sheet, row, column++, widened(cell->score), cell->rating, cell->planned);
	}
	for (size_t l = 0; l < model->lens_count; l++)
		if (l != model->primary) {
			link_scores(board, row, column, scores_row_of(board, summary, l, -1));
			heat_cell(sheet, row, column++, widened(summary->lens[l].score),
			    summary->lens[l].rating, summary->lens[l].planned);
		}
}

static uint32_t
last_row(const struct portfolio_book *board)
{
	return PORTFOLIO_FIRST +
	    (uint32_t)(board->portfolio->partner_count > 0 ? board->portfolio->partner_count - 1
							   : 0);
}

void
heat_end(struct portfolio_book *board)
{
	const struct model *model = board->edition->model;
	size_t columns =
	    HEAT_PRIMARY + 3 + model->lenses[model->primary].group_count + model->lens_count - 1;

	if (board->portfolio->partner_count == 0)
		sheet_word(&board->heat, PORTFOLIO_FIRST, 0, STYLE_MUTED, "workbook.no_partner");
	sheet_close(&board->heat,
	    &(struct sheet_layout){ .header_row = PORTFOLIO_FIRST - 1,
		.frozen_columns = 1,
		.last_row = last_row(board),
		.last_column = (uint16_t)(columns - 1),
		.filter = true },
	    board->footer);
}

int
portfolio_find_kpis(struct portfolio_book *board)
{
	const struct model   *model = board->edition->model;
	const struct dataset *dataset = board->edition->dataset;
	bool		     *used = arena_alloc(board->arena, model->indicator_count, sizeof *used);

	board->kpis = arena_alloc(board->arena, PORTFOLIO_KPIS_MAX, sizeof *board->kpis);
	if (used == NULL || board->kpis == NULL)
		return -1;
	for (size_t i = 0; i < dataset->kpi_row_count; i++)
		used[dataset->kpi_rows[i].indicator] = true;
	for (size_t i = 0; i < model->indicator_count; i++) {
		if (!used[i] && !model->indicators[i].required)
			continue;
		if (board->kpi_count < PORTFOLIO_KPIS_MAX)
			board->kpis[board->kpi_count++] = i;
		else
			board->kpi_left_out++;
	}
	return 0;
}

void
matrix_begin(struct portfolio_book *board)
{
	const struct model *model = board->edition->model;
	struct column	    columns[1 + PORTFOLIO_KPIS_MAX];
	const char	   *subtitle = book_word(&board->book, "workbook.matrix_about");
	char		    shown[24], more[24];

	columns[0] = (struct column){ book_word(&board->book, "workbook.partner"), STYLE_HEADER, 26, 44 };
	for (size_t k = 0; k < board->kpi_count; k++) {
		const struct indicator *indicator = &model->indicators[board->kpis[k]];
		const char *title =
		    arena_printf(board->arena, indicator->unit[0] != '\0' ? "%s, %s" : "%s",
			indicator->title, indicator->unit);

		columns[1 + k] = (struct column){
		    title == NULL ? indicator->title : title, STYLE_HEADER_CENTRE, 16, 18};
	}
	(void)snprintf(shown, sizeof shown, "%d", PORTFOLIO_KPIS_MAX);
	(void)snprintf(more, sizeof more, "%zu", board->kpi_left_out);
	if (board->kpi_left_out > 0)
		subtitle = book_say(&board->book, board->arena, "workbook.matrix_more", "about", subtitle,
		    "shown", shown, "count", more, NULL);
	sheet_titles(&board->matrix, book_word(&board->book, "sheets.kpi_matrix"), subtitle);
	sheet_header(&board->matrix, PORTFOLIO_FIRST - 1, columns, 1 + board->kpi_count);
}

static void
matrix_cell(struct portfolio_book *board, uint32_t row, uint16_t column, const struct reading *reading)
{
	struct sheet *sheet = &board->matrix;

	if (reading == NULL)
		sheet_text(sheet, row, column, STYLE_ABSENT, "");
	else if (reading->state != VALUE_PRESENT || isnan(reading->value))
		sheet_text(sheet, row, column,
		    reading->scored ? (enum style)(STYLE_RATING + (int)reading->rating)
				    : STYLE_HEAT_VALUE,
		    book_word(&board->book, absent_key(reading->state)));
	else if (reading->scored)
		sheet_number(sheet, row, column,
		    (enum style)(STYLE_HEAT_VALUE + (int)reading->rating), reading->value, "");
	else
		sheet_number(sheet, row, column, STYLE_GENERAL, reading->value, "");
}

void
matrix_partner(struct portfolio_book *board, uint32_t row, const struct scorecard *card)
{
	const struct partner *partner = &board->edition->dataset->partners[card->partner];

	sheet_text(&board->matrix, row, 0, STYLE_STRONG, partner->name);
	for (size_t k = 0; k < board->kpi_count; k++)
		matrix_cell(board, row, (uint16_t)(1 + k), scorecard_reading(card, board->kpis[k]));
}

void
matrix_end(struct portfolio_book *board)
{
	sheet_close(&board->matrix,
	    &(struct sheet_layout){ .header_row = PORTFOLIO_FIRST - 1,
		.frozen_columns = 1,
		.last_row = last_row(board),
		.last_column = (uint16_t)board->kpi_count,
		.filter = true },
	    board->footer);
}
