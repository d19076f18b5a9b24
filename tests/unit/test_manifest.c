/* test_manifest.c - the manifest of a run, and what reading back finds. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "base/arena.h"
#include "base/count.h"
#include "publish/magic.h"
#include "publish/manifest.h"
#include "scratch.h"

/* Of "abc", the first example of FIPS 180-2. */
static const char abc_digest[] = "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad";

static void
put(void **state, const char *name, const char *bytes, size_t length)
{
	char	     path[PATH_MAX];
	struct error error;

	if (file_write(scratch_path(state, name, path), bytes, length, &error) == -1)
		fail_msg("%s: %s", path, error.message);
}

static void
make_directory(void **state, const char *name)
{
	char path[PATH_MAX];

	assert_int_equal(mkdir(scratch_path(state, name, path), 0755), 0);
}

static void
lists_every_file_sorted_with_its_digest(void **state)
{
	struct arena   *arena = arena_new();
	struct manifest manifest;
	struct error	error;

	make_directory(state, "data");
	put(state, "run.json", "{}\n", 3);
	put(state, "data/b.csv", "abc", 3);
	put(state, "data/a.csv", "x\n", 2);
	assert_int_equal(manifest_scan(arena, *state, &manifest, &error), 0);
	assert_int_equal(manifest.count, 3);
	assert_string_equal(manifest.entries[0].path, "data/a.csv");
	assert_string_equal(manifest.entries[1].path, "data/b.csv");
	assert_string_equal(manifest.entries[2].path, "run.json");
	assert_string_equal(manifest.entries[1].digest, abc_digest);
	assert_int_equal(manifest.entries[1].bytes, 3);
	arena_free(arena);
}

static void
is_accepted_by_sha256sum(void **state)
{
	struct arena   *arena = arena_new();
	struct manifest manifest;
	struct error	error;
	char		digest[65], command[2 * PATH_MAX];

	make_directory(state, "data");
	put(state, "data/a.csv", "abc", 3);
	put(state, "run.json", "{}\n", 3);
	assert_int_equal(manifest_scan(arena, *state, &manifest, &error), 0);
	assert_int_equal(
	    manifest_write(&manifest, *state, "2026-Q2-r1", abc_digest, digest, &error), 0);
	snprintf(command, sizeof command,
	    "cd '%s' && sha256sum -c --quiet --strict MANIFEST.sha256 && "
	    "echo '%s  MANIFEST.sha256' | sha256sum -c --quiet --strict && "
	    "head -n 1 MANIFEST.sha256 | grep -qx '# previous 2026-Q2-r1 %s' && "
	    "! (echo changed > run.json && sha256sum -c --status MANIFEST.sha256)",
	    (const char *)*state, digest, abc_digest);
	assert_int_equal(system(command), 0);
	arena_free(arena);
}

static void
names_a_file_that_changed_or_went(void **state)
{
	struct arena   *arena = arena_new();
	struct manifest manifest;
	struct error	error;

	put(state, "a.csv", "abc", 3);
	assert_int_equal(manifest_scan(arena, *state, &manifest, &error), 0);
	assert_int_equal(manifest_expect(&manifest, "a.csv", 3, abc_digest, &error), 0);
	assert_int_equal(manifest_expect(&manifest, "a.csv", 4, abc_digest, &error), -1);
	assert_int_equal(error.code, ERROR_IO);
	assert_int_equal(manifest_expect(&manifest, "b.csv", 3, abc_digest, &error), -1);
	assert_non_null(strstr(error.message, "gone"));
	arena_free(arena);
}

static void
refuses_empty_files_and_links(void **state)
{
	struct arena   *arena = arena_new();
	struct manifest manifest;
	struct error	error;
	char		path[PATH_MAX];

	put(state, "empty.csv", "", 0);
	assert_int_equal(manifest_scan(arena, *state, &manifest, &error), -1);
	assert_non_null(strstr(error.message, "empty"));
	assert_int_equal(unlink(scratch_path(state, "empty.csv", path)), 0);
	assert_int_equal(symlink("/etc/passwd", scratch_path(state, "link.csv", path)), 0);
	assert_int_equal(manifest_scan(arena, *state, &manifest, &error), -1);
	assert_non_null(strstr(error.message, "neither"));
	arena_free(arena);
}

static void
sees_a_report_that_was_cut_short(void **state)
{
	static const struct {
		const char *name;
		const char *head;
		const char *tail;
		int	    want;
	} cases[] = {
		{ "whole.pdf", "%PDF-1.4\n", "startxref\n9\n%%EOF\n", 0 },
		{ "tailless.pdf", "%PDF-1.4\n", "endobj\n", -1 },
		{ "headless.pdf", "PDF-1.4\n", "%%EOF\n", -1 },
		{ "whole.xlsx", "PK\003\004", "PK\005\006" "0123456789abcdef", 0 },
		{ "tailless.xlsx", "PK\003\004", "0123456789abcdef012", -1 },
		{ "anything.csv", "x", "y", 0 },
	};
	char	     bytes[200], path[PATH_MAX];
	struct error error;

	for (size_t i = 0; i < COUNT_OF(cases); i++) {
		memset(bytes, '.', sizeof bytes);
		memcpy(bytes, cases[i].head, strlen(cases[i].head));
		memcpy(bytes + sizeof bytes - strlen(cases[i].tail), cases[i].tail,
		    strlen(cases[i].tail));
		put(state, cases[i].name, bytes, sizeof bytes);
		if (magic_check(scratch_path(state, cases[i].name, path), sizeof bytes, &error) !=
		    cases[i].want)
			fail_msg("%s: wrong verdict", cases[i].name);
	}
}

int
main(void)
{
#define TEST(name) cmocka_unit_test_setup_teardown(name, scratch_setup, scratch_teardown)
	const struct CMUnitTest tests[] = {
		TEST(lists_every_file_sorted_with_its_digest),
		TEST(is_accepted_by_sha256sum),
		TEST(names_a_file_that_changed_or_went),
		TEST(refuses_empty_files_and_links),
		TEST(sees_a_report_that_was_cut_short),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
