/* sheet.c - open, find the header, bind it, hand over row by row; a file that breaks off counts for nothing. */
#include "input/sheet.h"

#include <string.h>

#include "base/arena.h"
#include "base/count.h"
#include "base/error.h"
#include "base/file.h"
#include "base/text.h"
#include "input/columns.h"
#include "input/filter.h"
#include "input/intake.h"
#include "input/kit.h"
#include "input/layout.h"
#include "input/records.h"

enum { LONGEST_TOTAL = 24 };

static const struct sheet_kind *const kinds[INPUT_KINDS] = {
	[INPUT_KPI] = &kpi_sheet,
	[INPUT_SURVEY] = &survey_sheet,
	[INPUT_PARTNERS] = &partners_sheet,
	[INPUT_OVERRIDES] = &overrides_sheet,
	[INPUT_INVITES] = &invites_sheet,
	[INPUT_WORK_ITEMS] = &work_items_sheet,
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

static int
report_file(const struct sheet *sheet, struct finding finding, struct error *error)
{
	finding.file = sheet->file->name;
	return findings_add(sheet->intake->findings, &finding) == -1 ? error_out_of_memory(error) : 0;
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

/* A row without its end at the end of the file: it was cut while it was written or sent, and nobody knows how much is missing. */
static int
refuse_cut(struct sheet *sheet, struct error *error)
{
	error_set(error, ERROR_INPUT, NULL, sheet->record.line,
	    "it breaks off in its last row, after %zu of %zu fields and without a line end; expected the file to its end",
	    sheet->record.field_count, sheet->width);
	return report_unusable(sheet, error);
}

/* The row that a blank file comes with, left in by whoever filled it in. */
static bool
is_example(const struct sheet *sheet)
{
	static const char example[] = KIT_EXAMPLE_PARTNER;
	struct cell	  cell;

	if (sheet->partner == SHEET_NO_FIELD)
		return false;
	cell = sheet_cell(sheet, sheet->partner);
	return cell.length == sizeof example - 1 && memcmp(cell.text, example, cell.length) == 0;
}

/* The cell of a field in its own column, or in that of the field which may stand for it; a constant is never empty. */
static bool
is_left_empty(const struct sheet *sheet, int field)
{
	int instead = sheet->kind->fields[field].instead;

	if (sheet->column[field] == -1 && sheet->constant[field].text == NULL && instead != SHEET_NO_FIELD)
		field = instead;
	return sheet->column[field] != -1 && sheet_cell(sheet, field).length == 0;
}

static bool
is_key(const struct sheet_field *field)
{
	return field->required && strcmp(field->name, "value") != 0 && strcmp(field->name, "answer") != 0;
}

/* "Grand total" where the partner stands, and something empty by which a row is known: a footer, as pivot tables have it. */
static bool
is_total(const struct sheet *sheet)
{
	static const char *const words[] = { "total", "totals", "grandtotal", "subtotal", "sum", "gesamt", "gesamtsumme", "gesamtergebnis",
		"summe", "zwischensumme", "totaal", "eindtotaal", "subtotaal", "totalgénéral", "soustotal" };
	struct cell		 cell;
	bool			 found = false;

	if (sheet->partner == SHEET_NO_FIELD)
		return false;
	cell = sheet_cell(sheet, sheet->partner);
	/* Asked of every row: most are told by a letter. */
	if (cell.length == 0 || cell.length > LONGEST_TOTAL || strchr("TtGgSsZzEe", cell.text[0]) == NULL)
		return false;
	for (size_t i = 0; i < COUNT_OF(words) && !found; i++)
		found = cell_means(cell, words[i], sheet->intake->scratch);
	for (int i = 0; found && i < sheet->kind->field_count; i++)
		if (is_key(&sheet->kind->fields[i]) && is_left_empty(sheet, i))
			return !mapping_keeps(sheet->mapping, "total");
	return false;
}

/* 1 accepted, 0 rejected, SHEET_DROPPED, -1 the run must end. */
static int
take_row(struct sheet *sheet, struct error *error)
{
	const char *reason;

	/* A single field at the end is more likely a remark below the table. */
	if (sheet->record.open_end && sheet->record.field_count > 1 && sheet->record.field_count < sheet->width)
		return refuse_cut(sheet, error);
	if (!record_fits(&sheet->record, sheet->width))
		return reject_width(sheet, error);
	reason = filter_reason(sheet->filter, &sheet->record, sheet->intake->scratch);
	if (reason != NULL)
		return sheet_drop(sheet, reason);
	if (is_example(sheet))
		return sheet_drop(sheet, KIT_EXAMPLE_REASON);
	if (is_total(sheet))
		return sheet_drop(sheet, "total");
	return sheet->kind->take_row(sheet, error);
}

/* A row may show that the whole file cannot be used. */
static int
read_rows(struct sheet *sheet, struct records *records, struct error *error)
{
	int more = 1;

	while (!sheet->file->unusable && (more = records_next(records, &sheet->record, error)) == 1) {
		int accepted;

		record_cut(&sheet->record, sheet->mapping->first_column, sheet->mapping->last_column);
		if (record_is_blank(&sheet->record))
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

/* Rows, from the kind's setting up to its last word. */
static int
read_body(struct sheet *sheet, struct records *records, struct error *error)
{
	int ready = sheet->kind->begin == NULL ? 1 : sheet->kind->begin(sheet, error);

	if (ready == -1)
		return -1;
	if (ready == 0) {
		sheet->file->unusable = true;
		return 0;
	}
	if (read_rows(sheet, records, error) == -1)
		return -1;
	if (sheet->file->unusable)
		return 0;
	if (sheet->kind->finish != NULL && sheet->kind->finish(sheet, error) == -1)
		return -1;
	if (sheet->file->rows == 0)
		return report_file(sheet, (struct finding){ .kind = FINDING_EMPTY_FILE }, error);
	return 0;
}

static enum date_order
known_order(const struct mapping *mapping)
{
	return mapping->date_order > DATE_ORDER_AUTO ? (enum date_order)mapping->date_order : DATE_ORDER_AUTO;
}

/* What the mapping says about all cells, or the file's separator does. */
static void
settle_signs(struct sheet *sheet)
{
	sheet_know_missing(sheet);
	sheet->decimal_known = sheet->mapping->decimal > DECIMAL_AUTO;
	sheet->decimal_comma = sheet->decimal_known ? sheet->mapping->decimal == DECIMAL_COMMA : sheet->file->separator != ',';
	sheet->date_order = known_order(sheet->mapping);
}

/* Required names, folded, for which nothing else may stand. Their number, -1 when out of memory. */
static int
plain_names(const struct sheet *sheet, const char *names[SHEET_FIELDS_MAX])
{
	int count = 0;

	for (int i = 0; i < sheet->kind->field_count; i++) {
		const struct sheet_field *field = &sheet->kind->fields[i];

		if (!field->required || field->instead != SHEET_NO_FIELD)
			continue;
		names[count] = text_fold(sheet->intake->scratch, field->name, strlen(field->name));
		if (names[count++] == NULL)
			return -1;
	}
	return count;
}

static int
note_layout(const struct sheet *sheet, struct error *error)
{
	const struct mapping *dialect = sheet->layout->dialect;

	if (dialect == NULL)
		return 0;
	sheet->file->dialect = dialect->id;
	sheet->file->why = sheet->layout->why;
	return report_file(sheet, (struct finding){ .kind = FINDING_DIALECT, .value = dialect->title != NULL ? dialect->title : dialect->id,
	    .expected = sheet->layout->why }, error);
}

/* The header and what follows from it: 1 go on, 0 the file cannot be used, -1 the run must end. */
static int
read_header(struct sheet *sheet, const struct mapping *source, struct records *records, struct error *error)
{
	const char		*names[SHEET_FIELDS_MAX];
	int			 name_count = plain_names(sheet, names);
	struct layout		*layout = arena_alloc(sheet->intake->arena, 1, sizeof *layout);
	size_t			 count;
	const struct csv_record *head = records_head(records, &count);

	if (name_count == -1 || layout == NULL)
		return error_out_of_memory(error);
	if (layout_detect(sheet->intake->arena, head, count, source, sheet->intake->mappings, names, (size_t)name_count, layout,
	    error) == -1) {
		/* Its line is the mapping's. */
		error->line = 0;
		return error->code == ERROR_INPUT ? report_unusable(sheet, error) : -1;
	}
	sheet->layout = layout;
	sheet->mapping = layout->mapping;
	sheet->filter = filter_new(sheet->intake->arena, layout);
	if (sheet->filter == NULL)
		return error_out_of_memory(error);
	settle_signs(sheet);
	if (layout->skipped < count)
		sheet->record = head[layout->skipped];
	records_skip(records, layout->skipped + layout->header_rows);
	return note_layout(sheet, error) == -1 ? -1 : columns_bind(sheet, error);
}

static int
read_records(struct sheet *sheet, const struct mapping *source, struct records *records, struct error *error)
{
	struct csv_record record;
	size_t		  count;
	int		  bound;

	(void)records_head(records, &count);
	if (count == 0) {
		if (records_next(records, &record, error) != -1)
			error_set(error, ERROR_INPUT, NULL, 0, "it is empty; expected a header and rows");
		return report_unusable(sheet, error);
	}
	bound = read_header(sheet, source, records, error);
	if (bound == 0)
		sheet->file->unusable = true;
	else if (bound == 1)
		bound = read_body(sheet, records, error);
	if (sheet->state != NULL && sheet->kind->release != NULL)
		sheet->kind->release(sheet);
	return bound == -1 ? -1 : 0;
}

static const char *
encoding_wanted(const struct mapping *source)
{
	return source == NULL ? NULL : source->encoding;
}

static char
separator_wanted(const struct mapping *source)
{
	return source == NULL || source->separator == MAPPING_UNSET ? '\0' : (char)source->separator;
}

/* What the reader found out about the bytes while it went. */
static int
report_form(const struct sheet *sheet, const struct csv_form *form, struct error *error)
{
	if (form->converted && report_file(sheet, (struct finding){ .kind = FINDING_CONVERTED, .value = form->encoding,
	    .expected = form->encoding_why }, error) == -1)
		return -1;
	if (form->damaged == 0)
		return 0;
	return report_file(sheet, (struct finding){ .kind = FINDING_INVALID_UTF8, .line = form->damaged_line,
	    .rows = form->damaged }, error);
}

/* A file that broke off has no digest of its whole. */
static int
note_file(struct sheet *sheet, const struct csv_reader *reader, struct error *error)
{
	struct input_file     *file = sheet->file;
	const struct csv_form *form = csv_form(reader);

	file->bytes = csv_bytes(reader);
	file->line_end = form->line_end;
	file->encoding = arena_strdup(sheet->intake->arena, form->encoding);
	if (file->encoding == NULL)
		return error_out_of_memory(error);
	if (report_form(sheet, form, error) == -1)
		return -1;
	if (csv_digest(reader)[0] != '\0') {
		memcpy(file->digest, csv_digest(reader), sizeof file->digest);
		return 0;
	}
	if (file_digest(file->path, file->digest, &file->bytes, error) == -1)
		return report_unusable(sheet, error);
	return 0;
}

static int
read_file(struct sheet *sheet, const struct mapping *source, struct error *error)
{
	const struct settings  *settings = sheet->intake->settings;
	const struct csv_limits limits = { settings->file_bytes, settings->row_bytes, settings->field_bytes, settings->columns };
	struct records	       *records;
	int			rc;

	if (records_open(sheet->file->path, encoding_wanted(source), separator_wanted(source), &limits, &records, error) == -1)
		return report_unusable(sheet, error);
	sheet->file->separator = csv_form(records_csv(records))->separator;
	rc = read_records(sheet, source, records, error);
	if (rc == 0)
		rc = note_file(sheet, records_csv(records), error);
	records_close(records);
	return rc;
}

/* What was there before a file. */
struct before {
	size_t partners;
	size_t invites;
	size_t overrides;
	size_t work_items;
};

/* Half a file would be half a report: none of its rows counts. */
static int
discard(struct sheet *sheet, const struct before *before, struct error *error)
{
	struct intake *intake = sheet->intake;

	sheet->file->rejected = sheet->file->rows - sheet->file->dropped;
	intake->invites.count = before->invites;
	intake->overrides.count = before->overrides;
	intake->work_items.count = before->work_items;
	if (sheet->file->kind == INPUT_PARTNERS)
		names_forget_from(&intake->names, before->partners);
	return sheet->kind->discard != NULL ? sheet->kind->discard(sheet, error) : 0;
}

/* The file's entry in the dataset. */
static int
add_file(struct sheet *sheet, enum input_kind kind, const char *path, struct error *error)
{
	struct intake *intake = sheet->intake;

	if (intake->files.count > UINT16_MAX)
		return error_set(error, ERROR_INPUT, path, 0, "more than 65,536 input files");
	sheet->index = (uint16_t)intake->files.count;
	sheet->file = vector_push(&intake->files);
	if (sheet->file == NULL)
		return error_out_of_memory(error);
	sheet->file->kind = kind;
	sheet->file->encoding = "";
	sheet->file->line_end = "";
	sheet->file->path = arena_strdup(intake->arena, path);
	sheet->file->name = intake_name(intake, path);
	return sheet->file->path == NULL || sheet->file->name == NULL ? error_out_of_memory(error) : 0;
}

int
sheet_read(struct intake *intake, enum input_kind kind, const char *path, struct error *error)
{
	struct sheet	      sheet = { .intake = intake, .kind = kinds[kind] };
	const struct mapping *source = mappings_find(intake->mappings, kind, path);
	const struct before   before = {
		intake->names.partners.count, intake->invites.count, intake->overrides.count, intake->work_items.count,
	};

	arena_reset(intake->scratch);
	if (add_file(&sheet, kind, path, error) == -1)
		return -1;
	sheet.file->source = source == NULL ? NULL : source->id;
	if (read_file(&sheet, source, error) == -1)
		return -1;
	return sheet.file->unusable ? discard(&sheet, &before, error) : 0;
}
