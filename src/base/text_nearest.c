/* text_nearest.c - how far two words are apart, for "did you mean". */
#include "base/text.h"

#include <string.h>

enum { WORD_MAX = 64 };	/* longer words get no suggestion */

static char
lower(char c)
{
	return c >= 'A' && c <= 'Z' ? (char)(c + ('a' - 'A')) : c;
}

bool
text_equal_nocase(const char *a, const char *b)
{
	for (; lower(*a) == lower(*b); a++, b++)
		if (*a == '\0')
			return true;
	return false;
}

static size_t
least(size_t a, size_t b)
{
	return a < b ? a : b;
}

/* One row of the distance matrix: a[0..i] against every beginning of b. It becomes rows[0]; the
 * two rows above it follow. */
static void
distance_row(const char *a, size_t i, const char *b, size_t b_length, size_t rows[3][WORD_MAX + 1])
{
	memmove(rows[2], rows[1], sizeof rows[1]);
	memmove(rows[1], rows[0], sizeof rows[0]);
	rows[0][0] = i + 1;
	for (size_t j = 0; j < b_length; j++) {
		size_t best = least(rows[1][j + 1], rows[0][j]) + 1;

		best = least(best, rows[1][j] + (a[i] != b[j]));
		if (i > 0 && j > 0 && a[i] == b[j - 1] && a[i - 1] == b[j])
			best = least(best, rows[2][j - 1] + 1);
		rows[0][j + 1] = best;
	}
}

size_t
text_distance(const char *a, const char *b, size_t limit)
{
	size_t a_length = strlen(a);
	size_t b_length = strlen(b);
	size_t rows[3][WORD_MAX + 1] = { { 0 } };

	if (strcmp(a, b) == 0)
		return 0;
	if (a_length > WORD_MAX || b_length > WORD_MAX)
		return limit + 1;
	for (size_t j = 0; j <= b_length; j++)
		rows[0][j] = j;
	for (size_t i = 0; i < a_length; i++)
		distance_row(a, i, b, b_length, rows);
	return least(rows[0][b_length], limit + 1);
}

/* Cuts beyond the longest word that is compared: the distance is too large anyway. */
static void
lower_copy(const char *word, char copy[WORD_MAX + 2])
{
	size_t length = least(strlen(word), WORD_MAX + 1);

	for (size_t i = 0; i < length; i++)
		copy[i] = lower(word[i]);
	copy[length] = '\0';
}

const char *
text_nearest(const char *word, const char *const *candidates, size_t count)
{
	size_t	    limit = strlen(word) < 5 ? 1 : 2;
	size_t	    best = limit + 1;
	const char *nearest = NULL;
	char	    wanted[WORD_MAX + 2] = "";
	char	    candidate[WORD_MAX + 2] = "";

	lower_copy(word, wanted);
	for (size_t i = 0; i < count; i++) {
		lower_copy(candidates[i], candidate);
		size_t distance = text_distance(wanted, candidate, limit);

		if (distance < best) {
			best = distance;
			nearest = candidates[i];
		}
	}
	return nearest;
}
