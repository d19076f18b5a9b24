/*
 * cut.c - cuts a typeface with HarfBuzz's cutter. Ubuntu 22.04 does not ship it; there documents carry their typefaces whole.
 */
#include "render/pdf/cut.h"

#if __has_include(<hb-subset.h>)

#include <hb-subset.h>

#include "base/count.h"

/* Of no use inside a PDF, where the file's own maps name the glyphs. */
static const hb_tag_t dropped[] = {
    HB_TAG('G', 'S', 'U', 'B'),
    HB_TAG('G', 'P', 'O', 'S'),
    HB_TAG('G', 'D', 'E', 'F'),
    HB_TAG('c', 'm', 'a', 'p'),
    HB_TAG('n', 'a', 'm', 'e'),
    HB_TAG('p', 'o', 's', 't'),
    HB_TAG('O', 'S', '/', '2'),
    HB_TAG('M', 'A', 'T', 'H'),
    HB_TAG('g', 'a', 's', 'p'),
    HB_TAG('m', 'e', 't', 'a'),
    HB_TAG('S', 'T', 'A', 'T'),
    HB_TAG('B', 'A', 'S', 'E'),
    HB_TAG('D', 'S', 'I', 'G'),
    HB_TAG('v', 'h', 'e', 'a'),
    HB_TAG('v', 'm', 't', 'x'),
};

/* From 11 on HarfBuzz adds the other bracket of a pair to the one in use. */
#if HB_VERSION_ATLEAST(11, 0, 0)
#define CUT_FLAGS (HB_SUBSET_FLAGS_NO_HINTING | HB_SUBSET_FLAGS_NOTDEF_OUTLINE | HB_SUBSET_FLAGS_NO_BIDI_CLOSURE)
#else
#define CUT_FLAGS (HB_SUBSET_FLAGS_NO_HINTING | HB_SUBSET_FLAGS_NOTDEF_OUTLINE)
#endif

static hb_subset_plan_t *
cut_plan(const struct face *face, const uint16_t *cids)
{
	hb_subset_input_t *input = hb_subset_input_create_or_fail();
	hb_subset_plan_t *plan;
	hb_set_t *wanted;

	if (input == NULL)
		return NULL;
	wanted = hb_subset_input_unicode_set(input);
	for (size_t i = 0; i < face->glyph_count; i++)
		if (cids[i] != 0)
			hb_set_add(wanted, face->glyphs[i].code_point);
	for (size_t i = 0; i < COUNT_OF(dropped); i++)
		hb_set_add(hb_subset_input_set(input, HB_SUBSET_SETS_DROP_TABLE_TAG), dropped[i]);
	hb_subset_input_set_flags(input, CUT_FLAGS);
	plan = hb_subset_plan_create_or_fail(face->face, input);
	hb_subset_input_destroy(input);
	return plan;
}

static bool
read_places(
    const struct face *face, const uint16_t *cids, const hb_subset_plan_t *plan, uint16_t *places)
{
	const hb_map_t *map = hb_subset_plan_old_to_new_glyph_mapping(plan);

	for (size_t i = 0; i < face->glyph_count; i++) {
		hb_codepoint_t place;

		if (cids[i] == 0)
			continue;
		place = hb_map_get(map, face->glyphs[i].glyph);
		if (place == HB_MAP_VALUE_INVALID)
			return false;
		places[i] = (uint16_t)place;
	}
	return true;
}

hb_blob_t *
face_cut(const struct face *face, const uint16_t *cids, uint16_t *places)
{
	hb_subset_plan_t *plan = cut_plan(face, cids);
	hb_blob_t *font = NULL;
	hb_face_t *small;

	if (plan == NULL)
		return NULL;
	small = hb_subset_plan_execute_or_fail(plan);
	if (small != NULL && read_places(face, cids, plan, places))
		font = hb_face_reference_blob(small);
	hb_face_destroy(small);
	hb_subset_plan_destroy(plan);
	return font;
}

#else

/* The face as it is: glyphs keep their numbers. */
hb_blob_t *
face_cut(const struct face *face, const uint16_t *cids, uint16_t *places)
{
	for (size_t i = 0; i < face->glyph_count; i++)
		if (cids[i] != 0)
			places[i] = (uint16_t)face->glyphs[i].glyph;
	return hb_face_reference_blob(face->face);
}

#endif
