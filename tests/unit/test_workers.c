/* test_workers.c - forked work: every item once, and a death costs one item. */
#include <errno.h>
#include <setjmp.h>
#include <signal.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

#include <cmocka.h>

#include "publish/stop.h"
#include "publish/workers.h"

enum { ITEMS = 40 };

struct ledger {
	size_t		     made[ITEMS];
	size_t		     failed[ITEMS];
	size_t		     calls;
	struct render_record last_failure;
	pid_t		     parent;
	size_t		     stop_after;	/* 0: never */
};

static int
keep(void *context, const struct render_record *record, struct error *error)
{
	struct ledger *ledger = context;

	ledger->calls++;
	if (record->code == ERROR_NONE) {
		ledger->made[record->item]++;
		assert_int_equal(record->file_count, 1);
		assert_int_equal(record->files[0].bytes, record->item * 3);
	} else {
		ledger->failed[record->item]++;
		ledger->last_failure = *record;
	}
	if (ledger->calls == ledger->stop_after)
		return error_set(error, ERROR_IO, NULL, 0, "disk full");
	return 0;
}

static int
make(void *context, size_t item, struct render_record *record, struct error *error)
{
	(void)context;
	(void)error;
	record->file_count = 1;
	record->files[0].bytes = item * 3;
	return 0;
}

static int
make_with_trouble(void *context, size_t item, struct render_record *record, struct error *error)
{
	const struct ledger *ledger = context;

	assert_int_not_equal(getpid(), ledger->parent);
	if (item == 7)
		(void)raise(SIGKILL);
	if (item == 8)
		_exit(3);
	if (item == 9)
		return error_set(error, ERROR_INTERNAL, "report", 0, "cannot be drawn");
	return make(context, item, record, error);
}

static void
assert_no_child_left(void)
{
	assert_int_equal(waitpid(-1, NULL, WNOHANG), -1);
	assert_int_equal(errno, ECHILD);
}

static void
makes_every_item_once_with_any_number_of_jobs(void **state)
{
	(void)state;
	for (unsigned jobs = 0; jobs <= 5; jobs++) {
		struct ledger ledger = { .calls = 0 };
		struct work   work = { ITEMS, jobs, make, keep, &ledger };
		struct error  error;

		assert_int_equal(workers_run(&work, &error), 0);
		for (size_t i = 0; i < ITEMS; i++)
			if (ledger.made[i] != 1 || ledger.failed[i] != 0)
				fail_msg(
				    "%u jobs: item %zu made %zu times", jobs, i, ledger.made[i]);
		assert_no_child_left();
	}
}

static void
a_death_costs_the_item_in_its_hands_only(void **state)
{
	(void)state;
	for (unsigned jobs = 1; jobs <= 3; jobs++) {
		struct ledger ledger = { .parent = getpid() };
		struct work   work = { ITEMS, jobs, make_with_trouble, keep, &ledger };
		struct error  error;

		assert_int_equal(workers_run(&work, &error), 0);
		for (size_t i = 0; i < ITEMS; i++) {
			size_t fails = i >= 7 && i <= 9;

			if (ledger.failed[i] != fails || ledger.made[i] != 1 - fails)
				fail_msg("%u jobs: item %zu made %zu, failed %zu", jobs, i,
				    ledger.made[i], ledger.failed[i]);
		}
		assert_no_child_left();
	}
}

static int
make_dying(void *context, size_t item, struct render_record *record, struct error *error)
{
	(void)context;
	(void)item;
	(void)record;
	(void)error;
	(void)raise(SIGKILL);
	return 0;
}

static void
says_how_the_worker_ended(void **state)
{
	struct ledger ledger = { .calls = 0 };
	struct work   work = { 1, 1, make_dying, keep, &ledger };
	struct error  error;

	(void)state;
	assert_int_equal(workers_run(&work, &error), 0);
	assert_int_equal(ledger.failed[0], 1);
	assert_int_equal(ledger.last_failure.code, ERROR_INTERNAL);
	assert_non_null(strstr(ledger.last_failure.message, "signal 9"));
}

static void
stops_when_the_parent_says_so(void **state)
{
	struct ledger ledger = { .stop_after = 5 };
	struct work   work = { ITEMS, 2, make, keep, &ledger };
	struct error  error;

	(void)state;
	assert_int_equal(workers_run(&work, &error), -1);
	assert_int_equal(error.code, ERROR_IO);
	assert_int_equal(ledger.calls, 5);
	assert_no_child_left();
}

/* Leaves room for so many more descriptors: one a worker, and one more while it is hired. */
static void
leave_descriptors(int room, struct rlimit *before)
{
	struct rlimit tight;
	int	      next = dup(STDIN_FILENO);

	assert_true(next >= 0);
	(void)close(next);
	assert_int_equal(getrlimit(RLIMIT_NOFILE, before), 0);
	tight = *before;
	tight.rlim_cur = (rlim_t)(next + room);
	assert_int_equal(setrlimit(RLIMIT_NOFILE, &tight), 0);
}

static void
fewer_workers_than_wanted_do_it_all(void **state)
{
	struct ledger ledger = { .calls = 0 };
	struct work   work = { ITEMS, 5, make, keep, &ledger };
	struct rlimit before;
	struct error  error;
	int	      rc;

	(void)state;
	/* Valgrind keeps descriptors of its own back from so tight a limit. */
	if (getenv("WRAPPER") != NULL)
		skip();
	leave_descriptors(3, &before);
	rc = workers_run(&work, &error);
	assert_int_equal(setrlimit(RLIMIT_NOFILE, &before), 0);
	assert_int_equal(rc, 0);
	for (size_t i = 0; i < ITEMS; i++)
		assert_int_equal(ledger.made[i], 1);
	assert_no_child_left();
}

static void
without_any_worker_nothing_is_done(void **state)
{
	struct ledger ledger = { .calls = 0 };
	struct work   work = { ITEMS, 5, make, keep, &ledger };
	struct rlimit before;
	struct error  error;
	int	      rc;

	(void)state;
	leave_descriptors(1, &before);
	rc = workers_run(&work, &error);
	assert_int_equal(setrlimit(RLIMIT_NOFILE, &before), 0);
	assert_int_equal(rc, -1);
	assert_int_equal(error.code, ERROR_UNAVAILABLE);
	assert_int_equal(ledger.calls, 0);
	assert_no_child_left();
}

static void
nothing_to_do_is_done(void **state)
{
	struct ledger ledger = { .calls = 0 };
	struct work   work = { 0, 4, make, keep, &ledger };
	struct error  error;

	(void)state;
	assert_int_equal(workers_run(&work, &error), 0);
	assert_int_equal(ledger.calls, 0);
}

/* Last: the flag of a signal stays set. */
static void
a_signal_stops_the_work_and_is_told(void **state)
{
	struct ledger ledger = { .calls = 0 };
	struct work   work = { ITEMS, 2, make, keep, &ledger };
	struct error  error;

	(void)state;
	stop_catch();
	assert_int_equal(stop_requested(), 0);
	assert_int_equal(raise(SIGTERM), 0);
	assert_int_equal(stop_requested(), SIGTERM);
	assert_int_equal(workers_run(&work, &error), -1);
	assert_int_equal(error.code, ERROR_AGAIN);
	assert_no_child_left();
	stop_release();
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(makes_every_item_once_with_any_number_of_jobs),
		cmocka_unit_test(a_death_costs_the_item_in_its_hands_only),
		cmocka_unit_test(says_how_the_worker_ended),
		cmocka_unit_test(stops_when_the_parent_says_so),
		cmocka_unit_test(fewer_workers_than_wanted_do_it_all),
		cmocka_unit_test(without_any_worker_nothing_is_done),
		cmocka_unit_test(nothing_to_do_is_done),
		cmocka_unit_test(a_signal_stops_the_work_and_is_told),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
