/* archive.c - where published runs live. */
#include "publish/archive.h"

#include <ctype.h>
#include <dirent.h>
#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/arena.h"
#include "base/digest.h"
#include "base/error.h"
#include "base/file.h"
#include "publish/chain.h"
#include "publish/manifest.h"
#include "publish/paths.h"
#include "publish/runrecord.h"
#include "publish/stage.h"
#include "publish/untouched.h"
#include "publish/verifytext.h"

static const size_t manifest_cap = 256UL << 20;

/* A run on disk that the chain does not name. */
struct stray {
	struct stray *next;
	const char   *run;
	const char   *link;			/* first line of its manifest: names the run before it */
	char	      digest[DIGEST_HEX_SIZE];	/* of its manifest */
};

/* N of "<period>-rN", 0 if name is none of ours. A period of NULL is any. */
static unsigned
run_revision(const char *name, const char *period)
{
	const char   *mark = strrchr(name, '-');
	unsigned long revision;
	char	     *end;

	if (name[0] == '.' || mark == NULL || mark[1] != 'r' || !isdigit((unsigned char)mark[2]))
		return 0;
	if (period != NULL &&
	    (strncmp(name, period, (size_t)(mark - name)) != 0 || period[mark - name] != '\0'))
		return 0;
	errno = 0;
	revision = strtoul(mark + 2, &end, 10);
	if (errno != 0 || *end != '\0' || revision > 999999 || strlen(name) >= RUN_ID_SIZE)
		return 0;
	return (unsigned)revision;
}

/* Notes a run that the chain does not name: it was published, but not yet chained when the machine stopped. */
static int
note_stray(const struct archive *archive, struct arena *arena, const char *run, struct stray **strays, struct error *error)
{
	char	      path[PATH_MAX];
	char	     *manifest;
	size_t	      length;
	struct stray *stray;

	if (path_print(path, error, "%s/%s/MANIFEST.sha256", archive->runs, run) == -1 ||
	    file_read_if_there(arena, path, manifest_cap, &manifest, &length, error) == -1)
		return -1;
	if (manifest == NULL)
		return 0;		/* someone else's directory */
	stray = arena_alloc(arena, 1, sizeof *stray);
	if (stray == NULL || (stray->run = arena_strdup(arena, run)) == NULL)
		return error_out_of_memory(error);
	if (digest_bytes(manifest, length, stray->digest) == -1)
		return error_set(error, ERROR_INTERNAL, path, 0, "cannot be hashed");
	manifest[strcspn(manifest, "\n")] = '\0';
	stray->link = manifest;
	stray->next = *strays;
	*strays = stray;
	return 0;
}

/* Takes the stray that follows the run with this digest ("": that begins the chain) out of the list; NULL if none does. */
static struct stray *
take_follower(struct stray **strays, const char *run, const char *digest)
{
	char	      link[MANIFEST_LINK_SIZE];
	struct stray *found;

	(void)manifest_link(run, digest, link);
	while (*strays != NULL && strcmp((*strays)->link, link) != 0)
		strays = &(*strays)->next;
	found = *strays;
	if (found != NULL)
		*strays = found->next;
	return found;
}

/* Adds the strays in the order in which they name each other. One that follows nothing was never published here, or the
 * chain has lost its end: to chain it would vouch for it. */
static int
complete_chain(const struct archive *archive, const struct chain *chain, struct stray *strays, struct error *error)
{
	const char   *run = chain->count > 0 ? chain->links[chain->count - 1].run : "";
	const char   *digest = chain->count > 0 ? chain->links[chain->count - 1].digest : "";
	struct stray *next;

	while ((next = take_follower(&strays, run, digest)) != NULL) {
		if (chain_append(archive->path, next->run, next->digest, error) == -1)
			return -1;
		run = next->run;
		digest = next->digest;
	}
	if (strays == NULL)
		return 0;
	return error_set(error, ERROR_IO, archive->runs, 0,
	    "%s is not in CHAIN.sha256 and does not follow its last run; move it elsewhere, or restore CHAIN.sha256 from a copy",
	    strays->run);
}

/* The highest revision of the period that the chain names: a number is never given twice, not even
 * if somebody deleted the run that had it. */
static unsigned
chained_revision(const struct chain *chain, const char *period)
{
	unsigned highest = 0, revision;

	for (size_t i = 0; i < chain->count; i++) {
		revision = run_revision(chain->links[i].run, period);
		if (revision > highest)
			highest = revision;
	}
	return highest;
}

/* Looks at every run on disk: the newest of the period, and those that the chain does not name. */
static int
scan_runs(const struct archive *archive, const struct chain *chain, const char *period, struct arena *arena, unsigned *newest,
    struct stray **strays, struct error *error)
{
	DIR	      *directory = opendir(archive->runs);
	struct dirent *entry;
	unsigned       revision;
	int	       rc = 0;

	if (directory == NULL)
		return error_set(
		    error, ERROR_CREATE, archive->runs, 0, "cannot be read: %s", strerror(errno));
	while (rc == 0 && (errno = 0, entry = readdir(directory)) != NULL) {
		if (run_revision(entry->d_name, NULL) == 0)
			continue;
		if (!chain_has(chain, entry->d_name))
			rc = note_stray(archive, arena, entry->d_name, strays, error);
		revision = run_revision(entry->d_name, period);
		if (revision > *newest)
			*newest = revision;
	}
	/* A run overlooked would be published again. */
	if (rc == 0 && errno != 0)
		rc = error_set(error, ERROR_IO, archive->runs, 0, "cannot be read: %s", strerror(errno));
	(void)closedir(directory);
	return rc;
}

/* Finds the place of the run to come. */
static void
place_run(struct archive *archive, const char *period, unsigned newest, unsigned chained)
{
	archive->revision = (newest > chained ? newest : chained) + 1;
	snprintf(archive->run, sizeof archive->run, "%s-r%u", period, archive->revision);
	if (newest > 0)
		snprintf(archive->newest, sizeof archive->newest, "%s-r%u", period, newest);
}

/* A symlink cannot be changed, but replaced by renaming another over it. */
static int
point_latest(const char *archive, const char *run, struct error *error)
{
	char link[PATH_MAX], partial[PATH_MAX], target[RUN_ID_SIZE + 8], now[PATH_MAX];
	ssize_t length;

	snprintf(target, sizeof target, "runs/%s", run);
	if (path_print(link, error, "%s/latest", archive) == -1 ||
	    path_print(partial, error, "%s/.latest.new", archive) == -1)
		return -1;
	length = readlink(link, now, sizeof now - 1);
	if (length > 0 && (size_t)length == strlen(target) &&
	    memcmp(now, target, (size_t)length) == 0)
		return 0;
	(void)unlink(partial);
	if (symlink(target, partial) == -1)
		return error_set(error, ERROR_CREATE, partial, 0, "cannot be made: %s", strerror(errno));
	if (rename(partial, link) == -1) {
		error_set(error, ERROR_CREATE, link, 0, "cannot be replaced: %s", strerror(errno));
		(void)unlink(partial);
		return -1;
	}
	return file_sync_directory(archive, error);
}

/* The last run of the chain that is still there: a deleted one must not leave a dangling `latest`. */
static int
point_latest_standing(const struct archive *archive, const struct chain *chain, struct error *error)
{
	char path[PATH_MAX];

	for (size_t i = chain->count; i-- > 0;) {
		if (path_print(path, error, "%s/%s", archive->runs, chain->links[i].run) == -1)
			return -1;
		if (access(path, F_OK) == 0)
			return point_latest(archive->path, chain->links[i].run, error);
	}
	return 0;
}

static int
settle(struct archive *archive, struct arena *arena, const char *period, struct error *error)
{
	struct chain  chain;
	struct stray *strays = NULL;
	unsigned      newest = 0;

	if (chain_read(arena, archive->path, &chain, error) == -1 ||
	    untouched_manifests(archive->runs, &chain, error) == -1 ||
	    scan_runs(archive, &chain, period, arena, &newest, &strays, error) == -1 ||
	    complete_chain(archive, &chain, strays, error) == -1 ||
	    chain_read(arena, archive->path, &chain, error) == -1)
		return -1;
	place_run(archive, period, newest, chained_revision(&chain, period));
	if (chain.count == 0)
		return 0;
	snprintf(
	    archive->previous, sizeof archive->previous, "%s", chain.links[chain.count - 1].run);
	snprintf(archive->previous_digest, sizeof archive->previous_digest, "%s",
	    chain.links[chain.count - 1].digest);
	return point_latest_standing(archive, &chain, error);
}

int
archive_open(struct archive *archive, const char *path, const char *period, struct error *error)
{
	struct arena *arena = arena_new();
	int	      rc;

	memset(archive, 0, sizeof *archive);
	archive->path = path;
	if (arena == NULL)
		return error_out_of_memory(error);
	rc = path_print(archive->runs, error, "%s/runs", path);
	if (rc == 0)
		rc = file_make_directories(archive->runs, 0755, error);
	if (rc == 0)
		rc = stage_sweep(archive->runs, error);
	if (rc == 0)
		rc = settle(archive, arena, period, error);
	if (rc == 0 && archive->newest[0] != '\0')
		rc = runrecord_read(archive->runs, archive->newest, archive->newest_fingerprint,
		    &archive->newest_failed, error);
	if (rc == 0)
		rc = verifytext_write(path, error);
	arena_free(arena);
	return rc;
}

int
archive_record(const struct archive *archive, const char *manifest_digest, struct error *error)
{
	if (chain_append(archive->path, archive->run, manifest_digest, error) == -1)
		return -1;
	return point_latest(archive->path, archive->run, error);
}
