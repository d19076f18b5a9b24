#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include <string.h>

#include "config/strings.h"
#include "score_fixture.h"
#include "story/story.h"

/* What a story needs around the score fixture. */
struct setting {
	struct fixture	  f;
	struct settings	  settings;
	struct input_file file;
	const char	 *language;
	const struct strings *strings;
	struct edition	  edition;
	struct scorecard  card;
	struct story	  story;
};

static void
setting_init(struct setting *s)
{
	memset(s, 0, sizeof *s);
	fixture_init(&s->f);
	s->file.name = "kpi.csv";
	s->f.dataset.files = &s->file;
	s->f.dataset.file_count = 1;
	s->f.partner.kind = "supplier";
	s->f.partner.tier = "1";
	s->f.partner.owner_client = s->f.partner.owner_partner = "";
	s->language = "en";
}

static const struct story *
tell(struct setting *s)
{
	struct error error = { .code = ERROR_NONE };

	s->card = fixture_score(&s->f);
	assert_int_equal(0, strings_load(s->f.arena, NULL, s->language, &s->strings, &error));
	s->edition = (struct edition){ .settings = &s->settings, .strings = s->strings, .model = &s->f.model, .dataset = &s->f.dataset,
		.scoring = &s->f.scoring, .period = "2026-Q3" };
	assert_int_equal(0, story_make(&s->edition, &s->card, s->f.arena, &s->story, &error));
	return &s->story;
}

static bool
mentions(const struct remark *remarks, size_t count, const char *words)
{
	for (size_t i = 0; i < count; i++)
		if (strstr(remarks[i].text, words) != NULL)
			return true;
	return false;
}

/* Four levels 90 80 70 40, equal weights: 280 / 4 = 70.0, yellow; the worst is d. */
static void
four_groups(struct setting *s)
{
	static const double values[] = { 90, 80, 70, 40 };

	setting_init(s);
	for (size_t g = 0; g < FIXTURE_GROUPS; g++)
		fixture_row(&s->f, g, PERIOD_QUARTER, FIXTURE_QUARTER, values[g]);
}

static void
verdict_and_worst_group_say_the_scores(void **state)
{
	struct setting	    s;
	const struct story *story;

	(void)state;
	four_groups(&s);
	story = tell(&s);
	assert_string_equal("Yellow at 70.0 of 100.", story->verdict);
	assert_string_equal("d is red at 40.0, the lowest of the rated groups.", story->things[0].text);
	assert_string_equal("supplier  ·  tier 1", story->subtitle);
	assert_string_equal("4 of 4 planned KPIs; no survey", story->completeness);
	fixture_clear(&s.f);
}

static void
amber_is_the_word_where_the_word_set_is_rag(void **state)
{
	struct setting s;

	(void)state;
	four_groups(&s);
	s.settings.words = WORDS_RAG;
	assert_string_equal("Amber at 70.0 of 100.", tell(&s)->verdict);
	assert_int_equal('A', story_rating_letter(&s.edition, RATING_YELLOW));
	fixture_clear(&s.f);
}

/* 70.0 is yellow; of the two words for it uk4 takes the better one from 65 on (model.md 6). */
static void
four_british_words_split_yellow_at_65(void **state)
{
	struct setting s;

	(void)state;
	four_groups(&s);
	s.settings.words = WORDS_UK4;
	assert_string_equal("Approaching target at 70.0 of 100.", tell(&s)->verdict);
	assert_string_equal("Requires improvement", story_rating_word(&s.edition, RATING_YELLOW, 64.9));
	assert_string_equal("Inadequate", story_rating_word(&s.edition, RATING_RED, 40));
	/* And a letter for each. */
	assert_int_equal('A', story_score_letter(&s.edition, RATING_YELLOW, 65));
	assert_int_equal('R', story_score_letter(&s.edition, RATING_YELLOW, 64.9));
	assert_int_equal('R', story_rating_letter(&s.edition, RATING_YELLOW));
	assert_int_equal('I', story_score_letter(&s.edition, RATING_RED, 40));
	/* Which of the five marks it is; the other word sets have four. */
	assert_int_equal(SHADE_YELLOW_HIGH, story_shade(&s.edition, RATING_YELLOW, 65));
	assert_int_equal(RATING_YELLOW, story_shade(&s.edition, RATING_YELLOW, 64.9));
	assert_int_equal(RATING_GREEN, story_shade(&s.edition, RATING_GREEN, 85));
	s.settings.words = WORDS_RYG;
	assert_int_equal(RATING_YELLOW, story_shade(&s.edition, RATING_YELLOW, 65));
	assert_int_equal('?', story_shade_letter(&s.edition, SHADE_YELLOW_HIGH));
	fixture_clear(&s.f);
}

static void
the_same_story_in_another_language(void **state)
{
	struct setting	    s;
	const struct story *story;

	(void)state;
	four_groups(&s);
	s.language = "fr";
	story = tell(&s);
	assert_string_equal("Jaune à 70,0 sur 100.", story->verdict);
	assert_string_equal("d : rouge à 40,0, la plus basse des notes de groupe.", story->things[0].text);
	assert_string_equal("4 sur 4 indicateurs prévus ; pas d’enquête", story->completeness);
	fixture_clear(&s.f);
}

/* d fell from 70 to 40; the index from 77.5 to 70.0. */
static void
a_fall_is_told_with_its_size_and_the_period_before(void **state)
{
	struct setting	    s;
	const struct story *story;

	(void)state;
	setting_init(&s);
	for (size_t g = 0; g < FIXTURE_GROUPS; g++) {
		static const double values[] = { 90, 80, 70, 40 };

		fixture_row(&s.f, g, PERIOD_QUARTER, FIXTURE_QUARTER - 1, g == 3 ? 70 : values[g]);
		fixture_row(&s.f, g, PERIOD_QUARTER, FIXTURE_QUARTER, values[g]);
	}
	story = tell(&s);
	assert_string_equal("Yellow at 70.0 of 100, down 7.5 since 2026-Q2.", story->verdict);
	assert_string_equal("−7.5 compared with 2026-Q2 (77.5)", story->change);
	assert_string_equal("d is red at 40.0, the lowest of the rated groups, down 30.0 points since 2026-Q2.",
	    story->things[0].text);
	fixture_clear(&s.f);
}

static void
nothing_is_told_that_the_numbers_do_not_support(void **state)
{
	struct setting	    s;
	const struct story *story;

	(void)state;
	setting_init(&s);
	for (size_t g = 0; g < FIXTURE_GROUPS; g++)
		fixture_row(&s.f, g, PERIOD_QUARTER, FIXTURE_QUARTER, 90);
	story = tell(&s);
	assert_int_equal(1, story->thing_count);
	assert_string_equal("Every rated group is green; the lowest is a at 90.0.", story->things[0].text);
	assert_int_equal(0, story->alert_count);
	assert_string_equal("no earlier score to compare with", story->change);
	fixture_clear(&s.f);
}

/* KPI a 90, five clients at 2 -> survey 20: watermelon; partner side of four people stays unknown in every sentence. */
static void
watermelon_is_told_and_a_small_side_never_counted(void **state)
{
	struct setting	    s;
	const struct story *story;

	(void)state;
	setting_init(&s);
	fixture_row(&s.f, 0, PERIOD_QUARTER, FIXTURE_QUARTER, 90);
	for (int i = 0; i < 5; i++)
		fixture_answer(&s.f, SIDE_CLIENT, 2);
	for (int i = 0; i < 4; i++)
		fixture_answer(&s.f, SIDE_PARTNER, 5);
	story = tell(&s);
	assert_true(mentions(story->things, story->thing_count, "Watermelon in a: its KPIs say 90.0, the people asked say 20.0."));
	assert_string_equal("1 of 1 planned KPI; survey of 2026-Q3: client 5 people, partner fewer than 5 people",
	    story->completeness);
	assert_string_equal("Suppressed side", story->omissions[0].kind);
	fixture_clear(&s.f);
}

static void
caps_and_overrides_are_alerts(void **state)
{
	struct setting	       s;
	const struct story    *story;
	struct colour_override override = { .partner = 0, .period = { PERIOD_QUARTER, FIXTURE_QUARTER }, .lens = 0, .group = -1,
		.colour = RATING_GREEN, .reason = "the outage was ours", .author = "A. Author", .date = "2026-10-02" };

	(void)state;
	setting_init(&s);
	for (size_t g = 0; g < FIXTURE_GROUPS; g++)
		fixture_row(&s.f, g, PERIOD_QUARTER, FIXTURE_QUARTER, g == 3 ? 45 : 100);
	s.f.indicators[3].critical = true;
	s.f.dataset.overrides = &override;
	s.f.dataset.override_count = 1;
	story = tell(&s);
	assert_true(mentions(story->alerts, story->alert_count, "Health capped at yellow: d is critical and red."));
	assert_true(mentions(story->alerts, story->alert_count,
	    "Health set from yellow to green by A. Author, 2026-10-02: the outage was ours"));
	fixture_clear(&s.f);
}

static void
trail_shows_the_arithmetic_of_the_index(void **state)
{
	struct setting		s;
	const struct story     *story;
	const struct trail_row *last;

	(void)state;
	four_groups(&s);
	story = tell(&s);
	last = &story->trail[story->trail_count - 1];
	assert_string_equal("weight × group over the rated groups: (1 × 90.0 + 1 × 80.0 + 1 × 70.0 + 1 × 40.0) / 4", last->working);
	assert_near(70, last->result, 1e-9);
	assert_string_equal("weight × score over 1 of the group's KPIs: (1 × 90.0) / 1", story->trail[0].working);
	fixture_clear(&s.f);
}

static void
worst_kpis_come_first_and_missing_ones_last_with_their_line(void **state)
{
	struct setting	    s;
	const struct story *story;

	(void)state;
	four_groups(&s);
	s.f.rows[0].state = VALUE_BLANK;
	story = tell(&s);
	assert_int_equal(3, story->kpi_order[0]);
	assert_int_equal(0, story->kpi_order[3]);
	assert_string_equal("Missing KPI", story->omissions[0].kind);
	assert_string_equal("a: blank (kpi.csv line 2)", story->omissions[0].text);
	fixture_clear(&s.f);
}

static void
numbers_in_words(void **state)
{
	struct setting s;

	(void)state;
	four_groups(&s);
	(void)tell(&s);
	assert_string_equal("+4.1", story_signed(&s.edition, 4.1, s.f.arena));
	assert_string_equal("−0.3", story_signed(&s.edition, -0.3, s.f.arena));
	assert_string_equal("0.0", story_signed(&s.edition, -0.04, s.f.arena));
	assert_string_equal("", story_signed(&s.edition, NAN, s.f.arena));
	assert_string_equal("1,234,567.5", story_value(&s.edition, &(struct reading){ .state = VALUE_PRESENT, .value = 1234567.5,
	    .direction = DIRECTION_HIGHER }, s.f.arena));
	assert_string_equal("≤ 4 / > 8", story_limits(&s.edition, &(struct reading){ .direction = DIRECTION_LOWER,
	    .limits = { 4, 8, NAN, NAN } }, s.f.arena));
	fixture_clear(&s.f);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(verdict_and_worst_group_say_the_scores),
		cmocka_unit_test(amber_is_the_word_where_the_word_set_is_rag),
		cmocka_unit_test(four_british_words_split_yellow_at_65),
		cmocka_unit_test(the_same_story_in_another_language),
		cmocka_unit_test(a_fall_is_told_with_its_size_and_the_period_before),
		cmocka_unit_test(nothing_is_told_that_the_numbers_do_not_support),
		cmocka_unit_test(watermelon_is_told_and_a_small_side_never_counted),
		cmocka_unit_test(caps_and_overrides_are_alerts),
		cmocka_unit_test(trail_shows_the_arithmetic_of_the_index),
		cmocka_unit_test(worst_kpis_come_first_and_missing_ones_last_with_their_line),
		cmocka_unit_test(numbers_in_words),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
