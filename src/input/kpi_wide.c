/* kpi_wide.c - KPI files with several values a row: a column a KPI, a column a period, or KPIs computed from columns. */
#include "input/kpi_wide.h"

#include <stdio.h>
#include <stdlib.h>

#include "base/error.h"
#include "input/intake.h"
#include "input/kpi_share.h"
#include "input/layout.h"

enum { COMPUTED_SIZE = 32 };	/* "%.17g": every bit of a double, and the reader gets it back */

static int
begin(struct sheet *sheet, struct error *error)
{
	struct kpi_wide *wide = calloc(1, sizeof *wide);

	if (wide == NULL)
		return error_out_of_memory(error);
	wide->values.size = sizeof(struct wide_value);
	wide->shares.size = sizeof(struct share *);
	sheet->state = wide;
	if (kpi_begin(sheet, error) == -1)
		return -1;
	return kpi_wide_bind(sheet, wide, error);
}

static void
release(struct sheet *sheet)
{
	struct kpi_wide *wide = sheet->state;

	if (wide == NULL)
		return;
	for (size_t i = 0; i < wide->shares.count; i++)
		share_free(((struct share **)wide->shares.items)[i]);
	vector_clear(&wide->shares);
	vector_clear(&wide->values);
	free(wide);
	sheet->state = NULL;
}

/* The column becomes the value: a number, or what the long reader says about a blank, "NA" or a wrong one. */
static void
take_column(struct sheet *sheet, int column)
{
	sheet->column[KPI_VALUE] = column;
	sheet->constant[KPI_VALUE] = (struct cell){ NULL, 0 };
}

/* A computed number becomes the value; text holds it as long as the row is read. */
static void
take_number(struct sheet *sheet, double number, bool percent, char text[COMPUTED_SIZE])
{
	int length = snprintf(text, COMPUTED_SIZE, "%.17g", percent ? 100 * number : number);

	sheet->column[KPI_VALUE] = -1;
	sheet->constant[KPI_VALUE] = (struct cell){ text, (size_t)length };
}

static bool
column_number(const struct sheet *sheet, int column, double *number)
{
	struct cell cell = sheet_column_cell(sheet, (size_t)column);

	return cell.length > 0 && cell_number(sheet, cell, number) == NUMBER_OK;
}

/* An operand that is no number stands for the value, so that its state and its finding are the value's.
 * A divisor of 0 leaves a blank. */
static void
take_ratio(struct sheet *sheet, struct wide_value *value, char text[COMPUTED_SIZE])
{
	double dividend;
	double divisor;

	if (!column_number(sheet, value->left, &dividend)) {
		take_column(sheet, value->left);
	} else if (!column_number(sheet, value->right, &divisor)) {
		take_column(sheet, value->right);
	} else if (divisor == 0) {
		sheet->column[KPI_VALUE] = -1;
		sheet->constant[KPI_VALUE] = (struct cell){ "", 0 };
		if (value->zeros++ == 0)
			value->zero_line = sheet->record.line;
	} else {
		dividend /= divisor;
		take_number(sheet, value->measure->one_minus ? 1 - dividend : dividend, value->measure->percent, text);
	}
}

/* percent = yes on a plain column: times 100, but not what carries a percent sign. */
static void
take_fraction(struct sheet *sheet, const struct wide_value *value, char text[COMPUTED_SIZE])
{
	struct cell cell = sheet_column_cell(sheet, (size_t)value->left);
	double	    number;

	if (cell.length > 0 && cell.text[cell.length - 1] != '%' && cell_number(sheet, cell, &number) == NUMBER_OK)
		take_number(sheet, number, true, text);
}

/* 1 accepted, 0 rejected, -1 when out of memory. */
static int
take_value(struct sheet *sheet, struct wide_value *value, struct kpi_key key, struct error *error)
{
	char text[COMPUTED_SIZE];

	kpi_binding_apply(&value->binding, sheet);
	if (value->period.granularity != 0)
		key.period = value->period;
	if (value->measure != NULL && value->measure->kind == MEASURE_RATIO)
		take_ratio(sheet, value, text);
	else if (value->measure != NULL && value->measure->percent)
		take_fraction(sheet, value, text);
	return kpi_take(sheet, &key, error);
}

/* Whose row it is, said once however many values it has. */
static enum sheet_result
read_key(struct sheet *sheet, const struct kpi_wide *wide, struct kpi_key *key, struct error *error)
{
	enum sheet_result result = kpi_read_partner(sheet, &key->partner, error);

	if (result == SHEET_OK && wide->dated)
		result = kpi_read_period(sheet, &key->period, error);
	return result;
}

/* A row is rejected if all that it says is. */
static int
take_row(struct sheet *sheet, struct error *error)
{
	struct kpi_wide	  *wide = sheet->state;
	struct kpi_key	   key = { .partner = 0 };
	enum sheet_result  result = read_key(sheet, wide, &key, error);
	int		   outcome = 0;

	if (result != SHEET_OK)
		return result == SHEET_NO_MEMORY ? -1 : 0;
	for (size_t i = 0; i < wide->values.count; i++) {
		int rc = take_value(sheet, (struct wide_value *)wide->values.items + i, key, error);

		if (rc == -1)
			return -1;
		outcome |= rc;
	}
	for (size_t i = 0; i < wide->shares.count; i++) {
		int rc = share_take(((struct share **)wide->shares.items)[i], sheet, &key, error);

		if (rc == -1)
			return -1;
		outcome |= rc;
	}
	return outcome == SHEET_DROPPED ? sheet_drop(sheet, "older-row") : outcome & 1;
}

/* Once a measure, with the number of rows: a closed department has no attendances in any month. */
static int
report_zeros(const struct sheet *sheet, const struct wide_value *value, struct error *error)
{
	const struct finding finding = {
		.kind = FINDING_BAD_NUMBER, .file = sheet->file->name, .line = value->zero_line, .value = "0",
		.column = (unsigned int)(sheet->layout->first_column + (size_t)value->right + 1),
		.expected = "a divisor other than 0", .rows = value->zeros,
	};

	if (value->zeros == 0)
		return 0;
	return findings_add(sheet->intake->findings, &finding) == -1 ? error_out_of_memory(error) : 0;
}

static int
finish(struct sheet *sheet, struct error *error)
{
	struct kpi_wide *wide = sheet->state;

	for (size_t i = 0; i < wide->values.count; i++)
		if (report_zeros(sheet, (const struct wide_value *)wide->values.items + i, error) == -1)
			return -1;
	for (size_t i = 0; i < wide->shares.count; i++)
		if (share_finish(((struct share **)wide->shares.items)[i], sheet, error) == -1)
			return -1;
	return 0;
}

const struct sheet_kind kpi_wide_sheet = {
	.fields = kpi_fields, .field_count = KPI_FIELDS, .begin = begin, .take_row = take_row,
	.finish = finish, .discard = kpi_discard, .release = release,
};
