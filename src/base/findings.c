/* findings.c - findings kept, counted, sorted and put into words. */
#include "base/findings.h"

#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/arena.h"
#include "base/count.h"
#include "base/text.h"

enum { KEPT_OF_A_KIND = 100000, VALUE_BYTES = 80, FIRST_CAPACITY = 64 };

/* How findings of a kind stand to each other. */
enum standing {
	ALONE,			/* once a file, column, word: each is a cause of its own */
	WITH_REASON,		/* the same, and what stands as expected is why it is so */
	OF_A_ROW		/* once a row: many have one cause */
};

struct kind {
	const char   *name;
	enum severity severity;
	enum standing standing;
	const char   *sentence;		/* what is so; the value, if any, is added in quotes */
	const char   *next_step;
};

static const struct kind kinds[FINDING_KINDS] = {
	[FINDING_FILE_UNUSABLE] = { "file-unusable", SEVERITY_ERROR, ALONE,
	    "the file cannot be used",
	    "nothing of it counts; repair or export it again" },
	[FINDING_MISSING_COLUMN] = { "missing-column", SEVERITY_ERROR, ALONE,
	    "a required column is missing",
	    "add the column or map it in mappings.ini; nothing of the file counts" },
	[FINDING_ROW_FIELDS] = { "row-fields", SEVERITY_WARNING, OF_A_ROW,
	    "the row has another number of fields than the header",
	    "row left out; look for an unquoted separator" },
	[FINDING_EMPTY_FILE] = { "empty-file", SEVERITY_WARNING, ALONE,
	    "there are no data rows",
	    "check the path, and that the export is complete" },
	[FINDING_MISSPELT_COLUMN] = { "misspelt-column", SEVERITY_WARNING, ALONE,
	    "the column is not known, and the file lacks one of a similar name",
	    "it is not used; correct the header, or give the column another name" },
	[FINDING_IGNORED_COLUMN] = { "ignored-column", SEVERITY_INFO, ALONE,
	    "the column is not used",
	    "map it in mappings.ini if it should be" },
	[FINDING_BAD_PERIOD] = { "bad-period", SEVERITY_WARNING, OF_A_ROW,
	    "not a period",
	    "row left out; write the period as expected" },
	[FINDING_BAD_NUMBER] = { "bad-number", SEVERITY_WARNING, OF_A_ROW,
	    "not a number",
	    "the value counts as missing; correct it in the source" },
	[FINDING_AMBIGUOUS_NUMBER] = { "ambiguous-number", SEVERITY_WARNING, OF_A_ROW,
	    "the sign may be a decimal sign or separate thousands",
	    "the value counts as missing; set `decimal` in mappings.ini or write a decimal point" },
	[FINDING_BAD_WORD] = { "bad-word", SEVERITY_WARNING, OF_A_ROW,
	    "not what may stand here",
	    "row left out; write what is expected" },
	[FINDING_BAD_LIMITS] = { "bad-limits", SEVERITY_WARNING, OF_A_ROW,
	    "the limits contradict each other or the direction",
	    "row left out; correct green_at, red_at or target" },
	[FINDING_BAD_WEIGHT] = { "bad-weight", SEVERITY_WARNING, OF_A_ROW,
	    "not a weight",
	    "row left out; weights are numbers from 0 upwards" },
	[FINDING_OUT_OF_SCALE] = { "out-of-scale", SEVERITY_WARNING, OF_A_ROW,
	    "the value is not on the scale",
	    "it counts as missing; compare the scale in the model with the file" },
	[FINDING_DUPLICATE] = { "duplicate", SEVERITY_WARNING, OF_A_ROW,
	    "the same thing is given twice",
	    "none of them counts; delete all but one or set `duplicates` in mappings.ini" },
	[FINDING_BLANK_PARTNER] = { "blank-partner", SEVERITY_WARNING, OF_A_ROW,
	    "the row names no partner",
	    "row left out; fill in the partner column" },
	[FINDING_LONG_ID] = { "long-id", SEVERITY_WARNING, OF_A_ROW,
	    "the id is too long",
	    "row left out; ids have at most 64 characters" },
	[FINDING_CONTROL_CHARACTER] = { "control-character", SEVERITY_ADVICE, OF_A_ROW,
	    "the text holds control characters",
	    "they were dropped; clean the source" },
	[FINDING_INVALID_UTF8] = { "invalid-utf8", SEVERITY_ADVICE, ALONE,
	    "the text is not valid UTF-8",
	    "bad bytes are shown as a replacement character; save the file as CSV UTF-8" },
	[FINDING_UNKNOWN_KPI] = { "unknown-kpi", SEVERITY_ADVICE, ALONE,
	    "the model does not know this KPI",
	    "if it carries a target, higher counts as better; add a [kpi ...] section or an alias to the model" },
	[FINDING_UNKNOWN_QUESTION] = { "unknown-question", SEVERITY_WARNING, ALONE,
	    "the model does not know this question",
	    "its answers do not count; add a [question ...] section or an alias to the model" },
	[FINDING_UNKNOWN_PARTNER] = { "unknown-partner", SEVERITY_INFO, ALONE,
	    "the partner is not in the partners file",
	    "its id serves as its name; add it to the partners file" },
	[FINDING_UNKNOWN_TARGET] = { "unknown-target", SEVERITY_WARNING, OF_A_ROW,
	    "nothing has this name",
	    "row left out; name a known partner, lens, group or KPI" },
	[FINDING_BAD_OVERRIDE] = { "bad-override", SEVERITY_WARNING, OF_A_ROW,
	    "the override is incomplete",
	    "it is not applied; give colour, reason, author and date" },
	[FINDING_BAD_DATE] = { "bad-date", SEVERITY_WARNING, OF_A_ROW,
	    "not a date",
	    "the cell counts as empty; write YYYY-MM-DD" },
	[FINDING_SLUG_CLASH] = { "slug-clash", SEVERITY_INFO, ALONE,
	    "another partner's id makes the same file name",
	    "both file names carry a short code; nothing to do" },
	[FINDING_SIMILAR_PARTNER] = { "similar-partner", SEVERITY_WARNING, ALONE,
	    "two partners differ in capitals, blanks or dashes alone",
	    "if they are one, give the partner an alias in the partners file or an [alias] in mappings.ini" },
	[FINDING_NO_DATA] = { "no-data", SEVERITY_INFO, ALONE,
	    "an active partner has no data in the period",
	    "ask for the data, or set its status to left" },
	[FINDING_DEFAULT_TOLERANCE] = { "default-tolerance", SEVERITY_INFO, ALONE,
	    "the red limit comes from the target and the default tolerance",
	    "give green_at and red_at if that is not meant" },
	[FINDING_UNKNOWN_LANGUAGE] = { "unknown-language", SEVERITY_WARNING, ALONE,
	    "no strings file speaks the partner's language",
	    "its edition is in the language of rapport.ini; name a language that is there, or add its strings file" },
	[FINDING_UNPRINTABLE] = { "unprintable", SEVERITY_ADVICE, ALONE,
	    "the font has no sign for some characters",
	    "a box stands in their place in the PDF; the workbook shows them" },
	[FINDING_RENDER_FAILED] = { "render-failed", SEVERITY_ERROR, ALONE,
	    "the reports of the partner could not be drawn",
	    "the partner is held back; see the cause and run again" },
	[FINDING_CONVERTED] = { "converted", SEVERITY_INFO, WITH_REASON,
	    "the file is not UTF-8 and was converted",
	    "nothing to do if names and accents look right" },
	[FINDING_DIALECT] = { "dialect", SEVERITY_INFO, WITH_REASON,
	    "the file was recognised",
	    "name a dialect in mappings.ini if that is wrong" },
	[FINDING_AMBIGUOUS_DATE] = { "ambiguous-date", SEVERITY_ERROR, ALONE,
	    "day and month of the dates cannot be told apart",
	    "nothing of the file counts; set `date_order = dmy` or `mdy` in its section of mappings.ini" },
	[FINDING_UNKNOWN_LABEL] = { "unknown-label", SEVERITY_WARNING, ALONE,
	    "the answer is not on the scale",
	    "it counts as missing; add it to the scale, or to `missing`" },
	[FINDING_DROPPED] = { "dropped", SEVERITY_INFO, ALONE,
	    "rows were left out by a filter",
	    "nothing to do; `keep_REASON = yes` in mappings.ini keeps them" },
	[FINDING_NO_PARTNER_MATCH] = { "no-partner-match", SEVERITY_WARNING, ALONE,
	    "the name is no known partner",
	    "it is left out; add it to the partners file or as an alias" },
	[FINDING_NOT_JUDGED] = { "not-judged", SEVERITY_INFO, ALONE,
	    "rows that lack a side of the comparison were left out of the share",
	    "nothing to do, or fill in the cells" },
	[FINDING_UNKNOWN_TYPE] = { "unknown-type", SEVERITY_ADVICE, ALONE,
	    "the type of work is not known",
	    "the item counts, but as no type; add it to `type FEATURE`, `DEFECT`, `RISK` or `DEBT` in mappings.ini" },
	[FINDING_NEGATIVE_TIME] = { "negative-time", SEVERITY_WARNING, OF_A_ROW,
	    "the item was done before it was started",
	    "it counts as done, but not in times; correct the dates" },
	[FINDING_ESTIMATED] = { "estimated", SEVERITY_INFO, ALONE,
	    "the date of completion stands in another column",
	    "times are estimates; export the resolution date too" },
	[FINDING_QUESTION_NOWHERE] = { "question-nowhere", SEVERITY_ADVICE, ALONE,
	    "no survey has a column for this question of the mappings",
	    "correct its `column`, or delete the section if it is no longer asked" },
	[FINDING_STRAY_TEMPLATE] = { "stray-template", SEVERITY_WARNING, ALONE,
	    "nothing reads this file of the templates directory",
	    "what it says is not in the reports; rename or delete it" },
	[FINDING_LOST_PLACEHOLDER] = { "lost-placeholder", SEVERITY_ADVICE, ALONE,
	    "the text leaves out what the shipped one fills in",
	    "readers will not see it; put it back if they should" },
};

struct findings {
	struct arena   *texts;
	struct finding *items;
	size_t		count;
	size_t		capacity;
	size_t		added[FINDING_KINDS];
};

const char *
finding_kind_name(enum finding_kind kind)
{
	return kinds[kind].name;
}

enum severity
finding_severity(enum finding_kind kind)
{
	return kinds[kind].severity;
}

const char *
finding_sentence(enum finding_kind kind)
{
	return kinds[kind].sentence;
}

const char *
finding_next_step(enum finding_kind kind)
{
	return kinds[kind].next_step;
}

const char *
severity_name(enum severity severity)
{
	static const char *const names[] = { "error", "warning", "advice", "info" };

	return names[severity];
}

struct findings *
findings_new(void)
{
	struct findings *findings = calloc(1, sizeof *findings);

	if (findings == NULL)
		return NULL;
	findings->texts = arena_new();
	if (findings->texts == NULL) {
		free(findings);
		return NULL;
	}
	return findings;
}

void
findings_free(struct findings *findings)
{
	if (findings == NULL)
		return;
	arena_free(findings->texts);
	free(findings->items);
	free(findings);
}

bool
finding_is_of_a_row(enum finding_kind kind)
{
	return kinds[kind].standing == OF_A_ROW;
}

/* Room for one more; -1 when out of memory. */
static int
reserve(struct findings *findings)
{
	size_t		capacity = findings->capacity == 0 ? FIRST_CAPACITY : findings->capacity * 2;
	struct finding *items;

	if (findings->count < findings->capacity)
		return 0;
	items = reallocarray(findings->items, capacity, sizeof *items);
	if (items == NULL)
		return -1;
	findings->items = items;
	findings->capacity = capacity;
	return 0;
}

/* A copy; NULL stays NULL. */
static const char *
keep(struct arena *arena, const char *text)
{
	return text == NULL ? NULL : arena_strdup(arena, text);
}

/* The value printable and short, cut between characters. */
static const char *
keep_value(struct arena *arena, const char *value)
{
	size_t length = value == NULL ? 0 : strlen(value);
	char  *clean;

	if (value == NULL)
		return NULL;
	/* Before cleaning too: a field may have 64 KiB. */
	clean = text_clean(arena, value, length < 4 * VALUE_BYTES ? length : 4 * VALUE_BYTES);
	if (clean == NULL)
		return NULL;
	length = strlen(clean);
	if (length > VALUE_BYTES) {
		length = VALUE_BYTES;
		while (((unsigned char)clean[length] & 0xc0) == 0x80)
			length--;
		clean[length] = '\0';
	}
	return clean;
}

int
findings_add(struct findings *findings, const struct finding *finding)
{
	struct finding copy = *finding;

	if (findings->added[finding->kind] >= KEPT_OF_A_KIND) {
		findings->added[finding->kind]++;
		return 0;
	}
	if (reserve(findings) == -1)
		return -1;
	copy.file = keep(findings->texts, finding->file);
	copy.expected = keep(findings->texts, finding->expected);
	copy.partner = keep(findings->texts, finding->partner);
	copy.value = keep_value(findings->texts, finding->value);
	if (!copy.file != !finding->file || !copy.expected != !finding->expected ||
	    !copy.partner != !finding->partner || !copy.value != !finding->value)
		return -1;
	findings->items[findings->count++] = copy;
	findings->added[finding->kind]++;
	return 0;
}

size_t
findings_count(const struct findings *findings)
{
	return findings->count;
}

const struct finding *
findings_at(const struct findings *findings, size_t index)
{
	return &findings->items[index];
}

static int
compare_texts(const char *a, const char *b)
{
	return strcmp(a != NULL ? a : "", b != NULL ? b : "");
}

/* The last three only make the order independent of the order of arrival. */
static int
compare_findings(const void *left, const void *right)
{
	const struct finding *a = left;
	const struct finding *b = right;
	int		      order = compare_texts(a->file, b->file);

	if (order != 0)
		return order;
	if (a->line != b->line)
		return a->line < b->line ? -1 : 1;
	if (a->column != b->column)
		return a->column < b->column ? -1 : 1;
	if (a->kind != b->kind)
		return a->kind < b->kind ? -1 : 1;
	order = compare_texts(a->partner, b->partner);
	if (order == 0)
		order = compare_texts(a->value, b->value);
	if (order == 0)
		order = compare_texts(a->expected, b->expected);
	return order != 0 ? order : (a->rows > b->rows) - (a->rows < b->rows);
}

void
findings_sort(struct findings *findings)
{
	if (findings->count > 1)
		qsort(findings->items, findings->count, sizeof *findings->items, compare_findings);
}

size_t
findings_count_kind(const struct findings *findings, enum finding_kind kind)
{
	return findings->added[kind];
}

size_t
findings_count_severity(const struct findings *findings, enum severity severity)
{
	size_t count = 0;

	for (size_t kind = 0; kind < COUNT_OF(kinds); kind++)
		if (kinds[kind].severity == severity)
			count += findings->added[kind];
	return count;
}

unsigned long
finding_rows(const struct finding *finding)
{
	return finding->rows > 1 ? finding->rows : 1;
}

/* By cause, then as they are stored: all are items of one array. */
static int
compare_causes(const void *left, const void *right)
{
	const struct finding *a = ((const struct finding_group *)left)->first;
	const struct finding *b = ((const struct finding_group *)right)->first;
	int		      order = (a->kind > b->kind) - (a->kind < b->kind);

	if (order == 0 && finding_is_of_a_row(a->kind))
		order = compare_texts(a->file, b->file);
	if (order == 0 && finding_is_of_a_row(a->kind))
		order = compare_texts(a->expected, b->expected);
	return order != 0 ? order : (a > b) - (a < b);
}

static int
compare_first(const void *left, const void *right)
{
	const struct finding *a = ((const struct finding_group *)left)->first;
	const struct finding *b = ((const struct finding_group *)right)->first;

	return (a > b) - (a < b);
}

static bool
have_one_cause(const struct finding *a, const struct finding *b)
{
	return a->kind == b->kind && finding_is_of_a_row(a->kind) && compare_texts(a->file, b->file) == 0 && compare_texts(a->expected, b->expected) == 0;
}

int
findings_group(const struct findings *findings, struct finding_group **groups, size_t *count)
{
	struct finding_group *all = calloc(findings->count + 1, sizeof *all);
	size_t		      kept = 0;

	if (all == NULL)
		return -1;
	for (size_t i = 0; i < findings->count; i++)
		all[i] = (struct finding_group){ &findings->items[i], finding_rows(&findings->items[i]) };
	qsort(all, findings->count, sizeof *all, compare_causes);
	for (size_t i = 0; i < findings->count; i++) {
		if (kept > 0 && have_one_cause(all[kept - 1].first, all[i].first))
			all[kept - 1].rows += all[i].rows;
		else
			all[kept++] = all[i];
	}
	qsort(all, kept, sizeof *all, compare_first);
	*groups = all;
	*count = kept;
	return 0;
}

/* Where it is: file, line and column, or the partner, or nothing. */
static void
write_place(FILE *out, const struct finding *finding)
{
	if (finding->file != NULL) {
		(void)fprintf(out, "%s:", finding->file);
		if (finding->line != 0)
			(void)fprintf(out, "%lu:", finding->line);
		if (finding->line != 0 && finding->column != 0)
			(void)fprintf(out, "%u:", finding->column);
		(void)fputc(' ', out);
	} else if (finding->partner != NULL) {
		(void)fprintf(out, "%s: ", finding->partner);
	}
}

/* Text too long is cut; the last byte is always NUL. */
const char *
finding_text(const struct finding *finding, char *text, size_t size)
{
	const struct kind *kind = &kinds[finding->kind];
	FILE		  *out;

	if (size == 0)
		return text;
	text[0] = '\0';
	out = fmemopen(text, size, "w");
	if (out == NULL)
		return text;
	write_place(out, finding);
	(void)fprintf(out, "%s: %s", severity_name(kind->severity), kind->sentence);
	if (finding->value != NULL)
		(void)fprintf(out, ": \"%s\"", finding->value);
	if (finding->rows > 1)
		(void)fprintf(out, ", %lu rows", finding->rows);
	if (finding->expected != NULL)
		(void)fprintf(out, kind->standing == WITH_REASON ? " (%s)" : "; expected %s", finding->expected);
	(void)fprintf(out, " - %s", kind->next_step);
	(void)fclose(out);
	text[size - 1] = '\0';
	return text;
}
