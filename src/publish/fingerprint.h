/*
 * fingerprint.h - one hash over everything that decides what a run says.
 *
 * Two runs of equal fingerprint would publish the same content: the second publishes nothing.
 * Reports print its first digits as the hash of their data.
 */
#ifndef PUBLISH_FINGERPRINT_H
#define PUBLISH_FINGERPRINT_H

#include <stdbool.h>

struct dataset;
struct error;
struct languages;
struct mappings;
struct model;
struct settings;

struct fingerprint_sources {
	const char	      *program;		/* name and version */
	const char	      *period;
	const char	      *as_of;
	const struct settings *settings;	/* the file's bytes and what the command line set */
	const struct model    *model;
	const struct languages *languages;	/* the words of every language in use */
	const struct mappings *mappings;
	const struct dataset  *dataset;		/* inputs by kind, name and digest */
	const bool	      *selected;	/* per partner of the dataset, whether it was asked for; NULL: nobody was, which means all */
};

/* SHA-256 in hex. -1 ERROR_INTERNAL. */
int fingerprint_make(const struct fingerprint_sources *sources, char hex[65], struct error *error);

#endif
