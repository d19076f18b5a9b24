/*
 * json.h - a small writer of JSON: members in the order they are written, two blanks a level, LF.
 *
 * Writes to a stream that the caller opens, checks and closes (file_finish sees an earlier
 * failure). Text that is no UTF-8 is mended with U+FFFD, numbers have at most 15 digits
 * (number_shortest), NaN is null: the output is always valid JSON.
 */
#ifndef PUBLISH_JSON_H
#define PUBLISH_JSON_H

#include <stdbool.h>
#include <stddef.h>
#include <stdio.h>

struct json {
	FILE	*stream;
	unsigned depth;
	bool	 empty;		/* nothing written yet on this level */
};

void json_init(struct json *json, FILE *stream);

/* key is NULL inside an array and for the outermost value. */
void json_open_object(struct json *json, const char *key);
void json_close_object(struct json *json);
void json_open_array(struct json *json, const char *key);
void json_close_array(struct json *json);

/* NULL gives null. */
void json_string(struct json *json, const char *key, const char *value);
void json_integer(struct json *json, const char *key, unsigned long long value);
void json_number(struct json *json, const char *key, double value);
void json_boolean(struct json *json, const char *key, bool value);
/* A list of strings on one line. */
void json_strings(struct json *json, const char *key, const char *const *values, size_t count);

#endif
