/*
 * blocks.h - the panels that reports are made of, as rows of a table: name, what it needs, where it may stand, what may be
 * changed about it, how it is drawn. A template (config/template.h) says which of them stand on which page.
 */
#ifndef RENDER_PDF_BLOCKS_H
#define RENDER_PDF_BLOCKS_H

#include <stdio.h>

#include "config/template.h"
#include "render/pdf/flow.h"

struct model;
struct strings;

enum parameter_type {
	PARAMETER_NUMBER,	/* whole number */
	PARAMETER_LENSES	/* ids of the model's lenses, separated by commas */
};

/* One thing that a template may change about a block. */
struct block_parameter {
	const char	   *name;	/* NULL ends the list */
	enum parameter_type type;
	long		    minimum;	/* numbers only */
	long		    maximum;
	const char	   *standard;	/* used if the template says nothing */
	const char	   *help;
};

enum { BLOCK_PARAMETERS_MAX = 3 };

/* A panel. It draws itself at flow->y and moves it below itself. */
struct block {
	const char  *name;
	unsigned int editions;		/* EDITION_ bits: where it may stand */
	bool	     top;		/* draws the head of its page itself, so it stands first there */
	bool	     full;		/* takes what is left of its sheet, so a page that it begins is on a new one */
	/* False if there is nothing to draw for this report: a page of such blocks is left out. NULL: there always is. */
	bool (*has)(const struct flow *flow);
	void (*draw)(struct flow *flow);
	const char  *needs;		/* data without which it is empty, in words; "" if none */
	const char  *help;
	struct block_parameter parameters[BLOCK_PARAMETERS_MAX + 1];
};

struct block_table {
	const char	   *document;	/* "scorecard" */
	const char	   *shipped;	/* its template in the program: "scorecard.ini" */
	const struct block *rows;
	size_t		    count;
};

/* The tables: scorecard_blocks.c, board_blocks.c. */
extern const struct block_table scorecard_blocks;

const struct block *block_find(const struct block_table *table, const char *name);
/* Its parameter of that name, or NULL. */
const struct block_parameter *block_parameter(const struct block *block, const char *name);

/* The next id of a list, separated by commas or blanks; false at the end. And the lens of that id, -1 if there is none. */
enum { BLOCK_ID_SIZE = 128 };
bool block_next_id(const char **list, char id[BLOCK_ID_SIZE]);
long block_lens(const struct model *model, const char *id);

/* Holds a template against the table, the model and the texts. ERROR_CONFIG with file:line and what to do: unknown block, parameter
 * or lens, a value out of range, a page that the program has no title for, a block with a head of its own that is not the first. */
int blocks_check(const struct block_table *table, const struct template *template, const struct model *model,
    const struct strings *strings, struct error *error);

/* Draws the template's pages: those of the edition on which a block has something to show, each with a bookmark. */
void blocks_draw(struct flow *flow, const struct block_table *table, const struct template *template);

/* Their names into names; returns how many, at most size. */
size_t blocks_names(const struct block_table *table, const char **names, size_t size);
/* For `rapport help blocks`. 0, or -1 if stream failed. */
int blocks_print(const struct block_table *table, FILE *stream);

/* Page 1: the answer. */
void block_band(struct flow *flow);
void block_health(struct flow *flow);
void block_tiles(struct flow *flow);
void block_history(struct flow *flow);
void block_things(struct flow *flow);
void block_alerts(struct flow *flow);
void block_completeness(struct flow *flow);
/* The line about characters that could not be printed, "" if there are none. */
const char *unprintable_text(struct flow *flow, size_t count);

/* Page 2: KPIs and voice. */
void block_kpis(struct flow *flow);
void block_voice(struct flow *flow);
void block_questions(struct flow *flow);

/* Page 3: what moved the score, and the other lenses; has: false if there is nothing to draw. */
bool movement_has(const struct flow *flow);
void block_movement(struct flow *flow);
bool lenses_has(const struct flow *flow);
void block_lenses(struct flow *flow);

/* Last page: method and evidence. */
void block_trail(struct flow *flow);
void block_omissions(struct flow *flow);
void block_rules(struct flow *flow);
void block_inputs(struct flow *flow);
void block_sign(struct flow *flow);

#endif
