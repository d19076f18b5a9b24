/* csvout.c - CSV as RFC 4180 has it. */
#include "publish/csvout.h"

#include <string.h>

#include "base/number.h"

static void
separate(struct csvout *csv)
{
	if (csv->started)
		fputc(',', csv->stream);
	csv->started = true;
}

static bool
looks_like_formula(const char *text)
{
	return text[0] != '\0' && strchr("=+-@\t\r", text[0]) != NULL;
}

static void
write_quoted(FILE *stream, const char *text)
{
	for (; *text != '\0'; text++) {
		if (*text == '"')
			fputc('"', stream);
		fputc(*text, stream);
	}
}

void
csvout_init(struct csvout *csv, FILE *stream)
{
	csv->stream = stream;
	csv->started = false;
}

void
csvout_text(struct csvout *csv, const char *text)
{
	const char *apostrophe;

	separate(csv);
	if (text == NULL)
		return;
	apostrophe = looks_like_formula(text) ? "'" : "";
	if (strpbrk(text, ",\"\r\n") == NULL) {
		fputs(apostrophe, csv->stream);
		fputs(text, csv->stream);
		return;
	}
	fputc('"', csv->stream);
	fputs(apostrophe, csv->stream);
	write_quoted(csv->stream, text);
	fputc('"', csv->stream);
}

void
csvout_number(struct csvout *csv, double value, int decimals)
{
	char text[NUMBER_SIZE];

	separate(csv);
	fputs(number_format(value, decimals, text), csv->stream);
}

void
csvout_shortest(struct csvout *csv, double value)
{
	char text[NUMBER_SIZE];

	separate(csv);
	fputs(number_shortest(value, text), csv->stream);
}

void
csvout_place(struct csvout *csv, unsigned long place)
{
	separate(csv);
	if (place > 0)
		fprintf(csv->stream, "%lu", place);
}

void
csvout_end_row(struct csvout *csv)
{
	/* A row of one blank cell would read as an empty line, but no file here has one column. */
	fputc('\n', csv->stream);
	csv->started = false;
}

void
csvout_header(struct csvout *csv, const char *const *names, size_t count)
{
	for (size_t i = 0; i < count; i++)
		csvout_text(csv, names[i]);
	csvout_end_row(csv);
}
