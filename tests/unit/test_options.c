/* test_options.c - the command line: what getopt habits expect, and what a slip gets. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "base/count.h"
#include "base/error.h"
#include "command/options.h"

enum { WORDS_MAX = 8 };

static const struct command run = { .name = "run", .bit = COMMAND_RUN, .arguments = "" };
static const struct command explain = {.name = "explain",
    .bit = COMMAND_EXPLAIN,
    .arguments = "PARTNER [ITEM]",
    .operands_min = 1,
    .operands_max = 2};

static const struct command inspect = {.name = "inspect",
    .bit = COMMAND_INSPECT,
    .arguments = "FILE ...",
    .operands_min = 1,
    .operands_max = OPERANDS_MAX};

static int
parse(const struct command *command, const char *const *words, struct options *options,
    struct error *error)
{
	char *argv[WORDS_MAX + 1];
	int   argc = 0;

	for (; argc < WORDS_MAX && words[argc] != NULL; argc++)
		argv[argc] = (char *)(uintptr_t)words[argc];
	return options_parse(command, argc, argv, options, error);
}

static void
reads_every_way_to_give_a_value(void **state)
{
	static const char *const lines[][WORDS_MAX] = {
		{ "--period", "2026-Q3", "--jobs", "4", "-q" },
		{ "--period=2026-Q3", "--jobs=4", "--quiet" },
		{ "-p", "2026-Q3", "-j", "4", "-q" },
		{ "-p2026-Q3", "-qj4" },
		{ "--peri", "2026-Q3", "--jo=4", "--qui" },
	};

	(void)state;
	for (size_t i = 0; i < COUNT_OF(lines); i++) {
		struct options options;
		struct error   error;

		if (parse(&run, lines[i], &options, &error) == -1)
			fail_msg("line %zu: %s", i, error.message);
		assert_string_equal(options.period, "2026-Q3");
		assert_int_equal(options.jobs, 4);
		assert_true(options.quiet);
		assert_string_equal(options.config, "rapport.ini");
	}
}

static void
collects_what_may_be_repeated(void **state)
{
	static const char *const line[WORDS_MAX] = {
	    "--partner", "B", "--partner=A", "--set", "output.words=rag"};
	struct options		 options;
	struct error		 error;

	(void)state;
	assert_int_equal(parse(&run, line, &options, &error), 0);
	assert_int_equal(options.partners.count, 2);
	assert_string_equal(options.partners.items[0], "B");
	assert_string_equal(options.partners.items[1], "A");
	assert_int_equal(options.set.count, 1);
	assert_string_equal(options.set.items[0], "output.words=rag");
}

static void
takes_operands_anywhere_and_after_two_dashes(void **state)
{
	static const char *const line[WORDS_MAX] = { "ACME", "-c", "x.ini", "--", "-odd-id" };
	struct options		 options;
	struct error		 error;

	(void)state;
	assert_int_equal(parse(&explain, line, &options, &error), 0);
	assert_int_equal(options.operand_count, 2);
	assert_string_equal(options.operands[0], "ACME");
	assert_string_equal(options.operands[1], "-odd-id");
	assert_string_equal(options.config, "x.ini");
}

static void
tells_what_is_wrong_with_a_line(void **state)
{
	static const struct {
		const struct command *command;
		const char	     *words[WORDS_MAX];
		const char	     *say;
	} cases[] = {
		{ &run, { "--perod", "2026-Q3" }, "did you mean --period?" },
		{ &run, { "--frobnicate" }, "unknown option --frobnicate" },
		{ &run, { "--format", "json" }, "unknown option --format" },
		{ &run, { "-Z" }, "unknown option -Z" },
		{ &run, { "--p", "x" }, "could be" },
		{ &run, { "--jobs" }, "needs a value" },
		{ &run, { "--jobs", "0" }, "from 1 to 1024" },
		{ &run, { "--jobs", "4x" }, "from 1 to 1024" },
		{ &run, { "--jobs", "99999999999999999999" }, "from 1 to 1024" },
		{ &run, { "--lock-wait", "-1" }, "from 0 to 86400" },
		{ &run, { "--quiet=yes" }, "takes no value" },
		{ &run, { "--progress", "maybe" }, "auto|always|never" },
		{ &run, { "2026-Q3" }, "one word too many" },
		{ &explain, { NULL }, "usage: rapport explain" },
		{ &run, { "-o", "" }, "--output: the value is empty; expected DIR" },
		{ &run, { "--partner=" }, "--partner: the value is empty; expected ID" },
		{ &explain, { "" }, "an operand is empty; usage: rapport explain" },
	};

	(void)state;
	for (size_t i = 0; i < COUNT_OF(cases); i++) {
		struct options options;
		struct error   error;

		if (parse(cases[i].command, cases[i].words, &options, &error) == 0)
			fail_msg("case %zu was taken", i);
		assert_int_equal(error.code, ERROR_USAGE);
		if (strstr(error.message, cases[i].say) == NULL)
			fail_msg("case %zu says: %s", i, error.message);
	}
}

static void
inspects_several_files_and_chooses_no_period(void **state)
{
	static const char *const files[WORDS_MAX] = { "a.csv", "--format", "json", "-c", "x.ini", "b.csv" };
	static const char *const period[WORDS_MAX] = { "-p", "2026-Q3", "a.csv" };
	static const char *const nothing[WORDS_MAX] = { NULL };
	struct options		 options;
	struct error		 error;

	(void)state;
	assert_int_equal(parse(&inspect, files, &options, &error), 0);
	assert_int_equal(options.operand_count, 2);
	assert_string_equal(options.operands[1], "b.csv");
	assert_string_equal(options.config, "x.ini");
	assert_int_equal(options.format, FORMAT_JSON);
	assert_int_equal(parse(&inspect, period, &options, &error), -1);
	assert_int_equal(error.code, ERROR_USAGE);
	assert_int_equal(parse(&inspect, nothing, &options, &error), -1);
	assert_string_equal(error.message, "usage: rapport inspect [OPTIONS] FILE ...");
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(reads_every_way_to_give_a_value),
		cmocka_unit_test(collects_what_may_be_repeated),
		cmocka_unit_test(takes_operands_anywhere_and_after_two_dashes),
		cmocka_unit_test(tells_what_is_wrong_with_a_line),
		cmocka_unit_test(inspects_several_files_and_chooses_no_period),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
