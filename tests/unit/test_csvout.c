/* test_csvout.c - CSV cells as written: quoting, formulas, numbers. */
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
#include "publish/csvout.h"

struct sheet {
	char	     *text;
	size_t	      length;
	struct csvout csv;
};

static void
begin(struct sheet *sheet)
{
	FILE *stream = open_memstream(&sheet->text, &sheet->length);

	assert_non_null(stream);
	csvout_init(&sheet->csv, stream);
}

static void
end(struct sheet *sheet, const char *want)
{
	assert_int_equal(fclose(sheet->csv.stream), 0);
	assert_string_equal(sheet->text, want);
	free(sheet->text);
}

static void
quotes_only_where_needed(void **state)
{
	static const struct {
		const char *text;
		const char *want;
	} cases[] = {
		{ "plain", "plain\n" },
		{ "", "\n" },
		{ NULL, "\n" },
		{ "a,b", "\"a,b\"\n" },
		{ "say \"yes\"", "\"say \"\"yes\"\"\"\n" },
		{ "two\nlines", "\"two\nlines\"\n" },
		{ "semi;colon and blank ", "semi;colon and blank \n" },
	};

	(void)state;
	for (size_t i = 0; i < COUNT_OF(cases); i++) {
		struct sheet sheet;

		begin(&sheet);
		csvout_text(&sheet.csv, cases[i].text);
		csvout_end_row(&sheet.csv);
		end(&sheet, cases[i].want);
	}
}

static void
neutralises_what_a_spreadsheet_would_run(void **state)
{
	static const struct {
		const char *text;
		const char *want;
	} cases[] = {
		{ "=cmd|' /C calc'!A0", "'=cmd|' /C calc'!A0\n" },
		{ "+1", "'+1\n" },
		{ "-1", "'-1\n" },
		{ "@SUM(A1)", "'@SUM(A1)\n" },
		{ "\tx", "'\tx\n" },
		{ "\rx", "\"'\rx\"\n" },
		{ "=1,2", "\"'=1,2\"\n" },
		{ "a=b", "a=b\n" },
	};

	(void)state;
	for (size_t i = 0; i < COUNT_OF(cases); i++) {
		struct sheet sheet;

		begin(&sheet);
		csvout_text(&sheet.csv, cases[i].text);
		csvout_end_row(&sheet.csv);
		end(&sheet, cases[i].want);
	}
}

static void
leaves_numbers_alone(void **state)
{
	struct sheet sheet;

	(void)state;
	begin(&sheet);
	csvout_number(&sheet.csv, -4.06, 1);
	csvout_number(&sheet.csv, NAN, 1);
	csvout_number(&sheet.csv, 3.8750, 4);
	csvout_shortest(&sheet.csv, -0.5);
	csvout_shortest(&sheet.csv, NAN);
	csvout_place(&sheet.csv, 14);
	csvout_place(&sheet.csv, 0);
	csvout_end_row(&sheet.csv);
	csvout_text(&sheet.csv, "next");
	csvout_end_row(&sheet.csv);
	end(&sheet, "-4.1,,3.8750,-0.5,,14,\nnext\n");
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(quotes_only_where_needed),
		cmocka_unit_test(neutralises_what_a_spreadsheet_would_run),
		cmocka_unit_test(leaves_numbers_alone),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
