/* csv_encoding.c - one tally of all bytes: what UTF-8 can read of them and what it cannot. */
#include "input/csv_encoding.h"

#include <errno.h>
#include <stdbool.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/types.h>
#include <unistd.h>

#include "base/count.h"
#include "base/error.h"
#include "base/text.h"
#include "input/csv_decode.h"

/* So many characters beyond ASCII are UTF-8 by chance in no text of another encoding. */
enum { CARRY_BYTES = 3, GROUPED_SIZE = 40, SURELY_UTF8 = 3 };

static const struct {
	const char *bytes;
	size_t	    length;
	const char *name;
	const char *label;
} marks[] = {
	{ "\357\273\277", 3, "UTF-8", "UTF-8 with BOM" },
	{ "\377\376", 2, "UTF-16LE", "UTF-16LE with BOM" },
	{ "\376\377", 2, "UTF-16BE", "UTF-16BE with BOM" },
};

struct tally {
	unsigned long long bytes;
	unsigned long long characters;	/* beyond ASCII, well-formed */
	unsigned long long broken;	/* ill-formed sequences, each a maximal subpart */
	unsigned long long undefined;	/* of the broken: no character in Windows-1252 */
	unsigned long long first_offset;	/* of the first broken one */
	unsigned char	   first_byte;
	bool		   zero;	/* a byte is 0 */
};

/* Bytes of p below 0x80, eight at a time. */
static size_t
ascii_length(const char *p, const char *end)
{
	const uint64_t top_bits = 0x8080808080808080u;
	const char    *start = p;
	uint64_t       word;

	for (; end - p >= 8; p += 8) {
		memcpy(&word, p, 8);
		if ((word & top_bits) != 0)
			break;
	}
	while (p < end && (unsigned char)*p < 0x80)
		p++;
	return (size_t)(p - start);
}

static void
tally_broken(struct tally *tally, unsigned char byte, unsigned long long offset)
{
	if (tally->broken++ == 0) {
		tally->first_offset = offset;
		tally->first_byte = byte;
	}
	tally->undefined +=
	    byte == 0x81 || byte == 0x8d || byte == 0x8f || byte == 0x90 || byte == 0x9d;
}

static void
tally_block(struct tally *tally, const char *text, size_t length)
{
	const char *end = text + length;
	const char *p = text;

	tally->zero = tally->zero || memchr(text, '\0', length) != NULL;
	while ((p += ascii_length(p, end)) < end) {
		const char *at = p;

		if (csv_decode_broken(&p, end))
			tally_broken(tally, (unsigned char)*at, tally->bytes + (size_t)(at - text));
		else
			tally->characters++;
	}
	tally->bytes += length;
}

/* How many bytes at the end may be the beginning of a character that the next block completes. */
static size_t
open_end(const char *text, size_t length)
{
	for (size_t back = 1; back <= CARRY_BYTES && back <= length; back++) {
		unsigned char byte = (unsigned char)text[length - back];
		size_t	      whole = byte >= 0xf0 ? 4 : byte >= 0xe0 ? 3 : 2;

		if (byte >= 0xc0)
			return back < whole ? back : 0;
		if (byte < 0x80)
			return 0;
	}
	return 0;
}

/* Goes through what lies behind the head. block has room for a carry and a block; its first
 * `carry` bytes are in it. */
static int
tally_rest(struct tally *tally, const struct csv_bytes_source *source, char *block, size_t carry,
    struct error *error)
{
	unsigned long long offset = source->head_bytes;
	size_t		   length;
	ssize_t		   count = 1;

	while (offset < source->size && count > 0) {
		count = pread(source->file, block + carry, source->block_bytes, (off_t)offset);
		if (count == -1 && errno == EINTR) {
			count = 1;
			continue;
		}
		if (count == -1)
			return error_set(error, ERROR_IO, source->path, 0, "cannot be read: %s",
			    strerror(errno));
		offset += (size_t)count;
		length = carry + (size_t)count;
		carry = open_end(block, length);
		tally_block(tally, block, length - carry);
		memmove(block, block + length - carry, carry);
	}
	tally_block(tally, block, carry);
	return 0;
}

static int
tally_file(struct tally *tally, const struct csv_bytes_source *source, struct error *error)
{
	bool   whole = source->head_bytes >= source->size;
	size_t carry = whole ? 0 : open_end(source->head, source->head_bytes);
	char  *block;
	int    rc;

	*tally = (struct tally){ 0 };
	tally_block(tally, source->head, source->head_bytes - carry);
	if (whole)
		return 0;
	block = malloc(CARRY_BYTES + source->block_bytes);
	if (block == NULL)
		return error_out_of_memory(error);
	memcpy(block, source->head + source->head_bytes - carry, carry);
	rc = tally_rest(tally, source, block, carry, error);
	free(block);
	return rc;
}

/* 1234567 as "1,234,567". */
static const char *
grouped(unsigned long long number, char text[GROUPED_SIZE])
{
	char   digits[GROUPED_SIZE];
	size_t length = (size_t)snprintf(digits, sizeof digits, "%llu", number);
	char  *to = text;

	for (size_t i = 0; i < length; i++) {
		if (i > 0 && (length - i) % 3 == 0)
			*to++ = ',';
		*to++ = digits[i];
	}
	*to = '\0';
	return text;
}

static void
set_name(struct csv_encoding *encoding, const char *iconv_name, const char *label, double confidence)
{
	snprintf(encoding->name, sizeof encoding->name, "%s", iconv_name);
	snprintf(encoding->label, sizeof encoding->label, "%s", label);
	encoding->confidence = confidence;
}

static void
judge(const struct tally *tally, struct csv_encoding *encoding)
{
	double broken = (double)tally->broken;
	double readable = (double)tally->characters;
	char   count[GROUPED_SIZE];
	char   offset[GROUPED_SIZE];

	if (tally->broken == 0) {
		set_name(encoding, "UTF-8", "UTF-8", 1);
		snprintf(encoding->why, sizeof encoding->why, "all %s bytes are valid UTF-8",
		    grouped(tally->bytes, count));
		return;
	}
	grouped(tally->first_offset, offset);
	if (tally->characters > tally->broken) {
		set_name(encoding, "UTF-8", "UTF-8", readable / (readable + broken));
		snprintf(encoding->why, sizeof encoding->why,
		    "UTF-8 but for %s broken place%s, the first at offset %s (0x%02X)",
		    grouped(tally->broken, count), tally->broken == 1 ? "" : "s", offset,
		    tally->first_byte);
		return;
	}
	/* Other code pages look alike; a byte without meaning in this one speaks for them. */
	set_name(encoding, "WINDOWS-1252", "Windows-1252",
	    (tally->undefined > 0 ? 0.5 : 0.9) * broken / (readable + broken));
	snprintf(encoding->why, sizeof encoding->why,
	    "first byte that is not UTF-8 at offset %s (0x%02X)", offset, tally->first_byte);
}

static bool
decide_by_mark(const struct csv_bytes_source *source, struct csv_encoding *encoding)
{
	for (size_t i = 0; i < COUNT_OF(marks); i++) {
		if (source->head_bytes < marks[i].length ||
		    memcmp(source->head, marks[i].bytes, marks[i].length) != 0)
			continue;
		set_name(encoding, marks[i].name, marks[i].label, 1);
		snprintf(encoding->why, sizeof encoding->why, "byte order mark");
		encoding->mark_bytes = marks[i].length;
		return true;
	}
	return false;
}

static bool
is_utf8(const char *name)
{
	return text_equal_nocase(name, "UTF-8") || text_equal_nocase(name, "UTF8");
}

/* What the bytes are where that cannot be what the mapping fixed; NULL: they can. */
static const char *
contradiction(const struct csv_bytes_source *source, const struct tally *tally, const char *fixed)
{
	const char *head = source->head;
	bool	    wide = csv_decode_unit(fixed) > 1;

	if (!wide && source->head_bytes >= 2 && (head[0] == '\0') != (head[1] == '\0'))
		return head[0] == '\0' ? "UTF-16BE" : "UTF-16LE";
	if (is_utf8(fixed) || tally->bytes < 2 || tally->zero || tally->broken > 0 ||
	    (!wide && tally->characters < SURELY_UTF8))
		return NULL;
	return "UTF-8";
}

static int
take_fixed(const struct csv_bytes_source *source, const struct tally *tally, const char *fixed,
    struct csv_encoding *encoding, struct error *error)
{
	const char *other = contradiction(source, tally, fixed);

	if (other != NULL)
		return error_set(error, ERROR_INPUT, source->path, 0,
		    "encoding = %s in the mapping, but the bytes are %s; expected encoding = %s, or delete the line: it is found out",
		    fixed, other, other);
	set_name(encoding, is_utf8(fixed) ? "UTF-8" : fixed, fixed, 1);
	snprintf(encoding->why, sizeof encoding->why, "given by the mapping");
	return 0;
}

int
csv_encoding_decide(const struct csv_bytes_source *source, const char *fixed,
    struct csv_encoding *encoding, struct error *error)
{
	struct tally tally;

	*encoding = (struct csv_encoding){ .mark_bytes = 0 };
	if (fixed != NULL && text_equal_nocase(fixed, "auto"))
		fixed = NULL;
	if (fixed != NULL && (strlen(fixed) >= ENCODING_NAME_SIZE || !csv_decode_knows(fixed)))
		return error_set(error, ERROR_CONFIG, source->path, 0,
		    "the encoding '%.60s' cannot be read; expected one that iconv -l lists and "
		    "that keeps its meaning all through a text, as WINDOWS-1252 or UTF-16LE",
		    fixed);
	if (decide_by_mark(source, encoding))
		return 0;
	if (tally_file(&tally, source, error) == -1)
		return -1;
	if (fixed != NULL)
		return take_fixed(source, &tally, fixed, encoding, error);
	judge(&tally, encoding);
	return 0;
}
