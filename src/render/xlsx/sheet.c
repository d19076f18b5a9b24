#include "render/xlsx/sheet.h"

#include <float.h>
#include <math.h>
#include <stdarg.h>
#include <stdio.h>
#include <string.h>

#include "base/error.h"
#include "base/number.h"
#include "base/text.h"
#include "config/strings.h"

/* Where the library's answer cannot be NULL-checked by each caller: nothing is written once something failed. */
static bool
is_open(const struct sheet *sheet)
{
	return sheet->worksheet != NULL && !sheet->book->failed;
}

void
sheet_open(struct sheet *sheet, struct book *book, const char *key)
{
	const char *name = book_word(book, key);
	char *unique = book->names[book->sheet_count];

	memset(sheet, 0, sizeof *sheet);
	sheet->book = book;
	if (book->failed || book->sheet_count == BOOK_SHEETS_MAX - 1) {
		book_check(book, LXW_ERROR_MEMORY_MALLOC_FAILED, name);
		return;
	}
	clean_sheet_name(name, (const char (*)[SHEET_NAME_SIZE])book->names, book->sheet_count, unique);
	(void)snprintf(sheet->quoted, sizeof sheet->quoted, "'%s'", unique);
	sheet->worksheet = workbook_add_worksheet(book->workbook, unique);
	if (sheet->worksheet == NULL)
		book_check(book, LXW_ERROR_MEMORY_MALLOC_FAILED, unique);
	else if (strings_right_to_left(book->edition->strings))
		worksheet_right_to_left(sheet->worksheet);
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
	if ((style > STYLE_SECTION && style < STYLE_HERO) || style >= STYLE_RATING)
		note_width(sheet, column, text_width(clean));
	if (style == STYLE_SECTION && sheet->section_count < PAGES_KEPT_MOST)
		sheet->section[sheet->section_count++] = row;
	book_check(sheet->book,
	    worksheet_write_string(sheet->worksheet, row, column, clean, format), "text cell");
}

void
sheet_word(struct sheet *sheet, uint32_t row, uint16_t column, enum style style, const char *key)
{
	sheet_text(sheet, row, column, style, book_word(sheet->book, key));
}

/* A number that a cell can hold: Excel's end a little before a double's, and 17 digits cut to 16 could pass its end. */
static bool
fits_cell(double value)
{
	return isfinite(value) && fabs(value) <= 9.99999999999999e307;
}

/* Without the sign of zero, and zero for what is nearer to it than Excel's smallest. */
static double
as_cell(double value)
{
	return fabs(value) < DBL_MIN ? 0.0 : value;
}

void
sheet_number(struct sheet *sheet, uint32_t row, uint16_t column, enum style style, double value,
    const char *absent)
{
	char	    digits[NUMBER_SIZE];
	lxw_format *format;

	if (!fits_cell(value)) {
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
		    worksheet_write_number(sheet->worksheet, row, column, as_cell(value), format),
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

enum { FORMULA_SIZE = 4096, HEADING_WORD_SIZE = 128, HEADING_WORD_MOST = 30 };

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
	if (fits_cell(cached))
		rc = worksheet_write_formula_num(
		    sheet->worksheet, row, column, text, look, as_cell(cached));
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

/* Characters: a sheet narrower than the first has one page across; the subtitle runs over the second where it stands beside the title. */
enum { SEVERAL_PAGES = 150, ABOUT_WIDTH = 66, ABOUT_BELOW_LEAST = 60 };

void
sheet_titles_repeated(struct sheet *sheet, const struct column *columns, size_t count, uint16_t repeated,
    const char *title, const char *subtitle)
{
	uint16_t last = repeated;

	for (size_t i = 0; i < count && i < SHEET_COLUMNS; i++)
		sheet->least[i] = columns[i].least;
	if (count <= repeated || repeated == 0 || room_between(sheet, 0, (uint16_t)(count - 1)) < SEVERAL_PAGES) {
		sheet_titles(sheet, title, subtitle);
		return;
	}
	sheet_row_height(sheet, 0, 28);
	sheet_text(sheet, 0, 0, STYLE_TITLE, title);
	if (room_between(sheet, 0, (uint16_t)(repeated - 1)) >= ABOUT_BELOW_LEAST) {
		sheet_prose(sheet, 1, 0, (uint16_t)(repeated - 1), STYLE_ABOUT, subtitle);
		return;
	}
	sheet->title_width = (unsigned short)(text_width(title) * 9 / 5 + 1);
	while (room_between(sheet, repeated, last) < ABOUT_WIDTH)
		last++;
	sheet_prose(sheet, 0, repeated, last, STYLE_ABOUT, subtitle);
}

/* Headings wrap between words only: a column of a table is as wide as the longest word above it, in bold. */
static void
make_room(struct sheet *sheet, size_t column, const char *title)
{
	char   word[HEADING_WORD_SIZE];
	size_t length;
	size_t longest = 0;

	for (; *title != '\0'; title += length + (title[length] == ' ')) {
		length = strcspn(title, " ");
		(void)snprintf(word, sizeof word, "%.*s", (int)length, title);
		if (text_width(word) > longest)
			longest = text_width(word);
	}
	longest = longest < HEADING_WORD_MOST ? longest + longest / 8 + 2 : HEADING_WORD_MOST;
	if (sheet->least[column] == 0 || longest <= sheet->least[column])
		return;
	sheet->least[column] = (unsigned short)longest;
	if (sheet->most[column] < longest)
		sheet->most[column] = (unsigned short)longest;
}

/* Lines that a heading takes in a column of room characters, broken between words; bold is an eighth wider. */
static size_t
heading_lines(const char *title, size_t room)
{
	char   word[HEADING_WORD_SIZE];
	size_t length;
	size_t lines = 1;
	size_t used = 0;

	for (; *title != '\0'; title += length + (title[length] == ' ')) {
		size_t width;

		length = strcspn(title, " ");
		(void)snprintf(word, sizeof word, "%.*s", (int)length, title);
		width = text_width(word);
		if (used > 0 && (used + 1 + width) * 9 / 8 > room) {
			lines++;
			used = 0;
		}
		used += width + (used > 0);
	}
	return lines;
}

void
sheet_header(struct sheet *sheet, uint32_t row, const struct column *columns, size_t count)
{
	size_t lines = 1;

	for (size_t i = 0; i < count && i < SHEET_COLUMNS; i++) {
		size_t needed;

		if (columns[i].most > 0) {
			sheet->least[i] = columns[i].least;
			sheet->most[i] = columns[i].most;
		}
		make_room(sheet, i, columns[i].title);
		needed = sheet->least[i] > 0 ? heading_lines(columns[i].title, sheet->least[i]) : 1;
		lines = needed > lines ? needed : lines;
	}
	sheet_row_height(sheet, row, 15.0 * (double)(lines > 3 ? 3 : lines) + 3);
	for (size_t i = 0; i < count && i < SHEET_COLUMNS; i++) {
		unsigned short before = sheet->width[i];

		sheet_text(sheet, row, (uint16_t)i, columns[i].header, columns[i].title);
		sheet->width[i] = before;	/* headings wrap */
		sheet->heading[i] = columns[i].title;
		sheet->heading_style[i] = columns[i].header;
	}
}

void
columns_in_words(const struct book *book, const struct column *columns, size_t count, struct column *words)
{
	for (size_t i = 0; i < count; i++) {
		words[i] = columns[i];
		words[i].title = columns[i].title[0] == '\0' ? "" : book_word(book, columns[i].title);
	}
}

void
sheet_header_words(struct sheet *sheet, uint32_t row, const struct column *columns, size_t count)
{
	struct column words[SHEET_COLUMNS];

	if (count > SHEET_COLUMNS)
		count = SHEET_COLUMNS;
	columns_in_words(sheet->book, columns, count, words);
	sheet_header(sheet, row, words, count);
}

void
sheet_row_height(struct sheet *sheet, uint32_t row, double points)
{
	if (row < SHEET_ROWS_NOTED)
		sheet->height[row] = (uint16_t)points;
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
sheet_colour_word(struct sheet *sheet, const struct word_area *area, const char *literal, enum rating rating)
{
	struct book *book = sheet->book;
	char	     rule[LITERAL_SIZE + CELL_NAME_SIZE + 8];
	char	     cell[CELL_NAME_SIZE];
	lxw_conditional_format condition = {
	    .type = LXW_CONDITIONAL_TYPE_FORMULA, .stop_if_true = LXW_TRUE};

	if (area->last_row < area->first_row || !is_open(sheet))
		return;
	if (book->badges[rating] == NULL)
		book->badges[rating] =
		    rating_format(book->workbook, rating, book->edition->settings->safe_palette);
	(void)snprintf(rule, sizeof rule, "=$%s=\"%s\"", cell_place(area->first_row, area->column, cell), literal);
	condition.value_string = rule;
	condition.format = book->badges[rating];
	book_check(book,
	    worksheet_conditional_format_range(
		sheet->worksheet, area->first_row, area->column, area->last_row, area->column, &condition),
	    "conditional format");
}

void
sheet_badges(struct sheet *sheet, uint32_t first_row, uint32_t last_row, uint16_t column)
{
	const struct word_area area = { first_row, last_row, column };

	bool			halves = !isnan(story_yellow_high(sheet->book->edition));

	for (size_t shade = 0; shade < (halves ? SHADES : SHADE_YELLOW_HIGH); shade++) {
		char letter[2] = { sheet->book->letters[shade], '\0' };

		sheet_colour_word(sheet, &area, letter, shade == SHADE_YELLOW_HIGH ? RATING_YELLOW : (enum rating)shade);
	}
}

/* "$", letters, "$", number, or without the signs. Written from its end: a workbook has thousands of names. */
static const char *
name_cell(uint32_t row, uint16_t column, const char *sign, char name[CELL_NAME_SIZE])
{
	char   reversed[CELL_NAME_SIZE];
	size_t used = 0;
	size_t at = 0;

	for (uint32_t rest = row + 1; rest > 0; rest /= 10)
		reversed[used++] = (char)('0' + rest % 10);
	if (*sign != '\0')
		reversed[used++] = *sign;
	for (unsigned int rest = column + 1u; rest > 0; rest = (rest - 1) / 26)
		reversed[used++] = (char)('A' + (rest - 1) % 26);
	if (*sign != '\0')
		reversed[used++] = *sign;
	while (used > 0)
		name[at++] = reversed[--used];
	name[at] = '\0';
	return name;
}

const char *
cell_place(uint32_t row, uint16_t column, char name[CELL_NAME_SIZE])
{
	return name_cell(row, column, "", name);
}

const char *
cell_name(uint32_t row, uint16_t column, char name[CELL_NAME_SIZE])
{
	return name_cell(row, column, "$", name);
}
