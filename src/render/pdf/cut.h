/*
 * cut.h - a typeface reduced to the characters of one document.
 */
#ifndef RENDER_PDF_CUT_H
#define RENDER_PDF_CUT_H

#include "render/pdf/fonts.h"

/*
 * The file of a font with the glyphs of the characters in use and what these are composed of; cids as in struct font_use. Sets
 * places[index into face->glyphs] to the glyph in the cut font for every character in use. NULL when out of memory or where the
 * face is damaged; hb_blob_destroy.
 */
hb_blob_t *face_cut(const struct face *face, const uint16_t *cids, uint16_t *places);

#endif
