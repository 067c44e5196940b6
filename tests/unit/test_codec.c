#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "line/codec.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

enum { FRAMES = 50, SAMPLES_MAX = 320 };

static void frames_are_as_long_as_they_say(void **state)
{
	(void)state;
	assert_int_equal(codec_frame_samples(CODEC_PCMU), 160);
	assert_int_equal(codec_frame_samples(CODEC_PCMA), 160);
	assert_int_equal(codec_frame_samples(CODEC_G722), 320);
	assert_int_equal(codec_rate_hz(CODEC_G722), 16000);
}

/* ITU-T G.711, tables 1 and 2, of 16 bits. */
static void known_bytes_are_known_samples(void **state)
{
	const uint8_t pcmu[] = {0xff, 0x7f, 0x00, 0x80, 0xf0};
	const uint8_t pcma[] = {0xd5, 0x55, 0x2a, 0xaa, 0xda};
	int16_t samples[5];

	(void)state;
	codec_pcmu_decode(pcmu, 5, samples);
	assert_int_equal(samples[0], 0);
	assert_int_equal(samples[1], 0);
	assert_int_equal(samples[2], -32124);
	assert_int_equal(samples[3], 32124);
	assert_int_equal(samples[4], 120);
	codec_pcma_decode(pcma, 5, samples);
	assert_int_equal(samples[0], 8);
	assert_int_equal(samples[1], -8);
	assert_int_equal(samples[2], -32256);
	assert_int_equal(samples[3], 32256);
	assert_int_equal(samples[4], 248);
}

static void every_g711_byte_survives_the_way_there_and_back(void **state)
{
	(void)state;
	for (int codec = CODEC_PCMU; codec <= CODEC_PCMA; codec++) {
		struct codec_state *coder;

		assert_int_equal(codec_open(&coder, (enum codec)codec), ERR_NONE);
		for (unsigned first = 0; first < 256; first += 128) {
			uint8_t bytes[CODEC_FRAME_BYTES], back[CODEC_FRAME_BYTES];
			int16_t samples[SAMPLES_MAX];

			for (unsigned i = 0; i < CODEC_FRAME_BYTES; i++)
				bytes[i] = (uint8_t)(first + i % 128);
			assert_int_equal(codec_decode(coder, bytes, sizeof(bytes), samples), CODEC_FRAME_BYTES);
			codec_encode(coder, samples, back);
			for (unsigned i = 0; i < CODEC_FRAME_BYTES; i++)
				if (codec == CODEC_PCMA || bytes[i] != 0x7f) /* u-law has two zeros */
					assert_int_equal(back[i], bytes[i]);
		}
		codec_close(coder);
	}
}

/* The level of a tone behind the codec, in hundredths of what went in. */
static int level_pct(enum codec codec)
{
	const size_t count = codec_frame_samples(codec);
	struct codec_state *there, *back;
	double in = 0, out = 0;
	int at = 0;

	assert_int_equal(codec_open(&there, codec), ERR_NONE);
	assert_int_equal(codec_open(&back, codec), ERR_NONE);
	for (int frame = 0; frame < FRAMES; frame++) {
		uint8_t bytes[CODEC_FRAME_BYTES];
		int16_t samples[SAMPLES_MAX], heard[SAMPLES_MAX];

		for (size_t i = 0; i < count; i++, at++)
			samples[i] = (int16_t)(8000 * sin(2 * M_PI * 1000 / codec_rate_hz(codec) * at));
		codec_encode(there, samples, bytes);
		assert_int_equal(codec_decode(back, bytes, sizeof(bytes), heard), count);
		for (size_t i = 0; i < count && frame > 5; i++) {
			in += samples[i] * (double)samples[i];
			out += heard[i] * (double)heard[i];
		}
	}
	codec_close(there);
	codec_close(back);
	return (int)(100 * sqrt(out / in) + 0.5);
}

static void a_tone_keeps_its_level(void **state)
{
	(void)state;
	for (int codec = 0; codec < CODEC_COUNT; codec++)
		assert_in_range(level_pct((enum codec)codec), 97, 103);
}

static void half_a_frame_is_decoded_too(void **state)
{
	(void)state;
	for (int codec = 0; codec < CODEC_COUNT; codec++) {
		uint8_t bytes[CODEC_FRAME_BYTES] = {0};
		int16_t samples[SAMPLES_MAX];
		struct codec_state *coder;

		assert_int_equal(codec_open(&coder, (enum codec)codec), ERR_NONE);
		assert_int_equal(codec_decode(coder, bytes, 80, samples), codec_frame_samples((enum codec)codec) / 2);
		assert_int_equal(codec_decode(coder, bytes, 0, samples), 0);
		codec_close(coder);
	}
	codec_close(NULL);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(frames_are_as_long_as_they_say),
		cmocka_unit_test(known_bytes_are_known_samples),
		cmocka_unit_test(every_g711_byte_survives_the_way_there_and_back),
		cmocka_unit_test(a_tone_keeps_its_level),
		cmocka_unit_test(half_a_frame_is_decoded_too),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
