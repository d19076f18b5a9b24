/* chain.c - CHAIN.sha256, the hashes of the manifests in order of publishing. */
#include "publish/chain.h"

#include <errno.h>
#include <limits.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

#include "base/arena.h"
#include "base/error.h"
#include "base/file.h"
#include "publish/paths.h"

static const size_t chain_cap = 64UL << 20;
static const char   head[] = "  runs/";
static const char   tail[] = "/MANIFEST.sha256";

enum { HEX = 64 };

/* "<64 hex>  runs/<run>/MANIFEST.sha256", cut in place. */
static bool
parse_line(char *line, struct chain_link *link)
{
	size_t length = strlen(line);
	char  *end;

	if (length <= HEX + strlen(head) + strlen(tail) ||
	    strspn(line, "0123456789abcdef") != HEX || strncmp(line + HEX, head, strlen(head)) != 0)
		return false;
	end = line + length - strlen(tail);
	if (strcmp(end, tail) != 0)
		return false;
	line[HEX] = '\0';
	*end = '\0';
	link->digest = line;
	link->run = line + HEX + strlen(head);
	return true;
}

static size_t
count_lines(const char *text, size_t length)
{
	size_t lines = 0;

	for (size_t i = 0; i < length; i++)
		lines += text[i] == '\n';
	return lines;
}

int
chain_read(struct arena *arena, const char *archive, struct chain *chain, struct error *error)
{
	char   path[PATH_MAX];
	char  *text, *line, *rest;
	size_t length;

	chain->count = 0;
	if (path_print(path, error, "%s/CHAIN.sha256", archive) == -1 ||
	    file_read_if_there(arena, path, chain_cap, &text, &length, error) == -1)
		return -1;
	chain->links = arena_alloc(arena, count_lines(text, length) + 1, sizeof *chain->links);
	if (chain->links == NULL)
		return error_out_of_memory(error);
	for (line = text; line != NULL && *line != '\0'; line = rest) {
		rest = strchr(line, '\n');
		if (rest != NULL)
			*rest++ = '\0';
		if (rest == NULL || !parse_line(line, &chain->links[chain->count]))
			return error_set(error, ERROR_IO, path, chain->count + 1,
			    "not the hash of a run's manifest; restore the file from a copy");
		chain->count++;
	}
	return 0;
}

bool
chain_has(const struct chain *chain, const char *run)
{
	/* The newest run is asked for most: from the end. */
	for (size_t i = chain->count; i > 0; i--)
		if (strcmp(chain->links[i - 1].run, run) == 0)
			return true;
	return false;
}

static int
write_longer(const char *path, const char *text, size_t length, const char *run, const char *digest,
    struct error *error)
{
	FILE *stream;

	(void)unlink(path);		/* what a crash left */
	stream = file_create(path, error);
	if (stream == NULL)
		return -1;
	if (length > 0)
		(void)fwrite(text, 1, length, stream);	/* file_finish tells a failure */
	fprintf(stream, "%s%s%s%s\n", digest, head, run, tail);
	return file_finish(stream, path, error);
}

static int
replace(const char *partial, const char *path, const char *text, size_t length, const char *run, const char *digest,
    struct error *error)
{
	int rc = write_longer(partial, text, length, run, digest, error);

	if (rc == 0 && rename(partial, path) == -1)
		rc = error_set(error, ERROR_IO, path, 0, "cannot be replaced: %s", strerror(errno));
	if (rc == -1)
		(void)unlink(partial);
	return rc;
}

int
chain_append(const char *archive, const char *run, const char *digest, struct error *error)
{
	char	      path[PATH_MAX], partial[PATH_MAX];
	struct arena *arena = arena_new();
	char	     *text;
	size_t	      length;
	int	      rc;

	if (arena == NULL)
		return error_out_of_memory(error);
	rc = path_print(path, error, "%s/CHAIN.sha256", archive);
	if (rc == 0)
		rc = path_print(partial, error, "%s/.CHAIN.sha256.new", archive);
	if (rc == 0)
		rc = file_read_if_there(arena, path, chain_cap, &text, &length, error);
	if (rc == 0)
		rc = replace(partial, path, text, length, run, digest, error);
	arena_free(arena);
	return rc == 0 ? file_sync_directory(archive, error) : -1;
}
