/* answers.c - one array of codes, grown in both directions by doubling. */
#include "input/answers.h"

#include <stdlib.h>
#include <string.h>

#include "base/table.h"

enum { FIRST_PEOPLE = 256, FIRST_SLOTS = 8, FIRST_INDEX = 1024 };

int
answers_init(struct answers *answers, size_t question_count)
{
	*answers = (struct answers){ .capacity = FIRST_PEOPLE, .stride = FIRST_SLOTS, .index_size = FIRST_INDEX, .question_count = question_count };
	answers->people.size = sizeof(struct person);
	answers->odd_values.size = sizeof(double);
	answers->codes = calloc(answers->capacity * answers->stride, sizeof *answers->codes);
	answers->places = calloc(answers->capacity * answers->stride, sizeof *answers->places);
	answers->index = calloc(answers->index_size, sizeof *answers->index);
	answers->slot = calloc(question_count + 1, sizeof *answers->slot);
	answers->question = calloc(question_count + 1, sizeof *answers->question);
	answers->odd_index = table_new();
	if (answers->codes == NULL || answers->places == NULL || answers->index == NULL || answers->slot == NULL ||
	    answers->question == NULL || answers->odd_index == NULL)
		return -1;
	for (size_t i = 0; i < question_count; i++)
		answers->slot[i] = -1;
	return 0;
}

void
answers_clear(struct answers *answers)
{
	vector_clear(&answers->people);
	vector_clear(&answers->odd_values);
	table_free(answers->odd_index);
	free(answers->codes);
	free(answers->places);
	free(answers->index);
	free(answers->slot);
	free(answers->question);
	*answers = (struct answers){ 0 };
}

/* The same codes with room for more people or slots. */
static int
resize(struct answers *answers, size_t capacity, size_t stride)
{
	uint16_t *codes = capacity > SIZE_MAX / stride ? NULL : calloc(capacity * stride, sizeof *codes);
	uint32_t *places = codes == NULL ? NULL : calloc(capacity * stride, sizeof *places);

	if (places == NULL) {
		free(codes);
		return -1;
	}
	for (size_t i = 0; i < answers->people.count; i++) {
		memcpy(codes + i * stride, answers->codes + i * answers->stride, answers->stride * sizeof *codes);
		memcpy(places + i * stride, answers->places + i * answers->stride, answers->stride * sizeof *places);
	}
	free(answers->codes);
	free(answers->places);
	answers->codes = codes;
	answers->places = places;
	answers->capacity = capacity;
	answers->stride = stride;
	return 0;
}

static size_t
hash_person(const struct token_hash *token, const struct respondent *who)
{
	uint64_t hash = token->low;

	hash ^= ((uint64_t)who->partner << 32 | (uint32_t)who->period_index) * 0x9e3779b97f4a7c15u;
	hash ^= ((uint64_t)who->from << 16 | (uint64_t)who->granularity << 8 | who->side) * 0xc2b2ae3d27d4eb4fu;
	return (size_t)(hash ^ hash >> 32);
}

static bool
is_person(const struct person *person, const struct token_hash *token, const struct respondent *who)
{
	return person->token.low == token->low && person->token.high == token->high && person->who.partner == who->partner &&
	    person->who.from == who->from && person->who.period_index == who->period_index &&
	    person->who.granularity == who->granularity && person->who.side == who->side;
}

static struct person *
person_at(const struct answers *answers, size_t index)
{
	return (struct person *)answers->people.items + index;
}

/* At most half full. */
static int
grow_index(struct answers *answers)
{
	size_t	  size = answers->index_size * 2;
	uint32_t *index = calloc(size, sizeof *index);

	if (index == NULL)
		return -1;
	for (size_t i = 0; i < answers->people.count; i++) {
		const struct person *person = person_at(answers, i);
		size_t		     at = hash_person(&person->token, &person->who) & (size - 1);

		while (index[at] != 0)
			at = (at + 1) & (size - 1);
		index[at] = (uint32_t)i + 1;
	}
	free(answers->index);
	answers->index = index;
	answers->index_size = size;
	return 0;
}

static long
add_person(struct answers *answers, size_t at, const struct token_hash *token, const struct respondent *who)
{
	size_t	       number = answers->people.count;
	struct person *person;

	if (number >= UINT32_MAX / 2 || (number == answers->capacity && resize(answers, answers->capacity * 2, answers->stride) == -1))
		return -1;
	person = vector_push(&answers->people);
	if (person == NULL)
		return -1;
	person->token = *token;
	person->who = *who;
	answers->index[at] = (uint32_t)number + 1;
	if (answers->people.count * 2 > answers->index_size && grow_index(answers) == -1)
		return -1;
	return (long)number;
}

long
answers_person(struct answers *answers, const struct token_hash *token, const struct respondent *who)
{
	size_t at = hash_person(token, who) & (answers->index_size - 1);

	while (answers->index[at] != 0) {
		if (is_person(person_at(answers, answers->index[at] - 1), token, who))
			return (long)answers->index[at] - 1;
		at = (at + 1) & (answers->index_size - 1);
	}
	return add_person(answers, at, token, who);
}

long
answers_slot(struct answers *answers, size_t question)
{
	if (answers->slot[question] != -1)
		return answers->slot[question];
	if (answers->slot_count == answers->stride && resize(answers, answers->capacity, answers->stride * 2) == -1)
		return -1;
	answers->question[answers->slot_count] = question;
	answers->slot[question] = (long)answers->slot_count++;
	return answers->slot[question];
}

long
answers_code(struct answers *answers, double value)
{
	double *added;
	long	index;

	if (value >= 0 && value < ANSWER_INTEGERS && value == (double)(long)value)
		return (long)value + 1;
	index = table_get(answers->odd_index, (const char *)&value, sizeof value);
	if (index == -1) {
		index = (long)answers->odd_values.count;
		if (index == ANSWER_ODD_MAX)
			return 0;
		added = vector_push(&answers->odd_values);
		if (added == NULL || table_set(answers->odd_index, (const char *)&value, sizeof value, index, NULL) == -1)
			return -1;
		*added = value;
	}
	return ANSWER_INTEGERS + 1 + index;
}
