#include "render/xlsx/clean.h"

#include <ctype.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>

#include "base/arena.h"
#include "base/text.h"

static const struct {
	size_t units;
	bool   lines;		/* tab and newline stay */
	bool   xstring;		/* "_xHHHH_" means a character there */
} uses[CLEAN_USES] = {
	[CLEAN_CELL] = { 32767, true, true },
	[CLEAN_RESULT] = { 32767, false, true },
	[CLEAN_HEADER] = { 60, false, true },
	[CLEAN_PROPERTY] = { 250, false, false },
	[CLEAN_LITERAL] = { 60, false, false },
};

bool
clean_is_plain(const char *text, size_t length)
{
	if (length > 250)
		return false;
	for (size_t i = 0; i < length; i++) {
		unsigned char c = (unsigned char)text[i];

		if (c < 0x20 || c > 0x7e || c == '&' || (c == '_' && text[i + 1] == 'x'))
			return false;
	}
	return true;
}

static bool
is_xstring_escape(const char *text, const char *end)
{
	if (end - text < 7 || text[0] != '_' || text[1] != 'x' || text[6] != '_')
		return false;
	for (int i = 2; i < 6; i++)
		if (!isxdigit((unsigned char)text[i]))
			return false;
	return true;
}

/* What XML and Excel accept: no controls but tab and newline, no surrogates, no noncharacters. */
static bool
is_allowed(uint32_t code_point)
{
	if (code_point < 0x20 || (code_point >= 0x7f && code_point < 0xa0))
		return false;
	if (code_point >= 0xd800 && code_point < 0xe000)
		return false;
	if (code_point >= 0xfdd0 && code_point < 0xfdf0)
		return false;
	return (code_point & 0xfffe) != 0xfffe && code_point <= 0x10ffff;
}

/* One code point as it will stand in the file; returns its bytes, 0 if it is left out, and its UTF-16 units. */
static size_t
clean_one(uint32_t code_point, enum clean_use use, char out[8], size_t *units)
{
	*units = 1;
	if (code_point == '\t' || code_point == '\n' || code_point == '\r') {
		out[0] = uses[use].lines && code_point != '\r' ? (char)code_point : ' ';
		return 1;
	}
	if (!is_allowed(code_point))
		return 0;
	if (code_point == '&' && use == CLEAN_HEADER) {
		memcpy(out, "&&", 2);
		*units = 2;
		return 2;
	}
	if (code_point == '"' && use == CLEAN_LITERAL) {
		memcpy(out, "\"\"", 2);
		*units = 2;
		return 2;
	}
	*units = code_point > 0xffff ? 2 : 1;
	return text_encode(code_point, out);
}

/*
 * The library looks for the picture codes "&G" and "&[Picture]" without seeing that "&&" is none, and frees the header twice when
 * there is no picture: a space of no width between. one holds a cleaned character of size bytes; returns its new size.
 */
static size_t
part_picture_code(char one[8], size_t size, bool after_ampersand, size_t *units)
{
	static const char apart[] = "\xe2\x80\x8b";

	if (!after_ampersand || size != 1 || (one[0] != 'G' && one[0] != '['))
		return size;
	one[sizeof apart - 1] = one[0];
	memcpy(one, apart, sizeof apart - 1);
	*units = 2;
	return sizeof apart;
}

size_t
clean_text(const char *text, size_t length, enum clean_use use, char *out)
{
	static const char escape[] = "_x005F_";
	static const char ellipsis[] = "\xe2\x80\xa6";
	const char	 *end = text + length;
	size_t		  used = 0;
	size_t		  bytes = 0;
	size_t		  fitting = 0;	/* bytes after which an ellipsis still fits */

	while (text < end) {
		bool   escaped = uses[use].xstring && is_xstring_escape(text, end);
		char   one[8];
		size_t units;
		size_t size = clean_one(text_next(&text, end), use, one, &units);

		if (size == 0)
			continue;
		if (use == CLEAN_HEADER)
			size = part_picture_code(one, size, bytes > 0 && out[bytes - 1] == '&', &units);
		if (escaped) {
			size = units = sizeof escape - 1;
			memcpy(one, escape, size);
		}
		if (used + units > uses[use].units) {
			memcpy(out + fitting, ellipsis, sizeof ellipsis - 1);
			bytes = fitting + sizeof ellipsis - 1;
			break;
		}
		memcpy(out + bytes, one, size);
		bytes += size;
		used += units;
		if (used < uses[use].units)
			fitting = bytes;
	}
	out[bytes] = '\0';
	return bytes;
}

/* Typographic quotes for the straight ones inside a name, which has room: three bytes for each of its units. */
static void
curl_quotes(char *name)
{
	static const char quote[] = "\xe2\x80\x99";

	for (char *at = strchr(name, '\''); at != NULL; at = strchr(at, '\'')) {
		memmove(at + sizeof quote - 1, at + 1, strlen(at + 1) + 1);
		memcpy(at, quote, sizeof quote - 1);
	}
}

/* Appends to name what of wanted may stand in a sheet name, up to limit UTF-16 units. */
static void
append_name(const char *wanted, size_t limit, char *name)
{
	const char *end = wanted + strlen(wanted);
	size_t	    bytes = 0;
	size_t	    used = 0;

	while (wanted < end) {
		char   one[8];
		size_t units;
		size_t size = clean_one(text_next(&wanted, end), CLEAN_PROPERTY, one, &units);

		if (size == 1 && strchr("[]:*?/\\", one[0]) != NULL)
			one[0] = '-';
		if (size == 0 || (bytes == 0 && (one[0] == '\'' || one[0] == ' ')))
			continue;
		if (used + units > limit)
			break;
		memcpy(name + bytes, one, size);
		bytes += size;
		used += units;
	}
	while (bytes > 0 && (name[bytes - 1] == '\'' || name[bytes - 1] == ' '))
		bytes--;
	name[bytes] = '\0';
	curl_quotes(name);
}

bool
clean_same_name(const char *a, const char *b)
{
	bool	      same = text_equal_nocase(a, b);
	struct arena *arena;

	if (same || (clean_is_plain(a, strlen(a)) && clean_is_plain(b, strlen(b))))
		return same;
	arena = arena_new();
	if (arena != NULL) {
		const char *folded_a = text_fold(arena, a, strlen(a));
		const char *folded_b = text_fold(arena, b, strlen(b));

		same = folded_a != NULL && folded_b != NULL && strcmp(folded_a, folded_b) == 0;
	}
	arena_free(arena);
	return same;
}

static bool
is_taken(const char *name, const char (*used)[SHEET_NAME_SIZE], size_t count)
{
	if (name[0] == '\0' || text_equal_nocase(name, "History"))
		return true;
	for (size_t i = 0; i < count; i++)
		if (clean_same_name(name, used[i]))
			return true;
	return false;
}

void
clean_sheet_name(const char *wanted, const char (*used)[SHEET_NAME_SIZE], size_t count,
    char name[SHEET_NAME_SIZE])
{
	char stem[SHEET_NAME_SIZE];
	char suffix[24];

	append_name(wanted, SHEET_NAME_UNITS, name);
	if (!is_taken(name, used, count))
		return;
	/* One of count + 2 different suffixes is free. */
	for (size_t i = 2; i <= count + 3; i++) {
		(void)snprintf(suffix, sizeof suffix, " %zu", i);
		append_name(wanted, SHEET_NAME_UNITS - strlen(suffix), stem);
		if (stem[0] == '\0')
			(void)strcpy(stem, "Sheet");
		(void)snprintf(name, SHEET_NAME_SIZE, "%.100s%s", stem, suffix);
		if (!is_taken(name, used, count))
			return;
	}
}
