#include "render/pdf/typeset.h"

#include <string.h>

#include "base/count.h"
#include "base/text.h"

enum { REPLACEMENT = 0xFFFD, RUN_MAX = 256 };

static const char ellipsis[] = "\xE2\x80\xA6";

/* The glyph for a character, or its substitute; *substituted says so. Face -1 only if a face
 * lacks even '?'. */
static struct glyph_place
place_character(
    const struct canvas *canvas, enum weight weight, uint32_t code_point, bool *substituted)
{
	struct glyph_place place = fonts_find(canvas->fonts, weight, code_point);

	*substituted = place.face == -1;
	if (place.face == -1)
		place = fonts_find(canvas->fonts, weight, REPLACEMENT);
	if (place.face == -1)
		place = fonts_find(canvas->fonts, weight, '?');
	return place;
}

/* Points that a character moves the pen. */
static double
advance(const struct canvas *canvas, struct glyph_place place, double size)
{
	return place.face == -1
	    ? 0
	    : canvas->fonts->faces[place.face].glyphs[place.index].advance * size / 1000;
}

double
typeset_measure(const struct canvas *canvas, struct style style, const char *text, size_t length)
{
	const char *end = text + length;
	double width = 0;
	bool substituted;

	while (text < end) {
		uint32_t code_point = text_next(&text, end);

		width += advance(canvas,
		    place_character(canvas, style.weight, code_point, &substituted), style.size);
	}
	return width;
}

size_t
typeset_unprintable(const struct canvas *canvas, enum weight weight, const char *text)
{
	const char *end = text + strlen(text);
	size_t count = 0;
	bool substituted;

	while (text < end) {
		place_character(canvas, weight, text_next(&text, end), &substituted);
		count += substituted;
	}
	return count;
}

static double
place_x(struct style style, double x, double width)
{
	return style.align == ALIGN_LEFT ? x
	    : style.align == ALIGN_RIGHT ? x - width
					 : x - width / 2;
}

/* Points from left to right that a text may take. */
struct cell {
	double left;
	double right;
};

/* A text without a cell of its own may go from edge to edge of the page. */
static struct cell
whole_page(const struct canvas *canvas)
{
	return (struct cell){0, canvas->width};
}

static struct cell
cell_of(struct style style, double x, double width)
{
	double left = place_x(style, x, width);

	return (struct cell){left, left + width};
}

static void
tell(const struct canvas *canvas, struct style style, struct cell cell, double left, double right,
    double y, const char *text, size_t length)
{
	struct text_place place = {left, right, y, style.size, cell.left, cell.right, text, length};

	if (canvas->witness != NULL && length > 0)
		canvas->witness->saw(canvas->witness->context, canvas->page_number, &place);
}

/* Draws length bytes from the left edge x, one run per face. Returns the right edge. */
static double
draw_runs(
    struct canvas *canvas, struct style style, double x, double y, const char *text, size_t length)
{
	struct glyph_place run[RUN_MAX];
	const char *end = text + length;
	size_t count = 0;
	double start = x;

	while (text < end) {
		bool substituted;
		uint32_t code_point = text_next(&text, end);
		struct glyph_place place =
		    place_character(canvas, style.weight, code_point, &substituted);

		canvas->unprintable += substituted;
		if (place.face == -1)
			continue;
		if (count > 0 && (place.face != run[0].face || count == RUN_MAX)) {
			canvas_glyphs(canvas, run, count, style.size, style.colour, start, y);
			start = x;
			count = 0;
		}
		run[count++] = place;
		x += advance(canvas, place, style.size);
	}
	canvas_glyphs(canvas, run, count, style.size, style.colour, start, y);
	return x;
}

double
typeset_line(struct canvas *canvas, struct style style, double x, double y, const char *text)
{
	size_t length = strlen(text);
	double width = typeset_measure(canvas, style, text, length);
	double left = place_x(style, x, width);

	tell(canvas, style, whole_page(canvas), left, left + width, y, text, length);
	draw_runs(canvas, style, left, y, text, length);
	return width;
}

/* Bytes of text that fit in width, whole characters only. */
static size_t
prefix(
    const struct canvas *canvas, struct style style, const char *text, size_t length, double width)
{
	const char *start = text, *end = text + length;
	double used = 0;
	bool substituted;

	while (text < end) {
		const char *next = text;
		uint32_t code_point = text_next(&next, end);

		used += advance(canvas,
		    place_character(canvas, style.weight, code_point, &substituted), style.size);
		if (used > width + 0.001)
			break;
		text = next;
	}
	return (size_t)(text - start);
}

/* A line that ends in an ellipsis within width. Returns the width used. */
static double
draw_cut(struct canvas *canvas, struct style style, double x, double y, double width,
    const char *text, size_t length)
{
	double dots = typeset_measure(canvas, style, ellipsis, sizeof ellipsis - 1);
	size_t kept = prefix(canvas, style, text, length, width - dots);
	double used, left;

	while (kept > 0 && text[kept - 1] == ' ')
		kept--;
	used = typeset_measure(canvas, style, text, kept) + dots;
	left = place_x(style, x, used);
	tell(canvas, style, cell_of(style, x, width), left, left + used, y, text, kept);
	left = draw_runs(canvas, style, left, y, text, kept);
	draw_runs(canvas, style, left, y, ellipsis, sizeof ellipsis - 1);
	return used;
}

/* A line that fits within width. */
static void
draw_line(struct canvas *canvas, struct style style, double x, double y, double width,
    const char *text, size_t length)
{
	double used = typeset_measure(canvas, style, text, length);
	double left = place_x(style, x, used);

	tell(canvas, style, cell_of(style, x, width), left, left + used, y, text, length);
	draw_runs(canvas, style, left, y, text, length);
}

double
typeset_fit(
    struct canvas *canvas, struct style style, double x, double y, double width, const char *text)
{
	size_t length = strlen(text);
	double natural = typeset_measure(canvas, style, text, length);

	if (natural > width && style.size > TYPESET_SMALLEST) {
		double size = style.size * width / natural;

		style.size = size > TYPESET_SMALLEST ? size : TYPESET_SMALLEST;
		natural = typeset_measure(canvas, style, text, length);
	}
	if (natural > width + 0.01)
		return draw_cut(canvas, style, x, y, width, text, length);
	draw_line(canvas, style, x, y, width, text, length);
	return natural;
}

/* True if text, which ends before end, ends in this word. */
static bool
ends_in(const char *text, size_t end, const char *word)
{
	size_t length = strlen(word);

	return end >= length && memcmp(text + end - length, word, length) == 0;
}

static bool
begins_with_one(const char *text, const char *const *words, size_t count)
{
	for (size_t i = 0; i < count; i++)
		if (strncmp(text, words[i], strlen(words[i])) == 0)
			return true;
	return false;
}

/* A sum may only break behind its + or â, so that every line but the last says that it goes on and no term is torn; a unit stays
 * with its number, French punctuation with its word. */
static bool
belongs_together(const char *text, size_t space)
{
	static const char *const no_start[] = {
	    "+ ", "\xE2\x88\x92 ", "\xC3\x97 ", "/ ", "= ", "%", ": ", "; ", "? ", "! ", "\xC2\xBB"};
	static const char *const no_end[] = {" \xC3\x97", " /", " =", "(n"};
	const char *next = text + space;

	while (*next == ' ')
		next++;
	if (begins_with_one(next, no_start, COUNT_OF(no_start)))
		return true;
	for (size_t i = 0; i < COUNT_OF(no_end); i++)
		if (ends_in(text, space, no_end[i]))
			return true;
	return false;
}

/* The last place up to fits where a line may end, 0 if there is none. */
static size_t
last_break(const char *text, size_t fits, bool strict)
{
	for (size_t cut = fits; cut > 0; cut--) {
		if (text[cut - 1] == '-' || text[cut - 1] == '_')
			return cut;
		if (text[cut] == ' ' && (!strict || !belongs_together(text, cut)))
			return cut;
		if (text[cut - 1] == ' ' && (!strict || !belongs_together(text, cut - 1)))
			return cut;
	}
	return 0;
}

size_t
typeset_break(
    const struct canvas *canvas, struct style style, const char *text, double width, size_t *next)
{
	size_t length = strlen(text);
	size_t fits = prefix(canvas, style, text, length, width);
	size_t cut;

	*next = length;
	if (fits == length)
		return length;
	cut = last_break(text, fits, true);
	if (cut == 0)
		cut = last_break(text, fits, false);
	if (cut == 0) {
		/* One word wider than the line: break inside it, but never return nothing. */
		const char *at = text;

		cut = fits;
		if (cut == 0 && text_next(&at, text + length) != 0)
			cut = (size_t)(at - text);
	}
	*next = cut;
	while (text[*next] == ' ')
		(*next)++;
	while (cut > 0 && text[cut - 1] == ' ')
		cut--;
	return cut;
}

size_t
typeset_count(const struct canvas *canvas, struct style style, const char *text, double width,
    size_t lines_max)
{
	size_t lines = 0, next;

	for (; *text != '\0' && lines < lines_max; lines++, text += next)
		typeset_break(canvas, style, text, width, &next);
	return lines;
}

size_t
typeset_paragraph(struct canvas *canvas, struct style style, double x, double y, double width,
    double leading, size_t lines_max, const char *text)
{
	size_t lines = 0;

	while (*text != '\0' && lines < lines_max) {
		size_t next;
		size_t length = typeset_break(canvas, style, text, width, &next);
		double line_y = y + leading * (double)lines++;

		if (lines == lines_max && text[next] != '\0') {
			draw_cut(canvas, style, x, line_y, width, text, strlen(text));
			break;
		}
		draw_line(canvas, style, x, line_y, width, text, length);
		text += next;
	}
	return lines;
}

double
typeset_shrink(const struct canvas *canvas, struct style style, const char *text, double width,
    size_t lines_max, double smallest)
{
	while (style.size > smallest &&
	    typeset_count(canvas, style, text, width, lines_max + 1) > lines_max)
		style.size -= 0.5;
	return style.size > smallest ? style.size : smallest;
}
