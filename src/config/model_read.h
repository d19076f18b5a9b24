/*
 * model_read.h - how the model file becomes a struct model, section by section; for the files of this room.
 */
#ifndef CONFIG_MODEL_READ_H
#define CONFIG_MODEL_READ_H

#include <stddef.h>

#include "base/error.h"
#include "config/ini.h"
#include "config/key.h"
#include "config/model.h"

enum model_kind {
	MODEL_LENS, MODEL_GROUP, MODEL_KPI, MODEL_DERIVED, MODEL_QUESTION, MODEL_SCALE, MODEL_RATING, MODEL_OVERRIDE, MODEL_POLICY, MODEL_KINDS
};

/* One section of the file and the object it describes. */
struct model_section {
	enum model_kind kind;
	const char     *name;		/* "kpi availability" */
	const char     *id;		/* "availability", "" for [policy] */
	unsigned long	line;
	size_t		object;		/* index among those of its kind; of a group: in its lens */
	size_t		lens;		/* groups only */
};

struct model_reader {
	struct model	     *model;
	struct ini	     *ini;
	struct arena	     *arena;
	struct model_section *sections;	/* as many as the file has */
	size_t		      section_count;
	struct error	     *error;
};

/* Error at the key of the section, or at the section if the key is not given. Returns -1. */
int model_refuse(const struct model_reader *reader, const struct model_section *section, const char *key, const char *format, ...)
    __attribute__((format(printf, 4, 5)));

/* One entry into the object of its section. */
int model_read_entry(const struct model_reader *reader, const struct model_section *section, const struct ini_entry *entry);
/* Rating words and overrides. */
int model_read_rating(const struct model_reader *reader, const struct model_section *section, const struct ini_entry *entry);
int model_read_override(const struct model_reader *reader, const struct model_section *section, const struct ini_entry *entry);
/* A key of the table into object; an unknown one is an error with the nearest name. */
int model_read_key(const struct model_reader *reader, const struct key *keys, size_t count, void *object, const struct ini_entry *entry);

/* What the section says as a whole, after all are read. */
int model_check_section(const struct model_reader *reader, const struct model_section *section);
int model_finish_rating(const struct model_reader *reader, const struct model_section *section);
int model_finish_override(const struct model_reader *reader, const struct model_section *section);
/* The limits on the right side of each other for the indicator's direction, those that follow from its target included. */
int model_check_limits(const struct model_reader *reader, const struct model_section *section, const struct indicator *indicator,
    const struct limits *limits);
/* The words of the shipped rating table, if the file has none. */
int model_default_ratings(const struct model_reader *reader);

/* The id and every alias of every indicator and question; two that fold alike are an error. */
int model_index_names(const struct model_reader *reader);
/* Adds one folded name: 0, 1 if another index has it, -1 when out of memory. */
int model_names_add(struct model_names *names, struct arena *arena, const char *folded, size_t index);
/* Index of the folded name, or -1. */
long model_names_find(const struct model_names *names, const char *folded);

/* Per lens, no group; NULL when out of memory. */
short *model_no_groups(const struct model *model);
/* An indicator with nothing given; -1 when out of memory. */
int model_init_indicator(const struct model *model, struct indicator *indicator, const char *id);

#endif
