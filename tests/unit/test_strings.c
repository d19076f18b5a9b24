#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include <math.h>
#include <stdio.h>
#include <string.h>

#include "base/arena.h"
#include "base/count.h"
#include "base/error.h"
#include "base/file.h"
#include "config/builtin.h"
#include "config/ini.h"
#include "config/strings.h"
#include "tempdir.h"

static const struct strings *
load(struct arena *arena, const char *directory, const char *language)
{
	struct error	      error = { .code = ERROR_NONE };
	const struct strings *strings = NULL;

	if (strings_load(arena, directory, language, &strings, &error) == -1)
		fail_msg("%s", error.message);
	return strings;
}

/* The message of a load that must fail. */
static void
expect_refusal(const char *text, const char *language, const char *words)
{
	char		      directory[TEMPDIR_SIZE], path[TEMPDIR_SIZE + 32];
	struct arena	     *arena = arena_new();
	struct error	      error = { .code = ERROR_NONE };
	const struct strings *strings;

	tempdir_make(directory);
	snprintf(path, sizeof path, "%s/strings.%s.ini", directory, language);
	assert_int_equal(0, file_write(path, text, strlen(text), &error));
	assert_int_equal(-1, strings_load(arena, directory, language, &strings, &error));
	assert_int_equal(ERROR_CONFIG, error.code);
	if (strstr(error.message, words) == NULL)
		fail_msg("\"%s\" does not say \"%s\"", error.message, words);
	tempdir_remove(directory);
	arena_free(arena);
}

static void
placeholders_are_filled_and_the_number_chooses_the_form(void **state)
{
	struct arena	     *arena = arena_new();
	const struct strings *en = load(arena, NULL, "en");
	const struct strings *fr = load(arena, NULL, "fr");

	(void)state;
	assert_string_equal("1 more group: see the workbook, sheet Summary", strings_say(en, arena, "answer.more_groups", "count", "1", NULL));
	assert_string_equal("0 more groups: see the workbook, sheet Summary", strings_say(en, arena, "answer.more_groups", "count", "0", NULL));
	/* French counts nought as one. */
	assert_non_null(strstr(strings_say(fr, arena, "completeness.people", "side", "client", "count", "0", NULL), "0 personne"));
	assert_null(strstr(strings_say(fr, arena, "completeness.people", "side", "client", "count", "0", NULL), "personnes"));
	arena_free(arena);
}

static void
what_is_not_given_stays_visible_and_memory_is_told(void **state)
{
	struct arena	     *arena = arena_new();
	const struct strings *en = load(arena, NULL, "en");

	(void)state;
	assert_string_equal("no.such.key", strings_text(en, "no.such.key"));
	assert_string_equal("tier {tier}", strings_say(en, arena, "subtitle.tier", NULL));
	assert_null(strings_say(en, arena, "subtitle.tier", "tier", NULL, NULL));
	arena_free(arena);
}

static void
numbers_follow_the_language(void **state)
{
	struct arena	     *arena = arena_new();
	const struct strings *en = load(arena, NULL, "en");
	const struct strings *de = load(arena, NULL, "de");

	(void)state;
	assert_string_equal("72.4", strings_number(en, arena, 72.4, 1));
	assert_string_equal("72,4", strings_number(de, arena, 72.4, 1));
	assert_string_equal("−0,3", strings_number(de, arena, -0.3, 1));
	assert_string_equal("–", strings_number(de, arena, NAN, 1));
	assert_string_equal("1234.5", strings_amount(en, arena, 1234.5));
	assert_string_equal("12,345.25", strings_amount(en, arena, 12345.25));
	assert_string_equal("12.345,25", strings_amount(de, arena, 12345.25));
	arena_free(arena);
}

static void
periods_and_dates_follow_the_language(void **state)
{
	struct arena	     *arena = arena_new();
	const struct strings *en = load(arena, NULL, "en");
	const struct strings *nl = load(arena, NULL, "nl");
	const struct date     date = { 2026, 3, 9 };

	(void)state;
	assert_string_equal("Q3 2026", strings_period(en, arena, (struct period){ PERIOD_QUARTER, 2026 * 4 + 2 }));
	assert_string_equal("March 2026", strings_period(en, arena, (struct period){ PERIOD_MONTH, 2026 * 12 + 2 }));
	assert_string_equal("maart 2026", strings_period(nl, arena, (struct period){ PERIOD_MONTH, 2026 * 12 + 2 }));
	assert_string_equal("2026", strings_period(en, arena, (struct period){ PERIOD_YEAR, 2026 }));
	assert_string_equal("9 Mar 2026", strings_date(en, arena, date));
	assert_string_equal("9 mrt", strings_day(nl, arena, date));
	arena_free(arena);
}

static void
a_file_of_the_directory_changes_single_words(void **state)
{
	static const char     text[] = "[kpis]\nunit = \"Measured in\"\n";
	char		      directory[TEMPDIR_SIZE], path[TEMPDIR_SIZE + 32];
	struct arena	     *arena = arena_new();
	const struct strings *own, *shipped = load(arena, NULL, "en");
	struct error	      error = { .code = ERROR_NONE };

	(void)state;
	tempdir_make(directory);
	snprintf(path, sizeof path, "%s/strings.en.ini", directory);
	assert_int_equal(0, file_write(path, text, strlen(text), &error));
	own = load(arena, directory, "en");
	assert_string_equal("Measured in", strings_text(own, "kpis.unit"));
	assert_string_equal(strings_text(shipped, "kpis.value"), strings_text(own, "kpis.value"));
	assert_string_not_equal(strings_digest(shipped), strings_digest(own));
	tempdir_remove(directory);
	arena_free(arena);
}

/* The first line keeps its placeholder in another form, the second drops one of three. */
static void
what_an_own_text_no_longer_fills_in_is_noted(void **state)
{
	static const char	    text[] = "[answer]\nmore_groups = \"{count|one|many} more\"\n[things]\nmoved = \"{group}: {score}\"\n";
	char			    directory[TEMPDIR_SIZE], path[2 * TEMPDIR_SIZE];
	struct arena		   *arena = arena_new();
	const struct strings_loss *losses;
	const struct strings	   *own;

	(void)state;
	tempdir_make(directory);
	tempdir_write(directory, "strings.de.ini", text, strlen(text), path);
	own = load(arena, directory, "de");
	assert_int_equal(1, strings_losses(own, &losses));
	assert_string_equal(path, losses->path);
	assert_int_equal(4, losses->line);
	assert_string_equal("change", losses->placeholder);
	/* Held against the German text, not the English one. */
	assert_string_equal(strings_text(load(arena, NULL, "de"), "things.moved"), losses->replaced);
	tempdir_remove(directory);
	arena_free(arena);
}

static void
every_file_of_the_texts_is_named_with_its_own_digest(void **state)
{
	static const char	   text[] = "[kpis]\nunit = \"Eenheid\"\n";
	char			   directory[TEMPDIR_SIZE], path[2 * TEMPDIR_SIZE], digest[65];
	struct arena		  *arena = arena_new();
	const struct strings_file *files;
	struct error		   error;
	unsigned long long	   bytes;

	(void)state;
	tempdir_make(directory);
	tempdir_write(directory, "strings.nl.ini", text, strlen(text), path);
	assert_int_equal(1, strings_files(load(arena, NULL, "nl"), &files));
	assert_int_equal(2, strings_files(load(arena, directory, "nl"), &files));
	assert_false(files[0].own);
	assert_int_equal(0, file_digest("templates/strings.nl.ini", digest, &bytes, &error));
	assert_string_equal(digest, files[0].digest);
	assert_true(files[1].own);
	assert_string_equal(path, files[1].path);
	assert_int_equal(0, file_digest(path, digest, &bytes, &error));
	assert_string_equal(digest, files[1].digest);
	tempdir_remove(directory);
	arena_free(arena);
}

static void
wrong_files_are_refused_with_the_way_out(void **state)
{
	(void)state;
	expect_refusal("[kpis]\nunti = \"x\"\n", "en", "kpis.unit");
	expect_refusal("[subtitle]\ntier = \"{tire}\"\n", "en", "{tire}");
	expect_refusal("[subtitle]\ntier = \"tier {tier\"\n", "en", "unfinished");
	expect_refusal("[subtitle]\ntier = \"tier tier}\"\n", "en", "unfinished");
	expect_refusal("[subtitle]\ntier = \"{tier {tier}\"\n", "en", "unfinished");
	expect_refusal("[subtitle]\ntier = \"{tier|one}\"\n", "en", "unfinished");
	expect_refusal("[kpis]\nunit = \"Jednostka\"\n", "pl", "texts are missing");
	expect_refusal("[kpis]\nunit = \"\"\n", "nl", "unit is empty; expected a text, as \"");
	expect_refusal("[kpis]\nunit = \"  \"\n", "en", "unit is empty");
}

static void
an_unknown_language_names_the_known_ones(void **state)
{
	struct arena	     *arena = arena_new();
	struct error	      error = { .code = ERROR_NONE };
	const struct strings *strings;

	(void)state;
	assert_int_equal(-1, strings_load(arena, NULL, "xx", &strings, &error));
	assert_non_null(strstr(error.message, "en, nl, de, fr"));
	arena_free(arena);
}

/* The program scans its own templates without iniparser, which reads files only: here iniparser agrees. */
static void
shipped_files_read_the_same_with_iniparser(void **state)
{
	char	    path[64];
	struct ini *ini;
	struct error error = { .code = ERROR_NONE };

	(void)state;
	for (size_t i = 0; builtin_template_name(i) != NULL; i++) {
		snprintf(path, sizeof path, "templates/%s", builtin_template_name(i));
		if (ini_load(path, &ini, &error) == -1)
			fail_msg("%s: %s", path, error.message);
		ini_free(ini);
	}
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(placeholders_are_filled_and_the_number_chooses_the_form),
		cmocka_unit_test(what_is_not_given_stays_visible_and_memory_is_told),
		cmocka_unit_test(numbers_follow_the_language),
		cmocka_unit_test(periods_and_dates_follow_the_language),
		cmocka_unit_test(a_file_of_the_directory_changes_single_words),
		cmocka_unit_test(what_an_own_text_no_longer_fills_in_is_noted),
		cmocka_unit_test(every_file_of_the_texts_is_named_with_its_own_digest),
		cmocka_unit_test(wrong_files_are_refused_with_the_way_out),
		cmocka_unit_test(an_unknown_language_names_the_known_ones),
		cmocka_unit_test(shipped_files_read_the_same_with_iniparser),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
