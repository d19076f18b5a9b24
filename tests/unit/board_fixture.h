/*
 * board_fixture.h - portfolios made by hand, for the tests of the board's story: nothing in them is computed by the program.
 */
#ifndef TESTS_BOARD_FIXTURE_H
#define TESTS_BOARD_FIXTURE_H

#include <math.h>
#include <stdio.h>
#include <string.h>

#include "base/arena.h"
#include "base/error.h"
#include "config/strings.h"
#include "story/board.h"

enum { PARTNERS_MAX = 200, GROUPS = 2, LENSES = 2, KPIS = 2, PERIODS = 3, QUARTER = 2026 * 4 + 2, PEOPLE_MAX = 40 };

struct fixture {
	struct arena *arena;
	struct settings settings;
	struct model model;
	struct dataset dataset;
	struct scoring scoring;
	struct edition edition;
	struct portfolio portfolio;
	struct board_story board;
	struct lens lenses[LENSES];
	struct group groups[GROUPS];
	struct indicator indicators[KPIS];
	struct question question;
	size_t slot;
	size_t offsets[LENSES];
	struct partner partners[PARTNERS_MAX];
	char names[PARTNERS_MAX][16];
	struct partner_summary summaries[PARTNERS_MAX];
	struct score_cell lens_cells[PARTNERS_MAX][LENSES];
	struct score_cell group_cells[PARTNERS_MAX][GROUPS * LENSES];
	struct group_view views[PARTNERS_MAX][GROUPS];
	struct period_cell history[PARTNERS_MAX][PERIODS];
	struct kpi_cell kpis[PARTNERS_MAX][KPIS];
	struct respondent people[PEOPLE_MAX];
	uint16_t answers[PEOPLE_MAX];
};

static inline unsigned char
rating_of(double score)
{
	return isnan(score) ? RATING_GREY : score >= 80 ? RATING_GREEN : score >= 50 ? RATING_YELLOW : RATING_RED;
}

static inline struct score_cell
cell(double score, double change)
{
	return (struct score_cell){ (float)score, (float)change, rating_of(score), rating_of(score), true, 0 };
}

static inline void
start(struct fixture *f)
{
	struct error error;

	memset(f, 0, sizeof *f);
	f->arena = arena_new();
	f->groups[0] = (struct group){ .id = "d", .title = "Delivery", .help = "", .weight = 1, .kpi_share = 0.5 };
	f->groups[1] = (struct group){ .id = "t", .title = "Trust", .help = "", .weight = 1, .kpi_share = 0.5 };
	f->lenses[0] = (struct lens){
		.id = "health", .title = "Health", .help = "", .primary = true, .groups = f->groups, .group_count = GROUPS
	};
	f->lenses[1] = (struct lens){
		.id = "collaboration", .title = "Collaboration", .help = "", .groups = f->groups, .group_count = GROUPS
	};
	f->indicators[0] = (struct indicator){ .id = "a", .title = "Availability", .unit = "%", .owner = "" };
	f->indicators[1] = (struct indicator){ .id = "r", .title = "Response", .unit = "h", .owner = "" };
	f->question = (struct question){ .id = "q", .text = "Q", .scale_min = 1, .scale_max = 5, .weight = 1 };
	f->model = (struct model){ .lenses = f->lenses,
		.lens_count = LENSES,
		.indicators = f->indicators,
		.indicator_count = KPIS,
		.questions = &f->question,
		.question_count = 1,
		.policy = { .green = 80,
		    .yellow = 50,
		    .min_n = 5,
		    .min_evidence = 60,
		    .trend_points = 3,
		    .survey_green = 4,
		    .survey_yellow = 3 } };
	f->dataset = (struct dataset){ .partners = f->partners,
		.respondents = f->people,
		.answers = f->answers,
		.question_slots = 1,
		.slot_question = &f->slot };
	f->scoring = (struct scoring){ .model = &f->model, .dataset = &f->dataset, .period = { PERIOD_QUARTER, QUARTER } };
	f->edition = (struct edition){ .settings = &f->settings,
		.model = &f->model,
		.dataset = &f->dataset,
		.scoring = &f->scoring,
		.period = "2026-Q3",
		.period_long = "Q3 2026",
		.name = "internal" };
	f->offsets[1] = GROUPS;
	f->portfolio = (struct portfolio){ .scoring = &f->scoring,
		.partners = f->summaries,
		.group_offset = f->offsets,
		.group_total = GROUPS * LENSES,
		.history_count = PERIODS };
	assert_int_equal(0, strings_load(f->arena, NULL, "en", &f->edition.strings, &error));
}

static inline void
end(struct fixture *f)
{
	arena_free(f->arena);
}

/* A partner with this index and change; both groups have the index's score. */
static inline size_t
add(struct fixture *f, const char *name, double score, double change)
{
	size_t at = f->portfolio.partner_count++;

	snprintf(f->names[at], sizeof f->names[at], "%s", name);
	f->partners[at] =
	    (struct partner){ .id = f->names[at], .name = f->names[at], .slug = f->names[at], .kind = "", .tier = "" };
	f->dataset.partner_count = f->portfolio.partner_count;
	f->lens_cells[at][0] = cell(score, change);
	f->lens_cells[at][1] = cell(score, NAN);
	for (size_t g = 0; g < GROUPS; g++) {
		f->group_cells[at][g] = f->group_cells[at][GROUPS + g] = cell(score, change);
		f->views[at][g] = (struct group_view){ NAN, NAN, NAN, NAN, NAN, GAP_NONE, QUADRANT_NONE, WATERMELON_NONE };
	}
	for (size_t i = 0; i < PERIODS; i++)
		f->history[at][i] = (struct period_cell){ NAN, RATING_GREY };
	f->history[at][PERIODS - 1] = (struct period_cell){ (float)score, rating_of(score) };
	f->summaries[at] = (struct partner_summary){ .partner = at,
		.has_data = true,
		.has_survey = true,
		.survey_period = { PERIOD_QUARTER, QUARTER },
		.kpi_planned = 10,
		.kpi_present = 9,
		.own_score = (float)score,
		.own_rating = rating_of(score),
		.critical = -1,
		.ask = { .indicator = -1, .unit = "" },
		.lens = f->lens_cells[at],
		.group = f->group_cells[at],
		.views = f->views[at],
		.history = f->history[at],
		.kpis = f->kpis[at] };
	return at;
}

static inline void
make(struct fixture *f)
{
	struct error error;

	assert_int_equal(0, board_story_make(&f->edition, &f->portfolio, f->arena, &f->board, &error));
}

#endif
