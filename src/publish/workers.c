/* workers.c - the same work for many items in forked processes. */
#include "publish/workers.h"

#include <errno.h>
#include <poll.h>
#include <signal.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/prctl.h>
#include <sys/socket.h>
#include <sys/wait.h>
#include <unistd.h>

#include "publish/stop.h"

struct worker {
	pid_t  pid;			/* 0: none */
	int    channel;			/* -1: none */
	bool   busy;
	size_t item;			/* in its hands while busy */
};

struct crew {
	const struct work *work;
	struct worker	  *workers;
	struct pollfd	  *polls;
	size_t		   size;
	size_t		   next;	/* item to hand out */
	size_t		   finished;	/* items made or failed */
};

/* One item, one record; ends when the parent closes the channel. Never returns into the
 * parent's code. */
static _Noreturn void
work_in_child(const struct work *work, int channel)
{
	struct render_record record;
	struct error	     error;
	size_t		     item;

	while (read(channel, &item, sizeof item) == (ssize_t)sizeof item) {
		memset(&record, 0, sizeof record);
		memset(&error, 0, sizeof error);
		record.item = item;
		if (work->make(work->context, item, &record, &error) == -1) {
			record.code = error.code != ERROR_NONE ? error.code : ERROR_INTERNAL;
			(void)error_text(&error, record.message, sizeof record.message);
		}
		if (write(channel, &record, sizeof record) != (ssize_t)sizeof record)
			break;
	}
	/* Not exit: buffers of the parent's streams must not be written twice. */
	_exit(0);
}

static void
become_worker(const struct crew *crew, int channel, pid_t parent)
{
	stop_release();
	/* A killed run leaves no worker that goes on writing. */
	(void)prctl(PR_SET_PDEATHSIG, SIGKILL);
	if (getppid() != parent)
		_exit(1);
	/* Channels of the others: left open, they would hide the end of this one from its
	 * worker. */
	for (size_t i = 0; i < crew->size; i++)
		if (crew->workers[i].channel >= 0)
			(void)close(crew->workers[i].channel);
	work_in_child(crew->work, channel);
}

static int
hire(struct crew *crew, struct worker *worker, struct error *error)
{
	int   ends[2];
	pid_t parent = getpid(), pid;

	if (socketpair(AF_UNIX, SOCK_SEQPACKET | SOCK_CLOEXEC, 0, ends) == -1)
		return error_set(error, ERROR_UNAVAILABLE, NULL, 0, "no channel to a worker: %s",
		    strerror(errno));
	pid = fork();
	if (pid == 0) {
		(void)close(ends[0]);
		become_worker(crew, ends[1], parent);
	}
	(void)close(ends[1]);
	if (pid == -1) {
		(void)close(ends[0]);
		return error_set(
		    error, ERROR_UNAVAILABLE, NULL, 0, "no worker process: %s", strerror(errno));
	}
	worker->pid = pid;
	worker->channel = ends[0];
	worker->busy = false;
	return 0;
}

/* Closes its channel, which ends an idle worker, and waits for it. Returns its wait status. */
static int
dismiss(struct worker *worker, bool at_once)
{
	int status = 0;

	if (worker->pid == 0)
		return 0;
	if (at_once)
		(void)kill(worker->pid, SIGKILL);
	(void)close(worker->channel);
	while (waitpid(worker->pid, &status, 0) == -1 && errno == EINTR)
		;
	worker->pid = 0;
	worker->channel = -1;
	worker->busy = false;
	return status;
}

static int
report_death(struct crew *crew, struct worker *worker, struct error *error)
{
	struct render_record record = { .item = worker->item, .code = ERROR_INTERNAL };
	bool		     busy = worker->busy;
	int		     status = dismiss(worker, true);

	if (!busy)
		return 0;
	if (WIFSIGNALED(status))
		snprintf(record.message, sizeof record.message, "the worker died by signal %d (%s)",
		    WTERMSIG(status), strsignal(WTERMSIG(status)));
	else
		snprintf(record.message, sizeof record.message, "the worker ended with status %d",
		    WEXITSTATUS(status));
	crew->finished++;
	return crew->work->done(crew->work->context, &record, error);
}

static bool
anyone_works(const struct crew *crew)
{
	for (size_t i = 0; i < crew->size; i++)
		if (crew->workers[i].busy)
			return true;
	return false;
}

/* Gives worker the next item, hiring it first if it is none yet. A worker that cannot even be
 * written to is replaced. Where the system gives no more processes, those at work do its share. */
static int
employ(struct crew *crew, struct worker *worker, struct error *error)
{
	if (crew->next == crew->work->count) {
		(void)dismiss(worker, false);
		return 0;
	}
	for (int attempt = 0; attempt < 3; attempt++) {
		if (worker->pid == 0 && hire(crew, worker, error) == -1)
			return anyone_works(crew) ? 0 : -1;
		if (send(worker->channel, &crew->next, sizeof crew->next, MSG_NOSIGNAL) ==
		    (ssize_t)sizeof crew->next) {
			worker->busy = true;
			worker->item = crew->next++;
			return 0;
		}
		(void)dismiss(worker, true);
	}
	return error_set(
	    error, ERROR_UNAVAILABLE, NULL, 0, "worker processes die before they begin");
}

static int
collect(struct crew *crew, struct worker *worker, struct error *error)
{
	struct render_record record;
	ssize_t		     length;

	do
		length = recv(worker->channel, &record, sizeof record, 0);
	while (length == -1 && errno == EINTR && stop_requested() == 0);
	if (stop_check(error) == -1)
		return -1;
	if (length == (ssize_t)sizeof record && record.item == worker->item) {
		worker->busy = false;
		crew->finished++;
		if (crew->work->done(crew->work->context, &record, error) == -1)
			return -1;
	} else if (report_death(crew, worker, error) == -1) {
		return -1;
	}
	return employ(crew, worker, error);
}

static int
serve(struct crew *crew, struct error *error)
{
	for (size_t i = 0; i < crew->size; i++)
		if (employ(crew, &crew->workers[i], error) == -1)
			return -1;
	while (crew->finished < crew->work->count) {
		for (size_t i = 0; i < crew->size; i++)
			crew->polls[i] =
			    (struct pollfd){.fd = crew->workers[i].channel, .events = POLLIN};
		if (stop_check(error) == -1)
			return -1;
		/* The timeout is for a signal that comes between the check and the wait. */
		if (poll(crew->polls, crew->size, 1000) == -1 && errno != EINTR)
			return error_set(
			    error, ERROR_INTERNAL, NULL, 0, "poll: %s", strerror(errno));
		for (size_t i = 0; i < crew->size; i++)
			if (crew->polls[i].revents != 0 &&
			    collect(crew, &crew->workers[i], error) == -1)
				return -1;
	}
	return 0;
}

int
workers_run(const struct work *work, struct error *error)
{
	size_t	    size = work->jobs < 1 ? 1 : work->jobs;
	struct crew crew = { .work = work, .size = size < work->count ? size : work->count };
	int	    rc;

	if (work->count == 0)
		return 0;
	crew.workers = calloc(crew.size, sizeof *crew.workers);
	crew.polls = calloc(crew.size, sizeof *crew.polls);
	if (crew.workers == NULL || crew.polls == NULL) {
		rc = error_out_of_memory(error);
	} else {
		for (size_t i = 0; i < crew.size; i++)
			crew.workers[i].channel = -1;
		rc = serve(&crew, error);
		for (size_t i = 0; i < crew.size; i++)
			(void)dismiss(&crew.workers[i], rc == -1);
	}
	free(crew.workers);
	free(crew.polls);
	return rc;
}
