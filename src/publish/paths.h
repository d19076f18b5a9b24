/*
 * paths.h - file names put together without ever being cut.
 */
#ifndef PUBLISH_PATHS_H
#define PUBLISH_PATHS_H

#include <limits.h>

struct error;

/* printf into path; ERROR_CREATE if the result would be longer than a path may be. */
int path_print(char path[PATH_MAX], struct error *error, const char *format, ...)
    __attribute__((format(printf, 3, 4)));

#endif
