/* partner_quality.c - how complete the facts behind the report are, and what is missing, hidden, stood in for, rejected or remarkable. */
#include "render/xlsx/partner.h"

#include <math.h>
#include <stdio.h>
#include <string.h>

#include "base/arena.h"
#include "base/count.h"
#include "render/xlsx/method.h"

enum { QUALITY_COLUMNS = 7, FINDINGS_MOST = 500 };

/* Of every table on the sheet; they share the columns. */
static const unsigned short widths[QUALITY_COLUMNS] = { 60, 12, 12, 12, 24, 24, 44 };

static const struct column amount_columns[] = {
	{ "method.what", STYLE_HEADER, 0, 0 },
	{ "workbook.planned", STYLE_HEADER_NUMBER, 0, 0 },
	{ "workbook.is_present", STYLE_HEADER_NUMBER, 0, 0 },
	{ "workbook.share", STYLE_HEADER_NUMBER, 0, 0 },
};

static const struct column state_columns[] = {
	{ "workbook.state", STYLE_HEADER, 0, 0 },
	{ "sheets.kpis", STYLE_HEADER_NUMBER, 0, 0 },
	{ "workbook.share", STYLE_HEADER_NUMBER, 0, 0 },
};

static const struct column lens_columns[] = {
	{ "workbook.lens", STYLE_HEADER, 0, 0 },
	{ "workbook.evidence", STYLE_HEADER_NUMBER, 0, 0 },
	{ "workbook.at_lowest", STYLE_HEADER_NUMBER, 0, 0 },
	{ "workbook.at_highest", STYLE_HEADER_NUMBER, 0, 0 },
	{ "workbook.is_firm", STYLE_HEADER, 0, 0 },
	{ "workbook.is_robust", STYLE_HEADER, 0, 0 },
};

static const struct column omission_columns[] = {
	{ "method.kind", STYLE_HEADER, 0, 0 },
	{ "method.what", STYLE_HEADER, 0, 0 },
	{ "", STYLE_HEADER, 0, 0 },
	{ "", STYLE_HEADER, 0, 0 },
	{ "", STYLE_HEADER, 0, 0 },
	{ "", STYLE_HEADER, 0, 0 },
	{ "", STYLE_HEADER, 0, 0 },
};

static const struct column finding_columns[] = {
	{ "method.kind", STYLE_HEADER, 0, 0 },
	{ "workbook.severity", STYLE_HEADER, 0, 0 },
	{ "workbook.line", STYLE_HEADER_NUMBER, 0, 0 },
	{ "workbook.column", STYLE_HEADER_NUMBER, 0, 0 },
	{ "method.file", STYLE_HEADER, 0, 0 },
	{ "workbook.found", STYLE_HEADER, 0, 0 },
	{ "workbook.expected", STYLE_HEADER, 0, 0 },
};

static void
fill_share(struct sheet *sheet, uint32_t row, double planned, double present)
{
	sheet_formula(sheet, row, 3, STYLE_SHARE, planned > 0 ? present / planned : NAN, "=IF(B%1$u>0,C%1$u/B%1$u,\"\")", row + 1);
}

static uint32_t
fill_kpis(struct partner_book *partner, uint32_t row)
{
	const struct scorecard *card = partner->story->card;
	const char	       *yes = partner->book.literals[LITERAL_YES];
	struct sheet	       *sheet = &partner->quality;

	sheet_word(sheet, row, 0, STYLE_TEXT, "workbook.kpis_scored");
	sheet_formula(sheet, row, 1, STYLE_COUNT, (double)card->kpi_planned, "=SUMPRODUCT((kpi_planned=\"%s\")*1)", yes);
	sheet_formula(sheet, row, 2, STYLE_COUNT, (double)card->kpi_present,
	    "=SUMPRODUCT((kpi_planned=\"%s\")*ISNUMBER(kpi_unrounded))", yes);
	fill_share(sheet, row, (double)card->kpi_planned, (double)card->kpi_present);
	return row + 1;
}

/* How many people of a side were asked and how many answered; too few are said to be that. */
static void
fill_people(struct partner_book *partner, uint32_t row, enum side side)
{
	const struct scorecard *card = partner->story->card;
	const struct voice	voice = { .heard = card->suppressed[side] };
	struct sheet	       *sheet = &partner->quality;
	double			asked = card->invited[side], answered = (double)card->respondents[side];

	sheet_text(sheet, row, 0, STYLE_TEXT,
	    book_say(&partner->book, partner->arena, "workbook.people_of", "side",
		story_side_name(partner->story->edition, side), NULL));
	sheet_number(sheet, row, 1, STYLE_COUNT, asked, "–");
	sheet_number(sheet, row, 2, STYLE_COUNT, answered > 0 ? answered : NAN, partner_hidden_words(partner, &voice));
	if (asked > 0 && answered > 0)
		fill_share(sheet, row, asked, answered);
	else
		sheet_text(sheet, row, 3, STYLE_ABSENT, "–");
}

/* Planned questions and those with an answer that may be shown: the rows of Questions with a number of people. */
static void
fill_questions(struct partner_book *partner, uint32_t row, enum side side)
{
	const struct scorecard *card = partner->story->card;
	const char	       *name = story_side_name(partner->story->edition, side);
	struct sheet	       *sheet = &partner->quality;
	size_t			published = 0;
	char			literal[LITERAL_SIZE];

	for (size_t q = 0; q < card->question_count; q++)
		published += card->questions[q].sides[side].published;
	book_literal(&partner->book, name, literal);
	sheet_text(sheet, row, 0, STYLE_TEXT,
	    book_say(&partner->book, partner->arena, "workbook.questions_of", "side", name, NULL));
	sheet_number(sheet, row, 1, STYLE_COUNT, (double)card->question_count, "");
	sheet_formula(sheet, row, 2, STYLE_COUNT, (double)published,
	    "=SUMPRODUCT((%1$s!$C$%2$u:$C$%3$u=\"%4$s\")*ISNUMBER(%1$s!$D$%2$u:$D$%3$u))", partner->questions.quoted,
	    TABLE_FIRST + 1, partner->question_last + 1, literal);
	fill_share(sheet, row, (double)card->question_count, (double)published);
}

static uint32_t
fill_amounts(struct partner_book *partner, uint32_t row)
{
	const struct scorecard *card = partner->story->card;

	sheet_word(&partner->quality, row++, 0, STYLE_SECTION, "workbook.completeness");
	sheet_header_words(&partner->quality, row++, amount_columns, COUNT_OF(amount_columns));
	row = fill_kpis(partner, row);
	for (enum side side = 0; card->has_survey && side < SIDES; side++) {
		bool heard = card->respondents[side] > 0 || card->suppressed[side];

		if (!heard && !(card->invited[side] > 0))
			continue;
		fill_people(partner, row++, side);
		fill_questions(partner, row++, side);
	}
	return row + 1;
}

/* Planned KPIs whose State has this word. */
static size_t
count_state(const struct partner_book *partner, const char *word)
{
	const struct scorecard *card = partner->story->card;
	size_t			count = 0;

	for (size_t i = 0; i < card->reading_count; i++)
		count += card->readings[i].planned &&
		    strcmp(book_word(&partner->book, reading_state_key(&card->readings[i])), word) == 0;
	return count;
}

/* The planned KPIs by the word in their column State; together they are all. */
static uint32_t
fill_states(struct partner_book *partner, uint32_t row)
{
	static const char *const states[] = { "workbook.present", "workbook.longer_period", "state.blank", "state.absent",
		"state.na", "state.withheld", "state.rejected", "state.no_limits", "state.tracked" };
	struct sheet *sheet = &partner->quality;
	size_t	      planned = partner->story->card->kpi_planned;
	uint32_t      first;

	sheet_word(sheet, row++, 0, STYLE_SECTION, "workbook.kpis_by_state");
	sheet_header_words(sheet, row++, state_columns, COUNT_OF(state_columns));
	first = row;
	for (size_t i = 0; i < COUNT_OF(states); i++) {
		const char *word = book_word(&partner->book, states[i]);
		size_t	    count = count_state(partner, word);

		if (count == 0)
			continue;
		sheet_text(sheet, row, 0, STYLE_TEXT, word);
		sheet_formula(sheet, row, 1, STYLE_COUNT, (double)count,
		    "=SUMPRODUCT((kpi_planned=\"%s\")*(kpi_state=$A%u))", partner->book.literals[LITERAL_YES], row + 1);
		sheet_formula(sheet, row, 2, STYLE_SHARE, (double)count / (double)planned,
		    "=B%u/SUMPRODUCT((kpi_planned=\"%s\")*1)", row + 1, partner->book.literals[LITERAL_YES]);
		row++;
	}
	if (row == first) {
		sheet_word(sheet, row, 0, STYLE_LABEL, "completeness.no_kpis");
		return row + 2;
	}
	sheet_word(sheet, row, 0, STYLE_TOTAL, "workbook.total");
	sheet_formula(sheet, row, 1, STYLE_TOTAL_GENERAL, (double)planned, "=SUM(B%u:B%u)", first + 1, row);
	sheet_formula(sheet, row, 2, STYLE_TOTAL_SHARE, 1, "=SUM(C%u:C%u)", first + 1, row);
	return row + 2;
}

static void
fill_lens(struct partner_book *partner, uint32_t row, size_t lens)
{
	const struct lens_score *score = &partner->story->card->lenses[lens];
	struct sheet		*sheet = &partner->quality;
	const char		*scores = partner->scores.quoted;
	unsigned int		 at = partner->index_row[lens] + 1;
	const bool		 judgements[] = { score->firm, score->robust };

	sheet_text(sheet, row, 0, STYLE_TEXT, partner->story->edition->model->lenses[lens].title);
	sheet_formula(sheet, row, 1, STYLE_SHARE, score->evidence, "=%s!$J$%u", scores, at);
	sheet_formula(sheet, row, 2, STYLE_DECIMAL, score->low, "=%s!$O$%u", scores, at);
	sheet_formula(sheet, row, 3, STYLE_DECIMAL, score->high, "=%s!$P$%u", scores, at);
	for (uint16_t i = 0; i < COUNT_OF(judgements); i++)
		sheet_text(sheet, row, (uint16_t)(4 + i), STYLE_TEXT,
		    !score->rated ? "–" : book_word(&partner->book, judgements[i] ? "state.yes" : "state.no"));
}

static uint32_t
fill_lenses(struct partner_book *partner, uint32_t row)
{
	sheet_word(&partner->quality, row++, 0, STYLE_SECTION, "workbook.rests_on");
	sheet_header_words(&partner->quality, row++, lens_columns, COUNT_OF(lens_columns));
	for (size_t l = 0; l < partner->story->edition->model->lens_count; l++)
		if (partner->index_row[l] != 0)
			fill_lens(partner, row++, l);
	return row + 1;
}

/* By kind, each in the order of its first: the rows of one kind stand together. */
static uint32_t
fill_omissions(struct partner_book *partner, uint32_t row)
{
	const struct story *story = partner->story;
	struct sheet	   *sheet = &partner->quality;

	sheet_word(sheet, row++, 0, STYLE_SECTION, "method.omissions");
	if (story->omission_count == 0) {
		sheet_word(sheet, row, 0, STYLE_LABEL, "method.no_omissions");
		return row + 2;
	}
	sheet_header_words(sheet, row++, omission_columns, COUNT_OF(omission_columns));
	for (size_t first = 0; first < story->omission_count; first++) {
		bool told = false;

		for (size_t i = 0; i < first && !told; i++)
			told = strcmp(story->omissions[i].kind, story->omissions[first].kind) == 0;
		for (size_t i = first; i < story->omission_count && !told; i++) {
			if (strcmp(story->omissions[i].kind, story->omissions[first].kind) != 0)
				continue;
			sheet_text(sheet, row, 0, STYLE_STRONG, story->omissions[i].kind);
			sheet_prose(sheet, row++, 1, QUALITY_COLUMNS - 1, STYLE_WRAP, story->omissions[i].text);
		}
	}
	return row + 1;
}

static void
fill_finding(struct sheet *sheet, uint32_t row, const struct finding *finding)
{
	sheet_text(sheet, row, 0, STYLE_STRONG, finding_kind_name(finding->kind));
	sheet_severity(sheet, row, 1, finding_severity(finding->kind));
	sheet_number(sheet, row, 2, STYLE_COUNT, finding->line > 0 ? (double)finding->line : NAN, "–");
	sheet_number(sheet, row, 3, STYLE_COUNT, finding->column > 0 ? (double)finding->column : NAN, "–");
	sheet_text(sheet, row, 4, STYLE_TEXT, finding->file);
	sheet_text(sheet, row, 5, STYLE_TEXT, finding->value);
	sheet_prose(sheet, row, 6, 6, STYLE_WRAP, finding->expected != NULL ? finding->expected : "");
}

/* What was found in the partner's own rows. The partner edition has none: where a value stands is internal. */
static uint32_t
fill_findings(struct partner_book *partner, uint32_t row)
{
	const struct story *story = partner->story;
	struct sheet	   *sheet = &partner->quality;
	size_t		    shown = story->finding_count < FINDINGS_MOST ? story->finding_count : FINDINGS_MOST;
	char		    more[24];

	if (story->edition->for_partner)
		return row;
	sheet_word(sheet, row++, 0, STYLE_SECTION, "workbook.findings_here");
	if (shown == 0) {
		sheet_word(sheet, row, 0, STYLE_LABEL, "workbook.no_findings_here");
		return row + 1;
	}
	sheet_header_words(sheet, row++, finding_columns, COUNT_OF(finding_columns));
	for (size_t i = 0; i < shown; i++)
		fill_finding(sheet, row++, &story->findings[i]);
	if (shown < story->finding_count) {
		(void)snprintf(more, sizeof more, "%zu", story->finding_count - shown);
		sheet_text(sheet, row++, 0, STYLE_LABEL,
		    book_say(&partner->book, partner->arena, "workbook.more_findings", "count", more, NULL));
	}
	return row;
}

void
partner_quality_fill(struct partner_book *partner)
{
	struct sheet *sheet = &partner->quality;
	uint32_t      row = TABLE_FIRST - 1;

	for (uint16_t column = 0; column < QUALITY_COLUMNS; column++)
		sheet_width(sheet, column, widths[column]);
	sheet_titles(sheet, book_word(&partner->book, "sheets.data_quality"),
	    book_word(&partner->book, "workbook.partner_quality_about"));
	row = fill_amounts(partner, row);
	row = fill_states(partner, row);
	row = fill_lenses(partner, row);
	row = fill_omissions(partner, row);
	row = fill_findings(partner, row);
	sheet_close(sheet, &(struct sheet_layout){ .last_row = row, .last_column = QUALITY_COLUMNS - 1 }, partner->footer);
}
