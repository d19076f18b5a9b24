/*
 * flow.h - blocks one below another over pages: heads, footers, headings, and tables that
 * continue.
 */
#ifndef RENDER_PDF_FLOW_H
#define RENDER_PDF_FLOW_H

#include "render/pdf/chart.h"
#include "story/story.h"

struct arena;
struct block;
struct board_story;
struct targets;
struct template_block;

/* Points. */
#define FLOW_MARGIN 40.0
#define FLOW_FOOT   46.0

struct flow {
	struct canvas	   *canvas;
	const struct edition *edition;
	const struct story *story;	/* of the scorecard; NULL in the board pack */
	const struct board_story *board; /* of the board pack; NULL in the scorecard */
	struct arena	   *arena;	/* texts made while drawing */
	const struct block *row;	/* block being drawn: what it takes */
	const struct template_block *block; /* what the template says of it */
	struct targets	   *targets;	/* of a document with contents: where its parts begin; else NULL */
	const char	   *subject;	/* left in the head of a page; NULL: the partner */
	const char	   *section;	/* right in the head of a page */
	const char	   *beginning;	/* title of a page of the template that nothing stands on yet; else NULL */
	double		    y;		/* where the next block begins */
	double		    left;
	double		    right;
	double		    bottom;
};

/* A table that is being drawn. */
struct column {
	double	   x;		/* from flow.left: left edge, or right edge for ALIGN_RIGHT */
	double	   width;
	const char *title;	/* key of its text */
	enum align align;
};

struct table_form {
	const char	    *heading;	/* key of its text */
	const struct column *columns;
	size_t		     column_count;
	/* Draws more into the line of titles, whose base line is y; NULL for nothing. */
	void (*legend)(struct flow *flow, double y);
};

struct style flow_text(const struct flow *flow, double size);
struct style flow_bold(const struct flow *flow, double size);
struct style flow_muted(const struct flow *flow, double size);
/* The same, set from the right. */
struct style flow_right(struct style style);

/* A page with footer; the first of the document has no head of its own. */
void flow_page(struct flow *flow, const char *section, bool with_head);
/* Bookmark and entry of the contents for the page of the template that begins at y, unless it has them. */
void flow_begin(struct flow *flow, double y);
/* Between the head and the foot of a page. */
double flow_room(const struct flow *flow);
/* True if height still fits below y. */
bool flow_fits(const struct flow *flow, double height);
/* Next page unless height fits. What the template begins here, begins where this leaves y. */
void flow_need(struct flow *flow, double height);

/* A heading with its hairline at x..x+width; note stands behind it, "" for none. Moves
 * nothing. */
void flow_heading_at(
    struct flow *flow, double x, double y, double width, const char *title, const char *note);
/* The same over the full width at y, with room for what follows; moves y below it. */
void flow_heading(struct flow *flow, const char *title, const char *note, double following);

/* Heading and column titles, with room for a first row. */
void
flow_table(struct flow *flow, const struct table_form *form, const char *note, double row_height);
/* On a new page with repeated titles unless rows of this height fit. */
void flow_keep(struct flow *flow, const struct table_form *form, double height);
/* Room for a row, on a new page with repeated titles if need be; banded if odd. Returns its
 * top and moves y below it. */
double flow_row(struct flow *flow, const struct table_form *form, double height, bool banded);

/* Mark and letter of a rating; (x, y) is the centre of the mark. The score (NaN: none) decides between two letters for yellow. */
void flow_status(struct flow *flow, enum rating rating, double score, double x, double y, double radius);
/* Arrow and signed number, right-aligned at x around the line y; one dash where there is no
 * change. */
void flow_change(struct flow *flow, double change, double x, double y, double size);

/* The partner's name; with its id behind it if the fonts lack a character of the
 * name, and none of the id. */
const char *flow_partner(struct flow *flow);
/* "72.4" or a dash; from the arena. */
const char *flow_score(struct flow *flow, double score);
/* The block's title: the template's, else the text of the key. */
const char *flow_title(const struct flow *flow, const char *key);
/* A parameter of the block being drawn, which its row in the block table names: the template's value, else the standard. */
size_t flow_parameter_number(const struct flow *flow, const char *name);
/* Indexes of the lenses into the model; returns how many, at most size. */
size_t flow_parameter_lenses(const struct flow *flow, const char *name, size_t *lenses, size_t size);
/* How many of count rows the block's parameter "rows" allows, and the line below them that names those left out; nothing for none. */
size_t flow_rows(const struct flow *flow, size_t count);
void flow_more(struct flow *flow, const char *key, size_t left_out);
/* The text of a key in the edition's language (config/strings.h). */
const char *flow_word(const struct flow *flow, const char *key);
/* The same with its placeholders filled in: pairs of name and value, ended by NULL. */
const char *flow_say(struct flow *flow, const char *key, ...) __attribute__((sentinel));
/* "internal edition", "final" in the edition's language. */
const char *flow_edition(struct flow *flow);
const char *flow_version(const struct flow *flow);
/* Numbers in the edition's language: with fixed decimals, or with as many as they need. */
const char *flow_number(struct flow *flow, double value, int decimals);
const char *flow_amount(struct flow *flow, double value);
const char *flow_count(struct flow *flow, size_t count);
/* Which mark and letter a colour has; the score decides where yellow has two (NaN: none). */
size_t flow_shade(const struct flow *flow, enum rating rating, double score);
/* The word for a colour; the score decides where there are two (NaN: any). */
const char *flow_rating(const struct flow *flow, enum rating rating, double score);
/* printf into the arena; "" when out of memory, which the canvas then remembers. */
const char *
flow_print(struct flow *flow, const char *format, ...) __attribute__((format(printf, 2, 3)));
/* text, or "" if whoever made it ran out of memory, which the canvas then remembers. */
const char *flow_checked(struct flow *flow, const char *text);

#endif
