/*
 * settings.h - rapport.ini as a checked struct. One table in settings.c names every key with type, default, range and help;
 * validation, `rapport help config` and the manual read it.
 */
#ifndef CONFIG_SETTINGS_H
#define CONFIG_SETTINGS_H

#include <stdbool.h>
#include <stddef.h>
#include <stdio.h>

#include "config/template.h"
#include "config/theme.h"

struct arena;
struct error;
struct model;

enum input_kind { INPUT_KPI, INPUT_SURVEY, INPUT_PARTNERS, INPUT_OVERRIDES, INPUT_INVITES, INPUT_WORK_ITEMS, INPUT_KINDS };

/* Words for the colours: red, yellow, green; amber for yellow; the four British ones with two for yellow (model.md 6). */
enum word_set { WORDS_RYG, WORDS_RAG, WORDS_UK4 };

/* "section.key=value" pairs of --set, as given. */
struct settings_override {
	const char *const *pairs;
	size_t		   count;
};

struct settings {
	const char *path;		/* rapport.ini; relative paths below are already resolved beside it */
	char	    digest[65];		/* SHA-256 of its bytes, and of --set pairs if any */
	char	    file_digest[65];	/* of its bytes alone */
	struct settings_override set;	/* the caller's pairs */
	/* [organisation] */
	const char *organisation;
	const char *department;
	const char *contact;
	const char *confidentiality;	/* printed in every header, e.g. "Internal" */
	const char *confidentiality_partner; /* the same in the partner edition */
	/* [inputs] paths or globs, NULL if not set */
	const char *inputs[INPUT_KINDS];
	const char *mappings;		/* mappings.ini or NULL */
	/* [model] */
	const char *model_file;		/* NULL if not set: the shipped model */
	/* [output] */
	const char *archive;		/* directory */
	bool	    pdf;
	bool	    xlsx;
	unsigned int editions;		/* EDITION_ bits (config/template.h); the internal one is always among them */
	const char *language;		/* of the reports: "en", "nl", ... */
	bool	    letter;		/* paper: Letter instead of A4 */
	bool	    safe_palette;	/* palette = safe: colour-blind safe */
	int	    words;		/* enum word_set */
	/* [templates] */
	const char *templates;		/* directory of the user's own templates, NULL if not set */
	const char *theme_file;		/* NULL if not set */
	struct theme theme;		/* read from it */
	struct template scorecard;	/* pages and blocks, from the directory or shipped */
	struct template board_pack;	/* the same of the board pack */
	/* [policy] */
	int	    fiscal_year_start;	/* month 1..12 */
	/* [limits] */
	unsigned long long file_bytes;
	size_t	    row_bytes;
	size_t	    field_bytes;
	size_t	    columns;
};

/* Everything from the arena. Errors: ERROR_CONFIG with file:line and the nearest valid name. A relative path given by --set stays
 * as typed. Keys of [policy] other than fiscal_year_start are checked here and applied by settings_apply_policy. */
int settings_load(struct arena *arena, const char *path, struct settings_override overrides, struct settings *settings, struct error *error);

/* ERROR_CONFIG if no KPI and no survey file is named: nothing could be reported. */
int settings_check_inputs(const struct settings *settings, struct error *error);

/* Applies rapport.ini's [policy] to model->policy (this file wins over the model's own). */
int settings_apply_policy(const char *path, struct settings_override overrides, struct model *model, struct error *error);

/* The table of keys for `rapport help config`. 0, or -1 if stream failed. */
int settings_print_keys(FILE *stream);

const char *input_kind_name(enum input_kind kind);

#endif
