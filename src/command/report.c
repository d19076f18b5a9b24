/* report.c - what every command says in the same way. */
#include "command/report.h"

#include <errno.h>
#include <stdio.h>
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

void
report_findings(const struct findings *findings, bool errors_only)
{
	size_t wanted = findings_count_severity(findings, SEVERITY_ERROR);
	size_t shown = 0;
	char   text[FINDING_TEXT_SIZE];

	if (!errors_only)
		wanted += findings_count_severity(findings, SEVERITY_WARNING);
	/* The grave ones must not drown among the others. */
	for (int pass = 0; pass < 2; pass++) {
		for (size_t i = 0; i < findings_count(findings) && shown < FINDINGS_SHOWN; i++) {
			const struct finding *finding = findings_at(findings, i);
			bool grave = finding_severity(finding->kind) == SEVERITY_ERROR;

			if (!is_shown(finding, errors_only) || grave != (pass == 0))
				continue;
			fprintf(stderr, "%s\n", finding_text(finding, text, sizeof text));
			shown++;
		}
	}
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
