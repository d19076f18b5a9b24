/* layout.c - where the header begins, which dialect that is, and the look-up of columns. */
#include "input/layout.h"

#include <string.h>

#include "base/arena.h"
#include "base/error.h"
#include "base/text.h"
#include "input/layout_parts.h"
#include "input/sheet.h"

/* What is asked. */
struct inquiry {
	struct arena	      *arena;
	struct head	       head;
	const struct mapping  *source;		/* NULL if there is none */
	const struct mappings *mappings;
	const char *const     *plain_names;
	size_t		       plain_count;
	size_t		       first;		/* the rows in which the header may begin: first to last */
	size_t		       last;
	struct error	      *error;
};

/* What is settled before the header is read. */
struct judgement {
	const struct mapping *dialect;
	size_t		      base;		/* the header's first row in head.rows */
	const char	     *why;
	double		      confidence;
	bool		      plain;
};

/* Cuts and folds one record; blank ones count nothing. -1 when out of memory. */
static int
add_row(struct arena *arena, struct head *head, const struct csv_record *record, size_t index, size_t first, size_t last)
{
	struct head_row row = { .index = index };

	if (first >= record->field_count)
		return 0;
	row.cells = record->fields + first;
	row.count = last < record->field_count ? last - first + 1 : record->field_count - first;
	row.folded = arena_alloc(arena, row.count, sizeof *row.folded);
	for (size_t i = 0; row.folded != NULL && i < row.count; i++) {
		row.folded[i] = text_fold(arena, row.cells[i].text, row.cells[i].length);
		if (row.folded[i] == NULL)
			return -1;
		row.filled += cell_trim(row.cells[i].text, row.cells[i].length).length > 0;
	}
	if (row.filled > 0)
		head->rows[head->count++] = row;
	return row.folded == NULL ? -1 : 0;
}

/* The records as rows of the window. -1 when out of memory. */
static int
cut_head(struct arena *arena, const struct csv_record *records, size_t count, const struct mapping *window, struct head *head)
{
	size_t first = window == NULL ? 0 : window->first_column;
	size_t last = window == NULL ? MAPPING_COLUMNS_ALL : window->last_column;

	head->count = 0;
	head->rows = arena_alloc(arena, count, sizeof *head->rows);
	if (head->rows == NULL)
		return -1;
	for (size_t i = 0; i < count; i++)
		if (add_row(arena, head, &records[i], i, first, last) == -1)
			return -1;
	return 0;
}

static size_t
line_breaks(const struct csv_record *record)
{
	size_t breaks = 0;

	for (size_t i = 0; i < record->field_count; i++)
		for (size_t j = 0; j < record->fields[i].length; j++) {
			char byte = record->fields[i].text[j];

			breaks += byte == '\n' || (byte == '\r' && record->fields[i].text[j + 1] != '\n');
		}
	return breaks;
}

/* The first row below so many rows, counted as a spreadsheet shows them: blank lines are rows, line breaks within a cell are not. */
static size_t
row_below(const struct head *head, const struct csv_record *records, size_t skip)
{
	size_t breaks = 0;
	size_t row = 0;

	for (size_t i = 0; row < head->count; i++) {
		if (i == head->rows[row].index) {
			if (records[i].line - breaks > skip)
				break;
			row++;
		}
		breaks += line_breaks(&records[i]);
	}
	return row;
}

/* The most frequent number of filled cells, the larger of two that are equally frequent. */
static size_t
usual_filled(const struct head *head)
{
	size_t usual = 0;
	size_t usual_rows = 0;

	for (size_t i = 0; i < head->count; i++) {
		size_t filled = head->rows[i].filled;
		size_t rows = 0;

		for (size_t j = 0; j < head->count; j++)
			rows += head->rows[j].filled == filled;
		if (rows > usual_rows || (rows == usual_rows && filled > usual)) {
			usual = filled;
			usual_rows = rows;
		}
	}
	return usual;
}

/* Title lines stand above the table: a cell or two where the table has many. */
static size_t
rows_of_title(const struct head *head)
{
	size_t usual = usual_filled(head);
	size_t most = usual >= 4 ? 2 : usual >= 2 ? 1 : 0;
	size_t row = 0;

	while (row < head->count && head->rows[row].filled <= most)
		row++;
	return row < head->count ? row : 0;
}

static bool
has_all_names(const struct head_row *row, const char *const *names, size_t count)
{
	for (size_t i = 0; i < count; i++) {
		bool found = false;

		for (size_t j = 0; j < row->count && !found; j++)
			found = strcmp(row->folded[j], names[i]) == 0;
		if (!found)
			return false;
	}
	return count > 0;
}

/* True at the first row that has all plain names. */
static bool
find_plain(const struct inquiry *inquiry, struct judgement *judgement)
{
	for (size_t row = inquiry->first; row <= inquiry->last && row < inquiry->head.count; row++)
		if (has_all_names(&inquiry->head.rows[row], inquiry->plain_names, inquiry->plain_count)) {
			*judgement = (struct judgement){ .base = row, .plain = true, .confidence = 1 };
			judgement->why = "the columns have the names that rapport uses itself";
			return true;
		}
	return false;
}

/* Where the source leaves it open, the header begins below the title lines. */
static size_t
usual_base(const struct inquiry *inquiry)
{
	size_t below = inquiry->first == inquiry->last ? inquiry->first : rows_of_title(&inquiry->head);

	return below > inquiry->first ? below : inquiry->first;
}

/* What stands above a table is narrower than its header. */
static bool
may_be_header(const struct inquiry *inquiry, size_t row)
{
	const struct head_row *rows = inquiry->head.rows;

	for (size_t above = inquiry->first; above < row; above++)
		if (rows[above].filled >= rows[row].filled)
			return false;
	return true;
}

/* Settles the judgement if this dialect is recognised at this row: 1, 0, -1 when out of memory. */
static int
try_dialect(const struct inquiry *inquiry, const struct mapping *dialect, size_t row, struct judgement *judgement)
{
	struct recognised found;

	/* One that looks for its sign in several rows would take a title for one of them. */
	if (dialect->recognition.row == 0 && row < usual_base(inquiry))
		return 0;
	if (!layout_recognise(dialect, &inquiry->head, row, &found))
		return 0;
	*judgement = (struct judgement){ .dialect = dialect, .base = row, .confidence = layout_recognised_confidence(dialect, &found) };
	judgement->why = layout_recognised_why(inquiry->arena, dialect, &inquiry->head, &found);
	return judgement->why == NULL ? -1 : 1;
}

/* The first row at which any of the dialects is recognised: 1, 0, -1 when out of memory. */
static int
find_dialect(const struct inquiry *inquiry, const struct mapping *dialects, size_t count, struct judgement *judgement)
{
	for (size_t row = inquiry->first; row <= inquiry->last && row < inquiry->head.count; row++)
		for (size_t i = 0; i < count && may_be_header(inquiry, row); i++) {
			int rc = try_dialect(inquiry, &dialects[i], row, judgement);

			if (rc != 0)
				return rc;
		}
	return 0;
}

/* The dialect that the source names holds whether or not it is recognised. */
static int
judge_named(const struct inquiry *inquiry, struct judgement *judgement)
{
	const struct mapping *source = inquiry->source;
	const struct mapping *dialect = mappings_find_dialect(inquiry->mappings, source->dialect);
	int		      rc;

	if (dialect == NULL)
		return error_set(inquiry->error, ERROR_CONFIG, inquiry->mappings->path, source->line, "[source %s]: there is no [dialect %s]",
		    source->id, source->dialect);
	rc = find_dialect(inquiry, dialect, 1, judgement);
	if (rc == 0)
		judgement->base = usual_base(inquiry);
	judgement->dialect = dialect;
	judgement->confidence = 1;
	judgement->why = arena_printf(inquiry->arena, "[source %s] of the mappings says so", source->id);
	return rc == -1 || judgement->why == NULL ? error_out_of_memory(inquiry->error) : 0;
}

/* None: the first row that is no title is the header. */
static int
judge_none(const struct inquiry *inquiry, struct judgement *judgement)
{
	*judgement = (struct judgement){ .base = usual_base(inquiry), .confidence = 0.5 };
	judgement->why = "no known tool; the first row of the table is taken as its header";
	if (inquiry->source == NULL)
		return 0;
	judgement->confidence = 1;
	judgement->why = arena_printf(inquiry->arena, "the columns are named by [source %s] of the mappings", inquiry->source->id);
	return judgement->why == NULL ? error_out_of_memory(inquiry->error) : 0;
}

/* What the source fixes; plain names; the first dialect that fits; none. */
static int
judge(const struct inquiry *inquiry, struct judgement *judgement)
{
	const char *named = inquiry->source == NULL || inquiry->source->dialect == NULL ? "auto" : inquiry->source->dialect;
	bool	    open = strcmp(named, "auto") == 0;
	int	    rc;

	*judgement = (struct judgement){ .why = "the file is blank" };
	if (!open && strcmp(named, "none") != 0)
		return judge_named(inquiry, judgement);
	if (inquiry->first >= inquiry->head.count)
		return 0;
	if (find_plain(inquiry, judgement))
		return 0;
	rc = open ? find_dialect(inquiry, inquiry->mappings->dialects, inquiry->mappings->dialect_count, judgement) : 0;
	if (rc == -1)
		return error_out_of_memory(inquiry->error);
	return rc == 1 ? 0 : judge_none(inquiry, judgement);
}

/* The dialect may cut a window where the source does not. */
static bool
cuts_otherwise(const struct mapping *effective, const struct mapping *source)
{
	size_t first = source == NULL ? 0 : source->first_column;
	size_t last = source == NULL ? MAPPING_COLUMNS_ALL : source->last_column;

	return effective->first_column != first || effective->last_column != last;
}

/* The judgement and the columns' names. -1 when out of memory. */
static int
describe(struct inquiry *inquiry, const struct csv_record *records, size_t count, const struct judgement *judgement, struct layout *layout)
{
	size_t base = judgement->base;

	*layout = (struct layout){
		.mapping = mapping_effective(inquiry->arena, inquiry->source, judgement->dialect),
		.dialect = judgement->dialect, .why = judgement->why, .confidence = judgement->confidence, .plain = judgement->plain,
	};
	if (layout->mapping == NULL)
		return -1;
	if (cuts_otherwise(layout->mapping, inquiry->source) && cut_head(inquiry->arena, records, count, layout->mapping, &inquiry->head) == -1)
		return -1;
	layout->first_column = layout->mapping->first_column;
	layout->skipped = base < inquiry->head.count ? inquiry->head.rows[base].index : count;
	return layout_read_header(inquiry->arena, &inquiry->head, base, layout);
}

/* Below the rows that the source skips, which must leave some. */
static int
skip_above(struct inquiry *inquiry, const struct csv_record *records)
{
	const struct mapping *source = inquiry->source;

	inquiry->last = inquiry->head.count > 0 ? inquiry->head.count - 1 : 0;
	if (source == NULL || source->skip_rows <= 0)
		return 0;
	inquiry->first = inquiry->last = row_below(&inquiry->head, records, (size_t)source->skip_rows);
	if (inquiry->first < inquiry->head.count)
		return 0;
	return error_set(inquiry->error, ERROR_INPUT, inquiry->mappings->path, source->line,
	    "skip_rows = %d in [source %s] leaves no header; expected fewer rows than the %zu that the file has", source->skip_rows,
	    source->id, inquiry->head.count);
}

int
layout_detect(struct arena *arena, const struct csv_record *records, size_t count, const struct mapping *source,
    const struct mappings *mappings, const char *const *plain_names, size_t plain_count, struct layout *layout, struct error *error)
{
	struct inquiry inquiry = {
		.arena = arena, .source = source, .mappings = mappings, .plain_names = plain_names, .plain_count = plain_count, .error = error,
	};
	struct judgement judgement;

	if (cut_head(arena, records, count, source, &inquiry.head) == -1)
		return error_out_of_memory(error);
	if (skip_above(&inquiry, records) == -1 || judge(&inquiry, &judgement) == -1)
		return -1;
	if (describe(&inquiry, records, count, &judgement, layout) == -1)
		return error_out_of_memory(error);
	return 0;
}

static bool
names_column(const struct layout *layout, const struct column_ref *reference, size_t column)
{
	const struct layout_column *at = &layout->columns[column];

	switch (reference->how) {
	case COLUMN_INDEX:
		return column == reference->number;
	case COLUMN_CODE:
		return *at->code != '\0' && column_pattern_fits(reference->folded, at->code);
	case COLUMN_TAG:
		return *at->tag != '\0' && column_pattern_fits(reference->folded, at->tag);
	case COLUMN_HEADER:
	default:
		break;
	}
	/* Tools that have codes call their own columns by them, whatever the language of the text. */
	return (*at->folded != '\0' && column_pattern_fits(reference->folded, at->folded)) ||
	    (*at->code != '\0' && column_pattern_fits(reference->folded, at->code));
}

long
layout_find(const struct layout *layout, const struct column_ref *reference, size_t from)
{
	size_t wanted = reference->how == COLUMN_INDEX || reference->number < 2 ? 0 : reference->number;
	size_t seen = 0;

	for (size_t i = 0; i < layout->column_count; i++) {
		if (!names_column(layout, reference, i))
			continue;
		seen++;
		if (i >= from && (wanted == 0 || seen == wanted))
			return (long)i;
	}
	return -1;
}

long
layout_find_any(const struct layout *layout, const struct column_list *list)
{
	for (size_t i = 0; i < list->count; i++) {
		long column = layout_find(layout, &list->items[i], 0);

		if (column != -1)
			return column;
	}
	return -1;
}

bool
layout_in_list(const struct layout *layout, const struct column_list *list, size_t column)
{
	for (size_t i = 0; i < list->count; i++)
		if (layout_find(layout, &list->items[i], column) == (long)column)
			return true;
	return false;
}
