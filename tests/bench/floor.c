/*
 * floor.c - what the two libraries alone cost: one scorecard and one workbook per partner, about as
 * much on them as rapport puts there, with every known lever pulled and nothing else done.
 *
 *     floor COUNT DIRECTORY           writes COUNT pairs (the same two names over and over)
 *     floor COUNT DIRECTORY xlsx      writes COUNT workbooks alone
 *
 * The levers: a font cut to the document's own characters (HarfBuzz, handed over in a memfd),
 * lxw_tmpfile in memory, malloc told to keep what it has. No reading, scoring, fsync or manifest.
 * The numbers of things drawn below were counted on rapport's own output for a generated partner.
 */
#include <hpdf.h>
#include <harfbuzz/hb-subset.h>
#include <malloc.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <unistd.h>
/* Whether the directory is const there depends on the version. */
#define lxw_tmpfile lxw_tmpfile_as_declared
#include <xlsxwriter.h>
#undef lxw_tmpfile

#define FONTS "/usr/share/fonts/truetype/noto/"

enum { PAGES = 6, TEXTS_PER_PAGE = 114, FILLS_PER_PAGE = 59, LINES_PER_PAGE = 45 };
/* Of a row the first columns are texts, then numbers, formulas and empty cells: 743, 829, 574 and 338 on the workbook's ten sheets. */
enum { SHEETS = 10, ROWS_PER_SHEET = 20, FORMATS = 37, CHARTS = 4 };
enum { NUMBERS = 4, FORMULAS = 8, BLANKS = 11, COLUMNS = 13 };
/* Per sheet, and the last for the workbook. */
enum { MERGED = 5, RULES = 4, CHECKS = 6, NAMES = 50 };

static void
die(const char *what)
{
	fprintf(stderr, "floor: %s failed\n", what);
	exit(70);
}

/* A file that lives in memory, for the parts of a workbook. */
struct memory {
	char  *bytes;
	size_t length, room, at;
};

static ssize_t
memory_write(void *cookie, const char *bytes, size_t count)
{
	struct memory *memory = cookie;

	if (memory->at + count > memory->room) {
		size_t room = (memory->at + count) * 2;
		char  *more = realloc(memory->bytes, room);

		if (more == NULL)
			return 0;
		memory->bytes = more;
		memory->room = room;
	}
	memcpy(memory->bytes + memory->at, bytes, count);
	memory->at += count;
	if (memory->at > memory->length)
		memory->length = memory->at;
	return (ssize_t)count;
}

static ssize_t
memory_read(void *cookie, char *bytes, size_t count)
{
	struct memory *memory = cookie;

	if (count > memory->length - memory->at)
		count = memory->length - memory->at;
	memcpy(bytes, memory->bytes + memory->at, count);
	memory->at += count;
	return (ssize_t)count;
}

static int
memory_seek(void *cookie, off64_t *offset, int whence)
{
	struct memory *memory = cookie;
	off64_t	       base = whence == SEEK_SET ? 0 :
		       whence == SEEK_CUR	 ? (off64_t)memory->at :
						   (off64_t)memory->length;

	if (base + *offset < 0 || base + *offset > (off64_t)memory->length)
		return -1;
	*offset += base;
	memory->at = (size_t)*offset;
	return 0;
}

static int
memory_close(void *cookie)
{
	struct memory *memory = cookie;

	free(memory->bytes);
	free(memory);
	return 0;
}

/* libxlsxwriter's own would make a file on disk for each part. */
FILE *lxw_tmpfile(const char *directory);

FILE *
lxw_tmpfile(const char *directory)
{
	static const cookie_io_functions_t functions = {
		memory_read, memory_write, memory_seek, memory_close
	};
	struct memory *memory = calloc(1, sizeof *memory);

	(void)directory;
	return memory == NULL ? NULL : fopencookie(memory, "w+", functions);
}

static hb_face_t *
face_open(const char *path)
{
	hb_blob_t *blob = hb_blob_create_from_file(path);
	hb_face_t *face = hb_face_create(blob, 0);

	if (hb_blob_get_length(blob) == 0)
		die(path);
	hb_blob_destroy(blob);
	return face;
}

/* The face with the characters of one document only, as a libharu font; *fd is to be closed after saving. */
static HPDF_Font
font_cut(HPDF_Doc document, hb_face_t *face, int *fd)
{
	static const hb_tag_t drop[] = { HB_TAG('G', 'S', 'U', 'B'), HB_TAG('G', 'P', 'O', 'S'),
		HB_TAG('G', 'D', 'E', 'F') };
	hb_subset_input_t *input = hb_subset_input_create_or_fail();
	char		   path[64];
	unsigned int	   length;

	if (input == NULL)
		die("hb_subset_input_create_or_fail");
	hb_set_add_range(hb_subset_input_unicode_set(input), ' ', '~');
	hb_set_add_range(hb_subset_input_unicode_set(input), 0xc0, 0xd0);
	for (size_t i = 0; i < sizeof drop / sizeof drop[0]; i++)
		hb_set_add(hb_subset_input_set(input, HB_SUBSET_SETS_DROP_TABLE_TAG), drop[i]);
	hb_subset_input_set_flags(input, HB_SUBSET_FLAGS_NO_HINTING);

	hb_face_t *cut = hb_subset_or_fail(face, input);
	if (cut == NULL)
		die("hb_subset_or_fail");
	hb_blob_t  *blob = hb_face_reference_blob(cut);
	const char *bytes = hb_blob_get_data(blob, &length);

	*fd = memfd_create("font", MFD_CLOEXEC);
	if (*fd == -1 || write(*fd, bytes, length) != (ssize_t)length)
		die("memfd_create");
	hb_blob_destroy(blob);
	hb_face_destroy(cut);
	hb_subset_input_destroy(input);

	(void)snprintf(path, sizeof path, "/proc/self/fd/%d", *fd);
	const char *name = HPDF_LoadTTFontFromFile(document, path, HPDF_TRUE);
	if (name == NULL || *name == '\0')
		die("HPDF_LoadTTFontFromFile");
	return HPDF_GetFont(document, name, "UTF-8");
}

static void
page_draw(HPDF_Page page, HPDF_Font regular, HPDF_Font bold, int seed)
{
	char text[64];

	HPDF_Page_SetSize(page, HPDF_PAGE_SIZE_A4, HPDF_PAGE_PORTRAIT);
	for (int i = 0; i < FILLS_PER_PAGE; i++) {
		float x = (float)(40 + i * 37 % 500), y = (float)(40 + i * 91 % 760);

		HPDF_Page_SetRGBFill(page, (float)(i % 10) / 10, .4F, .6F);
		HPDF_Page_MoveTo(page, x, y);
		if (i % 4 == 0) {
			HPDF_Page_CurveTo(page, x + 3, y, x + 6, y + 3, x + 6, y + 6);
			HPDF_Page_CurveTo(page, x + 6, y + 9, x + 3, y + 12, x, y + 12);
			HPDF_Page_CurveTo(page, x - 3, y + 12, x - 6, y + 9, x - 6, y + 6);
			HPDF_Page_CurveTo(page, x - 6, y + 3, x - 3, y, x, y);
		}
		for (int corner = 1; corner < 4; corner++)
			HPDF_Page_LineTo(page, x + (corner < 3 ? 20.5F : 0), y + (corner > 1 ? 8.25F : 0));
		HPDF_Page_Fill(page);
	}
	for (int i = 0; i < LINES_PER_PAGE; i++) {
		float y = (float)(60 + i * 13);

		HPDF_Page_SetLineWidth(page, .5F);
		HPDF_Page_MoveTo(page, 40, y);
		HPDF_Page_LineTo(page, 555, y);
		HPDF_Page_Stroke(page);
	}
	for (int i = 0; i < TEXTS_PER_PAGE; i++) {
		float x = (float)(40 + i % 5 * 100), y = (float)(800 - i / 5 * 16);

		(void)snprintf(text, sizeof text, "Indicator %d of partner %d: %d.%d", i, seed,
		    i * 7 % 100, i % 10);
		HPDF_Page_SetFontAndSize(page, i % 7 == 0 ? bold : regular, i % 7 == 0 ? 10 : 8);
		HPDF_Page_SetRGBFill(page, .1F, .15F, .2F);
		x -= HPDF_Page_TextWidth(page, text) / 50;
		HPDF_Page_BeginText(page);
		HPDF_Page_TextOut(page, x, y, text);
		HPDF_Page_EndText(page);
	}
}

static void
scorecard_write(const char *path, hb_face_t *regular_face, hb_face_t *bold_face, int seed)
{
	HPDF_Doc document = HPDF_New(NULL, NULL);
	int	 regular_fd, bold_fd;

	if (document == NULL)
		die("HPDF_New");
	HPDF_SetCompressionMode(document, HPDF_COMP_ALL);
	HPDF_UseUTFEncodings(document);
	HPDF_Font regular = font_cut(document, regular_face, &regular_fd);
	HPDF_Font bold = font_cut(document, bold_face, &bold_fd);

	for (int i = 0; i < PAGES; i++)
		page_draw(HPDF_AddPage(document), regular, bold, seed + i);
	if (HPDF_SaveToFile(document, path) != HPDF_OK || HPDF_GetError(document) != HPDF_OK)
		die(path);
	HPDF_Free(document);
	close(regular_fd);
	close(bold_fd);
}

static void
row_fill(lxw_worksheet *sheet, lxw_format *const formats[FORMATS], lxw_row_t row, int seed)
{
	static const char formula[] = "=IF(ISNUMBER(F%d),MAX(0,MIN(100,50+30*(F%d-H%d)/(G%d-H%d))),\"\")";
	int		  number = (int)row + 1;
	double		  score;
	char		  text[160];

	for (lxw_col_t column = 0; column < COLUMNS; column++) {
		lxw_format *format = formats[(row + column) % FORMATS];

		score = (double)((number * 31 + seed * 17 + column) % 700) / 7;
		if (column < NUMBERS || row == 0) {
			(void)snprintf(text, sizeof text, "Text of cell %d",
			    number * (seed % 7 + 1) % (column % 2 != 0 ? 5 : 100) + column);
			worksheet_write_string(sheet, row, column, text, format);
		} else if (column < FORMULAS) {
			worksheet_write_number(sheet, row, column,
			    column % 2 != 0 ? (double)(number * seed % 1000) / 10 : score, format);
		} else if (column < BLANKS) {
			(void)snprintf(text, sizeof text, formula, number, number, number, number, number);
			worksheet_write_formula_num(sheet, row, column, text, format, score);
		} else {
			worksheet_write_blank(sheet, row, column, format);
		}
	}
}

static void
sheet_fill(lxw_worksheet *sheet, lxw_format *const formats[FORMATS], int seed)
{
	lxw_data_validation   check = { .validate = LXW_VALIDATION_TYPE_DECIMAL,
		  .criteria = LXW_VALIDATION_CRITERIA_GREATER_THAN_OR_EQUAL_TO };
	lxw_conditional_format rule = { .type = LXW_CONDITIONAL_TYPE_FORMULA,
		.value_string = (char *)(size_t) "=$B2=\"G\"",
		.format = formats[0] };

	for (lxw_row_t row = 0; row <= ROWS_PER_SHEET; row++)
		row_fill(sheet, formats, row, seed);
	for (lxw_row_t row = 1; row <= MERGED; row++)
		worksheet_merge_range(sheet, ROWS_PER_SHEET + row, 0, ROWS_PER_SHEET + row, 4,
		    "A sentence of the method over several columns, with the constants that it uses", formats[1]);
	for (lxw_col_t column = 0; column < RULES; column++)
		worksheet_conditional_format_range(sheet, 1, column, ROWS_PER_SHEET, column, &rule);
	for (lxw_row_t row = 1; row <= CHECKS; row++)
		worksheet_data_validation_cell(sheet, row, NUMBERS, &check);
	for (lxw_col_t column = 0; column < COLUMNS; column++)
		worksheet_set_column(sheet, column, column, 10 + column, NULL);
	worksheet_set_landscape(sheet);
	worksheet_set_header(sheet, "&LOrganisation&RConfidential");
	worksheet_set_footer(sheet, "&LPartner&C2026-Q3-r1&R&P / &N");
	worksheet_fit_to_pages(sheet, 1, 0);
	worksheet_repeat_rows(sheet, 0, 0);
	worksheet_print_area(sheet, 0, 0, ROWS_PER_SHEET, COLUMNS - 1);
	worksheet_freeze_panes(sheet, 1, 0);
	worksheet_autofilter(sheet, 0, 0, ROWS_PER_SHEET, COLUMNS - 1);
}

static void
workbook_write(const char *path, int seed)
{
	lxw_doc_properties properties = { .title = (char *)(size_t) "floor", .created = 1790726400 };
	lxw_workbook	  *workbook = workbook_new(path);
	lxw_format	  *formats[FORMATS];
	lxw_worksheet	  *first = NULL;

	if (workbook == NULL)
		die(path);
	workbook_set_properties(workbook, &properties);
	for (int i = 0; i < FORMATS; i++) {
		formats[i] = workbook_add_format(workbook);
		format_set_num_format(formats[i], "0.0");
		format_set_font_size(formats[i], 8 + i % 4);
		format_set_bg_color(formats[i], (lxw_color_t)(0xf0f0f0 + i));
		format_set_border(formats[i], (uint8_t)(i % 3));
	}
	for (int i = 0; i < SHEETS; i++) {
		lxw_worksheet *sheet = workbook_add_worksheet(workbook, NULL);

		sheet_fill(sheet, formats, seed + i);
		first = first == NULL ? sheet : first;
	}
	for (int i = 0; i < NAMES; i++) {
		char name[32], place[32];

		(void)snprintf(name, sizeof name, "constant_%d", i);
		(void)snprintf(place, sizeof place, "=Sheet9!$B$%d", i + 1);
		workbook_define_name(workbook, name, place);
	}
	for (int i = 0; i < CHARTS; i++) {
		lxw_chart *chart = workbook_add_chart(workbook, LXW_CHART_BAR);

		chart_add_series(chart, "=Sheet1!$A$2:$A$9", "=Sheet1!$E$2:$E$9");
		worksheet_insert_chart(first, (lxw_row_t)(2 + 16 * i), COLUMNS + 2, chart);
	}
	if (workbook_close(workbook) != LXW_NO_ERROR)
		die(path);
}

int
main(int argc, char **argv)
{
	char pdf[4096], xlsx[4096];
	int  count = argc == 3 || argc == 4 ? atoi(argv[1]) : 0;
	bool books_only = argc == 4 && strcmp(argv[3], "xlsx") == 0;

	if (count <= 0 || (argc == 4 && !books_only)) {
		fprintf(stderr, "usage: floor COUNT DIRECTORY [xlsx]\n");
		return 64;
	}
	mallopt(M_MMAP_THRESHOLD, 32 << 20);
	mallopt(M_TRIM_THRESHOLD, 64 << 20);
	mallopt(M_TOP_PAD, 4 << 20);
	hb_face_t *regular = face_open(FONTS "NotoSans-Regular.ttf");
	hb_face_t *bold = face_open(FONTS "NotoSans-Bold.ttf");

	(void)snprintf(pdf, sizeof pdf, "%s/floor.pdf", argv[2]);
	(void)snprintf(xlsx, sizeof xlsx, "%s/floor.xlsx", argv[2]);
	for (int i = 0; i < count; i++) {
		if (!books_only)
			scorecard_write(pdf, regular, bold, i + 1);
		workbook_write(xlsx, i + 1);
	}
	hb_face_destroy(regular);
	hb_face_destroy(bold);
	return 0;
}
