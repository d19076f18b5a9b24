#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <unistd.h>

#include <xlsxwriter/utility.h>

#include "base/count.h"
#include "render/xlsx/clean.h"
#include "render/xlsx/sheet.h"
#include "render/xlsx/spool.h"

/* What straight quotes inside a sheet's name become. */
#define QUOTES_3  "\xe2\x80\x99\xe2\x80\x99\xe2\x80\x99"
#define QUOTES_9  QUOTES_3 QUOTES_3 QUOTES_3
#define QUOTES_10 QUOTES_9 "\xe2\x80\x99"

static char *
cleaned(const char *text, enum clean_use use)
{
	char  *out = malloc(CLEAN_ROOM_FACTOR * strlen(text) + 4);
	size_t length;

	assert_non_null(out);
	length = clean_text(text, strlen(text), use, out);
	assert_int_equal(strlen(out), length);
	return out;
}

static void
makes_hostile_text_harmless(void **state)
{
	static const struct {
		const char    *label;
		enum clean_use use;
		const char    *text;
		const char    *want;
	} cases[] = {
		{ "plain", CLEAN_CELL, "Acme", "Acme" },
		{ "a formula starter stays: it is text", CLEAN_CELL, "=cmd|' /C calc'!A0",
		    "=cmd|' /C calc'!A0" },
		{ "controls go", CLEAN_CELL, "a\x01" "b\x1f" "c\x7f" "d", "abcd" },
		{ "C1 controls go", CLEAN_CELL, "a\xc2\x85" "b", "ab" },
		{ "tab and newline stay in a cell", CLEAN_CELL, "a\tb\nc\rd", "a\tb\nc d" },
		{ "and are blanks elsewhere", CLEAN_PROPERTY, "a\tb\nc", "a b c" },
		{ "Latin-1 bytes", CLEAN_CELL, "M\xfcnchen", "M\xef\xbf\xbdnchen" },
		{ "a truncated sequence", CLEAN_CELL, "a\xe2\x82", "a\xef\xbf\xbd" },
		{ "U+FFFE and U+FDD0 are no characters", CLEAN_CELL, "a\xef\xbf\xbe" "b\xef\xb7\x90" "c", "abc" },
		{ "what Excel would read as a character", CLEAN_CELL, "_x0041_", "_x005F_x0041_" },
		{ "also twice with a shared underscore", CLEAN_CELL, "_x0041_x0042_",
		    "_x005F_x0041_x005F_x0042_" },
		{ "not hexadecimal", CLEAN_CELL, "_x00G1_", "_x00G1_" },
		{ "no such escapes in a property", CLEAN_PROPERTY, "_x0041_", "_x0041_" },
		{ "an ampersand starts a code in a page header", CLEAN_HEADER, "A & B", "A && B" },
		{ "the library would look for a picture", CLEAN_HEADER, "R&G &\x01G &[Picture]",
		    "R&&\xe2\x80\x8bG &&\xe2\x80\x8bG &&\xe2\x80\x8b[Picture]" },
		{ "quotes end a text in a formula", CLEAN_LITERAL, "12\" & \"", "12\"\" & \"\"" },
		{ "but not in a cell", CLEAN_CELL, "12\"", "12\"" },
		{ "other scripts stay", CLEAN_CELL,
		    "Nguy\xe1\xbb\x85n \xf0\x9f\x98\x80",
		    "Nguy\xe1\xbb\x85n \xf0\x9f\x98\x80" },
	};
	char *out;

	(void)state;
	for (size_t i = 0; i < COUNT_OF(cases); i++) {
		out = cleaned(cases[i].text, cases[i].use);
		if (strcmp(out, cases[i].want) != 0)
			fail_msg("%s: got \"%s\"", cases[i].label, out);
		free(out);
	}
}

/* 32,767 UTF-16 units is Excel's limit; an emoji takes two, and the ellipsis one of them. */
static void
limits_text_in_utf16_units(void **state)
{
	enum { EMOJI = 20000 };
	char  *text = malloc(4 * EMOJI + 1);
	char  *out;
	size_t count = 0;

	(void)state;
	assert_non_null(text);
	for (size_t i = 0; i < EMOJI; i++)
		memcpy(text + 4 * i, "\xf0\x9f\x98\x80", 4);
	text[4 * EMOJI] = '\0';
	out = cleaned(text, CLEAN_CELL);
	for (const char *at = out; *at == '\xf0'; at += 4)
		count++;
	assert_int_equal(16383, count);		/* 2 x 16383 + 1 = 32767 */
	assert_string_equal("\xe2\x80\xa6", out + 4 * count);
	free(out);
	memset(text, 'a', 32768);
	text[32767] = '\0';
	out = cleaned(text, CLEAN_CELL);
	assert_string_equal(text, out);
	free(out);
	text[32767] = 'a';
	text[32768] = '\0';
	out = cleaned(text, CLEAN_CELL);
	assert_int_equal(32766 + 3, strlen(out));
	free(out);
	free(text);
}

static void
knows_text_that_needs_no_cleaning(void **state)
{
	static const char *const dirty[] = { "a\x01", "\xc3\xbc", "_x0041_", "R&D", "a\tb" };

	(void)state;
	assert_true(clean_is_plain("Acme = + - @ 1.5", 16));
	for (size_t i = 0; i < COUNT_OF(dirty); i++)
		assert_false(clean_is_plain(dirty[i], strlen(dirty[i])));
}

static void
makes_names_that_excel_takes(void **state)
{
	static const char used[][SHEET_NAME_SIZE] = { "Scores", "\xc3\x9c" "ber" };
	static const struct {
		const char *wanted;
		const char *want;
	} cases[] = {
		{ "Method", "Method" },
		{ "scores", "scores 2" },
		{ "\xc3\xbc" "BER", "\xc3\xbc" "BER 2" },
		{ "History", "History 2" },
		{ "a[b]c:d*e?f/g\\h", "a-b-c-d-e-f-g-h" },
		{ "'quoted'", "quoted" },
		{ "Fichiers d'entr\xc3\xa9" "e", "Fichiers d\xe2\x80\x99" "entr\xc3\xa9" "e" },
		{ "''''''''''''''''''''''''''''''''''''''''", "Sheet 2" },
		{ "a'''''''''''''''''''''''''''''b", "a" QUOTES_10 QUOTES_10 QUOTES_9 "b" },
		{ "", "Sheet 2" },
		{ "\x01 \t", "Sheet 2" },
		{ "1234567890123456789012345678901234567890", "1234567890123456789012345678901" },
	};
	char name[SHEET_NAME_SIZE];

	(void)state;
	for (size_t i = 0; i < COUNT_OF(cases); i++) {
		clean_sheet_name(cases[i].wanted, used, COUNT_OF(used), name);
		if (strcmp(name, cases[i].want) != 0)
			fail_msg("\"%s\": got \"%s\"", cases[i].wanted, name);
	}
}

/* Sixteen emoji are 32 units, one too many. */
static void
counts_sheet_names_in_utf16_units(void **state)
{
	char wanted[65], name[SHEET_NAME_SIZE];

	(void)state;
	for (size_t i = 0; i < 16; i++)
		memcpy(wanted + 4 * i, "\xf0\x9f\x98\x80", 5);
	clean_sheet_name(wanted, NULL, 0, name);
	assert_int_equal(15 * 4, strlen(name));
}

static void
names_cells(void **state)
{
	static const struct {
		uint32_t    row;
		uint16_t    column;
		const char *want;
	} cases[] = {
		{ 0, 0, "$A$1" }, { 4, 25, "$Z$5" }, { 9, 26, "$AA$10" }, { 0, 701, "$ZZ$1" },
		{ 1048575, 702, "$AAA$1048576" },
	};
	char name[CELL_NAME_SIZE];

	(void)state;
	for (size_t i = 0; i < COUNT_OF(cases); i++)
		assert_string_equal(cases[i].want, cell_name(cases[i].row, cases[i].column, name));
	assert_string_equal("AA10", cell_place(9, 26, name));
}

/* What the library's own lxw_tmpfile does where ours cannot take its place. */
static FILE *
library_tmpfile(void)
{
	int fd = memfd_create("part", MFD_CLOEXEC);

	assert_int_not_equal(-1, fd);
	return fdopen(fd, "w+b");
}

/* Writes, rewinds and reads 300,000 bytes through a part that may keep only some of them in memory. */
static int
round_trip(struct spool *spool, bool replaced)
{
	enum { BYTES = 300000 };
	FILE *stream;
	int   wrong = 0;

	spool_use(spool);
	stream = replaced ? lxw_tmpfile(NULL) : library_tmpfile();
	spool_use(NULL);
	assert_non_null(stream);
	for (int i = 0; i < BYTES; i++)
		(void)putc(i % 251, stream);
	(void)fflush(stream);
	rewind(stream);
	for (int i = 0; i < BYTES; i++)
		wrong += getc(stream) != i % 251;
	(void)fclose(stream);
	return wrong;
}

static void
keeps_parts_in_memory_or_beside_the_output(void **state)
{
	static const size_t memories[] = { SPOOL_MEMORY, 100000, 0 };

	(void)state;
	for (size_t i = 0; i < COUNT_OF(memories); i++) {
		struct spool spool;

		spool_init(&spool, P_tmpdir "/book.xlsx", memories[i]);
		assert_string_equal(P_tmpdir, spool.directory);
		assert_int_equal(0, round_trip(&spool, true));
		assert_int_equal(0, round_trip(&spool, false));
		assert_int_equal(0, spool.failure);
		assert_int_equal(2, spool.parts);
	}
}

/* The library never looks: the spool remembers that a part could not be kept. */
static void
remembers_that_a_part_could_not_be_kept(void **state)
{
	struct spool spool;

	(void)state;
	spool_init(&spool, P_tmpdir "/no-such-directory/book.xlsx", 1000);
	assert_int_not_equal(0, round_trip(&spool, true));
	assert_int_equal(ENOENT, spool.failure);
	spool_init(&spool, P_tmpdir "/no-such-directory/book.xlsx", 1000);
	assert_int_not_equal(0, round_trip(&spool, false));
	assert_int_equal(ENOENT, spool.failure);
	spool_use(NULL);
	assert_null(lxw_tmpfile(NULL));
}

/* Every other file is opened as ever: without a workbook, or for writing only as file_create does. */
static void
leaves_the_files_of_others_alone(void **state)
{
	struct spool spool;

	(void)state;
	spool_init(&spool, P_tmpdir "/book.xlsx", SPOOL_MEMORY);
	for (int workbook = 0; workbook <= 1; workbook++) {
		int   fd = memfd_create("part", MFD_CLOEXEC);
		FILE *stream;

		assert_int_not_equal(-1, fd);
		spool_use(workbook == 0 ? NULL : &spool);
		stream = fdopen(fd, workbook == 0 ? "w+b" : "w");
		spool_use(NULL);
		assert_non_null(stream);
		assert_int_equal(fd, fileno(stream));
		assert_int_equal(0, fclose(stream));
	}
	assert_int_equal(0, spool.parts);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(makes_hostile_text_harmless),
		cmocka_unit_test(limits_text_in_utf16_units),
		cmocka_unit_test(knows_text_that_needs_no_cleaning),
		cmocka_unit_test(makes_names_that_excel_takes),
		cmocka_unit_test(counts_sheet_names_in_utf16_units),
		cmocka_unit_test(names_cells),
		cmocka_unit_test(keeps_parts_in_memory_or_beside_the_output),
		cmocka_unit_test(remembers_that_a_part_could_not_be_kept),
		cmocka_unit_test(leaves_the_files_of_others_alone),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
