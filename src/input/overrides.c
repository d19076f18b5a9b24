/* overrides.c - a person's judgement that replaces a colour: who, what, why, and until when. */
#include <string.h>

#include "base/arena.h"
#include "base/error.h"
#include "base/table.h"
#include "base/text.h"
#include "input/intake.h"
#include "input/sheet.h"

enum overrides_field {
	OVERRIDES_PARTNER, OVERRIDES_PERIOD, OVERRIDES_TARGET, OVERRIDES_COLOUR, OVERRIDES_REASON, OVERRIDES_AUTHOR, OVERRIDES_DATE,
	OVERRIDES_EXPIRES, OVERRIDES_RELEASED, OVERRIDES_YEAR, OVERRIDES_QUARTER, OVERRIDES_MONTH, OVERRIDES_FIELDS
};

static const struct sheet_field fields[OVERRIDES_FIELDS] = {
	[OVERRIDES_PARTNER] = { "partner", true, SHEET_NO_FIELD },
	[OVERRIDES_PERIOD] = { "period", true, OVERRIDES_YEAR },
	[OVERRIDES_TARGET] = { "target", true, SHEET_NO_FIELD },
	[OVERRIDES_COLOUR] = { "colour", true, SHEET_NO_FIELD },
	[OVERRIDES_REASON] = { "reason", true, SHEET_NO_FIELD },
	[OVERRIDES_AUTHOR] = { "author", true, SHEET_NO_FIELD },
	[OVERRIDES_DATE] = { "date", true, SHEET_NO_FIELD },
	[OVERRIDES_EXPIRES] = { "expires", false, SHEET_NO_FIELD },
	[OVERRIDES_RELEASED] = { "released", false, SHEET_NO_FIELD },
	[OVERRIDES_YEAR] = { "year", false, SHEET_NO_FIELD },
	[OVERRIDES_QUARTER] = { "quarter", false, SHEET_NO_FIELD },
	[OVERRIDES_MONTH] = { "month", false, SHEET_NO_FIELD },
};

/* The words of a colour; the number is that of enum rating. */
static const struct {
	const char *word;
	int	    colour;
} colours[] = {
	{ "grey", 0 }, { "gray", 0 }, { "not rated", 0 }, { "red", 1 }, { "yellow", 2 }, { "amber", 2 }, { "green", 3 },
};

/* "lens" or "lens.group": 1, or 0 with a finding. */
static int
read_target(const struct sheet *sheet, struct colour_override *override, struct error *error)
{
	const struct model *model = sheet->intake->model;
	struct cell	    cell = sheet_cell(sheet, OVERRIDES_TARGET);
	char		   *lens = arena_strndup(sheet->intake->scratch, cell.text, cell.length);
	char		   *group;
	long		    index;

	if (lens == NULL)
		return error_out_of_memory(error);
	for (char *at = lens; *at != '\0'; at++)
		if (*at >= 'A' && *at <= 'Z')
			*at = (char)(*at + ('a' - 'A'));
	group = strchr(lens, '.');
	if (group != NULL)
		*group++ = '\0';
	index = model_find_lens(model, lens);
	override->group = index == -1 || group == NULL ? -1 : lens_find_group(&model->lenses[index], group);
	if (index == -1 || (group != NULL && override->group == -1))
		return sheet_reject(sheet, FINDING_UNKNOWN_TARGET, OVERRIDES_TARGET, "a lens, or lens.group, of the model", error);
	override->lens = (size_t)index;
	return 1;
}

static int
read_colour(const struct sheet *sheet, struct colour_override *override, struct error *error)
{
	struct cell cell = sheet_cell(sheet, OVERRIDES_COLOUR);

	for (size_t i = 0; i < sizeof colours / sizeof colours[0]; i++)
		if (cell_is(cell, colours[i].word)) {
			override->colour = colours[i].colour;
			return 1;
		}
	return sheet_reject(sheet, FINDING_BAD_OVERRIDE, OVERRIDES_COLOUR, "green, yellow, amber, red or grey", error);
}

static size_t
characters(const char *text)
{
	const char *end = text + strlen(text);
	size_t	    count = 0;

	while (text < end && text_next(&text, end) != 0)
		count++;
	return count;
}

/* A date of the row, 0: it cannot be read and the row is rejected. */
static int
read_date(struct sheet *sheet, int field, struct date *date, struct error *error)
{
	const char	 *expected;
	enum sheet_result result = sheet_date(sheet, field, date, &expected, error);

	if (result == SHEET_OK)
		return 1;
	return result == SHEET_NO_MEMORY ? -1 : sheet_reject(sheet, FINDING_BAD_OVERRIDE, field, expected, error);
}

/* When it was decided. */
static int
read_decision(struct sheet *sheet, struct colour_override *override, struct error *error)
{
	struct date date;
	char	    printed[DATE_SIZE];
	int	    rc = read_date(sheet, OVERRIDES_DATE, &date, error);

	if (rc != 1)
		return rc;
	override->date = arena_strdup(sheet->intake->arena, date_name(date, printed));
	return override->date == NULL ? error_out_of_memory(error) : 1;
}

/* Reason, author and date: an override without them is nobody's judgement. */
static int
read_grounds(struct sheet *sheet, struct colour_override *override, struct error *error)
{
	char *expected;

	override->reason = sheet_cell_text(sheet, OVERRIDES_REASON);
	override->author = sheet_cell_text(sheet, OVERRIDES_AUTHOR);
	if (override->reason == NULL || override->author == NULL)
		return error_out_of_memory(error);
	if ((double)characters(override->reason) < sheet->intake->model->policy.override_reason_length) {
		expected = arena_printf(sheet->intake->scratch, "a reason of at least %.0f characters", sheet->intake->model->policy.override_reason_length);
		return expected == NULL ? error_out_of_memory(error) : sheet_reject(sheet, FINDING_BAD_OVERRIDE, OVERRIDES_REASON, expected, error);
	}
	if (*override->author == '\0')
		return sheet_reject(sheet, FINDING_BAD_OVERRIDE, OVERRIDES_AUTHOR, "who decided it", error);
	return read_decision(sheet, override, error);
}

/* Blank: never. A date that cannot be read must not make a judgement last for ever. */
static int
read_expiry(struct sheet *sheet, struct colour_override *override, struct error *error)
{
	return sheet_cell(sheet, OVERRIDES_EXPIRES).length == 0 ? 1 : read_date(sheet, OVERRIDES_EXPIRES, &override->expires, error);
}

/* Blank: no. A word that says neither releases nothing, but the judgement stands. */
static int
read_release(const struct sheet *sheet, struct colour_override *override, struct error *error)
{
	struct cell cell = sheet_cell(sheet, OVERRIDES_RELEASED);

	override->released = cell_is(cell, "yes");
	if (cell.length == 0 || override->released || cell_is(cell, "no"))
		return 1;
	return sheet_reject(sheet, FINDING_BAD_WORD, OVERRIDES_RELEASED, "yes or no; taken as no", error) == -1 ? -1 : 1;
}

static bool
same_key(const struct colour_override *a, const struct colour_override *b)
{
	return a->partner == b->partner && a->lens == b->lens && a->group == b->group &&
	    period_equal(a->period, b->period);
}

/* True if an earlier row has the same key. Rows of a file that broke off are gone though their keys are not: the row itself decides. */
static bool
is_given(const struct intake *intake, const struct colour_override *override, const char *key)
{
	long index = table_get(intake->seen, key, strlen(key));

	return index != -1 && (size_t)index < intake->overrides.count &&
	    same_key((const struct colour_override *)intake->overrides.items + index, override);
}

/* 1 kept, 0 given before, -1 out of memory. */
static int
keep_override(struct sheet *sheet, const struct colour_override *override, struct error *error)
{
	struct intake	       *intake = sheet->intake;
	const char	       *key = arena_printf(intake->scratch, "override %lu %zu %ld %d %d", (unsigned long)override->partner, override->lens,
			   override->group, override->period.granularity, override->period.index);
	struct colour_override *kept;

	if (key == NULL)
		return error_out_of_memory(error);
	if (is_given(intake, override, key))
		return sheet_reject(sheet, FINDING_DUPLICATE, OVERRIDES_TARGET, "one override of a colour in a period; the first one counts", error);
	kept = vector_push(&intake->overrides);
	if (kept == NULL || table_set(intake->seen, key, strlen(key), (long)intake->overrides.count - 1, NULL) == -1)
		return error_out_of_memory(error);
	*kept = *override;
	return 1;
}

/* 1, 0 rejected, -1 out of memory. */
static int
read_row(struct sheet *sheet, struct colour_override *override, struct error *error)
{
	enum sheet_result result = sheet_partner(sheet, OVERRIDES_PARTNER, &override->partner, error);
	int		  rc;

	if (result == SHEET_OK)
		result = sheet_period(sheet, OVERRIDES_PERIOD, OVERRIDES_YEAR, OVERRIDES_MONTH, &override->period, error);
	if (result != SHEET_OK)
		return result == SHEET_NO_MEMORY ? -1 : 0;
	rc = read_target(sheet, override, error);
	if (rc == 1)
		rc = read_colour(sheet, override, error);
	if (rc == 1)
		rc = read_grounds(sheet, override, error);
	if (rc == 1)
		rc = read_expiry(sheet, override, error);
	if (rc == 1)
		rc = read_release(sheet, override, error);
	return rc;
}

static int
take_row(struct sheet *sheet, struct error *error)
{
	struct colour_override override = { .file = sheet->index };
	int		       rc = read_row(sheet, &override, error);

	if (rc != 1)
		return rc;
	override.line = sheet->record.line > UINT32_MAX ? UINT32_MAX : (uint32_t)sheet->record.line;
	return keep_override(sheet, &override, error);
}

const struct sheet_kind overrides_sheet = { .fields = fields, .field_count = OVERRIDES_FIELDS, .take_row = take_row };
