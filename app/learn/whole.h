/* Arithmetic in whole numbers for what decides: the same on every machine. Q16: a number times 65536. */
#ifndef FOYER_LEARN_WHOLE_H
#define FOYER_LEARN_WHOLE_H

#include <stdint.h>

#include "base/rng.h"

enum { Q16 = 65536 };

/* log2(x), Q16; x >= 1. By squaring the mantissa (Knuth, TAOCP 1.2.2, exercise 25), right to 1/4096. */
int32_t whole_log2(uint64_t x);
/* ln(a / b), Q16; 0 counts as 1. */
int32_t whole_ln_ratio(uint64_t a, uint64_t b);
/* Rounded down. */
uint32_t whole_sqrt(uint64_t x);
/* a * b / c, rounded down, without overflow as long as the result fits; c > 0. */
uint64_t whole_part(uint64_t a, uint64_t b, uint64_t c);
/* A standard normal, Q16: twelve uniforms summed (Irwin-Hall); its tails end at 6. */
int32_t whole_normal(struct rng *rng);
/* A Gamma(shape, 1), both in 1/256: Wilson and Hilferty's cube of a normal (1931), which is close from a shape of 1/2
 * on and gives 0 often below. */
uint64_t whole_gamma(struct rng *rng, uint64_t shape);

#endif
