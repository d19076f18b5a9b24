/*
 * shipped.h - where the files that come with the program are: configuration, samples, templates.
 */
#ifndef SHIPPED_H
#define SHIPPED_H

#include <limits.h>

struct error;

/* The directory that holds config/, samples/ and templates/: beside the program wherever that was moved to, else where it was to be
 * installed. ERROR_NO_INPUT if there is none. */
int shipped_directory(char found[PATH_MAX], struct error *error);

#endif
