/*
 * languages.h - the languages that a run speaks: that of the settings and, if there is a partner edition, those of the partners.
 */
#ifndef PUBLISH_LANGUAGES_H
#define PUBLISH_LANGUAGES_H

#include <stdbool.h>
#include <stddef.h>

struct arena;
struct dataset;
struct error;
struct findings;
struct settings;
struct strings;

struct languages {
	const struct strings **items;		/* each once, the settings' first */
	size_t		       count;
	size_t		      *of_partner;	/* per partner of the dataset: index into items; NULL without a partner edition */
};

/* own: the settings' language, loaded. Reads those of the selected partners: as the partners file writes them, "nl-BE" also as "nl". One
 * that is not there is a finding, and the settings' takes its place. Everything from the arena. ERROR_CONFIG: a strings file is wrong. */
int languages_load(struct arena *arena, const struct settings *settings, const struct strings *own, const struct dataset *dataset,
    const bool *selected, struct findings *findings, struct languages *languages, struct error *error);

#endif
