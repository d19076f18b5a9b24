/* csv_lines.c - blocks in, lines out; memchr finds the ends, so that numbering costs next to nothing. */
#include "input/csv_lines.h"

#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/digest.h"
#include "base/error.h"
#include "base/text.h"
#include "input/csv.h"
#include "input/csv_detect.h"

enum { BLOCK_BYTES = 256 * 1024, BOM_BYTES = 3 };

struct csv_lines {
	char		  *path;
	struct csv_limits  limits;
	int		   file;
	char		  *buffer;
	size_t		   capacity;
	size_t		   start;		/* unread bytes are [start, end) */
	size_t		   end;
	size_t		   newline;		/* place of the first '\n' at or after start, end if there is none */
	bool		   newline_known;
	bool		   at_end;		/* the file has no more bytes */
	bool		   bom;
	const char	  *line_end;
	unsigned long	   number;
	unsigned long long bytes;
	struct digest	  *digest;
	char		   hex[DIGEST_HEX_SIZE];
};

/* One read into the free end of the buffer. */
static int
read_block(struct csv_lines *lines, struct error *error)
{
	ssize_t count;

	do
		count = read(lines->file, lines->buffer + lines->end, lines->capacity - lines->end);
	while (count == -1 && errno == EINTR);
	if (count == -1)
		return error_set(error, ERROR_IO, lines->path, lines->number, "cannot be read: %s", strerror(errno));
	lines->at_end = count == 0;
	if (count > 0 && digest_update(lines->digest, lines->buffer + lines->end, (size_t)count) == -1)
		return error_set(error, ERROR_INTERNAL, lines->path, 0, "SHA-256 failed");
	lines->end += (size_t)count;
	lines->bytes += (size_t)count;
	lines->newline_known = false;
	if (lines->bytes > lines->limits.file_bytes)
		return error_set(error, ERROR_INPUT, lines->path, lines->number,
		    "the file is too large; expected at most %llu bytes ([limits] file_bytes)", lines->limits.file_bytes);
	return 0;
}

/* Doubles the buffer; one line never needs more than the cap of a row and its end. */
static int
grow(struct csv_lines *lines, struct error *error)
{
	char *larger;

	if (lines->capacity > lines->limits.row_bytes + 2)
		return error_set(error, ERROR_INPUT, lines->path, lines->number + 1,
		    "a line is too long; expected at most %zu bytes in a row ([limits] row_bytes)", lines->limits.row_bytes);
	larger = realloc(lines->buffer, lines->capacity * 2);
	if (larger == NULL)
		return error_out_of_memory(error);
	lines->buffer = larger;
	lines->capacity *= 2;
	return 0;
}

/* More bytes behind the unread ones. */
static int
refill(struct csv_lines *lines, struct error *error)
{
	size_t unread = lines->end - lines->start;

	if (lines->start > 0)
		memmove(lines->buffer, lines->buffer + lines->start, unread);
	lines->start = 0;
	lines->end = unread;
	lines->newline_known = false;
	if (lines->end == lines->capacity && grow(lines, error) == -1)
		return -1;
	return read_block(lines, error);
}

static int
open_regular(struct csv_lines *lines, struct error *error)
{
	struct stat status;

	lines->file = open(lines->path, O_RDONLY | O_CLOEXEC | O_NONBLOCK);
	if (lines->file == -1)
		return error_set(error, errno == ENOENT ? ERROR_NO_INPUT : ERROR_INPUT, lines->path, 0, "cannot be opened: %s", strerror(errno));
	if (fstat(lines->file, &status) == -1)
		return error_set(error, ERROR_IO, lines->path, 0, "%s", strerror(errno));
	if (S_ISDIR(status.st_mode))
		return error_set(error, ERROR_INPUT, lines->path, 0, "it is a directory; expected a file, or a pattern such as *.csv");
	if (!S_ISREG(status.st_mode))
		return error_set(error, ERROR_INPUT, lines->path, 0, "it is a device or a pipe; expected a regular file");
	return 0;
}

static int
start(struct csv_lines *lines, struct error *error)
{
	const char *foreign;

	if (open_regular(lines, error) == -1 || refill(lines, error) == -1)
		return -1;
	foreign = csv_detect_foreign(lines->buffer, lines->end);
	if (foreign != NULL)
		return error_set(error, ERROR_INPUT, lines->path, 0, "%s", foreign);
	lines->bom = csv_detect_bom(lines->buffer, lines->end);
	lines->start = lines->bom ? BOM_BYTES : 0;
	return 0;
}

int
csv_lines_open(const char *path, const struct csv_limits *limits, struct csv_lines **lines, struct error *error)
{
	struct csv_lines *opened = calloc(1, sizeof *opened);

	*lines = NULL;
	if (opened == NULL)
		return error_out_of_memory(error);
	opened->file = -1;
	opened->line_end = "";
	opened->limits = *limits;
	opened->capacity = BLOCK_BYTES;
	opened->path = strdup(path);
	opened->buffer = malloc(opened->capacity);
	opened->digest = digest_new();
	if (opened->path == NULL || opened->buffer == NULL || opened->digest == NULL) {
		csv_lines_close(opened);
		return error_out_of_memory(error);
	}
	if (start(opened, error) == -1) {
		csv_lines_close(opened);
		return -1;
	}
	*lines = opened;
	return 0;
}

void
csv_lines_close(struct csv_lines *lines)
{
	if (lines == NULL)
		return;
	if (lines->file != -1)
		close(lines->file);
	digest_free(lines->digest);
	free(lines->buffer);
	free(lines->path);
	free(lines);
}

/* Bytes of the line at start, its end included; 0 if the buffer does not hold all of it yet. */
static size_t
line_length(struct csv_lines *lines)
{
	const char *from = lines->buffer + lines->start;
	const char *found;

	if (!lines->newline_known || lines->newline < lines->start) {
		found = memchr(from, '\n', lines->end - lines->start);
		lines->newline = found == NULL ? lines->end : (size_t)(found - lines->buffer);
		lines->newline_known = true;
	}
	found = memchr(from, '\r', lines->newline - lines->start);
	if (found != NULL) {
		size_t place = (size_t)(found - lines->buffer);

		if (place + 1 == lines->newline && lines->newline < lines->end)
			return place + 2 - lines->start;
		return place + 1 < lines->end || lines->at_end ? place + 1 - lines->start : 0;
	}
	if (lines->newline < lines->end)
		return lines->newline + 1 - lines->start;
	return lines->at_end ? lines->end - lines->start : 0;
}

static const char *
end_name(const char *text, size_t length)
{
	if (text[length - 1] == '\r')
		return "CR";
	if (text[length - 1] != '\n')
		return "";
	return length > 1 && text[length - 2] == '\r' ? "CRLF" : "LF";
}

static int
refuse_bytes(const struct csv_lines *lines, const struct csv_line *line, struct error *error)
{
	if (memchr(line->text, '\0', line->length) != NULL)
		return error_set(error, ERROR_INPUT, lines->path, line->number,
		    "a NUL byte; expected text: save as CSV UTF-8");
	return error_set(error, ERROR_INPUT, lines->path, line->number,
	    "bytes that are not UTF-8, as in Windows-1252 files; expected UTF-8: save as CSV UTF-8");
}

static int
finish_digest(struct csv_lines *lines, struct error *error)
{
	struct digest *digest = lines->digest;

	if (digest == NULL)
		return 0;
	lines->digest = NULL;
	if (digest_finish(digest, lines->hex) == -1)
		return error_set(error, ERROR_INTERNAL, lines->path, 0, "SHA-256 failed");
	return 0;
}

int
csv_lines_next(struct csv_lines *lines, struct csv_line *line, struct error *error)
{
	size_t length;

	while ((length = line_length(lines)) == 0 && !lines->at_end)
		if (refill(lines, error) == -1)
			return -1;
	if (length == 0)
		return finish_digest(lines, error);
	line->text = lines->buffer + lines->start;
	line->length = length;
	line->number = ++lines->number;
	lines->start += length;
	if (lines->number == 1)
		lines->line_end = end_name(line->text, length);
	if (!text_valid_utf8(line->text, length))
		return refuse_bytes(lines, line, error);
	return 1;
}

const char *
csv_lines_head(const struct csv_lines *lines, size_t *length, bool *whole)
{
	*length = lines->end - lines->start;
	*whole = lines->end < lines->capacity;
	return lines->buffer + lines->start;
}

unsigned long long
csv_lines_bytes(const struct csv_lines *lines)
{
	return lines->bytes;
}

const char *
csv_lines_digest(const struct csv_lines *lines)
{
	return lines->hex;
}

bool
csv_lines_bom(const struct csv_lines *lines)
{
	return lines->bom;
}

const char *
csv_lines_end(const struct csv_lines *lines)
{
	return lines->line_end;
}
