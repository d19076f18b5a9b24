/*
 * reports.h - the reports of a run: one directory a partner, and the board's workbook, drawn by
 * workers.
 */
#ifndef PUBLISH_REPORTS_H
#define PUBLISH_REPORTS_H

#include <stddef.h>

struct arena;
struct edition;
struct error;
struct findings;
struct manifest;
struct portfolio;
struct release;

/* What to draw. */
struct report_plan {
	const struct edition   *edition;	/* internal */
	struct release	       *release;	/* the partners' edition beside it; NULL: none */
	const struct portfolio *portfolio;
	const char	       *stage;		/* directory */
	unsigned		jobs;
	/* Called in the parent whenever a partner is done; may be NULL. */
	void (*progress)(void *context, size_t done, size_t total);
	void		       *progress_context;
};

struct drawn_file;

/* A font file of which the PDFs hold characters. */
struct font_source {
	const char *name;
	char	    digest[65];		/* SHA-256 of the whole file */
};

/* What came of it. */
struct reports {
	struct drawn_file *files;		/* every file as its worker left it */
	size_t		   file_count;
	const char	 **failed;		/* directories that could not be filled, sorted: "board", "partners/acme" */
	size_t		   failed_count;
	unsigned long long pages;
	struct font_source *fonts;
	size_t		   font_count;
};

/* Draws everything into the stage. A partner whose reports cannot be drawn is a finding and
 * leaves no directory; the call fails for a full or unwritable disk, a signal, or if nothing
 * at all could be drawn. Everything from the arena. */
int reports_draw(const struct report_plan *plan, struct arena *arena, struct findings *findings,
    struct reports *reports, struct error *error);

/* Every file drawn reads back as its worker left it. */
int reports_confirm(
    const struct reports *reports, const struct manifest *manifest, struct error *error);

#endif
