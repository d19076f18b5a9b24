/* number.c - decimal numbers, read exactly and written the same everywhere. */
#include "base/number.h"

#include <locale.h>
#include <math.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum {
	DIGITS_MAX = 400,	/* more digits than any double needs or any table holds */
	EXPONENT_MAX = 9999,	/* beyond it the result is 0 or too large whatever the digits */
	EXACT_DIGITS = 15,	/* that many decimal digits fit a double exactly */
	EXACT_POWER = 22	/* 10^22 is the last power of ten that a double holds exactly */
};

static const double powers[EXACT_POWER + 1] = {
	1e0, 1e1, 1e2, 1e3, 1e4, 1e5, 1e6, 1e7, 1e8, 1e9, 1e10, 1e11,
	1e12, 1e13, 1e14, 1e15, 1e16, 1e17, 1e18, 1e19, 1e20, 1e21, 1e22,
};

/* A number taken apart: digits without separators, scaled by a power of ten. */
struct decimal {
	bool   negative;
	char   digits[DIGITS_MAX];	/* '0'..'9', without leading zeros */
	size_t count;
	long   power;			/* value = digits * 10^power */
};

/* How the file writes numbers. */
struct convention {
	bool comma;		/* ',' is a decimal sign */
	bool known;		/* ... and for sure the only one: what else separates, separates thousands */
};

/* The separators between the digits of one number. */
struct separators {
	size_t count;
	size_t decimal;		/* digits before the last separator */
	char   first;		/* the kind of all but the last ... */
	char   last;		/* ... and of the last; '\0' if none */
	bool   mixed;		/* those before the last differ among themselves */
	bool   grouped;		/* all groups before the last separator are thousands */
	size_t group;		/* digits since the last separator */
	bool   zero;		/* the number begins with a 0 */
};

/* Bytes of the blank at text: space, tab, no-break, narrow no-break or thin space; 0 if there is
 * none. */
static size_t
blank_length(const char *text, const char *end)
{
	size_t length = (size_t)(end - text);

	if (length >= 1 && (*text == ' ' || *text == '\t'))
		return 1;
	if (length >= 2 && memcmp(text, "\xc2\xa0", 2) == 0)
		return 2;
	if (length >= 3 &&
	    (memcmp(text, "\xe2\x80\xaf", 3) == 0 || memcmp(text, "\xe2\x80\x89", 3) == 0))
		return 3;
	return 0;
}

static const char *
skip_blanks(const char *text, const char *end)
{
	size_t length;

	while ((length = blank_length(text, end)) != 0)
		text += length;
	return text;
}

static bool
is_digit(const char *text, const char *end)
{
	return text < end && *text >= '0' && *text <= '9';
}

/* Bytes of the apostrophe at text, straight or curly; 0 if there is none. */
static size_t
apostrophe_length(const char *text, const char *end)
{
	if (text < end && *text == '\'')
		return 1;
	return end - text >= 3 && memcmp(text, "\xe2\x80\x99", 3) == 0 ? 3 : 0;
}

/* Bytes of the separator at text and its kind ('.', ',', '\'' or ' '); a blank or an apostrophe only
 * separates if a digit follows. */
static size_t
separator_length(const char *text, const char *end, bool apostrophes, char *kind)
{
	size_t length;

	if (text < end && (*text == '.' || *text == ',')) {
		*kind = *text;
		return 1;
	}
	*kind = '\'';
	length = apostrophes ? apostrophe_length(text, end) : 0;
	if (length != 0)
		return is_digit(text + length, end) ? length : 0;
	length = blank_length(text, end);
	*kind = ' ';
	return length != 0 && is_digit(text + length, end) ? length : 0;
}

/* Notes a separator of this kind after the digits seen so far. */
static void
note_separator(struct separators *separators, char kind, size_t digits)
{
	bool first = separators->count == 0;

	if (first) {
		separators->first = kind;
		separators->grouped = digits >= 1 && digits <= 3 && !separators->zero;
	} else {
		separators->mixed |= separators->last != separators->first;
		separators->grouped &= separators->group == 3;
	}
	separators->last = kind;
	separators->decimal = digits;
	separators->group = 0;
	separators->count++;
}

/* Digits and separators from *text on; false if there is no digit or far too many. */
static bool
scan_digits(const char **text, const char *end, bool apostrophes, struct decimal *decimal,
    struct separators *separators)
{
	const char *start = *text;
	size_t	    seen = 0;
	size_t	    length;
	char	    kind;

	separators->zero = is_digit(start, end) && *start == '0';
	for (;;) {
		if (is_digit(*text, end)) {
			if (decimal->count == DIGITS_MAX)
				return false;
			if (decimal->count != 0 || **text != '0')
				decimal->digits[decimal->count++] = **text;
			(*text)++;
			seen++;
			separators->group++;
		} else if ((length = separator_length(*text, end, apostrophes, &kind)) != 0) {
			note_separator(separators, kind, seen);
			*text += length;
		} else {
			return seen != 0;
		}
	}
}

/* What one separator alone means. Before three digits a comma may be either unless the file says so, and
 * a point where a comma may be the decimal sign. */
static enum number_result
read_single_separator(const struct separators *separators, bool comma_decimal, bool *fraction)
{
	bool thousands = separators->grouped && separators->group == 3;

	if (thousands && comma_decimal && separators->last == '.')
		return NUMBER_AMBIGUOUS;
	*fraction = separators->last == '.' || (separators->last == ',' && comma_decimal);
	if (*fraction || (separators->last == ' ' && thousands))
		return NUMBER_OK;
	return thousands ? NUMBER_AMBIGUOUS : NUMBER_BAD;
}

/* The same where the decimal sign is known: it stands once and last, everything before it is thousands. */
static enum number_result
read_known_separators(const struct separators *separators, bool comma, bool *fraction)
{
	char sign = comma ? ',' : '.';

	*fraction = separators->last == sign;
	if (*fraction && separators->count == 1)
		return NUMBER_OK;
	if (separators->mixed || !separators->grouped || separators->first == sign)
		return NUMBER_BAD;
	if (*fraction)
		return NUMBER_OK;
	return separators->last == separators->first && separators->group == 3 ? NUMBER_OK : NUMBER_BAD;
}

/* Decides whether the digits after the last separator are decimals. */
static enum number_result
read_separators(const struct separators *separators, struct convention convention, bool *fraction)
{
	*fraction = false;
	if (separators->count == 0)
		return NUMBER_OK;
	if (convention.known)
		return read_known_separators(separators, convention.comma, fraction);
	if (separators->count == 1)
		return read_single_separator(separators, convention.comma, fraction);
	if (separators->mixed || !separators->grouped)
		return NUMBER_BAD;
	*fraction = separators->last != separators->first;
	if (*fraction)
		return separators->last == ' ' ? NUMBER_BAD : NUMBER_OK;
	return separators->group == 3 ? NUMBER_OK : NUMBER_BAD;
}

/* "e" sign digits, if it is there. False if it begins like one and is none. */
static bool
scan_exponent(const char **text, const char *end, long *exponent)
{
	const char *p = *text;
	bool	    negative;

	*exponent = 0;
	if (p == end || (*p != 'e' && *p != 'E'))
		return true;
	p++;
	negative = p < end && *p == '-';
	if (p < end && (*p == '-' || *p == '+'))
		p++;
	if (!is_digit(p, end))
		return false;
	for (; is_digit(p, end); p++)
		if (*exponent <= EXPONENT_MAX)
			*exponent = *exponent * 10 + (*p - '0');
	if (negative)
		*exponent = -*exponent;
	*text = p;
	return true;
}

/* Few digits and a small power: both are exact doubles, so that one operation rounds once (Clinger
 * 1990). */
static bool
convert_exactly(const struct decimal *decimal, double *value)
{
	int64_t digits = 0;

	if (decimal->count > EXACT_DIGITS || decimal->power < -EXACT_POWER ||
	    decimal->power > EXACT_POWER)
		return false;
	for (size_t i = 0; i < decimal->count; i++)
		digits = digits * 10 + (decimal->digits[i] - '0');
	*value = decimal->power < 0 ? (double)digits / powers[-decimal->power]
				    : (double)digits * powers[decimal->power];
	return true;
}

/* The C library's conversion in the C locale, whatever the process has set. */
static double
c_strtod(const char *text)
{
	locale_t c = newlocale(LC_ALL_MASK, "C", (locale_t)0);
	double	 value;

	if (c == (locale_t)0)
		return NAN;
	value = strtod_l(text, NULL, c);
	freelocale(c);
	return value;
}

static double
convert(const struct decimal *decimal)
{
	char   text[DIGITS_MAX + 32];
	double value;

	if (!convert_exactly(decimal, &value)) {
		memcpy(text, decimal->digits, decimal->count);
		(void)snprintf(text + decimal->count, sizeof text - decimal->count, "e%ld",
		    decimal->power);
		value = c_strtod(text);
	}
	return decimal->negative ? -value : value;
}

/* The short way for what nearly every cell holds: a few digits and at most a point, which doubtful ones
 * have before three digits. False for anything else. */
static bool
parse_plain(const char *text, size_t length, bool doubtful, double *value)
{
	bool	negative = length > 0 && *text == '-';
	int64_t digits = 0;
	size_t	count = 0;
	size_t	decimals = 0;
	bool	point = false;

	if (length > EXACT_DIGITS)
		return false;
	for (size_t i = negative; i < length; i++) {
		if (text[i] >= '0' && text[i] <= '9') {
			digits = digits * 10 + (text[i] - '0');
			decimals += point;
			count++;
		} else if (text[i] == '.' && !point) {
			point = true;
		} else {
			return false;
		}
	}
	if (count == 0 || (doubtful && decimals == 3))
		return false;
	*value = (double)digits / powers[decimals];
	if (negative)
		*value = -*value;
	return true;
}

static enum number_result
parse(const char *text, size_t length, struct convention convention, double *value)
{
	struct decimal	   decimal;	/* 400 digits that need no clearing */
	struct separators  separators = { .count = 0 };
	const char	  *end = text + length;
	enum number_result result;
	bool		   fraction;
	long		   exponent;
	double		   number;

	/* Where the comma is known to be the sign, a point separates thousands. */
	if (!(convention.comma && convention.known) && parse_plain(text, length, convention.comma, value))
		return NUMBER_OK;
	text = skip_blanks(text, end);
	decimal.count = 0;
	decimal.negative = text < end && *text == '-';
	if (text < end && (*text == '-' || *text == '+'))
		text++;
	if (!scan_digits(&text, end, convention.known, &decimal, &separators))
		return NUMBER_BAD;
	result = read_separators(&separators, convention, &fraction);
	if (result == NUMBER_BAD || !scan_exponent(&text, end, &exponent))
		return NUMBER_BAD;
	/* "1,234e3" is nobody's way to write a number. */
	if (exponent != 0 && separators.count > (fraction ? 1 : 0))
		return NUMBER_BAD;
	text = skip_blanks(text, end);
	if (text < end && *text == '%')
		text = skip_blanks(text + 1, end);
	if (text != end)
		return NUMBER_BAD;
	if (result != NUMBER_OK)
		return result;
	decimal.power = exponent - (fraction ? (long)separators.group : 0);
	number = convert(&decimal);
	if (!isfinite(number))
		return NUMBER_BAD;
	*value = number;
	return NUMBER_OK;
}

enum number_result
number_parse(const char *text, size_t length, bool comma_decimal, double *value)
{
	return parse(text, length, (struct convention){ .comma = comma_decimal }, value);
}

enum number_result
number_parse_known(const char *text, size_t length, bool comma_decimal, double *value)
{
	return parse(text, length, (struct convention){ .comma = comma_decimal, .known = true }, value);
}

static double
power_of_ten(int exponent)
{
	double power = 1;

	for (; exponent > 0; exponent--)
		power *= 10;
	return power;
}

double
number_round(double value, int decimals)
{
	double scale = power_of_ten(decimals);
	/* The noise to absorb stays far below half a unit of the last decimal. */
	double noise = decimals <= 6 ? 1e-9 : 1e-3 / scale;
	double scaled = (fabs(value) + noise) * scale;

	/* Beyond 2^52 there are no decimals left to round; also NaN and infinities. */
	if (!(scaled < 0x1p52))
		return value;
	scaled = floor(scaled + 0.5);
	if (scaled == 0)
		return 0;
	return copysign(scaled / scale, value);
}

const char *
number_format(double value, int decimals, char text[NUMBER_SIZE])
{
	double		   rounded = number_round(value, decimals);
	double		   scaled = fabs(rounded) * power_of_ten(decimals);
	const char	  *sign = rounded < 0 ? "-" : "";
	unsigned long long units, part;

	if (!isfinite(value)) {
		text[0] = '\0';
	} else if (!(scaled < 0x1p53)) {
		/* No decimals left; very large ones keep the exponent, or they would not fit. */
		(void)snprintf(text, NUMBER_SIZE, fabs(value) < 1e25 ? "%.0f" : "%.15e", value);
	} else {
		units = (unsigned long long)floor(scaled + 0.5);
		part = (unsigned long long)power_of_ten(decimals);
		if (decimals == 0)
			(void)snprintf(text, NUMBER_SIZE, "%s%llu", sign, units);
		else
			(void)snprintf(text, NUMBER_SIZE, "%s%llu.%0*llu", sign, units / part,
			    decimals, units % part);
	}
	return text;
}

/* "1.5e-07" -> "0.00000015" if that fits; text stays as it is otherwise. */
static void
expand_small(char text[NUMBER_SIZE])
{
	char   plain[2 * NUMBER_SIZE] = "";
	char  *exponent = strstr(text, "e-");
	size_t at = 0;
	long   zeros;

	if (exponent == NULL)
		return;
	zeros = strtol(exponent + 2, NULL, 10) - 1;
	if (zeros < 0 || zeros > 18)
		return;
	if (text[0] == '-')
		plain[at++] = '-';
	plain[at++] = '0';
	plain[at++] = '.';
	for (; zeros > 0; zeros--)
		plain[at++] = '0';
	for (const char *p = text; p < exponent; p++)
		if (*p >= '0' && *p <= '9')
			plain[at++] = *p;
	plain[at] = '\0';
	(void)snprintf(text, NUMBER_SIZE, "%.*s", NUMBER_SIZE - 1, plain);
}

const char *
number_shortest(double value, char text[NUMBER_SIZE])
{
	text[0] = '\0';
	if (!isfinite(value))
		return text;
	if (value == 0)
		return strcpy(text, "0");
	(void)snprintf(text, NUMBER_SIZE, "%.15g", value);
	expand_small(text);
	return text;
}
