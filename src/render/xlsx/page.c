/*
 * page.c - how a finished sheet is shown and printed.
 */
#include "render/xlsx/sheet.h"

#include <stdio.h>
#include <string.h>

enum { PAPER_LETTER = 1, PAPER_A4 = 9, ROW_POINTS = 16, HIDE_ALL_GRIDLINES = LXW_HIDE_ALL_GRIDLINES };

/* 0: the library's own. */
static double
column_width(const struct sheet *sheet, uint16_t column)
{
	double width = sheet->width[column] + 2;

	if (sheet->most[column] == 0 && sheet->width[column] == 0)
		return 0;
	if (width < sheet->least[column])
		width = sheet->least[column];
	if (sheet->most[column] > 0 && width > sheet->most[column])
		width = sheet->most[column];
	return width;
}

/* Neighbours of one width at once. */
static void
set_widths(struct sheet *sheet)
{
	uint16_t next;

	for (uint16_t column = 0; column < SHEET_COLUMNS && !sheet->book->failed; column = next) {
		double width = column_width(sheet, column);

		next = (uint16_t)(column + 1);
		while (next < SHEET_COLUMNS && column_width(sheet, next) == width)
			next++;
		if (width > 0)
			book_check(sheet->book,
			    worksheet_set_column(sheet->worksheet, column, (uint16_t)(next - 1), width, NULL),
			    "column width");
	}
}

/* One part of a header or footer after its code. The parts are cleaned one at a time: the scratch holds one text. */
static size_t
append_part(
    struct sheet *sheet, char *text, size_t used, size_t room, const char *code, const char *part)
{
	const char *clean = book_clean(sheet->book, part, CLEAN_HEADER);
	int	    length;

	if (clean == NULL || clean[0] == '\0')
		return used;
	length = snprintf(text + used, room - used, "%s%s", code, clean);
	return length > 0 && (size_t)length < room - used ? used + (size_t)length : used;
}

static void
set_header_footer(struct sheet *sheet, const char *left)
{
	const struct edition *edition = sheet->book->edition;
	char		      text[1024];
	size_t		      used;

	text[0] = '\0';
	used = append_part(sheet, text, 0, sizeof text, "&L", edition->settings->organisation);
	text[used] = '\0';
	used = append_part(sheet, text, used, sizeof text, "&R", edition->settings->confidentiality);
	text[used] = '\0';
	if (used > 0 && !sheet->book->failed)
		book_check(sheet->book, worksheet_set_header(sheet->worksheet, text), "page header");

	used = append_part(sheet, text, 0, sizeof text, "&L", left);
	text[used] = '\0';
	used = append_part(sheet, text, used, sizeof text, "&C", edition->run_id);
	(void)snprintf(text + used, sizeof text - used, "&R&P / &N");
	if (!sheet->book->failed)
		book_check(sheet->book, worksheet_set_footer(sheet->worksheet, text), "page footer");
}

/* A second table starts a page; its header stands on that page and on those after it. */
static void
start_page(struct sheet *sheet, uint32_t row)
{
	lxw_row_t breaks[] = { row, 0 };

	book_check(sheet->book, worksheet_set_h_pagebreaks(sheet->worksheet, breaks), "page break");
	book_check(sheet->book, worksheet_repeat_rows(sheet->worksheet, row, row), "repeated rows");
}

void
sheet_close(struct sheet *sheet, const struct sheet_layout *layout, const char *footer)
{
	lxw_worksheet *worksheet = sheet->worksheet;
	struct book   *book = sheet->book;

	if (worksheet == NULL || book->failed)
		return;
	set_widths(sheet);
	worksheet_set_default_row(worksheet, ROW_POINTS, LXW_FALSE);
	worksheet_gridlines(worksheet, HIDE_ALL_GRIDLINES);
	worksheet_set_paper(worksheet, book->edition->settings->letter ? PAPER_LETTER : PAPER_A4);
	if (!layout->portrait)
		worksheet_set_landscape(worksheet);
	worksheet_set_margins(worksheet, 0.5, 0.5, 0.75, 0.75);
	worksheet_fit_to_pages(worksheet, layout->pages_wide > 0 ? layout->pages_wide : 1, 0);
	if (layout->pages_wide > 1)
		book_check(book, worksheet_repeat_columns(worksheet, 0, 0), "repeated column");
	set_header_footer(sheet, footer);
	if (layout->header_row > 0) {
		worksheet_freeze_panes(worksheet,
		    layout->frozen_rows > 0 ? layout->frozen_rows : layout->header_row + 1,
		    layout->frozen_columns);
		if (!layout->several_tables)
			book_check(book,
			    worksheet_repeat_rows(worksheet, layout->header_row, layout->header_row),
			    "repeated rows");
	}
	if (layout->last_column > 0)
		book_check(book,
		    worksheet_print_area(worksheet, 0, 0, layout->last_row, layout->last_column),
		    "print area");
	if (layout->break_row > 0)
		start_page(sheet, layout->break_row);
	if ((layout->filter || layout->table != NULL) && layout->last_row > layout->header_row)
		sheet_table(sheet, layout);
	book_check(book,
	    worksheet_ignore_errors(worksheet, LXW_IGNORE_NUMBER_STORED_AS_TEXT, "A1:XFD1048576"),
	    "checks");
}
