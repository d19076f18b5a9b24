/* What a PDF/A-1b file says about itself: Info and XMP (which must agree), output intent,
 * trailer ID. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/text.h"
#include "render/pdf/document.h"

#define PRODUCER "libharu " HPDF_VERSION_TEXT

enum { ID_BYTES = 16 };

HPDF_Binary
document_text(struct document *document, const char *text)
{
	const char *end = text + strlen(text);
	unsigned char *bytes = malloc(2 * strlen(text) + 2);
	HPDF_Binary string;
	size_t length = 0;

	if (bytes == NULL) {
		document->out_of_memory = true;
		return NULL;
	}
	bytes[length++] = 0xFE;
	bytes[length++] = 0xFF;
	while (text < end) {
		uint32_t code_point = text_next(&text, end);
		uint32_t units[2] = {0xD7C0 + (code_point >> 10), 0xDC00 + (code_point & 0x3FF)};
		size_t first = code_point < 0x10000;

		if (first)
			units[1] = code_point;
		for (size_t i = first; i < 2; i++) {
			bytes[length++] = (unsigned char)(units[i] >> 8);
			bytes[length++] = (unsigned char)(units[i] & 0xFF);
		}
	}
	string = HPDF_Binary_New(document->pdf->mmgr, bytes, (HPDF_UINT)length);
	free(bytes);
	return string;
}

static void
info_text(struct document *document, const char *key, const char *text)
{
	HPDF_Binary string = document_text(document, text);

	if (string != NULL)
		HPDF_Dict_Add(document->pdf->info, key, string);
}

static void
describe_info(struct document *document, const struct document_about *about)
{
	/* libharu writes 'Z' wrongly; an offset of zero says the same. */
	HPDF_Date date = {about->year, about->month, about->day, 0, 0, 0, '+', 0, 0};

	HPDF_SetInfoDateAttr(document->pdf, HPDF_INFO_CREATION_DATE, date);
	HPDF_SetInfoDateAttr(document->pdf, HPDF_INFO_MOD_DATE, date);
	if (document->pdf->info == NULL)
		return;
	info_text(document, "Title", about->title);
	info_text(document, "Author", about->author);
	info_text(document, "Subject", about->subject);
	info_text(document, "Creator", about->creator);
	info_text(document, "Producer", PRODUCER);
}

static void
print_escaped(FILE *out, const char *text)
{
	for (; *text != '\0'; text++)
		switch (*text) {
		case '&':
			(void)fputs("&amp;", out);
			break;
		case '<':
			(void)fputs("&lt;", out);
			break;
		case '>':
			(void)fputs("&gt;", out);
			break;
		case '"':
			(void)fputs("&quot;", out);
			break;
		default:
			(void)fputc(*text, out);
		}
}

static void
print_xmp(FILE *out, const struct document_about *about)
{
	(void)fputs(
	    "<?xpacket begin=\"\xEF\xBB\xBF\" id=\"W5M0MpCehiHzreSzNTczkc9d\"?>\n"
	    "<x:xmpmeta xmlns:x=\"adobe:ns:meta/\">"
	    "<rdf:RDF xmlns:rdf=\"http://www.w3.org/1999/02/22-rdf-syntax-ns#\">\n"
	    "<rdf:Description rdf:about=\"\" xmlns:pdfaid=\"http://www.aiim.org/pdfa/ns/id/\">"
	    "<pdfaid:part>1</pdfaid:part><pdfaid:conformance>B</pdfaid:conformance></"
	    "rdf:Description>\n"
	    "<rdf:Description rdf:about=\"\" xmlns:dc=\"http://purl.org/dc/elements/1.1/\">"
	    "<dc:format>application/pdf</dc:format>"
	    "<dc:title><rdf:Alt><rdf:li xml:lang=\"x-default\">",
	    out);
	print_escaped(out, about->title);
	(void)fputs("</rdf:li></rdf:Alt></dc:title><dc:creator><rdf:Seq><rdf:li>", out);
	print_escaped(out, about->author);
	(void)fputs("</rdf:li></rdf:Seq></dc:creator>"
		    "<dc:description><rdf:Alt><rdf:li xml:lang=\"x-default\">",
	    out);
	print_escaped(out, about->subject);
	(void)fputs("</rdf:li></rdf:Alt></dc:description></rdf:Description>\n"
		    "<rdf:Description rdf:about=\"\" "
		    "xmlns:xmp=\"http://ns.adobe.com/xap/1.0/\"><xmp:CreatorTool>",
	    out);
	print_escaped(out, about->creator);
	(void)fprintf(out,
	    "</xmp:CreatorTool>"
	    "<xmp:CreateDate>%1$04d-%2$02d-%3$02dT00:00:00+00:00</xmp:CreateDate>"
	    "<xmp:ModifyDate>%1$04d-%2$02d-%3$02dT00:00:00+00:00</xmp:ModifyDate></"
	    "rdf:Description>\n",
	    about->year, about->month, about->day);
	(void)fputs("<rdf:Description rdf:about=\"\" xmlns:pdf=\"http://ns.adobe.com/pdf/1.3/\">"
		    "<pdf:Producer>" PRODUCER "</pdf:Producer></rdf:Description>\n"
		    "</rdf:RDF></x:xmpmeta>\n<?xpacket end=\"w\"?>",
	    out);
}

static void
describe_xmp(struct document *document, const struct document_about *about)
{
	HPDF_Dict stream;
	char *text = NULL;
	size_t length = 0;
	FILE *out = open_memstream(&text, &length);

	if (out == NULL) {
		document->out_of_memory = true;
		return;
	}
	print_xmp(out, about);
	if (fclose(out) != 0) {
		document->out_of_memory = true;
		free(text);
		return;
	}
	stream = document_stream(document, text, length, false);
	free(text);
	if (stream == NULL)
		return;
	HPDF_Dict_AddName(stream, "Type", "Metadata");
	HPDF_Dict_AddName(stream, "Subtype", "XML");
	HPDF_Dict_Add(document->pdf->catalog, "Metadata", stream);
}

static void
describe_colour(struct document *document, const struct pdf_fonts *fonts)
{
	HPDF_MMgr memory = document->pdf->mmgr;
	HPDF_Dict profile = document_stream(document, fonts->profile, fonts->profile_length, true);
	HPDF_Dict intent = document_dictionary(document);
	HPDF_Array intents = HPDF_Array_New(memory);

	if (profile == NULL || intent == NULL || intents == NULL)
		return;
	HPDF_Dict_AddNumber(profile, "N", 3);
	HPDF_Dict_AddName(intent, "Type", "OutputIntent");
	HPDF_Dict_AddName(intent, "S", "GTS_PDFA1");
	HPDF_Dict_Add(intent, "OutputConditionIdentifier", HPDF_String_New(memory, "sRGB", NULL));
	HPDF_Dict_Add(intent, "Info", HPDF_String_New(memory, "sRGB IEC61966-2.1", NULL));
	HPDF_Dict_Add(intent, "DestOutputProfile", profile);
	HPDF_Dict_Add(document->pdf->catalog, "OutputIntents", intents);
	HPDF_Array_Add(intents, intent);
}

static unsigned int
hex_digit(char digit)
{
	return digit >= 'a' ? (unsigned int)(digit - 'a') + 10 : (unsigned int)(digit - '0') & 0xF;
}

static void
describe_identity(struct document *document, const char *identity)
{
	HPDF_MMgr memory = document->pdf->mmgr;
	unsigned char id[ID_BYTES] = {0};
	HPDF_Array pair = HPDF_Array_New(memory);

	for (size_t i = 0; i < ID_BYTES && identity[2 * i] != '\0' && identity[2 * i + 1] != '\0';
	     i++)
		id[i] = (unsigned char)(hex_digit(identity[2 * i]) << 4 |
		    hex_digit(identity[2 * i + 1]));
	if (pair == NULL)
		return;
	HPDF_Dict_Add(document->pdf->trailer, "ID", pair);
	HPDF_Array_Add(pair, HPDF_Binary_New(memory, id, ID_BYTES));
	HPDF_Array_Add(pair, HPDF_Binary_New(memory, id, ID_BYTES));
}

void
document_describe(
    struct document *document, const struct pdf_fonts *fonts, const struct document_about *about)
{
	HPDF_Dict viewer = HPDF_Dict_New(document->pdf->mmgr);

	describe_info(document, about);
	describe_xmp(document, about);
	describe_colour(document, fonts);
	describe_identity(document, about->identity);
	HPDF_Dict_Add(document->pdf->catalog, "Lang",
	    HPDF_String_New(document->pdf->mmgr, about->language, NULL));
	if (viewer != NULL) {
		HPDF_Dict_Add(document->pdf->catalog, "ViewerPreferences", viewer);
		HPDF_Dict_AddBoolean(viewer, "DisplayDocTitle", HPDF_TRUE);
	}
	document->pdf->pdf_version = HPDF_VER_14;
}
