/*
 * blocks.h - the panels of a partner scorecard. Each draws itself at flow->y and moves it
 * below itself.
 */
#ifndef RENDER_PDF_BLOCKS_H
#define RENDER_PDF_BLOCKS_H

#include "render/pdf/flow.h"

/* Page 1: the answer. */
void block_band(struct flow *flow);
void block_health(struct flow *flow);
void block_tiles(struct flow *flow);
void block_history(struct flow *flow);
void block_things(struct flow *flow);
void block_alerts(struct flow *flow);
void block_completeness(struct flow *flow);
/* The line about characters that could not be printed, "" if there are none. */
const char *unprintable_text(struct flow *flow, size_t count);

/* Page 2: KPIs and voice. */
void block_kpis(struct flow *flow);
void block_voice(struct flow *flow);
void block_questions(struct flow *flow);

/* Last page: method and evidence. */
void block_trail(struct flow *flow);
void block_omissions(struct flow *flow);
void block_rules(struct flow *flow);
void block_inputs(struct flow *flow);
void block_sign(struct flow *flow);

#endif
