/* options.c - the command line after the subcommand's name. */
#include "command/options.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>

#include "base/count.h"
#include "base/error.h"
#include "base/text.h"

enum option_type { TYPE_FLAG, TYPE_TEXT, TYPE_LIST, TYPE_NUMBER, TYPE_WORD };

enum {
	READS = COMMAND_RUN | COMMAND_CHECK | COMMAND_EXPLAIN,
	ALL = READS | COMMAND_INSPECT | COMMAND_INIT | COMMAND_HELP
};

static const char *const progress_words[] = { "auto", "always", "never", NULL };
static const char *const format_words[] = { "text", "json", NULL };

struct option_row {
	const char	  *name;
	char		   letter;	/* 0: none */
	enum option_type   type;
	unsigned	   commands;	/* enum command_bit of those that know it */
	size_t		   offset;	/* in struct options */
	long		   minimum;	/* TYPE_NUMBER */
	long		   maximum;
	const char *const *words;	/* TYPE_WORD */
	const char	  *argument;
	const char	  *help;
};

#define AT(member) offsetof(struct options, member)

static const struct option_row rows[] = {
    {"kit", 0, TYPE_FLAG, COMMAND_INIT, AT(kit), 0, 0, NULL, NULL,
	"blank input workbooks and CSV templates instead"},
    {"config", 'c', TYPE_TEXT, READS | COMMAND_INSPECT | COMMAND_INIT, AT(config), 0, 0, NULL, "FILE",
	"settings (default: ./rapport.ini)"},
    {"period", 'p', TYPE_TEXT, READS, AT(period), 0, 0, NULL, "P",
	"YYYY-Qn, YYYY-MM, YYYY-Hn, YYYY, previous or current\n(default: the newest complete "
	"quarter with data)"},
    {"as-of", 0, TYPE_TEXT, READS, AT(as_of), 0, 0, NULL, "DATE",
	"the day from which the report looks (default: the period's last day)"},
    {"output", 'o', TYPE_TEXT, COMMAND_RUN, AT(output), 0, 0, NULL, "DIR",
	"archive, instead of the settings'; with --preview the PDF"},
    {"preview", 0, TYPE_TEXT, COMMAND_RUN, AT(preview), 0, 0, NULL, "PAGE|BLOCK",
	"draw only this page or block of a scorecard or the board pack;\npublishes nothing"},
    {"partner", 0, TYPE_LIST, COMMAND_RUN | COMMAND_CHECK, AT(partners), 0, 0, NULL, "ID",
	"only this partner; may be repeated"},
    {"set", 0, TYPE_LIST, READS | COMMAND_INSPECT | COMMAND_INIT, AT(set), 0, 0, NULL, "SECTION.KEY=VALUE",
	"a setting for this call; may be repeated"},
    {"jobs", 'j', TYPE_NUMBER, COMMAND_RUN, AT(jobs), 1, 1024, NULL, "N",
	"processes that draw (default: one a processor)"},
    {"lock-wait", 0, TYPE_NUMBER, COMMAND_RUN, AT(lock_wait), 0, 86400, NULL, "SECONDS",
	"wait for another run in the same archive (default: 0)"},
    {"strict", 0, TYPE_FLAG, COMMAND_RUN | COMMAND_CHECK, AT(strict), 0, 0, NULL, NULL,
	"findings of severity error stop the run"},
    {"progress", 0, TYPE_WORD, COMMAND_RUN, AT(progress), 0, 0, progress_words, "auto|always|never",
	"show progress (auto: on a terminal)"},
    {"format", 0, TYPE_WORD, COMMAND_CHECK | COMMAND_EXPLAIN | COMMAND_INSPECT, AT(format), 0, 0,
	format_words, "text|json", "form of the output"},
    {"quiet", 'q', TYPE_FLAG, READS | COMMAND_INIT, AT(quiet), 0, 0, NULL, NULL, "errors only"},
    {"verbose", 'v', TYPE_FLAG, READS | COMMAND_INIT, AT(verbose), 0, 0, NULL, NULL,
	"say what was done"},
    {"help", 'h', TYPE_FLAG, ALL, AT(help), 0, 0, NULL, NULL, "this text"},
};

static bool
knows(const struct command *command, const struct option_row *row)
{
	return (row->commands & command->bit) != 0;
}

static int
unknown_option(const struct command *command, const char *name, struct error *error)
{
	const char *names[COUNT_OF(rows)];
	const char *nearest;
	size_t	    count = 0;

	for (size_t i = 0; i < COUNT_OF(rows); i++) {
		if (!knows(command, &rows[i]))
			continue;
		names[count++] = rows[i].name;
	}
	nearest = text_nearest(name, names, count);
	if (nearest != NULL)
		return error_set(error, ERROR_USAGE, NULL, 0,
		    "%s: unknown option --%s; did you mean --%s?", command->name, name, nearest);
	return error_set(error, ERROR_USAGE, NULL, 0,
	    "%s: unknown option --%s; see `rapport help %s`", command->name, name, command->name);
}

/* The row of a long name: exact, or the only one that begins so. */
static int
find_name(const struct command *command, const char *name, const struct option_row **found,
    struct error *error)
{
	size_t length = strlen(name);

	*found = NULL;
	for (size_t i = 0; i < COUNT_OF(rows); i++) {
		if (!knows(command, &rows[i]) || strncmp(rows[i].name, name, length) != 0)
			continue;
		if (rows[i].name[length] == '\0') {
			*found = &rows[i];
			return 0;
		}
		if (*found != NULL)
			return error_set(error, ERROR_USAGE, NULL, 0,
			    "%s: --%s could be --%s or --%s", command->name, name, (*found)->name,
			    rows[i].name);
		*found = &rows[i];
	}
	return *found != NULL && length > 0 ? 0 : unknown_option(command, name, error);
}

static int
find_letter(const struct command *command, char letter, const struct option_row **found,
    struct error *error)
{
	*found = NULL;
	for (size_t i = 0; i < COUNT_OF(rows); i++) {
		if (rows[i].letter != letter || !knows(command, &rows[i]))
			continue;
		*found = &rows[i];
		return 0;
	}
	return error_set(error, ERROR_USAGE, NULL, 0,
	    "%s: unknown option -%c; see `rapport help %s`", command->name, letter, command->name);
}

static int
store_number(const struct option_row *row, const char *value, long *place, struct error *error)
{
	char *end;
	long  number;

	errno = 0;
	number = strtol(value, &end, 10);
	if (errno != 0 || end == value || *end != '\0' || number < row->minimum ||
	    number > row->maximum)
		return error_set(error, ERROR_USAGE, NULL, 0,
		    "--%s %s: expected a whole number from %ld to %ld", row->name, value,
		    row->minimum, row->maximum);
	*place = number;
	return 0;
}

static int
store_word(const struct option_row *row, const char *value, int *place, struct error *error)
{
	for (int i = 0; row->words[i] != NULL; i++) {
		if (strcmp(row->words[i], value) != 0)
			continue;
		*place = i;
		return 0;
	}
	return error_set(
	    error, ERROR_USAGE, NULL, 0, "--%s %s: expected %s", row->name, value, row->argument);
}

/* An empty value is a shell variable that is not set: -o "$ARCHIVE" must not publish in /. */
static int
check_not_empty(const struct option_row *row, const char *value, struct error *error)
{
	if (value[0] != '\0')
		return 0;
	return error_set(error, ERROR_USAGE, NULL, 0, "--%s: the value is empty; expected %s", row->name, row->argument);
}

static int
store_item(
    const struct option_row *row, const char *value, struct option_list *list, struct error *error)
{
	if (list->count == OPTIONS_LIST_MAX)
		return error_set(error, ERROR_USAGE, NULL, 0, "--%s: at most %d of them", row->name,
		    OPTIONS_LIST_MAX);
	if (check_not_empty(row, value, error) == -1)
		return -1;
	list->items[list->count++] = value;
	return 0;
}

static int
store(const struct option_row *row, const char *value, struct options *options, struct error *error)
{
	void *place = (char *)options + row->offset;

	switch (row->type) {
	case TYPE_FLAG:
		*(bool *)place = true;
		return 0;
	case TYPE_TEXT:
		*(const char **)place = value;
		return check_not_empty(row, value, error);
	case TYPE_LIST:
		return store_item(row, value, place, error);
	case TYPE_NUMBER:
		return store_number(row, value, place, error);
	case TYPE_WORD:
		return store_word(row, value, place, error);
	}
	return error_set(error, ERROR_INTERNAL, NULL, 0, "--%s has no type", row->name);
}

/* What is left of the command line. */
struct words {
	int    count;
	char **items;
};

static const char *
take(struct words *words)
{
	if (words->count == 0)
		return NULL;
	words->count--;
	return *words->items++;
}

static int
store_with_value(const struct option_row *row, const char *attached, struct words *words,
    struct options *options, struct error *error)
{
	const char *value = attached != NULL ? attached : take(words);

	if (value == NULL)
		return error_set(error, ERROR_USAGE, NULL, 0, "--%s needs a value: --%s %s",
		    row->name, row->name, row->argument);
	return store(row, value, options, error);
}

static int
parse_long(const struct command *command, const char *word, struct words *words,
    struct options *options, struct error *error)
{
	const struct option_row *row;
	const char		*equals = strchr(word, '=');
	char			 name[64];

	snprintf(name, sizeof name, "%.*s",
	    equals != NULL ? (int)(equals - word) : (int)sizeof name - 1, word);
	if (find_name(command, name, &row, error) == -1)
		return -1;
	if (row->type != TYPE_FLAG)
		return store_with_value(
		    row, equals != NULL ? equals + 1 : NULL, words, options, error);
	if (equals != NULL)
		return error_set(error, ERROR_USAGE, NULL, 0, "--%s takes no value", row->name);
	return store(row, NULL, options, error);
}

static int
parse_letters(const struct command *command, const char *letters, struct words *words,
    struct options *options, struct error *error)
{
	const struct option_row *row;

	for (; *letters != '\0'; letters++) {
		if (find_letter(command, *letters, &row, error) == -1)
			return -1;
		if (row->type != TYPE_FLAG)
			return store_with_value(
			    row, letters[1] != '\0' ? letters + 1 : NULL, words, options, error);
		if (store(row, NULL, options, error) == -1)
			return -1;
	}
	return 0;
}

static int
add_operand(
    const struct command *command, const char *word, struct options *options, struct error *error)
{
	if (options->operand_count >= command->operands_max)
		return error_set(error, ERROR_USAGE, NULL, 0,
		    "%s: '%s' is one word too many; usage: rapport %s [OPTIONS]%s%s", command->name,
		    word, command->name, command->arguments[0] != '\0' ? " " : "",
		    command->arguments);
	if (word[0] == '\0')
		return error_set(error, ERROR_USAGE, NULL, 0, "%s: an operand is empty; usage: rapport %s [OPTIONS] %s",
		    command->name, command->name, command->arguments);
	options->operands[options->operand_count++] = word;
	return 0;
}

static int
parse_word(const struct command *command, const char *word, struct words *words,
    struct options *options, bool *ended, struct error *error)
{
	if (*ended || word[0] != '-' || word[1] == '\0')
		return add_operand(command, word, options, error);
	if (word[1] != '-')
		return parse_letters(command, word + 1, words, options, error);
	if (word[2] != '\0')
		return parse_long(command, word + 2, words, options, error);
	*ended = true;
	return 0;
}

int
options_parse(const struct command *command, int argc, char **argv, struct options *options,
    struct error *error)
{
	struct words words = { argc, argv };
	const char  *word;
	bool	     ended = false;

	memset(options, 0, sizeof *options);
	options->config = "rapport.ini";
	while ((word = take(&words)) != NULL)
		if (parse_word(command, word, &words, options, &ended, error) == -1)
			return -1;
	if (!options->help && options->operand_count < command->operands_min)
		return error_set(error, ERROR_USAGE, NULL, 0, "usage: rapport %s [OPTIONS] %s",
		    command->name, command->arguments);
	return 0;
}

int
options_print(const struct command *command, FILE *stream)
{
	char	    left[64];
	const char *help, *line_end;

	for (size_t i = 0; i < COUNT_OF(rows); i++) {
		if (!knows(command, &rows[i]))
			continue;
		snprintf(left, sizeof left, "%c%c%c --%s%s%s", rows[i].letter ? '-' : ' ',
		    rows[i].letter ? rows[i].letter : ' ', rows[i].letter ? ',' : ' ', rows[i].name,
		    rows[i].argument ? " " : "", rows[i].argument ? rows[i].argument : "");
		for (help = rows[i].help; help != NULL;
		     help = line_end != NULL ? line_end + 1 : NULL) {
			line_end = strchr(help, '\n');
			fprintf(stream, "  %-33s %.*s\n", left,
			    line_end != NULL ? (int)(line_end - help) : (int)strlen(help), help);
			left[0] = '\0';
		}
	}
	return ferror(stream) ? -1 : 0;
}
