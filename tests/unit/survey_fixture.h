/*
 * survey_fixture.h - wide surveys in tests: reading one, and the mean of a question as the dataset has it.
 */
#ifndef SURVEY_FIXTURE_H
#define SURVEY_FIXTURE_H

#include "input_fixture.h"

/* One partner, one side, one period for the whole file. */
#define SOURCE "[source x]\nfile = \"survey*\"\npartner = \"Acme\"\nside = client\nperiod = 2026-Q3\n"

/* Reads text as survey.csv with SOURCE and more sections; findings of an earlier reading are gone. */
static inline void
read_wide(struct fixture *fixture, const char *sections, const char *text)
{
	findings_free(fixture->findings);
	fixture->findings = findings_new();
	assert_non_null(fixture->findings);
	fixture_map(fixture, arena_printf(fixture->arena, SOURCE "%s", sections));
	if (fixture_read(fixture, INPUT_SURVEY, text) == -1)
		fail_msg("%s", fixture->error.message);
}

/* Fails unless so many respondents answered this question about this partner, with this mean on the model's scale. */
static inline void
assert_mean(const struct fixture *fixture, const char *partner, const char *question, size_t count, double mean)
{
	const struct dataset *dataset = &fixture->dataset;
	long		      index = dataset_find_partner(dataset, partner);
	double		      sum = 0;
	size_t		      answers = 0;

	if (index == -1)
		fail_msg("no partner %s", partner);
	for (size_t i = 0; i < dataset->respondent_count; i++)
		for (size_t slot = 0; slot < dataset->question_slots; slot++) {
			double answer = dataset_answer(dataset, &dataset->respondents[i], slot);

			if ((long)dataset->respondents[i].partner != index || isnan(answer) ||
			    (long)dataset->slot_question[slot] != model_find_question(&fixture->model, question))
				continue;
			sum += answer;
			answers++;
		}
	if (answers != count || (count > 0 && fabs(sum / (double)count - mean) > 1e-9))
		fail_msg("%s about %s: %zu answers, mean %g", question, partner, answers, sum / (double)answers);
}

/* Rows of a file that were left out for this reason. */
static inline unsigned long
dropped(const struct fixture *fixture, size_t file, const char *reason)
{
	const struct dropped_rows *drops = fixture->dataset.files[file].drops;

	for (size_t i = 0; i < DROP_REASONS_MAX && drops[i].reason != NULL; i++)
		if (strcmp(drops[i].reason, reason) == 0)
			return drops[i].rows;
	return 0;
}

/* The only finding with this value. */
static inline const struct finding *
finding_with_value(const struct fixture *fixture, const char *value)
{
	const struct finding *found = NULL;

	for (size_t i = 0; i < findings_count(fixture->findings); i++) {
		const struct finding *finding = findings_at(fixture->findings, i);

		if (finding->value == NULL || strcmp(finding->value, value) != 0)
			continue;
		if (found != NULL)
			fail_msg("two findings about %s", value);
		found = finding;
	}
	if (found == NULL)
		fail_msg("no finding about %s", value);
	return found;
}

#endif
