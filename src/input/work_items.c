/* work_items.c - pieces of work: when they came, when they were done, and whether that is known or estimated. */
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "base/arena.h"
#include "base/count.h"
#include "base/error.h"
#include "base/text.h"
#include "input/intake.h"
#include "input/layout.h"
#include "input/sheet.h"
#include "input/work_drafts.h"

enum item_field {
	ITEM_ID, ITEM_PARTNER, ITEM_TYPE, ITEM_CREATED, ITEM_STARTED, ITEM_DONE, ITEM_ACTIVE_DAYS,
	ITEM_BUSINESS_PRIORITY, ITEM_STATUS, ITEM_FIELDS
};

static const struct sheet_field fields[ITEM_FIELDS] = {
	[ITEM_ID] = { "item", true, SHEET_NO_FIELD },
	[ITEM_PARTNER] = { "partner", true, SHEET_NO_FIELD },
	[ITEM_TYPE] = { "type", false, SHEET_NO_FIELD },
	[ITEM_CREATED] = { "created", false, SHEET_NO_FIELD },
	[ITEM_STARTED] = { "started", false, SHEET_NO_FIELD },
	[ITEM_DONE] = { "done", false, SHEET_NO_FIELD },
	[ITEM_ACTIVE_DAYS] = { "active_days", false, SHEET_NO_FIELD },
	[ITEM_BUSINESS_PRIORITY] = { "business_priority", false, SHEET_NO_FIELD },
	[ITEM_STATUS] = { "status", false, SHEET_NO_FIELD },
};

/* In the order of enum work_type. */
static const char *const type_words[WORK_TYPES] = { "feature", "defect", "risk", "debt" };

/* What the status says. A word that the mapping does not know says nothing: the day of completion decides. */
enum progress { PROGRESS_UNKNOWN, PROGRESS_OPEN, PROGRESS_DONE };

enum { STAND_INS_MAX = 8 };

/* Of one file. */
struct work_state {
	struct work_drafts *drafts;
	bool		    has_start;			/* a column for it */
	int		    column[ITEM_FIELDS];	/* as bound */
	bool		    repeated[ITEM_FIELDS];	/* other columns have the same name */
	const char	   *done_name;			/* of the column that is not estimated */
	int		    stand_ins[STAND_INS_MAX];	/* columns for the day of completion of what is done without it */
	size_t		    stand_in_count;
};

/* A date of the row; nothing if it cannot be read. */
struct reading {
	struct moment moment;
	bool	      given;
};

/* The mapping's word on where a field comes from, NULL if it has none. */
static const struct field_source *
source_of(const struct sheet *sheet, int field)
{
	const char *folded = text_fold(sheet->intake->scratch, fields[field].name, strlen(fields[field].name));

	return folded == NULL ? NULL : mapping_field(sheet->mapping, folded);
}

/* True if the mapping names exactly this column, not just its header. */
static bool
is_singled_out(const struct sheet *sheet, int field)
{
	const struct field_source *source = source_of(sheet, field);

	for (size_t i = 0; source != NULL && i < source->columns.count; i++) {
		const struct column_ref *reference = &source->columns.items[i];

		if (layout_find(sheet->layout, reference, 0) == sheet->column[field])
			return reference->how != COLUMN_HEADER || reference->number > 1;
	}
	return false;
}

/* The next column of the same name, -1 if there is none. */
static int
next_of_name(const struct layout *layout, int column)
{
	const char *name = layout->columns[column].folded;

	for (size_t i = (size_t)column + 1; i < layout->column_count; i++)
		if (*name != '\0' && strcmp(layout->columns[i].folded, name) == 0)
			return (int)i;
	return -1;
}

/* The first alternative of done_column is the true one; the others stand in. */
static void
find_stand_ins(struct sheet *sheet, struct work_state *state)
{
	const struct field_source *source = source_of(sheet, ITEM_DONE);

	state->done_name = fields[ITEM_DONE].name;
	if (source == NULL || source->columns.count == 0)
		return;
	state->done_name = source->columns.items[0].written;
	sheet->column[ITEM_DONE] = (int)layout_find(sheet->layout, &source->columns.items[0], 0);
	for (size_t i = 1; i < source->columns.count && state->stand_in_count < STAND_INS_MAX; i++) {
		long column = layout_find(sheet->layout, &source->columns.items[i], 0);

		if (column != -1)
			state->stand_ins[state->stand_in_count++] = (int)column;
	}
}

static int
begin(struct sheet *sheet, struct error *error)
{
	struct work_state *state = calloc(1, sizeof *state);

	if (state == NULL)
		return error_out_of_memory(error);
	sheet->state = state;
	state->drafts = work_drafts_new();
	if (state->drafts == NULL)
		return error_out_of_memory(error);
	find_stand_ins(sheet, state);
	state->has_start = sheet->column[ITEM_STARTED] != -1;
	for (int field = 0; field < ITEM_FIELDS; field++) {
		state->column[field] = sheet->column[field];
		state->repeated[field] = sheet->column[field] != -1 && next_of_name(sheet->layout, sheet->column[field]) != -1 &&
		    !is_singled_out(sheet, field);
	}
	return 1;
}

/* Jira writes a field of several values as several columns: the last one that is filled counts. */
static void
choose_columns(struct sheet *sheet, const struct work_state *state)
{
	for (int field = 0; field < ITEM_FIELDS; field++) {
		int next = state->column[field];

		sheet->column[field] = next;
		for (; state->repeated[field] && next != -1; next = next_of_name(sheet->layout, next))
			if (sheet_column_cell(sheet, (size_t)next).length > 0)
				sheet->column[field] = next;
	}
}

/* -1 when out of memory; a wrong date counts as none. */
static int
read_moment(struct sheet *sheet, int field, struct reading *reading, struct error *error)
{
	enum sheet_result result = sheet_moment(sheet, field, &reading->moment, error);

	reading->given = result == SHEET_OK;
	return result == SHEET_NO_MEMORY ? -1 : 0;
}

/* -1 when out of memory. */
static int
read_progress(const struct sheet *sheet, enum progress *progress, struct error *error)
{
	struct cell cell = sheet_cell(sheet, ITEM_STATUS);
	const char *folded, *word;

	*progress = PROGRESS_UNKNOWN;
	if (cell.length == 0)
		return 0;
	folded = sheet_folded(sheet, cell);
	if (folded == NULL)
		return error_out_of_memory(error);
	word = mapping_pair_find(&sheet->mapping->statuses, folded);
	if (word == NULL)
		word = folded;
	if (strcmp(word, "done") == 0)
		*progress = PROGRESS_DONE;
	else if (strcmp(word, "open") == 0)
		*progress = PROGRESS_OPEN;
	return 0;
}

static int
read_type(const struct sheet *sheet, struct work_drafts *drafts, struct work_draft *draft, struct error *error)
{
	struct cell cell = sheet_cell(sheet, ITEM_TYPE);
	const char *folded, *word;

	draft->item.type = WORK_TYPES;
	draft->unknown_type = WORK_TYPE_KNOWN;
	if (cell.length == 0)
		return 0;
	folded = sheet_folded(sheet, cell);
	if (folded == NULL)
		return error_out_of_memory(error);
	word = mapping_pair_find(&sheet->mapping->types, folded);
	if (word == NULL)
		word = folded;
	for (size_t i = 0; i < COUNT_OF(type_words); i++)
		if (strcmp(word, type_words[i]) == 0) {
			draft->item.type = (uint8_t)i;
			return 0;
		}
	word = text_clean(sheet->intake->scratch, cell.text, cell.length);
	draft->unknown_type = word == NULL ? -1 : work_drafts_unknown_type(drafts, word, folded);
	return draft->unknown_type == -1 ? error_out_of_memory(error) : 0;
}

/* Yes, no, or nothing; another word is a finding and says nothing. */
static int
read_priority(const struct sheet *sheet, struct work_item *item, struct error *error)
{
	static const struct {
		const char *word;
		int8_t	    value;
	} words[] = { { "yes", 1 }, { "true", 1 }, { "1", 1 }, { "y", 1 }, { "no", 0 }, { "false", 0 }, { "0", 0 }, { "n", 0 } };
	struct cell cell = sheet_cell(sheet, ITEM_BUSINESS_PRIORITY);

	item->business_priority = -1;
	for (size_t i = 0; i < COUNT_OF(words); i++)
		if (cell_is(cell, words[i].word))
			item->business_priority = words[i].value;
	if (cell.length == 0 || item->business_priority != -1)
		return 0;
	return sheet_reject(sheet, FINDING_BAD_WORD, ITEM_BUSINESS_PRIORITY, "yes or no; counts as not said", error);
}

static int
read_active_days(const struct sheet *sheet, struct work_item *item, struct error *error)
{
	enum sheet_result result = sheet_cell_number(sheet, ITEM_ACTIVE_DAYS, &item->active_days, error);

	if (result == SHEET_OK && item->active_days >= 0)
		return 0;
	item->active_days = NAN;
	if (result == SHEET_NO_MEMORY)
		return -1;
	return result == SHEET_OK ? sheet_reject(sheet, FINDING_BAD_NUMBER, ITEM_ACTIVE_DAYS, "days, not below 0", error) : 0;
}

/* The true column first; what is done according to its status may take the day from a stand-in. */
static int
read_done(struct sheet *sheet, const struct work_state *state, enum progress progress, struct work_draft *draft,
    struct reading *done, struct error *error)
{
	done->given = false;
	draft->done_column = -1;
	if (progress == PROGRESS_OPEN)
		return 0;
	if (read_moment(sheet, ITEM_DONE, done, error) == -1)
		return -1;
	for (size_t i = 0; progress == PROGRESS_DONE && !done->given && i < state->stand_in_count; i++) {
		sheet->column[ITEM_DONE] = state->stand_ins[i];
		if (read_moment(sheet, ITEM_DONE, done, error) == -1)
			return -1;
		draft->item.estimated = done->given;
	}
	draft->item.undated = progress == PROGRESS_DONE && !done->given;
	if (done->given)
		draft->done_column = sheet->column[ITEM_DONE];
	return 0;
}

/* Created, started and done. Without a column for the start, work starts when it comes in. */
static int
read_times(struct sheet *sheet, const struct work_state *state, struct work_draft *draft, struct error *error)
{
	struct work_item *item = &draft->item;
	struct reading	  created, started, done;
	enum progress	  progress;

	if (read_progress(sheet, &progress, error) == -1 || read_moment(sheet, ITEM_CREATED, &created, error) == -1 ||
	    read_moment(sheet, ITEM_STARTED, &started, error) == -1 || read_done(sheet, state, progress, draft, &done, error) == -1)
		return -1;
	if (!state->has_start)
		started = created;
	if (created.given)
		item->created = created.moment.date;
	if (started.given)
		item->started = started.moment.date;
	if (done.given)
		item->done = done.moment.date;
	item->days = started.given && done.given ? moment_days(&started.moment, &done.moment) : NAN;
	return 0;
}

/* Of an export, work without a partner is work of one's own; in a file made for rapport it is a mistake. */
static int
read_partner(struct sheet *sheet, uint32_t *partner, struct error *error)
{
	enum sheet_result result;

	if (sheet_cell(sheet, ITEM_PARTNER).length == 0 && !sheet->layout->plain)
		return sheet_drop(sheet, "no-partner");
	result = sheet_partner(sheet, ITEM_PARTNER, partner, error);
	return result == SHEET_NO_MEMORY ? -1 : result == SHEET_OK;
}

static int
take_row(struct sheet *sheet, struct error *error)
{
	struct work_state *state = sheet->state;
	struct work_draft  draft = { .item = { .file = sheet->index } };
	struct cell	   cell;
	const char	  *id;
	int		   rc;

	choose_columns(sheet, state);
	cell = sheet_cell(sheet, ITEM_ID);
	if (cell.length == 0)
		return sheet_reject(sheet, FINDING_BAD_WORD, ITEM_ID, "the item's number or key", error);
	rc = read_partner(sheet, &draft.item.partner, error);
	if (rc != 1)
		return rc;
	id = text_clean(sheet->intake->scratch, cell.text, cell.length);
	if (id == NULL)
		return error_out_of_memory(error);
	draft.item.line = sheet->record.line > UINT32_MAX ? UINT32_MAX : (uint32_t)sheet->record.line;
	if (read_type(sheet, state->drafts, &draft, error) == -1 || read_priority(sheet, &draft.item, error) == -1 ||
	    read_active_days(sheet, &draft.item, error) == -1 || read_times(sheet, state, &draft, error) == -1)
		return -1;
	return work_drafts_keep(sheet, state->drafts, id, &draft, error);
}

static int
finish(struct sheet *sheet, struct error *error)
{
	struct work_state *state = sheet->state;

	return work_drafts_finish(sheet, state->drafts, state->done_name, state->column[ITEM_TYPE], error);
}

static void
release(struct sheet *sheet)
{
	struct work_state *state = sheet->state;

	if (state == NULL)
		return;
	work_drafts_free(state->drafts);
	free(state);
	sheet->state = NULL;
}

const struct sheet_kind work_items_sheet = {
	.fields = fields, .field_count = ITEM_FIELDS, .begin = begin, .take_row = take_row, .finish = finish, .release = release,
};
