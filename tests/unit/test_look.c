/* The colours can be told apart: WCAG 2.2, relative luminance and contrast ratio. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "look.h"

#include <math.h>

static double channel(uint32_t value)
{
	double c = value / 255.0;

	return c <= 0.04045 ? c / 12.92 : pow((c + 0.055) / 1.055, 2.4);
}

static double luminance(uint32_t colour)
{
	return 0.2126 * channel(colour >> 16 & 0xff) + 0.7152 * channel(colour >> 8 & 0xff) +
	       0.0722 * channel(colour & 0xff);
}

static double contrast(uint32_t a, uint32_t b)
{
	double la = luminance(a);
	double lb = luminance(b);

	return la > lb ? (la + 0.05) / (lb + 0.05) : (lb + 0.05) / (la + 0.05);
}

static void black_on_white_is_twenty_one_to_one(void **state)
{
	(void)state;
	assert_int_equal(lround(contrast(0x000000, 0xffffff) * 1000), 21000);
}

static void every_pair_of_colours_has_the_contrast_it_needs(void **state)
{
	static const struct look_pair pairs[] = LOOK_PAIRS;

	(void)state;
	for (size_t i = 0; i < sizeof(pairs) / sizeof(pairs[0]); i++) {
		double ratio = contrast(pairs[i].front, pairs[i].ground);

		if (ratio * 1000 < pairs[i].least_permille)
			fail_msg("%s: %.2f:1, needs %.1f:1", pairs[i].what, ratio, pairs[i].least_permille / 1000.0);
	}
}

static void no_ground_is_black(void **state)
{
	static const uint32_t grounds[] = {LOOK_PAPER, LOOK_BAR, LOOK_SURFACE, LOOK_TINT, LOOK_PRESSED};

	(void)state;
	for (size_t i = 0; i < sizeof(grounds) / sizeof(grounds[0]); i++)
		assert_true(luminance(grounds[i]) > 0.5);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(black_on_white_is_twenty_one_to_one),
		cmocka_unit_test(every_pair_of_colours_has_the_contrast_it_needs),
		cmocka_unit_test(no_ground_is_black),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
