/* kit_readme.c - the page of a blank input workbook that says how it becomes an input file. */
#include "base/count.h"
#include "render/xlsx/kit_parts.h"

enum { README_NAME, README_REQUIRED, README_MEANING, README_EXAMPLE, README_COLUMNS };

static uint32_t
fill_steps(struct kit_book *kit, uint32_t row)
{
	const char *contact = kit->book.edition->settings->contact;
	const char *const steps[] = {
		"kit.step_fill", "kit.step_example", "kit.step_choose", "kit.step_excel", "kit.step_libreoffice",
		contact[0] != '\0' ? "kit.step_send" : "kit.step_send_back", "kit.step_place", "kit.step_check",
	};
	const char *name = input_kind_name(kit->file->kind);

	for (size_t i = 0; i < COUNT_OF(steps); i++)
		sheet_prose(&kit->readme, row++, 0, README_COLUMNS - 1, STYLE_SENTENCE,
		    book_say(&kit->book, kit->arena, steps[i], "file", name, "partner", KIT_EXAMPLE_PARTNER,
			"contact", contact, NULL));
	return row;
}

static uint32_t
fill_fields(struct kit_book *kit, uint32_t row)
{
	static const struct column columns[] = {
		{ "kit.column", STYLE_HEADER, 22, 40 },
		{ "kit.needed", STYLE_HEADER, 14, 24 },
		{ "kit.meaning", STYLE_HEADER, 80, 80 },
		{ "kit.example", STYLE_HEADER, 34, 34 },
	};
	struct sheet *sheet = &kit->readme;

	sheet_header_words(sheet, row++, columns, COUNT_OF(columns));
	for (size_t i = 0; i < kit->file->count; i++, row++) {
		const struct kit_field *field = &kit->file->fields[i];
		const char	       *instead;
		bool			required = kit_requires(kit->file, field->name, &instead);

		sheet_text(sheet, row, README_NAME, STYLE_STRONG, field->name);
		sheet_word(sheet, row, README_REQUIRED, STYLE_TEXT, required ? "state.yes" : "state.no");
		if (instead != NULL)
			sheet_text(sheet, row, README_REQUIRED, STYLE_TEXT,
			    book_say(&kit->book, kit->arena, "kit.needed_or", "other", instead, NULL));
		sheet_prose(sheet, row, README_MEANING, README_MEANING, STYLE_WRAP, book_word(&kit->book, field->help));
		sheet_prose(sheet, row, README_EXAMPLE, README_EXAMPLE, STYLE_WRAP, kit_example(field, kit->lists));
	}
	return row;
}

/* The ids that the columns of the file take, with what they stand for. */
static void
fill_ids(struct kit_book *kit, uint32_t row, const char *column, const struct kit_list *list)
{
	struct sheet *sheet = &kit->readme;

	sheet_text(sheet, row++, README_NAME, STYLE_SECTION, column);
	for (size_t i = 0; i < list->count; i++, row++) {
		sheet_text(sheet, row, README_NAME, STYLE_STRONG, list->words[i]);
		sheet_prose(sheet, row, README_REQUIRED, README_EXAMPLE, STYLE_WRAP, list->meanings[i]);
	}
}

void
kit_readme_fill(struct kit_book *kit)
{
	struct sheet *sheet = &kit->readme;
	uint32_t      row;

	sheet_width(sheet, README_NAME, 22);
	sheet_width(sheet, README_REQUIRED, 14);
	sheet_width(sheet, README_MEANING, 80);
	sheet_width(sheet, README_EXAMPLE, 34);
	sheet_titles(sheet, kit->title, book_word(&kit->book, kit->file->about));
	row = fill_steps(kit, 3) + 1;
	row = fill_fields(kit, row) + 1;
	for (size_t i = 0; i < kit->file->count; i++) {
		const struct kit_field *field = &kit->file->fields[i];

		if (field->choice == KIT_KPIS || field->choice == KIT_QUESTIONS || field->choice == KIT_TARGETS)
			fill_ids(kit, row, field->name, &kit->lists[field->choice]);
	}
	sheet_close(sheet, &(struct sheet_layout){ 0 }, kit->title);
}
