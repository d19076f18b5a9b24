/* main.c - the command table and nothing else. */
#include <fcntl.h>
#include <malloc.h>
#include <signal.h>
#include <unistd.h>

#include "base/count.h"
#include "command/command.h"
#include "command/options.h"

static const struct command commands[] = {
    {"run", COMMAND_RUN, "", "the job: read, score, draw, publish",
	"Reads the inputs, scores every partner, draws scorecards and workbooks, and publishes "
	"them whole or not at\n"
	"all as a new run in the archive. If nothing changed since the last run of the period, "
	"nothing is published.\n",
	0, 0, command_run},
    {"check", COMMAND_CHECK, "", "read and validate everything, write nothing",
	"Shows each input, how complete each partner's data are, and what is wrong with them.\n", 0,
	0, command_check},
    {"inspect", COMMAND_INSPECT, "FILE ...", "what a file is, and a mapping to paste",
	"Says how each FILE is written, which tool it comes from, and what its columns hold, and "
	"proposes the sections\n"
	"of mappings.ini by which rapport reads it as it is:  rapport inspect export.csv >> "
	"mappings.ini\n"
	"Reads ./rapport.ini with its mappings and model if it is there, else the shipped ones.\n",
	1, OPERANDS_MAX, command_inspect},
    {"explain", COMMAND_EXPLAIN, "PARTNER [ITEM]", "how a number came about",
	"ITEM is a KPI, a lens or LENS.GROUP (default: the primary lens). Shows source lines, "
	"limits and where they come\n"
	"from, the formula with its numbers, weights, rounding, evidence and caps.\n",
	1, 2, command_explain},
    {"init", COMMAND_INIT, "DIR", "a starter folder: settings, model and samples",
	"Makes DIR with settings, model, mappings and sample data; `rapport run` works in it at "
	"once. Replaces nothing.\n"
	"With --kit: for each input a workbook to fill in, and the same as a CSV template. Partners, "
	"KPIs and questions to\n"
	"choose from are those of ./rapport.ini if it is there (or --config), else of the shipped "
	"model.\n",
	1, 1, command_init},
    {"help", COMMAND_HELP, "[COMMAND | config | blocks]",
	"this overview, a command, the keys of rapport.ini, or the blocks", "Without a word: an overview.\n", 0,
	1, command_help},
};

/* Many workbooks come and go in a worker: keep what they free, as each would else ask the
 * kernel for hundreds of pieces. */
static void
tune_memory(void)
{
	(void)mallopt(M_MMAP_THRESHOLD, 32 << 20);
	(void)mallopt(M_TRIM_THRESHOLD, 64 << 20);
	(void)mallopt(M_TOP_PAD, 4 << 20);
	/* Small pieces are joined at once, not all of them at every larger request. */
	(void)mallopt(M_MXFAST, 0);
}

/* Closed by whoever started the program, their numbers would go to the next files opened, and messages into
 * reports. Opened the wrong way round, so that use still fails. */
static void
hold_standard_streams(void)
{
	for (int fd = STDIN_FILENO; fd <= STDERR_FILENO; fd++)
		if (fcntl(fd, F_GETFD) == -1)
			(void)open("/dev/null", fd == STDIN_FILENO ? O_WRONLY : O_RDONLY);
}

int
main(int argc, char **argv)
{
	static const struct command_table table = { commands, COUNT_OF(commands) };

	tune_memory();
	hold_standard_streams();
	/* A reader that went away and a limit of file sizes are failed writes, told as such. */
	(void)signal(SIGPIPE, SIG_IGN);
	(void)signal(SIGXFSZ, SIG_IGN);
	return command_dispatch(&table, argc, argv);
}
