/* csv_dump.c - what the reader makes of a file, as JSON, to be compared with other readers. */
#include <stdio.h>

#include "base/error.h"
#include "input/csv.h"

static void
print_string(const char *text)
{
	putchar('"');
	for (; *text != '\0'; text++) {
		if ((unsigned char)*text < 0x20 || *text == '"' || *text == '\\')
			printf("\\u%04x", (unsigned char)*text);
		else
			putchar(*text);
	}
	putchar('"');
}

static void
print_record(const struct csv_record *record, const char *before)
{
	printf("%s[%lu, [", before, record->line);
	for (size_t i = 0; i < record->field_count; i++) {
		fputs(i > 0 ? ", " : "", stdout);
		print_string(record->fields[i].text);
	}
	fputs("]]", stdout);
}

static void
print_form(const struct csv_form *form)
{
	fputs("\"encoding\": ", stdout);
	print_string(form->encoding);
	fputs(", \"why\": ", stdout);
	print_string(form->encoding_why);
	printf(", \"damaged\": %lu, \"separator\": ", form->damaged);
	print_string((const char[]){ form->separator, '\0' });
	printf(", \"share\": %g, \"line_end\": \"%s\", ", form->separator_share, form->line_end);
}

/* {"records": [[LINE, [CELL, ...]], ...], "encoding": ..., "refused": null or [LINE, MESSAGE]};
 * the status is 0 even if it was refused. */
int
main(int count, char **arguments)
{
	const struct csv_limits limits = { 1ULL << 30, 1 << 20, 64 * 1024, 2000 };
	struct csv_reader      *reader;
	struct csv_record	record;
	struct error		error = { ERROR_NONE, "", 0, "" };
	int			more;
	const char	       *before = "";

	if (count != 2)
		return 64;
	fputs("{\"records\": [", stdout);
	more = csv_open(arguments[1], NULL, '\0', &limits, &reader, &error);
	if (more == 0)
		while ((more = csv_next(reader, &record, &error)) == 1) {
			print_record(&record, before);
			before = ", ";
		}
	fputs("], ", stdout);
	if (reader != NULL)
		print_form(csv_form(reader));
	fputs("\"refused\": ", stdout);
	if (more == -1) {
		printf("[%lu, ", error.line);
		print_string(error.message);
		fputs("]", stdout);
	} else {
		fputs("null", stdout);
	}
	puts("}");
	csv_close(reader);
	return fflush(stdout) == 0 ? 0 : 74;
}
