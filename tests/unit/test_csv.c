/* test_csv.c - records with places, and what is refused. Expectations follow RFC 4180 and the facts of the format pages. */
#include "input_fixture.h"

#include "input/csv_detect.h"

/* All records of text as "line:a|b;" - or the error as "!line:message". */
static const char *
read_all(struct fixture *fixture, const void *bytes, size_t length, char separator)
{
	const struct csv_limits limits = { 1 << 20, 4096, 256, 8 };
	struct csv_reader      *reader;
	struct csv_record	record;
	char		       *text = NULL;
	size_t			size;
	FILE		       *out;
	const char	       *kept;
	int			more;

	fixture_write_bytes(fixture, "file.csv", bytes, length);
	if (csv_open(fixture_path(fixture, "file.csv"), separator, &limits, &reader, &fixture->error) == -1)
		return arena_printf(fixture->arena, "!%lu:%s", fixture->error.line, fixture->error.message);
	out = open_memstream(&text, &size);
	assert_non_null(out);
	while ((more = csv_next(reader, &record, &fixture->error)) == 1) {
		fprintf(out, "%lu:", record.line);
		for (size_t i = 0; i < record.field_count; i++) {
			assert_int_equal(strlen(record.fields[i].text), record.fields[i].length);
			fprintf(out, "%s%s", i > 0 ? "|" : "", record.fields[i].text);
		}
		fputs(";", out);
	}
	if (more == -1)
		fprintf(out, "!%lu:%s", fixture->error.line, fixture->error.message);
	csv_close(reader);
	assert_int_equal(0, fclose(out));
	kept = arena_strdup(fixture->arena, text);
	free(text);
	return kept;
}

static void
numbers_records_by_the_line_they_start_on(void **state)
{
	static const struct { const char *label; const char *bytes; const char *want; } cases[] = {
		{ "LF", "a,b\n1,2\n", "1:a|b;2:1|2;" },
		{ "CRLF", "a,b\r\n1,2\r\n", "1:a|b;2:1|2;" },
		{ "CR", "a,b\r1,2\r3,4", "1:a|b;2:1|2;3:3|4;" },
		{ "no last line end", "a,b\n1,2", "1:a|b;2:1|2;" },
		{ "blank lines", "\n\na,b\n  \n\n1,2\n\n", "3:a|b;6:1|2;" },
		{ "line end in quotes", "a,b\n\"x\ny\",2\n3,4\n", "1:a|b;2:x\ny|2;4:3|4;" },
		{ "bare LF in quotes of a CRLF file", "a,b\r\n\"x\ny\",2\r\n3,4\r\n", "1:a|b;2:x\ny|2;4:3|4;" },
		{ "quotes and separators in quotes", "a,b\n\"x\"\"y\",\"1,2\"\n", "1:a|b;2:x\"y|1,2;" },
		{ "blanks around fields", "a , b\n  1,2  \n", "1:a|b;2:1|2;" },
		{ "empty fields", "a,b\n,\n\"\",x\n", "1:a|b;2:|;3:|x;" },
		{ "byte order mark", "\357\273\277a,b\n1,2\n", "1:a|b;2:1|2;" },
		{ "mark and quote", "\357\273\277\"a\",b\n", "1:a|b;" },
		{ "nothing", "", "" },
		{ "mark alone", "\357\273\277", "" },
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
	static const struct { const char *label; const char *bytes; size_t length; const char *says; unsigned long line; } cases[] = {
		{ "xlsx", "PK\003\004....", 8, "save as CSV UTF-8", 0 },
		{ "xls", "\320\317\021\340", 4, "save as CSV UTF-8", 0 },
		{ "UTF-16 LE", "\377\376a\0,\0", 6, "UTF-16", 0 },
		{ "UTF-16 BE", "\376\377\0a\0,", 6, "UTF-16", 0 },
		{ "UTF-16 without mark", "a\0,\0b\0\n\0", 8, "UTF-16", 0 },
		{ "NUL", "a,b\n1,\0002\n", 9, "NUL", 2 },
		{ "Windows-1252", "a,b\n1,2\nM\374ller,2\n", 18, "not UTF-8", 3 },
		{ "unterminated quote", "a,b\n1,2\n\"x,3\n4,5\n", 17, "never closed", 3 },
		{ "unterminated in the third field", "a,b,c\n\"x\ny\",2,\"z\n4,5\n", 21, "never closed", 3 },
		{ "quote that ends too late", "a,b\n\"x,3\n4,5\n\"y\",1\n", 19, "line 4", 2 },
		{ "quote inside a field", "a,b\n1,5\" disk\n", 14, "quote in the middle of field 2", 2 },
		{ "too many columns", "a\n1,2,3,4,5,6,7,8,9\n", 20, "too many columns", 2 },
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
	static const struct { const char *label; const char *text; char want; } cases[] = {
		{ "comma", "a,b\n1,2\n", ',' },
		{ "semicolon with decimal commas", "a;b\n1,5;2,5\n1,5;2,5\n", ';' },
		{ "semicolon with commas in prose", "a;b;c\nx, y, z;1;2\nx, y;1;2\nx;1;2\nx, y, z, w;1;2\n", ';' },
		{ "tab", "a\tb\n1\t2\n", '\t' },
		{ "bar", "a|b\n1|2\n", '|' },
		{ "separators in quotes do not vote", "a,b\n\"1;2;3\",4\n\"1;2;3\",4\n", ',' },
		{ "one column", "a\n1\n2\n", ',' },
		{ "empty", "", ',' },
	};

	(void)state;
	for (size_t i = 0; i < COUNT_OF(cases); i++)
		if (csv_detect_separator(cases[i].text, strlen(cases[i].text), true) != cases[i].want)
			fail_msg("%s: got %c", cases[i].label, csv_detect_separator(cases[i].text, strlen(cases[i].text), true));
}

/* SHA-256 of "a,b\n1,2\n" by sha256sum. */
static void
reports_size_digest_and_form(void **state)
{
	struct fixture	       *fixture = *state;
	const struct csv_limits limits = { 1 << 20, 4096, 256, 8 };
	struct csv_reader      *reader;
	struct csv_record	record;

	fixture_write(fixture, "file.csv", "\357\273\277a;b\r\n1;2\r\n");
	assert_int_equal(0, csv_open(fixture_path(fixture, "file.csv"), 0, &limits, &reader, &fixture->error));
	while (csv_next(reader, &record, &fixture->error) == 1)
		;
	assert_int_equal(13, csv_bytes(reader));
	assert_int_equal(';', csv_separator(reader));
	assert_string_equal("UTF-8 with BOM", csv_encoding(reader));
	assert_string_equal("CRLF", csv_line_end(reader));
	csv_close(reader);

	fixture_write(fixture, "file.csv", "a,b\n1,2\n");
	assert_int_equal(0, csv_open(fixture_path(fixture, "file.csv"), 0, &limits, &reader, &fixture->error));
	while (csv_next(reader, &record, &fixture->error) == 1)
		;
	assert_string_equal("492d5ea496056f1a6a6592241032fab764c321596317930b4fa0e1e8bc3b7470", csv_digest(reader));
	csv_close(reader);
}

static void
names_a_missing_file_and_a_directory(void **state)
{
	struct fixture	       *fixture = *state;
	const struct csv_limits limits = { 1 << 20, 4096, 256, 8 };
	struct csv_reader      *reader;

	assert_int_equal(-1, csv_open(fixture_path(fixture, "none.csv"), 0, &limits, &reader, &fixture->error));
	assert_int_equal(ERROR_NO_INPUT, fixture->error.code);
	assert_int_equal(-1, csv_open(fixture->directory, 0, &limits, &reader, &fixture->error));
	assert_int_equal(ERROR_INPUT, fixture->error.code);
	assert_non_null(strstr(fixture->error.message, "directory"));
}

/* csv-spectrum's files as kept in tests/data, with the expectations of its JSON. */
static void
reads_csv_spectrum(void **state)
{
	static const struct { const char *name; const char *want; } cases[] = {
		{ "comma_in_quotes", "1:first|last|address|city|zip;2:John|Doe|120 any st.|Anytown, WW|08123;" },
		{ "empty", "1:a|b|c;2:1||;3:2|3|4;" },
		{ "escaped_quotes", "1:a|b;2:1|ha \"ha\" ha;3:3|4;" },
		{ "json", "1:key|val;2:1|{\"type\": \"Point\", \"coordinates\": [102.0, 0.5]};" },
		{ "newlines", "1:a|b|c;2:1|2|3;3:Once upon \na time|5|6;5:7|8|9;" },
		{ "quotes_and_newlines", "1:a|b;2:1|ha \n\"ha\" \nha;5:3|4;" },
		{ "simple", "1:a|b|c;2:1|2|3;" },
		{ "utf8", "1:a|b|c;2:1|2|3;3:4|5|ʤ;" },
	};

	for (size_t i = 0; i < COUNT_OF(cases); i++) {
		struct fixture *fixture = *state;
		char	       *bytes;
		size_t		length;
		const char     *got;
		const char     *path = arena_printf(fixture->arena, "tests/data/csv-spectrum/%s.csv", cases[i].name);

		if (file_read(fixture->arena, path, 1 << 20, &bytes, &length, &fixture->error) == -1)
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
		cmocka_unit_test_setup_teardown(reports_size_digest_and_form, fixture_setup, fixture_teardown),
		cmocka_unit_test_setup_teardown(names_a_missing_file_and_a_directory, fixture_setup, fixture_teardown),
		cmocka_unit_test_setup_teardown(reads_csv_spectrum, fixture_setup, fixture_teardown),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
