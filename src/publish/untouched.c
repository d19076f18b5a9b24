/* untouched.c - published runs held against the chain and their manifests. */
#include "publish/untouched.h"

#include <limits.h>
#include <string.h>
#include <unistd.h>

#include "base/arena.h"
#include "base/digest.h"
#include "base/error.h"
#include "base/file.h"
#include "publish/chain.h"
#include "publish/paths.h"

static const size_t manifest_cap = 256UL << 20;

enum { HEX = DIGEST_HEX_SIZE - 1, GAP = 2 };

/* expected: 64 hex digits, of which witness knows. */
static int
confirm(const char *path, const char *expected, const char *witness, struct error *error)
{
	char		   digest[DIGEST_HEX_SIZE];
	unsigned long long bytes;

	if (file_digest(path, digest, &bytes, error) == -1)
		return error->code != ERROR_IO ? -1
					       : error_set(error, ERROR_IO, path, 0, "%s, though it was published; restore it from a copy", error->message);
	if (strncmp(digest, expected, HEX) != 0)
		return error_set(error, ERROR_IO, path, 0,
		    "is not what was published, as %s says; restore it from a copy", witness);
	return 0;
}

int
untouched_manifests(const char *runs, const struct chain *chain, struct error *error)
{
	char path[PATH_MAX];

	for (size_t i = 0; i < chain->count; i++) {
		const struct chain_link *link = &chain->links[i];

		if (path_print(path, error, "%s/%s", runs, link->run) == -1)
			return -1;
		if (access(path, F_OK) == -1)
			continue;
		if (path_print(path, error, "%s/%s/MANIFEST.sha256", runs, link->run) == -1 ||
		    confirm(path, link->digest, "CHAIN.sha256", error) == -1)
			return -1;
	}
	return 0;
}

/* "<64 hex>  <path in the run>"; a line that begins with # is the link to the run before. */
static int
confirm_line(const char *directory, const char *line, struct error *error)
{
	char path[PATH_MAX];

	if (line[0] == '#' || line[0] == '\0')
		return 0;
	if (strspn(line, "0123456789abcdef") != HEX || strncmp(line + HEX, "  ", GAP) != 0)
		return error_set(error, ERROR_IO, directory, 0, "MANIFEST.sha256 cannot be read; restore it from a copy");
	if (path_print(path, error, "%s/%s", directory, line + HEX + GAP) == -1)
		return -1;
	return confirm(path, line, "MANIFEST.sha256", error);
}

static int
confirm_lines(struct arena *arena, const char *directory, struct error *error)
{
	char   path[PATH_MAX];
	char  *line, *rest;
	size_t length;
	int    rc = 0;

	if (path_print(path, error, "%s/MANIFEST.sha256", directory) == -1 ||
	    file_read_if_there(arena, path, manifest_cap, &line, &length, error) == -1)
		return -1;
	for (; rc == 0 && line != NULL; line = rest) {
		rest = strchr(line, '\n');
		if (rest != NULL)
			*rest++ = '\0';
		rc = confirm_line(directory, line, error);
	}
	return rc;
}

int
untouched_run(const char *runs, const char *run, struct error *error)
{
	struct arena *arena = arena_new();
	char	      directory[PATH_MAX];
	int	      rc;

	if (arena == NULL)
		return error_out_of_memory(error);
	rc = path_print(directory, error, "%s/%s", runs, run);
	if (rc == 0)
		rc = confirm_lines(arena, directory, error);
	arena_free(arena);
	return rc;
}
