/*
 * kpi_sort.h - KPI rows from the order in which they came into that of the dataset: by partner, indicator, period, place.
 */
#ifndef INPUT_KPI_SORT_H
#define INPUT_KPI_SORT_H

struct intake;

/* Moves the rows of intake->kpi, whose indexes are settled, into the dataset; ALL rows last. At no time do all of them stand
 * twice in memory. -1 when out of memory. */
int kpi_sort_rows(const struct intake *intake);

#endif
