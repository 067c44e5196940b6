/* Chances of the simulation. A stream is drawn one after another (the world); a hashed draw depends only on what it is
 * for (the callers), so that every policy meets the same people with the same slips. */
#ifndef BENCH_MENU_DICE_H
#define BENCH_MENU_DICE_H

#include "base/rng.h"

#include <stdint.h>

uint64_t dice_hash(uint64_t a, uint64_t b);
/* 0 < u < 1. */
double dice_of(uint64_t hash);

double dice_uniform(struct rng *rng);
double dice_normal(struct rng *rng);
/* Mean 1, the given variance (Marsaglia and Tsang, "A simple method for generating gamma variables", 2000). */
double dice_frailty(struct rng *rng, double variance);
/* Shape at least 1/1000, scale 1. */
double dice_gamma(struct rng *rng, double shape);

#endif
