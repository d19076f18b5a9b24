/*
 * report.h - what every command says in the same way: errors, findings, the request a job is made
 * from.
 */
#ifndef COMMAND_REPORT_H
#define COMMAND_REPORT_H

#include <stdbool.h>

#include "job.h"

struct error;
struct finding_group;
struct findings;
struct options;

/* "rapport: message" on standard error; returns the exit status. */
int report_error(const struct error *error);

/* A group's first finding, and "(+ 41 more rows)" if it stands for more. Returns text. */
const char *report_group_text(const struct finding_group *group, char *text, size_t size);

/* Findings of severity error and warning on standard error, one line a cause: at most 20, then how
 * many more there are and where. */
void report_findings(const struct findings *findings, bool errors_only);

/* The request that the options make; strings and lists are the options'. */
struct job_request report_request(const struct options *options);

/* Flushes standard output; returns status, or 74 if the output could not be written. */
int report_finish(int status);

#endif
