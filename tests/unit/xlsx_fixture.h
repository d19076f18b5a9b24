/*
 * xlsx_fixture.h - the shipped model, a dataset built in memory and the story of one partner, for the workbook tests.
 */
#ifndef XLSX_FIXTURE_H
#define XLSX_FIXTURE_H

#include <fcntl.h>
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/arena.h"
#include "base/error.h"
#include "config/model.h"
#include "render/render.h"
#include "config/strings.h"
#include "story/story.h"

enum { XF_PARTNERS = 3, XF_ROWS = 200, XF_PEOPLE = 60, XF_SLOTS = 4, XF_QUARTER = 2026 * 4 + 2 };

struct xlsx_fixture {
	struct arena	 *arena;
	struct model	  model;
	struct settings	  settings;
	struct dataset	  dataset;
	struct partner	  partners[XF_PARTNERS];
	struct kpi_row	  rows[XF_ROWS];
	struct kpi_terms  terms[1];
	struct respondent people[XF_PEOPLE];
	uint16_t	  answers[XF_PEOPLE * XF_SLOTS];
	size_t		  slots[XF_SLOTS];
	struct input_file file;
	struct scoring	  scoring;
	const struct strings *strings;
	struct edition	  edition;
	struct scorecard  card;
	struct story	  story;
	char		  directory[64];
	char		  path[128];
};

/* One KPI in two quarters: as it was, as it is. Ids of the shipped model, in its order. */
static const struct {
	const char *id;
	double	    before;
	double	    now;
} xf_values[] = {
    { "availability", 99.9, 99.7 },
    { "on_time_delivery", 97, 98 },
    { "defect_rate", 40, 900 },
    { "response_time", 4, 3 },
    { "promises_kept", 80, 91 },
    { "continuity_test", 0, 1 },
    { "cost_to_budget", 100, 104 },
    { "joint_planning", 2, 3 },
    { "transport_emissions", 5, 6.5 },
};

static inline void
xf_fill_partner(struct xlsx_fixture *f, uint32_t partner)
{
	struct partner *who = &f->partners[partner];

	who->kpi_first = f->dataset.kpi_row_count;
	for (size_t i = 0; i < sizeof xf_values / sizeof xf_values[0]; i++) {
		long indicator = model_find_indicator(&f->model, xf_values[i].id);

		assert_true(indicator >= 0);
		for (int back = 1; back >= 0; back--)
			f->rows[f->dataset.kpi_row_count++] =
			    (struct kpi_row){ .value = back ? xf_values[i].before : xf_values[i].now,
				.partner = partner,
				.line = (uint32_t)f->dataset.kpi_row_count + 2,
				.period_index = XF_QUARTER - back,
				.indicator = (uint16_t)indicator,
				.granularity = PERIOD_QUARTER,
				.state = VALUE_PRESENT,
				.direction = -1 };
	}
	who->kpi_count = f->dataset.kpi_row_count - who->kpi_first;
	/* Seven clients, seven of the partner's people, and three peers: too few to be shown. */
	who->respondent_first = f->dataset.respondent_count;
	for (uint32_t n = 0; n < 17; n++) {
		size_t at = f->dataset.respondent_count++;

		f->people[at] = (struct respondent){ .partner = partner,
		    .from = n < 14 ? DATASET_NONE : (partner + 1) % XF_PARTNERS,
		    .answers = (uint32_t)(at * XF_SLOTS),
		    .period_index = XF_QUARTER,
		    .granularity = PERIOD_QUARTER,
		    .side = n < 7 ? SIDE_CLIENT
			: n < 14  ? SIDE_PARTNER
				  : SIDE_PEER };
		for (size_t slot = 0; slot < XF_SLOTS; slot++)
			f->answers[at * XF_SLOTS + slot] = (uint16_t)(2 + (n + slot) % 5);
	}
	who->respondent_count = f->dataset.respondent_count - who->respondent_first;
}

static inline void
xf_fill_dataset(struct xlsx_fixture *f, const char *name)
{
	static const char *const ids[XF_PARTNERS] = { "acme", "bolt", "corp" };
	static const char *const questions[XF_SLOTS] = {
	    "communication", "trust", "shared_goals", "transparency"};

	for (size_t slot = 0; slot < XF_SLOTS; slot++)
		f->slots[slot] = (size_t)model_find_question(&f->model, questions[slot]);
	f->terms[0] = (struct kpi_terms){
	    .limits = { NAN, NAN, NAN, NAN }, .target = NAN, .weight = NAN, .rating_score = NAN};
	f->file = (struct input_file){ .kind = INPUT_KPI,
	    .path = "kpi.csv",
	    .name = "kpi.csv",
	    .bytes = 4711,
	    .encoding = "UTF-8",
	    .separator = ',',
	    .rows = 54,
	    .accepted = 54,
	    .digest = "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855" };
	f->dataset = (struct dataset){ .files = &f->file,
	    .file_count = 1,
	    .partners = f->partners,
	    .partner_count = XF_PARTNERS,
	    .kpi_rows = f->rows,
	    .terms = f->terms,
	    .terms_count = 1,
	    .respondents = f->people,
	    .answers = f->answers,
	    .question_slots = XF_SLOTS,
	    .slot_question = f->slots };
	for (uint32_t i = 0; i < XF_PARTNERS; i++) {
		f->partners[i] = (struct partner){ .id = ids[i],
		    .name = i == 0 ? name : ids[i],
		    .slug = ids[i],
		    .kind = "supplier",
		    .tier = "1",
		    .network = "",
		    .owner_client = "Jane Doe",
		    .owner_partner = "",
		    .contract_start = "",
		    .contract_end = "",
		    .review_date = "",
		    .language = "",
		    .listed = true,
		    .active = true };
		xf_fill_partner(f, i);
	}
	f->dataset.all_first = f->dataset.kpi_row_count;
}

/* The first partner is called name. */
static inline void
xf_init(struct xlsx_fixture *f, const char *name)
{
	static const char digest[] = "9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08";
	struct error	  error = { .code = ERROR_NONE };

	memset(f, 0, sizeof *f);
	f->arena = arena_new();
	assert_non_null(f->arena);
	if (model_load(f->arena, "config/model.ini", &f->model, &error) == -1)
		fail_msg("%s", error.message);
	f->settings = (struct settings){ .path = "rapport.ini",
	    .organisation = "Sample & Sons",
	    .department = "PMO",
	    .contact = "pmo",
	    .confidentiality = "Internal",
	    .model_file = "config/model.ini",
	    .archive = "archive",
	    .language = "en" };
	memcpy(f->settings.digest, digest, sizeof digest);
	xf_fill_dataset(f, name);
	assert_int_equal(0, scoring_init(&f->scoring, f->arena, &f->model, &f->dataset,
	    (struct period){ PERIOD_QUARTER, XF_QUARTER }, (struct date){ 2026, 9, 30 }, 1, &error));
	assert_int_equal(0, strings_load(f->arena, NULL, "en", &f->strings, &error));
	f->edition = (struct edition){ .settings = &f->settings, .strings = f->strings,
	    .model = &f->model,
	    .dataset = &f->dataset,
	    .scoring = &f->scoring,
	    .period = "2026-Q3",
	    .period_long = "Q3 2026 (1 Jul – 30 Sep 2026)",
	    .as_of = "2026-09-30",
	    .name = "internal",
	    .run_id = "2026-Q3-r1",
	    .version = "final",
	    .data_hash = digest,
	    .program = "rapport test" };
	assert_int_equal(0, scorecard_make(&f->scoring, 0, f->arena, &f->card, &error));
	assert_int_equal(0, story_make(&f->edition, &f->card, f->arena, &f->story, &error));
	(void)snprintf(f->directory, sizeof f->directory, "%s/rapport-xlsx.XXXXXX", P_tmpdir);
	assert_non_null(mkdtemp(f->directory));
	(void)snprintf(f->path, sizeof f->path, "%s/book.xlsx", f->directory);
}

static inline void
xf_clear(struct xlsx_fixture *f)
{
	(void)unlink(f->path);
	assert_int_equal(0, rmdir(f->directory));	/* also: nothing was left behind */
	arena_free(f->arena);
}

#endif
