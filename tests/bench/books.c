/*
 * books.c - how long the program takes for a workbook, apart from all that a run does besides: the same one over and over.
 *
 *     books SETTINGS PERIOD COUNT PATH              the workbook of the first partner with data
 *     books SETTINGS PERIOD COUNT PATH portfolio    that of the portfolio
 *
 * Reads and scores once, then writes COUNT times and prints the phases in milliseconds a workbook: filling (up to workbook_close),
 * closing (workbook_close: XML and zip) and naming (the rest) in processor time, which neighbours on the machine hardly change;
 * syncing (fsync) by the clock; behind them the peak memory of the process in MiB. Leaves the last one at PATH.
 */
#include <dlfcn.h>
#include <malloc.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/syscall.h>
#include <time.h>
#include <unistd.h>
#include <xlsxwriter.h>

#include "base/arena.h"
#include "base/error.h"
#include "job.h"
#include "render/render.h"
#include "story/story.h"

/* Seconds of all workbooks; and when the present one was begun. */
static struct {
	double begun, filling, closing, syncing, naming;
} spent;

static double
seconds(clockid_t clock)
{
	struct timespec time;

	(void)clock_gettime(clock, &time);
	return (double)time.tv_sec + (double)time.tv_nsec / 1e9;
}

static double
worked(void)
{
	return seconds(CLOCK_PROCESS_CPUTIME_ID);
}

/* The program's calls find these two before the library's and the system's: here the phases part. */
lxw_error
workbook_close(lxw_workbook *workbook)
{
	__typeof__(&workbook_close) close_real = (__typeof__(&workbook_close))dlsym(RTLD_NEXT, "workbook_close");
	double			    start = worked();
	lxw_error		    rc = close_real(workbook);

	spent.filling += start - spent.begun;
	spent.begun = worked();
	spent.closing += spent.begun - start;
	return rc;
}

int
fsync(int fd)
{
	double start = seconds(CLOCK_MONOTONIC);
	double before = worked();
	int    rc = (int)syscall(SYS_fsync, fd);

	spent.syncing += seconds(CLOCK_MONOTONIC) - start;
	spent.naming -= worked() - before;
	return rc;
}

/* What is written over and over. */
struct subject {
	struct job	     job;
	struct edition	     edition;
	struct scorecard     card;
	struct story	     story;
	struct portfolio     portfolio;
	bool		     is_portfolio;
};

static int
make_edition(struct subject *subject, struct error *error)
{
	if (job_edition(&subject->job, &subject->edition, error) == -1)
		return -1;
	subject->edition.run_id = "2026-Q3-r1";
	subject->edition.version = "final";
	subject->edition.data_hash = "0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef";
	return 0;
}

static int
make_story(struct subject *subject, struct error *error)
{
	struct job *job = &subject->job;

	for (size_t i = 0; i < job->dataset.partner_count; i++) {
		if (scorecard_make(&job->scoring, i, job->arena, &subject->card, error) == -1)
			return -1;
		if (subject->card.has_data)
			return story_make(&subject->edition, &subject->card, job->arena, &subject->story, error);
	}
	return error_set(error, ERROR_INPUT, NULL, 0, "no partner has data");
}

static int
write_book(struct subject *subject, const char *path, struct error *error)
{
	int rc;

	spent.begun = worked();
	if (subject->is_portfolio)
		rc = portfolio_workbook_write(&subject->edition, &subject->portfolio, subject->job.findings, path, error);
	else
		rc = partner_workbook_write(&subject->story, path, error);
	spent.naming += worked() - spent.begun;
	return rc;
}

static int
measure(struct subject *subject, const struct job_request *request, int count, const char *path, struct error *error)
{
	if (job_load(request, &subject->job, error) == -1 || make_edition(subject, error) == -1)
		return -1;
	if (subject->is_portfolio
		? portfolio_make(&subject->job.scoring, subject->job.arena, &subject->portfolio, NULL, NULL, error) == -1
		: make_story(subject, error) == -1)
		return -1;
	for (int i = 0; i < count; i++) {
		(void)unlink(path);
		if (write_book(subject, path, error) == -1)
			return -1;
	}
	return 0;
}

int
main(int argc, char **argv)
{
	struct subject	   subject = { .is_portfolio = argc == 6 && strcmp(argv[5], "portfolio") == 0 };
	struct job_request request = { .jobs = 1 };
	struct error	   error = { .code = ERROR_NONE };
	struct rusage	   usage;
	int		   count = argc >= 5 ? atoi(argv[3]) : 0;

	if (count <= 0 || argc > 6 || (argc == 6 && !subject.is_portfolio)) {
		fprintf(stderr, "usage: books SETTINGS PERIOD COUNT PATH [portfolio]\n");
		return 64;
	}
	/* As src/main.c does. */
	mallopt(M_MMAP_THRESHOLD, 32 << 20);
	mallopt(M_TRIM_THRESHOLD, 64 << 20);
	mallopt(M_TOP_PAD, 4 << 20);
	mallopt(M_MXFAST, 0);
	request.config = argv[1];
	request.period = argv[2];
	if (measure(&subject, &request, count, argv[4], &error) == -1) {
		fprintf(stderr, "books: %s: %s\n", error.source, error.message);
		return 70;
	}
	getrusage(RUSAGE_SELF, &usage);
	printf("%.3f %.3f %.3f %.3f %.1f\n", 1e3 * spent.filling / count, 1e3 * spent.closing / count, 1e3 * spent.syncing / count,
	    1e3 * spent.naming / count, (double)usage.ru_maxrss / 1024);
	job_close(&subject.job);
	return 0;
}
