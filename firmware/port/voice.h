/* Text to sound. Implementations: adapter/voice_espeak.c, tests/sim. */
#ifndef FOYER_PORT_VOICE_H
#define FOYER_PORT_VOICE_H

#include "base/err.h"

#include <stddef.h>
#include <stdint.h>

/* A piece of speech, 16-bit mono at AUDIO_RATE_HZ. Lent until the next call of the same voice. */
struct speech {
	const int16_t *samples;
	size_t count;
};

struct voice_ops {
	/* language: "en". rate_pct: 100 is normal. ERR_NOT_FOUND: no voice for that language. */
	enum err (*speak)(void *self, const char *language, unsigned rate_pct, const char *text, struct speech *out);
	/* How a word sounds, as ARPAbet phones with spaces ("HH AH L OW"), for the recogniser's dictionary. */
	enum err (*pronounce)(void *self, const char *language, const char *word, char *out, size_t out_bytes);
	/* Nothing of what was spoken is kept, and what was lent is gone. NULL: nothing ever is kept. */
	void (*forget)(void *self);
	void (*close)(void *self);
};

struct voice {
	const struct voice_ops *ops; /* NULL: the device has no voice */
	void *self;
};

#endif
