/*
 * command.h - a subcommand as a row of the table in main.c.
 */
#ifndef COMMAND_COMMAND_H
#define COMMAND_COMMAND_H

#include <stddef.h>

/* One bit each, so that an option can say where it is at home. */
enum command_bit {
	COMMAND_RUN = 1,
	COMMAND_CHECK = 2,
	COMMAND_EXPLAIN = 4,
	COMMAND_INIT = 8,
	COMMAND_HELP = 16,
	COMMAND_INSPECT = 32
};

struct options;
struct command_table;

struct command {
	const char	*name;
	enum command_bit bit;
	const char	*arguments;	/* "PARTNER [ITEM]" */
	const char	*summary;	/* half a sentence */
	const char	*details;	/* for `help COMMAND`, whole lines */
	int		 operands_min;
	int		 operands_max;
	/* Returns the exit status. */
	int (*run)(const struct command_table *commands, const struct options *options);
};

struct command_table {
	const struct command *rows;
	size_t		      count;
};

int command_run(const struct command_table *commands, const struct options *options);
int command_check(const struct command_table *commands, const struct options *options);
int command_explain(const struct command_table *commands, const struct options *options);
int command_inspect(const struct command_table *commands, const struct options *options);
int command_init(const struct command_table *commands, const struct options *options);
int command_help(const struct command_table *commands, const struct options *options);

/* Finds the subcommand of argv, reads its options and runs it. Returns the exit status. */
int command_dispatch(const struct command_table *commands, int argc, char **argv);

#endif
