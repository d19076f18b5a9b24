/* kpi_sort.c - counted to their places by partner and indicator; what is left of sorting is mostly in order already. */
#include "input/kpi_sort.h"

#include <stdbool.h>
#include <stdlib.h>

#include "base/arena.h"
#include "input/intake.h"
#include "input/kpi_rows.h"

enum { ROWS_GIVEN_BACK = 1 << 16 /* at a time */ };

/* What sorting the rows of one partner takes. */
struct sorting {
	int	  fiscal_start;
	size_t	  indicators;	/* of the model, unknown ones included */
	size_t	 *starts;	/* by indicator, and one more */
	uint32_t *places;	/* of the partner's rows */
};

static struct period
row_period(const struct kpi_row *row)
{
	return (struct period){ row->granularity, row->period_index };
}

/* Rows of one partner by indicator, period; then by place, so that "first" and "last" mean what they say. */
static int
compare_rows(const void *a, const void *b, void *fiscal_start)
{
	const struct kpi_row *left = a;
	const struct kpi_row *right = b;

	if (left->indicator != right->indicator)
		return left->indicator < right->indicator ? -1 : 1;
	if (left->granularity != right->granularity)
		return period_compare(row_period(left), row_period(right), *(const int *)fiscal_start);
	if (left->period_index != right->period_index)
		return left->period_index < right->period_index ? -1 : 1;
	if (left->file != right->file)
		return left->file < right->file ? -1 : 1;
	return (left->line > right->line) - (left->line < right->line);
}

static void
swap_rows(struct kpi_row *a, struct kpi_row *b)
{
	struct kpi_row spare = *a;

	*a = *b;
	*b = spare;
}

/* Rows of one indicator. Files have them in the order of time, or the latest first. */
static void
sort_run(struct kpi_row *rows, size_t count, int fiscal_start)
{
	bool ascending = true;
	bool descending = true;

	for (size_t i = 1; i < count && (ascending || descending); i++) {
		bool falls = compare_rows(&rows[i - 1], &rows[i], &fiscal_start) > 0;

		ascending &= !falls;
		descending &= falls;
	}
	if (ascending)
		return;
	for (size_t i = 0; descending && i < count / 2; i++)
		swap_rows(&rows[i], &rows[count - 1 - i]);
	if (!descending)
		qsort_r(rows, count, sizeof *rows, compare_rows, &fiscal_start);
}

/* Brings each row to its place; rows of one indicator keep their order. */
static void
move_to_indicators(struct kpi_row *rows, size_t count, const struct sorting *sorting)
{
	size_t	 *starts = sorting->starts;
	uint32_t *places = sorting->places;

	for (size_t i = 0; i < sorting->indicators + 1; i++)
		starts[i] = 0;
	for (size_t i = 0; i < count; i++)
		starts[rows[i].indicator + 1]++;
	for (size_t i = 1; i < sorting->indicators; i++)
		starts[i] += starts[i - 1];
	for (size_t i = 0; i < count; i++)
		places[i] = (uint32_t)starts[rows[i].indicator]++;
	for (size_t i = 0; i < count; i++)
		while (places[i] != i) {
			uint32_t place = places[i];

			swap_rows(&rows[i], &rows[place]);
			places[i] = places[place];
			places[place] = place;
		}
}

static void
sort_partner(struct kpi_row *rows, size_t count, const struct sorting *sorting)
{
	/* Few rows are sorted faster than indicators are counted. */
	if (count < sorting->indicators) {
		sort_run(rows, count, sorting->fiscal_start);
		return;
	}
	move_to_indicators(rows, count, sorting);
	for (size_t first = 0, next; first < count; first = next) {
		next = first + 1;
		while (next < count && rows[next].indicator == rows[first].indicator)
			next++;
		sort_run(&rows[first], next - first, sorting->fiscal_start);
	}
}

/* Where the rows of each group end, and once more where the last does; a group is a partner, ALL rows are the last. Caller frees; NULL when out of memory. */
static size_t *
find_ends(const struct vector *rows, size_t groups)
{
	const struct kpi_row *items = rows->items;
	size_t		     *ends = calloc(groups + 1, sizeof *ends);

	for (size_t i = 0; ends != NULL && i < rows->count; i++)
		ends[items[i].partner]++;
	for (size_t i = 1; ends != NULL && i <= groups; i++)
		ends[i] += ends[i - 1];
	return ends;
}

/* Each row to its partner, the last one first, so that what has been moved is given back at once. Ends become beginnings. */
static void
move_to_partners(struct vector *rows, struct kpi_row *sorted, size_t *ends)
{
	while (rows->count > 0) {
		const struct kpi_row *row = (const struct kpi_row *)rows->items + rows->count - 1;

		sorted[--ends[row->partner]] = *row;
		rows->count--;
		if (rows->count % ROWS_GIVEN_BACK == 0)
			vector_trim(rows);
	}
}

/* first: where the rows of each group begin, and where the last ends. */
static int
sort_groups(const struct intake *intake, struct kpi_row *rows, const size_t *first, size_t groups)
{
	struct sorting sorting = {
		.fiscal_start = intake->settings->fiscal_year_start, .indicators = intake->model->indicator_count,
	};
	size_t most = 0;

	for (size_t i = 0; i < groups; i++)
		most = first[i + 1] - first[i] > most ? first[i + 1] - first[i] : most;
	sorting.starts = calloc(sorting.indicators + 1, sizeof *sorting.starts);
	sorting.places = calloc(most + 1, sizeof *sorting.places);
	for (size_t i = 0; sorting.starts != NULL && sorting.places != NULL && i < groups; i++)
		sort_partner(&rows[first[i]], first[i + 1] - first[i], &sorting);
	free(sorting.starts);
	free(sorting.places);
	return sorting.starts == NULL || sorting.places == NULL ? -1 : 0;
}

int
kpi_sort_rows(const struct intake *intake)
{
	struct vector  *rows = &intake->kpi->rows;
	size_t		count = rows->count;
	size_t		groups = intake->names.partners.count + 1;
	struct kpi_row *sorted = arena_alloc(intake->arena, count, sizeof *sorted);
	size_t	       *ends = find_ends(rows, groups);
	int		rc = -1;

	if (sorted != NULL && ends != NULL) {
		move_to_partners(rows, sorted, ends);
		rc = sort_groups(intake, sorted, ends, groups);
	}
	free(ends);
	intake->dataset->kpi_rows = sorted;
	intake->dataset->kpi_row_count = count;
	return rc;
}
