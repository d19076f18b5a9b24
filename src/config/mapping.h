/*
 * mapping.h - mappings.ini: how the columns of a foreign file say partner, period, KPI, value ... without reshaping the file.
 *
 * The simple form: one [source id] per input kind and file pattern; the first whose `file` glob matches a path (base name or
 * full path) applies. Files without a source are read by the column names of inputs.md.
 *
 *     [source mta]
 *     input          = kpi                  ; kpi, survey, partners, overrides, invites
 *     file           = "mta_*.csv"
 *     column partner = "AGENCY_NAME"        ; header, compared folded
 *     column kpi     = "INDICATOR_NAME"
 *     column value   = "MONTHLY_ACTUAL"
 *     column target  = "MONTHLY_TARGET"
 *     column direction = "DESIRED_CHANGE"
 *     column year    = "PERIOD_YEAR"        ; two-column periods
 *     column month   = "PERIOD_MONTH"
 *     constant side  = "client"             ; any field may be a constant
 *     direction U    = "higher"             ; codes of the direction column (folded)
 *     direction D    = "lower"
 *     direction N    = "none"
 *     missing        = "NA|-|N/A"           ; tokens that mean blank
 *     zero_target    = none                 ; none: a target of 0 means there is none; keep
 *     separator      = auto                 ; auto , ; tab bar
 *     decimal        = auto                 ; auto point comma
 *     duplicates     = reject               ; reject first last
 */
#ifndef CONFIG_MAPPING_H
#define CONFIG_MAPPING_H

#include <stdbool.h>
#include <stddef.h>

#include "config/settings.h"

enum duplicates { DUPLICATES_REJECT, DUPLICATES_FIRST, DUPLICATES_LAST };
enum decimal { DECIMAL_AUTO, DECIMAL_POINT, DECIMAL_COMMA };

struct mapping_pair {
	const char *name;		/* field name of inputs.md, or a code; folded */
	const char *value;		/* header (folded), constant (as written) or direction word */
};

struct mapping {
	const char	    *id;
	enum input_kind	     input;
	const char	    *file;	/* glob */
	struct mapping_pair *columns;
	size_t		     column_count;
	struct mapping_pair *constants;
	size_t		     constant_count;
	struct mapping_pair *directions;
	size_t		     direction_count;
	const char	   **missing;	/* folded tokens, numbers as written */
	size_t		     missing_count;
	bool		     zero_target_is_none;
	char		     separator;	/* 0: detect */
	enum decimal	     decimal;
	enum duplicates	     duplicates;
	unsigned long	     line;
};

struct mappings {
	char		digest[65];	/* "" if no file */
	struct mapping *items;
	size_t		count;
};

/* path NULL: no mappings. ERROR_CONFIG with file:line. */
int mappings_load(struct arena *arena, const char *path, struct mappings *mappings, struct error *error);
/* The first mapping for this input and path, or NULL. */
const struct mapping *mappings_find(const struct mappings *mappings, enum input_kind input, const char *path);

#endif
