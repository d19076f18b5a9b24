/*
 * text.h - UTF-8 text: validity, normal form, folding, slugs, nearest word.
 *
 * Unicode tables come from utf8proc; only text.c sees it.
 */
#ifndef BASE_TEXT_H
#define BASE_TEXT_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct arena;

/* True for well-formed UTF-8 without NUL. Fast path for ASCII. */
bool text_valid_utf8(const char *text, size_t length);

/* Next code point of [*text, end); U+FFFD for an invalid sequence (maximal subpart consumed). Advances *text; at the end returns 0. */
uint32_t text_next(const char **text, const char *end);

/* Writes code point as UTF-8, returns the bytes (1..4). */
size_t text_encode(uint32_t code_point, char out[4]);

/* Valid UTF-8 in NFC: invalid bytes become U+FFFD, C0/C1 controls, noncharacters, byte order marks and bidi controls are dropped
 * (tabs and line ends become a space), blanks trimmed at both ends. From the arena; NULL when out of memory. */
char *text_clean(struct arena *arena, const char *text, size_t length);

/* Folded for comparing headers and words: cleaned, case-folded, curly to straight quotes, blanks of every kind, '_' and
 * every hyphen and dash removed altogether. From the arena; NULL when out of memory. */
char *text_fold(struct arena *arena, const char *text, size_t length);

/* A file-name-safe slug of id: ASCII letters (diacritics dropped by decomposition), digits, '-' '_' ; at most 48 bytes; never empty
 * ("partner" if nothing is left), never starting with '-' or '.'. Lower case. */
void text_slug(const char *id, char slug[49]);

/* Code points in text, wide East Asian ones counting two: for column widths. */
size_t text_width(const char *text);

/* Damerau-Levenshtein distance, capped at limit + 1. */
size_t text_distance(const char *a, const char *b, size_t limit);

/* The candidate nearest to word within distance 2 (1 for words shorter than 5) without ASCII case, or NULL. */
const char *text_nearest(const char *word, const char *const *candidates, size_t count);

/* ASCII case-insensitive equality. */
bool text_equal_nocase(const char *a, const char *b);

#endif
