/*
 * work_fixture.h - files of work items beside the KPI file that a run needs, and what was made of them.
 */
#ifndef WORK_FIXTURE_H
#define WORK_FIXTURE_H

#include "input_fixture.h"
#include "near.h"

/* A run needs KPIs or answers beside the items. */
static inline int
read_items(struct fixture *fixture, const char *text)
{
	fixture_write(fixture, "kpi.csv", "partner,period,kpi,value\nA,2026-Q3,cost,1\n");
	fixture_input(fixture, INPUT_KPI, "kpi.csv");
	return fixture_read(fixture, INPUT_WORK_ITEMS, text);
}

/* The item whose row stands on a line of the first file of items. */
static inline const struct work_item *
item_of(const struct fixture *fixture, uint32_t line)
{
	const struct work_item *found = NULL;

	for (size_t i = 0; i < fixture->dataset.work_item_count; i++)
		if (fixture->dataset.work_items[i].line == line && fixture->dataset.work_items[i].file == 1)
			found = &fixture->dataset.work_items[i];
	if (found == NULL)
		fail_msg("no item of line %u", line);
	return found;
}

static inline void
assert_date(struct date got, const char *wanted)
{
	char text[DATE_SIZE];

	assert_string_equal(wanted, got.year == 0 ? "" : date_name(got, text));
}

static inline unsigned long
dropped(const struct input_file *file, const char *reason)
{
	for (size_t i = 0; i < DROP_REASONS_MAX && file->drops[i].reason != NULL; i++)
		if (strcmp(file->drops[i].reason, reason) == 0)
			return file->drops[i].rows;
	return 0;
}

#endif
