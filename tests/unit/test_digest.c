/* test_digest.c - SHA-256 against the vectors of FIPS 180-2. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "base/digest.h"

static const char of_abc[] = "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad";
static const char of_nothing[] = "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855";
static const char of_a_million_a[] =
    "cdc76e5c9914fb9281a1c7e284d73e67f1809a48a497200e046d39ccc7112cd0";

static void
agrees_with_the_standard(void **state)
{
	char hex[DIGEST_HEX_SIZE];

	(void)state;
	assert_int_equal(digest_bytes("abc", 3, hex), 0);
	assert_string_equal(hex, of_abc);
	assert_int_equal(digest_bytes("", 0, hex), 0);
	assert_string_equal(hex, of_nothing);
}

static void
is_the_same_in_pieces(void **state)
{
	struct digest *digest = digest_new();
	char	       chunk[1000];
	char	       hex[DIGEST_HEX_SIZE];

	(void)state;
	assert_non_null(digest);
	memset(chunk, 'a', sizeof chunk);
	for (int i = 0; i < 1000; i++)
		assert_int_equal(digest_update(digest, chunk, sizeof chunk), 0);
	assert_int_equal(digest_finish(digest, hex), 0);
	assert_string_equal(hex, of_a_million_a);
	digest_free(NULL);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(agrees_with_the_standard),
		cmocka_unit_test(is_the_same_in_pieces),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
