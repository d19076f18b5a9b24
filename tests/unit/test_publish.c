/* test_publish.c - stage, lock, chain and archive: whole or not at all, and what a crash
 * leaves is mended. */
#include <errno.h>
#include <setjmp.h>
#include <signal.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <sys/resource.h>
#include <sys/wait.h>

#include <cmocka.h>

#include "base/arena.h"
#include "base/count.h"
#include "base/digest.h"
#include "publish/archive.h"
#include "publish/chain.h"
#include "publish/lock.h"
#include "publish/manifest.h"
#include "publish/runrecord.h"
#include "publish/stage.h"
#include "scratch.h"

static const char digest_a[] = "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa";
static const char digest_b[] = "bbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbb";

static void
put(const char *directory, const char *name, const char *text)
{
	char	     path[PATH_MAX];
	struct error error;

	assert_true(snprintf(path, sizeof path, "%s/%s", directory, name) < (int)sizeof path);
	if (file_write(path, text, strlen(text), &error) == -1)
		fail_msg("%s: %s", path, error.message);
}

static mode_t
mode_of(void **state, const char *name)
{
	char	    path[PATH_MAX];
	struct stat status;

	assert_int_equal(stat(scratch_path(state, name, path), &status), 0);
	return status.st_mode & 07777;
}

static void
a_stage_appears_whole_and_read_only(void **state)
{
	struct stage stage;
	struct error error;
	char	     data[PATH_MAX + 8];
	mode_t	     umask_before = umask(077);

	assert_int_equal(stage_open(&stage, *state, "2026-Q3-r1", &error), 0);
	assert_false(scratch_exists(state, "2026-Q3-r1"));
	snprintf(data, sizeof data, "%s/data", stage.path);
	assert_int_equal(file_make_directories(data, 0755, &error), 0);
	put(data, "scores.csv", "partner\n");
	assert_int_equal(stage_publish(&stage, "2026-Q3-r1", &error), 0);
	(void)umask(umask_before);
	assert_int_equal(mode_of(state, "2026-Q3-r1"), 0555);
	assert_int_equal(mode_of(state, "2026-Q3-r1/data"), 0555);
	assert_int_equal(mode_of(state, "2026-Q3-r1/data/scores.csv"), 0444);
	assert_string_equal(stage.path, "");
	stage_abandon(&stage);
	assert_true(scratch_exists(state, "2026-Q3-r1"));
}

static void
a_stage_never_replaces_a_published_run(void **state)
{
	struct stage stage;
	struct error error;
	char	     published[PATH_MAX], name[PATH_MAX];

	assert_int_equal(mkdir(scratch_path(state, "2026-Q3-r1", published), 0755), 0);
	put(published, "run.json", "{}\n");
	assert_int_equal(stage_open(&stage, *state, "2026-Q3-r1", &error), 0);
	put(stage.path, "run.json", "{ }\n");
	snprintf(name, sizeof name, "%s", strrchr(stage.path, '/') + 1);
	assert_int_equal(stage_publish(&stage, "2026-Q3-r1", &error), -1);
	assert_int_equal(error.code, ERROR_CREATE);
	/* It was sealed already, and goes all the same. */
	stage_abandon(&stage);
	assert_false(scratch_exists(state, name));
	assert_true(scratch_exists(state, "2026-Q3-r1/run.json"));
}

static void
the_sweep_removes_stages_and_nothing_else(void **state)
{
	static const char *const kept[] = {
	    "2026-Q3-r1", ".stage.backup", ".2026-Q3-r1.stage.toolong", "x.stage.abcdef"};
	struct stage		 stage;
	struct error		 error;
	char			 path[PATH_MAX], left[PATH_MAX];

	for (size_t i = 0; i < COUNT_OF(kept); i++)
		assert_int_equal(mkdir(scratch_path(state, kept[i], path), 0755), 0);
	assert_int_equal(stage_open(&stage, *state, "2026-Q3-r2", &error), 0);
	put(stage.path, "half.csv", "x");
	snprintf(left, sizeof left, "%s", strrchr(stage.path, '/') + 1);
	assert_int_equal(chmod(stage.path, 0555), 0);
	assert_int_equal(stage_sweep(*state, &error), 0);
	assert_false(scratch_exists(state, left));
	for (size_t i = 0; i < COUNT_OF(kept); i++)
		assert_true(scratch_exists(state, kept[i]));
}

static void
the_lock_is_for_one_run_at_a_time(void **state)
{
	struct error error = { .code = ERROR_NONE };
	int	     mine = -1, other = -1;

	assert_int_equal(lock_take(*state, 0, &mine, &error), 0);
	/* Another open of the file is another holder, also within one process. */
	assert_int_equal(lock_take(*state, 0, &other, &error), -1);
	assert_int_equal(error.code, ERROR_AGAIN);
	assert_int_equal(error_exit_status(error.code), 75);
	lock_release(mine);
	assert_int_equal(lock_take(*state, 0, &other, &error), 0);
	lock_release(other);
}

static void
waiting_for_the_lock_gets_it(void **state)
{
	struct error error;
	int	     mine = -1, later = -1;
	pid_t	     holder;

	assert_int_equal(lock_take(*state, 0, &mine, &error), 0);
	holder = fork();
	assert_int_not_equal(holder, -1);
	if (holder == 0) {
		/* Holds the lock alone for a while, as a run at work does. */
		usleep(300 * 1000);
		_exit(0);
	}
	lock_release(mine);
	assert_int_equal(lock_take(*state, 10, &later, &error), 0);
	lock_release(later);
	assert_int_equal(waitpid(holder, NULL, 0), holder);
}

static void
an_unwritable_archive_is_told_apart_from_a_busy_one(void **state)
{
	struct error error;
	char	     path[PATH_MAX];
	int	     fd = -1;

	assert_int_equal(lock_take(scratch_path(state, "nowhere", path), 0, &fd, &error), -1);
	assert_int_equal(error.code, ERROR_CREATE);
	assert_int_equal(error_exit_status(error.code), 73);
}

static void
the_chain_grows_by_whole_lines(void **state)
{
	struct arena *arena = arena_new();
	struct chain  chain;
	struct error  error;

	assert_int_equal(chain_read(arena, *state, &chain, &error), 0);
	assert_int_equal(chain.count, 0);
	assert_int_equal(chain_append(*state, "2026-Q2-r1", digest_a, &error), 0);
	assert_int_equal(chain_append(*state, "2026-Q3-r1", digest_b, &error), 0);
	assert_int_equal(chain_read(arena, *state, &chain, &error), 0);
	assert_int_equal(chain.count, 2);
	assert_string_equal(chain.links[0].run, "2026-Q2-r1");
	assert_string_equal(chain.links[1].digest, digest_b);
	assert_true(chain_has(&chain, "2026-Q2-r1"));
	assert_false(chain_has(&chain, "2026-Q2-r"));
	arena_free(arena);
}

static void
a_broken_chain_is_an_error_with_its_line(void **state)
{
	struct arena *arena = arena_new();
	struct chain  chain;
	struct error  error;
	char	      text[512];

	snprintf(text, sizeof text, "%s  runs/2026-Q2-r1/MANIFEST.sha256\n%s  runs/2026", digest_a,
	    digest_b);
	put(*state, "CHAIN.sha256", text);
	assert_int_equal(chain_read(arena, *state, &chain, &error), -1);
	assert_int_equal(error.code, ERROR_IO);
	assert_int_equal(error.line, 2);
	arena_free(arena);
}

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
	put(path, "MANIFEST.sha256", manifest);
	put(path, "run.json", record);
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
a_stray_file_among_the_runs_is_nobodys_run(void **state)
{
	struct archive archive;
	char	       runs[PATH_MAX];

	open_archive(state, &archive, "2026-Q3");
	put(scratch_path(state, "runs", runs), "minutes-r1", "not a directory\n");
	open_archive(state, &archive, "2026-Q3");
	assert_string_equal(archive.run, "2026-Q3-r1");
	assert_string_equal(archive.previous, "");
}

static void
nothing_half_stays_of_a_chain_that_cannot_be_written(void **state)
{
	struct rlimit before, tight;
	struct error  error;

	assert_int_equal(getrlimit(RLIMIT_FSIZE, &before), 0);
	tight = before;
	tight.rlim_cur = 50;		/* bytes: less than one line */
	(void)signal(SIGXFSZ, SIG_IGN);
	assert_int_equal(setrlimit(RLIMIT_FSIZE, &tight), 0);
	assert_int_equal(chain_append(*state, "2026-Q3-r1", digest_a, &error), -1);
	assert_int_equal(setrlimit(RLIMIT_FSIZE, &before), 0);
	(void)signal(SIGXFSZ, SIG_DFL);
	assert_int_equal(error.code, ERROR_IO);
	assert_false(scratch_exists(state, "CHAIN.sha256"));
	assert_false(scratch_exists(state, ".CHAIN.sha256.new"));
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
	assert_int_equal(archive_record(&archive, digest_a, &error), 0);
	assert_latest(state, "runs/2026-Q2-r1");
	open_archive(state, &archive, "2026-Q3");
	assert_string_equal(archive.previous, "2026-Q2-r1");
	assert_string_equal(archive.previous_digest, digest_a);
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
		TEST(a_stage_appears_whole_and_read_only),
		TEST(a_stage_never_replaces_a_published_run),
		TEST(the_sweep_removes_stages_and_nothing_else),
		TEST(the_lock_is_for_one_run_at_a_time),
		TEST(waiting_for_the_lock_gets_it),
		TEST(an_unwritable_archive_is_told_apart_from_a_busy_one),
		TEST(the_chain_grows_by_whole_lines),
		TEST(a_broken_chain_is_an_error_with_its_line),
		TEST(a_new_archive_starts_with_revision_one),
		TEST(a_crash_after_the_rename_is_mended),
		TEST(a_lost_chain_comes_back_in_the_order_of_publishing),
		TEST(a_run_that_follows_nothing_is_not_chained),
		TEST(a_stray_file_among_the_runs_is_nobodys_run),
		TEST(nothing_half_stays_of_a_chain_that_cannot_be_written),
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
