/*
 * kit_workbook.c - the blank workbook of an input file: the sheet to fill in, how to save it, and the lists that its cells offer.
 *
 * The sheet to fill in comes first and holds nothing but the header and the example, so that saved as CSV it is the input file.
 */
#include <stdio.h>
#include <string.h>
#include <time.h>

#include "base/arena.h"
#include "base/count.h"
#include "base/error.h"
#include "base/number.h"
#include "base/period.h"
#include "config/model.h"
#include "render/render.h"
#include "render/xlsx/kit_parts.h"

enum {
	HEADER_ROW,
	EXAMPLE_ROW,
	LAST_ROW = 9999,	/* down to here cells are checked */
	NAME_WIDTH = 20,
	DATE_WIDTH = 14,
	NUMBER_WIDTH = 12,
	PROSE_WIDTH = 42,
	NOTE_WIDTH = 300,	/* pixels of a comment */
	NOTE_LINE = 18,
	NOTE_CHARACTERS = 40	/* of a line of it */
};

/* How the cells of a kind look, blank and in the example, and how wide they are. */
static const struct {
	enum style     blank;
	enum style     example;
	unsigned short width;
} looks[] = {
	[KIT_TEXT] = { STYLE_FIELD, STYLE_EXAMPLE, NAME_WIDTH },
	[KIT_LONG_TEXT] = { STYLE_FIELD_LONG, STYLE_EXAMPLE_LONG, PROSE_WIDTH },
	[KIT_REASON] = { STYLE_FIELD_LONG, STYLE_EXAMPLE_LONG, PROSE_WIDTH },
	[KIT_GENERAL] = { STYLE_FIELD_NUMBER, STYLE_EXAMPLE_NUMBER, NUMBER_WIDTH },
	[KIT_NUMBER] = { STYLE_FIELD_NUMBER, STYLE_EXAMPLE_NUMBER, NUMBER_WIDTH },
	[KIT_AMOUNT] = { STYLE_FIELD_NUMBER, STYLE_EXAMPLE_NUMBER, NUMBER_WIDTH },
	[KIT_COUNT] = { STYLE_FIELD_NUMBER, STYLE_EXAMPLE_NUMBER, NUMBER_WIDTH },
	[KIT_DATE] = { STYLE_FIELD_DATE, STYLE_EXAMPLE_DATE, DATE_WIDTH },
};

/* The day as spreadsheets count them: 1 is 1 January 1900, and they believe in 29 February 1900. */
static double
serial_of(struct date date)
{
	struct tm broken = { .tm_year = date.year - 1900, .tm_mon = date.month - 1, .tm_mday = date.day };

	/* Midnight: a whole number of days. */
	return (double)timegm(&broken) / 86400 + 25569;
}

/* A comment beside a cell, with room for its lines. */
static void
write_note(struct sheet *sheet, uint32_t row, uint16_t column, const char *text)
{
	struct book	   *book = sheet->book;
	lxw_comment_options options = { .width = NOTE_WIDTH };
	const char	   *clean = book_clean(book, text, CLEAN_CELL);
	size_t		    lines = 2;

	if (book->failed || sheet->worksheet == NULL)
		return;
	for (const char *at = clean; at != NULL; at = strchr(at, '\n')) {
		at += *at == '\n';
		lines += strcspn(at, "\n") / NOTE_CHARACTERS + 1;
	}
	options.height = (uint16_t)(NOTE_LINE * (lines < 20 ? lines : 20));
	book_check(book, worksheet_write_comment_opt(sheet->worksheet, row, column, clean, &options), "comment");
}

/* "Required.", or what may stand instead; "" for what may be left out. */
static const char *
demand(struct kit_book *kit, const struct kit_field *field)
{
	const char *instead;

	if (!kit_requires(kit->file, field->name, &instead))
		return "";
	if (instead == NULL)
		return book_word(&kit->book, "kit.required");
	return book_say(&kit->book, kit->arena, "kit.required_or", "other", instead, NULL);
}

/* What the header of a column tells. */
static void
note_field(struct kit_book *kit, uint16_t column, const struct kit_field *field)
{
	const char *example = kit_example(field, kit->lists);
	const char *parts[3] = { book_word(&kit->book, field->help), demand(kit, field), "" };
	const char *text;

	if (example[0] != '\0')
		parts[2] = book_say(&kit->book, kit->arena, "kit.for_example", "example", example, NULL);
	text = arena_printf(kit->arena, "%s%s%s%s%s", parts[0], parts[1][0] != '\0' ? "\n" : "", parts[1],
	    parts[2][0] != '\0' ? "\n" : "", parts[2]);
	if (text == NULL)
		book_check(&kit->book, LXW_ERROR_MEMORY_MALLOC_FAILED, "comment");
	else
		write_note(&kit->form, HEADER_ROW, column, text);
}

static void
write_example(struct kit_book *kit, uint16_t column, const struct kit_field *field)
{
	const char *text = kit_example(field, kit->lists);
	enum style  style = looks[field->cell].example;
	size_t	    length = strlen(text);
	struct date date;
	double	    value;

	if (field->cell == KIT_DATE && date_parse(text, length, &date))
		sheet_number(&kit->form, EXAMPLE_ROW, column, style, serial_of(date), "");
	else if (style == STYLE_EXAMPLE_NUMBER && number_parse(text, length, false, &value) == NUMBER_OK)
		sheet_number(&kit->form, EXAMPLE_ROW, column, style, value, "");
	else
		sheet_text(&kit->form, EXAMPLE_ROW, column, style, text);
}

/* Checks the cells below the header. message is said where the check fails. */
static void
check_column(struct kit_book *kit, uint16_t column, lxw_data_validation *check, const char *message)
{
	struct book *book = &kit->book;
	const char  *clean = book_clean(book, message, CLEAN_PROPERTY);
	char	     copy[CLEAN_PROPERTY_SIZE];

	if (book->failed || kit->form.worksheet == NULL)
		return;
	(void)snprintf(copy, sizeof copy, "%s", clean);
	check->error_message = copy;
	book_check(book, worksheet_data_validation_range(kit->form.worksheet, EXAMPLE_ROW, column, LAST_ROW, column, check),
	    "check of a column");
}

/* libxlsxwriter 1.1.4 copies the formula of a list twice and frees one of them: a few bytes for each list of the kit stay behind. */
static void
offer_list(struct kit_book *kit, uint16_t column, enum kit_choice choice)
{
	lxw_data_validation check = { .validate = LXW_VALIDATION_TYPE_LIST_FORMULA, .value_formula = kit->ranges[choice] };

	if (!kit_is_closed(choice))
		check.error_type = LXW_VALIDATION_ERROR_TYPE_WARNING;
	check_column(kit, column, &check, book_word(&kit->book, kit_is_closed(choice) ? "kit.choose" : "kit.choose_or"));
}

static void
check_reason(struct kit_book *kit, uint16_t column)
{
	double		    least = kit->book.edition->model->policy.override_reason_length;
	char		    digits[NUMBER_SIZE];
	lxw_data_validation check = { .validate = LXW_VALIDATION_TYPE_LENGTH,
		.criteria = LXW_VALIDATION_CRITERIA_GREATER_THAN_OR_EQUAL_TO,
		.value_number = least };

	check_column(kit, column, &check,
	    book_say(&kit->book, kit->arena, "kit.give_reason", "number", number_shortest(least, digits), NULL));
}

static void
check_field(struct kit_book *kit, uint16_t column, enum kit_cell cell)
{
	lxw_data_validation number = { .validate = LXW_VALIDATION_TYPE_DECIMAL,
		.criteria = LXW_VALIDATION_CRITERIA_BETWEEN,
		.minimum_number = -1e15,
		.maximum_number = 1e15 };
	lxw_data_validation date = { .validate = LXW_VALIDATION_TYPE_DATE_NUMBER,
		.criteria = LXW_VALIDATION_CRITERIA_BETWEEN,
		.minimum_number = serial_of((struct date){ 1950, 1, 1 }),
		.maximum_number = serial_of((struct date){ 2199, 12, 31 }) };

	if (cell == KIT_DATE)
		check_column(kit, column, &date, book_word(&kit->book, "kit.give_date"));
	if (cell == KIT_REASON)
		check_reason(kit, column);
	if (cell != KIT_NUMBER && cell != KIT_AMOUNT && cell != KIT_COUNT)
		return;
	if (cell != KIT_NUMBER)
		number.minimum_number = 0;
	if (cell == KIT_COUNT)
		number.validate = LXW_VALIDATION_TYPE_INTEGER;
	check_column(kit, column, &number,
	    book_word(&kit->book, cell == KIT_NUMBER ? "kit.give_number" : cell == KIT_COUNT ? "kit.give_count" : "kit.give_amount"));
}

/* Numbers of the form stay as typed, dates are written as the readers want them, texts never turn into either. */
static void
shape_column(struct kit_book *kit, uint16_t column, const struct kit_field *field)
{
	struct book *book = &kit->book;
	lxw_format  *format = book_format(book, looks[field->cell].blank);

	if (!book->failed && kit->form.worksheet != NULL)
		book_check(book, worksheet_set_column(kit->form.worksheet, column, column, looks[field->cell].width, format),
		    "column");
}

static bool
is_right(enum kit_cell cell)
{
	return looks[cell].blank == STYLE_FIELD_NUMBER || looks[cell].blank == STYLE_FIELD_DATE;
}

static void
fill_form(struct kit_book *kit)
{
	struct sheet *form = &kit->form;

	sheet_row_height(form, HEADER_ROW, 22);
	for (uint16_t i = 0; i < kit->file->count; i++) {
		const struct kit_field *field = &kit->file->fields[i];

		sheet_text(form, HEADER_ROW, i, is_right(field->cell) ? STYLE_HEADER_NUMBER : STYLE_HEADER, field->name);
		note_field(kit, i, field);
		write_example(kit, i, field);
		if (strcmp(field->name, "partner") == 0)
			write_note(form, EXAMPLE_ROW, i, book_word(&kit->book, "kit.example_row"));
		if (kit->lists[field->choice].count > 0)
			offer_list(kit, i, field->choice);
		else
			check_field(kit, i, field->cell);
	}
	sheet_row_height(form, EXAMPLE_ROW, 30);
	sheet_close(form, &(struct sheet_layout){ 0 }, kit->title);
	for (uint16_t i = 0; i < kit->file->count; i++)
		shape_column(kit, i, &kit->file->fields[i]);
	if (kit->book.failed || form->worksheet == NULL)
		return;
	worksheet_freeze_panes(form->worksheet, EXAMPLE_ROW, 0);
	book_check(&kit->book, worksheet_repeat_rows(form->worksheet, HEADER_ROW, HEADER_ROW), "repeated rows");
}

/* One column a list, and where each stands. Nothing is listed twice. */
static void
fill_lists(struct kit_book *kit)
{
	struct sheet *sheet = &kit->hidden;
	char	      first[CELL_NAME_SIZE], last[CELL_NAME_SIZE];

	for (uint16_t i = 0; i < KIT_CHOICES; i++) {
		const struct kit_list *list = &kit->lists[i];

		for (uint32_t row = 0; row < list->count; row++)
			sheet_text(sheet, row, i, STYLE_FIELD, list->words[row]);
		if (list->count > 0)
			(void)snprintf(kit->ranges[i], sizeof kit->ranges[i], "=%s!%s:%s", sheet->quoted,
			    cell_name(0, i, first), cell_name((uint32_t)list->count - 1, i, last));
	}
	sheet_close(sheet, &(struct sheet_layout){ 0 }, kit->title);
	if (!kit->book.failed && sheet->worksheet != NULL)
		worksheet_hide(sheet->worksheet);
}

static void
fill_book(struct kit_book *kit)
{
	struct book_titles titles = { .title = kit->title, .subject = book_word(&kit->book, kit->file->about) };

	book_properties(&kit->book, &titles);
	sheet_open(&kit->form, &kit->book, input_kind_name(kit->file->kind));
	sheet_open(&kit->readme, &kit->book, "kit.readme");
	sheet_open(&kit->hidden, &kit->book, "kit.lists");
	fill_lists(kit);
	fill_form(kit);
	kit_readme_fill(kit);
}

int
kit_workbook_write(const struct edition *edition, const struct kit_file *file, const struct kit_list *lists, const char *path,
    struct error *error)
{
	struct kit_book kit = { .file = file, .lists = lists, .arena = arena_new() };
	int		rc;

	if (kit.arena == NULL)
		return error_out_of_memory(error);
	kit.title = strings_say(edition->strings, kit.arena, "kit.title", "file", input_kind_name(file->kind), NULL);
	if (kit.title == NULL)
		rc = error_out_of_memory(error);
	else
		rc = book_open(&kit.book, edition, path, false, error);
	if (kit.title != NULL && rc == 0) {
		fill_book(&kit);
		rc = book_finish(&kit.book);
	}
	arena_free(kit.arena);
	return rc;
}
