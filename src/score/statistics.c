#include "score/statistics.h"

#include <math.h>

static const double z_975 = 1.959963984540054;

double
mean_of(const double *values, size_t count)
{
	double sum = 0;

	for (size_t i = 0; i < count; i++)
		sum += values[i];
	return count > 0 ? sum / (double)count : NAN;
}

double
deviation_of(const double *values, size_t count, double mean)
{
	double sum = 0;

	if (count < 2)
		return NAN;
	for (size_t i = 0; i < count; i++)
		sum += (values[i] - mean) * (values[i] - mean);
	return sqrt(sum / (double)(count - 1));
}

static void
swap_doubles(double *a, double *b)
{
	double kept = *a;

	*a = *b;
	*b = kept;
}

static double
middle_of_three(double a, double b, double c)
{
	if ((a <= b) == (b <= c))
		return b;
	return (a <= b) == (c <= a) ? a : c;
}

/* The value of this rank, counted from 0; afterwards none before its place is greater, none behind it smaller. Parts in three,
 * as answers repeat: quickselect, since sorting large surveys took longer than all else that is done with them. */
static double
value_of_rank(double *values, size_t count, size_t rank)
{
	size_t first = 0, end = count;	/* the rank lies between */

	while (end - first > 1) {
		double pivot = middle_of_three(values[first], values[first + (end - first) / 2], values[end - 1]);
		size_t equal = first, at = first, greater = end;

		while (at < greater) {
			if (values[at] < pivot)
				swap_doubles(&values[at++], &values[equal++]);
			else if (values[at] > pivot)
				swap_doubles(&values[at], &values[--greater]);
			else
				at++;
		}
		if (rank >= equal && rank < greater)
			break;
		if (rank < equal)
			end = equal;
		else
			first = greater;
	}
	return values[rank];
}

double
percentile_of(double *values, size_t count, double p)
{
	double position, low, high;
	size_t below;

	if (count == 0)
		return NAN;
	position = (double)(count - 1) * p;
	below = (size_t)position;
	if (below + 1 >= count)
		return value_of_rank(values, count, count - 1);
	low = value_of_rank(values, count, below);
	high = values[below + 1];
	for (size_t i = below + 2; i < count; i++)
		if (values[i] < high)
			high = values[i];
	return low + (position - (double)below) * (high - low);
}

/* Continued fraction of the incomplete beta function by Lentz's method. */
static double
beta_fraction(double a, double b, double x)
{
	const double tiny = 1e-300;
	double	     c = 1;
	double	     d = 1 - (a + b) * x / (a + 1);
	double	     fraction;

	d = 1 / (fabs(d) < tiny ? tiny : d);
	fraction = d;
	for (int m = 1; m < 300; m++) {
		double even = m * (b - m) * x / ((a + 2 * m - 1) * (a + 2 * m));
		double odd = -(a + m) * (a + b + m) * x / ((a + 2 * m) * (a + 2 * m + 1));
		double step;

		d = 1 + even * d;
		c = 1 + even / c;
		d = 1 / (fabs(d) < tiny ? tiny : d);
		c = fabs(c) < tiny ? tiny : c;
		fraction *= d * c;
		d = 1 + odd * d;
		c = 1 + odd / c;
		d = 1 / (fabs(d) < tiny ? tiny : d);
		c = fabs(c) < tiny ? tiny : c;
		step = d * c;
		fraction *= step;
		if (fabs(step - 1) < 1e-15)
			break;
	}
	return fraction;
}

/* Logarithm of the gamma function through the reentrant libm call: lgamma() writes a global. */
static double
log_gamma(double x)
{
	int sign;

	return lgamma_r(x, &sign);
}

static double
incomplete_beta(double a, double b, double x)
{
	double front;

	if (x <= 0)
		return 0;
	if (x >= 1)
		return 1;
	front = exp(log_gamma(a + b) - log_gamma(a) - log_gamma(b) + a * log(x) + b * log1p(-x));
	if (x < (a + 1) / (a + b + 2))
		return front * beta_fraction(a, b, x) / a;
	return 1 - front * beta_fraction(b, a, 1 - x) / b;
}

/* P(T > t), t >= 0. */
static double
student_upper_tail(double t, double degrees)
{
	return 0.5 * incomplete_beta(degrees / 2, 0.5, degrees / (degrees + t * t));
}

static double
student_density(double t, double degrees)
{
	return exp(log_gamma((degrees + 1) / 2) - log_gamma(degrees / 2) -
	    (degrees + 1) / 2 * log1p(t * t / degrees)) / sqrt(degrees * M_PI);
}

/* Where the start is too far out for Newton's steps: below one degree or so the tail is very heavy. */
static double
bisect_quantile(double degrees)
{
	double low = 0;
	double high = 1e12;

	for (int i = 0; i < 200 && high - low > 1e-12 * high; i++) {
		double middle = (low + high) / 2;

		if (student_upper_tail(middle, degrees) > 0.025)
			low = middle;
		else
			high = middle;
	}
	return (low + high) / 2;
}

double
student_t_975(double degrees)
{
	const double z = z_975;
	double	     t;

	if (!(degrees > 0))
		return NAN;
	if (degrees < 3)
		return bisect_quantile(degrees);
	/* Cornish-Fisher expansion as the start (Abramowitz and Stegun 26.7.5), then Newton on the exact tail. */
	t = z + (pow(z, 3) + z) / (4 * degrees) + (5 * pow(z, 5) + 16 * pow(z, 3) + 3 * z) / (96 * degrees * degrees);
	for (int i = 0; i < 20; i++) {
		double step = (student_upper_tail(t, degrees) - 0.025) / student_density(t, degrees);

		t += step;
		if (fabs(step) < 1e-12 * t)
			break;
	}
	return t;
}

double
mean_half_width(size_t n, double sd, double t, double invited)
{
	double width;

	if (n < 2)
		return NAN;
	width = t * sd / sqrt((double)n);
	if (invited >= (double)n && invited > 1)
		width *= sqrt((invited - (double)n) / (invited - 1));
	return width;
}

double
welch_half_width(size_t n1, double sd1, size_t n2, double sd2)
{
	double a, b, degrees;

	if (n1 < 2 || n2 < 2)
		return NAN;
	a = sd1 * sd1 / (double)n1;
	b = sd2 * sd2 / (double)n2;
	if (a + b <= 0)
		return 0;
	degrees = (a + b) * (a + b) / (a * a / (double)(n1 - 1) + b * b / (double)(n2 - 1));
	return student_t_975(degrees) * sqrt(a + b);
}

void
wilson_interval(size_t successes, size_t n, double *low, double *high)
{
	const double z2 = z_975 * z_975;
	double	     count = (double)n;
	double	     share, centre, half;

	if (n == 0) {
		*low = *high = NAN;
		return;
	}
	share = (double)successes / count;
	centre = (share + z2 / (2 * count)) / (1 + z2 / count);
	half = z_975 * sqrt(share * (1 - share) / count + z2 / (4 * count * count)) / (1 + z2 / count);
	*low = fmax(0, centre - half);
	*high = fmin(1, centre + half);
}

/* A row's answer in one column, or its total if column == columns. */
static double
answer_at(const double *row, size_t columns, size_t column)
{
	double total = 0;

	if (column < columns)
		return row[column];
	for (size_t c = 0; c < columns; c++)
		total += row[c];
	return total;
}

/* Sample variance of these. */
static double
variance_of(const double *answers, size_t rows, size_t columns, size_t column)
{
	double mean = 0;
	double sum = 0;

	for (int pass = 0; pass < 2; pass++) {
		for (size_t r = 0; r < rows; r++) {
			double x = answer_at(answers + r * columns, columns, column);

			if (pass == 0)
				mean += x / (double)rows;
			else
				sum += (x - mean) * (x - mean);
		}
	}
	return sum / (double)(rows - 1);
}

double
cronbach_alpha(const double *answers, size_t rows, size_t columns)
{
	double parts = 0;
	double total;

	if (rows < 2 || columns < 2)
		return NAN;
	for (size_t c = 0; c < columns; c++)
		parts += variance_of(answers, rows, columns, c);
	total = variance_of(answers, rows, columns, columns);
	if (total <= 0)
		return NAN;
	return (double)columns / (double)(columns - 1) * (1 - parts / total);
}
