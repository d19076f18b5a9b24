/* csv_lines.c - blocks in, lines out; memchr finds the ends, so numbering costs next to nothing. */
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
#include "input/csv_decode.h"
#include "input/csv_detect.h"
#include "input/csv_encoding.h"

/* A decoder is given room for at least one character. */
enum { SMALLEST_CAPACITY = 2 * DECODE_ROOM };

struct csv_lines {
	char		   *path;
	struct csv_limits   limits;
	struct csv_form	   *form;
	struct csv_encoding encoding;
	struct csv_decode  *decode;		/* NULL: the file is UTF-8 */
	char		   *repaired;		/* a line whose broken places are replaced */
	size_t		    repaired_size;
	int		    file;
	unsigned long long  file_size;		/* when it was opened */
	size_t		    block_bytes;
	char		   *buffer;
	size_t		    capacity;
	size_t		    start;		/* unread bytes are [start, end) */
	size_t		    end;
	size_t		    newline;		/* place of the first '\n' from start on, or end */
	bool		    newline_known;
	bool		    file_ended;		/* the file has no more bytes */
	bool		    at_end;		/* nor will the buffer get any */
	unsigned long	    number;
	unsigned long long  delivered;		/* bytes of all lines so far */
	unsigned long long  bytes;
	struct digest	   *digest;
	char		    hex[DIGEST_HEX_SIZE];
};

static int
refuse_size(const struct csv_lines *lines, struct error *error)
{
	return error_set(error, ERROR_INPUT, lines->path, lines->number,
	    "the file is too large; expected at most %llu bytes ([limits] file_bytes)",
	    lines->limits.file_bytes);
}

/* One read of the file's own bytes, hashed and counted. */
static int
read_file(struct csv_lines *lines, char *into, size_t size, size_t *added, struct error *error)
{
	size_t	most = size < lines->block_bytes ? size : lines->block_bytes;
	ssize_t count;

	do
		count = read(lines->file, into, most);
	while (count == -1 && errno == EINTR);
	if (count == -1)
		return error_set(error, ERROR_IO, lines->path, lines->number, "cannot be read: %s",
		    strerror(errno));
	lines->file_ended = count == 0;
	if (count > 0 && digest_update(lines->digest, into, (size_t)count) == -1)
		return error_set(error, ERROR_INTERNAL, lines->path, 0, "SHA-256 failed");
	lines->bytes += (size_t)count;
	*added = (size_t)count;
	return lines->bytes > lines->limits.file_bytes ? refuse_size(lines, error) : 0;
}

/* Converted bytes; the file is read when the decoder has none left to convert. */
static int
read_decoded(struct csv_lines *lines, size_t *added, struct error *error)
{
	char  *space;
	size_t size;
	size_t count;

	for (;;) {
		*added = csv_decode_convert(lines->decode, lines->file_ended,
		    lines->buffer + lines->end, lines->capacity - lines->end);
		if (*added > 0 || lines->file_ended)
			return 0;
		space = csv_decode_space(lines->decode, &size);
		if (read_file(lines, space, size, &count, error) == -1)
			return -1;
		csv_decode_added(lines->decode, count);
	}
}

/* More bytes at the free end of the buffer. */
static int
read_block(struct csv_lines *lines, struct error *error)
{
	size_t added;
	int    rc;

	if (lines->decode == NULL)
		rc = read_file(lines, lines->buffer + lines->end, lines->capacity - lines->end,
		    &added, error);
	else
		rc = read_decoded(lines, &added, error);
	if (rc == -1)
		return -1;
	lines->at_end = lines->file_ended && added == 0;
	lines->end += added;
	lines->newline_known = false;
	return 0;
}

/* Doubles the buffer; one line never needs more than the cap of a row and its end. */
static int
grow(struct csv_lines *lines, struct error *error)
{
	char *larger;

	if (lines->capacity > lines->limits.row_bytes + 2)
		return error_set(error, ERROR_INPUT, lines->path, lines->number + 1,
		    "a line is too long; expected at most %zu bytes in a row ([limits] row_bytes)",
		    lines->limits.row_bytes);
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
	if (lines->capacity - lines->end < DECODE_ROOM && grow(lines, error) == -1)
		return -1;
	return read_block(lines, error);
}

static int
open_regular(struct csv_lines *lines, struct error *error)
{
	struct stat status;

	lines->file = open(lines->path, O_RDONLY | O_CLOEXEC | O_NONBLOCK);
	if (lines->file == -1)
		return error_set(error, errno == ENOENT ? ERROR_NO_INPUT : ERROR_INPUT, lines->path,
		    0, "cannot be opened: %s", strerror(errno));
	if (fstat(lines->file, &status) == -1)
		return error_set(error, ERROR_IO, lines->path, 0, "%s", strerror(errno));
	if (S_ISDIR(status.st_mode))
		return error_set(error, ERROR_INPUT, lines->path, 0,
		    "it is a directory; expected a file, or a pattern such as *.csv");
	if (!S_ISREG(status.st_mode))
		return error_set(error, ERROR_INPUT, lines->path, 0,
		    "it is a device or a pipe; expected a regular file");
	lines->file_size = (unsigned long long)status.st_size;
	return lines->file_size > lines->limits.file_bytes ? refuse_size(lines, error) : 0;
}

/* Reads until the buffer is full, so that detection sees all it can. */
static int
fill(struct csv_lines *lines, struct error *error)
{
	while (!lines->at_end && lines->capacity - lines->end >= DECODE_ROOM)
		if (read_block(lines, error) == -1)
			return -1;
	return 0;
}

/* What has been read so far goes through the decoder instead. */
static int
start_decoding(struct csv_lines *lines, struct error *error)
{
	const char *head = lines->buffer + lines->start;

	if (csv_decode_open(lines->path, lines->encoding.name, head, lines->end - lines->start,
		&lines->decode, error) == -1)
		return -1;
	lines->start = 0;
	lines->end = 0;
	lines->at_end = false;
	return fill(lines, error);
}

static int
decide_encoding(struct csv_lines *lines, const char *fixed, struct error *error)
{
	const struct csv_bytes_source source = {
	    .file = lines->file,
	    .path = lines->path,
	    .size = lines->file_size,
	    .block_bytes = lines->block_bytes,
	    .head = lines->buffer,
	    .head_bytes = lines->end,
	};

	if (csv_encoding_decide(&source, fixed, &lines->encoding, error) == -1)
		return -1;
	lines->start = lines->encoding.mark_bytes;
	lines->form->encoding = lines->encoding.label;
	lines->form->encoding_why = lines->encoding.why;
	lines->form->encoding_confidence = lines->encoding.confidence;
	lines->form->converted = strcmp(lines->encoding.name, "UTF-8") != 0;
	return 0;
}

static int
start(struct csv_lines *lines, const char *fixed, struct error *error)
{
	const char *foreign;

	if (open_regular(lines, error) == -1 || fill(lines, error) == -1)
		return -1;
	foreign = csv_detect_foreign(lines->buffer, lines->end);
	if (foreign == NULL && fixed == NULL)
		foreign = csv_detect_unmarked_utf16(lines->buffer, lines->end);
	if (foreign != NULL)
		return error_set(error, ERROR_INPUT, lines->path, 0, "%s", foreign);
	if (decide_encoding(lines, fixed, error) == -1)
		return -1;
	return lines->form->converted ? start_decoding(lines, error) : 0;
}

int
csv_lines_open(const struct csv_lines_options *options, struct csv_form *form,
    struct csv_lines **lines, struct error *error)
{
	struct csv_lines *opened = calloc(1, sizeof *opened);

	*lines = NULL;
	if (opened == NULL)
		return error_out_of_memory(error);
	opened->file = -1;
	opened->form = form;
	opened->form->line_end = "";
	opened->limits = *options->limits;
	opened->block_bytes = options->block_bytes;
	opened->capacity =
	    options->block_bytes > SMALLEST_CAPACITY ? options->block_bytes : SMALLEST_CAPACITY;
	opened->path = strdup(options->path);
	opened->buffer = malloc(opened->capacity);
	opened->digest = digest_new();
	if (opened->path == NULL || opened->buffer == NULL || opened->digest == NULL) {
		csv_lines_close(opened);
		return error_out_of_memory(error);
	}
	if (start(opened, options->encoding, error) == -1) {
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
	csv_decode_close(lines->decode);
	free(lines->repaired);
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

static void
note_damage(struct csv_lines *lines, unsigned long damaged)
{
	if (lines->form->damaged == 0 && damaged > 0)
		lines->form->damaged_line = lines->number;
	lines->form->damaged += damaged;
}

/* Broken places of a UTF-8 file become U+FFFD, in a copy that may be three times as long. */
static int
repair(struct csv_lines *lines, struct csv_line *line, struct error *error)
{
	unsigned long damaged = 0;
	char	     *larger;

	if (lines->repaired_size < 3 * line->length) {
		larger = realloc(lines->repaired, 3 * line->length);
		if (larger == NULL)
			return error_out_of_memory(error);
		lines->repaired = larger;
		lines->repaired_size = 3 * line->length;
	}
	line->length = csv_decode_repair(line->text, line->length, lines->repaired, &damaged);
	line->text = lines->repaired;
	note_damage(lines, damaged);
	return 0;
}

/* The decoder is ahead of the lines: its first broken place counts when its line has come. */
static void
note_decoded_damage(struct csv_lines *lines)
{
	if (csv_decode_damaged(lines->decode) > 0 &&
	    csv_decode_damaged_at(lines->decode) < lines->delivered)
		note_damage(lines, csv_decode_damaged(lines->decode) - lines->form->damaged);
}

static int
check_bytes(struct csv_lines *lines, struct csv_line *line, struct error *error)
{
	if (lines->decode != NULL)
		note_decoded_damage(lines);
	if (text_valid_utf8(line->text, line->length))
		return 1;
	if (memchr(line->text, '\0', line->length) != NULL)
		return error_set(error, ERROR_INPUT, lines->path, line->number,
		    "a NUL byte; expected text: save as CSV UTF-8");
	return repair(lines, line, error) == -1 ? -1 : 1;
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
	lines->delivered += length;
	if (lines->number == 1)
		lines->form->line_end = end_name(line->text, length);
	return check_bytes(lines, line, error);
}

const char *
csv_lines_head(const struct csv_lines *lines, size_t *length, bool *whole)
{
	*length = lines->end - lines->start;
	*whole = lines->at_end;
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
