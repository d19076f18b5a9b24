/* fuzz_number.c - any bytes as a number: a finite value that reads back, or none. */
#include "fuzz.h"

#include <math.h>
#include <string.h>

#include "base/number.h"

static void
check_value(double value)
{
	char   text[NUMBER_SIZE];
	double again;

	MUST(isfinite(value));
	MUST(strlen(number_format(value, 2, text)) < NUMBER_SIZE);
	number_shortest(value, text);
	MUST(number_parse(text, strlen(text), false, &again) == NUMBER_OK);
	/* 15 significant digits. */
	MUST(fabs(again - value) <= 1e-14 * fabs(value));
	MUST(isfinite(number_round(value, 1)));
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	bool   comma = fuzz_options(data, size) % 2 == 1;
	double value;

	if (number_parse((const char *)data, size, comma, &value) == NUMBER_OK)
		check_value(value);
	if (number_parse_known((const char *)data, size, comma, &value) == NUMBER_OK)
		check_value(value);
	return 0;
}
