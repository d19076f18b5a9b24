/*
 * init_kit.h - `rapport init --kit DIR`: blank workbooks and CSV templates of every input.
 */
#ifndef COMMAND_INIT_KIT_H
#define COMMAND_INIT_KIT_H

struct options;

/* Returns the exit status. */
int init_kit(const struct options *options);

#endif
