/*
 * manifest.h - MANIFEST.sha256: every file of a run with its SHA-256, in the form `sha256sum -c
 * --strict` accepts.
 */
#ifndef PUBLISH_MANIFEST_H
#define PUBLISH_MANIFEST_H

#include <stddef.h>

struct arena;
struct error;

struct manifest_entry {
	const char	  *path;		/* relative to the run's directory */
	unsigned long long bytes;
	char		   digest[65];
};

struct manifest {
	struct manifest_entry *entries;		/* by path, bytewise */
	size_t		       count;
};

/* Reads back every file under directory: its size, its digest, and that a PDF or workbook
 * begins and ends as one does. Anything that is no file or directory is an error, as is an
 * empty file. Everything from the arena. */
int manifest_scan(
    struct arena *arena, const char *directory, struct manifest *manifest, struct error *error);

/* What a manifest begins with, without the line end: `# previous RUN DIGEST`, or `# previous none` if run is "". Returns text. */
enum { MANIFEST_LINK_SIZE = 128 };
const char *manifest_link(const char *run, const char *digest, char text[MANIFEST_LINK_SIZE]);

/* The entry of path, or NULL. */
const struct manifest_entry *manifest_find(const struct manifest *manifest, const char *path);

/* The file is there as it was when it was made, or -1 (ERROR_IO). */
int manifest_expect(const struct manifest *manifest, const char *path, unsigned long long bytes,
    const char *digest, struct error *error);

/* Writes directory/MANIFEST.sha256: the link to the run before it, then every file. digest gets the SHA-256 of the manifest itself, read back from
 * disk. */
int manifest_write(const struct manifest *manifest, const char *directory, const char *previous_run,
    const char *previous_digest, char digest[65], struct error *error);

#endif
