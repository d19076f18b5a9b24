/*
 * render.h - what every renderer offers: one story or portfolio in, one whole file out.
 *
 * The caller gives the path of a new file in a staging directory; a renderer creates it whole (fsynced) or fails and leaves none.
 * Files depend on their arguments only: no clock, locale, environment.
 */
#ifndef RENDER_RENDER_H
#define RENDER_RENDER_H

#include "score/portfolio.h"
#include "story/story.h"

struct error;

/* What the renderer noticed: characters that no font covers. */
struct render_notes {
	size_t unprintable;
	size_t pages;
};

/* Shared, read-only state made once before workers fork: fonts parsed, ICC profile read. */
struct pdf_fonts;
int pdf_fonts_load(struct pdf_fonts **fonts, struct error *error);
void pdf_fonts_free(struct pdf_fonts *fonts);

/* Partner scorecard: pages 1, 2 and 4 of the report (PDF/A-1b shape). */
int scorecard_pdf_write(const struct pdf_fonts *fonts, const struct story *story, const char *path, struct render_notes *notes, struct error *error);

/* Partner workbook: Summary, KPIs, Survey, Trail, Method, Inputs. */
int partner_workbook_write(const struct story *story, const char *path, struct error *error);

/* Portfolio workbook: heat map, tidy scores, KPI matrix, method, inputs. */
int portfolio_workbook_write(const struct edition *edition, const struct portfolio *portfolio, const char *path, struct error *error);

#endif
