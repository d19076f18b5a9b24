/*
 * floor.c - what the two libraries alone cost: one scorecard and one workbook per partner, with
 * every known lever pulled and nothing else done.
 *
 *     floor COUNT DIRECTORY           writes COUNT pairs (the same two names over and over)
 *     floor COUNT DIRECTORY xlsx      writes COUNT workbooks alone, and prints the milliseconds
 *                                     that filling and closing one took
 *
 * The levers: a font cut to the document's own characters (HarfBuzz, handed over in a memfd),
 * lxw_tmpfile in memory and without locks, malloc told to keep what it has. No reading, scoring, fsync or manifest.
 * The workbook is rapport's own, byte for byte: each call of the library that made it, written
 * down by record.c. The scorecard has about as much on it as rapport puts there: the numbers below
 * were counted on its output for a generated partner.
 */
#include <hpdf.h>
#include <harfbuzz/hb-subset.h>
#include <malloc.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdio_ext.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <time.h>
#include <unistd.h>
/* Whether the directory is const there depends on the version. */
#define lxw_tmpfile lxw_tmpfile_as_declared
#include <xlsxwriter.h>
#undef lxw_tmpfile

/* workbook_fill: opens path and makes every call but the last, workbook_close. */
#include "workbook.inc"

#define FONTS "/usr/share/fonts/truetype/noto/"

enum { PAGES = 6, TEXTS_PER_PAGE = 114, FILLS_PER_PAGE = 59, LINES_PER_PAGE = 45 };

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
	FILE	      *stream = memory == NULL ? NULL : fopencookie(memory, "w+", functions);

	(void)directory;
	if (stream != NULL)
		(void)__fsetlocking(stream, FSETLOCKING_BYCALLER);
	return stream;
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

/* Milliseconds of processor time so far of filling workbooks and of closing them. */
struct spent {
	double filling, closing;
};

static double
worked(void)
{
	struct timespec time;

	(void)clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &time);
	return (double)time.tv_sec * 1e3 + (double)time.tv_nsec / 1e6;
}

static void
workbook_write(const char *path, struct spent *spent)
{
	lxw_workbook *workbook;
	double	      start, filled;

	(void)unlink(path);
	start = worked();
	workbook = workbook_fill(path);
	filled = worked();
	if (workbook_close(workbook) != LXW_NO_ERROR)
		die(path);
	spent->filling += filled - start;
	spent->closing += worked() - filled;
}

int
main(int argc, char **argv)
{
	char	     pdf[4096], xlsx[4096];
	struct spent spent = { 0 };
	int	     count = argc == 3 || argc == 4 ? atoi(argv[1]) : 0;
	bool	     books_only = argc == 4 && strcmp(argv[3], "xlsx") == 0;

	if (count <= 0 || (argc == 4 && !books_only)) {
		fprintf(stderr, "usage: floor COUNT DIRECTORY [xlsx]\n");
		return 64;
	}
	mallopt(M_MMAP_THRESHOLD, 32 << 20);
	mallopt(M_TRIM_THRESHOLD, 64 << 20);
	mallopt(M_TOP_PAD, 4 << 20);
	mallopt(M_MXFAST, 0);
	hb_face_t *regular = face_open(FONTS "NotoSans-Regular.ttf");
	hb_face_t *bold = face_open(FONTS "NotoSans-Bold.ttf");

	(void)snprintf(pdf, sizeof pdf, "%s/floor.pdf", argv[2]);
	(void)snprintf(xlsx, sizeof xlsx, "%s/floor.xlsx", argv[2]);
	for (int i = 0; i < count; i++) {
		if (!books_only)
			scorecard_write(pdf, regular, bold, i + 1);
		workbook_write(xlsx, &spent);
	}
	if (books_only)
		printf("%.3f %.3f\n", spent.filling / count, spent.closing / count);
	hb_face_destroy(regular);
	hb_face_destroy(bold);
	return 0;
}
