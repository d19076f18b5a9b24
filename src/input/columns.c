/* columns.c - see columns.h. */
#include "input/columns.h"

#include <string.h>

#include "base/arena.h"
#include "base/count.h"
#include "base/error.h"
#include "base/text.h"
#include "input/intake.h"
#include "input/layout.h"
#include "input/sheet.h"

static struct cell
cell_of(const char *text)
{
	return cell_trim(text, strlen(text));
}

/* The first column of this name, -1 if none. */
static int
find_plain(const struct layout *layout, const char *folded)
{
	for (size_t i = 0; i < layout->column_count; i++)
		if (strcmp(layout->columns[i].folded, folded) == 0)
			return (int)i;
	return -1;
}

/* Something that the mapping names and the file lacks: the mapping or the file is out of date. */
static int
report_mapped(const struct sheet *sheet, const char *what, const char *field, const char *written, struct error *error)
{
	const char *expected = arena_printf(sheet->intake->scratch, "the %s that [source %s] of the mappings names for %s", what,
	    sheet->mapping->id, field);

	if (expected == NULL)
		return error_out_of_memory(error);
	return sheet_find(sheet, FINDING_MISSING_COLUMN, SHEET_NO_FIELD, cell_of(written), expected, error);
}

/* The part of the file's base name that the pattern's star stands for: text NULL if it does not fit, or when out of memory. */
static struct cell
part_of_name(const struct sheet *sheet, const char *pattern)
{
	const char *slash = strrchr(sheet->file->path, '/');
	const char *name = slash == NULL ? sheet->file->path : slash + 1;
	const char *star = strchr(pattern, '*');
	size_t	    before = star == NULL ? strlen(pattern) : (size_t)(star - pattern);
	size_t	    after = star == NULL ? 0 : strlen(star + 1);
	size_t	    length = strlen(name);
	const char *part;

	if (star == NULL || length < before + after || strncmp(name, pattern, before) != 0 || strcmp(name + length - after, star + 1) != 0)
		return (struct cell){ NULL, 0 };
	part = arena_strndup(sheet->intake->arena, name + before, length - before - after);
	return part == NULL ? (struct cell){ NULL, 0 } : cell_of(part);
}

/* A constant holds for every row, whatever columns there are. */
static int
bind_source(struct sheet *sheet, int field, const struct field_source *source, struct error *error)
{
	const char *name = sheet->kind->fields[field].name;

	if (source->constant != NULL) {
		sheet->constant[field] = cell_of(source->constant);
		return 0;
	}
	if (source->file_pattern != NULL) {
		sheet->constant[field] = part_of_name(sheet, source->file_pattern);
		if (sheet->constant[field].text == NULL && source->columns.count == 0)
			return report_mapped(sheet, "part of the file's name", name, source->file_pattern, error);
		return 0;
	}
	sheet->column[field] = (int)layout_find_any(sheet->layout, &source->columns);
	if (sheet->column[field] == -1 && source->needed && source->columns.count > 0)
		return report_mapped(sheet, "column", name, source->columns.items[0].written, error);
	return 0;
}

/* Where one field comes from. What a dialect names and the file lacks may still stand under its plain name. */
static int
bind_field(struct sheet *sheet, int field, struct error *error)
{
	const char		  *name = sheet->kind->fields[field].name;
	const char		  *folded = text_fold(sheet->intake->scratch, name, strlen(name));
	const struct field_source *source;

	if (folded == NULL)
		return error_out_of_memory(error);
	sheet->column[field] = -1;
	sheet->constant[field] = (struct cell){ NULL, 0 };
	if (strcmp(name, "quarter") == 0)
		sheet->quarter = field;
	if (strcmp(name, "partner") == 0)
		sheet->partner = field;
	source = mapping_field(sheet->mapping, folded);
	if (source != NULL && bind_source(sheet, field, source, error) == -1)
		return -1;
	if (sheet->column[field] == -1 && sheet->constant[field].text == NULL && (source == NULL || !source->needed))
		sheet->column[field] = find_plain(sheet->layout, folded);
	return 0;
}

static bool
is_bound(const struct sheet *sheet, int field)
{
	return sheet->column[field] != -1 || sheet->constant[field].text != NULL;
}

/* A wide shape makes these of its columns, or asks for them itself. */
static bool
is_made(const struct sheet *sheet, const char *name)
{
	if (sheet->kind == &survey_wide_sheet)
		return true;
	if (sheet->kind != &kpi_wide_sheet)
		return false;
	return strcmp(name, "kpi") == 0 || strcmp(name, "value") == 0 ||
	    (strcmp(name, "period") == 0 && sheet->mapping->period_columns.count > 0);
}

/* A section that fits the file, but as another input: it stands in the wrong line of [inputs]. NULL if there is none. */
static const struct mapping *
find_misplaced(const struct sheet *sheet)
{
	const struct mapping *source = NULL;

	for (int kind = 0; kind < INPUT_KINDS && source == NULL; kind++)
		source = mappings_find(sheet->intake->mappings, (enum input_kind)kind, sheet->file->name);
	return source;
}

/* How the field can be given. NULL when out of memory. */
static const char *
advice(const struct sheet *sheet, const char *name)
{
	static const char    plain[] = "this column in the header, or a mapping that says which one it is";
	const enum input_kind kind = sheet->file->kind;
	const struct mapping *misplaced;

	if (sheet->file->source != NULL)
		return arena_printf(sheet->intake->scratch, "this column in the header, or `%s_column`, `%s` or `%s_file` in [source %s]", name, name,
		    name, sheet->file->source);
	misplaced = find_misplaced(sheet);
	if (misplaced != NULL)
		return arena_printf(sheet->intake->scratch, "this column in the header; [source %s] of the mappings is for `%s` in [inputs], the file is given as `%s`",
		    misplaced->id, input_kind_name((enum input_kind)misplaced->input), input_kind_name(kind));
	if (kind == INPUT_KPI || kind == INPUT_SURVEY || kind == INPUT_WORK_ITEMS)
		return arena_printf(sheet->intake->scratch, "%s; `rapport inspect %s` writes one", plain, sheet->file->name);
	return plain;
}

/* 1 if nothing required is missing. */
static int
check_required(const struct sheet *sheet, struct error *error)
{
	int complete = 1;

	for (int i = 0; i < sheet->kind->field_count; i++) {
		const struct sheet_field *field = &sheet->kind->fields[i];
		const char		 *expected;

		if (!field->required || is_bound(sheet, i) || (field->instead != SHEET_NO_FIELD && is_bound(sheet, field->instead)) ||
		    is_made(sheet, field->name))
			continue;
		complete = 0;
		expected = advice(sheet, field->name);
		if (expected == NULL)
			return error_out_of_memory(error);
		if (sheet_find(sheet, FINDING_MISSING_COLUMN, SHEET_NO_FIELD, cell_of(field->name), expected, error) == -1)
			return -1;
	}
	return complete;
}

/* A field, or a column by which the mapping leaves out rows. */
static bool
is_used(const struct sheet *sheet, size_t column)
{
	for (int i = 0; i < sheet->kind->field_count; i++)
		if (sheet->column[i] == (int)column)
			return true;
	for (size_t i = 0; i < sheet->mapping->drop_count; i++)
		if (layout_find_any(sheet->layout, &sheet->mapping->drops[i].columns) == (long)column)
			return true;
	return layout_in_list(sheet->layout, &sheet->mapping->metadata, column) ||
	    layout_in_list(sheet->layout, &sheet->mapping->key_column, column);
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
	for (size_t i = 0; i < sheet->layout->column_count; i++) {
		const char	 *header = sheet->layout->columns[i].text;
		const char	 *meant;
		enum finding_kind kind;

		if (*header == '\0' || is_used(sheet, i))
			continue;
		meant = nearest_field(sheet, header);
		kind = meant == NULL ? FINDING_IGNORED_COLUMN : FINDING_MISSPELT_COLUMN;
		if (sheet_find_at(sheet, kind, i, cell_of(header), meant, error) == -1)
			return -1;
	}
	return 0;
}

static void
choose_shape(struct sheet *sheet)
{
	if (sheet->kind == &kpi_sheet && kpi_is_wide(sheet))
		sheet->kind = &kpi_wide_sheet;
	else if (sheet->kind == &survey_sheet && survey_is_wide(sheet))
		sheet->kind = &survey_wide_sheet;
}

static bool
is_wide(const struct sheet *sheet)
{
	return sheet->kind == &kpi_wide_sheet || sheet->kind == &survey_wide_sheet;
}

int
columns_bind(struct sheet *sheet, struct error *error)
{
	int complete;

	sheet->width = sheet->layout->column_count;
	sheet->quarter = SHEET_NO_FIELD;
	sheet->partner = SHEET_NO_FIELD;
	for (int i = 0; i < sheet->kind->field_count; i++)
		if (bind_field(sheet, i, error) == -1)
			return -1;
	choose_shape(sheet);
	complete = check_required(sheet, error);
	if (complete == 1 && !is_wide(sheet) && sheet->layout->dialect == NULL && report_ignored(sheet, error) == -1)
		return -1;
	return complete;
}
