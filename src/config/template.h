/*
 * template.h - which pages a report has, which blocks stand on them, and with which parameters: templates/scorecard.ini, board-pack.ini.
 *
 * Knows nothing of what a block draws: the renderer holds names and parameters against its table of blocks (render/pdf/blocks.h).
 */
#ifndef CONFIG_TEMPLATE_H
#define CONFIG_TEMPLATE_H

#include <stdbool.h>
#include <stddef.h>

struct arena;
struct error;

/* Editions that a page may stand in, bits. */
enum { EDITION_INTERNAL = 1, EDITION_PARTNER = 2, EDITION_ALL = 3 };

struct template_parameter {
	const char   *name;
	const char   *value;
	unsigned long line;
};

/* A block on a page. [block NAME] says title and parameters, for every place the block stands in. */
struct template_block {
	const char		  *name;
	const char		  *title;	/* instead of the block's own heading; NULL */
	struct template_parameter *parameters;
	size_t			   parameter_count;
	unsigned long		   line;	/* where it is named */
};

/* [page NAME] title = "..." blocks = a, b, c; editions = internal, partner; sheet = new or same. A page begins on a new sheet, or goes on
 * below the page before, and runs over as many sheets as it needs. */
struct template_page {
	const char	      *name;
	const char	      *title;		/* right in the head, in bookmarks and contents; NULL: the strings' "page_title.NAME" */
	unsigned int	       editions;	/* bits; default EDITION_ALL */
	bool		       same_sheet;	/* goes on below the page before; default: a new sheet */
	struct template_block *blocks;
	size_t		       block_count;
	unsigned long	       line;
};

struct template {
	char		      digest[65];	/* of the file, or of the shipped one */
	const char	     *path;		/* for messages */
	bool		      own;		/* the user's, not the shipped one */
	struct template_page *pages;
	size_t		      page_count;
	struct template_block *blocks;		/* the [block] sections, whether a page names them or not */
	size_t		      block_count;
};

/* name: "scorecard.ini"; the file of that name in directory (NULL: none) goes before the shipped one, as a whole. Everything from the arena.
 * ERROR_CONFIG with file:line: unknown section kind or key (with a suggestion), a page without blocks, no page. */
int template_load(struct arena *arena, const char *directory, const char *name, struct template *loaded, struct error *error);

/* The parameter's value, or NULL. */
const char *template_parameter(const struct template_block *block, const char *name);

#endif
