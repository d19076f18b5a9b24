#include "render/pdf/canvas.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>

enum { COORDINATE_MAX = 14400, SHOW_SIZE = 4 * 256, NUMBER_TEXT = 24 };

/* A coordinate that libharu can take: NaN would hang it or write garbage. A sixteenth of a point is
 * finer than any printer and an exact float, so that it prints short and the same everywhere. */
static double
safe(double value)
{
	if (!isfinite(value))
		return 0;
	value = fmin(fmax(value, -COORDINATE_MAX), COORDINATE_MAX);
	return round(value * 16) / 16;
}

static HPDF_REAL
across(double x)
{
	return (HPDF_REAL)safe(x);
}

static HPDF_REAL
up(const struct canvas *canvas, double y)
{
	return (HPDF_REAL)safe(canvas->height - safe(y));
}

static HPDF_REAL
share(float value)
{
	return isfinite(value) ? fminf(fmaxf(value, 0), 1) : 0;
}

static bool
same_colour(struct colour a, struct colour b)
{
	return a.red == b.red && a.green == b.green && a.blue == b.blue;
}

void
canvas_new_page(struct canvas *canvas)
{
	canvas->page_number++;
	canvas->pen = (struct pen){.line_width = 1};
	if (canvas->document == NULL)
		return;
	canvas->page = document_page(canvas->document, canvas->width, canvas->height);
	if (canvas->page != NULL)
		HPDF_Page_SetLineJoin(canvas->page, HPDF_ROUND_JOIN);
}

void
canvas_move(struct canvas *canvas, double x, double y)
{
	if (canvas->page != NULL)
		HPDF_Page_MoveTo(canvas->page, across(x), up(canvas, y));
}

void
canvas_line(struct canvas *canvas, double x, double y)
{
	if (canvas->page != NULL)
		HPDF_Page_LineTo(canvas->page, across(x), up(canvas, y));
}

void
canvas_curve(struct canvas *canvas, const double points[6])
{
	if (canvas->page != NULL)
		HPDF_Page_CurveTo(canvas->page, across(points[0]), up(canvas, points[1]),
		    across(points[2]), up(canvas, points[3]), across(points[4]),
		    up(canvas, points[5]));
}

void
canvas_box(struct canvas *canvas, double x, double y, double width, double height)
{
	HPDF_REAL left = across(x), bottom = up(canvas, y + height);

	if (canvas->page != NULL)
		HPDF_Page_Rectangle(
		    canvas->page, left, bottom, across(x + width) - left, up(canvas, y) - bottom);
}

void
canvas_close(struct canvas *canvas)
{
	if (canvas->page != NULL)
		HPDF_Page_ClosePath(canvas->page);
}

void
canvas_fill(struct canvas *canvas)
{
	if (canvas->page != NULL)
		HPDF_Page_Fill(canvas->page);
}

void
canvas_stroke(struct canvas *canvas)
{
	if (canvas->page != NULL)
		HPDF_Page_Stroke(canvas->page);
}

void
canvas_set_fill(struct canvas *canvas, struct colour colour)
{
	if (canvas->page == NULL || same_colour(colour, canvas->pen.fill))
		return;
	HPDF_Page_SetRGBFill(
	    canvas->page, share(colour.red), share(colour.green), share(colour.blue));
	canvas->pen.fill = colour;
}

void
canvas_set_stroke(struct canvas *canvas, struct colour colour, double line_width)
{
	if (canvas->page == NULL)
		return;
	line_width = fmax(safe(line_width), 0);
	if (!same_colour(colour, canvas->pen.stroke))
		HPDF_Page_SetRGBStroke(
		    canvas->page, share(colour.red), share(colour.green), share(colour.blue));
	if (line_width != canvas->pen.line_width)
		HPDF_Page_SetLineWidth(canvas->page, (HPDF_REAL)line_width);
	canvas->pen.stroke = colour;
	canvas->pen.line_width = line_width;
}

void
canvas_set_dash(struct canvas *canvas, unsigned int dash, unsigned int gap)
{
	const HPDF_UINT16 pattern[2] = {(HPDF_UINT16)dash, (HPDF_UINT16)gap};

	if (canvas->page != NULL)
		HPDF_Page_SetDash(canvas->page, dash == 0 ? NULL : pattern, dash == 0 ? 0 : 2, 0);
}

/* At most two decimals, the same in every locale. */
static void
print_number(char text[NUMBER_TEXT], double value)
{
	long hundredths =
	    isfinite(value) ? lround(fmin(fmax(value, -COORDINATE_MAX), COORDINATE_MAX) * 100) : 0;
	long rest = labs(hundredths) % 100;
	const char *sign = hundredths < 0 ? "-" : "";

	if (rest == 0)
		(void)snprintf(text, NUMBER_TEXT, "%s%ld", sign, labs(hundredths) / 100);
	else
		(void)snprintf(
		    text, NUMBER_TEXT, "%s%ld.%02ld", sign, labs(hundredths) / 100, rest);
}

/* A character that the first pass did not see has no place in the cut font: a fault of this
 * program, never a blank. */
static unsigned int
cid_of(struct canvas *canvas, struct glyph_place place)
{
	const uint16_t *cids = canvas->use.cids[place.face];

	if (cids != NULL && cids[place.index] != 0)
		return cids[place.index];
	if (canvas->document->failure == 0) {
		canvas->document->failure = HPDF_INVALID_PARAMETER;
		canvas->document->detail =
		    canvas->fonts->faces[place.face].glyphs[place.index].code_point;
	}
	return 0;
}

/* One byte of a literal string; these four would end or change it. */
static size_t
put_byte(char *text, unsigned int byte)
{
	size_t length = 0;

	if (byte == '(' || byte == ')' || byte == '\\' || byte == '\r')
		text[length++] = '\\';
	text[length++] = byte == '\r' ? 'r' : (char)byte;
	return length;
}

/* Text goes into the content stream directly: libharu's own text calls need its own fonts. */
void
canvas_glyphs(struct canvas *canvas, const struct glyph_place *places, size_t count, double size,
    struct colour colour, double x, double y)
{
	char head[128], numbers[3][NUMBER_TEXT], codes[SHOW_SIZE];
	HPDF_Stream stream;
	size_t used = 0;

	if (count == 0)
		return;
	if (canvas->page == NULL) {
		for (size_t i = 0; i < count; i++)
			if (font_use_mark(&canvas->use, canvas->fonts, places[i]) == -1)
				canvas->out_of_memory = true;
		return;
	}
	canvas_set_fill(canvas, colour);
	stream = ((HPDF_PageAttr)canvas->page->attr)->stream;
	print_number(numbers[0], size);
	print_number(numbers[1], x);
	print_number(numbers[2], canvas->height - y);
	(void)snprintf(head, sizeof head, "BT\n/F%d %s Tf\n%s %s Td\n(", places[0].face, numbers[0],
	    numbers[1], numbers[2]);
	HPDF_Stream_WriteStr(stream, head);
	for (size_t i = 0; i < count; i++) {
		unsigned int cid = cid_of(canvas, places[i]);

		used += put_byte(codes + used, cid >> 8);
		used += put_byte(codes + used, cid & 0xFF);
		if (used + 4 <= SHOW_SIZE && i + 1 < count)
			continue;
		HPDF_Stream_Write(stream, (const HPDF_BYTE *)codes, (HPDF_UINT)used);
		used = 0;
	}
	HPDF_Stream_WriteStr(stream, ") Tj\nET\n");
}
