/*
 * policy.h - the constants of the method as rows of keys; for the files of this room.
 */
#ifndef CONFIG_POLICY_H
#define CONFIG_POLICY_H

#include <stddef.h>

#include "config/key.h"

struct model;
struct policy;

/* The rows, in the order of the method pages. */
const struct key *policy_keys(size_t *count);
/* Every constant of model.md; unknown_kpi_group is NULL until policy_check. */
struct policy policy_default(void);
/* Constants that depend on each other or on the model. ini is the file they came from last. -1
 * ERROR_CONFIG. */
int policy_check(struct model *model, const struct ini *ini, struct error *error);

#endif
