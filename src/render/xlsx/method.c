#include "render/xlsx/method.h"

#include <stdio.h>
#include <string.h>

#include "base/count.h"
#include "config/strings.h"
#include "render/xlsx/partner.h"

enum { METHOD_COLUMNS = 5 };

static uint32_t
fill_rules(struct sheet *sheet, uint32_t row, const char *const *rules, size_t count)
{
	if (count == 0)
		return row;
	sheet_word(sheet, row++, 0, STYLE_SECTION, "method.rules");
	for (size_t i = 0; i < count; i++)
		sheet_prose(sheet, row++, 0, METHOD_COLUMNS - 1, STYLE_SENTENCE, rules[i]);
	return row + 1;
}

static uint32_t
fill_policy(struct sheet *sheet, uint32_t row, const struct policy *policy)
{
	static const struct column columns[] = {
		{ "workbook.constant", STYLE_HEADER, 0, 0 },
		{ "kpis.value", STYLE_HEADER_NUMBER, 0, 0 },
		{ "workbook.meaning", STYLE_HEADER, 0, 0 },
		{ "", STYLE_HEADER, 0, 0 },
		{ "", STYLE_HEADER, 0, 0 },
	};
	const char *name, *meaning;
	double	    value;
	char	    cell[CELL_NAME_SIZE], defined[80], key[80], reference[SHEET_NAME_SIZE + CELL_NAME_SIZE + 8];

	sheet_word(sheet, row++, 0, STYLE_SECTION, "workbook.constants");
	sheet_header_words(sheet, row++, columns, COUNT_OF(columns));
	for (size_t i = 0; policy_row(policy, i, &name, &value, &meaning); i++, row++) {
		sheet_text(sheet, row, 0, STYLE_TEXT, name);
		sheet_number(sheet, row, 1, STYLE_GENERAL, value, "");
		(void)snprintf(key, sizeof key, "policy.%s", name);
		sheet_prose(sheet, row, 2, METHOD_COLUMNS - 1, STYLE_WRAP, book_word(sheet->book, key));
		(void)snprintf(defined, sizeof defined, "policy_%s", name);
		(void)snprintf(reference, sizeof reference, "=%s!%s", sheet->quoted,
		    cell_name(row, 1, cell));
		book_define(sheet->book, defined, reference);
	}
	return row + 1;
}

static void
fill_group(struct sheet *sheet, uint32_t row, const struct lens *lens, size_t group)
{
	sheet_text(sheet, row, 0, STYLE_TEXT, group_label(lens, group));
	sheet_number(sheet, row, 1, STYLE_GENERAL, lens->groups[group].weight, "");
	sheet_number(sheet, row, 2, STYLE_SHARE, lens->groups[group].kpi_share, "");
	sheet_prose(sheet, row, 3, METHOD_COLUMNS - 1, STYLE_WRAP, lens->groups[group].help);
}

static uint32_t
fill_lenses(struct sheet *sheet, uint32_t row, const struct model *model)
{
	static const struct column columns[] = {
		{ "workbook.group", STYLE_HEADER, 0, 0 },
		{ "workbook.weight", STYLE_HEADER_NUMBER, 0, 0 },
		{ "workbook.kpi_share", STYLE_HEADER_NUMBER, 0, 0 },
		{ "workbook.asks", STYLE_HEADER, 0, 0 },
		{ "", STYLE_HEADER, 0, 0 },
	};
	char title[340];

	for (size_t l = 0; l < model->lens_count; l++) {
		const struct lens *lens = &model->lenses[l];

		(void)snprintf(title, sizeof title, "%.150s (%.150s)", lens->title,
		    book_word(sheet->book, "workbook.primary"));
		sheet_text(sheet, row++, 0, STYLE_SECTION, lens->primary ? title : lens->title);
		sheet_header_words(sheet, row++, columns, COUNT_OF(columns));
		for (size_t g = 0; g < lens->group_count; g++)
			fill_group(sheet, row++, lens, g);
		row++;
	}
	return row;
}

void
method_fill(struct sheet *sheet, const char *const *rules, size_t rule_count, const char *footer)
{
	static const unsigned short widths[METHOD_COLUMNS] = { 30, 12, 12, 40, 40 };
	const struct model	   *model = sheet->book->edition->model;
	uint32_t		    row = 3;

	for (uint16_t column = 0; column < METHOD_COLUMNS; column++)
		sheet_width(sheet, column, widths[column]);
	sheet_titles(sheet, book_word(sheet->book, "sheets.method"),
	    book_word(sheet->book, "workbook.method_about"));
	row = fill_rules(sheet, row, rules, rule_count);
	row = fill_policy(sheet, row, &model->policy);
	row = fill_lenses(sheet, row, model);
	sheet_close(sheet, &(struct sheet_layout){ .last_row = row, .last_column = METHOD_COLUMNS - 1,
		.portrait = true }, footer);
}

static const struct column input_columns[] = {
	{ "method.file", STYLE_HEADER, 30, 60 },
	{ "method.kind", STYLE_HEADER, 12, 16 },
	{ "workbook.bytes", STYLE_HEADER_NUMBER, 12, 16 },
	{ "method.rows", STYLE_HEADER_NUMBER, 10, 14 },
	{ "workbook.accepted", STYLE_HEADER_NUMBER, 10, 14 },
	{ "method.rejected", STYLE_HEADER_NUMBER, 10, 14 },
	{ "workbook.encoding", STYLE_HEADER, 12, 16 },
	{ "method.digest", STYLE_HEADER, 66, 70 },
};

static void
fill_file(struct sheet *sheet, uint32_t row, struct input_account file)
{
	sheet_text(sheet, row, 0, STYLE_TEXT, file.name);
	sheet_text(sheet, row, 1, STYLE_TEXT, file.kind);
	sheet_number(sheet, row, 2, STYLE_COUNT, file.bytes, "");
	sheet_number(sheet, row, 3, STYLE_COUNT, file.rows, "");
	sheet_number(sheet, row, 4, STYLE_COUNT, file.accepted, "");
	sheet_number(sheet, row, 5, STYLE_COUNT, file.rejected, "");
	sheet_text(sheet, row, 6, STYLE_TEXT, file.encoding);
	sheet_text(sheet, row, 7, STYLE_CODE, file.digest);
}

void
inputs_fill(struct sheet *sheet, const char *footer)
{
	const struct edition *edition = sheet->book->edition;
	const struct {
		const char *key;
		const char *text;
	} facts[] = {
		{ "method.run", edition->run_id },
		{ "workbook.version", version_word(sheet->book) },
		{ "workbook.edition", edition_word(sheet->book) },
		{ "workbook.as_of", edition->as_of },
		{ "method.program", edition->program },
		{ "workbook.model_digest", edition->model->digest },
		{ "workbook.settings_digest", edition->settings->file_digest },
		{ "workbook.data_digest", edition->data_hash },
	};
	const struct strings_file *files;
	size_t			   file_count = strings_files(edition->strings, &files);
	uint32_t		   row = TABLE_FIRST;

	sheet_titles(sheet, book_word(sheet->book, "sheets.inputs"),
	    book_word(sheet->book, "workbook.inputs_about"));
	sheet_header_words(sheet, TABLE_FIRST - 1, input_columns, COUNT_OF(input_columns));
	for (size_t i = 0; i < edition->dataset->file_count; i++)
		fill_file(sheet, row++, story_input(edition, i));
	row++;
	for (size_t i = 0; i < COUNT_OF(facts); i++, row++) {
		sheet_word(sheet, row, 0, STYLE_MUTED, facts[i].key);
		sheet_text(sheet, row, 1, STYLE_SUBTITLE, facts[i].text);
	}
	if (edition->mappings_digest != NULL) {
		sheet_word(sheet, row, 0, STYLE_MUTED, "workbook.mappings_digest");
		sheet_text(sheet, row++, 1, STYLE_SUBTITLE, edition->mappings_digest);
	}
	for (size_t i = 0; i < file_count; i++, row++) {
		sheet_word(sheet, row, 0, STYLE_MUTED, files[i].own ? "workbook.own_words_digest" : "workbook.words_digest");
		sheet_text(sheet, row, 1, STYLE_SUBTITLE, files[i].digest);
	}
	sheet_close(sheet, &(struct sheet_layout){ .header_row = TABLE_FIRST - 1, .last_row = row,
		.last_column = COUNT_OF(input_columns) - 1 }, footer);
}

void
sheet_severity(struct sheet *sheet, uint32_t row, uint16_t column, enum severity severity)
{
	static const char *const words[] = {
		[SEVERITY_ERROR] = "severity.error",
		[SEVERITY_WARNING] = "severity.warning",
		[SEVERITY_ADVICE] = "severity.advice",
		[SEVERITY_INFO] = "severity.info",
	};
	static const enum style styles[] = {
		[SEVERITY_ERROR] = (enum style)(STYLE_RATING + RATING_RED),
		[SEVERITY_WARNING] = (enum style)(STYLE_RATING + RATING_YELLOW),
		[SEVERITY_ADVICE] = STYLE_TEXT,
		[SEVERITY_INFO] = STYLE_MUTED,
	};

	sheet_word(sheet, row, column, styles[severity], words[severity]);
}
