/*
 * checkjson.h - the outcome of `rapport check` for programs.
 */
#ifndef COMMAND_CHECKJSON_H
#define COMMAND_CHECKJSON_H

#include <stdio.h>

struct job;
struct portfolio;

/* The caller checks the stream. */
void check_print_json(const struct job *job, const struct portfolio *portfolio, FILE *stream);

#endif
