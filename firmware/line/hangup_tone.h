/* The tone by which a telephone network says that the other side has gone: busy, congestion, or the dial tone of a line
 * that is free again. Lines behind an analogue gateway often have no other sign of it. Frequencies and cadences of each
 * country: ITU-T E.180 Supplement 2. Pure. It is our own: of 1060 such tones in noise spandsp's super_tone_rx takes 586
 * where its finding must last as long, and without that finds 800 in an hour of speech (tests/bench/bench_tones.c). */
#ifndef FOYER_HANGUP_TONE_H
#define FOYER_HANGUP_TONE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

enum {
	HANGUP_TONE_FRAME = 160, /* samples at 8 kHz, 20 ms */
	HANGUP_TONE_CADENCES = 3,
	HANGUP_TONE_RUNS = 4,       /* of a cadence: sound, silence, sound, silence */
	HANGUP_TONE_HELD_MS = 2000, /* so long, and so many times, a cadence is heard before it is believed */
	HANGUP_TONE_TIMES = 3,
	HANGUP_TONE_STEADY_MS = 5000, /* so long is a steady one heard */
	HANGUP_TONE_RUNS_KEPT = 24
};

/* How a country's networks say it. */
struct hangup_country {
	char code[3];   /* "it" */
	uint16_t hz[2]; /* of its busy and congestion tones; both at once; 0: only one */
	uint16_t dial_hz[2];
	uint16_t cadence_ms[HANGUP_TONE_CADENCES][HANGUP_TONE_RUNS]; /* sound, silence ...; 0: none follow */
};

/* NULL: not known. */
const struct hangup_country *hangup_country(const char *code);
/* The codes that are known, "at au be ..."; constant. */
const struct hangup_country *hangup_countries(size_t *count);

/* What one call has heard of it. */
struct hangup_tone {
	const struct hangup_country *country; /* NULL: nothing is listened for */
	uint8_t heard;                        /* the last run is of sound, silence or neither */
	uint8_t astray;                       /* frames in a row that are neither */
	uint8_t runs_count;
	uint32_t run_ms;                         /* of the run that goes on */
	uint32_t steady_ms;                      /* of a dial tone */
	uint16_t runs_ms[HANGUP_TONE_RUNS_KEPT]; /* that are over, oldest first; even places are sound */
	float power;                             /* of the last sound of it */
	uint16_t filled;                         /* of the frame that comes in */
	int16_t frame[HANGUP_TONE_FRAME];
};

void hangup_tone_begin(struct hangup_tone *tone, const struct hangup_country *country);
/* The next sound at 8 kHz, of any length. True: the other side has gone. */
bool hangup_tone_hear(struct hangup_tone *tone, const int16_t *samples, size_t count);

#endif
