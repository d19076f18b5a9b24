/* init_kit.c - `rapport init --kit DIR`: what to send to somebody who has no export but the numbers. */
#include "command/init_kit.h"

#include <errno.h>
#include <stdbool.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

#include "base/arena.h"
#include "base/error.h"
#include "base/file.h"
#include "base/findings.h"
#include "command/options.h"
#include "command/report.h"
#include "config/strings.h"
#include "input/kit.h"
#include "job.h"
#include "publish/csvout.h"
#include "publish/paths.h"
#include "render/render.h"
#include "shipped.h"

/* Spreadsheets take a CSV without it for one of their own old encoding. */
static const char byte_order_mark[] = "\xef\xbb\xbf";

struct kit {
	struct job	job;
	struct kit_list lists[KIT_CHOICES];
	bool		own;	/* the user's settings, not the shipped ones */
};

static int
configure(const struct options *options, struct kit *kit, struct error *error)
{
	struct job_request request = report_request(options);
	char		   directory[PATH_MAX], settings[PATH_MAX];

	request.no_inputs = true;
	kit->own = strcmp(options->config, "rapport.ini") != 0 || access(options->config, F_OK) == 0;
	if (!kit->own) {
		if (shipped_directory(directory, error) == -1 ||
		    path_print(settings, error, "%s/config/rapport.ini", directory) == -1)
			return -1;
		request.config = settings;
	}
	if (job_configure(&request, &kit->job, error) == -1)
		return -1;
	if (!kit->own)
		kit->job.settings.contact = "";	/* that of the shipped settings is nobody's */
	return 0;
}

/* Partners to choose from. Settings may well come before the files that they name: then the cells are without a list, and that is said. */
static const struct dataset *
load_partners(const struct options *options, struct kit *kit)
{
	struct error error;
	char	     text[ERROR_SOURCE_SIZE + ERROR_MESSAGE_SIZE + 32];

	if (!kit->own)
		return NULL;
	if (dataset_load(kit->job.arena, &kit->job.settings, &kit->job.mappings, &kit->job.model, &kit->job.dataset,
		kit->job.findings, &error) == 0)
		return &kit->job.dataset;
	if (!options->quiet)
		fprintf(stderr, "rapport: no partners to choose from in the blank files: %s\n", error_text(&error, text, sizeof text));
	return NULL;
}

/* Header and example. */
static int
write_template(const struct kit *kit, const struct kit_file *file, const char *path, struct error *error)
{
	FILE	     *stream = file_create(path, error);
	struct csvout csv;

	if (stream == NULL)
		return -1;
	(void)fputs(byte_order_mark, stream);	/* file_finish tells a failure */
	csvout_init(&csv, stream);
	for (size_t i = 0; i < file->count; i++)
		csvout_text(&csv, file->fields[i].name);
	csvout_end_row(&csv);
	for (size_t i = 0; i < file->count; i++)
		csvout_text(&csv, kit_example(&file->fields[i], kit->lists));
	csvout_end_row(&csv);
	if (file_finish(stream, path, error) == 0)
		return 0;
	(void)unlink(path);
	return -1;
}

int
init_check_free(const char *path, struct error *error)
{
	if (access(path, F_OK) == 0)
		return error_set(error, ERROR_CREATE, path, 0, "is there already; init replaces nothing");
	if (errno != ENOENT)
		return error_set(error, ERROR_CREATE, path, 0, "cannot be made: %s", strerror(errno));
	return 0;
}

static int
write_file(const struct kit *kit, const char *directory, enum input_kind kind, bool only_check, struct error *error)
{
	const struct settings *settings = &kit->job.settings;
	const struct edition   edition = { .settings = settings, .strings = kit->job.strings, .model = &kit->job.model,
		.period = "", .as_of = "", .name = "", .run_id = "", .version = "", .data_hash = "",
		.program = JOB_PROGRAM };
	const struct kit_file *file = kit_file(kind);
	char		       workbook[PATH_MAX], template[PATH_MAX];

	if (path_print(workbook, error, "%s/%s.xlsx", directory, input_kind_name(kind)) == -1 ||
	    path_print(template, error, "%s/%s.csv", directory, input_kind_name(kind)) == -1)
		return -1;
	if (only_check)
		return init_check_free(workbook, error) == -1 ? -1 : init_check_free(template, error);
	if (kit_workbook_write(&edition, file, kit->lists, workbook, error) == -1)
		return -1;
	if (write_template(kit, file, template, error) == 0)
		return 0;
	(void)unlink(workbook);
	return -1;
}

/* Takes back the files of the kinds before this one: half a kit looks like a whole one. */
static void
remove_before(const char *directory, enum input_kind kind)
{
	char	     path[PATH_MAX];
	struct error ignored;

	for (enum input_kind i = 0; i < kind; i++) {
		if (path_print(path, &ignored, "%s/%s.xlsx", directory, input_kind_name(i)) == 0)
			(void)unlink(path);
		if (path_print(path, &ignored, "%s/%s.csv", directory, input_kind_name(i)) == 0)
			(void)unlink(path);
	}
}

static int
write_all(const struct kit *kit, const char *directory, struct error *error)
{
	for (enum input_kind kind = 0; kind < INPUT_KINDS; kind++)
		if (write_file(kit, directory, kind, true, error) == -1)
			return -1;
	if (file_make_directories(directory, 0755, error) == -1)
		return -1;
	for (enum input_kind kind = 0; kind < INPUT_KINDS; kind++)
		if (write_file(kit, directory, kind, false, error) == -1) {
			remove_before(directory, kind);
			return -1;
		}
	return 0;
}

static int
make_kit(const struct options *options, struct kit *kit, struct error *error)
{
	const struct dataset *dataset;

	if (configure(options, kit, error) == -1)
		return -1;
	dataset = load_partners(options, kit);
	if (kit_lists(kit->job.arena, &kit->job.model, dataset, kit->lists, error) == -1)
		return -1;
	return write_all(kit, options->operands[0], error);
}

int
init_kit(const struct options *options)
{
	struct kit   kit = { .own = false };
	struct error error;
	int	     rc = make_kit(options, &kit, &error);

	job_close(&kit.job);
	if (rc == -1)
		return report_error(&error);
	if (!options->quiet)
		printf("%d blank files in %s, each as .xlsx and as .csv; the sheet Read me says what to do\n", INPUT_KINDS,
		    options->operands[0]);
	return report_finish(0);
}
