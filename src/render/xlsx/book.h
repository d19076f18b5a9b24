/*
 * book.h - one workbook being written: opened, filled, and whole at its path or not there at all.
 *
 * The first failure is kept; everything after it does nothing, so that sheets are written without asking after each cell.
 */
#ifndef RENDER_XLSX_BOOK_H
#define RENDER_XLSX_BOOK_H

#include <limits.h>
#include <stdbool.h>
#include <stddef.h>

#include <xlsxwriter.h>

#include "render/xlsx/clean.h"
#include "render/xlsx/spool.h"
#include "render/xlsx/styles.h"
#include "story/story.h"

struct arena;
struct error;

enum { BOOK_SHEETS_MAX = 24, LITERAL_SIZE = 256 };

/* Words that formulas compare or show. */
enum literal {
	LITERAL_GREY,		/* the ratings in the order of enum rating */
	LITERAL_RED,
	LITERAL_YELLOW,
	LITERAL_GREEN,
	LITERAL_YELLOW_HIGH,	/* where the word set has two words for yellow */
	LITERAL_YES,
	LITERAL_NO,
	LITERAL_KPI,
	LITERAL_INDEX,		/* the rows of a lens itself */
	LITERALS
};

struct book {
	const struct edition *edition;
	const char	     *path;
	char		      partial[PATH_MAX];	/* beside path until all is well */
	int		      fd;			/* of partial, -1 = none */
	lxw_workbook	     *workbook;
	struct spool	      spool;
	struct error	     *error;
	bool		      failed;
	bool		      streaming;		/* rows leave memory once the next is begun */
	char		      letters[SHADES];		/* story_shade */
	char		      literals[LITERALS][LITERAL_SIZE];	/* as they stand between quotes */
	lxw_format	     *formats[STYLES];		/* made when first used */
	lxw_format	     *badges[RATING_GREEN + 1];
	lxw_format	     *changed;			/* of input cells */
	char		      names[BOOK_SHEETS_MAX][SHEET_NAME_SIZE];
	size_t		      sheet_count;
	char		     *scratch;			/* cleaned text on its way to the library */
	size_t		      scratch_size;
};

/* What the properties and headers say. */
struct book_titles {
	const char *title;
	const char *subject;
	const char *left;	/* page footer */
};

/* Opens a new file beside path. After -1 nothing needs closing. */
int book_open(struct book *book, const struct edition *edition, const char *path, bool streaming,
    struct error *error);
/* "final" or "restated"; "internal" or "partner": in the edition's language. */
const char *version_word(const struct book *book);
const char *edition_word(const struct book *book);
/* The text of a key in the edition's language; with placeholders filled in (config/strings.h), "" when out of memory. */
const char *book_word(const struct book *book, const char *key);
const char *book_say(struct book *book, struct arena *arena, const char *key, ...) __attribute__((sentinel));
void book_properties(struct book *book, const struct book_titles *titles);

/* Cleans text for its use; valid until the next call. NULL (and failed) when out of memory. */
const char *book_clean(struct book *book, const char *text, enum clean_use use);
/* A word as it stands between the quotes of a formula. */
void book_literal(struct book *book, const char *word, char literal[LITERAL_SIZE]);
/* Keeps the first failure of the library; what names the place. */
void book_check(struct book *book, lxw_error rc, const char *what);
lxw_format *book_format(struct book *book, enum style style);
/* "policy_green" for "=Method!$B$12"; both are ours. */
void book_define(struct book *book, const char *name, const char *reference);

/* Writes the file whole to path, fsynced, unless something failed; always frees. */
int book_finish(struct book *book);

#endif
