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
#include "publish/paths.h"
#include "shipped.h"

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

/* The same walk three times. */
enum pass {
	PASS_CHECK,			/* nothing is there that would be replaced */
	PASS_COPY,
	PASS_UNDO			/* takes back what was copied: half a folder would keep the next init out */
};

struct copying {
	char	      from[PATH_MAX];
	const char   *to;
	struct arena *arena;
	enum pass     pass;
	size_t	      files;		/* copied and not taken back */
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
copy_file(struct copying *copying, const char *from, const char *to, const char *name, struct error *error)
{
	char  *text;
	size_t length;
	int    rc;

	arena_reset(copying->arena);
	if (file_read(copying->arena, from, file_cap, &text, &length, error) == -1)
		return -1;
	rc = strcmp(name, "rapport.ini") == 0 ? write_rebased(to, text, length, error) : file_write(to, text, length, error);
	if (rc == 0)
		copying->files++;
	else if (error->code != ERROR_CREATE)	/* that one is someone else's */
		(void)unlink(to);
	return rc;
}

static int
visit_file(struct copying *copying, const char *name, struct error *error)
{
	char from[PATH_MAX], to[PATH_MAX];

	if (path_print(from, error, "%s/%s", copying->from, name) == -1 ||
	    path_print(to, error, "%s/%s", copying->to, name) == -1)
		return -1;
	if (copying->pass == PASS_CHECK)
		return init_check_free(to, error);
	if (copying->pass == PASS_COPY)
		return copy_file(copying, from, to, name, error);
	if (copying->files > 0) {
		copying->files--;
		(void)unlink(to);
	}
	return 0;
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
visit_directory(struct copying *copying, const char *except, struct error *error)
{
	DIR	      *directory = opendir(copying->from);
	struct dirent *entry;
	int	       rc = 0;

	if (directory == NULL)
		return error_set(error, ERROR_NO_INPUT, copying->from, 0, "%s", strerror(errno));
	while (rc == 0 && (entry = readdir(directory)) != NULL)
		if (is_wanted(copying->from, entry->d_name, except))
			rc = visit_file(copying, entry->d_name, error);
	(void)closedir(directory);
	return rc;
}

static int
visit_all(struct copying *copying, const char *data, enum pass pass, struct error *error)
{
	copying->pass = pass;
	for (size_t i = 0; i < COUNT_OF(sources); i++)
		if (path_print(copying->from, error, "%s/%s", data, sources[i].name) == -1 ||
		    visit_directory(copying, sources[i].except, error) == -1)
			return -1;
	return 0;
}

static int
copy_all(struct copying *copying, const char *data, struct error *error)
{
	bool	     there = access(copying->to, F_OK) == 0;
	struct error ignored;

	if (file_make_directories(copying->to, 0755, error) == -1)
		return -1;
	if (visit_all(copying, data, PASS_COPY, error) == 0)
		return 0;
	(void)visit_all(copying, data, PASS_UNDO, &ignored);
	if (!there)
		(void)rmdir(copying->to);
	return -1;
}

static int
make_folder(const char *to, size_t *files, struct error *error)
{
	struct copying copying = { .to = to, .arena = arena_new() };
	char	       data[PATH_MAX];
	int	       rc;

	if (copying.arena == NULL)
		return error_out_of_memory(error);
	rc = shipped_directory(data, error);
	if (rc == 0)
		rc = visit_all(&copying, data, PASS_CHECK, error);
	if (rc == 0)
		rc = copy_all(&copying, data, error);
	*files = copying.files;
	arena_free(copying.arena);
	return rc;
}

int
command_init(const struct command_table *commands, const struct options *options)
{
	const char  *directory = options->operands[0];
	struct error error;
	size_t	     files = 0;

	(void)commands;
	if (options->kit)
		return init_kit(options);
	if (make_folder(directory, &files, &error) == -1)
		return report_error(&error);
	if (!options->quiet)
		printf("%zu files in %s; now: cd %s && rapport run\n", files, directory, directory);
	return report_finish(0);
}
