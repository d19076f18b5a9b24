/* stage.c - a directory in which a run comes to be, unseen until it is whole. */
#include "publish/stage.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <ftw.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/error.h"
#include "base/file.h"
#include "publish/paths.h"

enum { OPEN_DIRECTORIES = 16 };

int
stage_open(struct stage *stage, const char *parent, const char *run, struct error *error)
{
	stage->path[0] = '\0';
	if (path_print(stage->parent, error, "%s", parent) == -1 ||
	    path_print(stage->path, error, "%s/.%s.stage.XXXXXX", parent, run) == -1) {
		stage->path[0] = '\0';
		return -1;
	}
	if (mkdtemp(stage->path) == NULL) {
		error_set(error, ERROR_CREATE, parent, 0, "no directory can be made here: %s",
		    strerror(errno));
		stage->path[0] = '\0';
		return -1;
	}
	/* mkdtemp gives 0700 whatever the umask; readers of the archive need more. */
	if (chmod(stage->path, 0755) == -1) {
		error_set(error, ERROR_CREATE, stage->path, 0, "%s", strerror(errno));
		stage_abandon(stage);
		return -1;
	}
	return 0;
}

static int
seal_item(const char *path, const struct stat *status, int type, struct FTW *place)
{
	(void)status;
	(void)place;
	if (type == FTW_F)
		return chmod(path, 0444);
	if (type != FTW_DP)
		return -1;
	/* Before the mode: a directory's entries must be on disk when its name is. */
	struct error ignored;

	return file_sync_directory(path, &ignored) == 0 ? chmod(path, 0555) : -1;
}

static int
unseal_item(const char *path, const struct stat *status, int type, struct FTW *place)
{
	(void)status;
	(void)place;
	if (type == FTW_D || type == FTW_DNR)
		(void)chmod(path, 0700);
	return 0;
}

/* rm -r, also of a stage that was sealed already. */
static int
remove_stage(const char *path, struct error *error)
{
	/* Top down: a closed directory is opened before nftw enters it. */
	(void)nftw(path, unseal_item, OPEN_DIRECTORIES, FTW_PHYS);
	return file_remove_tree(path, error);
}

void
stage_abandon(struct stage *stage)
{
	struct error ignored;

	if (stage->path[0] != '\0')
		(void)remove_stage(stage->path, &ignored);
	stage->path[0] = '\0';
}

/* rename that never replaces. Network file systems know no flags: there, a published run is
 * not empty, so that plain rename refuses to replace it too. */
static int
rename_new(const char *from, const char *to)
{
	if (renameat2(AT_FDCWD, from, AT_FDCWD, to, RENAME_NOREPLACE) == 0)
		return 0;
	if (errno != EINVAL && errno != ENOSYS)
		return -1;
	return rename(from, to);
}

int
stage_publish(struct stage *stage, const char *run, struct error *error)
{
	char final[PATH_MAX];

	if (path_print(final, error, "%s/%s", stage->parent, run) == -1)
		return -1;
	if (nftw(stage->path, seal_item, OPEN_DIRECTORIES, FTW_PHYS | FTW_DEPTH) != 0)
		return error_set(error, ERROR_IO, stage->path, 0, "cannot be made durable and read-only: %s",
		    strerror(errno));
	if (rename_new(stage->path, final) == -1)
		return error_set(
		    error, ERROR_CREATE, final, 0, "cannot be published: %s", strerror(errno));
	stage->path[0] = '\0';
	return file_sync_directory(stage->parent, error);
}

static int
is_stage_name(const char *name)
{
	const char *mark = strstr(name, ".stage.");

	return name[0] == '.' && mark != NULL && mark > name &&
	    strlen(mark) == strlen(".stage.XXXXXX");
}

int
stage_sweep(const char *parent, struct error *error)
{
	DIR	      *directory = opendir(parent);
	struct dirent *entry;
	char	       path[PATH_MAX];
	int	       rc = 0;

	if (directory == NULL)
		return error_set(error, ERROR_CREATE, parent, 0, "cannot be read: %s", strerror(errno));
	while (rc == 0 && (errno = 0, entry = readdir(directory)) != NULL) {
		if (!is_stage_name(entry->d_name))
			continue;
		rc = path_print(path, error, "%s/%s", parent, entry->d_name);
		if (rc == 0)
			rc = remove_stage(path, error);
	}
	if (rc == 0 && errno != 0)
		rc = error_set(error, ERROR_IO, parent, 0, "cannot be read: %s", strerror(errno));
	(void)closedir(directory);
	return rc;
}
