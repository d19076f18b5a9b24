/*
 * sheet.h - the only way cells are written: text cleaned, numbers finite, formulas ours and with their value, failures kept by the book.
 *
 * Rows and columns count from 0. In a streaming book rows are written from the top down.
 */
#ifndef RENDER_XLSX_SHEET_H
#define RENDER_XLSX_SHEET_H

#include <stddef.h>
#include <stdint.h>

#include "render/xlsx/book.h"
#include "render/xlsx/pages.h"

enum { SHEET_COLUMNS = 160, SHEET_ROWS_NOTED = 1000, CELL_NAME_SIZE = 20, ROW_POINTS = 16 /* where nothing else is said */ };

#define PIXEL_POINTS 0.75

struct sheet {
	struct book   *book;
	lxw_worksheet *worksheet;	/* NULL after a failure */
	char	       quoted[SHEET_NAME_SIZE + 2];	/* its name as formulas write it: 'Scores' */
	unsigned short width[SHEET_COLUMNS];	/* widest text so far, in characters */
	unsigned short least[SHEET_COLUMNS];
	unsigned short most[SHEET_COLUMNS];
	unsigned short title_width;	/* of a title that has the first column to itself */
	const char    *heading[SHEET_COLUMNS];	/* of the header written last, NULL: none */
	enum style     heading_style[SHEET_COLUMNS];
	uint16_t       height[SHEET_ROWS_NOTED];	/* of the first rows in points, 0: the default */
	uint32_t       section[PAGES_KEPT_MOST];	/* rows of the headings of blocks */
	size_t	       section_count;
	struct kept_rows kept[PAGES_KEPT_MOST];		/* rows that are not parted when printed */
	size_t	       kept_count;
};

/* A column of a table: its heading, what it holds and how wide it may get. */
struct column {
	const char    *title;	/* for sheet_header_words the key of its text */
	enum style     header;
	unsigned short least;	/* characters */
	unsigned short most;
};

/* How a finished sheet is shown and printed. */
struct sheet_layout {
	uint32_t header_row;	/* stays on screen and on every page; 0: none */
	bool	 several_tables;	/* the header is not that of every row: on screen only */
	uint32_t frozen_rows;	/* that stay on screen; 0: through the header row */
	uint16_t frozen_columns;
	uint16_t repeated_columns;	/* that stand on every page of several side by side, if they leave room; 0: the frozen ones */
	uint32_t last_row;	/* with filter: of the table */
	uint16_t last_column;	/* of what is printed */
	bool	 filter;
	const char *table;	/* its name, ours; NULL: a filter alone. Streaming books and long sheets have filters only */
	uint32_t	 break_row;	/* a new page starts here, and this row is repeated from here on; 0: none */
	bool	 portrait;
};

/* The sheet has the name that the key says, made fit and unique. */
void sheet_open(struct sheet *sheet, struct book *book, const char *key);

/* NULL or "" is an empty cell in its style. */
void sheet_text(struct sheet *sheet, uint32_t row, uint16_t column, enum style style, const char *text);
/* NaN, infinities and what is too large for a cell: the word absent instead, never a zero. */
void sheet_number(struct sheet *sheet, uint32_t row, uint16_t column, enum style style,
    double value, const char *absent);
/* Text over several columns and lines, wrapped. */
void sheet_prose(struct sheet *sheet, uint32_t row, uint16_t first, uint16_t last, enum style style,
    const char *text);

/* Formulas are built from our own words and numbers only. cached is what a viewer without a calculator shows; NaN: "". */
void sheet_formula(struct sheet *sheet, uint32_t row, uint16_t column, enum style style,
    double cached, const char *format, ...) __attribute__((format(printf, 6, 7)));
void sheet_formula_text(struct sheet *sheet, uint32_t row, uint16_t column, enum style style,
    const char *cached, const char *format, ...) __attribute__((format(printf, 6, 7)));

/* Makes the cell a link to the first cell of a row in another sheet of the book. Before its text or number is written. */
void sheet_link(struct sheet *sheet, uint32_t row, uint16_t column, enum style style,
    const struct sheet *target, uint32_t target_row);
/* The rows below the header as a table with its filter, or a filter where they cannot be one. */
void sheet_table(struct sheet *sheet, const struct sheet_layout *layout);

/* Our own word: the text of a key. */
void sheet_word(struct sheet *sheet, uint32_t row, uint16_t column, enum style style, const char *key);

/* Title and subtitle in the first two rows. */
void sheet_titles(struct sheet *sheet, const char *title, const char *subtitle);
/* The same over the columns up to last; a title too long for them is set smaller and wrapped. */
void sheet_titles_within(
    struct sheet *sheet, uint16_t last, const char *title, const char *subtitle);
/*
 * The same for a sheet with these columns that may be printed over several pages side by side, the first ones repeated on each: the subtitle
 * stands above them in lines if they are wide, else beside the title, so that no page shows a piece of it.
 */
void sheet_titles_repeated(struct sheet *sheet, const struct column *columns, size_t count, uint16_t repeated,
    const char *title, const char *subtitle);
void sheet_header(struct sheet *sheet, uint32_t row, const struct column *columns, size_t count);
/* The same for headings that are words of ours. */
void sheet_header_words(struct sheet *sheet, uint32_t row, const struct column *columns, size_t count);
/* Keys into their texts, for a header that has the user's own titles too. */
void columns_in_words(const struct book *book, const struct column *columns, size_t count, struct column *words);
void sheet_row_height(struct sheet *sheet, uint32_t row, double points);
void sheet_width(struct sheet *sheet, uint16_t column, unsigned short characters);
/* Cells of a column. */
struct word_area {
	uint32_t first_row, last_row;
	uint16_t column;
};

/* Cells that hold this word (as book_literal gives it) look like the rating, also when a formula changes them. */
void sheet_colour_word(struct sheet *sheet, const struct word_area *area, const char *literal, enum rating rating);
/* Letters G, Y, R, N of these rows get the colour that they stand for. */
void sheet_badges(struct sheet *sheet, uint32_t first_row, uint32_t last_row, uint16_t column);
/* Rows that are printed on one page if they fit one: a chart lies over them. */
void sheet_keep(struct sheet *sheet, uint32_t first_row, uint32_t last_row);
/* Widths, frozen header, print setup, page header and footer. footer: what stands at its left. */
void sheet_close(struct sheet *sheet, const struct sheet_layout *layout, const char *footer);

/* "N5": moves with its row and column. */
const char *cell_place(uint32_t row, uint16_t column, char name[CELL_NAME_SIZE]);
/* "$N$5" into name; returns name. */
const char *cell_name(uint32_t row, uint16_t column, char name[CELL_NAME_SIZE]);

#endif
