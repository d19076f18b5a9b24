/* csv_decode.c - iconv as a stream: an unfinished character waits, a broken one becomes U+FFFD. */
#include "input/csv_decode.h"

#include <errno.h>
#include <iconv.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "base/count.h"
#include "base/error.h"
#include "base/text.h"

enum { REPLACEMENT_BYTES = 3, SMALLEST_RAW = 64 };

static const char replacement[] = "\357\277\275";

struct csv_decode {
	iconv_t		   converter;
	size_t		   unit;	/* bytes to leave out after a broken place */
	char		  *raw;
	size_t		   capacity;
	size_t		   start;	/* bytes not converted yet are [start, end) */
	size_t		   end;
	bool		   flushed;
	unsigned long long written;
	unsigned long	   damaged;
	unsigned long long damaged_at;
};

/* Encodings in units of more than a byte, whose name says the order so that no mark changes it. */
static const struct {
	const char *name;
	size_t	    unit;
} wide[] = {
	{ "UTF-16LE", 2 },
	{ "UTF-16BE", 2 },
	{ "UTF-32LE", 4 },
	{ "UTF-32BE", 4 },
};

size_t
csv_decode_unit(const char *encoding)
{
	for (size_t i = 0; i < COUNT_OF(wide); i++)
		if (text_equal_nocase(encoding, wide[i].name))
			return wide[i].unit;
	return 1;
}

/* iconv_open fails with (iconv_t)-1. */
static bool
is_converter(iconv_t converter)
{
	return (intptr_t)converter != -1;
}

/* What switches the state of those encodings that have one stands for itself in all others. */
static bool
reads_ascii_as_ascii(iconv_t converter)
{
	char   probe[] = "\033$B\016\017+AGE- a,b;c\td|\"1.5\"\r\n";
	char   result[2 * sizeof probe];
	char  *from = probe;
	char  *to = result;
	size_t left = sizeof probe - 1;
	size_t space = sizeof result;

	if (iconv(converter, &from, &left, &to, &space) == (size_t)-1 ||
	    iconv(converter, NULL, NULL, &to, &space) == (size_t)-1)
		return false;
	return (size_t)(to - result) == sizeof probe - 1 &&
	    memcmp(result, probe, sizeof probe - 1) == 0;
}

bool
csv_decode_knows(const char *encoding)
{
	iconv_t converter;
	bool	known;

	/* Behind a slash iconv takes options, of which none is wanted. */
	if (encoding[0] == '\0' || strchr(encoding, '/') != NULL)
		return false;
	converter = iconv_open("UTF-8", encoding);
	if (!is_converter(converter))
		return false;
	known = csv_decode_unit(encoding) > 1 || reads_ascii_as_ascii(converter);
	iconv_close(converter);
	return known;
}

int
csv_decode_open(const char *path, const char *encoding, const char *head, size_t head_bytes,
    struct csv_decode **decode, struct error *error)
{
	struct csv_decode *opened = calloc(1, sizeof *opened);

	*decode = NULL;
	if (opened == NULL)
		return error_out_of_memory(error);
	opened->converter = iconv_open("UTF-8", encoding);
	if (!is_converter(opened->converter)) {
		free(opened);
		return error_set(error, ERROR_INPUT, path, 0,
		    "no converter for %s here (%s); expected UTF-8: save as CSV UTF-8", encoding,
		    strerror(errno));
	}
	opened->unit = csv_decode_unit(encoding);
	opened->capacity = head_bytes > SMALLEST_RAW ? head_bytes : SMALLEST_RAW;
	opened->raw = malloc(opened->capacity);
	if (opened->raw == NULL) {
		csv_decode_close(opened);
		return error_out_of_memory(error);
	}
	memcpy(opened->raw, head, head_bytes);
	opened->end = head_bytes;
	*decode = opened;
	return 0;
}

void
csv_decode_close(struct csv_decode *decode)
{
	if (decode == NULL)
		return;
	iconv_close(decode->converter);
	free(decode->raw);
	free(decode);
}

char *
csv_decode_space(struct csv_decode *decode, size_t *size)
{
	decode->end -= decode->start;
	memmove(decode->raw, decode->raw + decode->start, decode->end);
	decode->start = 0;
	*size = decode->capacity - decode->end;
	return decode->raw + decode->end;
}

void
csv_decode_added(struct csv_decode *decode, size_t count)
{
	decode->end += count;
}

/* Leaves out what is broken at start: one unit, or at the end all that is left of a character. */
static void
replace(struct csv_decode *decode, bool unfinished, char **to, size_t *space,
    unsigned long long place)
{
	size_t left = decode->end - decode->start;

	if (decode->damaged++ == 0)
		decode->damaged_at = place;
	decode->start += unfinished || left < decode->unit ? left : decode->unit;
	memcpy(*to, replacement, REPLACEMENT_BYTES);
	*to += REPLACEMENT_BYTES;
	*space -= REPLACEMENT_BYTES;
}

/* One call of iconv. False: out is full. */
static bool
convert_run(struct csv_decode *decode, char **to, size_t *space, bool *broken, bool *unfinished)
{
	char  *from = decode->raw + decode->start;
	size_t left = decode->end - decode->start;
	size_t rc = iconv(decode->converter, &from, &left, to, space);

	decode->start = decode->end - left;
	*unfinished = rc == (size_t)-1 && errno == EINVAL;
	*broken = rc == (size_t)-1 && errno != EINVAL && errno != E2BIG;
	return rc != (size_t)-1 || errno != E2BIG;
}

size_t
csv_decode_convert(struct csv_decode *decode, bool at_end, char *out, size_t size)
{
	char  *to = out;
	size_t space = size;
	bool   broken;
	bool   unfinished;

	while (decode->start < decode->end &&
	    convert_run(decode, &to, &space, &broken, &unfinished)) {
		if (unfinished && !at_end)
			break;
		if (!broken && !unfinished)
			continue;
		if (space < REPLACEMENT_BYTES)
			break;
		replace(decode, unfinished, &to, &space, decode->written + (size_t)(to - out));
	}
	/* Some code pages hold a letter back in case an accent follows. */
	if (at_end && decode->start == decode->end && !decode->flushed &&
	    space >= DECODE_ROOM / 2) {
		iconv(decode->converter, NULL, NULL, &to, &space);
		decode->flushed = true;
	}
	decode->written += (size_t)(to - out);
	return (size_t)(to - out);
}

unsigned long
csv_decode_damaged(const struct csv_decode *decode)
{
	return decode->damaged;
}

unsigned long long
csv_decode_damaged_at(const struct csv_decode *decode)
{
	return decode->damaged_at;
}

bool
csv_decode_broken(const char **text, const char *end)
{
	const char *at = *text;

	/* Only what is broken reads as U+FFFD without being written so. */
	return text_next(text, end) == 0xfffd &&
	    (end - at < REPLACEMENT_BYTES || memcmp(at, replacement, REPLACEMENT_BYTES) != 0);
}

size_t
csv_decode_repair(const char *text, size_t length, char *out, unsigned long *damaged)
{
	const char *end = text + length;
	char	   *to = out;

	while (text < end) {
		const char *at = text;
		bool	    broken = csv_decode_broken(&text, end);
		size_t	    bytes = broken ? REPLACEMENT_BYTES : (size_t)(text - at);

		memcpy(to, broken ? replacement : at, bytes);
		to += bytes;
		*damaged += broken;
	}
	return (size_t)(to - out);
}
