/* preview.c - the pipeline as far as one page. */
#include "preview.h"

#include <errno.h>
#include <stddef.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/arena.h"
#include "base/count.h"
#include "base/error.h"
#include "base/text.h"
#include "publish/paths.h"
#include "render/render.h"

enum { NAMES_MAX = 128 };

/* The documents that have pages and blocks. */
static const struct document_kind {
	const char *file;
	size_t	    offset;		/* of its template in the settings */
	size_t (*block_names)(const char **names, size_t size);
} kinds[] = {
	{ "scorecard.ini", offsetof(struct settings, scorecard), scorecard_block_names },
	{ "board-pack.ini", offsetof(struct settings, board_pack), board_block_names },
};

enum { KIND_SCORECARD, KIND_BOARD_PACK };

static struct template *
template_of(struct job *job, size_t kind)
{
	void *place = (char *)&job->settings + kinds[kind].offset;

	return place;
}

static int
unknown_name(struct job *job, const char *what, struct error *error)
{
	const char *names[NAMES_MAX];
	const char *nearest;
	size_t	    count = 0;

	for (size_t kind = 0; kind < COUNT_OF(kinds); kind++) {
		const struct template *template = template_of(job, kind);

		count += kinds[kind].block_names(names + count, NAMES_MAX - count);
		for (size_t i = 0; i < template->page_count && count < NAMES_MAX; i++)
			names[count++] = template->pages[i].name;
	}
	nearest = text_nearest(what, names, count);
	if (nearest != NULL)
		return error_set(error, ERROR_USAGE, NULL, 0,
		    "--preview %s: no page or block of that name; did you mean '%s'?", what, nearest);
	return error_set(error, ERROR_USAGE, NULL, 0,
	    "--preview %s: no page of %s or %s, and no block; `rapport help blocks` lists the blocks", what,
	    kinds[KIND_SCORECARD].file, kinds[KIND_BOARD_PACK].file);
}

/* Narrows the template to its page of that name. */
static bool
narrow_to_page(struct template *template, const char *what)
{
	for (size_t i = 0; i < template->page_count; i++)
		if (strcmp(template->pages[i].name, what) == 0) {
			template->pages += i;
			template->page_count = 1;
			return true;
		}
	return false;
}

static bool
is_block(size_t kind, const char *what)
{
	const char *names[NAMES_MAX];
	size_t	    count = kinds[kind].block_names(names, NAMES_MAX);

	for (size_t i = 0; i < count; i++)
		if (strcmp(names[i], what) == 0)
			return true;
	return false;
}

/* Makes the template one page that holds the block alone, as its section has it. */
static int
narrow_to_block(struct arena *arena, struct template *template, const char *what, struct error *error)
{
	struct template_page  *page = arena_alloc(arena, 1, sizeof *page);
	struct template_block *block = arena_alloc(arena, 1, sizeof *block);

	if (page == NULL || block == NULL)
		return error_out_of_memory(error);
	*block = (struct template_block){ .name = what };
	for (size_t i = 0; i < template->block_count; i++)
		if (strcmp(template->blocks[i].name, what) == 0)
			*block = template->blocks[i];
	*page = (struct template_page){ .name = what, .title = what, .editions = EDITION_ALL, .blocks = block, .block_count = 1 };
	template->pages = page;
	template->page_count = 1;
	return 0;
}

/* Finds what: *kind becomes the document that it is of, the scorecard if both have it. Pages go before blocks. */
static int
narrow_template(struct job *job, const char *what, size_t *kind, struct error *error)
{
	for (*kind = 0; *kind < COUNT_OF(kinds); ++*kind)
		if (narrow_to_page(template_of(job, *kind), what))
			return 0;
	for (*kind = 0; *kind < COUNT_OF(kinds); ++*kind)
		if (is_block(*kind, what))
			return narrow_to_block(job->arena, template_of(job, *kind), what, error);
	return unknown_name(job, what, error);
}

static int
make_edition(const struct job *job, struct edition *edition, struct error *error)
{
	if (job_edition(job, edition, error) == -1)
		return -1;
	edition->run_id = "preview";
	edition->version = "final";
	edition->data_hash = "preview";
	return 0;
}

/* The first partner asked for that has data. */
static int
find_card(struct job *job, struct scorecard *card, struct error *error)
{
	for (size_t i = 0; i < job->dataset.partner_count; i++) {
		if (!job->selected[i])
			continue;
		if (scorecard_make(&job->scoring, i, job->arena, card, error) == -1)
			return -1;
		if (card->has_data)
			return 0;
	}
	return error_set(error, ERROR_INPUT, NULL, 0, "nobody asked for has data in %s: choose another --partner or --period",
	    job->period_text);
}

static int
draw_scorecard(struct job *job, const struct edition *edition, const struct pdf_fonts *fonts, const char *path,
    struct error *error)
{
	struct render_notes notes = { 0 };
	struct scorecard    card;
	struct story	    story;

	if (find_card(job, &card, error) == -1 || story_make(edition, &card, job->arena, &story, error) == -1)
		return -1;
	return scorecard_pdf_write(fonts, &story, path, &notes, error);
}

static int
draw_board_pack(struct job *job, const struct edition *edition, const struct pdf_fonts *fonts, const char *path,
    struct error *error)
{
	struct render_notes notes = { 0 };
	struct portfolio    portfolio;
	size_t		    kept = 0;

	if (portfolio_make(&job->scoring, job->arena, &portfolio, NULL, NULL, error) == -1)
		return -1;
	for (size_t i = 0; i < portfolio.partner_count; i++)
		if (job->selected[portfolio.partners[i].partner])
			portfolio.partners[kept++] = portfolio.partners[i];
	portfolio.partner_count = kept;
	return board_pack_write(fonts, edition, &portfolio, path, &notes, error);
}

/* Whole or not at all, like every report. */
static int
draw(struct job *job, size_t kind, const char *path, struct error *error)
{
	struct pdf_fonts *fonts = NULL;
	struct edition	  edition;
	char		  partial[PATH_MAX];
	int		  rc;

	if (path_print(partial, error, "%s.%ld.partial", path, (long)getpid()) == -1 ||
	    make_edition(job, &edition, error) == -1 ||
	    pdf_fonts_load((enum theme_font)job->settings.theme.font, &fonts, error) == -1)
		return -1;
	rc = (kind == KIND_SCORECARD ? draw_scorecard : draw_board_pack)(job, &edition, fonts, partial, error);
	if (rc == 0 && rename(partial, path) == -1)
		rc = error_set(error, ERROR_CREATE, path, 0, "%s", strerror(errno));
	if (rc == -1)
		(void)unlink(partial);
	pdf_fonts_free(fonts);
	return rc;
}

/* A preview takes the place of an earlier one, never of a device, of settings or of data. */
static int
check_place(const char *path, struct error *error)
{
	static const char magic[] = "%PDF-";
	char		  start[sizeof magic] = "";
	struct stat	  status;
	FILE		 *file;
	bool		  replaceable;

	if (stat(path, &status) == -1)
		return 0;
	if (S_ISDIR(status.st_mode))
		return error_set(error, ERROR_CREATE, path, 0, "is a directory; name the PDF, as in -o look.pdf");
	if (!S_ISREG(status.st_mode))
		return error_set(error, ERROR_CREATE, path, 0, "is not a file; name the PDF, as in -o look.pdf");
	file = fopen(path, "rb");
	if (file == NULL)
		return error_set(error, ERROR_CREATE, path, 0, "%s", strerror(errno));
	replaceable = status.st_size == 0 || (fread(start, 1, sizeof magic - 1, file) == sizeof magic - 1 && strcmp(start, magic) == 0);
	(void)fclose(file);
	if (replaceable)
		return 0;
	return error_set(error, ERROR_CREATE, path, 0, "is there already and is no PDF; a preview replaces a PDF only");
}

int
preview_draw(const struct job_request *request, const char *what, struct job *job, char path[PATH_MAX], struct error *error)
{
	bool   given = request->output != NULL;
	size_t kind;

	if (path_print(path, error, "%s%s%s", given ? request->output : "preview-", given ? "" : what, given ? "" : ".pdf") == -1 ||
	    check_place(path, error) == -1 || job_configure(request, job, error) == -1 || narrow_template(job, what, &kind, error) == -1 ||
	    job_load_inputs(request, job, error) == -1)
		return -1;
	return draw(job, kind, path, error);
}
