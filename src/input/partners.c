/* partners.c - the partners file: names, aliases and what else is known about a partner. */
#include <string.h>

#include "base/arena.h"
#include "base/error.h"
#include "base/text.h"
#include "input/intake.h"
#include "input/sheet.h"

enum partners_field {
	PARTNERS_PARTNER, PARTNERS_NAME, PARTNERS_ALIASES, PARTNERS_KIND, PARTNERS_TIER, PARTNERS_NETWORK, PARTNERS_OWNER_CLIENT,
	PARTNERS_OWNER_PARTNER, PARTNERS_CONTRACT_START, PARTNERS_CONTRACT_END, PARTNERS_REVIEW_DATE, PARTNERS_LANGUAGE,
	PARTNERS_STATUS, PARTNERS_FIELDS
};

static const struct sheet_field fields[PARTNERS_FIELDS] = {
	[PARTNERS_PARTNER] = { "partner", true, SHEET_NO_FIELD },
	[PARTNERS_NAME] = { "name", false, SHEET_NO_FIELD },
	[PARTNERS_ALIASES] = { "aliases", false, SHEET_NO_FIELD },
	[PARTNERS_KIND] = { "kind", false, SHEET_NO_FIELD },
	[PARTNERS_TIER] = { "tier", false, SHEET_NO_FIELD },
	[PARTNERS_NETWORK] = { "network", false, SHEET_NO_FIELD },
	[PARTNERS_OWNER_CLIENT] = { "owner_client", false, SHEET_NO_FIELD },
	[PARTNERS_OWNER_PARTNER] = { "owner_partner", false, SHEET_NO_FIELD },
	[PARTNERS_CONTRACT_START] = { "contract_start", false, SHEET_NO_FIELD },
	[PARTNERS_CONTRACT_END] = { "contract_end", false, SHEET_NO_FIELD },
	[PARTNERS_REVIEW_DATE] = { "review_date", false, SHEET_NO_FIELD },
	[PARTNERS_LANGUAGE] = { "language", false, SHEET_NO_FIELD },
	[PARTNERS_STATUS] = { "status", false, SHEET_NO_FIELD },
};

/* The alias of another partner stays with it, but not in silence. */
static int
report_taken(const struct sheet *sheet, struct cell alias, struct error *error)
{
	return sheet_find(sheet, FINDING_DUPLICATE, PARTNERS_ALIASES, alias, "an alias of one partner alone; the first one has it", error);
}

/* Aliases stand in one cell, separated by bars. */
static int
add_aliases(const struct sheet *sheet, long partner, struct error *error)
{
	struct cell cell = sheet_cell(sheet, PARTNERS_ALIASES);
	const char *text = cell.text;
	const char *end = cell.text + cell.length;

	while (text < end) {
		const char *bar = memchr(text, '|', (size_t)(end - text));
		const char *stop = bar == NULL ? end : bar;

		int	    taken = names_add_alias(&sheet->intake->names, text, (size_t)(stop - text), partner);

		if (taken == -1)
			return error_out_of_memory(error);
		if (taken == 1 && report_taken(sheet, cell_trim(text, (size_t)(stop - text)), error) == -1)
			return -1;
		text = stop + 1;
	}
	return 0;
}

/* active or left; another word is reported and leaves the partner active. */
static int
read_status(const struct sheet *sheet, struct partner *partner, struct error *error)
{
	struct cell cell = sheet_cell(sheet, PARTNERS_STATUS);

	partner->active = !cell_is(cell, "left");
	if (cell.length == 0 || !partner->active || cell_is(cell, "active"))
		return 0;
	return sheet_reject(sheet, FINDING_BAD_WORD, PARTNERS_STATUS, "active or left; taken as active", error);
}

/* A date as it is printed: never computed with, so a wrong one is left out. *text is NULL when out of memory. -1: the run must end. */
static int
read_date(struct sheet *sheet, int field, const char **text, struct error *error)
{
	const char	 *expected;
	char		  printed[DATE_SIZE];
	struct date	  date;
	enum sheet_result result = sheet_date(sheet, field, &date, &expected, error);

	if (result == SHEET_NO_MEMORY)
		return -1;
	*text = result == SHEET_OK ? arena_strdup(sheet->intake->arena, date_name(date, printed)) : "";
	return result == SHEET_WRONG ? sheet_reject(sheet, FINDING_BAD_DATE, field, expected, error) : 0;
}

/* The texts of a partner, each from one column. */
static int
read_texts(struct sheet *sheet, struct partner *partner, struct error *error)
{
	const struct {
		int	     field;
		const char **text;
		bool	     date;
	} texts[] = {
		{ PARTNERS_NAME, &partner->name, false },
		{ PARTNERS_KIND, &partner->kind, false },
		{ PARTNERS_TIER, &partner->tier, false },
		{ PARTNERS_NETWORK, &partner->network, false },
		{ PARTNERS_OWNER_CLIENT, &partner->owner_client, false },
		{ PARTNERS_OWNER_PARTNER, &partner->owner_partner, false },
		{ PARTNERS_CONTRACT_START, &partner->contract_start, true },
		{ PARTNERS_CONTRACT_END, &partner->contract_end, true },
		{ PARTNERS_REVIEW_DATE, &partner->review_date, true },
		{ PARTNERS_LANGUAGE, &partner->language, false },
	};

	for (size_t i = 0; i < sizeof texts / sizeof texts[0]; i++) {
		if (texts[i].date) {
			if (read_date(sheet, texts[i].field, texts[i].text, error) == -1)
				return -1;
		} else {
			*texts[i].text = sheet_cell_text(sheet, texts[i].field);
		}
		if (*texts[i].text == NULL)
			return error_out_of_memory(error);
	}
	if (*partner->name == '\0')
		partner->name = partner->id;
	return 0;
}

static int
reject_id(const struct sheet *sheet, long index, struct error *error)
{
	if (index == NAME_BLANK)
		return sheet_reject(sheet, FINDING_BLANK_PARTNER, PARTNERS_PARTNER, "a partner id", error);
	if (index == NAME_TOO_LONG)
		return sheet_reject(sheet, FINDING_LONG_ID, PARTNERS_PARTNER, "a partner id of at most 64 characters", error);
	return error_out_of_memory(error);
}

static int
take_row(struct sheet *sheet, struct error *error)
{
	struct names   *names = &sheet->intake->names;
	struct cell	cell = sheet_cell(sheet, PARTNERS_PARTNER);
	long		index;
	struct partner *partner;

	if (names_has_control(names, cell.text, cell.length) &&
	    sheet_reject(sheet, FINDING_CONTROL_CHARACTER, PARTNERS_PARTNER, "an id without control characters", error) == -1)
		return -1;
	index = names_intern_id(names, cell.text, cell.length);
	if (index < 0)
		return reject_id(sheet, index, error);
	partner = names_at(names, (size_t)index);
	if (partner->listed)
		return sheet_reject(sheet, FINDING_DUPLICATE, PARTNERS_PARTNER, "one row for each partner; the first one counts", error);
	if (read_texts(sheet, partner, error) == -1 || read_status(sheet, partner, error) == -1 ||
	    add_aliases(sheet, index, error) == -1)
		return -1;
	partner->listed = true;
	return 1;
}

const struct sheet_kind partners_sheet = { .fields = fields, .field_count = PARTNERS_FIELDS, .take_row = take_row };
