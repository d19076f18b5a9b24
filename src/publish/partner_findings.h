/*
 * partner_findings.h - which findings concern which partner, for the partners' own reports.
 *
 * Copies, made once before workers fork: findings go on growing while reports are drawn.
 */
#ifndef PUBLISH_PARTNER_FINDINGS_H
#define PUBLISH_PARTNER_FINDINGS_H

#include <stddef.h>

struct arena;
struct finding;
struct findings;

struct partner_findings {
	struct finding *items;	/* that name a partner: by partner, grave ones first, then file, line, column, kind */
	size_t		count;
};

/* The texts stay those of findings. -1 when out of memory. */
int partner_findings_make(struct partner_findings *made, const struct findings *findings, struct arena *arena);

/* Those of the partner with this id, one after the other; *count may be 0. */
const struct finding *partner_findings_of(const struct partner_findings *all, const char *id, size_t *count);

#endif
