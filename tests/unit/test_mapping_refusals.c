/* test_mapping_refusals.c - what mappings.ini may not say, and what the message tells. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "base/count.h"
#include "mapping_fixture.h"

#define SOURCE	"[source a]\ninput = kpi\nfile = a.csv\n"
#define DIALECT "[dialect d]\n"
#define MEASURE "[measure m]\n"

static const struct {
	const char   *text;
	unsigned long line;
	const char   *part;
} refusals[] = {
	{ "[sauce a]\n", 1, "did you mean 'source'?" },
	{ "[source]\n", 1, "a section is [kind id]" },
	{ "[source a b]\n", 1, "a section is [kind id]" },
	{ "[source a]\ninput = kpi\n", 1, "needs file" },
	{ "[source a]\ninput = kpis\nfile = a\n", 2, "did you mean 'kpi'?" },
	{ SOURCE "quux = x\n", 4, "unknown key in [source a] 'quux'; known: input, file" },
	{ SOURCE "seperator = tab\n", 4, "did you mean 'separator'?" },
	{ SOURCE "valeu_column = x\n", 4, "did you mean 'value_column'?" },
	{ SOURCE "column value = x\n", 4, "unknown key in [source a] 'column value'" },
	{ SOURCE "answer_column = x\n", 4, "unknown key in [source a] 'answer_column'" },
	{ SOURCE "value_column =\n", 4, "names no column" },
	{ SOURCE "value_column = \"A||B\"\n", 4, "names no column" },
	{ SOURCE "value_column = \" - \"\n", 4, "names no column" },
	{ SOURCE "value_column = \"index:x\"\n", 4, "no place of a column" },
	{ SOURCE "value_column = \"index:65535\"\n", 4, "no place of a column" },
	{ SOURCE "value_column = x\nvalue = 3\n", 5, "says already where this field comes from" },
	{ SOURCE "value_file = \"*.csv\"\nvalue = 3\n", 5, "says already where this field" },
	{ SOURCE "value =\n", 4, "the text that all rows have is missing" },
	{ SOURCE "partner_file = \"a.csv\"\n", 4, "with one '*' where the partner stands" },
	{ SOURCE "partner_file = \"*-*.csv\"\n", 4, "with one '*'" },
	{ SOURCE "direction u = up\n", 4, "expected higher" },
	{ SOURCE "direction u = higher\ndirection -u = lower\n", 5, "means higher already" },
	{ SOURCE "decimal = dot\n", 4, "expected auto, point or comma" },
	{ SOURCE "duplicates = both\n", 4, "expected reject, first or last" },
	{ SOURCE "columns = 3-1\n", 4, "the last column comes before the first" },
	{ SOURCE "columns = a-b\n", 4, "expected all, or places" },
	{ SOURCE "columns = 1-2-3\n", 4, "expected all, or places" },
	{ SOURCE "columns = 99999999-\n", 4, "expected all, or places" },
	{ SOURCE "header = \"text, txet\"\n", 4, "expected text, sub, code or tag" },
	{ SOURCE "header = \"sub\"\n", 4, "must hold the text or the code" },
	{ SOURCE "header = \"text, text\"\n", 4, "stands there twice" },
	{ SOURCE "header = \"text,sub,code,tag,text\"\n", 4, "at most 4 header rows" },
	{ SOURCE "header_rows = 5\n", 4, "a whole number from 0 to 4" },
	{ SOURCE "skip_rows = -1\n", 4, "a whole number from 0 to 20" },
	{ SOURCE "date_format = dmy\n", 4, "expected a pattern such as \"%d/%m/%Y %H:%M\"" },
	{ SOURCE "period_unit = week\n", 4, "expected month, quarter, half or year" },
	{ SOURCE "fiscal_year_start = 13\n", 4, "a whole number from 1 to 12" },
	{ SOURCE "dialect = qualtriks\n[dialect qualtrics]\n", 1, "did you mean 'qualtrics'?" },
	{ SOURCE "dialect = \"\"\n", 4, "the value is missing" },
	{ SOURCE "first = x\n", 4, "this is a key of [dialect ID], not of [source ID]" },
	{ DIALECT "file = x\n", 2, "this is a key of [source ID], not of [dialect ID]" },
	{ SOURCE "status finished = x\n", 4, "expected open or done" },
	{ SOURCE "type bug = x\n", 4, "expected feature, defect, risk or debt" },
	{ SOURCE "status done =\n", 4, "the words that mean this are missing" },
	{ SOURCE "status done = a\nstatus open = A\n", 5, "means done already" },
	{ SOURCE "drop test = \"Status\"\n", 4, "expected \"Column = word|word\"" },
	{ SOURCE "drop test = \" = a\"\n", 4, "the column is missing" },
	{ SOURCE "drop test = \"!= a\"\n", 4, "the column is missing" },
	{ SOURCE "drop te_st = \"A = a\"\n", 4, "the reason is one word" },
	{ SOURCE "keep_tset = yes\ndrop test = \"A = a\"\n", 1, "did you mean 'test'?" },
	{ SOURCE "keep_test = perhaps\n", 4, "yes or no" },
	{ DIALECT "any = \"A|B\"\nany_count = 3\n", 1, "any_count is 3, but any lists only 2" },
	{ DIALECT "any_count = 2\n", 1, "any_count without any" },
	{ "[dialect auto]\n", 1, "has a meaning of its own" },
	{ DIALECT "like = e\n", 1, "unknown dialect 'e'" },
	{ "[dialect a]\nlike = b\n[dialect b]\nlike = a\n", 1, "in the end is like [dialect a] again" },
	{ DIALECT "like = d\n", 1, "in the end is like [dialect d] again" },
	{ MEASURE, 1, "needs column, ratio or share" },
	{ MEASURE "column = A\nratio = \"{A}/{B}\"\n", 3, "exclude one another" },
	{ MEASURE "column = \"A|B\"\n", 2, "a measure has one column" },
	{ MEASURE "ratio = \"{A} - {B}\"\n", 2, "expected \"{A} / {B}\"" },
	{ MEASURE "ratio = \"{A} / {B} / {C}\"\n", 2, "expected \"{A} / {B}\"" },
	{ MEASURE "ratio = \"2 - {A} / {B}\"\n", 2, "expected \"{A} / {B}\"" },
	{ MEASURE "ratio = \"{A / {B\"\n", 2, "the closing '}' is missing" },
	{ MEASURE "ratio = \"{} / {B}\"\n", 2, "names no column" },
	{ MEASURE "share = \"{A} ~ {B}\"\n", 2, "expected \"{A} <= {B}\"" },
	{ MEASURE "share = \"A <= B\"\n", 2, "expected \"{A} <= {B}\"" },
	{ MEASURE "share = \"{A} == 1\"\n", 2, "a column in braces or a word must follow" },
	{ MEASURE "share = \"{A} <=\"\n", 2, "a column in braces or a word must follow" },
	{ MEASURE "share = \"{A} <= {B} {C}\"\n", 2, "text after the second column" },
	{ MEASURE "column = A\ntarget_colunm = T\n", 3, "did you mean 'target_column'?" },
	{ "[side cliend]\n", 1, "did you mean 'client'?" },
	{ "[side client]\nvalue = a\n", 2, "did you mean 'values'?" },
	{ "[side client]\nvalues = a\n[side partner]\nvalues = A\n", 4, "means client already" },
	{ "[alias a]\nnames = b\n", 1, "needs partner" },
	{ "[alias a]\npartner = b\n", 1, "needs names" },
	{ "[alias a]\nname = b\n", 2, "did you mean 'names'?" },
	{ "[scale s]\nmin = 5\nmax = 5\n", 3, "min below max" },
	{ "[scale s]\nmin = 1\nmax = 5\nlabel 6 = x\n", 1, "outside the scale" },
	{ "[question q]\nscale_min = 5\nscale_max = 5\n", 1, "scale_min below scale_max" },
	{ "[question q]\nscale_max = 5\n", 1, "scale_min below scale_max" },
	{ "[question q]\nscale = s\nscale_min = 1\nscale_max = 5\n", 1, "either scale" },
	{ "[question q]\npoints = yes\n", 1, "points = yes needs column" },
};

static void
refuses_with_the_line_and_what_to_do(void **state)
{
	(void)state;
	for (size_t i = 0; i < COUNT_OF(refusals); i++) {
		struct arena   *arena = arena_new();
		struct mappings mappings;
		struct error	error;

		if (mapping_load(arena, refusals[i].text, &mappings, &error) != -1)
			fail_msg("accepted: %s", refusals[i].text);
		assert_error(refusals[i].text, &error, ERROR_CONFIG, refusals[i].line, refusals[i].part);
		arena_free(arena);
	}
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(refuses_with_the_line_and_what_to_do),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
