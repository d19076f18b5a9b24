/*
 * job.h - what a job is made from: the request, the files it names, and all that was read from them.
 *
 * Prints nothing. What is wrong with the data is in job.findings, what stopped the job in the error.
 */
#ifndef JOB_H
#define JOB_H

#include <stdbool.h>
#include <stddef.h>

#include "base/period.h"
#include "config/mapping.h"
#include "config/model.h"
#include "config/settings.h"
#include "input/dataset.h"
#include "publish/languages.h"
#include "score/scorecard.h"

struct arena;
struct edition;
struct error;
struct findings;

#define JOB_PROGRAM "rapport " RAPPORT_VERSION

/* What the user asks for. */
struct job_request {
	const char		*config;	/* rapport.ini */
	const char		*period;	/* name, previous, current; NULL: the newest complete one with data */
	const char		*as_of;		/* YYYY-MM-DD; NULL: the period's last day */
	const char		*output;	/* archive instead of the settings'; NULL: theirs */
	const char *const	*partners;	/* ids or slugs; none: all */
	size_t			 partner_count;
	struct settings_override overrides;
	unsigned		 jobs;		/* processes that draw, >= 1 */
	unsigned		 lock_wait;	/* seconds */
	bool			 no_inputs;	/* the settings need not name any */
	bool			 strict;	/* findings of severity error stop the job */
	/* Called in the parent whenever a report is done; may be NULL. */
	void (*progress)(void *context, size_t done, size_t total);
	void			*progress_context;
};

/* Everything read and derived from it. Lives until job_close. */
struct job {
	struct arena	*arena;
	struct findings *findings;
	struct settings	 settings;
	const struct strings *strings;		/* of the reports' language */
	struct model	 model;
	struct mappings	 mappings;
	struct dataset	 dataset;
	struct languages languages;		/* of all editions */
	struct scoring	 scoring;
	struct period	 period;
	struct date	 as_of;
	char		 period_text[PERIOD_SIZE];
	char		 as_of_text[DATE_SIZE];
	bool		*selected;		/* per partner of the dataset */
	bool		*tolerated;		/* per indicator: its default tolerance has been told */
	bool		 loaded;		/* dataset and scoring are there */
};

/* Reads settings, model and mappings. job is to be closed with job_close whatever comes back. */
int job_configure(const struct job_request *request, struct job *job, struct error *error);

/* Then reads the inputs, chooses period and partners, and lays the ground for scoring. */
int job_load_inputs(const struct job_request *request, struct job *job, struct error *error);

/* Both, one after the other. */
int job_load(const struct job_request *request, struct job *job, struct error *error);

/* Adds the findings that only scoring can tell: no data in the period, limits taken from the target (once a KPI). */
int job_note(struct job *job, const struct scorecard *card, struct error *error);

/* The internal edition of a loaded job, period_long from its arena; run_id, version and data_hash are the caller's to set. */
int job_edition(const struct job *job, struct edition *edition, struct error *error);

void job_close(struct job *job);

/* Index in the dataset of the partner with this id or slug. ERROR_USAGE with the nearest id. */
int job_find_partner(
    const struct job *job, const char *name, size_t *partner, struct error *error);

#endif
