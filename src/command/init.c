/* init.c - `rapport init DIR`: a starter folder in which `rapport run` works at once. */
#include "command/command.h"

#include <dirent.h>
#include <errno.h>
#include <limits.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/arena.h"
#include "base/count.h"
#include "base/error.h"
#include "base/file.h"
#include "command/init_kit.h"
#include "command/options.h"
#include "command/report.h"
#include "command/shipped.h"
#include "publish/paths.h"

static const size_t file_cap = 16UL << 20;

/* Directories of the shipped data, copied flat: their rapport.ini is the
 * one to begin with. */
static const struct {
	const char *name;
	const char *except;		/* a file that another directory brings; NULL: none */
} sources[] = {
	{ "config", "rapport.ini" },
	{ "samples", NULL },
	{ "templates", NULL },
};

struct copying {
	const char   *from;
	const char   *to;
	struct arena *arena;
	bool	      only_check;	/* nothing is there that would be replaced */
	size_t	      files;
};

/* The sample settings name the shipped model beside them, `../config/model.ini`: in the new
 * folder it lies next to them. */
static int
write_rebased(const char *path, const char *text, size_t length, struct error *error)
{
	static const char beside[] = "../config/";
	FILE		 *stream = file_create(path, error);
	const char	 *end = text + length, *found;

	if (stream == NULL)
		return -1;
	while ((found = memmem(text, (size_t)(end - text), beside, sizeof beside - 1)) != NULL) {
		(void)fwrite(text, 1, (size_t)(found - text), stream);
		text = found + sizeof beside - 1;
	}
	(void)fwrite(text, 1, (size_t)(end - text), stream);	/* file_finish tells a failure */
	return file_finish(stream, path, error);
}

static int
copy_file(struct copying *copying, const char *name, struct error *error)
{
	char   from[PATH_MAX], to[PATH_MAX];
	char  *text;
	size_t length;

	if (path_print(from, error, "%s/%s", copying->from, name) == -1 ||
	    path_print(to, error, "%s/%s", copying->to, name) == -1)
		return -1;
	if (copying->only_check) {
		if (access(to, F_OK) == -1)
			return errno == ENOENT ? 0
					       : error_set(error, ERROR_CREATE, to, 0,
						     "cannot be made: %s", strerror(errno));
		return error_set(
		    error, ERROR_CREATE, to, 0, "is there already; init replaces nothing");
	}
	arena_reset(copying->arena);
	if (file_read(copying->arena, from, file_cap, &text, &length, error) == -1)
		return -1;
	copying->files++;
	if (strcmp(name, "rapport.ini") == 0)
		return write_rebased(to, text, length, error);
	return file_write(to, text, length, error);
}

static bool
is_wanted(const char *directory, const char *name, const char *except)
{
	char	    path[PATH_MAX];
	struct stat status;
	int	    length = snprintf(path, sizeof path, "%s/%s", directory, name);

	if (name[0] == '.' || (except != NULL && strcmp(name, except) == 0))
		return false;
	return length > 0 && (size_t)length < sizeof path && stat(path, &status) == 0 &&
	    S_ISREG(status.st_mode);
}

static int
copy_directory(struct copying *copying, const char *except, struct error *error)
{
	DIR	      *directory = opendir(copying->from);
	struct dirent *entry;
	int	       rc = 0;

	if (directory == NULL)
		return error_set(error, ERROR_NO_INPUT, copying->from, 0, "%s", strerror(errno));
	while (rc == 0 && (entry = readdir(directory)) != NULL)
		if (is_wanted(copying->from, entry->d_name, except))
			rc = copy_file(copying, entry->d_name, error);
	(void)closedir(directory);
	return rc;
}

static int
copy_all(const char *data, const char *to, struct arena *arena, bool only_check, size_t *files,
    struct error *error)
{
	struct copying copying = { .to = to, .arena = arena, .only_check = only_check };
	char	       from[PATH_MAX];

	for (size_t i = 0; i < COUNT_OF(sources); i++) {
		if (path_print(from, error, "%s/%s", data, sources[i].name) == -1)
			return -1;
		copying.from = from;
		if (copy_directory(&copying, sources[i].except, error) == -1)
			return -1;
	}
	*files = copying.files;
	return 0;
}

static int
make_folder(const char *to, size_t *files, struct error *error)
{
	struct arena *arena = arena_new();
	char	      data[PATH_MAX];
	int	      rc;

	if (arena == NULL)
		return error_out_of_memory(error);
	rc = shipped_directory(data, error);
	if (rc == 0)
		rc = copy_all(data, to, arena, true, files, error);
	if (rc == 0)
		rc = file_make_directories(to, 0755, error);
	if (rc == 0)
		rc = copy_all(data, to, arena, false, files, error);
	arena_free(arena);
	return rc;
}

int
command_init(const struct command_table *commands, const struct options *options)
{
	const char  *directory = options->operands[0];
	struct error error;
	size_t	     files;

	(void)commands;
	if (options->kit)
		return init_kit(options);
	if (make_folder(directory, &files, &error) == -1)
		return report_error(&error);
	if (!options->quiet)
		printf("%zu files in %s; now: cd %s && rapport run\n", files, directory, directory);
	return report_finish(0);
}
