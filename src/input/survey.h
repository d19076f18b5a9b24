/*
 * survey.h - the state of reading surveys: answers so far, and what the previous rows said, so that equal cells cost a comparison.
 * Private to the survey_*.c files.
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

/* The row of a wide file that a person's answers come from. The people of one row, one for each partner it names, form a ring. */
struct source_row {
	uint32_t next;		/* of the ring, the person itself if alone */
	uint32_t line;		/* 0: none, or answers of a long file */
	uint16_t file;
	bool	 twice;		/* two rows contradict each other: neither counts */
};

struct survey_intake {
	struct answers	  answers;
	struct vector	  rows;		/* struct source_row, by person; shorter than people if the last ones are of long files */
	struct token_hash key;
	struct vector	  bases;	/* uint32_t, per input file: place = base + line */
	uint32_t	  last_place;
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
	uint8_t		 *sought;	/* by question of the mappings, enum sought; NULL before the first wide file */
};

/* What has become of a question of the mappings. */
enum sought { SOUGHT_NOT /* concerns no file so far */, SOUGHT_IN_VAIN, SOUGHT_AND_FOUND };

enum survey_field {
	SURVEY_PARTNER, SURVEY_PERIOD, SURVEY_YEAR, SURVEY_MONTH, SURVEY_QUARTER, SURVEY_RESPONDENT, SURVEY_SIDE, SURVEY_QUESTION,
	SURVEY_ANSWER, SURVEY_FROM, SURVEY_ROLE, SURVEY_COMMENT, SURVEY_FIELDS
};

/* Of both shapes. */
extern const struct sheet_field survey_fields[SURVEY_FIELDS];

/* "5: strongly agree", "4 - Very impressive", "10 (Always)": the number in front, NaN if there is none. */
double survey_number_prefix(struct cell cell);

/* The code of an answer: ANSWER_NONE for a blank, NA or WITHHELD cell, ANSWER_INVALID (with a finding) for one that is not on the scale,
 * -1 when out of memory. */
long survey_answer(struct sheet *sheet, size_t question, struct cell cell, struct error *error);

#endif
