/*
 * pipeline.h - the whole program behind one facade: load, score, say, draw, publish.
 */
#ifndef PIPELINE_H
#define PIPELINE_H

#include <limits.h>
#include <stdbool.h>
#include <stddef.h>

#include "job.h"

struct job_result {
	bool   unchanged;			/* nothing new: `run` is the one that says it all already */
	char   run[64];
	char   path[PATH_MAX];			/* of the run's directory */
	size_t partners;			/* with a report */
	size_t failed;				/* reports that could not be drawn */
	double seconds;
};

/* The job itself, from files to a published run; under the archive's lock from the first input byte
 * on. job is to be closed with job_close whatever comes back. */
int job_run(const struct job_request *request, struct job *job, struct job_result *result,
    struct error *error);

#endif
