/* explain.c - `rapport explain PARTNER [ITEM]`: how a number came about. */
#include "command/explain.h"

#include <stdlib.h>
#include <stdio.h>
#include <string.h>

#include "base/arena.h"
#include "base/error.h"
#include "base/text.h"
#include "command/command.h"
#include "command/options.h"
#include "command/report.h"
#include "command/telling.h"
#include "job.h"
#include "story/story.h"

/* What ITEM names: an indicator, or a lens, or a group of one. */
struct item {
	long	    indicator;		/* -1: none */
	long	    lens;
	long	    group;		/* -1: the whole lens */
	const char *title;
};

static bool
find_group(const struct model *model, const char *text, struct item *item)
{
	for (size_t i = 0; i < model->lens_count; i++) {
		size_t length = strlen(model->lenses[i].id);

		if (strncmp(model->lenses[i].id, text, length) != 0 || text[length] != '.')
			continue;
		item->lens = (long)i;
		item->group = lens_find_group(&model->lenses[i], text + length + 1);
		if (item->group < 0)
			continue;
		item->title = model->lenses[i].groups[item->group].title;
		return true;
	}
	return false;
}

static int
unknown_item(const struct job *job, const char *text, struct error *error)
{
	const struct model *model = &job->model;
	size_t		    room = model->indicator_count + model->lens_count, count = 0;
	const char	  **names = arena_alloc(job->arena, room, sizeof *names);
	const char	   *nearest;

	if (names == NULL)
		return error_out_of_memory(error);
	for (size_t i = 0; i < model->lens_count; i++)
		names[count++] = model->lenses[i].id;
	for (size_t i = 0; i < model->indicator_count; i++)
		names[count++] = model->indicators[i].id;
	nearest = text_nearest(text, names, count);
	if (nearest == NULL)
		return error_set(error, ERROR_USAGE, NULL, 0,
		    "'%s' is no KPI, lens or LENS.GROUP of the model, such as '%s' or '%s.%s'", text,
		    model->lenses[model->primary].id, model->lenses[model->primary].id,
		    model->lenses[model->primary].groups[0].id);
	return error_set(error, ERROR_USAGE, NULL, 0,
	    "'%s' is no KPI, lens or LENS.GROUP of the model; did you mean '%s'?", text, nearest);
}

static int
find_item(const struct job *job, const char *text, struct item *item, struct error *error)
{
	const struct model *model = &job->model;

	*item = (struct item){ .indicator = -1, .lens = (long)model->primary, .group = -1,
		.title = model->lenses[model->primary].title };
	if (text == NULL)
		return 0;
	item->lens = model_find_lens(model, text);
	if (item->lens >= 0) {
		item->title = model->lenses[item->lens].title;
		return 0;
	}
	if (find_group(model, text, item))
		return 0;
	item->indicator = model_find_indicator(model, text);
	if (item->indicator < 0)
		return unknown_item(job, text, error);
	item->title = model->indicators[item->indicator].title;
	return 0;
}

static int
tell_item(const struct explanation *of, const struct item *item, struct error *error)
{
	if (item->indicator >= 0)
		return explain_indicator(of, (size_t)item->indicator, error);
	if (item->group >= 0)
		return explain_group(of, (size_t)item->lens, (size_t)item->group, error);
	return explain_lens(of, (size_t)item->lens, error);
}

/* Told into memory first: half an explanation is none. */
static int
explain(struct job *job, const struct options *options, FILE *stream, struct error *error)
{
	struct edition	   edition;
	struct scorecard   card;
	struct telling	   telling;
	struct explanation of = { &edition, &card, job->arena, &telling };
	struct item	   item;
	size_t		   partner = 0;
	const char	  *title;

	if (job_edition(job, &edition, error) == -1 ||
	    job_find_partner(job, options->operands[0], &partner, error) == -1 ||
	    find_item(job, options->operand_count > 1 ? options->operands[1] : NULL, &item,
		error) == -1 ||
	    scorecard_make(&job->scoring, partner, job->arena, &card, error) == -1)
		return -1;
	title = arena_printf(job->arena, "%s - %s - %s", job->dataset.partners[partner].name,
	    item.title, job->period_text);
	if (title == NULL)
		return error_out_of_memory(error);
	telling_begin(&telling, stream, options->format == FORMAT_JSON, title);
	if (tell_item(&of, &item, error) == -1)
		return -1;
	telling_end(&telling);
	return 0;
}

static int
explain_and_print(struct job *job, const struct options *options, struct error *error)
{
	char  *text = NULL;
	size_t length = 0;
	FILE  *stream = open_memstream(&text, &length);
	int    rc;

	if (stream == NULL)
		return error_out_of_memory(error);
	rc = explain(job, options, stream, error);
	if (fclose(stream) != 0 && rc == 0)
		rc = error_out_of_memory(error);
	if (rc == 0)
		fputs(text, stdout);
	free(text);
	return rc;
}

int
command_explain(const struct command_table *commands, const struct options *options)
{
	struct job_request request = report_request(options);
	struct job	   job;
	struct error	   error = { .code = ERROR_NONE };
	int		   status;

	(void)commands;
	status = job_load(&request, &job, &error);
	if (status == 0)
		status = explain_and_print(&job, options, &error);
	status = status == -1 ? report_error(&error) : report_finish(0);
	job_close(&job);
	return status;
}
