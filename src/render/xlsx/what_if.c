/* what_if.c - the sheet to try other weights, shares and limits: every lens and every KPI once more, over cells that may be changed.
 * From other sheets it takes survey scores and constants only, so that what was reported stands beside what would be. */
#include "render/xlsx/what_if.h"

#include <math.h>
#include <stdio.h>
#include <string.h>

#include "base/count.h"
#include "base/number.h"
#include "render/xlsx/input.h"

static const struct column lens_columns[WHAT_COLUMNS] = {
	[WHAT_TITLE] = { "workbook.group", STYLE_HEADER, 30, 46 },
	[WHAT_EVIDENCE] = { "workbook.evidence", STYLE_HEADER_NUMBER, 10, 14 },
	[WHAT_WEIGHT] = { "workbook.weight", STYLE_HEADER_NUMBER, 10, 12 },
	[WHAT_SHARE] = { "workbook.kpi_share", STYLE_HEADER_NUMBER, 11, 14 },
	[WHAT_K] = { "workbook.kpi_score", STYLE_HEADER_NUMBER, 11, 14 },
	[WHAT_S] = { "workbook.survey_score", STYLE_HEADER_NUMBER, 11, 14 },
	[WHAT_RED_HIGH] = { "", STYLE_HEADER_NUMBER, 11, 14 },
	[WHAT_EXACT] = { "workbook.unrounded", STYLE_HEADER_NUMBER, 11, 14 },
	[WHAT_SCORE] = { "kpis.score", STYLE_HEADER_NUMBER, 9, 12 },
	[WHAT_BADGE] = { "", STYLE_HEADER_CENTRE, 5, 5 },
	[WHAT_STATUS] = { "kpis.status", STYLE_HEADER, 13, 28 },
	[WHAT_AGAINST] = { "workbook.against_reported", STYLE_HEADER_NUMBER, 11, 14 },
	[WHAT_SCORE_WAS] = { "workbook.score_reported", STYLE_HEADER_NUMBER, 11, 14 },
	[WHAT_WEIGHT_WAS] = { "workbook.weight_reported", STYLE_HEADER_NUMBER, 11, 14 },
	[WHAT_SHARE_WAS] = { "workbook.share_reported", STYLE_HEADER_NUMBER, 11, 14 },
	[WHAT_ROBUST_LOW] = { "workbook.robust_low", STYLE_HEADER_NUMBER, 11, 14 },
	[WHAT_ROBUST_HIGH] = { "workbook.robust_high", STYLE_HEADER_NUMBER, 11, 14 },
	[WHAT_ROBUST] = { "workbook.is_robust", STYLE_HEADER, 12, 14 },
	[WHAT_PLANNED] = { "workbook.weight_planned", STYLE_HEADER_NUMBER, 12, 14 },
	[WHAT_PRESENT] = { "workbook.weight_present", STYLE_HEADER_NUMBER, 12, 14 },
	[WHAT_SUM] = { "workbook.weighted_sum", STYLE_HEADER_NUMBER, 20, 26 },
	[WHAT_RATED_WEIGHT] = { "workbook.rated_weight", STYLE_HEADER_NUMBER, 20, 26 },
	[WHAT_RATED_SCORE] = { "workbook.rated_score", STYLE_HEADER_NUMBER, 20, 26 },
	[WHAT_CORNER_LOW] = { "workbook.corner_low", STYLE_HEADER_NUMBER, 20, 26 },
	[WHAT_CORNER_HIGH] = { "workbook.corner_high", STYLE_HEADER_NUMBER, 20, 26 },
	[WHAT_SHARE_USED] = { "workbook.share_used", STYLE_HEADER_NUMBER, 20, 26 },
	[WHAT_GROUP_PLANNED] = { "workbook.group_planned", STYLE_HEADER_NUMBER, 20, 26 },
};

enum { AREA_SIZE = 2 * CELL_NAME_SIZE + 2 };

/* "$C$40:$C$55": a column of the KPIs. */
static const char *
kpi_area(const struct what_if *what, uint16_t column, char area[AREA_SIZE])
{
	char first[CELL_NAME_SIZE], last[CELL_NAME_SIZE];

	(void)snprintf(area, AREA_SIZE, "%s:%s", cell_name(what->kpi_first, column, first),
	    cell_name(what->kpi_last, column, last));
	return area;
}

/* The columns of the KPIs that every group's formulas look at. */
static void
define_columns(const struct what_if *what)
{
	static const struct {
		const char *name;
		uint16_t    column;
	} names[] = {
	    { "whatif_planned", WHAT_PLANNED },
	    { "whatif_weight", WHAT_WEIGHT },
	    { "whatif_unrounded", WHAT_EXACT },
	    { "whatif_critical", WHAT_CRITICAL },
	    { "whatif_letter", WHAT_BADGE },
	};
	char reference[SHEET_NAME_SIZE + AREA_SIZE + 4], area[AREA_SIZE];

	for (size_t i = 0; i < COUNT_OF(names); i++) {
		(void)snprintf(reference, sizeof reference, "=%s!%s", what->sheet->quoted,
		    kpi_area(what, names[i].column, area));
		book_define(&what->partner->book, names[i].name, reference);
	}
}

void
what_if_result(
    struct what_if *what, uint32_t row, double score, enum rating rating, bool total)
{
	struct sheet *sheet = what->sheet;
	double	      printed = score_printed(score);

	sheet_formula(sheet, row, WHAT_SCORE, total ? STYLE_TOTAL_SCORE : STYLE_SCORE, printed,
	    "=IF(ISNUMBER(H%1$u),ROUND(H%1$u+1E-9,1),\"\")", row + 1);
	if (!total)
		sheet_rating_formula(
		    sheet, (struct rating_cell){ row, WHAT_BADGE, false }, rating, WHAT_SCORE, score);
	sheet_formula(sheet, row, WHAT_AGAINST, total ? STYLE_TOTAL_CHANGE : STYLE_CHANGE,
	    isnan(score) ? NAN : 0, "=IF(AND(ISNUMBER(I%1$u),ISNUMBER(M%1$u)),ROUND(I%1$u-M%1$u,1),\"\")",
	    row + 1);
	sheet_number(sheet, row, WHAT_SCORE_WAS, total ? STYLE_TOTAL_SCORE : STYLE_SCORE, printed, "–");
}

/* Planned and present weight and the weighted sum of the group's KPIs, over the cells below. */
static void
fill_sums(struct what_if *what, uint32_t row, size_t lens, size_t group, const struct group_score *score)
{
	struct sheet *sheet = what->sheet;
	const char   *yes = what->partner->book.literals[LITERAL_YES];
	char	      area[AREA_SIZE];

	kpi_area(what, (uint16_t)(WHAT_LENS + lens), area);
	sheet_formula(sheet, row, WHAT_PLANNED, STYLE_GENERAL, score->kpi_weight_planned,
	    "=SUMPRODUCT((%s=A%u)*(whatif_planned=\"%s\")*whatif_weight)", area, row + 1, yes);
	sheet_formula(sheet, row, WHAT_PRESENT, STYLE_GENERAL, score->kpi_weight_present,
	    "=SUMPRODUCT((%s=A%u)*(whatif_planned=\"%s\")*ISNUMBER(whatif_unrounded)*whatif_weight)", area,
	    row + 1, yes);
	sheet_formula(sheet, row, WHAT_SUM, STYLE_EXACT, group_weighted_sum(what->partner, lens, group),
	    "=SUMPRODUCT((%s=A%u)*(whatif_planned=\"%s\")*whatif_weight,whatif_unrounded)", area, row + 1,
	    yes);
}

/* Index of the lens if every group above this group's score has the one end of its weight, every other group the other end:
 * the least and the greatest of these are the ends of the robust range (model.md 7). */
static double
corner(const struct lens *lens, const struct lens_score *score, double from, double share)
{
	double sum = 0, weights = 0;

	for (size_t g = 0; g < lens->group_count; g++) {
		double at = score->groups[g].score;
		double weight = lens->groups[g].weight;

		if (!score->groups[g].planned || !score->groups[g].rated)
			continue;
		weight *= at > from ? 1 + share : 1 - share;
		sum += weight * at;
		weights += weight;
	}
	return weights > 0 ? sum / weights : NAN;
}

static void
fill_corner(struct what_if *what, uint32_t row, uint16_t column, const uint32_t groups[2], char sign,
    double cached)
{
	sheet_formula(what->sheet, row, column, STYLE_EXACT, cached,
	    "=IF(SUM(V$%1$u:V$%2$u)>0,SUMPRODUCT(V$%1$u:V$%2$u*W$%1$u:W$%2$u*(1%4$cpolicy_robustness/100*(2*(W$%1$u:"
	    "W$%2$u>W%3$u)-1)))/SUMPRODUCT(V$%1$u:V$%2$u*(1%4$cpolicy_robustness/100*(2*(W$%1$u:W$%2$u>W%3$u)-1))"
	    "),\"\")",
	    groups[0] + 1, groups[1] + 1, row + 1, sign);
}

/* What the index is made from: the group's weight and score if it is rated, its weight if it is planned, and the corners. */
static void
fill_group_helpers(struct what_if *what, uint32_t row, size_t lens, size_t group, const uint32_t groups[2])
{
	const struct model	 *model = what->partner->story->edition->model;
	const struct lens	 *definition = &model->lenses[lens];
	const struct lens_score	 *index = &what->partner->story->card->lenses[lens];
	const struct group_score *score = &index->groups[group];
	double			  weight = definition->groups[group].weight;
	double			  from = score->rated ? score->score : 0;
	double			  share = model->policy.robustness / 100;
	unsigned int		  at = row + 1;

	sheet_formula(what->sheet, row, WHAT_RATED_WEIGHT, STYLE_GENERAL, score->rated ? weight : 0,
	    "=IF(ISNUMBER(H%1$u),C%1$u,0)", at);
	sheet_formula(what->sheet, row, WHAT_RATED_SCORE, STYLE_EXACT, from, "=IF(ISNUMBER(H%1$u),H%1$u,0)", at);
	fill_corner(what, row, WHAT_CORNER_LOW, groups, '-', corner(definition, index, from, -share));
	fill_corner(what, row, WHAT_CORNER_HIGH, groups, '+', corner(definition, index, from, share));
	sheet_formula(what->sheet, row, WHAT_SHARE_USED, STYLE_SHARE, score->kpi_share,
	    score->survey_planned ? "=IF(S%1$u>0,D%1$u,0)" : "=IF(S%1$u>0,1,0)", at);
	sheet_formula(what->sheet, row, WHAT_GROUP_PLANNED, STYLE_GENERAL, weight,
	    score->survey_planned ? "=C%1$u" : "=IF(S%1$u>0,C%1$u,0)", at);
}

static void
fill_halves(struct what_if *what, uint32_t row, size_t lens, size_t group, const struct group_score *score)
{
	struct sheet		 *sheet = what->sheet;
	const struct partner_book *partner = what->partner;

	sheet_formula(sheet, row, WHAT_K, STYLE_EXACT, score->kpi_score, "=IF(T%1$u>0,U%1$u/T%1$u,\"\")", row + 1);
	if (partner->voice_row[lens][group] == 0)
		sheet_text(sheet, row, WHAT_S, STYLE_ABSENT, "");
	else
		sheet_formula(sheet, row, WHAT_S, STYLE_EXACT, score->survey_score, "=%s!$I$%u",
		    partner->scores.quoted, partner->group_row[lens][group] + 1);
	sheet_text(sheet, row, WHAT_RED_HIGH, STYLE_ABSENT, "");
}

static void
fill_group(struct what_if *what, uint32_t row, size_t lens, size_t group, const uint32_t groups[2])
{
	const struct lens	 *definition = &what->partner->story->edition->model->lenses[lens];
	const struct group_score *score = &what->partner->story->card->lenses[lens].groups[group];
	const struct group	 *model = &definition->groups[group];
	struct sheet		 *sheet = what->sheet;
	unsigned int		  at = row + 1;

	sheet_text(sheet, row, WHAT_TITLE, STYLE_TEXT, group_label(definition, group));
	sheet_formula(sheet, row, WHAT_EVIDENCE, STYLE_SHARE, score->evidence,
	    "=Z%1$u*IF(S%1$u>0,T%1$u/S%1$u,0)+(1-Z%1$u)*IF(ISNUMBER(F%1$u),1,0)", at);
	input_weight(sheet, row, WHAT_WEIGHT, model->weight);
	if (score->kpi_planned && score->survey_planned)
		input_share(sheet, row, WHAT_SHARE, score->kpi_share);
	else
		sheet_number(sheet, row, WHAT_SHARE, STYLE_SHARE, score->kpi_share, "");
	fill_halves(what, row, lens, group, score);
	sheet_formula(sheet, row, WHAT_EXACT, STYLE_EXACT, score->score,
	    "=IF(B%1$u+1E-9<policy_min_evidence/100,\"\",IF(AND(ISNUMBER(E%1$u),ISNUMBER(F%1$u)),"
	    "Z%1$u*E%1$u+(1-Z%1$u)*F%1$u,IF(ISNUMBER(E%1$u),E%1$u,IF(ISNUMBER(F%1$u),F%1$u,\"\"))))", at);
	what_if_result(what, row, score->score, score->uncapped, false);
	sheet_number(sheet, row, WHAT_WEIGHT_WAS, STYLE_GENERAL, model->weight, "");
	sheet_number(sheet, row, WHAT_SHARE_WAS, STYLE_SHARE, score->kpi_share, "");
	for (uint16_t column = WHAT_ROBUST_LOW; column < WHAT_SHOWN; column++)
		sheet_text(sheet, row, column, STYLE_TEXT, "");
	fill_sums(what, row, lens, group, score);
	fill_group_helpers(what, row, lens, group, groups);
}

/* Letter and word of the index: its own colour, or in the primary lens the colour with its caps; an override stays. */
static void
fill_index_rating(struct what_if *what, uint32_t row, size_t lens, const uint32_t groups[2])
{
	const struct lens_score *score = &what->partner->story->card->lenses[lens];
	const struct rating_cell badge = { row, WHAT_BADGE, true };
	char			 area[AREA_SIZE];

	if (score->override != NULL)
		sheet_rating(what->sheet, badge, score->rating, score->index);
	else if (!what->partner->story->edition->model->lenses[lens].primary)
		sheet_rating_formula(what->sheet, badge, score->rating, WHAT_SCORE, score->index);
	else
		sheet_rating_capped(what->sheet, badge,
		    &(struct capped_cells){ .score_column = WHAT_SCORE,
			.first_group = groups[0],
			.last_group = groups[1],
			.critical = "whatif_critical",
			.letter = "whatif_letter",
			.group_of_kpi = kpi_area(what, (uint16_t)(WHAT_LENS + lens), area) },
		    score->rating, score->index);
}

static void
fill_robustness(struct what_if *what, uint32_t row, const struct lens_score *score, const uint32_t groups[2])
{
	struct sheet *sheet = what->sheet;
	const char   *yes = what->partner->book.literals[LITERAL_YES];
	const char   *no = what->partner->book.literals[LITERAL_NO];
	unsigned int  first = groups[0] + 1, last = groups[1] + 1;

	sheet_formula(sheet, row, WHAT_ROBUST_LOW, STYLE_TOTAL_SCORE, score->robust_low,
	    "=IF(ISNUMBER(H%u),MIN(X%u:X%u),\"\")", row + 1, first, last);
	sheet_formula(sheet, row, WHAT_ROBUST_HIGH, STYLE_TOTAL_SCORE, score->robust_high,
	    "=IF(ISNUMBER(H%u),MAX(Y%u:Y%u),\"\")", row + 1, first, last);
	sheet_formula_text(sheet, row, WHAT_ROBUST, STYLE_TOTAL,
	    !score->rated ? "" : book_word(sheet->book, score->robust ? "state.yes" : "state.no"),
	    "=IF(ISNUMBER(H%1$u),IF((ROUND(P%1$u+1E-9,1)>=policy_green)+(ROUND(P%1$u+1E-9,1)>=policy_yellow)="
	    "(ROUND(Q%1$u+1E-9,1)>=policy_green)+(ROUND(Q%1$u+1E-9,1)>=policy_yellow),\"%2$s\",\"%3$s\"),\"\")",
	    row + 1, yes, no);
}

static void
fill_index(struct what_if *what, uint32_t row, size_t lens, const uint32_t groups[2])
{
	const struct lens	*definition = &what->partner->story->edition->model->lenses[lens];
	const struct lens_score *score = &what->partner->story->card->lenses[lens];
	struct sheet		*sheet = what->sheet;
	unsigned int		 at = row + 1, first = groups[0] + 1, last = groups[1] + 1;

	for (uint16_t column = 0; column < WHAT_SHOWN; column++)
		sheet_text(sheet, row, column, STYLE_TOTAL, "");
	sheet_text(sheet, row, WHAT_TITLE, STYLE_TOTAL, definition->title);
	sheet_formula(sheet, row, WHAT_EVIDENCE, STYLE_TOTAL_SHARE, score->evidence,
	    "=IF(C%1$u>0,SUM(V%2$u:V%3$u)/C%1$u,0)", at, first, last);
	sheet_formula(sheet, row, WHAT_WEIGHT, STYLE_TOTAL_GENERAL, partner_planned_weight(definition, score),
	    "=SUM(AA%u:AA%u)", first, last);
	sheet_formula(sheet, row, WHAT_EXACT, STYLE_TOTAL_EXACT, score->index,
	    "=IF(AND(B%1$u>0,B%1$u+1E-9>=policy_min_evidence/100),SUMPRODUCT(V%2$u:V%3$u,W%2$u:W%3$u)/"
	    "SUM(V%2$u:V%3$u),\"\")",
	    at, first, last);
	what_if_result(what, row, score->index, score->rating, true);
	fill_index_rating(what, row, lens, groups);
	fill_robustness(what, row, score, groups);
}

/* The index first, so that the primary one can stay on screen; then its groups. Every lens has its header: pages may begin with any. */
static void
fill_lens(struct what_if *what, size_t lens)
{
	const struct lens *definition = &what->partner->story->edition->model->lenses[lens];
	const uint32_t	   first = what->row;
	const uint32_t	   index = first > TABLE_FIRST ? first + 1 : first;
	uint32_t	   groups[2] = { index + 1, index };

	if (what->partner->index_row[lens] == 0)
		return;
	if (index > first)
		sheet_header_words(what->sheet, first, lens_columns, WHAT_COLUMNS);
	for (size_t g = 0; g < definition->group_count; g++)
		groups[1] += what->partner->group_row[lens][g] != 0;
	what->row = index + 1;
	for (size_t g = 0; g < definition->group_count; g++)
		if (what->partner->group_row[lens][g] != 0)
			fill_group(what, what->row++, lens, g, groups);
	fill_index(what, index, lens, groups);
	sheet_keep(what->sheet, first, groups[1] + 1);	/* with the empty row: none begins a page */
	sheet_badges(what->sheet, index, groups[1], WHAT_BADGE);
	input_mark_changes(what->sheet,
	    &(struct input_block){ groups[0], groups[1], WHAT_WEIGHT, WHAT_SHARE, WHAT_WEIGHT_WAS });
	what->row++;
}

/* The KPIs stand below every lens: an index, its groups and an empty row each, from the second on a header, and then their own. */
static void
lay_kpis(struct what_if *what)
{
	const struct model *model = what->partner->story->edition->model;
	size_t		    readings = what->partner->story->card->reading_count;

	what->row = TABLE_FIRST;
	what->kpi_first = TABLE_FIRST + 1;
	for (size_t l = 0; l < model->lens_count; l++) {
		if (what->partner->index_row[l] == 0)
			continue;
		what->kpi_first += what->kpi_first > TABLE_FIRST + 1 ? 3 : 2;
		for (size_t g = 0; g < model->lenses[l].group_count; g++)
			what->kpi_first += what->partner->group_row[l][g] != 0;
	}
	what->kpi_last = what->kpi_first + (uint32_t)(readings > 0 ? readings - 1 : 0);
}

void
partner_what_if_fill(struct partner_book *partner)
{
	const struct model *model = partner->story->edition->model;
	struct what_if	    what = { .partner = partner, .sheet = &partner->what_if };

	lay_kpis(&what);
	define_columns(&what);
	sheet_titles_repeated(what.sheet, lens_columns, WHAT_COLUMNS, 1, book_word(&partner->book, "sheets.what_if"),
	    book_word(&partner->book, "workbook.what_if_about"));
	sheet_header_words(what.sheet, TABLE_FIRST - 1, lens_columns, WHAT_COLUMNS);
	fill_lens(&what, model->primary);
	for (size_t l = 0; l < model->lens_count; l++)
		if (l != model->primary)
			fill_lens(&what, l);
	what_if_kpis(&what);
	sheet_close(what.sheet,
	    &(struct sheet_layout){ .header_row = TABLE_FIRST - 1,
		.several_tables = true,
		.break_row = what.kpi_first - 1,
		.frozen_rows = TABLE_FIRST + 1,
		.frozen_columns = 1,
		.last_row = what.kpi_last,
		.last_column = WHAT_SHOWN - 1 },
	    partner->footer);
}
