/*
 * period.h - months, quarters, half-years, years; and calendar dates.
 *
 * A period is a granularity and an index that counts periods of that granularity since year 0, so that
 * "before" and "n periods ago" are subtraction. Fiscal years: all functions that lay periods on months take the month in
 * which the fiscal year starts (1 = January = calendar); 2026-Q1 with start 4 is April-June 2026. A named month is always
 * the calendar month.
 */
#ifndef BASE_PERIOD_H
#define BASE_PERIOD_H

#include <stdbool.h>
#include <stddef.h>

enum granularity { PERIOD_MONTH = 1, PERIOD_QUARTER = 3, PERIOD_HALF = 6, PERIOD_YEAR = 12 };	/* months each */

struct period {
	int granularity;	/* enum granularity; 0: none */
	int index;		/* named periods since year 0: 2026-Q3 is 2026 * 4 + 2, 2026-07 is 2026 * 12 + 6 */
};

struct date {
	int year;		/* 1..9999 */
	int month;		/* 1..12 */
	int day;		/* 1..31 */
};

/* "2026-Q3", "2026-07", "2026-H2", "2026". False if text is none of these; dates are mapped with period_of_date. */
bool period_parse(const char *text, size_t length, struct period *period);
/* The name as above; returns text. */
enum { PERIOD_SIZE = 32 };
const char *period_name(struct period period, char text[PERIOD_SIZE]);
/* The period of this granularity that contains the date. */
struct period period_of_date(struct date date, int granularity, int fiscal_start);
/* First and last day. */
struct date period_first_day(struct period period, int fiscal_start);
struct date period_last_day(struct period period, int fiscal_start);
/* n periods later (or earlier). */
struct period period_shift(struct period period, int n);
/* True if inner lies wholly within outer (equal counts). */
bool period_contains(struct period outer, struct period inner, int fiscal_start);
/* The period of the given granularity that contains the last month of period. */
struct period period_at_end(struct period period, int granularity, int fiscal_start);
/* The same granularity and index. */
bool period_equal(struct period a, struct period b);
/* By last month, then finer before coarser: < 0, 0, > 0. */
int period_compare(struct period a, struct period b, int fiscal_start);

/* A real calendar day of the years 1 to 9999. */
bool date_is_real(struct date date);
/* YYYY-MM-DD and a real calendar day. */
bool date_parse(const char *text, size_t length, struct date *date);
enum { DATE_SIZE = 16 };
const char *date_name(struct date date, char text[DATE_SIZE]);
int date_compare(struct date a, struct date b);

#endif
