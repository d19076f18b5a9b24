/* dataset.c - every input of the settings in turn, then one sorted dataset. */
#include "input/dataset.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "base/arena.h"
#include "base/error.h"
#include "base/findings.h"
#include "base/table.h"
#include "input/answers.h"
#include "input/intake.h"
#include "input/paths.h"
#include "input/sheet.h"
#include "input/slugs.h"

/* Partners first: their aliases hold for all other files. */
static const enum input_kind reading_order[INPUT_KINDS] = {
	INPUT_PARTNERS, INPUT_KPI, INPUT_SURVEY, INPUT_INVITES, INPUT_OVERRIDES, INPUT_WORK_ITEMS,
};

const char *
intake_name(const struct intake *intake, const char *path)
{
	return arena_strdup(intake->arena, paths_relative(intake->settings->path, path));
}

static int
intake_init(struct intake *intake, struct error *error)
{
	intake->files.size = sizeof(struct input_file);
	intake->invites.size = sizeof(struct invite);
	intake->overrides.size = sizeof(struct colour_override);
	intake->work_items.size = sizeof(struct work_item);
	intake->scratch = arena_new();
	intake->seen = table_new();
	intake->kpi = kpi_intake_new();
	intake->survey = survey_intake_new(intake->model);
	if (names_init(&intake->names, intake->arena, intake->mappings) == -1 || intake->scratch == NULL || intake->seen == NULL ||
	    intake->kpi == NULL || intake->survey == NULL)
		return error_out_of_memory(error);
	return 0;
}

static void
intake_clear(struct intake *intake)
{
	kpi_intake_free(intake->kpi);
	survey_intake_free(intake->survey);
	names_clear(&intake->names);
	vector_clear(&intake->files);
	vector_clear(&intake->invites);
	vector_clear(&intake->overrides);
	vector_clear(&intake->work_items);
	table_free(intake->seen);
	arena_free(intake->scratch);
}

/* Said, for a mistyped pattern would silently leave its files out. */
static int
report_unmatched(struct intake *intake, const char *pattern)
{
	struct finding finding = { .kind = FINDING_EMPTY_FILE,
		.file = paths_relative(intake->settings->path, pattern),
		.expected = "at least one file that fits this pattern" };

	return findings_add(intake->findings, &finding);
}

/* The model may name a partner by an alias; from here on it is the id. -1 when out of memory. */
static int
settle_limit_overrides(const struct intake *intake)
{
	struct model *model = intake->model;

	for (size_t i = 0; i < model->override_count; i++) {
		const char *id = names_canonical(&intake->names, model->overrides[i].partner);
		const char *copy = id == NULL ? NULL : arena_strdup(model->arena, id);

		if (copy == NULL)
			return -1;
		model->overrides[i].partner = copy;
	}
	return 0;
}

static int
read_kind(struct intake *intake, enum input_kind kind, struct error *error)
{
	const char **paths = NULL;
	size_t	     count;

	if (intake->settings->inputs[kind] == NULL)
		return 0;
	if (paths_expand(intake->arena, intake->settings->inputs[kind], &paths, &count, error) == -1)
		return -1;
	if (count == 0 && report_unmatched(intake, intake->settings->inputs[kind]) == -1)
		return error_out_of_memory(error);
	for (size_t i = 0; i < count; i++)
		if (sheet_read(intake, kind, paths[i], error) == -1)
			return -1;
	return 0;
}

static int
read_inputs(struct intake *intake, struct error *error)
{
	for (size_t i = 0; i < INPUT_KINDS; i++) {
		if (read_kind(intake, reading_order[i], error) == -1)
			return -1;
		if (reading_order[i] == INPUT_PARTNERS && settle_limit_overrides(intake) == -1)
			return error_out_of_memory(error);
	}
	return 0;
}

static int
compare_invites(const void *a, const void *b)
{
	const struct invite *left = a;
	const struct invite *right = b;

	if (left->partner != right->partner)
		return left->partner < right->partner ? -1 : 1;
	if (left->period.granularity != right->period.granularity)
		return left->period.granularity < right->period.granularity ? -1 : 1;
	if (left->period.index != right->period.index)
		return left->period.index < right->period.index ? -1 : 1;
	return (left->side > right->side) - (left->side < right->side);
}

/* In the order of the files: findings and notes about them name lines. */
static int
compare_overrides(const void *a, const void *b)
{
	const struct colour_override *left = a;
	const struct colour_override *right = b;

	if (left->partner != right->partner)
		return left->partner < right->partner ? -1 : 1;
	if (left->file != right->file)
		return left->file < right->file ? -1 : 1;
	return (left->line > right->line) - (left->line < right->line);
}

/* Items without a day of creation come first. */
static int
compare_work_items(const void *a, const void *b)
{
	const struct work_item *left = a;
	const struct work_item *right = b;
	int			order = date_compare(left->created, right->created);

	if (left->partner != right->partner)
		return left->partner < right->partner ? -1 : 1;
	if (order != 0)
		return order;
	if (left->file != right->file)
		return left->file < right->file ? -1 : 1;
	return (left->line > right->line) - (left->line < right->line);
}

static int
fill_work_items(struct intake *intake, const uint32_t *order)
{
	struct dataset *dataset = intake->dataset;

	dataset->work_items = vector_copy(&intake->work_items, intake->arena);
	dataset->work_item_count = intake->work_items.count;
	if (dataset->work_items == NULL)
		return -1;
	for (size_t i = 0; i < dataset->work_item_count; i++)
		dataset->work_items[i].partner = order[dataset->work_items[i].partner];
	if (dataset->work_item_count > 0)
		qsort(dataset->work_items, dataset->work_item_count, sizeof *dataset->work_items, compare_work_items);
	return 0;
}

static int
fill_short_lists(struct intake *intake, const uint32_t *order)
{
	struct dataset *dataset = intake->dataset;

	dataset->invites = vector_copy(&intake->invites, intake->arena);
	dataset->invite_count = intake->invites.count;
	dataset->overrides = vector_copy(&intake->overrides, intake->arena);
	dataset->override_count = intake->overrides.count;
	if (dataset->invites == NULL || dataset->overrides == NULL)
		return -1;
	for (size_t i = 0; i < dataset->invite_count; i++)
		dataset->invites[i].partner = order[dataset->invites[i].partner];
	for (size_t i = 0; i < dataset->override_count; i++)
		dataset->overrides[i].partner = order[dataset->overrides[i].partner];
	if (dataset->invite_count > 0)
		qsort(dataset->invites, dataset->invite_count, sizeof *dataset->invites, compare_invites);
	if (dataset->override_count > 0)
		qsort(dataset->overrides, dataset->override_count, sizeof *dataset->overrides, compare_overrides);
	return 0;
}

/* Only where there is a list to be missing from. */
static int
report_unlisted(const struct intake *intake)
{
	bool any = false;

	for (size_t i = 0; i < intake->files.count; i++)
		any = any || (intake_file(intake, i)->kind == INPUT_PARTNERS && !intake_file(intake, i)->unusable);
	for (size_t i = 0; any && i < intake->dataset->partner_count; i++) {
		const struct partner *partner = &intake->dataset->partners[i];
		const struct finding  finding = { .kind = FINDING_UNKNOWN_PARTNER, .value = partner->id, .partner = partner->id };

		if (!partner->listed && findings_add(intake->findings, &finding) == -1)
			return -1;
	}
	return 0;
}

/* A partner that is not listed and has nothing but work items gets no report yet: said, or nobody would notice. */
static int
report_without_data(const struct intake *intake)
{
	const struct dataset *dataset = intake->dataset;

	for (size_t i = 0; i < dataset->work_item_count; i++) {
		const struct work_item *item = &dataset->work_items[i];
		const struct partner   *partner = &dataset->partners[item->partner];
		const struct finding	finding = { .kind = FINDING_NO_DATA, .line = item->line, .value = partner->id,
			   .file = intake_file(intake, item->file)->name, .partner = partner->id,
			   .expected = "a KPI value or an answer beside its work items" };

		if (i > 0 && dataset->work_items[i - 1].partner == item->partner)
			continue;
		if (!partner->listed && partner->kpi_count == 0 && partner->respondent_count == 0 &&
		    findings_add(intake->findings, &finding) == -1)
			return -1;
	}
	return 0;
}

/* When all files are in: a row of a later file may have taken the place of an earlier one. */
static int
report_drops(struct intake *intake)
{
	for (size_t i = 0; i < intake->files.count; i++) {
		const struct input_file *file = intake_file(intake, i);

		for (size_t d = 0; d < DROP_REASONS_MAX && file->drops[d].reason != NULL; d++)
			if (findings_add(intake->findings, &(struct finding){ .kind = FINDING_DROPPED, .file = file->name,
				.value = file->drops[d].reason, .rows = file->drops[d].rows }) == -1)
				return -1;
	}
	return 0;
}

/* Limits for a partner that no file names hold for nobody. */
static int
report_idle_overrides(const struct intake *intake)
{
	const struct model *model = intake->model;

	for (size_t i = 0; i < model->override_count; i++) {
		const struct finding finding = { .kind = FINDING_UNKNOWN_TARGET, .line = model->overrides[i].line,
			.file = paths_relative(intake->settings->path, model->path), .value = model->overrides[i].partner,
			.expected = "a partner of the inputs; these limits of the model hold for nobody" };

		if (dataset_find_partner(intake->dataset, finding.value) == -1 && findings_add(intake->findings, &finding) == -1)
			return -1;
	}
	return 0;
}

static int
fill_files(struct intake *intake)
{
	struct dataset *dataset = intake->dataset;

	dataset->files = vector_copy(&intake->files, intake->arena);
	dataset->file_count = intake->files.count;
	for (size_t i = 0; dataset->files != NULL && i < dataset->file_count; i++)
		dataset->files[i].accepted = dataset->files[i].rows - dataset->files[i].rejected - dataset->files[i].dropped;
	return dataset->files == NULL ? -1 : 0;
}

static int
fill_dataset(struct intake *intake, struct error *error)
{
	struct dataset *dataset = intake->dataset;
	uint32_t       *order = NULL;
	int		rc = 0;

	if (names_sort(&intake->names, dataset, &order) == -1 ||
	    slugs_assign(intake->arena, dataset->partners, dataset->partner_count, intake->findings) == -1 ||
	    fill_short_lists(intake, order) == -1 || fill_work_items(intake, order) == -1 || report_unlisted(intake) == -1)
		rc = error_out_of_memory(error);
	/* The answers first: what they took while they came in is free for the rest. */
	if (rc == 0)
		rc = survey_intake_finish(intake, order, error);
	if (rc == 0)
		rc = kpi_intake_finish(intake, order, error);
	if (rc == 0 && (report_without_data(intake) == -1 || report_idle_overrides(intake) == -1 ||
			   report_drops(intake) == -1 || fill_files(intake) == -1))
		rc = error_out_of_memory(error);
	free(order);
	return rc;
}

static int
check_any_data(const struct dataset *dataset, const struct settings *settings, struct error *error)
{
	if (dataset->kpi_row_count > 0 || dataset->respondent_count > 0)
		return 0;
	if (dataset->file_count == 0)
		return error_set(error, ERROR_NO_INPUT, settings->path, 0, "no input file: [inputs] kpi and survey match nothing");
	return error_set(error, ERROR_INPUT, settings->path, 0, "no usable KPI or survey row in any input; see the findings");
}

int
dataset_load(struct arena *arena, const struct settings *settings, const struct mappings *mappings, struct model *model,
    struct dataset *dataset, struct findings *findings, struct error *error)
{
	struct intake intake = {
		.arena = arena, .settings = settings, .mappings = mappings, .model = model, .dataset = dataset, .findings = findings,
	};
	int rc;

	memset(dataset, 0, sizeof *dataset);
	rc = intake_init(&intake, error);
	if (rc == 0)
		rc = read_inputs(&intake, error);
	if (rc == 0)
		rc = fill_dataset(&intake, error);
	intake_clear(&intake);
	return rc == 0 ? check_any_data(dataset, settings, error) : rc;
}

double
dataset_answer(const struct dataset *dataset, const struct respondent *respondent, size_t slot)
{
	uint16_t code = dataset->answers[respondent->answers + slot];

	if (code == ANSWER_NONE)
		return NAN;
	return code <= ANSWER_INTEGERS ? code - 1 : dataset->odd_values[code - ANSWER_INTEGERS - 1];
}

struct work_count
dataset_count_work(const struct dataset *dataset, const struct input_file *file)
{
	struct work_count count = { 0 };

	for (size_t i = 0; i < dataset->work_item_count; i++) {
		const struct work_item *item = &dataset->work_items[i];

		if (&dataset->files[item->file] != file)
			continue;
		count.items++;
		count.done += item->done.year != 0 || item->undated;
		count.estimated += item->estimated;
	}
	return count;
}

static int
compare_partner(const void *id, const void *partner)
{
	return strcmp(id, ((const struct partner *)partner)->id);
}

long
dataset_find_partner(const struct dataset *dataset, const char *id)
{
	const struct partner *found = NULL;

	if (dataset->partner_count > 0)
		found = bsearch(id, dataset->partners, dataset->partner_count, sizeof *found, compare_partner);
	return found == NULL ? -1 : found - dataset->partners;
}
