/* verifytext.c - README-VERIFY.txt. */
#include "publish/verifytext.h"

#include <errno.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

#include "base/error.h"
#include "base/file.h"
#include "publish/paths.h"

static const char verify_text[] =
    "How to verify a published run, with tools that every Linux machine has.\n"
    "\n"
    "1. No file of a run was changed, and none is missing:\n"
    "\n"
    "       cd runs/RUN && sha256sum -c --quiet --strict MANIFEST.sha256\n"
    "\n"
    "   Silence and exit status 0 mean that every file is as it was published.\n"
    "\n"
    "2. No file was added. What this prints is in the run but not in the manifest, or the reverse:\n"
    "\n"
    "       cd runs/RUN && { find . ! -type d ! -path './MANIFEST.sha256*' | cut -c3-\n"
    "           grep -v '^#' MANIFEST.sha256 | cut -c67-; } | sort | uniq -u\n"
    "\n"
    "3. No manifest was changed, and no run was slipped in or taken out. In this directory:\n"
    "\n"
    "       sha256sum -c --quiet --strict CHAIN.sha256\n"
    "\n"
    "   CHAIN.sha256 has one line a run, in the order of publishing. The first line of each\n"
    "   MANIFEST.sha256 names the run before it and the hash of that run's manifest, so that each run\n"
    "   vouches for all earlier ones.\n"
    "\n"
    "4. What a run was made from: run.json lists every input file with its size and SHA-256, the\n"
    "   configuration files, the program's version and the as-of date. Compare an input you kept with\n"
    "\n"
    "       sha256sum INPUT.csv\n"
    "\n"
    "A published run is never changed; a correction is a new revision (-r2, -r3 ...) whose run.json\n"
    "says what it supersedes.\n";

int
verifytext_write(const char *archive, struct error *error)
{
	char path[PATH_MAX], partial[PATH_MAX];
	int  rc;

	if (path_print(path, error, "%s/README-VERIFY.txt", archive) == -1 ||
	    path_print(partial, error, "%s/.README-VERIFY.txt.new", archive) == -1)
		return -1;
	if (access(path, F_OK) == 0)
		return 0;
	(void)unlink(partial);		/* what a crash left */
	rc = file_write(partial, verify_text, sizeof verify_text - 1, error);
	if (rc == 0 && rename(partial, path) == -1)
		rc = error_set(error, ERROR_CREATE, path, 0, "cannot be made: %s", strerror(errno));
	if (rc == -1)
		(void)unlink(partial);
	return rc;
}
