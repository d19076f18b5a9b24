/*
 * options.h - the command line after the subcommand's name, read by one table of options.
 *
 * As getopt_long has it: --name VALUE, --name=VALUE, unambiguous beginnings of names, -c VALUE,
 * -cVALUE, -qv, operands anywhere, "--" ends options. An unknown option names the nearest one.
 */
#ifndef COMMAND_OPTIONS_H
#define COMMAND_OPTIONS_H

#include <stdbool.h>
#include <stddef.h>
#include <stdio.h>

#include "command/command.h"

enum { OPTIONS_LIST_MAX = 256, OPERANDS_MAX = 64 };
enum progress { PROGRESS_AUTO, PROGRESS_ALWAYS, PROGRESS_NEVER };
enum output_format { FORMAT_TEXT, FORMAT_JSON };

struct option_list {
	const char *items[OPTIONS_LIST_MAX];
	size_t	    count;
};

/* Strings are argv's own; NULL = not given. */
struct options {
	const char	  *config;
	const char	  *period;
	const char	  *as_of;
	const char	  *output;
	const char	  *preview;	/* page or block */
	struct option_list partners;
	struct option_list set;
	long		   jobs;	/* 0: not given */
	long		   lock_wait;	/* seconds */
	int		   progress;	/* enum progress */
	int		   format;	/* enum output_format */
	bool		   strict;
	bool		   quiet;
	bool		   verbose;
	bool		   help;
	bool		   kit;		/* init: blank input files instead of the samples */
	const char	  *operands[OPERANDS_MAX];
	int		   operand_count;
};

struct error;

/* Reads argv[0..argc) (the words after the subcommand) for this command. ERROR_USAGE with what
 * to do. */
int options_parse(const struct command *command, int argc, char **argv, struct options *options,
    struct error *error);

/* The options of this command, one line each. 0, or -1 if stream failed. */
int options_print(const struct command *command, FILE *stream);

#endif
