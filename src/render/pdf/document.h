/*
 * document.h - one PDF/A-1b file being written with libharu: its life, its errors, its fonts
 * and its bytes.
 *
 * libharu 2.3.0 reports errors through a callback and keeps going, so the first error is
 * latched here and decides at document_save. Its own TrueType embedding loses parts of letters
 * and writes invalid maps (ToUnicode, CIDSet); font dictionaries are therefore built here from
 * a font that HarfBuzz cut to the characters in use.
 */
#ifndef RENDER_PDF_DOCUMENT_H
#define RENDER_PDF_DOCUMENT_H

#include <hpdf.h>
#include <stdbool.h>

#include "render/pdf/fonts.h"

struct error;

struct document {
	HPDF_Doc      pdf;
	HPDF_Dict     fonts;		/* resource dictionary that all pages share: F0, F1, ... */
	HPDF_Image    logo;		/* NULL until it is drawn */
	unsigned long failure;		/* libharu's first error, 0 = none */
	unsigned long detail;
	bool	      out_of_memory;
};

/* What Info and XMP say; UTF-8. */
struct document_about {
	const char *title;
	const char *author;
	const char *subject;
	const char *creator;		/* the program */
	const char *language;		/* "en" */
	int	    year, month, day;	/* date of the data, midnight UTC */
	const char *identity;		/* at least 32 hex digits: the trailer ID */
};

/* Errors: ERROR_UNAVAILABLE if the library is not the one this was built for,
 * ERROR_INTERNAL. document_free in any case. */
int document_init(struct document *document, const struct pdf_fonts *fonts,
    const struct font_use *use, struct error *error);
void document_free(struct document *document);

/* A page of width x height points with the document's fonts; NULL after an error. */
HPDF_Page document_page(struct document *document, double width, double height);

/* A bookmark to the top of a page; the title is UTF-8. */
void document_bookmark(struct document *document, HPDF_Page page, const char *title, double height);

/* Adds metadata and writes the whole file at path. Errors: ERROR_INTERNAL (first error of
 * libharu), ERROR_CREATE, ERROR_IO. */
int document_save(struct document *document, const struct pdf_fonts *fonts,
    const struct document_about *about, const char *path, struct error *error);

/* Info, XMP, output intent and ID (metadata.c). */
void document_describe(
    struct document *document, const struct pdf_fonts *fonts, const struct document_about *about);

/* UTF-8 as a text string of the file: UTF-16BE with its mark (metadata.c). NULL after an error. */
HPDF_Binary document_text(struct document *document, const char *text);

/* A Type 0 font of the characters in use (embed.c), NULL after an error. */
HPDF_Dict document_embed(
    struct document *document, const struct face *face, const uint16_t *cids, size_t count);

/* New indirect dictionary, or a compressed stream of bytes; NULL after an error. */
HPDF_Dict document_dictionary(struct document *document);
HPDF_Dict
document_stream(struct document *document, const void *bytes, size_t length, bool compressed);

#endif
