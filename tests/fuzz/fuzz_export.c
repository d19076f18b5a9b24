/* fuzz_export.c - any bytes as a table of KPIs, a survey, work items or partners, with the shipped
 * dialects and the sources of mappings.ini beside this file: facts and findings, or a refusal. */
#include "fuzz.h"

#include <math.h>
#include <string.h>

#include "base/arena.h"
#include "base/error.h"
#include "base/findings.h"
#include "input/dataset.h"

/* Both files as one, in memory. */
static int
join_mappings(char path[FUZZ_PATH_SIZE])
{
	static const char *const parts[] = { "config/mappings.ini", "tests/fuzz/mappings.ini" };
	int			 file = fuzz_file(NULL, 0, path);
	char			 block[4096];
	size_t			 length;

	for (size_t i = 0; i < 2; i++) {
		FILE *part = fopen(parts[i], "rb");

		MUST(part != NULL);
		while ((length = fread(block, 1, sizeof block, part)) > 0)
			MUST(write(file, block, length) == (ssize_t)length);
		MUST(fclose(part) == 0);
	}
	return file;
}

/* Read once: reading them takes longer than any input. */
static const struct mappings *
load_mappings(void)
{
	static struct mappings mappings;
	static struct arena   *arena;
	struct error	       error = { ERROR_NONE, "", 0, "" };
	char		       path[FUZZ_PATH_SIZE];
	int		       file;

	if (arena != NULL)
		return &mappings;
	arena = arena_new();
	file = join_mappings(path);
	MUST(arena != NULL);
	if (mappings_load(arena, path, &mappings, &error) == -1)
		fprintf(stderr, "line %lu: %s\n", error.line, error.message);
	MUST(error.code == ERROR_NONE);
	close(file);
	return &mappings;
}

/* The one source that the input asks for fits its file, or none does. */
static void
choose_source(struct mappings *mappings, unsigned options)
{
	size_t wanted = options % (mappings->source_count + 1);

	for (size_t i = 0; i < mappings->source_count; i++)
		mappings->sources[i].file = i == wanted ? "*" : "none";
}

static void
check(const struct dataset *dataset, const struct findings *findings)
{
	char text[1024];

	for (size_t i = 0; i < dataset->kpi_row_count; i++) {
		MUST(!isinf(dataset->kpi_rows[i].value));
		MUST(dataset->kpi_rows[i].partner <= dataset->partner_count);
	}
	for (size_t i = 0; i < findings_count(findings); i++)
		finding_text(findings_at(findings, i), text, sizeof text);
}

static void
read_as(enum input_kind kind, const char *path, unsigned options)
{
	struct settings settings = {
		.path = "rapport.ini", .fiscal_year_start = 1, .file_bytes = 1 << 20,
		.row_bytes = 1 << 16, .field_bytes = 4096, .columns = 200,
	};
	struct arena	*arena = arena_new();
	struct findings *findings = findings_new();
	struct error	 error = { ERROR_NONE, "", 0, "" };
	struct mappings	 mappings = *load_mappings();
	struct model	 model;
	struct dataset	 dataset;

	MUST(arena != NULL && findings != NULL);
	MUST(model_load(arena, "tests/fuzz/model.ini", &model, &error) == 0);
	choose_source(&mappings, options);
	MUST(mappings_apply(&mappings, &model, &error) == 0);
	settings.inputs[kind] = path;
	if (dataset_load(arena, &settings, &mappings, &model, &dataset, findings, &error) == 0)
		check(&dataset, findings);
	else
		MUST(error.code == ERROR_INPUT || error.code == ERROR_NO_INPUT);
	findings_free(findings);
	arena_free(arena);
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	static const enum input_kind kinds[] = { INPUT_KPI, INPUT_SURVEY, INPUT_WORK_ITEMS };
	char	 path[FUZZ_PATH_SIZE];
	int	 file = fuzz_file(data, size, path);
	unsigned options = fuzz_options(data, size);

	for (size_t i = 0; i < sizeof kinds / sizeof kinds[0]; i++)
		read_as(kinds[i], path, options);
	close(file);
	return 0;
}
