/*
 * telling.h - an explanation as a list of steps, "what: how", told as text or as JSON.
 */
#ifndef COMMAND_TELLING_H
#define COMMAND_TELLING_H

#include <stdbool.h>
#include <stdio.h>

#include "publish/json.h"

struct telling {
	FILE	   *stream;
	bool	    as_json;
	struct json json;
};

/* title stands above the steps. The caller checks the stream. */
void telling_begin(struct telling *telling, FILE *stream, bool as_json, const char *title);
/* One step. An empty text tells nothing. */
void telling_step(struct telling *telling, const char *what, const char *format, ...)
    __attribute__((format(printf, 3, 4)));
void telling_end(struct telling *telling);

#endif
