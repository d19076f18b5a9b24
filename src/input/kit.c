/* kit.c - the fields of the blank input files. */
#include "input/kit.h"

#include <string.h>

#include "base/count.h"
#include "input/intake.h"
#include "input/sheet.h"

#define EXAMPLE_PARTNER_FIELD { "partner", "kit.partner", KIT_EXAMPLE_PARTNER, KIT_TEXT, KIT_PARTNERS }
#define EXAMPLE_PERIOD_FIELD { "period", "kit.period", "2026-Q3", KIT_TEXT, KIT_FREE }

static const struct kit_field kpi_rows[] = {
	EXAMPLE_PARTNER_FIELD,
	EXAMPLE_PERIOD_FIELD,
	{ "kpi", "kit.kpi", "on_time_delivery", KIT_TEXT, KIT_KPIS },
	{ "value", "kit.value", "96.5", KIT_GENERAL, KIT_FREE },
	{ "rating", "kit.rating", "", KIT_TEXT, KIT_RATINGS },
	{ "target", "kit.target", "98", KIT_NUMBER, KIT_FREE },
	{ "direction", "kit.direction", "", KIT_TEXT, KIT_DIRECTIONS },
	{ "green_at", "kit.green_at", "", KIT_GENERAL, KIT_FREE },
	{ "red_at", "kit.red_at", "", KIT_GENERAL, KIT_FREE },
	{ "weight", "kit.weight", "", KIT_AMOUNT, KIT_FREE },
	{ "unit", "kit.unit", "%", KIT_TEXT, KIT_FREE },
	{ "note", "kit.note", "Two lorries late, one order lost", KIT_LONG_TEXT, KIT_FREE },
};

static const struct kit_field survey_rows[] = {
	EXAMPLE_PARTNER_FIELD,
	EXAMPLE_PERIOD_FIELD,
	{ "respondent", "kit.respondent", "r01", KIT_TEXT, KIT_FREE },
	{ "side", "kit.side", "client", KIT_TEXT, KIT_SIDES },
	{ "question", "kit.question", "trust", KIT_TEXT, KIT_QUESTIONS },
	{ "answer", "kit.answer", "4", KIT_GENERAL, KIT_FREE },
	{ "from", "kit.from", "", KIT_TEXT, KIT_PARTNERS },
	{ "role", "kit.role", "Buyer", KIT_TEXT, KIT_FREE },
	{ "comment", "kit.comment", "They call before we have to ask.", KIT_LONG_TEXT, KIT_FREE },
};

static const struct kit_field partner_rows[] = {
	EXAMPLE_PARTNER_FIELD,
	{ "name", "kit.name", "Example Logistics Ltd", KIT_LONG_TEXT, KIT_FREE },
	{ "aliases", "kit.aliases", "ExLog|Example Log.", KIT_LONG_TEXT, KIT_FREE },
	{ "kind", "kit.kind", "supplier", KIT_TEXT, KIT_FREE },
	{ "tier", "kit.tier", "strategic", KIT_TEXT, KIT_FREE },
	{ "network", "kit.network", "", KIT_TEXT, KIT_FREE },
	{ "owner_client", "kit.owner_client", "Miriam Holt", KIT_TEXT, KIT_FREE },
	{ "owner_partner", "kit.owner_partner", "Jan Novak", KIT_TEXT, KIT_FREE },
	{ "contract_start", "kit.contract_start", "2024-01-01", KIT_DATE, KIT_FREE },
	{ "contract_end", "kit.contract_end", "2027-12-31", KIT_DATE, KIT_FREE },
	{ "review_date", "kit.review_date", "2026-11-12", KIT_DATE, KIT_FREE },
	{ "language", "kit.language", "en", KIT_TEXT, KIT_FREE },
	{ "status", "kit.status", "active", KIT_TEXT, KIT_STATUSES },
};

static const struct kit_field override_rows[] = {
	EXAMPLE_PARTNER_FIELD,
	EXAMPLE_PERIOD_FIELD,
	{ "target", "kit.override_target", "health", KIT_TEXT, KIT_TARGETS },
	{ "colour", "kit.colour", "yellow", KIT_TEXT, KIT_COLOURS },
	{ "reason", "kit.reason", "Funding of phase two is undecided on both sides.", KIT_REASON, KIT_FREE },
	{ "author", "kit.author", "Aisha Rahman", KIT_TEXT, KIT_FREE },
	{ "date", "kit.override_date", "2026-09-24", KIT_DATE, KIT_FREE },
	{ "expires", "kit.expires", "2026-12-31", KIT_DATE, KIT_FREE },
	{ "released", "kit.released", "no", KIT_TEXT, KIT_YES_NO },
};

static const struct kit_field invite_rows[] = {
	EXAMPLE_PARTNER_FIELD,
	EXAMPLE_PERIOD_FIELD,
	{ "side", "kit.side", "client", KIT_TEXT, KIT_SIDES },
	{ "invited", "kit.invited", "14", KIT_COUNT, KIT_FREE },
};

static const struct kit_field work_item_rows[] = {
	{ "item", "kit.item", "APP-126", KIT_TEXT, KIT_FREE },
	EXAMPLE_PARTNER_FIELD,
	{ "type", "kit.type", "feature", KIT_TEXT, KIT_TYPES },
	{ "created", "kit.created", "2026-07-01", KIT_DATE, KIT_FREE },
	{ "started", "kit.started", "2026-07-06", KIT_DATE, KIT_FREE },
	{ "done", "kit.done", "2026-07-20", KIT_DATE, KIT_FREE },
	{ "active_days", "kit.active_days", "4.5", KIT_AMOUNT, KIT_FREE },
	{ "business_priority", "kit.business_priority", "yes", KIT_TEXT, KIT_YES_NO },
	{ "status", "kit.item_status", "done", KIT_TEXT, KIT_PROGRESS },
};

static const struct kit_file files[INPUT_KINDS] = {
	[INPUT_KPI] = { INPUT_KPI, "kit.about_kpi", kpi_rows, COUNT_OF(kpi_rows) },
	[INPUT_SURVEY] = { INPUT_SURVEY, "kit.about_survey", survey_rows, COUNT_OF(survey_rows) },
	[INPUT_PARTNERS] = { INPUT_PARTNERS, "kit.about_partners", partner_rows, COUNT_OF(partner_rows) },
	[INPUT_OVERRIDES] = { INPUT_OVERRIDES, "kit.about_overrides", override_rows, COUNT_OF(override_rows) },
	[INPUT_INVITES] = { INPUT_INVITES, "kit.about_invites", invite_rows, COUNT_OF(invite_rows) },
	[INPUT_WORK_ITEMS] = { INPUT_WORK_ITEMS, "kit.about_work_items", work_item_rows, COUNT_OF(work_item_rows) },
};

static const struct sheet_kind *const readers[INPUT_KINDS] = {
	[INPUT_KPI] = &kpi_sheet,
	[INPUT_SURVEY] = &survey_sheet,
	[INPUT_PARTNERS] = &partners_sheet,
	[INPUT_OVERRIDES] = &overrides_sheet,
	[INPUT_INVITES] = &invites_sheet,
	[INPUT_WORK_ITEMS] = &work_items_sheet,
};

const struct kit_file *
kit_file(enum input_kind kind)
{
	return &files[kind];
}

static bool
has_field(const struct kit_file *file, const char *name)
{
	for (size_t i = 0; i < file->count; i++)
		if (strcmp(file->fields[i].name, name) == 0)
			return true;
	return false;
}

bool
kit_requires(const struct kit_file *file, const char *name, const char **instead)
{
	const struct sheet_kind *reader = readers[file->kind];

	*instead = NULL;
	for (int i = 0; i < reader->field_count; i++) {
		const struct sheet_field *field = &reader->fields[i];

		if (strcmp(field->name, name) != 0)
			continue;
		if (field->instead != SHEET_NO_FIELD && has_field(file, reader->fields[field->instead].name))
			*instead = reader->fields[field->instead].name;
		return field->required;
	}
	return false;
}

bool
kit_is_closed(enum kit_choice choice)
{
	return choice != KIT_FREE && choice != KIT_PARTNERS && choice != KIT_KPIS && choice != KIT_RATINGS && choice != KIT_PROGRESS;
}
