/* Sound in and out, 16-bit mono at AUDIO_RATE_HZ. Implementations: adapter/audio_sdl.c (sound card),
 * adapter/audio_file.c (recordings in, WAV out), tests/sim. */
#ifndef FOYER_PORT_AUDIO_H
#define FOYER_PORT_AUDIO_H

#include "base/err.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

enum { AUDIO_RATE_HZ = 16000, AUDIO_FRAME_SAMPLES = 320 /* 20 ms */ };

struct audio_ops {
	/* Queues samples for the speaker; waits for nothing but, after a rest, the card. ERR_NO_SPACE: more than 60 s
	 * queued; ERR_ABSENT: no speaker. count 0: gets the speaker ready. */
	enum err (*play)(void *self, const int16_t *samples, size_t count);
	/* Forgets what is queued, at once. Always succeeds. */
	void (*stop)(void *self);
	/* Samples still to be heard. */
	size_t (*queued)(void *self);
	/* Takes up to `count` recorded samples; returns how many there were (0: none yet). */
	size_t (*record)(void *self, int16_t *samples, size_t count);
	/* True once recording can give no more (end of the file, microphone gone). */
	bool (*ended)(void *self);
	/* Opens or shuts the microphone, which is shut at first; may take a while. NULL: always open. Nobody records
	 * meanwhile. */
	void (*microphone)(void *self, bool open);
	/* Nothing will be played for a while: the speaker may be given back until the next play(). NULL: it is kept. */
	void (*rest)(void *self);
	void (*close)(void *self);
};

struct audio {
	const struct audio_ops *ops; /* NULL: no sound at all */
	void *self;
};

#endif
