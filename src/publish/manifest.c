/* manifest.c - MANIFEST.sha256, and the reading back that it stands for. */
#include "publish/manifest.h"

#include <dirent.h>
#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

#include "base/arena.h"
#include "base/digest.h"
#include "base/error.h"
#include "base/file.h"
#include "publish/magic.h"
#include "publish/paths.h"

struct scan {
	struct arena	*arena;
	const char	*root;
	struct manifest *manifest;
	size_t		 room;
};

static int scan_directory(struct scan *scan, const char *relative, struct error *error);

/* Doubles the list; the old one stays in the arena, at most as large again. */
static int
make_room(struct scan *scan, struct error *error)
{
	struct manifest_entry *entries;

	if (scan->manifest->count < scan->room)
		return 0;
	scan->room = scan->room == 0 ? 64 : 2 * scan->room;
	entries = arena_alloc(scan->arena, scan->room, sizeof *entries);
	if (entries == NULL)
		return error_out_of_memory(error);
	if (scan->manifest->count > 0)
		memcpy(entries, scan->manifest->entries, scan->manifest->count * sizeof *entries);
	scan->manifest->entries = entries;
	return 0;
}

static int
scan_file(struct scan *scan, const char *path, const char *relative, struct error *error)
{
	struct manifest_entry *entry;

	if (make_room(scan, error) == -1)
		return -1;
	entry = &scan->manifest->entries[scan->manifest->count];
	if (file_digest(path, entry->digest, &entry->bytes, error) == -1)
		return -1;
	if (entry->bytes == 0)
		return error_set(error, ERROR_IO, path, 0, "is empty when read back");
	if (magic_check(path, entry->bytes, error) == -1)
		return -1;
	entry->path = arena_strdup(scan->arena, relative);
	if (entry->path == NULL)
		return error_out_of_memory(error);
	scan->manifest->count++;
	return 0;
}

static int
scan_item(struct scan *scan, const char *relative, struct error *error)
{
	char	    path[PATH_MAX];
	struct stat status;

	if (path_print(path, error, "%s/%s", scan->root, relative) == -1)
		return -1;
	if (lstat(path, &status) == -1)
		return error_set(
		    error, ERROR_IO, path, 0, "cannot be read back: %s", strerror(errno));
	if (S_ISDIR(status.st_mode))
		return scan_directory(scan, relative, error);
	if (S_ISREG(status.st_mode))
		return scan_file(scan, path, relative, error);
	return error_set(error, ERROR_IO, path, 0, "is neither a file nor a directory");
}

static int
scan_directory(struct scan *scan, const char *relative, struct error *error)
{
	char	       path[PATH_MAX], item[PATH_MAX];
	const char    *slash = relative[0] != '\0' ? "/" : "";
	struct dirent *entry;
	DIR	      *directory;
	int	       rc = 0;

	if (path_print(path, error, "%s%s%s", scan->root, slash, relative) == -1)
		return -1;
	directory = opendir(path);
	if (directory == NULL)
		return error_set(
		    error, ERROR_IO, path, 0, "cannot be read back: %s", strerror(errno));
	while (rc == 0 && (errno = 0, entry = readdir(directory)) != NULL) {
		if (strcmp(entry->d_name, ".") == 0 || strcmp(entry->d_name, "..") == 0)
			continue;
		rc = path_print(item, error, "%s%s%s", relative, slash, entry->d_name);
		if (rc == 0)
			rc = scan_item(scan, item, error);
	}
	if (rc == 0 && errno != 0)
		rc =
		    error_set(error, ERROR_IO, path, 0, "cannot be read back: %s", strerror(errno));
	(void)closedir(directory);
	return rc;
}

static int
compare_entries(const void *left, const void *right)
{
	return strcmp(((const struct manifest_entry *)left)->path,
	    ((const struct manifest_entry *)right)->path);
}

int
manifest_scan(
    struct arena *arena, const char *directory, struct manifest *manifest, struct error *error)
{
	struct scan scan = { .arena = arena, .root = directory, .manifest = manifest };

	manifest->entries = NULL;
	manifest->count = 0;
	if (scan_directory(&scan, "", error) == -1)
		return -1;
	if (manifest->count > 0)
		qsort(
		    manifest->entries, manifest->count, sizeof *manifest->entries, compare_entries);
	return 0;
}

const struct manifest_entry *
manifest_find(const struct manifest *manifest, const char *path)
{
	struct manifest_entry wanted = { .path = path };

	if (manifest->count == 0)
		return NULL;
	return bsearch(&wanted, manifest->entries, manifest->count, sizeof wanted, compare_entries);
}

int
manifest_expect(const struct manifest *manifest, const char *path, unsigned long long bytes,
    const char *digest, struct error *error)
{
	const struct manifest_entry *entry = manifest_find(manifest, path);

	if (entry == NULL)
		return error_set(error, ERROR_IO, path, 0, "is gone when read back");
	if (entry->bytes != bytes || strcmp(entry->digest, digest) != 0)
		return error_set(
		    error, ERROR_IO, path, 0, "reads back as other bytes than were written");
	return 0;
}

const char *
manifest_link(const char *run, const char *digest, char text[MANIFEST_LINK_SIZE])
{
	if (run[0] == '\0')
		snprintf(text, MANIFEST_LINK_SIZE, "# previous none");
	else
		snprintf(text, MANIFEST_LINK_SIZE, "# previous %s %s", run, digest);
	return text;
}

static int
write_lines(FILE *stream, const struct manifest *manifest, const char *previous_run,
    const char *previous_digest)
{
	char link[MANIFEST_LINK_SIZE];

	fprintf(stream, "%s\n", manifest_link(previous_run, previous_digest, link));
	for (size_t i = 0; i < manifest->count; i++)
		fprintf(stream, "%s  %s\n", manifest->entries[i].digest, manifest->entries[i].path);
	return fclose(stream) == 0 ? 0 : -1;
}

int
manifest_write(const struct manifest *manifest, const char *directory, const char *previous_run,
    const char *previous_digest, char digest[65], struct error *error)
{
	char		   path[PATH_MAX], expected[DIGEST_HEX_SIZE];
	char		  *text = NULL;
	size_t		   length = 0;
	unsigned long long bytes;
	FILE		  *stream = open_memstream(&text, &length);
	int		   rc;

	if (stream == NULL)
		return error_out_of_memory(error);
	if (write_lines(stream, manifest, previous_run, previous_digest) == -1) {
		free(text);
		return error_out_of_memory(error);
	}
	rc = path_print(path, error, "%s/MANIFEST.sha256", directory);
	if (rc == 0)
		rc = file_write(path, text, length, error);
	if (rc == 0 && digest_bytes(text, length, expected) == -1)
		rc = error_set(error, ERROR_INTERNAL, path, 0, "cannot be hashed");
	if (rc == 0)
		rc = file_digest(path, digest, &bytes, error);
	if (rc == 0 && strcmp(digest, expected) != 0)
		rc = error_set(
		    error, ERROR_IO, path, 0, "reads back as other bytes than were written");
	free(text);
	return rc;
}
