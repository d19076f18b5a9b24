/* dispatch.c - from the words of the command line to the subcommand that they name. */
#include "command/command.h"

#include <stdio.h>
#include <string.h>

#include "base/error.h"
#include "base/text.h"
#include "command/options.h"
#include "command/report.h"

enum { COMMANDS_MAX = 32 };

static int
print_version(void)
{
	puts("rapport " RAPPORT_VERSION);
	return report_finish(0);
}

static int
unknown_command(const struct command_table *commands, const char *name)
{
	const char  *names[COMMANDS_MAX];
	const char  *nearest;
	struct error error;
	size_t	     count = 0;

	for (; count < commands->count && count < COMMANDS_MAX; count++)
		names[count] = commands->rows[count].name;
	nearest = text_nearest(name, names, count);
	if (nearest != NULL)
		error_set(&error, ERROR_USAGE, NULL, 0, "unknown command '%s'; did you mean '%s'?",
		    name, nearest);
	else
		error_set(&error, ERROR_USAGE, NULL, 0,
		    "unknown command '%s'; `rapport help` lists them", name);
	return report_error(&error);
}

static const struct command *
find_command(const struct command_table *commands, const char *name)
{
	for (size_t i = 0; i < commands->count; i++)
		if (strcmp(commands->rows[i].name, name) == 0)
			return &commands->rows[i];
	return NULL;
}

static int
run_command(
    const struct command_table *commands, const struct command *command, int argc, char **argv)
{
	struct options options;
	struct error   error;

	if (options_parse(command, argc, argv, &options, &error) == -1)
		return report_error(&error);
	if (options.help) {
		options.operands[0] = command->name;
		options.operand_count = 1;
		return command_help(commands, &options);
	}
	return command->run(commands, &options);
}

int
command_dispatch(const struct command_table *commands, int argc, char **argv)
{
	const char	     *name = argc > 1 ? argv[1] : NULL;
	const struct command *command;
	struct error	      error;

	if (name == NULL) {
		error_set(&error, ERROR_USAGE, NULL, 0, "no command; `rapport help` lists them");
		return report_error(&error);
	}
	if (strcmp(name, "--version") == 0 || strcmp(name, "-V") == 0)
		return print_version();
	if (strcmp(name, "--help") == 0 || strcmp(name, "-h") == 0)
		name = "help";
	command = find_command(commands, name);
	if (command == NULL)
		return unknown_command(commands, name);
	return run_command(commands, command, argc - 2, argv + 2);
}
