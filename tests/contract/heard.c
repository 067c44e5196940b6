#include "heard.h"

#include "adapter/voice_espeak.h"
#include "port/audio.h"
#include "speech/resample.h"
#include "speech/speak.h"

#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

enum {
	WAV_HEADER_BYTES = 44,
	SIDES_MAX = 2,
	SAMPLES_MAX = HEARD_RATE_HZ * 300,
	MS = HEARD_RATE_HZ / 1000,
	FRAME_MS = 20,
	FRAME = FRAME_MS * MS,
	WINDOW = 2 * FRAME,
	BIN_HZ = 40,  /* bands are summed from lines so far apart */
	LOW_HZ = 250, /* what telephones carry */
	HIGH_HZ = 3250,
	LOOK_FRAMES = 75, /* so much of a sentence tells it from every other */
	FOLLOW_FRAMES = 40,
	QUIET = 200
};

/* The voice never says a sentence twice with the same waves, but with the same sounds. Of 2,000 pairs of different
 * sentences the likest are 0.6. */
static const float like_min = 0.8F;
static const float goes_on_min = 0.6F;

static float power(const int16_t *samples, size_t count)
{
	float sum = 0;

	for (size_t i = 0; i < count; i++)
		sum += (float)samples[i] * samples[i];
	return sum / (float)count;
}

/* --- how it sounds --- */

static float power_at(const float *window, float hz)
{
	const float turn = 2 * (float)M_PI * hz / HEARD_RATE_HZ;
	float re = 0;
	float im = 0;

	for (int i = 0; i < WINDOW; i++) {
		re += window[i] * cosf(turn * (float)i);
		im += window[i] * sinf(turn * (float)i);
	}
	return re * re + im * im;
}

/* Each band a step wider than the one below it, as ears have them. */
static void bands_of(const int16_t *samples, float *bands)
{
	const float ratio = powf((float)HIGH_HZ / LOW_HZ, 1.0F / HEARD_BANDS);
	float window[WINDOW];
	float edge = LOW_HZ;
	int hz = LOW_HZ;

	for (int i = 0; i < WINDOW; i++)
		window[i] = (float)samples[i] * (1 - cosf(2 * (float)M_PI * ((float)i + 0.5F) / WINDOW)) / WINDOW;
	for (size_t band = 0; band < HEARD_BANDS; band++) {
		float sum = QUIET;

		edge *= ratio;
		do
			sum += power_at(window, (float)hz);
		while ((hz += BIN_HZ) < (int)edge);
		bands[band] = logf(sum);
	}
}

/* All of it, frame by frame; to be freed. */
static float *bands_of_all(const int16_t *samples, size_t count, size_t *frames_count)
{
	float *bands;

	*frames_count = count >= WINDOW ? (count - WINDOW) / FRAME + 1 : 0;
	bands = malloc(*frames_count * HEARD_BANDS * sizeof(*bands) + 1);
	assert_non_null(bands);
	for (size_t i = 0; i < *frames_count; i++)
		bands_of(samples + i * FRAME, bands + i * HEARD_BANDS);
	return bands;
}

/* Whose loudness in each band goes up and down together: 1 is the same. */
static float like(const float *a, const float *b, size_t frames_count)
{
	float product = 0;
	float all_a = 0;
	float all_b = 0;

	for (size_t band = 0; band < HEARD_BANDS; band++) {
		float mean_a = 0;
		float mean_b = 0;

		for (size_t i = band; i < frames_count * HEARD_BANDS; i += HEARD_BANDS) {
			mean_a += a[i] / (float)frames_count;
			mean_b += b[i] / (float)frames_count;
		}
		for (size_t i = band; i < frames_count * HEARD_BANDS; i += HEARD_BANDS) {
			product += (a[i] - mean_a) * (b[i] - mean_b);
			all_a += (a[i] - mean_a) * (a[i] - mean_a);
			all_b += (b[i] - mean_b) * (b[i] - mean_b);
		}
	}
	return product / (sqrtf(all_a * all_b) + 1);
}

void heard_open(struct heard *heard, const char *wav, unsigned sides)
{
	static int16_t all[SIDES_MAX * SAMPLES_MAX];
	FILE *file = fopen(wav, "re");
	size_t count;

	assert_non_null(file);
	assert_int_equal(fseek(file, WAV_HEADER_BYTES, SEEK_SET), 0);
	count = fread(all, sides * sizeof(int16_t), SAMPLES_MAX, file);
	fclose(file);
	for (size_t i = 0; i < count; i++)
		all[i] = all[sides * i];
	heard_open_sound(heard, all, count);
}

void heard_open_sound(struct heard *heard, const int16_t *samples, size_t count)
{
	heard->count = count;
	heard->samples = malloc(count * sizeof(int16_t));
	assert_non_null(heard->samples);
	memcpy(heard->samples, samples, count * sizeof(int16_t));
	heard->bands = bands_of_all(heard->samples, heard->count, &heard->frames_count);
	assert_int_equal(voice_espeak_open(&heard->voice), ERR_NONE);
}

void heard_close(struct heard *heard)
{
	heard->voice.ops->close(heard->voice.self);
	free(heard->samples);
	free(heard->bands);
}

static struct sound speak(const struct heard *heard, const char *language, const char *words)
{
	struct speech speech;
	struct sound wide;
	struct sound sound;

	assert_int_equal(
		heard->voice.ops->speak(heard->voice.self, language, SPEAK_RATE_PCT, words, &speech), ERR_NONE);
	wide = (struct sound){(int16_t *)(uintptr_t)speech.samples, speech.count, AUDIO_RATE_HZ};
	assert_int_equal(resample(&wide, HEARD_RATE_HZ, &sound), ERR_NONE);
	return sound;
}

/* --- looking for it --- */

struct looked_for {
	float *bands;
	size_t frames_count;
};

static size_t smaller(size_t a, size_t b)
{
	return a < b ? a : b;
}

/* The sentence from its first sound to its last. */
static struct looked_for look_for(const struct heard *heard, const char *language, const char *words)
{
	struct sound sound = speak(heard, language, words);
	struct looked_for out;
	size_t first = 0;
	size_t last = sound.count;

	while (first + FRAME < last && power(sound.samples + first, FRAME) < QUIET * QUIET)
		first += FRAME;
	while (last > first + WINDOW && power(sound.samples + last - FRAME, FRAME) < QUIET * QUIET)
		last -= FRAME;
	out.bands = bands_of_all(sound.samples + first, last - first, &out.frames_count);
	sound_free(&sound);
	return out;
}

/* Up to where it goes on as the words do. */
static void follow(const struct heard *heard, const struct looked_for *words, size_t at, struct heard_words *out)
{
	const size_t count = smaller(words->frames_count, heard->frames_count - at);
	size_t frame = 0;

	while (frame + FOLLOW_FRAMES <= count &&
		like(heard->bands + (at + frame) * HEARD_BANDS, words->bands + frame * HEARD_BANDS, FOLLOW_FRAMES) >=
			goes_on_min)
		frame++;
	out->whole = frame + FOLLOW_FRAMES > words->frames_count;
	out->for_ms = (uint32_t)((out->whole ? words->frames_count : frame) * FRAME_MS);
}

struct heard_words heard_find(const struct heard *heard, const char *language, const char *words, uint32_t from_ms)
{
	struct looked_for for_words = look_for(heard, language, words);
	const size_t look = smaller(for_words.frames_count, LOOK_FRAMES);
	struct heard_words out = {0};
	float most = like_min;
	size_t best = 0;

	for (size_t at = from_ms / FRAME_MS; at + look <= heard->frames_count; at++) {
		float now = like(heard->bands + at * HEARD_BANDS, for_words.bands, look);

		if (now > most) {
			most = now;
			best = at;
			out.found = true;
		} else if (out.found && at > best + look) {
			break; /* the first time, not the likest of all */
		}
	}
	if (out.found) {
		out.at_ms = (uint32_t)best * FRAME_MS;
		follow(heard, &for_words, best, &out);
	}
	free(for_words.bands);
	return out;
}

bool heard_silence(const struct heard *heard, uint32_t from_ms, uint32_t for_ms)
{
	const size_t from = (size_t)from_ms * MS;

	for (size_t at = from; at < from + (size_t)for_ms * MS && at + FRAME <= heard->count; at += FRAME)
		if (power(heard->samples + at, FRAME) > QUIET * QUIET)
			return false;
	return true;
}
