/*
 * cut_outlines.c - cuts a TrueType face by hand: empties the glyphs that are not used and leaves out the tables that a PDF does
 * not need. The formats are those of the OpenType specification: glyf, loca, hmtx, head.
 */
#include <stdlib.h>
#include <string.h>

#include "base/count.h"
#include "render/pdf/cut.h"

enum { HEAD_LOCA_FORMAT = 50, HEAD_SIZE = 54, HHEA_METRICS = 34, HHEA_SIZE = 36, OUTLINE_HEADER = 10 };
/* Flags of a component of a composed glyph. */
enum { ARGS_ARE_WORDS = 0x1, HAS_SCALE = 0x8, MORE_COMPONENTS = 0x20, HAS_TWO_SCALES = 0x40, HAS_MATRIX = 0x80 };

struct bytes {
	hb_blob_t	    *blob;
	const unsigned char *at;
	size_t		     length;
};

struct outlines {
	struct bytes head, hhea, hmtx, loca, glyf;
	size_t	     count;	/* glyphs in the face */
	bool	    *used;
	bool	     damaged;
};

static unsigned int
word(const unsigned char *at)
{
	return (unsigned int)at[0] << 8 | at[1];
}

static void
put_word(unsigned char *at, size_t value)
{
	at[0] = (unsigned char)(value >> 8 & 0xFF);
	at[1] = (unsigned char)(value & 0xFF);
}

static struct bytes
table(const struct face *face, hb_tag_t tag)
{
	struct bytes bytes = { .blob = hb_face_reference_table(face->face, tag) };
	unsigned int length;

	bytes.at = (const unsigned char *)hb_blob_get_data(bytes.blob, &length);
	bytes.length = length;
	return bytes;
}

/* Where glyf has the outline of a glyph; of no length where it has none. */
static struct bytes
outline(struct outlines *face, size_t glyph)
{
	bool		     wide = word(face->head.at + HEAD_LOCA_FORMAT) != 0;
	const unsigned char *at = face->loca.at + glyph * (wide ? 4 : 2);
	size_t		     start, end;

	if (wide) {
		start = (size_t)word(at) << 16 | word(at + 2);
		end = (size_t)word(at + 4) << 16 | word(at + 6);
	} else {
		start = (size_t)2 * word(at);
		end = (size_t)2 * word(at + 2);
	}
	if (end < start || end > face->glyf.length || (end > start && end - start < OUTLINE_HEADER)) {
		face->damaged = true;
		return (struct bytes){ .length = 0 };
	}
	return (struct bytes){ .at = face->glyf.at + start, .length = end - start };
}

static size_t
component_size(unsigned int flags)
{
	size_t size = flags & ARGS_ARE_WORDS ? 8 : 6;

	if (flags & HAS_SCALE)
		size += 2;
	else if (flags & HAS_TWO_SCALES)
		size += 4;
	else if (flags & HAS_MATRIX)
		size += 8;
	return size;
}

/* Marks what a glyph is composed of. True if something was new. */
static bool
mark_components(struct outlines *face, size_t glyph)
{
	struct bytes whole = outline(face, glyph);
	size_t	     at = OUTLINE_HEADER;
	bool	     added = false;
	unsigned int flags = MORE_COMPONENTS;

	/* Of contours there are 0 or more; less than 0 says: composed. */
	if (whole.length == 0 || whole.at[0] < 0x80)
		return false;
	while (flags & MORE_COMPONENTS) {
		size_t part;

		if (at + 4 > whole.length || word(whole.at + at + 2) >= face->count) {
			face->damaged = true;
			return false;
		}
		flags = word(whole.at + at);
		part = word(whole.at + at + 2);
		added |= !face->used[part];
		face->used[part] = true;
		at += component_size(flags);
	}
	return added;
}

/* Glyph 0 stands for what is missing and is always there. Components may be composed themselves, so until nothing is new. */
static void
mark_used(struct outlines *outlines, const struct face *face, const uint16_t *cids, uint16_t *places)
{
	bool added = true;

	outlines->used[0] = true;
	for (size_t i = 0; i < face->glyph_count; i++) {
		if (cids[i] == 0 || face->glyphs[i].glyph >= outlines->count)
			continue;
		places[i] = face->glyphs[i].glyph;
		outlines->used[places[i]] = true;
	}
	while (added && !outlines->damaged) {
		added = false;
		for (size_t glyph = 0; glyph < outlines->count; glyph++)
			if (outlines->used[glyph])
				added |= mark_components(outlines, glyph);
	}
}

/* Takes the bytes over. */
static bool
add_table(hb_face_t *small, hb_tag_t tag, void *bytes, size_t length)
{
	hb_blob_t *blob = hb_blob_create(bytes, (unsigned int)length, HB_MEMORY_MODE_WRITABLE, bytes, free);
	bool	   added = hb_face_builder_add_table(small, tag, blob);

	hb_blob_destroy(blob);
	return added;
}

static bool
add_copy(hb_face_t *small, const struct face *face, hb_tag_t tag)
{
	struct bytes bytes = table(face, tag);
	bool	     added = bytes.length == 0 || hb_face_builder_add_table(small, tag, bytes.blob);

	hb_blob_destroy(bytes.blob);
	return added;
}

/* The outlines in use, one after the other on multiples of four bytes, and in loca where each is: four bytes a place. */
static bool
add_outlines(hb_face_t *small, struct outlines *face)
{
	unsigned char *loca = calloc(face->count + 1, 4);
	unsigned char *glyf = calloc(face->glyf.length + 4 * face->count + 1, 1);
	size_t	       length = 0;

	if (loca == NULL || glyf == NULL) {
		free(loca);
		free(glyf);
		return false;
	}
	for (size_t glyph = 0; glyph < face->count; glyph++) {
		struct bytes whole = { .length = 0 };

		if (face->used[glyph])
			whole = outline(face, glyph);
		if (whole.length > 0)
			memcpy(glyf + length, whole.at, whole.length);
		length += (whole.length + 3) / 4 * 4;
		put_word(loca + 4 * glyph + 4, length >> 16);
		put_word(loca + 4 * glyph + 6, length);
	}
	return add_table(small, HB_TAG('l', 'o', 'c', 'a'), loca, 4 * (face->count + 1)) &
	    add_table(small, HB_TAG('g', 'l', 'y', 'f'), glyf, length);
}

/* Widths of what is not used become 0, which packs well; the last width holds for all that have none of their own. */
static bool
add_metrics(hb_face_t *small, const struct outlines *face)
{
	size_t	       widths = word(face->hhea.at + HHEA_METRICS);
	unsigned char *hmtx = malloc(face->hmtx.length + 1);
	unsigned char *head = malloc(HEAD_SIZE);

	if (hmtx == NULL || head == NULL) {
		free(hmtx);
		free(head);
		return false;
	}
	memcpy(hmtx, face->hmtx.at, face->hmtx.length);
	for (size_t glyph = 0; glyph + 1 < widths && glyph < face->count; glyph++)
		if (!face->used[glyph] && 4 * glyph + 4 <= face->hmtx.length)
			memset(hmtx + 4 * glyph, 0, 4);
	memcpy(head, face->head.at, HEAD_SIZE);
	put_word(head + HEAD_LOCA_FORMAT, 1);
	return add_table(small, HB_TAG('h', 'm', 't', 'x'), hmtx, face->hmtx.length) &
	    add_table(small, HB_TAG('h', 'e', 'a', 'd'), head, HEAD_SIZE);
}

static hb_blob_t *
build(struct outlines *outlines, const struct face *face)
{
	static const hb_tag_t kept[] = { HB_TAG('h', 'h', 'e', 'a'), HB_TAG('m', 'a', 'x', 'p'),
		HB_TAG('c', 'v', 't', ' '), HB_TAG('f', 'p', 'g', 'm'), HB_TAG('p', 'r', 'e', 'p') };
	hb_face_t *small = hb_face_builder_create();
	hb_blob_t *font = NULL;
	bool	   whole = add_outlines(small, outlines) && add_metrics(small, outlines);

	for (size_t i = 0; i < COUNT_OF(kept) && whole; i++)
		whole = add_copy(small, face, kept[i]);
	if (whole && !outlines->damaged)
		font = hb_face_reference_blob(small);
	hb_face_destroy(small);
	if (font != NULL && hb_blob_get_length(font) == 0) {
		hb_blob_destroy(font);
		font = NULL;
	}
	return font;
}

hb_blob_t *
face_cut_outlines(const struct face *face, const uint16_t *cids, uint16_t *places)
{
	struct outlines outlines = {
		.head = table(face, HB_TAG('h', 'e', 'a', 'd')),
		.hhea = table(face, HB_TAG('h', 'h', 'e', 'a')),
		.hmtx = table(face, HB_TAG('h', 'm', 't', 'x')),
		.loca = table(face, HB_TAG('l', 'o', 'c', 'a')),
		.glyf = table(face, HB_TAG('g', 'l', 'y', 'f')),
		.count = hb_face_get_glyph_count(face->face),
	};
	size_t	   place = outlines.head.length >= HEAD_SIZE && word(outlines.head.at + HEAD_LOCA_FORMAT) ? 4 : 2;
	hb_blob_t *font = NULL;

	outlines.used = calloc(outlines.count + 1, sizeof *outlines.used);
	if (outlines.used != NULL && outlines.head.length >= HEAD_SIZE && outlines.hhea.length >= HHEA_SIZE &&
	    outlines.loca.length >= place * (outlines.count + 1)) {
		mark_used(&outlines, face, cids, places);
		font = build(&outlines, face);
	}
	free(outlines.used);
	hb_blob_destroy(outlines.head.blob);
	hb_blob_destroy(outlines.hhea.blob);
	hb_blob_destroy(outlines.hmtx.blob);
	hb_blob_destroy(outlines.loca.blob);
	hb_blob_destroy(outlines.glyf.blob);
	return font;
}
