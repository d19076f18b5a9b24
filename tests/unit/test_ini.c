/* test_ini.c - INI files, and every way in which one can be misread. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <limits.h>
#include <math.h>
#include <string.h>

#include <cmocka.h>

#include "base/arena.h"
#include "base/count.h"
#include "config/ini.h"
#include "tempdir.h"

/* What becomes of a file with these bytes. */
static int
load(const void *bytes, size_t length, struct ini **ini, struct error *error)
{
	char directory[TEMPDIR_SIZE], path[2 * TEMPDIR_SIZE];
	int  rc;

	tempdir_make(directory);
	tempdir_write(directory, "test.ini", bytes, length, path);
	rc = ini_load(path, ini, error);
	tempdir_remove(directory);
	return rc;
}

static struct ini *
must_load(const char *text)
{
	struct ini  *ini;
	struct error error;

	if (load(text, strlen(text), &ini, &error) == -1)
		fail_msg("line %lu: %s", error.line, error.message);
	return ini;
}

static void
reads_values_as_written(void **state)
{
	static const char text[] =
	    "; comment\n"
	    "\n"
	    "[Output]\r\n"
	    "  Archive = /var/lib/rapport \n"
	    "empty =\n"
	    "empty2 = \"\" ; says nothing\n"
	    "empty3 = ; nothing either\n"
	    "colour = \"#FF0000\"\n"
	    "quoted = \"a;b # c\" ; a comment\n"
	    "single = 'say \"hi\"'\n"
	    "spaces = \"  kept  \"\n"
	    "percent = 50 ; half\n"
	    "equals = a=b\n"
	    "url = http://example.org/a\n"
	    "column partner = \"AGENCY_NAME\"\n"
	    "label 1 = \"trifft gar nicht zu|d'accord\"\n"
	    "umlaut = M\xc3\xbcller\n"
	    "percent_s = %s%n\n"
	    "backslash = \"C:\\data\\\\x\"\n"
	    "[lens health]\n"
	    "last = no newline";
	static const struct { const char *section, *key, *value; unsigned long line; } cases[] = {
		{ "output", "archive", "/var/lib/rapport", 4 },
		{ "output", "empty", "", 5 },
		{ "output", "empty2", "", 6 },
		{ "output", "empty3", "", 7 },
		{ "output", "colour", "#FF0000", 8 },
		{ "output", "quoted", "a;b # c", 9 },
		{ "output", "single", "say \"hi\"", 10 },
		{ "output", "spaces", "  kept  ", 11 },
		{ "output", "percent", "50", 12 },
		{ "output", "equals", "a=b", 13 },
		{ "output", "url", "http://example.org/a", 14 },
		{ "output", "column partner", "AGENCY_NAME", 15 },
		{ "output", "label 1", "trifft gar nicht zu|d'accord", 16 },
		{ "output", "umlaut", "M\xc3\xbcller", 17 },
		{ "output", "percent_s", "%s%n", 18 },
		{ "output", "backslash", "C:\\data\\\\x", 19 },
		{ "lens health", "last", "no newline", 21 },
	};
	struct ini *ini = must_load(text);

	(void)state;
	assert_int_equal(ini_entry_count(ini), COUNT_OF(cases));
	assert_int_equal(ini_section_count(ini), 2);
	for (size_t i = 0; i < COUNT_OF(cases); i++) {
		const struct ini_entry *entry = ini_find(ini, cases[i].section, cases[i].key);

		if (entry == NULL)
			fail_msg("%s is not found", cases[i].key);
		assert_string_equal(entry->value, cases[i].value);
		assert_int_equal(entry->line, cases[i].line);
		assert_ptr_equal(entry, ini_entry(ini, i));
	}
	assert_null(ini_find(ini, "output", "last"));
	ini_free(ini);
}

static void
refuses_with_the_line_and_what_to_do(void **state)
{
	static const struct { const char *label, *text; unsigned long line; const char *part; } cases[] = {
		{ "byte order mark", "\xef\xbb\xbf[a]\nb = 1\n", 1, "byte order mark" },
		{ "UTF-16", "\xff\xfe[", 1, "UTF-16" },
		{ "not UTF-8", "[a]\nb = M\xfcller\n", 2, "not valid UTF-8" },
		{ "colour cut by iniparser", "[a]\ncol = #FF0000\n", 2, "quote the value" },
		{ "fragment cut", "[a]\nurl = http://x/#frag\n", 2, "quote the value" },
		{ "hash comment", "[a]\nn = 5 # five\n", 2, "quote the value" },
		{ "semicolon inside", "[a]\nn = a;b\n", 2, "quote the value" },
		{ "duplicate key", "[a]\nb = 1\nB = 2\n", 3, "given twice in [a], first in line 2" },
		{ "duplicate section", "[a]\nb = 1\n[A]\nc = 1\n", 3, "already, in line 1" },
		{ "key before section", "b = 1\n[a]\n", 1, "before the first [section]" },
		{ "unclosed quote", "[a]\nb = \"x\n", 2, "closing quote" },
		{ "after the quote", "[a]\nb = \"x\" y\n", 2, "text after the closing quote" },
		{ "escaped quote", "[a]\nb = \"say \\\"hi\\\"\"\n", 2, "text after the closing quote" },
		{ "no equals", "[a]\nb\n", 2, "expected [section]" },
		{ "colon as separator", "[a]\nb : 1\n", 2, "expected [section]" },
		{ "empty section", "[]\nb = 1\n", 1, "a name is missing" },
		{ "empty key", "[a]\n= 1\n", 2, "a name is missing" },
		{ "colon in section", "[a:b]\nc = 1\n", 1, "':'" },
		{ "colon in key", "[a]\nb:c = 1\n", 2, "':'" },
		{ "open section", "[a\nb = 1\n", 1, "no closing ']'" },
		{ "comment after section", "[a] ; why\n", 1, "alone on its line" },
		{ "double blank", "[lens  health]\n", 1, "single blank" },
		{ "continued line", "[a]\npath = C:\\data\\\nb = 1\n", 2, "backslash" },
		{ "continued comment", "[a]\n; see C:\\\nb = 1\n", 2, "backslash" },
		{ "control character", "[a]\nb = \x1b[31m\n", 2, "control character" },
		{ "bare CR", "[a]\nb = 1\rc = 2\n", 2, "control character" },
	};

	(void)state;
	for (size_t i = 0; i < COUNT_OF(cases); i++) {
		struct ini  *ini;
		struct error error;

		if (load(cases[i].text, strlen(cases[i].text), &ini, &error) != -1)
			fail_msg("%s: was accepted", cases[i].label);
		assert_null(ini);
		assert_error(cases[i].label, &error, ERROR_CONFIG, cases[i].line, cases[i].part);
	}
}

static void
refuses_what_is_no_text_file(void **state)
{
	static char  large[2 * 1024 * 1024];
	char	     directory[TEMPDIR_SIZE], path[2 * TEMPDIR_SIZE];
	struct ini  *ini;
	struct error error;

	(void)state;
	assert_int_equal(load("[a]\nb = 1\0002\n", 12, &ini, &error), -1);
	assert_error("NUL", &error, ERROR_CONFIG, 2, "NUL byte");
	memset(large, '\n', sizeof large);
	assert_int_equal(load(large, sizeof large, &ini, &error), -1);
	assert_error("2 MiB", &error, ERROR_CONFIG, 0, "more than the limit of 1048576");
	tempdir_make(directory);
	assert_int_equal(ini_load(directory, &ini, &error), -1);
	assert_error("directory", &error, ERROR_CONFIG, 0, "is a directory");
	(void)snprintf(path, sizeof path, "%s/none.ini", directory);
	assert_int_equal(ini_load(path, &ini, &error), -1);
	assert_error("missing", &error, ERROR_NO_INPUT, 0, "No such file");
	assert_int_equal(ini_load("/dev/null", &ini, &error), -1);
	assert_error("device", &error, ERROR_CONFIG, 0, "not a regular file");
	tempdir_remove(directory);
}

static void
takes_lines_up_to_999_bytes(void **state)
{
	char	     text[1100];
	struct ini  *ini;
	struct error error;
	size_t	     length;

	(void)state;
	for (size_t line = 990; line <= 1010; line++) {
		memcpy(text, "[a]\nb = ", 8);
		memset(text + 8, 'x', line - 4);
		length = 4 + line;
		text[length++] = '\n';
		if (line <= 999) {
			assert_int_equal(load(text, length, &ini, &error), 0);
			assert_int_equal(strlen(ini_find(ini, "a", "b")->value), line - 4);
			ini_free(ini);
		} else {
			assert_int_equal(load(text, length, &ini, &error), -1);
			assert_error("long line", &error, ERROR_CONFIG, 2, "999 bytes");
		}
	}
}

static void
accepts_an_empty_file_as_nothing_said(void **state)
{
	struct ini *ini = must_load("");

	(void)state;
	assert_int_equal(ini_section_count(ini), 0);
	assert_int_equal(ini_entry_count(ini), 0);
	assert_string_equal(ini_digest(ini),
	    "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855");
	ini_free(ini);
	ini_free(NULL);
}

static void
reads_numbers_strictly(void **state)
{
	static const char *const bad[] = {
		"12abc", "0x1F", "1,5", "nan", "inf", "", "-1", "101", "1,234",
	};
	struct error error;
	double	     number;
	long	     integer;

	(void)state;
	for (size_t i = 0; i < COUNT_OF(bad); i++) {
		char	    text[64];
		struct ini *ini;

		(void)snprintf(text, sizeof text, "[a]\nn = %s\n", bad[i]);
		ini = must_load(text);
		assert_int_equal(ini_number(ini, ini_entry(ini, 0), 0, 100, &number, &error), -1);
		assert_error(bad[i], &error, ERROR_CONFIG, 2, "expected a number from 0 to 100");
		ini_free(ini);
	}
	struct ini *ini = must_load("[a]\nn = 010\nm = 0.5\nw = 99999999999999\n");
	assert_int_equal(ini_number(ini, ini_entry(ini, 0), 0, HUGE_VAL, &number, &error), 0);
	assert_true(number == 10);
	assert_int_equal(ini_integer(ini, ini_entry(ini, 1), 0, 100, &integer, &error), -1);
	assert_error("half", &error, ERROR_CONFIG, 3, "expected a whole number from 0 to 100");
	assert_int_equal(ini_integer(ini, ini_entry(ini, 2), 0, LONG_MAX / 2, &integer, &error), 0);
	assert_int_equal(integer, 99999999999999);
	ini_free(ini);
}

static void
reads_words_and_lists(void **state)
{
	static const char *const words[] = { "higher", "lower", "range" };
	struct ini   *ini = must_load("[a]\nb = YES\nc = 12abc\nd = Lower\ne = hihger\nf = a, ,b ,\n");
	struct arena *arena = arena_new();
	struct error  error;
	bool	      flag = false;
	size_t	      index, count;
	const char  **items;

	(void)state;
	assert_int_equal(ini_boolean(ini, ini_entry(ini, 0), &flag, &error), 0);
	assert_true(flag);
	assert_int_equal(ini_boolean(ini, ini_entry(ini, 1), &flag, &error), -1);
	assert_error("boolean", &error, ERROR_CONFIG, 3, "yes or no");
	assert_int_equal(ini_word(ini, ini_entry(ini, 2), words, 3, &index, &error), 0);
	assert_int_equal(index, 1);
	assert_int_equal(ini_word(ini, ini_entry(ini, 3), words, 3, &index, &error), -1);
	assert_error("word", &error, ERROR_CONFIG, 5, "did you mean 'higher'?");
	assert_int_equal(ini_list(ini, ini_entry(ini, 4), ',', arena, &items, &count, &error), 0);
	assert_int_equal(count, 2);
	assert_string_equal(items[0], "a");
	assert_string_equal(items[1], "b");
	arena_free(arena);
	ini_free(ini);
}

static void
lays_command_line_values_over_the_file(void **state)
{
	static const char *const bad[] = { "a", "a=b", "a.=b", ".a=b", "a.b", "a=b.c" };
	struct ini *ini = must_load("[a]\nb = 1\n");
	struct error error;
	double	     number;

	(void)state;
	assert_int_equal(ini_override(ini, "A.b=2", &error), 0);
	assert_int_equal(ini_override(ini, "new.key=a=b.c", &error), 0);
	assert_string_equal(ini_find(ini, "a", "b")->value, "2");
	assert_int_equal(ini_find(ini, "a", "b")->line, 0);
	assert_string_equal(ini_find(ini, "new", "key")->value, "a=b.c");
	assert_int_equal(ini_entry_count(ini), 2);
	assert_int_equal(ini_number(ini, ini_find(ini, "new", "key"), 0, 1, &number, &error), -1);
	assert_string_equal(error.source, "--set");
	for (size_t i = 0; i < COUNT_OF(bad); i++) {
		assert_int_equal(ini_override(ini, bad[i], &error), -1);
		assert_int_equal(error.code, ERROR_USAGE);
	}
	ini_free(ini);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(reads_values_as_written),
		cmocka_unit_test(refuses_with_the_line_and_what_to_do),
		cmocka_unit_test(refuses_what_is_no_text_file),
		cmocka_unit_test(takes_lines_up_to_999_bytes),
		cmocka_unit_test(accepts_an_empty_file_as_nothing_said),
		cmocka_unit_test(reads_numbers_strictly),
		cmocka_unit_test(reads_words_and_lists),
		cmocka_unit_test(lays_command_line_values_over_the_file),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
