/* invites.c - how many people were asked, by partner, period and side. */
#include <string.h>

#include "base/arena.h"
#include "base/error.h"
#include "base/table.h"
#include "input/intake.h"
#include "input/sheet.h"

enum invites_field { INVITES_PARTNER, INVITES_PERIOD, INVITES_SIDE, INVITES_INVITED, INVITES_YEAR, INVITES_QUARTER, INVITES_MONTH, INVITES_FIELDS };

static const struct sheet_field fields[INVITES_FIELDS] = {
	[INVITES_PARTNER] = { "partner", true, SHEET_NO_FIELD },
	[INVITES_PERIOD] = { "period", true, INVITES_YEAR },
	[INVITES_SIDE] = { "side", true, SHEET_NO_FIELD },
	[INVITES_INVITED] = { "invited", true, SHEET_NO_FIELD },
	[INVITES_YEAR] = { "year", false, SHEET_NO_FIELD },
	[INVITES_QUARTER] = { "quarter", false, SHEET_NO_FIELD },
	[INVITES_MONTH] = { "month", false, SHEET_NO_FIELD },
};

static bool
same_key(const struct invite *a, const struct invite *b)
{
	return a->partner == b->partner && a->side == b->side && period_equal(a->period, b->period);
}

/* True if an earlier row has the same key. Rows of a file that broke off are gone though their keys are not: the row itself decides. */
static bool
is_given(const struct intake *intake, const struct invite *invite, const char *key)
{
	long index = table_get(intake->seen, key, strlen(key));

	return index != -1 && (size_t)index < intake->invites.count && same_key((const struct invite *)intake->invites.items + index, invite);
}

/* 1 kept, 0 given before, -1 out of memory. */
static int
keep_invite(struct sheet *sheet, const struct invite *invite, struct error *error)
{
	struct intake *intake = sheet->intake;
	const char    *key = arena_printf(intake->scratch, "invite %lu %d %d %d", (unsigned long)invite->partner, (int)invite->side,
	       invite->period.granularity, invite->period.index);
	struct invite *kept;

	if (key == NULL)
		return error_out_of_memory(error);
	if (is_given(intake, invite, key))
		return sheet_reject(sheet, FINDING_DUPLICATE, INVITES_PARTNER, "one row for each partner, period and side; the first one counts", error);
	kept = vector_push(&intake->invites);
	if (kept == NULL || table_set(intake->seen, key, strlen(key), (long)intake->invites.count - 1, NULL) == -1)
		return error_out_of_memory(error);
	*kept = *invite;
	return 1;
}

static enum sheet_result
read_invite(struct sheet *sheet, struct invite *invite, struct error *error)
{
	enum sheet_result result = sheet_partner(sheet, INVITES_PARTNER, &invite->partner, error);

	if (result == SHEET_OK)
		result = sheet_period(sheet, INVITES_PERIOD, INVITES_YEAR, INVITES_MONTH, &invite->period, error);
	if (result == SHEET_OK)
		result = sheet_side(sheet, INVITES_SIDE, &invite->side, error);
	if (result == SHEET_OK)
		result = sheet_cell_number(sheet, INVITES_INVITED, &invite->invited, error);
	return result;
}

static int
take_row(struct sheet *sheet, struct error *error)
{
	struct invite	  invite = { 0 };
	enum sheet_result result = read_invite(sheet, &invite, error);

	if (result == SHEET_NO_MEMORY)
		return -1;
	if (result == SHEET_WRONG)
		return 0;
	if (result == SHEET_EMPTY || invite.invited < 0)
		return sheet_reject(sheet, FINDING_BAD_NUMBER, INVITES_INVITED, "a number of people", error);
	return keep_invite(sheet, &invite, error);
}

const struct sheet_kind invites_sheet = { .fields = fields, .field_count = INVITES_FIELDS, .take_row = take_row };
