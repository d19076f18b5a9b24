/* portfolio_rows.c - the tidy sheets, one fact a row, ready for a pivot table: scores, survey, data quality. */
#include "render/xlsx/portfolio.h"

#include <math.h>
#include <stdio.h>
#include <string.h>

#include "base/arena.h"
#include "base/count.h"
#include "render/xlsx/partner.h"

static const struct column score_columns[] = {
	[SCORES_PARTNER] = { "workbook.partner", STYLE_HEADER, 16, 32 },
	[SCORES_NAME] = { "workbook.name", STYLE_HEADER, 22, 56 },
	[SCORES_PERIOD] = { "workbook.period", STYLE_HEADER, 10, 12 },
	[SCORES_LENS] = { "workbook.lens", STYLE_HEADER, 18, 34 },
	[SCORES_LEVEL] = { "workbook.level", STYLE_HEADER, 9, 12 },
	[SCORES_GROUP] = { "workbook.group", STYLE_HEADER, 22, 36 },
	[SCORES_SCORE] = { "kpis.score", STYLE_HEADER_NUMBER, 9, 12 },
	[SCORES_RATING] = { "workbook.rating", STYLE_HEADER_CENTRE, 12, 28 },
	[SCORES_BY_SCORE] = { "workbook.by_score", STYLE_HEADER_CENTRE, 12, 28 },
	[SCORES_EVIDENCE] = { "workbook.evidence", STYLE_HEADER_NUMBER, 10, 12 },
	[SCORES_LOW] = { "workbook.low", STYLE_HEADER_NUMBER, 9, 12 },
	[SCORES_HIGH] = { "workbook.high", STYLE_HEADER_NUMBER, 9, 12 },
	[SCORES_ROBUST_LOW] = { "workbook.robust_low", STYLE_HEADER_NUMBER, 9, 12 },
	[SCORES_ROBUST_HIGH] = { "workbook.robust_high", STYLE_HEADER_NUMBER, 9, 12 },
	[SCORES_CHANGE] = { "kpis.change", STYLE_HEADER_NUMBER, 9, 12 },
	[SCORES_KPI] = { "workbook.kpi_score", STYLE_HEADER_NUMBER, 9, 12 },
	[SCORES_SURVEY] = { "workbook.survey_score", STYLE_HEADER_NUMBER, 9, 12 },
};

_Static_assert(COUNT_OF(score_columns) == SCORES_COLUMNS, "one heading per column");

/* The part of a row that index and groups share. */
struct score_row {
	const char *group;	/* NULL for the index */
	double score, evidence, low, high, robust_low, robust_high, change, kpi_score, survey_score;
	enum rating rating, uncapped;
};

void
scores_begin(struct portfolio_book *board)
{
	portfolio_titles_repeated(board, PORTFOLIO_SCORES, score_columns, COUNT_OF(score_columns), SCORES_SCORE,
	    book_word(&board->book, "workbook.rows_about"));
	sheet_header_words(&board->sheets[PORTFOLIO_SCORES], PORTFOLIO_FIRST - 1, score_columns, COUNT_OF(score_columns));
	board->scores_row = PORTFOLIO_FIRST;
}

static void
write_score(struct portfolio_book *board, const struct scorecard *card, const struct lens *lens,
    const struct score_row *from)
{
	struct sheet	      *sheet = &board->sheets[PORTFOLIO_SCORES];
	const struct partner  *partner = &board->edition->dataset->partners[card->partner];
	uint32_t	       row = board->scores_row++;

	sheet_text(sheet, row, SCORES_PARTNER, STYLE_TEXT, partner->id);
	sheet_text(sheet, row, SCORES_NAME, STYLE_TEXT, partner->name);
	sheet_text(sheet, row, SCORES_PERIOD, STYLE_TEXT, board->edition->period);
	sheet_text(sheet, row, SCORES_LENS, STYLE_TEXT, lens->title);
	sheet_word(sheet, row, SCORES_LEVEL, STYLE_MUTED, from->group == NULL ? "workbook.index" : "workbook.group");
	sheet_text(sheet, row, SCORES_GROUP, STYLE_TEXT, from->group);
	sheet_number(sheet, row, SCORES_SCORE, STYLE_SCORE, score_printed(from->score), "");
	sheet_text(sheet, row, SCORES_RATING, (enum style)(STYLE_RATING + (int)from->rating),
	    story_rating_word(board->edition, from->rating, from->score));
	sheet_text(sheet, row, SCORES_BY_SCORE, (enum style)(STYLE_RATING + (int)from->uncapped),
	    story_rating_word(board->edition, from->uncapped, from->score));
	sheet_number(sheet, row, SCORES_EVIDENCE, STYLE_SHARE, from->evidence, "");
	sheet_number(sheet, row, SCORES_LOW, STYLE_DECIMAL, score_printed(from->low), "");
	sheet_number(sheet, row, SCORES_HIGH, STYLE_DECIMAL, score_printed(from->high), "");
	sheet_number(sheet, row, SCORES_ROBUST_LOW, STYLE_DECIMAL, score_printed(from->robust_low), "");
	sheet_number(sheet, row, SCORES_ROBUST_HIGH, STYLE_DECIMAL, score_printed(from->robust_high), "");
	sheet_number(sheet, row, SCORES_CHANGE, STYLE_CHANGE, from->change, "");
	sheet_number(sheet, row, SCORES_KPI, STYLE_DECIMAL, score_printed(from->kpi_score), "");
	sheet_number(sheet, row, SCORES_SURVEY, STYLE_DECIMAL, score_printed(from->survey_score), "");
}

static void
write_lens(struct portfolio_book *board, const struct scorecard *card, size_t index)
{
	const struct lens	*lens = &board->edition->model->lenses[index];
	const struct lens_score *score = &card->lenses[index];

	write_score(board, card, lens,
	    &(struct score_row){ .group = NULL,
		.score = score->index,
		.evidence = score->evidence,
		.low = score->low,
		.high = score->high,
		.robust_low = score->robust_low,
		.robust_high = score->robust_high,
		.change = score->change,
		.kpi_score = NAN,
		.survey_score = NAN,
		.rating = score->rating,
		.uncapped = score->uncapped });
	for (size_t g = 0; g < lens->group_count; g++) {
		const struct group_score *group = &score->groups[g];

		if (group->planned)
			write_score(board, card, lens,
			    &(struct score_row){ .group = group_label(lens, g),
				.score = group->score,
				.evidence = group->evidence,
				.low = group->low,
				.high = group->high,
				.robust_low = NAN,
				.robust_high = NAN,
				.change = group->change,
				.kpi_score = group->kpi_score,
				.survey_score = group->survey_score,
				.rating = group->rating,
				.uncapped = group->uncapped });
	}
}

void
scores_partner(struct portfolio_book *board, const struct portfolio_entry *entry)
{
	for (size_t l = 0; l < board->edition->model->lens_count; l++)
		if (entry->card->lenses[l].planned)
			write_lens(board, entry->card, l);
}

void
portfolio_end_rows(struct portfolio_book *board, enum portfolio_sheet which, const struct portfolio_rows *rows)
{
	struct sheet *sheet = &board->sheets[which];
	bool	      empty = rows->next == PORTFOLIO_FIRST;

	if (empty)
		sheet_word(sheet, PORTFOLIO_FIRST, 0, STYLE_SUBTITLE, rows->empty);
	sheet_close(sheet,
	    &(struct sheet_layout){ .header_row = PORTFOLIO_FIRST - 1,
		.frozen_columns = 1,
		.repeated_columns = rows->repeated,
		.last_row = empty ? PORTFOLIO_FIRST : rows->next - 1,
		.last_column = (uint16_t)(rows->columns - 1),
		.filter = !empty,
		.table = empty ? NULL : rows->table },
	    board->footer);
}

void
scores_end(struct portfolio_book *board)
{
	portfolio_end_rows(board, PORTFOLIO_SCORES,
	    &(struct portfolio_rows){ .next = board->scores_row,
		.columns = SCORES_COLUMNS,
		.repeated = SCORES_SCORE,	/* what a row is about */
		.table = "portfolio_scores",
		.empty = "workbook.no_partner" });
}

enum {
	VOICES_PARTNER,
	VOICES_NAME,
	VOICES_PERIOD,
	VOICES_SIDE,
	VOICES_LENS,
	VOICES_GROUP,
	VOICES_N,
	VOICES_MEAN,
	VOICES_DEVIATION,
	VOICES_INTERVAL,
	VOICES_SCORE,
	VOICES_STATE,
	VOICES_COLUMNS
};

static const struct column survey_columns[] = {
	[VOICES_PARTNER] = { "workbook.partner", STYLE_HEADER, 16, 32 },
	[VOICES_NAME] = { "workbook.name", STYLE_HEADER, 22, 56 },
	[VOICES_PERIOD] = { "workbook.survey_of", STYLE_HEADER, 10, 12 },
	[VOICES_SIDE] = { "workbook.side", STYLE_HEADER, 10, 12 },
	[VOICES_LENS] = { "workbook.lens", STYLE_HEADER, 18, 34 },
	[VOICES_GROUP] = { "workbook.group", STYLE_HEADER, 22, 36 },
	[VOICES_N] = { "workbook.n", STYLE_HEADER_NUMBER, 8, 10 },
	[VOICES_MEAN] = { "workbook.mean", STYLE_HEADER_NUMBER, 9, 10 },
	[VOICES_DEVIATION] = { "workbook.deviation", STYLE_HEADER_NUMBER, 9, 10 },
	[VOICES_INTERVAL] = { "workbook.interval", STYLE_HEADER_NUMBER, 9, 10 },
	[VOICES_SCORE] = { "kpis.score", STYLE_HEADER_NUMBER, 9, 10 },
	[VOICES_STATE] = { "workbook.state", STYLE_HEADER, 12, 18 },
};

_Static_assert(COUNT_OF(survey_columns) == VOICES_COLUMNS, "one heading per column");

void
survey_begin(struct portfolio_book *board)
{
	portfolio_titles_repeated(board, PORTFOLIO_SURVEY, survey_columns, COUNT_OF(survey_columns), VOICES_N,
	    book_word(&board->book, "workbook.voices_about"));
	sheet_header_words(&board->sheets[PORTFOLIO_SURVEY], PORTFOLIO_FIRST - 1, survey_columns, COUNT_OF(survey_columns));
	board->survey_row = PORTFOLIO_FIRST;
}

static void
write_voice(struct portfolio_book *board, const struct scorecard *card, const struct lens *lens,
    size_t group, size_t side)
{
	struct sheet	     *sheet = &board->sheets[PORTFOLIO_SURVEY];
	const struct partner *partner = &board->edition->dataset->partners[card->partner];
	const struct voice *voice =
	    &card->lenses[lens - board->edition->model->lenses].groups[group].sides[side];
	uint32_t	      row = board->survey_row++;
	char		      text[40];

	sheet_text(sheet, row, VOICES_PARTNER, STYLE_TEXT, partner->id);
	sheet_text(sheet, row, VOICES_NAME, STYLE_TEXT, partner->name);
	sheet_text(sheet, row, VOICES_PERIOD, STYLE_TEXT, period_name(card->survey_period, text));
	sheet_text(sheet, row, VOICES_SIDE, STYLE_TEXT, story_side_name(board->edition, (enum side)side));
	sheet_text(sheet, row, VOICES_LENS, STYLE_TEXT, lens->title);
	sheet_text(sheet, row, VOICES_GROUP, STYLE_TEXT, group_label(lens, group));
	(void)snprintf(text, sizeof text, "%.0f", board->edition->model->policy.min_n);
	sheet_text(sheet, row, VOICES_STATE, STYLE_MUTED,
	    voice->published ? book_word(&board->book, "workbook.present")
			     : book_say(&board->book, board->scratch, "workbook.too_few", "minimum", text, NULL));
	if (!voice->published) {
		for (uint16_t column = VOICES_N; column < VOICES_STATE; column++)
			sheet_text(sheet, row, column, STYLE_ABSENT, "");
		return;
	}
	sheet_number(sheet, row, VOICES_N, STYLE_COUNT, (double)voice->n, "");
	sheet_number(sheet, row, VOICES_MEAN, STYLE_MEAN, voice->mean, "");
	sheet_number(sheet, row, VOICES_DEVIATION, STYLE_MEAN, voice->sd, "");
	sheet_number(sheet, row, VOICES_INTERVAL, STYLE_MEAN, voice->half_width, "");
	sheet_number(sheet, row, VOICES_SCORE, STYLE_DECIMAL, score_printed(voice->score), "");
}

void
survey_partner(struct portfolio_book *board, const struct portfolio_entry *entry)
{
	const struct scorecard *card = entry->card;
	const struct model     *model = board->edition->model;

	for (size_t l = 0; l < model->lens_count; l++)
		for (size_t g = 0; g < model->lenses[l].group_count; g++)
			for (size_t side = 0; side < SIDES; side++)
				if (card->lenses[l].groups[g].survey_planned &&
				    card->lenses[l].groups[g].sides[side].heard &&
				    (model->lenses[l].sides & 1u << side) != 0)
					write_voice(board, card, &model->lenses[l], g, side);
}

void
survey_end(struct portfolio_book *board)
{
	portfolio_end_rows(board, PORTFOLIO_SURVEY,
	    &(struct portfolio_rows){ .next = board->survey_row,
		.columns = COUNT_OF(survey_columns),
		.repeated = VOICES_N,
		.table = "portfolio_survey",
		.empty = "workbook.no_answers" });
}

static const struct column quality_columns[] = {
	{ "workbook.partner", STYLE_HEADER, 16, 32 },
	{ "workbook.name", STYLE_HEADER, 22, 56 },
	{ "workbook.kpis_planned", STYLE_HEADER_NUMBER, 10, 12 },
	{ "workbook.kpis_present", STYLE_HEADER_NUMBER, 10, 12 },
	{ "workbook.complete", STYLE_HEADER_NUMBER, 10, 12 },
	{ "workbook.blank", STYLE_HEADER_NUMBER, 9, 10 },
	{ "workbook.no_row", STYLE_HEADER_NUMBER, 9, 10 },
	{ "workbook.withheld", STYLE_HEADER_NUMBER, 9, 10 },
	{ "workbook.rejected", STYLE_HEADER_NUMBER, 9, 10 },
	{ "workbook.no_limits", STYLE_HEADER_NUMBER, 9, 10 },
	{ "workbook.survey_of", STYLE_HEADER, 10, 12 },
	{ "workbook.small_sides", STYLE_HEADER_NUMBER, 10, 12 },
	{ "workbook.is_firm", STYLE_HEADER, 10, 12 },
	{ "workbook.is_robust", STYLE_HEADER, 10, 12 },
};

void
quality_begin(struct portfolio_book *board)
{
	portfolio_titles(board, PORTFOLIO_QUALITY, book_word(&board->book, "workbook.quality_about"));
	sheet_header_words(&board->sheets[PORTFOLIO_QUALITY], PORTFOLIO_FIRST - 1, quality_columns, COUNT_OF(quality_columns));
}

static size_t
count_small_sides(const struct model *model, const struct scorecard *card)
{
	size_t count = 0;

	for (size_t l = 0; l < model->lens_count; l++)
		for (size_t g = 0; g < model->lenses[l].group_count; g++)
			for (size_t side = 0; side < SIDES; side++) {
				const struct voice *voice = &card->lenses[l].groups[g].sides[side];

				count += voice->heard && !voice->published &&
				    (model->lenses[l].sides & 1u << side) != 0;
			}
	return count;
}

static const char *
yes_no(const struct portfolio_book *board, bool yes)
{
	return book_word(&board->book, yes ? "state.yes" : "state.no");
}

void
quality_partner(struct portfolio_book *board, const struct portfolio_entry *entry)
{
	static const enum value_state states[] = {
	    VALUE_BLANK, VALUE_ABSENT, VALUE_WITHHELD, VALUE_REJECTED, VALUE_PRESENT};
	const struct scorecard	     *card = entry->card;
	struct sheet		     *sheet = &board->sheets[PORTFOLIO_QUALITY];
	uint32_t		      row = entry->row;
	const struct partner	     *partner = &board->edition->dataset->partners[card->partner];
	const struct lens_score	     *health = &card->lenses[board->edition->model->primary];
	char			      period[PERIOD_SIZE];

	sheet_text(sheet, row, 0, STYLE_TEXT, partner->id);
	sheet_text(sheet, row, 1, STYLE_TEXT, partner->name);
	sheet_number(sheet, row, 2, STYLE_COUNT, (double)card->kpi_planned, "");
	sheet_number(sheet, row, 3, STYLE_COUNT, (double)card->kpi_present, "");
	sheet_formula(sheet, row, 4, STYLE_SHARE,
	    card->kpi_planned > 0 ? (double)card->kpi_present / (double)card->kpi_planned : NAN,
	    "=IF(C%1$u>0,D%1$u/C%1$u,\"\")", row + 1);
	for (uint16_t s = 0; s < COUNT_OF(states); s++) {
		size_t count = 0;

		for (size_t i = 0; i < card->reading_count; i++)
			count += card->readings[i].planned && !card->readings[i].scored &&
			    card->readings[i].state == states[s];
		sheet_number(sheet, row, (uint16_t)(5 + s), STYLE_COUNT, (double)count, "");
	}
	sheet_text(sheet, row, 10, STYLE_TEXT,
	    card->has_survey ? period_name(card->survey_period, period)
			     : book_word(&board->book, "workbook.none"));
	sheet_number(sheet, row, 11, STYLE_COUNT,
	    (double)count_small_sides(board->edition->model, card), "");
	sheet_text(sheet, row, 12, STYLE_TEXT, health->rated ? yes_no(board, health->firm) : "");
	sheet_text(sheet, row, 13, STYLE_TEXT, health->rated ? yes_no(board, health->robust) : "");
}

void
quality_end(struct portfolio_book *board)
{
	portfolio_end_rows(board, PORTFOLIO_QUALITY,
	    &(struct portfolio_rows){ .next = portfolio_next(board),
		.columns = COUNT_OF(quality_columns),
		.table = "portfolio_quality",
		.empty = "workbook.no_partner" });
}
