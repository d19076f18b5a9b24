#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include <float.h>

#include "base/count.h"
#include "score/lens.h"
#include "score_fixture.h"

/* Levels 0..100 as KPI values, so that group scores are the numbers of model.md 5: 90, 80, 70, 40 with weights 4, 3, 2, 1. */
static void
worked_example(struct fixture *f, bool with_last)
{
	static const double values[] = { 90, 80, 70, 40 };

	fixture_init(f);
	for (size_t g = 0; g < FIXTURE_GROUPS; g++) {
		f->groups[g].weight = (double)(4 - g);
		fixture_row(f, g, PERIOD_QUARTER, FIXTURE_QUARTER, g < 3 || with_last ? values[g] : NAN);
	}
}

static void
index_is_the_weighted_mean_of_its_groups(void **state)
{
	struct fixture	 f;
	struct scorecard card;

	(void)state;
	worked_example(&f, true);
	card = fixture_score(&f);
	assert_near(78.0, score_printed(card.lenses[0].index), 0);
	assert_int_equal(RATING_YELLOW, card.lenses[0].rating);
	assert_near(75.0, score_printed(card.lenses[0].robust_low), 0);
	assert_near(80.5, score_printed(card.lenses[0].robust_high), 0);
	assert_false(card.lenses[0].robust);
	assert_true(card.lenses[0].firm);
	fixture_clear(&f);
}

static void
a_missing_group_leaves_bounds_and_evidence(void **state)
{
	struct fixture	 f;
	struct scorecard card;

	(void)state;
	worked_example(&f, false);
	card = fixture_score(&f);
	assert_near(82.2, score_printed(card.lenses[0].index), 0);
	assert_near(0.90, card.lenses[0].evidence, 1e-12);
	assert_near(74.0, score_printed(card.lenses[0].low), 0);
	assert_near(84.0, score_printed(card.lenses[0].high), 0);
	assert_false(card.lenses[0].firm);
	assert_int_equal(RATING_GREY, card.lenses[0].groups[3].rating);
	fixture_clear(&f);
}

static void
below_sixty_per_cent_nothing_is_rated(void **state)
{
	struct fixture	 f;
	struct scorecard card;

	(void)state;
	worked_example(&f, false);
	f.rows[0].state = f.rows[1].state = VALUE_BLANK;	/* 7 of 10 are missing with the last */
	card = fixture_score(&f);
	assert_true(isnan(card.lenses[0].index));
	assert_int_equal(RATING_GREY, card.lenses[0].rating);
	fixture_clear(&f);
}

/* a = 0.5: KPI 90; client 4.0 (80) alone published, partner suppressed: 0.5 * 90 + 0.5 * 80 = 85. */
static void
a_group_blends_kpis_and_published_voices(void **state)
{
	struct fixture	 f;
	struct scorecard card;

	(void)state;
	fixture_init(&f);
	fixture_row(&f, 0, PERIOD_QUARTER, FIXTURE_QUARTER, 90);
	for (int i = 0; i < 5; i++)
		fixture_answer(&f, SIDE_CLIENT, 4);
	for (int i = 0; i < 4; i++)
		fixture_answer(&f, SIDE_PARTNER, 1);
	card = fixture_score(&f);
	assert_near(80, card.lenses[0].groups[0].survey_score, 1e-9);
	assert_near(85, card.lenses[0].groups[0].score, 1e-9);
	assert_true(card.suppressed[SIDE_PARTNER]);
	assert_int_equal(0, card.lenses[0].groups[0].sides[SIDE_PARTNER].n);
	assert_true(isnan(card.lenses[0].groups[0].sides[SIDE_PARTNER].mean));
	assert_true(isnan(card.lenses[0].groups[0].gap));
	fixture_clear(&f);
}

static void
a_red_critical_indicator_caps_green_at_yellow(void **state)
{
	struct fixture	 f;
	struct scorecard card;

	(void)state;
	fixture_init(&f);
	for (size_t g = 0; g < FIXTURE_GROUPS; g++)
		fixture_row(&f, g, PERIOD_QUARTER, FIXTURE_QUARTER, g == 3 ? 45 : 100);
	f.indicators[3].critical = true;
	card = fixture_score(&f);
	assert_near(86.3, score_printed(card.lenses[0].index), 0);	/* 345 / 4 = 86.25 */
	assert_int_equal(RATING_GREEN, card.lenses[0].uncapped);
	assert_int_equal(RATING_YELLOW, card.lenses[0].rating);
	assert_int_equal(3, card.lenses[0].cap_critical);
	assert_int_equal(3, card.lenses[0].watermelon_critical);
	fixture_clear(&f);
}

static void
two_red_groups_make_the_index_red_and_an_override_comes_last(void **state)
{
	struct fixture	       f;
	struct scorecard       card;
	struct colour_override override = { .partner = 0, .period = { PERIOD_QUARTER, FIXTURE_QUARTER }, .lens = 0, .group = -1,
		.colour = RATING_YELLOW, .reason = "agreed with the board", .author = "A", .date = "2026-10-01",
		.expires = { 2026, 9, 30 } };

	(void)state;
	fixture_init(&f);
	for (size_t g = 0; g < FIXTURE_GROUPS; g++)
		fixture_row(&f, g, PERIOD_QUARTER, FIXTURE_QUARTER, g < 2 ? 40 : 100);
	card = fixture_score(&f);
	assert_int_equal(RATING_YELLOW, card.lenses[0].uncapped);
	assert_int_equal(RATING_RED, card.lenses[0].rating);
	assert_int_equal(2, card.lenses[0].cap_red_groups);
	f.dataset.overrides = &override;
	f.dataset.override_count = 1;
	card = fixture_score(&f);
	assert_int_equal(RATING_YELLOW, card.lenses[0].rating);
	override.expires = (struct date){ 2026, 9, 29 };	/* the day before the as-of date */
	card = fixture_score(&f);
	assert_int_equal(RATING_RED, card.lenses[0].rating);
	fixture_clear(&f);
}

/* Before: 60 60 60 60 = 60.0; now 80 60 60 60 = 65.0: change 5.0, all from the first group. */
static void
movement_shares_add_up_to_the_change(void **state)
{
	struct fixture	 f;
	struct scorecard card;

	(void)state;
	fixture_init(&f);
	for (size_t g = 0; g < FIXTURE_GROUPS; g++) {
		fixture_row(&f, g, PERIOD_QUARTER, FIXTURE_QUARTER - 1, 60);
		fixture_row(&f, g, PERIOD_QUARTER, FIXTURE_QUARTER, g == 0 ? 80 : 60);
	}
	card = fixture_score(&f);
	assert_near(5.0, card.lenses[0].change, 1e-9);
	assert_near(5.0, card.lenses[0].groups[0].movement, 1e-9);
	assert_near(0.0, card.lenses[0].movement_rest, 1e-9);
	assert_false(card.lenses[0].composition);
	assert_int_equal(2, card.history_count);
	assert_near(60.0, card.history[0].index[0], 0);
	fixture_clear(&f);
}

/* KPIs 90 (green), survey 2.0 on 1..5 -> 20 (red): a watermelon. Gap: client 2, partner 4 -> -2, misaligned, blind spot. */
static void
watermelon_and_gap_are_named(void **state)
{
	struct fixture		  f;
	struct scorecard	  card;
	const struct group_score *group;

	(void)state;
	fixture_init(&f);
	fixture_row(&f, 0, PERIOD_QUARTER, FIXTURE_QUARTER, 90);
	for (int i = 0; i < 6; i++) {
		fixture_answer(&f, SIDE_CLIENT, i % 2 == 0 ? 1 : 3);
		fixture_answer(&f, SIDE_PARTNER, i % 2 == 0 ? 3 : 5);
	}
	card = fixture_score(&f);
	group = &card.lenses[0].groups[0];
	assert_near(-2.0, group->gap, 1e-9);
	assert_int_equal(GAP_MISALIGNED, group->gap_class);
	assert_int_equal(QUADRANT_BLIND_SPOT, group->quadrant);
	assert_near(3.0, group->survey_mean, 1e-9);
	/* survey 50, KPIs 90: 40 points apart */
	assert_int_equal(WATERMELON_GREEN_OUTSIDE, group->watermelon);
	fixture_clear(&f);
}

/* Client on 1..13: 1, 2, 12, 12, 12, 12 are 3/3, 4/3 and four times 14/3, 21 together: 3.5 of six, though not in binary. */
static void
binary_noise_decides_no_quadrant(void **state)
{
	static const int answers[] = { 1, 2, 12, 12, 12, 12 };
	struct fixture	 f;
	struct scorecard card;

	(void)state;
	fixture_init(&f);
	f.question.scale_max = 13;
	for (size_t i = 0; i < COUNT_OF(answers); i++) {
		fixture_answer(&f, SIDE_CLIENT, answers[i]);
		fixture_answer(&f, SIDE_PARTNER, 13);
	}
	card = fixture_score(&f);
	assert_int_equal(QUADRANT_STRENGTH, card.lenses[0].groups[0].quadrant);
	fixture_clear(&f);
}

/* Groups 90 80 70 and d on G 80 R 50 line: d = 60 scores 60. Index 75; green needs 79.95: group d must give 60 + 4 * 4.95 = 79.8.
 * value = 50 + (79.8 - 50)/30 * 30 = 79.8, i.e. 19.8/30 = 0.66 spans. */
static void
flip_names_the_smallest_change_that_turns_the_colour(void **state)
{
	struct fixture	 f;
	struct scorecard card;

	(void)state;
	fixture_init(&f);
	f.indicators[3] = fixture_indicator("d", DIRECTION_HIGHER, 80, 50);
	f.indicators[3].group = &f.membership[3];
	fixture_row(&f, 0, PERIOD_QUARTER, FIXTURE_QUARTER, 90);
	fixture_row(&f, 1, PERIOD_QUARTER, FIXTURE_QUARTER, 80);
	fixture_row(&f, 2, PERIOD_QUARTER, FIXTURE_QUARTER, 70);
	fixture_row(&f, 3, PERIOD_QUARTER, FIXTURE_QUARTER, 60);
	card = fixture_score(&f);
	assert_int_equal(3, card.lenses[0].flip.indicator);
	assert_near(79.8, card.lenses[0].flip.value, 1e-9);
	assert_near(0.66, card.lenses[0].flip.spans, 1e-9);
	assert_int_equal(RATING_GREEN, card.lenses[0].flip.to);
	fixture_clear(&f);
}

static void
balance_is_first_group_minus_second(void **state)
{
	struct fixture	 f;
	struct scorecard card;

	(void)state;
	worked_example(&f, true);
	f.lens.balance = true;
	f.rows[1].value = 60;
	card = fixture_score(&f);
	assert_near(30.0, card.lenses[0].balance, 1e-9);
	assert_true(card.lenses[0].out_of_balance);
	fixture_clear(&f);
}

/* 4,5,3,4,4,2,5,4 of 20 invited: score 76.3 (56.5 ... 96.0). */
static void
a_voice_with_its_interval(void **state)
{
	static const int    answers[] = { 4, 5, 3, 4, 4, 2, 5, 4 };
	struct fixture	    f;
	struct scorecard    card;
	const struct voice *voice;

	(void)state;
	fixture_init(&f);
	for (size_t i = 0; i < 8; i++)
		fixture_answer(&f, SIDE_CLIENT, answers[i]);
	f.invite = (struct invite){ 0, { PERIOD_QUARTER, FIXTURE_QUARTER }, SIDE_CLIENT, 20 };
	f.dataset.invites = &f.invite;
	f.dataset.invite_count = 1;
	card = fixture_score(&f);
	voice = &card.lenses[0].groups[0].sides[SIDE_CLIENT];
	assert_int_equal(8, voice->n);
	assert_near(76.3, score_printed(voice->score), 0);
	assert_near(0.658, voice->half_width, 6e-4);
	assert_near(0.750, voice->top_box, 1e-12);
	assert_near(4, voice->median, 1e-12);
	assert_int_equal(4, voice->bars[3]);
	assert_near(56.5, score_printed(50 + 30 * (voice->mean - voice->half_width - 3)), 0.05);
	assert_near(96.0, score_printed(50 + 30 * (voice->mean + voice->half_width - 3)), 0.05);
	fixture_clear(&f);
}

/* Two equal weights, varied by a quarter: (1.25 x 40 + 0.75 x 80) / 2 = 55 and (0.75 x 40 + 1.25 x 80) / 2 = 65; so however large they are. */
static void
robust_range_of_the_largest_weights_is_finite(void **state)
{
	static const double sizes[] = { 1, 1e-300, 1e308, DBL_MAX };

	(void)state;
	for (size_t i = 0; i < COUNT_OF(sizes); i++) {
		double scores[] = { 80, 40 }, weights[] = { sizes[i], sizes[i] }, low, high;

		robust_range(scores, weights, 2, 0.25, &low, &high);
		/* assert_float_equal takes infinity for equal to anything. */
		assert_true(fabs(low - 55) < 1e-9);
		assert_true(fabs(high - 65) < 1e-9);
	}
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(index_is_the_weighted_mean_of_its_groups),
		cmocka_unit_test(a_missing_group_leaves_bounds_and_evidence),
		cmocka_unit_test(below_sixty_per_cent_nothing_is_rated),
		cmocka_unit_test(a_group_blends_kpis_and_published_voices),
		cmocka_unit_test(a_red_critical_indicator_caps_green_at_yellow),
		cmocka_unit_test(two_red_groups_make_the_index_red_and_an_override_comes_last),
		cmocka_unit_test(movement_shares_add_up_to_the_change),
		cmocka_unit_test(watermelon_and_gap_are_named),
		cmocka_unit_test(binary_noise_decides_no_quadrant),
		cmocka_unit_test(flip_names_the_smallest_change_that_turns_the_colour),
		cmocka_unit_test(balance_is_first_group_minus_second),
		cmocka_unit_test(robust_range_of_the_largest_weights_is_finite),
		cmocka_unit_test(a_voice_with_its_interval),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
