/*
 * scorecard.h - one partner in one period, seen through every lens (model.md 2-7).
 *
 * Pure: facts and model in, numbers out; no I/O, no clock, no printing. Scores are 0..100 and unrounded unless a field says
 * "printed": compare and print through score_printed. NaN means "there is none".
 */
#ifndef SCORE_SCORECARD_H
#define SCORE_SCORECARD_H

#include <stdbool.h>
#include <stddef.h>

#include "base/period.h"
#include "config/model.h"
#include "input/dataset.h"

struct arena;
struct error;

enum rating { RATING_GREY, RATING_RED, RATING_YELLOW, RATING_GREEN };

enum limits_origin { LIMITS_NONE, LIMITS_ROW, LIMITS_OVERRIDE, LIMITS_MODEL, LIMITS_TARGET /* default tolerance */ };

/* What one KPI-like indicator says in one period. */
struct reading {
	size_t		      indicator;	/* in the model */
	enum value_state      state;
	enum direction	      direction;
	bool		      planned;
	bool		      tracked;		/* shown, never scored */
	bool		      scored;
	bool		      from_all;		/* the row of partner ALL */
	bool		      coarser;		/* a longer period that contains this one */
	size_t		      row_count;	/* rows aggregated; 1 for a single one, 0 if absent */
	double		      value;		/* NaN unless present; yes/no as 1/0 */
	struct limits	      limits;		/* as used; NaN where none */
	enum limits_origin    green_origin;
	enum limits_origin    red_origin;
	double		      target;		/* as given by row or model, NaN if none */
	double		      weight;
	double		      score;		/* clipped, NaN unless scored */
	enum rating	      rating;
	const char	     *unit;		/* row's, else the model's */
	const char	     *note;		/* row's, "" if none */
	const struct kpi_row *row;		/* the last row that counts, NULL if absent: its file and line */
};

/* One side's voice on a group or a question. Unpublished: only n's class is known ("n < 5"); all else is NaN or 0. */
struct voice {
	bool   heard;		/* someone answered */
	bool   published;	/* n >= min_n */
	bool   guarded;	/* enough answered; hidden all the same, because with the groups it would give a few away */
	size_t n;		/* respondents; 0 unless published */
	double invited;		/* NaN unknown */
	double mean;		/* on 1..5 */
	double sd;
	double half_width;	/* of the 95 % interval; NaN for n < 2 */
	double score;		/* of the mean */
	double median;
	double top_box;		/* share 0..1 of answers (question) or respondents' means (group) at or above policy.top_box */
	double top_low;		/* Wilson 95 % */
	double top_high;
	double alpha;		/* Cronbach; NaN unless the group has enough questions and respondents */
	size_t bars[5];		/* answers by m rounded to 1..5 */
};

struct question_voice {
	size_t	     question;
	struct voice sides[SIDES];
};

enum gap_class { GAP_NONE, GAP_ALIGNED, GAP_WATCH, GAP_MISALIGNED };
enum quadrant { QUADRANT_NONE, QUADRANT_STRENGTH, QUADRANT_WEAKNESS, QUADRANT_BLIND_SPOT, QUADRANT_UNDERVALUED };
enum watermelon { WATERMELON_NONE, WATERMELON_GREEN_OUTSIDE, WATERMELON_LIKED_BUT_MISSING };

struct group_score {
	bool		planned;
	bool		kpi_planned;
	bool		survey_planned;
	bool		rated;
	bool		firm;
	double		kpi_share;		/* a as used: 1 or 0 where only one half is planned */
	double		kpi_weight_planned;
	double		kpi_weight_present;
	double		kpi_score;		/* K, NaN */
	double		survey_mean;		/* over published sides, 1..5, NaN */
	double		survey_score;		/* S, NaN */
	double		score;			/* NaN unless rated */
	double		evidence;		/* 0..1 */
	double		low, high;		/* bounds over the whole plan */
	enum rating	uncapped;		/* of the score alone */
	enum rating	rating;			/* after an override */
	double		previous;		/* printed score of the period before, NaN */
	double		change;			/* printed - previous, NaN */
	double		movement;		/* points of the index change that come from this group, NaN */
	struct voice	sides[SIDES];
	double		gap;			/* client - partner, printed to 2 decimals, NaN */
	double		gap_half_width;		/* Welch 95 %, NaN */
	enum gap_class	gap_class;
	enum quadrant	quadrant;
	enum watermelon watermelon;
	const struct colour_override *override;	/* NULL if none */
};

struct flip {
	long	    indicator;	/* -1: none */
	double	    value;	/* that it needs, at the boundary */
	double	    spans;	/* |value - now| / |G - R| */
	enum rating to;		/* the index's uncapped colour then */
};

struct lens_score {
	bool		    planned;		/* some group is */
	bool		    rated;
	bool		    firm;
	bool		    robust;
	double		    index;		/* NaN unless rated */
	double		    evidence;		/* 0..1 */
	double		    low, high;
	double		    robust_low, robust_high;
	enum rating	    uncapped;
	enum rating	    rating;		/* after caps and override */
	long		    cap_critical;	/* indicator whose red capped the index, -1 */
	size_t		    cap_red_groups;	/* red groups that made the index red, 0 */
	const struct colour_override *override;
	double		    previous, change;	/* printed, NaN */
	double		    movement_rest;	/* change not explained by groups, NaN */
	bool		    composition;	/* the rest comes from other rated groups, else from rounding */
	struct flip	    flip;
	long		    watermelon_critical; /* green index over this red critical indicator, -1 */
	double		    balance;		/* first group - second, printed; NaN unless the lens has balance = yes */
	bool		    out_of_balance;
	struct group_score *groups;		/* lens->group_count */
};

/* One period of the past (or the reported one) in printed numbers. */
struct history_point {
	struct period	    period;
	double		   *index;		/* per lens, NaN */
	enum rating	   *rating;		/* per lens, after caps and overrides */
	double		  **group;		/* [lens][group], NaN */
	double		   *value;		/* per reading of the scorecard, NaN */
	double		   *score;		/* per reading, printed, NaN */
};

struct own_performance {
	bool	    rated;
	double	    score;		/* NaN unless rated */
	double	    evidence;
	enum rating rating;
	double	    previous, change;	/* printed */
};

struct scorecard {
	size_t		       partner;
	struct period	       period;
	bool		       has_data;	/* any row or answer in the period */
	bool		       has_survey;
	struct period	       survey_period;	/* whose answers are used */
	size_t		       survey_age;	/* reported periods old, 0 = this one */
	size_t		       respondents[SIDES]; /* people who answered anything; 0 below min_n */
	bool		       suppressed[SIDES];  /* someone answered, fewer than min_n */
	double		       invited[SIDES];	/* NaN unknown, or below min_n */
	struct reading	      *readings;	/* model order; planned, present or tracked ones only */
	size_t		       reading_count;
	size_t		       kpi_planned;	/* readings planned / of these scored */
	size_t		       kpi_present;
	struct question_voice *questions;	/* every planned question, model order */
	size_t		       question_count;
	struct lens_score     *lenses;		/* model->lens_count */
	struct own_performance own;
	struct history_point  *history;		/* oldest first, the reported period last; at most policy.history_periods */
	size_t		       history_count;
};

/* What scoring needs besides the partner. */
struct scoring {
	const struct model   *model;
	const struct dataset *dataset;
	struct period	      period;		/* reported */
	struct date	      as_of;
	int		      fiscal_start;
	struct period	     *survey_periods;	/* as written in the files, where anyone answered, ascending */
	size_t		      survey_period_count;
	int		     *question_first;	/* per model question: first reported period with an answer (index), INT_MAX = none */
	double		     *student_t;	/* student_t_975 by whole degrees, 0 (NaN) to student_count - 1 */
	size_t		      student_count;
};

/* Everything from the arena. */
int scoring_init(struct scoring *scoring, struct arena *arena, const struct model *model, const struct dataset *dataset,
    struct period period, struct date as_of, int fiscal_start, struct error *error);

/* The partner's scorecard, everything from the arena. Only memory can fail. */
int scorecard_make(const struct scoring *scoring, size_t partner, struct arena *arena, struct scorecard *card, struct error *error);

/* True if the partner has a row or an answer of its own that counts in the period. */
bool scoring_has_data(const struct scoring *scoring, size_t partner);
/* True if the partner gets a report (model.md 5, fine print). */
bool scoring_reports(const struct scoring *scoring, size_t partner);

/* One decimal, as printed and compared (model.md 3). */
double score_printed(double score);
/* Colour of a score: rounded first. NaN is grey. */
enum rating score_rating(const struct policy *policy, double score);
/* "green", "yellow", "red", "grey". */
const char *rating_name(enum rating rating);

/* True if a limit comes from the target (model.md 2: the default tolerance). */
bool reading_uses_target(const struct reading *reading);

/* The reading of an indicator, or NULL. */
const struct reading *scorecard_reading(const struct scorecard *card, size_t indicator);

#endif
