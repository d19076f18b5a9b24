/* inspect_columns.c - what `rapport inspect` says about the file and its columns, as comments. */
#include "command/inspect.h"

#include <math.h>
#include <stdbool.h>
#include <string.h>

#include "base/arena.h"
#include "base/number.h"
#include "base/text.h"
#include "input/csv.h"

enum { LABEL_WIDTH = 12, NAME_WIDTH = 30, EXAMPLE_WIDTH = 19, SHOWN_BYTES = 40 };

static double
percent(double share)
{
	return number_round(100 * share, 0);
}

static void
print_form(const struct csv_form *form, FILE *out)
{
	inspect_note(out, LABEL_WIDTH, "encoding    %s - %s (%.0f %%)", form->encoding,
	    form->encoding_why, percent(form->encoding_confidence));
	if (form->damaged > 0)
		inspect_note(out, LABEL_WIDTH,
		    "            %lu broken character%s, the first in line %lu", form->damaged,
		    form->damaged == 1 ? "" : "s", form->damaged_line);
	inspect_note(out, LABEL_WIDTH,
	    "separator   %s - %.0f %% of the first %zu records have the same number of fields",
	    csv_separator_name(form->separator, "none"), percent(form->separator_share),
	    form->separator_records);
	inspect_note(out, LABEL_WIDTH, "line ends   %s",
	    form->line_end[0] != '\0' ? form->line_end : "none");
}

static void
print_layout(const struct inspection *inspection, FILE *out)
{
	const struct layout *layout = &inspection->profile.layout;

	if (layout->skipped > 0)
		inspect_note(out, LABEL_WIDTH, "above       %zu record%s above the header",
		    layout->skipped, layout->skipped == 1 ? "" : "s");
	inspect_note(out, LABEL_WIDTH, "header      %zu row%s, %zu columns", layout->header_rows,
	    layout->header_rows == 1 ? "" : "s", layout->column_count);
	if (layout->plain)
		inspect_note(out, LABEL_WIDTH,
		    "dialect     none needed: the columns are named as rapport names them");
	else if (layout->dialect != NULL)
		inspect_note(out, LABEL_WIDTH, "dialect     %s - %s (%.0f %%)",
		    layout->dialect->title != NULL ? layout->dialect->title : layout->dialect->id,
		    layout->why, percent(layout->confidence));
	else
		inspect_note(out, LABEL_WIDTH, "dialect     none - %s", layout->why);
}

static void
print_rows(const struct profile *profile, FILE *out)
{
	unsigned long dropped = 0;

	for (const struct dropped_rows *drop = profile->drops; drop->reason != NULL; drop++)
		dropped += drop->rows;
	inspect_note(out, LABEL_WIDTH, "rows        %lu read, %lu kept, %lu dropped", profile->rows,
	    profile->kept, dropped);
	for (const struct dropped_rows *drop = profile->drops; drop->reason != NULL; drop++)
		inspect_note(out, LABEL_WIDTH, "            %lu %s", drop->rows, drop->reason);
	if (profile->uneven > 0)
		inspect_note(out, LABEL_WIDTH,
		    "            %lu with another number of fields than the header, the first in "
		    "line %lu",
		    profile->uneven, profile->uneven_line);
}

const char *
inspect_order_word(enum date_order order)
{
	static const char *const words[] = {"d/m or m/d", "d/m/y", "m/d/y", "y-m-d"};

	return words[order];
}

static void
print_dates(const struct profile *profile, FILE *out)
{
	long		column;
	enum date_order order = profile_date_order(profile, &column);

	if (column < 0)
		return;
	if (order == DATE_ORDER_AUTO)
		inspect_note(out, LABEL_WIDTH,
		    "dates       column %ld: nothing says which part is the month and which the "
		    "day",
		    column);
	else
		inspect_note(out, LABEL_WIDTH, "dates       %s - \"%s\" in line %lu, column %ld",
		    inspect_order_word(order), profile->columns[column].order_text,
		    profile->columns[column].order_line, column);
}

void
inspect_print_facts(const struct inspection *inspection, FILE *out)
{
	/* The file that this is appended to may lack its last line end. */
	fputs("\n;\n", out);
	inspect_note(out, LABEL_WIDTH, "%s, as `rapport inspect` sees it", inspection->name);
	print_form(&inspection->profile.form, out);
	print_layout(inspection, out);
	print_rows(&inspection->profile, out);
	print_dates(&inspection->profile, out);
}

static const char *
scale_text(const struct guess *guess, char *text, size_t size)
{
	char   low[NUMBER_SIZE], high[NUMBER_SIZE], mean[NUMBER_SIZE], nps[NUMBER_SIZE];
	size_t used;

	if (guess->scale != NULL)
		snprintf(text, size, "%s: %zu labels", guess->scale->id, guess->labels);
	else
		snprintf(text, size, "%s..%s", number_shortest(guess->min, low),
		    number_shortest(guess->max, high));
	used = strlen(text);
	snprintf(text + used, size - used, ", n %lu, mean %s", guess->n,
	    number_format(guess->mean, 3, mean));
	used = strlen(text);
	if (!isnan(guess->nps))
		snprintf(text + used, size - used, ", NPS %s", number_format(guess->nps, 1, nps));
	used = strlen(text);
	if (guess->strange > 0)
		snprintf(text + used, size - used, ", %lu other", guess->strange);
	return text;
}

/* The order in which most of the column's cells are dates. */
static enum date_order
column_order(const struct profile *profile, const struct profile_column *column)
{
	long proof;

	return column->order != DATE_ORDER_AUTO ? column->order
						: profile_date_order(profile, &proof);
}

const char *
inspect_guess_text(const struct inspection *inspection, size_t index, char text[GUESS_TEXT_SIZE])
{
	const struct profile_column *column = &inspection->profile.columns[index];
	const struct guess	    *guess = &inspection->guesses[index];
	char			     low[NUMBER_SIZE], high[NUMBER_SIZE];

	switch (guess->kind) {
	case GUESS_EMPTY:
		return "empty";
	case GUESS_SCALE:
		return scale_text(guess, text, GUESS_TEXT_SIZE);
	case GUESS_CHOICE:
		return "chosen or not";
	case GUESS_DATE:
		if (column->order == DATE_ORDER_AUTO && column->open_dates == 0)
			return "date";
		snprintf(text, GUESS_TEXT_SIZE, "date %s",
		    inspect_order_word(column_order(&inspection->profile, column)));
		return text;
	case GUESS_PERIOD:
		return "period";
	case GUESS_NUMBER:
		/* The range of the numbers of people would name two of them. */
		if (profile_is_personal(&inspection->profile, index))
			return "number";
		snprintf(text, GUESS_TEXT_SIZE, "number, %s to %s",
		    number_shortest(column->lowest, low), number_shortest(column->highest, high));
		return text;
	case GUESS_WORDS:
		snprintf(text, GUESS_TEXT_SIZE, "words (%zu%s)", column->value_count,
		    column->more ? "+" : "");
		return text;
	case GUESS_TEXT:
		break;
	}
	return "free text";
}

/* Of people nothing is shown, of free text only how long it gets: a comment may say who wrote it. */
const char *
inspect_example(const struct inspection *inspection, size_t index)
{
	const struct profile_column *column = &inspection->profile.columns[index];
	const char		    *text = "";

	if (column->filled == 0)
		return "";
	if (profile_is_personal(&inspection->profile, index))
		return "(not shown)";
	if (column->value_count > 0)
		text = column->values[0].text;
	if (column->value_count == 0 || strlen(text) > SHOWN_BYTES ||
	    (inspection->guesses[index].kind == GUESS_TEXT &&
		(column->longest > SHOWN_BYTES || inspection->profile.kind == INPUT_SURVEY)))
		text = arena_printf(inspection->arena, "(up to %zu bytes)", column->longest);
	return text != NULL ? text : "";
}

/* Cut or filled up to a width. */
static void
print_cell(FILE *out, const char *text, unsigned width)
{
	const char *end = text + strlen(text), *here = text;
	size_t	    have = text_width(text);

	if (have > width) {
		while (
		    (size_t)(here - text) < strlen(text) && text_width(here) > have - (width - 3))
			(void)text_next(&here, end);
		fprintf(out, "%.*s...", (int)(here - text), text);
		have = have - text_width(here) + 3;
	} else {
		fputs(text, out);
	}
	for (; have < width; have++)
		fputc(' ', out);
}

/* A column's name: for what people read the question, for what they write the code; of a question that goes on, its part. */
static const char *
column_name(const struct layout_column *header, bool goes_on, struct arena *arena)
{
	const char *name;

	if (goes_on && header->sub[0] != '\0') {
		name = arena_printf(arena, "... %s", header->sub);
		return name != NULL ? name : header->sub;
	}
	if (header->written_code[0] == '\0' || header->text[0] == '\0')
		return header->text[0] != '\0' ? header->text : header->written_code;
	name = arena_printf(arena, "%s: %s", header->written_code, header->text);
	return name != NULL ? name : header->text;
}

static void
print_values(FILE *out, const struct profile_column *column)
{
	fprintf(out, column->more ? "  %5zu+  " : "  %6zu  ", column->value_count);
}

void
inspect_print_columns(const struct inspection *inspection, FILE *out)
{
	const struct profile *profile = &inspection->profile;
	char		      text[GUESS_TEXT_SIZE];

	fputs(";\n;    N  ", out);
	print_cell(out, "Column", NAME_WIDTH);
	fputs("  Filled  Values  ", out);
	print_cell(out, "Example", EXAMPLE_WIDTH);
	fputs("  Looks like\n", out);
	for (size_t i = 0; i < profile->layout.column_count; i++) {
		const struct layout_column *header = &profile->layout.columns[i];
		bool goes_on = i > 0 && strcmp(header->question, header[-1].question) == 0;

		fprintf(out, "; %4zu  ", i);
		print_cell(out, column_name(header, goes_on, inspection->arena), NAME_WIDTH);
		fprintf(out, "  %6lu", profile->columns[i].filled);
		print_values(out, &profile->columns[i]);
		print_cell(out, inspect_example(inspection, i), EXAMPLE_WIDTH);
		fprintf(out, "  %s\n", inspect_guess_text(inspection, i, text));
	}
	fputs(";\n", out);
}
