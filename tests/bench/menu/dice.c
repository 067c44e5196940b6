#include "dice.h"

#include <math.h>

uint64_t dice_hash(uint64_t a, uint64_t b)
{
	uint64_t x = (a ^ 0x9e3779b97f4a7c15U) * 0xff51afd7ed558ccdU + b;

	x = (x ^ x >> 30) * 0xbf58476d1ce4e5b9U;
	x = (x ^ x >> 27) * 0x94d049bb133111ebU;
	return x ^ x >> 31;
}

double dice_of(uint64_t hash)
{
	return ((double)(hash >> 11) + 0.5) / 9007199254740992.0;
}

double dice_uniform(struct rng *rng)
{
	return dice_of(rng_next(rng));
}

double dice_normal(struct rng *rng)
{
	double u = dice_uniform(rng);
	double v = dice_uniform(rng);

	return sqrt(-2 * log(u)) * cos(2 * 3.14159265358979323846 * v);
}

double dice_gamma(struct rng *rng, double shape)
{
	double raise = 1;
	double d;

	if (shape < 1) {
		raise = pow(dice_uniform(rng), 1 / shape);
		shape += 1;
	}
	d = shape - 1.0 / 3;
	for (;;) {
		double x = dice_normal(rng);
		double v = 1 + x / sqrt(9 * d);

		v = v * v * v;
		if (v > 0 && log(dice_uniform(rng)) < x * x / 2 + d * (1 - v + log(v)))
			return raise * d * v;
	}
}

double dice_frailty(struct rng *rng, double variance)
{
	return variance > 0 ? dice_gamma(rng, 1 / variance) * variance : 1;
}
