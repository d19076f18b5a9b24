/*
 * answers.h - answers while they come in: people by the hash of their token, two bytes an answer, and where each stood until all are read.
 */
#ifndef INPUT_ANSWERS_H
#define INPUT_ANSWERS_H

#include <stddef.h>
#include <stdint.h>

#include "input/dataset.h"
#include "input/token_hash.h"
#include "input/vector.h"

struct table;

/* Codes of dataset.answers; the last two only while reading: a key that occurred, but without an answer that counts. */
enum { ANSWER_NONE = 0, ANSWER_INTEGERS = 1001, ANSWER_ODD_MAX = 60000, ANSWER_INVALID = UINT16_MAX - 1, ANSWER_TWICE = UINT16_MAX };

struct person {
	struct token_hash token;
	struct respondent who;
};

struct answers {
	struct vector people;		/* struct person */
	size_t	      capacity;		/* people that codes and places have room for */
	size_t	      stride;		/* slots a person has room for */
	uint16_t     *codes;
	uint32_t     *places;		/* file and line of each code, as the reader counts them */
	uint32_t     *index;		/* open addressing: person + 1, 0 free */
	size_t	      index_size;	/* a power of two */
	size_t	      slot_count;
	size_t	      question_count;
	long	     *slot;		/* question -> slot, -1 if not yet answered */
	size_t	     *question;		/* slot -> question */
	struct vector odd_values;	/* double */
	struct table *odd_index;	/* bytes of the double -> index */
};

/* -1 when out of memory. */
int answers_init(struct answers *answers, size_t question_count);
void answers_clear(struct answers *answers);

/* The person with this token among those of the same partner, period, side and from, added if new; -1 when out of memory. */
long answers_person(struct answers *answers, const struct token_hash *token, const struct respondent *who);
/* The slot of a question, added if new; -1 when out of memory. */
long answers_slot(struct answers *answers, size_t question);
/* The code of a value: 0..1000 whole directly, others through odd_values; 0 if there are too many different ones, -1 when out of memory. */
long answers_code(struct answers *answers, double value);

static inline size_t
answers_at(const struct answers *answers, size_t person, size_t slot)
{
	return person * answers->stride + slot;
}

#endif
