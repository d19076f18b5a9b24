/*
 * progress.h - how far the run is, on one line of a terminal.
 */
#ifndef COMMAND_PROGRESS_H
#define COMMAND_PROGRESS_H

#include <stdbool.h>
#include <stddef.h>

struct progress_line {
	bool   shown;
	double started;		/* seconds of clock_monotonic_seconds */
	double printed;		/* when last, so that a terminal is not flooded */
};

/* mode is an enum progress of options.h; quiet silences `auto`. */
void progress_init(struct progress_line *line, int mode, bool quiet);
/* context is a struct progress_line: reports done of total, the rate, and the time left. */
void progress_update(void *context, size_t done, size_t total);
/* Wipes the line. */
void progress_end(struct progress_line *line);

#endif
