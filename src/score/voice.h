/*
 * voice.h - from answers to what a side says of a group or a question (model.md 4).
 */
#ifndef SCORE_VOICE_H
#define SCORE_VOICE_H

#include "score/scorecard.h"

struct member {
	size_t slot;
	double weight;
};

/* One partner's respondents of one survey period, answers already on 1..5. */
struct panel {
	const struct scoring	 *scoring;
	const struct dataset	 *dataset;
	const struct model	 *model;
	const struct respondent **people;
	double			 *answers;	/* m, people x slots, NaN = none */
	size_t			  count;
	size_t			 *answered;	/* slots x SIDES: people of the side who answered */
	double			  invited[SIDES];	/* NaN unknown */
	double			 *scratch;	/* room for people x slots values */
	struct member		 *members;	/* of the group at hand; room for all slots */
};

/* The latest survey period not after the reported one and not too old (model.md 5). False if there is none. */
bool survey_period_for(const struct scoring *scoring, struct period period, struct period *survey);

/* From the arena; -1 when out of memory. */
int panel_make(const struct scoring *scoring, size_t partner, struct period survey, struct arena *arena, struct panel *panel);

/* A side's voice on one group of a lens. full = false leaves out what only the reported period shows (median, intervals, alpha). */
struct voice group_voice(const struct panel *panel, size_t lens, size_t group, enum side side, bool full);

/* A side's voice on one question; hidden like that of too few, too, where groups would give away with it what a few answered to another. */
struct voice question_voice(const struct panel *panel, size_t question, enum side side);

#endif
