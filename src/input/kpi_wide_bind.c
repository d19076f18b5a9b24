/* kpi_wide_bind.c - which columns of a wide KPI file are values: of a KPI, of a period, or of a measure. */
#include <string.h>

#include "base/arena.h"
#include "base/count.h"
#include "base/error.h"
#include "input/intake.h"
#include "input/kpi_header.h"
#include "input/kpi_rows.h"
#include "input/kpi_share.h"
#include "input/kpi_wide.h"
#include "input/layout.h"

/* What a measure may say about its KPI, by folded name. */
static const struct { const char *name; int field; } measure_fields[] = {
	{ "target", KPI_TARGET }, { "direction", KPI_DIRECTION }, { "greenat", KPI_GREEN_AT }, { "redat", KPI_RED_AT },
	{ "weight", KPI_WEIGHT }, { "unit", KPI_UNIT }, { "note", KPI_NOTE },
};

struct kpi_binding
kpi_binding_of(const struct sheet *sheet)
{
	struct kpi_binding binding;

	memcpy(binding.column, sheet->column, sizeof binding.column);
	memcpy(binding.constant, sheet->constant, sizeof binding.constant);
	return binding;
}

void
kpi_binding_apply(const struct kpi_binding *binding, struct sheet *sheet)
{
	memcpy(sheet->column, binding->column, sizeof binding->column);
	memcpy(sheet->constant, binding->constant, sizeof binding->constant);
}

void
kpi_binding_set(struct kpi_binding *binding, int field, const char *text)
{
	binding->column[field] = -1;
	binding->constant[field] = cell_trim(text, strlen(text));
}

/* A new value of each row, its fields those of the file; NULL when out of memory. */
static struct wide_value *
add_value(const struct sheet *sheet, struct kpi_wide *wide, int column)
{
	struct wide_value *value = vector_push(&wide->values);

	if (value == NULL)
		return NULL;
	value->binding = kpi_binding_of(sheet);
	value->binding.column[KPI_VALUE] = value->left = column;
	value->right = -1;
	return value;
}

static bool
is_bound(const struct sheet *sheet, size_t column)
{
	for (int i = 0; i < KPI_FIELDS; i++)
		if (sheet->column[i] == (int)column)
			return true;
	return false;
}

/* One column of kpi_columns. A header too long for an id is said once, here. */
static int
bind_kpi_column(struct sheet *sheet, struct kpi_wide *wide, size_t column, struct error *error)
{
	const char	  *id = kpi_header_id(sheet->intake->model, &sheet->layout->columns[column], sheet->intake->scratch);
	struct wide_value *value;

	if (id == NULL)
		return error_out_of_memory(error);
	if (kpi_indicator_intern(sheet->intake, id, strlen(id)) == KPI_TOO_LONG)
		return sheet_find_at(sheet, FINDING_LONG_ID, column, cell_trim(id, strlen(id)),
		    "a KPI id of at most 64 characters", error);
	value = add_value(sheet, wide, (int)column);
	if (value == NULL)
		return error_out_of_memory(error);
	kpi_binding_set(&value->binding, KPI_KPI, id);
	wide->dated = true;
	return 0;
}

static int
bind_kpi_columns(struct sheet *sheet, struct kpi_wide *wide, struct error *error)
{
	const struct layout *layout = sheet->layout;

	for (size_t i = 0; i < layout->column_count; i++) {
		bool wanted = layout_in_list(layout, &sheet->mapping->kpi_columns, i) && *layout->columns[i].text != '\0';

		if (wanted && !is_bound(sheet, i) && bind_kpi_column(sheet, wide, i, error) == -1)
			return -1;
	}
	return 0;
}

/* period_columns = auto: whatever header is a period. */
static bool
is_auto(const struct column_list *list)
{
	return list->count == 1 && list->items[0].how == COLUMN_HEADER && strcmp(list->items[0].folded, "auto") == 0;
}

/* The period that the header names, through the reader of period cells, so that fiscal years hold for headers too. */
static int
bind_period_column(struct sheet *sheet, struct kpi_wide *wide, size_t column, const char *name, struct error *error)
{
	struct kpi_binding rows = kpi_binding_of(sheet);
	struct kpi_binding header = rows;
	struct wide_value *value = add_value(sheet, wide, (int)column);
	enum sheet_result  result;

	if (value == NULL)
		return error_out_of_memory(error);
	kpi_binding_set(&header, KPI_PERIOD, name);
	kpi_binding_apply(&header, sheet);
	result = kpi_read_period(sheet, &value->period, error);
	kpi_binding_apply(&rows, sheet);
	if (result == SHEET_WRONG)
		wide->values.count--;
	return result == SHEET_NO_MEMORY ? -1 : 0;
}

static int
bind_period_columns(struct sheet *sheet, struct kpi_wide *wide, struct error *error)
{
	const struct column_list *list = &sheet->mapping->period_columns;
	const struct layout	 *layout = sheet->layout;
	bool			  any = is_auto(list);

	for (size_t i = 0; list->count > 0 && i < layout->column_count; i++) {
		const char *text = layout->columns[i].text;
		char	    name[PERIOD_SIZE];
		int	    rc = 0;

		if (is_bound(sheet, i) || !(any || layout_in_list(layout, list, i)))
			continue;
		if (kpi_header_period(text, sheet->date_order, sheet->mapping, sheet->intake->settings->fiscal_year_start, name))
			rc = bind_period_column(sheet, wide, i, name, error);
		else if (!any)
			rc = sheet_find_at(sheet, FINDING_BAD_PERIOD, i, cell_trim(text, strlen(text)),
			    "a header that names a period", error);
		if (rc == -1)
			return -1;
	}
	return 0;
}

/* A column that the measure names and the file lacks: 0, or -1 when out of memory. */
static int
report_missing(const struct sheet *sheet, const struct measure *measure, const char *written, struct error *error)
{
	static const char format[] = "the column that [measure %s] of the mappings needs";
	const char	 *expected = arena_printf(sheet->intake->scratch, format, measure->id);

	if (expected == NULL)
		return error_out_of_memory(error);
	return sheet_find(sheet, FINDING_MISSING_COLUMN, SHEET_NO_FIELD, cell_trim(written, strlen(written)), expected, error);
}

/* A measure's right side is a column too, unless a constant stands there. */
static bool
has_right(const struct measure *measure)
{
	return measure->kind != MEASURE_COLUMN && measure->right.written != NULL;
}

static bool
columns_there(const struct sheet *sheet, const struct measure *measure)
{
	return layout_find(sheet->layout, &measure->left, 0) != -1 &&
	    (!has_right(measure) || layout_find(sheet->layout, &measure->right, 0) != -1);
}

/* A measure that names no source concerns the files that have its columns. */
static bool
measure_concerns(const struct sheet *sheet, const struct measure *measure)
{
	bool any_source = measure->source[strspn(measure->source, "?*")] == '\0';

	return mapping_concerns(measure->source, sheet->mapping) && (!any_source || columns_there(sheet, measure));
}

/* One thing that a measure says about its KPI: a constant, or the first of the columns there is. 1, 0 if there
 * is none, -1 when out of memory. */
static int
bind_term(const struct sheet *sheet, const struct measure *measure, const struct field_source *source,
    struct kpi_binding *binding, struct error *error)
{
	long column = layout_find_any(sheet->layout, &source->columns);

	if (source->constant == NULL && column == -1)
		return source->columns.count == 0 ? 1 : report_missing(sheet, measure, source->columns.items[0].written, error);
	for (size_t i = 0; i < COUNT_OF(measure_fields); i++) {
		int field = measure_fields[i].field;

		if (strcmp(measure_fields[i].name, source->field) != 0)
			continue;
		if (source->constant != NULL)
			kpi_binding_set(binding, field, source->constant);
		else
			binding->column[field] = (int)column;
	}
	return 1;
}

/* The KPI of a measure and what it says about it. As bind_term. */
static int
bind_terms(const struct sheet *sheet, const struct measure *measure, struct kpi_binding *binding, struct error *error)
{
	kpi_binding_set(binding, KPI_KPI, measure->kpi);
	for (size_t i = 0; i < measure->field_count; i++) {
		int rc = bind_term(sheet, measure, &measure->fields[i], binding, error);

		if (rc != 1)
			return rc;
	}
	return 1;
}

/* 1, 0 if the file lacks the key that is to tell its rows apart, -1 when out of memory. */
static int
bind_share(struct sheet *sheet, struct kpi_wide *wide, const struct measure *measure, const struct wide_value *value,
    struct error *error)
{
	const struct column_list *key = &sheet->mapping->key_column;
	struct share		**slot;

	if (key->count > 0 && layout_find_any(sheet->layout, key) == -1)
		return report_missing(sheet, measure, key->items[0].written, error);
	slot = vector_push(&wide->shares);
	if (slot != NULL)
		*slot = share_new(sheet, measure, value);
	return slot == NULL || *slot == NULL ? error_out_of_memory(error) : 1;
}

/* 1, 0 if the file lacks a column of the measure, -1 when out of memory. */
static int
bind_measure(struct sheet *sheet, struct kpi_wide *wide, const struct measure *measure, struct error *error)
{
	struct wide_value  value = { .binding = kpi_binding_of(sheet), .measure = measure, .right = -1 };
	struct wide_value *added;
	int		   rc;

	value.left = (int)layout_find(sheet->layout, &measure->left, 0);
	if (value.left == -1)
		return report_missing(sheet, measure, measure->left.written, error);
	if (has_right(measure))
		value.right = (int)layout_find(sheet->layout, &measure->right, 0);
	if (has_right(measure) && value.right == -1)
		return report_missing(sheet, measure, measure->right.written, error);
	if (measure->kind == MEASURE_RATIO)
		kpi_binding_set(&value.binding, KPI_NOTE, measure->written);
	value.binding.column[KPI_VALUE] = value.left;
	rc = bind_terms(sheet, measure, &value.binding, error);
	if (rc != 1)
		return rc;
	wide->dated = true;
	if (measure->kind == MEASURE_SHARE)
		return bind_share(sheet, wide, measure, &value, error);
	added = vector_push(&wide->values);
	if (added == NULL)
		return error_out_of_memory(error);
	*added = value;
	return 1;
}

/* As bind_measure, for all that concern the file. */
static int
bind_measures(struct sheet *sheet, struct kpi_wide *wide, struct error *error)
{
	const struct mappings *mappings = sheet->intake->mappings;
	int		       complete = 1;

	for (size_t i = 0; i < mappings->measure_count; i++) {
		int rc = 1;

		if (measure_concerns(sheet, &mappings->measures[i]))
			rc = bind_measure(sheet, wide, &mappings->measures[i], error);
		if (rc == -1)
			return -1;
		complete &= rc;
	}
	return complete;
}

bool
kpi_is_wide(const struct sheet *sheet)
{
	const struct mappings *mappings = sheet->intake->mappings;

	if (sheet->mapping->kpi_columns.count > 0 || sheet->mapping->period_columns.count > 0)
		return true;
	for (size_t i = 0; i < mappings->measure_count; i++)
		if (measure_concerns(sheet, &mappings->measures[i]))
			return true;
	return false;
}

int
kpi_wide_bind(struct sheet *sheet, struct kpi_wide *wide, struct error *error)
{
	static const char none[] = "kpi_columns, period_columns";
	int		  complete;

	if (sheet->mapping->period_columns.count > 0 && sheet->column[KPI_KPI] == -1 && sheet->constant[KPI_KPI].text == NULL)
		return sheet_find(sheet, FINDING_MISSING_COLUMN, SHEET_NO_FIELD, cell_trim("kpi", strlen("kpi")),
		    "a column that says whose periods these are, or kpi_column or kpi in the mapping", error);
	if (bind_kpi_columns(sheet, wide, error) == -1 || bind_period_columns(sheet, wide, error) == -1)
		return -1;
	complete = bind_measures(sheet, wide, error);
	if (complete != 1 || wide->values.count + wide->shares.count > 0)
		return complete;
	return sheet_find(sheet, FINDING_MISSING_COLUMN, SHEET_NO_FIELD, cell_trim(none, sizeof none - 1),
	    "a column that these keys of the mapping, or a measure, name", error);
}
