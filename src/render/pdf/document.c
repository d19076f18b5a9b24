#include "render/pdf/document.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/error.h"
#include "base/file.h"

/* Everything here was tried against this version's structures only. */
#if defined HPDF_VERSION_ID && HPDF_VERSION_ID != 20300
#error "rapport is written for libharu 2.3.0"
#endif

enum { READ_STEP = 1 << 16 };

static void
latch(HPDF_STATUS status, HPDF_STATUS detail, void *context)
{
	struct document *document = context;

	if (document->failure != 0)
		return;
	document->failure = status;
	document->detail = detail;
}

HPDF_Dict
document_dictionary(struct document *document)
{
	HPDF_Dict dictionary = HPDF_Dict_New(document->pdf->mmgr);

	if (dictionary == NULL || HPDF_Xref_Add(document->pdf->xref, dictionary) != HPDF_OK)
		return NULL;
	return dictionary;
}

HPDF_Dict
document_stream(struct document *document, const void *bytes, size_t length, bool compressed)
{
	HPDF_Dict stream = HPDF_DictStream_New(document->pdf->mmgr, document->pdf->xref);

	if (stream == NULL ||
	    HPDF_Stream_Write(stream->stream, bytes, (HPDF_UINT)length) != HPDF_OK)
		return NULL;
	if (compressed)
		stream->filter = HPDF_STREAM_FILTER_FLATE_DECODE;
	return stream;
}

static int
embed_fonts(struct document *document, const struct pdf_fonts *fonts, const struct font_use *use)
{
	document->fonts = document_dictionary(document);
	if (document->fonts == NULL)
		return -1;
	for (size_t i = 0; i < fonts->face_count; i++) {
		char name[8];
		HPDF_Dict font;

		if (use->counts[i] == 0)
			continue;
		font = document_embed(document, &fonts->faces[i], use->cids[i], use->counts[i]);
		if (font == NULL)
			return -1;
		(void)snprintf(name, sizeof name, "F%u", (unsigned int)i);
		if (HPDF_Dict_Add(document->fonts, name, font) != HPDF_OK)
			return -1;
	}
	return 0;
}

static int
document_failed(const struct document *document, const char *path, struct error *error)
{
	if (document->out_of_memory || document->failure == HPDF_FAILD_TO_ALLOC_MEM)
		return error_out_of_memory(error);
	return error_set(error, ERROR_INTERNAL, path, 0,
	    "libharu failed with 0x%04lX, detail %lu; please report this", document->failure,
	    document->detail);
}

int
document_init(struct document *document, const struct pdf_fonts *fonts, const struct font_use *use,
    struct error *error)
{
	*document = (struct document){.failure = 0};
	if (strcmp(HPDF_GetVersion(), HPDF_VERSION_TEXT) != 0)
		return error_set(error, ERROR_UNAVAILABLE, "libhpdf", 0,
		    "version %s is installed, this program needs " HPDF_VERSION_TEXT,
		    HPDF_GetVersion());
	document->pdf = HPDF_New(latch, document);
	if (document->pdf == NULL)
		return error_out_of_memory(error);
	HPDF_SetCompressionMode(document->pdf, HPDF_COMP_ALL);
	if (embed_fonts(document, fonts, use) == -1 || document->failure != 0)
		return document_failed(document, NULL, error);
	return 0;
}

void
document_free(struct document *document)
{
	if (document->pdf != NULL)
		HPDF_Free(document->pdf);
	document->pdf = NULL;
}

HPDF_Page
document_page(struct document *document, double width, double height)
{
	HPDF_Page page = HPDF_AddPage(document->pdf);
	HPDF_Dict resources;

	if (page == NULL)
		return NULL;
	HPDF_Page_SetWidth(page, (HPDF_REAL)width);
	HPDF_Page_SetHeight(page, (HPDF_REAL)height);
	resources = HPDF_Page_GetInheritableItem(page, "Resources", HPDF_OCLASS_DICT);
	if (resources == NULL || HPDF_Dict_Add(resources, "Font", document->fonts) != HPDF_OK)
		return NULL;
	return page;
}

void
document_bookmark(struct document *document, HPDF_Page page, const char *title, double height)
{
	HPDF_Outline outline;
	HPDF_Destination top;
	HPDF_Binary text;

	if (document->failure != 0)
		return;
	/* libharu takes a title in an encoding of its own only, and wants one. */
	outline = HPDF_CreateOutline(document->pdf, NULL, "-", NULL);
	top = HPDF_Page_CreateDestination(page);
	text = document_text(document, title);
	if (outline == NULL || top == NULL || text == NULL)
		return;
	HPDF_Dict_Add(outline, "Title", text);
	HPDF_Destination_SetXYZ(top, 0, (HPDF_REAL)height, 1);
	HPDF_Outline_SetDestination(outline, top);
}

/* The document's bytes; the caller frees. NULL when out of memory or when the stream ends
 * early. */
static unsigned char *
take_bytes(struct document *document, size_t *length)
{
	HPDF_UINT32 size = HPDF_GetStreamSize(document->pdf);
	unsigned char *bytes = malloc((size_t)size + 1);

	*length = 0;
	if (bytes == NULL || HPDF_ResetStream(document->pdf) != HPDF_OK) {
		free(bytes);
		return NULL;
	}
	while (*length < size) {
		HPDF_UINT32 step = size - (HPDF_UINT32)*length;
		HPDF_STATUS status;

		if (step > READ_STEP)
			step = READ_STEP;
		status = HPDF_ReadFromStream(document->pdf, bytes + *length, &step);
		*length += step;
		if (step == 0 || (status != HPDF_OK && status != HPDF_STREAM_EOF))
			break;
	}
	if (*length == size)
		return bytes;
	free(bytes);
	return NULL;
}

int
document_save(struct document *document, const struct pdf_fonts *fonts,
    const struct document_about *about, const char *path, struct error *error)
{
	unsigned char *bytes;
	size_t length;
	int rc;

	if (document->failure == 0 && !document->out_of_memory)
		document_describe(document, fonts, about);
	if (document->failure != 0 || document->out_of_memory ||
	    HPDF_SaveToStream(document->pdf) != HPDF_OK)
		return document_failed(document, path, error);
	bytes = take_bytes(document, &length);
	if (bytes == NULL)
		return error_out_of_memory(error);
	rc = file_write(path, bytes, length, error);
	free(bytes);
	return rc;
}
