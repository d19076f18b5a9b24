/* explain_lens.c - how an index came about. */
#include "command/explain.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>

#include "base/arena.h"
#include "base/error.h"
#include "base/number.h"
#include "command/telling.h"
#include "story/story.h"

const char *
explain_score(const struct explanation *of, double score, enum rating rating)
{
	const char *word = story_rating_word(of->edition, rating, score);
	char	    text[NUMBER_SIZE];
	const char *said;

	if (isnan(score))
		return word;
	said = arena_printf(of->arena, "%s, %s", number_format(score, 1, text), word);
	return said != NULL ? said : "";
}

static void
tell_group_line(
    const struct explanation *of, const struct group *group, const struct group_score *score)
{
	char weight[NUMBER_SIZE], evidence[NUMBER_SIZE];

	if (!score->planned)
		telling_step(of->telling, group->title, "nothing planned: left out");
	else
		telling_step(of->telling, group->title, "%s; weight %s, evidence %s %%",
		    explain_score(of, score->score, score->rating),
		    number_shortest(group->weight, weight),
		    number_format(100 * score->evidence, 1, evidence));
}

/* "(4 x 90 + 3 x 80) / 7 = 85.714": from unrounded scores, rounded once at the end. */
static void
tell_index(const struct explanation *of, const struct lens *lens, const struct lens_score *score)
{
	char   *text = NULL;
	size_t	length;
	FILE   *stream = open_memstream(&text, &length);
	double	sum = 0;
	bool	first = true;
	char	a[NUMBER_SIZE], b[NUMBER_SIZE];

	if (stream == NULL)
		return;
	for (size_t i = 0; i < lens->group_count; i++) {
		if (!score->groups[i].rated)
			continue;
		fprintf(stream, "%s%s x %s", first ? "" : " + ",
		    number_shortest(lens->groups[i].weight, a),
		    number_format(score->groups[i].score, 4, b));
		sum += lens->groups[i].weight;
		first = false;
	}
	if (fclose(stream) == 0 && score->rated)
		telling_step(of->telling, "Index", "(%s) / %s = %s, rounded to one decimal", text,
		    number_shortest(sum, a), number_format(score->index, 4, b));
	else
		telling_step(of->telling, "Index",
		    "not rated: less than %s %% of the planned weight is",
		    number_shortest(of->edition->model->policy.min_evidence, a));
	free(text);
}

static void
tell_bounds(const struct explanation *of, const struct lens_score *score)
{
	char low[NUMBER_SIZE], high[NUMBER_SIZE], percent[NUMBER_SIZE];

	telling_step(of->telling, "Evidence", "%s %% of the planned group weight is rated",
	    number_format(100 * score->evidence, 1, percent));
	telling_step(of->telling, "Bounds",
	    "%s to %s if all that is missing were at its worst or best: %s",
	    number_format(score->low, 1, low), number_format(score->high, 1, high),
	    score->firm ? "firm" : "not firm");
	if (score->rated)
		telling_step(of->telling, "Robustness",
		    "%s to %s if every weight varied by %s %%: %s",
		    number_format(score->robust_low, 1, low),
		    number_format(score->robust_high, 1, high),
		    number_shortest(of->edition->model->policy.robustness, percent),
		    score->robust ? "robust" : "not robust");
}

static void
tell_rating(const struct explanation *of, const struct lens_score *score)
{
	const struct model *model = of->edition->model;

	telling_step(of->telling, "Colour of the score", "%s",
	    explain_score(of, score->index, score->uncapped));
	if (score->cap_critical >= 0)
		telling_step(of->telling, "Cap", "critical %s is red: yellow at most",
		    model->indicators[score->cap_critical].title);
	if (score->cap_red_groups > 0)
		telling_step(of->telling, "Cap", "%zu groups are red: red", score->cap_red_groups);
	if (score->override != NULL)
		telling_step(of->telling, "Override", "%s:%u, %s: %s",
		    of->edition->dataset->files[score->override->file].name,
		    (unsigned)score->override->line, score->override->author,
		    score->override->reason);
	telling_step(
	    of->telling, "Rating", "%s", story_rating_word(of->edition, score->rating, score->index));
}

static void
tell_outlook(const struct explanation *of, const struct lens_score *score)
{
	const struct indicator *indicator;
	char			value[NUMBER_SIZE], before[NUMBER_SIZE];

	if (!isnan(score->change))
		telling_step(of->telling, "Change", "%s against %s in the period before",
		    story_signed(of->edition, score->change, of->arena),
		    number_format(score->previous, 1, before));
	if (score->flip.indicator < 0)
		return;
	indicator = &of->edition->model->indicators[score->flip.indicator];
	telling_step(of->telling, "Flip", "%s at %s %s would turn the colour of the score %s", indicator->title,
	    number_format(score->flip.value, 2, value), indicator->unit,
	    story_rating_word(of->edition, score->flip.to, NAN));
}

int
explain_lens(const struct explanation *of, size_t index, struct error *error)
{
	const struct lens	*lens = &of->edition->model->lenses[index];
	const struct lens_score *score = &of->card->lenses[index];

	if (!score->planned)
		return error_set(
		    error, ERROR_INPUT, NULL, 0, "nothing is planned for lens '%s'", lens->id);
	for (size_t i = 0; i < lens->group_count; i++)
		tell_group_line(of, &lens->groups[i], &score->groups[i]);
	tell_index(of, lens, score);
	tell_bounds(of, score);
	tell_rating(of, score);
	tell_outlook(of, score);
	return 0;
}
