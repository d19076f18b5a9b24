/* test_moment.c - dates and times as tools write them, and what is refused because it could be two days. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>

#include <cmocka.h>

#include "base/count.h"
#include "input/moment.h"
#include "near.h"

enum { NO_TIME = -1 };

static struct moment
moment_of(const char *text, enum date_order order, const char *format)
{
	struct moment moment;

	if (moment_parse(text, strlen(text), order, format, &moment) != MOMENT_OK)
		fail_msg("\"%s\" was refused", text);
	return moment;
}

static void
assert_moment(const char *text, enum date_order order, const char *format, const char *date, int second)
{
	struct moment moment = moment_of(text, order, format);
	char	      name[DATE_SIZE];

	if (strcmp(date_name(moment.date, name), date) != 0)
		fail_msg("\"%s\" is %s, wanted %s", text, name, date);
	if (moment.has_time != (second != NO_TIME) || moment.second != (second == NO_TIME ? 0 : second))
		fail_msg("\"%s\": second %d, wanted %d", text, moment.second, second);
}

static void
assert_result(const char *text, enum date_order order, enum moment_result wanted)
{
	struct moment	   moment = { .second = 7 };
	enum moment_result got = moment_parse(text, strlen(text), order, NULL, &moment);

	if (got != wanted)
		fail_msg("\"%s\": result %d, wanted %d", text, got, wanted);
	if (got != MOMENT_OK)
		assert_int_equal(7, moment.second);
}

/* Seconds of the day by hand: 23:29:42 is 23 x 3600 + 29 x 60 + 42 = 84582. */
static void
reads_what_tools_write(void **state)
{
	static const struct {
		const char *text;
		const char *date;
		int	    second;
	} cases[] = {
		{ "2026-09-30", "2026-09-30", NO_TIME },
		{ "  2026-09-30 ", "2026-09-30", NO_TIME },
		{ "2026-09-30T12:00:00+02:00", "2026-09-30", 43200 },
		{ "2026-09-30T12:00:00.123Z", "2026-09-30", 43200 },
		{ "2026-09-30 12:00:00,5 +0200", "2026-09-30", 43200 },
		{ "2026-09-30 12:00:00 UTC", "2026-09-30", 43200 },
		{ "2026-09-30 12:00 Europe/Berlin", "2026-09-30", 43200 },
		{ "2026-09-30T12:00:00+02:00[Europe/Berlin]", "2026-09-30", 43200 },
		{ "2026/9/30 9:05", "2026-09-30", 32700 },
		{ "2026.09.30", "2026-09-30", NO_TIME },
		{ "2026-Dec-27", "2026-12-27", NO_TIME },
		{ "6/21/2018 23:29:42", "2018-06-21", 84582 },
		{ "01/17/2020 12:30:48 AM", "2020-01-17", 1848 },
		{ "01/17/2020 12:30:48 PM", "2020-01-17", 45048 },
		{ "9/30/2026 1:00 PM", "2026-09-30", 46800 },
		{ "9/30/2026 1:00\342\200\257PM", "2026-09-30", 46800 },
		{ "29/2/2016 01:16", "2016-02-29", 4560 },
		{ "30.09.2026 14:05:00", "2026-09-30", 50700 },
		{ "30. 9. 2026", "2026-09-30", NO_TIME },
		{ "30.9.26", "2026-09-30", NO_TIME },
		{ "27/Dec/25 10:48 AM", "2025-12-27", 38880 },
		{ "27/dic/25 10:48 p. m.", "2025-12-27", 82080 },
		{ "27/dic./25 10:48 p.m.", "2025-12-27", 82080 },
		{ "27-Dec-2025", "2025-12-27", NO_TIME },
		{ "27.Dez.2025", "2025-12-27", NO_TIME },
		{ "Sep 30, 2026", "2026-09-30", NO_TIME },
		{ "September 30th, 2026 at 10:15 PM", "2026-09-30", 80100 },
		{ "30 September 2026 at 10:15", "2026-09-30", 36900 },
		{ "30. September 2026 um 10:15", "2026-09-30", 36900 },
		{ "30 de septiembre de 2026", "2026-09-30", NO_TIME },
		{ "1er f\303\251vrier 2026", "2026-02-01", NO_TIME },
		{ "Wed, 30 Sep 2026 10:15:00 GMT", "2026-09-30", 36900 },
		{ "Wed Sep 30 2026 10:15:00 GMT+0200 (Central European Summer Time)", "2026-09-30", 36900 },
		{ "2026-09-30 10:15:00 +0200 CEST", "2026-09-30", 36900 },
		{ "2026-09-30 24:00", "2026-09-30", 86400 },
		{ "3/3/2026", "2026-03-03", NO_TIME },
		{ "30/09/68", "2068-09-30", NO_TIME },
		{ "30/09/69", "1969-09-30", NO_TIME },
		{ "99-12-31", "1999-12-31", NO_TIME },
	};

	(void)state;
	for (size_t i = 0; i < COUNT_OF(cases); i++)
		assert_moment(cases[i].text, DATE_ORDER_AUTO, NULL, cases[i].date, cases[i].second);
}

static void
the_order_decides_what_the_text_leaves_open(void **state)
{
	(void)state;
	assert_moment("03/04/2026", DATE_ORDER_DMY, NULL, "2026-04-03", NO_TIME);
	assert_moment("03/04/2026", DATE_ORDER_MDY, NULL, "2026-03-04", NO_TIME);
	assert_moment("03-04-05", DATE_ORDER_YMD, NULL, "2003-04-05", NO_TIME);
	assert_moment("03-Apr-05", DATE_ORDER_YMD, NULL, "2003-04-05", NO_TIME);
	assert_moment("03-Apr-05", DATE_ORDER_AUTO, NULL, "2005-04-03", NO_TIME);
	/* A year written out needs no order. */
	assert_moment("2026-04-03", DATE_ORDER_DMY, NULL, "2026-04-03", NO_TIME);
	assert_moment("30/04/2026", DATE_ORDER_YMD, NULL, "2026-04-30", NO_TIME);
}

static void
nothing_is_guessed(void **state)
{
	(void)state;
	assert_result("03/04/2026", DATE_ORDER_AUTO, MOMENT_AMBIGUOUS);
	assert_result("03.04.26 10:15", DATE_ORDER_AUTO, MOMENT_AMBIGUOUS);
	assert_result("12/11/10", DATE_ORDER_AUTO, MOMENT_AMBIGUOUS);
	assert_result("03/04/2026", DATE_ORDER_YMD, MOMENT_AMBIGUOUS);
	/* A month above 12 under the order given is no reason to try the other one. */
	assert_result("01/17/2020", DATE_ORDER_DMY, MOMENT_BAD);
	assert_result("17/01/2020", DATE_ORDER_MDY, MOMENT_BAD);
}

/* 2024, 2000 are leap years; 2026, 1900 and 2100 are not. */
static void
impossible_days_and_times_are_refused(void **state)
{
	static const char *const texts[] = {
		"", " ", "2026-09-31", "2026-02-29", "1900-02-29", "2100-02-29", "2026-00-10", "2026-13-10", "2026-10-00", "0000-01-01",
		"31/04/2026", "13/13/2026", "0/5/2026", "30/9/6", "30/9/126", "30/9", "30/9/2026/1", "30-9/2026", "30 9 2026", "30,9,2026",
		"30 Foo 2026", "Sep Sep 2026", "30 Sep", "Sep 2026", "30 2026 Sep", "20260930", "45930", "2026-Q3", "2026", "yesterday",
		"2026-09-30 25:00", "2026-09-30 24:01", "2026-09-30 10:60", "2026-09-30 10:15:60", "2026-09-30 1:5", "2026-09-30 13:00 PM",
		"2026-09-30 12", "2026-09-30T", "2026-09-30X10:15", "2026-09-30 10:15 o'clock", "2026-09-30 10:15 +2:0",
		"2026-09-30 10:15 (UTC", "2026-09-30 10:15 Z 5", "2026-09-30 24:00 AM", "Foo, 30 Sep 2026",
	};
	static const char with_nul[] = "2026-09-30\0 ";
	static const char long_text[] = "2026-09-30 10:15:00 (a remark that goes on and on, longer than anything that a date would be)";
	struct moment	  moment;

	(void)state;
	for (size_t i = 0; i < COUNT_OF(texts); i++)
		assert_result(texts[i], DATE_ORDER_AUTO, MOMENT_BAD);
	assert_int_equal(MOMENT_BAD, moment_parse(with_nul, sizeof with_nul - 1, DATE_ORDER_AUTO, NULL, &moment));
	assert_result(long_text, DATE_ORDER_AUTO, MOMENT_BAD);
	assert_result("2024-02-29", DATE_ORDER_AUTO, MOMENT_OK);
	assert_result("29/02/2000", DATE_ORDER_AUTO, MOMENT_OK);
}

static void
a_format_is_the_only_way(void **state)
{
	struct moment moment;

	(void)state;
	assert_moment("30.09.2026 14-05", DATE_ORDER_AUTO, "%d.%m.%Y %H-%M", "2026-09-30", 50700);
	assert_moment("03/04/26", DATE_ORDER_DMY, "%m/%d/%y", "2026-03-04", NO_TIME);
	assert_moment(" 20260930 ", DATE_ORDER_AUTO, "%Y%m%d", "2026-09-30", NO_TIME);
	assert_moment("09/2026", DATE_ORDER_AUTO, "%m/%Y", "2026-09-01", NO_TIME);
	assert_moment("Sep 30 2026", DATE_ORDER_AUTO, "%b %d %Y", "2026-09-30", NO_TIME);
	assert_int_equal(MOMENT_BAD, moment_parse("2026-09-30", 10, DATE_ORDER_AUTO, "%d/%m/%Y", &moment));
	assert_int_equal(MOMENT_BAD, moment_parse("30/09/2026 x", 12, DATE_ORDER_AUTO, "%d/%m/%Y", &moment));
	assert_int_equal(MOMENT_BAD, moment_parse("31/09/2026", 10, DATE_ORDER_AUTO, "%d/%m/%Y", &moment));
	assert_int_equal(MOMENT_BAD, moment_parse("30/09", 5, DATE_ORDER_AUTO, "%d/%m", &moment));
}

static void
an_order_needs_proof(void **state)
{
	static const struct {
		const char     *text;
		enum date_order proof;
	} cases[] = {
		{ "30/09/2026", DATE_ORDER_DMY }, { "13.12.26 10:15", DATE_ORDER_DMY }, { "9/30/2026", DATE_ORDER_MDY },
		{ "12/13/26", DATE_ORDER_MDY }, { "2026-09-30", DATE_ORDER_YMD }, { "2026/1/2", DATE_ORDER_YMD }, { "99-12-31", DATE_ORDER_YMD },
		{ "12/12/2026", DATE_ORDER_AUTO }, { "3/4/2026", DATE_ORDER_AUTO }, { "27/Dec/25", DATE_ORDER_AUTO },
		{ "31/02/2026", DATE_ORDER_AUTO }, { "30/09/2026 or so", DATE_ORDER_AUTO }, { "13/13/2026", DATE_ORDER_AUTO },
		{ "", DATE_ORDER_AUTO }, { "word", DATE_ORDER_AUTO },
	};

	(void)state;
	for (size_t i = 0; i < COUNT_OF(cases); i++)
		if (moment_order(cases[i].text, strlen(cases[i].text)) != cases[i].proof)
			fail_msg("\"%s\": not %d", cases[i].text, cases[i].proof);
}

/* The abbreviations of Jira's locales and the full names, a line a month. */
static void
months_have_names_in_seven_languages(void **state)
{
	static const char *const names[12] = {
		"Jan January Januar J\303\244nner janv. janvier ene. enero gen gennaio januari janeiro JAN",
		"Feb February Februar f\303\251vr. f\303\251vrier febrero febbraio februari fev fevereiro",
		"Mar March M\303\244r M\303\244rz Mrz mars marzo mrt maart mar\303\247o Ma\314\210rz",
		"Apr April avr. avril abr. abril aprile",
		"May Mai mayo mag maggio mei maio",
		"Jun June Juni juin junio giu giugno junho",
		"Jul July Juli juil. juillet julio lug luglio julho",
		"Aug August ao\303\273t AO\303\233T ago. agosto augustus",
		"Sep Sept. September septembre septiembre setiembre set settembre setembro",
		"Oct October Okt Oktober octobre octubre ott ottobre out outubro",
		"Nov November novembre noviembre novembro",
		"Dec December Dez Dezember d\303\251c. d\303\251cembre dic diciembre dicembre dezembro",
	};

	(void)state;
	for (int month = 0; month < 12; month++)
		for (const char *name = names[month]; *name != '\0'; name += strspn(name, " ")) {
			size_t length = strcspn(name, " ");

			if (month_by_name(name, length) != month + 1)
				fail_msg("%.*s is not month %d", (int)length, name, month + 1);
			name += length;
		}
	assert_int_equal(0, month_by_name("", 0));
	assert_int_equal(0, month_by_name(".", 1));
	assert_int_equal(0, month_by_name("9", 1));
	assert_int_equal(0, month_by_name("Ma", 2));
	assert_int_equal(0, month_by_name("M.ai", 4));
	assert_int_equal(0, month_by_name("Donaudampfschifffahrt", 21));
}

static double
days(const char *from, const char *to)
{
	struct moment a = moment_of(from, DATE_ORDER_DMY, NULL);
	struct moment b = moment_of(to, DATE_ORDER_DMY, NULL);

	return moment_days(&a, &b);
}

static void
days_are_counted_with_the_time_where_both_have_one(void **state)
{
	(void)state;
	assert_near(1, days("2026-02-28", "2026-03-01"), 0);
	assert_near(2, days("2024-02-28", "2024-03-01"), 0);
	assert_near(365, days("2026-01-01", "2027-01-01"), 0);
	assert_near(366, days("2024-01-01", "2025-01-01"), 0);
	/* 400 years have 400 x 365 + 97 days. */
	assert_near(146097, days("1626-09-30", "2026-09-30"), 0);
	/* Unix counts 20,726 days from 1970 to 2026-09-30 (date -ud 2026-09-30 +%s / 86400). */
	assert_near(20726, days("1970-01-01", "2026-09-30"), 0);
	assert_near(-1, days("2026-01-01", "2025-12-31"), 0);
	/* INC0000045: 29 February 01:16 to 29 February 11:29 is 10 h 13 min = 36780 s. */
	assert_near(36780.0 / 86400, days("29/2/2016 01:16", "29/2/2016 11:29"), 1e-12);
	assert_near(-0.5, days("2026-09-30 12:00", "2026-09-30 00:00"), 1e-12);
	assert_near(1, days("2026-09-30 00:00", "2026-09-30 24:00"), 1e-12);
	assert_near(0, days("2026-09-30 12:00", "2026-09-30"), 0);
}

/* Good texts with a few bytes changed at random and cut anywhere: whatever comes out is a day that exists. */
static void
damaged_texts_are_read_safely(void **state)
{
	static const char *const seeds[] = {
		"2026-09-30T12:00:00.5+02:00[Europe/Berlin]", "Wed, 30 Sep 2026 10:15:00 GMT", "27/dic./25 10:48 a. m.", "01/12/2026 24:00", "1er f\303\251vrier 2026",
	};
	static const char alphabet[] = "0123456789/-.:, TAPm+()[]\303\251\342\200\257";
	uint32_t	  random = 20260930;
	size_t		  good = 0;

	(void)state;
	for (int round = 0; round < 200000; round++) {
		const char   *seed = seeds[round % (int)COUNT_OF(seeds)];
		size_t	      length = strlen(seed);
		char	      text[64];
		struct moment moment;

		memcpy(text, seed, length);
		for (int change = 0; change < round % 3; change++) {
			random = random * 1664525u + 1013904223u;
			text[(random >> 8) % length] = alphabet[(random >> 20) % sizeof alphabet];
		}
		if (round % 4 == 0)
			length = (random >> 4) % (length + 1);
		if (moment_parse(text, length, (enum date_order)((random >> 12) % 4), NULL, &moment) != MOMENT_OK)
			continue;
		good++;
		if (!date_is_real(moment.date) || moment.second < 0 || moment.second > 86400)
			fail_msg("%.*s", (int)length, text);
	}
	/* A third of the texts is not changed, most of these not cut, and one of five is ambiguous in one order of four. */
	assert_true(good > 200000 / 5);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(reads_what_tools_write),
		cmocka_unit_test(the_order_decides_what_the_text_leaves_open),
		cmocka_unit_test(nothing_is_guessed),
		cmocka_unit_test(impossible_days_and_times_are_refused),
		cmocka_unit_test(a_format_is_the_only_way),
		cmocka_unit_test(an_order_needs_proof),
		cmocka_unit_test(months_have_names_in_seven_languages),
		cmocka_unit_test(days_are_counted_with_the_time_where_both_have_one),
		cmocka_unit_test(damaged_texts_are_read_safely),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
