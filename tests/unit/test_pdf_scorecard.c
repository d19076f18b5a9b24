/* Whole scorecards of made-up stories: every shape of data gives a file, the same bytes each
 * time, and no failure passes silently. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include "pdf_fixture.h"
#include <limits.h>
#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

#include "base/error.h"
#include "base/file.h"
#include "render/pdf/chart.h"
#include "render/render.h"

struct bench {
	struct pdf_fonts *fonts;
	struct arena *arena;
	struct fixture fixture;
	char directory[64];
	struct palette palette;
};

static int
set_up(void **state)
{
	static struct bench bench;
	struct error error;

	bench.arena = arena_new();
	bench.palette = palette_choose(false, &(struct theme)THEME_NONE);
	if (bench.arena == NULL || pdf_fonts_load(FONT_NOTO_SANS, &bench.fonts, &error) == -1)
		return -1;
	(void)snprintf(bench.directory, sizeof bench.directory, "/tmp/rapport-test.XXXXXX");
	*state = &bench;
	return mkdtemp(bench.directory) != NULL ? 0 : -1;
}

static int
tear_down(void **state)
{
	struct bench *bench = *state;

	assert_int_equal(rmdir(bench->directory), 0);
	pdf_fonts_free(bench->fonts);
	arena_free(bench->arena);
	return 0;
}

/* Writes the fixture's story as name and gives its bytes. */
static char *
write_story(struct bench *bench, const char *name, struct render_notes *notes, size_t *length)
{
	char path[128];
	char *bytes;
	struct error error;

	(void)snprintf(path, sizeof path, "%s/%s", bench->directory, name);
	if (scorecard_pdf_write(bench->fonts, &bench->fixture.story, path, notes, &error) == -1)
		fail_msg("%s: %s", name, error.message);
	assert_int_equal(file_read(bench->arena, path, 1 << 24, &bytes, length, &error), 0);
	assert_int_equal(unlink(path), 0);
	return bytes;
}

static void
every_shape_of_data_gives_a_file(void **state)
{
	/* The answer; what was measured and said; the lenses with the method, which takes a page of its own below the questions of
	 * a survey, suppressed or not. Eighty rows of at least 22 points need three pages of 732 points instead of a share of one. */
	static const struct {
		struct fixture_options options;
		size_t pages;
	} cases[] = {
	    {{.name = "Everything", .kpis = 8, .history = 8, .survey = true, .alerts = true}, 4},
	    {{.name = "Only KPIs", .kpis = 1}, 3},
	    {{.name = "Only survey, on Letter", .history = 8, .survey = true, .letter = true}, 4},
	    {{.name = "Suppressed", .kpis = 3, .history = 3, .survey = true, .suppressed = true}, 4},
	    {{.name = "Eighty", .kpis = 80, .history = 8, .survey = true, .safe_palette = true}, 7},
	    {{.name = "Grey", .kpis = 3, .history = 8, .survey = true, .grey = true}, 4},
	    {{.name = "Nothing"}, 3},
	};
	struct bench *bench = *state;
	struct render_notes notes;
	size_t length;

	for (size_t i = 0; i < COUNT_OF(cases); i++) {
		char *bytes;

		fixture_make(&bench->fixture, &cases[i].options, bench->arena);
		bytes = write_story(bench, "case.pdf", &notes, &length);
		assert_memory_equal(bytes, "%PDF-1.4", 8);
		assert_int_equal(notes.unprintable, 0);
		assert_int_equal(notes.pages, cases[i].pages);
	}
}

static void
same_story_gives_same_bytes(void **state)
{
	static const struct fixture_options options = {.name = "A & B <\xCE\x88\xCE\xBB>",
	    .kpis = 8,
	    .history = 8,
	    .survey = true,
	    .alerts = true};
	struct bench *bench = *state;
	struct render_notes notes;
	size_t first_length, second_length;
	char *first, *second;

	fixture_make(&bench->fixture, &options, bench->arena);
	first = write_story(bench, "first.pdf", &notes, &first_length);
	second = write_story(bench, "second.pdf", &notes, &second_length);
	assert_int_equal(first_length, second_length);
	assert_memory_equal(first, second, first_length);
}

static void
a_partner_does_not_change_anothers_bytes(void **state)
{
	static const struct fixture_options options = {.name = "Acme", .kpis = 3, .history = 8};
	static const struct fixture_options other = {
	    .name = "\xD0\x9A\xD0\xB8\xD1\x97\xD0\xB2", .kpis = 8, .survey = true};
	struct bench *bench = *state;
	struct render_notes notes;
	size_t first_length, second_length;
	char *first, *second;

	fixture_make(&bench->fixture, &options, bench->arena);
	first = write_story(bench, "first.pdf", &notes, &first_length);
	fixture_make(&bench->fixture, &other, bench->arena);
	second = write_story(bench, "other.pdf", &notes, &second_length);
	assert_true(first_length != second_length || memcmp(first, second, first_length) != 0);
	fixture_make(&bench->fixture, &options, bench->arena);
	second = write_story(bench, "second.pdf", &notes, &second_length);
	assert_int_equal(first_length, second_length);
	assert_memory_equal(first, second, first_length);
}

static void
characters_without_a_glyph_are_counted(void **state)
{
	/* Four Hebrew letters, which no font here draws; the name stands in the band and in the heads of two more pages. */
	static const struct fixture_options options = {
	    .name = "\xD7\xA9\xD7\x9C\xD7\x95\xD7\x9D", .kpis = 1};
	struct bench *bench = *state;
	struct render_notes notes;
	size_t length;

	fixture_make(&bench->fixture, &options, bench->arena);
	write_story(bench, "hebrew.pdf", &notes, &length);
	assert_int_equal(notes.unprintable, 12);
}

static void
nan_and_infinity_are_drawn_as_nothing(void **state)
{
	static const struct fixture_options options = {
	    .name = "NaN", .kpis = 8, .history = 8, .survey = true};
	struct bench *bench = *state;
	struct fixture *f = &bench->fixture;
	struct render_notes notes;
	size_t length;

	fixture_make(f, &options, bench->arena);
	for (size_t i = 0; i < FIXTURE_GROUPS; i++) {
		f->group_scores[i].score = i % 2 == 0 ? NAN : INFINITY;
		f->group_scores[i].previous = -INFINITY;
		f->group_scores[i].movement = i % 2 == 0 ? INFINITY : NAN;
		f->group_scores[i].sides[SIDE_CLIENT].mean = NAN;
		f->group_scores[i].sides[SIDE_PARTNER].half_width = INFINITY;
	}
	f->lens_scores[0].index = f->lens_scores[0].low = f->lens_scores[0].change = NAN;
	f->history_index[4][0] = INFINITY;
	f->history_value[3][0] = -INFINITY;
	f->lens_scores[0].movement_rest = f->lens_scores[3].balance = INFINITY;
	write_story(bench, "nan.pdf", &notes, &length);
	/* As many as with numbers: with a survey four. */
	assert_int_equal(notes.pages, 4);
	/* A movement is drawn where there is a change, whatever its parts are. */
	f->lens_scores[0].change = f->lens_scores[0].previous = 1e300;
	write_story(bench, "huge.pdf", &notes, &length);
	assert_int_equal(notes.pages, 4);
}

static void
an_unwritable_path_is_an_error(void **state)
{
	static const struct fixture_options options = {.name = "Acme", .kpis = 1};
	struct bench *bench = *state;
	struct render_notes notes;
	struct error error;

	fixture_make(&bench->fixture, &options, bench->arena);
	assert_int_equal(scorecard_pdf_write(bench->fonts, &bench->fixture.story,
			     "/nonexistent/x.pdf", &notes, &error),
	    -1);
	assert_int_equal(error.code, ERROR_CREATE);
}

/* A canvas on a real document, for what a story cannot provoke. */
static void
open_canvas(struct bench *bench, struct canvas *canvas, struct document *document)
{
	struct error error;

	font_use_number(&canvas->use, bench->fonts);
	assert_int_equal(document_init(document, bench->fonts, &canvas->use, &error), 0);
	canvas->document = document;
	canvas_new_page(canvas);
	assert_non_null(canvas->page);
}

static struct canvas
new_canvas(const struct bench *bench)
{
	return (struct canvas){
	    .fonts = bench->fonts, .palette = &bench->palette, .width = 595, .height = 842};
}

static void
draw_bad_numbers(struct canvas *canvas)
{
	static const double bad[] = {NAN, INFINITY, -INFINITY, 1e300, -1e300};
	static const size_t nobody[5] = {0};
	static const char *const names[] = {"a", "b", "c"};
	static const enum rating ratings[] = {RATING_GREY, RATING_RED, RATING_GREEN};

	for (size_t i = 0; i < COUNT_OF(bad); i++) {
		double v = bad[i];
		struct box box = {v, v, v, v}, square = {10, 10, 50, 10};
		struct colour colour = {(float)v, 2, -1};
		double values[3] = {v, 1, v};

		shape_box(canvas, box, colour);
		shape_round_box(canvas, box, v, colour);
		shape_round_frame(canvas, (struct box){0, 0, 5, 5}, v, colour, v);
		shape_disc(canvas, v, v, v, colour);
		shape_line(canvas, v, 1, 2, 3, colour, v);
		shape_arc(canvas, v, 1, 5, 0, 360, colour, 1);
		shape_arc(canvas, 1, 1, 5, v, 360, colour, 1);
		shape_trend(canvas, v, 3, 1, 1, 3);
		chart_bar(canvas, square, v, v, RATING_RED);
		chart_dial(canvas, 100, 100, 50, (struct bands){50, 80}, v, RATING_GREY, "", "");
		chart_sparkline(canvas, square, values, COUNT_OF(values), RATING_GREEN);
		chart_dumbbell(canvas, square, &(struct dumbbell){{v, v}, {v, v}});
		chart_likert(canvas, square, v, nobody);
		chart_radar(canvas, &(struct radar){.x = v, .y = 1, .radius = v, .count = 3, .names = names,
		    .name_width = v, .now = values, .before = values, .ratings = ratings, .bands = {v, 80}});
		chart_step(canvas, square, (struct scale_range){v, v}, v, 1);
		chart_step_line(canvas, square, (struct scale_range){0, v}, v, v, colour, 1);
		chart_balance(canvas, square, v, v, true);
		chart_field(canvas, square, v, v, 1, RATING_RED);
		shape_watermelon(canvas, v, 1, v);
	}
}

static void
no_shape_passes_a_bad_number_on(void **state)
{
	struct bench *bench = *state;
	struct canvas canvas = new_canvas(bench);
	struct document document;

	draw_bad_numbers(&canvas);
	open_canvas(bench, &canvas, &document);
	draw_bad_numbers(&canvas);
	assert_int_equal(document.failure, 0);
	document_free(&document);
	font_use_clear(&canvas.use);
}

static void
text_the_first_pass_did_not_see_is_an_error(void **state)
{
	struct bench *bench = *state;
	struct canvas canvas = new_canvas(bench);
	struct style style = {.size = 9};
	struct document document;

	typeset_line(&canvas, style, 1, 1, "ab");
	open_canvas(bench, &canvas, &document);
	typeset_line(&canvas, style, 1, 1, "ba");
	assert_int_equal(document.failure, 0);
	typeset_line(&canvas, style, 1, 1, "c");
	assert_int_not_equal(document.failure, 0);
	assert_int_equal(document.detail, 'c');
	document_free(&document);
	font_use_clear(&canvas.use);
}

static void
the_first_error_of_the_library_wins(void **state)
{
	static const struct document_about about = {.title = "t",
	    .author = "a",
	    .subject = "s",
	    .creator = "c",
	    .language = "en",
	    .year = 2026,
	    .month = 9,
	    .day = 30,
	    .identity = "00"};
	struct bench *bench = *state;
	struct canvas canvas = new_canvas(bench);
	struct document document;
	struct error error;
	unsigned long first;
	char path[128];

	open_canvas(bench, &canvas, &document);
	canvas_stroke(&canvas); /* no path: HPDF_PAGE_INVALID_GMODE */
	first = document.failure;
	assert_int_equal(first, HPDF_PAGE_INVALID_GMODE);
	HPDF_Page_SetLineWidth(canvas.page, -1);
	assert_int_equal(document.failure, first);
	(void)snprintf(path, sizeof path, "%s/failed.pdf", bench->directory);
	assert_int_equal(document_save(&document, bench->fonts, &about, path, &error), -1);
	assert_int_equal(error.code, ERROR_INTERNAL);
	assert_int_equal(access(path, F_OK), -1);
	document_free(&document);
	font_use_clear(&canvas.use);
}

int
main(void)
{
	static const struct CMUnitTest tests[] = {
	    cmocka_unit_test(every_shape_of_data_gives_a_file),
	    cmocka_unit_test(same_story_gives_same_bytes),
	    cmocka_unit_test(a_partner_does_not_change_anothers_bytes),
	    cmocka_unit_test(characters_without_a_glyph_are_counted),
	    cmocka_unit_test(nan_and_infinity_are_drawn_as_nothing),
	    cmocka_unit_test(an_unwritable_path_is_an_error),
	    cmocka_unit_test(no_shape_passes_a_bad_number_on),
	    cmocka_unit_test(text_the_first_pass_did_not_see_is_an_error),
	    cmocka_unit_test(the_first_error_of_the_library_wins),
	};

	return cmocka_run_group_tests(tests, set_up, tear_down);
}
