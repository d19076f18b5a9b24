/* pipeline.c - the whole program behind one facade: load, score, say, draw, publish. */
#include "pipeline.h"

#include <stdio.h>
#include <string.h>

#include "base/arena.h"
#include "base/clock.h"
#include "base/error.h"
#include "base/file.h"
#include "base/findings.h"
#include "publish/archive.h"
#include "publish/datafiles.h"
#include "publish/fingerprint.h"
#include "publish/lock.h"
#include "publish/manifest.h"
#include "publish/paths.h"
#include "publish/release.h"
#include "publish/reports.h"
#include "publish/runrecord.h"
#include "publish/stage.h"
#include "publish/stop.h"
#include "publish/untouched.h"
#include "render/render.h"

/* Everything about one publication while it is being made. */
struct publication {
	const struct job_request *request;
	struct job		 *job;
	struct archive		  archive;
	struct stage		  stage;
	struct edition		  edition;
	struct release		 *release;	/* NULL without a partner edition */
	struct portfolio	  portfolio;
	struct datafiles	 *datafiles;
	struct reports		  reports;
	char			  fingerprint[65];
	double			  started;
};

static int
identify(struct publication *work, struct error *error)
{
	const struct job_request	*request = work->request;
	const struct job		*job = work->job;
	const struct fingerprint_sources sources = {.program = JOB_PROGRAM,
	    .period = job->period_text,
	    .as_of = job->as_of_text,
	    .settings = &job->settings,
	    .model = &job->model,
	    .languages = &job->languages,
	    .mappings = &job->mappings,
	    .dataset = &job->dataset,
	    .selected = request->partner_count > 0 ? job->selected : NULL};

	return fingerprint_make(&sources, work->fingerprint, error);
}

static int
prepare_editions(struct publication *work, struct error *error)
{
	struct job *job = work->job;

	if (job_edition(job, &work->edition, error) == -1)
		return -1;
	work->edition.run_id = work->archive.run;
	work->edition.version = work->archive.revision > 1 ? "restated" : "final";
	work->edition.data_hash = work->fingerprint;
	if ((job->settings.editions & EDITION_PARTNER) == 0)
		return 0;
	return release_make(&work->edition, &job->languages, job->arena, &work->release, error);
}

static int
visit_scorecard(const struct scorecard *card, void *context, struct error *error)
{
	struct publication *work = context;

	if (stop_check(error) == -1)
		return -1;
	if (!work->job->selected[card->partner])
		return 0;
	if (job_note(work->job, card, error) == -1)
		return -1;
	return datafiles_write(work->datafiles, card, error);
}

/* Keeps the partners that were asked for. */
static void
narrow_portfolio(struct publication *work)
{
	struct portfolio *portfolio = &work->portfolio;
	size_t		  kept = 0;

	for (size_t i = 0; i < portfolio->partner_count; i++)
		if (work->job->selected[portfolio->partners[i].partner])
			portfolio->partners[kept++] = portfolio->partners[i];
	portfolio->partner_count = kept;
}

static bool
anyone_has_data(const struct portfolio *portfolio)
{
	for (size_t i = 0; i < portfolio->partner_count; i++)
		if (portfolio->partners[i].has_data)
			return true;
	return false;
}

/* Scores every partner once, writing the data files on the way. */
static int
score(struct publication *work, struct error *error)
{
	char	     directory[PATH_MAX];
	struct error close_error;
	int	     rc;

	if (path_print(directory, error, "%s/data", work->stage.path) == -1 ||
	    file_make_directories(directory, 0755, error) == -1 ||
	    datafiles_open(directory, &work->job->scoring, &work->datafiles, error) == -1)
		return -1;
	rc = portfolio_make(
	    &work->job->scoring, work->job->arena, &work->portfolio, visit_scorecard, work, error);
	if (datafiles_close(work->datafiles, rc == 0 ? error : &close_error) == -1)
		rc = -1;
	if (rc == -1)
		return -1;
	/* One partner without data gets a grey page; a period without any is a wrong one, or too early. */
	if (!anyone_has_data(&work->portfolio))
		return error_set(error, ERROR_INPUT, NULL, 0,
		    "no partner has data in %s: choose another --period, or bring its files",
		    work->job->period_text);
	narrow_portfolio(work);
	if (work->portfolio.partner_count == 0)
		return error_set(error, ERROR_INPUT, NULL, 0,
		    "none of the partners asked for has data in %s or is listed as active",
		    work->job->period_text);
	return 0;
}

static int
draw(struct publication *work, struct error *error)
{
	const struct report_plan plan = {.edition = &work->edition,
	    .release = work->release,
	    .portfolio = &work->portfolio,
	    .stage = work->stage.path,
	    .jobs = work->request->jobs,
	    .progress = work->request->progress,
	    .progress_context = work->request->progress_context};

	return reports_draw(&plan, work->job->arena, work->job->findings, &work->reports, error);
}

static int
record(struct publication *work, struct error *error)
{
	const struct run_facts facts = {.edition = &work->edition,
	    .archive = &work->archive,
	    .mappings = &work->job->mappings,
	    .languages = &work->job->languages,
	    .portfolio = &work->portfolio,
	    .findings = work->job->findings,
	    .failed = work->reports.failed,
	    .failed_count = work->reports.failed_count,
	    .pages = work->reports.pages,
	    .fonts = work->reports.fonts,
	    .font_count = work->reports.font_count};
	char		       path[PATH_MAX];

	if (path_print(path, error, "%s/data/findings.csv", work->stage.path) == -1 ||
	    findings_csv_write(path, work->job->findings, error) == -1)
		return -1;
	if (path_print(path, error, "%s/run.json", work->stage.path) == -1 ||
	    runrecord_write(path, &facts, error) == -1)
		return -1;
	if (path_print(path, error, "%s/produced.json", work->stage.path) == -1)
		return -1;
	return produced_write(
	    path, work->request->jobs, clock_monotonic_seconds() - work->started, error);
}

/* Reads everything back, writes the manifest, and makes it public. */
static int
publish(struct publication *work, struct error *error)
{
	struct manifest manifest;
	char		digest[65];
	int		rc;

	if (manifest_scan(work->job->arena, work->stage.path, &manifest, error) == -1 ||
	    reports_confirm(&work->reports, &manifest, error) == -1 ||
	    manifest_write(&manifest, work->stage.path, work->archive.previous,
		work->archive.previous_digest, digest, error) == -1 ||
	    stop_check(error) == -1)
		return -1;
	rc = stage_publish(&work->stage, work->archive.run, error);
	if (rc == 0)
		rc = archive_record(&work->archive, digest, error);
	if (rc == -1 && work->stage.path[0] == '\0')
		return error_set(error, error->code, error->source, error->line,
		    "%s; %s is published, and the next run adds it to the chain and to latest", error->message, work->archive.run);
	return rc;
}

static int
tell(
    const struct publication *work, const char *run, struct job_result *result, struct error *error)
{
	snprintf(result->run, sizeof result->run, "%s", run);
	result->partners = work->portfolio.partner_count;
	result->failed = work->reports.failed_count;
	result->seconds = clock_monotonic_seconds() - work->started;
	return path_print(result->path, error, "%s/%s", work->archive.runs, run);
}

/* The newest run stands: it is what a reader finds, so it is looked at before that is said. */
static int
keep_newest(const struct publication *work, struct job_result *result, struct error *error)
{
	if (untouched_run(work->archive.runs, work->archive.newest, error) == -1)
		return -1;
	result->unchanged = true;
	return tell(work, work->archive.newest, result, error);
}

/* A run whose predecessor said the same, except for partners it could not draw, is worth
 * keeping only if it drew more. */
static bool
adds_nothing(const struct publication *work)
{
	return strcmp(work->fingerprint, work->archive.newest_fingerprint) == 0 &&
	    work->reports.failed_count >= work->archive.newest_failed;
}

static int
make_run(struct publication *work, struct job_result *result, struct error *error)
{
	if (prepare_editions(work, error) == -1 ||
	    stage_open(&work->stage, work->archive.runs, work->archive.run, error) == -1 ||
	    score(work, error) == -1 || draw(work, error) == -1)
		return -1;
	if (adds_nothing(work))
		return keep_newest(work, result, error);
	if (record(work, error) == -1 || publish(work, error) == -1)
		return -1;
	return tell(work, work->archive.run, result, error);
}

static int
run_locked(struct publication *work, struct job_result *result, struct error *error)
{
	struct job *job = work->job;
	int	    rc;

	if (job_load_inputs(work->request, job, error) == -1 || identify(work, error) == -1 ||
	    archive_open(&work->archive, job->settings.archive, job->period_text, error) == -1)
		return -1;
	if (strcmp(work->fingerprint, work->archive.newest_fingerprint) == 0 &&
	    work->archive.newest_failed == 0)
		return keep_newest(work, result, error);
	rc = make_run(work, result, error);
	stage_abandon(&work->stage);
	return rc;
}

int
job_run(const struct job_request *request, struct job *job, struct job_result *result,
    struct error *error)
{
	struct publication work = {
	    .request = request, .job = job, .started = clock_monotonic_seconds()};
	int		   lock = -1;
	int		   rc;

	memset(result, 0, sizeof *result);
	if (job_configure(request, job, error) == -1 ||
	    file_make_directories(job->settings.archive, 0755, error) == -1 ||
	    lock_take(job->settings.archive, request->lock_wait, &lock, error) == -1)
		return -1;
	rc = run_locked(&work, result, error);
	lock_release(lock);
	return rc;
}
