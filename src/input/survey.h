/*
 * survey.h - the state of reading long surveys: what the previous rows said, so that equal cells cost a comparison.
 * Private to survey.c, survey_answer.c and survey_finish.c.
 */
#ifndef INPUT_SURVEY_H
#define INPUT_SURVEY_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "input/answers.h"
#include "input/sheet.h"

enum { MEMO_BYTES = 128 };

/* The bytes of a cell read before. */
struct memo {
	size_t length;
	bool   known;
	char   bytes[MEMO_BYTES];
};

/* A spelling of a question. */
struct asked {
	const char *text;
	size_t	    length;
	long	    question;	/* of the model, -1 if unknown */
	size_t	    next;	/* the spelling that followed it last time */
};

struct survey_intake {
	struct answers	  answers;
	struct token_hash key;
	struct vector	  bases;	/* uint32_t, per input file: place = base + line */
	uint32_t	  last_place;
	uint16_t	  file;		/* of the sheet under way; UINT16_MAX: none */
	struct memo	  partner;
	struct memo	  side;
	struct memo	  from;
	struct memo	  token;
	struct respondent who;
	struct token_hash who_token;
	long		  person;	/* index, -1 until the first answer of this respondent */
	struct vector	  asked;	/* struct asked */
	struct table	 *asked_index;	/* spelling -> asked */
	size_t		  last_asked;
	struct table	 *words;	/* question and answer in words -> code */
};

enum survey_field {
	SURVEY_PARTNER, SURVEY_PERIOD, SURVEY_YEAR, SURVEY_MONTH, SURVEY_RESPONDENT, SURVEY_SIDE, SURVEY_QUESTION, SURVEY_ANSWER,
	SURVEY_FROM, SURVEY_ROLE, SURVEY_COMMENT, SURVEY_FIELDS
};

/* The code of an answer: ANSWER_NONE for a blank, NA or WITHHELD cell, ANSWER_INVALID (with a finding) for one that is not on the scale,
 * -1 when out of memory. */
long survey_answer(struct sheet *sheet, size_t question, struct cell cell, struct error *error);

#endif
