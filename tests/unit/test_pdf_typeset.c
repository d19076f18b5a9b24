/* Measuring, fitting and wrapping, checked against the widths that the font itself states. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include <math.h>
#include <string.h>

#include "base/count.h"
#include "base/error.h"
#include "render/pdf/typeset.h"
#include "render/render.h"
#include "near.h"

struct bench {
	struct pdf_fonts *fonts;
	struct canvas canvas;
	struct palette palette;
};

static int
set_up(void **state)
{
	static struct bench bench;
	struct error error;

	if (pdf_fonts_load(FONT_NOTO_SANS, &bench.fonts, &error) == -1)
		return -1;
	bench.palette = palette_choose(false, &(struct theme)THEME_NONE);
	bench.canvas = (struct canvas){
	    .fonts = bench.fonts, .palette = &bench.palette, .width = 595, .height = 842};
	*state = &bench;
	return 0;
}

static int
tear_down(void **state)
{
	struct bench *bench = *state;

	font_use_clear(&bench->canvas.use);
	pdf_fonts_free(bench->fonts);
	return 0;
}

static const struct style plain = {.weight = WEIGHT_REGULAR, .size = 10};

/* Noto Sans Regular's hmtx (1000 units an em): A 639, V 600, space 260, i 258; so at 10
 * points 6.39, 6.00, 2.60, 2.58. */
static void
measures_what_the_font_says(void **state)
{
	static const struct {
		const char *text;
		double width;
	} cases[] = {{"", 0}, {"A", 6.39}, {"AV", 12.39}, {"A i", 11.57}};
	struct bench *bench = *state;

	for (size_t i = 0; i < COUNT_OF(cases); i++)
		assert_near(
		    typeset_measure(&bench->canvas, plain, cases[i].text, strlen(cases[i].text)),
		    cases[i].width, 0.0001);
}

static void
measures_bytes_not_the_whole_text(void **state)
{
	struct bench *bench = *state;

	assert_near(typeset_measure(&bench->canvas, plain, "AV", 1), 6.39, 0.0001);
}

/* "AAAA" is 25.56 wide: a width of 20 shrinks it to 7.82 points, but nothing goes below 8:
 * it is cut and ends in an ellipsis. */
static void
fit_shrinks_and_then_cuts(void **state)
{
	struct bench *bench = *state;
	double used;

	assert_near(typeset_fit(&bench->canvas, plain, 0, 0, 30, "AAAA"), 25.56, 0.0001);
	assert_near(typeset_fit(&bench->canvas, plain, 0, 0, 23, "AAAA"), 23, 0.0001);
	used = typeset_fit(&bench->canvas, plain, 0, 0, 20, "AAAA");
	assert_true(used <= 20);
	assert_true(used > 10);
}

static void
breaks_after_a_blank_or_hyphen(void **state)
{
	static const struct {
		const char *text;
		double width;
		size_t length, next;
	} cases[] = {
	    {"AA AA", 16, 2, 3}, /* AA = 12.78, "AA A" = 21.77 */
	    {"AA  AA", 16, 2, 4}, /* both blanks belong to the break */
	    {"AA-AA", 17, 3, 3}, /* hyphen 3.22: "AA-" = 16.00 */
	    {"AAAA", 16, 2, 2}, /* one word wider than the line is broken inside */
	    {"AA", 16, 2, 2},
	    {"AA", 1, 1, 1}, /* never nothing */
	    {"\xC5\xA0\xC5\xA0", 1, 2, 2}, /* never half a character */
	    {" AA", 1, 0, 1},
	    {"A + A", 18, 3, 4}, /* "A + " = 6.39 + 2.60 + 5.72 + 2.60 = 17.31: a sum goes on behind its plus */
	    {"AA A + A", 25, 2, 3}, /* "AA A " = 24.37 and no more: not before the plus either, so before its term */
	    {"A 2 \xC3\x97 2", 24, 1, 2}, /* "A 2 x" = 23.03: a product stays whole */
	    {"A 9 %", 18, 1, 2}, /* "A 9 " = 17.31: the unit stays with its number */
	    {"A (n 9)", 22, 1, 2}, /* "A (n " = 20.77 */
	    {"2 \xC3\x97 2", 12, 1, 2}, /* unless there is no other place */
	};
	struct bench *bench = *state;

	for (size_t i = 0; i < COUNT_OF(cases); i++) {
		size_t next;
		size_t length =
		    typeset_break(&bench->canvas, plain, cases[i].text, cases[i].width, &next);

		if (length != cases[i].length || next != cases[i].next)
			fail_msg("\"%s\" in %g: length %zu, next %zu", cases[i].text,
			    cases[i].width, length, next);
	}
}

static void
paragraph_uses_no_more_than_its_lines(void **state)
{
	struct bench *bench = *state;

	assert_int_equal(typeset_count(&bench->canvas, plain, "AA AA AA", 16, 9), 3);
	assert_int_equal(typeset_count(&bench->canvas, plain, "AA AA AA", 16, 2), 2);
	assert_int_equal(typeset_count(&bench->canvas, plain, "", 16, 2), 0);
	assert_int_equal(typeset_paragraph(&bench->canvas, plain, 0, 0, 16, 12, 2, "AA AA AA"), 2);
	assert_int_equal(typeset_paragraph(&bench->canvas, plain, 0, 0, 16, 12, 5, "AA AA AA"), 3);
}

/* "AA AA" is 28.16 at 10 points, 25.34 at 9: in 26 it fits one line at 9. */
static void
shrinks_to_the_lines_allowed(void **state)
{
	struct bench *bench = *state;

	assert_near(typeset_shrink(&bench->canvas, plain, "AA AA", 26, 1, 8), 9, 0.0001);
	assert_near(typeset_shrink(&bench->canvas, plain, "AA AA", 26, 2, 8), 10, 0.0001);
	assert_near(typeset_shrink(&bench->canvas, plain, "AA AA", 5, 1, 8), 8, 0.0001);
}

static void
finds_characters_in_any_face(void **state)
{
	struct bench *bench = *state;
	struct glyph_place regular = fonts_find(bench->fonts, WEIGHT_REGULAR, 0x160);
	struct glyph_place bold = fonts_find(bench->fonts, WEIGHT_BOLD, 0x1EC5);
	struct glyph_place symbol = fonts_find(bench->fonts, WEIGHT_BOLD, 0x2713);

	assert_int_equal(regular.face, WEIGHT_REGULAR);
	assert_int_equal(bold.face, WEIGHT_BOLD);
	assert_true(symbol.face > WEIGHT_BOLD);
	assert_int_equal(fonts_find(bench->fonts, WEIGHT_REGULAR, 0x4E2D).face, -1);
}

static void
counts_what_it_cannot_print(void **state)
{
	struct bench *bench = *state;

	bench->canvas.unprintable = 0;
	typeset_line(&bench->canvas, plain, 0, 0, "\xC5\xA0koda");
	assert_int_equal(bench->canvas.unprintable, 0);
	/* Two Han characters, one Hebrew letter, a broken byte is drawn as U+FFFD, which the
	 * font has. */
	typeset_line(&bench->canvas, plain, 0, 0, "\xE4\xB8\xAD\xE6\x96\x87 \xD7\x90 \xFF");
	assert_int_equal(bench->canvas.unprintable, 3);
}

static void
numbers_characters_in_code_point_order(void **state)
{
	struct bench *bench = *state;
	struct font_use use = {.counts = {0}};
	static const char text[] = "bab";
	struct glyph_place place;

	for (size_t i = 0; i < sizeof text - 1; i++)
		assert_int_equal(font_use_mark(&use, bench->fonts,
				     fonts_find(bench->fonts, WEIGHT_REGULAR, (uint32_t)text[i])),
		    0);
	font_use_number(&use, bench->fonts);
	assert_int_equal(use.counts[WEIGHT_REGULAR], 2);
	place = fonts_find(bench->fonts, WEIGHT_REGULAR, 'a');
	assert_int_equal(use.cids[place.face][place.index], 1);
	place = fonts_find(bench->fonts, WEIGHT_REGULAR, 'b');
	assert_int_equal(use.cids[place.face][place.index], 2);
	assert_int_equal(use.counts[WEIGHT_BOLD], 0);
	font_use_clear(&use);
}

static void
invalid_bytes_show_and_swallow_nothing(void **state)
{
	/* A lone byte, half a euro sign before a bracket, a surrogate: one substitute for each maximal
	 * part (Unicode 3.9), and what follows stays. */
	static const struct {
		const char *text;
		const char *same;
	} cases[] = {
	    {"a\xFF"
	     "b",
		"a\xEF\xBF\xBD"
		"b"},
	    {"\xE2\x82[", "\xEF\xBF\xBD["},
	    {"\xC3", "\xEF\xBF\xBD"},
	    {"\xED\xA0\x80", "\xEF\xBF\xBD\xEF\xBF\xBD\xEF\xBF\xBD"},
	};
	struct bench *bench = *state;

	for (size_t i = 0; i < COUNT_OF(cases); i++) {
		double width =
		    typeset_measure(&bench->canvas, plain, cases[i].text, strlen(cases[i].text));
		double same = typeset_measure(
		    &bench->canvas, plain, cases[i].same, strlen(cases[i].same));

		assert_true(width > 0);
		assert_true(fabs(width - same) < 1e-9);
	}
}

int
main(void)
{
	static const struct CMUnitTest tests[] = {
	    cmocka_unit_test(measures_what_the_font_says),
	    cmocka_unit_test(measures_bytes_not_the_whole_text),
	    cmocka_unit_test(fit_shrinks_and_then_cuts),
	    cmocka_unit_test(breaks_after_a_blank_or_hyphen),
	    cmocka_unit_test(paragraph_uses_no_more_than_its_lines),
	    cmocka_unit_test(shrinks_to_the_lines_allowed),
	    cmocka_unit_test(finds_characters_in_any_face),
	    cmocka_unit_test(counts_what_it_cannot_print),
	    cmocka_unit_test(numbers_characters_in_code_point_order),
	    cmocka_unit_test(invalid_bytes_show_and_swallow_nothing),
	};

	return cmocka_run_group_tests(tests, set_up, tear_down);
}
