/*
 * model.h - the scoring model: lenses, groups, indicators, questions, scales, ratings, limits and constants (model.md).
 *
 * The code knows lenses, groups and indicators, never the words "trust" or "delivery": a framework is data.
 */
#ifndef CONFIG_MODEL_H
#define CONFIG_MODEL_H

#include <stdbool.h>
#include <stddef.h>

struct arena;
struct error;

/* A level that the model gives no scale is one of 0..5. */
enum { LEVEL_DEFAULT_MIN = 0, LEVEL_DEFAULT_MAX = 5 };
enum { MODEL_LENSES_MAX = 32, MODEL_GROUPS_MAX = 64 /* in one lens */ };

enum direction { DIRECTION_HIGHER, DIRECTION_LOWER, DIRECTION_RANGE, DIRECTION_YESNO, DIRECTION_LEVEL, DIRECTION_TRACK, DIRECTION_RATING, DIRECTIONS };
enum side { SIDE_CLIENT, SIDE_PARTNER, SIDE_PEER, SIDES };
enum aggregate { AGGREGATE_MEAN, AGGREGATE_LAST, AGGREGATE_SUM, AGGREGATE_MIN, AGGREGATE_MAX };
enum indicator_source { SOURCE_KPI, SOURCE_DERIVED };

/* In the indicator's own unit; NaN = not given. For a range green/red are the low ends and green_high/red_high the high ends. */
struct limits {
	double green;
	double red;
	double green_high;
	double red_high;
};

/* A KPI or derived indicator of the model. */
struct indicator {
	const char	     *id;
	const char	     *title;
	const char	     *unit;		/* "" if none */
	const char	     *owner;		/* "" if none */
	enum indicator_source source;
	enum direction	      direction;
	struct limits	      limits;
	double		      target;		/* NaN: none */
	double		      level_min;	/* DIRECTION_LEVEL: the scale's ends */
	double		      level_max;
	double		      weight;		/* >= 0, default 1 */
	enum aggregate	      aggregate;
	bool		      critical;
	bool		      required;		/* planned for every partner */
	bool		      unknown;		/* not in the model file: found in the data */
	const char	    **aliases;
	size_t		      alias_count;
	short		     *group;		/* per lens: index of its group there, -1 = none */
};

struct question {
	const char *id;
	const char *text;
	double	    scale_min;
	double	    scale_max;
	int	    scale;		/* index of the named scale, -1: bare scale_min/scale_max */
	bool	    reverse;
	double	    weight;
	const char **aliases;
	size_t	    alias_count;
	short	   *group;		/* per lens, -1 = none */
};

struct group {
	const char *id;
	const char *title;
	const char *help;		/* one sentence for the reports, "" if none */
	double	    weight;
	double	    kpi_share;		/* a of model.md 5, 0..1 */
};

struct lens {
	const char   *id;
	const char   *title;
	const char   *help;
	bool	      primary;
	bool	      balance;		/* reports first group minus second (mandate) */
	unsigned int  sides;		/* bit (1 << enum side) for each that counts */
	struct group *groups;		/* in model order */
	size_t	      group_count;
};

/* label n = "word|word": words folded with text_fold. */
struct scale_label {
	const char *word;
	double	    value;
	const char *written;		/* as in the file, for messages */
};

struct scale {
	const char	   *id;
	double		    min;
	double		    max;
	struct scale_label *labels;
	size_t		    label_count;
};

struct rating_word {
	const char *word;		/* folded */
	double	    score;		/* 0..100 */
};

/* [override id]: limits of one KPI for one partner. */
struct limit_override {
	const char   *partner;		/* id as in the data */
	size_t	      indicator;
	struct limits limits;
	unsigned long line;
};

/* Every constant of model.md, one key each in [policy]; percentages as in the file (60 = 60 %). */
struct policy {
	double green;			/* 80 */
	double yellow;			/* 50 */
	double default_tolerance;	/* 10 % */
	double min_n;			/* 5 respondents */
	double min_evidence;		/* 60 % */
	double red_groups;		/* 2; 0 switches the cap off */
	double plan_periods;		/* 4 */
	double survey_max_age;		/* 2 reported periods */
	double survey_green;		/* 4.0 on 1..5 */
	double survey_yellow;		/* 3.0 */
	double trend_points;		/* 3.0: arrow from here */
	double history_periods;		/* 8 */
	double gap_watch;		/* 0.5: below is aligned */
	double gap_misaligned;		/* 1.0 */
	double quadrant;		/* 3.5 */
	double watermelon_gap;		/* 25 points */
	double robustness;		/* 25 % */
	double mandate_flag;		/* 20 points */
	double alpha_min_n;		/* 30 */
	double alpha_min_questions;	/* 3 */
	double top_box;			/* 4: m from here counts as top-2-box */
	double override_reason_length;	/* 20 characters */
	double ranking;			/* 0 / 1: league table allowed */
	const char *unknown_kpi_group;	/* "lens.group" or "" */
};

/* Every id and alias, folded and sorted: an index for model_find_indicator and model_find_question. */
struct model_name {
	const char *folded;
	size_t	    index;
};

struct model_names {
	struct model_name *items;
	size_t		   count;
	size_t		   capacity;
};

struct model {
	const char	      *path;
	char		       digest[65];
	struct policy	       policy;
	struct lens	      *lenses;
	size_t		       lens_count;
	size_t		       primary;		/* index of the primary lens */
	struct indicator      *indicators;	/* grows by unknown KPIs of the data: see model_add_unknown */
	size_t		       indicator_count;
	struct question	      *questions;
	size_t		       question_count;
	struct scale	      *scales;
	size_t		       scale_count;
	struct rating_word    *ratings;
	size_t		       rating_count;
	struct limit_override *overrides;
	size_t		       override_count;
	size_t		       indicator_capacity;
	size_t		       question_capacity;
	size_t		       scale_capacity;
	struct model_names     indicator_names;
	struct model_names     question_names;
	struct arena	      *arena;		/* owns everything */
};

/* The checked model, everything from the arena, which must outlive it. Errors: ERROR_CONFIG with file:line and what to do:
 * unknown key or section kind, missing or unknown lens/group/scale, negative weight, G = R or on the wrong side, no primary lens ... */
int model_load(struct arena *arena, const char *path, struct model *model, struct error *error);

/* One [policy] key; section/line for the message come from the caller's entry. -1 ERROR_CONFIG. */
struct ini;
struct ini_entry;
int policy_set(struct policy *policy, struct arena *arena, const struct ini *ini, const struct ini_entry *entry, struct error *error);
/* The table of policy constants, for the method pages: name, value, one-line meaning. False past the end. */
bool policy_row(const struct policy *policy, size_t index, const char **name, double *value, const char **meaning);

/* Index by id or alias (folded), or -1. */
long model_find_indicator(const struct model *model, const char *id);
long model_find_question(const struct model *model, const char *id);
long model_find_lens(const struct model *model, const char *id);
long lens_find_group(const struct lens *lens, const char *id);
/* "lens.group": index of the group, its lens through *lens; "lens": -1 with *lens set; neither: -1 with *lens -1. */
long model_find_place(const struct model *model, const char *name, long *lens);

/* Adds an indicator that only the data know: counts in policy.unknown_kpi_group if scored, weight 1, direction higher. Returns its index or -1 when out of memory. */
long model_add_unknown(struct model *model, const char *id, bool scored);

/* Adds a question that only a mapping knows; its strings and group array are taken over, not copied. Returns its index or -1 when out of memory. */
long model_add_question(struct model *model, const struct question *question);
/* Adds a scale for such a question, likewise. */
long model_add_scale(struct model *model, const struct scale *scale);

/* Score of a rating word, NaN if unknown. */
double model_rating_score(const struct model *model, const char *word);
/* Position on the question's scale (not yet reversed) for a word of its scale; NaN if unknown. */
double question_label_value(const struct model *model, const struct question *question, const char *folded_word);

const char *direction_name(enum direction direction);
const char *side_name(enum side side);
const char *aggregate_name(enum aggregate aggregate);

#endif
