/* test_pdf_palette.c - every text of both palettes, and of a theme over them, can be read on what it stands on. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "base/count.h"
#include "render/pdf/palette.h"

static long
hex(struct colour colour)
{
	return (long)(colour.red * 255 + 0.5F) << 16 | (long)(colour.green * 255 + 0.5F) << 8 | (long)(colour.blue * 255 + 0.5F);
}

static void
assert_readable(const char *what, struct colour text, struct colour ground)
{
	double contrast = theme_contrast(hex(text), hex(ground));

	if (contrast < 4.5)
		fail_msg("%s: #%06lX on #%06lX has a contrast of %.2f", what, (unsigned long)hex(text),
		    (unsigned long)hex(ground), contrast);
}

static void
assert_palette(const struct palette *palette)
{
	assert_readable("ink", palette->ink, palette->paper);
	assert_readable("ink on pale", palette->ink, palette->pale);
	assert_readable("muted", palette->muted, palette->paper);
	assert_readable("muted on pale", palette->muted, palette->pale);
	assert_readable("title on the band", palette->paper, palette->band);
	assert_readable("secondary text on the band", palette->on_band, palette->band);
	for (size_t i = 0; i < 4; i++) {
		assert_readable("word of a state", palette->sign[i], palette->status[i]);
		assert_readable("ink on a tint", palette->ink, palette->tint[i]);
	}
	for (size_t i = 0; i < 5; i++)
		assert_readable("share of answers", palette->on_likert[i], palette->likert[i]);
}

static void
texts_can_be_read_in_both_palettes(void **state)
{
	const struct theme   none = THEME_NONE;
	const struct palette palettes[] = { palette_choose(false, &none), palette_choose(true, &none) };

	(void)state;
	for (size_t i = 0; i < COUNT_OF(palettes); i++)
		assert_palette(&palettes[i]);
}

/* White is read on #4F7A28, ink on #FFE08A; #757575 is a band as light as white text allows, too light for the blue one. */
static void
a_themes_colours_get_texts_that_can_be_read(void **state)
{
	struct theme   theme = THEME_NONE;
	struct palette palette;

	(void)state;
	theme.band = 0x757575;
	theme.green = 0x4F7A28;
	theme.yellow = 0xFFE08A;
	palette = palette_choose(false, &theme);
	assert_palette(&palette);
	assert_int_equal(hex(palette.band), 0x757575);
	assert_int_equal(hex(palette.on_band), 0xFFFFFF);
	assert_int_equal(hex(palette.sign[RATING_GREEN]), 0xFFFFFF);
	assert_int_equal(hex(palette.sign[RATING_YELLOW]), THEME_INK);
}

/* palette = safe is a promise to readers who cannot tell red from green. */
static void
a_theme_does_not_touch_the_states_of_the_safe_palette(void **state)
{
	struct theme	     theme = THEME_NONE;
	const struct palette before = palette_choose(true, &theme);
	struct palette	     after;

	(void)state;
	theme.green = theme.red = 0x4F7A28;
	theme.accent = 0xF2A93B;
	after = palette_choose(true, &theme);
	assert_int_equal(hex(after.status[RATING_GREEN]), hex(before.status[RATING_GREEN]));
	assert_int_equal(hex(after.status[RATING_RED]), hex(before.status[RATING_RED]));
	assert_int_equal(hex(after.accent), 0xF2A93B);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(texts_can_be_read_in_both_palettes),
		cmocka_unit_test(a_themes_colours_get_texts_that_can_be_read),
		cmocka_unit_test(a_theme_does_not_touch_the_states_of_the_safe_palette),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
