#ifndef FOYER_ADAPTER_AUDIO_SDL_H
#define FOYER_ADAPTER_AUDIO_SDL_H

#include "base/check.h"
#include "port/audio.h"

enum { AUDIO_QUEUED_SECONDS_MAX = 60 };

/* The system's usual speaker and microphone. With only one of them the other is silent: play() says ERR_ABSENT, or
 * recording has ended. ERR_ABSENT: neither (logged once, in a line). */
MUST_USE enum err audio_sdl_open(struct audio *out);

#endif
