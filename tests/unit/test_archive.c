/* test_archive.c - the archive: places of runs, a chain in the order of publishing, and what a crash leaves is mended. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "base/arena.h"
#include "base/count.h"
#include "base/digest.h"
#include "publish/archive.h"
#include "publish/chain.h"
#include "publish/manifest.h"
#include "publish/runrecord.h"
#include "scratch.h"

static const char digest_a[] = "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa";
static const char digest_b[] = "bbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbb";

static void
open_archive(void **state, struct archive *archive, const char *period)
{
	struct error error;

	if (archive_open(archive, *state, period, &error) == -1)
		fail_msg("%s: %s", error.source, error.message);
}

static void
a_new_archive_starts_with_revision_one(void **state)
{
	struct archive archive;

	open_archive(state, &archive, "2026-Q3");
	assert_string_equal(archive.run, "2026-Q3-r1");
	assert_int_equal(archive.revision, 1);
	assert_string_equal(archive.newest, "");
	assert_string_equal(archive.previous, "");
	assert_true(scratch_exists(state, "runs"));
	assert_true(scratch_exists(state, "README-VERIFY.txt"));
	assert_false(scratch_exists(state, "latest"));
}

/* The run that the next one follows. */
struct last_run {
	char run[RUN_ID_SIZE];
	char digest[DIGEST_HEX_SIZE];
};

/* As a run leaves it that was stopped between its rename and the chain. */
static void
publish_unrecorded(void **state, struct last_run *last, const char *run, const char *record)
{
	char	     path[PATH_MAX], name[PATH_MAX], manifest[2 * MANIFEST_LINK_SIZE], link[MANIFEST_LINK_SIZE];
	struct error error;

	snprintf(name, sizeof name, "runs/%s", run);
	assert_int_equal(file_make_directories(scratch_path(state, name, path), 0755, &error), 0);
	snprintf(manifest, sizeof manifest, "%s\n", manifest_link(last->run, last->digest, link));
	scratch_put(path, "MANIFEST.sha256", manifest);
	scratch_put(path, "run.json", record);
	snprintf(last->run, sizeof last->run, "%s", run);
	assert_int_equal(digest_bytes(manifest, strlen(manifest), last->digest), 0);
}

static void
assert_latest(void **state, const char *want)
{
	char	path[PATH_MAX], target[PATH_MAX];
	ssize_t length = readlink(scratch_path(state, "latest", path), target, sizeof target - 1);

	assert_true(length > 0);
	target[length] = '\0';
	assert_string_equal(target, want);
}

static void
a_crash_after_the_rename_is_mended(void **state)
{
	struct archive  archive;
	struct last_run last = { .run = "" };
	char	       command[2 * PATH_MAX];

	publish_unrecorded(state, &last, "2026-Q3-r1", "{\n}\n");
	open_archive(state, &archive, "2026-Q3");
	assert_latest(state, "runs/2026-Q3-r1");
	assert_string_equal(archive.previous, "2026-Q3-r1");
	assert_string_equal(archive.run, "2026-Q3-r2");
	snprintf(command, sizeof command, "cd '%s' && sha256sum -c --quiet --strict CHAIN.sha256",
	    (const char *)*state);
	assert_int_equal(system(command), 0);
}

static void
a_lost_chain_comes_back_in_the_order_of_publishing(void **state)
{
	static const char *const runs[] = { "2026-Q3-r1", "2026-Q2-r1", "2026-Q4-r1", "2026-Q2-r2", "2026-Q1-r1", "2026-Q3-r2" };
	struct arena   *arena = arena_new();
	struct archive	archive;
	struct last_run last = { .run = "" };
	struct chain	chain;
	struct error	error;

	for (size_t i = 0; i < COUNT_OF(runs); i++)
		publish_unrecorded(state, &last, runs[i], "{\n}\n");
	open_archive(state, &archive, "2026-Q2");
	assert_int_equal(chain_read(arena, *state, &chain, &error), 0);
	assert_int_equal(chain.count, COUNT_OF(runs));
	for (size_t i = 0; i < COUNT_OF(runs); i++)
		assert_string_equal(chain.links[i].run, runs[i]);
	assert_latest(state, "runs/2026-Q3-r2");
	assert_string_equal(archive.previous, "2026-Q3-r2");
	assert_string_equal(archive.run, "2026-Q2-r3");
	arena_free(arena);
}

static void
a_run_that_follows_nothing_is_not_chained(void **state)
{
	struct arena   *arena = arena_new();
	struct archive	archive;
	struct last_run last = { .run = "" }, copied = { .run = "" };
	struct chain	chain;
	struct error	error;

	publish_unrecorded(state, &last, "2026-Q3-r1", "{\n}\n");
	open_archive(state, &archive, "2026-Q3");
	/* The first run again, under another name: its manifest says that none came before it. */
	publish_unrecorded(state, &copied, "2026-Q3-r7", "{\n}\n");
	assert_int_equal(archive_open(&archive, *state, "2026-Q3", &error), -1);
	assert_int_equal(error.code, ERROR_IO);
	assert_non_null(strstr(error.message, "2026-Q3-r7 is not in CHAIN.sha256"));
	assert_int_equal(chain_read(arena, *state, &chain, &error), 0);
	assert_int_equal(chain.count, 1);
	arena_free(arena);
}

static void
nothing_follows_a_manifest_that_was_changed(void **state)
{
	struct archive	archive;
	struct last_run last = { .run = "" };
	struct error	error;
	char		path[PATH_MAX];

	publish_unrecorded(state, &last, "2026-Q2-r1", "{\n}\n");
	publish_unrecorded(state, &last, "2026-Q3-r1", "{\n}\n");
	open_archive(state, &archive, "2026-Q3");
	assert_int_equal(unlink(scratch_path(state, "runs/2026-Q2-r1/MANIFEST.sha256", path)), 0);
	scratch_put(scratch_path(state, "runs/2026-Q2-r1", path), "MANIFEST.sha256", "# previous other\n");
	assert_int_equal(archive_open(&archive, *state, "2026-Q4", &error), -1);
	assert_int_equal(error.code, ERROR_IO);
	assert_non_null(strstr(error.source, "2026-Q2-r1/MANIFEST.sha256"));
	assert_non_null(strstr(error.message, "CHAIN.sha256"));
	/* Without it, the rest of the run proves nothing; a run that was put away whole is missed by nobody. */
	assert_int_equal(unlink(scratch_path(state, "runs/2026-Q2-r1/MANIFEST.sha256", path)), 0);
	assert_int_equal(archive_open(&archive, *state, "2026-Q4", &error), -1);
	assert_int_equal(error.code, ERROR_IO);
	assert_int_equal(file_remove_tree(scratch_path(state, "runs/2026-Q2-r1", path), &error), 0);
	open_archive(state, &archive, "2026-Q4");
}

static void
a_stray_file_among_the_runs_is_nobodys_run(void **state)
{
	struct archive archive;
	char	       runs[PATH_MAX];

	open_archive(state, &archive, "2026-Q3");
	scratch_put(scratch_path(state, "runs", runs), "minutes-r1", "not a directory\n");
	open_archive(state, &archive, "2026-Q3");
	assert_string_equal(archive.run, "2026-Q3-r1");
	assert_string_equal(archive.previous, "");
}

static void
nothing_half_stays_where_latest_cannot_be_replaced(void **state)
{
	struct archive	archive;
	struct last_run last = { .run = "" };
	struct error	error;
	char		path[PATH_MAX];

	assert_int_equal(mkdir(scratch_path(state, "latest", path), 0755), 0);
	publish_unrecorded(state, &last, "2026-Q3-r1", "{\n}\n");
	assert_int_equal(archive_open(&archive, *state, "2026-Q3", &error), -1);
	assert_int_equal(error.code, ERROR_CREATE);
	assert_false(scratch_exists(state, ".latest.new"));
}

static void
a_record_that_cannot_be_read_is_no_missing_input(void **state)
{
	char	     path[PATH_MAX], fingerprint[65];
	unsigned     failed;
	struct error error;

	assert_int_equal(file_make_directories(scratch_path(state, "2026-Q3-r1/run.json", path), 0755, &error), 0);
	assert_int_equal(runrecord_read(*state, "2026-Q3-r1", fingerprint, &failed, &error), -1);
	assert_int_equal(error.code, ERROR_IO);
}

static void
revisions_count_within_their_period(void **state)
{
	struct archive  archive;
	struct last_run last = { .run = "" };

	publish_unrecorded(state, &last, "2026-Q3-r9", "{\n}\n");
	publish_unrecorded(state, &last, "2026-Q3-r10", "{\n}\n");
	publish_unrecorded(state, &last, "2026-Q2-r44", "{\n}\n");
	publish_unrecorded(state, &last, "2026-r3", "{\n}\n");
	publish_unrecorded(state, &last, "notes", "{\n}\n");
	open_archive(state, &archive, "2026-Q3");
	assert_string_equal(archive.newest, "2026-Q3-r10");
	assert_string_equal(archive.run, "2026-Q3-r11");
	open_archive(state, &archive, "2026");
	assert_string_equal(archive.run, "2026-r4");
	open_archive(state, &archive, "2026-Q1");
	assert_string_equal(archive.run, "2026-Q1-r1");
}

static void
the_number_of_a_deleted_run_is_not_given_again(void **state)
{
	struct archive  archive;
	struct last_run last = { .run = "" };
	struct error   error;
	char	       path[PATH_MAX];

	publish_unrecorded(state, &last, "2026-Q3-r1", "{\n}\n");
	open_archive(state, &archive, "2026-Q3");
	assert_int_equal(file_remove_tree(scratch_path(state, "runs/2026-Q3-r1", path), &error), 0);
	open_archive(state, &archive, "2026-Q3");
	assert_string_equal(archive.newest, "");
	assert_string_equal(archive.run, "2026-Q3-r2");
	open_archive(state, &archive, "2026-Q2");
	assert_string_equal(archive.run, "2026-Q2-r1");
}

static void
latest_names_a_run_that_is_there(void **state)
{
	struct archive  archive;
	struct last_run last = { .run = "" };
	struct error   error;
	char	       path[PATH_MAX];

	publish_unrecorded(state, &last, "2026-Q2-r1", "{\n}\n");
	open_archive(state, &archive, "2026-Q3");
	publish_unrecorded(state, &last, "2026-Q3-r1", "{\n}\n");
	open_archive(state, &archive, "2026-Q3");
	assert_latest(state, "runs/2026-Q3-r1");
	assert_int_equal(file_remove_tree(scratch_path(state, "runs/2026-Q3-r1", path), &error), 0);
	open_archive(state, &archive, "2026-Q2");
	assert_latest(state, "runs/2026-Q2-r1");
	assert_string_equal(archive.previous, "2026-Q3-r1");
}

static void
a_recorded_run_is_latest_and_next_in_the_chain(void **state)
{
	struct archive  archive;
	struct last_run last = { .run = "" };
	struct error   error;

	open_archive(state, &archive, "2026-Q2");
	publish_unrecorded(state, &last, archive.run, "{\n}\n");
	assert_int_equal(archive_record(&archive, last.digest, &error), 0);
	assert_latest(state, "runs/2026-Q2-r1");
	open_archive(state, &archive, "2026-Q3");
	assert_string_equal(archive.previous, "2026-Q2-r1");
	assert_string_equal(archive.previous_digest, last.digest);
	assert_string_equal(archive.newest, "");
}

static void
reads_back_what_a_run_said_of_itself(void **state)
{
	struct archive  archive;
	struct last_run last = { .run = "" };
	char	       record[1024];

	/* A text that looks like the line is in quotes, and so cannot begin one. */
	snprintf(record, sizeof record,
	    "{\n  \"program\": \"\\n  \\\"fingerprint\\\": \\\"%s\",\n  \"fingerprint\": \"%s\",\n"
	    "  \"failed\": [\"partners/acme\", \"board\"],\n  \"pages\": 3\n}\n",
	    digest_a, digest_b);
	publish_unrecorded(state, &last, "2026-Q3-r1", record);
	open_archive(state, &archive, "2026-Q3");
	assert_string_equal(archive.newest_fingerprint, digest_b);
	assert_int_equal(archive.newest_failed, 2);
}

static void
a_run_without_record_says_nothing(void **state)
{
	char	     fingerprint[65] = "x", runs[PATH_MAX];
	unsigned     failed = 7;
	struct error error;

	assert_int_equal(runrecord_read(scratch_path(state, "runs", runs), "2026-Q3-r1",
			     fingerprint, &failed, &error),
	    0);
	assert_string_equal(fingerprint, "");
	assert_int_equal(failed, 0);
}

int
main(void)
{
#define TEST(name) cmocka_unit_test_setup_teardown(name, scratch_setup, scratch_teardown)
	const struct CMUnitTest tests[] = {
		TEST(a_new_archive_starts_with_revision_one),
		TEST(a_crash_after_the_rename_is_mended),
		TEST(a_lost_chain_comes_back_in_the_order_of_publishing),
		TEST(a_run_that_follows_nothing_is_not_chained),
		TEST(nothing_follows_a_manifest_that_was_changed),
		TEST(a_stray_file_among_the_runs_is_nobodys_run),
		TEST(nothing_half_stays_where_latest_cannot_be_replaced),
		TEST(a_record_that_cannot_be_read_is_no_missing_input),
		TEST(revisions_count_within_their_period),
		TEST(the_number_of_a_deleted_run_is_not_given_again),
		TEST(latest_names_a_run_that_is_there),
		TEST(a_recorded_run_is_latest_and_next_in_the_chain),
		TEST(reads_back_what_a_run_said_of_itself),
		TEST(a_run_without_record_says_nothing),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
