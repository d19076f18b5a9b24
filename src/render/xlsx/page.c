/*
 * page.c - how a finished sheet is shown and printed.
 */
#include "render/xlsx/sheet.h"

#include <stdio.h>
#include <string.h>

enum { PAPER_LETTER = 1, PAPER_A4 = 9, HIDE_ALL_GRIDLINES = LXW_HIDE_ALL_GRIDLINES };

/* Rows of a section that is too long for what is left of a page: its heading, its header and two more stay together. */
enum { SECTION_ROWS = 4 };

/* Inches; what is printed keeps a little inside, because programs and printers differ. */
static const double margin_side = 0.5, margin_end = 0.75, slack = 0.97;

/* Of a column that somebody wrote to or gave a width; 0: left as the library has it. */
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
	return column == 0 && width < sheet->title_width ? sheet->title_width : width;
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

void
sheet_keep(struct sheet *sheet, uint32_t first_row, uint32_t last_row)
{
	if (sheet->kept_count < PAGES_KEPT_MOST)
		sheet->kept[sheet->kept_count++] = (struct kept_rows){ first_row, last_row };
}

/* Width or height of a page between its margins, in points. */
static double
page_room(const struct sheet *sheet, const struct sheet_layout *layout, bool across)
{
	bool   letter = sheet->book->edition->settings->letter;
	double small = letter ? 8.5 : 210 / 25.4, large = letter ? 11 : 297 / 25.4;
	double inches = across == layout->portrait ? small : large;

	return slack * 72 * (inches - 2 * (across ? margin_side : margin_end));
}

/* The library writes what is repeated as one name, rows and columns, each with the sheet's: a longer one would be cut within a character. */
static bool
columns_can_repeat(const struct sheet *sheet)
{
	return 2 * strlen(sheet->quoted) + sizeof "!$AAA:$AAA,!$1048576:$1048576" <= LXW_DEFINED_NAME_LENGTH;
}

/* The columns as they are printed: a character is 7 pixels wide, and 5 more stand beside each column's text. */
static uint16_t
spread_columns(struct sheet *sheet, const struct sheet_layout *layout, struct page_spread *spread)
{
	double		    widths[SHEET_COLUMNS];
	struct page_columns columns = {
		.widths = widths, .room = page_room(sheet, layout, true) };

	for (uint16_t column = 0; column < SHEET_COLUMNS; column++) {
		double width = column_width(sheet, column);

		widths[column] = PIXEL_POINTS * (width > 0 ? 7 * width + 5 : 64);
		if (width > 0)
			columns.count = (uint16_t)(column + 1);
	}
	if (layout->last_column > 0)
		columns.count = (uint16_t)(layout->last_column + 1);
	if (columns_can_repeat(sheet))
		columns.repeated = layout->repeated_columns > 0 ? layout->repeated_columns : layout->frozen_columns;
	pages_spread(&columns, spread);
	if (columns.repeated == 0 && layout->repeated_columns > layout->frozen_columns && columns_can_repeat(sheet)) {
		columns.repeated = layout->frozen_columns;
		pages_spread(&columns, spread);
	}
	return spread->pages > 1 ? columns.repeated : 0;
}

/* A section whole if it is short, else its first rows: no heading stands alone at the foot of a page. */
static void
keep_sections(struct sheet *sheet, uint32_t end, double room)
{
	for (size_t i = 0; i < sheet->section_count; i++) {
		uint32_t first = sheet->section[i];
		uint32_t next = i + 1 < sheet->section_count ? sheet->section[i + 1] : end;
		double	 height = 0;

		for (uint32_t row = first; row < next && row < SHEET_ROWS_NOTED; row++)
			height += sheet->height[row];
		sheet_keep(sheet, first, height <= room / 3 || next < first + SECTION_ROWS ? next - 1 : first + SECTION_ROWS - 1);
	}
}

/* The heights of the rows up to the last one. */
static double
note_heights(struct sheet *sheet, uint32_t last_row)
{
	double height = 0;

	for (uint32_t row = 0; row <= last_row; row++) {
		if (sheet->height[row] == 0)
			sheet->height[row] = ROW_POINTS;
		height += sheet->height[row];
	}
	return height;
}

/* Ends pages before what must not be parted; -1 if all of it fits a single page that can be read. */
static int
break_rows(struct sheet *sheet, const struct sheet_layout *layout, const struct page_spread *spread, uint32_t breaks[PAGES_MOST])
{
	double		 room = page_room(sheet, layout, false);
	/* A program may find the larger scale that the slack across leaves it: then fewer rows go on a page. */
	double		 scale = spread->scale < 100 * slack ? spread->scale / slack : 100;
	struct page_rows rows = { .heights = sheet->height, .room = room * 100 / scale };
	double		 height;

	breaks[0] = layout->break_row;
	if (layout->last_row >= SHEET_ROWS_NOTED || sheet->section_count + sheet->kept_count == 0)
		return layout->break_row > 0;
	height = note_heights(sheet, layout->last_row);
	if (spread->pages == 1 && layout->break_row == 0 && height * PAGES_SCALE_LEAST <= room * 100)
		return -1;
	rows.start = layout->break_row;
	rows.count = layout->last_row + 1;
	if (layout->header_row > 0 && !layout->several_tables)
		rows.repeated = sheet->height[layout->header_row];
	keep_sections(sheet, rows.count, rows.room);
	rows.kept = sheet->kept;
	rows.kept_count = sheet->kept_count;
	return (int)pages_break_rows(&rows, breaks);
}

static void
set_pages(struct sheet *sheet, const struct sheet_layout *layout)
{
	struct page_spread spread;
	uint16_t	   repeated = spread_columns(sheet, layout, &spread);
	uint32_t	   rows[PAGES_MOST];
	lxw_row_t	   breaks[PAGES_MOST + 1] = { 0 };	/* 0 ends */
	int		   count = break_rows(sheet, layout, &spread, rows);

	for (int i = 0; i < count; i++)
		breaks[i] = rows[i];
	/* A second table starts a page; its header stands on that page and on those after it. */
	if (layout->break_row > 0)
		book_check(sheet->book,
		    worksheet_repeat_rows(sheet->worksheet, layout->break_row, layout->break_row), "repeated rows");
	worksheet_fit_to_pages(sheet->worksheet, spread.pages, count == -1);
	if (repeated > 0)
		book_check(sheet->book, worksheet_repeat_columns(sheet->worksheet, 0, (lxw_col_t)(repeated - 1)),
		    "repeated columns");
	if (breaks[0] != 0)
		book_check(sheet->book, worksheet_set_h_pagebreaks(sheet->worksheet, breaks), "page breaks");
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
	worksheet_set_margins(worksheet, margin_side, margin_side, margin_end, margin_end);
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
	set_pages(sheet, layout);
	if ((layout->filter || layout->table != NULL) && layout->last_row > layout->header_row)
		sheet_table(sheet, layout);
	book_check(book,
	    worksheet_ignore_errors(worksheet, LXW_IGNORE_NUMBER_STORED_AS_TEXT, "A1:XFD1048576"),
	    "checks");
}
