/* cells.c - the cells of the row at hand as text, numbers, periods, partners; what is wrong with one becomes a finding. */
#include "input/sheet.h"

#include <string.h>

#include "base/arena.h"
#include "base/count.h"
#include "base/error.h"
#include "base/text.h"
#include "input/intake.h"

enum { TOKEN_BYTES_MAX = 64 };

struct cell
cell_trim(const char *text, size_t length)
{
	while (length > 0 && (unsigned char)text[length - 1] <= ' ')
		length--;
	while (length > 0 && (unsigned char)*text <= ' ') {
		text++;
		length--;
	}
	return (struct cell){ text, length };
}

int
cell_digits(struct cell cell)
{
	int value = 0;

	if (cell.length == 0 || cell.length > 4)
		return -1;
	for (size_t i = 0; i < cell.length; i++) {
		if (cell.text[i] < '0' || cell.text[i] > '9')
			return -1;
		value = value * 10 + (cell.text[i] - '0');
	}
	return value;
}

bool
cell_is(struct cell cell, const char *word)
{
	size_t i;

	for (i = 0; i < cell.length && word[i] != '\0'; i++) {
		char byte = cell.text[i];

		if (byte >= 'A' && byte <= 'Z')
			byte = (char)(byte + ('a' - 'A'));
		if (byte != word[i])
			return false;
	}
	return i == cell.length && word[i] == '\0';
}

/* Out of memory reads as "not missing": the next allocation says it. */
static bool
is_missing(const struct sheet *sheet, struct cell cell)
{
	const struct mapping *mapping = sheet->mapping;
	const char	     *folded;

	if (mapping == NULL || mapping->missing_count == 0 || cell.length > TOKEN_BYTES_MAX)
		return false;
	folded = sheet_folded(sheet, cell);
	for (size_t i = 0; folded != NULL && i < mapping->missing_count; i++)
		if (strcmp(folded, mapping->missing[i]) == 0 || cell_is(cell, mapping->missing[i]))
			return true;
	return false;
}

struct cell
sheet_cell(const struct sheet *sheet, int field)
{
	static const struct cell empty = { "", 0 };
	const struct csv_field	*found;
	struct cell		 cell;

	if (sheet->column[field] == -1)
		return sheet->constant[field].text == NULL ? empty : sheet->constant[field];
	found = &sheet->record.fields[sheet->column[field]];
	cell = cell_trim(found->text, found->length);
	return cell.length > 0 && is_missing(sheet, cell) ? empty : cell;
}

const char *
sheet_cell_text(const struct sheet *sheet, int field)
{
	struct cell cell = sheet_cell(sheet, field);

	return cell.length == 0 ? "" : text_clean(sheet->intake->arena, cell.text, cell.length);
}

const char *
sheet_folded(const struct sheet *sheet, struct cell cell)
{
	return text_fold(sheet->intake->scratch, cell.text, cell.length);
}

int
sheet_find(const struct sheet *sheet, enum finding_kind kind, int field, struct cell value, const char *expected, struct error *error)
{
	struct finding finding = { .kind = kind, .file = sheet->file->name, .line = sheet->record.line, .expected = expected };
	char	      *copy = arena_strndup(sheet->intake->scratch, value.text, value.length);

	if (copy == NULL)
		return error_out_of_memory(error);
	finding.value = value.length > 0 ? copy : NULL;
	if (field != SHEET_NO_FIELD && sheet->column[field] != -1)
		finding.column = (unsigned int)sheet->column[field] + 1;
	return findings_add(sheet->intake->findings, &finding) == -1 ? error_out_of_memory(error) : 0;
}

int
sheet_reject(const struct sheet *sheet, enum finding_kind kind, int field, const char *expected, struct error *error)
{
	return sheet_find(sheet, kind, field, sheet_cell(sheet, field), expected, error);
}

/* The finding is added; wrong, unless that fails. */
static enum sheet_result
wrong(const struct sheet *sheet, enum finding_kind kind, int field, const char *expected, struct error *error)
{
	return sheet_reject(sheet, kind, field, expected, error) == -1 ? SHEET_NO_MEMORY : SHEET_WRONG;
}

enum sheet_result
sheet_cell_number(const struct sheet *sheet, int field, double *value, struct error *error)
{
	struct cell cell = sheet_cell(sheet, field);

	if (cell.length == 0)
		return SHEET_EMPTY;
	switch (number_parse(cell.text, cell.length, sheet->decimal_comma, value)) {
	case NUMBER_OK:
		return SHEET_OK;
	case NUMBER_AMBIGUOUS:
		return wrong(sheet, FINDING_AMBIGUOUS_NUMBER, field, "a number without thousands separator", error);
	case NUMBER_BAD:
	default:
		return wrong(sheet, FINDING_BAD_NUMBER, field, "a number", error);
	}
}

enum sheet_result
sheet_partner(const struct sheet *sheet, int field, uint32_t *partner, struct error *error)
{
	struct names *names = &sheet->intake->names;
	struct cell   cell = sheet_cell(sheet, field);
	bool	      control = names_has_control(names, cell.text, cell.length);
	long	      index = names_intern(names, cell.text, cell.length);

	if (index == NAME_BLANK)
		return wrong(sheet, FINDING_BLANK_PARTNER, field, "a partner id", error);
	if (index == NAME_TOO_LONG)
		return wrong(sheet, FINDING_LONG_ID, field, "a partner id of at most 64 characters", error);
	if (index < 0) {
		(void)error_out_of_memory(error);
		return SHEET_NO_MEMORY;
	}
	if (control && sheet_find(sheet, FINDING_CONTROL_CHARACTER, field, cell, "an id without control characters", error) == -1)
		return SHEET_NO_MEMORY;
	*partner = (uint32_t)index;
	return SHEET_OK;
}

enum sheet_result
sheet_date(const struct sheet *sheet, int field, struct date *date, struct error *error)
{
	struct cell cell = sheet_cell(sheet, field);

	if (cell.length == 0)
		return SHEET_EMPTY;
	if (date_parse(cell.text, cell.length, date))
		return SHEET_OK;
	return wrong(sheet, FINDING_BAD_DATE, field, "a date as 2026-09-30", error);
}

enum sheet_result
sheet_side(const struct sheet *sheet, int field, enum side *side, struct error *error)
{
	struct cell cell = sheet_cell(sheet, field);

	for (enum side i = 0; i < SIDES; i++)
		if (cell_is(cell, side_name(i))) {
			*side = i;
			return SHEET_OK;
		}
	return wrong(sheet, FINDING_BAD_WORD, field, "client, partner or peer", error);
}
