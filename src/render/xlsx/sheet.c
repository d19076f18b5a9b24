#include "render/xlsx/sheet.h"

#include <math.h>
#include <stdarg.h>
#include <stdio.h>
#include <string.h>

#include "base/error.h"
#include "base/number.h"
#include "base/text.h"

/* Where the library's answer cannot be NULL-checked by each caller: nothing is written once something failed. */
static bool
is_open(const struct sheet *sheet)
{
	return sheet->worksheet != NULL && !sheet->book->failed;
}

void
sheet_open(struct sheet *sheet, struct book *book, const char *name)
{
	char *unique = book->names[book->sheet_count];

	memset(sheet, 0, sizeof *sheet);
	sheet->book = book;
	if (book->failed || book->sheet_count == BOOK_SHEETS_MAX - 1) {
		book_check(book, LXW_ERROR_MEMORY_MALLOC_FAILED, name);
		return;
	}
	clean_sheet_name(name, (const char (*)[SHEET_NAME_SIZE])book->names, book->sheet_count, unique);
	sheet->worksheet = workbook_add_worksheet(book->workbook, unique);
	if (sheet->worksheet == NULL)
		book_check(book, LXW_ERROR_MEMORY_MALLOC_FAILED, unique);
	book->sheet_count++;
}

static void
note_width(struct sheet *sheet, uint16_t column, size_t width)
{
	if (column < SHEET_COLUMNS && width > sheet->width[column])
		sheet->width[column] = (unsigned short)(width > 200 ? 200 : width);
}

void
sheet_text(struct sheet *sheet, uint32_t row, uint16_t column, enum style style, const char *text)
{
	const char *clean;
	lxw_format *format;

	if (!is_open(sheet))
		return;
	format = book_format(sheet->book, style);
	clean = book_clean(sheet->book, text, CLEAN_CELL);
	if (sheet->book->failed)
		return;
	if (clean[0] == '\0') {
		book_check(sheet->book,
		    worksheet_write_blank(sheet->worksheet, row, column, format), "blank cell");
		return;
	}
	/* Titles run over the columns beside them. */
	if (style > STYLE_SECTION && style < STYLE_HERO)
		note_width(sheet, column, text_width(clean));
	book_check(sheet->book,
	    worksheet_write_string(sheet->worksheet, row, column, clean, format), "text cell");
}

void
sheet_number(struct sheet *sheet, uint32_t row, uint16_t column, enum style style, double value,
    const char *absent)
{
	char	    digits[NUMBER_SIZE];
	lxw_format *format;

	if (!isfinite(value)) {
		bool total = style >= STYLE_TOTAL && style <= STYLE_TOTAL_GENERAL;

		sheet_text(sheet, row, column, total ? STYLE_TOTAL_GENERAL : STYLE_ABSENT, absent);
		return;
	}
	if (!is_open(sheet))
		return;
	if (style == STYLE_GENERAL || style == STYLE_COUNT)
		note_width(sheet, column, strlen(number_shortest(value, digits)) + 2);
	format = book_format(sheet->book, style);
	if (format != NULL)
		book_check(sheet->book,
		    worksheet_write_number(sheet->worksheet, row, column, value + 0.0, format),
		    "number cell");
}

/* Characters of the plain size that the columns first to last hold. */
static size_t
room_between(const struct sheet *sheet, uint16_t first, uint16_t last)
{
	size_t room = 0;

	for (uint16_t column = first; column <= last && column < SHEET_COLUMNS; column++)
		room += sheet->least[column] > 0 ? sheet->least[column] : 9;
	return room;
}

void
sheet_prose(struct sheet *sheet, uint32_t row, uint16_t first, uint16_t last, enum style style,
    const char *text)
{
	const char *clean;
	lxw_format *format;
	size_t	    room = room_between(sheet, first, last);
	size_t	    lines;

	if (!is_open(sheet))
		return;
	format = book_format(sheet->book, style);
	clean = book_clean(sheet->book, text, CLEAN_CELL);
	if (sheet->book->failed)
		return;
	lines = text_width(clean) / (room + room / 8) + 1;
	if (first < last)
		book_check(sheet->book,
		    worksheet_merge_range(sheet->worksheet, row, first, row, last, clean, format),
		    "text");
	else
		book_check(sheet->book,
		    worksheet_write_string(sheet->worksheet, row, first, clean, format), "text");
	if (lines > 1)
		sheet_row_height(sheet, row, 14.0 * (double)(lines > 28 ? 28 : lines) + 1);
}

enum { FORMULA_SIZE = 2048 };

/* The formula in text, or false: it would have been cut, and half a formula is none. */
static bool __attribute__((format(printf, 3, 0)))
build(struct sheet *sheet, char text[FORMULA_SIZE], const char *format, va_list arguments)
{
	int length = vsnprintf(text, FORMULA_SIZE, format, arguments);

	if (length > 0 && length < FORMULA_SIZE)
		return true;
	book_check(sheet->book, LXW_ERROR_PARAMETER_VALIDATION, "a formula is too long");
	return false;
}

void
sheet_formula(struct sheet *sheet, uint32_t row, uint16_t column, enum style style, double cached,
    const char *format, ...)
{
	char	    text[FORMULA_SIZE];
	lxw_format *look;
	lxw_error   rc;
	va_list	    arguments;
	bool	    built;

	va_start(arguments, format);
	built = build(sheet, text, format, arguments);
	va_end(arguments);
	look = book_format(sheet->book, style);
	if (!built || !is_open(sheet) || look == NULL)
		return;
	if (isfinite(cached))
		rc = worksheet_write_formula_num(
		    sheet->worksheet, row, column, text, look, cached + 0.0);
	else
		rc = worksheet_write_formula_str(sheet->worksheet, row, column, text, look, "");
	book_check(sheet->book, rc, "formula");
}

void
sheet_formula_text(struct sheet *sheet, uint32_t row, uint16_t column, enum style style,
    const char *cached, const char *format, ...)
{
	char	    text[FORMULA_SIZE];
	const char *clean;
	lxw_format *look;
	va_list	    arguments;
	bool	    built;

	va_start(arguments, format);
	built = build(sheet, text, format, arguments);
	va_end(arguments);
	look = book_format(sheet->book, style);
	clean = book_clean(sheet->book, cached, CLEAN_RESULT);
	if (!built || !is_open(sheet) || look == NULL || clean == NULL)
		return;
	if (style > STYLE_SECTION && style < STYLE_HERO)
		note_width(sheet, column, text_width(clean));
	book_check(sheet->book,
	    worksheet_write_formula_str(sheet->worksheet, row, column, text, look, clean),
	    "formula");
}

void
sheet_titles_within(
    struct sheet *sheet, uint16_t last, const char *title, const char *subtitle)
{
	size_t room = room_between(sheet, 0, last);
	/* Titles are 1.8 times as wide as plain text, long ones 1.4 times. */
	size_t lines = text_width(title) * 7 / 5 / room + 1;

	if (text_width(title) * 9 / 5 <= room) {
		sheet_titles(sheet, title, subtitle);
		return;
	}
	sheet_prose(sheet, 0, 0, last, STYLE_TITLE_LONG, title);
	sheet_row_height(sheet, 0, 18.0 * (double)lines + 6);
	sheet_text(sheet, 1, 0, STYLE_SUBTITLE, subtitle);
}

void
sheet_titles(struct sheet *sheet, const char *title, const char *subtitle)
{
	sheet_row_height(sheet, 0, 28);
	sheet_text(sheet, 0, 0, STYLE_TITLE, title);
	sheet_row_height(sheet, 1, 16);
	sheet_text(sheet, 1, 0, STYLE_SUBTITLE, subtitle);
}

void
sheet_header(struct sheet *sheet, uint32_t row, const struct column *columns, size_t count)
{
	size_t lines = 1;

	for (size_t i = 0; i < count && i < SHEET_COLUMNS; i++) {
		size_t width = text_width(columns[i].title);

		if (columns[i].most > 0) {
			sheet->least[i] = columns[i].least;
			sheet->most[i] = columns[i].most;
			if (width / columns[i].least + 1 > lines)
				lines = width / columns[i].least + 1;
		}
	}
	sheet_row_height(sheet, row, 15.0 * (double)(lines > 3 ? 3 : lines) + 3);
	for (size_t i = 0; i < count && i < SHEET_COLUMNS; i++) {
		unsigned short before = sheet->width[i];

		sheet_text(sheet, row, (uint16_t)i, columns[i].header, columns[i].title);
		sheet->width[i] = before;	/* headings wrap */
	}
}

void
sheet_row_height(struct sheet *sheet, uint32_t row, double points)
{
	if (is_open(sheet))
		book_check(sheet->book, worksheet_set_row(sheet->worksheet, row, points, NULL),
		    "row height");
}

void
sheet_width(struct sheet *sheet, uint16_t column, unsigned short characters)
{
	if (column < SHEET_COLUMNS)
		sheet->least[column] = sheet->most[column] = characters;
}

void
sheet_badges(struct sheet *sheet, uint32_t first_row, uint32_t last_row, uint16_t column)
{
	struct book *book = sheet->book;
	char	     rule[64];
	char	     cell[CELL_NAME_SIZE];

	if (last_row < first_row)
		return;
	for (int rating = RATING_GREY; rating <= RATING_GREEN && is_open(sheet); rating++) {
		lxw_conditional_format condition = {
		    .type = LXW_CONDITIONAL_TYPE_FORMULA, .stop_if_true = LXW_TRUE};

		if (book->badges[rating] == NULL)
			book->badges[rating] = rating_format(book->workbook, (enum rating)rating,
			    book->edition->settings->safe_palette);
		cell_name(first_row, column, cell);
		/* "$N$5" to "$N5": the rule moves down with its row. */
		memmove(strrchr(cell, '$'), strrchr(cell, '$') + 1, strlen(strrchr(cell, '$')));
		(void)snprintf(rule, sizeof rule, "=%s=\"%c\"", cell, book->letters[rating]);
		condition.value_string = rule;
		condition.format = book->badges[rating];
		book_check(book,
		    worksheet_conditional_format_range(
			sheet->worksheet, first_row, column, last_row, column, &condition),
		    "conditional format");
	}
}

const char *
cell_name(uint32_t row, uint16_t column, char name[CELL_NAME_SIZE])
{
	char   letters[4];
	size_t at = sizeof letters - 1;

	letters[at] = '\0';
	for (unsigned int rest = column + 1u; rest > 0 && at > 0; rest = (rest - 1) / 26)
		letters[--at] = (char)('A' + (rest - 1) % 26);
	(void)snprintf(name, CELL_NAME_SIZE, "$%s$%u", letters + at, row + 1);
	return name;
}
