/*
 * score_fixture.h - a small model and dataset built in memory: one primary lens "health" with four groups, one KPI a group
 * (a level 0..100, so that value and score are the same number), one question in the first group.
 */
#ifndef SCORE_FIXTURE_H
#define SCORE_FIXTURE_H

#include <limits.h>
#include <math.h>
#include <string.h>

#include "base/arena.h"
#include "base/error.h"
#include "near.h"
#include "score/scorecard.h"

enum { FIXTURE_GROUPS = 4, FIXTURE_ROWS = 64, FIXTURE_PEOPLE = 64, FIXTURE_QUARTER = 2026 * 4 + 2 };

struct fixture {
	struct arena	 *arena;
	struct model	  model;
	struct dataset	  dataset;
	struct lens	  lens;
	struct group	  groups[FIXTURE_GROUPS];
	struct indicator  indicators[FIXTURE_GROUPS];
	short		  membership[FIXTURE_GROUPS];
	struct question	  question;
	short		  question_group;
	struct partner	  partner;
	struct kpi_row	  rows[FIXTURE_ROWS];
	struct kpi_terms  terms[8];
	struct respondent people[FIXTURE_PEOPLE];
	uint16_t	  answers[FIXTURE_PEOPLE];
	size_t		  slot_question;
	struct invite	  invite;
	struct scoring	  scoring;
};

static inline struct policy
fixture_policy(void)
{
	return (struct policy){ .green = 80, .yellow = 50, .default_tolerance = 10, .min_n = 5, .min_evidence = 60, .red_groups = 2,
		.plan_periods = 4, .survey_max_age = 2, .survey_green = 4, .survey_yellow = 3, .trend_points = 3,
		.history_periods = 8, .gap_watch = 0.5, .gap_misaligned = 1, .quadrant = 3.5, .watermelon_gap = 25,
		.robustness = 25, .mandate_flag = 20, .alpha_min_n = 30, .alpha_min_questions = 3, .top_box = 4,
		.override_reason_length = 20, .unknown_kpi_group = "" };
}

static inline struct kpi_terms
fixture_no_terms(void)
{
	return (struct kpi_terms){ .limits = { NAN, NAN, NAN, NAN }, .target = NAN, .weight = NAN, .rating_score = NAN };
}

static inline struct indicator
fixture_indicator(const char *id, enum direction direction, double green, double red)
{
	return (struct indicator){ .id = id, .title = id, .unit = "", .owner = "", .direction = direction,
		.limits = { green, red, NAN, NAN }, .target = NAN, .level_min = 0, .level_max = 100, .weight = 1 };
}

static inline void
fixture_init(struct fixture *f)
{
	static const char *const names[FIXTURE_GROUPS] = { "a", "b", "c", "d" };

	memset(f, 0, sizeof *f);
	f->arena = arena_new();
	for (short g = 0; g < FIXTURE_GROUPS; g++) {
		f->groups[g] = (struct group){ .id = names[g], .title = names[g], .help = "", .weight = 1, .kpi_share = 0.5 };
		f->indicators[g] = fixture_indicator(names[g], DIRECTION_LEVEL, NAN, NAN);
		f->membership[g] = g;
		f->indicators[g].group = &f->membership[g];
	}
	f->lens = (struct lens){ .id = "health", .title = "Health", .help = "", .primary = true,
		.sides = 1u << SIDE_CLIENT | 1u << SIDE_PARTNER, .groups = f->groups, .group_count = FIXTURE_GROUPS };
	f->question = (struct question){ .id = "q", .text = "Q", .scale_min = 1, .scale_max = 5, .weight = 1,
		.group = &f->question_group };
	f->model = (struct model){ .policy = fixture_policy(), .lenses = &f->lens, .lens_count = 1, .indicators = f->indicators,
		.indicator_count = FIXTURE_GROUPS, .questions = &f->question, .question_count = 1 };
	f->partner = (struct partner){ .id = "acme", .name = "Acme", .slug = "acme", .listed = true, .active = true };
	for (size_t i = 0; i < sizeof f->terms / sizeof f->terms[0]; i++)
		f->terms[i] = fixture_no_terms();
	f->dataset = (struct dataset){ .partners = &f->partner, .partner_count = 1, .kpi_rows = f->rows, .terms = f->terms,
		.respondents = f->people, .answers = f->answers, .question_slots = 1, .slot_question = &f->slot_question };
}

static inline void
fixture_clear(struct fixture *f)
{
	arena_free(f->arena);
}

/* Rows must be added in order of indicator, then period. */
static inline struct kpi_row *
fixture_row(struct fixture *f, size_t indicator, int granularity, int index, double value)
{
	struct kpi_row *row = &f->rows[f->dataset.kpi_row_count++];

	*row = (struct kpi_row){ .value = value, .indicator = (uint16_t)indicator, .granularity = (uint8_t)granularity,
		.period_index = index, .direction = -1, .state = isnan(value) ? VALUE_BLANK : VALUE_PRESENT,
		.line = (uint32_t)f->dataset.kpi_row_count + 1 };
	f->partner.kpi_count = f->dataset.all_first = f->dataset.kpi_row_count;
	return row;
}

/* An answer 1..5 in the reported quarter. */
static inline void
fixture_answer(struct fixture *f, enum side side, int answer)
{
	size_t at = f->dataset.respondent_count++;

	f->people[at] = (struct respondent){ .from = DATASET_NONE, .answers = (uint32_t)at, .period_index = FIXTURE_QUARTER,
		.granularity = PERIOD_QUARTER, .side = (uint8_t)side };
	f->answers[at] = (uint16_t)(answer + 1);
	f->partner.respondent_count = f->dataset.respondent_count;
}

static inline struct scorecard
fixture_score(struct fixture *f)
{
	struct scorecard card;
	struct error	 error = { .code = ERROR_NONE };
	struct period	 quarter = { PERIOD_QUARTER, FIXTURE_QUARTER };

	assert_int_equal(0, scoring_init(&f->scoring, f->arena, &f->model, &f->dataset, quarter,
	    (struct date){ 2026, 9, 30 }, 1, &error));
	assert_int_equal(0, scorecard_make(&f->scoring, 0, f->arena, &card, &error));
	return card;
}

#endif
