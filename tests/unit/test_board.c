/* The board's story over portfolios made by hand: nothing in them is computed by the program. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include "base/count.h"
#include "board_fixture.h"
#include "near.h"

static void
counts_colours_and_says_them(void **state)
{
	struct fixture *f = test_malloc(sizeof *f);

	(void)state;
	start(f);
	add(f, "Alpha", 85, NAN);
	add(f, "Beta", 60, NAN);
	add(f, "Gamma", 40, NAN);
	add(f, "Delta", NAN, NAN);
	make(f);
	assert_string_equal("Of 4 partners: 1 green, 1 yellow, 1 red, 1 not rated.", f->board.verdict);
	assert_string_equal("No partner has a score in the period before to compare with.", f->board.movement);
	/* 4 × 9 of 4 × 10. */
	assert_string_equal("36 of 40 planned KPIs; survey answers in force for 4 of 4 partners", f->board.completeness);
	/* Nobody has a colour before: one period is told. */
	assert_int_equal(1, f->board.count_periods);
	assert_int_equal(QUARTER, f->board.counts[0].period.index);
	end(f);
	start(f);
	add(f, "Alpha", 85, NAN);
	make(f);
	assert_string_equal("Of 1 partner: 1 green, 0 yellow, 0 red, 0 not rated.", f->board.verdict);
	end(f);
	test_free(f);
}

/* 79.9 and 65 approach the target, 64.9 requires improvement (model.md 6). */
static void
counts_both_yellows_of_the_british_words(void **state)
{
	struct fixture *f = test_malloc(sizeof *f);

	(void)state;
	start(f);
	f->settings.words = WORDS_UK4;
	add(f, "Alpha", 79.9, NAN);
	add(f, "Beta", 65, NAN);
	add(f, "Gamma", 64.9, NAN);
	add(f, "Delta", 85, NAN);
	make(f);
	assert_string_equal(
	    "Of 4 partners: 1 good, 2 approaching target, 1 “requires improvement”, 0 inadequate, 0 not rated.", f->board.verdict);
	assert_int_equal(2, f->board.counts[0].count[SHADE_YELLOW_HIGH]);
	assert_int_equal(1, f->board.counts[0].count[RATING_YELLOW]);
	end(f);
	test_free(f);
}

static void
counts_every_period_since_the_first_colour(void **state)
{
	struct fixture *f = test_malloc(sizeof *f);

	(void)state;
	start(f);
	add(f, "Alpha", 85, 5);
	add(f, "Beta", 60, NAN);
	f->history[0][1] = (struct period_cell){ 80, RATING_GREEN };
	make(f);
	assert_int_equal(2, f->board.count_periods);
	assert_int_equal(QUARTER - 1, f->board.counts[0].period.index);
	assert_int_equal(1, f->board.counts[0].count[RATING_GREEN]);
	assert_int_equal(1, f->board.counts[0].count[RATING_GREY]);
	assert_int_equal(1, f->board.counts[1].count[RATING_YELLOW]);
	assert_string_equal(
	    "Since 2026-Q2, of 1 partner that can be compared, 1 rose and 0 fell by 3 points or more.", f->board.movement);
	end(f);
	test_free(f);
}

static void
movers_are_named_by_change(void **state)
{
	struct fixture *f = test_malloc(sizeof *f);

	(void)state;
	start(f);
	add(f, "Alpha", 83.0, 3.0);
	add(f, "Beta", 84.4, 7.6);
	add(f, "Gamma", 82.9, 2.9);
	add(f, "Delta", 50.9, -11.3);
	add(f, "Epsilon", 67.0, -3.0);
	add(f, "Zeta", 67.0, -2.9);
	make(f);
	assert_int_equal(2, f->board.up.total);
	assert_int_equal(1, f->board.up.items[0].at);
	assert_string_equal("at 84.4, up 7.6 since 2026-Q2", f->board.up.items[0].text);
	assert_int_equal(0, f->board.up.items[1].at);
	assert_int_equal(2, f->board.down.total);
	assert_int_equal(3, f->board.down.items[0].at);
	assert_string_equal("at 50.9, down 11.3 since 2026-Q2", f->board.down.items[0].text);
	assert_int_equal(4, f->board.down.items[1].at);
	end(f);
	test_free(f);
}

static void
order_is_by_colour_and_name_never_by_score(void **state)
{
	struct fixture *f = test_malloc(sizeof *f);
	static const size_t want[] = { 3, 1, 4, 0, 2 };

	(void)state;
	start(f);
	add(f, "Green", 99, NAN);
	add(f, "Amber B", 51, NAN);
	add(f, "Unrated", NAN, NAN);
	add(f, "Red", 20, NAN);
	add(f, "Amber C", 79, NAN);
	make(f);
	assert_int_equal(COUNT_OF(want), f->board.order_count);
	assert_memory_equal(want, f->board.order, sizeof want);
	assert_string_equal("", f->board.scope);
	assert_null(f->board.ranking);
	f->model.policy.ranking = 1;
	make(f);
	/* 99, 79, 51, 20; who has no score has no rank. */
	assert_int_equal(4, f->board.ranking_count);
	assert_int_equal(0, f->board.ranking[0]);
	assert_int_equal(4, f->board.ranking[1]);
	assert_int_equal(3, f->board.ranking[3]);
	end(f);
	test_free(f);
}

static void
large_portfolio_shows_red_yellow_and_movers(void **state)
{
	struct fixture *f = test_malloc(sizeof *f);
	char name[16];

	(void)state;
	start(f);
	/* 61 partners: 50 quiet green ones, 1 green that rose by 4, 6 yellow, 4 red. */
	for (int i = 0; i < 61; i++) {
		snprintf(name, sizeof name, "P%02d", i);
		add(f, name, i < 51 ? 90 : i < 57 ? 60 : 30, i == 50 ? 4 : 0);
	}
	make(f);
	assert_int_equal(11, f->board.order_count);
	assert_string_equal("Shown here are 11 of 61 partners: those that are red or yellow, that moved, or that are "
			    "watermelons. All of "
			    "them stand in portfolio-2026-Q3.xlsx and in their own scorecards.",
	    f->board.scope);
	end(f);
	start(f);
	for (int i = 0; i < 60; i++) {
		snprintf(name, sizeof name, "P%02d", i);
		add(f, name, 90, 0);
	}
	make(f);
	assert_int_equal(60, f->board.order_count);
	assert_string_equal("", f->board.scope);
	end(f);
	test_free(f);
}

static void
watermelons_and_cards(void **state)
{
	struct fixture *f = test_malloc(sizeof *f);

	(void)state;
	start(f);
	add(f, "Quiet", 85, 0);
	add(f, "Group", 84, 0);
	add(f, "Critical", 83.1, 0);
	add(f, "Mover", 86, 3);
	add(f, "Red", 38.4, NAN);
	f->views[1][1] = (struct group_view){ 87.2F, 38.8F, NAN, NAN, NAN, GAP_NONE, QUADRANT_NONE, WATERMELON_GREEN_OUTSIDE };
	f->summaries[2].critical = 0;
	make(f);
	assert_int_equal(2, f->board.watermelons.total);
	assert_string_equal("Availability is critical and red under a green score of 83.1", f->board.watermelons.items[0].text);
	assert_string_equal("Trust: its KPIs say 87.2, the people asked say 38.8", f->board.watermelons.items[1].text);
	assert_int_equal(1, f->board.red.total);
	assert_string_equal("at 38.4; lowest: Delivery at 38.4", f->board.red.items[0].text);
	/* Red, then green by name: Critical, Group, Mover. */
	assert_int_equal(4, f->board.card_count);
	assert_int_equal(4, f->board.cards[0]);
	assert_int_equal(2, f->board.cards[1]);
	assert_int_equal(1, f->board.cards[2]);
	assert_int_equal(3, f->board.cards[3]);
	assert_null(f->board.reasons[0]);
	assert_string_equal("lowest: Delivery at 86.0", f->board.reasons[3]);
	end(f);
	test_free(f);
}

static void
too_many_cards_keep_the_reddest_and_say_so(void **state)
{
	struct fixture *f = test_malloc(sizeof *f);
	char name[16];

	(void)state;
	start(f);
	/* 60 movers, then 10 red ones: all red ones get a card, and the movers that moved most. */
	for (int i = 0; i < 70; i++) {
		snprintf(name, sizeof name, "P%02d", i);
		add(f, name, i < 60 ? 90 : 30, i < 60 ? 3 + i : 0);
	}
	make(f);
	assert_int_equal(70, f->board.card_total);
	assert_int_equal(BOARD_CARDS_MAX, f->board.card_count);
	for (size_t i = 0; i < 10; i++)
		assert_int_equal(60 + i, f->board.cards[i]);
	/* 38 of 60 movers: those from +25 on, by name. */
	assert_int_equal(22, f->board.cards[10]);
	assert_null(f->board.reasons[21]);
	assert_int_equal(BOARD_LIST_MAX, f->board.up.count);
	assert_int_equal(60, f->board.up.total);
	end(f);
	test_free(f);
}

static void
gaps_are_widest_first(void **state)
{
	struct fixture *f = test_malloc(sizeof *f);

	(void)state;
	start(f);
	add(f, "Alpha", 85, 0);
	add(f, "Beta", 85, 0);
	f->views[0][0] = (struct group_view){ NAN, NAN, 3.1F, 3.7F, -0.6F, GAP_WATCH, QUADRANT_BLIND_SPOT, WATERMELON_NONE };
	f->views[0][1] = (struct group_view){ NAN, NAN, 4.0F, 4.0F, 0, GAP_ALIGNED, QUADRANT_STRENGTH, WATERMELON_NONE };
	f->views[1][1] = (struct group_view){ NAN, NAN, 4.5F, 2.5F, 2.0F, GAP_MISALIGNED, QUADRANT_UNDERVALUED, WATERMELON_NONE };
	make(f);
	assert_int_equal(2, f->board.gap_count);
	assert_int_equal(1, f->board.misaligned);
	assert_int_equal(2, f->board.gap_partners);
	assert_int_equal(1, f->board.gaps[0].at);
	assert_int_equal(1, f->board.gaps[0].group);
	assert_int_equal(0, f->board.gaps[1].at);
	end(f);
	test_free(f);
}

static void
agenda_is_filled_from_the_data(void **state)
{
	struct fixture *f = test_malloc(sizeof *f);

	(void)state;
	start(f);
	add(f, "Alpha", 85, 4);
	add(f, "Beta", 60, 0);
	add(f, "Gamma", 40, -5);
	for (size_t at = 0; at < 3; at++)
		f->summaries[at].kpi_count = 2;
	/* Availability is red twice of three, response never; Beta has a flip to green, Gamma none. */
	memcpy(f->kpis[0], (struct kpi_cell[]){ { 44, 0, RATING_RED }, { 90, 1, RATING_GREEN } }, sizeof f->kpis[0]);
	memcpy(f->kpis[1], (struct kpi_cell[]){ { 60, 0, RATING_YELLOW }, { 70, 1, RATING_YELLOW } }, sizeof f->kpis[1]);
	memcpy(f->kpis[2], (struct kpi_cell[]){ { 31.4F, 0, RATING_RED }, { 55, 1, RATING_YELLOW } }, sizeof f->kpis[2]);
	f->summaries[1].ask = (struct partner_ask){ 0, 99.9, 99.7, "%", RATING_GREEN };
	/* One that would make it worse asks for nothing. */
	f->summaries[0].ask = (struct partner_ask){ 1, 9, 3, "h", RATING_YELLOW };
	/* The KPI's own owner goes before the client's owner of the partnership. */
	f->partners[2].owner_client = "Iris Client";
	f->partners[1].owner_client = "Iris Client";
	f->views[1][1] = (struct group_view){ .client = 2.64F, .partner = 4.5F, .gap = -1.86F, .gap_class = GAP_MISALIGNED };
	f->views[1][0] = (struct group_view){ .client = 3, .partner = 4, .gap = -1, .gap_class = GAP_MISALIGNED };
	make(f);
	assert_int_equal(1, f->board.agenda[0].count);
	assert_string_equal("Availability: red at 2 of 3 partners, lowest 31.4 (Gamma)", f->board.agenda[0].items[0]);
	assert_int_equal(1, f->board.agenda[1].count);
	assert_string_equal("Alpha: at 85.0, up 4.0 since 2026-Q2", f->board.agenda[1].items[0]);
	/* Both groups have the index's score: red at Gamma alone. */
	assert_int_equal(2, f->board.agenda[2].count);
	assert_string_equal("Delivery: red at 1 of 3 rated partners, lowest 40.0 (Gamma)", f->board.agenda[2].items[0]);
	/* Red, yellow, green. */
	assert_int_equal(4, f->board.agenda[3].count);
	assert_string_equal("Gamma: Availability is its lowest KPI, red with a score of 31.4; owner Iris Client",
	    f->board.agenda[3].items[0]);
	assert_string_equal("Beta: Availability at 99.9 % (now 99.7) would turn the score green; owner Iris Client",
	    f->board.agenda[3].items[1]);
	assert_string_equal("Alpha: Availability is its lowest KPI, red with a score of 44.0", f->board.agenda[3].items[2]);
	/* Of a partner its widest gap alone. */
	assert_string_equal("Beta: talk about Trust, where the client says 2.6 and the partner 4.5", f->board.agenda[3].items[3]);
	end(f);
	test_free(f);
}

/* Without a red KPI the lowest yellow one is asked for, by the owner that the model names for it; six partners with a yellow KPI
 * leave room for two gaps. */
static void
agenda_asks_for_yellow_and_keeps_room_for_gaps(void **state)
{
	static const char *const names[] = { "A", "B", "C", "D", "E", "F" };
	struct fixture *f = test_malloc(sizeof *f);

	(void)state;
	start(f);
	f->indicators[1].owner = "Otto Owner";
	for (size_t at = 0; at < COUNT_OF(names); at++) {
		add(f, names[at], 85, NAN);
		f->summaries[at].kpi_count = 2;
		f->summaries[at].ask.indicator = -1;
		f->kpis[at][0] = (struct kpi_cell){ 90, 0, RATING_GREEN };
		f->kpis[at][1] = (struct kpi_cell){ 70, 1, RATING_YELLOW };
		f->views[at][0] = (struct group_view){ .client = 3, .partner = 4, .gap = -1, .gap_class = GAP_WATCH };
	}
	make(f);
	assert_int_equal(6, f->board.agenda[3].count);
	assert_string_equal("D: Response is its lowest KPI, yellow with a score of 70.0; owner Otto Owner", f->board.agenda[3].items[3]);
	assert_string_equal("A: talk about Delivery, where the client says 3.0 and the partner 4.0", f->board.agenda[3].items[4]);
	end(f);
	test_free(f);
}

static void
quality_is_counted_by_kind(void **state)
{
	struct fixture *f = test_malloc(sizeof *f);

	(void)state;
	start(f);
	add(f, "Alpha", 85, NAN);
	add(f, "Beta", NAN, NAN);
	add(f, "Gamma", NAN, NAN);
	f->summaries[0].shortfalls[SHORT_MISSING] = 3;
	f->summaries[1].shortfalls[SHORT_MISSING] = 2;
	f->summaries[1].shortfalls[SHORT_SIDE] = 1;
	f->summaries[2].has_data = false;
	make(f);
	assert_int_equal(4, f->board.omission_count);
	assert_string_equal("No data in the period", f->board.omissions[0].kind);
	assert_string_equal("1 partner", f->board.omissions[0].text);
	assert_string_equal("Partner not rated", f->board.omissions[1].kind);
	assert_string_equal("Missing KPI", f->board.omissions[2].kind);
	assert_string_equal("5 times, at 2 partners", f->board.omissions[2].text);
	assert_string_equal("Suppressed side", f->board.omissions[3].kind);
	assert_string_equal("1 partner", f->board.omissions[3].text);
	end(f);
	test_free(f);
}

/* count people of one partner answer x about another; people must come in order of the one they are about. */
static void
answer(struct fixture *f, size_t from, size_t about, int count, int x)
{
	for (int i = 0; i < count; i++) {
		size_t at = f->dataset.respondent_count++;

		if (f->partners[about].respondent_count++ == 0)
			f->partners[about].respondent_first = at;
		f->people[at] = (struct respondent){ .partner = (uint32_t)about,
			.from = (uint32_t)from,
			.answers = (uint32_t)at,
			.period_index = QUARTER,
			.granularity = PERIOD_QUARTER,
			.side = SIDE_PEER };
		/* Code n + 1 is the answer n. */
		f->answers[at] = (uint16_t)(x + 1);
	}
}

/* About Alpha: 6 of Beta say 5, and 2 who do not say for whom say 1. The total of eight less the six would tell. */
static void
peers_without_a_name_keep_their_secret(void **state)
{
	struct fixture *f = test_malloc(sizeof *f);
	const struct board_peers *peers = &f->board.peers;

	(void)state;
	start(f);
	add(f, "Alpha", 85, 0);
	add(f, "Beta", 85, 0);
	answer(f, 1, 0, 6, 5);
	answer(f, DATASET_NONE, 0, 2, 1);
	make(f);
	assert_int_equal(1, peers->from_count);
	assert_int_equal(1, peers->to_count);
	assert_true(isnan(peers->cells[0].mean) && peers->cells[0].heard);
	assert_int_equal(0, peers->cells[0].n);
	end(f);
	test_free(f);
}

static void
peer_cells_keep_their_secret(void **state)
{
	struct fixture *f = test_malloc(sizeof *f);
	const struct board_peers *peers = &f->board.peers;

	(void)state;
	start(f);
	add(f, "Alpha", 85, 0);
	add(f, "Beta", 85, 0);
	add(f, "Gamma", 85, 0);
	/* About Alpha: 5 of Beta say 4, 5 of Gamma say 2. About Beta: 6 of Alpha say 5, 2 of Gamma say 1. */
	answer(f, 1, 0, 5, 4);
	answer(f, 2, 0, 5, 2);
	answer(f, 0, 1, 6, 5);
	answer(f, 2, 1, 2, 1);
	make(f);
	assert_int_equal(3, peers->from_count);
	assert_int_equal(2, peers->to_count);
	assert_int_equal(1, peers->from[0]);
	assert_near(4.0, peers->cells[0].mean, 1e-9);
	assert_int_equal(5, peers->cells[0].n);
	assert_near(2.0, peers->cells[1 * 2 + 0].mean, 1e-9);
	/* With Alpha's six, Beta's total of eight would tell what the two said: neither is shown. */
	assert_true(isnan(peers->cells[1 * 2 + 1].mean) && peers->cells[1 * 2 + 1].heard);
	assert_true(isnan(peers->cells[2 * 2 + 1].mean) && peers->cells[2 * 2 + 1].heard);
	assert_int_equal(0, peers->cells[2 * 2 + 1].n);
	/* Nobody answered: that is no secret. */
	assert_false(peers->cells[0 * 2 + 1].heard);
	end(f);
	test_free(f);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(counts_colours_and_says_them),
		cmocka_unit_test(counts_both_yellows_of_the_british_words),
		cmocka_unit_test(counts_every_period_since_the_first_colour),
		cmocka_unit_test(movers_are_named_by_change),
		cmocka_unit_test(order_is_by_colour_and_name_never_by_score),
		cmocka_unit_test(large_portfolio_shows_red_yellow_and_movers),
		cmocka_unit_test(watermelons_and_cards),
		cmocka_unit_test(too_many_cards_keep_the_reddest_and_say_so),
		cmocka_unit_test(gaps_are_widest_first),
		cmocka_unit_test(agenda_is_filled_from_the_data),
		cmocka_unit_test(agenda_asks_for_yellow_and_keeps_room_for_gaps),
		cmocka_unit_test(quality_is_counted_by_kind),
		cmocka_unit_test(peer_cells_keep_their_secret),
		cmocka_unit_test(peers_without_a_name_keep_their_secret),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
