/*
 * input_fixture.h - a small model and the files of a test in a directory of their own, read with dataset_load.
 */
#ifndef INPUT_FIXTURE_H
#define INPUT_FIXTURE_H

#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include <cmocka.h>

#include "base/arena.h"
#include "base/count.h"
#include "base/error.h"
#include "base/file.h"
#include "base/findings.h"
#include "input/csv.h"
#include "input/dataset.h"

struct fixture {
	char		 directory[256];
	struct arena	*arena;
	struct settings	 settings;
	struct mappings	 mappings;
	struct model	 model;
	struct dataset	 dataset;
	struct findings *findings;
	struct error	 error;
};

static const char fixture_model[] =
    "[lens health]\ntitle = Health\nprimary = yes\ngroups = delivery, trust\n"
    "[group health.delivery]\ntitle = Delivery\n[group health.trust]\ntitle = Trust\n"
    "[kpi availability]\ntitle = Availability\ndirection = higher\ngreen_at = 99.9\nred_at = 99.5\nhealth = delivery\naliases = \"uptime|up time\"\n"
    "[kpi response]\ntitle = Response\ndirection = lower\ngreen_at = 4\nred_at = 8\nhealth = delivery\n"
    "[kpi stock]\ntitle = Stock\ndirection = range\ngreen_low = 90\ngreen_high = 110\nred_low = 80\nred_high = 120\nhealth = delivery\n"
    "[kpi certified]\ntitle = Certified\ndirection = yesno\nhealth = delivery\n"
    "[kpi maturity]\ntitle = Maturity\ndirection = level\nlevel_min = 0\nlevel_max = 3\nhealth = delivery\n"
    "[kpi audit]\ntitle = Audit\ndirection = rating\nhealth = delivery\n"
    "[kpi cost]\ntitle = Cost\ndirection = higher\nhealth = delivery\n"
    "[question trust]\ntext = Trust\nscale = agree5\nhealth = trust\naliases = \"vertrauen\"\n"
    "[question open]\ntext = Open\nscale = agree5\nhealth = trust\n"
    "[question recommend]\ntext = Recommend\nscale_min = 0\nscale_max = 10\nhealth = trust\n"
    "[scale agree5]\nmin = 1\nmax = 5\nlabel 1 = \"strongly disagree\"\nlabel 3 = \"neither agree nor disagree\"\nlabel 5 = \"strongly agree\"\n"
    "[rating green]\nscore = 90\nwords = \"green|good\"\n[rating red]\nscore = 25\nwords = \"red\"\n";

/* The path of a file of the fixture; valid until the next call of any fixture function. */
static inline const char *
fixture_path(struct fixture *fixture, const char *name)
{
	return arena_printf(fixture->arena, "%s/%s", fixture->directory, name);
}

static inline void
fixture_write_bytes(struct fixture *fixture, const char *name, const void *bytes, size_t length)
{
	unlink(fixture_path(fixture, name));
	assert_int_equal(0, file_write(fixture_path(fixture, name), bytes, length, &fixture->error));
}

static inline void
fixture_write(struct fixture *fixture, const char *name, const char *text)
{
	fixture_write_bytes(fixture, name, text, strlen(text));
}

static inline int
fixture_setup(void **state)
{
	struct fixture *fixture = calloc(1, sizeof *fixture);
	const char     *base = getenv("TMPDIR");

	assert_non_null(fixture);
	snprintf(fixture->directory, sizeof fixture->directory, "%s/rapport-input-XXXXXX", base != NULL ? base : P_tmpdir);
	assert_non_null(mkdtemp(fixture->directory));
	fixture->arena = arena_new();
	fixture->findings = findings_new();
	assert_non_null(fixture->arena);
	assert_non_null(fixture->findings);
	fixture->settings.path = fixture_path(fixture, "rapport.ini");
	fixture->settings.fiscal_year_start = 1;
	fixture->settings.file_bytes = 1ULL << 30;
	fixture->settings.row_bytes = 1 << 20;
	fixture->settings.field_bytes = 64 * 1024;
	fixture->settings.columns = 2000;
	fixture_write(fixture, "model.ini", fixture_model);
	if (model_load(fixture->arena, fixture_path(fixture, "model.ini"), &fixture->model, &fixture->error) == -1)
		fail_msg("%s:%lu: %s", fixture->error.source, fixture->error.line, fixture->error.message);
	*state = fixture;
	return 0;
}

static inline int
fixture_teardown(void **state)
{
	struct fixture *fixture = *state;

	assert_int_equal(0, file_remove_tree(fixture->directory, &fixture->error));
	findings_free(fixture->findings);
	arena_free(fixture->arena);
	free(fixture);
	return 0;
}

static inline void
fixture_input(struct fixture *fixture, enum input_kind kind, const char *pattern)
{
	fixture->settings.inputs[kind] = fixture_path(fixture, pattern);
}

static inline void
fixture_map(struct fixture *fixture, const char *mappings)
{
	fixture_write(fixture, "mappings.ini", mappings);
	if (mappings_load(fixture->arena, fixture_path(fixture, "mappings.ini"), &fixture->mappings, &fixture->error) == -1 ||
	    mappings_apply(&fixture->mappings, &fixture->model, &fixture->error) == -1)
		fail_msg("%s:%lu: %s", fixture->error.source, fixture->error.line, fixture->error.message);
}

static inline int
fixture_load(struct fixture *fixture)
{
	return dataset_load(fixture->arena, &fixture->settings, &fixture->mappings, &fixture->model, &fixture->dataset, fixture->findings,
	    &fixture->error);
}

/* Writes text as the one file of this kind and reads it. */
static inline int
fixture_read(struct fixture *fixture, enum input_kind kind, const char *text)
{
	const char *name = arena_printf(fixture->arena, "%s.csv", input_kind_name(kind));

	fixture_write(fixture, name, text);
	fixture_input(fixture, kind, name);
	return fixture_load(fixture);
}

/* The only finding of a kind; fails if there are none or several. */
static inline const struct finding *
fixture_finding(const struct fixture *fixture, enum finding_kind kind)
{
	const struct finding *found = NULL;

	assert_int_equal(1, findings_count_kind(fixture->findings, kind));
	for (size_t i = 0; i < findings_count(fixture->findings); i++)
		if (findings_at(fixture->findings, i)->kind == kind)
			found = findings_at(fixture->findings, i);
	assert_non_null(found);
	return found;
}

/* The KPI row of a line, NULL if none was kept. */
static inline const struct kpi_row *
fixture_row(const struct fixture *fixture, uint32_t line)
{
	for (size_t i = 0; i < fixture->dataset.kpi_row_count; i++)
		if (fixture->dataset.kpi_rows[i].line == line)
			return &fixture->dataset.kpi_rows[i];
	return NULL;
}

/* Of a fixture that read one file. */
static inline const struct input_file *
fixture_file(const struct fixture *fixture)
{
	assert_int_equal(1, fixture->dataset.file_count);
	return &fixture->dataset.files[0];
}

static inline void
fixture_read_kpis(struct fixture *fixture, const char *mapping, const char *text)
{
	if (*mapping != '\0')
		fixture_map(fixture, mapping);
	if (fixture_read(fixture, INPUT_KPI, text) == -1)
		fail_msg("%s", fixture->error.message);
}

static inline unsigned long
fixture_dropped(const struct input_file *file, const char *reason)
{
	for (size_t i = 0; i < DROP_REASONS_MAX && file->drops[i].reason != NULL; i++)
		if (strcmp(file->drops[i].reason, reason) == 0)
			return file->drops[i].rows;
	return 0;
}

#endif
