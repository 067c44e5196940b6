/* What a caller heard, recognised from the sound that came over the network: a sentence is made anew by the same voice,
 * and looked for in it. No log is read. */
#ifndef FOYER_HEARD_H
#define FOYER_HEARD_H

#include "port/voice.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

enum { HEARD_RATE_HZ = 8000, HEARD_BANDS = 12 };

struct heard {
	int16_t *samples;
	size_t count;
	float *bands; /* HEARD_BANDS of each 20 ms: how loud, as logarithms */
	size_t frames_count;
	struct voice voice;
};

struct heard_words {
	bool found;
	uint32_t at_ms;  /* its first sound */
	uint32_t for_ms; /* up to its last sound that came */
	bool whole;      /* to its end */
};

/* The first of so many sides of a WAV at HEARD_RATE_HZ, 16 bit. */
void heard_open(struct heard *heard, const char *wav, unsigned sides);
/* What came, frame by frame, at HEARD_RATE_HZ. */
void heard_open_sound(struct heard *heard, const int16_t *samples, size_t count);
void heard_close(struct heard *heard);
/* Where those words first come from that moment on. */
struct heard_words heard_find(const struct heard *heard, const char *language, const char *words, uint32_t from_ms);
/* From there on nobody speaks, for so long. */
bool heard_silence(const struct heard *heard, uint32_t from_ms, uint32_t for_ms);

#endif
