/* What one caller says, in the other's codec: as loud, in time, whatever comes late or at once. */
#include "line/bridge.h"

#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

enum { SAMPLES_MAX = 2 * CODEC_FRAME_BYTES, LOUDNESS = 8000, WARM_UP = 10, FRAMES = 60 };

static const double two_pi = 6.283185307179586;

struct way {
	struct bridge *bridge;
	struct codec_state *ear; /* of whoever listens */
	enum codec to;
	uint32_t rate_hz; /* of whoever speaks */
	size_t at;
};

static struct way way_to(enum codec to, uint32_t rate_hz)
{
	struct way way = {.to = to, .rate_hz = rate_hz};

	assert_int_equal(bridge_open(&way.bridge, to), ERR_NONE);
	assert_int_equal(codec_open(&way.ear, to), ERR_NONE);
	return way;
}

static void end_way(struct way *way)
{
	bridge_close(way->bridge);
	codec_close(way->ear);
}

static void speaks(struct way *way, double hz)
{
	int16_t samples[SAMPLES_MAX];
	size_t count = way->rate_hz * CODEC_FRAME_MS / 1000;

	for (size_t i = 0; i < count; i++)
		samples[i] = (int16_t)(LOUDNESS * sin(two_pi * hz * (double)way->at++ / way->rate_hz));
	bridge_put(way->bridge, samples, count, way->rate_hz);
}

/* Of the next 20 ms, the loudness of that tone; -1: silence. */
static double hears(struct way *way, double hz)
{
	const uint8_t *frame = bridge_frame(way->bridge);
	int16_t samples[SAMPLES_MAX];
	size_t count;
	double real = 0;
	double imaginary = 0;

	if (!frame)
		return -1;
	count = codec_decode(way->ear, frame, CODEC_FRAME_BYTES, samples);
	for (size_t i = 0; i < count; i++) {
		real += samples[i] * cos(two_pi * hz * (double)i / codec_rate_hz(way->to));
		imaginary += samples[i] * sin(two_pi * hz * (double)i / codec_rate_hz(way->to));
	}
	return 2 * sqrt(real * real + imaginary * imaginary) / (double)count;
}

/* The softest frame of a tone that was spoken all the time. */
static double softest(enum codec to, uint32_t rate_hz, double spoken_hz, double heard_hz, double *loudest)
{
	struct way way = way_to(to, rate_hz);
	double least = LOUDNESS;

	*loudest = 0;
	for (unsigned i = 0; i < FRAMES; i++) {
		double heard;

		speaks(&way, spoken_hz);
		heard = hears(&way, heard_hz);
		if (i < WARM_UP)
			continue;
		least = heard < least ? heard : least;
		*loudest = heard > *loudest ? heard : *loudest;
	}
	end_way(&way);
	return least;
}

static void a_voice_is_as_loud_there_in_every_pair_of_codecs(void **state)
{
	static const enum codec codecs[] = {CODEC_PCMU, CODEC_PCMA, CODEC_G722};
	static const uint32_t rates[] = {8000, 16000};

	(void)state;
	for (unsigned i = 0; i < 3; i++)
		for (unsigned k = 0; k < 2; k++) {
			double loudest;

			assert_true(softest(codecs[i], rates[k], 1000, 1000, &loudest) > 0.85 * LOUDNESS);
			assert_true(loudest < 1.15 * LOUDNESS);
			assert_true(softest(codecs[i], rates[k], 300, 300, &loudest) > 0.85 * LOUDNESS);
		}
}

static void what_a_narrow_codec_cannot_carry_does_not_come_back_as_another_tone(void **state)
{
	double loudest;

	(void)state;
	(void)softest(CODEC_PCMA, 16000, 6000, 2000, &loudest);
	assert_true(loudest < 0.02 * LOUDNESS);
}

static void nothing_is_heard_before_forty_milliseconds_are_there(void **state)
{
	struct way way = way_to(CODEC_PCMA, 8000);

	(void)state;
	assert_true(hears(&way, 1000) < 0);
	speaks(&way, 1000);
	assert_true(hears(&way, 1000) < 0);
	speaks(&way, 1000);
	assert_true(hears(&way, 1000) > 0);
	assert_true(hears(&way, 1000) > 0);
	assert_true(hears(&way, 1000) < 0);
	end_way(&way);
}

static void what_comes_all_at_once_is_not_heard_much_later(void **state)
{
	struct way way = way_to(CODEC_G722, 16000);
	unsigned frames = 0;

	(void)state;
	for (unsigned i = 0; i < 100; i++)
		speaks(&way, 1000);
	while (hears(&way, 1000) >= 0)
		frames++;
	assert_int_equal(frames, BRIDGE_HOLD_MS / CODEC_FRAME_MS);
	end_way(&way);
}

static void pieces_of_any_size_make_whole_frames(void **state)
{
	struct way way = way_to(CODEC_PCMA, 16000);
	int16_t samples[SAMPLES_MAX] = {0};
	unsigned frames = 0;

	(void)state;
	for (unsigned i = 0; i < 160; i++) { /* 10 ms each, of which a frame takes two */
		bridge_put(way.bridge, samples, 80, 16000);
		bridge_put(way.bridge, samples, 80, 16000);
		frames += hears(&way, 1000) >= 0;
	}
	assert_in_range(frames, 77, 80);
	end_way(&way);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(a_voice_is_as_loud_there_in_every_pair_of_codecs),
		cmocka_unit_test(what_a_narrow_codec_cannot_carry_does_not_come_back_as_another_tone),
		cmocka_unit_test(nothing_is_heard_before_forty_milliseconds_are_there),
		cmocka_unit_test(what_comes_all_at_once_is_not_heard_much_later),
		cmocka_unit_test(pieces_of_any_size_make_whole_frames),
	};

	return cmocka_run_group_tests_name("bridge", tests, NULL, NULL);
}
