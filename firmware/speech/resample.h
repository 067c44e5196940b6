/* Sound at one rate to the same sound at another. Implementation: adapter/resample_samplerate.c. */
#ifndef FOYER_RESAMPLE_H
#define FOYER_RESAMPLE_H

#include "base/check.h"
#include "base/err.h"

#include <stddef.h>
#include <stdint.h>

enum { RESAMPLE_RATE_HZ_MIN = 1000, RESAMPLE_RATE_HZ_MAX = 384000 };

struct sound {
	int16_t *samples; /* malloc'ed, mono; NULL when empty */
	size_t count;
	uint32_t rate_hz;
};

/* `*out` is new memory, to be given to sound_free(); left empty on an error. ERR_FORMAT: a rate outside
 * RESAMPLE_RATE_HZ_MIN..MAX; ERR_NO_SPACE: no memory. */
MUST_USE enum err resample(const struct sound *in, uint32_t rate_hz, struct sound *out);

/* Accepts an empty one; leaves it empty. */
void sound_free(struct sound *sound);

#endif
