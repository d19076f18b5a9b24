/* test_settings.c - rapport.ini and the pairs of --set. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "base/arena.h"
#include "base/count.h"
#include "base/digest.h"
#include "config/model.h"
#include "config/settings.h"
#include "tempdir.h"

#define MODEL "[lens health]\nprimary = yes\ngroups = delivery\n[group health.delivery]\n"

static const struct settings_override nothing = { NULL, 0 };

static int
load(struct arena *arena, const char *text, struct settings_override overrides,
    struct settings *settings, struct error *error)
{
	char directory[TEMPDIR_SIZE], path[2 * TEMPDIR_SIZE];
	int  rc;

	tempdir_make(directory);
	tempdir_write(directory, "rapport.ini", text, strlen(text), path);
	rc = settings_load(arena, path, overrides, settings, error);
	tempdir_remove(directory);
	return rc;
}

static void
must_load(struct arena *arena, const char *text, struct settings_override overrides,
    struct settings *settings)
{
	struct error error;

	if (load(arena, text, overrides, settings, &error) == -1)
		fail_msg("line %lu: %s", error.line, error.message);
}

/* Path is directory + "/" + name for the directory of the settings file. */
static void
assert_beside(const struct settings *settings, const char *path, const char *name)
{
	size_t length = (size_t)(strrchr(settings->path, '/') + 1 - settings->path);

	assert_non_null(path);
	assert_memory_equal(path, settings->path, length);
	assert_string_equal(path + length, name);
}

static void
fills_in_the_defaults(void **state)
{
	struct arena	*arena = arena_new();
	struct settings	 settings;

	(void)state;
	must_load(arena, "[inputs]\nkpi = kpi.csv\n", nothing, &settings);
	assert_string_equal(settings.organisation, "");
	assert_string_equal(settings.confidentiality, "Internal");
	assert_string_equal(settings.confidentiality_partner, "Confidential");
	assert_int_equal(settings.editions, EDITION_INTERNAL);
	assert_beside(&settings, settings.inputs[INPUT_KPI], "kpi.csv");
	assert_null(settings.inputs[INPUT_SURVEY]);
	assert_null(settings.mappings);
	assert_beside(&settings, settings.archive, "archive");
	assert_true(settings.pdf && settings.xlsx);
	assert_string_equal(settings.language, "en");
	assert_false(settings.letter || settings.safe_palette || settings.words == WORDS_RAG);
	assert_int_equal(settings.fiscal_year_start, 1);
	assert_int_equal(settings.row_bytes, 1024 * 1024);	/* inputs.md 1 */
	assert_int_equal(settings.field_bytes, 64 * 1024);
	assert_true(settings.columns >= 1100);			/* formats.md */
	assert_null(settings.model_file);		/* the shipped one, wherever it lies */
	arena_free(arena);
}

static void
reads_every_key(void **state)
{
	static const char text[] =
	    "[organisation]\nname = \"M\xc3\xbcller AG\"\ndepartment = PMO\ncontact = pmo@example.org\n"
	    "confidentiality = Secret\nconfidentiality_partner = Shared\n"
	    "[inputs]\nkpi = \"data/kpi-*.csv\"\nsurvey = /data/survey.csv\npartners = p.csv\n"
	    "overrides = o.csv\ninvites = i.csv\nwork_items = \"items-*.csv\"\nmappings = mappings.ini\n"
	    "[model]\nfile = my.ini\n"
	    "[output]\narchive = out\nformats = xlsx\neditions = partner, internal\nlanguage = en\npaper = Letter\npalette = safe\n"
	    "words = rag\n"
	    "[policy]\nfiscal_year_start = 4\nmin_n = 7\n"
	    "[limits]\nfile_bytes = 5000000000\nrow_bytes = 2048\nfield_bytes = 1024\ncolumns = 99\n";
	struct arena	*arena = arena_new();
	struct settings	 settings;

	(void)state;
	must_load(arena, text, nothing, &settings);
	assert_string_equal(settings.organisation, "M\xc3\xbcller AG");
	assert_string_equal(settings.contact, "pmo@example.org");
	assert_beside(&settings, settings.inputs[INPUT_KPI], "data/kpi-*.csv");
	assert_string_equal(settings.inputs[INPUT_SURVEY], "/data/survey.csv");
	assert_beside(&settings, settings.inputs[INPUT_INVITES], "i.csv");
	assert_beside(&settings, settings.inputs[INPUT_WORK_ITEMS], "items-*.csv");
	assert_string_equal("work_items", input_kind_name(INPUT_WORK_ITEMS));
	assert_beside(&settings, settings.mappings, "mappings.ini");
	assert_beside(&settings, settings.model_file, "my.ini");
	assert_true(settings.xlsx && !settings.pdf);
	assert_int_equal(settings.editions, EDITION_ALL);
	assert_string_equal(settings.confidentiality_partner, "Shared");
	assert_true(settings.letter && settings.safe_palette && settings.words == WORDS_RAG);
	assert_int_equal(settings.fiscal_year_start, 4);
	assert_true(settings.file_bytes == 5000000000u);
	assert_int_equal(settings.columns, 99);
	arena_free(arena);
}

static void
refuses_with_the_line_and_the_nearest_name(void **state)
{
	static const struct { const char *text; unsigned long line; const char *part; } cases[] = {
		{ "[imputs]\n", 1, "unknown section 'imputs'; did you mean 'inputs'?" },
		{ "[inputs]\nkpis = a\n", 2, "did you mean 'kpi'?" },
		{ "[inputs]\nplatforms = a\n", 2, "unknown key 'platforms'; known: kpi, survey" },
		{ "[output]\nformats = pdf, docx\n", 2, "expected pdf or xlsx" },
		{ "[output]\nformats =\n", 2, "expected pdf or xlsx" },
		{ "[output]\neditions = partner\n", 2, "the internal edition is always made" },
		{ "[output]\neditions = internal, public\n", 2, "expected internal or partner" },
		{ "[output]\nwords = amber\n", 2, "expected ryg, rag or uk4" },
		{ "[output]\npaper = a5\n", 2, "did you mean 'a4'?" },
		{ "[output]\npalette = #FF0000\n", 2, "quote the value" },
		{ "[policy]\nfiscal_year_start = 13\n", 2, "from 1 to 12" },
		{ "[policy]\nfiscal_year_strat = 1\n", 2, "did you mean 'fiscal_year_start'?" },
		{ "[policy]\nmin_evidnce = 1\n", 2, "did you mean 'min_evidence'?" },
		{ "[policy]\nmin_evidence = 101\n", 2, "from 0 to 100" },
		{ "[output]\nlanguage = deu\n", 2, "no language 'deu'; expected en, nl, de, fr, or your own: a complete strings.deu.ini" },
		{ "[limits]\ncolumns = 0\n", 2, "from 1" },
		{ "[limits]\nfile_bytes = 1e30\n", 2, "whole number" },
		{ "[inputs]\nkpi = a\n[limits]\nrow_bytes = 1024\nfield_bytes = 2048\n", 0, "more than row_bytes" },
		{ "[inputs]\nkpi = a\n[output]\narchive =\n", 0, "cannot be empty" },
	};

	(void)state;
	for (size_t i = 0; i < COUNT_OF(cases); i++) {
		struct arena	*arena = arena_new();
		struct settings	 settings;
		struct error	 error;

		if (load(arena, cases[i].text, nothing, &settings, &error) != -1)
			fail_msg("accepted: %s", cases[i].text);
		assert_error(cases[i].text, &error, ERROR_CONFIG, cases[i].line, cases[i].part);
		arena_free(arena);
	}
}

static void
settings_may_come_before_the_files_but_no_report_does(void **state)
{
	struct arena   *arena = arena_new();
	struct settings settings;
	struct error	error;

	(void)state;
	must_load(arena, "", nothing, &settings);
	assert_int_equal(settings_check_inputs(&settings, &error), -1);
	assert_int_equal(error.code, ERROR_CONFIG);
	assert_non_null(strstr(error.message, "neither a kpi nor a survey"));
	must_load(arena, "[inputs]\nsurvey = s.csv\n", nothing, &settings);
	assert_int_equal(settings_check_inputs(&settings, &error), 0);
	arena_free(arena);
}

static void
the_command_line_wins_over_the_file(void **state)
{
	static const char *const pairs[] = { "output.archive=out", "output.paper=letter", "inputs.kpi=" };
	static const char *const wrong[] = { "output.paper=a6" };
	static const char	 text[] = "[inputs]\nkpi = kpi.csv\nsurvey = s.csv\n";
	struct arena		*arena = arena_new();
	struct settings		 settings;
	struct error		 error;
	char			 plain[65], source[256], wanted[65];

	(void)state;
	must_load(arena, text, nothing, &settings);
	assert_int_equal(digest_bytes(text, sizeof text - 1, plain), 0);
	assert_string_equal(settings.digest, plain);
	must_load(arena, text, (struct settings_override){ pairs, COUNT_OF(pairs) }, &settings);
	assert_string_equal(settings.archive, "out");
	assert_true(settings.letter);
	assert_null(settings.inputs[INPUT_KPI]);
	(void)snprintf(source, sizeof source, "%s\n%s\n%s\n%s", plain, pairs[0], pairs[1], pairs[2]);
	assert_int_equal(digest_bytes(source, strlen(source), wanted), 0);
	assert_string_equal(settings.digest, wanted);
	assert_int_equal(load(arena, text, (struct settings_override){ wrong, 1 }, &settings, &error), -1);
	assert_string_equal(error.source, "--set");
	assert_error("--set", &error, ERROR_CONFIG, 0, "expected a4 or letter");
	arena_free(arena);
}

static void
policy_of_the_settings_wins_over_the_models(void **state)
{
	static const char *const pairs[] = { "policy.green=90" };
	static const char *const wrong[] = { "policy.unknown_kpi_group=health.none" };
	static const char	 model_text[] = MODEL "[policy]\ngreen = 85\nyellow = 55\nmin_n = 4\n";
	static const char	 text[] = "[inputs]\nkpi = a\n[policy]\nyellow = 60\nfiscal_year_start = 4\n";
	struct arena		*arena = arena_new();
	char			 directory[TEMPDIR_SIZE], path[2 * TEMPDIR_SIZE], settings[2 * TEMPDIR_SIZE];
	struct model		 model;
	struct error		 error;

	(void)state;
	tempdir_make(directory);
	tempdir_write(directory, "model.ini", model_text, sizeof model_text - 1, path);
	tempdir_write(directory, "rapport.ini", text, sizeof text - 1, settings);
	assert_int_equal(model_load(arena, path, &model, &error), 0);
	assert_int_equal(settings_apply_policy(settings, (struct settings_override){ pairs, 1 }, &model,
			     &error), 0);
	assert_true(model.policy.green == 90 && model.policy.yellow == 60 && model.policy.min_n == 4);
	assert_int_equal(settings_apply_policy(settings, (struct settings_override){ wrong, 1 }, &model,
			     &error), -1);
	assert_non_null(strstr(error.message, "names no lens.group"));
	tempdir_remove(directory);
	arena_free(arena);
}

/* What the help prints is itself a settings file that says the defaults. */
static void
prints_keys_that_can_be_pasted(void **state)
{
	struct arena	*arena = arena_new();
	struct settings	 settings;
	char		*text = NULL;
	size_t		 length;
	FILE		*stream = open_memstream(&text, &length);
	static const char *const kpi[] = { "inputs.kpi=a.csv" };

	(void)state;
	assert_non_null(stream);
	assert_int_equal(settings_print_keys(stream), 0);
	assert_int_equal(fclose(stream), 0);
	assert_non_null(strstr(text, "  ; month in which the fiscal year of quarters, halves and years "
				     "starts (whole number 1 to 12)\n  fiscal_year_start = 1\n"));
	assert_non_null(strstr(text, "\n  min_evidence = 60\n"));
	must_load(arena, text, (struct settings_override){ kpi, 1 }, &settings);
	assert_beside(&settings, settings.archive, "archive");
	free(text);
	arena_free(arena);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(fills_in_the_defaults),
		cmocka_unit_test(reads_every_key),
		cmocka_unit_test(settings_may_come_before_the_files_but_no_report_does),
		cmocka_unit_test(refuses_with_the_line_and_the_nearest_name),
		cmocka_unit_test(the_command_line_wins_over_the_file),
		cmocka_unit_test(policy_of_the_settings_wins_over_the_models),
		cmocka_unit_test(prints_keys_that_can_be_pasted),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
