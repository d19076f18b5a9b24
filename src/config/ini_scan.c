/*
 * ini_scan.c - what a line of an INI file says, and every way in which iniparser would hear
 * something else.
 */
#include "config/ini_scan.h"

#include <string.h>

#include "base/error.h"
#include "base/text.h"

enum { LINE_MAX_BYTES = 999, NAME_MAX_BYTES = 200 };

/* A stretch of one line. */
struct span {
	const char *text;
	size_t	    length;
};

/* Where a scan is. */
struct scan {
	struct ini   *ini;
	unsigned long line;
	struct error *error;
};

static int
refuse(const struct scan *scan, const char *message)
{
	return error_set(scan->error, ERROR_CONFIG, scan->ini->path, scan->line, "%s", message);
}

static bool
is_blank(char c)
{
	return c == ' ' || c == '\t';
}

static struct span
trim(struct span span)
{
	while (span.length != 0 && is_blank(span.text[0])) {
		span.text++;
		span.length--;
	}
	while (span.length != 0 && is_blank(span.text[span.length - 1]))
		span.length--;
	return span;
}

static struct span
after(struct span span, size_t offset)
{
	return (struct span){ span.text + offset, span.length - offset };
}

/* Blanks inside a name: one at a time, so that a name has one spelling. */
static bool
has_odd_blanks(struct span name)
{
	for (size_t i = 0; i < name.length; i++)
		if (name.text[i] == '\t' || (name.text[i] == ' ' && name.text[i - 1] == ' '))
			return true;
	return false;
}

static int
check_name(const struct scan *scan, struct span name)
{
	if (name.length == 0)
		return refuse(scan, "a name is missing");
	if (name.length > NAME_MAX_BYTES)
		return refuse(scan, "the name has more than 200 bytes");
	/* iniparser joins section and key with a colon: "a:b" + "c" would be "a" + "b:c". */
	if (memchr(name.text, ':', name.length) != NULL)
		return refuse(scan, "a section or key name cannot contain ':'");
	if (memchr(name.text, '"', name.length) != NULL)
		return refuse(scan, "a section or key name cannot contain quotes");
	if (has_odd_blanks(name))
		return refuse(scan, "write a single blank between the words of a name");
	return 0;
}

static int
scan_section(const struct scan *scan, struct span line)
{
	const char *closing = memchr(line.text, ']', line.length);
	struct span name;

	if (closing == NULL)
		return refuse(scan, "the section has no closing ']'");
	if (closing != line.text + line.length - 1)
		return refuse(scan, "a section stands alone on its line; "
				    "move what follows ']' to the next line");
	name = trim((struct span){ line.text + 1, line.length - 2 });
	if (check_name(scan, name) == -1)
		return -1;
	if (memchr(name.text, '=', name.length) != NULL || memchr(name.text, '[', name.length) != NULL)
		return refuse(scan, "a section name cannot contain '=' or '['");
	return ini_add_section(scan->ini, name.text, name.length, scan->line, scan->error);
}

/* The text between the quotes that value begins with. After them only a comment may follow. */
static int
read_quoted(const struct scan *scan, struct span value, struct span *content)
{
	const char *closing = memchr(value.text + 1, value.text[0], value.length - 1);
	struct span rest;

	if (closing == NULL)
		return refuse(scan, "the closing quote is missing");
	*content = (struct span){ value.text + 1, (size_t)(closing - value.text - 1) };
	rest = trim(after(value, content->length + 2));
	if (rest.length != 0 && rest.text[0] != ';' && rest.text[0] != '#')
		return refuse(scan, "text after the closing quote; a quoted value cannot contain "
				    "the quote itself, use the other kind (' or \")");
	return 0;
}

/* The text up to a comment, which is a blank and ';'. */
static int
read_bare(const struct scan *scan, struct span value, bool blank_before, struct span *content)
{
	for (size_t i = 0; i < value.length; i++) {
		bool blank = i == 0 ? blank_before : is_blank(value.text[i - 1]);

		if (value.text[i] == ';' && blank) {
			value.length = i;
			break;
		}
		if (value.text[i] == ';' || value.text[i] == '#')
			return refuse(scan, "'#' or ';' inside a value would cut it off; "
					    "quote the value, as in \"#FF0000\"");
	}
	*content = trim(value);
	return 0;
}

static int
scan_entry(const struct scan *scan, struct span line)
{
	const char *equals = memchr(line.text, '=', line.length);
	struct span key, raw, value;
	struct span content = { NULL, 0 };
	int	    rc;

	if (equals == NULL)
		return refuse(scan, "expected [section], key = value or a comment");
	key = trim((struct span){ line.text, (size_t)(equals - line.text) });
	raw = after(line, (size_t)(equals - line.text) + 1);
	value = trim(raw);
	if (check_name(scan, key) == -1)
		return -1;
	if (scan->ini->section_count == 0)
		return refuse(scan, "the key stands before the first [section]");
	if (value.length != 0 && (value.text[0] == '"' || value.text[0] == '\''))
		rc = read_quoted(scan, value, &content);
	else
		rc = read_bare(scan, value, raw.length != 0 && is_blank(raw.text[0]), &content);
	if (rc == -1)
		return -1;
	return ini_add_entry(scan->ini, key.text, key.length, content.text, content.length, scan->line,
	    scan->error);
}

/* What no line may hold, comments included. */
static int
check_bytes(const struct scan *scan, struct span line)
{
	if (line.length > LINE_MAX_BYTES)
		return refuse(scan, "the line has more than 999 bytes; shorten it");
	if (memchr(line.text, '\0', line.length) != NULL)
		return refuse(scan, "the line contains a NUL byte; this is no UTF-8 text file");
	if (!text_valid_utf8(line.text, line.length))
		return refuse(scan, "the line is not valid UTF-8; save the file as UTF-8");
	for (size_t i = 0; i < line.length; i++)
		if (((unsigned char)line.text[i] < 0x20 && line.text[i] != '\t') ||
		    line.text[i] == 0x7f)
			return refuse(scan, "the line contains a control character");
	/* iniparser would join the next line, even to a comment. */
	line = trim(line);
	if (line.length != 0 && line.text[line.length - 1] == '\\')
		return refuse(scan, "a line cannot end with a backslash; quote the value");
	return 0;
}

static int
scan_line(const struct scan *scan, struct span line)
{
	if (line.length != 0 && line.text[line.length - 1] == '\r')
		line.length--;
	if (check_bytes(scan, line) == -1)
		return -1;
	line = trim(line);
	if (line.length == 0 || line.text[0] == ';' || line.text[0] == '#')
		return 0;
	return line.text[0] == '[' ? scan_section(scan, line) : scan_entry(scan, line);
}

int
ini_scan(struct ini *ini, const char *bytes, size_t length, struct error *error)
{
	struct scan scan = { ini, 1, error };
	const char *end = bytes + length;

	if (length >= 3 && memcmp(bytes, "\xef\xbb\xbf", 3) == 0)
		return refuse(&scan, "the file begins with a byte order mark; "
				     "save it as UTF-8 without one");
	if (length >= 2 && (memcmp(bytes, "\xff\xfe", 2) == 0 || memcmp(bytes, "\xfe\xff", 2) == 0))
		return refuse(&scan, "the file is UTF-16; save it as UTF-8");
	for (; bytes < end; scan.line++) {
		const char *newline = memchr(bytes, '\n', (size_t)(end - bytes));
		const char *stop = newline != NULL ? newline : end;

		if (scan_line(&scan, (struct span){ bytes, (size_t)(stop - bytes) }) == -1)
			return -1;
		bytes = newline != NULL ? newline + 1 : end;
	}
	return 0;
}
