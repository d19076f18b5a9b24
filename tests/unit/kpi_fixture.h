/*
 * kpi_fixture.h - what the tests of KPI shapes ask of a dataset: the row of a partner, a KPI and a period.
 */
#ifndef KPI_FIXTURE_H
#define KPI_FIXTURE_H

#include "input_fixture.h"

/* The row of this key, NULL if there is none. */
static inline const struct kpi_row *
kpi_row_of(const struct fixture *fixture, const char *partner, const char *kpi, const char *period)
{
	const struct dataset *dataset = &fixture->dataset;

	for (size_t i = 0; i < dataset->kpi_row_count; i++) {
		const struct kpi_row *row = &dataset->kpi_rows[i];
		const char	     *id = row->partner == dataset->partner_count ? "ALL" : dataset->partners[row->partner].id;
		char		      name[PERIOD_SIZE];

		period_name((struct period){ row->granularity, row->period_index }, name);
		if (strcmp(id, partner) == 0 && strcmp(fixture->model.indicators[row->indicator].id, kpi) == 0 && strcmp(name, period) == 0)
			return row;
	}
	return NULL;
}

/* The row is there, present, and its value is this to 12 digits. */
static inline void
assert_kpi(const struct fixture *fixture, const char *partner, const char *kpi, const char *period, double value)
{
	const struct kpi_row *row = kpi_row_of(fixture, partner, kpi, period);

	if (row == NULL)
		fail_msg("no row for %s, %s, %s", partner, kpi, period);
	else if (row->state != VALUE_PRESENT || !(fabs(row->value - value) <= 1e-12 * fabs(value)))
		fail_msg("%s, %s, %s: state %d, value %.17g", partner, kpi, period, row->state, row->value);
}

/* The row is there and in this state, without a value. */
static inline void
assert_kpi_state(const struct fixture *fixture, const char *partner, const char *kpi, const char *period, enum value_state state)
{
	const struct kpi_row *row = kpi_row_of(fixture, partner, kpi, period);

	if (row == NULL)
		fail_msg("no row for %s, %s, %s", partner, kpi, period);
	else if (row->state != state || !isnan(row->value))
		fail_msg("%s, %s, %s: state %d, value %g", partner, kpi, period, row->state, row->value);
}

/* What the row of this key says beyond its value. */
static inline const struct kpi_terms *
kpi_terms_of(const struct fixture *fixture, const char *partner, const char *kpi, const char *period)
{
	const struct kpi_row *row = kpi_row_of(fixture, partner, kpi, period);

	assert_non_null(row);
	return &fixture->dataset.terms[row->terms];
}

/* A test with a fixture of its own. */
#define TEST(name) cmocka_unit_test_setup_teardown(name, fixture_setup, fixture_teardown)

#endif
