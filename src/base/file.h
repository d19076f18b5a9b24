/*
 * file.h - whole files in and out, checked at every step.
 */
#ifndef BASE_FILE_H
#define BASE_FILE_H

#include <stddef.h>
#include <stdio.h>
#include <sys/types.h>

struct arena;
struct error;

/* Reads a regular file of at most cap bytes into the arena (NUL-terminated, *length without it).
 * Errors: ERROR_NO_INPUT missing, ERROR_INPUT not regular or larger than cap, ERROR_IO. */
int file_read(struct arena *arena, const char *path, size_t cap, char **bytes, size_t *length, struct error *error);

/* The same for a file of our own: *bytes is NULL where it is not there, and whatever else keeps it from being read is ERROR_IO. */
int file_read_if_there(struct arena *arena, const char *path, size_t cap, char **bytes, size_t *length, struct error *error);

/* SHA-256 (hex) and size of a file of any length. ERROR_IO, also if it is not there. */
int file_digest(const char *path, char hex[65], unsigned long long *bytes, struct error *error);

/* Opens for writing with O_CREAT|O_EXCL|O_NOFOLLOW|O_CLOEXEC, mode 0644 whatever the umask. NULL on error (ERROR_CREATE). */
FILE *file_create(const char *path, struct error *error);
/* Flush, fsync, close; any failure, also an earlier write's, is ERROR_IO. Always closes. */
int file_finish(FILE *file, const char *path, struct error *error);
/* All of bytes into a new file at path, fsynced. */
int file_write(const char *path, const void *bytes, size_t length, struct error *error);

/* mkdir -p with mode (umask ignored for the ones made). */
int file_make_directories(const char *path, mode_t mode, struct error *error);
/* rm -r, never following symlinks. A missing path is fine. */
int file_remove_tree(const char *path, struct error *error);
/* fsync of a directory. */
int file_sync_directory(const char *path, struct error *error);

/* base (a file) and relative -> path beside base, absolute paths stay. From the arena; NULL when out of memory. */
char *file_beside(struct arena *arena, const char *base, const char *relative);

#endif
