/* partner_gaps.c - where the two sides see a group differently: every group that both were asked about, the widest gap first. */
#include "render/xlsx/partner.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>

#include "base/arena.h"
#include "base/count.h"
#include "render/xlsx/figure.h"

enum {
	GAPS_LENS,
	GAPS_GROUP,
	GAPS_CLIENT_N,
	GAPS_CLIENT,
	GAPS_PARTNER_N,
	GAPS_PARTNER,
	GAPS_GAP,
	GAPS_INTERVAL,
	GAPS_CLASS,
	GAPS_QUADRANT,
	GAPS_MEANING,
	GAPS_COLUMNS
};

enum { CHART_GAPS_MOST = 14, CHART_WIDTH = 900, CHART_HEAD = 90, CHART_GROUP = 34 /* pixels */ };

static const struct column gap_columns[GAPS_COLUMNS] = {
	[GAPS_LENS] = { "workbook.lens", STYLE_HEADER, 24, 24 },
	[GAPS_GROUP] = { "workbook.group", STYLE_HEADER, 28, 36 },
	[GAPS_CLIENT_N] = { "workbook.client_n", STYLE_HEADER_NUMBER, 8, 10 },
	[GAPS_CLIENT] = { "workbook.client_mean", STYLE_HEADER_NUMBER, 8, 10 },
	[GAPS_PARTNER_N] = { "workbook.partner_n", STYLE_HEADER_NUMBER, 8, 10 },
	[GAPS_PARTNER] = { "workbook.partner_mean", STYLE_HEADER_NUMBER, 8, 10 },
	[GAPS_GAP] = { "voice.gap", STYLE_HEADER_NUMBER, 8, 10 },
	[GAPS_INTERVAL] = { "workbook.interval", STYLE_HEADER_NUMBER, 8, 10 },
	[GAPS_CLASS] = { "workbook.gap_is", STYLE_HEADER, 13, 16 },
	[GAPS_QUADRANT] = { "workbook.seen_as", STYLE_HEADER, 17, 22 },
	[GAPS_MEANING] = { "workbook.meaning", STYLE_HEADER, 56, 56 },
};

/* A row of the sheet, and what it is ordered by. */
struct gap_row {
	size_t	       lens, group;
	enum gap_class gap_class;
	double	       size;	/* -1: no gap */
};

static const struct group_score *
score_of(const struct partner_book *partner, const struct gap_row *row)
{
	return &partner->story->card->lenses[row->lens].groups[row->group];
}

/* Misaligned ones first, each class by the size of the gap, then in the order of the model. */
static int
compare_rows(const void *left, const void *right)
{
	const struct gap_row *a = left, *b = right;

	if (a->gap_class != b->gap_class)
		return a->gap_class < b->gap_class ? 1 : -1;
	if (a->size < b->size || a->size > b->size)
		return a->size < b->size ? 1 : -1;
	if (a->lens != b->lens)
		return a->lens < b->lens ? -1 : 1;
	return a->group < b->group ? -1 : 1;
}

/* The groups that both sides were asked about, in order; NULL when out of memory. */
static struct gap_row *
find_rows(const struct partner_book *partner, size_t *count)
{
	const struct model *model = partner->story->edition->model;
	const unsigned int  both = 1u << SIDE_CLIENT | 1u << SIDE_PARTNER;
	struct gap_row	   *rows = arena_alloc(partner->arena, model->lens_count * MODEL_GROUPS_MAX, sizeof *rows);

	*count = 0;
	for (size_t l = 0; rows != NULL && l < model->lens_count; l++)
		for (size_t g = 0; g < model->lenses[l].group_count; g++) {
			const struct group_score *score = &partner->story->card->lenses[l].groups[g];

			if (partner->voice_row[l][g] == 0 || (model->lenses[l].sides & both) != both ||
			    (!score->sides[SIDE_CLIENT].heard && !score->sides[SIDE_PARTNER].heard))
				continue;
			rows[(*count)++] = (struct gap_row){ l, g, score->gap_class, isnan(score->gap) ? -1 : fabs(score->gap) };
		}
	if (*count > 1)
		qsort(rows, *count, sizeof *rows, compare_rows);
	return rows;
}

/* Numbers, because the chart is drawn over them; too few people are said to be that. */
static void
fill_side(struct partner_book *partner, uint32_t row, uint16_t column, const struct voice *voice)
{
	struct sheet *sheet = &partner->gaps;

	if (voice->published) {
		sheet_number(sheet, row, column, STYLE_COUNT, (double)voice->n, "");
		sheet_number(sheet, row, (uint16_t)(column + 1), STYLE_MEAN, voice->mean, "–");
	} else {
		sheet_text(sheet, row, column, STYLE_ABSENT, partner_hidden_words(partner, voice));
		sheet_text(sheet, row, (uint16_t)(column + 1), STYLE_ABSENT, "–");
	}
}

/* Gap, class and quadrant over the means of Survey and the constants of Method. */
static void
fill_judgement(struct partner_book *partner, uint32_t row, const struct gap_row *gap, char words[][LITERAL_SIZE])
{
	const struct group_score *score = score_of(partner, gap);
	const struct edition	 *edition = partner->story->edition;
	struct sheet		 *sheet = &partner->gaps;
	char			  client[CELL_NAME_SIZE], other[CELL_NAME_SIZE];
	uint32_t		  voice = partner->voice_row[gap->lens][gap->group];

	cell_name(voice, VOICE_CLIENT_MEAN, client);
	cell_name(voice, VOICE_PARTNER_MEAN, other);
	sheet_formula(sheet, row, GAPS_GAP, STYLE_MEAN, score->gap, "=SIGN(%1$s!%2$s-%1$s!%3$s)*ROUND(ABS(%1$s!%2$s-%1$s!%3$s)+1E-9,2)",
	    partner->survey.quoted, client, other);
	sheet_number(sheet, row, GAPS_INTERVAL, STYLE_MEAN, score->gap_half_width, "–");
	sheet_formula_text(sheet, row, GAPS_CLASS, STYLE_TEXT, gap_class_name(edition, score->gap_class),
	    "=IF(ABS(G%1$u)<policy_gap_watch,\"%2$s\",IF(ABS(G%1$u)<policy_gap_misaligned,\"%3$s\",\"%4$s\"))", row + 1,
	    words[GAP_ALIGNED], words[GAP_WATCH], words[GAP_MISALIGNED]);
	words += GAP_MISALIGNED;
	sheet_formula_text(sheet, row, GAPS_QUADRANT, STYLE_TEXT, quadrant_name(edition, score->quadrant),
	    "=IF(%1$s!%2$s>=policy_quadrant,IF(%1$s!%3$s>=policy_quadrant,\"%4$s\",\"%5$s\"),"
	    "IF(%1$s!%3$s>=policy_quadrant,\"%6$s\",\"%7$s\"))",
	    partner->survey.quoted, client, other, words[QUADRANT_STRENGTH], words[QUADRANT_UNDERVALUED],
	    words[QUADRANT_BLIND_SPOT], words[QUADRANT_WEAKNESS]);
}

/* Why there is no gap: the side that nobody, or too few, spoke for. */
static const char *
absence(struct partner_book *partner, const struct group_score *score)
{
	enum side	    side = score->sides[SIDE_CLIENT].published ? SIDE_PARTNER : SIDE_CLIENT;
	const struct voice *voice = &score->sides[side];
	char		    minimum[24];

	(void)snprintf(minimum, sizeof minimum, "%.0f", partner->story->edition->model->policy.min_n);
	if (!voice->heard)
		return book_say(&partner->book, partner->arena, "gap.nobody", "side",
		    story_side_name(partner->story->edition, side), NULL);
	return book_say(&partner->book, partner->arena, "gap.too_few", "side",
	    story_side_name(partner->story->edition, side), "minimum", minimum, NULL);
}

/* What the gap says, in a sentence; a second one where it may be chance. */
static const char *
meaning(struct partner_book *partner, const struct group_score *score)
{
	static const char *const aligned[] = {
	    [QUADRANT_NONE] = "gap.means_near",
	    [QUADRANT_STRENGTH] = "gap.means_strength",
	    [QUADRANT_WEAKNESS] = "gap.means_weakness",
	    [QUADRANT_BLIND_SPOT] = "gap.means_near",
	    [QUADRANT_UNDERVALUED] = "gap.means_near",
	};
	const char *said, *key;

	if (isnan(score->gap))
		return absence(partner, score);
	if (score->gap_class == GAP_ALIGNED)
		return book_word(&partner->book, aligned[score->quadrant]);
	if (score->quadrant == QUADRANT_BLIND_SPOT)
		key = "gap.means_blind_spot";
	else if (score->quadrant == QUADRANT_UNDERVALUED)
		key = "gap.means_undervalued";
	else
		key = score->gap < 0 ? "gap.means_client_lower" : "gap.means_partner_lower";
	said = book_word(&partner->book, key);
	if (!(fabs(score->gap) < score->gap_half_width))
		return said;
	said = arena_printf(partner->arena, "%s %s", said, book_word(&partner->book, "gap.may_be_chance"));
	return said == NULL ? "" : said;
}

static void
fill_row(struct partner_book *partner, uint32_t row, const struct gap_row *gap, char words[][LITERAL_SIZE])
{
	const struct lens	 *lens = &partner->story->edition->model->lenses[gap->lens];
	const struct group_score *score = score_of(partner, gap);
	struct sheet		 *sheet = &partner->gaps;

	sheet_text(sheet, row, GAPS_LENS, STYLE_MUTED, lens->title);
	sheet_text(sheet, row, GAPS_GROUP, STYLE_STRONG, group_label(lens, gap->group));
	fill_side(partner, row, GAPS_CLIENT_N, &score->sides[SIDE_CLIENT]);
	fill_side(partner, row, GAPS_PARTNER_N, &score->sides[SIDE_PARTNER]);
	if (gap->size >= 0)
		fill_judgement(partner, row, gap, words);
	else
		for (uint16_t column = GAPS_GAP; column <= GAPS_QUADRANT; column++)
			sheet_text(sheet, row, column, column < GAPS_CLASS ? STYLE_ABSENT : STYLE_MUTED, "–");
	sheet_prose(sheet, row, GAPS_MEANING, GAPS_MEANING, STYLE_WRAP, meaning(partner, score));
}

/* The widest gaps as pairs of bars below the rows from first on; returns the row after the chart. */
static uint32_t
draw_chart(struct partner_book *partner, size_t count, uint32_t row)
{
	static const uint32_t colours[] = { COLOUR_ACCENT, COLOUR_SECOND };
	uint32_t	      last = TABLE_FIRST + (uint32_t)(count > CHART_GAPS_MOST ? CHART_GAPS_MOST : count) - 1;
	int		      height = CHART_HEAD + CHART_GROUP * (int)(last - TABLE_FIRST + 1);
	lxw_chart	     *chart = figure_new(&partner->book, LXW_CHART_BAR, "workbook.chart_widest_gaps");

	for (int side = SIDE_CLIENT; chart != NULL && side <= SIDE_PARTNER; side++) {
		uint16_t	  column = side == SIDE_CLIENT ? GAPS_CLIENT : GAPS_PARTNER;
		struct cell_area  names = { &partner->gaps, TABLE_FIRST, GAPS_GROUP, last, GAPS_GROUP };
		struct cell_area  values = { &partner->gaps, TABLE_FIRST, column, last, column };
		lxw_chart_series *series = figure_series(&partner->book, chart, &names, &values,
		    story_side_name(partner->story->edition, (enum side)side));

		if (series == NULL)
			return row;
		figure_fill(series, colours[side == SIDE_PARTNER]);
		figure_labels(series, "0.00", COLOUR_MUTED);
	}
	if (chart == NULL)
		return row;
	chart_set_series_gap(chart, 60);
	figure_bar_axes(chart, 1, 5);
	figure_insert(&partner->gaps, chart,
	    &(struct figure_place){ .row = row, .width = CHART_WIDTH, .height = height,
		.description = book_word(&partner->book, "workbook.chart_widest_gaps_about") });
	return row + (uint32_t)(height * PIXEL_POINTS / ROW_POINTS) + 1;
}

/* The class words get the colours of how pressing they are. */
static void
colour_classes(struct partner_book *partner, size_t count, char words[][LITERAL_SIZE])
{
	const struct word_area area = { TABLE_FIRST, TABLE_FIRST + (uint32_t)count - 1, GAPS_CLASS };

	sheet_colour_word(&partner->gaps, &area, words[GAP_MISALIGNED], RATING_RED);
	sheet_colour_word(&partner->gaps, &area, words[GAP_WATCH], RATING_YELLOW);
	sheet_colour_word(&partner->gaps, &area, words[GAP_ALIGNED], RATING_GREEN);
}

static uint32_t
fill_rows(struct partner_book *partner, const struct gap_row *rows, size_t count)
{
	const struct edition *edition = partner->story->edition;
	char		      words[GAP_MISALIGNED + QUADRANT_UNDERVALUED + 1][LITERAL_SIZE];
	size_t		      drawn = 0;

	for (int i = GAP_NONE; i <= GAP_MISALIGNED; i++)
		book_literal(&partner->book, gap_class_name(edition, (enum gap_class)i), words[i]);
	for (int i = QUADRANT_STRENGTH; i <= QUADRANT_UNDERVALUED; i++)
		book_literal(&partner->book, quadrant_name(edition, (enum quadrant)i), words[GAP_MISALIGNED + i]);
	for (size_t i = 0; i < count; i++) {
		fill_row(partner, TABLE_FIRST + (uint32_t)i, &rows[i], words);
		drawn += rows[i].size >= 0;
	}
	colour_classes(partner, count, words);
	return drawn == 0 ? TABLE_FIRST + (uint32_t)count : draw_chart(partner, drawn, TABLE_FIRST + (uint32_t)count + 1);
}

void
partner_gaps_fill(struct partner_book *partner)
{
	struct sheet   *sheet = &partner->gaps;
	size_t		count;
	struct gap_row *rows = find_rows(partner, &count);
	uint32_t	end;

	if (rows == NULL)
		book_check(&partner->book, LXW_ERROR_MEMORY_MALLOC_FAILED, "gaps");
	sheet_titles(sheet, book_word(&partner->book, "sheets.gaps"), book_word(&partner->book, "workbook.partner_gaps_about"));
	sheet_header_words(sheet, TABLE_FIRST - 1, gap_columns, GAPS_COLUMNS);
	if (rows == NULL || count == 0) {
		sheet_word(sheet, TABLE_FIRST, 0, STYLE_LABEL, "gap.none");
		end = TABLE_FIRST;
	} else {
		end = fill_rows(partner, rows, count);
	}
	if (count > 0)
		sheet_table(sheet,
		    &(struct sheet_layout){ .header_row = TABLE_FIRST - 1,
			.last_row = TABLE_FIRST + (uint32_t)count - 1,
			.last_column = GAPS_COLUMNS - 1,
			.table = "partner_gaps" });
	sheet_close(sheet,
	    &(struct sheet_layout){
		.header_row = TABLE_FIRST - 1, .frozen_columns = 2, .last_row = end, .last_column = GAPS_COLUMNS - 1 },
	    partner->footer);
}
