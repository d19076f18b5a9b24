#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include "base/count.h"
#include "render/xlsx/pages.h"

/* Widths of 100 points and a page of 660: at 66 % it holds 1000 points, ten columns. */
static void
takes_the_fewest_pages_on_which_text_is_legible(void **state)
{
	static const struct {
		const char *label;
		uint16_t    count, repeated, pages;
		unsigned    scale;
	} cases[] = {
		{ "fits as it is", 6, 1, 1, 100 },
		{ "fits a little smaller: 660 of 800", 8, 1, 1, 82 },
		{ "fits at the least scale: 660 of 1000", 10, 1, 1, 66 },
		{ "one too many: 1 + 5 and 1 + 5 go on pages at full size", 11, 1, 2, 100 },
		{ "nothing repeated: 10 and 10", 20, 0, 2, 66 },
		{ "three repeated leave seven a page: 7, 7, 3; the same pages with six each: 660 of 900", 20, 3, 3, 73 },
		{ "six of ten repeated are too many: as if none were", 20, 6, 2, 66 },
		{ "six of ten that add no page stay: 6 + 3 and 6 + 2, 660 of 900", 11, 6, 2, 73 },
	};
	double widths[20];

	(void)state;
	for (size_t i = 0; i < COUNT_OF(widths); i++)
		widths[i] = 100;
	for (size_t i = 0; i < COUNT_OF(cases); i++) {
		struct page_columns columns = { widths, cases[i].count, cases[i].repeated, 660 };
		struct page_spread  spread;

		pages_spread(&columns, &spread);
		if (spread.pages != cases[i].pages || spread.scale != cases[i].scale)
			fail_msg("%s: %u pages at %u %%", cases[i].label, spread.pages, spread.scale);
	}
}

static void
a_column_wider_than_a_page_has_one_of_its_own(void **state)
{
	static const double widths[] = { 100, 2000, 100 };
	struct page_columns columns = { widths, 3, 0, 660 };
	struct page_spread  spread;

	(void)state;
	pages_spread(&columns, &spread);
	assert_int_equal(3, spread.pages);
}

/* Thirty rows of 10 points on pages of 100; a header of 10 stands on every further page. */
static void
ends_pages_before_what_stays_together(void **state)
{
	static const struct kept_rows heading[] = { { 8, 11 } }, two[] = { { 2, 4 }, { 8, 11 } }, whole[] = { { 5, 25 } };
	static const struct {
		const char	       *label;
		const struct kept_rows *kept;
		size_t			kept_count;
		uint32_t		count, breaks[4], start;
	} cases[] = {
		{ "nothing kept: ten rows, then nine a page", NULL, 0, 3, { 10, 19, 28 }, 0 },
		{ "the heading in row 8 goes to the next page", heading, 1, 3, { 8, 17, 26 }, 0 },
		{ "what fits stays", two, 2, 3, { 8, 17, 26 }, 0 },
		{ "what no page can hold is broken like the rest", whole, 1, 3, { 10, 19, 28 }, 0 },
		{ "a page begins with row 13, which is repeated", NULL, 0, 3, { 10, 13, 23 }, 13 },
	};
	uint16_t heights[30];
	uint32_t breaks[PAGES_MOST];

	(void)state;
	for (size_t i = 0; i < COUNT_OF(heights); i++)
		heights[i] = 10;
	for (size_t i = 0; i < COUNT_OF(cases); i++) {
		struct page_rows rows = { heights, COUNT_OF(heights), 10, cases[i].kept, cases[i].kept_count, 100, cases[i].start };

		if (pages_break_rows(&rows, breaks) != cases[i].count)
			fail_msg("%s: not %u pages", cases[i].label, cases[i].count + 1);
		for (uint32_t b = 0; b < cases[i].count; b++)
			if (breaks[b] != cases[i].breaks[b])
				fail_msg("%s: page %u begins with row %u", cases[i].label, b + 1, breaks[b]);
	}
}

static void
stops_at_the_number_of_breaks_that_fit(void **state)
{
	uint16_t	 tall[200];
	uint32_t	 breaks[PAGES_MOST];
	struct page_rows rows = { tall, COUNT_OF(tall), 0, NULL, 0, 100, 0 };

	(void)state;
	for (size_t i = 0; i < COUNT_OF(tall); i++)
		tall[i] = 90;
	assert_int_equal(PAGES_MOST, pages_break_rows(&rows, breaks));
	assert_int_equal(PAGES_MOST, breaks[PAGES_MOST - 1]);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(takes_the_fewest_pages_on_which_text_is_legible),
	    cmocka_unit_test(a_column_wider_than_a_page_has_one_of_its_own),
	    cmocka_unit_test(ends_pages_before_what_stays_together),
	    cmocka_unit_test(stops_at_the_number_of_breaks_that_fit),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
