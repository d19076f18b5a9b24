/*
 * table.c - rows as a table with a name and a filter, and links from one sheet to another.
 */
#include "render/xlsx/sheet.h"

#include <stdio.h>
#include <string.h>

enum { TABLE_ROWS_MAX = 20000, TABLE_COLUMNS_MAX = 32, LINK_SIZE = SHEET_NAME_SIZE + CELL_NAME_SIZE + 16 };

/* A table wants a heading in every column, and each another one: Excel repairs files where that is not so. */
static bool
headings_differ(const struct sheet *sheet, size_t count)
{
	for (size_t i = 0; i < count; i++) {
		if (sheet->heading[i] == NULL || sheet->heading[i][0] == '\0')
			return false;
		for (size_t k = 0; k < i; k++)
			if (clean_same_name(sheet->heading[i], sheet->heading[k]))
				return false;
	}
	return true;
}

/* The library copies what it is given; no style of its own, because not every program paints one. */
static void
add_table(struct sheet *sheet, const struct sheet_layout *layout, size_t count)
{
	lxw_table_column  columns[TABLE_COLUMNS_MAX];
	lxw_table_column *list[TABLE_COLUMNS_MAX + 1];
	char		  headings[TABLE_COLUMNS_MAX][CLEAN_PROPERTY_SIZE];
	char		  name[CLEAN_PROPERTY_SIZE];
	lxw_table_options options = { .name = name,
		.columns = list,
		.style_type = LXW_TABLE_STYLE_TYPE_LIGHT,
		.style_type_number = 0 };

	(void)snprintf(name, sizeof name, "%s", layout->table);
	memset(columns, 0, sizeof columns);
	for (size_t i = 0; i < count; i++) {
		const char *clean = book_clean(sheet->book, sheet->heading[i], CLEAN_PROPERTY);

		if (clean == NULL)
			return;
		(void)snprintf(headings[i], sizeof headings[i], "%s", clean);
		columns[i].header = headings[i];
		columns[i].header_format = book_format(sheet->book, sheet->heading_style[i]);
		list[i] = &columns[i];
	}
	list[count] = NULL;
	if (!sheet->book->failed)
		book_check(sheet->book,
		    worksheet_add_table(sheet->worksheet, layout->header_row, 0, layout->last_row,
			layout->last_column, &options),
		    "table");
}

void
sheet_table(struct sheet *sheet, const struct sheet_layout *layout)
{
	size_t count = (size_t)layout->last_column + 1;

	if (layout->table != NULL && !sheet->book->streaming && count <= TABLE_COLUMNS_MAX &&
	    layout->last_row - layout->header_row <= TABLE_ROWS_MAX && headings_differ(sheet, count))
		add_table(sheet, layout, count);
	else
		book_check(sheet->book,
		    worksheet_autofilter(sheet->worksheet, layout->header_row, 0, layout->last_row,
			layout->last_column),
		    "filter");
}

void
sheet_link(struct sheet *sheet, uint32_t row, uint16_t column, enum style style,
    const struct sheet *target, uint32_t target_row)
{
	char	    place[CELL_NAME_SIZE], link[LINK_SIZE];
	lxw_format *format;

	if (sheet->worksheet == NULL || sheet->book->failed)
		return;
	format = book_format(sheet->book, style);
	(void)snprintf(link, sizeof link, "internal:%s!%s", target->quoted, cell_place(target_row, 0, place));
	if (format != NULL)
		book_check(sheet->book,
		    worksheet_write_url_opt(sheet->worksheet, row, column, link, format, "", NULL), "link");
}
