/*
 * story.h - what a report says about one partner: verdict, three things to know, tables in order, trail, method.
 *
 * The one place that decides content and wording; PDF, workbook and mail draw the same story. Texts are NFC UTF-8, unwrapped.
 */
#ifndef STORY_STORY_H
#define STORY_STORY_H

#include "config/settings.h"
#include "score/portfolio.h"
#include "score/scorecard.h"

struct finding;

/* Of the run: the same for every partner. */
struct edition {
	const struct settings *settings;
	const struct strings  *strings;		/* the edition's language */
	const struct model    *model;
	const struct dataset  *dataset;
	const struct scoring  *scoring;
	const char	      *period;		/* "2026-Q3" */
	const char	      *period_long;	/* "Q3 2026 (1 Jul – 30 Sep 2026)" */
	const char	      *as_of;		/* "2026-09-30" */
	const char	      *name;		/* edition: "internal", "partner" */
	bool		       for_partner;	/* the partner edition: nothing internal (publish/release.h) */
	const char	      *run_id;		/* "2026-Q3-r1" */
	const char	      *version;		/* of the report: "final" or "restated" */
	const char	      *mappings_digest;	/* 64 hex of the mappings file, NULL: there is none */
	const char	      *data_hash;	/* 64 hex: over inputs, configuration, program, as-of; the footer prints 12 */
	const char	      *program;		/* "rapport 0.1.0" */
};

/* One sentence with the colour it is about. */
struct remark {
	enum rating rating;
	double	    score;		/* NaN: it is about no score */
	const char *text;
};

/* A row of the trail: what, how it was computed, result. */
struct trail_row {
	const char *step;		/* "Delivery" */
	const char *working;		/* "(2 x 65.0 + 1 x 87.5) / 3" in plain words and numbers */
	double	    result;		/* NaN: none */
	enum rating rating;
};

/* Something missing, suppressed or rejected, by kind. */
struct omission {
	const char *kind;		/* "Missing KPI value" */
	const char *text;		/* "Backup success rate: blank in kpi.csv line 14" */
};

/* What a report says of an input file. NaN and "": not in this edition. */
struct input_account {
	const char *name;
	const char *kind;		/* as in rapport.ini */
	double	    bytes;
	double	    rows;
	double	    accepted;
	double	    rejected;
	const char *encoding;
	const char *digest;		/* SHA-256 in hex */
};

struct story {
	const struct edition   *edition;
	const struct scorecard *card;
	const struct partner   *partner;
	const struct lens      *lens;		/* primary */
	const struct lens_score *health;	/* its score */
	const char	       *subtitle;	/* "Supplier - tier 1 - owner Jane Doe" */
	const char	       *verdict;	/* "Yellow: 72.4, down 4.1 since 2026-Q2" */
	const char	       *change;		/* "-4.1 compared with 2026-Q2 (76.5)" or "no earlier score" */
	const char	       *confidence;	/* "firm, robust" in words: "Firm: missing data cannot change the colour." */
	struct remark	       *things;		/* three things to know, at most 3 */
	size_t			thing_count;
	struct remark	       *alerts;		/* caps and overrides that fired */
	size_t			alert_count;
	const char	       *completeness;	/* "14 of 15 KPIs, 23 of 31 answers" */
	size_t		       *kpi_order;	/* indexes into card->readings: worst and most changed first, then unscored */
	size_t			kpi_order_count;
	const char	      **gap_words;	/* per group of the primary lens: "blind spot", "" if none */
	struct trail_row       *trail;		/* arithmetic of the headline number, in order */
	size_t			trail_count;
	struct omission	       *omissions;
	size_t			omission_count;
	const struct finding   *findings;	/* of this partner's rows, grave ones first; whoever draws sets them, never for the partner */
	size_t			finding_count;
	const char	      **rules;		/* method in plain sentences, with the constants used */
	size_t			rule_count;
};

/* Everything from the arena; card and edition must outlive it. Only memory can fail. */
int story_make(const struct edition *edition, const struct scorecard *card, struct arena *arena, struct story *story, struct error *error);

/* The dataset's file at this index. The partner edition tells its kind and digest: a name may be another partner's, and so are most rows. */
struct input_account story_input(const struct edition *edition, size_t at);

/* The word of the configured word set for a rating: "Green", "Yellow" or "Amber", "Red", "Not rated"; the score (NaN: any) decides where a
 * set has two words for a colour. And its letter G Y/A R N. */
const char *story_rating_word(const struct edition *edition, enum rating rating, double score);
/* The printed score from which yellow has its second word; NaN if the word set has one. */
double story_yellow_high(const struct edition *edition);
/* A colour as the word set tells it apart: an enum rating, or the upper half of yellow where that has a word of its own. */
enum { SHADE_YELLOW_HIGH = RATING_GREEN + 1, SHADES };
size_t story_shade(const struct edition *edition, enum rating rating, double score);
/* '?' for a shade that the word set has no letter for. */
char story_shade_letter(const struct edition *edition, size_t shade);
char story_rating_letter(const struct edition *edition, enum rating rating);
/* The same for a score: a set that has two words for yellow has two letters for it. */
char story_score_letter(const struct edition *edition, enum rating rating, double score);
/* A limit pair in words: "≥ 99.9 / < 99.5". From the arena. */
const char *story_limits(const struct edition *edition, const struct reading *reading, struct arena *arena);
/* Value with the decimals it needs (at most 2), no unit; a word for states: "blank", "n/a", "withheld". */
const char *story_value(const struct edition *edition, const struct reading *reading, struct arena *arena);
/* Why a reading has no score: "blank", "no row", "withheld" ...; "" if it has one or is tracked. */
const char *story_state(const struct edition *edition, const struct reading *reading);
/* "+4.1", "−0.3", "0.0", "" for NaN. */
const char *story_signed(const struct edition *edition, double change, struct arena *arena);
const char *story_side_name(const struct edition *edition, enum side side);
const char *gap_class_name(const struct edition *edition, enum gap_class gap_class);
const char *quadrant_name(const struct edition *edition, enum quadrant quadrant);

#endif
