/* fuzz_decode.c - any encoding, blocks of any size: the same lines of valid UTF-8 come out. */
#include "fuzz.h"

#include <string.h>

#include "base/count.h"
#include "base/error.h"
#include "base/text.h"
#include "input/csv.h"
#include "input/csv_lines.h"

static const struct csv_limits limits = { 1 << 30, 1 << 28, 1 << 28, 2000 };

struct reading {
	struct csv_form form;
	char		encoding[64];
	char		why[160];
	char		digest[80];
	char	       *text;
	size_t		size;
	int		last;		/* what csv_lines_next said at last */
	enum error_code code;
};

static void
read_lines(const char *path, const char *encoding, size_t block, struct reading *reading)
{
	const struct csv_lines_options options = { path, encoding, &limits, block };
	struct csv_lines	      *lines;
	struct csv_line		       line;
	struct error		       error = { ERROR_NONE, "", 0, "" };
	FILE			      *out = open_memstream(&reading->text, &reading->size);

	MUST(out != NULL);
	reading->last = csv_lines_open(&options, &reading->form, &lines, &error);
	if (reading->last == 0) {
		while ((reading->last = csv_lines_next(lines, &line, &error)) == 1) {
			MUST(line.length > 0);
			MUST(text_valid_utf8(line.text, line.length));
			fprintf(out, "%lu:", line.number);
			fwrite(line.text, 1, line.length, out);
		}
		snprintf(reading->encoding, sizeof reading->encoding, "%s", reading->form.encoding);
		snprintf(reading->why, sizeof reading->why, "%s", reading->form.encoding_why);
		snprintf(reading->digest, sizeof reading->digest, "%s", csv_lines_digest(lines));
		MUST((reading->form.damaged > 0) == (reading->form.damaged_line > 0));
		csv_lines_close(lines);
	}
	reading->code = error.code;
	MUST(fclose(out) == 0);
	MUST((reading->last == -1) == (reading->code != ERROR_NONE));
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	static const char *const encodings[] = {
	    NULL,
	    NULL,
	    "UTF-8",
	    "WINDOWS-1252",
	    "UTF-16LE",
	    "UTF-16BE",
	    "UTF-32LE",
	    "CP932",
	    "GB18030",
	    "EUC-JP",
	    "CP1258",
	    "BIG5-HKSCS",
	    "KOI8-R",
	};
	const char    *encoding = encodings[fuzz_options(data, size) % COUNT_OF(encodings)];
	char	       path[FUZZ_PATH_SIZE];
	int	       file = fuzz_file(data, size, path);
	struct reading large = { .text = NULL };
	struct reading small = { .text = NULL };

	read_lines(path, encoding, CSV_LINES_BLOCK, &large);
	read_lines(path, encoding, 1 + size % 7, &small);
	close(file);
	MUST(large.last == small.last && large.code == small.code);
	MUST(large.size == small.size && memcmp(large.text, small.text, large.size) == 0);
	MUST(strcmp(large.encoding, small.encoding) == 0 && strcmp(large.why, small.why) == 0 &&
	    strcmp(large.digest, small.digest) == 0);
	MUST(large.last == -1 ||
	    (large.form.damaged == small.form.damaged &&
		large.form.damaged_line == small.form.damaged_line));
	free(large.text);
	free(small.text);
	return 0;
}
