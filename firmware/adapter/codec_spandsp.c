/* What telephones send and hear: G.711 by spandsp's inline functions, G.722 by the library. It is loaded when the first
 * G.722 is wanted: it brings readers of TIFF, JPEG and WebP along, 4 million instructions of every start. */
#include "line/codec.h"

#include "log.h"

#include <dlfcn.h>
#include <spandsp.h>

#include <pthread.h>
#include <stdlib.h>
#include <string.h>

enum { G711_CODES = 256, G722_BITS_A_SECOND = 64000 };

/* The soname whose functions <spandsp.h> describes. */
#define SPANDSP_LIBRARY "libspandsp.so.2"

#define SPANDSP_FUNCTIONS(X)                                                                                           \
	X(g722_encode_init)                                                                                            \
	X(g722_encode)                                                                                                 \
	X(g722_encode_free)                                                                                            \
	X(g722_decode_init)                                                                                            \
	X(g722_decode)                                                                                                 \
	X(g722_decode_free)

struct spandsp {
	bool loaded;
#define X(name) __typeof__(name) *(name);
	SPANDSP_FUNCTIONS(X)
#undef X
};

static struct spandsp spandsp;
static pthread_once_t spandsp_once = PTHREAD_ONCE_INIT;

struct codec_state {
	enum codec codec;
	g722_encode_state_t *encoder; /* CODEC_G722 only, as the other */
	g722_decode_state_t *decoder;
};

/* spandsp reckons each sample; a kilobyte that is read costs less, on every frame of every call. */
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

static bool find_function(void *library, const char *name, void *out)
{
	void *function = dlsym(library, name);

	memcpy(out, &function, sizeof(function)); /* ISO C has no cast for it */
	return function != NULL;
}

/* It stays loaded. */
static void load_spandsp(void)
{
	void *library = dlopen(SPANDSP_LIBRARY, RTLD_NOW | RTLD_LOCAL);
	bool all = library != NULL;

#define X(name) all = all && find_function(library, #name, &spandsp.name);
	SPANDSP_FUNCTIONS(X)
#undef X
	spandsp.loaded = all;
	if (!all)
		log_warn("codec: %s cannot be loaded, no G.722: install the package libspandsp2", SPANDSP_LIBRARY);
}

static enum err open_g722(struct codec_state *state)
{
	pthread_once(&spandsp_once, load_spandsp);
	if (!spandsp.loaded)
		return ERR_ABSENT;
	state->encoder = spandsp.g722_encode_init(NULL, G722_BITS_A_SECOND, 0);
	state->decoder = spandsp.g722_decode_init(NULL, G722_BITS_A_SECOND, 0);
	return state->encoder && state->decoder ? ERR_NONE : ERR_NO_SPACE;
}

enum err codec_open(struct codec_state **out, enum codec codec)
{
	struct codec_state *state = calloc(1, sizeof(*state));
	enum err err = ERR_NONE;

	*out = NULL;
	if (!state)
		return ERR_NO_SPACE;
	state->codec = codec;
	if (codec == CODEC_G722)
		err = open_g722(state);
	if (err) {
		codec_close(state);
		return err;
	}
	*out = state;
	return ERR_NONE;
}

void codec_close(struct codec_state *state)
{
	if (!state)
		return;
	if (state->encoder)
		spandsp.g722_encode_free(state->encoder);
	if (state->decoder)
		spandsp.g722_decode_free(state->decoder);
	free(state);
}

void codec_encode(struct codec_state *state, const int16_t *samples, uint8_t bytes[CODEC_FRAME_BYTES])
{
	if (state->codec == CODEC_G722) {
		spandsp.g722_encode(state->encoder, bytes, samples, (int)codec_frame_samples(CODEC_G722));
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
	default: return (size_t)spandsp.g722_decode(state->decoder, samples, bytes, (int)count);
	}
}
