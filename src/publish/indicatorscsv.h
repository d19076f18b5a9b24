/*
 * indicatorscsv.h - the rows of indicators.csv: every reading of a partner, and every question by
 * side.
 */
#ifndef PUBLISH_INDICATORSCSV_H
#define PUBLISH_INDICATORSCSV_H

#include "score/scorecard.h"

struct csvout;
struct error;

/* Sorted by source and indicator. A question's side is there only if it is published. Only
 * memory can fail. */
int indicators_csv_write(struct csvout *csv, const struct scoring *scoring, const char *period,
    const struct scorecard *card, struct error *error);

#endif
