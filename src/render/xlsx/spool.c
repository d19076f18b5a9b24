/*
 * spool.c - our lxw_tmpfile: a stream over memory that spills into an unnamed file and remembers failures.
 *
 * Ubuntu links its libraries so that their calls to their own functions cannot be replaced. There libxlsxwriter's lxw_tmpfile
 * runs, and what it makes its stream with, the C library's fdopen, is caught instead.
 */
#include "render/xlsx/spool.h"

#include <dlfcn.h>
#include <errno.h>
#include <fcntl.h>
#include <stdint.h>
#include <stdio.h>
#include <stdio_ext.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

/*
 * The one object of this room that changes and that no caller holds: lxw_tmpfile has no argument
 * of ours. It is the calling thread's own and is set only between opening and closing a workbook.
 */
static _Thread_local struct spool *current;

struct part {
	struct spool *spool;
	char	     *bytes;	/* NULL once spilled */
	size_t	      room;
	size_t	      length;
	size_t	      position;
	int	      fd;	/* -1 while in memory */
};

/* Not from <xlsxwriter/utility.h>: whether the directory is const there depends on the version. */
FILE *lxw_tmpfile(const char *tmpdir);

static void
fail(struct part *part, int code)
{
	if (part->spool->failure == 0)
		part->spool->failure = code == 0 ? EIO : code;
}

static int
write_all(int fd, const char *bytes, size_t length, off_t offset)
{
	while (length > 0) {
		ssize_t written = pwrite(fd, bytes, length, offset);

		if (written == -1 && errno == EINTR)
			continue;
		if (written <= 0)
			return -1;
		bytes += written;
		length -= (size_t)written;
		offset += written;
	}
	return 0;
}

/* An unnamed file in the spool's directory: by O_TMPFILE, or made and unlinked where the file system cannot. */
static int
unnamed_file(const char *directory)
{
	char name[SPOOL_DIRECTORY_SIZE + 16];
	int  fd = open(directory, O_TMPFILE | O_RDWR | O_CLOEXEC, 0600);

	if (fd != -1 || (errno != EOPNOTSUPP && errno != EISDIR && errno != ENOENT))
		return fd;
	(void)snprintf(name, sizeof name, "%s/.part.XXXXXX", directory);
	fd = mkostemp(name, O_CLOEXEC);
	if (fd != -1)
		(void)unlink(name);
	return fd;
}

static int
spill(struct part *part)
{
	if (part->spool->directory[0] == '\0') {
		errno = ENOSPC;
		return -1;
	}
	part->fd = unnamed_file(part->spool->directory);
	if (part->fd == -1 || write_all(part->fd, part->bytes, part->length, 0) == -1)
		return -1;
	free(part->bytes);
	part->bytes = NULL;
	part->room = 0;
	return 0;
}

/* Room for size bytes in memory. */
static int
grow(struct part *part, size_t size)
{
	size_t room = part->room == 0 ? 4096 : part->room;
	char  *bytes;

	if (size <= part->room)
		return 0;
	while (room < size)
		room *= 2;
	bytes = realloc(part->bytes, room);
	if (bytes == NULL)
		return -1;
	part->bytes = bytes;
	part->room = room;
	return 0;
}

static ssize_t
part_write(void *cookie, const char *bytes, size_t length)
{
	struct part *part = cookie;
	size_t	     end = part->position + length;
	int	     rc = 0;

	if (part->spool->failure != 0)
		return 0;
	if (part->fd == -1 && end > part->spool->memory)
		rc = spill(part);
	if (rc == 0 && part->fd != -1)
		rc = write_all(part->fd, bytes, length, (off_t)part->position);
	else if (rc == 0 && (rc = grow(part, end)) == 0)
		memcpy(part->bytes + part->position, bytes, length);
	if (rc == -1) {
		fail(part, errno);
		return 0;
	}
	part->position = end;
	if (end > part->length)
		part->length = end;
	return (ssize_t)length;
}

static ssize_t
part_read(void *cookie, char *bytes, size_t length)
{
	struct part *part = cookie;
	size_t	     left = part->length - part->position;
	ssize_t	     got;

	if (length > left)
		length = left;
	if (part->fd == -1) {
		if (length > 0)
			memcpy(bytes, part->bytes + part->position, length);
		got = (ssize_t)length;
	} else {
		do
			got = pread(part->fd, bytes, length, (off_t)part->position);
		while (got == -1 && errno == EINTR);
		if (got < 0 || (got == 0 && length > 0))
			fail(part, errno);
	}
	if (got > 0)
		part->position += (size_t)got;
	return got;
}

static int
part_seek(void *cookie, off64_t *offset, int whence)
{
	struct part *part = cookie;
	off64_t	     base = 0;

	if (whence == SEEK_CUR)
		base = (off64_t)part->position;
	else if (whence == SEEK_END)
		base = (off64_t)part->length;
	if (base + *offset < 0 || base + *offset > (off64_t)part->length) {
		errno = EINVAL;
		return -1;
	}
	*offset += base;
	part->position = (size_t)*offset;
	return 0;
}

static int
part_close(void *cookie)
{
	struct part *part = cookie;

	if (part->fd != -1)
		(void)close(part->fd);
	free(part->bytes);
	free(part);
	return 0;
}

static FILE *
part_open(void)
{
	static const cookie_io_functions_t functions = { part_read, part_write, part_seek, part_close };
	struct part			  *part;
	FILE				  *stream;

	current->parts++;
	part = calloc(1, sizeof *part);
	if (part != NULL) {
		part->spool = current;
		part->fd = -1;
		stream = fopencookie(part, "w+", functions);
		if (stream != NULL) {
			/* One thread writes it, in tens of thousands of small pieces. */
			(void)__fsetlocking(stream, FSETLOCKING_BYCALLER);
			return stream;
		}
		free(part);
	}
	current->failure = current->failure == 0 ? ENOMEM : current->failure;
	return NULL;
}

/* Found by libxlsxwriter before its own. The directory it passes is ignored: the spool knows better. */
FILE *
lxw_tmpfile(const char *tmpdir)
{
	(void)tmpdir;
	return current == NULL ? NULL : part_open();
}

static FILE *
system_fdopen(int fd, const char *mode)
{
	FILE *(*function)(int, const char *);

	/* POSIX promises the cast that ISO C does not know. */
	*(void **)&function = dlsym(RTLD_NEXT, "fdopen");
	if (function != NULL)
		return function(fd, mode);
	errno = ENOSYS;
	return NULL;
}

/* Found by every library before the C library's. While a workbook is open, a file for writing and reading is a part of it. */
FILE * /* NOLINTNEXTLINE(readability-inconsistent-declaration-parameter-name): the C library may use reserved names */
fdopen(int fd, const char *mode)
{
	FILE *stream;

	if (current == NULL || strcmp(mode, "w+b") != 0)
		return system_fdopen(fd, mode);
	stream = part_open();
	if (stream != NULL)
		(void)close(fd);
	return stream;
}

void
spool_init(struct spool *spool, const char *path, size_t memory)
{
	const char *slash = strrchr(path, '/');
	size_t	    length = slash == NULL ? 0 : (size_t)(slash - path);

	memset(spool, 0, sizeof *spool);
	spool->memory = memory;
	if (slash == NULL)
		(void)strcpy(spool->directory, ".");
	else if (length == 0)
		(void)strcpy(spool->directory, "/");
	else if (length < sizeof spool->directory)
		memcpy(spool->directory, path, length);
}

void
spool_use(struct spool *spool)
{
	current = spool;
}
