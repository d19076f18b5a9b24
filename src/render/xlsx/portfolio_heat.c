/* portfolio_heat.c - partners by index and group: number, letter and colour in one cell. */
#include "render/xlsx/portfolio.h"

#include <math.h>
#include <stdio.h>

#include "base/number.h"

/* A sheet takes 65,530 links; those beyond ours are left out. */
enum { HEAT_LINKS_MAX = 65000 };

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
		sheet_link(&board->sheets[PORTFOLIO_HEAT], row, column, STYLE_TEXT, &board->sheets[PORTFOLIO_SCORES],
		    target);
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
		sheet_number(sheet, row, column, (enum style)(STYLE_HEAT + story_shade(sheet->book->edition, (enum rating)rating, score)), score, "");
}

/* Rating counts of the primary index: "4 partners: 2 G, 1 Y, 0 R, 1 N", and what the marks mean. */
static const char *
count_words(struct portfolio_book *board)
{
	const struct edition *edition = board->edition;
	size_t	    counts[SHADES] = { 0, 0, 0, 0, 0 };
	char	    numbers[SHADES][24], partners[24], yellow[56];

	for (size_t i = 0; i < board->portfolio->partner_count; i++) {
		const struct score_cell *index = &board->portfolio->partners[i].lens[edition->model->primary];

		counts[story_shade(edition, (enum rating)index->rating, widened(index->score))]++;
	}
	for (size_t i = 0; i < SHADES; i++)
		(void)snprintf(numbers[i], sizeof numbers[i], "%zu %c", counts[i], story_shade_letter(edition, i));
	(void)snprintf(partners, sizeof partners, "%zu", board->portfolio->partner_count);
	(void)snprintf(yellow, sizeof yellow, "%s%s%s", isnan(story_yellow_high(edition)) ? "" : numbers[SHADE_YELLOW_HIGH],
	    isnan(story_yellow_high(edition)) ? "" : ", ", numbers[RATING_YELLOW]);
	return book_say(&board->book, board->arena, "workbook.heat_about", "partners",
	    partners, "green", numbers[RATING_GREEN], "yellow", yellow,
	    "red", numbers[RATING_RED], "grey", numbers[RATING_GREY], NULL);
}

void
heat_begin(struct portfolio_book *board)
{
	const struct model *model = board->edition->model;
	const struct lens  *primary = &model->lenses[model->primary];
	struct column	    columns[HEAT_GROUPS + MODEL_GROUPS_MAX + MODEL_LENSES_MAX];
	const struct book  *book = &board->book;
	size_t		    count = HEAT_GROUPS;

	columns[HEAT_NAME] = (struct column){ book_word(book, "workbook.partner"), STYLE_HEADER, 26, 64 };
	columns[HEAT_TIER] = (struct column){ book_word(book, "workbook.tier"), STYLE_HEADER, 8, 14 };
	columns[HEAT_OWN] = (struct column){ book_word(book, "answer.own"), STYLE_HEADER_CENTRE, 14, 14 };
	columns[HEAT_PRIMARY] = (struct column){ primary->title, STYLE_HEADER_CENTRE, 14, 14 };
	columns[HEAT_RATING] = (struct column){ book_word(book, "workbook.rating"), STYLE_HEADER_CENTRE, 12, 28 };
	columns[HEAT_CHANGE] = (struct column){ book_word(book, "kpis.change"), STYLE_HEADER_NUMBER, 10, 10 };
	columns[HEAT_MARKS] = (struct column){ book_word(book, "workbook.marks"), STYLE_HEADER_CENTRE, 8, 8 };
	for (size_t g = 0; g < primary->group_count; g++)
		columns[count++] =
		    (struct column){ primary->groups[g].title, STYLE_HEADER_CENTRE, 14, 14 };
	for (size_t l = 0; l < model->lens_count; l++)
		if (l != model->primary)
			columns[count++] =
			    (struct column){ model->lenses[l].title, STYLE_HEADER_CENTRE, 14, 14 };
	portfolio_titles_repeated(board, PORTFOLIO_HEAT, columns, count, 1, count_words(board));
	sheet_header(&board->sheets[PORTFOLIO_HEAT], PORTFOLIO_FIRST - 1, columns, count);
}

/* What is said about the partner as a whole. */
static void
write_answer(struct portfolio_book *board, const struct portfolio_entry *entry)
{
	const struct partner_summary *summary = entry->summary;
	const struct partner	     *partner = &board->edition->dataset->partners[summary->partner];
	const struct score_cell	     *index = &summary->lens[board->edition->model->primary];
	struct sheet		     *sheet = &board->sheets[PORTFOLIO_HEAT];
	char			      marks[8];

	link_scores(board, entry->row, HEAT_NAME, first_scores_row(board, summary));
	sheet_text(sheet, entry->row, HEAT_NAME, STYLE_STRONG, partner->name);
	sheet_text(sheet, entry->row, HEAT_TIER, STYLE_MUTED, partner->tier);
	heat_cell(sheet, entry->row, HEAT_OWN, widened(summary->own_score), summary->own_rating, summary->has_data);
	link_scores(board, entry->row, HEAT_PRIMARY, scores_row_of(board, summary, board->edition->model->primary, -1));
	heat_cell(sheet, entry->row, HEAT_PRIMARY, widened(index->score), index->rating, true);
	sheet_text(sheet, entry->row, HEAT_RATING, (enum style)(STYLE_RATING + index->rating),
	    story_rating_word(board->edition, (enum rating)index->rating, widened(index->score)));
	sheet_number(sheet, entry->row, HEAT_CHANGE, STYLE_CHANGE, widened(index->change), "–");
	(void)snprintf(marks, sizeof marks, "%s%s", (index->flags & (CELL_CAPPED | CELL_OVERRIDDEN)) != 0 ? "*" : "",
	    (index->flags & CELL_WATERMELON) != 0 ? "!" : "");
	sheet_text(sheet, entry->row, HEAT_MARKS, STYLE_BADGE, marks);
}

void
heat_partner(struct portfolio_book *board, const struct portfolio_entry *entry)
{
	const struct model	     *model = board->edition->model;
	const struct partner_summary *summary = entry->summary;
	const struct score_cell	     *groups = &summary->group[board->portfolio->group_offset[model->primary]];
	struct sheet		     *sheet = &board->sheets[PORTFOLIO_HEAT];
	uint16_t		      column = HEAT_GROUPS;

	write_answer(board, entry);
	for (size_t g = 0; g < model->lenses[model->primary].group_count; g++) {
		link_scores(board, entry->row, column, scores_row_of(board, summary, model->primary, (long)g));
		heat_cell(sheet, entry->row, column++, widened(groups[g].score), groups[g].rating, groups[g].planned);
	}
	for (size_t l = 0; l < model->lens_count; l++)
		if (l != model->primary) {
			link_scores(board, entry->row, column, scores_row_of(board, summary, l, -1));
			heat_cell(sheet, entry->row, column++, widened(summary->lens[l].score), summary->lens[l].rating,
			    summary->lens[l].planned);
		}
}

void
heat_end(struct portfolio_book *board)
{
	const struct model *model = board->edition->model;
	size_t columns = HEAT_GROUPS + model->lenses[model->primary].group_count + model->lens_count - 1;

	portfolio_end_rows(board, PORTFOLIO_HEAT,
	    &(struct portfolio_rows){ .next = portfolio_next(board), .columns = columns, .empty = "workbook.no_partner" });
}
