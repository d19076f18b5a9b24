/* findingscsv.c - findings.csv, grave ones first. */
#include "publish/datafiles.h"

#include <stdlib.h>
#include <string.h>

#include "base/count.h"
#include "base/error.h"
#include "base/file.h"
#include "base/findings.h"
#include "publish/csvout.h"

static int
compare_text(const char *a, const char *b)
{
	return strcmp(a != NULL ? a : "", b != NULL ? b : "");
}

static int
compare_numbers(unsigned long a, unsigned long b)
{
	return (a > b) - (a < b);
}

/* Total, so that equal inputs give equal bytes whatever order the findings came in. */
static int
compare_findings(const void *left, const void *right)
{
	const struct finding *a = *(const struct finding *const *)left,
			     *b = *(const struct finding *const *)right;
	int order = (int)finding_severity(a->kind) - (int)finding_severity(b->kind);

	if (order == 0)
		order = strcmp(finding_kind_name(a->kind), finding_kind_name(b->kind));
	if (order == 0)
		order = compare_text(a->file, b->file);
	if (order == 0)
		order = compare_numbers(a->line, b->line);
	if (order == 0)
		order = compare_numbers(a->column, b->column);
	if (order == 0)
		order = compare_text(a->value, b->value);
	if (order == 0)
		order = compare_text(a->partner, b->partner);
	if (order == 0)
		order = compare_text(a->expected, b->expected);
	return order != 0 ? order : compare_numbers(a->rows, b->rows);
}

static void
write_rows(struct csvout *csv, const struct finding **order, size_t count)
{
	for (size_t i = 0; i < count; i++) {
		csvout_text(csv, severity_name(finding_severity(order[i]->kind)));
		csvout_text(csv, finding_kind_name(order[i]->kind));
		csvout_text(csv, order[i]->file);
		csvout_place(csv, order[i]->line);
		csvout_place(csv, order[i]->column);
		csvout_text(csv, order[i]->value);
		csvout_text(csv, order[i]->expected);
		csvout_text(csv, order[i]->partner);
		csvout_place(csv, finding_rows(order[i]));
		csvout_end_row(csv);
	}
}

int
findings_csv_write(const char *path, const struct findings *findings, struct error *error)
{
	static const char *const columns[] = {
	    "severity", "kind", "file", "line", "column", "value", "expected", "partner", "rows"};
	size_t			 count = findings_count(findings);
	const struct finding   **order = calloc(count + 1, sizeof(*order));
	struct csvout		 csv;
	FILE			*stream;

	if (order == NULL)
		return error_out_of_memory(error);
	stream = file_create(path, error);
	if (stream == NULL) {
		free(order);
		return -1;
	}
	for (size_t i = 0; i < count; i++)
		order[i] = findings_at(findings, i);
	qsort(order, count, sizeof(*order), compare_findings);
	csvout_init(&csv, stream);
	csvout_header(&csv, columns, COUNT_OF(columns));
	write_rows(&csv, order, count);
	free(order);
	return file_finish(stream, path, error);
}
