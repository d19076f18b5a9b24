/*
 * record.c - writes down, as C, every call of libxlsxwriter by which a workbook is made: preloaded into a program, it stands
 * between that program and the library.
 *
 *     RECORD=workbook.inc LD_PRELOAD=./record.so PROGRAM ...
 *
 * The file then holds one function, workbook_fill, whose calls write the same bytes with nothing but the library; the benchmark
 * (floor.c) times it and compares the bytes. The program is to write one workbook. A function that is not in the tables at the end
 * is not written down: the bytes differ.
 *
 * The state is the file's own, because the library's functions have no argument of ours.
 */
#include <dlfcn.h>
#include <math.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <xlsxwriter.h>

enum { OBJECTS_MAX = 4096, NAME_SIZE = 32 };

/* What the library gave, under the name that it has in what is written. */
static struct object {
	const void *object;
	char	    name[NAME_SIZE];
} objects[OBJECTS_MAX];

static size_t object_count;
static FILE  *out;
static int    depth;		/* the library calls its own functions */
static bool   first_value;	/* of a call or a structure */

static void
die(const char *what)
{
	fprintf(stderr, "record: %s\n", what);
	exit(70);
}

static void
remember(const void *object, const char *name, const char *member)
{
	if (object == NULL || object_count == OBJECTS_MAX)
		die("no object, or too many");
	objects[object_count].object = object;
	(void)snprintf(objects[object_count++].name, NAME_SIZE, "%s%s", name, member);
}

/* ---------------------------------------------------------------- values as C */

static void
separate(void)
{
	fputs(first_value ? "" : ", ", out);
	first_value = false;
}

static void
put_integer(long long value)
{
	fprintf(out, "%lld", value);
}

/* All of its bits. */
static void
put_double(double value)
{
	if (!isfinite(value))
		die("a number that is none");
	fprintf(out, "%a", value);
}

static void
put_text(const char *text)
{
	if (text == NULL) {
		fputs("NULL", out);
		return;
	}
	fputs("(char *)\"", out);
	for (; *text != '\0'; text++) {
		unsigned char c = (unsigned char)*text;

		fprintf(out, c < 0x20 || c > 0x7e || strchr("\"\\?", c) != NULL ? "\\%03o" : "%c", c);
	}
	fputc('"', out);
}

static void
put_object(const void *object)
{
	size_t at = 0;

	while (object != NULL && at < object_count && objects[at].object != object)
		at++;
	if (object != NULL && at == object_count)
		die("an object that the library did not give");
	fputs(object == NULL ? "NULL" : objects[at].name, out);
}

static void
put_rows(const lxw_row_t *rows)
{
	fputs("(lxw_row_t[]){", out);
	for (; *rows != 0; rows++)
		fprintf(out, "%u, ", *rows);
	fputs("0}", out);
}

/* Does something with each of up to twelve words. */
#define EACH(what, ...)													\
	PICK(__VA_ARGS__, EACH12, EACH11, EACH10, EACH9, EACH8, EACH7, EACH6, EACH5, EACH4, EACH3, EACH2, EACH1, 0)	\
	(what, __VA_ARGS__)
#define PICK(a, b, c, d, e, f, g, h, i, j, k, l, chosen, ...) chosen
#define EACH1(what, a) what(a)
#define EACH2(what, a, ...) what(a) EACH1(what, __VA_ARGS__)
#define EACH3(what, a, ...) what(a) EACH2(what, __VA_ARGS__)
#define EACH4(what, a, ...) what(a) EACH3(what, __VA_ARGS__)
#define EACH5(what, a, ...) what(a) EACH4(what, __VA_ARGS__)
#define EACH6(what, a, ...) what(a) EACH5(what, __VA_ARGS__)
#define EACH7(what, a, ...) what(a) EACH6(what, __VA_ARGS__)
#define EACH8(what, a, ...) what(a) EACH7(what, __VA_ARGS__)
#define EACH9(what, a, ...) what(a) EACH8(what, __VA_ARGS__)
#define EACH10(what, a, ...) what(a) EACH9(what, __VA_ARGS__)
#define EACH11(what, a, ...) what(a) EACH10(what, __VA_ARGS__)
#define EACH12(what, a, ...) what(a) EACH11(what, __VA_ARGS__)

#define PUT(value)												\
	_Generic((value), char *: put_text, const char *: put_text, double: put_double, float: put_double,	\
	    lxw_workbook *: put_object, lxw_worksheet *: put_object, lxw_format *: put_object,			\
	    lxw_chart *: put_object, lxw_chart_axis *: put_object, lxw_chart_series *: put_object,		\
	    lxw_row_t *: put_rows, lxw_workbook_options *: put_options, lxw_doc_properties *: put_properties,	\
	    lxw_data_validation *: put_check, lxw_conditional_format *: put_rule, lxw_chart_font *: put_font,	\
	    lxw_chart_line *: put_line, lxw_chart_fill *: put_fill,						\
	    lxw_chart_point *: put_point, lxw_chart_point **: put_points, lxw_chart_options *: put_place,	\
	    lxw_table_column *: put_column, lxw_table_column **: put_columns, lxw_table_options *: put_table,	\
	    default: put_integer)(value)

/* A structure by the fields that are set. One whose unknown fields are set gives other bytes. */
#define FIELD(field)				\
	if (from->field != 0) {			\
		separate();			\
		fputs("." #field " = ", out);	\
		PUT(from->field);		\
	}
#define STRUCTURE(function, type, ...)			\
	static void function(const type *from)		\
	{						\
		if (from == NULL) {			\
			fputs("NULL", out);		\
			return;				\
		}					\
		fputs("&(" #type "){", out);		\
		first_value = true;			\
		EACH(FIELD, __VA_ARGS__)		\
		fputs(first_value ? "0}" : "}", out);	\
		first_value = false;			\
	}
/* A list that ends with NULL. */
#define LIST(function, type)			\
	static void function(type *const *list)	\
	{					\
		fputs("(" #type "*[]){", out);	\
		for (; *list != NULL; list++) {	\
			PUT(*list);		\
			fputs(", ", out);	\
		}				\
		fputs("NULL}", out);		\
	}

static void put_options(const lxw_workbook_options *from);
static void put_properties(const lxw_doc_properties *from);
static void put_check(const lxw_data_validation *from);
static void put_rule(const lxw_conditional_format *from);
static void put_font(const lxw_chart_font *from);
static void put_line(const lxw_chart_line *from);
static void put_fill(const lxw_chart_fill *from);
static void put_point(const lxw_chart_point *from);
static void put_points(lxw_chart_point *const *list);
static void put_place(const lxw_chart_options *from);
static void put_column(const lxw_table_column *from);
static void put_columns(lxw_table_column *const *list);
static void put_table(const lxw_table_options *from);

STRUCTURE(put_options, lxw_workbook_options, constant_memory, use_zip64)
STRUCTURE(put_properties, lxw_doc_properties, title, subject, author, company, comments, created)
STRUCTURE(put_check, lxw_data_validation, validate, criteria, value_number, value_formula, minimum_number, maximum_number,
    ignore_blank, dropdown, input_title, input_message, error_title, error_message)
STRUCTURE(put_rule, lxw_conditional_format, type, criteria, value, value_string, format, stop_if_true, min_value, max_value,
    bar_color, bar_solid, data_bar_2010)
STRUCTURE(put_font, lxw_chart_font, name, size, bold, italic, rotation, color)
STRUCTURE(put_line, lxw_chart_line, color, none, width, dash_type, transparency)
STRUCTURE(put_fill, lxw_chart_fill, color, none, transparency)
STRUCTURE(put_point, lxw_chart_point, line, fill)
STRUCTURE(put_place, lxw_chart_options, x_offset, y_offset, x_scale, y_scale, object_position, description, decorative)
STRUCTURE(put_column, lxw_table_column, header, formula, total_string, total_function, header_format, format, total_value)
STRUCTURE(put_table, lxw_table_options, name, no_header_row, no_autofilter, no_banded_rows, style_type,
    style_type_number, total_row, columns)
LIST(put_points, lxw_chart_point)
LIST(put_columns, lxw_table_column)

/* ---------------------------------------------------------------- calls as C */

static void *
library_function(const char *name)
{
	void *function = dlsym(RTLD_NEXT, name);

	if (function == NULL)
		die(name);
	return function;
}

/* "	object_3 = workbook_add_chart(", or without the object. False if the library calls itself. */
static bool
begin(const char *type, const char *name)
{
	if (depth++ > 0 || out == NULL)
		return false;
	if (type != NULL)
		fprintf(out, "\t%sobject_%zu = %s(", type, object_count, name);
	else
		fprintf(out, "\t%s(", name);
	first_value = true;
	return true;
}

static void
end(void)
{
	depth--;
}

/* The axes of a chart are reached through it. */
static void
given(const void *object, const lxw_chart *chart)
{
	char name[NAME_SIZE];

	if (depth > 0 || out == NULL)
		return;
	(void)snprintf(name, sizeof name, "object_%zu", object_count);
	remember(object, name, "");
	if (chart != NULL) {
		remember(chart->x_axis, name, "->x_axis");
		remember(chart->y_axis, name, "->y_axis");
	}
}

#define ARGUMENT(value)	\
	separate();	\
	PUT(value);
#define WRITE(type, name, ...)			\
	if (begin(type, #name)) {		\
		EACH(ARGUMENT, __VA_ARGS__)	\
		fputs(");\n", out);		\
	}
#define REAL(name) ((__typeof__(&name))library_function(#name))

/* What returns nothing, an error, or an object of the workbook. */
#define DOES(name, parameters, ...)		\
	void name parameters			\
	{					\
		WRITE(NULL, name, __VA_ARGS__)	\
		REAL(name)(__VA_ARGS__);	\
		end();				\
	}
#define TRIES(name, parameters, ...)		\
	lxw_error name parameters		\
	{					\
		lxw_error rc;			\
		WRITE(NULL, name, __VA_ARGS__)	\
		rc = REAL(name)(__VA_ARGS__);	\
		end();				\
		return rc;			\
	}
#define GIVES(type, chart, name, parameters, ...)	\
	type *name parameters				\
	{						\
		type *object;				\
		WRITE(#type " *", name, __VA_ARGS__)	\
		object = REAL(name)(__VA_ARGS__);	\
		end();					\
		given(object, chart);			\
		return object;				\
	}

lxw_workbook *
workbook_new_opt(const char *path, lxw_workbook_options *options)
{
	const char   *record = getenv("RECORD");
	lxw_workbook *workbook;

	out = record == NULL ? NULL : fopen(record, "w");
	if (out == NULL || object_count > 0)
		die("no file to write to, or a second workbook");
	fputs("static lxw_workbook *\nworkbook_fill(const char *path)\n{\n\tlxw_workbook *object_0 = workbook_new_opt(path, ", out);
	put_options(options);
	fputs(");\n\n", out);
	depth++;
	workbook = REAL(workbook_new_opt)(path, options);
	end();
	given(workbook, NULL);
	return workbook;
}

lxw_error
workbook_close(lxw_workbook *workbook)
{
	fputs("\treturn object_0;\n}\n", out);
	if (fclose(out) != 0)
		die("cannot write");
	out = NULL;
	return REAL(workbook_close)(workbook);
}

GIVES(lxw_worksheet, NULL, workbook_add_worksheet, (lxw_workbook *book, const char *name), book, name)
GIVES(lxw_format, NULL, workbook_add_format, (lxw_workbook *book), book)
GIVES(lxw_chart, object, workbook_add_chart, (lxw_workbook *book, uint8_t type), book, type)
TRIES(workbook_define_name, (lxw_workbook *book, const char *name, const char *formula), book, name, formula)
TRIES(workbook_set_properties, (lxw_workbook *book, lxw_doc_properties *properties), book, properties)
TRIES(workbook_set_custom_property_string, (lxw_workbook *book, const char *name, const char *value), book, name, value)

DOES(format_set_align, (lxw_format *format, uint8_t alignment), format, alignment)
DOES(format_set_bg_color, (lxw_format *format, lxw_color_t color), format, color)
DOES(format_set_bold, (lxw_format *format), format)
DOES(format_set_border, (lxw_format *format, uint8_t style), format, style)
DOES(format_set_border_color, (lxw_format *format, lxw_color_t color), format, color)
DOES(format_set_bottom, (lxw_format *format, uint8_t style), format, style)
DOES(format_set_bottom_color, (lxw_format *format, lxw_color_t color), format, color)
DOES(format_set_fg_color, (lxw_format *format, lxw_color_t color), format, color)
DOES(format_set_font_color, (lxw_format *format, lxw_color_t color), format, color)
DOES(format_set_font_size, (lxw_format *format, double size), format, size)
DOES(format_set_indent, (lxw_format *format, uint8_t level), format, level)
DOES(format_set_italic, (lxw_format *format), format)
DOES(format_set_num_format, (lxw_format *format, const char *num_format), format, num_format)
DOES(format_set_pattern, (lxw_format *format, uint8_t index), format, index)
DOES(format_set_text_wrap, (lxw_format *format), format)
DOES(format_set_top, (lxw_format *format, uint8_t style), format, style)
DOES(format_set_top_color, (lxw_format *format, lxw_color_t color), format, color)
DOES(format_set_unlocked, (lxw_format *format), format)

GIVES(lxw_chart_series, NULL, chart_add_series,
    (lxw_chart *chart, const char *categories, const char *values),
    chart, categories, values)
DOES(chart_axis_major_gridlines_set_line, (lxw_chart_axis *axis, lxw_chart_line *line), axis, line)
DOES(chart_axis_major_gridlines_set_visible, (lxw_chart_axis *axis, uint8_t visible), axis, visible)
DOES(chart_axis_off, (lxw_chart_axis *axis), axis)
DOES(chart_axis_set_label_position, (lxw_chart_axis *axis, uint8_t position), axis, position)
DOES(chart_axis_set_major_unit, (lxw_chart_axis *axis, double unit), axis, unit)
DOES(chart_axis_set_max, (lxw_chart_axis *axis, double max), axis, max)
DOES(chart_axis_set_min, (lxw_chart_axis *axis, double min), axis, min)
DOES(chart_axis_set_num_font, (lxw_chart_axis *axis, lxw_chart_font *font), axis, font)
DOES(chart_axis_set_reverse, (lxw_chart_axis *axis), axis)
DOES(chart_legend_set_position, (lxw_chart *chart, uint8_t position), chart, position)
DOES(chart_series_set_fill, (lxw_chart_series *series, lxw_chart_fill *fill), series, fill)
DOES(chart_series_set_labels, (lxw_chart_series *series), series)
DOES(chart_series_set_labels_font, (lxw_chart_series *series, lxw_chart_font *font), series, font)
DOES(chart_series_set_labels_num_format, (lxw_chart_series *series, const char *num_format), series, num_format)
DOES(chart_series_set_line, (lxw_chart_series *series, lxw_chart_line *line), series, line)
DOES(chart_series_set_marker_size, (lxw_chart_series *series, uint8_t size), series, size)
DOES(chart_series_set_marker_type, (lxw_chart_series *series, uint8_t type), series, type)
DOES(chart_series_set_name, (lxw_chart_series *series, const char *name), series, name)
TRIES(chart_series_set_points, (lxw_chart_series *series, lxw_chart_point *points[]), series, points)
DOES(chart_set_series_gap, (lxw_chart *chart, uint16_t gap), chart, gap)
DOES(chart_title_set_name, (lxw_chart *chart, const char *name), chart, name)
DOES(chart_title_set_name_font, (lxw_chart *chart, lxw_chart_font *font), chart, font)

TRIES(worksheet_add_table,
    (lxw_worksheet *sheet, lxw_row_t row, lxw_col_t column, lxw_row_t row_to, lxw_col_t column_to, lxw_table_options *options),
    sheet, row, column, row_to, column_to, options)
TRIES(worksheet_autofilter,
    (lxw_worksheet *sheet, lxw_row_t row, lxw_col_t column, lxw_row_t row_to, lxw_col_t column_to),
    sheet, row, column, row_to, column_to)
TRIES(worksheet_conditional_format_range,
    (lxw_worksheet *sheet, lxw_row_t row, lxw_col_t column, lxw_row_t row_to, lxw_col_t column_to, lxw_conditional_format *rule),
    sheet, row, column, row_to, column_to, rule)
TRIES(worksheet_data_validation_cell,
    (lxw_worksheet *sheet, lxw_row_t row, lxw_col_t column, lxw_data_validation *check),
    sheet, row, column, check)
TRIES(worksheet_data_validation_range,
    (lxw_worksheet *sheet, lxw_row_t row, lxw_col_t column, lxw_row_t row_to, lxw_col_t column_to, lxw_data_validation *check),
    sheet, row, column, row_to, column_to, check)
DOES(worksheet_fit_to_pages, (lxw_worksheet *sheet, uint16_t width, uint16_t height), sheet, width, height)
DOES(worksheet_freeze_panes, (lxw_worksheet *sheet, lxw_row_t row, lxw_col_t column), sheet, row, column)
DOES(worksheet_gridlines, (lxw_worksheet *sheet, uint8_t option), sheet, option)
DOES(worksheet_hide, (lxw_worksheet *sheet), sheet)
TRIES(worksheet_ignore_errors, (lxw_worksheet *sheet, uint8_t type, const char *range), sheet, type, range)
TRIES(worksheet_insert_chart_opt,
    (lxw_worksheet *sheet, lxw_row_t row, lxw_col_t column, lxw_chart *chart, lxw_chart_options *place),
    sheet, row, column, chart, place)
TRIES(worksheet_merge_range,
    (lxw_worksheet *sheet, lxw_row_t row, lxw_col_t column, lxw_row_t row_to, lxw_col_t column_to, const char *string, lxw_format *format),
    sheet, row, column, row_to, column_to, string, format)
TRIES(worksheet_print_area,
    (lxw_worksheet *sheet, lxw_row_t row, lxw_col_t column, lxw_row_t row_to, lxw_col_t column_to),
    sheet, row, column, row_to, column_to)
TRIES(worksheet_repeat_columns, (lxw_worksheet *sheet, lxw_col_t column, lxw_col_t column_to), sheet, column, column_to)
TRIES(worksheet_repeat_rows, (lxw_worksheet *sheet, lxw_row_t row, lxw_row_t row_to), sheet, row, row_to)
TRIES(worksheet_set_column,
    (lxw_worksheet *sheet, lxw_col_t column, lxw_col_t column_to, double width, lxw_format *format),
    sheet, column, column_to, width, format)
DOES(worksheet_set_default_row,
    (lxw_worksheet *sheet, double height, uint8_t hide_unused_rows),
    sheet, height, hide_unused_rows)
TRIES(worksheet_set_footer, (lxw_worksheet *sheet, const char *string), sheet, string)
TRIES(worksheet_set_h_pagebreaks, (lxw_worksheet *sheet, lxw_row_t breaks[]), sheet, breaks)
TRIES(worksheet_set_header, (lxw_worksheet *sheet, const char *string), sheet, string)
DOES(worksheet_set_landscape, (lxw_worksheet *sheet), sheet)
DOES(worksheet_set_margins,
    (lxw_worksheet *sheet, double left, double right, double top, double bottom),
    sheet, left, right, top, bottom)
DOES(worksheet_set_paper, (lxw_worksheet *sheet, uint8_t paper_type), sheet, paper_type)
TRIES(worksheet_set_row, (lxw_worksheet *sheet, lxw_row_t row, double height, lxw_format *format), sheet, row, height, format)
TRIES(worksheet_write_blank,
    (lxw_worksheet *sheet, lxw_row_t row, lxw_col_t column, lxw_format *format),
    sheet, row, column, format)
TRIES(worksheet_write_formula_num,
    (lxw_worksheet *sheet, lxw_row_t row, lxw_col_t column, const char *formula, lxw_format *format, double result),
    sheet, row, column, formula, format, result)
TRIES(worksheet_write_formula_str,
    (lxw_worksheet *sheet, lxw_row_t row, lxw_col_t column, const char *formula, lxw_format *format, const char *result),
    sheet, row, column, formula, format, result)
TRIES(worksheet_write_number,
    (lxw_worksheet *sheet, lxw_row_t row, lxw_col_t column, double value, lxw_format *format),
    sheet, row, column, value, format)
TRIES(worksheet_write_string,
    (lxw_worksheet *sheet, lxw_row_t row, lxw_col_t column, const char *string, lxw_format *format),
    sheet, row, column, string, format)
TRIES(worksheet_write_url_opt,
    (lxw_worksheet *sheet, lxw_row_t row, lxw_col_t column, const char *url, lxw_format *format, const char *string, const char *tooltip),
    sheet, row, column, url, format, string, tooltip)
