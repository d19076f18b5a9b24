/* profile.c - one pass over a file: which rows its dialect keeps, and what stands in each column. */
#include "input/profile.h"

#include <string.h>

#include "base/arena.h"
#include "base/count.h"
#include "base/error.h"
#include "base/text.h"
#include "input/filter.h"
#include "input/intake.h"
#include "input/profile_column.h"
#include "input/records.h"
#include "input/sheet.h"

/* The pass while it goes on. */
struct pass {
	struct arena	    *arena; /* of the profile */
	struct arena	    *scratch; /* emptied with each row */
	struct profile	    *profile;
	const struct filter *filter;
};

/* The last place stays empty: it ends the list. */
static void
count_drop(struct profile *profile, const char *reason)
{
	struct dropped_rows *drop = profile->drops;

	while (drop < profile->drops + DROP_REASONS_MAX - 2 && drop->reason != NULL &&
	    strcmp(drop->reason, reason) != 0)
		drop++;
	drop->reason = reason;
	drop->rows++;
}

/* -1 when out of memory. */
static int
take_row(const struct pass *pass, const struct csv_record *record)
{
	struct profile	      *profile = pass->profile;
	struct profile_reading reading = {pass->arena, pass->scratch, profile->layout.mapping,
	    profile->form.separator != ',', record->line};
	const char	      *reason;

	profile->rows++;
	if (!record_fits(record, profile->layout.column_count)) {
		profile->uneven_line = profile->uneven++ == 0 ? record->line : profile->uneven_line;
		return 0;
	}
	arena_reset(pass->scratch);
	reason = filter_reason(pass->filter, record, pass->scratch);
	if (reason != NULL) {
		count_drop(profile, reason);
		return 0;
	}
	profile->kept++;
	for (size_t i = 0; i < profile->layout.column_count; i++) {
		struct cell cell = cell_trim(record->fields[i].text, record->fields[i].length);

		if (cell.length > 0 &&
		    profile_column_take(&profile->columns[i], cell, &reading) == -1)
			return -1;
	}
	return 0;
}

static int
read_rows(struct pass *pass, struct records *records, struct error *error)
{
	const struct mapping *mapping = pass->profile->layout.mapping;
	struct csv_record     record;
	int		      more;

	while ((more = records_next(records, &record, error)) == 1) {
		record_cut(&record, mapping->first_column, mapping->last_column);
		if (!record_is_blank(&record) && take_row(pass, &record) == -1)
			return error_out_of_memory(error);
	}
	pass->profile->form = *csv_form(records_csv(records));
	return more;
}

/* -1 when out of memory. */
static int
make_columns(struct pass *pass)
{
	struct profile *profile = pass->profile;
	size_t		count = profile->layout.column_count;

	profile->columns = arena_alloc(pass->arena, count, sizeof *profile->columns);
	pass->filter = filter_new(pass->arena, &profile->layout);
	if (profile->columns == NULL || pass->filter == NULL)
		return -1;
	for (size_t i = 0; i < count; i++)
		if (profile_column_init(&profile->columns[i], pass->arena) == -1)
			return -1;
	return 0;
}

/* The required names of a kind, folded. Their number, or -1 when out of memory. */
static int
plain_names(struct arena *arena, const struct sheet_kind *kind, const char **names)
{
	int count = 0;

	for (int i = 0; i < kind->field_count; i++) {
		if (!kind->fields[i].required)
			continue;
		names[count] = text_fold(arena, kind->fields[i].name, strlen(kind->fields[i].name));
		if (names[count++] == NULL)
			return -1;
	}
	return count;
}

/* A file whose columns are named as in inputs.md needs no mapping: -1 when out of memory, 1 if it is one. */
static int
detect_plain(struct pass *pass, const struct csv_record *head, size_t count,
    const struct mappings *mappings, struct error *error)
{
	static const struct {
		const struct sheet_kind *kind;
		enum input_kind		 input;
	} kinds[] = {
	    {&kpi_sheet, INPUT_KPI},
	    {&survey_sheet, INPUT_SURVEY},
	    {&work_items_sheet, INPUT_WORK_ITEMS},
	    {&overrides_sheet, INPUT_OVERRIDES},
	    {&invites_sheet, INPUT_INVITES},
	};
	const char *names[SHEET_FIELDS_MAX];

	for (size_t i = 0; i < COUNT_OF(kinds); i++) {
		int required = plain_names(pass->arena, kinds[i].kind, names);

		if (required == -1)
			return error_out_of_memory(error);
		if (layout_detect(pass->arena, head, count, NULL, mappings, names, (size_t)required,
			&pass->profile->layout, error) == -1)
			return -1;
		if (pass->profile->layout.plain) {
			pass->profile->kind = (int)kinds[i].input;
			return 1;
		}
	}
	return 0;
}

static const struct mapping *
find_source(const struct mappings *mappings, const char *path)
{
	const struct mapping *source = NULL;

	for (int kind = 0; kind < INPUT_KINDS && source == NULL; kind++)
		source = mappings_find(mappings, (enum input_kind)kind, path);
	return source;
}

static int
judge_layout(struct pass *pass, const struct csv_record *head, size_t count,
    const struct mappings *mappings, struct error *error)
{
	struct profile *profile = pass->profile;
	int plain = profile->source == NULL ? detect_plain(pass, head, count, mappings, error) : 0;

	if (plain != 0)
		return plain == -1 ? -1 : 0;
	if (layout_detect(pass->arena, head, count, profile->source, mappings, NULL, 0,
		&profile->layout, error) == -1)
		return -1;
	profile->kind = profile->layout.mapping->input;
	return 0;
}

/* A file that will get a section of its own gets with it the usual tokens for "no value". -1 when out of memory. */
static int
mend_missing(struct pass *pass)
{
	struct layout *layout = &pass->profile->layout;

	if (!layout->plain && layout->dialect == NULL && pass->profile->source == NULL)
		layout->mapping = mapping_effective(pass->arena, layout->mapping, NULL);
	return layout->mapping != NULL ? 0 : -1;
}

static int
read_profile(struct pass *pass, struct records *records, const struct mappings *mappings,
    struct error *error)
{
	size_t			 count;
	const struct csv_record *head = records_head(records, &count);

	if (count == 0) {
		struct csv_record record;

		/* Nothing, or a first record that breaks the file. */
		if (records_next(records, &record, error) == -1)
			return -1;
		return error_set(error, ERROR_INPUT, pass->profile->path, 0,
		    "the file is empty; expected a header and rows");
	}
	pass->profile->form = *csv_form(records_csv(records));
	if (judge_layout(pass, head, count, mappings, error) == -1)
		return -1;
	if (mend_missing(pass) == -1 || make_columns(pass) == -1)
		return error_out_of_memory(error);
	records_skip(records, pass->profile->layout.skipped + pass->profile->layout.header_rows);
	return read_rows(pass, records, error);
}

static int
open_records(const struct profile *profile, const struct csv_limits *limits,
    struct records **records, struct error *error)
{
	const struct mapping *source = profile->source;
	const char	     *encoding = source != NULL ? source->encoding : NULL;

	if (encoding != NULL && strcmp(encoding, "auto") == 0)
		encoding = NULL;
	return records_open(profile->path, encoding,
	    source != NULL && source->separator > 0 ? (char)source->separator : '\0', limits,
	    records, error);
}

/* What the reader said of its bytes is its own memory. */
static int
keep_form(struct arena *arena, struct csv_form *form)
{
	form->encoding = arena_strdup(arena, form->encoding);
	form->encoding_why = arena_strdup(arena, form->encoding_why);
	form->line_end = arena_strdup(arena, form->line_end);
	return form->encoding == NULL || form->encoding_why == NULL || form->line_end == NULL ? -1
											      : 0;
}

int
profile_read(struct arena *arena, const char *path, const struct csv_limits *limits,
    const struct mappings *mappings, struct profile *profile, struct error *error)
{
	struct pass	pass = {.arena = arena, .scratch = arena_new(), .profile = profile};
	struct records *records = NULL;
	int		rc;

	*profile = (struct profile){
	    .path = path, .kind = MAPPING_UNSET, .source = find_source(mappings, path)};
	if (pass.scratch == NULL)
		return error_out_of_memory(error);
	rc = open_records(profile, limits, &records, error);
	if (rc == 0)
		rc = read_profile(&pass, records, mappings, error);
	if (rc == 0 && keep_form(arena, &profile->form) == -1)
		rc = error_out_of_memory(error);
	records_close(records);
	arena_free(pass.scratch);
	return rc;
}

enum date_order
profile_date_order(const struct profile *profile, long *column)
{
	*column = -1;
	for (size_t i = 0; i < profile->layout.column_count; i++) {
		const struct profile_column *it = &profile->columns[i];
		unsigned long		     either =
		    it->dates[DATE_ORDER_DMY].count + it->dates[DATE_ORDER_MDY].count;

		if (it->order != DATE_ORDER_AUTO) {
			*column = (long)i;
			return it->order;
		}
		if (*column < 0 && it->open_dates > 0 && 2 * either > it->filled)
			*column = (long)i;
	}
	return DATE_ORDER_AUTO;
}

enum decimal
profile_decimal(const struct profile *profile)
{
	unsigned long commas = 0, points = 0, either = 0;

	for (size_t i = 0; i < profile->layout.column_count; i++) {
		commas += profile->columns[i].comma_only;
		points += profile->columns[i].point_only;
		either += profile->columns[i].comma_either;
	}
	if (commas > 0 && points == 0)
		return DECIMAL_COMMA;
	return points > 0 && commas == 0 && either > 0 ? DECIMAL_POINT : DECIMAL_AUTO;
}
