/*
 * init_kit.h - `rapport init --kit DIR`: blank workbooks and CSV templates of every input.
 */
#ifndef COMMAND_INIT_KIT_H
#define COMMAND_INIT_KIT_H

struct error;
struct options;

/* Returns the exit status. */
int init_kit(const struct options *options);

/* Nothing of that name is there yet, or -1 (ERROR_CREATE). */
int init_check_free(const char *path, struct error *error);

#endif
