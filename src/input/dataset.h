/*
 * dataset.h - the facts of a run: KPI values, answers, partners, invites and overrides, each with its file and line.
 *
 * Compact on purpose: 32 bytes a KPI row, two bytes an answer. Sorted after reading, so that results do not depend on file order.
 */
#ifndef INPUT_DATASET_H
#define INPUT_DATASET_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/period.h"
#include "config/mapping.h"
#include "config/model.h"
#include "config/settings.h"

struct arena;
struct error;
struct findings;

enum value_state { VALUE_ABSENT, VALUE_PRESENT, VALUE_BLANK, VALUE_NA, VALUE_WITHHELD, VALUE_REJECTED };

#define DATASET_NONE UINT32_MAX

/* Rows that a filter left out. */
struct dropped_rows {
	const char   *reason;		/* "test", "unfinished", "duplicate-id" ... */
	unsigned long rows;
};

enum { DROP_REASONS_MAX = 12 };

struct input_file {
	enum input_kind	   kind;
	const char	  *path;	/* as opened */
	const char	  *name;	/* relative to rapport.ini: what reports print */
	unsigned long long bytes;
	char		   digest[65];
	const char	  *encoding;
	char		   separator;
	unsigned long	   rows;	/* data records */
	unsigned long	   accepted;
	unsigned long	   rejected;
	unsigned long	   dropped;	/* by filters: rows = accepted + rejected + dropped */
	struct dropped_rows drops[DROP_REASONS_MAX];	/* reason NULL behind the last */
	const char	  *source;	/* id of its [source], NULL */
	const char	  *dialect;	/* id of its dialect, NULL */
	const char	  *why;		/* how the dialect is known; NULL */
	const char	  *line_end;	/* "LF", "CRLF", "CR", "" */
	bool		   unusable;	/* ended by an error finding */
};

/* What a KPI row says beyond its value; shared by rows that say the same. NaN / NULL where not given. */
struct kpi_terms {
	struct limits limits;
	double	      target;
	double	      weight;
	double	      rating_score;	/* score of the rating word, NaN if none */
	const char   *unit;
	const char   *note;
};

struct kpi_row {
	double	 value;			/* 1 or 0 for yes/no; NaN unless state is VALUE_PRESENT (or a rating word stands instead) */
	uint32_t partner;		/* index; partner_count for ALL */
	uint32_t terms;			/* index into terms; 0 is "nothing given" */
	uint32_t line;
	int32_t	 period_index;
	uint16_t indicator;
	uint16_t file;
	uint8_t	 granularity;
	uint8_t	 state;			/* enum value_state */
	int8_t	 direction;		/* enum direction the row gives, -1 if none */
	uint8_t	 reserved;
};

struct respondent {
	uint32_t partner;
	uint32_t from;			/* partner who answers about partner (side peer), DATASET_NONE otherwise */
	uint32_t answers;		/* index of the first of question_slots codes in dataset.answers */
	int32_t	 period_index;
	uint8_t	 granularity;
	uint8_t	 side;			/* enum side */
};

static inline struct period
respondent_period(const struct respondent *respondent)
{
	return (struct period){ respondent->granularity, respondent->period_index };
}

struct partner {
	const char *id;
	const char *name;		/* the id if no partners file names it */
	const char *slug;		/* unique in the dataset */
	const char *kind;		/* "" and below: not given */
	const char *tier;
	const char *network;
	const char *owner_client;
	const char *owner_partner;
	const char *contract_start;
	const char *contract_end;
	const char *review_date;
	const char *language;
	bool	    listed;		/* in the partners file */
	bool	    active;		/* status */
	size_t	    kpi_first;		/* its rows in kpi_rows */
	size_t	    kpi_count;
	size_t	    respondent_first;
	size_t	    respondent_count;
};

struct invite {
	uint32_t      partner;
	struct period period;
	enum side     side;
	double	      invited;		/* people */
};

/* A person's judgement that replaces a colour (overrides.csv). */
struct colour_override {
	uint32_t      partner;
	struct period period;
	size_t	      lens;
	long	      group;		/* -1: the lens's index */
	int	      colour;		/* enum rating of score/scorecard.h: 0 grey, 1 red, 2 yellow, 3 green */
	const char   *reason;
	const char   *author;
	const char   *date;
	struct date   expires;		/* year 0: never */
	bool	      released;		/* the partner may see it: colour, reason and author */
	uint16_t      file;
	uint32_t      line;
};

/* A piece of work: what the flow indicators of model.md 8 count. */
enum work_type { WORK_FEATURE, WORK_DEFECT, WORK_RISK, WORK_DEBT, WORK_TYPES };

struct work_item {
	uint32_t    partner;
	uint32_t    line;		/* of the row that counts, the last of its item */
	uint16_t    file;
	uint8_t	    type;		/* enum work_type; WORK_TYPES: not said */
	bool	    estimated;		/* done is taken from a stand-in column */
	bool	    undated;		/* done by its status, but no column says when (a finding): neither open nor done in any period */
	int8_t	    business_priority;	/* 1 yes, 0 no, -1 not said */
	struct date created;		/* year 0: not given */
	struct date started;		/* created if the file has no start */
	struct date done;		/* year 0: open */
	double	    days;		/* started to done, with the time of day; NaN: open, no start, or negative (a finding) */
	double	    active_days;	/* NaN: not given */
};

struct dataset {
	struct input_file      *files;
	size_t			file_count;
	struct partner	       *partners;	/* sorted by id, bytewise */
	size_t			partner_count;
	struct kpi_row	       *kpi_rows;	/* sorted by partner, indicator, period_compare; ALL rows last */
	size_t			kpi_row_count;
	size_t			all_first;	/* first ALL row */
	struct kpi_terms       *terms;
	size_t			terms_count;
	struct respondent      *respondents;	/* sorted by partner, period, side */
	size_t			respondent_count;
	uint16_t	       *answers;	/* question_slots codes a respondent */
	size_t			question_slots;
	size_t		       *slot_question;	/* slot -> question of the model */
	double		       *odd_values;	/* see dataset_answer */
	size_t			odd_value_count;
	struct work_item       *work_items;	/* sorted by partner, created, file, line */
	size_t			work_item_count;
	struct invite	       *invites;	/* sorted by partner */
	size_t			invite_count;
	struct colour_override *overrides;	/* sorted by partner */
	size_t			override_count;
};

/*
 * Reads every input of the settings: globs in name order. Unknown KPIs are added to the model. A file that cannot be used is an error
 * finding; the call fails (ERROR_NO_INPUT, ERROR_INPUT) only if no KPI and no survey row is left, if a named file is missing, or for memory.
 * Everything from the arena.
 */
int dataset_load(struct arena *arena, const struct settings *settings, const struct mappings *mappings, struct model *model,
    struct dataset *dataset, struct findings *findings, struct error *error);

/* The answer in the question's own scale, NaN if none. Codes: 0 none, 1..1001 the integers 0..1000, above: odd_values. */
double dataset_answer(const struct dataset *dataset, const struct respondent *respondent, size_t slot);

/* What the work items of one input file come to. */
struct work_count {
	size_t items;
	size_t done;			/* estimated and undated ones among them */
	size_t estimated;
};
struct work_count dataset_count_work(const struct dataset *dataset, const struct input_file *file);

/* Index of the partner with this id (exact), or -1. */
long dataset_find_partner(const struct dataset *dataset, const char *id);

#endif
