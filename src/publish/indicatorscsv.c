/* indicatorscsv.c - the rows of indicators.csv. */
#include "publish/indicatorscsv.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/error.h"
#include "base/number.h"
#include "publish/csvout.h"

enum { WORD_SIZE = 160 };

/* A row before it is written: rows are sorted first. */
struct row {
	const char	     *source;
	const char	     *name;
	char		     *made;		/* name of a question's side, to be freed */
	const struct reading *reading;		/* NULL: a question's side */
	const struct voice   *voice;
	double		      weight;
};

static const char *const source_names[] = { [SOURCE_KPI] = "kpi", [SOURCE_DERIVED] = "derived" };

static int
compare_rows(const void *left, const void *right)
{
	const struct row *a = left, *b = right;
	int		  order = strcmp(a->name, b->name);

	return order != 0 ? order : strcmp(a->source, b->source);
}

/* "99.9"; for a range "90..95". */
static const char *
limit_text(double low, double high, char text[WORD_SIZE])
{
	char first[NUMBER_SIZE], second[NUMBER_SIZE];

	if (isnan(high))
		snprintf(text, WORD_SIZE, "%s", number_shortest(low, first));
	else
		snprintf(text, WORD_SIZE, "%s..%s", number_shortest(low, first),
		    number_shortest(high, second));
	return text;
}

/* A limit as a number where it is one, so that a spreadsheet takes it as such. */
static void
write_limit(struct csvout *csv, double low, double high)
{
	char text[WORD_SIZE];

	if (isnan(high))
		csvout_shortest(csv, low);
	else if (isnan(low))
		csvout_text(csv, "");
	else
		csvout_text(csv, limit_text(low, high, text));
}

static const char *
state_word(const struct reading *reading)
{
	static const char *const words[] = {[VALUE_ABSENT] = "absent",
	    [VALUE_PRESENT] = "",
	    [VALUE_BLANK] = "blank",
	    [VALUE_NA] = "na",
	    [VALUE_WITHHELD] = "withheld",
	    [VALUE_REJECTED] = "rejected"};

	if (reading->state != VALUE_PRESENT)
		return words[reading->state];
	if (reading->tracked)
		return "tracked";
	return reading->scored ? "" : "no limits";
}

static void
add_word(char text[WORD_SIZE], const char *word)
{
	size_t length = strlen(text);

	if (word[0] != '\0')
		snprintf(text + length, WORD_SIZE - length, "%s%s", length > 0 ? "; " : "", word);
}

static const char *
reading_note(const struct reading *reading, char text[WORD_SIZE])
{
	char aggregated[40] = "";

	text[0] = '\0';
	add_word(text, state_word(reading));
	if (reading->state != VALUE_PRESENT && reading->tracked)
		add_word(text, "tracked");
	if (reading->from_all)
		add_word(text, "all");
	if (reading->coarser)
		add_word(text, "coarser");
	if (reading->row_count > 1)
		snprintf(aggregated, sizeof aggregated, "aggregated %zu", reading->row_count);
	add_word(text, aggregated);
	if (reading_uses_target(reading))
		add_word(text, "default tolerance");
	return text;
}

static void
write_reading(struct csvout *csv, const struct scoring *scoring, const struct reading *reading)
{
	const struct kpi_row *row = reading->row;
	char		      note[WORD_SIZE];

	csvout_shortest(csv, reading->state == VALUE_PRESENT ? reading->value : NAN);
	csvout_text(csv, reading->unit);
	write_limit(csv, reading->limits.green, reading->limits.green_high);
	write_limit(csv, reading->limits.red, reading->limits.red_high);
	csvout_number(csv, reading->score, 1);
	csvout_text(csv, rating_name(reading->rating));
	csvout_shortest(csv, reading->weight);
	csvout_text(csv, row != NULL ? scoring->dataset->files[row->file].name : "");
	csvout_place(csv, row != NULL ? row->line : 0);
	csvout_text(csv, reading_note(reading, note));
}

static void
write_question(
    struct csvout *csv, const struct scoring *scoring, const struct voice *voice, double weight)
{
	csvout_number(csv, voice->mean, 4);
	csvout_text(csv, "1-5");
	csvout_text(csv, "");
	csvout_text(csv, "");
	csvout_number(csv, voice->score, 1);
	csvout_text(csv, rating_name(score_rating(&scoring->model->policy, voice->score)));
	csvout_shortest(csv, weight);
	csvout_text(csv, "");
	csvout_text(csv, "");
	csvout_text(csv, "");
}

static size_t
collect_readings(const struct scoring *scoring, const struct scorecard *card, struct row *rows)
{
	size_t count = 0;

	for (size_t i = 0; i < card->reading_count; i++) {
		const struct reading   *reading = &card->readings[i];
		const struct indicator *indicator = &scoring->model->indicators[reading->indicator];
		struct row	       *row = &rows[count++];

		row->source = source_names[indicator->source];
		row->reading = reading;
		row->name = indicator->id;
	}
	return count;
}

/* -1 when out of memory. */
static int
collect_questions(
    const struct scoring *scoring, const struct scorecard *card, struct row *rows, size_t *count)
{
	for (size_t i = 0; i < card->question_count; i++) {
		const struct question_voice *voice = &card->questions[i];
		const struct question	    *question = &scoring->model->questions[voice->question];

		for (size_t side = 0; side < SIDES; side++) {
			struct row *row = &rows[*count];

			if (!voice->sides[side].published || voice->sides[side].n == 0)
				continue;
			if (asprintf(&row->made, "%s@%s", question->id,
				side_name((enum side)side)) == -1) {
				row->made = NULL;
				return -1;
			}
			row->name = row->made;
			row->source = "survey";
			row->voice = &voice->sides[side];
			row->weight = question->weight;
			(*count)++;
		}
	}
	return 0;
}

static void
write_rows(struct csvout *csv, const struct scoring *scoring, const char *period, size_t partner,
    const struct row *rows, size_t count)
{
	for (size_t i = 0; i < count; i++) {
		csvout_text(csv, scoring->dataset->partners[partner].id);
		csvout_text(csv, period);
		csvout_text(csv, rows[i].name);
		csvout_text(csv, rows[i].source);
		if (rows[i].reading != NULL)
			write_reading(csv, scoring, rows[i].reading);
		else
			write_question(csv, scoring, rows[i].voice, rows[i].weight);
		csvout_end_row(csv);
	}
}

int
indicators_csv_write(struct csvout *csv, const struct scoring *scoring, const char *period,
    const struct scorecard *card, struct error *error)
{
	size_t	    room = card->reading_count + card->question_count * SIDES;
	struct row *rows = calloc(room + 1, sizeof *rows);
	size_t	    count;
	int	    rc;

	if (rows == NULL)
		return error_out_of_memory(error);
	count = collect_readings(scoring, card, rows);
	rc = collect_questions(scoring, card, rows, &count);
	if (rc == 0) {
		qsort(rows, count, sizeof *rows, compare_rows);
		write_rows(csv, scoring, period, card->partner, rows, count);
	}
	for (size_t i = 0; i < room; i++)
		free(rows[i].made);
	free(rows);
	return rc == 0 ? 0 : error_out_of_memory(error);
}
