/* help.c - `rapport help [COMMAND | config | blocks]`. */
#include "command/command.h"

#include <stdio.h>
#include <string.h>

#include "base/error.h"
#include "command/options.h"
#include "command/report.h"
#include "config/settings.h"
#include "render/render.h"

static int
print_overview(const struct command_table *commands)
{
	puts("rapport turns KPI and survey files into partnership reports: health ratings, "
	     "scorecards, workbooks.\n");
	puts("usage: rapport COMMAND [OPTIONS] [OPERANDS]\n");
	for (size_t i = 0; i < commands->count; i++) {
		const struct command *command = &commands->rows[i];
		char		      left[64];

		snprintf(left, sizeof left, "%s %s", command->name, command->arguments);
		printf("  %-33s %s\n", left, command->summary);
	}
	puts("\n`rapport help COMMAND` tells more, `rapport help config` lists the keys of "
	     "rapport.ini,\n`rapport help blocks` the blocks that templates are made of.");
	puts("Begin with `rapport init DIR`, then `cd DIR` and `rapport run`.\n");
	puts("Exit status: 0 done; 1 done, but findings need a person; 64 usage; 65 input "
	     "unusable; 66 no input;");
	puts("69 no process to be had; 70 internal error; 73 archive not writable; 74 input/output "
	     "error;");
	puts("75 another run at work; 78 configuration.");
	return report_finish(0);
}

static int
print_command(const struct command *command)
{
	printf("usage: rapport %s [OPTIONS]%s%s\n\n%s\n", command->name,
	    command->arguments[0] != '\0' ? " " : "", command->arguments, command->details);
	(void)options_print(command, stdout);
	return report_finish(0);
}

int
command_help(const struct command_table *commands, const struct options *options)
{
	const char  *topic = options->operand_count > 0 ? options->operands[0] : NULL;
	struct error error;

	if (topic == NULL)
		return print_overview(commands);
	if (strcmp(topic, "config") == 0) {
		(void)settings_print_keys(stdout);
		return report_finish(0);
	}
	if (strcmp(topic, "blocks") == 0) {
		(void)scorecard_blocks_print(stdout);
		(void)fputc('\n', stdout);
		(void)board_blocks_print(stdout);
		return report_finish(0);
	}
	for (size_t i = 0; i < commands->count; i++)
		if (strcmp(commands->rows[i].name, topic) == 0)
			return print_command(&commands->rows[i]);
	error_set(&error, ERROR_USAGE, NULL, 0,
	    "no help on '%s'; `rapport help` lists the commands", topic);
	return report_error(&error);
}
