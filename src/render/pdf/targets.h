/*
 * targets.h - where the pages and cards of a long document begin: for its contents page, bookmarks, links and page labels.
 *
 * The first pass of drawing learns titles and page numbers, the second the pages themselves; links are laid when both are known.
 */
#ifndef RENDER_PDF_TARGETS_H
#define RENDER_PDF_TARGETS_H

#include "render/pdf/shape.h"

struct arena;

struct target {
	const char *title;
	size_t key; /* 0: a page; else what links to it are asked for by */
	size_t page_number;
	HPDF_Page page;
	double y;
};

struct target_link {
	HPDF_Page page;
	struct box box;
	size_t key; /* 0: by index */
	size_t index;
};

struct targets {
	struct arena *arena;
	struct target *items;
	size_t count;
	size_t capacity;
	size_t next; /* target that the pass meets next */
	struct target_link *links;
	size_t link_count;
	size_t link_capacity;
	bool listed; /* a contents page draws the titles */
};

/* Before each pass. */
void targets_begin(struct targets *targets);
/* Here begins a page (key 0), or something on a page. */
void targets_add(struct targets *targets, struct canvas *canvas, const char *title, size_t key, double y);
/* A click on box of the current page leads to the target of that index, or of that key. Nothing in the first pass. */
void targets_link(struct targets *targets, struct canvas *canvas, struct box box, size_t index);
void targets_link_key(struct targets *targets, struct canvas *canvas, struct box box, size_t key);
/* Between the passes: the characters of a contents page. */
void targets_rehearse(const struct targets *targets, struct canvas *canvas);
/* Bookmarks in two levels, links that print, page labels. After the second pass, before the document is saved. */
void targets_finish(const struct targets *targets, struct document *document, double height);

#endif
