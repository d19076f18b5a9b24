/*
 * archive.h - where published runs live: runs/, the chain of their manifests, and `latest`.
 *
 * Everything here is done under the archive's lock (lock.h).
 */
#ifndef PUBLISH_ARCHIVE_H
#define PUBLISH_ARCHIVE_H

#include <limits.h>
#include <stdbool.h>

struct error;

enum { RUN_ID_SIZE = 40 };

struct archive {
	const char *path;
	char	    runs[PATH_MAX];
	unsigned    revision;			/* of the run to come: 1 unless the period was published before */
	char	    run[RUN_ID_SIZE];		/* its id, "2026-Q3-r1" */
	char	    newest[RUN_ID_SIZE];	/* newest run of the period, "" if none */
	char	    newest_fingerprint[65];	/* as its run.json says, "" if none */
	unsigned    newest_failed;		/* directories it could not fill */
	char	    previous[RUN_ID_SIZE];	/* the last run published, of whatever period; "" if none */
	char	    previous_digest[65];	/* SHA-256 of its manifest */
};

/* Makes what is not there yet, removes stages that a crash left, completes the chain and
 * `latest` if a crash came between them, and finds the place of a new run of this period. path
 * must outlive archive. ERROR_CREATE; ERROR_IO, also for a run that is not in the chain and does not follow its last one, and for a
 * manifest that is not the one in the chain. */
int archive_open(
    struct archive *archive, const char *path, const char *period, struct error *error);

/* After archive->run was published: adds its manifest to the chain and points `latest` to it. */
int archive_record(const struct archive *archive, const char *manifest_digest, struct error *error);

#endif
