/* report.c - what every command says in the same way. */
#include "command/report.h"

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/error.h"
#include "base/findings.h"
#include "command/options.h"

enum { FINDINGS_SHOWN = 20, FINDING_TEXT_SIZE = 2048 };

int
report_error(const struct error *error)
{
	char text[ERROR_SOURCE_SIZE + ERROR_MESSAGE_SIZE + 32];

	fprintf(stderr, "rapport: %s\n", error_text(error, text, sizeof text));
	return error_exit_status(error->code);
}

static bool
is_shown(const struct finding *finding, bool errors_only)
{
	enum severity severity = finding_severity(finding->kind);

	return severity == SEVERITY_ERROR || (severity == SEVERITY_WARNING && !errors_only);
}

const char *
report_group_text(const struct finding_group *group, char *text, size_t size)
{
	unsigned long more = group->rows - finding_rows(group->first);
	size_t	      used;

	(void)finding_text(group->first, text, size);
	used = strlen(text);
	if (more > 0)
		snprintf(text + used, size - used, " (+ %lu more row%s)", more, more == 1 ? "" : "s");
	return text;
}

/* The grave ones must not drown among the others: they come first. How many were shown. */
static size_t
print_groups(const struct finding_group *groups, size_t count, bool errors_only)
{
	size_t shown = 0;
	char   text[FINDING_TEXT_SIZE];

	for (int pass = 0; pass < 2; pass++) {
		for (size_t i = 0; i < count && shown < FINDINGS_SHOWN; i++) {
			bool grave = finding_severity(groups[i].first->kind) == SEVERITY_ERROR;

			if (!is_shown(groups[i].first, errors_only) || grave != (pass == 0))
				continue;
			fprintf(stderr, "%s\n", report_group_text(&groups[i], text, sizeof text));
			shown++;
		}
	}
	return shown;
}

void
report_findings(const struct findings *findings, bool errors_only)
{
	struct finding_group *groups;
	size_t		      count, wanted = 0, shown;

	if (findings_group(findings, &groups, &count) == -1) {
		fprintf(stderr, "rapport: %zu findings, and no memory to print them\n", findings_count(findings));
		return;
	}
	for (size_t i = 0; i < count; i++)
		wanted += is_shown(groups[i].first, errors_only) ? 1 : 0;
	shown = print_groups(groups, count, errors_only);
	free(groups);
	if (wanted > shown)
		fprintf(stderr,
		    "rapport: %zu more; `rapport check -v` and data/findings.csv list all\n",
		    wanted - shown);
}

static unsigned
default_jobs(void)
{
	long processors = sysconf(_SC_NPROCESSORS_ONLN);

	return processors > 0 ? (unsigned)processors : 1;
}

struct job_request
report_request(const struct options *options)
{
	return (struct job_request){
		.config = options->config,
		.period = options->period,
		.as_of = options->as_of,
		.output = options->output,
		.partners = options->partners.items,
		.partner_count = options->partners.count,
		.overrides = { options->set.items, options->set.count },
		.jobs = options->jobs > 0 ? (unsigned)options->jobs : default_jobs(),
		.lock_wait = (unsigned)options->lock_wait,
		.strict = options->strict,
	};
}

int
report_finish(int status)
{
	errno = 0;
	if (fflush(stdout) == 0 && !ferror(stdout))
		return status;
	/* `| head` has read enough: nothing to complain about. */
	if (errno != EPIPE)
		fprintf(
		    stderr, "rapport: standard output cannot be written: %s\n", strerror(errno));
	return error_exit_status(ERROR_IO);
}
