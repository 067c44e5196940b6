/* Whether a caller is speaking, also while the line itself speaks: what comes back of our own voice, keys, hiss and hum
 * are nobody. Pure: a frame that was sent and one that came go in, 20 ms at 8 kHz each. Below 900 Hz an adaptive filter
 * (NLMS) learns this call's echo and takes it out; what is left is a voice if it is louder than that filter's errors
 * have been, and than the line's noise, and has a pitch. */
#ifndef FOYER_BARGE_H
#define FOYER_BARGE_H

#include <stdbool.h>
#include <stdint.h>

enum {
	BARGE_FRAME_SAMPLES = 160,
	BARGE_PREROLL_FRAMES = 20,  /* of the time before it was sure belong to it at most: it takes up to 200 ms */
	BARGE_QUIET_FRAMES = 35,    /* 700 ms without end an utterance */
	BARGE_TAIL_FRAMES = 15,     /* 300 ms of these are kept: soft endings */
	BARGE_FRAMES_MAX = 20 * 50, /* nobody answers for more than 20 s */
	BARGE_LOW_SAMPLES = 40,     /* a frame at 2 kHz */
	BARGE_ECHO_SAMPLES = 560,   /* 280 ms: as late as an echo may be */
	BARGE_ECHO_FRAMES = BARGE_ECHO_SAMPLES / BARGE_LOW_SAMPLES,
	BARGE_FILTER_SAMPLES = 31,
	BARGE_PITCH_SAMPLES = 120
};

enum barge_says {
	BARGE_NOBODY,
	BARGE_SPEAKING,
	BARGE_SPOKEN /* it is over; the next frame begins anew */
};

struct barge_band { /* one direction's way down to 2 kHz */
	int16_t before[BARGE_FILTER_SAMPLES - 1];
	float pass[4];
};

struct barge {
	uint16_t frames; /* since it was sure, good while SPEAKING and when SPOKEN */
	uint16_t quiet;  /* so many of the last ones have no voice */
	uint16_t before; /* so many of those before it was sure belong to it */

	/* its own */
	bool speaking;
	bool heard_any;
	uint16_t run;                          /* frames that may be voice, less those between them that are not */
	uint16_t pitched;                      /* of them */
	float floor_db;                        /* of the line's noise */
	float error_db;                        /* by how much more has been left than was expected */
	float sent_rms[BARGE_ECHO_FRAMES + 1]; /* of frames, the newest last */
	float error[BARGE_ECHO_FRAMES + 1];    /* of each of these, what the filter leaves of it */
	struct barge_band out;
	struct barge_band in;
	float taps[BARGE_ECHO_SAMPLES];
	int16_t sent[BARGE_ECHO_SAMPLES + BARGE_LOW_SAMPLES]; /* the newest last */
	float left[BARGE_PITCH_SAMPLES];                      /* of what came, without the echo */
};

void barge_begin(struct barge *barge);
/* `sent`: what went out meanwhile; NULL: silence. `heard`: what came. */
enum barge_says barge_frame(struct barge *barge, const int16_t *sent, const int16_t *heard);
/* What is being said is not wanted any more; what was learnt of the line stays. */
void barge_forget(struct barge *barge);

#endif
