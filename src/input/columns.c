/* columns.c - see columns.h. */
#include "input/columns.h"

#include <string.h>

#include "base/arena.h"
#include "base/error.h"
#include "base/text.h"
#include "input/intake.h"
#include "input/sheet.h"

static const struct mapping_pair *
find_pair(const struct mapping_pair *pairs, size_t count, const char *folded_name)
{
	for (size_t i = 0; i < count; i++)
		if (strcmp(pairs[i].name, folded_name) == 0)
			return &pairs[i];
	return NULL;
}

/* The first column whose folded header is name, -1 if none. */
static int
find_header(const char *const *headers, size_t count, const char *name)
{
	for (size_t i = 0; i < count; i++)
		if (strcmp(headers[i], name) == 0)
			return (int)i;
	return -1;
}

/* The header's cells, folded, in scratch memory. NULL when out of memory. */
static const char **
fold_headers(const struct sheet *sheet)
{
	const struct csv_record *record = &sheet->record;
	const char	       **headers = arena_alloc(sheet->intake->scratch, record->field_count, sizeof *headers);

	for (size_t i = 0; headers != NULL && i < record->field_count; i++) {
		headers[i] = text_fold(sheet->intake->scratch, record->fields[i].text, record->fields[i].length);
		if (headers[i] == NULL)
			return NULL;
	}
	return headers;
}

/* A column that the mapping names and the file lacks: the mapping or the file is out of date. */
static int
report_mapped(const struct sheet *sheet, const char *field, const char *header, struct error *error)
{
	const char *expected = arena_printf(sheet->intake->scratch, "the column that [source %s] of the mappings names for %s",
	    sheet->mapping->id, field);

	if (expected == NULL)
		return error_out_of_memory(error);
	return sheet_find(sheet, FINDING_MISSING_COLUMN, SHEET_NO_FIELD, cell_trim(header, strlen(header)), expected, error);
}

/* Where one field comes from. */
static int
bind_field(struct sheet *sheet, int field, const char *const *headers, struct error *error)
{
	const char		  *name = sheet->kind->fields[field].name;
	const char		  *folded = text_fold(sheet->intake->scratch, name, strlen(name));
	const struct mapping	  *mapping = sheet->mapping;
	const struct mapping_pair *constant = NULL;
	const struct mapping_pair *column = NULL;

	if (folded == NULL)
		return error_out_of_memory(error);
	if (mapping != NULL) {
		constant = find_pair(mapping->constants, mapping->constant_count, folded);
		column = find_pair(mapping->columns, mapping->column_count, folded);
	}
	sheet->constant[field] = constant == NULL ? (struct cell){ NULL, 0 } : cell_trim(constant->value, strlen(constant->value));
	sheet->column[field] = constant != NULL ? -1 : find_header(headers, sheet->width, column == NULL ? folded : column->value);
	if (column != NULL && constant == NULL && sheet->column[field] == -1)
		return report_mapped(sheet, name, column->value, error);
	return 0;
}

static bool
is_bound(const struct sheet *sheet, int field)
{
	return sheet->column[field] != -1 || sheet->constant[field].text != NULL;
}

/* 1 if nothing required is missing. */
static int
check_required(const struct sheet *sheet, struct error *error)
{
	int complete = 1;

	for (int i = 0; i < sheet->kind->field_count; i++) {
		const struct sheet_field *field = &sheet->kind->fields[i];

		if (!field->required || is_bound(sheet, i) || (field->instead != SHEET_NO_FIELD && is_bound(sheet, field->instead)))
			continue;
		complete = 0;
		if (sheet_find(sheet, FINDING_MISSING_COLUMN, SHEET_NO_FIELD, cell_trim(field->name, strlen(field->name)),
		    "this column in the header, or a mapping that says which one it is", error) == -1)
			return -1;
	}
	return complete;
}

static bool
is_used(const struct sheet *sheet, size_t column)
{
	for (int i = 0; i < sheet->kind->field_count; i++)
		if (sheet->column[i] == (int)column)
			return true;
	return false;
}

/* The field that an unknown column probably means: one that the file lacks, of nearly that name. */
static const char *
nearest_field(const struct sheet *sheet, const char *header)
{
	const char *names[SHEET_FIELDS_MAX];
	size_t	    count = 0;

	for (int i = 0; i < sheet->kind->field_count; i++)
		if (!is_bound(sheet, i))
			names[count++] = sheet->kind->fields[i].name;
	return text_nearest(header, names, count);
}

/* Named once each, so that a misspelt header does not vanish silently. */
static int
report_ignored(const struct sheet *sheet, struct error *error)
{
	const struct csv_record *record = &sheet->record;

	for (size_t i = 0; i < record->field_count; i++) {
		struct cell	name = cell_trim(record->fields[i].text, record->fields[i].length);
		struct finding	finding = { .kind = FINDING_IGNORED_COLUMN, .file = sheet->file->name, .line = record->line, .column = (unsigned int)i + 1 };

		if (name.length == 0 || is_used(sheet, i))
			continue;
		finding.value = text_clean(sheet->intake->scratch, name.text, name.length < 80 ? name.length : 80);
		if (finding.value == NULL)
			return error_out_of_memory(error);
		finding.expected = nearest_field(sheet, finding.value);
		if (finding.expected != NULL)
			finding.kind = FINDING_MISSPELT_COLUMN;
		if (findings_add(sheet->intake->findings, &finding) == -1)
			return error_out_of_memory(error);
	}
	return 0;
}

int
columns_bind(struct sheet *sheet, struct error *error)
{
	const char **headers;
	int	     complete;

	sheet->width = sheet->record.field_count;
	headers = fold_headers(sheet);
	if (headers == NULL)
		return error_out_of_memory(error);
	for (int i = 0; i < sheet->kind->field_count; i++)
		if (bind_field(sheet, i, headers, error) == -1)
			return -1;
	complete = check_required(sheet, error);
	if (complete == 1 && report_ignored(sheet, error) == -1)
		return -1;
	return complete;
}
