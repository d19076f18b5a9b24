/* checkjson.c - the outcome of `rapport check` for programs. */
#include "command/checkjson.h"

#include "base/findings.h"
#include "base/number.h"
#include "job.h"
#include "publish/json.h"
#include "publish/runrecord.h"
#include "score/portfolio.h"

static void
write_work(struct json *json, const struct dataset *dataset, const struct input_file *file)
{
	struct work_count count = dataset_count_work(dataset, file);

	if (file->kind != INPUT_WORK_ITEMS)
		return;
	json_open_object(json, "work_items");
	json_integer(json, "items", count.items);
	json_integer(json, "done", count.done);
	json_integer(json, "estimated", count.estimated);
	json_close_object(json);
}

static void
write_inputs(struct json *json, const struct dataset *dataset)
{
	json_open_array(json, "inputs");
	for (size_t i = 0; i < dataset->file_count; i++) {
		json_open_object(json, NULL);
		runrecord_input(json, &dataset->files[i]);
		write_work(json, dataset, &dataset->files[i]);
		json_close_object(json);
	}
	json_close_array(json);
}

static void
write_partners(struct json *json, const struct job *job, const struct portfolio *portfolio)
{
	json_open_array(json, "partners");
	for (size_t i = 0; i < portfolio->partner_count; i++) {
		const struct partner_summary *summary = &portfolio->partners[i];
		const struct score_cell	     *cell = &summary->lens[job->model.primary];

		if (!job->selected[summary->partner])
			continue;
		json_open_object(json, NULL);
		json_string(json, "id", job->dataset.partners[summary->partner].id);
		json_string(json, "name", job->dataset.partners[summary->partner].name);
		json_boolean(json, "has_data", summary->has_data);
		json_integer(json, "kpis_planned", summary->kpi_planned);
		json_integer(json, "kpis_present", summary->kpi_present);
		json_number(json, "score", number_round((double)cell->score, 1));
		json_string(json, "rating", rating_name((enum rating)cell->rating));
		json_close_object(json);
	}
	json_close_array(json);
}

static void
write_findings(struct json *json, const struct findings *findings)
{
	json_open_array(json, "findings");
	for (size_t i = 0; i < findings_count(findings); i++) {
		const struct finding *finding = findings_at(findings, i);

		json_open_object(json, NULL);
		json_string(json, "severity", severity_name(finding_severity(finding->kind)));
		json_string(json, "kind", finding_kind_name(finding->kind));
		json_string(json, "file", finding->file);
		json_integer(json, "line", finding->line);
		json_integer(json, "column", finding->column);
		json_string(json, "value", finding->value);
		json_string(json, "expected", finding->expected);
		json_string(json, "partner", finding->partner);
		json_integer(json, "rows", finding_rows(finding));
		json_close_object(json);
	}
	json_close_array(json);
}

void
check_print_json(const struct job *job, const struct portfolio *portfolio, FILE *stream)
{
	struct json json;

	json_init(&json, stream);
	json_open_object(&json, NULL);
	json_string(&json, "period", job->period_text);
	json_string(&json, "as_of", job->as_of_text);
	write_inputs(&json, &job->dataset);
	write_partners(&json, job, portfolio);
	write_findings(&json, job->findings);
	json_close_object(&json);
}
