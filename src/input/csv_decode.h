/*
 * csv_decode.h - bytes of any encoding to UTF-8, block by block. Only csv_decode.c sees iconv.
 *
 * What cannot be read becomes U+FFFD and is counted; nothing is skipped in silence.
 */
#ifndef INPUT_CSV_DECODE_H
#define INPUT_CSV_DECODE_H

#include <stdbool.h>
#include <stddef.h>

struct error;
struct csv_decode;

/* Room that csv_decode_convert needs at least, in bytes. */
enum { DECODE_ROOM = 32 };

/* True if iconv knows the encoding and it is one in which the same bytes mean the same
 * everywhere (no ISO-2022, no UTF-7): UTF-16 and UTF-32 with a byte order in the name, and
 * whatever has ASCII as its first half. */
bool csv_decode_knows(const char *encoding);

/* Bytes of which its characters are made: 2 or 4 for UTF-16 and UTF-32, 1 for all others. */
size_t csv_decode_unit(const char *encoding);

/* Starts with the bytes of head, which are copied; their number is also how many are held at a
 * time. path is for messages. Caller closes. */
int csv_decode_open(const char *path, const char *encoding, const char *head, size_t head_bytes,
    struct csv_decode **decode, struct error *error);
void csv_decode_close(struct csv_decode *decode);

/* Where the next bytes of the file go, and how many; csv_decode_added says how many came. */
char *csv_decode_space(struct csv_decode *decode, size_t *size);
void csv_decode_added(struct csv_decode *decode, size_t count);

/* Converts what it can into out; at_end: no more bytes will be added, so an unfinished
 * character is a broken one. Returns the bytes written; 0: it needs more bytes, or with at_end
 * it is done. */
size_t csv_decode_convert(struct csv_decode *decode, bool at_end, char *out, size_t size);

/* Broken places so far, and where in the text written the first one is. */
unsigned long csv_decode_damaged(const struct csv_decode *decode);
unsigned long long csv_decode_damaged_at(const struct csv_decode *decode);

/* Steps over the next character of UTF-8, at least a byte; true if it is a broken one. */
bool csv_decode_broken(const char **text, const char *end);

/* UTF-8 that is broken in places: writes the text with U+FFFD in their stead to out, of 3 *
 * length bytes. Returns the bytes written, adds the places to *damaged. */
size_t csv_decode_repair(const char *text, size_t length, char *out, unsigned long *damaged);

#endif
