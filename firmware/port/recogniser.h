/* Sound to words, against a grammar. Implementations: adapter/recogniser_pocketsphinx.c, tests/sim. */
#ifndef FOYER_PORT_RECOGNISER_H
#define FOYER_PORT_RECOGNISER_H

#include "base/err.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

enum { RECOGNISED_WORDS_BYTES_MAX = 512, RECOGNISED_MAX = 5 };

struct recognised {
	uint8_t count; /* 0: nothing was recognised */
	uint8_t confidence_pct;
	struct {
		char words[RECOGNISED_WORDS_BYTES_MAX];
		uint8_t score_pct;
	} list[RECOGNISED_MAX];
	uint32_t audio_ms;
	uint32_t work_ms;
};

struct recogniser_ops {
	/* There is a model of how that language ("en") sounds. False: whoever speaks it must touch or type. */
	bool (*knows)(void *self, const char *language);
	/* Makes the JSGF text the grammar from now on; words without a pronunciation are asked of the voice port.
	 * ERR_FORMAT: the grammar is broken (logged). */
	enum err (*grammar)(void *self, const char *language, const char *jsgf);
	/* One whole utterance at AUDIO_RATE_HZ. */
	enum err (*hear)(void *self, const int16_t *samples, size_t count, struct recognised *out);
	void (*close)(void *self);
};

struct recogniser {
	const struct recogniser_ops *ops; /* NULL: the device cannot hear */
	void *self;
};

#endif
