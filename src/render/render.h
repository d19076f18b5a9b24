/*
 * render.h - what every renderer offers: one story or portfolio in, one whole file out.
 *
 * The caller gives the path of a new file in a staging directory; a renderer creates it whole (fsynced) or fails and leaves none.
 * Files depend on their arguments only: no clock, locale, environment.
 */
#ifndef RENDER_RENDER_H
#define RENDER_RENDER_H

#include <stdio.h>

#include "score/portfolio.h"
#include "story/story.h"

struct error;
struct findings;

/* What the renderer noticed: characters that no font covers. */
struct render_notes {
	size_t	 unprintable;
	size_t	 pages;
	unsigned faces;		/* that the document embeds, bits: for pdf_fonts_file */
};

/* Shared, read-only state made once before workers fork: fonts parsed, ICC profile read. */
struct pdf_fonts;
int pdf_fonts_load(enum theme_font family, struct pdf_fonts **fonts, struct error *error);
void pdf_fonts_free(struct pdf_fonts *fonts);
/* The file of a face as it was read: its name into *name, "" past the last face, and the SHA-256 of its bytes. -1 ERROR_INTERNAL. */
int pdf_fonts_file(const struct pdf_fonts *fonts, size_t face, const char **name, char digest[65], struct error *error);

/* Partner scorecard: pages 1, 2 and 4 of the report (PDF/A-1b shape). */
int scorecard_pdf_write(const struct pdf_fonts *fonts, const struct story *story, const char *path, struct render_notes *notes, struct error *error);

/* Holds a template against the blocks that scorecards have. ERROR_CONFIG with file:line and what to do. */
int scorecard_template_check(const struct template *template, const struct model *model, const struct strings *strings, struct error *error);
/* Names of those blocks into names; returns how many, at most size. */
size_t scorecard_block_names(const char **names, size_t size);
/* The table of blocks and their parameters, for people. 0, or -1 if stream failed. */
int scorecard_blocks_print(FILE *stream);

/* Board pack, landscape, of the internal edition: counts, heat map, cards and more of all partners in the portfolio. */
int board_pack_write(const struct pdf_fonts *fonts, const struct edition *edition, const struct portfolio *portfolio, const char *path,
    struct render_notes *notes, struct error *error);
int board_template_check(const struct template *template, const struct model *model, const struct strings *strings, struct error *error);
size_t board_block_names(const char **names, size_t size);
int board_blocks_print(FILE *stream);

/* Partner workbook: its sheets are a table in xlsx/partner_workbook.c. */
int partner_workbook_write(const struct story *story, const char *path, struct error *error);

/* Portfolio workbook: heat map, tidy scores, KPI matrix, survey, gaps, movement, data quality, method, inputs. findings: those of the input,
 * NULL for none. */
int portfolio_workbook_write(const struct edition *edition, const struct portfolio *portfolio, const struct findings *findings,
    const char *path, struct error *error);

/* The blank workbook of an input file, to be filled in and saved as CSV: header, an example row, drop-downs from lists, a page that says how. */
struct kit_file;
struct kit_list;
int kit_workbook_write(const struct edition *edition, const struct kit_file *file, const struct kit_list *lists, const char *path,
    struct error *error);

#endif
