/* Real people's recordings through the real recogniser, counted: shared by bench_hear and test_hear. */
#ifndef FOYER_TESTS_BENCH_HEAR_SCORE_H
#define FOYER_TESTS_BENCH_HEAR_SCORE_H

#include <stdbool.h>
#include <stdint.h>

#include "port/recogniser.h"

#define HEAR_DATA FOYER_SOURCE_DIR "/../shared/data/speech"

enum { HEAR_SPEAKERS_MAX = 16, HEAR_SPEAKER_BYTES = 24 };

struct hear_tally {
	unsigned files;
	unsigned right;
	uint64_t audio_ms;
	uint64_t work_ms;
	unsigned speakers_count; /* 0: nobody wrote down who spoke */
	struct hear_speaker {
		char name[HEAR_SPEAKER_BYTES];
		unsigned files;
		unsigned right;
	} speakers[HEAR_SPEAKERS_MAX];
};

/* From now on every recording comes over a telephone: 8 kHz, G.711. At first it does not. */
void hear_over_telephone(bool yes);
/* Every n-th file of the folder, in the order of their names. False: no such data, or the recogniser refused (said on
 * stderr). */
bool hear_digits(const struct recogniser *recogniser, unsigned every, struct hear_tally *out);
/* An order is right when every slot of its label was heard, as it stands there, and no other. */
bool hear_orders(const struct recogniser *recogniser, unsigned every, struct hear_tally *out);

#endif
