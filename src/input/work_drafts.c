/* work_drafts.c - see work_drafts.h. */
#include "input/work_drafts.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "base/arena.h"
#include "base/error.h"
#include "base/table.h"
#include "input/intake.h"
#include "input/layout.h"
#include "input/sheet.h"
#include "input/vector.h"

struct kept {
	struct work_draft draft;
	const char	 *id;		/* in the dataset's arena */
};

struct word {
	char	     *text;		/* as first written */
	unsigned long rows;		/* that count */
	unsigned long line;		/* of the first */
};

struct work_drafts {
	struct table *places;		/* id -> index into items */
	struct vector items;		/* struct kept */
	struct table *word_places;	/* folded word -> index into words */
	struct vector words;		/* struct word */
};

struct work_drafts *
work_drafts_new(void)
{
	struct work_drafts *drafts = calloc(1, sizeof *drafts);

	if (drafts == NULL)
		return NULL;
	drafts->items.size = sizeof(struct kept);
	drafts->words.size = sizeof(struct word);
	drafts->places = table_new();
	drafts->word_places = table_new();
	if (drafts->places == NULL || drafts->word_places == NULL) {
		work_drafts_free(drafts);
		return NULL;
	}
	return drafts;
}

static struct kept *
item_at(const struct work_drafts *drafts, size_t index)
{
	return (struct kept *)drafts->items.items + index;
}

static struct word *
word_at(const struct work_drafts *drafts, size_t index)
{
	return (struct word *)drafts->words.items + index;
}

void
work_drafts_free(struct work_drafts *drafts)
{
	if (drafts == NULL)
		return;
	for (size_t i = 0; i < drafts->words.count; i++)
		free(word_at(drafts, i)->text);
	vector_clear(&drafts->items);
	vector_clear(&drafts->words);
	table_free(drafts->places);
	table_free(drafts->word_places);
	free(drafts);
}

int
work_drafts_keep(struct sheet *sheet, struct work_drafts *drafts, const char *id, const struct work_draft *draft,
    struct error *error)
{
	long	     index = table_get(drafts->places, id, strlen(id));
	struct kept *kept;

	if (index != -1) {
		item_at(drafts, (size_t)index)->draft = *draft;
		(void)sheet_drop(sheet, "older-row");
		return 1;
	}
	if (table_set(drafts->places, id, strlen(id), (long)drafts->items.count, NULL) == -1)
		return error_out_of_memory(error);
	kept = vector_push(&drafts->items);
	if (kept == NULL)
		return error_out_of_memory(error);
	kept->draft = *draft;
	kept->id = arena_strdup(sheet->intake->arena, id);
	return kept->id == NULL ? error_out_of_memory(error) : 1;
}

long
work_drafts_unknown_type(struct work_drafts *drafts, const char *word, const char *folded)
{
	long	     index = table_get(drafts->word_places, folded, strlen(folded));
	struct word *new;

	if (index != -1)
		return index;
	index = (long)drafts->words.count;
	if (table_set(drafts->word_places, folded, strlen(folded), index, NULL) == -1)
		return -1;
	new = vector_push(&drafts->words);
	if (new == NULL)
		return -1;
	new->text = strdup(word);
	return new->text == NULL ? -1 : index;
}

static int
report(const struct sheet *sheet, struct finding finding, struct error *error)
{
	finding.file = sheet->file->name;
	return findings_add(sheet->intake->findings, &finding) == -1 ? error_out_of_memory(error) : 0;
}

/* As people count: from 1, over the whole file. */
static unsigned int
column_number(const struct sheet *sheet, int column)
{
	return column == -1 ? 0 : (unsigned int)(sheet->layout->first_column + (size_t)column + 1);
}

/* Done before it was begun, or done nobody knows when: it stays, but its time does not count. */
static int
judge_times(const struct sheet *sheet, struct work_draft *draft, const char *done_name, struct error *error)
{
	struct work_item *item = &draft->item;
	struct finding	  finding = { .line = item->line, .column = column_number(sheet, draft->done_column) };
	char		  done[DATE_SIZE], started[DATE_SIZE];

	if (item->undated) {
		finding.kind = FINDING_BAD_DATE;
		finding.expected = arena_printf(sheet->intake->scratch,
		    "a date in %s, as the status says that the item is done", done_name);
		return finding.expected == NULL ? error_out_of_memory(error) : report(sheet, finding, error);
	}
	if (!(item->days < 0))
		return 0;
	item->days = NAN;
	finding.kind = FINDING_NEGATIVE_TIME;
	finding.value = date_name(item->done, done);
	finding.expected = arena_printf(sheet->intake->scratch, "%s or later, the day on which it was started",
	    date_name(item->started, started));
	return finding.expected == NULL ? error_out_of_memory(error) : report(sheet, finding, error);
}

/* One finding a file: the first stand-in names the column. */
static int
report_estimated(const struct sheet *sheet, const struct work_drafts *drafts, const char *done_name, struct error *error)
{
	const struct work_draft *first = NULL;
	struct finding		 finding = { .kind = FINDING_ESTIMATED };

	for (size_t i = 0; i < drafts->items.count; i++) {
		const struct work_draft *draft = &item_at(drafts, i)->draft;

		finding.rows += draft->item.estimated;
		if (draft->item.estimated && (first == NULL || draft->item.line < first->item.line))
			first = draft;
	}
	if (first == NULL)
		return 0;
	finding.line = first->item.line;
	finding.column = column_number(sheet, first->done_column);
	finding.value = sheet->layout->columns[first->done_column].text;
	finding.expected = arena_printf(sheet->intake->scratch, "a date in %s", done_name);
	return finding.expected == NULL ? error_out_of_memory(error) : report(sheet, finding, error);
}

static int
report_types(const struct sheet *sheet, const struct work_drafts *drafts, int column, struct error *error)
{
	for (size_t i = 0; i < drafts->items.count; i++) {
		const struct work_draft *draft = &item_at(drafts, i)->draft;
		struct word		*word;

		if (draft->unknown_type == WORK_TYPE_KNOWN)
			continue;
		word = word_at(drafts, (size_t)draft->unknown_type);
		if (word->rows++ == 0 || draft->item.line < word->line)
			word->line = draft->item.line;
	}
	for (size_t i = 0; i < drafts->words.count; i++) {
		const struct word   *word = word_at(drafts, i);
		const struct finding finding = { .kind = FINDING_UNKNOWN_TYPE, .line = word->line,
			.column = column_number(sheet, column), .value = word->text, .rows = word->rows,
			.expected = "feature, defect, risk or debt, or a `type` key of the mapping" };

		if (word->rows > 0 && report(sheet, finding, error) == -1)
			return -1;
	}
	return 0;
}

/* The intake's place for an item: that of an earlier file, or a new one. NULL when out of memory. */
static struct work_item *
place_of(const struct sheet *sheet, const struct kept *kept)
{
	struct intake	 *intake = sheet->intake;
	const char	 *source = sheet->file->source == NULL ? "" : sheet->file->source;
	const char	 *key = arena_printf(intake->scratch, "work %s %lu %s", source,
			  (unsigned long)kept->draft.item.partner, kept->id);
	struct sheet	  earlier = { .intake = intake };
	struct work_item *item;
	long		  index;

	if (key == NULL)
		return NULL;
	index = table_get(intake->seen, key, strlen(key));
	if (index == -1) {
		if (table_set(intake->seen, key, strlen(key), (long)intake->work_items.count, NULL) == -1)
			return NULL;
		return vector_push(&intake->work_items);
	}
	item = (struct work_item *)intake->work_items.items + index;
	earlier.file = intake_file(intake, item->file);
	(void)sheet_drop(&earlier, "older-file");
	return item;
}

static int
hand_over(const struct sheet *sheet, const struct work_drafts *drafts, struct error *error)
{
	for (size_t i = 0; i < drafts->items.count; i++) {
		const struct kept *kept = item_at(drafts, i);
		struct work_item  *item;

		arena_reset(sheet->intake->scratch);
		item = place_of(sheet, kept);
		if (item == NULL)
			return error_out_of_memory(error);
		*item = kept->draft.item;
	}
	return 0;
}

int
work_drafts_finish(struct sheet *sheet, struct work_drafts *drafts, const char *done_name, int type_column,
    struct error *error)
{
	for (size_t i = 0; i < drafts->items.count; i++) {
		arena_reset(sheet->intake->scratch);
		if (judge_times(sheet, &item_at(drafts, i)->draft, done_name, error) == -1)
			return -1;
	}
	if (report_estimated(sheet, drafts, done_name, error) == -1 || report_types(sheet, drafts, type_column, error) == -1)
		return -1;
	return hand_over(sheet, drafts, error);
}
