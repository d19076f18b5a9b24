/*
 * preview.h - one page or one block of a scorecard or the board pack, for work on templates.
 *
 * Touches no archive: no lock, no run record, nothing but the PDF itself.
 */
#ifndef PREVIEW_H
#define PREVIEW_H

#include <limits.h>

#include "job.h"

/* Draws what: a page of scorecard.ini or board-pack.ini, or else a block of either. A scorecard is that of the first partner asked for
 * (none: of all) that has data, the board pack that of all asked for. request->output is the PDF; NULL: preview-WHAT.pdf in the current
 * directory. A file that is there is replaced. path receives its name. job is to be closed with job_close whatever comes back.
 * ERROR_USAGE: no such page or block; ERROR_CONFIG, ERROR_INPUT: there is nothing to show. */
int preview_draw(const struct job_request *request, const char *what, struct job *job, char path[PATH_MAX], struct error *error);

#endif
