#include "render/xlsx/input.h"

#include <stdio.h>
#include <string.h>

/* What Excel says when the check fails. A copy, because the cleaned text lasts until the next one only. */
static void
check_cell(struct sheet *sheet, uint32_t row, uint16_t column, lxw_data_validation *check, const char *key)
{
	struct book *book = sheet->book;
	const char  *clean = book_clean(book, book_word(book, key), CLEAN_PROPERTY);
	char	     message[CLEAN_PROPERTY_SIZE];

	if (clean == NULL || book->failed || sheet->worksheet == NULL)
		return;
	(void)snprintf(message, sizeof message, "%s", clean);
	check->error_message = message;
	book_check(book, worksheet_data_validation_cell(sheet->worksheet, row, column, check), "check of a cell");
}

void
input_weight(struct sheet *sheet, uint32_t row, uint16_t column, double value)
{
	lxw_data_validation check = { .validate = LXW_VALIDATION_TYPE_DECIMAL,
		.criteria = LXW_VALIDATION_CRITERIA_GREATER_THAN_OR_EQUAL_TO,
		.value_number = 0 };

	sheet_number(sheet, row, column, STYLE_INPUT, value, "");
	check_cell(sheet, row, column, &check, "workbook.input_weight");
}

void
input_share(struct sheet *sheet, uint32_t row, uint16_t column, double value)
{
	lxw_data_validation check = { .validate = LXW_VALIDATION_TYPE_DECIMAL,
		.criteria = LXW_VALIDATION_CRITERIA_BETWEEN,
		.minimum_number = 0,
		.maximum_number = 1 };

	sheet_number(sheet, row, column, STYLE_INPUT_SHARE, value, "");
	check_cell(sheet, row, column, &check, "workbook.input_share");
}

void
input_limit(struct sheet *sheet, uint32_t row, uint16_t column, double value, const char *rule)
{
	char		    formula[120];
	lxw_data_validation check = { .validate = LXW_VALIDATION_TYPE_CUSTOM_FORMULA, .value_formula = formula };

	(void)snprintf(formula, sizeof formula, "%s", rule);
	sheet_number(sheet, row, column, STYLE_INPUT, value, "");
	check_cell(sheet, row, column, &check, "workbook.input_limit");
}

void
input_mark_changes(struct sheet *sheet, const struct input_block *block)
{
	struct book	      *book = sheet->book;
	char		       cell[CELL_NAME_SIZE], reported[CELL_NAME_SIZE], rule[2 * CELL_NAME_SIZE + 4];
	lxw_conditional_format condition = { .type = LXW_CONDITIONAL_TYPE_FORMULA };

	if (book->failed || sheet->worksheet == NULL || block->last_row < block->first_row)
		return;
	if (book->changed == NULL)
		book->changed = changed_format(book->workbook);
	if (book->changed == NULL) {
		book_check(book, LXW_ERROR_MEMORY_MALLOC_FAILED, "conditional format");
		return;
	}
	(void)snprintf(rule, sizeof rule, "=%s<>%s", cell_place(block->first_row, block->first_column, cell),
	    cell_place(block->first_row, block->reported_column, reported));
	condition.value_string = rule;
	condition.format = book->changed;
	book_check(book,
	    worksheet_conditional_format_range(sheet->worksheet, block->first_row, block->first_column,
		block->last_row, block->last_column, &condition),
	    "conditional format");
}
