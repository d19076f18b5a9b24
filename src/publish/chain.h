/*
 * chain.h - CHAIN.sha256: one line a run, the hash of its manifest, in the order of publishing.
 * `sha256sum -c` reads it.
 */
#ifndef PUBLISH_CHAIN_H
#define PUBLISH_CHAIN_H

#include <stdbool.h>
#include <stddef.h>

struct arena;
struct error;

struct chain_link {
	const char *run;
	const char *digest;
};

struct chain {
	struct chain_link *links;
	size_t		   count;
};

/* archive/CHAIN.sha256, empty if it is not there. Everything from the arena. ERROR_IO if a
 * line is none of ours. */
int chain_read(struct arena *arena, const char *archive, struct chain *chain, struct error *error);
bool chain_has(const struct chain *chain, const char *run);
/* One more line, by replacing the file whole, so that a crash never leaves half a line. */
int chain_append(const char *archive, const char *run, const char *digest, struct error *error);

#endif
