/* test_theme.c - what a PMO changes of the look, and what is refused. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "base/arena.h"
#include "base/count.h"
#include "base/error.h"
#include "config/theme.h"
#include "tempdir.h"

/* What is read outlives the call only as far as it stands in theme. */
static int
load(const char *text, struct theme *theme, struct error *error)
{
	struct arena *arena = arena_new();
	char	      directory[TEMPDIR_SIZE], path[2 * TEMPDIR_SIZE];
	int	      rc;

	tempdir_make(directory);
	tempdir_write(directory, "theme.ini", text, strlen(text), path);
	rc = theme_load(arena, path, theme, error);
	tempdir_remove(directory);
	arena_free(arena);
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
	assert_int_equal(theme_load(NULL, NULL, &theme, &error), 0);
	assert_true(theme.band == -1 && theme.digest[0] == '\0');
}

static void
the_shipped_theme_loads(void **state)
{
	struct arena *arena = arena_new();
	struct theme  theme;
	struct error  error;

	(void)state;
	if (theme_load(arena, "templates/theme.ini", &theme, &error) == -1)
		fail_msg("line %lu: %s", error.line, error.message);
	assert_true(theme.band >= 0 && theme.accent >= 0 && theme.logo_file == NULL);
	arena_free(arena);
}

/* 14 mm are 14 / 25.4 * 72 = 39.685 points. */
static void
reads_fonts_paper_and_margins(void **state)
{
	struct theme theme;
	struct error error;

	(void)state;
	assert_int_equal(load("[fonts]\nfamily = dejavu\n[page]\npaper = letter\nmargin_left = 14mm\nmargin_right = 25\n"
		"[logo]\nplace = right\n", &theme, &error), 0);
	assert_int_equal(theme.font, FONT_DEJAVU);
	assert_int_equal(theme.paper, 1);
	assert_true(theme.margin_left > 39.68 && theme.margin_left < 39.69);
	assert_true(theme.margin_right > 24.9 && theme.margin_right < 25.1);
	assert_true(theme.logo_right);
	assert_int_equal(load("[page]\nmargin_left = 30 pt\n", &theme, &error), 0);
	assert_true(theme.margin_left > 29.9 && theme.margin_left < 30.1);
	assert_true(theme.paper == -1 && theme.font == FONT_NOTO_SANS && !theme.logo_right);
}

/* A4 is 595.25 points wide, Letter 612; tables take 515: 80 and 97 are left for both margins. */
static void
margins_must_leave_room_for_the_tables(void **state)
{
	static const struct { double left, right; int letter, rc; } cases[] = {
		{ 0, 0, 0, 0 }, { 55, 25, 0, 0 }, { 55, 0, 0, -1 }, { 55, 0, 1, 0 }, { 60, 40, 1, -1 },
	};

	(void)state;
	for (size_t i = 0; i < COUNT_OF(cases); i++) {
		struct theme theme = { .margin_left = cases[i].left, .margin_right = cases[i].right, .margin_line = 7 };
		struct error error = { .code = ERROR_NONE };

		if (theme_check_paper(&theme, "theme.ini", cases[i].letter, &error) != cases[i].rc)
			fail_msg("case %zu: \"%s\"", i, error.message);
		assert_int_equal(error.line, cases[i].rc == 0 ? 0 : 7);
	}
}

/* The standard's own examples: black on white is 21, #777777 on white 4.48. */
static void
measures_contrast_as_the_standard_does(void **state)
{
	(void)state;
	assert_true(theme_contrast(0x000000, 0xFFFFFF) > 20.99 && theme_contrast(0xFFFFFF, 0x000000) < 21.01);
	assert_true(theme_contrast(0x777777, 0xFFFFFF) > 4.47 && theme_contrast(0x777777, 0xFFFFFF) < 4.49);
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
		{ "[colours]\nmuted = \"#999999\"\n", 2, "contrast of 2.8" },
		{ "[colours]\npale = \"#808080\"\n", 2, "take a darker ink or a lighter pale" },
		{ "[colours]\ngreen = \"#858585\"\n", 2, "read on green: a contrast of 4.1 at best" },
		{ "[fonts]\nfamily = times\n", 2, "noto-sans, dejavu or liberation" },
		{ "[fonts]\nfamily = dejavue\n", 2, "did you mean 'dejavu'" },
		{ "[page]\npaper = a3\n", 2, "a4" },
		{ "[page]\nmargin_left = 10\n", 2, "20 to 60" },
		{ "[page]\nmargin_left = 14cm\n", 2, "millimetres" },
		{ "[page]\nmargin_left = nan\n", 2, "millimetres" },
		{ "[logo]\nplace = middle\n", 2, "left" },
		{ "[logo]\n\nfile = theme.ini\n", 3, "the logo cannot be used: Not a PNG file" },
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
		cmocka_unit_test(reads_fonts_paper_and_margins),
		cmocka_unit_test(margins_must_leave_room_for_the_tables),
		cmocka_unit_test(measures_contrast_as_the_standard_does),
		cmocka_unit_test(refuses_what_would_not_print_well_and_says_why),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
