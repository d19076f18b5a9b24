/* near.h - doubles compared as doubles: cmocka's assert_float_equal rounds to float. */
#ifndef NEAR_H
#define NEAR_H

#include <math.h>

#define assert_near(wanted, got, tolerance) \
	do { \
		double near_wanted = (wanted); \
		double near_got = (got); \
		if (!(fabs(near_wanted - near_got) <= (tolerance))) \
			fail_msg("%s: %.10g, wanted %.10g", #got, near_got, near_wanted); \
	} while (0)

#endif
