/* Sound as telephones send it: 20 ms are CODEC_FRAME_BYTES in each of them. Implementation: adapter/codec_spandsp.c. */
#ifndef FOYER_CODEC_H
#define FOYER_CODEC_H

#include "base/check.h"
#include "base/err.h"

#include <stddef.h>
#include <stdint.h>

enum codec { CODEC_PCMU, CODEC_PCMA, CODEC_G722, CODEC_COUNT };

enum { CODEC_FRAME_BYTES = 160, CODEC_FRAME_MS = 20 };

/* Samples a second, and in a frame, of what goes in and comes out: 8,000 and 160, of CODEC_G722 16,000 and 320. */
uint32_t codec_rate_hz(enum codec codec);
size_t codec_frame_samples(enum codec codec);

/* G.711 has no memory: frames of it may be made in any order. */
void codec_pcmu_decode(const uint8_t *bytes, size_t count, int16_t *samples);
void codec_pcma_decode(const uint8_t *bytes, size_t count, int16_t *samples);

/* One direction of one call, or one prompt: G.722 carries over from frame to frame. */
struct codec_state;

/* ERR_ABSENT: G.722, and its library is not there (logged once): it is not to be offered. */
MUST_USE enum err codec_open(struct codec_state **out, enum codec codec);
void codec_close(struct codec_state *state); /* NULL is fine */
/* One whole frame. */
void codec_encode(struct codec_state *state, const int16_t *samples, uint8_t bytes[CODEC_FRAME_BYTES]);
/* Whatever came, up to one frame; returns the samples. */
size_t codec_decode(struct codec_state *state, const uint8_t *bytes, size_t count, int16_t *samples);

#endif
