/*
 * lock.h - one run at a time in an archive.
 */
#ifndef PUBLISH_LOCK_H
#define PUBLISH_LOCK_H

struct error;

/* Takes the archive's lock (flock on `.lock` in it), waiting at most wait_seconds. The lock
 * ends with the process that took it, however it ends. Errors: ERROR_AGAIN held by another
 * run, ERROR_CREATE the archive cannot be written. *fd is closed with lock_release. */
int lock_take(const char *archive, unsigned wait_seconds, int *fd, struct error *error);
/* -1 is fine. */
void lock_release(int fd);

#endif
