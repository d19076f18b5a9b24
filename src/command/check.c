/* check.c - `rapport check`: what the inputs are, how complete they are, and what is wrong
 * with them. */
#include "command/command.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>

#include "base/arena.h"
#include "base/error.h"
#include "base/findings.h"
#include "base/number.h"
#include "base/text.h"
#include "command/checkjson.h"
#include "command/options.h"
#include "command/report.h"
#include "input/csv.h"
#include "job.h"
#include "score/portfolio.h"
#include "story/story.h"

enum { FINDING_TEXT_SIZE = 2048, NAME_WIDTH = 32, CAUSES_SHOWN = 3 };

/* printf's own width counts bytes. Long texts are not cut: they push the row, not lose a word. */
static void
print_padded(const char *text, size_t width)
{
	size_t have = text_width(text);

	fputs(text, stdout);
	for (; have < width; have++)
		putchar(' ');
}

static size_t
widest_input(const struct dataset *dataset)
{
	size_t widest = 4;

	for (size_t i = 0; i < dataset->file_count; i++) {
		size_t width = text_width(dataset->files[i].name);

		widest = width > widest ? width : widest;
	}
	return widest;
}

/* A second line for a file that is not as rapport names things: how it was read, and which rows were left out. */
static void
print_origin(const struct input_file *file)
{
	const char *joint = "    ";

	if (file->dialect != NULL) {
		printf("%sread as %s", joint, file->dialect);
		joint = "; ";
	}
	if (file->source != NULL) {
		printf("%sby [source %s]", joint, file->source);
		joint = "; ";
	}
	if (file->dropped > 0) {
		printf("%s%lu left out", joint, file->dropped);
		joint = ": ";
	}
	for (size_t i = 0; i < DROP_REASONS_MAX && file->drops[i].reason != NULL; i++, joint = ", ")
		printf("%s%lu %s", joint, file->drops[i].rows, file->drops[i].reason);
	if (file->dialect != NULL || file->source != NULL || file->dropped > 0)
		putchar('\n');
}

/* A third for work items: no report shows them yet. */
static void
print_work(const struct dataset *dataset, const struct input_file *file)
{
	struct work_count count = dataset_count_work(dataset, file);

	if (file->kind != INPUT_WORK_ITEMS || file->unusable)
		return;
	printf("    %zu items: %zu done", count.items, count.done);
	if (count.estimated > 0)
		printf(" (%zu at an estimated date)", count.estimated);
	printf(", %zu open\n", count.items - count.done);
}

static void
print_inputs(const struct dataset *dataset)
{
	size_t width = widest_input(dataset);

	print_padded("File", width);
	printf("  %-10s %12s %9s %9s %9s  %s\n", "Kind", "Bytes", "Rows", "Accepted", "Rejected",
	    "Form");
	for (size_t i = 0; i < dataset->file_count; i++) {
		const struct input_file *file = &dataset->files[i];

		print_padded(file->name, width);
		printf("  %-10s %12llu %9lu %9lu %9lu  %s, %s%s\n", input_kind_name(file->kind),
		    file->bytes, file->rows, file->accepted, file->rejected,
		    file->encoding != NULL ? file->encoding : "?", csv_separator_name(file->separator, "no separator"),
		    file->unusable ? ", UNUSABLE from some line on" : "");
		print_origin(file);
		print_work(dataset, file);
	}
	putchar('\n');
}

static void
print_score(const struct edition *edition, float score, unsigned char rating)
{
	char text[NUMBER_SIZE];

	if (isnan(score))
		printf("  %8s  %s", "-", story_rating_word(edition, (enum rating)rating, (double)score));
	else
		printf("  %8s  %s", number_format((double)score, 1, text),
		    story_rating_word(edition, (enum rating)rating, (double)score));
}

static void
print_partners(const struct job *job, const struct portfolio *portfolio)
{
	const struct lens   *lens = &job->model.lenses[job->model.primary];
	const struct edition edition = { .settings = &job->settings, .strings = job->strings };

	printf("Partners in %s, as of %s\n\n", job->period_text, job->as_of_text);
	print_padded("Partner", NAME_WIDTH);
	printf("  %-13s  %8s  %s\n", "KPIs present", "Score", lens->title);
	for (size_t i = 0; i < portfolio->partner_count; i++) {
		const struct partner_summary *summary = &portfolio->partners[i];
		char			      present[32];

		if (!job->selected[summary->partner])
			continue;
		print_padded(job->dataset.partners[summary->partner].name, NAME_WIDTH);
		snprintf(present, sizeof present, "%u of %u", summary->kpi_present,
		    summary->kpi_planned);
		printf("  %-13s", summary->has_data ? present : "no data");
		print_score(&edition, summary->lens[job->model.primary].score,
		    summary->lens[job->model.primary].rating);
		putchar('\n');
	}
	putchar('\n');
}

/* The causes of a kind, the first few of them: a hundred rows of one export are one. */
static void
print_kind(const struct findings *findings, enum finding_kind kind, const struct finding_group *groups, size_t count)
{
	size_t shown = 0, left = 0;
	char   text[FINDING_TEXT_SIZE];

	printf("  %zu %s, %s: %s\n", findings_count_kind(findings, kind),
	    severity_name(finding_severity(kind)), finding_kind_name(kind), finding_sentence(kind));
	for (size_t i = 0; i < count; i++) {
		if (groups[i].first->kind != kind)
			continue;
		if (shown < CAUSES_SHOWN)
			printf("      %s\n", report_group_text(&groups[i], text, sizeof text));
		else
			left++;
		shown++;
	}
	if (left > 0)
		printf("      and %zu more like this\n", left);
}

static int
print_findings(const struct job *job, const struct options *options, struct error *error)
{
	const struct findings *findings = job->findings;
	struct finding_group  *groups;
	size_t		       count;
	char		       text[FINDING_TEXT_SIZE];

	if (findings_count(findings) == 0) {
		puts("Findings: none.");
		return 0;
	}
	if (findings_group(findings, &groups, &count) == -1)
		return error_out_of_memory(error);
	puts("Findings");
	for (int severity = SEVERITY_ERROR; severity <= SEVERITY_INFO; severity++)
		for (int kind = 0; kind < FINDING_KINDS; kind++)
			if (finding_severity((enum finding_kind)kind) == (enum severity)severity &&
			    findings_count_kind(findings, (enum finding_kind)kind) > 0)
				print_kind(findings, (enum finding_kind)kind, groups, count);
	free(groups);
	if (!options->verbose) {
		puts("\n`rapport check -v` lists each of them.");
		return 0;
	}
	putchar('\n');
	for (size_t i = 0; i < findings_count(findings); i++)
		printf("%s\n", finding_text(findings_at(findings, i), text, sizeof text));
	return 0;
}

static int
note_scorecard(const struct scorecard *card, void *context, struct error *error)
{
	return job_note(context, card, error);
}

static int
check(struct job *job, const struct options *options, struct error *error)
{
	struct portfolio portfolio;

	if (portfolio_make(&job->scoring, job->arena, &portfolio, note_scorecard, job, error) == -1)
		return -1;
	findings_sort(job->findings);
	if (options->format == FORMAT_JSON) {
		check_print_json(job, &portfolio, stdout);
		return 0;
	}
	if (options->quiet) {
		report_findings(job->findings, true);
		return 0;
	}
	print_inputs(&job->dataset);
	print_partners(job, &portfolio);
	return print_findings(job, options, error);
}

int
command_check(const struct command_table *commands, const struct options *options)
{
	struct job_request request = report_request(options);
	struct job	   job;
	struct error	   error = { .code = ERROR_NONE };
	int		   status;

	(void)commands;
	status = job_load(&request, &job, &error);
	if (status == 0) {
		status = check(&job, options, &error);
	} else if (job.findings != NULL) {
		findings_sort(job.findings);
		report_findings(job.findings, options->quiet);
	}
	if (status == -1)
		status = report_error(&error);
	else
		status = report_finish(findings_count_severity(job.findings, SEVERITY_ERROR) > 0);
	job_close(&job);
	return status;
}
