/* test_publish.c - stage, lock and chain: whole or not at all, and what a crash
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
#include "publish/chain.h"
#include "publish/lock.h"
#include "publish/stage.h"
#include "scratch.h"

static const char digest_a[] = "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa";
static const char digest_b[] = "bbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbb";

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
	scratch_put(data, "scores.csv", "partner\n");
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
	scratch_put(published, "run.json", "{}\n");
	assert_int_equal(stage_open(&stage, *state, "2026-Q3-r1", &error), 0);
	scratch_put(stage.path, "run.json", "{ }\n");
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
	scratch_put(stage.path, "half.csv", "x");
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
	scratch_put(*state, "CHAIN.sha256", text);
	assert_int_equal(chain_read(arena, *state, &chain, &error), -1);
	assert_int_equal(error.code, ERROR_IO);
	assert_int_equal(error.line, 2);
	arena_free(arena);
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
		TEST(nothing_half_stays_of_a_chain_that_cannot_be_written),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
