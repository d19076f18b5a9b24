/*
 * reported_period.h - which period a run reports.
 */
#ifndef SCORE_REPORTED_PERIOD_H
#define SCORE_REPORTED_PERIOD_H

#include <stdbool.h>

#include "base/period.h"

struct dataset;

/*
 * word: a period's name; `current`, the quarter that contains the reference day; `previous`, the
 * quarter before that one; NULL, the newest quarter with a KPI row or an answer that is over by
 * the reference day, else the newest with any. False if word is none of these, or if there is no
 * data to choose by.
 */
bool reported_period_choose(const char *word, struct date reference, int fiscal_start,
    const struct dataset *dataset, struct period *period);

#endif
