#include "hangup_score.h"

#include "line/codec.h"

#include <math.h>
#include <stdlib.h>

enum { RATE_HZ = 8000, TRY_MS = 30000, FRAME_MS = 20, SAMPLES_PER_MS = 8 };

static int between(struct rng *rng, int low, int high)
{
	return low + (int)rng_below(rng, (uint32_t)(high - low + 1));
}

struct hangup_made hangup_draw(struct rng *rng, const struct hangup_country *country, unsigned cadence)
{
	return (struct hangup_made){
		.country = country,
		.cadence_ms = country->cadence_ms[cadence],
		.dbm0 = between(rng, -30, -8),
		.off_permille = between(rng, -15, 15),
		.slow_permille = between(rng, -60, 60),
		.snr_db = between(rng, 18, 40),
	};
}

static float tone_at(const uint16_t *hz, int off_permille, size_t at)
{
	const float turn = 2 * (float)M_PI * (1 + (float)off_permille / 1000) / RATE_HZ;
	const float first = sinf(turn * (float)hz[0] * (float)at);

	return hz[1] ? (first + sinf(turn * (float)hz[1] * (float)at)) / 2 : first;
}

void hangup_make(const uint16_t *hz, float amplitude, size_t from, int16_t *frame)
{
	for (size_t i = 0; i < HANGUP_TONE_FRAME; i++)
		frame[i] = (int16_t)(amplitude * tone_at(hz, 0, from + i));
}

static bool sounds(const struct hangup_made *made, uint32_t ms)
{
	uint32_t whole_ms = 0;
	bool sound = true;

	if (!made->cadence_ms)
		return true;
	for (unsigned i = 0; i < HANGUP_TONE_RUNS; i++)
		whole_ms += made->cadence_ms[i];
	ms = (uint32_t)((int64_t)ms * 1000 / (1000 + made->slow_permille)) % whole_ms;
	for (unsigned i = 0; i < HANGUP_TONE_RUNS && ms >= made->cadence_ms[i]; i++) {
		ms -= made->cadence_ms[i];
		sound = !sound;
	}
	return sound;
}

static float noise(struct rng *rng, float rms)
{
	return rms * sqrtf(3) * ((float)rng_below(rng, 20001) / 10000 - 1);
}

static void through_g711(int16_t *frame)
{
	struct codec_state *coder = NULL;
	uint8_t bytes[CODEC_FRAME_BYTES];

	if (codec_open(&coder, CODEC_PCMA))
		abort();
	codec_encode(coder, frame, bytes);
	(void)codec_decode(coder, bytes, sizeof(bytes), frame);
	codec_close(coder);
}

static void *ear_begin(const struct hangup_country *country)
{
	static struct hangup_tone tone;

	hangup_tone_begin(&tone, country);
	return &tone;
}

static bool ear_hear(void *self, const int16_t *frame)
{
	return hangup_tone_hear(self, frame, HANGUP_TONE_FRAME);
}

static void ear_end(void *self)
{
	(void)self;
}

const struct hangup_ear hangup_ear = {ear_begin, ear_hear, ear_end};

/* --- tries --- */

struct hangup_sound {
	const struct hangup_made *made;
	const uint16_t *hz;
	float amplitude;
	float noise_rms;
};

static struct hangup_sound sound_of(const struct hangup_made *made)
{
	const struct hangup_country *of = made->country ? made->country : hangup_country("it");
	struct hangup_sound sound = {.made = made, .hz = made->dials ? of->dial_hz : of->hz};

	sound.amplitude = 32768 * powf(10, ((float)made->dbm0 - 3.14F) / 20) * (sound.hz[1] ? sqrtf(2) : 1);
	sound.noise_rms = 32768 * powf(10, ((float)made->dbm0 - 6.15F - (float)made->snr_db) / 20);
	return sound;
}

static void make_frame(const struct hangup_sound *sound, struct rng *rng, size_t at, int16_t *frame)
{
	for (size_t i = 0; i < HANGUP_TONE_FRAME; i++, at++) {
		const bool on = sounds(sound->made, (uint32_t)(at / SAMPLES_PER_MS));
		const float sample = on ? sound->amplitude * tone_at(sound->hz, sound->made->off_permille, at) : 0;

		frame[i] = (int16_t)(sample + noise(rng, sound->noise_rms));
	}
	through_g711(frame);
}

uint32_t hangup_heard_ms(const struct hangup_ear *ear, struct rng *rng, const struct hangup_made *made)
{
	const struct hangup_sound sound = sound_of(made);
	const size_t begin = rng_below(rng, RATE_HZ);
	void *self = ear->begin(made->country);
	uint32_t heard_ms = 0;

	for (uint32_t ms = 0; self && ms < TRY_MS && !heard_ms; ms += FRAME_MS) {
		int16_t frame[HANGUP_TONE_FRAME];

		make_frame(&sound, rng, begin + (size_t)ms * SAMPLES_PER_MS, frame);
		if (ear->hear(self, frame))
			heard_ms = ms + FRAME_MS;
	}
	if (self)
		ear->end(self);
	return heard_ms;
}
