/* test_csv_encoding.c - which encoding a file has, what it reads as, and that block borders
 * change nothing. */
#include "csv_fixture.h"

#include <fcntl.h>
#include <strings.h>

#include "input/csv_lines.h"

/* Bytes and their number; NULs may be among them. */
#define BYTES(text) text, sizeof text - 1

/* Code points and bytes as in the Unicode charts and the table of code page 1252. */
static const struct {
	const char   *label;
	const char   *bytes;
	size_t	      length;
	const char   *fixed;
	const char   *encoding;
	const char   *records;
	unsigned long damaged;
	unsigned long line;
} readings[] = {
    {"ASCII", BYTES("a,b\n1,2\n"), NULL, "UTF-8", "1:a|b;2:1|2;", 0, 0},
    {"UTF-8", BYTES("a,b\n\303\274,\342\202\254\n"), NULL, "UTF-8",
	"1:a|b;2:\303\274|\342\202\254;", 0, 0},
    {"Windows-1252", BYTES("a,b\nM\374ller,\200 5\n"), NULL, "Windows-1252",
	"1:a|b;2:M\303\274ller|\342\202\254 5;", 0, 0},
    {"a byte without meaning in it", BYTES("a,b\n\374\374,\201\n"), NULL, "Windows-1252",
	"1:a|b;2:\303\274\303\274|\357\277\275;", 1, 2},
    {"UTF-8 with one broken place", BYTES("a,b\n\303\274,\303\274\n\374,2\n"), NULL,
	"UTF-8", "1:a|b;2:\303\274|\303\274;3:\357\277\275|2;", 1, 3},
    {"UTF-8 cut off", BYTES("a,b\n\303\274,\303\274\n1,\342\202"), NULL, "UTF-8",
	"1:a|b;2:\303\274|\303\274;3:1|\357\277\275;", 1, 3},
    {"UTF-8 mark and a broken byte", BYTES("\357\273\277a,b\n1,\374\n"), NULL,
	"UTF-8 with BOM", "1:a|b;2:1|\357\277\275;", 1, 2},
    {"U+FFFD is a character", BYTES("a,b\n1,\357\277\275\n"), NULL, "UTF-8",
	"1:a|b;2:1|\357\277\275;", 0, 0},
    {"UTF-16LE", BYTES("\377\376a\0,\0\374\0\n\0001\0,\0002\0"), NULL, "UTF-16LE with BOM",
	"1:a|\303\274;2:1|2;", 0, 0},
    {"UTF-16BE", BYTES("\376\377\0a\0,\0\374\0\n\0001\0,\0002"), NULL, "UTF-16BE with BOM",
	"1:a|\303\274;2:1|2;", 0, 0},
    {"surrogates: U+1D11E", BYTES("\377\376a\0,\0\064\330\036\335\n\0"), NULL,
	"UTF-16LE with BOM", "1:a|\360\235\204\236;", 0, 0},
    {"a surrogate alone", BYTES("\377\376a\0,\0\064\330b\0\n\0"), NULL, "UTF-16LE with BOM",
	"1:a|\357\277\275b;", 1, 1},
    {"a surrogate at the end", BYTES("\377\376a\0\n\0b\0\064\330"), NULL,
	"UTF-16LE with BOM", "1:a;2:b\357\277\275;", 1, 2},
    {"an odd byte at the end", BYTES("\377\376a\0\n\0b\0c"), NULL, "UTF-16LE with BOM",
	"1:a;2:b\357\277\275;", 1, 2},
    {"mark alone", BYTES("\377\376"), NULL, "UTF-16LE with BOM", "", 0, 0},
    {"fixed: Latin 9", BYTES("a,\244\n"), "ISO-8859-15", "ISO-8859-15", "1:a|\342\202\254;",
	0, 0},
    {"fixed: Shift JIS", BYTES("a,\203e\n"), "CP932", "CP932", "1:a|\343\203\206;", 0, 0},
    {"fixed: Vietnamese, accent behind the letter", BYTES("a,o\314\n"), "CP1258", "CP1258",
	"1:a|\303\262;", 0, 0},
    {"fixed: Vietnamese, letter at the end", BYTES("a,o"), "CP1258", "CP1258", "1:a|o;", 0,
	0},
    {"fixed: UTF-16LE without mark", BYTES("a\0,\0b\0"), "UTF-16LE", "UTF-16LE", "1:a|b;",
	0, 0},
    {"fixed: UTF-8 in small letters", BYTES("a,\374\n"), "utf-8", "utf-8",
	"1:a|\357\277\275;", 1, 1},
    {"fixed: auto is not fixed", BYTES("a,\374\n"), "auto", "Windows-1252", "1:a|\303\274;",
	0, 0},
    {"a mark beats the mapping", BYTES("\357\273\277a,\303\274\n"), "WINDOWS-1252",
	"UTF-8 with BOM", "1:a|\303\274;", 0, 0},
};

static void
reads_what_the_bytes_say(void **state)
{
	for (size_t i = 0; i < COUNT_OF(readings); i++) {
		struct fixture *fixture = *state;
		const char     *got = fixture_read(fixture, readings[i].bytes, readings[i].length, readings[i].fixed, ',', &small_limits);

		if (strcmp(got, readings[i].records) != 0)
			fail_msg("%s: got %s", readings[i].label, got);
		if (strcmp(fixture->form.encoding, readings[i].encoding) != 0)
			fail_msg("%s: taken for %s", readings[i].label, fixture->form.encoding);
		if (fixture->form.damaged != readings[i].damaged ||
		    fixture->form.damaged_line != readings[i].line)
			fail_msg("%s: %lu broken, first in line %lu", readings[i].label,
			    fixture->form.damaged, fixture->form.damaged_line);
		if (fixture->form.converted != (strncasecmp(readings[i].encoding, "UTF-8", 5) != 0))
			fail_msg("%s: converted is wrong", readings[i].label);
		assert_true(fixture->form.encoding_confidence > 0 &&
		    fixture->form.encoding_confidence <= 1);
		assert_true(fixture->form.encoding_why[0] != '\0');
	}
}

static void
refuses_nul_and_encodings_with_a_state(void **state)
{
	static const char *const unreadable[] = {"nonsense", "", "UTF-7", "ISO-2022-JP", "UTF-16",
	    "ISO-8859-1//IGNORE", "../../UTF-8", "IBM037",
	    "a name that is much longer than that of any encoding"};
	struct fixture *fixture = *state;
	const char     *got;

	for (size_t i = 0; i < COUNT_OF(unreadable); i++) {
		assert_non_null(strstr(fixture_read(fixture, "a,b\n", 4, unreadable[i], ',', &small_limits), "cannot be read"));
		assert_int_equal(ERROR_CONFIG, fixture->error.code);
	}
	got = fixture_read(fixture, BYTES("\377\376a\0\n\0b\0\0\0\n\0"), NULL, ',', &small_limits);
	assert_non_null(strstr(got, "1:a;!2:a NUL"));
	got = fixture_read(fixture, BYTES("a\n\374\nb\0\n"), NULL, ',', &small_limits);
	assert_non_null(strstr(got, "1:a;2:\303\274;!3:a NUL"));
}

static void
a_fixed_encoding_that_cannot_be_right_is_told_with_what_the_bytes_are(void **state)
{
	static const struct { const char *bytes; size_t length; const char *fixed, *says; } cases[] = {
		{ BYTES("partner,period\na,b\n"), "UTF-16LE", "but the bytes are UTF-8; expected encoding = UTF-8" },
		{ BYTES("a,\303\274\303\266\n"), "utf-32be", "but the bytes are UTF-8" },
		{ BYTES("a\0,\0b\0\n\0"), "UTF-8", "but the bytes are UTF-16LE" },
		{ BYTES("\0a\0,\0b\0\n"), "WINDOWS-1252", "but the bytes are UTF-16BE" },
		{ BYTES("\303\274,\303\266,\303\244\n"), "WINDOWS-1252", "but the bytes are UTF-8" },
	};
	struct fixture *fixture = *state;

	for (size_t i = 0; i < COUNT_OF(cases); i++) {
		const char *got = fixture_read(fixture, cases[i].bytes, cases[i].length, cases[i].fixed, ',', &small_limits);

		if (strstr(got, cases[i].says) == NULL)
			fail_msg("%s: got %s", cases[i].fixed, got);
		assert_int_equal(ERROR_INPUT, fixture->error.code);
	}
}

/* length bytes of "word,word...\n" lines of 64 bytes, the last byte a line end. */
static char *
plain_lines(struct fixture *fixture, size_t length)
{
	char *bytes = arena_alloc(fixture->arena, length, 1);

	assert_non_null(bytes);
	for (size_t i = 0; i < length; i++)
		bytes[i] = i % 64 == 63 ? '\n' : i % 64 == 31 ? ',' : 'x';
	bytes[length - 1] = '\n';
	return bytes;
}

/* Offsets count from 0. */
static void
lets_the_whole_file_decide(void **state)
{
	static const struct { size_t length; size_t offset; const char *says; } cases[] = {
		{ 60000, 45947, "offset 45,947 (0x92)" },
		{ 600000, 262143, "offset 262,143 (0x92)" },
		{ 600000, 262144, "offset 262,144 (0x92)" },
		{ 600000, 599998, "offset 599,998 (0x92)" },
	};

	for (size_t i = 0; i < COUNT_OF(cases); i++) {
		struct fixture *fixture = *state;
		char	       *bytes = plain_lines(fixture, cases[i].length);
		const char     *got;

		bytes[cases[i].offset] = '\222';
		got = fixture_read(fixture, bytes, cases[i].length, NULL, ',', &large_limits);
		assert_string_equal("Windows-1252", fixture->form.encoding);
		assert_non_null(strstr(fixture->form.encoding_why, cases[i].says));
		assert_non_null(strstr(got, "\342\200\231"));
		assert_true(fixture->form.converted);
		assert_int_equal(0, fixture->form.damaged);
	}
}

/* U+1D11E over every border between the first block (262,144 bytes) and the pass over the rest. */
static void
keeps_characters_whole_across_blocks(void **state)
{
	static const size_t borders[] = { 262144, 524288 };

	for (size_t i = 0; i < COUNT_OF(borders); i++)
		for (size_t before = 0; before <= 4; before++) {
			struct fixture *fixture = *state;
			char	       *bytes = plain_lines(fixture, 600000);

			memcpy(bytes + borders[i] - before, "\360\235\204\236", 4);
			assert_non_null(strstr(fixture_read(fixture, bytes, 600000, NULL, ',', &large_limits), "\360\235\204\236"));
			assert_string_equal("UTF-8", fixture->form.encoding);
			assert_string_equal("all 600,000 bytes are valid UTF-8", fixture->form.encoding_why);
			assert_int_equal(0, fixture->form.damaged);
		}
}

/* All lines, "number:text" with line ends as they are, then how much is broken and the digest. */
static const char *
lines_of(struct fixture *fixture, const char *path, size_t block)
{
	const struct csv_lines_options options = { path, NULL, &small_limits, block };
	struct csv_form		       form = { .damaged = 0 };
	struct csv_lines	      *lines;
	struct csv_line		       line;
	const char		      *text = "";

	assert_int_equal(0, csv_lines_open(&options, &form, &lines, &fixture->error));
	while (csv_lines_next(lines, &line, &fixture->error) == 1)
		text = arena_printf(fixture->arena, "%s%lu:%.*s", text, line.number, (int)line.length, line.text);
	text = arena_printf(fixture->arena, "%s%s %s %lu in %lu %s %llu", text, form.encoding,
	    form.encoding_why, form.damaged, form.damaged_line, csv_lines_digest(lines),
	    csv_lines_bytes(lines));
	csv_lines_close(lines);
	return text;
}

static void
reads_the_same_in_blocks_of_any_size(void **state)
{
	static const struct { const char *bytes; size_t length; } files[] = {
		{ BYTES("a,b\r\n\303\274,\342\202\254\r\n\360\235\204\236\r1\n\n2") },
		{ BYTES("a,b\r\nM\374ller\r\n\200,\201\n") },
		{ BYTES("a\303\274\n\303\274\n\303\274\n\342\202\n\360\235\204\nx\355\240\200") },
		{ BYTES("\377\376a\0\r\0\n\0\064\330\036\335\n\0\064\330b\0\n\0c") },
		{ BYTES("\376\377\0a\0\r\330\064\335\036\0\n\330\064\0b\0\n\330") },
	};

	for (size_t i = 0; i < COUNT_OF(files); i++) {
		struct fixture *fixture = *state;
		const char     *path = fixture_file(fixture, files[i].bytes, files[i].length);
		const char     *want = lines_of(fixture, path, CSV_LINES_BLOCK);

		for (size_t block = 1; block < 9; block++)
			assert_string_equal(want, lines_of(fixture, path, block));
	}
}

/* The pass over the whole file and the reading of it may not see the same bytes. */
static void
survives_a_file_that_changes_under_it(void **state)
{
	struct fixture	  *fixture = *state;
	char		  *bytes = plain_lines(fixture, 600000);
	const char	  *path = fixture_file(fixture, bytes, 600000);
	struct csv_reader *reader;
	struct csv_record  record;
	unsigned long	   records = 0;
	int		   file;

	assert_int_equal(0, csv_open(path, NULL, ',', &large_limits, &reader, &fixture->error));
	file = open(path, O_WRONLY);
	assert_int_equal(1, pwrite(file, "\222", 1, 64 * 7000));
	assert_int_equal(0, ftruncate(file, 64 * 8000));
	assert_int_equal(0, close(file));
	while (csv_next(reader, &record, &fixture->error) == 1)
		records++;
	assert_int_equal(8000, records);
	assert_int_equal(1, csv_form(reader)->damaged);
	assert_int_equal(7001, csv_form(reader)->damaged_line);
	csv_close(reader);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test_setup_teardown(reads_what_the_bytes_say, fixture_setup, fixture_teardown),
		cmocka_unit_test_setup_teardown(refuses_nul_and_encodings_with_a_state, fixture_setup, fixture_teardown),
		cmocka_unit_test_setup_teardown(a_fixed_encoding_that_cannot_be_right_is_told_with_what_the_bytes_are, fixture_setup, fixture_teardown),
		cmocka_unit_test_setup_teardown(lets_the_whole_file_decide, fixture_setup, fixture_teardown),
		cmocka_unit_test_setup_teardown(keeps_characters_whole_across_blocks, fixture_setup, fixture_teardown),
		cmocka_unit_test_setup_teardown(reads_the_same_in_blocks_of_any_size, fixture_setup, fixture_teardown),
		cmocka_unit_test_setup_teardown(survives_a_file_that_changes_under_it, fixture_setup, fixture_teardown),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
