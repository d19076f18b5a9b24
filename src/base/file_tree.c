/* file_tree.c - directories made, synced and removed. */
#include "base/file.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/arena.h"
#include "base/error.h"

/* One directory; one that is there already is fine. errno tells why not. */
static int
make_directory(const char *path, mode_t mode)
{
	struct stat status;

	if (mkdir(path, mode) == 0)
		return chmod(path, mode);
	if (errno != EEXIST)
		return -1;
	if (stat(path, &status) == -1)
		return -1;
	errno = ENOTDIR;
	return S_ISDIR(status.st_mode) ? 0 : -1;
}

int
file_make_directories(const char *path, mode_t mode, struct error *error)
{
	char   partial[PATH_MAX];
	size_t length = strlen(path);

	if (length >= sizeof partial)
		return error_set(error, ERROR_CREATE, path, 0, "%s", strerror(ENAMETOOLONG));
	for (size_t i = 1; i <= length; i++) {
		if (path[i] != '/' && path[i] != '\0')
			continue;
		memcpy(partial, path, i);
		partial[i] = '\0';
		if (make_directory(partial, mode) == -1)
			return error_set(error, ERROR_CREATE, partial, 0, "cannot make directory: %s",
			    strerror(errno));
	}
	return 0;
}

static int remove_at(int parent, const char *name);

/* Everything in an open directory; closes fd. errno tells why not. */
static int
remove_entries(int fd)
{
	DIR	      *directory = fdopendir(fd);
	struct dirent *entry;
	int	       failure = 0;

	if (directory == NULL) {
		failure = errno;
		(void)close(fd);
		errno = failure;
		return -1;
	}
	while (failure == 0) {
		errno = 0;
		entry = readdir(directory);
		if (entry == NULL) {
			failure = errno;
			break;
		}
		if (strcmp(entry->d_name, ".") == 0 || strcmp(entry->d_name, "..") == 0)
			continue;
		if (remove_at(fd, entry->d_name) == -1)
			failure = errno;
	}
	(void)closedir(directory);
	errno = failure;
	return failure == 0 ? 0 : -1;
}

/* A file, a link itself, or a directory with all that is in it. A missing one is fine. */
static int
remove_at(int parent, const char *name)
{
	int fd;

	if (unlinkat(parent, name, 0) == 0 || errno == ENOENT)
		return 0;
	if (errno != EISDIR)
		return -1;
	fd = openat(parent, name, O_RDONLY | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC);
	if (fd == -1 || remove_entries(fd) == -1)
		return -1;
	return unlinkat(parent, name, AT_REMOVEDIR);
}

int
file_remove_tree(const char *path, struct error *error)
{
	if (remove_at(AT_FDCWD, path) == -1)
		return error_set(error, ERROR_IO, path, 0, "cannot remove: %s", strerror(errno));
	return 0;
}

int
file_sync_directory(const char *path, struct error *error)
{
	int fd = open(path, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
	int failure = 0;

	if (fd == -1 || fsync(fd) == -1)
		failure = errno;
	if (fd != -1)
		(void)close(fd);
	if (failure != 0)
		return error_set(error, ERROR_IO, path, 0, "cannot sync directory: %s",
		    strerror(failure));
	return 0;
}

char *
file_beside(struct arena *arena, const char *base, const char *relative)
{
	const char *slash = strrchr(base, '/');

	if (relative[0] == '/' || slash == NULL)
		return arena_strdup(arena, relative);
	return arena_printf(arena, "%.*s%s", (int)(slash + 1 - base), base, relative);
}
