/*
 * runrecord.h - run.json, what a run was made from and what it made; produced.json, when and by
 * whom.
 *
 * run.json depends on inputs, configuration, program, as-of date and place in the archive only;
 * produced.json is the one file in which two equal runs differ.
 */
#ifndef PUBLISH_RUNRECORD_H
#define PUBLISH_RUNRECORD_H

#include <stddef.h>

struct archive;
struct edition;
struct error;
struct findings;
struct font_source;
struct languages;
struct mappings;
struct portfolio;

struct run_facts {
	const struct edition   *edition;
	const struct archive   *archive;	/* NULL: nothing about place and predecessors */
	const struct mappings  *mappings;
	const struct languages *languages;
	const struct portfolio *portfolio;
	const struct findings  *findings;
	const char *const      *failed;		/* directories whose reports could not be drawn, sorted */
	size_t			failed_count;
	unsigned long long	pages;		/* of all PDFs */
	const struct font_source *fonts;	/* that they embed */
	size_t			font_count;
};

int runrecord_write(const char *path, const struct run_facts *facts, struct error *error);

/* Wall-clock time, user, host, processes and seconds taken. */
int produced_write(const char *path, unsigned jobs, double seconds, struct error *error);

/* What the run runs/run said in its run.json: its fingerprint ("" if there is no run.json) and
 * how many directories failed. */
int runrecord_read(
    const char *runs, const char *run, char fingerprint[65], unsigned *failed, struct error *error);

/* What is recorded of an input: members of the object that is open. */
struct input_file;
struct json;
void runrecord_input(struct json *json, const struct input_file *file);

#endif
