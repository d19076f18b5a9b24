/*
 * mapping.h - mappings.ini: how a foreign file says partner, period, KPI, question ... without being reshaped (docs/mappings.md).
 *
 * A [source id] says it for the files its pattern fits, a [dialect id] for what a tool exports, with how to recognise it. Both have the
 * same keys: a source inherits from its dialect every key that it does not give. [question], [scale], [measure], [side] and [alias]
 * sections hold what belongs to one question, scale, KPI, side or partner. Column names are compared folded (text_fold).
 */
#ifndef CONFIG_MAPPING_H
#define CONFIG_MAPPING_H

#include <stdbool.h>
#include <stddef.h>

#include "config/settings.h"

struct model;

enum { MAPPING_UNSET = -1, MAPPING_COLUMNS_ALL = 65535, MAPPING_HEADER_ROWS_MAX = 4 };

enum duplicates { DUPLICATES_REJECT, DUPLICATES_FIRST, DUPLICATES_LAST };
enum decimal { DECIMAL_AUTO, DECIMAL_POINT, DECIMAL_COMMA };
enum date_order { DATE_ORDER_AUTO, DATE_ORDER_DMY, DATE_ORDER_MDY, DATE_ORDER_YMD };
enum multi_partner { MULTI_PARTNER_EACH, MULTI_PARTNER_FIRST, MULTI_PARTNER_REJECT };
enum unknown_partner { UNKNOWN_PARTNER_AUTO, UNKNOWN_PARTNER_KEEP, UNKNOWN_PARTNER_DROP };
enum header_row { HEADER_NONE, HEADER_TEXT, HEADER_SUB, HEADER_CODE, HEADER_TAG };

/* One way to name a column: "Header*" (glob with '*' on folded text), "code:Q2_1", "tag:QID7", "index:6" (from 0), "name#2" (the second such). */
enum column_how { COLUMN_HEADER, COLUMN_CODE, COLUMN_TAG, COLUMN_INDEX };
struct column_ref {
	enum column_how how;
	const char     *folded;		/* pattern or code, folded; "" for an index */
	size_t		number;		/* index from 0; otherwise which of several, from 1 */
	const char     *written;	/* as in the mapping, for messages */
};

struct column_list {			/* alternatives, or all of several */
	struct column_ref *items;
	size_t		   count;	/* 0: not given */
};

/* Where a field of inputs.md comes from: FIELD_column = "A|B" (the first there is), FIELD = constant, FIELD_file = "survey-*.csv". */
struct field_source {
	const char	  *field;	/* name of inputs.md, folded */
	struct column_list columns;
	const char	  *constant;	/* as written, cleaned; NULL */
	const char	  *file_pattern;/* with one '*': that part of the file's base name; NULL */
	bool		   needed;	/* given by the source itself: its absence from a file is an error. From a dialect: it may lack */
};

struct mapping_pair {
	const char *name;		/* code or foreign word, folded */
	const char *value;		/* direction word, rating word, side */
};
struct mapping_pairs {
	struct mapping_pair *items;
	size_t		     count;
};

/* drop REASON = "Column = a|b" drops rows whose cell is one of the words, "!=" those whose cell is none; no word: the empty cell. */
struct drop_rule {
	const char	  *reason;
	struct column_list columns;	/* the first there is; the rule sleeps if there is none */
	bool		   unless;
	const char	 **words;	/* folded */
	size_t		   word_count;
};

/* How a dialect is known: everything given must hold. Patterns are folded, with '*'. */
struct recognition {
	int		   row;		/* 1-based, of the records from the first that is not blank; 0: any of the first three */
	struct column_list first;	/* the first cell is one of these */
	struct column_list all;		/* each of these is in the row */
	struct column_list any;		/* any_count of these are in the row */
	int		   any_count;	/* default 1 */
	const char	  *half;	/* at least half of the cells fit; NULL */
	bool		   date_below;	/* the record after the header begins with a date */
};

/* A source, a dialect, or one laid over the other. MAPPING_UNSET / NULL / 0 items: not given. */
struct mapping {
	const char	    *id;
	unsigned long	     line;
	bool		     is_dialect;
	const char	    *title;		/* dialect: what people call the tool */
	struct recognition   recognition;	/* dialect */
	int		     input;		/* enum input_kind; unset: whatever the file is given as */
	const char	    *file;		/* source: glob against base name, path or the path's tail */
	const char	    *dialect;		/* source: "auto" (default), "none" or the id of one */
	const char	    *like;		/* dialect: the id of one whose keys hold where this one has none; NULL */
	int		     header_rows;	/* unset: auto */
	int		     skip_rows;		/* unset: auto */
	size_t		     first_column;	/* window, from 0 */
	size_t		     last_column;	/* MAPPING_COLUMNS_ALL */
	enum header_row	     header[MAPPING_HEADER_ROWS_MAX];	/* what each header row holds; HEADER_NONE behind the last */
	const char	   **plain_sub;		/* sub-headers that say nothing ("Response"), folded */
	size_t		     plain_sub_count;
	int		     header_codes;	/* 1: "code[sub]" and "code. text" carry a code (LimeSurvey) */
	struct column_list   metadata;		/* columns that are no questions */
	int		     metadata_count;	/* the first so many columns are no questions (Microsoft Forms); unset: 0 */
	struct field_source *fields;
	size_t		     field_count;
	struct column_list   partner_columns;	/* one column a partner: a filled cell names it */
	const char	    *partner_split;	/* characters that separate names in a cell; NULL */
	int		     multi_partner;	/* enum; default each */
	int		     unknown_partner;	/* enum; default auto: drop from free text if there is a partners file */
	struct column_list   kpi_columns;	/* wide by KPI: each column is one, its header the KPI */
	struct column_list   period_columns;	/* wide by period: each column is one, its header the period */
	struct column_list   key_column;	/* several rows a thing: the last one of a key counts (work items, shares) */
	struct mapping_pairs directions;	/* direction CODE = "higher" */
	struct mapping_pairs words;		/* word GOOD = "Above ...|..." : foreign word -> word of the model's rating table */
	struct mapping_pairs statuses;		/* status DONE = "Done|Closed" (work items): foreign word -> open or done */
	struct mapping_pairs types;		/* type DEFECT = "Bug|Incident": foreign word -> feature, defect, risk, debt */
	struct drop_rule    *drops;
	size_t		     drop_count;
	const char	   **keep;		/* keep_REASON = yes */
	size_t		     keep_count;
	const char	   **missing;		/* tokens for "no value": folded, but as written what folds to nothing or is a number */
	size_t		     missing_count;	/* unset source and dialect: mapping_effective puts the list of formats.md 1 */
	bool		     missing_given;
	int		     zero_target_is_none;
	int		     percent_is_fraction;	/* percent = fraction: 0.28 means 28 */
	int		     separator;		/* character; 0 or unset: detect */
	const char	    *encoding;		/* NULL or "auto": detect; else a name of iconv */
	int		     decimal;		/* enum */
	int		     duplicates;	/* enum; unset: reject, but last for respondents of a survey export */
	int		     date_order;	/* enum */
	const char	    *date_format;	/* strptime; NULL */
	int		     fiscal_year_start;	/* 1..12; unset: of rapport.ini */
	int		     period_unit;	/* enum granularity that a date stands for; unset: month, in a survey quarter */
};

/* [question id]: where its answers stand and on which scale; counts as the model's question of that id, added to the model if new. */
struct mapping_question {
	const char	  *id;
	const char	  *of;			/* id or alias of the question of the model; default id */
	const char	  *source;		/* glob on the ids of sources; "*" */
	struct column_list columns;		/* usually one; with points: one a scale point; none: where its id, an alias or its text is the header */
	bool		   points;		/* one column per point: a filled cell means the point its sub-header names */
	bool		   reverse;		/* the file counts the other way round */
	double		   scale_min;
	double		   scale_max;
	const char	  *scale_name;		/* as written; NULL */
	int		   scale;		/* index into mappings.scales, set by mappings_apply; -1: bare minimum and maximum, or the model's own */
	bool		   has_scale;		/* false: the model's scale of the question */
	const char	  *text;		/* of a question that only the mapping knows; "": the column's header as written */
	double		   weight;		/* likewise, default 1; NaN until mappings_apply if not given */
	struct mapping_pairs places;		/* likewise: lens -> group, as written; for a question of the model it must say the same */
	size_t		   question;		/* of the model; set by mappings_apply */
	unsigned long	   line;
};

/* [measure id]: a KPI made of columns. */
enum measure_kind { MEASURE_COLUMN, MEASURE_RATIO, MEASURE_SHARE };
enum comparison { COMPARE_LESS, COMPARE_LESS_EQUAL, COMPARE_EQUAL, COMPARE_NOT_EQUAL, COMPARE_GREATER_EQUAL, COMPARE_GREATER };
struct measure {
	const char	    *id;
	const char	    *source;		/* glob on the ids of sources; "?*", every one, but no file without */
	const char	    *kpi;		/* id of the KPI */
	enum measure_kind    kind;		/* column = "H"; ratio = "1 - {A} / {B}"; share = "{A} <= {B}" or "{A} = true" */
	struct column_ref    left;
	struct column_ref    right;		/* written NULL: a constant stands there */
	const char	    *constant;
	bool		     one_minus;		/* 1 - A / B */
	bool		     percent;		/* times 100; default yes for a share, no for a ratio */
	enum comparison	     comparison;
	struct field_source *fields;		/* target, unit, direction, ... of this KPI: constants or columns */
	size_t		     field_count;
	const char	    *written;		/* the formula as in the mapping */
	unsigned long	     line;
};

/* [alias id]: partner = "Istio", names = "istio.io|ISTIO (mesh)". */
struct partner_alias {
	const char  *partner;
	const char **names;		/* cleaned, as written */
	size_t	     name_count;
};

struct mappings {
	char			 digest[65];	/* "" if no file */
	const char		*path;		/* NULL if no file */
	struct mapping		*sources;
	size_t			 source_count;
	struct mapping		*dialects;	/* in file order: the first that fits is it */
	size_t			 dialect_count;
	struct scale		*scales;	/* of model.h */
	size_t			 scale_count;
	struct mapping_question *questions;
	size_t			 question_count;
	struct measure		*measures;
	size_t			 measure_count;
	struct mapping_pairs	 sides;		/* [side client] values = "Customer|Buyer": word, folded -> side name */
	struct partner_alias	*aliases;
	size_t			 alias_count;
};

/* path NULL: no mappings. ERROR_CONFIG with file:line. */
int mappings_load(struct arena *arena, const char *path, struct mappings *mappings, struct error *error);

/* Gives the model the questions that only the mappings know, and each mapping question its place and scale. */
int mappings_apply(struct mappings *mappings, struct model *model, struct error *error);

/* The first source for this input and path, or NULL. */
const struct mapping *mappings_find(const struct mappings *mappings, enum input_kind input, const char *path);
const struct mapping *mappings_find_dialect(const struct mappings *mappings, const char *id);

/* The source over the dialect, either of which may be NULL, with defaults for what neither gives. NULL when out of memory. */
const struct mapping *mapping_effective(struct arena *arena, const struct mapping *source, const struct mapping *dialect);

/* The field's source, or NULL. */
const struct field_source *mapping_field(const struct mapping *mapping, const char *folded_name);
bool mapping_keeps(const struct mapping *mapping, const char *reason);
/* True if a question, measure belongs to this source. */
bool mapping_concerns(const char *source_glob, const struct mapping *mapping);
/* The value paired with the folded name, or NULL. */
const char *mapping_pair_find(const struct mapping_pairs *pairs, const char *folded);
/* Folded text against a folded pattern with '*'. */
bool column_pattern_fits(const char *folded_pattern, const char *folded);

#endif
