/* portfolio_heat.c - partners by index and group: number, letter and colour in one cell; and what the KPIs say. */
#include "render/xlsx/portfolio.h"

#include <math.h>
#include <stdio.h>
#include <string.h>

#include "base/arena.h"
#include "base/number.h"

enum { KPIS_ON_A_PAGE = 14 };

enum { HEAT_NAME, HEAT_TIER, HEAT_OWN, HEAT_PRIMARY };

static double
widened(float printed)
{
	return number_round((double)printed, 1);
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

/* Rating counts of the primary index in words: "2 green, 1 yellow, 0 red, 1 not rated". */
static const char *
count_words(struct portfolio_book *board)
{
	size_t	    counts[RATING_GREEN + 1] = { 0, 0, 0, 0 };
	const char *words;

	for (size_t i = 0; i < board->portfolio->partner_count; i++)
		counts[board->portfolio->partners[i].lens[board->edition->model->primary].rating]++;
	words = arena_printf(board->arena,
	    "%zu partners: %zu %s, %zu %s, %zu %s, %zu %s. Letters repeat the colours. * cap or "
	    "override, ! watermelon.",
	    board->portfolio->partner_count, counts[RATING_GREEN],
	    story_rating_word(board->edition->settings, RATING_GREEN), counts[RATING_YELLOW],
	    story_rating_word(board->edition->settings, RATING_YELLOW), counts[RATING_RED],
	    story_rating_word(board->edition->settings, RATING_RED), counts[RATING_GREY],
	    story_rating_word(board->edition->settings, RATING_GREY));
	return words == NULL ? "" : words;
}

void
heat_begin(struct portfolio_book *board)
{
	const struct model *model = board->edition->model;
	const struct lens  *primary = &model->lenses[model->primary];
	struct column	    columns[HEAT_PRIMARY + 3 + MODEL_GROUPS_MAX + MODEL_LENSES_MAX];
	const char	   *title = arena_printf(board->arena, "Heat map %s", board->edition->period);
	size_t		    count = HEAT_PRIMARY;

	columns[HEAT_NAME] = (struct column){ "Partner", STYLE_HEADER, 26, 44 };
	columns[HEAT_TIER] = (struct column){ "Tier", STYLE_HEADER, 8, 14 };
	columns[HEAT_OWN] = (struct column){ "Own performance", STYLE_HEADER_CENTRE, 14, 14 };
	columns[count++] = (struct column){ primary->title, STYLE_HEADER_CENTRE, 14, 14 };
	columns[count++] = (struct column){ "Change", STYLE_HEADER_NUMBER, 9, 9 };
	columns[count++] = (struct column){ "Marks", STYLE_HEADER, 8, 8 };
	for (size_t g = 0; g < primary->group_count; g++)
		columns[count++] =
		    (struct column){ primary->groups[g].title, STYLE_HEADER_CENTRE, 14, 14 };
	for (size_t l = 0; l < model->lens_count; l++)
		if (l != model->primary)
			columns[count++] =
			    (struct column){ model->lenses[l].title, STYLE_HEADER_CENTRE, 14, 14 };
	sheet_titles(&board->heat, title == NULL ? "Heat map" : title, count_words(board));
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

	sheet_text(sheet, row, HEAT_NAME, STYLE_STRONG, partner->name);
	sheet_text(sheet, row, HEAT_TIER, STYLE_MUTED, partner->tier);
	heat_cell(sheet, row, HEAT_OWN, widened(summary->own_score), summary->own_rating,
	    summary->has_data);
	heat_cell(sheet, row, column++, widened(index->score), index->rating, true);
	sheet_number(sheet, row, column++, STYLE_CHANGE, widened(index->change), "–");
	(void)snprintf(marks, sizeof marks, "%s%s",
	    (index->flags & (CELL_CAPPED | CELL_OVERRIDDEN)) != 0 ? "*" : "",
	    (index->flags & CELL_WATERMELON) != 0 ? "!" : "");
	sheet_text(sheet, row, column++, STYLE_TEXT, marks);
	for (size_t g = 0; g < model->lenses[model->primary].group_count; g++) {
		const struct score_cell *cell =
		    &summary->group[board->portfolio->group_offset[model->primary] + g];

		heat_cell(sheet, row, column++, widened(cell->score), cell->rating, cell->planned);
	}
	for (size_t l = 0; l < model->lens_count; l++)
		if (l != model->primary)
			heat_cell(sheet, row, column++, widened(summary->lens[l].score),
			    summary->lens[l].rating, summary->lens[l].planned);
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
		sheet_text(&board->heat, PORTFOLIO_FIRST, 0, STYLE_MUTED,
		    "No partner has data for this period.");
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
	const char *subtitle = "Values with the letter of their score. Empty: not planned; a word: "
			       "why there is no value.";

	columns[0] = (struct column){ "Partner", STYLE_HEADER, 26, 44 };
	for (size_t k = 0; k < board->kpi_count; k++) {
		const struct indicator *indicator = &model->indicators[board->kpis[k]];
		const char *title =
		    arena_printf(board->arena, indicator->unit[0] != '\0' ? "%s, %s" : "%s",
			indicator->title, indicator->unit);

		columns[1 + k] = (struct column){
		    title == NULL ? indicator->title : title, STYLE_HEADER_CENTRE, 16, 18};
	}
	if (board->kpi_left_out > 0)
		subtitle = arena_printf(board->arena,
		    "%s The first %d KPIs; %zu more are in data/indicators.csv.", subtitle,
		    PORTFOLIO_KPIS_MAX, board->kpi_left_out);
	sheet_titles(&board->matrix, "KPI matrix", subtitle);
	sheet_header(&board->matrix, PORTFOLIO_FIRST - 1, columns, 1 + board->kpi_count);
}

static void
matrix_cell(struct portfolio_book *board, uint32_t row, uint16_t column, const struct reading *reading)
{
	static const char *const words[] = {
	    [VALUE_ABSENT] = "no row",
	    [VALUE_PRESENT] = "by word",
	    [VALUE_BLANK] = "blank",
	    [VALUE_NA] = "n/a",
	    [VALUE_WITHHELD] = "withheld",
	    [VALUE_REJECTED] = "rejected",
	};
	struct sheet *sheet = &board->matrix;

	if (reading == NULL)
		sheet_text(sheet, row, column, STYLE_ABSENT, "");
	else if (reading->state != VALUE_PRESENT || isnan(reading->value))
		sheet_text(sheet, row, column,
		    reading->scored ? (enum style)(STYLE_RATING + (int)reading->rating)
				    : STYLE_HEAT_VALUE,
		    words[reading->state]);
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
		.filter = true,
		.pages_wide = (uint16_t)(1 + board->kpi_count / KPIS_ON_A_PAGE) },
	    board->footer);
}
