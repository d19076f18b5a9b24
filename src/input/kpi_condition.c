/* kpi_condition.c - see kpi_condition.h. */
#include "input/kpi_condition.h"

#include <string.h>

#include "base/error.h"
#include "base/text.h"
#include "input/intake.h"
#include "input/kpi_rows.h"

/* A constant is written the way of mappings: decimal point, dates unmistakable. */
int
condition_init(struct condition *condition, const struct sheet *sheet, const struct measure *measure, int left, int right)
{
	const char     *format = sheet->mapping->date_format;
	struct operand *constant = &condition->constant;
	struct cell	cell;

	*condition = (struct condition){ .comparison = measure->comparison, .left = left, .right = right };
	if (right != -1)
		return 0;
	cell = cell_trim(measure->constant, strlen(measure->constant));
	*constant = (struct operand){ .kind = OPERAND_WORD, .column = -1, .cell = cell };
	condition->folded = text_fold(sheet->intake->arena, cell.text, cell.length);
	if (number_parse_known(cell.text, cell.length, false, &constant->number) == NUMBER_OK)
		constant->kind = OPERAND_NUMBER;
	else if (moment_parse(cell.text, cell.length, sheet->date_order, format, &constant->moment) == MOMENT_OK)
		constant->kind = OPERAND_MOMENT;
	return condition->folded == NULL ? -1 : 0;
}

/* SHEET_WRONG and SHEET_NO_MEMORY as condition_judge. */
static enum sheet_result
read_operand(struct sheet *sheet, int column, struct operand *operand, struct error *error)
{
	enum sheet_result result;

	*operand = (struct operand){ .kind = OPERAND_BLANK, .column = column, .cell = sheet_column_cell(sheet, (size_t)column) };
	if (operand->cell.length == 0)
		return SHEET_OK;
	operand->kind = OPERAND_NUMBER;
	if (cell_number(sheet, operand->cell, &operand->number) == NUMBER_OK)
		return SHEET_OK;
	result = cell_moment(sheet, (size_t)column, operand->cell, &operand->moment, error);
	operand->kind = result == SHEET_OK ? OPERAND_MOMENT : OPERAND_WORD;
	return result == SHEET_EMPTY ? SHEET_OK : result;
}

static bool
holds(enum comparison comparison, double difference)
{
	switch (comparison) {
	case COMPARE_LESS:
		return difference < 0;
	case COMPARE_LESS_EQUAL:
		return difference <= 0;
	case COMPARE_EQUAL:
		return difference == 0;
	case COMPARE_NOT_EQUAL:
		return difference != 0;
	case COMPARE_GREATER_EQUAL:
		return difference >= 0;
	case COMPARE_GREATER:
	default:
		return difference > 0;
	}
}

/* Equal or not as folded words. */
static enum sheet_result
compare_words(const struct condition *condition, const struct sheet *sheet, const struct operand *left,
    const struct operand *right, enum outcome *outcome, struct error *error)
{
	const char *a = sheet_folded(sheet, left->cell);
	const char *b = right->column == -1 ? condition->folded : sheet_folded(sheet, right->cell);

	if (a == NULL || b == NULL) {
		(void)error_out_of_memory(error);
		return SHEET_NO_MEMORY;
	}
	*outcome = holds(condition->comparison, strcmp(a, b) == 0 ? 0 : 1) ? OUTCOME_MET : OUTCOME_MISSED;
	return SHEET_OK;
}

static enum sheet_result
compare(const struct condition *condition, const struct sheet *sheet, const struct operand *left,
    const struct operand *right, enum outcome *outcome, struct error *error)
{
	bool   words = condition->comparison == COMPARE_EQUAL || condition->comparison == COMPARE_NOT_EQUAL;
	double difference;

	*outcome = OUTCOME_UNJUDGED;
	if (left->kind == OPERAND_BLANK || right->kind == OPERAND_BLANK)
		return SHEET_OK;
	if (left->kind != right->kind || left->kind == OPERAND_WORD)
		return words ? compare_words(condition, sheet, left, right, outcome, error) : SHEET_OK;
	difference = left->kind == OPERAND_NUMBER ? left->number - right->number : moment_days(&right->moment, &left->moment);
	*outcome = holds(condition->comparison, difference) ? OUTCOME_MET : OUTCOME_MISSED;
	return SHEET_OK;
}

/* The side that kept the row from being judged: a blank one, else a word, else the left one. */
static const struct operand *
find_obstacle(const struct operand *left, const struct operand *right)
{
	if (right->column == -1 || left->kind == OPERAND_BLANK)
		return left;
	if (right->kind == OPERAND_BLANK || (right->kind == OPERAND_WORD && left->kind != OPERAND_WORD))
		return right;
	return left;
}

enum sheet_result
condition_judge(const struct condition *condition, struct sheet *sheet, struct judgement *judgement, struct error *error)
{
	struct operand	      left;
	struct operand	      right = condition->constant;
	const struct operand *obstacle;
	enum sheet_result     result = read_operand(sheet, condition->left, &left, error);

	*judgement = (struct judgement){ .line = sheet->record.line, .column = -1 };
	if (result == SHEET_OK && condition->right != -1)
		result = read_operand(sheet, condition->right, &right, error);
	if (result == SHEET_OK)
		result = compare(condition, sheet, &left, &right, &judgement->outcome, error);
	if (result != SHEET_OK || judgement->outcome != OUTCOME_UNJUDGED)
		return result;
	obstacle = find_obstacle(&left, &right);
	judgement->column = obstacle->column;
	if (obstacle->cell.length == 0)
		return SHEET_OK;
	judgement->text = kpi_text_intern(sheet->intake, obstacle->cell.text, obstacle->cell.length);
	if (judgement->text != NULL)
		return SHEET_OK;
	(void)error_out_of_memory(error);
	return SHEET_NO_MEMORY;
}
