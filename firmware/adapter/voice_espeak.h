#ifndef FOYER_ADAPTER_VOICE_ESPEAK_H
#define FOYER_ADAPTER_VOICE_ESPEAK_H

#include "base/check.h"
#include "port/voice.h"

enum {
	VOICE_CACHE_TEXTS_MAX = 32,
	VOICE_CACHE_SAMPLES_MAX = 4 << 20, /* 8 MiB: about four minutes */
	VOICE_TEXT_SAMPLES_MAX = 180 * 22050,
	VOICE_RATE_PCT_MIN = 50,
	VOICE_RATE_PCT_MAX = 250,
};

/* All voices of one program share espeak-ng's one engine, one at a time, from any thread. ERR_ABSENT: espeak-ng's data
 * are not installed (logged). */
MUST_USE enum err voice_espeak_open(struct voice *out);

#endif
