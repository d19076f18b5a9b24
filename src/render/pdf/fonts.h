/*
 * fonts.h - the typefaces: who covers which character, how wide it is, and which ones a
 * document uses.
 *
 * Faces are read once per process and shared read-only by all documents; what a document uses
 * is kept apart in struct font_use, so that its bytes depend on its own text alone.
 */
#ifndef RENDER_PDF_FONTS_H
#define RENDER_PDF_FONTS_H

#include <hb.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct error;

enum weight { WEIGHT_REGULAR, WEIGHT_BOLD };

enum { FACES_MAX = 12 };

/* A character that a face can draw. */
struct face_glyph {
	uint32_t code_point;
	uint16_t glyph;		/* in the whole face */
	uint16_t advance;	/* 1/1000 of the size */
};

struct face {
	const char	  *name;	/* PostScript name */
	const char	  *file;	/* its name without directories */
	hb_face_t	  *face;
	struct face_glyph *glyphs;	/* sorted by code point */
	size_t		   glyph_count;
	int32_t		   ascii[128];	/* index into glyphs, -1: none */
	int		   ascent;	/* this and below: 1/1000 of the size */
	int		   descent;
	int		   cap_height;
	int		   box[4];
	int		   stem;
};

struct pdf_fonts {
	struct face    faces[FACES_MAX];	/* regular, bold, then fallbacks for both */
	size_t	       face_count;
	unsigned char *profile;			/* sRGB ICC */
	size_t	       profile_length;
};

/* A face's characters in one document: cids[index into glyphs]; 0 = not used. NULL until the
 * first one. */
struct font_use {
	uint16_t *cids[FACES_MAX];
	size_t	  counts[FACES_MAX];
};

/* Which glyph of which face draws a character; face -1 if none does. */
struct glyph_place {
	int    face;
	size_t index;
};

struct glyph_place
fonts_find(const struct pdf_fonts *fonts, enum weight weight, uint32_t code_point);

/* Notes that the document draws this glyph. -1 when out of memory. */
int font_use_mark(struct font_use *use, const struct pdf_fonts *fonts, struct glyph_place place);
/* Numbers the marked characters 1, 2, ... in code point order, face by face. */
void font_use_number(struct font_use *use, const struct pdf_fonts *fonts);
/* The faces of which it uses characters, bits. */
unsigned font_use_faces(const struct font_use *use);
void font_use_clear(struct font_use *use);

#endif
