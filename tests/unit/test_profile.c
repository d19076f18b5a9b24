/* test_profile.c - what is found in the columns of a file that nobody has described. */
#include "input_fixture.h"
#include "near.h"

#include "input/profile.h"
#include "input/profile_guess.h"

static const struct csv_limits limits = { 1 << 20, 1 << 16, 1 << 12, 200 };

static const char mappings_text[] =
    "[scale agree5]\nmin = 1\nmax = 5\nlabel 1 = \"strongly disagree\"\nlabel 2 = \"disagree\"\n"
    "label 3 = \"neither agree nor disagree\"\nlabel 4 = \"agree\"\nlabel 5 = \"strongly agree\"\n"
    "[dialect forms]\ninput = survey\ntitle = \"Forms\"\nheader = \"text\"\nfirst = \"Timestamp\"\ndate_below = yes\n"
    "metadata = \"Timestamp\"\nmissing = \"n/a\"\ndrop preview = \"Kind = preview\"\n"
    "[source known]\ninput = kpi\nfile = \"known-*.csv\"\nperiod = 2026-Q3\npartner = \"ACME\"\nkpi = \"x\"\nvalue_column = \"v\"\n"
    "[source window]\ninput = kpi\nfile = \"window.csv\"\ncolumns = 0-2\nperiod = 2026-Q3\npartner = \"ACME\"\nkpi = \"x\"\nvalue_column = \"v\"\n";

static struct profile
profile_of(struct fixture *fixture, const char *name, const char *text)
{
	struct profile profile;

	fixture_write(fixture, name, text);
	fixture_write(fixture, "mappings.ini", mappings_text);
	assert_int_equal(mappings_load(fixture->arena, fixture_path(fixture, "mappings.ini"), &fixture->mappings, &fixture->error), 0);
	if (profile_read(fixture->arena, fixture_path(fixture, name), &limits, &fixture->mappings, &profile, &fixture->error) == -1)
		fail_msg("line %lu: %s", fixture->error.line, fixture->error.message);
	return profile;
}

static struct guess
guess_of(const struct fixture *fixture, const struct profile *profile, size_t column)
{
	return profile_guess(profile, column, &fixture->model, &fixture->mappings);
}

static const char forms[] =
    "Timestamp,Kind,We agree,Would you recommend us?,Comment,Your e-mail\n"
    "7/21/2026 10:00:00,real,Strongly agree,10,x,a@b.c\n"
    "7/3/2026 10:00:00,real,agree,9,y,b@b.c\n"
    "9/30/2026 10:00:00,real,AGREE,8,z,c@b.c\n"
    "7/4/2026 10:00:00,preview,disagree,0,t,t@b.c\n"
    "7/5/2026 10:00:00,real,n/a,6,,d@b.c\n"
    ",,4.33,8.25,,\n"
    ",,,,,\n";

static void
counts_rows_kept_and_dropped_as_the_reader_does(void **state)
{
	struct fixture *fixture = *state;
	struct profile	profile = profile_of(fixture, "forms.csv", forms);

	assert_string_equal(profile.layout.dialect->id, "forms");
	assert_int_equal(profile.kind, INPUT_SURVEY);
	/* The blank record at the end is no row. */
	assert_int_equal(profile.rows, 6);
	assert_int_equal(profile.kept, 4);
	assert_string_equal(profile.drops[0].reason, "preview");
	assert_int_equal(profile.drops[0].rows, 1);
	assert_string_equal(profile.drops[1].reason, "undated");
	assert_int_equal(profile.drops[1].rows, 1);
	assert_null(profile.drops[2].reason);
}

static void
guesses_scales_with_their_means(void **state)
{
	struct fixture *fixture = *state;
	struct profile	profile = profile_of(fixture, "forms.csv", forms);
	struct guess	agree = guess_of(fixture, &profile, 2);
	struct guess	recommend = guess_of(fixture, &profile, 3);

	/* 5, 4, 4 of the kept rows; "n/a" is no answer: 13 / 3. */
	assert_int_equal(agree.kind, GUESS_SCALE);
	assert_string_equal(agree.scale->id, "agree5");
	assert_int_equal(agree.n, 3);
	assert_int_equal(agree.strange, 0);
	assert_near(13.0 / 3, agree.mean, 1e-12);
	assert_true(isnan(agree.nps));
	/* 10, 9, 8, 6: two promoters, one detractor of four: 50 % - 25 %. */
	assert_int_equal(recommend.kind, GUESS_SCALE);
	assert_null(recommend.scale);
	assert_near(0, recommend.min, 0);
	assert_near(10, recommend.max, 0);
	assert_near(33.0 / 4, recommend.mean, 1e-12);
	assert_near(25, recommend.nps, 1e-12);
}

static void
tells_dates_and_people(void **state)
{
	struct fixture	     *fixture = *state;
	struct profile	      profile = profile_of(fixture, "forms.csv", forms);
	long		      column;
	const struct profile_dates *dates = &profile.columns[0].dates[DATE_ORDER_MDY];

	assert_int_equal(profile_date_order(&profile, &column), DATE_ORDER_MDY);
	assert_int_equal(column, 0);
	assert_int_equal(profile.columns[0].order_line, 2);
	assert_string_equal(profile.columns[0].order_text, "7/21/2026 10:00:00");
	assert_int_equal(dates->count, 4);
	assert_int_equal(dates->first.month * 100 + dates->first.day, 703);
	assert_int_equal(dates->last.month * 100 + dates->last.day, 930);
	assert_int_equal(guess_of(fixture, &profile, 0).kind, GUESS_DATE);
	assert_true(profile_is_metadata(&profile, 0));
	assert_false(profile_is_metadata(&profile, 2));
	assert_true(profile_is_personal(&profile, 5));
	assert_false(profile_is_personal(&profile, 3));
}

static void
keeps_few_values_of_many(void **state)
{
	struct fixture *fixture = *state;
	char		text[8192] = "name of it,long,one\n";
	char		note[101];
	struct profile	profile;

	memset(note, 'x', 100);
	note[100] = '\0';
	for (int i = 0; i < 70; i++)
		(void)snprintf(text + strlen(text), sizeof text - strlen(text), "v%d,%s,1\n", i, i == 69 ? note : "short");
	profile = profile_of(fixture, "many.csv", text);
	assert_int_equal(profile.columns[0].filled, 70);
	assert_int_equal(profile.columns[0].value_count, PROFILE_VALUES_MAX);
	assert_true(profile.columns[0].more);
	assert_int_equal(profile.columns[1].filled, 70);
	assert_int_equal(profile.columns[1].value_count, 1);
	assert_true(profile.columns[1].more);
	assert_int_equal(profile.columns[1].longest, 100);
	assert_int_equal(profile.columns[1].values[0].rows, 69);
	assert_int_equal(guess_of(fixture, &profile, 0).kind, GUESS_TEXT);
	assert_int_equal(guess_of(fixture, &profile, 2).kind, GUESS_NUMBER);
}

static void
finds_roles_and_kind_of_a_kpi_file(void **state)
{
	struct fixture *fixture = *state;
	struct profile	profile = profile_of(fixture, "delivery.csv",
	     "Vendor Name,Reporting Period,On time %,Defects\nACME,2026-Q3,96.5,3\nBolt,2026-Q3,91,12\n");

	assert_null(profile.layout.dialect);
	assert_int_equal(profile_kind(&profile, &fixture->model, &fixture->mappings), INPUT_KPI);
	assert_int_equal(profile_find_role(&profile, ROLE_PARTNER), 0);
	assert_int_equal(profile_find_role(&profile, ROLE_PERIOD), 1);
	assert_int_equal(profile_find_role(&profile, ROLE_TARGET), -1);
	assert_string_equal(role_field(ROLE_PARTNER), "partner");
	assert_int_equal(guess_of(fixture, &profile, 1).kind, GUESS_PERIOD);
	assert_near(91, profile.columns[2].lowest, 0);
	assert_near(96.5, profile.columns[2].highest, 0);
}

static void
tells_years_and_months_from_numbers(void **state)
{
	struct fixture *fixture = *state;
	struct profile	profile = profile_of(fixture, "years.csv",
	     "Supplier,year,revenue,when\nA,2025,2025,Jan 2026\nA,2026,8000,Feb 2026\nB,2026,1999,March 2026\n");

	assert_int_equal(guess_of(fixture, &profile, 1).kind, GUESS_PERIOD);
	/* Each could be a year, but no year is 8000. */
	assert_int_equal(guess_of(fixture, &profile, 2).kind, GUESS_NUMBER);
	assert_int_equal(guess_of(fixture, &profile, 3).kind, GUESS_PERIOD);
	assert_true(profile_is_period("2026-Q3", 7));
	assert_false(profile_is_period("Marching 2026", 13));
	assert_false(profile_is_period("March", 5));
}

static void
knows_plain_files_and_files_that_a_source_fits(void **state)
{
	struct fixture *fixture = *state;
	struct profile	plain = profile_of(fixture, "kpi.csv", "partner,period,kpi,value\nA,2026-Q3,availability,99.9\n");
	struct profile	known = profile_of(fixture, "known-1.csv", "v\n3\n");

	assert_true(plain.layout.plain);
	assert_int_equal(plain.kind, INPUT_KPI);
	assert_null(plain.source);
	assert_string_equal(known.source->id, "known");
}

static void
refuses_with_line_and_reason(void **state)
{
	struct fixture *fixture = *state;
	struct profile	profile;

	fixture_write(fixture, "open.csv", "a,b\n1,2\n\"3,4\n");
	fixture_write(fixture, "nothing.csv", "");
	assert_int_equal(profile_read(fixture->arena, fixture_path(fixture, "open.csv"), &limits, &fixture->mappings, &profile, &fixture->error), -1);
	assert_int_equal(fixture->error.code, ERROR_INPUT);
	assert_int_equal(fixture->error.line, 3);
	assert_int_equal(profile_read(fixture->arena, fixture_path(fixture, "nothing.csv"), &limits, &fixture->mappings, &profile, &fixture->error), -1);
	assert_int_equal(fixture->error.code, ERROR_INPUT);
	assert_int_equal(profile_read(fixture->arena, fixture_path(fixture, "gone.csv"), &limits, &fixture->mappings, &profile, &fixture->error), -1);
	assert_int_equal(fixture->error.code, ERROR_NO_INPUT);
}

static void
finds_roles_in_other_languages(void **state)
{
	struct fixture *fixture = *state;
	struct profile	german = profile_of(fixture, "de.csv", "Dienstleister,Zeitraum,Kennzahl,Istwert,Ziel\nACME,Q3 2026,x,1,2\n");
	struct profile	french = profile_of(fixture, "fr.csv", "Horodateur,De quel fournisseur s'agit-il dans ce questionnaire ?,Q\n1/2/2026,ACME,3\n");
	struct profile	dutch = profile_of(fixture, "nl.csv", "Wij praten hier over de leverancier en niet over onszelf,Leverancier\nx,ACME\n");

	assert_int_equal(profile_find_role(&german, ROLE_PARTNER), 0);
	assert_int_equal(profile_find_role(&german, ROLE_KPI), 2);
	assert_int_equal(profile_find_role(&german, ROLE_VALUE), 3);
	assert_int_equal(profile_find_role(&german, ROLE_TARGET), 4);
	assert_int_equal(guess_of(fixture, &german, 1).kind, GUESS_PERIOD);
	assert_int_equal(profile_find_role(&french, ROLE_PARTNER), 1);
	/* A sentence that mentions partners does not ask for one. */
	assert_int_equal(profile_find_role(&dutch, ROLE_PARTNER), 1);
}

static void
numbers_prove_the_decimal_sign_of_the_file(void **state)
{
	static const struct { const char *text; enum decimal sign; } given[] = {
		{ "Vendor;a;b\nA;1.234,5;1.200\n", DECIMAL_COMMA },
		{ "Vendor;a;b\nA;96,5;88\n", DECIMAL_COMMA },
		{ "Vendor,a,b\nA,12.5 %,\"1,234\"\n", DECIMAL_POINT },
		/* Nothing to go wrong. */
		{ "Vendor,a,b\nA,12.5,1234\n", DECIMAL_AUTO },
		/* 1.200 and 1,200 may be either; both signs at once prove nothing; a date is no number. */
		{ "Vendor;a;b\nA;1.200;2\n", DECIMAL_AUTO },
		{ "Vendor;a;b\nA;1,5;2.5\n", DECIMAL_AUTO },
		{ "Vendor;a;b\nA;30.09.2026;2\n", DECIMAL_AUTO },
	};

	for (size_t i = 0; i < COUNT_OF(given); i++) {
		struct profile profile = profile_of(*state, "signs.csv", given[i].text);

		if (profile_decimal(&profile) != given[i].sign)
			fail_msg("%s: %d", given[i].text, (int)profile_decimal(&profile));
	}
}

/* The name of a month leaves no order open; 3/4 does, 5/5 does not. */
static void
only_dates_that_could_be_either_leave_the_order_open(void **state)
{
	long column;

	for (int i = 0; i < 3; i++) {
		static const char *const texts[] = { "Vendor,d\nA,\"Sep 01, 2026\"\nB,04/Mar/26\n", "Vendor,d\nA,05/05/2026\n", "Vendor,d\nA,03/04/2026\n" };
		struct profile		 profile = profile_of(*state, "dates.csv", texts[i]);

		assert_int_equal(profile_date_order(&profile, &column), DATE_ORDER_AUTO);
		assert_int_equal(column, i == 2 ? 1 : -1);
		assert_int_equal(guess_of(*state, &profile, 1).kind, GUESS_DATE);
	}
}

/* Three columns are the window, two have a header: the third cell belongs to none, and the reader refuses the row for it. */
static void
cuts_the_window_as_the_reader_does(void **state)
{
	struct fixture *fixture = *state;
	struct profile	profile = profile_of(fixture, "window.csv", "v,w\n1,2,,other\n3,4,5,other\n6,7\n");

	assert_string_equal(profile.source->id, "window");
	assert_int_equal(profile.rows, 3);
	assert_int_equal(profile.kept, 2);
	assert_int_equal(profile.uneven, 1);
	assert_int_equal(profile.uneven_line, 3);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test_setup_teardown(counts_rows_kept_and_dropped_as_the_reader_does, fixture_setup, fixture_teardown),
		cmocka_unit_test_setup_teardown(guesses_scales_with_their_means, fixture_setup, fixture_teardown),
		cmocka_unit_test_setup_teardown(tells_dates_and_people, fixture_setup, fixture_teardown),
		cmocka_unit_test_setup_teardown(keeps_few_values_of_many, fixture_setup, fixture_teardown),
		cmocka_unit_test_setup_teardown(finds_roles_and_kind_of_a_kpi_file, fixture_setup, fixture_teardown),
		cmocka_unit_test_setup_teardown(tells_years_and_months_from_numbers, fixture_setup, fixture_teardown),
		cmocka_unit_test_setup_teardown(knows_plain_files_and_files_that_a_source_fits, fixture_setup, fixture_teardown),
		cmocka_unit_test_setup_teardown(refuses_with_line_and_reason, fixture_setup, fixture_teardown),
		cmocka_unit_test_setup_teardown(finds_roles_in_other_languages, fixture_setup, fixture_teardown),
		cmocka_unit_test_setup_teardown(numbers_prove_the_decimal_sign_of_the_file, fixture_setup, fixture_teardown),
		cmocka_unit_test_setup_teardown(cuts_the_window_as_the_reader_does, fixture_setup, fixture_teardown),
		cmocka_unit_test_setup_teardown(only_dates_that_could_be_either_leave_the_order_open, fixture_setup, fixture_teardown),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
