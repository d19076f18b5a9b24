/* kpi.c - one row of a KPI file: who, what, when, the value, and what the row itself says about limits. */
#include <math.h>
#include <string.h>

#include "base/error.h"
#include "input/intake.h"
#include "input/kpi_draft.h"
#include "input/kpi_limits.h"
#include "input/kpi_rows.h"
#include "input/layout.h"

const struct sheet_field kpi_fields[KPI_FIELDS] = {
	[KPI_PARTNER] = { "partner", true, SHEET_NO_FIELD },
	[KPI_PERIOD] = { "period", true, KPI_YEAR },
	[KPI_YEAR] = { "year", false, SHEET_NO_FIELD },
	[KPI_MONTH] = { "month", false, SHEET_NO_FIELD },
	[KPI_QUARTER] = { "quarter", false, SHEET_NO_FIELD },
	[KPI_KPI] = { "kpi", true, SHEET_NO_FIELD },
	[KPI_VALUE] = { "value", true, KPI_RATING },
	[KPI_RATING] = { "rating", false, SHEET_NO_FIELD },
	[KPI_TARGET] = { "target", false, SHEET_NO_FIELD },
	[KPI_DIRECTION] = { "direction", false, SHEET_NO_FIELD },
	[KPI_GREEN_AT] = { "green_at", false, SHEET_NO_FIELD },
	[KPI_RED_AT] = { "red_at", false, SHEET_NO_FIELD },
	[KPI_WEIGHT] = { "weight", false, SHEET_NO_FIELD },
	[KPI_UNIT] = { "unit", false, SHEET_NO_FIELD },
	[KPI_NOTE] = { "note", false, SHEET_NO_FIELD },
};

enum sheet_result
kpi_read_partner(struct sheet *sheet, uint32_t *partner, struct error *error)
{
	struct cell cell = sheet_cell(sheet, KPI_PARTNER);

	if (cell.length == 3 && memcmp(cell.text, "ALL", 3) == 0) {
		*partner = KPI_ALL;
		return SHEET_OK;
	}
	return sheet_partner(sheet, KPI_PARTNER, partner, error);
}

enum sheet_result
kpi_read_period(struct sheet *sheet, struct period *period, struct error *error)
{
	return sheet_period(sheet, KPI_PERIOD, KPI_YEAR, KPI_MONTH, period, error);
}

static enum sheet_result
read_indicator(struct draft *draft)
{
	struct intake *intake = draft->sheet->intake;
	struct cell    cell = sheet_cell(draft->sheet, KPI_KPI);
	long	       index = kpi_indicator_intern(intake, cell.text, cell.length);
	int	       rc = -1;

	if (index >= 0) {
		draft->row.indicator = (uint16_t)index;
		draft->indicator = index < (long)intake->model->indicator_count ? &intake->model->indicators[index] : NULL;
		return SHEET_OK;
	}
	if (index == KPI_BLANK)
		rc = draft_refuse(draft, FINDING_BAD_WORD, KPI_KPI, "the id of a KPI");
	else if (index == KPI_TOO_LONG)
		rc = draft_refuse(draft, FINDING_LONG_ID, KPI_KPI, "a KPI id of at most 64 characters");
	else if (index == KPI_TOO_MANY)
		rc = draft_refuse(draft, FINDING_UNKNOWN_KPI, KPI_KPI, "at most 65,535 different KPIs");
	else
		(void)error_out_of_memory(draft->error);
	return rc == -1 ? SHEET_NO_MEMORY : SHEET_WRONG;
}

/* What a row must have to be kept at all. 1 if it has, 0 if it is rejected for good, -1 when out of memory. */
static int
read_key(struct draft *draft, const struct kpi_key *known)
{
	struct kpi_key	  key = { .partner = 0 };
	enum sheet_result result = SHEET_OK;

	if (known != NULL)
		key = *known;
	else
		result = kpi_read_partner(draft->sheet, &key.partner, draft->error);
	if (result == SHEET_OK)
		result = read_indicator(draft);
	if (result == SHEET_OK && known == NULL)
		result = kpi_read_period(draft->sheet, &key.period, draft->error);
	if (result != SHEET_OK)
		return result == SHEET_NO_MEMORY ? -1 : 0;
	draft->row.partner = key.partner;
	draft->row.granularity = (uint8_t)key.period.granularity;
	draft->row.period_index = key.period.index;
	return 1;
}

/* The direction of this name, DIRECTIONS if there is none. */
static enum direction
find_direction(struct cell cell)
{
	for (enum direction i = 0; i < DIRECTIONS; i++)
		if (cell_is(cell, direction_name(i)))
			return i;
	return cell_is(cell, "none") ? DIRECTION_TRACK : DIRECTIONS;
}

/* The mapping's word for a code, or the cell itself. */
static struct cell
decode_direction(const struct sheet *sheet, struct cell cell)
{
	const struct mapping_pairs *codes = &sheet->mapping->directions;
	const char		   *folded = codes->count == 0 ? NULL : sheet_folded(sheet, cell);
	const char		   *word = folded == NULL ? NULL : mapping_pair_find(codes, folded);

	return word == NULL ? cell : cell_trim(word, strlen(word));
}

static int
read_direction(struct draft *draft)
{
	struct cell	cell = sheet_cell(draft->sheet, KPI_DIRECTION);
	enum direction direction;

	draft->row.direction = -1;
	draft->direction = draft->indicator != NULL ? draft->indicator->direction : DIRECTION_HIGHER;
	if (cell.length == 0)
		return 0;
	direction = find_direction(decode_direction(draft->sheet, cell));
	if (direction == DIRECTIONS)
		return draft_refuse(draft, FINDING_BAD_WORD, KPI_DIRECTION,
		    "higher, lower, range, yesno, level, rating, track or none");
	draft->row.direction = (int8_t)direction;
	draft->direction = direction;
	return 0;
}

/* A limit, or the two ends of one as "low..high". */
static int
read_limit(struct draft *draft, int field, double *low, double *high)
{
	struct cell cell = sheet_cell(draft->sheet, field);
	const char *dots = cell.length == 0 ? NULL : memmem(cell.text, cell.length, "..", 2);
	struct cell first;
	struct cell second;

	if (dots == NULL)
		return draft_read_number(draft, field, low);
	first = cell_trim(cell.text, (size_t)(dots - cell.text));
	second = cell_trim(dots + 2, cell.length - (size_t)(dots - cell.text) - 2);
	if (draft->direction == DIRECTION_RANGE && first.length > 0 && second.length > 0 &&
	    draft_number(draft, field, first, low) == NUMBER_OK && draft_number(draft, field, second, high) == NUMBER_OK)
		return 0;
	*low = *high = NAN;
	return draft_refuse(draft, FINDING_BAD_NUMBER, field, "a number; low..high only for a range");
}

static int
read_weight(struct draft *draft)
{
	struct cell cell = sheet_cell(draft->sheet, KPI_WEIGHT);
	double	   *weight = &draft->terms.weight;

	if (cell.length == 0)
		return 0;
	if (draft_number(draft, KPI_WEIGHT, cell, weight) == NUMBER_OK && *weight >= 0)
		return 0;
	*weight = NAN;
	return draft_refuse(draft, FINDING_BAD_WEIGHT, KPI_WEIGHT, "a number from 0 upwards");
}

static int
read_text(struct draft *draft, int field, const char **text)
{
	struct cell cell = sheet_cell(draft->sheet, field);

	if (cell.length == 0)
		return 0;
	*text = kpi_text_intern(draft->sheet->intake, cell.text, cell.length);
	return *text == NULL ? error_out_of_memory(draft->error) : 0;
}

static int
read_terms(struct draft *draft)
{
	struct kpi_terms *terms = &draft->terms;

	if (read_direction(draft) == -1 || draft_read_number(draft, KPI_TARGET, &terms->target) == -1 ||
	    read_limit(draft, KPI_GREEN_AT, &terms->limits.green, &terms->limits.green_high) == -1 ||
	    read_limit(draft, KPI_RED_AT, &terms->limits.red, &terms->limits.red_high) == -1 || read_weight(draft) == -1 ||
	    read_text(draft, KPI_UNIT, &terms->unit) == -1 || read_text(draft, KPI_NOTE, &terms->note) == -1)
		return -1;
	if (terms->target == 0 && draft->sheet->mapping->zero_target_is_none == 1)
		terms->target = NAN;
	return 0;
}

static int
check_limits(struct draft *draft)
{
	const struct kpi_terms *terms = &draft->terms;
	const struct intake    *intake = draft->sheet->intake;
	const char	       *partner = draft->row.partner == KPI_ALL ? NULL : names_at(&intake->names, draft->row.partner)->id;
	const char	       *fault;
	int			field = KPI_TARGET;

	if (isnan(terms->limits.green) && isnan(terms->limits.red) && isnan(terms->target) && draft->row.direction == -1)
		return 0;
	if (!isnan(terms->limits.red))
		field = KPI_RED_AT;
	if (!isnan(terms->limits.green))
		field = KPI_GREEN_AT;
	if (draft->direction != DIRECTION_HIGHER && draft->direction != DIRECTION_LOWER && draft->direction != DIRECTION_RANGE)
		return 0;
	fault = kpi_limits_fault(intake->model, draft->indicator, partner, terms, draft->direction);
	return fault == NULL ? 0 : draft_refuse(draft, FINDING_BAD_LIMITS, field, fault);
}

/* Number of a field's column in the file; of the value's if the field has none. 0 if neither has. */
static unsigned int
column_number(const struct sheet *sheet, int field)
{
	int column = sheet->column[field] != -1 ? sheet->column[field] : sheet->column[KPI_VALUE];

	return column == -1 ? 0 : (unsigned int)(sheet->layout->first_column + (size_t)column + 1);
}

/* Where a KPI that the model does not know was met, and whether its rows say what is good. */
static void
note_unknown(const struct draft *draft, struct unknown_kpi *unknown)
{
	const struct kpi_terms *terms = &draft->terms;

	if (unknown->rows++ == 0) {
		unknown->file = draft->row.file;
		unknown->line = draft->row.line;
		unknown->column = column_number(draft->sheet, KPI_KPI);
	}
	if (!isnan(terms->limits.green) || !isnan(terms->limits.red) || !isnan(terms->target) ||
	    !isnan(terms->rating_score) || sheet_cell(draft->sheet, KPI_RATING).length > 0)
		unknown->scored = true;
}

static int
keep_row(struct draft *draft)
{
	struct kpi_intake  *kpi = draft->sheet->intake->kpi;
	struct unknown_kpi *unknown = kpi_unknown(draft->sheet->intake, draft->row.indicator);
	struct kpi_row	   *row;
	long		    index = kpi_terms_intern(kpi, &draft->terms);

	row = index == -1 ? NULL : vector_push(&kpi->rows);
	if (row == NULL)
		return error_out_of_memory(draft->error);
	if (draft->row.state == VALUE_REJECTED)
		draft->row.value = NAN;
	draft->row.terms = (uint32_t)index;
	*row = draft->row;
	if (unknown != NULL)
		note_unknown(draft, unknown);
	return row->state == VALUE_REJECTED ? 0 : 1;
}

int
kpi_take(struct sheet *sheet, const struct kpi_key *known, struct error *error)
{
	struct draft draft = { .sheet = sheet, .terms = kpi_terms_none(), .error = error };
	int	     rc;

	draft.row.state = VALUE_PRESENT;
	draft.row.file = sheet->index;
	draft.row.line = sheet->record.line > UINT32_MAX ? UINT32_MAX : (uint32_t)sheet->record.line;
	rc = read_key(&draft, known);
	if (rc != 1)
		return rc;
	if (read_terms(&draft) == -1 || draft_read_value(&draft) == -1 || check_limits(&draft) == -1)
		return -1;
	return keep_row(&draft);
}

static int
take_row(struct sheet *sheet, struct error *error)
{
	return kpi_take(sheet, NULL, error);
}

int
kpi_begin(struct sheet *sheet, struct error *error)
{
	if (kpi_set_duplicates(sheet->intake->kpi, sheet->index, sheet->mapping->duplicates) == -1)
		return error_out_of_memory(error);
	return 1;
}

/* Rows of the last file stand at the end. */
int
kpi_discard(struct sheet *sheet, struct error *error)
{
	struct kpi_intake *kpi = sheet->intake->kpi;

	(void)error;
	while (kpi->rows.count > 0) {
		const struct kpi_row *row = (const struct kpi_row *)kpi->rows.items + kpi->rows.count - 1;
		struct unknown_kpi   *unknown = kpi_unknown(sheet->intake, row->indicator);

		if (row->file != sheet->index)
			break;
		if (unknown != NULL)
			unknown->rows--;
		kpi->rows.count--;
	}
	return 0;
}

const struct sheet_kind kpi_sheet = {
	.fields = kpi_fields, .field_count = KPI_FIELDS, .begin = kpi_begin, .take_row = take_row, .discard = kpi_discard,
};
