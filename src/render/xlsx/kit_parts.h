/*
 * kit_parts.h - the sheets of a blank input workbook and what they share; private to them.
 */
#ifndef RENDER_XLSX_KIT_PARTS_H
#define RENDER_XLSX_KIT_PARTS_H

#include "config/strings.h"
#include "input/kit.h"
#include "render/xlsx/sheet.h"

struct arena;

enum { KIT_RANGE_SIZE = SHEET_NAME_SIZE + 2 * CELL_NAME_SIZE + 8 };

struct kit_book {
	struct book	       book;
	const struct kit_file *file;
	const struct kit_list *lists;	/* by enum kit_choice */
	struct arena	      *arena;
	const char	      *title;
	struct sheet	       form, readme, hidden;
	char		       ranges[KIT_CHOICES][KIT_RANGE_SIZE];	/* "='Lists'!$B$1:$B$3", "" where there is no list */
};

/* How to fill in, save and name the file; every column; the ids of the model that the file uses. */
void kit_readme_fill(struct kit_book *kit);

#endif
