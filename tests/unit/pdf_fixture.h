/*
 * pdf_fixture.h - a story made by hand, for the tests of render/pdf; nothing in it is computed
 * by the program.
 */
#ifndef TESTS_PDF_FIXTURE_H
#define TESTS_PDF_FIXTURE_H

#include <math.h>
#include <string.h>

#include "base/arena.h"
#include "base/count.h"
#include "base/error.h"
#include "config/strings.h"
#include "story/story.h"

enum {
	FIXTURE_KPIS_MAX = 80,
	FIXTURE_GROUPS = 5,
	FIXTURE_LENSES = 4,
	FIXTURE_HISTORY = 8,
	FIXTURE_QUESTIONS = 6
};

/* What a case varies; zero is the ordinary scorecard of nothing. */
struct fixture_options {
	const char *name;
	size_t kpis;
	size_t history;
	bool survey;
	bool suppressed; /* every side below min_n */
	bool grey; /* nothing rated */
	bool alerts;
	bool letter;
	bool safe_palette;
};

struct fixture {
	struct settings settings;
	struct model model;
	struct dataset dataset;
	const struct strings *strings;
	struct edition edition;
	struct scorecard card;
	struct partner partner;
	struct story story;
	struct lens lenses[FIXTURE_LENSES];
	struct group groups[FIXTURE_GROUPS];
	struct indicator indicators[FIXTURE_KPIS_MAX];
	struct question questions[FIXTURE_QUESTIONS];
	struct question_voice voices[FIXTURE_QUESTIONS];
	struct lens_score lens_scores[FIXTURE_LENSES];
	struct group_score group_scores[FIXTURE_GROUPS];
	struct reading readings[FIXTURE_KPIS_MAX];
	size_t order[FIXTURE_KPIS_MAX];
	struct history_point history[FIXTURE_HISTORY];
	double history_index[FIXTURE_HISTORY][FIXTURE_LENSES];
	enum rating history_rating[FIXTURE_HISTORY][FIXTURE_LENSES];
	double history_value[FIXTURE_HISTORY][FIXTURE_KPIS_MAX];
	double history_score[FIXTURE_HISTORY][FIXTURE_KPIS_MAX];
	struct input_file files[3];
	const char *gap_words[FIXTURE_GROUPS];
	struct remark things[3];
	struct remark alerts[2];
	struct trail_row trail[6];
	struct omission omissions[4];
	const char *rules[6];
};

static const double fixture_scores[FIXTURE_GROUPS] = {64.2, 81.5, 47.9, NAN, 77.0};

static enum rating
fixture_rating(double score)
{
	return isnan(score) ? RATING_GREY
	    : score >= 80   ? RATING_GREEN
	    : score >= 50   ? RATING_YELLOW
			    : RATING_RED;
}

static void
fixture_lenses(struct fixture *f, const struct fixture_options *options)
{
	static const char *const titles[FIXTURE_LENSES] = {"Partnership health", "Collaboration",
	    "Critical success factors", "Interaction of operating models"};
	static const char *const groups[FIXTURE_GROUPS] = {
	    "Delivery", "Communication", "Trust", "Shared goals", "Decision making and escalation"};
	static const double scores[FIXTURE_LENSES] = {67.6, 71.3, 83.4, 55.0};

	for (size_t i = 0; i < FIXTURE_LENSES; i++) {
		double score = options->grey ? NAN : scores[i];

		f->lenses[i] = (struct lens){.id = "lens",
		    .title = titles[i],
		    .primary = i == 0,
		    .groups = f->groups,
		    .group_count = FIXTURE_GROUPS};
		f->lens_scores[i] = (struct lens_score){.planned = true,
		    .rated = !options->grey,
		    .index = score,
		    .evidence = options->grey ? 0.2 : 0.8,
		    .low = 54.1,
		    .high = 74.1,
		    .uncapped = fixture_rating(score),
		    .rating = fixture_rating(score),
		    .previous = options->history < 2 ? NAN : score + 4.1,
		    .change = options->history < 2 ? NAN
			: i == 1                   ? 6.2
			: i == 2                   ? 0.4
						   : -4.1,
		    .balance = i == 3 ? -25.3 : NAN,
		    .out_of_balance = i == 3,
		    .cap_critical = -1,
		    .watermelon_critical = -1,
		    .groups = f->group_scores};
	}
	for (size_t i = 0; i < FIXTURE_GROUPS; i++) {
		double score = options->grey ? NAN : fixture_scores[i];

		f->groups[i] = (struct group){
		    .id = "group", .title = groups[i], .help = "", .weight = 1, .kpi_share = 0.5};
		f->group_scores[i] = (struct group_score){.planned = true,
		    .kpi_planned = true,
		    .survey_planned = options->survey,
		    .rated = !isnan(score),
		    .score = score,
		    .rating = fixture_rating(score),
		    .previous = options->history < 2 ? NAN : 70 - 3.0 * (double)i,
		    .change =
			options->history < 2 || isnan(score) ? NAN : score - (70 - 3.0 * (double)i),
		    .kpi_score = 88.5,
		    .survey_score = 41.2,
		    .watermelon = i == 0 ? WATERMELON_GREEN_OUTSIDE
			: i == 2         ? WATERMELON_LIKED_BUT_MISSING
					 : WATERMELON_NONE,
		    .movement = options->history < 2 || isnan(score) ? NAN : 1.5 - 2.0 * (double)i,
		    .gap = NAN,
		    .gap_half_width = NAN};
	}
}

static struct voice
fixture_voice(const struct fixture_options *options, double mean)
{
	struct voice voice = {.heard = true,
	    .published = !options->suppressed,
	    .n = 8,
	    .invited = 20,
	    .mean = mean,
	    .sd = 0.99,
	    .half_width = 0.658,
	    .score = 76.3,
	    .bars = {0, 1, 2, 4, 1}};

	if (options->suppressed)
		voice = (struct voice){
		    .heard = true, .mean = NAN, .sd = NAN, .half_width = NAN, .score = NAN};
	return voice;
}

static void
fixture_survey(struct fixture *f, const struct fixture_options *options)
{
	static const char *const texts[FIXTURE_QUESTIONS] = {
	    "Our counterpart tells us early about problems",
	    "We trust what the other side tells us", "Decisions are taken quickly and they hold",
	    "Both sides pursue the same goals, and talk early when these collide",
	    "We would choose this partner again", "Commitments are kept"};

	f->card.has_survey = options->survey;
	f->card.survey_period = (struct period){PERIOD_QUARTER, 2026 * 4 + 2};
	for (size_t i = 0; i < FIXTURE_GROUPS && options->survey; i++) {
		struct group_score *group = &f->group_scores[i];

		group->sides[SIDE_CLIENT] = fixture_voice(options, 2.9 + 0.3 * (double)i);
		group->sides[SIDE_PARTNER] = fixture_voice(options, 4.1 - 0.1 * (double)i);
		if (!options->suppressed && i != 3) {
			group->gap = -1.2 + 0.4 * (double)i;
			group->gap_class = i == 0 ? GAP_MISALIGNED
			    : i == 1              ? GAP_WATCH
						  : GAP_ALIGNED;
			f->gap_words[i] =
			    quadrant_name(&f->edition, i == 0 ? QUADRANT_BLIND_SPOT : QUADRANT_STRENGTH);
		}
		if (i == 3)
			group->sides[SIDE_PARTNER] = (struct voice){.mean = NAN};
	}
	f->card.questions = f->voices;
	f->card.question_count = options->survey ? FIXTURE_QUESTIONS : 0;
	for (size_t i = 0; i < FIXTURE_QUESTIONS; i++) {
		f->questions[i] =
		    (struct question){.id = "q", .text = texts[i], .scale_min = 1, .scale_max = 5};
		f->voices[i].question = i;
		f->voices[i].sides[SIDE_CLIENT] = fixture_voice(options, 3.5);
		f->voices[i].sides[SIDE_PARTNER] = fixture_voice(options, 4.2);
		f->voices[i].sides[SIDE_PARTNER].bars[4] += i;
	}
}

static void
fixture_kpis(struct fixture *f, const struct fixture_options *options, struct arena *arena)
{
	static const char *const titles[] = {"Service availability",
	    "Response time to critical incidents",
	    "Satisfaction of the business departments with the service desk and on-site support",
	    "Invoices without dispute", "Change success rate", "Backup success rate",
	    "Joint roadmap milestones met", "Audit findings overdue"};
	static const struct {
		double value, green, red, score;
		enum value_state state;
	} rows[] = {
	    {99.3, 99.9, 99.5, 35.0, VALUE_PRESENT},
	    {6, 4, 8, 65.0, VALUE_PRESENT},
	    {4.2, 4, 3, 86.0, VALUE_PRESENT},
	    {97, 95, 90, 92.0, VALUE_PRESENT},
	    {94.5, 95, 90, 77.0, VALUE_PRESENT},
	    {NAN, 99, 95, NAN, VALUE_BLANK},
	    {1234567.25, 1000000, 500000, 94.1, VALUE_PRESENT},
	    {NAN, 0, 2, NAN, VALUE_WITHHELD},
	};

	f->card.readings = f->readings;
	f->card.reading_count = f->card.kpi_planned = options->kpis;
	for (size_t i = 0; i < options->kpis; i++) {
		size_t k = i % COUNT_OF(rows);
		bool scored = rows[k].state == VALUE_PRESENT;

		f->indicators[i] = (struct indicator){.id = "kpi",
		    .unit = "%",
		    .owner = k % 3 == 1 ? "Jane Doe" : "",
		    .title = i < COUNT_OF(titles) ? titles[k]
						  : arena_printf(arena, "%s %zu", titles[k], i),
		    .direction = k == 1 ? DIRECTION_LOWER : DIRECTION_HIGHER,
		    .weight = 1,
		    .critical = k == 0};
		f->readings[i] = (struct reading){.indicator = i,
		    .state = rows[k].state,
		    .planned = true,
		    .scored = scored,
		    .value = rows[k].value,
		    .direction = f->indicators[i].direction,
		    .limits = {rows[k].green, rows[k].red, NAN, NAN},
		    .target = NAN,
		    .weight = 1,
		    .score = rows[k].score,
		    .rating = fixture_rating(rows[k].score),
		    .unit = k == 1 ? "hours" : "%",
		    .note = "",
		    .row_count = scored,
		    .green_origin = k == 4 ? LIMITS_TARGET : LIMITS_ROW};
		f->order[i] = i;
		f->card.kpi_present += scored;
	}
	f->story.kpi_order = f->order;
	f->story.kpi_order_count = options->kpis;
}

static void
fixture_history(struct fixture *f, const struct fixture_options *options)
{
	f->card.history = f->history;
	f->card.history_count = options->history;
	for (size_t i = 0; i < options->history; i++) {
		struct history_point *point = &f->history[i];

		point->period =
		    (struct period){PERIOD_QUARTER, 2026 * 4 + 3 - (int)(options->history - i)};
		point->index = f->history_index[i];
		point->rating = f->history_rating[i];
		point->value = f->history_value[i];
		point->score = f->history_score[i];
		for (size_t k = 0; k < FIXTURE_LENSES; k++) {
			point->index[k] = i == 2 || options->grey ? NAN : 82.0 - 2.0 * (double)i;
			point->rating[k] = fixture_rating(point->index[k]);
		}
		for (size_t k = 0; k < options->kpis; k++) {
			point->value[k] = (i + k) % 7 == 4 ? NAN : 90 + sin((double)(i * (k + 1)));
			point->score[k] =
			    isnan(point->value[k]) ? NAN : 60 + 4.0 * (double)((i + k) % 5);
		}
	}
	if (options->history > 0) {
		f->history_index[options->history - 1][0] = f->lens_scores[0].index;
		f->history_rating[options->history - 1][0] = f->lens_scores[0].rating;
	}
}

static void
fixture_texts(struct fixture *f, const struct fixture_options *options)
{
	struct story *story = &f->story;

	story->subtitle = "Supplier \xC2\xB7 tier 1 \xC2\xB7 owner Nguy\xE1\xBB\x85n "
			  "Th\xE1\xBB\x8B H\xC6\xB0\xE1\xBB\x9Dng";
	story->verdict = options->grey ? "Not rated: too little evidence for a colour."
				       : "Yellow: 67.6, down 4.1 since 2026-Q2.";
	story->change =
	    options->history < 2 ? "no earlier score" : "-4.1 compared with 2026-Q2 (71.7)";
	story->confidence = "Not firm: missing data could change the colour (54.1 to 74.1). "
			    "Robust: no weight within 25 % would.";
	f->things[0] = (struct remark){RATING_RED, NAN,
	    "Trust is red at 47.9, the worst of five dimensions; it fell by 16.1 since 2026-Q2."};
	f->things[1] = (struct remark){RATING_YELLOW, NAN,
	    "Delivery looks better from outside than from inside: KPIs score 82.0, "
	    "the people who work together score 46.4. Ask the client side what the indicators do "
	    "not show."};
	f->things[2] = (struct remark){RATING_GREEN, NAN,
	    "Service availability would have to reach 99.62 % to turn the overall colour."};
	story->things = f->things;
	story->thing_count = options->grey ? 0 : 3;
	f->alerts[0] = (struct remark){
	    RATING_YELLOW, NAN, "Capped at yellow: the critical indicator Service availability is red."};
	f->alerts[1] = (struct remark){RATING_RED, NAN,
	    "Trust: yellow replaced by red on 2026-10-02 by J. Doe: the escalation of 29 September "
	    "is not yet in the survey."};
	story->alerts = f->alerts;
	story->alert_count = options->alerts ? 2 : 0;
	story->completeness = "14 of 15 KPIs, 23 of 31 answers";
}

static void
fixture_method(struct fixture *f)
{
	static const struct trail_row trail[] = {
	    {"Delivery",
		"KPIs (2 x 35.0 + 1 x 65.0 + 1 x 86.0) / 4 = 55.3; survey 73.2; half of each", 64.2,
		RATING_YELLOW},
	    {"Communication", "survey alone: client 4.1, partner 4.0, mean 4.05", 81.5,
		RATING_GREEN},
	    {"Trust", "KPIs 50.0, survey 45.8, half of each", 47.9, RATING_RED},
	    {"Shared goals", "evidence 50 % is below 60 %", NAN, RATING_GREY},
	    {"Decision making and escalation", "survey alone", 77.0, RATING_YELLOW},
	    {"Index", "(1 x 64.2 + 1 x 81.5 + 1 x 47.9 + 1 x 77.0) / 4", 67.6, RATING_YELLOW},
	};
	static const struct omission omissions[] = {
	    {"Missing KPI value", "Backup success rate: blank in kpi-2026-q3.csv line 14"},
	    {"Withheld", "Audit findings overdue: withheld in kpi-2026-q3.csv line 16"},
	    {"Suppressed", "Shared goals, side partner: fewer than 5 respondents"},
	    {"Rejected row", "kpi-2026-q3.csv line 20: 1,234 could be 1.234 or 1234"},
	};
	static const char *const rules[] = {
	    "Score of an indicator = 50 + 30 x (value - red limit) / (green limit - red limit), "
	    "cut at 0 and 100.",
	    "Green from 80, yellow from 50, red below; scores are rounded to one decimal first.",
	    "A group is rated only with at least 60 % of its evidence, the index only with at "
	    "least 60 % of its weight.",
	    "Answers of fewer than 5 people on one side are neither shown nor used.",
	    "A red critical indicator caps the colour at yellow; two red groups make it red.",
	    "Trend arrows stand for changes of at least 3.0 points against the period before.",
	};
	struct story *story = &f->story;

	memcpy(f->trail, trail, sizeof trail);
	memcpy(f->omissions, omissions, sizeof omissions);
	memcpy(f->rules, rules, sizeof rules);
	story->trail = f->trail;
	story->trail_count = COUNT_OF(trail);
	story->omissions = f->omissions;
	story->omission_count = COUNT_OF(omissions);
	story->rules = f->rules;
	story->rule_count = COUNT_OF(rules);
}

static void
fixture_edition(struct fixture *f, const struct fixture_options *options, struct arena *arena)
{
	struct error error = {.code = ERROR_NONE};
	static const char digest[] =
	    "9f2c41d7e07b0a51c3de21880fa4b76cbe1d5a44e0c2f3b19a8d7c6e5f401122";

	f->settings = (struct settings){.organisation = "Aurora Group",
	    .department = "Partner Management",
	    .confidentiality = "Internal",
	    .language = "en",
	    .letter = options->letter,
	    .safe_palette = options->safe_palette,
	    .theme = THEME_NONE};
	memcpy(f->settings.digest, digest, sizeof digest);
	f->model = (struct model){.lenses = f->lenses,
	    .lens_count = FIXTURE_LENSES,
	    .indicators = f->indicators,
	    .indicator_count = options->kpis,
	    .questions = f->questions,
	    .question_count = FIXTURE_QUESTIONS,
	    .policy = {.green = 80,
		.yellow = 50,
		.trend_points = 3,
		.min_n = 5,
		.min_evidence = 60,
		.history_periods = 8}};
	memcpy(f->model.digest, digest, sizeof digest);
	for (size_t i = 0; i < COUNT_OF(f->files); i++) {
		f->files[i] = (struct input_file){.name = i == 0 ? "kpi-2026-q3.csv"
			: i == 1                                 ? "survey-2026-q3.csv"
								 : "partners.csv",
		    .rows = 120 * (i + 1),
		    .accepted = 119,
		    .rejected = i == 0};
		memcpy(f->files[i].digest, digest, sizeof digest);
	}
	f->dataset = (struct dataset){.files = f->files, .file_count = COUNT_OF(f->files)};
	assert_int_equal(0, strings_load(arena, NULL, "en", &f->strings, &error));
	assert_int_equal(0, template_load(arena, NULL, "scorecard.ini", &f->settings.scorecard, &error));
	f->edition = (struct edition){.settings = &f->settings, .strings = f->strings,
	    .model = &f->model,
	    .dataset = &f->dataset,
	    .period = "2026-Q3",
	    .period_long = "Q3 2026 (1 Jul \xE2\x80\x93 30 Sep 2026)",
	    .as_of = "2026-09-30",
	    .name = "internal",
	    .run_id = "2026-Q3-r1",
	    .version = "final",
	    .data_hash = digest,
	    .program = "rapport 0.1.0"};
}

/* Strings of more than one KPI come from the arena. */
static void
fixture_make(struct fixture *f, const struct fixture_options *options, struct arena *arena)
{
	memset(f, 0, sizeof *f);
	for (size_t i = 0; i < FIXTURE_GROUPS; i++)
		f->gap_words[i] = "";
	fixture_edition(f, options, arena);
	fixture_lenses(f, options);
	fixture_survey(f, options);
	fixture_kpis(f, options, arena);
	fixture_history(f, options);
	fixture_texts(f, options);
	fixture_method(f);
	f->card.period = (struct period){PERIOD_QUARTER, 2026 * 4 + 2};
	f->card.lenses = f->lens_scores;
	f->card.has_data = true;
	f->card.own = (struct own_performance){.rated = !options->grey,
	    .score = options->grey ? NAN : 74.8,
	    .evidence = 0.93,
	    .rating = options->grey ? RATING_GREY : RATING_YELLOW,
	    .previous = NAN,
	    .change = options->history < 2 ? NAN : 1.2};
	f->partner =
	    (struct partner){.id = options->name, .name = options->name, .slug = "partner"};
	f->story.edition = &f->edition;
	f->story.card = &f->card;
	f->story.partner = &f->partner;
	f->story.lens = &f->lenses[0];
	f->story.health = &f->lens_scores[0];
	f->story.gap_words = f->gap_words;
}

#endif
