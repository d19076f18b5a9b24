/* test_theme.c - what a PMO changes of the look, and what is refused. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "base/count.h"
#include "base/error.h"
#include "config/theme.h"
#include "tempdir.h"

static int
load(const char *text, struct theme *theme, struct error *error)
{
	char directory[TEMPDIR_SIZE], path[2 * TEMPDIR_SIZE];
	int  rc;

	tempdir_make(directory);
	tempdir_write(directory, "theme.ini", text, strlen(text), path);
	rc = theme_load(path, theme, error);
	tempdir_remove(directory);
	return rc;
}

static void
reads_the_colours_it_is_given(void **state)
{
	struct theme theme;
	struct error error;

	(void)state;
	assert_int_equal(load("[colours]\nband = \"#12294A\"\n", &theme, &error), 0);
	assert_int_equal(theme.band, 0x12294A);
	assert_int_equal(theme.accent, -1);
	assert_int_equal(strlen(theme.digest), 64);
	assert_int_equal(theme_load(NULL, &theme, &error), 0);
	assert_true(theme.band == -1 && theme.digest[0] == '\0');
}

static void
the_shipped_theme_loads(void **state)
{
	struct theme theme;
	struct error error;

	(void)state;
	if (theme_load("templates/theme.ini", &theme, &error) == -1)
		fail_msg("line %lu: %s", error.line, error.message);
	assert_true(theme.band >= 0 && theme.accent >= 0);
}

/* White on #8FA3BF: luminance 0.357, contrast 1.05 / 0.407 = 2.6, below 4.5. */
static void
refuses_what_would_not_print_well_and_says_why(void **state)
{
	static const struct { const char *text; unsigned long line; const char *says; } cases[] = {
		{ "[colours]\nbandd = \"#000000\"\n", 2, "did you mean 'band'" },
		{ "[colour]\nband = \"#000000\"\n", 1, "did you mean 'colours'" },
		{ "[colours]\nband = navy\n", 2, "is no colour" },
		{ "[colours]\n\nband = \"#12294\"\n", 3, "is no colour" },
		{ "[colours]\nband = #12294A\n", 2, "quote" },
		{ "[colours]\nband = \"#8FA3BF\"\n", 2, "contrast of 2.6" },
	};

	(void)state;
	for (size_t i = 0; i < COUNT_OF(cases); i++) {
		struct theme theme;
		struct error error = { .code = ERROR_NONE };

		if (load(cases[i].text, &theme, &error) != -1 || strstr(error.message, cases[i].says) == NULL)
			fail_msg("case %zu: \"%s\", wanted \"%s\"", i, error.message, cases[i].says);
		assert_int_equal(error.code, ERROR_CONFIG);
		assert_int_equal(error.line, cases[i].line);
	}
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(reads_the_colours_it_is_given),
		cmocka_unit_test(the_shipped_theme_loads),
		cmocka_unit_test(refuses_what_would_not_print_well_and_says_why),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
