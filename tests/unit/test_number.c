/* test_number.c - decimal numbers as people write them, rounded as model.md 3 says. */
#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "base/count.h"
#include "base/number.h"

static const struct {
	const char	  *text;
	bool		   comma;
	enum number_result result;
	double		   value;
} readings[] = {
	{ "0", false, NUMBER_OK, 0 },
	{ "99.9", false, NUMBER_OK, 99.9 },
	{ " -12.5 ", false, NUMBER_OK, -12.5 },
	{ "+3", false, NUMBER_OK, 3 },
	{ ".84", false, NUMBER_OK, 0.84 },
	{ "5.", false, NUMBER_OK, 5 },
	{ "1e3", false, NUMBER_OK, 1000 },
	{ "2.5E-1", false, NUMBER_OK, 0.25 },
	{ "93 %", false, NUMBER_OK, 93 },
	{ "93%", false, NUMBER_OK, 93 },
	{ "007", false, NUMBER_OK, 7 },
	{ "1,234", false, NUMBER_AMBIGUOUS, 0 },
	{ "-1,234", false, NUMBER_AMBIGUOUS, 0 },
	{ "1,234", true, NUMBER_OK, 1.234 },
	{ "1,5", true, NUMBER_OK, 1.5 },
	{ "1,5", false, NUMBER_BAD, 0 },
	{ "0,123", false, NUMBER_BAD, 0 },
	{ "1.234", false, NUMBER_OK, 1.234 },
	{ "1.234", true, NUMBER_AMBIGUOUS, 0 },
	{ "0.234", true, NUMBER_OK, 0.234 },
	{ "12.5", true, NUMBER_OK, 12.5 },
	{ "1234.567", true, NUMBER_OK, 1234.567 },
	{ "1,234,567", false, NUMBER_OK, 1234567 },
	{ "1.234.567", true, NUMBER_OK, 1234567 },
	{ "1,234.5", false, NUMBER_OK, 1234.5 },
	{ "1.234,5", false, NUMBER_OK, 1234.5 },
	{ "1.234,5", true, NUMBER_OK, 1234.5 },
	{ "12.345.678,90", true, NUMBER_OK, 12345678.9 },
	{ "1 234 567", false, NUMBER_OK, 1234567 },
	{ "1\xc2\xa0" "234,5", true, NUMBER_OK, 1234.5 },
	{ "1\xe2\x80\xaf" "234", false, NUMBER_OK, 1234 },
	{ "12 34", false, NUMBER_BAD, 0 },
	{ "1,23,456", false, NUMBER_BAD, 0 },
	{ "1234,567,890", false, NUMBER_BAD, 0 },
	{ "1,234,56", false, NUMBER_BAD, 0 },
	{ "1.234,567.8", false, NUMBER_BAD, 0 },
	{ "1,234e3", false, NUMBER_BAD, 0 },
	{ "1'234'567", false, NUMBER_BAD, 0 },
	{ "", false, NUMBER_BAD, 0 },
	{ "  ", false, NUMBER_BAD, 0 },
	{ "-", false, NUMBER_BAD, 0 },
	{ ".", false, NUMBER_BAD, 0 },
	{ "%", false, NUMBER_BAD, 0 },
	{ "1e", false, NUMBER_BAD, 0 },
	{ "1.4x", false, NUMBER_BAD, 0 },
	{ "--1", false, NUMBER_BAD, 0 },
	{ "nan", false, NUMBER_BAD, 0 },
	{ "inf", false, NUMBER_BAD, 0 },
	{ "-Infinity", false, NUMBER_BAD, 0 },
	{ "0x10", false, NUMBER_BAD, 0 },
	{ "1e999", false, NUMBER_BAD, 0 },
	{ "1e99999999999999999999", false, NUMBER_BAD, 0 },
	{ "1e-999", false, NUMBER_OK, 0 },
	{ "0e999", false, NUMBER_OK, 0 },
};

static void
reads_numbers_as_files_write_them(void **state)
{
	(void)state;
	for (size_t i = 0; i < COUNT_OF(readings); i++) {
		double		   value = 0;
		enum number_result result =
		    number_parse(readings[i].text, strlen(readings[i].text), readings[i].comma, &value);

		if (result != readings[i].result || value != readings[i].value)
			fail_msg("\"%s\": result %d, value %.17g", readings[i].text, (int)result, value);
	}
}

/* The decimal sign is known: point (false) or comma (true). */
static void
reads_thousands_where_the_decimal_sign_is_known(void **state)
{
	static const struct { const char *text; bool comma; enum number_result result; double value; } cases[] = {
		{ "1,234", false, NUMBER_OK, 1234 },
		{ "-1,234", false, NUMBER_OK, -1234 },
		{ "1,234,567", false, NUMBER_OK, 1234567 },
		{ "1,234.56", false, NUMBER_OK, 1234.56 },
		{ "29,115.00", false, NUMBER_OK, 29115 },
		{ "1.234", false, NUMBER_OK, 1.234 },
		{ ".84", false, NUMBER_OK, 0.84 },
		{ "85.4 %", false, NUMBER_OK, 85.4 },
		{ "1.234", true, NUMBER_OK, 1234 },
		{ "1.234.567,8", true, NUMBER_OK, 1234567.8 },
		{ "1,234", true, NUMBER_OK, 1.234 },
		{ ",84", true, NUMBER_OK, 0.84 },
		{ "12 345", false, NUMBER_OK, 12345 },
		{ "12\xc2\xa0" "345,5", true, NUMBER_OK, 12345.5 },
		{ "12\xe2\x80\xaf" "345,5", true, NUMBER_OK, 12345.5 },
		{ "1'234'567.5", false, NUMBER_OK, 1234567.5 },
		{ "1\xe2\x80\x99" "234", false, NUMBER_OK, 1234 },
		{ "1,5", false, NUMBER_BAD, 0 },
		{ "1.5", true, NUMBER_BAD, 0 },
		{ "0,123", false, NUMBER_BAD, 0 },
		{ "1,23,456", false, NUMBER_BAD, 0 },
		{ "1234,567", false, NUMBER_BAD, 0 },
		{ "1,2345.6", false, NUMBER_BAD, 0 },
		{ "1.234.567", false, NUMBER_BAD, 0 },
		{ "1.5,234", false, NUMBER_BAD, 0 },
		{ "1.234,567", false, NUMBER_BAD, 0 },
		{ "1,234 567", false, NUMBER_BAD, 0 },
		{ "1'23", false, NUMBER_BAD, 0 },
		{ "1'", false, NUMBER_BAD, 0 },
		{ "1,234e3", false, NUMBER_BAD, 0 },
		{ "Date Not Captured", false, NUMBER_BAD, 0 },
	};

	(void)state;
	for (size_t i = 0; i < COUNT_OF(cases); i++) {
		double		   value = 0;
		enum number_result result =
		    number_parse_known(cases[i].text, strlen(cases[i].text), cases[i].comma, &value);

		if (result != cases[i].result || value != cases[i].value)
			fail_msg("\"%s\": result %d, value %.17g", cases[i].text, (int)result, value);
	}
}

/* Against the C library's conversion, which glibc rounds correctly; both sides of the short cut. */
static void
rounds_correctly(void **state)
{
	static const char *const hard[] = {
		"9007199254740993",			/* 2^53 + 1: a tie */
		"9007199254740992.99999999999999999",
		"123456789012345678901234567890",
		"0.1", "0.30000000000000004", "179769313486231570e291",
		"2.2250738585072011e-308", "4.9e-324", "2.4703282292062328e-324",
		"1e22", "1e23", "999999999999999e22", "8.5e-22", "6.02214076e23",
	};
	uint64_t seed = 42;

	(void)state;
	for (size_t i = 0; i < COUNT_OF(hard) + 20000; i++) {
		char   text[64];
		double value;

		seed = seed * 6364136223846793005u + 1442695040888963407u;
		if (i < COUNT_OF(hard))
			(void)snprintf(text, sizeof text, "%s", hard[i]);
		else
			(void)snprintf(text, sizeof text, "%.*g", (int)(seed >> 60) + 3,
			    (double)(seed >> 11) * pow(10, (int)(seed >> 32) % 40 - 20));
		if (number_parse(text, strlen(text), false, &value) != NUMBER_OK)
			fail_msg("\"%s\" not read", text);
		if (value != strtod(text, NULL))
			fail_msg("\"%s\": %.17g", text, value);
	}
}

static void
refuses_endless_digits_but_reads_many(void **state)
{
	char   text[600];
	double value;

	(void)state;
	memset(text, '1', sizeof text);
	assert_int_equal(number_parse(text, sizeof text, false, &value), NUMBER_BAD);
	memset(text, '0', sizeof text);
	text[599] = '7';
	assert_int_equal(number_parse(text, sizeof text, false, &value), NUMBER_OK);
	assert_true(value == 7);
	text[1] = '.';
	text[300] = '5';
	assert_int_equal(number_parse(text, sizeof text, false, &value), NUMBER_OK);
	assert_true(value == 5e-299);
}

static void
rounds_half_away_from_zero_after_absorbing_noise(void **state)
{
	static const struct { double value; int decimals; const char *text; } cases[] = {
		{ 79.95, 1, "80.0" },
		{ 79.94999999999, 1, "80.0" },		/* 1e-11 below the half is noise */
		{ 79.9499, 1, "79.9" },
		{ -79.95, 1, "-80.0" },
		{ 0.25, 1, "0.3" },
		{ 0.35, 1, "0.4" },			/* 0.34999999999999997 in binary */
		{ 1.005, 2, "1.01" },
		{ 87.49999999999, 1, "87.5" },
		{ 2.5, 0, "3" },
		{ -0.04, 1, "0.0" },
		{ -0.0, 2, "0.00" },
		{ 1e15, 2, "1000000000000000" },
		{ 123456789.125, 2, "123456789.13" },
		{ 0.123456789, 9, "0.123456789" },
		{ 0.1234567894, 9, "0.123456789" },
		{ 65, 1, "65.0" },
	};
	char text[NUMBER_SIZE];

	(void)state;
	for (size_t i = 0; i < COUNT_OF(cases); i++)
		assert_string_equal(number_format(cases[i].value, cases[i].decimals, text),
		    cases[i].text);
	assert_string_equal(number_format(NAN, 1, text), "");
	assert_true(isnan(number_round(NAN, 1)));
	assert_true(number_round(78.25, 1) == 78.3);
	assert_true(number_round(-1e300, 1) == -1e300);
	assert_string_equal(number_format(1e300, 1, text), "1.000000000000000e+300");
}

/* Vectors of model.md 2: score = 50 + 30 (value - R) / (G - R). */
static void
prints_scores_without_binary_noise(void **state)
{
	static const struct { double value, green, red; const char *score; } cases[] = {
		{ 99.7, 99.9, 99.5, "65.0" }, { 99.9, 99.9, 99.5, "80.0" },
		{ 100, 99.9, 99.5, "87.5" },  { 99.3, 99.9, 99.5, "35.0" },
		{ 6, 4, 8, "65.0" },	      { 3, 4, 8, "87.5" },
	};
	char text[NUMBER_SIZE];

	(void)state;
	for (size_t i = 0; i < COUNT_OF(cases); i++) {
		double score = 50 + 30 * (cases[i].value - cases[i].red) / (cases[i].green - cases[i].red);

		assert_string_equal(number_format(score, 1, text), cases[i].score);
	}
}

static void
writes_what_was_read_without_binary_noise(void **state)
{
	static const struct { double value; const char *text; } cases[] = {
		{ 0, "0" }, { -0.0, "0" }, { 99.9, "99.9" }, { 1, "1" }, { -2.5, "-2.5" },
		{ 0.1 + 0.2, "0.3" }, { 1234567, "1234567" },
		{ 1e14, "100000000000000" }, { 0.00001, "0.00001" }, { -1.5e-7, "-0.00000015" },
		{ 1e-300, "1e-300" }, { 1e300, "1e+300" }, { 1.0 / 3, "0.333333333333333" },
		{ 999999999999999, "999999999999999" }, { 94.2 * 0.9, "84.78" },
	};
	char   text[NUMBER_SIZE];
	double back;

	(void)state;
	for (size_t i = 0; i < COUNT_OF(cases); i++) {
		assert_string_equal(number_shortest(cases[i].value, text), cases[i].text);
		assert_int_equal(number_parse(text, strlen(text), false, &back), NUMBER_OK);
		assert_true(fabs(back - cases[i].value) <= 1e-15 * fabs(back));
	}
	assert_string_equal(number_shortest(NAN, text), "");
	assert_string_equal(number_shortest(INFINITY, text), "");
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(reads_numbers_as_files_write_them),
		cmocka_unit_test(reads_thousands_where_the_decimal_sign_is_known),
		cmocka_unit_test(rounds_correctly),
		cmocka_unit_test(refuses_endless_digits_but_reads_many),
		cmocka_unit_test(rounds_half_away_from_zero_after_absorbing_noise),
		cmocka_unit_test(prints_scores_without_binary_noise),
		cmocka_unit_test(writes_what_was_read_without_binary_noise),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
