/* Where every text of a scorecard stands: in its cell, on the paper, large enough, and clear of
 * all the others. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include "pdf_fixture.h"
#include <stdio.h>
#include <stdlib.h>

#include "render/pdf/blocks.h"
#include "render/render.h"

enum { SEEN_MAX = 4096, SEEN_TEXT = 64, SHOWN = 60 };

/* Points. A capital of Noto Sans is 0.714 em high, its deepest letters go down 0.24; half a point
 * may touch. Footers stand below FOOT and may be smaller. */
static const double above = 0.714, below = 0.2, touch = 0.5, edge = 30, foot = 42;

struct seen {
	size_t page;
	struct text_place place;
	char text[SEEN_TEXT];
};

struct pages {
	double width;
	double height;
	struct seen seen[SEEN_MAX];
	size_t count;
};

struct bench {
	struct pdf_fonts *fonts;
	struct arena *arena;
	struct palette palette;
	struct fixture fixture;
	struct pages pages;
};

static int
set_up(void **state)
{
	struct bench *bench = calloc(1, sizeof *bench);
	struct error error;

	if (bench == NULL || pdf_fonts_load(FONT_NOTO_SANS, &bench->fonts, &error) == -1)
		return -1;
	bench->palette = palette_choose(false, &(struct theme)THEME_NONE);
	bench->arena = arena_new();
	*state = bench;
	return bench->arena != NULL ? 0 : -1;
}

static int
tear_down(void **state)
{
	struct bench *bench = *state;

	pdf_fonts_free(bench->fonts);
	arena_free(bench->arena);
	free(bench);
	return 0;
}

static void
remember(void *context, size_t page_number, const struct text_place *place)
{
	struct pages *pages = context;
	struct seen *seen;

	if (pages->count == SEEN_MAX)
		fail_msg("more than %d texts", SEEN_MAX);
	seen = &pages->seen[pages->count++];
	*seen = (struct seen){.page = page_number, .place = *place};
	(void)snprintf(seen->text, sizeof seen->text, "%.*s", (int)place->length, place->text);
}

/* The pass that learns draws nothing, but sets every text. */
static void
draw(struct bench *bench, const struct fixture_options *options, const char *language)
{
	struct fixture *f = &bench->fixture;
	struct witness witness = {remember, &bench->pages};
	struct canvas canvas = {.fonts = bench->fonts,
	    .palette = &bench->palette,
	    .width = options->letter ? 612 : 595.25,
	    .height = options->letter ? 792 : 841.875,
	    .witness = &witness};
	struct flow flow = {
	    .canvas = &canvas, .edition = &f->edition, .story = &f->story, .arena = bench->arena};
	struct error error;

	fixture_make(f, options, bench->arena);
	assert_int_equal(
	    strings_load(bench->arena, NULL, language, &f->edition.strings, &error), 0);
	bench->pages.width = canvas.width;
	bench->pages.height = canvas.height;
	bench->pages.count = 0;
	blocks_draw(&flow, &scorecard_blocks, &f->settings.scorecard);
	assert_false(canvas.out_of_memory);
	assert_true(bench->pages.count > SHOWN);
	font_use_clear(&canvas.use);
}

static bool
stands_well(const struct pages *pages, const struct text_place *place)
{
	double smallest = place->y > pages->height - foot ? 7 : TYPESET_SMALLEST;

	return place->left >= place->cell_left - touch &&
	    place->right <= place->cell_right + touch && place->left >= edge &&
	    place->right <= pages->width - edge && place->y > edge / 2 &&
	    place->y < pages->height - edge / 2 && place->size >= smallest;
}

static bool
overlap(const struct seen *a, const struct seen *b)
{
	const struct text_place *p = &a->place, *q = &b->place;
	double across = fmin(p->right, q->right) - fmax(p->left, q->left);
	double down = fmin(p->y + below * p->size, q->y + below * q->size) -
	    fmax(p->y - above * p->size, q->y - above * q->size);

	return a->page == b->page && across > touch && down > touch;
}

static void
check_pages(const struct pages *pages, const char *what)
{
	for (size_t i = 0; i < pages->count; i++) {
		const struct seen *seen = &pages->seen[i];

		if (!stands_well(pages, &seen->place))
			fail_msg("%s, page %zu: \"%s\" at %.1f..%.1f, cell %.1f..%.1f, line %.1f, "
				 "size %.1f",
			    what, seen->page, seen->text, seen->place.left, seen->place.right,
			    seen->place.cell_left, seen->place.cell_right, seen->place.y,
			    seen->place.size);
		for (size_t k = i + 1; k < pages->count; k++)
			if (overlap(seen, &pages->seen[k]))
				fail_msg("%s, page %zu: \"%s\" lies on \"%s\"", what, seen->page,
				    seen->text, pages->seen[k].text);
	}
}

static void
every_text_has_room(void **state)
{
	static const char *const languages[] = {"en", "nl", "de", "fr"};
	static const struct fixture_options cases[] = {
	    {.name = "Everything", .kpis = 8, .history = 8, .survey = true, .alerts = true},
	    {.name = "E", .kpis = 1},
	    {.name = "Only survey, on Letter", .history = 8, .survey = true, .letter = true},
	    {.name = "Suppressed", .kpis = 3, .history = 3, .survey = true, .suppressed = true},
	    {.name = "A name of so many words that it needs the second line and, what with all "
		     "that comes "
		     "after it, perhaps a third one, which it does not get, however long it goes "
		     "on and on",
		.kpis = 80,
		.history = 8,
		.survey = true,
		.alerts = true,
		.letter = true},
	    {.name = "Onewordthathasnoblankatallandyetgoesonandonuntilthelineendsandthenalittlemore"
		     "afterthat",
		.kpis = 3,
		.history = 8,
		.survey = true,
		.grey = true},
	    {.name = "Nothing"},
	};
	struct bench *bench = *state;

	for (size_t i = 0; i < COUNT_OF(cases); i++)
		for (size_t k = 0; k < COUNT_OF(languages); k++) {
			draw(bench, &cases[i], languages[k]);
			check_pages(&bench->pages, cases[i].name);
		}
}

/* How many rows of the trail begin on this page: their workings stand nowhere else. */
static size_t
trail_rows_on(const struct bench *bench, size_t page)
{
	const struct story *story = &bench->fixture.story;
	size_t count = 0;

	for (size_t i = 0; i < bench->pages.count; i++)
		for (size_t row = 0; bench->pages.seen[i].page == page && row < story->trail_count; row++)
			count += strncmp(bench->pages.seen[i].text, story->trail[row].working, 20) == 0;
	return count;
}

/* Every KPI moves the trail down by a row of the table: its six rows stay together or break into two times three. */
static void
no_row_of_the_trail_stands_alone(void **state)
{
	struct bench *bench = *state;
	size_t split = 0;

	for (size_t kpis = 1; kpis <= 40; kpis++) {
		struct fixture_options options = {.name = "Acme", .kpis = kpis, .history = 8, .alerts = true};
		size_t last, whole = 0;

		draw(bench, &options, "en");
		last = bench->pages.seen[bench->pages.count - 1].page;
		for (size_t page = 1; page <= last; page++) {
			size_t rows = trail_rows_on(bench, page);

			if (rows != 0 && rows != 3 && rows != 6)
				fail_msg("%zu KPIs: %zu rows on page %zu", kpis, rows, page);
			whole += rows;
			split += rows == 3;
		}
		assert_int_equal(whole, 6);
	}
	assert_true(split > 0);
}

/* The check sees what it is there for. */
static void
a_fault_is_seen(void **state)
{
	struct bench *bench = *state;
	struct pages *pages = &bench->pages;
	struct text_place good = {50, 90, 100, 10, 50, 95, "text", 4};
	struct seen first = {.page = 1, .place = good}, second = first;
	struct text_place wrong;

	pages->width = 595;
	pages->height = 842;
	assert_true(stands_well(pages, &good));
	wrong = good, wrong.right = 96;
	assert_false(stands_well(pages, &wrong));
	wrong = good, wrong.size = 7;
	assert_false(stands_well(pages, &wrong));
	wrong.y = 820;
	assert_true(stands_well(pages, &wrong));
	wrong = good, wrong.left = wrong.cell_left = 20;
	assert_false(stands_well(pages, &wrong));
	assert_true(overlap(&first, &second));
	second.place.y = 110;
	assert_false(overlap(&first, &second));
	second.place = (struct text_place){90.2, 120, 100, 10, 90, 120, "next", 4};
	assert_false(overlap(&first, &second));
	second.place.left = 85;
	assert_true(overlap(&first, &second));
	second.page = 2;
	assert_false(overlap(&first, &second));
}

int
main(void)
{
	static const struct CMUnitTest tests[] = {
	    cmocka_unit_test(every_text_has_room),
	    cmocka_unit_test(no_row_of_the_trail_stands_alone),
	    cmocka_unit_test(a_fault_is_seen),
	};

	return cmocka_run_group_tests(tests, set_up, tear_down);
}
