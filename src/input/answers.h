/*
 * answers.h - answers while they come in: people by the hash of their token, two bytes an answer, and
 * where each stood until all are read.
 */
#ifndef INPUT_ANSWERS_H
#define INPUT_ANSWERS_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "input/dataset.h"
#include "input/token_hash.h"
#include "input/vector.h"

struct table;

/* Codes of dataset.answers; the last two only while reading: a key that occurred, but without an answer that counts. */
enum { ANSWER_NONE = 0, ANSWER_INTEGERS = 1001, ANSWER_ODD_MAX = 60000, ANSWER_INVALID = UINT16_MAX - 1, ANSWER_TWICE = UINT16_MAX };

enum { ANSWERS_BLOCK = 16384 /* people */ };

struct person {
	struct token_hash token;
	struct respondent who;
	uint32_t	  first_place;	/* of its answers in long files; 0: none */
};

/* ANSWERS_BLOCK people and their answers: growing copies nothing, and each array is large enough to go
 * back to the system. */
struct answer_block {
	struct person *people;
	uint16_t *codes;		/* stride a person */
	uint16_t *near;			/* likewise: place less the person's first, plus 1; 0: none. NULL if not kept, or far */
	uint32_t *far;			/* the places themselves, once one does not fit in near; NULL before */
};

struct answers {
	struct vector blocks;		/* struct answer_block */
	size_t	      person_count;
	size_t	      stride;		/* slots a person has room for */
	bool	      has_places;
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

/*
 * From now on with places: file and line of each code of a long file, as its reader counts them, 0 for none. They only grow. As the
 * rows of a person mostly stand together, two bytes each do. -1 when out of memory.
 */
int answers_keep_places(struct answers *answers);
uint32_t answers_place(const struct answers *answers, size_t person, size_t slot);
int answers_set_place(struct answers *answers, size_t person, size_t slot, uint32_t place);
/* When no more rows come: frees the places and the index of people. */
void answers_settle(struct answers *answers);
/* Frees the people too: what is left are codes by number. */
void answers_forget_people(struct answers *answers);

/* The person with this token among those of the same partner, period, side and from, added if new; -1 when out of memory. */
long answers_person(struct answers *answers, const struct token_hash *token, const struct respondent *who);
/* The slot of a question, added if new; -1 when out of memory. */
long answers_slot(struct answers *answers, size_t question);
/* The code of a value: 0..1000 whole directly, others through odd_values; 0 if there are too many different ones, -1 when out of memory. */
long answers_code(struct answers *answers, double value);

static inline const struct answer_block *
answers_block(const struct answers *answers, size_t person)
{
	return (const struct answer_block *)answers->blocks.items + person / ANSWERS_BLOCK;
}

/* By slot. Valid until a question is added. */
static inline uint16_t *
answers_codes(const struct answers *answers, size_t person)
{
	return answers_block(answers, person)->codes + person % ANSWERS_BLOCK * answers->stride;
}

static inline struct person *
answers_person_at(const struct answers *answers, size_t person)
{
	return answers_block(answers, person)->people + person % ANSWERS_BLOCK;
}

#endif
