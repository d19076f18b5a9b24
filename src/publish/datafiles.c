/* datafiles.c - scores.csv, indicators.csv and survey.csv, one partner at a time. */
#include "publish/datafiles.h"

#include <limits.h>
#include <stdlib.h>
#include <string.h>

#include "base/count.h"
#include "base/error.h"
#include "base/file.h"
#include "publish/csvout.h"
#include "publish/indicatorscsv.h"
#include "publish/paths.h"

enum data_file { FILE_SCORES, FILE_INDICATORS, FILE_SURVEY, DATA_FILES };

static const char *const score_columns[] = {"partner", "period", "lens", "group", "score", "rating",
    "uncapped_rating", "evidence", "low", "high", "robust_low", "robust_high", "change",
    "kpi_score", "survey_score", "note"};
static const char *const indicator_columns[] = {"partner", "period", "indicator", "source", "value",
    "unit", "green_at", "red_at", "score", "rating", "weight", "file", "line", "note"};
static const char *const survey_columns[] = {"partner", "period", "side", "lens", "group", "n",
    "mean", "sd", "half_width", "score", "published"};

static const struct {
	const char	  *name;
	const char *const *columns;
	size_t		   column_count;
} data_files[DATA_FILES] = {
	[FILE_SCORES] = { "scores.csv", score_columns, COUNT_OF(score_columns) },
	[FILE_INDICATORS] = { "indicators.csv", indicator_columns, COUNT_OF(indicator_columns) },
	[FILE_SURVEY] = { "survey.csv", survey_columns, COUNT_OF(survey_columns) },
};

struct datafiles {
	const struct scoring *scoring;
	char		      period[PERIOD_SIZE];
	struct csvout	      csv[DATA_FILES];
	char		      paths[DATA_FILES][PATH_MAX];
	size_t		      lens_order[MODEL_LENSES_MAX];	/* by id */
};

/* Positions of count ids in bytewise order. Insertion sort: there are at most 64. */
static void
order_ids(size_t *order, size_t count, const char *(*id)(const void *, size_t), const void *owner)
{
	size_t at;

	for (size_t i = 0; i < count; i++) {
		for (at = i; at > 0 && strcmp(id(owner, i), id(owner, order[at - 1])) < 0; at--)
			order[at] = order[at - 1];
		order[at] = i;
	}
}

static const char *
lens_id(const void *model, size_t index)
{
	return ((const struct model *)model)->lenses[index].id;
}

static const char *
group_id(const void *lens, size_t index)
{
	return ((const struct lens *)lens)->groups[index].id;
}

static const char *
side_id(const void *unused, size_t index)
{
	(void)unused;
	return side_name((enum side)index);
}

int
datafiles_open(const char *directory, const struct scoring *scoring, struct datafiles **files,
    struct error *error)
{
	struct datafiles *made = calloc(1, sizeof *made);
	FILE		 *stream;

	if (made == NULL)
		return error_out_of_memory(error);
	made->scoring = scoring;
	period_name(scoring->period, made->period);
	order_ids(made->lens_order, scoring->model->lens_count, lens_id, scoring->model);
	for (size_t i = 0; i < DATA_FILES; i++) {
		if (path_print(made->paths[i], error, "%s/%s", directory, data_files[i].name) ==
			-1 ||
		    (stream = file_create(made->paths[i], error)) == NULL) {
			struct error ignored;

			(void)datafiles_close(made, &ignored);
			return -1;
		}
		csvout_init(&made->csv[i], stream);
		csvout_header(&made->csv[i], data_files[i].columns, data_files[i].column_count);
	}
	*files = made;
	return 0;
}

int
datafiles_close(struct datafiles *files, struct error *error)
{
	struct error first, *place = error;
	int	     rc = 0;

	if (files == NULL)
		return 0;
	for (size_t i = 0; i < DATA_FILES; i++) {
		if (files->csv[i].stream == NULL)
			continue;
		if (file_finish(files->csv[i].stream, files->paths[i], place) == -1) {
			rc = -1;
			place = &first;		/* the first failure is the one to tell */
		}
	}
	free(files);
	return rc;
}

/* What a score row says in words, pieces joined by "; ". */
struct note {
	char   text[256];
	size_t length;
};

static void
note_add(struct note *note, const char *head, const char *tail)
{
	int length = snprintf(note->text + note->length, sizeof note->text - note->length, "%s%s%s",
	    note->length > 0 ? "; " : "", head, tail);

	if (length > 0)
		note->length += (size_t)length;
	if (note->length >= sizeof note->text)
		note->length = sizeof note->text - 1;
}

static void
note_override(struct note *note, const struct colour_override *override, enum rating before,
    enum rating after)
{
	char change[64];

	if (override == NULL)
		return;
	snprintf(change, sizeof change, "%s -> %s", rating_name(before), rating_name(after));
	note_add(note, "override: ", change);
}

static void
write_key(struct csvout *csv, const struct datafiles *files, const struct scorecard *card)
{
	csvout_text(csv, files->scoring->dataset->partners[card->partner].id);
	csvout_text(csv, files->period);
}

static void
write_index_row(struct datafiles *files, const struct scorecard *card, size_t lens)
{
	const struct model	*model = files->scoring->model;
	const struct lens_score *index = &card->lenses[lens];
	struct csvout		*csv = &files->csv[FILE_SCORES];
	struct note		 note = { .length = 0 };

	if (index->cap_critical >= 0)
		note_add(&note, "cap: critical ", model->indicators[index->cap_critical].id);
	if (index->cap_red_groups > 0)
		note_add(&note, "cap: red groups", "");
	note_override(&note, index->override, index->uncapped, index->rating);

	write_key(csv, files, card);
	csvout_text(csv, model->lenses[lens].id);
	csvout_text(csv, "");
	csvout_number(csv, index->index, 1);
	csvout_text(csv, rating_name(index->rating));
	csvout_text(csv, rating_name(index->uncapped));
	csvout_number(csv, 100 * index->evidence, 1);
	csvout_number(csv, index->low, 1);
	csvout_number(csv, index->high, 1);
	csvout_number(csv, index->robust_low, 1);
	csvout_number(csv, index->robust_high, 1);
	csvout_number(csv, index->change, 1);
	csvout_text(csv, "");
	csvout_text(csv, "");
	csvout_text(csv, note.text);
	csvout_end_row(csv);
}

static void
write_group_row(struct datafiles *files, const struct scorecard *card, size_t lens, size_t group)
{
	const struct lens	 *view = &files->scoring->model->lenses[lens];
	const struct group_score *score = &card->lenses[lens].groups[group];
	struct csvout		 *csv = &files->csv[FILE_SCORES];
	struct note		  note = { .length = 0 };

	note_override(&note, score->override, score->uncapped, score->rating);
	write_key(csv, files, card);
	csvout_text(csv, view->id);
	csvout_text(csv, view->groups[group].id);
	csvout_number(csv, score->score, 1);
	csvout_text(csv, rating_name(score->rating));
	csvout_text(csv, rating_name(score->uncapped));
	csvout_number(csv, 100 * score->evidence, 1);
	csvout_number(csv, score->low, 1);
	csvout_number(csv, score->high, 1);
	csvout_text(csv, "");
	csvout_text(csv, "");
	csvout_number(csv, score->change, 1);
	csvout_number(csv, score->kpi_score, 1);
	csvout_number(csv, score->survey_score, 1);
	csvout_text(csv, note.text);
	csvout_end_row(csv);
}

static void
write_scores(struct datafiles *files, const struct scorecard *card, size_t lens)
{
	const struct lens *view = &files->scoring->model->lenses[lens];
	size_t		   order[MODEL_GROUPS_MAX];

	write_index_row(files, card, lens);
	order_ids(order, view->group_count, group_id, view);
	for (size_t i = 0; i < view->group_count; i++)
		if (card->lenses[lens].groups[order[i]].planned)
			write_group_row(files, card, lens, order[i]);
}

/* A suppressed side says that it is, and nothing else: what is not shown cannot be worked out. */
static void
write_voice(struct datafiles *files, const struct scorecard *card, size_t lens, size_t group,
    enum side side)
{
	const struct lens  *view = &files->scoring->model->lenses[lens];
	const struct voice *voice = &card->lenses[lens].groups[group].sides[side];
	struct csvout	   *csv = &files->csv[FILE_SURVEY];
	char		    few[32];

	snprintf(few, sizeof few, "<%g", files->scoring->model->policy.min_n);
	write_key(csv, files, card);
	csvout_text(csv, side_name(side));
	csvout_text(csv, view->id);
	csvout_text(csv, view->groups[group].id);
	if (voice->published)
		csvout_place(csv, voice->n);
	else
		csvout_text(csv, few);
	csvout_number(csv, voice->mean, 3);
	csvout_number(csv, voice->sd, 3);
	csvout_number(csv, voice->half_width, 3);
	csvout_number(csv, voice->score, 1);
	csvout_text(csv, voice->published ? "yes" : "no");
	csvout_end_row(csv);
}

/* One side's voices, in the order of the columns: a lens after the other, group by group. */
static void
write_side(struct datafiles *files, const struct scorecard *card, enum side side)
{
	for (size_t i = 0; i < files->scoring->model->lens_count; i++) {
		size_t		   lens = files->lens_order[i];
		const struct lens *view = &files->scoring->model->lenses[lens];
		size_t		   order[MODEL_GROUPS_MAX];

		if ((view->sides & 1U << side) == 0)
			continue;
		order_ids(order, view->group_count, group_id, view);
		for (size_t g = 0; g < view->group_count; g++) {
			const struct group_score *score = &card->lenses[lens].groups[order[g]];

			if (score->survey_planned && score->sides[side].heard)
				write_voice(files, card, lens, order[g], side);
		}
	}
}

int
datafiles_write(struct datafiles *files, const struct scorecard *card, struct error *error)
{
	size_t sides[SIDES];

	for (size_t i = 0; i < files->scoring->model->lens_count; i++) {
		size_t lens = files->lens_order[i];

		if (!card->lenses[lens].planned)
			continue;
		write_scores(files, card, lens);
	}
	order_ids(sides, SIDES, side_id, NULL);
	for (size_t i = 0; i < SIDES; i++)
		write_side(files, card, (enum side)sides[i]);
	return indicators_csv_write(&files->csv[FILE_INDICATORS], files->scoring, files->period, card, error);
}
