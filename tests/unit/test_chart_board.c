/* Labels of the scatter: clear of points, of words and of each other; numbers where names find no room. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include <string.h>

#include "base/count.h"
#include "base/error.h"
#include "render/pdf/chart_board.h"
#include "render/render.h"

enum { POINTS = 60, NUMBERS = 25 };

struct bench {
	struct pdf_fonts *fonts;
	struct palette palette;
	struct canvas canvas;
};

static const struct style style = {.weight = WEIGHT_REGULAR, .size = 8};
static const struct label_frame frame = {
    .box = {100, 100, 400, 300}, .words = {{110, 104, 90, 10}, {400, 104, 90, 10}}, .cross_x = 420, .cross_y = 160};

static int
set_up(void **state)
{
	struct bench *bench = test_calloc(1, sizeof *bench);
	struct error error;

	if (pdf_fonts_load(FONT_NOTO_SANS, &bench->fonts, &error) == -1)
		return -1;
	bench->palette = palette_choose(false, &(struct theme)THEME_NONE);
	bench->canvas = (struct canvas){.fonts = bench->fonts, .palette = &bench->palette, .width = 842, .height = 595};
	*state = bench;
	return 0;
}

static int
tear_down(void **state)
{
	struct bench *bench = *state;

	font_use_clear(&bench->canvas.use);
	pdf_fonts_free(bench->fonts);
	test_free(bench);
	return 0;
}

static bool
touch(struct box a, struct box b)
{
	return a.x < b.x + b.width && b.x < a.x + a.width && a.y < b.y + b.height && b.y < a.y + a.height;
}

static bool
has_label(const struct chart_point *point)
{
	return point->placed || point->number > 0;
}

/* Fails if a label leaves the frame or lies on a word, a point or another label. */
static void
assert_clear(const struct chart_point *points, size_t count)
{
	for (size_t i = 0; i < count; i++) {
		struct box label = points[i].label;

		if (!has_label(&points[i]))
			continue;
		assert_true(
		    label.x >= 100 && label.x + label.width <= 500 && label.y >= 100 && label.y + label.height <= 400);
		assert_false(touch(label, frame.words[0]) || touch(label, frame.words[1]));
		for (size_t k = 0; k < count; k++) {
			double r = CHART_POINT_RADIUS;

			assert_false(touch(label, (struct box){points[k].x - r, points[k].y - r, 2 * r, 2 * r}));
			assert_false(k != i && has_label(&points[k]) && touch(label, points[k].label));
		}
	}
}

static void
a_lone_point_has_its_name_at_its_right(void **state)
{
	struct bench *bench = *state;
	struct chart_point point = {.x = 200, .y = 200, .name = "Acme"};

	chart_place_labels(&bench->canvas, &frame, style, &point, 1, NUMBERS);
	assert_true(point.placed);
	assert_true(point.label.x > point.x + CHART_POINT_RADIUS);
	assert_clear(&point, 1);
}

static void
a_name_goes_to_the_side_that_crosses_no_line(void **state)
{
	struct bench *bench = *state;
	struct chart_point point = {.x = 405, .y = 250, .name = "Acme Holding"};

	chart_place_labels(&bench->canvas, &frame, style, &point, 1, NUMBERS);
	assert_true(point.placed && point.label.x + point.label.width < frame.cross_x);
}

/* Marks on all eight sides leave no room beside the point: the name stands off, with a line that leads to it. */
static void
a_name_without_room_beside_its_point_stands_off(void **state)
{
	static const double around[][2] = {{14, 0}, {-14, 0}, {0, 13}, {0, -13}, {12, 11}, {-12, 11}, {12, -11}, {-12, -11}};
	struct bench *bench = *state;
	struct chart_point points[COUNT_OF(around) + 1] = {{.x = 280, .y = 280, .name = "Acme"}};

	for (size_t i = 0; i < COUNT_OF(around); i++)
		points[i + 1] = (struct chart_point){.x = 280 + around[i][0], .y = 280 + around[i][1]};
	chart_place_labels(&bench->canvas, &frame, style, points, COUNT_OF(points), NUMBERS);
	assert_true(points[0].placed && points[0].far && points[0].number == 0);
	assert_clear(points, COUNT_OF(points));
}

static void
crowds_get_numbers_and_stay_clear(void **state)
{
	struct bench *bench = *state;
	struct chart_point points[POINTS];
	size_t named = 0, numbered = 0;

	for (size_t i = 0; i < POINTS; i++)
		points[i] = (struct chart_point){.x = 280 + 8.0 * (double)(i % 8),
		    .y = 220 + 7.0 * (double)(i / 8),
		    .name = "A partner with a name"};
	chart_place_labels(&bench->canvas, &frame, style, points, POINTS, NUMBERS);
	for (size_t i = 0; i < POINTS; i++) {
		named += points[i].placed;
		numbered += points[i].number > 0;
		assert_true(points[i].number <= NUMBERS && !(points[i].placed && points[i].number > 0));
	}
	assert_true(named > 0 && numbered > 0);
	assert_clear(points, POINTS);
}

static void
a_point_without_a_name_wants_no_label(void **state)
{
	struct bench *bench = *state;
	struct chart_point points[] = {{.x = 200, .y = 200}, {.x = 206, .y = 200, .name = "Acme"}};

	chart_place_labels(&bench->canvas, &frame, style, points, 2, NUMBERS);
	assert_false(has_label(&points[0]));
	assert_true(points[1].placed);
	assert_clear(points, 2);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test_setup_teardown(a_lone_point_has_its_name_at_its_right, set_up, tear_down),
	    cmocka_unit_test_setup_teardown(a_name_goes_to_the_side_that_crosses_no_line, set_up, tear_down),
	    cmocka_unit_test_setup_teardown(a_name_without_room_beside_its_point_stands_off, set_up, tear_down),
	    cmocka_unit_test_setup_teardown(crowds_get_numbers_and_stay_clear, set_up, tear_down),
	    cmocka_unit_test_setup_teardown(a_point_without_a_name_wants_no_label, set_up, tear_down),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
