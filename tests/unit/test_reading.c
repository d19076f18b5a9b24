#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include "base/count.h"
#include "score/reading.h"
#include "score_fixture.h"

static double
score_of(struct fixture *f, size_t indicator)
{
	struct scorecard      card = fixture_score(f);
	const struct reading *reading = scorecard_reading(&card, indicator);

	return reading == NULL ? NAN : score_printed(reading->score);
}

/* model.md 2, vectors, and the ends of the bands. */
static void
scores_follow_the_line_in_both_directions(void **state)
{
	static const struct {
		enum direction direction;
		double	       green, red, value, score;
	} cases[] = {
		{ DIRECTION_HIGHER, 99.9, 99.5, 99.7, 65.0 }, { DIRECTION_HIGHER, 99.9, 99.5, 99.9, 80.0 },
		{ DIRECTION_HIGHER, 99.9, 99.5, 100, 87.5 },  { DIRECTION_HIGHER, 99.9, 99.5, 99.3, 35.0 },
		{ DIRECTION_LOWER, 4, 8, 6, 65.0 },	      { DIRECTION_LOWER, 4, 8, 3, 87.5 },
		{ DIRECTION_LOWER, 4, 8, 12, 20.0 },	      { DIRECTION_LOWER, 4, 8, 20, 0.0 },
		{ DIRECTION_HIGHER, 99.9, 99.5, 99.5, 50.0 }, { DIRECTION_LOWER, 4, 8, 4, 80.0 },
	};

	(void)state;
	for (size_t i = 0; i < COUNT_OF(cases); i++) {
		struct fixture f;
		double	       score;

		fixture_init(&f);
		f.indicators[0] = fixture_indicator("a", cases[i].direction, cases[i].green, cases[i].red);
		f.indicators[0].group = &f.membership[0];
		fixture_row(&f, 0, PERIOD_QUARTER, FIXTURE_QUARTER, cases[i].value);
		score = score_of(&f, 0);
		fixture_clear(&f);
		if (score != cases[i].score)
			fail_msg("value %g: score %g, wanted %g", cases[i].value, score, cases[i].score);
	}
}

/* Green 10..20, red outside 5..30. 7: 50 + 30 * 2/5 = 62; 25: 50 + 30 * (25-30)/(20-30) = 65; 4: 50 - 6 = 44. */
static void
range_takes_the_worse_side(void **state)
{
	const struct limits limits = { 10, 5, 20, 30 };
	struct policy	    policy = fixture_policy();
	struct indicator    indicator = fixture_indicator("a", DIRECTION_RANGE, 10, 5);

	(void)state;
	assert_near(62, score_value(&policy, &indicator, DIRECTION_RANGE, &limits, 7), 1e-9);
	assert_near(65, score_value(&policy, &indicator, DIRECTION_RANGE, &limits, 25), 1e-9);
	assert_near(44, score_value(&policy, &indicator, DIRECTION_RANGE, &limits, 4), 1e-9);
	assert_near(80, score_value(&policy, &indicator, DIRECTION_RANGE, &limits, 10), 1e-9);
}

/* Maturity 3 on 0..5 is 60; yes is 100, no 0. */
static void
levels_and_yes_no(void **state)
{
	struct policy	 policy = fixture_policy();
	struct indicator level = fixture_indicator("a", DIRECTION_LEVEL, NAN, NAN);

	(void)state;
	level.level_max = 5;
	assert_near(60, score_value(&policy, &level, DIRECTION_LEVEL, &level.limits, 3), 1e-9);
	assert_near(100, score_value(&policy, &level, DIRECTION_YESNO, &level.limits, 1), 1e-9);
	assert_near(0, score_value(&policy, &level, DIRECTION_YESNO, &level.limits, 0), 1e-9);
}

/* Target 97, nothing else: green at 97, red at 97 - 9.7 = 87.3; 92.15 lies half way: 65. */
static void
target_alone_brings_the_default_tolerance(void **state)
{
	struct fixture	 f;
	struct scorecard card;

	(void)state;
	fixture_init(&f);
	f.indicators[0] = fixture_indicator("a", DIRECTION_HIGHER, NAN, NAN);
	f.indicators[0].group = &f.membership[0];
	f.terms[1].target = 97;
	fixture_row(&f, 0, PERIOD_QUARTER, FIXTURE_QUARTER, 92.15)->terms = 1;
	card = fixture_score(&f);
	assert_near(65, score_printed(card.readings[0].score), 0);
	assert_int_equal(LIMITS_TARGET, card.readings[0].green_origin);
	assert_near(87.3, card.readings[0].limits.red, 1e-9);
	fixture_clear(&f);
}

static void
row_beats_override_beats_model(void **state)
{
	struct fixture	      f;
	struct limit_override override = { .partner = "acme", .indicator = 0, .limits = { 95, NAN, NAN, NAN } };
	struct scorecard      card;

	(void)state;
	fixture_init(&f);
	f.indicators[0] = fixture_indicator("a", DIRECTION_HIGHER, 90, 70);
	f.indicators[0].group = &f.membership[0];
	f.model.overrides = &override;
	f.model.override_count = 1;
	f.terms[1].limits.red = 75;
	fixture_row(&f, 0, PERIOD_QUARTER, FIXTURE_QUARTER, 85)->terms = 1;
	card = fixture_score(&f);
	assert_near(95, card.readings[0].limits.green, 0);
	assert_int_equal(LIMITS_OVERRIDE, card.readings[0].green_origin);
	assert_near(75, card.readings[0].limits.red, 0);
	assert_int_equal(LIMITS_ROW, card.readings[0].red_origin);
	/* 50 + 30 * (85 - 75) / (95 - 75) = 65 */
	assert_near(65, card.readings[0].score, 1e-9);
	fixture_clear(&f);
}

static void
without_limits_anywhere_it_is_tracked(void **state)
{
	struct fixture	 f;
	struct scorecard card;

	(void)state;
	fixture_init(&f);
	f.indicators[0] = fixture_indicator("a", DIRECTION_HIGHER, NAN, NAN);
	f.indicators[0].group = &f.membership[0];
	fixture_row(&f, 0, PERIOD_QUARTER, FIXTURE_QUARTER, 92);
	card = fixture_score(&f);
	assert_true(card.readings[0].tracked && !card.readings[0].planned && !card.readings[0].scored);
	assert_near(92, card.readings[0].value, 0);
	fixture_clear(&f);
}

/* Monthly 10, 20, 60 in the quarter: mean 30, sum 90, last 60, min 10, max 60. */
static void
months_become_one_quarter(void **state)
{
	static const double wanted[] = { [AGGREGATE_MEAN] = 30, [AGGREGATE_LAST] = 60, [AGGREGATE_SUM] = 90,
		[AGGREGATE_MIN] = 10, [AGGREGATE_MAX] = 60 };

	(void)state;
	for (size_t how = 0; how < COUNT_OF(wanted); how++) {
		struct fixture	 f;
		struct scorecard card;

		fixture_init(&f);
		f.indicators[0].aggregate = (enum aggregate)how;
		fixture_row(&f, 0, PERIOD_MONTH, 2026 * 12 + 6, 10);
		fixture_row(&f, 0, PERIOD_MONTH, 2026 * 12 + 7, 20);
		fixture_row(&f, 0, PERIOD_MONTH, 2026 * 12 + 8, 60);
		card = fixture_score(&f);
		assert_near(wanted[how], card.readings[0].value, 1e-9);
		assert_int_equal(3, card.readings[0].row_count);
		fixture_clear(&f);
	}
}

static void
a_longer_period_counts_and_is_marked(void **state)
{
	struct fixture	 f;
	struct scorecard card;

	(void)state;
	fixture_init(&f);
	fixture_row(&f, 0, PERIOD_YEAR, 2026, 70);
	card = fixture_score(&f);
	assert_true(card.readings[0].coarser);
	assert_near(70, card.readings[0].score, 1e-9);
	fixture_clear(&f);
}

/* Last row five quarters ago: still planned four periods later, no longer after five. */
static void
a_kpi_that_stops_arriving_is_missing_for_four_periods(void **state)
{
	(void)state;
	for (int ago = 4; ago <= 5; ago++) {
		struct fixture	 f;
		struct scorecard card;

		fixture_init(&f);
		fixture_row(&f, 0, PERIOD_QUARTER, FIXTURE_QUARTER - ago, 70);
		card = fixture_score(&f);
		assert_int_equal(ago == 4, card.kpi_planned);
		assert_int_equal(0, card.kpi_present);
		fixture_clear(&f);
	}
}

static void
na_leaves_the_plan_and_blank_stays(void **state)
{
	struct fixture	 f;
	struct scorecard card;

	(void)state;
	fixture_init(&f);
	fixture_row(&f, 0, PERIOD_QUARTER, FIXTURE_QUARTER, NAN);
	fixture_row(&f, 1, PERIOD_QUARTER, FIXTURE_QUARTER, NAN)->state = VALUE_NA;
	card = fixture_score(&f);
	assert_int_equal(2, card.reading_count);
	assert_true(card.readings[0].planned && !card.readings[0].scored);
	assert_false(card.readings[1].planned);
	fixture_clear(&f);
}

static void
own_row_beats_the_row_of_all(void **state)
{
	struct fixture	 f;
	struct scorecard card;

	(void)state;
	fixture_init(&f);
	fixture_row(&f, 0, PERIOD_QUARTER, FIXTURE_QUARTER, 70);
	fixture_row(&f, 0, PERIOD_QUARTER, FIXTURE_QUARTER, 90);
	fixture_row(&f, 1, PERIOD_QUARTER, FIXTURE_QUARTER, 90);
	f.partner.kpi_count = f.dataset.all_first = 1;
	card = fixture_score(&f);
	assert_near(70, card.readings[0].score, 1e-9);
	assert_false(card.readings[0].from_all);
	assert_near(90, card.readings[1].score, 1e-9);
	assert_true(card.readings[1].from_all);
	fixture_clear(&f);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(scores_follow_the_line_in_both_directions),
		cmocka_unit_test(range_takes_the_worse_side),
		cmocka_unit_test(levels_and_yes_no),
		cmocka_unit_test(target_alone_brings_the_default_tolerance),
		cmocka_unit_test(row_beats_override_beats_model),
		cmocka_unit_test(without_limits_anywhere_it_is_tracked),
		cmocka_unit_test(months_become_one_quarter),
		cmocka_unit_test(a_longer_period_counts_and_is_marked),
		cmocka_unit_test(a_kpi_that_stops_arriving_is_missing_for_four_periods),
		cmocka_unit_test(na_leaves_the_plan_and_blank_stays),
		cmocka_unit_test(own_row_beats_the_row_of_all),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
