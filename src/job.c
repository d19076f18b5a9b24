/* job.c - what a job is made from: the request, the files it names, and all that was read from them. */
#include "job.h"

#include <string.h>

#include "base/arena.h"
#include "base/clock.h"
#include "base/error.h"
#include "base/findings.h"
#include "base/text.h"
#include "config/strings.h"
#include "publish/edition.h"
#include "publish/paths.h"
#include "publish/stop.h"
#include "render/render.h"
#include "score/reported_period.h"
#include "shipped.h"
#include "strays.h"
#include "story/story.h"

/* Settings without a model get the one that comes with the program, wherever that lies. */
static int
name_model(struct job *job, struct error *error)
{
	char directory[PATH_MAX], path[PATH_MAX];

	if (job->settings.model_file != NULL)
		return 0;
	if (shipped_directory(directory, error) == -1 || path_print(path, error, "%s/config/model.ini", directory) == -1)
		return -1;
	job->settings.model_file = arena_strdup(job->arena, path);
	return job->settings.model_file != NULL ? 0 : error_out_of_memory(error);
}

/* Theme and templates, held against what they need before anything is read or drawn. */
static int
load_look(struct job *job, struct error *error)
{
	struct settings *settings = &job->settings;

	if (theme_load(job->arena, settings->theme_file, &settings->theme, error) == -1)
		return -1;
	if (settings->theme.paper >= 0)
		settings->letter = settings->theme.paper == 1;
	if (theme_check_paper(&settings->theme, settings->theme_file, settings->letter, error) == -1 ||
	    template_load(job->arena, settings->templates, "scorecard.ini", &settings->scorecard, error) == -1 ||
	    template_load(job->arena, settings->templates, "board-pack.ini", &settings->board_pack, error) == -1 ||
	    scorecard_template_check(&settings->scorecard, &job->model, job->strings, error) == -1)
		return -1;
	return board_template_check(&settings->board_pack, &job->model, job->strings, error);
}

int
job_configure(const struct job_request *request, struct job *job, struct error *error)
{
	memset(job, 0, sizeof *job);
	job->arena = arena_new();
	job->findings = findings_new();
	if (job->arena == NULL || job->findings == NULL)
		return error_out_of_memory(error);
	if (settings_load(job->arena, request->config, request->overrides, &job->settings, error) ==
		-1 ||
	    (!request->no_inputs && settings_check_inputs(&job->settings, error) == -1) ||
	    name_model(job, error) == -1 || model_load(job->arena, job->settings.model_file, &job->model, error) == -1 ||
	    settings_apply_policy(request->config, request->overrides, &job->model, error) == -1 ||
	    mappings_load(job->arena, job->settings.mappings, &job->mappings, error) == -1 ||
	    mappings_apply(&job->mappings, &job->model, error) == -1 ||
	    strings_load(job->arena, job->settings.templates, job->settings.language, &job->strings, error) == -1 ||
	    load_look(job, error) == -1 ||
	    strays_note(job->arena, &job->settings, job->findings, error) == -1)
		return -1;
	if (request->output != NULL)
		job->settings.archive = request->output;
	return 0;
}

static int
choose_period(const struct job_request *request, struct job *job, struct error *error)
{
	struct date reference = clock_today();
	int	    fiscal_start = job->settings.fiscal_year_start;

	if (request->as_of != NULL &&
	    !date_parse(request->as_of, strlen(request->as_of), &reference))
		return error_set(error, ERROR_USAGE, NULL, 0,
		    "--as-of %s is no date; expected YYYY-MM-DD", request->as_of);
	if (!reported_period_choose(
		request->period, reference, fiscal_start, &job->dataset, &job->period)) {
		if (request->period == NULL)
			return error_set(
			    error, ERROR_INPUT, NULL, 0, "no row of the inputs names a period");
		return error_set(error, ERROR_USAGE, NULL, 0,
		    "--period %s is no period; expected YYYY-Qn, YYYY-MM, YYYY-Hn, YYYY, previous or "
		    "current",
		    request->period);
	}
	job->as_of =
	    request->as_of != NULL ? reference : period_last_day(job->period, fiscal_start);
	period_name(job->period, job->period_text);
	date_name(job->as_of, job->as_of_text);
	return 0;
}

static int
unknown_partner(const struct job *job, const char *id, struct error *error)
{
	const char **ids = arena_alloc(job->arena, job->dataset.partner_count, sizeof *ids);
	const char  *nearest;

	if (ids == NULL)
		return error_out_of_memory(error);
	for (size_t i = 0; i < job->dataset.partner_count; i++)
		ids[i] = job->dataset.partners[i].id;
	nearest = text_nearest(id, ids, job->dataset.partner_count);
	if (nearest == NULL)
		return error_set(error, ERROR_USAGE, NULL, 0, "no partner '%s' in the inputs", id);
	return error_set(error, ERROR_USAGE, NULL, 0,
	    "no partner '%s' in the inputs; did you mean '%s'?", id, nearest);
}

int
job_find_partner(const struct job *job, const char *name, size_t *partner, struct error *error)
{
	long index = dataset_find_partner(&job->dataset, name);

	/* The slug, too: it is what the reports' file names show. */
	for (size_t i = 0; index < 0 && i < job->dataset.partner_count; i++)
		if (strcmp(job->dataset.partners[i].slug, name) == 0)
			index = (long)i;
	if (index < 0)
		return unknown_partner(job, name, error);
	*partner = (size_t)index;
	return 0;
}

static int
select_partners(const struct job_request *request, struct job *job, struct error *error)
{
	size_t index;

	job->selected = arena_alloc(job->arena, job->dataset.partner_count, sizeof *job->selected);
	if (job->selected == NULL)
		return error_out_of_memory(error);
	for (size_t i = 0; i < job->dataset.partner_count; i++)
		job->selected[i] = request->partner_count == 0;
	for (size_t i = 0; i < request->partner_count; i++) {
		if (job_find_partner(job, request->partners[i], &index, error) == -1)
			return -1;
		job->selected[index] = true;
	}
	return 0;
}

int
job_load_inputs(const struct job_request *request, struct job *job, struct error *error)
{
	size_t errors;

	if (dataset_load(job->arena, &job->settings, &job->mappings, &job->model, &job->dataset,
		job->findings, error) == -1)
		return -1;
	if (choose_period(request, job, error) == -1 ||
	    select_partners(request, job, error) == -1 ||
	    languages_load(job->arena, &job->settings, job->strings, &job->dataset, job->selected,
		job->findings, &job->languages, error) == -1 ||
	    scoring_init(&job->scoring, job->arena, &job->model, &job->dataset, job->period,
		job->as_of, job->settings.fiscal_year_start, error) == -1)
		return -1;
	job->tolerated = arena_alloc(job->arena, job->model.indicator_count, sizeof *job->tolerated);
	if (job->tolerated == NULL)
		return error_out_of_memory(error);
	job->loaded = true;
	errors = findings_count_severity(job->findings, SEVERITY_ERROR);
	if (request->strict && errors > 0)
		return error_set(error, ERROR_INPUT, NULL, 0,
		    "nothing published: %zu finding%s of severity error, and --strict was asked for",
		    errors, errors == 1 ? "" : "s");
	return stop_check(error);
}

int
job_load(const struct job_request *request, struct job *job, struct error *error)
{
	if (job_configure(request, job, error) == -1)
		return -1;
	return job_load_inputs(request, job, error);
}

static int
note_tolerance(struct job *job, const struct reading *reading)
{
	const struct indicator *indicator = &job->model.indicators[reading->indicator];
	const struct finding	finding = { .kind = FINDING_DEFAULT_TOLERANCE, .value = indicator->id,
	       .file = reading->row == NULL ? NULL : job->dataset.files[reading->row->file].name,
	       .line = reading->row == NULL ? 0 : reading->row->line };

	if (!reading->scored || reading->red_origin != LIMITS_TARGET || job->tolerated[reading->indicator])
		return 0;
	job->tolerated[reading->indicator] = true;
	return findings_add(job->findings, &finding);
}

int
job_note(struct job *job, const struct scorecard *card, struct error *error)
{
	const char	    *id = job->dataset.partners[card->partner].id;
	const struct finding no_data = { .kind = FINDING_NO_DATA, .value = id, .partner = id };

	if (!card->has_data && findings_add(job->findings, &no_data) == -1)
		return error_out_of_memory(error);
	for (size_t i = 0; i < card->reading_count; i++)
		if (note_tolerance(job, &card->readings[i]) == -1)
			return error_out_of_memory(error);
	return 0;
}

int
job_edition(const struct job *job, struct edition *edition, struct error *error)
{
	*edition = (struct edition){ .settings = &job->settings,
		.strings = job->strings,
		.model = &job->model,
		.dataset = &job->dataset,
		.scoring = &job->scoring,
		.period = job->period_text,
		.period_long = edition_period_long(job->arena, job->strings, job->period, job->settings.fiscal_year_start),
		.as_of = job->as_of_text,
		.mappings_digest = job->mappings.digest[0] != '\0' ? job->mappings.digest : NULL,
		.name = "internal",
		.program = JOB_PROGRAM };
	return edition->period_long != NULL ? 0 : error_out_of_memory(error);
}

void
job_close(struct job *job)
{
	findings_free(job->findings);
	arena_free(job->arena);
	memset(job, 0, sizeof *job);
}
