/* test_json.c - the writer of JSON: valid whatever is put in, and the same bytes each time. */
#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "base/count.h"
#include "publish/json.h"

/* What write puts out; the caller frees. */
static char *
written(void (*write)(struct json *json))
{
	char	   *text = NULL;
	size_t	    length = 0;
	FILE	   *stream = open_memstream(&text, &length);
	struct json json;

	assert_non_null(stream);
	json_init(&json, stream);
	write(&json);
	assert_int_equal(fclose(stream), 0);
	return text;
}

static void
assert_written(void (*write)(struct json *json), const char *want)
{
	char *text = written(write);

	assert_string_equal(text, want);
	free(text);
}

static void
write_nested(struct json *json)
{
	json_open_object(json, NULL);
	json_string(json, "run", "2026-Q3-r1");
	json_open_array(json, "inputs");
	json_open_object(json, NULL);
	json_integer(json, "rows", 12);
	json_boolean(json, "usable", true);
	json_close_object(json);
	json_close_array(json);
	json_open_array(json, "none");
	json_close_array(json);
	json_close_object(json);
}

static void
indents_members_in_the_order_written(void **state)
{
	(void)state;
	assert_written(write_nested,
	    "{\n"
	    "  \"run\": \"2026-Q3-r1\",\n"
	    "  \"inputs\": [\n"
	    "    {\n"
	    "      \"rows\": 12,\n"
	    "      \"usable\": true\n"
	    "    }\n"
	    "  ],\n"
	    "  \"none\": []\n"
	    "}\n");
}

static void
write_hostile(struct json *json)
{
	json_open_object(json, NULL);
	json_string(json, "quote \" and \\", "line\nend, tab\t, bell\a, DEL\x7f");
	json_string(json, "bytes", "caf\xe9");
	json_string(json, "name", "\xce\x95\xce\xbb");
	json_string(json, "none", NULL);
	json_close_object(json);
}

static void
escapes_what_would_end_a_string_and_mends_what_is_no_utf8(void **state)
{
	(void)state;
	assert_written(write_hostile,
	    "{\n"
	    "  \"quote \\\" and \\\\\": \"line\\nend, tab\\u0009, bell\\u0007, DEL\\u007f\",\n"
	    "  \"bytes\": \"caf\xef\xbf\xbd\",\n"
	    "  \"name\": \"\xce\x95\xce\xbb\",\n"
	    "  \"none\": null\n"
	    "}\n");
}

static void
write_numbers(struct json *json)
{
	json_open_array(json, NULL);
	json_number(json, NULL, 0.1);
	json_number(json, NULL, NAN);
	json_integer(json, NULL, 18446744073709551615ULL);
	json_close_array(json);
}

static void
prints_numbers_shortest_and_nan_as_null(void **state)
{
	(void)state;
	assert_written(write_numbers, "[\n  0.1,\n  null,\n  18446744073709551615\n]\n");
}

static void
write_list(struct json *json)
{
	static const char *const names[] = { "acme", "zebra" };

	json_open_object(json, NULL);
	json_strings(json, "failed", names, COUNT_OF(names));
	json_strings(json, "nobody", NULL, 0);
	json_close_object(json);
}

static void
keeps_a_list_of_strings_on_one_line(void **state)
{
	(void)state;
	assert_written(
	    write_list, "{\n  \"failed\": [\"acme\", \"zebra\"],\n  \"nobody\": []\n}\n");
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(indents_members_in_the_order_written),
		cmocka_unit_test(escapes_what_would_end_a_string_and_mends_what_is_no_utf8),
		cmocka_unit_test(prints_numbers_shortest_and_nan_as_null),
		cmocka_unit_test(keeps_a_list_of_strings_on_one_line),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
