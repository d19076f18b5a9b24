/* portfolio_gaps.c - where the two sides of a partnership see a group differently, one row each. */
#include "render/xlsx/portfolio.h"

#include <math.h>

#include "base/count.h"
#include "render/xlsx/partner.h"

enum gap_column {
	GAPS_PARTNER,
	GAPS_NAME,
	GAPS_PERIOD,
	GAPS_LENS,
	GAPS_GROUP,
	GAPS_CLIENT_N,
	GAPS_CLIENT,
	GAPS_PARTNER_N,
	GAPS_PARTNER_MEAN,
	GAPS_GAP,
	GAPS_INTERVAL,
	GAPS_CLASS,
	GAPS_QUADRANT,
	GAPS_COLUMNS
};

static const struct column gap_columns[] = {
	[GAPS_PARTNER] = { "workbook.partner", STYLE_HEADER, 16, 32 },
	[GAPS_NAME] = { "workbook.name", STYLE_HEADER, 22, 56 },
	[GAPS_PERIOD] = { "workbook.survey_of", STYLE_HEADER, 10, 12 },
	[GAPS_LENS] = { "workbook.lens", STYLE_HEADER, 18, 34 },
	[GAPS_GROUP] = { "workbook.group", STYLE_HEADER, 22, 36 },
	[GAPS_CLIENT_N] = { "workbook.client_n", STYLE_HEADER_NUMBER, 8, 10 },
	[GAPS_CLIENT] = { "workbook.client_mean", STYLE_HEADER_NUMBER, 8, 10 },
	[GAPS_PARTNER_N] = { "workbook.partner_n", STYLE_HEADER_NUMBER, 8, 10 },
	[GAPS_PARTNER_MEAN] = { "workbook.partner_mean", STYLE_HEADER_NUMBER, 8, 10 },
	[GAPS_GAP] = { "voice.gap", STYLE_HEADER_NUMBER, 8, 10 },
	[GAPS_INTERVAL] = { "workbook.interval", STYLE_HEADER_NUMBER, 8, 10 },
	[GAPS_CLASS] = { "workbook.gap_is", STYLE_HEADER_CENTRE, 14, 24 },
	[GAPS_QUADRANT] = { "workbook.seen_as", STYLE_HEADER, 16, 28 },
};

_Static_assert(COUNT_OF(gap_columns) == GAPS_COLUMNS, "one heading per column");

void
gaps_begin(struct portfolio_book *board)
{
	portfolio_titles_repeated(board, PORTFOLIO_GAPS, gap_columns, COUNT_OF(gap_columns), GAPS_CLIENT_N,
	    book_word(&board->book, "workbook.gaps_about"));
	sheet_header_words(&board->sheets[PORTFOLIO_GAPS], PORTFOLIO_FIRST - 1, gap_columns, COUNT_OF(gap_columns));
	board->gaps_row = PORTFOLIO_FIRST;
}

static void
write_gap(struct portfolio_book *board, const struct scorecard *card, const struct lens *lens, size_t group)
{
	static const enum style styles[] = {
		[GAP_NONE] = STYLE_TEXT,
		[GAP_ALIGNED] = (enum style)(STYLE_RATING + RATING_GREEN),
		[GAP_WATCH] = (enum style)(STYLE_RATING + RATING_YELLOW),
		[GAP_MISALIGNED] = (enum style)(STYLE_RATING + RATING_RED),
	};
	struct sheet		 *sheet = &board->sheets[PORTFOLIO_GAPS];
	const struct partner	 *partner = &board->edition->dataset->partners[card->partner];
	const struct group_score *score = &card->lenses[lens - board->edition->model->lenses].groups[group];
	const struct voice	 *client = &score->sides[SIDE_CLIENT], *other = &score->sides[SIDE_PARTNER];
	uint32_t		  row = board->gaps_row++;
	char			  period[PERIOD_SIZE];

	sheet_text(sheet, row, GAPS_PARTNER, STYLE_TEXT, partner->id);
	sheet_text(sheet, row, GAPS_NAME, STYLE_TEXT, partner->name);
	sheet_text(sheet, row, GAPS_PERIOD, STYLE_TEXT, period_name(card->survey_period, period));
	sheet_text(sheet, row, GAPS_LENS, STYLE_TEXT, lens->title);
	sheet_text(sheet, row, GAPS_GROUP, STYLE_TEXT, group_label(lens, group));
	sheet_number(sheet, row, GAPS_CLIENT_N, STYLE_COUNT, (double)client->n, "");
	sheet_number(sheet, row, GAPS_CLIENT, STYLE_MEAN, client->mean, "");
	sheet_number(sheet, row, GAPS_PARTNER_N, STYLE_COUNT, (double)other->n, "");
	sheet_number(sheet, row, GAPS_PARTNER_MEAN, STYLE_MEAN, other->mean, "");
	sheet_formula(sheet, row, GAPS_GAP, STYLE_MEAN, score->gap,
	    "=SIGN(G%1$u-I%1$u)*ROUND(ABS(G%1$u-I%1$u)+1E-9,2)", row + 1);
	sheet_number(sheet, row, GAPS_INTERVAL, STYLE_MEAN, score->gap_half_width, "");
	sheet_text(sheet, row, GAPS_CLASS, styles[score->gap_class],
	    gap_class_name(board->edition, score->gap_class));
	sheet_text(sheet, row, GAPS_QUADRANT, STYLE_TEXT, quadrant_name(board->edition, score->quadrant));
}

/* Only where both sides are published: a gap of one side is none. */
void
gaps_partner(struct portfolio_book *board, const struct portfolio_entry *entry)
{
	const struct scorecard *card = entry->card;
	const struct model     *model = board->edition->model;

	for (size_t l = 0; l < model->lens_count; l++)
		for (size_t g = 0; card->lenses[l].planned && g < model->lenses[l].group_count; g++) {
			const struct group_score *score = &card->lenses[l].groups[g];

			if (!isnan(score->gap) && score->sides[SIDE_CLIENT].published &&
			    score->sides[SIDE_PARTNER].published)
				write_gap(board, card, &model->lenses[l], g);
		}
}

void
gaps_end(struct portfolio_book *board)
{
	portfolio_end_rows(board, PORTFOLIO_GAPS,
	    &(struct portfolio_rows){ .next = board->gaps_row,
		.columns = COUNT_OF(gap_columns),
		.repeated = GAPS_CLIENT_N,
		.table = "portfolio_gaps",
		.empty = "workbook.no_gaps" });
}
