/*
 * untouched.h - whether what was published is still what it was: nothing is chained on top of a run that somebody changed.
 */
#ifndef PUBLISH_UNTOUCHED_H
#define PUBLISH_UNTOUCHED_H

struct chain;
struct error;

/* The manifest of every run of the chain that is there has the hash that the chain says. A run that was taken away whole is no
 * matter of this. ERROR_IO with the manifest's name. */
int untouched_manifests(const char *runs, const struct chain *chain, struct error *error);

/* Every file that the run's manifest lists has the hash that it says. ERROR_IO with the file's name. */
int untouched_run(const char *runs, const char *run, struct error *error);

#endif
