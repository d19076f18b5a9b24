#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include <signal.h>
#include <sys/resource.h>
#include <sys/wait.h>

#include "base/file.h"
#include "render/xlsx/book.h"
#include "render/xlsx/sheet.h"
#include "xlsx_fixture.h"

static void
write_partner(struct xlsx_fixture *f)
{
	struct error error = { .code = ERROR_NONE };

	if (partner_workbook_write(&f->story, f->path, &error) == -1)
		fail_msg("%s", error.message);
}

static void
digest_of(struct xlsx_fixture *f, char hex[65])
{
	struct error	   error = { .code = ERROR_NONE };
	unsigned long long bytes;

	assert_int_equal(0, file_digest(f->path, hex, &bytes, &error));
	assert_true(bytes > 5000);
}

static void
writes_the_same_bytes_twice(void **state)
{
	struct xlsx_fixture *f = malloc(sizeof *f);
	char		     first[65], second[65];

	(void)state;
	assert_non_null(f);
	xf_init(f, "\xc5\xa0koda");
	write_partner(f);
	digest_of(f, first);
	assert_int_equal(0, unlink(f->path));
	write_partner(f);
	digest_of(f, second);
	assert_string_equal(first, second);
	xf_clear(f);
	free(f);
}

static void
writes_a_readable_file_of_mode_644(void **state)
{
	struct xlsx_fixture *f = malloc(sizeof *f);
	struct stat	     status;
	mode_t		     mask = umask(077);
	char		     magic[4] = "";
	int		     fd;

	(void)state;
	assert_non_null(f);
	xf_init(f, "Acme");
	write_partner(f);
	(void)umask(mask);
	assert_int_equal(0, stat(f->path, &status));
	assert_int_equal(0644, status.st_mode & 07777);
	fd = open(f->path, O_RDONLY);
	assert_int_equal(4, read(fd, magic, 4));
	(void)close(fd);
	assert_memory_equal("PK\3\4", magic, 4);
	xf_clear(f);
	free(f);
}

static void
leaves_an_existing_file_alone(void **state)
{
	struct xlsx_fixture *f = malloc(sizeof *f);
	struct error	     error = { .code = ERROR_NONE };
	struct stat	     status;

	(void)state;
	assert_non_null(f);
	xf_init(f, "Acme");
	assert_int_equal(0, file_write(f->path, "mine", 4, &error));
	assert_int_equal(-1, partner_workbook_write(&f->story, f->path, &error));
	assert_int_equal(ERROR_CREATE, error.code);
	assert_int_equal(0, stat(f->path, &status));
	assert_int_equal(4, status.st_size);
	xf_clear(f);
	free(f);
}

static void
refuses_a_directory_that_is_not_there(void **state)
{
	struct xlsx_fixture *f = malloc(sizeof *f);
	struct error	     error = { .code = ERROR_NONE };
	char		     path[160];

	(void)state;
	assert_non_null(f);
	xf_init(f, "Acme");
	(void)snprintf(path, sizeof path, "%s/none/book.xlsx", f->directory);
	assert_int_equal(-1, partner_workbook_write(&f->story, path, &error));
	assert_int_equal(ERROR_CREATE, error.code);
	xf_clear(f);
	free(f);
}

/* In a child, because a limit on the size of files, once set, is felt by all that follow. */
static int
write_with_file_limit(struct xlsx_fixture *f, rlim_t bytes)
{
	struct rlimit limit = { bytes, bytes };
	int	      status;
	pid_t	      child = fork();

	assert_true(child >= 0);
	if (child == 0) {
		struct error error = { .code = ERROR_NONE };
		int	     rc;

		/* The library says its own on stderr; here it is expected. */
		(void)close(STDERR_FILENO);
		(void)signal(SIGXFSZ, SIG_IGN);
		if (setrlimit(RLIMIT_FSIZE, &limit) == -1)
			_exit(100);
		rc = partner_workbook_write(&f->story, f->path, &error);
		_exit(rc == 0 ? 0 : (int)error.code);
	}
	assert_int_equal(child, waitpid(child, &status, 0));
	assert_true(WIFEXITED(status));
	return WEXITSTATUS(status);
}

static void
leaves_nothing_when_the_disk_is_full(void **state)
{
	static const rlim_t  limits[] = { 0, 1, 4096, 12000 };
	struct xlsx_fixture *f = malloc(sizeof *f);

	(void)state;
	assert_non_null(f);
	xf_init(f, "Acme");
	for (size_t i = 0; i < sizeof limits / sizeof limits[0]; i++) {
		assert_int_equal(ERROR_IO, write_with_file_limit(f, limits[i]));
		assert_int_equal(-1, access(f->path, F_OK));
		/* xf_clear would find a part left behind: the directory is empty again. */
	}
	assert_int_equal(0, write_with_file_limit(f, 10u << 20));
	xf_clear(f);
	free(f);
}

/* A part larger than the spool's memory goes beside the output; what fails there fails the book. */
static void
notices_a_part_that_was_cut(void **state)
{
	struct xlsx_fixture *f = malloc(sizeof *f);
	struct error	     error = { .code = ERROR_NONE };
	struct book	    *book = malloc(sizeof *book);
	struct sheet	     sheet;

	(void)state;
	assert_non_null(f);
	assert_non_null(book);
	xf_init(f, "Acme");
	assert_int_equal(0, book_open(book, &f->edition, f->path, false, &error));
	book->spool.memory = 500;
	book->spool.directory[0] = '\0';
	sheet_open(&sheet, book, "One");
	for (uint32_t row = 0; row < 100; row++)
		sheet_number(&sheet, row, 0, STYLE_GENERAL, row, "");
	assert_int_equal(-1, book_finish(book));
	assert_int_equal(ERROR_IO, error.code);
	assert_int_equal(-1, access(f->path, F_OK));
	free(book);
	xf_clear(f);
	free(f);
}

/* One cell of each kind that breaks a workbook when it is let through. */
static void
survives_hostile_cells(void **state)
{
	struct xlsx_fixture *f = malloc(sizeof *f);
	struct error	     error = { .code = ERROR_NONE };
	struct book	    *book = malloc(sizeof *book);
	struct sheet	     sheet;
	char		     longest[40000];

	(void)state;
	assert_non_null(f);
	assert_non_null(book);
	memset(longest, 'x', sizeof longest - 1);
	longest[sizeof longest - 1] = '\0';
	xf_init(f, "Acme");
	assert_int_equal(0, book_open(book, &f->edition, f->path, false, &error));
	book_properties(book, &(struct book_titles){ .title = "\x01\xff=1+1", .subject = longest });
	sheet_open(&sheet, book, "[bad]/name?");
	sheet_text(&sheet, 0, 0, STYLE_TEXT, longest);
	sheet_text(&sheet, 1, 0, STYLE_TEXT, "\x01\x02\xff\xef\xbf\xbf");
	sheet_text(&sheet, 2, 0, STYLE_TEXT, NULL);
	sheet_number(&sheet, 3, 0, STYLE_SCORE, NAN, "n/a");
	sheet_number(&sheet, 4, 0, STYLE_SCORE, INFINITY, "n/a");
	sheet_number(&sheet, 5, 0, STYLE_SCORE, -0.0, "");
	sheet_formula(&sheet, 6, 0, STYLE_SCORE, NAN, "=A%d", 1);
	sheet_close(&sheet, &(struct sheet_layout){ .header_row = 1 }, "&[Page]\x01");
	if (book_finish(book) == -1)
		fail_msg("%s", error.message);
	free(book);
	xf_clear(f);
	free(f);
}

/* A row that Excel does not have fails the whole book, once, with the first message. */
static void
keeps_the_first_failure(void **state)
{
	struct xlsx_fixture *f = malloc(sizeof *f);
	struct error	     error = { .code = ERROR_NONE };
	struct book	    *book = malloc(sizeof *book);
	struct sheet	     sheet;

	(void)state;
	assert_non_null(f);
	assert_non_null(book);
	xf_init(f, "Acme");
	assert_int_equal(0, book_open(book, &f->edition, f->path, false, &error));
	sheet_open(&sheet, book, "One");
	sheet_number(&sheet, 1048576, 0, STYLE_SCORE, 1, "");
	sheet_text(&sheet, 1048576, 0, STYLE_TEXT, "later");
	assert_int_equal(-1, book_finish(book));
	assert_non_null(strstr(error.message, "number cell"));
	assert_int_equal(-1, access(f->path, F_OK));
	free(book);
	xf_clear(f);
	free(f);
}

static void
writes_the_portfolio_twice_alike(void **state)
{
	struct xlsx_fixture *f = malloc(sizeof *f);
	struct error	     error = { .code = ERROR_NONE };
	struct portfolio     portfolio;
	char		     hex[2][65];

	(void)state;
	assert_non_null(f);
	xf_init(f, "=cmd|' /C calc'!A0");
	assert_int_equal(0, portfolio_make(&f->scoring, f->arena, &portfolio, NULL, NULL, &error));
	assert_int_equal(3, portfolio.partner_count);
	for (int i = 0; i < 2; i++) {
		(void)unlink(f->path);
		if (portfolio_workbook_write(&f->edition, &portfolio, NULL, f->path, &error) == -1)
			fail_msg("%s", error.message);
		digest_of(f, hex[i]);
	}
	assert_string_equal(hex[0], hex[1]);
	xf_clear(f);
	free(f);
}

/* Their keys are put together from the names, so no reader of the sources finds them. */
static void
says_what_each_constant_means(void **state)
{
	static const char *const languages[] = { "en", "nl", "de", "fr" };
	struct xlsx_fixture	*f = malloc(sizeof *f);
	struct error		 error = { .code = ERROR_NONE };
	const struct strings	*strings;
	const char		*name, *meaning;
	double			 value;
	char			 key[80];

	(void)state;
	assert_non_null(f);
	xf_init(f, "Acme");
	for (size_t l = 0; l < sizeof languages / sizeof languages[0]; l++) {
		assert_int_equal(0, strings_load(f->arena, NULL, languages[l], &strings, &error));
		for (size_t i = 0; policy_row(&f->model.policy, i, &name, &value, &meaning); i++) {
			(void)snprintf(key, sizeof key, "policy.%s", name);
			assert_string_not_equal(key, strings_text(strings, key));
			if (l == 0)
				assert_string_equal(meaning, strings_text(strings, key));
		}
	}
	assert_int_equal(0, rmdir(f->directory));
	arena_free(f->arena);
	free(f);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(writes_the_same_bytes_twice),
		cmocka_unit_test(writes_a_readable_file_of_mode_644),
		cmocka_unit_test(leaves_an_existing_file_alone),
		cmocka_unit_test(refuses_a_directory_that_is_not_there),
		cmocka_unit_test(leaves_nothing_when_the_disk_is_full),
		cmocka_unit_test(notices_a_part_that_was_cut),
		cmocka_unit_test(survives_hostile_cells),
		cmocka_unit_test(keeps_the_first_failure),
		cmocka_unit_test(writes_the_portfolio_twice_alike),
		cmocka_unit_test(says_what_each_constant_means),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
