/* test_release.c - what the partner edition does not know, and the languages it speaks. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include <string.h>

#include "base/findings.h"
#include "config/strings.h"
#include "config/template.h"
#include "publish/languages.h"
#include "publish/release.h"
#include "score_fixture.h"
#include "story/story.h"

enum { PARTNERS = 3 };

/* Two partners with a name and one that says nothing of its language, over the score fixture. */
struct stage {
	struct fixture	       f;
	struct partner	       partners[PARTNERS];
	struct input_file      file;
	struct colour_override overrides[2];
	struct settings	       settings;
	struct findings	      *findings;
	const struct strings  *own;
	bool		       selected[PARTNERS];
	struct languages       languages;
	struct edition	       edition;
	struct error	       error;
};

static void
load_languages(struct stage *s)
{
	if (languages_load(s->f.arena, &s->settings, s->own, &s->f.dataset, s->selected, s->findings, &s->languages, &s->error) == -1)
		fail_msg("%s", s->error.message);
}

static struct partner
named(const char *id, const char *language)
{
	return (struct partner){ .id = id, .name = id, .slug = id, .kind = "", .tier = "", .network = "", .owner_client = "Client Owner",
		.owner_partner = "Their Owner", .language = language, .listed = true, .active = true };
}

static void
stage_init(struct stage *s)
{
	memset(s, 0, sizeof *s);
	fixture_init(&s->f);
	for (size_t g = 0; g < FIXTURE_GROUPS; g++)
		fixture_row(&s->f, g, PERIOD_QUARTER, FIXTURE_QUARTER, 90);
	s->partners[0] = named("acme", "nl-BE");
	s->partners[0].kpi_count = s->f.partner.kpi_count;
	s->partners[1] = named("globex", "../nl");
	s->partners[2] = named("initech", "");
	s->f.dataset.partners = s->partners;
	s->f.dataset.partner_count = PARTNERS;
	s->file = (struct input_file){ .kind = INPUT_KPI, .name = "globex.csv", .path = "/x/globex.csv", .digest = "ab", .rows = 7 };
	s->f.dataset.files = &s->file;
	s->f.dataset.file_count = 1;
	s->f.terms[0].note = "secret";
	s->f.dataset.terms_count = 1;
	s->f.indicators[0].owner = "Somebody";
	s->overrides[0] = s->overrides[1] = (struct colour_override){ .period = { PERIOD_QUARTER, FIXTURE_QUARTER }, .group = -1,
		.colour = RATING_RED, .reason = "why", .author = "who", .date = "2026-09-17" };
	s->overrides[1].colour = RATING_YELLOW;
	s->f.dataset.overrides = s->overrides;
	s->settings = (struct settings){ .editions = EDITION_ALL, .confidentiality = "Secret", .confidentiality_partner = "Shared" };
	s->findings = findings_new();
	memset(s->selected, true, sizeof s->selected);
	if (strings_load(s->f.arena, NULL, "en", &s->own, &s->error) == -1)
		fail_msg("%s", s->error.message);
	load_languages(s);
}

static void
stage_clear(struct stage *s)
{
	findings_free(s->findings);
	fixture_clear(&s->f);
}

static struct release *
make_release(struct stage *s)
{
	struct release *release = NULL;

	(void)fixture_score(&s->f);
	s->edition = (struct edition){ .settings = &s->settings, .strings = s->own, .model = &s->f.model, .dataset = &s->f.dataset,
		.scoring = &s->f.scoring, .period = "2026-Q3", .name = "internal" };
	assert_int_equal(0, release_make(&s->edition, &s->languages, s->f.arena, &release, &s->error));
	return release;
}

static void
only_the_partner_itself_has_a_name(void **state)
{
	struct stage	      s;
	struct release	     *release;
	const struct dataset *dataset;

	(void)state;
	stage_init(&s);
	release = make_release(&s);
	dataset = release_edition(release, 1)->dataset;
	assert_string_equal("globex", dataset->partners[1].name);
	assert_string_equal("", dataset->partners[0].name);
	dataset = release_edition(release, 0)->dataset;
	assert_string_equal("acme", dataset->partners[0].name);
	assert_string_equal("Their Owner", dataset->partners[0].owner_partner);
	for (size_t i = 0; i < PARTNERS; i++) {
		assert_string_equal("", dataset->partners[i].owner_client);
		if (i > 0)
			assert_true(dataset->partners[i].id[0] == '\0' && dataset->partners[i].slug[0] == '\0' &&
			    dataset->partners[i].name[0] == '\0' && dataset->partners[i].owner_partner[0] == '\0');
	}
	stage_clear(&s);
}

static void
internal_facts_are_not_in_the_copies_and_stay_in_the_originals(void **state)
{
	struct stage		   s;
	const struct edition	  *edition;
	struct input_account	   account;

	(void)state;
	stage_init(&s);
	edition = release_edition(make_release(&s), 0);
	assert_true(edition->for_partner);
	assert_string_equal("partner", edition->name);
	assert_string_equal("Shared", edition->settings->confidentiality);
	assert_string_equal("", edition->model->indicators[0].owner);
	assert_null(edition->dataset->terms[0].note);
	account = story_input(edition, 0);
	assert_string_equal("kpi", account.name);
	assert_string_equal("ab", account.digest);
	assert_true(isnan(account.rows) && isnan(account.bytes) && isnan(account.accepted) && isnan(account.rejected));
	account = story_input(&s.edition, 0);
	assert_string_equal("globex.csv", account.name);
	assert_true(account.rows == 7);
	assert_string_equal("secret", s.f.dataset.terms[0].note);
	assert_string_equal("Somebody", s.f.model.indicators[0].owner);
	assert_string_equal("Client Owner", s.partners[0].owner_client);
	stage_clear(&s);
}

/* Four levels of 90 are a green index; an override makes it red, and only a released one does so for the partner. */
static void
only_released_overrides_change_a_colour(void **state)
{
	struct stage	 s;
	struct scorecard card;

	(void)state;
	for (size_t released = 0; released <= 2; released++) {
		static const enum rating expected[] = { RATING_GREEN, RATING_RED, RATING_YELLOW };

		stage_init(&s);
		s.f.dataset.override_count = 2;
		s.overrides[0].released = released == 1;
		s.overrides[1].released = released == 2;
		assert_int_equal(0, scorecard_make(release_edition(make_release(&s), 0)->scoring, 0, s.f.arena, &card, &s.error));
		assert_int_equal(expected[released], card.lenses[0].rating);
		assert_int_equal(RATING_GREEN, card.lenses[0].uncapped);
		assert_true((card.lenses[0].override != NULL) == (released > 0));
		stage_clear(&s);
	}
}

static void
a_card_forgets_where_its_values_stand(void **state)
{
	struct stage	 s;
	struct scorecard card;

	(void)state;
	stage_init(&s);
	assert_int_equal(0, scorecard_make(release_edition(make_release(&s), 0)->scoring, 0, s.f.arena, &card, &s.error));
	assert_non_null(card.readings[0].row);
	release_card(&card);
	for (size_t i = 0; i < card.reading_count; i++)
		assert_null(card.readings[i].row);
	assert_true(card.readings[0].value == 90);
	stage_clear(&s);
}

static void
each_partner_hears_its_own_language(void **state)
{
	struct stage	s;
	struct release *release;

	(void)state;
	stage_init(&s);
	release = make_release(&s);
	assert_int_equal(2, s.languages.count);		/* en, nl */
	assert_string_equal("nl", strings_language(release_edition(release, 0)->strings));
	assert_string_equal("en", strings_language(release_edition(release, 1)->strings));
	assert_string_equal("en", strings_language(release_edition(release, 2)->strings));
	stage_clear(&s);
}

/* "../nl" is no code: it never becomes a path. */
static void
a_language_that_is_not_there_is_told_and_gives_way(void **state)
{
	struct stage	      s;
	const struct finding *finding;

	(void)state;
	stage_init(&s);
	assert_int_equal(1, findings_count(s.findings));
	finding = findings_at(s.findings, 0);
	assert_int_equal(FINDING_UNKNOWN_LANGUAGE, finding->kind);
	assert_string_equal("../nl", finding->value);
	assert_string_equal("globex", finding->partner);
	assert_non_null(strstr(finding->expected, "en, nl, de, fr"));
	stage_clear(&s);
}

static void
nobody_is_asked_for_a_language_without_a_partner_edition(void **state)
{
	struct stage s;

	(void)state;
	stage_init(&s);
	s.settings.editions = EDITION_INTERNAL;
	load_languages(&s);
	assert_int_equal(1, s.languages.count);
	assert_null(s.languages.of_partner);
	assert_int_equal(1, findings_count(s.findings));	/* that of stage_init */
	stage_clear(&s);
}

static void
partners_not_asked_for_bring_no_language(void **state)
{
	struct stage s;

	(void)state;
	stage_init(&s);
	s.selected[0] = s.selected[1] = false;
	load_languages(&s);
	assert_int_equal(1, s.languages.count);
	assert_int_equal(1, findings_count(s.findings));
	stage_clear(&s);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(only_the_partner_itself_has_a_name),
		cmocka_unit_test(internal_facts_are_not_in_the_copies_and_stay_in_the_originals),
		cmocka_unit_test(only_released_overrides_change_a_colour),
		cmocka_unit_test(a_card_forgets_where_its_values_stand),
		cmocka_unit_test(each_partner_hears_its_own_language),
		cmocka_unit_test(a_language_that_is_not_there_is_told_and_gives_way),
		cmocka_unit_test(nobody_is_asked_for_a_language_without_a_partner_edition),
		cmocka_unit_test(partners_not_asked_for_bring_no_language),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
