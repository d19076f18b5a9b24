/* text.c - UTF-8 decoded, cleaned and folded; short cuts for ASCII, which nearly all cells are. */
#include "base/text.h"

#include <stdlib.h>
#include <string.h>
#include <utf8proc.h>

#include "base/arena.h"
#include "base/count.h"

#define REPLACEMENT 0xfffdu
#define INVALID	    UINT32_MAX

/* What a well-formed sequence may look like, by its first byte (Unicode standard, table 3-7). */
struct lead {
	unsigned char first, last;
	unsigned char length;
	unsigned char second_least, second_most;
};

static const struct lead leads[] = {
	{ 0xc2, 0xdf, 2, 0x80, 0xbf },
	{ 0xe0, 0xe0, 3, 0xa0, 0xbf },
	{ 0xe1, 0xec, 3, 0x80, 0xbf },
	{ 0xed, 0xed, 3, 0x80, 0x9f },	/* no surrogates */
	{ 0xee, 0xef, 3, 0x80, 0xbf },
	{ 0xf0, 0xf0, 4, 0x90, 0xbf },
	{ 0xf1, 0xf3, 4, 0x80, 0xbf },
	{ 0xf4, 0xf4, 4, 0x80, 0x8f },
};

static const struct lead *
find_lead(unsigned char byte)
{
	for (size_t i = 0; i < COUNT_OF(leads); i++)
		if (byte >= leads[i].first && byte <= leads[i].last)
			return &leads[i];
	return NULL;
}

/* The code point at p (INVALID if ill-formed) and the bytes it takes: of an ill-formed one, its
 * maximal subpart. */
static size_t
decode(const unsigned char *p, const unsigned char *end, uint32_t *code_point)
{
	const struct lead *lead;
	uint32_t	   value;
	size_t		   i;

	*code_point = *p;
	if (*p < 0x80)
		return 1;
	*code_point = INVALID;
	lead = find_lead(*p);
	if (lead == NULL)
		return 1;
	value = *p & (0xffu >> (lead->length + 1));
	for (i = 1; i < lead->length; i++) {
		unsigned char least = i == 1 ? lead->second_least : 0x80;
		unsigned char most = i == 1 ? lead->second_most : 0xbf;

		if (p + i == end || p[i] < least || p[i] > most)
			return i;
		value = value << 6 | (p[i] & 0x3fu);
	}
	*code_point = value;
	return i;
}

/* Bytes of p that are ASCII other than NUL, eight at a time. */
static size_t
plain_ascii_length(const unsigned char *p, const unsigned char *end)
{
	const uint64_t	     ones = 0x0101010101010101u;
	const unsigned char *start = p;
	uint64_t	     word;

	for (; end - p >= 8; p += 8) {
		memcpy(&word, p, 8);
		/* A byte >= 0x80 shows its top bit; a zero byte borrows and then shows it. */
		if (((word | (word - ones)) & (ones << 7)) != 0)
			break;
	}
	while (p < end && *p != 0 && *p < 0x80)
		p++;
	return (size_t)(p - start);
}

bool
text_valid_utf8(const char *text, size_t length)
{
	const unsigned char *p = (const unsigned char *)text;
	const unsigned char *end = p + length;
	uint32_t	     code_point;

	for (;;) {
		p += plain_ascii_length(p, end);
		if (p == end)
			return true;
		p += decode(p, end, &code_point);
		if (code_point == INVALID || code_point == 0)
			return false;
	}
}

uint32_t
text_next(const char **text, const char *end)
{
	uint32_t code_point;

	if (*text >= end)
		return 0;
	*text += decode((const unsigned char *)*text, (const unsigned char *)end, &code_point);
	return code_point == INVALID ? REPLACEMENT : code_point;
}

size_t
text_encode(uint32_t code_point, char out[4])
{
	static const unsigned char marks[] = { 0, 0, 0xc0, 0xe0, 0xf0 };
	size_t length = code_point < 0x80 ? 1 : code_point < 0x800 ? 2 : code_point < 0x10000 ? 3 : 4;

	for (size_t i = length - 1; i > 0; i--) {
		out[i] = (char)(0x80 | (code_point & 0x3f));
		code_point >>= 6;
	}
	out[0] = (char)(marks[length] | code_point);
	return length;
}

static bool
is_blank(uint32_t c)
{
	return c == ' ' || c == 0xa0 || c == 0x1680 || (c >= 0x2000 && c <= 0x200a) || c == 0x202f ||
	    c == 0x205f || c == 0x3000;
}

/* Characters that no output may hold: controls, noncharacters, marks of byte order and of
 * direction. */
static bool
is_unwanted(uint32_t c)
{
	return c < 0x20 || (c >= 0x7f && c <= 0x9f) || (c >= 0xfdd0 && c <= 0xfdef) ||
	    (c & 0xfffe) == 0xfffe || c == 0xfeff || c == 0x061c || c == 0x200e || c == 0x200f ||
	    (c >= 0x202a && c <= 0x202e) || (c >= 0x2066 && c <= 0x2069);
}

static bool
is_line_end(uint32_t c)
{
	return c == '\n' || c == '\r' || c == 0x85 || c == 0x2028 || c == 0x2029;
}

/* Whether cleaning is trimming only: printable ASCII throughout. */
static bool
is_printable_ascii(const char *text, size_t length)
{
	for (size_t i = 0; i < length; i++)
		if ((unsigned char)text[i] < 0x20 || (unsigned char)text[i] >= 0x7f)
			return false;
	return true;
}

static char *
trim_ascii(struct arena *arena, const char *text, size_t length)
{
	while (length != 0 && text[0] == ' ') {
		text++;
		length--;
	}
	while (length != 0 && text[length - 1] == ' ')
		length--;
	return arena_strndup(arena, text, length);
}

/* Wanted characters only, trimmed, not yet in normal form. out has room for three bytes per byte of
 * text. */
static size_t
filter(const char *text, size_t length, char *out)
{
	const char *end = text + length;
	size_t	    used = 0;
	size_t	    kept = 0;	/* up to the last that is no blank */
	uint32_t    c;

	while (text < end) {
		c = text_next(&text, end);
		if (c == '\r' && text < end && *text == '\n')
			continue;
		if (c == '\t' || is_line_end(c))
			c = ' ';
		if (is_unwanted(c) || (used == 0 && is_blank(c)))
			continue;
		used += text_encode(c, out + used);
		if (!is_blank(c))
			kept = used;
	}
	return kept;
}

/* Text through utf8proc with these options, into the arena. Text must be valid UTF-8. */
static char *
map(struct arena *arena, const char *text, size_t length, utf8proc_option_t options)
{
	utf8proc_uint8_t *mapped = NULL;
	utf8proc_ssize_t  mapped_length;
	char		 *copy = NULL;

	mapped_length = utf8proc_map((const utf8proc_uint8_t *)text, (utf8proc_ssize_t)length, &mapped,
	    options | UTF8PROC_STABLE | UTF8PROC_COMPOSE);
	if (mapped_length >= 0)
		copy = arena_strndup(arena, (const char *)mapped, (size_t)mapped_length);
	free(mapped);
	return copy;
}

char *
text_clean(struct arena *arena, const char *text, size_t length)
{
	char  *filtered;
	size_t filtered_length;
	char  *clean;

	if (is_printable_ascii(text, length))
		return trim_ascii(arena, text, length);
	if (length > SIZE_MAX / 3)
		return NULL;
	filtered = malloc(length * 3);
	if (filtered == NULL)
		return NULL;
	filtered_length = filter(text, length, filtered);
	clean = map(arena, filtered, filtered_length, 0);
	free(filtered);
	return clean;
}

static char *
fold_ascii(struct arena *arena, const char *text, size_t length)
{
	char  *folded = arena_alloc(arena, length + 1, 1);
	size_t used = 0;

	if (folded == NULL)
		return NULL;
	for (size_t i = 0; i < length; i++) {
		char c = text[i];

		if (c == ' ' || c == '_' || c == '-')
			continue;
		folded[used++] = c >= 'A' && c <= 'Z' ? (char)(c + ('a' - 'A')) : c;
	}
	return folded;
}

/* Removes blanks, underscores and dashes and straightens quotes, in place: no character grows. */
static size_t
simplify(char *text)
{
	const char *from = text;
	const char *end = text + strlen(text);
	char	   *to = text;
	uint32_t    c;

	while (from < end) {
		c = text_next(&from, end);
		if (is_blank(c) || c == '_' || c == '-' || c == 0xad || (c >= 0x2010 && c <= 0x2015))
			continue;
		if ((c >= 0x2018 && c <= 0x201b) || c == 0x2032)
			c = '\'';
		else if ((c >= 0x201c && c <= 0x201f) || c == 0x2033)
			c = '"';
		to += text_encode(c, to);
	}
	*to = '\0';
	return (size_t)(to - text);
}

char *
text_fold(struct arena *arena, const char *text, size_t length)
{
	char *clean;

	if (is_printable_ascii(text, length))
		return fold_ascii(arena, text, length);
	clean = text_clean(arena, text, length);
	if (clean == NULL)
		return NULL;
	return map(arena, clean, simplify(clean), UTF8PROC_CASEFOLD);
}

/* Latin letters that do not decompose into an ASCII one. */
static const struct {
	uint32_t    letter;
	const char *ascii;
} spellings[] = {
	{ 0xe6, "ae" }, { 0xf0, "d" }, { 0xf8, "o" }, { 0xfe, "th" }, { 0x111, "d" }, { 0x127, "h" },
	{ 0x131, "i" }, { 0x142, "l" }, { 0x14b, "n" }, { 0x153, "oe" }, { 0x167, "t" },
};

/* ASCII for one decomposed, case-folded character: itself, its spelling, or "-" for what a file
 * name had better not hold. */
static const char *
slug_part(utf8proc_int32_t c, char single[2])
{
	bool plain = (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '_';

	for (size_t i = 0; i < COUNT_OF(spellings); i++)
		if ((utf8proc_int32_t)spellings[i].letter == c)
			return spellings[i].ascii;
	single[0] = '-';
	if (plain)
		single[0] = (char)c;
	single[1] = '\0';
	return single;
}

/* Appends part unless it would not fit, begin the slug with '-' or double one. */
static size_t
slug_append(char slug[49], size_t used, const char *part)
{
	size_t length = strlen(part);

	if (used + length > 48 || (*part == '-' && (used == 0 || slug[used - 1] == '-')))
		return used;
	for (size_t i = 0; i < length; i++)
		slug[used + i] = part[i];
	return used + length;
}

void
text_slug(const char *id, char slug[49])
{
	const utf8proc_option_t options =
	    UTF8PROC_DECOMPOSE | UTF8PROC_COMPAT | UTF8PROC_CASEFOLD | UTF8PROC_STRIPMARK;
	utf8proc_int32_t parts[32];	/* no character decomposes into more than 18 */
	const char	*end = id + strlen(id);
	size_t		 used = 0;
	int		 state = 0;
	char		 single[2];

	while (id < end) {
		utf8proc_int32_t c = (utf8proc_int32_t)text_next(&id, end);
		utf8proc_ssize_t count =
		    utf8proc_decompose_char(c, parts, (utf8proc_ssize_t)COUNT_OF(parts), options, &state);

		for (utf8proc_ssize_t i = 0; i < count && i < (utf8proc_ssize_t)COUNT_OF(parts); i++)
			used = slug_append(slug, used, slug_part(parts[i], single));
	}
	while (used > 0 && slug[used - 1] == '-')
		used--;
	slug[used] = '\0';
	if (used == 0)
		(void)strcpy(slug, "partner");
}

size_t
text_width(const char *text)
{
	const char *end = text + strlen(text);
	size_t	    width = 0;

	for (;;) {
		size_t plain = plain_ascii_length((const unsigned char *)text, (const unsigned char *)end);

		width += plain;
		text += plain;
		if (text == end)
			return width;
		width += utf8proc_charwidth((utf8proc_int32_t)text_next(&text, end)) == 2 ? 2 : 1;
	}
}
