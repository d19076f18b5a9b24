/* survey_partner.c - whom a row of a wide survey is about: a constant, a column, columns to tick, or free text. */
#include <string.h>

#include "base/arena.h"
#include "base/count.h"
#include "base/error.h"
#include "base/text.h"
#include "input/intake.h"
#include "input/layout.h"
#include "input/survey_wide.h"

enum { NAMES_MAX = 1000 /* unknown ones named one by one */ };

static bool
has_partners_file(const struct intake *intake)
{
	for (size_t i = 0; i < intake->files.count; i++)
		if (intake_file(intake, i)->kind == INPUT_PARTNERS && !intake_file(intake, i)->unusable)
			return true;
	return false;
}

/* Names in free text are no reason for a partner of their own where a list says who the partners are. */
static bool
adds_partners(const struct sheet *sheet)
{
	if (sheet->mapping->unknown_partner == UNKNOWN_PARTNER_KEEP)
		return true;
	return sheet->mapping->unknown_partner != UNKNOWN_PARTNER_DROP && !has_partners_file(sheet->intake);
}

int
survey_partner_begin(struct sheet *sheet, struct survey_wide *wide, struct error *error)
{
	const struct column_list *columns = &sheet->mapping->partner_columns;
	size_t			  width = sheet->layout->column_count;

	wide->partners.size = sizeof(uint32_t);
	wide->partner_text = sheet->column[SURVEY_PARTNER] != -1 && mapping_field(sheet->mapping, "partner") != NULL;
	wide->adds_partners = adds_partners(sheet);
	wide->partner_columns = arena_alloc(wide->arena, width, sizeof *wide->partner_columns);
	if (wide->partner_columns == NULL)
		return error_out_of_memory(error);
	for (size_t i = 0; columns->count > 0 && i < width; i++)
		if (layout_in_list(sheet->layout, columns, i))
			wide->partner_columns[wide->partner_column_count++] = i;
	return 0;
}

/* A partner named twice in a row counts once. */
static int
add_partner(struct survey_wide *wide, uint32_t partner)
{
	const uint32_t *partners = wide->partners.items;
	uint32_t       *added;

	for (size_t i = 0; i < wide->partners.count; i++)
		if (partners[i] == partner)
			return 0;
	added = vector_push(&wide->partners);
	if (added == NULL)
		return -1;
	*added = partner;
	return 0;
}

/* One more row with a name that is no partner's. */
static int
count_name(const struct sheet *sheet, struct survey_wide *wide, struct cell name, size_t column, struct error *error)
{
	const struct stranger what = { .kind = FINDING_NO_PARTNER_MATCH, .column = column };

	if (wide->names.items.count >= NAMES_MAX)
		name = (struct cell){ "", 0 };
	return strangers_count(&wide->names, sheet, &what, name) == -1 ? error_out_of_memory(error) : 0;
}

/* One name of free text. Too long for an id: no partner's name, and maybe a comment. */
static int
match_name(struct sheet *sheet, struct survey_wide *wide, struct cell name, size_t column, bool add,
    struct error *error)
{
	long partner = names_match(&sheet->intake->names, name.text, name.length, add);

	if (partner == NAME_BLANK)
		return 0;
	if (partner == NAME_NO_MEMORY || (partner >= 0 && add_partner(wide, (uint32_t)partner) == -1))
		return error_out_of_memory(error);
	if (partner >= 0)
		return 0;
	wide->unknown++;
	return count_name(sheet, wide, name, column, error);
}

/* Bytes before the first separator. */
static size_t
name_length(const char *text, size_t length, const char *separators)
{
	for (; separators != NULL && *separators != '\0'; separators++) {
		const char *found = memchr(text, *separators, length);

		if (found != NULL)
			length = (size_t)(found - text);
	}
	return length;
}

/* The names of a cell, separated by any of the mapping's characters. */
static int
split_names(struct sheet *sheet, struct survey_wide *wide, struct cell cell, size_t column, struct error *error)
{
	const char *text = cell.text;
	const char *end = cell.text + cell.length;

	for (;;) {
		size_t length = name_length(text, (size_t)(end - text), sheet->mapping->partner_split);

		if (match_name(sheet, wide, cell_trim(text, length), column, wide->adds_partners, error) == -1)
			return -1;
		text += length;
		if (text == end)
			return 0;
		text++;
	}
}

/* "Other (please specify)": the cell is free text. */
static bool
is_other(const char *folded)
{
	static const char *const patterns[] = {
		"other", "others", "other*specify*", "andere", "sonstige", "sonstiges", "sonstige*angeben*", "autre",
		"autre*pr*cis*", "otro", "otro*especif*", "outro*especif*", "altro*specific*", "anders*namelijk*",
	};

	for (size_t i = 0; i < COUNT_OF(patterns); i++)
		if (column_pattern_fits(patterns[i], folded))
			return true;
	return false;
}

/* A ticked column names its partner by its header: the lower part where there are two. */
static int
read_ticked(struct sheet *sheet, struct survey_wide *wide, size_t column, struct error *error)
{
	const struct layout_column *at = &sheet->layout->columns[column];
	const char		   *header = *at->sub != '\0' ? at->sub : at->text;
	const char		   *folded = text_fold(sheet->intake->scratch, header, strlen(header));
	bool			    add = sheet->mapping->unknown_partner != UNKNOWN_PARTNER_DROP;

	if (folded == NULL)
		return error_out_of_memory(error);
	if (is_other(folded))
		return split_names(sheet, wide, sheet_raw_cell(sheet, column), column, error);
	return match_name(sheet, wide, cell_trim(header, strlen(header)), column, add, error);
}

/* The field: one id for the whole file or for the row, or names. 1, 0 rejected, -1. */
static int
read_field(struct sheet *sheet, struct survey_wide *wide, struct error *error)
{
	uint32_t	  partner;
	enum sheet_result result;

	if (wide->partner_text) {
		size_t column = (size_t)sheet->column[SURVEY_PARTNER];

		return split_names(sheet, wide, sheet_cell(sheet, SURVEY_PARTNER), column, error) == -1 ? -1 : 1;
	}
	result = sheet_partner(sheet, SURVEY_PARTNER, &partner, error);
	if (result != SHEET_OK)
		return result == SHEET_NO_MEMORY ? -1 : 0;
	return add_partner(wide, partner) == -1 ? error_out_of_memory(error) : 1;
}

static bool
has_field(const struct sheet *sheet)
{
	return sheet->column[SURVEY_PARTNER] != -1 || sheet->constant[SURVEY_PARTNER].text != NULL;
}

/* What the mapping says about several names, and about none. */
static int
judge(struct sheet *sheet, struct survey_wide *wide)
{
	int rule = sheet->mapping->multi_partner;

	if (wide->partners.count + wide->unknown == 0)
		return sheet_drop(sheet, "no-partner");
	if (rule == MULTI_PARTNER_REJECT && wide->partners.count + wide->unknown > 1)
		return sheet_drop(sheet, "several-partners");
	if (wide->partners.count == 0)
		return sheet_drop(sheet, "unknown-partner");
	if (rule == MULTI_PARTNER_FIRST)
		wide->partners.count = 1;
	return 1;
}

int
survey_partner_read(struct sheet *sheet, struct survey_wide *wide, struct error *error)
{
	int rc = 1;

	wide->partners.count = 0;
	wide->unknown = 0;
	for (size_t i = 0; i < wide->partner_column_count; i++) {
		size_t column = wide->partner_columns[i];

		if (survey_is_ticked(sheet, column) && read_ticked(sheet, wide, column, error) == -1)
			return -1;
	}
	if (wide->partners.count + wide->unknown == 0 && has_field(sheet))
		rc = read_field(sheet, wide, error);
	return rc == 1 ? judge(sheet, wide) : rc;
}

enum sheet_result
survey_partner_from(struct sheet *sheet, struct survey_wide *wide, uint32_t *from, struct error *error)
{
	struct cell cell = sheet_cell(sheet, SURVEY_FROM);
	long	    partner;

	*from = DATASET_NONE;
	if (cell.length == 0)
		return SHEET_OK;
	if (sheet->column[SURVEY_FROM] == -1 || mapping_field(sheet->mapping, "from") == NULL)
		return sheet_partner(sheet, SURVEY_FROM, from, error);
	partner = names_match(&sheet->intake->names, cell.text, cell.length, wide->adds_partners);
	if (partner >= 0)
		*from = (uint32_t)partner;
	if (partner == NAME_NO_MEMORY) {
		(void)error_out_of_memory(error);
		return SHEET_NO_MEMORY;
	}
	if (partner < 0 && count_name(sheet, wide, cell, (size_t)sheet->column[SURVEY_FROM], error) == -1)
		return SHEET_NO_MEMORY;
	return SHEET_OK;
}

int
survey_partner_finish(const struct sheet *sheet, const struct survey_wide *wide, struct error *error)
{
	for (size_t i = 0; i < wide->names.items.count; i++)
		if (strangers_report(&wide->names, i, sheet, "the id, name or alias of a partner") == -1)
			return error_out_of_memory(error);
	return 0;
}
