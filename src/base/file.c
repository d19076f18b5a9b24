/* file.c - files read, written and hashed whole. */
#include "base/file.h"

#include <errno.h>
#include <fcntl.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/arena.h"
#include "base/digest.h"
#include "base/error.h"

enum { CHUNK = 64 * 1024 };

/* Opens for reading without waiting for a pipe's writer; refuses what is no regular file. -1 with
 * error. */
static int
open_regular(const char *path, struct stat *status, struct error *error)
{
	int fd = open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK | O_NOCTTY);

	if (fd == -1) {
		(void)error_set(error, ERROR_NO_INPUT, path, 0, "cannot open: %s", strerror(errno));
		return -1;
	}
	if (fstat(fd, status) == -1) {
		(void)error_set(error, ERROR_IO, path, 0, "%s", strerror(errno));
	} else if (S_ISDIR(status->st_mode)) {
		(void)error_set(error, ERROR_INPUT, path, 0, "is a directory, not a file");
	} else if (!S_ISREG(status->st_mode)) {
		(void)error_set(error, ERROR_INPUT, path, 0, "is not a regular file");
	} else {
		return fd;
	}
	(void)close(fd);
	return -1;
}

/* As read(2), but full unless the file ends. */
static ssize_t
read_fully(int fd, char *bytes, size_t size)
{
	size_t	got = 0;
	ssize_t n;

	while (got < size) {
		n = read(fd, bytes + got, size - got);
		if (n == -1 && errno == EINTR)
			continue;
		if (n == -1)
			return -1;
		if (n == 0)
			break;
		got += (size_t)n;
	}
	return (ssize_t)got;
}

static int
read_all(int fd, const char *path, char *bytes, size_t expected, size_t *length, struct error *error)
{
	ssize_t got = read_fully(fd, bytes, expected);

	if (got == -1)
		return error_set(error, ERROR_IO, path, 0, "cannot read: %s", strerror(errno));
	bytes[got] = '\0';
	*length = (size_t)got;
	return 0;
}

int
file_read(struct arena *arena, const char *path, size_t cap, char **bytes, size_t *length,
    struct error *error)
{
	struct stat status;
	int	    fd = open_regular(path, &status, error);
	int	    rc;

	if (fd == -1)
		return -1;
	if ((uintmax_t)status.st_size > cap) {
		rc = error_set(error, ERROR_INPUT, path, 0, "has %jd bytes, more than the limit of %zu",
		    (intmax_t)status.st_size, cap);
	} else {
		*bytes = arena_alloc(arena, (size_t)status.st_size + 1, 1);
		rc = *bytes == NULL ? error_out_of_memory(error)
				    : read_all(fd, path, *bytes, (size_t)status.st_size, length, error);
	}
	(void)close(fd);
	return rc;
}

int
file_read_if_there(struct arena *arena, const char *path, size_t cap, char **bytes, size_t *length, struct error *error)
{
	*bytes = NULL;
	*length = 0;
	if (access(path, F_OK) == -1 && (errno == ENOENT || errno == ENOTDIR))
		return 0;
	if (file_read(arena, path, cap, bytes, length, error) == 0)
		return 0;
	if (error->code != ERROR_INTERNAL)
		error->code = ERROR_IO;
	return -1;
}

/* Feeds the rest of fd to the digest; errno tells why not. */
static int
digest_rest(int fd, struct digest *digest, char *chunk, unsigned long long *bytes)
{
	ssize_t got;

	*bytes = 0;
	do {
		got = read_fully(fd, chunk, CHUNK);
		if (got == -1 || digest_update(digest, chunk, (size_t)got) == -1)
			return -1;
		*bytes += (unsigned long long)got;
	} while (got == CHUNK);
	return 0;
}

int
file_digest(const char *path, char hex[65], unsigned long long *bytes, struct error *error)
{
	struct stat    status;
	struct digest *digest = NULL;
	char	      *chunk = NULL;
	int	       fd = open_regular(path, &status, error);
	int	       rc = -1;

	if (fd == -1) {
		error->code = ERROR_IO;
		return -1;
	}
	digest = digest_new();
	chunk = malloc(CHUNK);
	if (digest == NULL || chunk == NULL) {
		(void)error_out_of_memory(error);
		goto done;
	}
	if (digest_rest(fd, digest, chunk, bytes) == -1) {
		(void)error_set(error, ERROR_IO, path, 0, "cannot read: %s", strerror(errno));
		goto done;
	}
	rc = digest_finish(digest, hex);
	digest = NULL;
	if (rc == -1)
		(void)error_set(error, ERROR_INTERNAL, path, 0, "cannot compute SHA-256");
done:
	free(chunk);
	digest_free(digest);
	(void)close(fd);
	return rc;
}

FILE *
file_create(const char *path, struct error *error)
{
	int   fd = open(path, O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC, 0644);
	FILE *file;
	int   saved;

	if (fd == -1) {
		(void)error_set(error, ERROR_CREATE, path, 0, "cannot create: %s", strerror(errno));
		return NULL;
	}
	file = fchmod(fd, 0644) == 0 ? fdopen(fd, "w") : NULL;
	if (file == NULL) {
		saved = errno;
		(void)close(fd);
		(void)unlink(path);
		(void)error_set(error, ERROR_CREATE, path, 0, "cannot create: %s", strerror(saved));
	}
	return file;
}

int
file_finish(FILE *file, const char *path, struct error *error)
{
	int failure = 0;
	int earlier = ferror(file);	/* its errno is long gone */

	if (fflush(file) == EOF || fsync(fileno(file)) == -1)
		failure = errno;
	if (fclose(file) == EOF && failure == 0)
		failure = errno;
	if (failure != 0)
		return error_set(error, ERROR_IO, path, 0, "cannot write: %s", strerror(failure));
	if (earlier != 0)
		return error_set(error, ERROR_IO, path, 0, "cannot write: a write failed, most likely for no space left on device");
	return 0;
}

int
file_write(const char *path, const void *bytes, size_t length, struct error *error)
{
	FILE *file = file_create(path, error);

	if (file == NULL)
		return -1;
	/* What a full disk said must not be hidden by what the closing says of it afterwards. */
	if (length > 0 && (fwrite(bytes, 1, length, file) != length || fflush(file) == EOF)) {
		error_set(error, ERROR_IO, path, 0, "cannot write: %s", strerror(errno));
		(void)fclose(file);
		return -1;
	}
	return file_finish(file, path, error);
}
