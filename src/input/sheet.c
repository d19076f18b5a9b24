/* sheet.c - open, bind the header, hand over row by row; a file that breaks off counts for nothing. */
#include "input/sheet.h"

#include <string.h>

#include "base/arena.h"
#include "base/error.h"
#include "base/file.h"
#include "input/columns.h"
#include "input/intake.h"

static const struct sheet_kind *const kinds[INPUT_KINDS] = {
	[INPUT_KPI] = &kpi_sheet,
	[INPUT_SURVEY] = &survey_sheet,
	[INPUT_PARTNERS] = &partners_sheet,
	[INPUT_OVERRIDES] = &overrides_sheet,
	[INPUT_INVITES] = &invites_sheet,
};

/* "cause; expected what" becomes value and expected; memory and the like pass through. */
static int
report_unusable(struct sheet *sheet, struct error *error)
{
	static const char joint[] = "; expected ";
	struct finding	  finding = { .kind = FINDING_FILE_UNUSABLE, .file = sheet->file->name, .line = error->line };
	char		  cause[ERROR_MESSAGE_SIZE];
	char		 *split;

	if (error->code == ERROR_INTERNAL)
		return -1;
	memcpy(cause, error->message, sizeof cause);
	split = strstr(cause, joint);
	if (split != NULL) {
		*split = '\0';
		finding.expected = split + sizeof joint - 1;
	}
	finding.value = cause;
	sheet->file->unusable = true;
	return findings_add(sheet->intake->findings, &finding) == -1 ? error_out_of_memory(error) : 0;
}

/* Blank cells behind the last column are a spreadsheet's habit, nothing else is. */
static bool
fits_header(const struct sheet *sheet)
{
	const struct csv_record *record = &sheet->record;

	for (size_t i = sheet->width; i < record->field_count; i++)
		if (cell_trim(record->fields[i].text, record->fields[i].length).length > 0)
			return false;
	return record->field_count >= sheet->width;
}

/* Separators alone: the tail of a spreadsheet's used range. */
static bool
is_blank_record(const struct csv_record *record)
{
	for (size_t i = 0; i < record->field_count; i++)
		if (cell_trim(record->fields[i].text, record->fields[i].length).length > 0)
			return false;
	return true;
}

static int
reject_width(const struct sheet *sheet, struct error *error)
{
	char *found = arena_printf(sheet->intake->scratch, "%zu fields", sheet->record.field_count);
	char *expected = arena_printf(sheet->intake->scratch, "%zu fields as in the header", sheet->width);

	if (found == NULL || expected == NULL)
		return error_out_of_memory(error);
	return sheet_find(sheet, FINDING_ROW_FIELDS, SHEET_NO_FIELD, cell_trim(found, strlen(found)), expected, error);
}

/* 1 accepted, 0 rejected, -1 the run must end. */
static int
take_row(struct sheet *sheet, struct error *error)
{
	if (!fits_header(sheet))
		return reject_width(sheet, error);
	return sheet->kind->take_row(sheet, error);
}

static int
read_rows(struct sheet *sheet, struct csv_reader *reader, struct error *error)
{
	int more;

	while ((more = csv_next(reader, &sheet->record, error)) == 1) {
		int accepted;

		if (is_blank_record(&sheet->record))
			continue;
		arena_reset(sheet->intake->scratch);
		accepted = take_row(sheet, error);
		if (accepted == -1)
			return -1;
		sheet->file->rows++;
		sheet->file->rejected += accepted == 0;
	}
	return more == -1 ? report_unusable(sheet, error) : 0;
}

static int
report_empty(struct sheet *sheet, struct error *error)
{
	struct finding finding = { .kind = FINDING_EMPTY_FILE, .file = sheet->file->name };

	return findings_add(sheet->intake->findings, &finding) == -1 ? error_out_of_memory(error) : 0;
}

/* The header, then the rows. */
static int
read_records(struct sheet *sheet, struct csv_reader *reader, struct error *error)
{
	int more = csv_next(reader, &sheet->record, error);
	int bound;

	if (more == -1)
		return report_unusable(sheet, error);
	if (more == 0)
		return report_empty(sheet, error);
	bound = columns_bind(sheet, error);
	if (bound == -1)
		return -1;
	if (bound == 0) {
		sheet->file->unusable = true;
		return 0;
	}
	if (read_rows(sheet, reader, error) == -1)
		return -1;
	return sheet->file->rows == 0 && !sheet->file->unusable ? report_empty(sheet, error) : 0;
}

/* What the reader found out about the bytes. A file that broke off has no digest of its whole. */
static int
note_file(struct sheet *sheet, const struct csv_reader *reader, struct error *error)
{
	struct input_file *file = sheet->file;

	file->bytes = csv_bytes(reader);
	file->separator = csv_separator(reader);
	file->encoding = csv_encoding(reader);
	if (csv_digest(reader)[0] != '\0') {
		memcpy(file->digest, csv_digest(reader), sizeof file->digest);
		return 0;
	}
	if (file_digest(file->path, file->digest, &file->bytes, error) == -1)
		return report_unusable(sheet, error);
	return 0;
}

static bool
uses_decimal_comma(const struct sheet *sheet, char separator)
{
	if (sheet->mapping != NULL && sheet->mapping->decimal != DECIMAL_AUTO)
		return sheet->mapping->decimal == DECIMAL_COMMA;
	return separator != ',';
}

static int
read_file(struct sheet *sheet, struct error *error)
{
	const struct settings  *settings = sheet->intake->settings;
	const struct csv_limits limits = { settings->file_bytes, settings->row_bytes, settings->field_bytes, settings->columns };
	struct csv_reader      *reader;
	int			rc;

	if (csv_open(sheet->file->path, sheet->mapping == NULL ? '\0' : sheet->mapping->separator, &limits, &reader, error) == -1)
		return report_unusable(sheet, error);
	sheet->decimal_comma = uses_decimal_comma(sheet, csv_separator(reader));
	rc = read_records(sheet, reader, error);
	if (rc == 0)
		rc = note_file(sheet, reader, error);
	csv_close(reader);
	return rc;
}

/* What was there before a file. */
struct before {
	size_t partners;
	size_t invites;
	size_t overrides;
};

/* Half a file would be half a report: none of its rows counts. */
static int
discard(struct sheet *sheet, const struct before *before, struct error *error)
{
	struct intake *intake = sheet->intake;

	sheet->file->rejected = sheet->file->rows;
	intake->invites.count = before->invites;
	intake->overrides.count = before->overrides;
	if (sheet->file->kind == INPUT_PARTNERS)
		names_forget_from(&intake->names, before->partners);
	return sheet->kind->discard != NULL ? sheet->kind->discard(sheet, error) : 0;
}

int
sheet_read(struct intake *intake, enum input_kind kind, const char *path, struct error *error)
{
	struct sheet	    sheet = { .intake = intake, .kind = kinds[kind] };
	const struct before before = { intake->names.partners.count, intake->invites.count, intake->overrides.count };

	arena_reset(intake->scratch);
	if (intake->files.count > UINT16_MAX)
		return error_set(error, ERROR_INPUT, path, 0, "more than 65,536 input files");
	sheet.index = (uint16_t)intake->files.count;
	sheet.file = vector_push(&intake->files);
	if (sheet.file == NULL)
		return error_out_of_memory(error);
	sheet.file->kind = kind;
	sheet.file->encoding = "";
	sheet.file->path = arena_strdup(intake->arena, path);
	sheet.file->name = intake_name(intake, path);
	if (sheet.file->path == NULL || sheet.file->name == NULL)
		return error_out_of_memory(error);
	sheet.mapping = mappings_find(intake->mappings, kind, path);
	if (read_file(&sheet, error) == -1)
		return -1;
	return sheet.file->unusable ? discard(&sheet, &before, error) : 0;
}
