/* run.c - `rapport run`: read, score, draw, publish. */
#include "command/command.h"

#include <stdio.h>
#include <unistd.h>

#include "base/error.h"
#include "base/findings.h"
#include "command/options.h"
#include "command/progress.h"
#include "command/report.h"
#include "pipeline.h"
#include "preview.h"
#include "publish/stop.h"

/* For a person at a terminal; cron wants silence. */
static void
say_result(const struct job_result *result)
{
	if (result->unchanged && result->failed == 0)
		printf("nothing changed since %s: %s\n", result->run, result->path);
	else if (result->unchanged)
		printf("no more could be drawn than in %s: %s\n", result->run, result->path);
	else
		printf("published %s: %zu partner%s in %.1f s: %s\n", result->run,
		    result->partners - result->failed,
		    result->partners - result->failed == 1 ? "" : "s", result->seconds, result->path);
}

/* An unchanged rerun is quiet, as its findings were told the first time. */
static int
finish(const struct job *job, const struct job_result *result, const struct options *options)
{
	if (!result->unchanged || result->failed > 0)
		report_findings(job->findings, options->quiet);
	if (options->verbose || (!options->quiet && isatty(STDOUT_FILENO)))
		say_result(result);
	if (result->unchanged)
		return report_finish(result->failed > 0);
	return report_finish(findings_count_severity(job->findings, SEVERITY_ERROR) > 0);
}

/* Only the page asked for. */
static int
draw_preview(const struct options *options)
{
	struct job_request request = report_request(options);
	struct job	   job = { .arena = NULL };
	struct error	   error = { .code = ERROR_NONE };
	char		   path[PATH_MAX];
	int		   rc = preview_draw(&request, options->preview, &job, path, &error);

	if (rc == 0 && !options->quiet)
		puts(path);
	job_close(&job);
	return rc == 0 ? report_finish(0) : report_error(&error);
}

int
command_run(const struct command_table *commands, const struct options *options)
{
	struct job_request   request = report_request(options);
	struct progress_line line;
	struct job	     job;
	struct job_result    result;
	struct error	     error = { .code = ERROR_NONE };
	int		     status;

	(void)commands;
	if (options->preview != NULL)
		return draw_preview(options);
	stop_catch();
	progress_init(&line, options->progress, options->quiet);
	request.progress = progress_update;
	request.progress_context = &line;
	status = job_run(&request, &job, &result, &error);
	progress_end(&line);
	if (status == 0) {
		status = finish(&job, &result, options);
	} else {
		if (job.findings != NULL)
			report_findings(job.findings, options->quiet);
		status = report_error(&error);
	}
	job_close(&job);
	stop_raise();
	return status;
}
