/* survey_finish.c - when all surveys are in: questions in model order, respondents sorted, places and tokens forgotten. */
#include <stdlib.h>
#include <string.h>

#include "base/arena.h"
#include "base/error.h"
#include "base/findings.h"
#include "input/intake.h"
#include "input/paths.h"
#include "input/survey.h"

/* What sorting respondents looks at. */
struct sorting {
	const struct answers *answers;		/* with final codes in final order */
	int		      fiscal_start;
};

static int
compare_doubles(const void *a, const void *b)
{
	double left = *(const double *)a;
	double right = *(const double *)b;

	return (left > right) - (left < right);
}

/* Odd values in ascending order; codes[i] is the final code of the value that came as number i. NULL when out of memory. */
static uint16_t *
sort_odd_values(const struct answers *answers, struct dataset *dataset, struct arena *arena)
{
	size_t	      count = answers->odd_values.count;
	const double *values = answers->odd_values.items;
	uint16_t     *codes = calloc(count + 1, sizeof *codes);

	dataset->odd_values = vector_copy(&answers->odd_values, arena);
	dataset->odd_value_count = count;
	if (codes == NULL || dataset->odd_values == NULL) {
		free(codes);
		return NULL;
	}
	if (count > 0)
		qsort(dataset->odd_values, count, sizeof(double), compare_doubles);
	for (size_t i = 0; i < count; i++) {
		const double *found = bsearch(&values[i], dataset->odd_values, count, sizeof(double), compare_doubles);

		codes[i] = (uint16_t)(ANSWER_INTEGERS + 1 + (found - dataset->odd_values));
	}
	return codes;
}

/* Slots in the order of the model's questions: slots[s] is the reader's slot. NULL when out of memory. */
static size_t *
order_slots(const struct answers *answers, struct dataset *dataset, struct arena *arena)
{
	size_t *slots = calloc(answers->slot_count + 1, sizeof *slots);
	size_t	count = 0;

	dataset->slot_question = arena_alloc(arena, answers->slot_count, sizeof *dataset->slot_question);
	if (slots == NULL || dataset->slot_question == NULL) {
		free(slots);
		return NULL;
	}
	for (size_t i = 0; i < answers->question_count; i++)
		if (answers->slot[i] != -1) {
			dataset->slot_question[count] = i;
			slots[count++] = (size_t)answers->slot[i];
		}
	dataset->question_slots = count;
	return slots;
}

/* Brings one person's codes into their final form, by way of spare; true if there is any answer. */
static bool
settle_codes(const struct answers *answers, size_t person, const size_t *slots, const uint16_t *odd_codes, uint16_t *spare)
{
	uint16_t *codes = answers_codes(answers, person);
	bool	  any = false;

	for (size_t i = 0; i < answers->slot_count; i++) {
		uint16_t code = codes[slots[i]];

		if (code == ANSWER_INVALID || code == ANSWER_TWICE)
			code = ANSWER_NONE;
		spare[i] = code > ANSWER_INTEGERS ? odd_codes[code - ANSWER_INTEGERS - 1] : code;
		any = any || code != ANSWER_NONE;
	}
	memcpy(codes, spare, answers->slot_count * sizeof *codes);
	return any;
}

/* By partner, period, side, from, answers: nothing that depends on the order of rows. */
static int
compare_people(const void *a, const void *b, void *context)
{
	const struct sorting	*sorting = context;
	size_t			 left = *(const uint32_t *)a;
	size_t			 right = *(const uint32_t *)b;
	const struct respondent *x = &answers_person_at(sorting->answers, left)->who;
	const struct respondent *y = &answers_person_at(sorting->answers, right)->who;
	int			 order;

	if (x->partner != y->partner)
		return x->partner < y->partner ? -1 : 1;
	order = period_compare((struct period){ x->granularity, x->period_index }, (struct period){ y->granularity, y->period_index },
	    sorting->fiscal_start);
	if (order != 0)
		return order;
	if (x->side != y->side)
		return x->side < y->side ? -1 : 1;
	if (x->from != y->from)
		return x->from < y->from ? -1 : 1;
	return memcmp(answers_codes(sorting->answers, left), answers_codes(sorting->answers, right),
	    sorting->answers->slot_count * sizeof(uint16_t));
}

/* Respondents in sorted order, then their codes: in between, the people are freed. */
static int
fill_dataset(struct answers *answers, const uint32_t *sorted, size_t count, struct dataset *dataset, struct arena *arena)
{
	size_t width = answers->slot_count;

	dataset->respondents = arena_alloc(arena, count, sizeof *dataset->respondents);
	dataset->answers = arena_alloc(arena, count * width, sizeof *dataset->answers);
	if (dataset->respondents == NULL || dataset->answers == NULL)
		return -1;
	for (size_t i = 0; i < count; i++) {
		dataset->respondents[i] = answers_person_at(answers, sorted[i])->who;
		dataset->respondents[i].answers = (uint32_t)(i * width);
	}
	answers_forget_people(answers);
	for (size_t i = 0; i < count; i++)
		memcpy(dataset->answers + i * width, answers_codes(answers, sorted[i]), width * sizeof *dataset->answers);
	dataset->respondent_count = count;
	return 0;
}

static void
index_respondents(struct dataset *dataset)
{
	size_t next = 0;

	for (size_t i = 0; i < dataset->partner_count; i++) {
		struct partner *partner = &dataset->partners[i];

		partner->respondent_first = next;
		while (next < dataset->respondent_count && dataset->respondents[next].partner == i)
			next++;
		partner->respondent_count = next - partner->respondent_first;
	}
}

static void
renumber_partners(struct answers *answers, const uint32_t *order)
{
	for (size_t i = 0; i < answers->person_count; i++) {
		struct respondent *who = &answers_person_at(answers, i)->who;

		who->partner = order[who->partner];
		if (who->from != DATASET_NONE)
			who->from = order[who->from];
	}
}

/* People with an answer, sorted, into the dataset. sorted has room for everybody, spare for one person's codes. */
static int
settle_people(struct intake *intake, const size_t *slots, const uint16_t *odd_codes, uint16_t *spare, uint32_t *sorted)
{
	struct answers *answers = &intake->survey->answers;
	struct sorting	sorting = { answers, intake->settings->fiscal_year_start };
	size_t		count = 0;

	for (size_t i = 0; i < answers->person_count; i++)
		if (settle_codes(answers, i, slots, odd_codes, spare))
			sorted[count++] = (uint32_t)i;
	if (answers->slot_count > 0 && count > UINT32_MAX / answers->slot_count)
		return -1;
	if (count > 0)
		qsort_r(sorted, count, sizeof *sorted, compare_people, &sorting);
	return fill_dataset(answers, sorted, count, intake->dataset, intake->arena);
}

/* A misspelt `column` would silently leave its question out. */
static int
report_sought(const struct intake *intake)
{
	const struct mappings *mappings = intake->mappings;

	for (size_t i = 0; intake->survey->sought != NULL && i < mappings->question_count; i++) {
		const struct mapping_question *mapped = &mappings->questions[i];
		const struct finding	       finding = {
			.kind = FINDING_QUESTION_NOWHERE, .line = mapped->line, .value = mapped->id,
			.file = mappings->path == NULL ? NULL : paths_relative(intake->settings->path, mappings->path),
			.expected = mapped->columns.count > 0 ? mapped->columns.items[0].written : NULL,
		};

		if (intake->survey->sought[i] == SOUGHT_IN_VAIN && findings_add(intake->findings, &finding) == -1)
			return -1;
	}
	return 0;
}

int
survey_intake_finish(struct intake *intake, const uint32_t *order, struct error *error)
{
	struct answers *answers = &intake->survey->answers;
	size_t	       *slots = order_slots(answers, intake->dataset, intake->arena);
	uint16_t       *odd_codes = sort_odd_values(answers, intake->dataset, intake->arena);
	uint16_t       *spare = calloc(answers->slot_count + 1, sizeof *spare);
	uint32_t       *sorted = calloc(answers->person_count + 1, sizeof *sorted);
	int		rc = -1;

	answers_settle(answers);
	vector_clear(&intake->survey->rows);
	renumber_partners(answers, order);
	if (slots != NULL && odd_codes != NULL && spare != NULL && sorted != NULL)
		rc = settle_people(intake, slots, odd_codes, spare, sorted);
	if (rc == 0)
		rc = report_sought(intake);
	answers_clear(answers);
	free(slots);
	free(odd_codes);
	free(spare);
	free(sorted);
	if (rc == -1)
		return error_out_of_memory(error);
	index_respondents(intake->dataset);
	return 0;
}
