/* kpi_share.c - counting event rows; see kpi_share.h. How a row is judged stands in kpi_condition.c. */
#include "input/kpi_share.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/arena.h"
#include "base/error.h"
#include "base/table.h"
#include "input/intake.h"
#include "input/kpi_condition.h"
#include "input/kpi_rows.h"
#include "input/layout.h"

enum { VALUE_SIZE = 32, FIRST_TERM = KPI_TARGET };	/* fields from FIRST_TERM on are those of the last row that counted */

/* The rows of one partner and period. */
struct tally {
	struct kpi_key key;
	unsigned long  line;			/* of the last row, judged or not */
	long	       rows;			/* judged */
	long	       met;
	long	       unjudged;
	const char    *terms[KPI_FIELDS];	/* cells of that row, for fields that stand in a column */
};

/* What the last row of a key said, to take it back when there is a later one. */
struct keyed {
	size_t		 tally;
	struct judgement judgement;
};

struct share {
	const struct measure *measure;
	struct kpi_binding    binding;
	struct condition      condition;
	long		      key_column;	/* -1: each row counts */
	struct table	     *index;		/* partner and period -> tally */
	struct vector	      tallies;		/* struct tally */
	struct table	     *keys;		/* key cell -> keyed */
	struct vector	      keyed;		/* struct keyed */
	struct judgement      unjudged;		/* the first that could not be judged; outcome met if there is none */
};

struct share *
share_new(const struct sheet *sheet, const struct measure *measure, const struct wide_value *value)
{
	struct share *share = calloc(1, sizeof *share);

	if (share == NULL)
		return NULL;
	share->measure = measure;
	share->binding = value->binding;
	share->key_column = layout_find_any(sheet->layout, &sheet->mapping->key_column);
	share->tallies.size = sizeof(struct tally);
	share->keyed.size = sizeof(struct keyed);
	share->index = table_new();
	share->keys = table_new();
	if (share->index == NULL || share->keys == NULL ||
	    condition_init(&share->condition, sheet, measure, value->left, value->right) == -1) {
		share_free(share);
		return NULL;
	}
	return share;
}

void
share_free(struct share *share)
{
	if (share == NULL)
		return;
	table_free(share->index);
	table_free(share->keys);
	vector_clear(&share->tallies);
	vector_clear(&share->keyed);
	free(share);
}

static struct tally *
tally_at(const struct share *share, size_t index)
{
	return (struct tally *)share->tallies.items + index;
}

/* Index of the tally for a partner and period, added if new; -1 when out of memory. */
static long
find_tally(struct share *share, const struct kpi_key *key)
{
	const int32_t parts[] = { (int32_t)key->partner, key->period.granularity, key->period.index };
	long	      index = table_get(share->index, (const char *)parts, sizeof parts);
	struct tally *tally;

	if (index != -1)
		return index;
	index = (long)share->tallies.count;
	tally = vector_push(&share->tallies);
	if (tally == NULL || table_set(share->index, (const char *)parts, sizeof parts, index, NULL) == -1)
		return -1;
	tally->key = *key;
	return index;
}

/* Adds one row with 1, takes one back with -1. */
static void
count(struct tally *tally, enum outcome outcome, int step)
{
	if (outcome == OUTCOME_UNJUDGED)
		tally->unjudged += step;
	else
		tally->rows += step;
	if (outcome == OUTCOME_MET)
		tally->met += step;
}

/* The last row of a key replaces the one before. 1 if there was one, 0 if not, -1 when out of memory. */
static int
replace(struct share *share, const struct sheet *sheet, size_t tally, const struct judgement *judgement)
{
	struct cell    key = sheet_column_cell(sheet, (size_t)share->key_column);
	struct keyed  *keyed;
	long	       index;

	if (key.length == 0)
		return 0;
	index = table_get(share->keys, key.text, key.length);
	if (index != -1) {
		keyed = (struct keyed *)share->keyed.items + index;
		count(tally_at(share, keyed->tally), keyed->judgement.outcome, -1);
		*keyed = (struct keyed){ tally, *judgement };
		return 1;
	}
	keyed = vector_push(&share->keyed);
	if (keyed == NULL || table_set(share->keys, key.text, key.length, (long)share->keyed.count - 1, NULL) == -1)
		return -1;
	*keyed = (struct keyed){ tally, *judgement };
	return 0;
}

/* The cells of the row that say something about the KPI. */
static int
keep_terms(const struct share *share, struct sheet *sheet, struct tally *tally)
{
	tally->line = sheet->record.line;
	for (int i = FIRST_TERM; i < KPI_FIELDS; i++) {
		struct cell cell;

		if (share->binding.column[i] == -1)
			continue;
		cell = sheet_column_cell(sheet, (size_t)share->binding.column[i]);
		tally->terms[i] = cell.length == 0 ? NULL : kpi_text_intern(sheet->intake, cell.text, cell.length);
		if (cell.length > 0 && tally->terms[i] == NULL)
			return -1;
	}
	return 0;
}

int
share_take(struct share *share, struct sheet *sheet, const struct kpi_key *key, struct error *error)
{
	struct judgement  judgement;
	enum sheet_result result = condition_judge(&share->condition, sheet, &judgement, error);
	long		  index;
	int		  replaced = 0;

	if (result != SHEET_OK)
		return result == SHEET_NO_MEMORY ? -1 : 0;
	index = find_tally(share, key);
	if (index != -1 && share->key_column != -1)
		replaced = replace(share, sheet, (size_t)index, &judgement);
	if (index == -1 || replaced == -1 || keep_terms(share, sheet, tally_at(share, (size_t)index)) == -1)
		return error_out_of_memory(error);
	count(tally_at(share, (size_t)index), judgement.outcome, 1);
	if (judgement.outcome == OUTCOME_UNJUDGED && share->unjudged.outcome != OUTCOME_UNJUDGED)
		share->unjudged = judgement;
	return replaced == 1 ? SHEET_DROPPED : 1;
}

/* "26 of 32 rows: {made_sla} = true", so that the number can be checked. NULL when out of memory. */
static const char *
describe(const struct share *share, const struct sheet *sheet, const struct tally *tally)
{
	struct arena	 *scratch = sheet->intake->scratch;
	const struct cell note = share->binding.constant[KPI_NOTE];
	const char	 *own = note.text == NULL ? "" : arena_printf(scratch, "%.*s; ", (int)note.length, note.text);
	const char	 *unjudged = "";

	if (tally->unjudged > 0)
		unjudged = arena_printf(scratch, ", %ld not judged", tally->unjudged);
	if (own == NULL || unjudged == NULL)
		return NULL;
	return arena_printf(scratch, "%s%ld of %ld rows%s: %s", own, tally->met, tally->rows, unjudged, share->measure->written);
}

/* The share as a row of its own, with the cells of its last row: read as if it stood there. */
static int
emit(const struct share *share, struct sheet *sheet, const struct tally *tally, struct csv_field *fields, struct error *error)
{
	struct kpi_binding binding = share->binding;
	double		   whole = share->measure->percent ? 100 : 1;
	char		   value[VALUE_SIZE] = "";
	const char	  *note;

	arena_reset(sheet->intake->scratch);
	note = describe(share, sheet, tally);
	if (note == NULL)
		return error_out_of_memory(error);
	if (tally->rows > 0)
		(void)snprintf(value, sizeof value, "%.17g", whole * (double)tally->met / (double)tally->rows);
	kpi_binding_set(&binding, KPI_VALUE, value);
	kpi_binding_set(&binding, KPI_NOTE, note);
	binding.column[KPI_RATING] = -1;
	for (int i = FIRST_TERM; i < KPI_FIELDS; i++)
		if (binding.column[i] != -1)
			fields[binding.column[i]] = tally->terms[i] == NULL ? (struct csv_field){ "", 0 } :
			    (struct csv_field){ tally->terms[i], strlen(tally->terms[i]) };
	sheet->record = (struct csv_record){ .line = tally->line, .field_count = sheet->width, .fields = fields };
	kpi_binding_apply(&binding, sheet);
	return kpi_take(sheet, &tally->key, error) == -1 ? -1 : 0;
}

/* The example is the first that still counts. */
static struct judgement
find_unjudged(const struct share *share)
{
	if (share->key_column == -1)
		return share->unjudged;
	for (size_t i = 0; i < share->keyed.count; i++) {
		const struct keyed *keyed = (const struct keyed *)share->keyed.items + i;

		if (keyed->judgement.outcome == OUTCOME_UNJUDGED)
			return keyed->judgement;
	}
	return share->unjudged;
}

static int
report_unjudged(const struct share *share, const struct sheet *sheet, long rows, struct error *error)
{
	struct judgement first = find_unjudged(share);
	struct finding	 finding = {
		.kind = FINDING_NOT_JUDGED, .file = sheet->file->name, .line = first.line, .value = first.text,
		.rows = (unsigned long)rows,
		.column = (unsigned int)(sheet->layout->first_column + (size_t)first.column + 1),
	};

	finding.expected = arena_printf(sheet->intake->scratch, "both sides of %s", share->measure->written);
	if (finding.expected == NULL || findings_add(sheet->intake->findings, &finding) == -1)
		return error_out_of_memory(error);
	return 0;
}

int
share_finish(struct share *share, struct sheet *sheet, struct error *error)
{
	struct csv_field *fields = calloc(sheet->width + 1, sizeof *fields);
	long		  unjudged = 0;
	int		  rc = fields == NULL ? error_out_of_memory(error) : 0;

	for (size_t i = 0; rc == 0 && i < share->tallies.count; i++) {
		const struct tally *tally = tally_at(share, i);

		unjudged += tally->unjudged;
		if (tally->rows + tally->unjudged > 0)
			rc = emit(share, sheet, tally, fields, error);
	}
	if (rc == 0 && unjudged > 0)
		rc = report_unjudged(share, sheet, unjudged, error);
	free(fields);
	return rc;
}
