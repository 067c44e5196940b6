/* Something that passes for a voice on a telephone line: a pitch, syllables. */
#ifndef FOYER_TEST_VOICE_LIKE_H
#define FOYER_TEST_VOICE_LIKE_H

#include <math.h>
#include <stdint.h>

static inline int16_t voice_like(int at, int rate_hz)
{
	const double two_pi = 6.283185307179586;
	double phase = two_pi * at * 130 / rate_hz;
	double sum = 0;

	for (int k = 1; k <= 20; k++)
		sum += sin(k * phase + 0.3 * k * k) / k;
	return (int16_t)(2500 * sum * (0.6 + 0.4 * sin(two_pi * at * 4 / rate_hz)));
}

#endif
