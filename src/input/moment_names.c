/* moment_names.c - the names of the months, as people and tools of seven languages write them. */
#include "input/moment.h"

#include <string.h>

#include "base/count.h"
#include "base/text.h"

enum { NAME_BYTES_MAX = 16 };	/* septiembre and its like, with room for accents */

/* Folded: small letters without accents. English, German, French, Spanish, Italian, Dutch, Portuguese; no word names two months. */
static const struct {
	int	    month;
	const char *names[16];
} months[] = {
	{ 1, { "jan", "january", "januar", "janner", "janvier", "janv", "enero", "ene", "gennaio", "gen", "januari", "janeiro" } },
	{ 2, { "feb", "february", "februar", "feber", "fevrier", "fevr", "fev", "febrero", "febbraio", "februari", "fevereiro" } },
	{ 3, { "mar", "march", "marz", "maerz", "mrz", "mars", "marzo", "maart", "mrt", "marco" } },
	{ 4, { "apr", "april", "avril", "avr", "abril", "abr", "aprile" } },
	{ 5, { "may", "mai", "mayo", "maggio", "mag", "mei", "maio" } },
	{ 6, { "jun", "june", "juni", "juin", "junio", "giugno", "giu", "junho" } },
	{ 7, { "jul", "july", "juli", "juillet", "juil", "julio", "luglio", "lug", "julho" } },
	{ 8, { "aug", "august", "aout", "agosto", "ago", "augustus" } },
	{ 9, { "sep", "sept", "september", "septembre", "septiembre", "setiembre", "set", "settembre", "sett", "setembro" } },
	{ 10, { "oct", "october", "oktober", "okt", "octobre", "octubre", "ottobre", "ott", "outubro", "out" } },
	{ 11, { "nov", "november", "novembre", "noviembre", "novembro" } },
	{ 12, { "dec", "december", "dezember", "dez", "decembre", "diciembre", "dic", "dicembre", "dezembro" } },
};

/* The small ASCII letter under a letter with or without accent, 0 for anything else. */
static char
base_letter(uint32_t c)
{
	/* U+00C0 to U+00FF; the small letters stand in the order of the capitals. */
	static const char latin[] = "aaaaaa.ceeeeiiiidnooooo.ouuuuy..";

	if (c >= 'A' && c <= 'Z')
		return (char)(c + ('a' - 'A'));
	if (c >= 'a' && c <= 'z')
		return (char)c;
	if (c < 0xc0 || c > 0xff || latin[(c - 0xc0) % 32] == '.')
		return 0;
	return latin[(c - 0xc0) % 32];
}

/* An accent on its own, behind its letter. */
static bool
is_accent(uint32_t c)
{
	return c >= 0x300 && c <= 0x36f;
}

static bool
fold_name(const char *text, size_t length, char folded[NAME_BYTES_MAX])
{
	const char *end = text + length;
	size_t	    used = 0;

	while (text < end) {
		uint32_t c = text_next(&text, end);
		char	 letter = base_letter(c);

		if (is_accent(c) || (c == '.' && text == end))
			continue;
		if (letter == 0 || used == NAME_BYTES_MAX - 1)
			return false;
		folded[used++] = letter;
	}
	folded[used] = '\0';
	return used > 0;
}

int
month_by_name(const char *text, size_t length)
{
	char folded[NAME_BYTES_MAX];

	if (!fold_name(text, length, folded))
		return 0;
	for (size_t i = 0; i < COUNT_OF(months); i++)
		for (size_t j = 0; months[i].names[j] != NULL; j++)
			if (folded[0] == months[i].names[j][0] && strcmp(folded, months[i].names[j]) == 0)
				return months[i].month;
	return 0;
}
