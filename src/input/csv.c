/* csv.c - libcsv, strict, fed one physical line at a time: every record knows where it starts. */
#include "input/csv.h"

#include <csv.h>
#include <stdlib.h>
#include <string.h>

#include "base/error.h"
#include "input/csv_detect.h"
#include "input/csv_lines.h"

enum { PARSER_OPTIONS = CSV_STRICT | CSV_STRICT_FINI | CSV_APPEND_NULL | CSV_EMPTY_IS_NULL };
enum { PARSER_BLOCK = 64 * 1024, FIRST_FIELDS = 32, FIRST_STORE = 4096 };

enum fault { FAULT_NONE, FAULT_COLUMNS, FAULT_FIELD, FAULT_MEMORY };

struct csv_reader {
	char		 *path;
	struct csv_limits limits;
	struct csv_lines *lines;
	struct csv_parser parser;
	struct csv_form	  form;
	struct csv_field *fields;
	size_t		  field_count;
	size_t		  field_capacity;
	char		 *store;		/* the bytes of the fields, each NUL-terminated */
	size_t		  stored;
	size_t		  store_size;
	size_t		  row_bytes;		/* fed since the record began */
	unsigned long	  record_line;
	unsigned long	  quote_line;		/* where a field over several lines began */
	bool		  complete;		/* libcsv has reported the end of the record */
	bool		  begun;		/* a record is under way */
	enum fault	  fault;
};

static bool
grow_fields(struct csv_reader *reader)
{
	size_t		  capacity = reader->field_capacity * 2;
	struct csv_field *larger = realloc(reader->fields, capacity * sizeof *larger);

	if (larger == NULL)
		return false;
	reader->fields = larger;
	reader->field_capacity = capacity;
	return true;
}

/* libcsv's first callback. The store was made large enough before the line was fed. */
static void
take_field(void *text, size_t length, void *data)
{
	struct csv_reader *reader = data;
	char		  *place = reader->store + reader->stored;

	if (reader->fault != FAULT_NONE)
		return;
	if (length > reader->limits.field_bytes)
		reader->fault = FAULT_FIELD;
	else if (reader->field_count == reader->limits.columns)
		reader->fault = FAULT_COLUMNS;
	else if (reader->field_count == reader->field_capacity && !grow_fields(reader))
		reader->fault = FAULT_MEMORY;
	if (reader->fault != FAULT_NONE)
		return;
	if (text != NULL)
		memcpy(place, text, length);
	place[length] = '\0';
	reader->fields[reader->field_count].text = place;
	reader->fields[reader->field_count].length = length;
	reader->field_count++;
	reader->stored += length + 1;
}

/* libcsv's second callback. */
static void
take_end(int terminator, void *data)
{
	struct csv_reader *reader = data;

	(void)terminator;
	reader->complete = true;
}

/* Fields of a record and their NULs take at most its bytes and one; fields already taken move
 * along. */
static int
reserve_store(struct csv_reader *reader, struct error *error)
{
	size_t size = reader->store_size;
	char  *larger;

	if (reader->row_bytes + 2 <= size)
		return 0;
	while (size < reader->row_bytes + 2)
		size *= 2;
	larger = malloc(size);
	if (larger == NULL)
		return error_out_of_memory(error);
	memcpy(larger, reader->store, reader->stored);
	for (size_t i = 0; i < reader->field_count; i++)
		reader->fields[i].text = larger + (reader->fields[i].text - reader->store);
	free(reader->store);
	reader->store = larger;
	reader->store_size = size;
	return 0;
}

/* The line to blame: where the quote opened if the record runs over several lines. */
static unsigned long
blamed_line(const struct csv_reader *reader, unsigned long line)
{
	return reader->quote_line != 0 ? reader->quote_line : line;
}

static int
refuse_fault(const struct csv_reader *reader, unsigned long line, struct error *error)
{
	if (reader->fault == FAULT_FIELD)
		return error_set(error, ERROR_INPUT, reader->path, blamed_line(reader, line),
		    "a field is too long (is a quote not closed?); expected at most %zu bytes "
		    "([limits] field_bytes)",
		    reader->limits.field_bytes);
	if (reader->fault == FAULT_COLUMNS)
		return error_set(error, ERROR_INPUT, reader->path, reader->record_line,
		    "a row with too many columns; expected at most %zu ([limits] columns)",
		    reader->limits.columns);
	return error_out_of_memory(error);
}

static int
refuse_quote(struct csv_reader *reader, unsigned long line, struct error *error)
{
	if (csv_error(&reader->parser) != CSV_EPARSE)
		return error_out_of_memory(error);
	if (reader->quote_line != 0)
		return error_set(error, ERROR_INPUT, reader->path, reader->quote_line,
		    "a quote opened here ends inside a field in line %lu; expected it closed "
		    "before a separator, quotes inside doubled",
		    line);
	return error_set(error, ERROR_INPUT, reader->path, line,
	    "a quote ends inside field %zu; expected it closed before a separator, quotes inside "
	    "doubled",
	    reader->field_count + 1);
}

/* libcsv skips such lines; known here so that a record does not begin with one. */
static bool
is_blank_line(const struct csv_line *line, char separator)
{
	for (size_t i = 0; i < line->length; i++) {
		char byte = line->text[i];

		if (byte == separator ||
		    (byte != ' ' && byte != '\t' && byte != '\r' && byte != '\n'))
			return false;
	}
	return true;
}

static int
begin_line(struct csv_reader *reader, const struct csv_line *line, struct error *error)
{
	if (!reader->begun) {
		reader->begun = true;
		reader->record_line = line->number;
	}
	reader->row_bytes += line->length;
	if (reader->row_bytes > reader->limits.row_bytes)
		return error_set(error, ERROR_INPUT, reader->path,
		    blamed_line(reader, line->number),
		    "a row is too long (is a quote not closed?); expected at most %zu bytes "
		    "([limits] row_bytes)",
		    reader->limits.row_bytes);
	return reserve_store(reader, error);
}

/*
 * Strict mode stops at every quote that is out of place. Inside a field that is not quoted, as in
 * 5" disk, it can only mean itself and merges nothing, so that byte alone is fed without
 * strictness. False at a quoted field that goes on behind its quote.
 */
static bool
parse_line(struct csv_reader *reader, const struct csv_line *line)
{
	size_t fed = 0;

	for (;;) {
		fed += csv_parse(&reader->parser, line->text + fed, line->length - fed, take_field,
		    take_end, reader);
		if (fed == line->length)
			return true;
		if (csv_error(&reader->parser) != CSV_EPARSE || reader->parser.quoted != 0)
			return false;
		csv_set_opts(&reader->parser, PARSER_OPTIONS & ~CSV_STRICT);
		if (csv_parse(&reader->parser, line->text + fed, 1, take_field, take_end, reader) != 1)
			return false;
		fed++;
		csv_set_opts(&reader->parser, PARSER_OPTIONS);
	}
}

static int
feed_line(struct csv_reader *reader, const struct csv_line *line, struct error *error)
{
	size_t fields = reader->field_count;
	bool   first = !reader->begun;

	if (first && is_blank_line(line, reader->form.separator))
		return 0;
	if (begin_line(reader, line, error) == -1)
		return -1;
	if (!parse_line(reader, line))
		return refuse_quote(reader, line->number, error);
	if (reader->fault != FAULT_NONE)
		return refuse_fault(reader, line->number, error);
	/* A record ends at a line end unless that stands in quotes; the open field began here
	 * if any field ended here. */
	if (!reader->complete && (first || reader->field_count != fields))
		reader->quote_line = line->number;
	return 0;
}

/* The last record may lack its line end, and only now a quote that was never closed shows. */
static int
finish_file(struct csv_reader *reader, struct error *error)
{
	if (!reader->begun)
		return 0;
	if (csv_fini(&reader->parser, take_field, take_end, reader) == -1)
		return error_set(error, ERROR_INPUT, reader->path, reader->quote_line,
		    "a quote opened here is never closed; expected a closing quote");
	return reader->fault == FAULT_NONE ? 0 : refuse_fault(reader, reader->record_line, error);
}

int
csv_next(struct csv_reader *reader, struct csv_record *record, struct error *error)
{
	struct csv_line line;
	int		more = 1;

	reader->field_count = 0;
	reader->stored = 0;
	reader->row_bytes = 0;
	reader->quote_line = 0;
	reader->complete = false;
	reader->begun = false;
	while (!reader->complete && more == 1) {
		more = csv_lines_next(reader->lines, &line, error);
		if (more == -1 || (more == 1 && feed_line(reader, &line, error) == -1))
			return -1;
	}
	if (more == 0 && finish_file(reader, error) == -1)
		return -1;
	if (!reader->complete)
		return 0;
	record->line = reader->record_line;
	record->field_count = reader->field_count;
	record->fields = reader->fields;
	record->open_end = more == 0;
	return 1;
}

static void
detect_separator(struct csv_reader *reader)
{
	size_t		length;
	bool		whole;
	const char     *head = csv_lines_head(reader->lines, &length, &whole);
	struct csv_vote vote = csv_detect_separator(head, length, whole);

	reader->form.separator = vote.separator;
	reader->form.separator_share = vote.share;
	reader->form.separator_records = vote.records;
}

static int
start_parser(struct csv_reader *reader, char separator, struct error *error)
{
	if (csv_init(&reader->parser, PARSER_OPTIONS) != 0)
		return error_set(error, ERROR_INTERNAL, reader->path, 0, "libcsv does not start");
	csv_set_blk_size(&reader->parser, PARSER_BLOCK);
	reader->form.separator = separator;
	reader->form.separator_share = 1;
	if (separator == '\0')
		detect_separator(reader);
	csv_set_delim(&reader->parser, (unsigned char)reader->form.separator);
	return 0;
}

static int
start(struct csv_reader *reader, const char *encoding, char separator, struct error *error)
{
	const struct csv_lines_options options = {
	    reader->path, encoding, &reader->limits, CSV_LINES_BLOCK};

	if (csv_lines_open(&options, &reader->form, &reader->lines, error) == -1)
		return -1;
	return start_parser(reader, separator, error);
}

int
csv_open(const char *path, const char *encoding, char separator, const struct csv_limits *limits,
    struct csv_reader **reader, struct error *error)
{
	struct csv_reader *opened = calloc(1, sizeof *opened);

	*reader = NULL;
	if (opened == NULL)
		return error_out_of_memory(error);
	opened->limits = *limits;
	opened->field_capacity = FIRST_FIELDS;
	opened->store_size = FIRST_STORE;
	opened->path = strdup(path);
	opened->fields = malloc(opened->field_capacity * sizeof *opened->fields);
	opened->store = malloc(opened->store_size);
	if (opened->path == NULL || opened->fields == NULL || opened->store == NULL) {
		csv_close(opened);
		return error_out_of_memory(error);
	}
	if (start(opened, encoding, separator, error) == -1) {
		csv_close(opened);
		return -1;
	}
	*reader = opened;
	return 0;
}

void
csv_close(struct csv_reader *reader)
{
	if (reader == NULL)
		return;
	csv_free(&reader->parser);
	csv_lines_close(reader->lines);
	free(reader->store);
	free(reader->fields);
	free(reader->path);
	free(reader);
}

unsigned long long
csv_bytes(const struct csv_reader *reader)
{
	return csv_lines_bytes(reader->lines);
}

const char *
csv_digest(const struct csv_reader *reader)
{
	return csv_lines_digest(reader->lines);
}

const struct csv_form *
csv_form(const struct csv_reader *reader)
{
	return &reader->form;
}

const char *
csv_separator_name(char separator, const char *none)
{
	switch (separator) {
	case ',':
		return "comma";
	case ';':
		return "semicolon";
	case '\t':
		return "tab";
	case '|':
		return "bar";
	default:
		return none;
	}
}
