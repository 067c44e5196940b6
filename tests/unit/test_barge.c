/* Who speaks over a prompt, and what only sounds like it. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "../bench/barge_score.h"
#include "adapter/voice_espeak.h"
#include "base/rng.h"
#include "line/barge.h"
#include "voice_like.h"

#include <math.h>
#include <string.h>

enum { RATE_HZ = 8000, SECOND_FRAMES = 50, MINUTES = 4, SEED = 4242, EVERY = 5, ECHO_FRAMES = 5 * SECOND_FRAMES };

static const double two_pi = 6.283185307179586;

/* Two tones at once, 0: none. */
static bool sounds_for_a_second(double one_hz, double other_hz, int noise)
{
	struct rng rng = {.state = 1};
	struct barge gate;
	bool spoke = false;

	barge_begin(&gate);
	for (int frame = 0; frame < 2 * SECOND_FRAMES; frame++) {
		int16_t heard[BARGE_FRAME_SAMPLES];
		double loud = frame < SECOND_FRAMES ? 0 : 4000; /* after a second of quiet */
		double hiss = frame < SECOND_FRAMES ? 10 : noise;

		for (int i = 0; i < BARGE_FRAME_SAMPLES; i++) {
			double at = (double)(frame * BARGE_FRAME_SAMPLES + i) / RATE_HZ;
			double tones = (one_hz > 0 ? sin(two_pi * one_hz * at) : 0) +
				       (other_hz > 0 ? sin(two_pi * other_hz * at) : 0);

			heard[i] = (int16_t)(loud * tones + hiss * ((int)rng_below(&rng, 201) - 100) / 100.0);
		}
		spoke = barge_frame(&gate, NULL, heard) != BARGE_NOBODY || spoke;
	}
	return spoke;
}

static void no_key_is_a_voice(void **state)
{
	static const double low_hz[] = {697, 770, 852, 941};
	static const double high_hz[] = {1209, 1336, 1477};

	(void)state;
	for (int low = 0; low < 4; low++)
		for (int high = 0; high < 3; high++)
			assert_false(sounds_for_a_second(low_hz[low], high_hz[high], 20));
}

static void no_tone_of_the_network_is_a_voice(void **state)
{
	(void)state;
	assert_false(sounds_for_a_second(425, 0, 20));   /* busy, in Europe */
	assert_false(sounds_for_a_second(480, 620, 20)); /* in North America */
	assert_false(sounds_for_a_second(1100, 0, 20));  /* a fax */
}

static void hiss_and_hum_are_no_voice(void **state)
{
	(void)state;
	assert_false(sounds_for_a_second(0, 0, 3000));
	assert_false(sounds_for_a_second(50, 100, 20));
}

static void a_click_is_no_voice(void **state)
{
	int16_t quiet[BARGE_FRAME_SAMPLES] = {0};
	int16_t click[BARGE_FRAME_SAMPLES];
	struct barge gate;

	(void)state;
	for (int i = 0; i < BARGE_FRAME_SAMPLES; i++)
		click[i] = i % 40 < 20 ? 9000 : -9000;
	barge_begin(&gate);
	for (int frame = 0; frame < 4 * SECOND_FRAMES; frame++)
		assert_int_equal(barge_frame(&gate, NULL, frame % 25 < 2 ? click : quiet), BARGE_NOBODY);
}

/* Something like a vowel: begins, goes on, ends. */
static void an_utterance_has_a_beginning_and_an_end(void **state)
{
	int16_t heard[BARGE_FRAME_SAMPLES];
	int began = -1;
	int ended = -1;
	struct barge gate;

	(void)state;
	barge_begin(&gate);
	for (int frame = 0; frame < 4 * SECOND_FRAMES && ended < 0; frame++) {
		bool voice = frame >= 50 && frame < 100;
		enum barge_says says;

		for (int i = 0; i < BARGE_FRAME_SAMPLES; i++)
			heard[i] = (int16_t)(voice ? voice_like(frame * BARGE_FRAME_SAMPLES + i, RATE_HZ) : i % 7 - 3);
		says = barge_frame(&gate, NULL, heard);
		if (says == BARGE_SPEAKING && began < 0)
			began = frame;
		if (says == BARGE_SPOKEN)
			ended = frame;
	}
	assert_in_range(began, 52, 60);
	assert_in_range(ended, 99 + BARGE_QUIET_FRAMES, 103 + BARGE_QUIET_FRAMES);
	assert_int_equal(gate.quiet, BARGE_QUIET_FRAMES);
}

static void what_was_begun_is_forgotten(void **state)
{
	static const float nothing[BARGE_PITCH_SAMPLES];
	int16_t heard[BARGE_FRAME_SAMPLES];
	struct barge gate;

	(void)state;
	barge_begin(&gate);
	for (int frame = 0; frame < 60; frame++) {
		for (int i = 0; i < BARGE_FRAME_SAMPLES; i++)
			heard[i] = (int16_t)(frame < 40 ? 0 : voice_like(frame * BARGE_FRAME_SAMPLES + i, RATE_HZ));
		(void)barge_frame(&gate, NULL, heard);
	}
	assert_true(gate.speaking);
	barge_forget(&gate);
	assert_false(gate.speaking);
	assert_memory_equal(gate.left, nothing, sizeof(nothing));
}

/* On 30 minutes as on these: see bench_barge. */
static void no_prompt_interrupts_itself(void **state)
{
	struct barge_tally tally = {0};
	struct voice voice;

	(void)state;
	assert_int_equal(voice_espeak_open(&voice), ERR_NONE);
	assert_true(barge_score_prompts(&voice, SEED, MINUTES, &tally));
	voice.ops->close(voice.self);
	assert_int_equal(tally.false_starts, 0);
}

static void real_people_interrupt_a_prompt_in_time(void **state)
{
	static const char *const folders[] = {"orders", "spelling", "digits"};
	struct barge_tally tally = {0};
	struct voice voice;

	(void)state;
	assert_int_equal(voice_espeak_open(&voice), ERR_NONE);
	for (unsigned i = 0; i < 3; i++) {
		if (!barge_score_people(&voice, SEED, folders[i], EVERY, &tally)) {
			voice.ops->close(voice.self);
			skip();
		}
	}
	voice.ops->close(voice.self);
	print_message("%u of %u in time, %u too early, %u late, %u never; half of them within %u ms\n", tally.in_time,
		tally.tried, tally.early, tally.late, tally.never, tally.median_ms);
	assert_true(tally.in_time * 100 >= tally.tried * 93);
	assert_true(tally.median_ms <= 140);
}

/* A gateway's own canceller needs a few seconds, and then there is no echo any more: what was learnt of it must not be
 * made a voice of, out of nothing. */
static void an_echo_that_ends_is_no_voice(void **state)
{
	struct barge gate;
	struct voice voice;
	const int16_t *prompt;
	size_t count;

	(void)state;
	assert_int_equal(voice_espeak_open(&voice), ERR_NONE);
	prompt = barge_score_prompt(&voice, &count);
	voice.ops->close(voice.self);
	assert_non_null(prompt);
	barge_begin(&gate);
	for (size_t frame = 0; frame < count / BARGE_FRAME_SAMPLES; frame++) {
		const int16_t *sent = prompt + frame * BARGE_FRAME_SAMPLES;
		int16_t heard[BARGE_FRAME_SAMPLES] = {0};

		for (size_t i = 0; i < BARGE_FRAME_SAMPLES && frame < ECHO_FRAMES; i++)
			heard[i] = (int16_t)(sent[i] / 4);
		assert_int_equal(barge_frame(&gate, sent, heard), BARGE_NOBODY);
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(no_key_is_a_voice),
		cmocka_unit_test(no_tone_of_the_network_is_a_voice),
		cmocka_unit_test(an_echo_that_ends_is_no_voice),
		cmocka_unit_test(hiss_and_hum_are_no_voice),
		cmocka_unit_test(a_click_is_no_voice),
		cmocka_unit_test(an_utterance_has_a_beginning_and_an_end),
		cmocka_unit_test(what_was_begun_is_forgotten),
		cmocka_unit_test(no_prompt_interrupts_itself),
		cmocka_unit_test(real_people_interrupt_a_prompt_in_time),
	};

	return cmocka_run_group_tests_name("barge", tests, NULL, NULL);
}
