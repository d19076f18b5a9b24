/* json.c - a small writer of JSON. */
#include "publish/json.h"

#include <string.h>

#include "base/number.h"
#include "base/text.h"

static void
write_escaped(FILE *stream, uint32_t code_point)
{
	char   bytes[4];
	size_t length;

	if (code_point == '"' || code_point == '\\') {
		fprintf(stream, "\\%c", (int)code_point);
	} else if (code_point == '\n') {
		fputs("\\n", stream);
	} else if (code_point < 0x20 || (code_point >= 0x7f && code_point < 0xa0)) {
		fprintf(stream, "\\u%04x", (unsigned)code_point);
	} else {
		length = text_encode(code_point, bytes);
		(void)fwrite(bytes, 1, length, stream);	/* the stream keeps the failure */
	}
}

static void
write_text(FILE *stream, const char *text)
{
	const char *end = text + strlen(text);

	fputc('"', stream);
	while (text < end)
		write_escaped(stream, text_next(&text, end));
	fputc('"', stream);
}

static void
new_line(struct json *json)
{
	fputc('\n', json->stream);
	for (unsigned i = 0; i < json->depth; i++)
		fputs("  ", json->stream);
}

/* Comma, line and key: everything that stands before a value. */
static void
begin_value(struct json *json, const char *key)
{
	if (json->depth > 0) {
		if (!json->empty)
			fputc(',', json->stream);
		new_line(json);
	}
	json->empty = false;
	if (key != NULL) {
		write_text(json->stream, key);
		fputs(": ", json->stream);
	}
}

static void
open_level(struct json *json, const char *key, char bracket)
{
	begin_value(json, key);
	fputc(bracket, json->stream);
	json->depth++;
	json->empty = true;
}

static void
close_level(struct json *json, char bracket)
{
	json->depth--;
	if (!json->empty)
		new_line(json);
	fputc(bracket, json->stream);
	json->empty = false;
	if (json->depth == 0)
		fputc('\n', json->stream);
}

void
json_init(struct json *json, FILE *stream)
{
	json->stream = stream;
	json->depth = 0;
	json->empty = true;
}

void
json_open_object(struct json *json, const char *key)
{
	open_level(json, key, '{');
}

void
json_close_object(struct json *json)
{
	close_level(json, '}');
}

void
json_open_array(struct json *json, const char *key)
{
	open_level(json, key, '[');
}

void
json_close_array(struct json *json)
{
	close_level(json, ']');
}

void
json_string(struct json *json, const char *key, const char *value)
{
	begin_value(json, key);
	if (value == NULL)
		fputs("null", json->stream);
	else
		write_text(json->stream, value);
}

void
json_integer(struct json *json, const char *key, unsigned long long value)
{
	begin_value(json, key);
	fprintf(json->stream, "%llu", value);
}

void
json_number(struct json *json, const char *key, double value)
{
	char text[NUMBER_SIZE];

	begin_value(json, key);
	number_shortest(value, text);
	fputs(text[0] == '\0' ? "null" : text, json->stream);
}

void
json_boolean(struct json *json, const char *key, bool value)
{
	begin_value(json, key);
	fputs(value ? "true" : "false", json->stream);
}

void
json_strings(struct json *json, const char *key, const char *const *values, size_t count)
{
	begin_value(json, key);
	fputc('[', json->stream);
	for (size_t i = 0; i < count; i++) {
		if (i > 0)
			fputs(", ", json->stream);
		write_text(json->stream, values[i]);
	}
	fputc(']', json->stream);
}
