/*
 * stage.h - a directory in which a run comes to be, unseen until it is whole.
 *
 * It lies beside its final place, `.RUN.stage.XXXXXX`, so that one rename publishes it. What a
 * crash leaves behind is removed by the next run, under the archive's lock.
 */
#ifndef PUBLISH_STAGE_H
#define PUBLISH_STAGE_H

#include <limits.h>

struct error;

struct stage {
	char path[PATH_MAX];		/* "" once published or removed */
	char parent[PATH_MAX];
};

/* Makes the directory under parent. ERROR_CREATE if that cannot be. */
int stage_open(struct stage *stage, const char *parent, const char *run, struct error *error);
/* Makes everything read-only and durable and renames the stage to parent/run, which must not
 * exist. */
int stage_publish(struct stage *stage, const char *run, struct error *error);
/* Removes what is left; safe to call at any time after stage_open or on a zeroed struct. */
void stage_abandon(struct stage *stage);
/* Removes stages that earlier runs left under parent. Only under the archive's lock. */
int stage_sweep(const char *parent, struct error *error);

#endif
