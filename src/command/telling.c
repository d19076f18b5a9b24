/* telling.c - an explanation as a list of steps. */
#include "command/telling.h"

#include <stdarg.h>
#include <stdlib.h>

#include "base/text.h"

enum { WHAT_WIDTH = 26 };

void
telling_begin(struct telling *telling, FILE *stream, bool as_json, const char *title)
{
	telling->stream = stream;
	telling->as_json = as_json;
	if (!as_json) {
		fprintf(stream, "%s\n\n", title);
		return;
	}
	json_init(&telling->json, stream);
	json_open_object(&telling->json, NULL);
	json_string(&telling->json, "title", title);
	json_open_array(&telling->json, "steps");
}

static void
tell_text(struct telling *telling, const char *what, const char *how)
{
	fprintf(telling->stream, "  %s", what);
	for (size_t have = text_width(what); have < WHAT_WIDTH; have++)
		fputc(' ', telling->stream);
	fprintf(telling->stream, "  %s\n", how);
}

static void
tell_json(struct telling *telling, const char *what, const char *how)
{
	json_open_object(&telling->json, NULL);
	json_string(&telling->json, "what", what);
	json_string(&telling->json, "how", how);
	json_close_object(&telling->json);
}

void
telling_step(struct telling *telling, const char *what, const char *format, ...)
{
	va_list arguments;
	char   *how;
	int	length;

	va_start(arguments, format);
	length = vasprintf(&how, format, arguments);
	va_end(arguments);
	if (length == -1) {
		fprintf(telling->stream, "  %s: out of memory\n", what);
		return;
	}
	if (length > 0 && telling->as_json)
		tell_json(telling, what, how);
	else if (length > 0)
		tell_text(telling, what, how);
	free(how);
}

void
telling_end(struct telling *telling)
{
	if (!telling->as_json)
		return;
	json_close_array(&telling->json);
	json_close_object(&telling->json);
}
