/* csv_detect.c - magic numbers and the vote of the first 200 records on the separator. */
#include "input/csv_detect.h"

#include <string.h>

#include "base/count.h"

enum { SAMPLE_RECORDS = 200 };

struct magic {
	const char *bytes;
	size_t	    length;
	const char *advice;
};

static const struct magic magics[] = {
	{ "PK\003\004", 4,
	    "a zip container (.xlsx or .ods); expected a CSV file: open it and save as CSV UTF-8" },
	{ "\320\317\021\340", 4,
	    "an Excel workbook (.xls); expected a CSV file: open it and save as CSV UTF-8" },
	{ "\037\213", 2,
	    "a compressed file (gzip); expected a CSV file: unpack it first" },
	{ "%PDF-", 5,
	    "a PDF document; expected a CSV file: save the data as CSV UTF-8" },
};

const char *
csv_detect_foreign(const char *head, size_t length)
{
	for (size_t i = 0; i < COUNT_OF(magics); i++)
		if (length >= magics[i].length &&
		    memcmp(head, magics[i].bytes, magics[i].length) == 0)
			return magics[i].advice;
	return NULL;
}

/* Plain ASCII has a NUL at every other byte. */
const char *
csv_detect_unmarked_utf16(const char *head, size_t length)
{
	if (length < 2 || (head[0] == '\0') == (head[1] == '\0'))
		return NULL;
	return "NUL bytes, as in UTF-16 without a byte order mark; expected UTF-8: save as CSV "
	       "UTF-8, or give encoding = UTF-16LE in the mapping";
}

/* The state of one walk over the sample with one separator. */
struct walk {
	size_t widths[SAMPLE_RECORDS];
	size_t records;
	size_t fields;		/* of the record under way */
	bool   blank;		/* nothing but blanks in it so far */
	bool   field_start;	/* a quote here opens a quoted field */
	bool   quoted;
};

static void
end_record(struct walk *walk)
{
	if (!walk->blank && walk->records < SAMPLE_RECORDS)
		walk->widths[walk->records++] = walk->fields;
	walk->fields = 1;
	walk->blank = true;
	walk->field_start = true;
}

/* One byte outside of quotes. */
static void
step_plain(struct walk *walk, char byte, char separator)
{
	if (byte == '\n' || byte == '\r') {
		end_record(walk);
		return;
	}
	if (byte == separator) {
		walk->fields++;
		walk->field_start = true;
		walk->blank = false;
		return;
	}
	walk->quoted = byte == '"' && walk->field_start;
	if (byte == ' ' || byte == '\t')
		return;
	walk->field_start = false;
	walk->blank = false;
}

static void
walk_sample(struct walk *walk, const char *head, size_t length, char separator, bool whole)
{
	memset(walk, 0, sizeof *walk);
	end_record(walk);
	walk->records = 0;
	for (size_t i = 0; i < length && walk->records < SAMPLE_RECORDS; i++) {
		if (!walk->quoted)
			step_plain(walk, head[i], separator);
		else if (head[i] == '"' && i + 1 < length && head[i + 1] == '"')
			i++;
		else if (head[i] == '"')
			walk->quoted = false;
	}
	if (whole && !walk->quoted)
		end_record(walk);
}

struct mode {
	size_t width;
	size_t records;
};

/* The most frequent width >= 2, the wider of equals. One record of many is chance. */
static struct mode
find_mode(const struct walk *walk)
{
	struct mode mode = { 0, 0 };

	for (size_t i = 0; i < walk->records; i++) {
		size_t width = walk->widths[i];
		size_t same = 0;

		for (size_t j = 0; j < walk->records; j++)
			same += walk->widths[j] == width;
		if (width >= 2 &&
		    (same > mode.records || (same == mode.records && width > mode.width)))
			mode = (struct mode){width, same};
	}
	return mode.records > 1 || walk->records <= 2 ? mode : (struct mode){ 0, 0 };
}

struct csv_vote
csv_detect_separator(const char *head, size_t length, bool whole)
{
	static const char candidates[] = { '\t', '|', ';', ',' };
	struct csv_vote	  best = { .separator = ',' };
	size_t		  best_width = 0;

	for (size_t i = 0; i < COUNT_OF(candidates); i++) {
		struct walk walk;
		struct mode mode;
		double	    share;

		walk_sample(&walk, head, length, candidates[i], whole);
		mode = find_mode(&walk);
		share = walk.records == 0 ? 0 : (double)mode.records / (double)walk.records;
		if (share > best.share || (share == best.share && mode.width > best_width)) {
			best = (struct csv_vote){ candidates[i], share, walk.records };
			best_width = mode.width;
		}
	}
	return best;
}
