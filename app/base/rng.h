/* Deterministic dice: splitmix64 (Steele, Lea, Flood: "Fast splittable pseudorandom number generators", OOPSLA 2014).
 */
#ifndef FOYER_BASE_RNG_H
#define FOYER_BASE_RNG_H

#include <stdbool.h>
#include <stdint.h>

struct rng {
	uint64_t state;
};

uint64_t rng_next(struct rng *rng);

/* 0 .. below - 1; below > 0. The bias for small `below` (< 2^-32) does not matter here. */
uint32_t rng_below(struct rng *rng, uint32_t below);

static inline bool rng_chance(struct rng *rng, uint32_t permille)
{
	return rng_below(rng, 1000) < permille;
}

#endif
