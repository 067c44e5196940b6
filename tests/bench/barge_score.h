/* The gate for interruptions (line/barge.h) on a made-up line with real voices, counted: shared by bench_barge and
 * test_barge. */
#ifndef FOYER_TESTS_BENCH_BARGE_SCORE_H
#define FOYER_TESTS_BENCH_BARGE_SCORE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "port/voice.h"

#define BARGE_DATA FOYER_SOURCE_DIR "/../shared/data/speech"

enum { BARGE_IN_TIME_MS = 300 };

struct barge_tally {
	uint32_t prompts_s;    /* of prompts that nobody interrupted */
	unsigned false_starts; /* in these */
	unsigned tried;        /* real people who began to speak over a prompt */
	unsigned early;        /* it was interrupted before they did */
	unsigned in_time;      /* within BARGE_IN_TIME_MS of their first voice */
	unsigned late;
	unsigned never;
	unsigned median_ms; /* of those that were noticed */
};

/* The sentences that are said, one behind the other, at 8 kHz; lent, constant. NULL: there is no voice. */
const int16_t *barge_score_prompt(const struct voice *voice, size_t *count);
/* A line draws its echo, 12 to 30 dB below what it was sent, its delay, up to 200 ms, how it is smeared, and its noise
 * from the seed; both ways are G.711. Voices are 0 to 10 dB below the prompt. */
bool barge_score_prompts(const struct voice *voice, uint64_t seed, uint32_t minutes, struct barge_tally *tally);
/* Every n-th recording of that folder of real voices interrupts a prompt. False: the data is not there. */
bool barge_score_people(
	const struct voice *voice, uint64_t seed, const char *folder, unsigned every, struct barge_tally *tally);

#endif
