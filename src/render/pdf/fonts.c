#include "render/pdf/fonts.h"

#include <hb-ot.h>
#include <stdlib.h>
#include <string.h>

#include "base/arena.h"
#include "base/count.h"
#include "base/digest.h"
#include "base/error.h"
#include "base/file.h"
#include "render/render.h"

#ifndef RAPPORT_FONT_DIRECTORY
#define RAPPORT_FONT_DIRECTORY "/usr/share/fonts/truetype"
#endif
#ifndef RAPPORT_ICC_PROFILE
#define RAPPORT_ICC_PROFILE "/usr/share/color/icc/ghostscript/srgb.icc"
#endif

enum { PROFILE_BYTES_MAX = 1 << 20 };

/* The profile that was validated with PDF/A checkers; another one would make another file of
 * the same data. */
static const char profile_digest[] =
    "eddaf344b5edea13269e0d20055f335610e5e0b6e33e6e536f2701bc18c5f7d5";

/* A font file, the name it has in PDF files, and its stem width in 1/1000 of the size. */
struct font_file {
	const char *file;
	const char *name;
	int stem;
};

/* What a theme can choose: a regular and a bold face that must be there. */
static const struct family {
	struct font_file faces[2];
	const char *package;
} families[] = {
    [FONT_NOTO_SANS] = {{{"noto/NotoSans-Regular.ttf", "NotoSans-Regular", 80},
			    {"noto/NotoSans-Bold.ttf", "NotoSans-Bold", 140}},
	"fonts-noto-core"},
    [FONT_DEJAVU] = {{{"dejavu/DejaVuSans.ttf", "DejaVuSans", 80},
			 {"dejavu/DejaVuSans-Bold.ttf", "DejaVuSans-Bold", 140}},
	"fonts-dejavu-core"},
    [FONT_LIBERATION] = {{{"liberation/LiberationSans-Regular.ttf", "LiberationSans", 80},
			     {"liberation/LiberationSans-Bold.ttf", "LiberationSans-Bold", 140}},
	"fonts-liberation"},
};

/* What the family lacks, in order of preference, where installed. Only scripts that need no
 * shaping and run left to right: the others would print wrongly, and a visible substitute is
 * better evidence than a wrong word. */
static const struct font_file fallbacks[] = {
    {"noto/NotoSans-Regular.ttf", "NotoSans-Regular", 80},
    {"noto/NotoSans-Bold.ttf", "NotoSans-Bold", 140},
    {"noto/NotoSansSymbols-Regular.ttf", "NotoSansSymbols-Regular", 80},
    {"noto/NotoSansSymbols2-Regular.ttf", "NotoSansSymbols2-Regular", 80},
    {"noto/NotoSansMath-Regular.ttf", "NotoSansMath-Regular", 80},
    {"noto/NotoSansArmenian-Regular.ttf", "NotoSansArmenian-Regular", 80},
    {"noto/NotoSansGeorgian-Regular.ttf", "NotoSansGeorgian-Regular", 80},
    {"noto/NotoSansEthiopic-Regular.ttf", "NotoSansEthiopic-Regular", 80},
    {"noto/NotoSansCherokee-Regular.ttf", "NotoSansCherokee-Regular", 80},
    {"droid/DroidSansFallbackFull.ttf", "DroidSansFallback", 80},
};

static int
per_mille(hb_position_t units, unsigned int upem)
{
	double scaled = (double)units * 1000.0 / (double)upem;

	return (int)(scaled < 0 ? scaled - 0.5 : scaled + 0.5);
}

/* The box lies in `head`, which HarfBuzz has no call for. */
static void
face_read_box(struct face *face, unsigned int upem)
{
	static const unsigned int first = 36;
	hb_blob_t *head = hb_face_reference_table(face->face, HB_TAG('h', 'e', 'a', 'd'));
	unsigned int length;
	const char *bytes = hb_blob_get_data(head, &length);

	for (unsigned int i = 0; i < 4 && length >= first + 8; i++) {
		const unsigned char *at = (const unsigned char *)bytes + first + (size_t)2 * i;

		face->box[i] = per_mille((int16_t)(at[0] << 8 | at[1]), upem);
	}
	hb_blob_destroy(head);
}

static void
face_read_metrics(struct face *face, hb_font_t *font, unsigned int upem)
{
	hb_position_t value = 0;

	if (hb_ot_metrics_get_position(font, HB_OT_METRICS_TAG_HORIZONTAL_ASCENDER, &value))
		face->ascent = per_mille(value, upem);
	if (hb_ot_metrics_get_position(font, HB_OT_METRICS_TAG_HORIZONTAL_DESCENDER, &value))
		face->descent = per_mille(value, upem);
	face->cap_height = face->ascent;
	if (hb_ot_metrics_get_position(font, HB_OT_METRICS_TAG_CAP_HEIGHT, &value) && value > 0)
		face->cap_height = per_mille(value, upem);
	face_read_box(face, upem);
}

/* Fills glyphs from the face's own character map. */
static int
face_read_glyphs(struct face *face, hb_font_t *font, unsigned int upem)
{
	hb_set_t *covered = hb_set_create();
	hb_codepoint_t code_point = HB_SET_VALUE_INVALID;
	hb_codepoint_t glyph;

	memset(face->ascii, 0xFF, sizeof face->ascii);
	hb_face_collect_unicodes(face->face, covered);
	face->glyphs = calloc(hb_set_get_population(covered) + (size_t)1, sizeof *face->glyphs);
	while (face->glyphs != NULL && hb_set_next(covered, &code_point)) {
		if (code_point < ' ' || !hb_font_get_nominal_glyph(font, code_point, &glyph) ||
		    glyph == 0)
			continue;
		if (code_point < COUNT_OF(face->ascii))
			face->ascii[code_point] = (int32_t)face->glyph_count;
		face->glyphs[face->glyph_count++] = (struct face_glyph){
		    .code_point = code_point,
		    .glyph = (uint16_t)glyph,
		    .advance = (uint16_t)per_mille(hb_font_get_glyph_h_advance(font, glyph), upem),
		};
	}
	hb_set_destroy(covered);
	return face->glyphs == NULL ? -1 : 0;
}

static int
face_load(struct face *face, const char *path, const char *package, struct error *error)
{
	hb_blob_t *blob = hb_blob_create_from_file(path);
	hb_font_t *font;
	unsigned int upem;
	int rc;

	if (hb_blob_get_length(blob) == 0)
		return error_set(error, ERROR_UNAVAILABLE, path, 0,
		    "cannot read the font; install the package %s", package);
	face->face = hb_face_create(blob, 0);
	hb_blob_destroy(blob);
	upem = hb_face_get_upem(face->face);
	if (hb_face_get_glyph_count(face->face) == 0 || upem == 0)
		return error_set(error, ERROR_UNAVAILABLE, path, 0,
		    "not a usable TrueType font; reinstall the package %s", package);
	font = hb_font_create(face->face);
	face_read_metrics(face, font, upem);
	rc = face_read_glyphs(face, font, upem);
	hb_font_destroy(font);
	if (rc == -1)
		return error_out_of_memory(error);
	hb_face_make_immutable(face->face);
	return 0;
}

static int
profile_load(struct pdf_fonts *fonts, struct arena *arena, struct error *error)
{
	char digest[DIGEST_HEX_SIZE];
	char *bytes;
	size_t length;

	if (file_read(arena, RAPPORT_ICC_PROFILE, PROFILE_BYTES_MAX, &bytes, &length, error) ==
	    -1) {
		error->code = ERROR_UNAVAILABLE;
		return -1;
	}
	if (digest_bytes(bytes, length, digest) == -1)
		return error_set(
		    error, ERROR_INTERNAL, RAPPORT_ICC_PROFILE, 0, "cannot compute its SHA-256");
	if (strcmp(digest, profile_digest) != 0)
		return error_set(error, ERROR_UNAVAILABLE, RAPPORT_ICC_PROFILE, 0,
		    "SHA-256 is %s, but this program was built for %s; reinstall the package "
		    "libgs-common",
		    digest, profile_digest);
	fonts->profile = malloc(length + 1);
	if (fonts->profile == NULL)
		return error_out_of_memory(error);
	memcpy(fonts->profile, bytes, length);
	fonts->profile_length = length;
	return 0;
}

/* The next face from its file. -1 if it cannot be had. */
static int
add_face(struct pdf_fonts *fonts, const struct font_file *file, const char *package, struct arena *arena,
    struct error *error)
{
	struct face *face = &fonts->faces[fonts->face_count];
	const char *path = arena_printf(arena, "%s/%s", RAPPORT_FONT_DIRECTORY, file->file);

	if (path == NULL)
		return error_out_of_memory(error);
	*face = (struct face){.name = file->name, .file = strrchr(file->file, '/') + 1, .stem = file->stem};
	if (face_load(face, path, package, error) == 0) {
		fonts->face_count++;
		return 0;
	}
	hb_face_destroy(face->face);
	free(face->glyphs);
	*face = (struct face){.face = NULL};
	return -1;
}

static int
faces_load(struct pdf_fonts *fonts, enum theme_font chosen, struct arena *arena, struct error *error)
{
	const struct family *family = &families[chosen];
	struct error absent = {.code = ERROR_NONE};

	for (size_t i = 0; i < COUNT_OF(family->faces); i++)
		if (add_face(fonts, &family->faces[i], family->package, arena, error) == -1)
			return -1;
	for (size_t i = 0; i < COUNT_OF(fallbacks); i++) {
		bool there = strcmp(fallbacks[i].name, family->faces[0].name) == 0 ||
		    strcmp(fallbacks[i].name, family->faces[1].name) == 0;

		if (!there)
			(void)add_face(fonts, &fallbacks[i], "", arena, &absent);
	}
	return 0;
}

int
pdf_fonts_load(enum theme_font family, struct pdf_fonts **fonts, struct error *error)
{
	struct arena *arena = arena_new();
	int rc;

	*fonts = calloc(1, sizeof **fonts);
	if (arena == NULL || *fonts == NULL) {
		rc = error_out_of_memory(error);
		goto done;
	}
	rc = faces_load(*fonts, family, arena, error);
	if (rc == 0)
		rc = profile_load(*fonts, arena, error);
done:
	arena_free(arena);
	if (rc == -1) {
		pdf_fonts_free(*fonts);
		*fonts = NULL;
	}
	return rc;
}

void
pdf_fonts_free(struct pdf_fonts *fonts)
{
	if (fonts == NULL)
		return;
	for (size_t i = 0; i < COUNT_OF(fonts->faces); i++) {
		hb_face_destroy(fonts->faces[i].face);
		free(fonts->faces[i].glyphs);
	}
	free(fonts->profile);
	free(fonts);
}

int
pdf_fonts_file(const struct pdf_fonts *fonts, size_t face, const char **name, char digest[65], struct error *error)
{
	hb_blob_t *blob;
	unsigned int length;
	const char *bytes;
	int rc;

	*name = "";
	if (face >= fonts->face_count)
		return 0;
	*name = fonts->faces[face].file;
	blob = hb_face_reference_blob(fonts->faces[face].face);
	bytes = hb_blob_get_data(blob, &length);
	rc = digest_bytes(bytes, length, digest);
	hb_blob_destroy(blob);
	return rc == 0 ? 0 : error_set(error, ERROR_INTERNAL, *name, 0, "cannot compute its SHA-256");
}

static long
face_find(const struct face *face, uint32_t code_point)
{
	size_t low = 0, high = face->glyph_count;

	if (code_point < COUNT_OF(face->ascii))
		return face->ascii[code_point];
	while (low < high) {
		size_t middle = low + (high - low) / 2;

		if (face->glyphs[middle].code_point < code_point)
			low = middle + 1;
		else
			high = middle;
	}
	return low < face->glyph_count && face->glyphs[low].code_point == code_point ? (long)low
										     : -1;
}

struct glyph_place
fonts_find(const struct pdf_fonts *fonts, enum weight weight, uint32_t code_point)
{
	long index = face_find(&fonts->faces[weight], code_point);

	if (index >= 0)
		return (struct glyph_place){.face = (int)weight, .index = (size_t)index};
	for (size_t i = 0; i < fonts->face_count; i++) {
		index = face_find(&fonts->faces[i], code_point);
		if (index >= 0)
			return (struct glyph_place){.face = (int)i, .index = (size_t)index};
	}
	return (struct glyph_place){.face = -1, .index = 0};
}

int
font_use_mark(struct font_use *use, const struct pdf_fonts *fonts, struct glyph_place place)
{
	uint16_t **cids = &use->cids[place.face];

	if (*cids == NULL)
		*cids = calloc(fonts->faces[place.face].glyph_count, sizeof **cids);
	if (*cids == NULL)
		return -1;
	use->counts[place.face] += (*cids)[place.index] == 0;
	(*cids)[place.index] = 1;
	return 0;
}

void
font_use_number(struct font_use *use, const struct pdf_fonts *fonts)
{
	for (size_t i = 0; i < fonts->face_count; i++) {
		uint16_t next = 1;

		for (size_t k = 0; use->cids[i] != NULL && k < fonts->faces[i].glyph_count; k++)
			if (use->cids[i][k] != 0)
				use->cids[i][k] = next++;
	}
}

unsigned
font_use_faces(const struct font_use *use)
{
	unsigned faces = 0;

	for (unsigned i = 0; i < COUNT_OF(use->counts); i++)
		faces |= use->counts[i] > 0 ? 1u << i : 0;
	return faces;
}

void
font_use_clear(struct font_use *use)
{
	for (size_t i = 0; i < COUNT_OF(use->cids); i++)
		free(use->cids[i]);
	*use = (struct font_use){.counts = {0}};
}
