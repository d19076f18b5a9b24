/* test_csv.c - records with places, and what is refused. Expectations follow RFC 4180 and the
 * facts of the format pages. */
#include "csv_fixture.h"

#include "input/csv_detect.h"

static const char *
read_all(struct fixture *fixture, const void *bytes, size_t length, char separator)
{
	return fixture_read(fixture, bytes, length, NULL, separator, &small_limits);
}

static void
numbers_records_by_the_line_they_start_on(void **state)
{
	static const struct {
		const char *label;
		const char *bytes;
		const char *want;
	} cases[] = {
	    {"LF", "a,b\n1,2\n", "1:a|b;2:1|2;"},
	    {"CRLF", "a,b\r\n1,2\r\n", "1:a|b;2:1|2;"},
	    {"CR", "a,b\r1,2\r3,4", "1:a|b;2:1|2;3:3|4;"},
	    {"no last line end", "a,b\n1,2", "1:a|b;2:1|2;"},
	    {"blank lines", "\n\na,b\n  \n\n1,2\n\n", "3:a|b;6:1|2;"},
	    {"line end in quotes", "a,b\n\"x\ny\",2\n3,4\n", "1:a|b;2:x\ny|2;4:3|4;"},
	    {"bare LF in quotes of a CRLF file", "a,b\r\n\"x\ny\",2\r\n3,4\r\n",
		"1:a|b;2:x\ny|2;4:3|4;"},
	    {"quotes and separators in quotes", "a,b\n\"x\"\"y\",\"1,2\"\n", "1:a|b;2:x\"y|1,2;"},
	    {"a quote inside a field means itself", "a,b\n1,5\" disk\n2,3\"\"x\n\"z\",y\"\n",
		"1:a|b;2:1|5\" disk;3:2|3\"\"x;4:z|y\";"},
	    {"blanks around fields", "a , b\n  1,2  \n", "1:a|b;2:1|2;"},
	    {"empty fields", "a,b\n,\n\"\",x\n", "1:a|b;2:|;3:|x;"},
	    {"byte order mark", "\357\273\277a,b\n1,2\n", "1:a|b;2:1|2;"},
	    {"mark and quote", "\357\273\277\"a\",b\n", "1:a|b;"},
	    {"nothing", "", ""},
	    {"mark alone", "\357\273\277", ""},
	};

	for (size_t i = 0; i < COUNT_OF(cases); i++) {
		const char *got = read_all(*state, cases[i].bytes, strlen(cases[i].bytes), ',');

		if (strcmp(got, cases[i].want) != 0)
			fail_msg("%s: got %s", cases[i].label, got);
	}
}

static void
refuses_what_is_no_csv_and_says_what_to_do(void **state)
{
	static const struct {
		const char *label;
		const char *bytes;
		size_t length;
		const char *says;
		unsigned long line;
	} cases[] = {
	    {"xlsx", "PK\003\004....", 8, "save as CSV UTF-8", 0},
	    {"xls", "\320\317\021\340", 4, "save as CSV UTF-8", 0},
	    {"gzip", "\037\213\010", 3, "unpack it", 0},
	    {"UTF-16 without mark", "a\0,\0b\0\n\0", 8, "UTF-16", 0},
	    {"NUL", "a,b\n1,\0002\n", 9, "NUL", 2},
	    {"unterminated quote", "a,b\n1,2\n\"x,3\n4,5\n", 17, "never closed", 3},
	    {"unterminated in the third field", "a,b,c\n\"x\ny\",2,\"z\n4,5\n", 21, "never closed",
		3},
	    {"quote that ends too late", "a,b\n\"x,3\n4,5\n\"y\",1\n", 19, "line 4", 2},
	    {"text behind a quoted field", "a,b\n1,\"5\" disk\n", 16, "ends inside field 2", 2},
	    {"too many columns", "a\n1,2,3,4,5,6,7,8,9\n", 20, "too many columns", 2},
	};

	for (size_t i = 0; i < COUNT_OF(cases); i++) {
		struct fixture *fixture = *state;
		const char     *got = read_all(fixture, cases[i].bytes, cases[i].length, ',');

		if (strchr(got, '!') == NULL || strstr(got, cases[i].says) == NULL)
			fail_msg("%s: got %s", cases[i].label, got);
		assert_int_equal(cases[i].line, fixture->error.line);
		assert_int_equal(ERROR_INPUT, fixture->error.code);
	}
}

/* Limits of read_all: row 4096, field 256, file 1 MiB. */
static void
stops_at_its_caps(void **state)
{
	struct fixture *fixture = *state;
	size_t		size = (1 << 20) + 1;
	char	       *bytes = malloc(size);

	assert_non_null(bytes);
	memset(bytes, 'x', size);
	memcpy(bytes, "a,b\n", 4);
	assert_non_null(strstr(read_all(fixture, bytes, 4 + 256, ','), "xxx"));
	assert_non_null(strstr(read_all(fixture, bytes, 4 + 257, ','), "field is too long"));
	assert_non_null(strstr(read_all(fixture, bytes, size - 1, ','), "too long"));
	for (size_t i = 104; i < size; i += 100)
		bytes[i] = '\n';
	assert_non_null(strstr(read_all(fixture, bytes, size, ','), "file is too large"));
	/* A quote that stays open runs into the cap of the row, and is named. */
	bytes[205] = '"';
	assert_non_null(strstr(read_all(fixture, bytes, 50000, ','), "not closed"));
	assert_int_equal(4, fixture->error.line);
	free(bytes);
}

static void
detects_the_separator_by_the_shape_of_records(void **state)
{
	static const struct {
		const char *label;
		const char *text;
		char want;
		double share;
		size_t records;
	} cases[] = {
	    {"comma", "a,b\n1,2\n", ',', 1, 2},
	    {"semicolon with decimal commas", "a;b\n1,5;2,5\n1,5;2,5\n", ';', 1, 3},
	    {"semicolon with commas in prose",
		"a;b;c\nx, y, z;1;2\nx, y;1;2\nx;1;2\nx, y, z, w;1;2\n", ';', 1, 5},
	    {"a comma in every record, the header too", "x, y;z\na, b;1\nc, d;2\n", ';', 1, 3},
	    {"tab", "a\tb\n1\t2\n", '\t', 1, 2},
	    {"a tab at the end of each line of a comma file", "a,b,c\t\n1,2,3\t\n", ',', 1, 2},
	    {"bar", "a|b\n1|2\n", '|', 1, 2},
	    {"separators in quotes do not vote", "a,b\n\"1;2;3\",4\n\"1;2;3\",4\n", ',', 1, 3},
	    {"a title, with commas, above", "Survey, autumn 2026\n\na;b;c\n1;2;3\n4;5;6\n", ';',
		0.75, 4},
	    {"more titles than records", "Report; draft\nby PMO\nof 2026\nfor all\na,b\n1,2\n", ',',
		2.0 / 6, 6},
	    {"records of CR only", "a;b\r1,5;2\r3,5;4\r", ';', 1, 3},
	    {"bare LF in quotes of CRLF records", "a;b\r\n\"x,\ny,\nz,\";2\r\n3;4\r\n", ';', 1, 3},
	    {"no end of the last line", "a;b\n1;2", ';', 1, 2},
	    {"one column", "a\n1\n2\n", ',', 0, 3},
	    {"one column, a semicolon in one line of prose", "a\nyes; no\n2\n", ',', 0, 3},
	    {"empty", "", ',', 0, 0},
	};

	(void)state;
	for (size_t i = 0; i < COUNT_OF(cases); i++) {
		struct csv_vote vote =
		    csv_detect_separator(cases[i].text, strlen(cases[i].text), true);

		if (vote.separator != cases[i].want || vote.share != cases[i].share ||
		    (vote.share > 0 && vote.records != cases[i].records))
			fail_msg("%s: got '%c' with %g of %zu", cases[i].label, vote.separator,
			    vote.share, vote.records);
	}
}

/* A record that the sample cuts off does not vote. */
static void
judges_only_whole_records_of_a_sample(void **state)
{
	struct csv_vote vote = csv_detect_separator("a;b\n1;2\n3,4,5", 13, false);

	(void)state;
	assert_int_equal(';', vote.separator);
	assert_int_equal(2, vote.records);
	assert_true(vote.share == 1);
}

static void
reads_ten_thousand_records_of_cr_only(void **state)
{
	struct fixture	  *fixture = *state;
	char		  *bytes = arena_alloc(fixture->arena, 10001, 8);
	size_t		   length = 4;
	struct csv_reader *reader;
	struct csv_record  record;
	unsigned long	   count = 0;

	memcpy(bytes, "a,b\r", 4);
	for (unsigned i = 1; i < 10000; i++)
		length += (size_t)sprintf(bytes + length, "%u,x\r", i);
	assert_int_equal(0,
	    csv_open(fixture_file(fixture, bytes, length), NULL, '\0', &large_limits, &reader,
		&fixture->error));
	while (csv_next(reader, &record, &fixture->error) == 1) {
		assert_int_equal(++count, record.line);
		assert_int_equal(2, record.field_count);
	}
	assert_int_equal(10000, count);
	assert_string_equal("CR", csv_form(reader)->line_end);
	csv_close(reader);
}

/* SHA-256 of "a,b\n1,2\n" by sha256sum. */
static void
reports_size_digest_and_form(void **state)
{
	struct fixture	       *fixture = *state;
	struct csv_reader      *reader;
	struct csv_record	record;

	assert_int_equal(0,
	    csv_open(fixture_file(fixture, "\357\273\277a;b\r\n1;2\r\n", 13), NULL, 0,
		&small_limits, &reader, &fixture->error));
	while (csv_next(reader, &record, &fixture->error) == 1)
		;
	assert_int_equal(13, csv_bytes(reader));
	assert_int_equal(';', csv_form(reader)->separator);
	assert_int_equal(2, csv_form(reader)->separator_records);
	assert_string_equal("UTF-8 with BOM", csv_form(reader)->encoding);
	assert_string_equal("CRLF", csv_form(reader)->line_end);
	csv_close(reader);

	assert_int_equal(0,
	    csv_open(fixture_file(fixture, "a,b\n1,2\n", 8), NULL, ',', &small_limits, &reader,
		&fixture->error));
	while (csv_next(reader, &record, &fixture->error) == 1)
		;
	assert_string_equal("492d5ea496056f1a6a6592241032fab764c321596317930b4fa0e1e8bc3b7470", csv_digest(reader));
	assert_string_equal("UTF-8", csv_form(reader)->encoding);
	assert_string_equal("LF", csv_form(reader)->line_end);
	assert_int_equal(0, csv_form(reader)->separator_records);
	assert_false(csv_form(reader)->converted);
	csv_close(reader);
}

static void
names_a_missing_file_and_a_directory(void **state)
{
	struct fixture	       *fixture = *state;
	struct csv_reader      *reader;
	const char	       *missing = arena_printf(fixture->arena, "%s/none.csv", fixture->directory);

	assert_int_equal(-1, csv_open(missing, NULL, 0, &small_limits, &reader, &fixture->error));
	assert_int_equal(ERROR_NO_INPUT, fixture->error.code);
	assert_int_equal(-1, csv_open(fixture->directory, NULL, 0, &small_limits, &reader, &fixture->error));
	assert_int_equal(ERROR_INPUT, fixture->error.code);
	assert_non_null(strstr(fixture->error.message, "directory"));
}

/* csv-spectrum, all twelve: those with CRLF, whose bytes an editor changes, are written here,
 * with the expectations of its JSON. */
static void
reads_csv_spectrum_with_crlf(void **state)
{
	static const struct {
		const char *name;
		const char *bytes;
		const char *want;
	} cases[] = {
	    {"empty_crlf", "a,b,c\r\n1,\"\",\"\"\r\n2,3,4\r\n", "1:a|b|c;2:1||;3:2|3|4;"},
	    {"newlines_crlf", "a,b,c\r\n1,2,3\r\n\"Once upon \r\na time\",5,6\r\n7,8,9\r\n",
		"1:a|b|c;2:1|2|3;3:Once upon \r\na time|5|6;5:7|8|9;"},
	    {"simple_crlf", "a,b,c\r\n1,2,3\r\n", "1:a|b|c;2:1|2|3;"},
	};

	for (size_t i = 0; i < COUNT_OF(cases); i++) {
		const char *got = read_all(*state, cases[i].bytes, strlen(cases[i].bytes), '\0');

		if (strcmp(got, cases[i].want) != 0)
			fail_msg("%s: got %s", cases[i].name, got);
	}
}

/* Its other files as kept in tests/data. */
static void
reads_csv_spectrum(void **state)
{
	static const struct {
		const char *name;
		const char *want;
	} cases[] = {
	    {"comma_in_quotes",
		"1:first|last|address|city|zip;2:John|Doe|120 any st.|Anytown, WW|08123;"},
	    {"empty", "1:a|b|c;2:1||;3:2|3|4;"},
	    {"escaped_quotes", "1:a|b;2:1|ha \"ha\" ha;3:3|4;"},
	    {"json", "1:key|val;2:1|{\"type\": \"Point\", \"coordinates\": [102.0, 0.5]};"},
	    {"location_coordinates",
		"1:Contact Phone Number|Location "
		"Coordinates|Cities|Counties;2:2095257564|37\357\277\27536'37.8\"N "
		"121\357\277\2752'17.9\"W|Modesto|Stanislaus;"},
	    {"newlines", "1:a|b|c;2:1|2|3;3:Once upon \na time|5|6;5:7|8|9;"},
	    {"quotes_and_newlines", "1:a|b;2:1|ha \n\"ha\" \nha;5:3|4;"},
	    {"simple", "1:a|b|c;2:1|2|3;"},
	    {"utf8", "1:a|b|c;2:1|2|3;3:4|5|ʤ;"},
	};

	for (size_t i = 0; i < COUNT_OF(cases); i++) {
		struct fixture *fixture = *state;
		char	       *bytes;
		size_t		length;
		const char     *got;
		const char     *path = arena_printf(fixture->arena, "tests/data/csv-spectrum/%s.csv", cases[i].name);

		if (file_read(fixture->arena, path, 1 << 20, &bytes, &length, &fixture->error) ==
		    -1)
			fail_msg("%s: %s", path, fixture->error.message);
		got = read_all(fixture, bytes, length, '\0');
		if (strcmp(got, cases[i].want) != 0)
			fail_msg("%s: got %s", cases[i].name, got);
	}
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test_setup_teardown(numbers_records_by_the_line_they_start_on, fixture_setup, fixture_teardown),
		cmocka_unit_test_setup_teardown(refuses_what_is_no_csv_and_says_what_to_do, fixture_setup, fixture_teardown),
		cmocka_unit_test_setup_teardown(stops_at_its_caps, fixture_setup, fixture_teardown),
		cmocka_unit_test(detects_the_separator_by_the_shape_of_records),
		cmocka_unit_test(judges_only_whole_records_of_a_sample),
		cmocka_unit_test_setup_teardown(reads_ten_thousand_records_of_cr_only, fixture_setup, fixture_teardown),
		cmocka_unit_test_setup_teardown(reports_size_digest_and_form, fixture_setup, fixture_teardown),
		cmocka_unit_test_setup_teardown(names_a_missing_file_and_a_directory, fixture_setup, fixture_teardown),
		cmocka_unit_test_setup_teardown(reads_csv_spectrum_with_crlf, fixture_setup, fixture_teardown),
		cmocka_unit_test_setup_teardown(reads_csv_spectrum, fixture_setup, fixture_teardown),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
