/*
 * release.h - the partner edition: the facts of a run without what is internal.
 *
 * Copies of settings, model and dataset in which internal things do not stand, so that nothing drawn from them can show any: notes,
 * owners of the client's side, other partners, names of files and lines in them, and overrides that are not released. Scores are
 * computed from these facts, so that colours are those without unreleased overrides. docs/editions.md lists what stays.
 */
#ifndef PUBLISH_RELEASE_H
#define PUBLISH_RELEASE_H

#include <stddef.h>

struct arena;
struct edition;
struct error;
struct languages;
struct release;
struct scorecard;

/* From the internal edition, which must outlive it as must languages. Everything from the arena. Only memory can fail. */
int release_make(const struct edition *internal, const struct languages *languages, struct arena *arena, struct release **made,
    struct error *error);

/* The edition for this partner, in its language. Valid until the next call: only this partner has a name in it. */
const struct edition *release_edition(struct release *release, size_t partner);

/* Takes away from a card, scored by the edition's scoring, where each value stands. */
void release_card(struct scorecard *card);

#endif
