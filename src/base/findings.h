/*
 * findings.h - what is wrong or remarkable in the user's data; work goes on.
 *
 * Each kind is a row of a table: its severity, its text and the next step. A finding names file, line,
 * column, value and what was expected. Respondent tokens and comments never enter a finding.
 */
#ifndef BASE_FINDINGS_H
#define BASE_FINDINGS_H

#include <stdbool.h>
#include <stddef.h>

enum severity { SEVERITY_ERROR, SEVERITY_WARNING, SEVERITY_ADVICE, SEVERITY_INFO };

enum finding_kind {
	FINDING_FILE_UNUSABLE,		/* error: a file could not be read to its end */
	FINDING_MISSING_COLUMN,		/* error */
	FINDING_ROW_FIELDS,		/* warning: a row with too many or too few fields, rejected */
	FINDING_EMPTY_FILE,		/* also a pattern that no file fits */
	FINDING_MISSPELT_COLUMN,	/* warning: unknown, and like one that the file lacks */
	FINDING_IGNORED_COLUMN,		/* info, once per column */
	FINDING_BAD_PERIOD,
	FINDING_BAD_NUMBER,
	FINDING_AMBIGUOUS_NUMBER,
	FINDING_BAD_WORD,		/* a word outside the list: direction, side, rating, yes/no, status, colour */
	FINDING_BAD_LIMITS,		/* G = R, wrong side, target 0 without red_at */
	FINDING_BAD_WEIGHT,
	FINDING_OUT_OF_SCALE,
	FINDING_DUPLICATE,
	FINDING_BLANK_PARTNER,
	FINDING_LONG_ID,
	FINDING_CONTROL_CHARACTER,
	FINDING_INVALID_UTF8,
	FINDING_UNKNOWN_KPI,		/* advice, once per KPI */
	FINDING_UNKNOWN_QUESTION,	/* warning, once per question */
	FINDING_UNKNOWN_PARTNER,	/* a partner not listed in the partners file, info, once each */
	FINDING_UNKNOWN_TARGET,		/* override or limit that names no lens, group, KPI or partner */
	FINDING_BAD_OVERRIDE,		/* reason too short, bad colour or date */
	FINDING_BAD_DATE,
	FINDING_SLUG_CLASH,		/* info: two ids share a slug and were told apart */
	FINDING_SIMILAR_PARTNER,	/* advice: two ids that differ in case, blanks or dashes alone */
	FINDING_NO_DATA,		/* info: active partner without any row */
	FINDING_DEFAULT_TOLERANCE,	/* info: limits derived from target, once per KPI */
	FINDING_UNKNOWN_LANGUAGE,	/* warning: a partner's language that no strings file speaks */
	FINDING_UNPRINTABLE,		/* advice: characters no font covers */
	FINDING_RENDER_FAILED,		/* error: a partner's reports could not be drawn */
	FINDING_CONVERTED,		/* info: the file was not UTF-8 and has been converted */
	FINDING_DIALECT,		/* info: what a file was recognised as, and why */
	FINDING_AMBIGUOUS_DATE,		/* error: 03/04/2026 and no date of the file says which is the month */
	FINDING_UNKNOWN_LABEL,		/* warning, once per question and label, with its count and the nearest entry of the scale */
	FINDING_DROPPED,		/* info, once per file and reason: rows that a filter left out, with their count */
	FINDING_NO_PARTNER_MATCH,	/* warning, once per name: free text that names no known partner, with its count */
	FINDING_NOT_JUDGED,		/* info, once per file and measure: rows in which a side of the comparison is missing */
	FINDING_UNKNOWN_TYPE,		/* advice, once per word: a work item of no known type */
	FINDING_NEGATIVE_TIME,		/* warning: a work item that was done before it was started */
	FINDING_ESTIMATED,		/* info: a date taken from a stand-in column */
	FINDING_QUESTION_NOWHERE,	/* advice, once per question of the mappings whose column no survey has */
	FINDING_STRAY_TEMPLATE,		/* warning: a file of the templates directory that nothing reads, named nearly like one that would be */
	FINDING_LOST_PLACEHOLDER,	/* advice: an own text leaves out what the shipped one fills in */
	FINDING_KINDS
};

struct finding {
	enum finding_kind kind;
	const char	 *file;		/* NULL: none */
	unsigned long	  line;		/* 1-based, 0: none */
	unsigned int	  column;	/* 1-based field number, 0: none */
	const char	 *value;	/* as found, made printable and cut at 80 bytes; NULL: none */
	const char	 *expected;	/* NULL: none */
	const char	 *partner;	/* id, NULL: none */
	unsigned long	  rows;		/* how many rows it stands for; 0 and 1: this one */
};

struct findings;

/* What a kind is called (kebab-case, stable), how grave it is, its sentence and the next step. */
const char *finding_kind_name(enum finding_kind kind);
enum severity finding_severity(enum finding_kind kind);
const char *finding_sentence(enum finding_kind kind);
const char *finding_next_step(enum finding_kind kind);
const char *severity_name(enum severity severity);
/* True for what is found row by row; else it is found once a file, column or word. */
bool finding_is_of_a_row(enum finding_kind kind);

/* NULL when out of memory. */
struct findings *findings_new(void);
void findings_free(struct findings *findings);

/* Copies all strings. Beyond 100,000 findings of a kind only the count grows. -1 when out of memory. */
int findings_add(struct findings *findings, const struct finding *finding);

/* Every stored finding, in order of arrival until findings_sort: file, line, column, kind. */
size_t findings_count(const struct findings *findings);
const struct finding *findings_at(const struct findings *findings, size_t index);
void findings_sort(struct findings *findings);

/* How many were added, stored or not. */
size_t findings_count_kind(const struct findings *findings, enum finding_kind kind);
size_t findings_count_severity(const struct findings *findings, enum severity severity);

/* Findings of one cause: rows with the same kind, file and expectation. What is found once a file, column, word ... stands alone. */
struct finding_group {
	const struct finding *first;
	unsigned long	      rows;	/* that all of them stand for */
};

/* The stored findings by cause, in the order of their first ones; *groups is the caller's to free. -1 when out of memory. */
int findings_group(const struct findings *findings, struct finding_group **groups, size_t *count);
/* How many rows a finding stands for: at least 1. */
unsigned long finding_rows(const struct finding *finding);

/* "kpi.csv:14:3: warning: not a number: "1.4x"; expected a number - next step" into text, cut to size; returns text. */
const char *finding_text(const struct finding *finding, char *text, size_t size);

#endif
