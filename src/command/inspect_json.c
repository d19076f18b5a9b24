/* inspect_json.c - what `rapport inspect` found, for programs. */
#include "command/inspect.h"

#include <math.h>

#include "publish/json.h"

static void
write_form(const struct csv_form *form, struct json *json)
{
	const char separator[2] = {form->separator, '\0'};

	json_open_object(json, "encoding");
	json_string(json, "name", form->encoding);
	json_string(json, "why", form->encoding_why);
	json_number(json, "confidence", form->encoding_confidence);
	json_integer(json, "broken", form->damaged);
	json_close_object(json);
	json_open_object(json, "separator");
	json_string(json, "character", separator);
	json_integer(json, "records", form->separator_records);
	json_number(json, "confidence", form->separator_share);
	json_close_object(json);
	json_string(json, "line_end", form->line_end);
}

static void
write_layout(const struct layout *layout, struct json *json)
{
	json_open_object(json, "header");
	json_integer(json, "skipped", layout->skipped);
	json_integer(json, "rows", layout->header_rows);
	json_close_object(json);
	json_open_object(json, "dialect");
	json_string(json, "id", layout->dialect != NULL ? layout->dialect->id : NULL);
	json_boolean(json, "plain", layout->plain);
	json_string(json, "why", layout->why);
	json_number(json, "confidence", layout->confidence);
	json_close_object(json);
}

static void
write_rows(const struct profile *profile, struct json *json)
{
	json_open_object(json, "rows");
	json_integer(json, "read", profile->rows);
	json_integer(json, "kept", profile->kept);
	json_integer(json, "uneven", profile->uneven);
	json_open_object(json, "dropped");
	for (const struct dropped_rows *drop = profile->drops; drop->reason != NULL; drop++)
		json_integer(json, drop->reason, drop->rows);
	json_close_object(json);
	json_close_object(json);
}

static void
write_column(const struct inspection *inspection, size_t index, struct json *json)
{
	const struct layout_column  *header = &inspection->profile.layout.columns[index];
	const struct profile_column *column = &inspection->profile.columns[index];
	const struct guess	    *guess = &inspection->guesses[index];
	char			     text[GUESS_TEXT_SIZE];

	json_open_object(json, NULL);
	json_integer(json, "index", index);
	json_string(json, "name", header->text);
	json_string(json, "code", header->written_code);
	json_integer(json, "filled", column->filled);
	json_integer(json, "values", column->value_count);
	json_boolean(json, "more_values", column->more);
	json_string(json, "example", inspect_example(inspection, index));
	json_string(json, "looks_like", inspect_guess_text(inspection, index, text));
	if (guess->kind == GUESS_SCALE) {
		json_string(json, "scale", guess->scale != NULL ? guess->scale->id : NULL);
		json_number(json, "minimum", guess->min);
		json_number(json, "maximum", guess->max);
		json_integer(json, "n", guess->n);
		json_number(json, "mean", guess->mean);
		json_number(json, "nps", guess->nps);
	}
	json_close_object(json);
}

void
inspect_write_json(const struct inspection *inspection, struct json *json)
{
	const struct profile *profile = &inspection->profile;
	long		      column;
	enum date_order	      order = profile_date_order(profile, &column);

	json_open_object(json, NULL);
	json_string(json, "file", inspection->name);
	json_string(json, "kind", input_kind_name((enum input_kind)profile->kind));
	json_string(json, "source", profile->source != NULL ? profile->source->id : NULL);
	write_form(&profile->form, json);
	write_layout(&profile->layout, json);
	write_rows(profile, json);
	json_string(json, "dates", column >= 0 ? inspect_order_word(order) : NULL);
	json_open_array(json, "columns");
	for (size_t i = 0; i < profile->layout.column_count; i++)
		write_column(inspection, i, json);
	json_close_array(json);
	json_close_object(json);
}
