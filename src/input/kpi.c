/* kpi.c - one row of a KPI file: who, what, when, the value, and what the row itself says about limits. */
#include <math.h>
#include <string.h>

#include "base/error.h"
#include "base/text.h"
#include "input/intake.h"
#include "input/kpi_limits.h"
#include "input/kpi_rows.h"
#include "input/sheet.h"

enum kpi_field {
	KPI_PARTNER, KPI_PERIOD, KPI_YEAR, KPI_MONTH, KPI_KPI, KPI_VALUE, KPI_RATING, KPI_TARGET,
	KPI_DIRECTION, KPI_GREEN_AT, KPI_RED_AT, KPI_WEIGHT, KPI_UNIT, KPI_NOTE, KPI_FIELDS
};

static const struct sheet_field fields[KPI_FIELDS] = {
	[KPI_PARTNER] = { "partner", true, SHEET_NO_FIELD },
	[KPI_PERIOD] = { "period", true, KPI_YEAR },
	[KPI_YEAR] = { "year", false, SHEET_NO_FIELD },
	[KPI_MONTH] = { "month", false, SHEET_NO_FIELD },
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

/* A row under way. What is wrong with it sets the state to rejected; it stays a row that exists. */
struct draft {
	struct sheet	       *sheet;
	struct kpi_row		row;
	struct kpi_terms	terms;
	const struct indicator *indicator;	/* NULL: unknown to the model */
	enum direction		direction;	/* the row's, else the model's, else higher */
	struct error	       *error;
};

/* Adds a finding and rejects the row. 0, or -1 when out of memory. */
static int
refuse(struct draft *draft, enum finding_kind kind, int field, const char *expected)
{
	draft->row.state = VALUE_REJECTED;
	return sheet_reject(draft->sheet, kind, field, expected, draft->error);
}

/* Partner or ALL. */
static enum sheet_result
read_partner(struct draft *draft)
{
	struct cell cell = sheet_cell(draft->sheet, KPI_PARTNER);

	if (cell.length == 3 && memcmp(cell.text, "ALL", 3) == 0) {
		draft->row.partner = KPI_ALL;
		return SHEET_OK;
	}
	return sheet_partner(draft->sheet, KPI_PARTNER, &draft->row.partner, draft->error);
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
		rc = refuse(draft, FINDING_BAD_WORD, KPI_KPI, "the id of a KPI");
	else if (index == KPI_TOO_LONG)
		rc = refuse(draft, FINDING_LONG_ID, KPI_KPI, "a KPI id of at most 64 characters");
	else if (index == KPI_TOO_MANY)
		rc = refuse(draft, FINDING_UNKNOWN_KPI, KPI_KPI, "at most 65,535 different KPIs");
	else
		(void)error_out_of_memory(draft->error);
	return rc == -1 ? SHEET_NO_MEMORY : SHEET_WRONG;
}

/* What a row must have to be kept at all. 1 if it has, 0 if it is rejected for good, -1 when out of memory. */
static int
read_key(struct draft *draft)
{
	struct period	  period;
	enum sheet_result result = read_partner(draft);

	if (result == SHEET_OK)
		result = read_indicator(draft);
	if (result == SHEET_OK)
		result = sheet_period(draft->sheet, KPI_PERIOD, KPI_YEAR, KPI_MONTH, &period, draft->error);
	if (result != SHEET_OK)
		return result == SHEET_NO_MEMORY ? -1 : 0;
	draft->row.granularity = (uint8_t)period.granularity;
	draft->row.period_index = period.index;
	return 1;
}

/* The mapping's code for a direction, or the cell itself. */
static struct cell
decode_direction(const struct sheet *sheet, struct cell cell)
{
	const struct mapping *mapping = sheet->mapping;
	const char	     *folded;

	if (mapping == NULL || mapping->direction_count == 0 || cell.length == 0)
		return cell;
	folded = sheet_folded(sheet, cell);
	for (size_t i = 0; folded != NULL && i < mapping->direction_count; i++)
		if (strcmp(mapping->directions[i].name, folded) == 0)
			return cell_trim(mapping->directions[i].value, strlen(mapping->directions[i].value));
	return cell;
}

static int
read_direction(struct draft *draft)
{
	struct cell cell = decode_direction(draft->sheet, sheet_cell(draft->sheet, KPI_DIRECTION));

	draft->row.direction = -1;
	draft->direction = draft->indicator != NULL ? draft->indicator->direction : DIRECTION_HIGHER;
	if (cell.length == 0)
		return 0;
	for (enum direction i = 0; i < DIRECTIONS; i++)
		if (cell_is(cell, direction_name(i)) || (i == DIRECTION_TRACK && cell_is(cell, "none"))) {
			draft->row.direction = (int8_t)i;
			draft->direction = i;
			return 0;
		}
	return refuse(draft, FINDING_BAD_WORD, KPI_DIRECTION, "higher, lower, range, yesno, level, rating, track or none");
}

/* An optional number of the row; wrong ones reject it. */
static int
read_optional(struct draft *draft, int field, double *value)
{
	enum sheet_result result = sheet_cell_number(draft->sheet, field, value, draft->error);

	if (result == SHEET_WRONG)
		draft->row.state = VALUE_REJECTED;
	if (result != SHEET_OK)
		*value = NAN;
	return result == SHEET_NO_MEMORY ? -1 : 0;
}

/* A limit, or the two ends of one as "low..high". */
static int
read_limit(struct draft *draft, int field, double *low, double *high)
{
	struct cell cell = sheet_cell(draft->sheet, field);
	const char *dots = cell.length == 0 ? NULL : memmem(cell.text, cell.length, "..", 2);
	struct cell first;
	struct cell second;
	bool	    comma = draft->sheet->decimal_comma;

	if (dots == NULL)
		return read_optional(draft, field, low);
	first = cell_trim(cell.text, (size_t)(dots - cell.text));
	second = cell_trim(dots + 2, cell.length - (size_t)(dots - cell.text) - 2);
	if (draft->direction == DIRECTION_RANGE && number_parse(first.text, first.length, comma, low) == NUMBER_OK &&
	    number_parse(second.text, second.length, comma, high) == NUMBER_OK)
		return 0;
	*low = *high = NAN;
	return refuse(draft, FINDING_BAD_NUMBER, field, "a number; low..high only for a range");
}

static int
read_weight(struct draft *draft)
{
	struct cell cell = sheet_cell(draft->sheet, KPI_WEIGHT);
	double	   *weight = &draft->terms.weight;

	if (cell.length == 0)
		return 0;
	if (number_parse(cell.text, cell.length, draft->sheet->decimal_comma, weight) == NUMBER_OK && *weight >= 0)
		return 0;
	*weight = NAN;
	return refuse(draft, FINDING_BAD_WEIGHT, KPI_WEIGHT, "a number from 0 upwards");
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

	if (read_direction(draft) == -1 || read_optional(draft, KPI_TARGET, &terms->target) == -1 ||
	    read_limit(draft, KPI_GREEN_AT, &terms->limits.green, &terms->limits.green_high) == -1 ||
	    read_limit(draft, KPI_RED_AT, &terms->limits.red, &terms->limits.red_high) == -1 || read_weight(draft) == -1 ||
	    read_text(draft, KPI_UNIT, &terms->unit) == -1 || read_text(draft, KPI_NOTE, &terms->note) == -1)
		return -1;
	if (terms->target == 0 && draft->sheet->mapping != NULL && draft->sheet->mapping->zero_target_is_none)
		terms->target = NAN;
	return 0;
}

static int
read_yesno(struct draft *draft, struct cell cell)
{
	bool yes = cell_is(cell, "yes") || cell_is(cell, "true") || cell_is(cell, "1");

	if (!yes && !cell_is(cell, "no") && !cell_is(cell, "false") && !cell_is(cell, "0"))
		return refuse(draft, FINDING_BAD_WORD, KPI_VALUE, "yes, no, true, false, 1 or 0");
	draft->row.value = yes ? 1 : 0;
	return 0;
}

/* A number of the scale, or N, P, L, F: none, partial, large, full - thirds of the scale. */
static int
read_level(struct draft *draft, struct cell cell)
{
	static const char letters[] = "nplf";
	double		  low = draft->indicator != NULL ? draft->indicator->level_min : LEVEL_DEFAULT_MIN;
	double		  high = draft->indicator != NULL ? draft->indicator->level_max : LEVEL_DEFAULT_MAX;
	double		 *value = &draft->row.value;

	for (int i = 0; letters[i] != '\0'; i++) {
		const char word[2] = { letters[i], '\0' };

		if (cell_is(cell, word)) {
			*value = low + (high - low) * i / 3;
			return 0;
		}
	}
	if (read_optional(draft, KPI_VALUE, value) == -1)
		return -1;
	if (*value < low || *value > high)
		return refuse(draft, FINDING_OUT_OF_SCALE, KPI_VALUE, "a level of the KPI's scale");
	return 0;
}

/* The word of the rating column; of the value column if that one is empty. The number beside a word is kept to be shown. */
static int
read_rating(struct draft *draft, struct cell value, struct cell word)
{
	int	    field = word.length > 0 ? KPI_RATING : KPI_VALUE;
	const char *folded = sheet_folded(draft->sheet, word.length > 0 ? word : value);

	if (folded == NULL)
		return error_out_of_memory(draft->error);
	draft->terms.rating_score = model_rating_score(draft->sheet->intake->model, folded);
	if (isnan(draft->terms.rating_score))
		return refuse(draft, FINDING_BAD_WORD, field, "a word of the model's rating table");
	if (field == KPI_RATING && value.length > 0 &&
	    number_parse(value.text, value.length, draft->sheet->decimal_comma, &draft->row.value) != NUMBER_OK)
		draft->row.value = NAN;
	return 0;
}

static enum value_state
cell_state(struct cell value, struct cell word)
{
	if (value.length == 0 && word.length == 0)
		return VALUE_BLANK;
	if (cell_is(value, "na"))
		return VALUE_NA;
	return cell_is(value, "withheld") ? VALUE_WITHHELD : VALUE_PRESENT;
}

/* State and value, or score for a word. A row rejected before is read on, so that all that is wrong with it is said at once. */
static int
read_value(struct draft *draft)
{
	struct cell	 value = sheet_cell(draft->sheet, KPI_VALUE);
	struct cell	 word = sheet_cell(draft->sheet, KPI_RATING);
	enum value_state state = cell_state(value, word);

	draft->row.value = NAN;
	if (draft->row.state != VALUE_REJECTED)
		draft->row.state = (uint8_t)state;
	if (state != VALUE_PRESENT)
		return 0;
	if (draft->direction == DIRECTION_RATING || value.length == 0)
		return read_rating(draft, value, word);
	if (draft->direction == DIRECTION_YESNO)
		return read_yesno(draft, value);
	if (draft->direction == DIRECTION_LEVEL)
		return read_level(draft, value);
	return read_optional(draft, KPI_VALUE, &draft->row.value);
}

static int
check_limits(struct draft *draft)
{
	const struct kpi_terms *terms = &draft->terms;
	const struct intake    *intake = draft->sheet->intake;
	const char	       *partner = draft->row.partner == KPI_ALL ? NULL : names_at(&intake->names, draft->row.partner)->id;
	const char	       *fault;
	int			field = !isnan(terms->limits.green) ? KPI_GREEN_AT : !isnan(terms->limits.red) ? KPI_RED_AT : KPI_TARGET;

	if (isnan(terms->limits.green) && isnan(terms->limits.red) && isnan(terms->target) && draft->row.direction == -1)
		return 0;
	if (draft->direction != DIRECTION_HIGHER && draft->direction != DIRECTION_LOWER && draft->direction != DIRECTION_RANGE)
		return 0;
	fault = kpi_limits_fault(intake->model, draft->indicator, partner, terms, draft->direction);
	return fault == NULL ? 0 : refuse(draft, FINDING_BAD_LIMITS, field, fault);
}

/* Where a KPI that the model does not know was met, and whether its rows say what is good. */
static void
note_unknown(const struct draft *draft, struct unknown_kpi *unknown)
{
	const struct kpi_terms *terms = &draft->terms;

	if (unknown->rows++ == 0) {
		unknown->file = draft->row.file;
		unknown->line = draft->row.line;
		unknown->column = (unsigned int)(draft->sheet->column[KPI_KPI] + 1);
	}
	if (!isnan(terms->limits.green) || !isnan(terms->limits.red) || !isnan(terms->target) ||
	    sheet_cell(draft->sheet, KPI_RATING).length > 0)
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

static int
take_row(struct sheet *sheet, struct error *error)
{
	struct draft draft = { .sheet = sheet, .terms = kpi_terms_none(), .error = error };
	int	     rc;

	draft.row.state = VALUE_PRESENT;
	draft.row.file = sheet->index;
	draft.row.line = sheet->record.line > UINT32_MAX ? UINT32_MAX : (uint32_t)sheet->record.line;
	rc = read_key(&draft);
	if (rc != 1)
		return rc;
	if (read_terms(&draft) == -1 || read_value(&draft) == -1 || check_limits(&draft) == -1)
		return -1;
	return keep_row(&draft);
}

/* Rows of the last file stand at the end. */
static int
discard(struct sheet *sheet, struct error *error)
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

const struct sheet_kind kpi_sheet = { fields, KPI_FIELDS, take_row, discard };
