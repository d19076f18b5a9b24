/* moment_scan.c - see moment_scan.h. */
#include "input/moment_scan.h"

#include <string.h>
#include <strings.h>

/* Bytes of the blank at hand, also of one that does not break the line; 0 for anything else. */
static size_t
blank_bytes(const char *text, size_t length)
{
	if (*text == ' ' || *text == '\t')
		return 1;
	if (length >= 2 && memcmp(text, "\302\240", 2) == 0)
		return 2;
	return length >= 3 && memcmp(text, "\342\200\257", 3) == 0 ? 3 : 0;
}

bool
moment_plain_text(const char *text, size_t length, char plain[MOMENT_TEXT_SIZE])
{
	size_t used = 0;

	for (size_t i = 0; i < length;) {
		size_t blank = blank_bytes(text + i, length - i);
		char   byte = blank > 0 ? ' ' : text[i];

		i += blank > 0 ? blank : 1;
		if (used == 0 && byte == ' ')
			continue;
		if (used == MOMENT_TEXT_SIZE - 1 || byte == '\0')
			return false;
		plain[used++] = byte;
	}
	while (used > 0 && plain[used - 1] == ' ')
		used--;
	plain[used] = '\0';
	return used > 0;
}

void
moment_skip_blanks(const char **at)
{
	while (**at == ' ')
		++*at;
}

int
moment_take_number(const char **at, int most, int *digits)
{
	int value = 0;

	for (*digits = 0; moment_is_digit(**at) && *digits < most; ++*digits)
		value = value * 10 + (*(*at)++ - '0');
	return *digits == 0 || moment_is_digit(**at) ? -1 : value;
}

size_t
moment_letters(const char *at)
{
	size_t count = 0;

	while (moment_is_letter(at[count]))
		count++;
	return count;
}

bool
moment_take_word(const char **at, const char *const *words, size_t count)
{
	size_t length = moment_letters(*at);

	for (size_t i = 0; i < count; i++)
		if (strlen(words[i]) == length && strncasecmp(*at, words[i], length) == 0) {
			*at += length;
			return true;
		}
	return false;
}
