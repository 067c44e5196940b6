#include "learn/whole.h"

enum { LN2 = 45426 /* Q16 */ };

int32_t whole_log2(uint64_t x)
{
	int32_t log = 0;
	uint64_t mantissa = x ? x : 1;

	/* To [2^31, 2^32), so that its square fits. */
	for (; mantissa >= (uint64_t)1 << 32; mantissa >>= 1)
		log++;
	for (; mantissa < (uint64_t)1 << 31; mantissa <<= 1)
		log--;
	log = (log + 31) * Q16;
	for (int32_t bit = Q16 / 2; bit >= Q16 / 4096; bit /= 2) {
		mantissa = mantissa * mantissa >> 31;
		if (mantissa >= (uint64_t)1 << 32) {
			mantissa >>= 1;
			log += bit;
		}
	}
	return log;
}

int32_t whole_ln_ratio(uint64_t a, uint64_t b)
{
	return (int32_t)((int64_t)(whole_log2(a) - whole_log2(b)) * LN2 / Q16);
}

uint32_t whole_sqrt(uint64_t x)
{
	uint64_t root = 0;

	for (uint64_t bit = (uint64_t)1 << 62; bit; bit >>= 2) {
		if (x >= root + bit) {
			x -= root + bit;
			root = (root >> 1) + bit;
		} else {
			root >>= 1;
		}
	}
	return (uint32_t)root;
}

uint64_t whole_part(uint64_t a, uint64_t b, uint64_t c)
{
	/* One of them gives up its last bits, never more than are too many. */
	while (b && a > UINT64_MAX / b) {
		a >= b ? (a >>= 1) : (b >>= 1);
		c >>= 1;
	}
	return a * b / (c ? c : 1);
}

int32_t whole_normal(struct rng *rng)
{
	uint64_t sum = 0;

	for (int i = 0; i < 3; i++) {
		uint64_t bits = rng_next(rng);

		sum += (bits & 0xffff) + (bits >> 16 & 0xffff) + (bits >> 32 & 0xffff) + (bits >> 48);
	}
	return (int32_t)sum - 6 * Q16;
}

uint64_t whole_gamma(struct rng *rng, uint64_t shape)
{
	int64_t z = whole_normal(rng);
	int64_t part; /* 1 / (9 shape) */
	int64_t root;

	if (shape == 0)
		return 0;
	part = (int64_t)((uint64_t)Q16 * 256 / (9 * shape));
	root = Q16 - part + z * whole_sqrt((uint64_t)part * Q16) / Q16;
	if (root <= 0)
		return 0;
	return whole_part(shape, (uint64_t)(root * root / Q16 * root), (uint64_t)Q16 * Q16);
}
