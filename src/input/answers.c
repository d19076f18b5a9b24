/* answers.c - people by the hash of their token, and blocks of codes that grow with them. */
#include "input/answers.h"

#include <stdlib.h>
#include <string.h>

#include "base/table.h"

enum { MORE_SLOTS = 8, FIRST_INDEX = 1024 };

int
answers_init(struct answers *answers, size_t question_count)
{
	*answers = (struct answers){ .stride = MORE_SLOTS, .index_size = FIRST_INDEX, .question_count = question_count };
	answers->blocks.size = sizeof(struct answer_block);
	answers->odd_values.size = sizeof(double);
	answers->index = calloc(answers->index_size, sizeof *answers->index);
	answers->slot = calloc(question_count + 1, sizeof *answers->slot);
	answers->question = calloc(question_count + 1, sizeof *answers->question);
	answers->odd_index = table_new();
	if (answers->index == NULL || answers->slot == NULL || answers->question == NULL || answers->odd_index == NULL)
		return -1;
	for (size_t i = 0; i < question_count; i++)
		answers->slot[i] = -1;
	return 0;
}

static struct answer_block *
block_at(const struct answers *answers, size_t index)
{
	return (struct answer_block *)answers->blocks.items + index;
}

void
answers_settle(struct answers *answers)
{
	for (size_t i = 0; i < answers->blocks.count; i++) {
		struct answer_block *block = block_at(answers, i);

		free(block->near);
		free(block->far);
		block->near = NULL;
		block->far = NULL;
	}
	answers->has_places = false;
	free(answers->index);
	answers->index = NULL;
}

void
answers_forget_people(struct answers *answers)
{
	for (size_t i = 0; i < answers->blocks.count; i++) {
		free(block_at(answers, i)->people);
		block_at(answers, i)->people = NULL;
	}
}

void
answers_clear(struct answers *answers)
{
	answers_settle(answers);
	answers_forget_people(answers);
	for (size_t i = 0; i < answers->blocks.count; i++)
		free(block_at(answers, i)->codes);
	vector_clear(&answers->blocks);
	vector_clear(&answers->odd_values);
	table_free(answers->odd_index);
	free(answers->slot);
	free(answers->question);
	*answers = (struct answers){ 0 };
}

int
answers_keep_places(struct answers *answers)
{
	for (size_t i = 0; !answers->has_places && i < answers->blocks.count; i++) {
		block_at(answers, i)->near = calloc(ANSWERS_BLOCK * answers->stride, sizeof(uint16_t));
		if (block_at(answers, i)->near == NULL)
			return -1;
	}
	answers->has_places = true;
	return 0;
}

/* The place of item number at of a block that is not far yet. */
static uint32_t
near_place(const struct answers *answers, const struct answer_block *block, size_t at)
{
	return block->near[at] == 0 ? 0 : block->people[at / answers->stride].first_place + block->near[at] - 1;
}

/* A file in another order, as all answers to one question before those to the next. -1 when out of memory. */
static int
go_far(const struct answers *answers, struct answer_block *block)
{
	block->far = calloc(ANSWERS_BLOCK * answers->stride, sizeof *block->far);
	if (block->far == NULL)
		return -1;
	for (size_t i = 0; i < ANSWERS_BLOCK * answers->stride; i++)
		block->far[i] = near_place(answers, block, i);
	free(block->near);
	block->near = NULL;
	return 0;
}

uint32_t
answers_place(const struct answers *answers, size_t person, size_t slot)
{
	const struct answer_block *block = answers_block(answers, person);
	size_t			   at = person % ANSWERS_BLOCK * answers->stride + slot;

	return block->far != NULL ? block->far[at] : near_place(answers, block, at);
}

int
answers_set_place(struct answers *answers, size_t person, size_t slot, uint32_t place)
{
	struct answer_block *block = block_at(answers, person / ANSWERS_BLOCK);
	uint32_t	    *first = &answers_person_at(answers, person)->first_place;
	size_t		     at = person % ANSWERS_BLOCK * answers->stride + slot;

	if (*first == 0)
		*first = place;
	if (block->far == NULL && place != 0 && place - *first >= UINT16_MAX && go_far(answers, block) == -1)
		return -1;
	if (block->far != NULL)
		block->far[at] = place;
	else
		block->near[at] = place == 0 ? 0 : (uint16_t)(place - *first + 1);
	return 0;
}

static int
add_block(struct answers *answers)
{
	struct answer_block *block = vector_push(&answers->blocks);

	if (block == NULL)
		return -1;
	block->people = calloc(ANSWERS_BLOCK, sizeof *block->people);
	block->codes = calloc(ANSWERS_BLOCK * answers->stride, sizeof *block->codes);
	if (answers->has_places)
		block->near = calloc(ANSWERS_BLOCK * answers->stride, sizeof *block->near);
	return block->people == NULL || block->codes == NULL || (answers->has_places && block->near == NULL) ? -1 : 0;
}

/* size bytes a slot with room for more of them, instead of items; NULL when out of memory, and if there are none. */
static void *
wider(void *items, size_t size, size_t from, size_t to)
{
	char *copy = items == NULL ? NULL : calloc(ANSWERS_BLOCK * to, size);

	for (size_t i = 0; copy != NULL && i < ANSWERS_BLOCK; i++)
		memcpy(copy + i * to * size, (const char *)items + i * from * size, from * size);
	free(items);
	return copy;
}

/* Room for more slots. After a failure the blocks are of no use any more. */
static int
widen(struct answers *answers)
{
	size_t from = answers->stride;
	size_t to = from + MORE_SLOTS;

	for (size_t i = 0; i < answers->blocks.count; i++) {
		struct answer_block *block = block_at(answers, i);
		bool		     is_far = block->far != NULL;

		block->codes = wider(block->codes, sizeof *block->codes, from, to);
		block->near = wider(block->near, sizeof *block->near, from, to);
		block->far = wider(block->far, sizeof *block->far, from, to);
		if (block->codes == NULL || (answers->has_places && (is_far ? (void *)block->far : (void *)block->near) == NULL))
			return -1;
	}
	answers->stride = to;
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

/* At most half full. */
static int
grow_index(struct answers *answers)
{
	size_t	  size = answers->index_size * 2;
	uint32_t *index = calloc(size, sizeof *index);

	if (index == NULL)
		return -1;
	for (size_t i = 0; i < answers->person_count; i++) {
		const struct person *person = answers_person_at(answers, i);
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
	size_t	       number = answers->person_count;
	struct person *person;

	if (number >= UINT32_MAX / 2 || (number == answers->blocks.count * ANSWERS_BLOCK && add_block(answers) == -1))
		return -1;
	person = answers_person_at(answers, number);
	answers->person_count++;
	person->token = *token;
	person->who = *who;
	answers->index[at] = (uint32_t)number + 1;
	if (answers->person_count * 2 > answers->index_size && grow_index(answers) == -1)
		return -1;
	return (long)number;
}

long
answers_person(struct answers *answers, const struct token_hash *token, const struct respondent *who)
{
	size_t at = hash_person(token, who) & (answers->index_size - 1);

	while (answers->index[at] != 0) {
		if (is_person(answers_person_at(answers, answers->index[at] - 1), token, who))
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
	if (answers->slot_count == answers->stride && widen(answers) == -1)
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
