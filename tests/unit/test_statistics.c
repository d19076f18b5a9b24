#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include <math.h>

#include "base/count.h"
#include "near.h"
#include "score/statistics.h"

/* Tables of Student's t, 0.975 quantile (any statistics textbook). */
static void
student_quantiles_agree_with_the_tables(void **state)
{
	static const struct {
		double degrees, t;
	} cases[] = { { 1, 12.7062 }, { 2, 4.3027 }, { 3, 3.1824 }, { 4, 2.7764 }, { 7, 2.3646 }, { 10, 2.2281 }, { 30, 2.0423 },
		{ 120, 1.9799 }, { 1e7, 1.9600 } };

	(void)state;
	for (size_t i = 0; i < COUNT_OF(cases); i++)
		if (fabs(student_t_975(cases[i].degrees) - cases[i].t) > 6e-5)
			fail_msg("%g degrees: %.5f, wanted %.4f", cases[i].degrees, student_t_975(cases[i].degrees), cases[i].t);
	assert_true(isnan(student_t_975(0)));
}

/* model.md 4: 4,5,3,4,4,2,5,4 with N = 20. */
static void
interval_of_a_mean_with_and_without_the_number_invited(void **state)
{
	const double answers[] = { 4, 5, 3, 4, 4, 2, 5, 4 };
	double	     mean = mean_of(answers, 8);
	double	     sd = deviation_of(answers, 8, mean);

	(void)state;
	assert_near(3.875, mean, 1e-12);
	assert_near(0.991, sd, 5e-4);
	assert_near(0.828, mean_half_width(8, sd, student_t_975(7), NAN), 6e-4);
	assert_near(0.658, mean_half_width(8, sd, student_t_975(7), 20), 6e-4);
	assert_near(0, mean_half_width(8, sd, student_t_975(7), 8), 1e-12);	/* a census */
	assert_true(isnan(mean_half_width(1, NAN, NAN, NAN)));
}

static void
wilson_interval_of_six_in_eight(void **state)
{
	double low, high;

	(void)state;
	wilson_interval(6, 8, &low, &high);
	assert_near(0.409, low, 6e-4);
	assert_near(0.929, high, 6e-4);
	wilson_interval(0, 0, &low, &high);
	assert_true(isnan(low) && isnan(high));
}

static void
alpha_of_the_worked_example(void **state)
{
	const double answers[] = { 3, 4, 3, 2, 3, 4, 4, 4, 5, 3, 2, 3, 4, 4, 4 };
	const double constant[] = { 3, 3, 3, 3 };

	(void)state;
	assert_near(0.733, cronbach_alpha(answers, 5, 3), 6e-4);
	assert_true(isnan(cronbach_alpha(constant, 2, 2)));
}

/* (n - 1) p: of 1,2,3,4 the median lies at 1.5 -> 2.5, the 85th percentile at 2.55 -> 3.55. */
static void
percentile_interpolates(void **state)
{
	double values[] = { 4, 1, 3, 2 };

	(void)state;
	assert_near(2.5, percentile_of(values, 4, 0.5), 1e-12);
	assert_near(3.55, percentile_of(values, 4, 0.85), 1e-12);
	assert_true(isnan(percentile_of(values, 0, 0.5)));
}

/* Of 0, 1 ... n - 1 in any order the percentile is (n - 1) p itself. 37 is prime: its multiples pass through every place. */
static void
percentiles_of_shuffled_numbers(void **state)
{
	static const double shares[] = { 0, 0.1, 0.5, 0.75, 1 };
	double		    values[36];

	(void)state;
	for (size_t n = 1; n <= COUNT_OF(values); n++)
		for (size_t i = 0; i < COUNT_OF(shares); i++) {
			for (size_t k = 0; k < n; k++)
				values[k] = (double)(k * 37 % n);
			assert_near((double)(n - 1) * shares[i], percentile_of(values, n, shares[i]), 1e-12);
			for (size_t k = 0; k < n; k++)
				values[k] = (double)(n - 1 - k);
			assert_near((double)(n - 1) * shares[i], percentile_of(values, n, shares[i]), 1e-12);
		}
}

/* Against the definition, counted without sorting: of an odd number of values, at most half lie below the median and at most half
 * above. Many equal ones, ascending, descending and mixed. */
static void
median_of_answers_that_repeat(void **state)
{
	enum { COUNT = 101 };
	double values[COUNT];

	(void)state;
	for (size_t kinds = 1; kinds <= COUNT; kinds++)
		for (int order = 0; order < 3; order++) {
			size_t below = 0, above = 0;
			double median;

			for (size_t i = 0; i < COUNT; i++)
				values[i] = (double)((order == 0 ? i : order == 1 ? COUNT - i : i * i * 37 + i * 11) % kinds);
			median = percentile_of(values, COUNT, 0.5);
			for (size_t i = 0; i < COUNT; i++) {
				below += values[i] < median;
				above += values[i] > median;
			}
			if (below > COUNT / 2 || above > COUNT / 2 || below + above == COUNT)
				fail_msg("%zu kinds in order %d: %g", kinds, order, median);
		}
}

/* By hand: sd 1 and n 5 on both sides: variance 0.2 + 0.2, degrees (0.4^2)/(0.04/4 * 2) = 8, t = 2.3060; 2.3060 * sqrt 0.4 = 1.4584. */
static void
welch_interval_by_hand(void **state)
{
	(void)state;
	assert_near(1.4584, welch_half_width(5, 1, 5, 1), 1e-4);
	assert_near(0, welch_half_width(5, 0, 5, 0), 1e-12);
	assert_true(isnan(welch_half_width(1, NAN, 5, 1)));
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(student_quantiles_agree_with_the_tables),
		cmocka_unit_test(interval_of_a_mean_with_and_without_the_number_invited),
		cmocka_unit_test(wilson_interval_of_six_in_eight),
		cmocka_unit_test(alpha_of_the_worked_example),
		cmocka_unit_test(percentile_interpolates),
		cmocka_unit_test(percentiles_of_shuffled_numbers),
		cmocka_unit_test(median_of_answers_that_repeat),
		cmocka_unit_test(welch_interval_by_hand),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
