/* reports.c - the reports of a run, drawn by workers. */
#include "publish/reports.h"

#include <limits.h>
#include <stdbool.h>
#include <stdlib.h>
#include <string.h>

#include "base/arena.h"
#include "base/error.h"
#include "base/file.h"
#include "base/findings.h"
#include "publish/manifest.h"
#include "publish/partner_findings.h"
#include "publish/paths.h"
#include "publish/release.h"
#include "publish/workers.h"
#include "render/render.h"

struct drawn_file {
	const char	  *path;
	unsigned long long bytes;
	char		   digest[65];
};

struct drawing {
	const struct report_plan *plan;
	const struct pdf_fonts	 *fonts;
	struct arena		 *scratch;	/* one a process: reset for each partner */
	struct arena		 *arena;
	struct findings		 *findings;
	struct partner_findings	  of_partners;
	struct reports		 *reports;
	size_t			  done;
	size_t			  drawn_partners;
	unsigned		  faces;	/* that any file embeds, bits */
	struct render_record	  first_failure;
};

/*
 * The items are the partners in order and, in their midst, the board's reports: by far the
 * longest piece of work, it must not be what all wait for at the end.
 */
static bool
is_board(const struct report_plan *plan, size_t item)
{
	return item == plan->portfolio->partner_count / 2;
}

/* Index in the dataset of the partner that an item is about. */
static size_t
item_index(const struct report_plan *plan, size_t item)
{
	size_t past_board = item > plan->portfolio->partner_count / 2;

	return plan->portfolio->partners[item - past_board].partner;
}

static const struct partner *
item_partner(const struct report_plan *plan, size_t item)
{
	return &plan->edition->dataset->partners[item_index(plan, item)];
}

/* Directory below the stage that holds an item's files. */
static int
item_directory(
    const struct report_plan *plan, size_t item, char path[PATH_MAX], struct error *error)
{
	if (is_board(plan, item))
		return path_print(path, error, "board");
	return path_print(path, error, "partners/%s", item_partner(plan, item)->slug);
}

/* Takes down size and digest of a file just written. */
static int
note_file(const struct report_plan *plan, const char *relative, size_t pages,
    struct render_record *record, struct error *error)
{
	struct rendered_file *file = &record->files[record->file_count];
	char		      path[PATH_MAX];

	if (strlen(relative) >= sizeof file->path)
		return error_set(error, ERROR_CREATE, relative, 0, "path too long");
	memcpy(file->path, relative, strlen(relative) + 1);
	if (path_print(path, error, "%s/%s", plan->stage, relative) == -1 ||
	    file_digest(path, file->digest, &file->bytes, error) == -1)
		return -1;
	file->pages = (unsigned)pages;
	record->file_count++;
	return 0;
}

/* What the names of a partner edition's files end in. */
static const char *
edition_suffix(const struct edition *edition)
{
	return edition->for_partner ? "-partner" : "";
}

static int
draw_scorecard(struct drawing *drawing, const struct story *story, const char *directory,
    struct render_record *record, struct error *error)
{
	const struct report_plan *plan = drawing->plan;
	struct render_notes	  notes = { 0 };
	char			  relative[PATH_MAX], path[PATH_MAX];

	if (path_print(relative, error, "%s/scorecard-%s-%s%s.pdf", directory, story->partner->slug,
		plan->edition->period, edition_suffix(story->edition)) == -1 ||
	    path_print(path, error, "%s/%s", plan->stage, relative) == -1 ||
	    scorecard_pdf_write(drawing->fonts, story, path, &notes, error) == -1)
		return -1;
	if (record->unprintable < notes.unprintable)
		record->unprintable = notes.unprintable;
	record->faces |= notes.faces;
	return note_file(plan, relative, notes.pages, record, error);
}

static int
draw_workbook(struct drawing *drawing, const struct story *story, const char *directory,
    struct render_record *record, struct error *error)
{
	const struct report_plan *plan = drawing->plan;
	char			  relative[PATH_MAX], path[PATH_MAX];

	if (path_print(relative, error, "%s/workbook-%s-%s%s.xlsx", directory, story->partner->slug,
		plan->edition->period, edition_suffix(story->edition)) == -1 ||
	    path_print(path, error, "%s/%s", plan->stage, relative) == -1 ||
	    partner_workbook_write(story, path, error) == -1)
		return -1;
	return note_file(plan, relative, 0, record, error);
}

static int
draw_board_pack(struct drawing *drawing, const char *directory, struct render_record *record,
    struct error *error)
{
	const struct report_plan *plan = drawing->plan;
	struct render_notes	  notes = { 0 };
	char			  relative[PATH_MAX], path[PATH_MAX];

	if (path_print(relative, error, "%s/board-pack-%s.pdf", directory, plan->edition->period) ==
		-1 ||
	    path_print(path, error, "%s/%s", plan->stage, relative) == -1 ||
	    board_pack_write(
		drawing->fonts, plan->edition, plan->portfolio, path, &notes, error) == -1)
		return -1;
	record->unprintable = notes.unprintable;
	record->faces |= notes.faces;
	return note_file(plan, relative, notes.pages, record, error);
}

static int
draw_board(struct drawing *drawing, const char *directory, struct render_record *record,
    struct error *error)
{
	const struct report_plan *plan = drawing->plan;
	char			  relative[PATH_MAX], path[PATH_MAX];

	if (plan->edition->settings->pdf &&
	    draw_board_pack(drawing, directory, record, error) == -1)
		return -1;
	if (!plan->edition->settings->xlsx)
		return 0;
	if (path_print(relative, error, "%s/portfolio-%s.xlsx", directory, plan->edition->period) ==
		-1 ||
	    path_print(path, error, "%s/%s", plan->stage, relative) == -1 ||
	    portfolio_workbook_write(
		plan->edition, plan->portfolio, drawing->findings, path, error) == -1)
		return -1;
	return note_file(plan, relative, 0, record, error);
}

/* The reports of one partner in one edition. */
static int
draw_edition(struct drawing *drawing, const struct edition *edition, size_t partner,
    const char *directory, struct render_record *record, struct error *error)
{
	struct scorecard card;
	struct story	 story;

	arena_reset(drawing->scratch);
	if (scorecard_make(edition->scoring, partner, drawing->scratch, &card, error) == -1)
		return -1;
	if (edition->for_partner)
		release_card(&card);
	if (story_make(edition, &card, drawing->scratch, &story, error) == -1)
		return -1;
	if (!edition->for_partner)
		story.findings = partner_findings_of(
		    &drawing->of_partners, story.partner->id, &story.finding_count);
	if (edition->settings->pdf &&
	    draw_scorecard(drawing, &story, directory, record, error) == -1)
		return -1;
	if (edition->settings->xlsx &&
	    draw_workbook(drawing, &story, directory, record, error) == -1)
		return -1;
	return 0;
}

static int
draw_partner(struct drawing *drawing, size_t item, const char *directory,
    struct render_record *record, struct error *error)
{
	const struct report_plan *plan = drawing->plan;
	size_t			  partner = item_index(plan, item);

	if (draw_edition(drawing, plan->edition, partner, directory, record, error) == -1)
		return -1;
	if (plan->release == NULL)
		return 0;
	return draw_edition(drawing, release_edition(plan->release, partner), partner, directory,
	    record, error);
}

/* In a worker. */
static int
draw_item(void *context, size_t item, struct render_record *record, struct error *error)
{
	struct drawing *drawing = context;
	char		directory[PATH_MAX], path[PATH_MAX];

	if (item_directory(drawing->plan, item, directory, error) == -1 ||
	    path_print(path, error, "%s/%s", drawing->plan->stage, directory) == -1 ||
	    file_make_directories(path, 0755, error) == -1)
		return -1;
	if (is_board(drawing->plan, item))
		return draw_board(drawing, directory, record, error);
	return draw_partner(drawing, item, directory, record, error);
}

static int
keep_files(struct drawing *drawing, const struct render_record *record, struct error *error)
{
	struct reports *reports = drawing->reports;

	drawing->faces |= record->faces;
	for (size_t i = 0; i < record->file_count; i++) {
		struct drawn_file *file = &reports->files[reports->file_count];

		file->path = arena_strdup(drawing->arena, record->files[i].path);
		if (file->path == NULL)
			return error_out_of_memory(error);
		file->bytes = record->files[i].bytes;
		memcpy(file->digest, record->files[i].digest, sizeof file->digest);
		reports->pages += record->files[i].pages;
		reports->file_count++;
	}
	return 0;
}

static int
add_finding(struct drawing *drawing, enum finding_kind kind, size_t item, const char *value,
    struct error *error)
{
	struct finding finding = { .kind = kind, .value = value };

	if (!is_board(drawing->plan, item))
		finding.partner = item_partner(drawing->plan, item)->id;
	return findings_add(drawing->findings, &finding) == 0 ? 0 : error_out_of_memory(error);
}

static int
keep_failure(struct drawing *drawing, const struct render_record *record, struct error *error)
{
	char  directory[PATH_MAX], path[PATH_MAX];
	char *name;

	/* These are the machine's trouble, not the partner's: the next partner would fare no
	 * better. */
	if (record->code == ERROR_IO || record->code == ERROR_CREATE)
		return error_set(error, record->code, NULL, 0, "%s", record->message);
	if (drawing->first_failure.code == ERROR_NONE)
		drawing->first_failure = *record;
	if (item_directory(drawing->plan, record->item, directory, error) == -1)
		return -1;
	name = arena_strdup(drawing->arena, directory);
	if (name == NULL)
		return error_out_of_memory(error);
	drawing->reports->failed[drawing->reports->failed_count++] = name;
	if (path_print(path, error, "%s/%s", drawing->plan->stage, directory) == -1 ||
	    file_remove_tree(path, error) == -1)
		return -1;
	return add_finding(drawing, FINDING_RENDER_FAILED, record->item, record->message, error);
}

/* In the parent. */
static int
keep_record(void *context, const struct render_record *record, struct error *error)
{
	struct drawing		 *drawing = context;
	const struct report_plan *plan = drawing->plan;
	char			  count[32];

	if (record->code != ERROR_NONE) {
		if (keep_failure(drawing, record, error) == -1)
			return -1;
	} else if (keep_files(drawing, record, error) == -1) {
		return -1;
	}
	drawing->drawn_partners += record->code == ERROR_NONE && !is_board(plan, record->item);
	if (record->code == ERROR_NONE && record->unprintable > 0) {
		snprintf(count, sizeof count, "%zu", record->unprintable);
		if (add_finding(drawing, FINDING_UNPRINTABLE, record->item, count, error) == -1)
			return -1;
	}
	drawing->done++;
	if (plan->progress != NULL)
		plan->progress(
		    plan->progress_context, drawing->done, plan->portfolio->partner_count + 1);
	return 0;
}

static int
compare_names(const void *left, const void *right)
{
	return strcmp(*(const char *const *)left, *(const char *const *)right);
}

static int
draw_all(struct drawing *drawing, struct error *error)
{
	struct reports *reports = drawing->reports;
	size_t		partners = drawing->plan->portfolio->partner_count;
	struct work work = {.count = partners + 1,
	    .jobs = drawing->plan->jobs,
	    .make = draw_item,
	    .done = keep_record,
	    .context = drawing};

	reports->files =
	    arena_alloc(drawing->arena, work.count * RENDERED_FILES_MAX, sizeof *reports->files);
	reports->failed = arena_alloc(drawing->arena, work.count, sizeof *reports->failed);
	if (reports->files == NULL || reports->failed == NULL ||
	    partner_findings_make(&drawing->of_partners, drawing->findings, drawing->arena) == -1)
		return error_out_of_memory(error);
	if (workers_run(&work, error) == -1)
		return -1;
	if (partners > 0 && drawing->drawn_partners == 0)
		return error_set(error, drawing->first_failure.code, NULL, 0,
		    "no partner's reports could be drawn: %s", drawing->first_failure.message);
	if (reports->failed_count > 0)
		qsort(
		    reports->failed, reports->failed_count, sizeof *reports->failed, compare_names);
	return 0;
}

/* Another version of a font makes other bytes of the same data: the record says which it was. */
static int
name_fonts(const struct drawing *drawing, const struct pdf_fonts *fonts, struct error *error)
{
	struct reports *reports = drawing->reports;

	reports->fonts = arena_alloc(drawing->arena, CHAR_BIT * sizeof drawing->faces, sizeof *reports->fonts);
	if (reports->fonts == NULL)
		return error_out_of_memory(error);
	for (unsigned face = 0; drawing->faces >> face != 0; face++) {
		struct font_source *font = &reports->fonts[reports->font_count];

		if ((drawing->faces >> face & 1) == 0)
			continue;
		if (pdf_fonts_file(fonts, face, &font->name, font->digest, error) == -1)
			return -1;
		reports->font_count++;
	}
	return 0;
}

int
reports_draw(const struct report_plan *plan, struct arena *arena, struct findings *findings,
    struct reports *reports, struct error *error)
{
	struct drawing drawing = {
	    .plan = plan, .arena = arena, .findings = findings, .reports = reports};
	struct pdf_fonts *fonts = NULL;
	int		  rc = 0;

	memset(reports, 0, sizeof *reports);
	drawing.scratch = arena_new();
	if (drawing.scratch == NULL)
		return error_out_of_memory(error);
	/* Once, before the workers fork: they share what was parsed. */
	if (plan->edition->settings->pdf)
		rc = pdf_fonts_load((enum theme_font)plan->edition->settings->theme.font, &fonts, error);
	drawing.fonts = fonts;
	if (rc == 0)
		rc = draw_all(&drawing, error);
	if (rc == 0 && fonts != NULL)
		rc = name_fonts(&drawing, fonts, error);
	pdf_fonts_free(fonts);
	arena_free(drawing.scratch);
	return rc;
}

int
reports_confirm(const struct reports *reports, const struct manifest *manifest, struct error *error)
{
	for (size_t i = 0; i < reports->file_count; i++)
		if (manifest_expect(manifest, reports->files[i].path, reports->files[i].bytes,
			reports->files[i].digest, error) == -1)
			return -1;
	return 0;
}
