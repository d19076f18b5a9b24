/*
 * input.h - cells that the reader may change: framed, checked when something is typed, darker once they differ from what was reported.
 */
#ifndef RENDER_XLSX_INPUT_H
#define RENDER_XLSX_INPUT_H

#include "render/xlsx/sheet.h"

/* A number from 0 on; a share from 0 to 1; a number for which rule holds ("=AND(ISNUMBER(D9),D9>E9)"). */
void input_weight(struct sheet *sheet, uint32_t row, uint16_t column, double value);
void input_share(struct sheet *sheet, uint32_t row, uint16_t column, double value);
void input_limit(struct sheet *sheet, uint32_t row, uint16_t column, double value, const char *rule);

/* A block of cells, and the column that keeps what was reported for the block's first column; the next for the next, and so on. */
struct input_block {
	uint32_t first_row;
	uint32_t last_row;
	uint16_t first_column;
	uint16_t last_column;
	uint16_t reported_column;
};

/* Cells of the block that differ from what was reported get their own look. */
void input_mark_changes(struct sheet *sheet, const struct input_block *block);

#endif
