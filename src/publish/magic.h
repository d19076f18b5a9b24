/*
 * magic.h - does a finished file begin and end as its kind does? A cheap guard against a library
 * that failed quietly.
 */
#ifndef PUBLISH_MAGIC_H
#define PUBLISH_MAGIC_H

struct error;

/* By the name's ending: .pdf and .xlsx are looked at, everything else passes. ERROR_IO if the
 * file is cut short. */
int magic_check(const char *path, unsigned long long bytes, struct error *error);

#endif
