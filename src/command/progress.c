/* progress.c - how far the run is. */
#include "command/progress.h"

#include <stdio.h>
#include <unistd.h>

#include "base/clock.h"
#include "command/options.h"

static const double interval_seconds = 0.1;

void
progress_init(struct progress_line *line, int mode, bool quiet)
{
	line->shown =
	    mode == PROGRESS_ALWAYS || (mode == PROGRESS_AUTO && !quiet && isatty(STDERR_FILENO));
	line->started = clock_monotonic_seconds();
	line->printed = 0;
}

void
progress_update(void *context, size_t done, size_t total)
{
	struct progress_line *line = context;
	double		      now = clock_monotonic_seconds();
	double		      elapsed = now - line->started;
	double		      rate = elapsed > 0 ? (double)done / elapsed : 0;

	if (!line->shown || (done < total && now - line->printed < interval_seconds))
		return;
	line->printed = now;
	fprintf(stderr, "\r%zu of %zu reports, %.0f a second", done, total, rate);
	if (rate > 0 && done < total)
		fprintf(stderr, ", %.0f s left", (double)(total - done) / rate);
	fputs("\033[K", stderr);
	(void)fflush(stderr);
}

void
progress_end(struct progress_line *line)
{
	if (line->shown && line->printed > 0)
		fputs("\r\033[K", stderr);
}
