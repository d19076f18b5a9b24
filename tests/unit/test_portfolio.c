/* What the portfolio keeps of a scorecard: history, halves and sides of the groups, indicators, shortfalls. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include "score/portfolio.h"
#include "score_fixture.h"

/* Levels 0..100 are their own scores: a quarter ago 90, 40, 60, 70; now 80, 60, blank, 40. Two
 * sides of five people each answer the first group's question: client 5, partner 3. */
static void
fill(struct fixture *f)
{
	static const double before[] = { 90, 40, 60, 70 }, now[] = { 80, 60, NAN, 40 };

	fixture_init(f);
	for (size_t i = 0; i < FIXTURE_GROUPS; i++) {
		fixture_row(f, i, PERIOD_QUARTER, FIXTURE_QUARTER - 1, before[i]);
		fixture_row(f, i, PERIOD_QUARTER, FIXTURE_QUARTER, now[i]);
	}
	for (int person = 0; person < 5; person++)
		fixture_answer(f, SIDE_CLIENT, 5);
	for (int person = 0; person < 5; person++)
		fixture_answer(f, SIDE_PARTNER, 3);
}

static struct partner_summary
summary_of(struct fixture *f, struct portfolio *portfolio)
{
	struct error error = { .code = ERROR_NONE };

	(void)fixture_score(f);
	assert_int_equal(0, portfolio_make(&f->scoring, f->arena, portfolio, NULL, NULL, &error));
	assert_int_equal(1, portfolio->partner_count);
	return portfolio->partners[0];
}

static void
keeps_the_history_by_period(void **state)
{
	struct fixture f;
	struct portfolio portfolio;
	struct partner_summary summary;

	(void)state;
	fill(&f);
	summary = summary_of(&f, &portfolio);
	assert_int_equal(8, portfolio.history_count);
	/* Nothing before: grey, no number. */
	assert_true(isnan(summary.history[5].score));
	assert_int_equal(RATING_GREY, summary.history[5].rating);
	/* A quarter ago the question had not been asked yet, so it was not planned: (90 + 40 + 60 + 70) / 4.
	 * One red group caps nothing. */
	assert_near(65.0, summary.history[6].score, 0.001);
	assert_int_equal(RATING_YELLOW, summary.history[6].rating);
	assert_near(summary.lens[0].score, summary.history[7].score, 0.001);
	assert_int_equal(summary.lens[0].rating, summary.history[7].rating);
	fixture_clear(&f);
}

static void
keeps_halves_and_sides_of_each_group(void **state)
{
	struct fixture f;
	struct portfolio portfolio;
	struct partner_summary summary;

	(void)state;
	fill(&f);
	summary = summary_of(&f, &portfolio);
	/* Mean of 5 and 3 is 4: survey score 80. Gap 5 - 3. */
	assert_near(80.0, summary.views[0].kpi, 0.001);
	assert_near(80.0, summary.views[0].survey, 0.001);
	assert_near(5.0, summary.views[0].client, 0.001);
	assert_near(3.0, summary.views[0].partner, 0.001);
	assert_near(2.0, summary.views[0].gap, 0.001);
	assert_int_equal(GAP_MISALIGNED, summary.views[0].gap_class);
	assert_int_equal(QUADRANT_UNDERVALUED, summary.views[0].quadrant);
	assert_true(isnan(summary.views[1].survey));
	fixture_clear(&f);
}

static void
keeps_scored_indicators_and_counts_the_rest(void **state)
{
	struct fixture f;
	struct portfolio portfolio;
	struct partner_summary summary;

	(void)state;
	fill(&f);
	summary = summary_of(&f, &portfolio);
	assert_int_equal(3, summary.kpi_count);
	assert_int_equal(3, summary.kpis[2].indicator);
	assert_near(40.0, summary.kpis[2].score, 0.001);
	assert_int_equal(RATING_RED, summary.kpis[2].rating);
	assert_int_equal(1, summary.shortfalls[SHORT_MISSING]);
	assert_int_equal(1, summary.shortfalls[SHORT_GROUP]);
	assert_int_equal(0, summary.shortfalls[SHORT_SIDE]);
	assert_int_equal(0, summary.shortfalls[SHORT_NO_SURVEY]);
	fixture_clear(&f);
}

static void
counts_a_suppressed_side_and_keeps_nothing_of_it(void **state)
{
	struct fixture f;
	struct portfolio portfolio;
	struct partner_summary summary;

	(void)state;
	fixture_init(&f);
	fixture_row(&f, 0, PERIOD_QUARTER, FIXTURE_QUARTER, 80);
	for (int person = 0; person < 4; person++)
		fixture_answer(&f, SIDE_CLIENT, 5);
	summary = summary_of(&f, &portfolio);
	assert_int_equal(1, summary.shortfalls[SHORT_SIDE]);
	assert_true(isnan(summary.views[0].client) && isnan(summary.views[0].survey) && isnan(summary.views[0].gap));
	fixture_clear(&f);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(keeps_the_history_by_period),
		cmocka_unit_test(keeps_halves_and_sides_of_each_group),
		cmocka_unit_test(keeps_scored_indicators_and_counts_the_rest),
		cmocka_unit_test(counts_a_suppressed_side_and_keeps_nothing_of_it),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
