/* lock.c - one run at a time in an archive. */
#include "publish/lock.h"

#include <errno.h>
#include <fcntl.h>
#include <string.h>
#include <sys/file.h>
#include <time.h>
#include <unistd.h>

#include "base/clock.h"
#include "base/error.h"
#include "publish/paths.h"
#include "publish/stop.h"

/* 0 taken, 1 held by someone else, -1 error. */
static int
try_lock(int fd, const char *path, struct error *error)
{
	if (flock(fd, LOCK_EX | LOCK_NB) == 0)
		return 0;
	if (errno == EWOULDBLOCK || errno == EINTR)
		return 1;
	return error_set(error, ERROR_CREATE, path, 0, "cannot be locked: %s", strerror(errno));
}

static int
wait_for_lock(int fd, const char *path, unsigned wait_seconds, struct error *error)
{
	static const struct timespec pause = { .tv_nsec = 100 * 1000 * 1000 };
	double			     deadline = clock_monotonic_seconds() + wait_seconds;
	int			     rc;

	while ((rc = try_lock(fd, path, error)) == 1) {
		if (stop_check(error) == -1)
			return -1;
		if (clock_monotonic_seconds() >= deadline)
			return error_set(error, ERROR_AGAIN, path, 0,
			    "another run is working in this archive; try again later or use --lock-wait");
		(void)nanosleep(&pause, NULL);
	}
	return rc;
}

int
lock_take(const char *archive, unsigned wait_seconds, int *fd, struct error *error)
{
	char path[PATH_MAX];
	int  opened;

	if (path_print(path, error, "%s/.lock", archive) == -1)
		return -1;
	opened = open(path, O_RDWR | O_CREAT | O_CLOEXEC | O_NOFOLLOW, 0644);
	if (opened == -1)
		return error_set(error, ERROR_CREATE, path, 0, "cannot be opened for writing: %s",
		    strerror(errno));
	if (wait_for_lock(opened, path, wait_seconds, error) == -1) {
		(void)close(opened);
		return -1;
	}
	*fd = opened;
	return 0;
}

void
lock_release(int fd)
{
	if (fd >= 0)
		(void)close(fd);
}
