/* A Type 0 font dictionary with the cut font inside. CIDs are 1, 2, ... in code point order,
 * so that W, CIDSet and the maps hold the characters in use and nothing else, and characters
 * beyond the BMP need no special case. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "render/pdf/cut.h"
#include "render/pdf/document.h"

enum { NAME_SIZE = 128, TAG_LENGTH = 6, BFCHARS_MAX = 100, FLAG_SYMBOLIC = 4 };

/* What is made from one pass over the used characters. */
struct cut {
	const struct face *face;
	const uint16_t *cids;
	size_t count;
	hb_blob_t *font; /* the cut font's file */
	unsigned char *glyphs; /* CIDToGIDMap, two bytes a CID */
	uint16_t *advances; /* by CID */
	uint32_t *code_points;
	char name[NAME_SIZE];
};

static int
cut_tables(struct cut *cut, const uint16_t *places)
{
	cut->glyphs = calloc(cut->count + 1, 2);
	cut->advances = calloc(cut->count + 1, sizeof *cut->advances);
	cut->code_points = calloc(cut->count + 1, sizeof *cut->code_points);
	if (cut->glyphs == NULL || cut->advances == NULL || cut->code_points == NULL)
		return -1;
	for (size_t i = 0; i < cut->face->glyph_count; i++) {
		const struct face_glyph *glyph = &cut->face->glyphs[i];
		size_t cid = cut->cids[i];

		if (cid == 0)
			continue;
		cut->glyphs[2 * cid] = (unsigned char)(places[i] >> 8);
		cut->glyphs[2 * cid + 1] = (unsigned char)(places[i] & 0xFF);
		cut->advances[cid] = glyph->advance;
		cut->code_points[cid] = glyph->code_point;
	}
	return 0;
}

/* "ABCDEF+Name": the tag follows from the characters, so that two cuts of one face differ in
 * name. */
static void
cut_name(struct cut *cut)
{
	uint32_t hash = 2166136261u;
	char tag[TAG_LENGTH + 1];

	for (size_t i = 1; i <= cut->count; i++)
		hash = (hash ^ cut->code_points[i]) * 16777619u;
	for (size_t i = 0; i < TAG_LENGTH; i++, hash /= 26)
		tag[i] = (char)('A' + hash % 26);
	tag[TAG_LENGTH] = '\0';
	(void)snprintf(cut->name, sizeof cut->name, "%s+%s", tag, cut->face->name);
}

static int
cut_make(struct cut *cut)
{
	uint16_t *places = calloc(cut->face->glyph_count + 1, sizeof *places);
	int rc = -1;

	if (places != NULL)
		cut->font = face_cut(cut->face, cut->cids, places);
	if (cut->font != NULL && cut_tables(cut, places) == 0) {
		cut_name(cut);
		rc = 0;
	}
	free(places);
	return rc;
}

static void
cut_clear(struct cut *cut)
{
	hb_blob_destroy(cut->font);
	free(cut->glyphs);
	free(cut->advances);
	free(cut->code_points);
}

/* Which CIDs the font holds: one bit each, the first is .notdef. */
static HPDF_Dict
cid_set(struct document *document, const struct cut *cut)
{
	size_t length = cut->count / 8 + 1;
	unsigned char *bits = calloc(length, 1);
	HPDF_Dict stream;

	if (bits == NULL) {
		document->out_of_memory = true;
		return NULL;
	}
	for (size_t cid = 0; cid <= cut->count; cid++)
		bits[cid / 8] |= (unsigned char)(0x80 >> cid % 8);
	stream = document_stream(document, bits, length, true);
	free(bits);
	return stream;
}

static HPDF_Dict
descriptor(struct document *document, const struct cut *cut)
{
	const struct face *face = cut->face;
	unsigned int length;
	const char *bytes = hb_blob_get_data(cut->font, &length);
	HPDF_Dict file = document_stream(document, bytes, length, true);
	HPDF_Dict set = cid_set(document, cut);
	HPDF_Dict dictionary = document_dictionary(document);
	HPDF_Box box = {(HPDF_REAL)face->box[0], (HPDF_REAL)face->box[1], (HPDF_REAL)face->box[2],
	    (HPDF_REAL)face->box[3]};

	if (file == NULL || set == NULL || dictionary == NULL)
		return NULL;
	HPDF_Dict_AddNumber(file, "Length1", (HPDF_INT32)length);
	HPDF_Dict_AddName(dictionary, "Type", "FontDescriptor");
	HPDF_Dict_AddName(dictionary, "FontName", cut->name);
	HPDF_Dict_AddNumber(dictionary, "Flags", FLAG_SYMBOLIC);
	HPDF_Dict_Add(dictionary, "FontBBox", HPDF_Box_Array_New(document->pdf->mmgr, box));
	HPDF_Dict_AddNumber(dictionary, "ItalicAngle", 0);
	HPDF_Dict_AddNumber(dictionary, "Ascent", face->ascent);
	HPDF_Dict_AddNumber(dictionary, "Descent", face->descent);
	HPDF_Dict_AddNumber(dictionary, "CapHeight", face->cap_height);
	HPDF_Dict_AddNumber(dictionary, "StemV", face->stem);
	HPDF_Dict_Add(dictionary, "FontFile2", file);
	HPDF_Dict_Add(dictionary, "CIDSet", set);
	return dictionary;
}

static HPDF_Dict
descendant(struct document *document, const struct cut *cut)
{
	HPDF_MMgr memory = document->pdf->mmgr;
	HPDF_Dict font = document_dictionary(document);
	HPDF_Dict about = descriptor(document, cut);
	HPDF_Dict map = document_stream(document, cut->glyphs, 2 * (cut->count + 1), true);
	HPDF_Dict system = HPDF_Dict_New(memory);
	HPDF_Array widths = HPDF_Array_New(memory);
	HPDF_Array run = HPDF_Array_New(memory);

	if (font == NULL || about == NULL || map == NULL || system == NULL || widths == NULL ||
	    run == NULL)
		return NULL;
	HPDF_Dict_AddName(font, "Type", "Font");
	HPDF_Dict_AddName(font, "Subtype", "CIDFontType2");
	HPDF_Dict_AddName(font, "BaseFont", cut->name);
	HPDF_Dict_Add(font, "CIDSystemInfo", system);
	HPDF_Dict_Add(system, "Registry", HPDF_String_New(memory, "Adobe", NULL));
	HPDF_Dict_Add(system, "Ordering", HPDF_String_New(memory, "Identity", NULL));
	HPDF_Dict_AddNumber(system, "Supplement", 0);
	HPDF_Dict_Add(font, "FontDescriptor", about);
	HPDF_Dict_AddNumber(font, "DW", 1000);
	HPDF_Dict_Add(font, "W", widths);
	HPDF_Array_AddNumber(widths, 1);
	HPDF_Array_Add(widths, run);
	for (size_t cid = 1; cid <= cut->count; cid++)
		HPDF_Array_AddNumber(run, cut->advances[cid]);
	HPDF_Dict_Add(font, "CIDToGIDMap", map);
	return font;
}

/* One line of the ToUnicode map; characters beyond the BMP become a surrogate pair. */
static void
print_bfchar(FILE *out, size_t cid, uint32_t code_point)
{
	if (code_point < 0x10000)
		(void)fprintf(out, "<%04zX> <%04X>\n", cid, code_point);
	else
		(void)fprintf(out, "<%04zX> <%04X%04X>\n", cid, 0xD7C0 + (code_point >> 10),
		    0xDC00 + (code_point & 0x3FF));
}

static HPDF_Dict
to_unicode(struct document *document, const struct cut *cut)
{
	HPDF_Dict stream = NULL;
	char *text = NULL;
	size_t length = 0;
	FILE *out = open_memstream(&text, &length);

	if (out == NULL) {
		document->out_of_memory = true;
		return NULL;
	}
	(void)fputs("/CIDInit /ProcSet findresource begin\n12 dict begin\nbegincmap\n"
		    "/CIDSystemInfo << /Registry (Adobe) /Ordering (UCS) /Supplement 0 >> def\n"
		    "/CMapName /Adobe-Identity-UCS def\n/CMapType 2 def\n"
		    "1 begincodespacerange\n<0000> <FFFF>\nendcodespacerange\n",
	    out);
	for (size_t cid = 1; cid <= cut->count; cid++) {
		size_t left = cut->count - cid + 1;

		if (cid % BFCHARS_MAX == 1)
			(void)fprintf(out, "%zu beginbfchar\n",
			    left < BFCHARS_MAX ? left : (size_t)BFCHARS_MAX);
		print_bfchar(out, cid, cut->code_points[cid]);
		if (cid % BFCHARS_MAX == 0 || left == 1)
			(void)fputs("endbfchar\n", out);
	}
	(void)fputs("endcmap\nCMapName currentdict /CMap defineresource pop\nend\nend\n", out);
	if (ferror(out) == 0 && fclose(out) == 0)
		stream = document_stream(document, text, length, true);
	else
		document->out_of_memory = true;
	free(text);
	return stream;
}

static HPDF_Dict
type0(struct document *document, const struct cut *cut)
{
	HPDF_Dict font = document_dictionary(document);
	HPDF_Dict child = descendant(document, cut);
	HPDF_Dict map = to_unicode(document, cut);
	HPDF_Array children = HPDF_Array_New(document->pdf->mmgr);

	if (font == NULL || child == NULL || map == NULL || children == NULL)
		return NULL;
	HPDF_Dict_AddName(font, "Type", "Font");
	HPDF_Dict_AddName(font, "Subtype", "Type0");
	HPDF_Dict_AddName(font, "BaseFont", cut->name);
	HPDF_Dict_AddName(font, "Encoding", "Identity-H");
	HPDF_Dict_Add(font, "DescendantFonts", children);
	HPDF_Array_Add(children, child);
	HPDF_Dict_Add(font, "ToUnicode", map);
	return font;
}

HPDF_Dict
document_embed(
    struct document *document, const struct face *face, const uint16_t *cids, size_t count)
{
	struct cut cut = {.face = face, .cids = cids, .count = count};
	HPDF_Dict font = NULL;

	if (cut_make(&cut) == -1)
		document->out_of_memory = true;
	else
		font = type0(document, &cut);
	cut_clear(&cut);
	return font;
}
