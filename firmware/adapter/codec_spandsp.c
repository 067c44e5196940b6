/* What telephones send and hear, through spandsp: G.711 and G.722. */
#include "line/codec.h"

#include <spandsp.h>

#include <pthread.h>
#include <stdlib.h>

enum { G711_CODES = 256, G722_BITS_A_SECOND = 64000 };

struct codec_state {
	enum codec codec;
	g722_encode_state_t *encoder; /* CODEC_G722 only, as the other */
	g722_decode_state_t *decoder;
};

/* spandsp reckons each sample; a kilobyte that is read costs a third of that, on every frame of every call. */
static int16_t pcmu_samples[G711_CODES];
static int16_t pcma_samples[G711_CODES];
static pthread_once_t tables_once = PTHREAD_ONCE_INIT;

static void make_tables(void)
{
	for (unsigned code = 0; code < G711_CODES; code++) {
		pcmu_samples[code] = ulaw_to_linear((uint8_t)code);
		pcma_samples[code] = alaw_to_linear((uint8_t)code);
	}
}

uint32_t codec_rate_hz(enum codec codec)
{
	return codec == CODEC_G722 ? 16000 : 8000;
}

size_t codec_frame_samples(enum codec codec)
{
	return codec_rate_hz(codec) * CODEC_FRAME_MS / 1000;
}

void codec_pcmu_decode(const uint8_t *bytes, size_t count, int16_t *samples)
{
	pthread_once(&tables_once, make_tables);
	for (size_t i = 0; i < count; i++)
		samples[i] = pcmu_samples[bytes[i]];
}

void codec_pcma_decode(const uint8_t *bytes, size_t count, int16_t *samples)
{
	pthread_once(&tables_once, make_tables);
	for (size_t i = 0; i < count; i++)
		samples[i] = pcma_samples[bytes[i]];
}

static bool open_g722(struct codec_state *state)
{
	state->encoder = g722_encode_init(NULL, G722_BITS_A_SECOND, 0);
	state->decoder = g722_decode_init(NULL, G722_BITS_A_SECOND, 0);
	return state->encoder && state->decoder;
}

enum err codec_open(struct codec_state **out, enum codec codec)
{
	struct codec_state *state = calloc(1, sizeof(*state));

	*out = NULL;
	if (!state)
		return ERR_NO_SPACE;
	state->codec = codec;
	if (codec == CODEC_G722 && !open_g722(state)) {
		codec_close(state);
		return ERR_NO_SPACE;
	}
	*out = state;
	return ERR_NONE;
}

void codec_close(struct codec_state *state)
{
	if (!state)
		return;
	if (state->encoder)
		g722_encode_free(state->encoder);
	if (state->decoder)
		g722_decode_free(state->decoder);
	free(state);
}

void codec_encode(struct codec_state *state, const int16_t *samples, uint8_t bytes[CODEC_FRAME_BYTES])
{
	if (state->codec == CODEC_G722) {
		g722_encode(state->encoder, bytes, samples, (int)codec_frame_samples(CODEC_G722));
		return;
	}
	for (size_t i = 0; i < CODEC_FRAME_BYTES; i++)
		bytes[i] = state->codec == CODEC_PCMU ? linear_to_ulaw(samples[i]) : linear_to_alaw(samples[i]);
}

size_t codec_decode(struct codec_state *state, const uint8_t *bytes, size_t count, int16_t *samples)
{
	CHECK(count <= CODEC_FRAME_BYTES);
	switch (state->codec) {
	case CODEC_PCMU: codec_pcmu_decode(bytes, count, samples); return count;
	case CODEC_PCMA: codec_pcma_decode(bytes, count, samples); return count;
	default: return (size_t)g722_decode(state->decoder, samples, bytes, (int)count);
	}
}
