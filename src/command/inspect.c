/* inspect.c - `rapport inspect FILE ...`: what a file is, and a mapping to paste. */
#include "command/inspect.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/arena.h"
#include "base/error.h"
#include "base/table.h"
#include "base/text.h"
#include "command/command.h"
#include "command/options.h"
#include "command/report.h"
#include "job.h"
#include "publish/json.h"
#include "publish/paths.h"
#include "shipped.h"

/* What every file is held against: the user's settings, model and mappings, or the shipped ones. */
struct against {
	struct job	job;
	struct mappings mappings;
	const char     *note; /* struct inspection's mappings_note */
	struct table   *taken;
};

static int
load_shipped_mappings(struct against *against, const char *directory, struct error *error)
{
	char path[PATH_MAX];

	if (path_print(path, error, "%s/config/mappings.ini", directory) == -1 ||
	    mappings_load(against->job.arena, path, &against->mappings, error) == -1)
		return -1;
	return mappings_apply(&against->mappings, &against->job.model, error);
}

/* Settings that nobody has written yet are the shipped ones; settings without mappings get the shipped dialects. */
static int
load_against(const struct options *options, struct against *against, struct error *error)
{
	struct job_request request = report_request(options);
	char		   directory[PATH_MAX], settings[PATH_MAX];
	bool		   own =
	    strcmp(options->config, "rapport.ini") != 0 || access(options->config, F_OK) == 0;

	request.no_inputs = true;
	if (!own) {
		if (shipped_directory(directory, error) == -1 ||
		    path_print(settings, error, "%s/config/rapport.ini", directory) == -1)
			return -1;
		request.config = settings;
	}
	if (job_configure(&request, &against->job, error) == -1)
		return -1;
	against->mappings = against->job.mappings;
	if (against->job.settings.mappings != NULL)
		return 0;
	against->note = "rapport.ini names no mappings yet: copy the shipped mappings.ini beside "
			"it, add this, and write "
			"`mappings = mappings.ini` in [inputs].";
	if (shipped_directory(directory, error) == -1)
		return -1;
	return load_shipped_mappings(against, directory, error);
}

static int
take_id(struct against *against, const char *kind, const char *id)
{
	const char *key = arena_printf(against->job.arena, "%s %s", kind, id);

	return key == NULL ? -1 : table_set(against->taken, key, strlen(key), 1, NULL);
}

static int
take_ids(struct against *against, struct error *error)
{
	int rc = 0;

	against->taken = table_new();
	if (against->taken == NULL)
		return error_out_of_memory(error);
	for (size_t i = 0; i < against->mappings.source_count && rc == 0; i++)
		rc = take_id(against, "source", against->mappings.sources[i].id);
	for (size_t i = 0; i < against->mappings.question_count && rc == 0; i++)
		rc = take_id(against, "question", against->mappings.questions[i].id);
	for (size_t i = 0; i < against->mappings.scale_count && rc == 0; i++)
		rc = take_id(against, "scale", against->mappings.scales[i].id);
	return rc == -1 ? error_out_of_memory(error) : 0;
}

static int
guess_columns(struct inspection *inspection)
{
	struct profile *profile = &inspection->profile;

	profile->kind = (int)profile_kind(profile, inspection->model, inspection->mappings);
	inspection->guesses = arena_alloc(
	    inspection->arena, profile->layout.column_count, sizeof *inspection->guesses);
	if (inspection->guesses == NULL)
		return -1;
	for (size_t i = 0; i < profile->layout.column_count; i++)
		inspection->guesses[i] =
		    profile_guess(profile, i, inspection->model, inspection->mappings);
	return 0;
}

/* The section of a file that nothing describes yet is called like the file. -1 when out of memory. */
static int
name_source(struct inspection *inspection)
{
	const char *name = inspection->name;
	const char *dot = strrchr(name, '.');
	size_t	    length = dot != NULL && dot > name ? (size_t)(dot - name) : strlen(name);
	const char *stem;

	if (inspection->profile.source != NULL || inspection->profile.layout.plain)
		return 0;
	stem = arena_strndup(inspection->arena, name, length);
	inspection->source = stem != NULL ? inspect_id(inspection, "source", stem) : NULL;
	return inspection->source != NULL ? 0 : -1;
}

static int
look_at(const struct against *against, const char *path, struct inspection *inspection,
    struct error *error)
{
	const struct settings  *settings = &against->job.settings;
	const struct csv_limits limits = {
	    settings->file_bytes, settings->row_bytes, settings->field_bytes, settings->columns};
	const char *slash = strrchr(path, '/');
	const char *base = slash != NULL ? slash + 1 : path;

	inspection->model = &against->job.model;
	inspection->mappings = &against->mappings;
	inspection->mappings_note = against->note;
	inspection->fiscal_start = settings->fiscal_year_start;
	inspection->taken = against->taken;
	inspection->name = text_clean(inspection->arena, base, strlen(base));
	if (inspection->name == NULL)
		return error_out_of_memory(error);
	if (profile_read(inspection->arena, path, &limits, &against->mappings, &inspection->profile,
		error) == -1)
		return -1;
	if (guess_columns(inspection) == -1 || name_source(inspection) == -1)
		return error_out_of_memory(error);
	return 0;
}

static int
tell(const struct inspection *inspection, struct json *json, FILE *out, struct error *error)
{
	if (json != NULL) {
		inspect_write_json(inspection, json);
		return 0;
	}
	inspect_print_facts(inspection, out);
	inspect_print_columns(inspection, out);
	return inspect_print_mapping(inspection, out, error);
}

static int
inspect_file(const struct against *against, const char *path, struct json *json, FILE *out,
    struct error *error)
{
	struct inspection inspection = {.arena = arena_new()};
	int		  rc;

	if (inspection.arena == NULL)
		return error_out_of_memory(error);
	rc = look_at(against, path, &inspection, error);
	if (rc == 0)
		rc = tell(&inspection, json, out, error);
	arena_free(inspection.arena);
	return rc;
}

static int
inspect_files(
    const struct against *against, const struct options *options, FILE *out, struct error *error)
{
	struct json json;
	bool	    as_json = options->format == FORMAT_JSON;
	int	    rc = 0;

	json_init(&json, out);
	if (as_json) {
		json_open_object(&json, NULL);
		json_open_array(&json, "files");
	}
	for (int i = 0; i < options->operand_count && rc == 0; i++)
		rc =
		    inspect_file(against, options->operands[i], as_json ? &json : NULL, out, error);
	if (as_json) {
		json_close_array(&json);
		json_close_object(&json);
	}
	return rc;
}

/* Told into memory first: half of it appended to a mapping file would be worse than nothing. */
static int
inspect(const struct options *options, struct error *error)
{
	struct against against = {.taken = NULL};
	char	      *text = NULL;
	size_t	       length = 0;
	FILE	      *out = open_memstream(&text, &length);
	int	       rc;

	if (out == NULL)
		return error_out_of_memory(error);
	rc = load_against(options, &against, error);
	if (rc == 0)
		rc = take_ids(&against, error);
	if (rc == 0)
		rc = inspect_files(&against, options, out, error);
	if (fclose(out) != 0 && rc == 0)
		rc = error_out_of_memory(error);
	if (rc == 0)
		fputs(text, stdout);
	free(text);
	table_free(against.taken);
	job_close(&against.job);
	return rc;
}

int
command_inspect(const struct command_table *commands, const struct options *options)
{
	struct error error = {.code = ERROR_NONE};

	(void)commands;
	return inspect(options, &error) == -1 ? report_error(&error) : report_finish(0);
}
