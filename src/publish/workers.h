/*
 * workers.h - the same work for many items in forked processes, so that a crash in a library
 * costs one item.
 *
 * Workers are forked once and share everything made before them; the parent hands out one item at
 * a time and gets a small record back. A worker that dies costs the item in its hands; another
 * takes its place.
 */
#ifndef PUBLISH_WORKERS_H
#define PUBLISH_WORKERS_H

#include <stddef.h>

#include "base/error.h"

/* Scorecard and workbook, in two editions each. */
enum { RENDERED_FILES_MAX = 4, RENDERED_PATH_SIZE = 256 };

/* A file that a worker made. */
struct rendered_file {
	char		   path[RENDERED_PATH_SIZE];	/* relative to the run's directory */
	unsigned long long bytes;
	char		   digest[65];
	unsigned	   pages;			/* 0: not paged */
};

/* What a worker hands back for one item. Plain bytes: it travels through a socket. */
struct render_record {
	size_t		     item;
	enum error_code	     code;			/* ERROR_NONE: all files are there */
	char		     message[ERROR_MESSAGE_SIZE];
	struct rendered_file files[RENDERED_FILES_MAX];
	size_t		     file_count;
	size_t		     unprintable;		/* characters that no font covers */
	unsigned	     faces;			/* of the fonts, bits, that the files embed */
};

struct work {
	size_t	 count;					/* items 0 .. count - 1 */
	unsigned jobs;					/* at most so many processes, at least one; fewer if the system gives no more */
	/* In the worker: makes the files of item, fills record->files and ->unprintable. -1
	 * with error: this item failed. */
	int (*make)(void *context, size_t item, struct render_record *record, struct error *error);
	/* In the parent, once an item, in no particular order. -1 stops everything. */
	int (*done)(void *context, const struct render_record *record, struct error *error);
	void *context;
};

/* 0 when every item was made or has failed; -1 if the work was stopped: by done, by a signal
 * (stop.h), or because no process could be made. No child is left behind. */
int workers_run(const struct work *work, struct error *error);

#endif
