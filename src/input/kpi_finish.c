/* kpi_finish.c - when all KPI files are in: unknown KPIs join the model, rows are sorted, keys given twice are settled. */
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "base/arena.h"
#include "base/error.h"
#include "base/findings.h"
#include "input/intake.h"
#include "input/kpi_rows.h"
#include "input/kpi_sort.h"

/* Bytewise by id, so that the model grows the same way whatever the order of files. */
static int
compare_unknown(const void *a, const void *b)
{
	const struct unknown_kpi *const *left = a;
	const struct unknown_kpi *const *right = b;

	return strcmp((*left)->id, (*right)->id);
}

static int
report_unknown(const struct intake *intake, const struct unknown_kpi *unknown)
{
	const struct finding finding = {
		.kind = FINDING_UNKNOWN_KPI, .file = intake_file(intake, unknown->file)->name, .line = unknown->line,
		.column = unknown->column, .value = unknown->id,
		.expected = unknown->scored ? "a KPI of the model; it counts with the limits of its rows"
					    : "a KPI of the model; it is shown, not scored",
	};

	return findings_add(intake->findings, &finding);
}

/* Adds those that still have rows; indexes[u] is the model's index of unknown u. */
static int
add_unknown(struct intake *intake, uint16_t *indexes)
{
	struct unknown_kpi  *items = intake->kpi->unknown.items;
	size_t		     count = intake->kpi->unknown.count;
	struct unknown_kpi **sorted = calloc(count + 1, sizeof *sorted);
	int		     rc = sorted == NULL ? -1 : 0;

	for (size_t i = 0; rc == 0 && i < count; i++)
		sorted[i] = &items[i];
	if (rc == 0 && count > 0)
		qsort(sorted, count, sizeof(struct unknown_kpi *), compare_unknown);
	for (size_t i = 0; rc == 0 && i < count; i++) {
		long index;

		if (sorted[i]->rows == 0)
			continue;
		index = model_add_unknown(intake->model, sorted[i]->id, sorted[i]->scored);
		if (index == -1 || index > UINT16_MAX || report_unknown(intake, sorted[i]) == -1)
			rc = -1;
		else
			indexes[sorted[i] - items] = (uint16_t)index;
	}
	free(sorted);
	return rc;
}

/* Provisional indexes become those of the dataset and the model. */
static int
settle_indexes(struct intake *intake, const uint32_t *order)
{
	struct kpi_intake *kpi = intake->kpi;
	size_t		   known = intake->model->indicator_count;
	uint16_t	  *indexes = calloc(kpi->unknown.count + 1, sizeof *indexes);

	if (indexes == NULL || add_unknown(intake, indexes) == -1) {
		free(indexes);
		return -1;
	}
	for (size_t i = 0; i < kpi->rows.count; i++) {
		struct kpi_row *row = (struct kpi_row *)kpi->rows.items + i;

		row->partner = row->partner == KPI_ALL ? (uint32_t)intake->names.partners.count : order[row->partner];
		if (row->indicator >= known)
			row->indicator = indexes[row->indicator - known];
	}
	free(indexes);
	return 0;
}

static struct period
row_period(const struct kpi_row *row)
{
	return (struct period){ row->granularity, row->period_index };
}

static bool
same_key(const struct kpi_row *a, const struct kpi_row *b)
{
	return a->partner == b->partner && a->indicator == b->indicator &&
	    a->granularity == b->granularity && a->period_index == b->period_index;
}

static enum duplicates
duplicate_rule(const struct intake *intake, const struct kpi_row *row)
{
	return ((const uint8_t *)intake->kpi->duplicates.items)[row->file];
}

/* Names both places: the finding stands at the later one. */
static int
report_duplicate(const struct intake *intake, const struct kpi_row *first, const struct kpi_row *later)
{
	const char    *id = intake->model->indicators[first->indicator].id;
	bool	       all = first->partner == intake->names.partners.count;
	const char    *partner = all ? "ALL" : intake->dataset->partners[first->partner].id;
	char	       period[PERIOD_SIZE];
	struct finding finding = {
		.kind = FINDING_DUPLICATE, .file = intake_file(intake, later->file)->name, .line = later->line, .partner = partner,
	};

	finding.value = arena_printf(intake->scratch, "%s, %s, %s", partner, period_name(row_period(first), period), id);
	finding.expected = arena_printf(intake->scratch, "one row for it; it also stands in %s, line %lu",
	    intake_file(intake, first->file)->name, (unsigned long)first->line);
	return finding.value == NULL || finding.expected == NULL ? -1 : findings_add(intake->findings, &finding);
}

/* A row of a wide file holds many values: it cannot be rejected more often than it is there. */
static void
count_rejected(const struct intake *intake, const struct kpi_row *row)
{
	struct input_file *file = intake_file(intake, row->file);

	if (row->state != VALUE_REJECTED && file->rejected + file->dropped < file->rows)
		file->rejected++;
}

/* One row stands for the count rows of one key from rows on. */
static int
settle_key(const struct intake *intake, struct kpi_row *rows, size_t count)
{
	enum duplicates rule = duplicate_rule(intake, &rows[count - 1]);
	size_t		kept = rule == DUPLICATES_LAST ? count - 1 : 0;

	for (size_t i = 0; i < count; i++) {
		if (i > 0 && report_duplicate(intake, &rows[0], &rows[i]) == -1)
			return -1;
		if (i != kept || rule == DUPLICATES_REJECT)
			count_rejected(intake, &rows[i]);
	}
	rows[0] = rows[kept];
	if (rule == DUPLICATES_REJECT) {
		rows[0].state = VALUE_REJECTED;
		rows[0].value = NAN;
	}
	return 0;
}

/* Leaves one row of each key. */
static int
settle_duplicates(const struct intake *intake, struct kpi_row *rows, size_t *row_count)
{
	size_t kept = 0;
	size_t same;

	for (size_t i = 0; i < *row_count; i += same) {
		same = 1;
		while (i + same < *row_count && same_key(&rows[i], &rows[i + same]))
			same++;
		if (same > 1 && settle_key(intake, &rows[i], same) == -1)
			return -1;
		rows[kept++] = rows[i];
	}
	*row_count = kept;
	return 0;
}

/* Each partner's share of the sorted rows. */
static void
index_rows(struct dataset *dataset)
{
	size_t next = 0;

	for (size_t i = 0; i < dataset->partner_count; i++) {
		struct partner *partner = &dataset->partners[i];

		partner->kpi_first = next;
		while (next < dataset->kpi_row_count && dataset->kpi_rows[next].partner == i)
			next++;
		partner->kpi_count = next - partner->kpi_first;
	}
	dataset->all_first = next;
}

int
kpi_intake_finish(struct intake *intake, const uint32_t *order, struct error *error)
{
	struct kpi_intake *kpi = intake->kpi;
	struct dataset	  *dataset = intake->dataset;

	if (settle_indexes(intake, order) == -1 || kpi_sort_rows(intake) == -1 ||
	    settle_duplicates(intake, dataset->kpi_rows, &dataset->kpi_row_count) == -1)
		return error_out_of_memory(error);
	dataset->terms = vector_copy(&kpi->terms, intake->arena);
	dataset->terms_count = kpi->terms.count;
	if (dataset->terms == NULL)
		return error_out_of_memory(error);
	index_rows(dataset);
	return 0;
}
