/* magic.c - does a finished file begin and end as its kind does? */
#include "publish/magic.h"

#include <errno.h>
#include <fcntl.h>
#include <string.h>
#include <unistd.h>

#include "base/count.h"
#include "base/error.h"

enum { TAIL_SIZE = 64 };

static const struct {
	const char *ending;
	const char *head;		/* the first bytes */
	const char *tail;		/* somewhere in the last TAIL_SIZE bytes */
} kinds[] = {
	{ ".pdf", "%PDF-1.", "%%EOF" },
	{ ".xlsx", "PK\003\004", "PK\005\006" },	/* end of central directory, 22 bytes without a comment */
};

static int
read_at(int fd, char *bytes, size_t length, unsigned long long offset)
{
	ssize_t got = pread(fd, bytes, length, (off_t)offset);

	return got >= 0 && (size_t)got == length ? 0 : -1;
}

static int
check_kind(int fd, size_t kind, unsigned long long bytes)
{
	char   head[16], tail[TAIL_SIZE];
	size_t head_length = strlen(kinds[kind].head);

	if (bytes < TAIL_SIZE || read_at(fd, head, head_length, 0) == -1 ||
	    read_at(fd, tail, TAIL_SIZE, bytes - TAIL_SIZE) == -1)
		return -1;
	if (memcmp(head, kinds[kind].head, head_length) != 0 ||
	    memmem(tail, TAIL_SIZE, kinds[kind].tail, strlen(kinds[kind].tail)) == NULL)
		return -1;
	return 0;
}

int
magic_check(const char *path, unsigned long long bytes, struct error *error)
{
	const char *ending = strrchr(path, '.');
	int	    fd, rc = 0;

	for (size_t kind = 0; ending != NULL && kind < COUNT_OF(kinds); kind++) {
		if (strcmp(ending, kinds[kind].ending) != 0)
			continue;
		fd = open(path, O_RDONLY | O_CLOEXEC | O_NOFOLLOW);
		if (fd == -1)
			return error_set(
			    error, ERROR_IO, path, 0, "cannot be read back: %s", strerror(errno));
		if (check_kind(fd, kind, bytes) == -1)
			rc = error_set(error, ERROR_IO, path, 0,
			    "is no whole %s file when read back", ending + 1);
		(void)close(fd);
	}
	return rc;
}
