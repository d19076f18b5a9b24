/* portfolio_moves.c - what moved the primary index of each partner since the period before. */
#include "render/xlsx/portfolio.h"

#include <math.h>

#include "base/number.h"
#include "render/xlsx/partner.h"

enum { MOVE_PARTNER, MOVE_NAME, MOVE_BEFORE, MOVE_NOW, MOVE_CHANGE, MOVE_GROUPS };

static bool
anyone_moved(const struct portfolio_book *board)
{
	for (size_t i = 0; i < board->portfolio->partner_count; i++)
		if (!isnan(board->portfolio->partners[i].lens[board->edition->model->primary].change))
			return true;
	return false;
}

void
moves_begin(struct portfolio_book *board)
{
	static const struct column first[MOVE_GROUPS] = {
		[MOVE_PARTNER] = { "workbook.partner", STYLE_HEADER, 16, 32 },
		[MOVE_NAME] = { "workbook.name", STYLE_HEADER, 22, 56 },
		[MOVE_BEFORE] = { "workbook.last_period", STYLE_HEADER_NUMBER, 10, 12 },
		[MOVE_NOW] = { "kpis.score", STYLE_HEADER_NUMBER, 10, 12 },
		[MOVE_CHANGE] = { "kpis.change", STYLE_HEADER_NUMBER, 10, 12 },
	};
	const struct lens *primary = &board->edition->model->lenses[board->edition->model->primary];
	struct column	   columns[MOVE_GROUPS + MODEL_GROUPS_MAX + 1];
	size_t		   count = MOVE_GROUPS;

	columns_in_words(&board->book, first, MOVE_GROUPS, columns);
	for (size_t g = 0; g < primary->group_count; g++)
		columns[count++] = (struct column){ group_label(primary, g), STYLE_HEADER_NUMBER, 14, 16 };
	columns[count++] = (struct column){ book_word(&board->book, "workbook.rest"), STYLE_HEADER_NUMBER, 14, 16 };
	portfolio_titles(board, PORTFOLIO_MOVES,
	    book_word(&board->book, anyone_moved(board) ? "workbook.moves_about" : "workbook.no_moves"));
	sheet_header(&board->sheets[PORTFOLIO_MOVES], PORTFOLIO_FIRST - 1, columns, count);
}

/* The change is a formula over the two scores, what the groups leave of it one over all of them. */
void
moves_partner(struct portfolio_book *board, const struct portfolio_entry *entry)
{
	const struct model	*model = board->edition->model;
	const struct partner	*partner = &board->edition->dataset->partners[entry->card->partner];
	const struct lens_score *health = &entry->card->lenses[model->primary];
	struct sheet		*sheet = &board->sheets[PORTFOLIO_MOVES];
	uint32_t		 row = entry->row;
	uint16_t		 column = MOVE_GROUPS;
	char			 first[CELL_NAME_SIZE], last[CELL_NAME_SIZE];

	sheet_text(sheet, row, MOVE_PARTNER, STYLE_TEXT, partner->id);
	sheet_text(sheet, row, MOVE_NAME, STYLE_TEXT, partner->name);
	sheet_number(sheet, row, MOVE_BEFORE, STYLE_SCORE, health->previous, "");
	sheet_number(sheet, row, MOVE_NOW, STYLE_SCORE, score_printed(health->index), "");
	sheet_formula(sheet, row, MOVE_CHANGE, STYLE_CHANGE, health->change,
	    "=IF(COUNT(C%1$u:D%1$u)=2,ROUND(D%1$u-C%1$u,1),\"\")", row + 1);
	for (size_t g = 0; g < model->lenses[model->primary].group_count; g++)
		sheet_number(sheet, row, column++, STYLE_CHANGE, number_round(health->groups[g].movement, 1), "");
	sheet_formula(sheet, row, column, STYLE_CHANGE, health->movement_rest, "=IF(ISNUMBER(E%1$u),ROUND(E%1$u-SUM(%2$s:%3$s),1),\"\")",
	    row + 1, cell_place(row, MOVE_GROUPS, first), cell_place(row, (uint16_t)(column - 1), last));
}

void
moves_end(struct portfolio_book *board)
{
	const struct lens *primary = &board->edition->model->lenses[board->edition->model->primary];

	portfolio_end_rows(board, PORTFOLIO_MOVES,
	    &(struct portfolio_rows){ .next = portfolio_next(board),
		.columns = MOVE_GROUPS + primary->group_count + 1,
		.table = "portfolio_movement",
		.empty = "workbook.no_partner" });
}
