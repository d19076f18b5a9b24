/* test_text.c - UTF-8 against the Unicode standard, cleaning, folding, slugs and near words. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "base/arena.h"
#include "base/count.h"
#include "base/text.h"

static void
tells_valid_utf8_from_invalid(void **state)
{
	static const struct { const char *text; size_t length; bool valid; } cases[] = {
		{ "", 0, true },
		{ "plain ASCII of more than eight bytes", 36, true },
		{ "a\0b", 3, false },
		{ "1234567\0", 8, false },
		{ "12345678\0", 9, false },
		{ "\xc3\xa9", 2, true },			/* U+00E9 */
		{ "12345678\xe2\x82\xac", 11, true },		/* U+20AC */
		{ "\xf0\x9f\x98\x80", 4, true },		/* U+1F600 */
		{ "\xf4\x8f\xbf\xbf", 4, true },		/* U+10FFFF */
		{ "\xf4\x90\x80\x80", 4, false },		/* above it */
		{ "\xc0\xaf", 2, false },			/* overlong '/' */
		{ "\xe0\x80\xaf", 3, false },			/* overlong */
		{ "\xf0\x80\x80\xaf", 4, false },		/* overlong */
		{ "\xed\xa0\x80", 3, false },			/* surrogate */
		{ "\xe2\x82", 2, false },			/* cut off */
		{ "\x80", 1, false },				/* continuation alone */
		{ "\xff", 1, false },
	};

	(void)state;
	for (size_t i = 0; i < COUNT_OF(cases); i++)
		if (text_valid_utf8(cases[i].text, cases[i].length) != cases[i].valid)
			fail_msg("case %zu", i);
}

/* Unicode standard, table 3-8: the replacement of maximal subparts. */
static void
replaces_maximal_subparts_of_invalid_sequences(void **state)
{
	static const char     bytes[] = "\x61\xf1\x80\x80\xe1\x80\xc2\x62\x80\x63\x80\xbf\x64";
	static const uint32_t wanted[] = {
		'a', 0xfffd, 0xfffd, 0xfffd, 'b', 0xfffd, 'c', 0xfffd, 0xfffd, 'd', 0,
	};
	const char *text = bytes;
	const char *end = bytes + sizeof bytes - 1;

	(void)state;
	for (size_t i = 0; i < COUNT_OF(wanted); i++)
		assert_int_equal(text_next(&text, end), wanted[i]);
	assert_ptr_equal(text, end);
}

static void
encodes_what_it_decodes(void **state)
{
	static const uint32_t points[] = { 'A', 0x7f, 0x80, 0x7ff, 0x800, 0xfffd, 0x10000, 0x10ffff };
	static const size_t   lengths[] = { 1, 1, 2, 2, 3, 3, 4, 4 };

	(void)state;
	for (size_t i = 0; i < COUNT_OF(points); i++) {
		char	    bytes[4];
		const char *text = bytes;

		assert_int_equal(text_encode(points[i], bytes), lengths[i]);
		assert_int_equal(text_next(&text, bytes + lengths[i]), points[i]);
	}
}

static void
assert_texts(char *(*function)(struct arena *, const char *, size_t),
    const char *const (*cases)[2], size_t count)
{
	struct arena *arena = arena_new();

	assert_non_null(arena);
	for (size_t i = 0; i < count; i++)
		assert_string_equal(function(arena, cases[i][0], strlen(cases[i][0])), cases[i][1]);
	arena_free(arena);
}

static void
cleans_text_for_every_output(void **state)
{
	static const char *const cases[][2] = {
		{ "  plain  ", "plain" },
		{ "", "" },
		{ "   ", "" },
		{ "a\tb\nc\r\nd", "a b c d" },
		{ "bell\a and del\x7f", "bell and del" },
		{ "C1 \xc2\x9b[31m", "C1 [31m" },
		{ "e\xcc\x81", "\xc3\xa9" },				/* composed */
		{ "bad \xff byte", "bad \xef\xbf\xbd byte" },
		{ "\xe2\x80\xae" "evil", "evil" },			/* right-to-left override */
		{ "\xef\xbb\xbfheader", "header" },			/* byte order mark */
		{ "\xef\xbf\xbe" "non", "non" },			/* noncharacter */
		{ "\xc2\xa0no-break\xc2\xa0", "no-break" },
		{ "in\xc2\xa0side", "in\xc2\xa0side" },
	};

	(void)state;
	assert_texts(text_clean, cases, COUNT_OF(cases));
}

static void
folds_words_that_people_write_differently(void **state)
{
	static const char *const cases[][2] = {
		{ "On-Time Delivery", "ontimedelivery" },
		{ "on_time_delivery", "ontimedelivery" },
		{ "on\xc2\xa0time\xe2\x80\x93" "delivery", "ontimedelivery" },	/* no-break, en dash */
		{ "STRASSE", "strasse" },
		{ "Stra\xc3\x9f" "e", "strasse" },				/* sharp s */
		{ "\xc3\x89QUIPE", "\xc3\xa9quipe" },
		{ "E\xcc\x81quipe", "\xc3\xa9quipe" },
		{ "tout \xc3\xa0 fait d\xe2\x80\x99" "accord", "tout\xc3\xa0" "faitd'accord" },
		{ "\xe2\x80\x9cquoted\xe2\x80\x9d", "\"quoted\"" },
		{ "--", "" },
	};

	(void)state;
	assert_texts(text_fold, cases, COUNT_OF(cases));
}

static void
makes_file_names_from_ids(void **state)
{
	static const char *const cases[][2] = {
		{ "ACME Corp.", "acme-corp" },
		{ "M\xc3\xbcller & S\xc3\xb6hne", "muller-sohne" },
		{ "\xc3\x98rsted", "orsted" },
		{ "../../etc/passwd", "etc-passwd" },
		{ "-rf", "rf" },
		{ "a_b-c", "a_b-c" },
		{ "\xe6\xa0\xaa\xe5\xbc\x8f", "partner" },		/* two Han characters */
		{ "", "partner" },
		{ "...", "partner" },
		{ "0123456789012345678901234567890123456789012345678901234567890123",
		    "012345678901234567890123456789012345678901234567" },
	};
	char slug[49];

	(void)state;
	for (size_t i = 0; i < COUNT_OF(cases); i++) {
		text_slug(cases[i][0], slug);
		assert_string_equal(slug, cases[i][1]);
	}
}

static void
counts_wide_characters_twice(void **state)
{
	(void)state;
	assert_int_equal(text_width("abc"), 3);
	assert_int_equal(text_width("\xc3\xa9t\xc3\xa9"), 3);
	assert_int_equal(text_width("\xe6\xa0\xaa\xe5\xbc\x8f"), 4);
	assert_int_equal(text_width(""), 0);
}

static void
measures_how_far_words_are_apart(void **state)
{
	static const struct { const char *a, *b; size_t distance; } cases[] = {
		{ "trust", "trust", 0 },
		{ "trust", "turst", 1 },	/* two neighbours swapped */
		{ "trust", "trut", 1 },
		{ "kitten", "sitting", 3 },
		{ "", "abc", 3 },
		{ "ca", "abc", 3 },		/* optimal string alignment */
	};

	(void)state;
	for (size_t i = 0; i < COUNT_OF(cases); i++)
		assert_int_equal(text_distance(cases[i].a, cases[i].b, 5), cases[i].distance);
	assert_int_equal(text_distance("kitten", "sitting", 1), 2);
}

static void
suggests_the_nearest_word_or_none(void **state)
{
	static const char *const words[] = { "title", "weight", "unit", "direction" };

	(void)state;
	assert_string_equal(text_nearest("wieght", words, COUNT_OF(words)), "weight");
	assert_string_equal(text_nearest("Titel", words, COUNT_OF(words)), "title");
	assert_string_equal(text_nearest("untt", words, COUNT_OF(words)), "unit");
	assert_null(text_nearest("uuut", words, COUNT_OF(words)));	/* 2 apart, but short */
	assert_null(text_nearest("colour", words, COUNT_OF(words)));
	assert_true(text_equal_nocase("WITHHELD", "withheld"));
	assert_false(text_equal_nocase("NA", "NAN"));
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(tells_valid_utf8_from_invalid),
		cmocka_unit_test(replaces_maximal_subparts_of_invalid_sequences),
		cmocka_unit_test(encodes_what_it_decodes),
		cmocka_unit_test(cleans_text_for_every_output),
		cmocka_unit_test(folds_words_that_people_write_differently),
		cmocka_unit_test(makes_file_names_from_ids),
		cmocka_unit_test(counts_wide_characters_twice),
		cmocka_unit_test(measures_how_far_words_are_apart),
		cmocka_unit_test(suggests_the_nearest_word_or_none),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
