/*
 * test_cut.c - the cutter of our own against HarfBuzz's, character by character. Where HarfBuzz has none, both are the same.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include <stdlib.h>
#include <string.h>

#include "base/count.h"
#include "base/error.h"
#include "config/theme.h"
#include "render/pdf/cut.h"
#include "render/render.h"

enum { LOCA_FORMAT = 50 };	/* in head */

static unsigned int
read_word(const char *at)
{
	return (unsigned int)(unsigned char)at[0] << 8 | (unsigned char)at[1];
}

/* How many glyphs have an outline, by the places that loca gives them. */
static size_t
count_outlines(hb_face_t *face)
{
	hb_blob_t  *head = hb_face_reference_table(face, HB_TAG('h', 'e', 'a', 'd'));
	hb_blob_t  *loca = hb_face_reference_table(face, HB_TAG('l', 'o', 'c', 'a'));
	size_t	    width = read_word(hb_blob_get_data(head, NULL) + LOCA_FORMAT) == 0 ? 2 : 4;
	const char *at = hb_blob_get_data(loca, NULL);
	size_t	    count = 0;

	for (size_t glyph = 0; glyph < hb_face_get_glyph_count(face); glyph++, at += width)
		count += memcmp(at, at + width, width) != 0;
	hb_blob_destroy(head);
	hb_blob_destroy(loca);
	return count;
}

/* Both cuts of a face hold as many outlines, and show the character of that width and that box. */
static void
compare_cuts(const struct face *face, size_t index, uint16_t *cids, uint16_t *places)
{
	hb_blob_t *(*const cutters[])(
	    const struct face *, const uint16_t *, uint16_t *) = { face_cut, face_cut_outlines };
	size_t		   outlines[2];
	hb_glyph_extents_t extents[2];
	hb_position_t	   advances[2];

	cids[index] = 1;
	for (size_t i = 0; i < 2; i++) {
		hb_blob_t *blob = cutters[i](face, cids, places);
		hb_face_t *small = hb_face_create(blob, 0);
		hb_font_t *font = hb_font_create(small);

		assert_non_null(blob);
		outlines[i] = count_outlines(small);
		advances[i] = hb_font_get_glyph_h_advance(font, places[index]);
		memset(&extents[i], 0, sizeof extents[i]);
		(void)hb_font_get_glyph_extents(font, places[index], &extents[i]);
		hb_font_destroy(font);
		hb_face_destroy(small);
		hb_blob_destroy(blob);
	}
	cids[index] = 0;
	assert_int_equal(outlines[0], outlines[1]);
	assert_int_equal(advances[0], advances[1]);
	assert_memory_equal(&extents[0], &extents[1], sizeof extents[0]);
}

/* Every seventh character of the text faces: plain, composed, and composed of what is composed. */
static void
cuts_like_harfbuzz(void **state)
{
	static const enum theme_font families[] = { FONT_NOTO_SANS, FONT_DEJAVU };

	(void)state;
	for (size_t family = 0; family < COUNT_OF(families); family++) {
		struct error	  error = { .code = ERROR_NONE };
		struct pdf_fonts *fonts;

		assert_int_equal(0, pdf_fonts_load(families[family], &fonts, &error));
		for (size_t i = 0; i < 2; i++) {
			const struct face *face = &fonts->faces[i];
			uint16_t	  *cids = calloc(face->glyph_count, sizeof *cids);
			uint16_t	  *places = calloc(face->glyph_count, sizeof *places);

			assert_true(face->glyph_count > 2000);
			assert_non_null(cids);
			assert_non_null(places);
			for (size_t index = 0; index < face->glyph_count; index += 7)
				compare_cuts(face, index, cids, places);
			free(cids);
			free(places);
		}
		pdf_fonts_free(fonts);
	}
}

/* A face whose outlines end early gives no font, instead of one with parts missing. */
static void
refuses_a_damaged_face(void **state)
{
	struct error	  error = { .code = ERROR_NONE };
	struct pdf_fonts *fonts;
	struct face	  face;
	uint16_t	 *cids, *places;
	hb_blob_t	 *blob, *glyf;

	(void)state;
	assert_int_equal(0, pdf_fonts_load(FONT_NOTO_SANS, &fonts, &error));
	face = fonts->faces[0];
	cids = calloc(face.glyph_count, sizeof *cids);
	places = calloc(face.glyph_count, sizeof *places);
	assert_non_null(cids);
	assert_non_null(places);
	for (size_t i = 0; i < face.glyph_count; i++)
		cids[i] = 1;
	face.face = hb_face_builder_create();
	for (size_t i = 0; i < 6; i++) {
		static const char tags[][5] = { "head", "hhea", "maxp", "hmtx", "loca", "glyf" };
		hb_tag_t	  tag = hb_tag_from_string(tags[i], 4);

		glyf = hb_face_reference_table(fonts->faces[0].face, tag);
		blob = i < 5 ? hb_blob_reference(glyf)
			     : hb_blob_create_sub_blob(glyf, 0, hb_blob_get_length(glyf) - 20);
		assert_true(hb_face_builder_add_table(face.face, tag, blob));
		hb_blob_destroy(blob);
		hb_blob_destroy(glyf);
	}
	/* A built face has no tables to look at until it is read as a file. */
	blob = hb_face_reference_blob(face.face);
	hb_face_destroy(face.face);
	face.face = hb_face_create(blob, 0);
	assert_null(face_cut_outlines(&face, cids, places));
	hb_face_destroy(face.face);
	hb_blob_destroy(blob);
	free(cids);
	free(places);
	pdf_fonts_free(fonts);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(cuts_like_harfbuzz),
		cmocka_unit_test(refuses_a_damaged_face),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
