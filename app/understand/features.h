/* What a sentence is compared by: word 1-2-grams and character 2-5-grams of " word ", hashed (64-bit FNV-1a) and
 * counted. Whole numbers only, so that desk, device and simulator weigh alike. */
#ifndef FOYER_UNDERSTAND_FEATURES_H
#define FOYER_UNDERSTAND_FEATURES_H

#include <stddef.h>
#include <stdint.h>

enum feature_block { BLOCK_WORDS, BLOCK_CHARS, BLOCK_COUNT };

enum { FEATURES_MAX = 2048, FEATURE_SLOTS = 2 * FEATURES_MAX };

struct feature {
	uint64_t key;
	uint16_t times;
	uint8_t block; /* enum feature_block */
};

/* About 40 kB: at home on a stack, once. */
struct features {
	uint32_t count;
	struct feature list[FEATURES_MAX];
	uint16_t slots[FEATURE_SLOTS]; /* index + 1 */
};

/* What does not fit any more is left out: beyond about 400 letters a sentence has said what it is about. */
void features_read(struct features *features, const char *words);

/* Logarithm to base 2 in 1/65536; value > 0. */
uint32_t log2_q16(uint32_t value);
uint32_t isqrt64(uint64_t value);

/* ln((1 + docs) / (1 + docs_with)) + 1 in 1/256 (Salton & Buckley 1988, smoothed). */
uint32_t feature_idf_q8(uint32_t docs, uint32_t docs_with);
/* (1 + ln times) * idf in 1/256. */
uint32_t feature_weight_q8(uint16_t times, uint32_t idf_q8);

#endif
