#include "render/xlsx/book.h"

#include <errno.h>
#include <fcntl.h>
#include <math.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <time.h>
#include <unistd.h>

#include "base/error.h"
#include "base/period.h"
#include "config/strings.h"

static void
fail(struct book *book, enum error_code code, const char *what)
{
	if (!book->failed)
		error_set(book->error, code, book->path, 0, "%s", what);
	book->failed = true;
}

void
book_check(struct book *book, lxw_error rc, const char *what)
{
	char message[200];

	if (rc == LXW_NO_ERROR || book->failed)
		return;
	(void)snprintf(
	    message, sizeof message, "cannot write the workbook: %s: %s", what, lxw_strerror(rc));
	fail(book, ERROR_INTERNAL, message);
}

const char *
book_clean(struct book *book, const char *text, enum clean_use use)
{
	size_t length;
	char  *grown;

	if (text == NULL)
		return "";
	length = strlen(text);
	if (clean_is_plain(text, length) && use != CLEAN_HEADER && use != CLEAN_LITERAL)
		return text;
	if (length * CLEAN_ROOM_FACTOR + 4 > book->scratch_size) {
		grown = realloc(book->scratch, length * CLEAN_ROOM_FACTOR + 4);
		if (grown == NULL) {
			fail(book, ERROR_INTERNAL, "out of memory");
			return NULL;
		}
		book->scratch = grown;
		book->scratch_size = length * CLEAN_ROOM_FACTOR + 4;
	}
	clean_text(text, length, use, book->scratch);
	return book->scratch;
}

const char *
book_word(const struct book *book, const char *key)
{
	return strings_text(book->edition->strings, key);
}

const char *
book_say(struct book *book, struct arena *arena, const char *key, ...)
{
	va_list	    pairs;
	const char *said;

	va_start(pairs, key);
	said = strings_say_list(book->edition->strings, arena, key, pairs);
	va_end(pairs);
	if (said == NULL)
		fail(book, ERROR_INTERNAL, "out of memory");
	return said == NULL ? "" : said;
}

const char *
version_word(const struct book *book)
{
	return book_word(
	    book, strcmp(book->edition->version, "restated") == 0 ? "page.restated" : "page.final");
}

const char *
edition_word(const struct book *book)
{
	return book_word(
	    book, strcmp(book->edition->name, "partner") == 0 ? "page.partner" : "page.internal");
}

void
book_literal(struct book *book, const char *word, char literal[LITERAL_SIZE])
{
	const char *clean = book_clean(book, word, CLEAN_LITERAL);

	(void)snprintf(literal, LITERAL_SIZE, "%s", clean == NULL ? "" : clean);
}

/* The words are the user's own files': a quote in one must not end the formula's text. */
static void
take_literals(struct book *book)
{
	const struct edition *edition = book->edition;
	double		      high = story_yellow_high(edition);
	const char *const     words[LITERALS] = {
		[LITERAL_GREY] = story_rating_word(edition, RATING_GREY, NAN),
		[LITERAL_RED] = story_rating_word(edition, RATING_RED, NAN),
		[LITERAL_YELLOW] = story_rating_word(edition, RATING_YELLOW, NAN),
		[LITERAL_GREEN] = story_rating_word(edition, RATING_GREEN, NAN),
		[LITERAL_YELLOW_HIGH] = story_rating_word(edition, RATING_YELLOW, high),
		[LITERAL_YES] = book_word(book, "state.yes"),
		[LITERAL_NO] = book_word(book, "state.no"),
		[LITERAL_KPI] = book_word(book, "workbook.source_kpi"),
		[LITERAL_INDEX] = book_word(book, "workbook.index"),
	};

	for (size_t i = 0; i < LITERALS; i++)
		book_literal(book, words[i], book->literals[i]);
}

lxw_format *
book_format(struct book *book, enum style style)
{
	if (book->failed)
		return NULL;
	if (book->formats[style] == NULL) {
		const struct style_words words = {
			.letters = book->letters,
			.yes = book->literals[LITERAL_YES],
			.no = book->literals[LITERAL_NO],
			.right_to_left = strings_right_to_left(book->edition->strings),
		};

		book->formats[style] = style_format(
		    book->workbook, style, book->edition->settings->safe_palette, &words);
		if (book->formats[style] == NULL)
			fail(book, ERROR_INTERNAL, "out of memory");
	}
	return book->formats[style];
}

void
book_define(struct book *book, const char *name, const char *reference)
{
	if (!book->failed)
		book_check(book, workbook_define_name(book->workbook, name, reference), name);
}

/* A file of its own name beside the target, so that the target appears whole by a rename. */
static int
open_partial(struct book *book)
{
	const char *slash = strrchr(book->path, '/');
	int	    directory = slash == NULL ? 0 : (int)(slash - book->path + 1);
	int	    length;

	length = snprintf(
	    book->partial, sizeof book->partial, "%.*s.workbook.XXXXXX", directory, book->path);
	if (length < 0 || (size_t)length >= sizeof book->partial)
		return error_set(book->error, ERROR_CREATE, book->path, 0, "the path is too long");
	book->fd = mkostemp(book->partial, O_CLOEXEC);
	if (book->fd == -1)
		return error_set(book->error, ERROR_CREATE, book->path, 0, "cannot create the workbook: %s", strerror(errno));
	return 0;
}

static void
abandon(struct book *book)
{
	spool_use(NULL);
	if (book->fd != -1)
		(void)close(book->fd);
	if (book->fd != -1 && book->partial[0] != '\0')
		(void)unlink(book->partial);
	book->fd = -1;
	free(book->scratch);
	book->scratch = NULL;
}

int
book_open(struct book *book, const struct edition *edition, const char *path, bool streaming,
    struct error *error)
{
	lxw_workbook_options options = { .constant_memory = streaming, .use_zip64 = LXW_FALSE };

	memset(book, 0, sizeof *book);
	book->edition = edition;
	book->path = path;
	book->error = error;
	book->streaming = streaming;
	book->fd = -1;
	for (size_t shade = 0; shade < SHADES; shade++)
		book->letters[shade] = story_shade_letter(edition, shade);
	take_literals(book);
	if (open_partial(book) == -1) {
		free(book->scratch);
		return -1;
	}
	spool_init(&book->spool, path, SPOOL_MEMORY);
	spool_use(&book->spool);
	options.tmpdir = book->spool.directory;
	book->workbook = workbook_new_opt(book->partial, &options);
	if (book->workbook == NULL) {
		abandon(book);
		return error_out_of_memory(error);
	}
	return 0;
}

/* Midnight UTC of the as-of date: two runs over the same data give the same bytes. */
static time_t
as_of_time(const char *as_of)
{
	struct date date;
	struct tm   broken = { 0 };

	if (!date_parse(as_of, strlen(as_of), &date))
		return 315532800;	/* 1980-01-01, the first day a zip file knows */
	broken.tm_year = date.year - 1900;
	broken.tm_mon = date.month - 1;
	broken.tm_mday = date.day;
	return timegm(&broken);
}

static void
custom_property(struct book *book, const char *name, const char *value)
{
	const char *clean = book_clean(book, value, CLEAN_PROPERTY);

	if (!book->failed && clean[0] != '\0')
		book_check(
		    book, workbook_set_custom_property_string(book->workbook, name, clean), name);
}

void
book_properties(struct book *book, const struct book_titles *titles)
{
	const struct edition *edition = book->edition;
	lxw_doc_properties    properties = { .created = as_of_time(edition->as_of) };
	const char *const wanted[] = {
	    titles->title, titles->subject, edition->settings->organisation, edition->program};
	char		     *texts[4] = { NULL, NULL, NULL, NULL };

	for (size_t i = 0; i < 4 && !book->failed; i++) {
		const char *clean = book_clean(book, wanted[i], CLEAN_PROPERTY);

		texts[i] = clean == NULL ? NULL : strdup(clean);
		if (texts[i] == NULL)
			fail(book, ERROR_INTERNAL, "out of memory");
	}
	if (!book->failed) {
		properties.title = texts[0];
		properties.subject = texts[1];
		properties.author = texts[2];
		properties.company = texts[2];
		properties.comments = texts[3];
		book_check(book, workbook_set_properties(book->workbook, &properties),
		    "document properties");
	}
	for (size_t i = 0; i < 4; i++)
		free(texts[i]);
	custom_property(book, "Run", edition->run_id);
	custom_property(book, "Period", edition->period);
	custom_property(book, "Edition", edition->name);
	custom_property(book, "Data SHA-256", edition->data_hash);
	custom_property(book, "Confidentiality", edition->settings->confidentiality);
}

/* The library tells its failures on stderr, too, where the operator is promised one line, which is ours. Returns what unmute
 * wants. */
static int
mute(void)
{
	int kept = fcntl(STDERR_FILENO, F_DUPFD_CLOEXEC, STDERR_FILENO + 1);
	int nowhere = open("/dev/null", O_WRONLY | O_CLOEXEC);

	if (kept != -1 && nowhere != -1)
		(void)dup2(nowhere, STDERR_FILENO);
	if (nowhere != -1)
		(void)close(nowhere);
	return kept;
}

static void
unmute(int kept)
{
	if (kept == -1)
		return;
	(void)dup2(kept, STDERR_FILENO);
	(void)close(kept);
}

/* What workbook_close and the spool say together: the library alone does not see a part that could not be kept. */
static void
close_workbook(struct book *book)
{
	lxw_error rc;
	int	  kept, cause;

	if (book->failed) {
		lxw_workbook_free(book->workbook);
		return;
	}
	kept = mute();
	errno = 0;
	rc = workbook_close(book->workbook);
	cause = errno;
	unmute(kept);
	if (book->spool.failure != 0)
		error_set(book->error, ERROR_IO, book->path, 0, "cannot write the workbook: %s",
		    strerror(book->spool.failure));
	else if (rc != LXW_NO_ERROR)
		error_set(book->error, ERROR_IO, book->path, 0, "cannot write the workbook: %s",
		    rc == LXW_ERROR_ZIP_FILE_OPERATION && cause != 0 ? strerror(cause) : lxw_strerror(rc));
	else if (book->spool.parts == 0)
		error_set(book->error, ERROR_INTERNAL, book->path, 0,
		    "libxlsxwriter does not use the program's own temporary files; the program was "
		    "linked wrongly");
	else
		return;
	book->failed = true;
}

/* Never over an existing file. Where the file system cannot rename so, a second name does the same. */
static int
take_name(struct book *book)
{
	if (renameat2(AT_FDCWD, book->partial, AT_FDCWD, book->path, RENAME_NOREPLACE) == 0) {
		book->partial[0] = '\0';
		return 0;
	}
	if (errno != EINVAL && errno != ENOSYS)
		return -1;
	return link(book->partial, book->path);
}

int
book_finish(struct book *book)
{
	close_workbook(book);
	if (!book->failed && (fchmod(book->fd, 0644) == -1 || fsync(book->fd) == -1)) {
		error_set(book->error, ERROR_IO, book->path, 0, "cannot write the workbook: %s",
		    strerror(errno));
		book->failed = true;
	}
	if (!book->failed && take_name(book) == -1) {
		error_set(book->error, ERROR_CREATE, book->path, 0,
		    "cannot create the workbook: %s", strerror(errno));
		book->failed = true;
	}
	abandon(book);
	return book->failed ? -1 : 0;
}
