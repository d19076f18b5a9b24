/*
 * number.h - decimal numbers in and out, the same in every locale.
 */
#ifndef BASE_NUMBER_H
#define BASE_NUMBER_H

#include <stdbool.h>
#include <stddef.h>

enum number_result { NUMBER_OK, NUMBER_BAD, NUMBER_AMBIGUOUS };

/*
 * The whole of text as a decimal number: sign, digits, one decimal point ('.'; with comma_decimal also ','), exponent, unambiguous
 * thousands separators ("1,234,567", "1.234,5", "1 234 567"), a trailing '%' (kept as is: 93 % is 93). Blanks around are fine.
 * nan, inf, hex, overflow and anything else are NUMBER_BAD; one group of three after a single separator that could be either
 * ("1,234" where comma_decimal is false, "1.234" where it is true; "0.234" is a plain decimal in both) is NUMBER_AMBIGUOUS. Correctly rounded. *value is set only if NUMBER_OK.
 */
enum number_result number_parse(const char *text, size_t length, bool comma_decimal, double *value);

/* The same where the decimal sign is known for sure: the other sign, blanks of every kind and apostrophes
 * separate groups of three. */
enum number_result number_parse_known(const char *text, size_t length, bool comma_decimal, double *value);

/* Fixed decimals (0..9), '.' as point, half away from zero after absorbing 1e-9, "-0" becomes "0". Returns text. NaN gives "". */
enum { NUMBER_SIZE = 40 };
const char *number_format(double value, int decimals, char text[NUMBER_SIZE]);

/* As it was read: at most 15 significant digits, so that binary noise (94.2 * 0.9 = 84.78000000000000113) stays out;
 * no exponent below 1e15. NaN gives "". */
const char *number_shortest(double value, char text[NUMBER_SIZE]);

/* Half away from zero to decimals, absorbing 1e-9 of binary noise first (model.md 3). NaN stays NaN. */
double number_round(double value, int decimals);

#endif
