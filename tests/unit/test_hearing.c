/* A call's ear: who is listened to, what is cut out of the sound, and what is left of it. The recogniser is the test's
 * own. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "line/hearing.h"
#include "memory_help.h"
#include "site/content_load.h"
#include "voice_like.h"

#include <stdlib.h>
#include <string.h>

enum { CALL = 7, NARROW_HZ = 8000, WIDE_HZ = 16000, FRAME_MAX = 320, SIGN = 1234, SIGN_SAMPLES = 24 };

static void *site;
static struct hearing *hearing;
static unsigned wakes;
static unsigned heard;
static size_t heard_samples;

static uint64_t no_time(void *self)
{
	(void)self;
	return 0;
}

static bool fake_knows(void *self, const char *language)
{
	(void)self;
	return strcmp(language, "en") == 0;
}

static enum err fake_grammar(void *self, const char *language, const char *jsgf)
{
	(void)self;
	(void)language;
	(void)jsgf;
	return ERR_NONE;
}

static enum err fake_hear(void *self, const int16_t *samples, size_t count, struct recognised *out)
{
	(void)self;
	(void)samples;
	heard++;
	heard_samples = count;
	*out = (struct recognised){.count = 1, .confidence_pct = 90};
	strcpy(out->list[0].words, "yes");
	return ERR_NONE;
}

static void woken(void *self)
{
	(void)self;
	wakes++;
}

static int begin(void **state)
{
	static struct problems problems;

	(void)state;
	return content_load(FOYER_SOURCE_DIR "/assets/content", &site, &problems) ? -1 : 0;
}

static int end(void **state)
{
	(void)state;
	free(site);
	return 0;
}

static int open_ears(void **state)
{
	static const struct recogniser_ops ops = {fake_knows, fake_grammar, fake_hear, NULL};
	static const struct recogniser recogniser = {&ops, NULL};
	static const struct clock_ops clock = {.now_ms = no_time};
	const struct hearing_options options = {
		{.list = &recogniser, .count = 1, .clock = {&clock, NULL}, .wake = woken, .by_hand = true}};

	(void)state;
	wakes = heard = 0;
	heard_samples = 0;
	return hearing_open(&hearing, &options) ? -1 : 0;
}

static int close_ears(void **state)
{
	(void)state;
	hearing_close(hearing);
	return 0;
}

static struct effect question(uint8_t expect, uint8_t flags)
{
	struct effect effect = {.kind = EFFECT_LISTEN};

	effect.listen.expect = expect;
	effect.listen.flags = flags;
	effect.listen.slot = NONE16;
	return effect;
}

static void asks(uint8_t expect, uint8_t flags)
{
	const struct effect effect = question(expect, flags);

	hearing_listen(hearing, CALL, site, &effect);
}

static void sounds(uint32_t rate_hz, int ms, bool voice)
{
	static int at;
	size_t count = rate_hz / 50;
	int16_t samples[FRAME_MAX];

	for (int frame = 0; frame < ms / 20; frame++) {
		for (size_t i = 0; i < count; i++, at++)
			samples[i] = (int16_t)(voice ? voice_like(at, (int)rate_hz) : at % 7 - 3);
		hearing_sent(hearing, CALL, &(struct media_frame){NULL, CODEC_PCMA});
		hearing_heard(hearing, CALL, &(struct media_sound){samples, count, rate_hz});
	}
}

static void speaks(uint32_t rate_hz)
{
	sounds(rate_hz, 1000, false);
	sounds(rate_hz, 1000, true);
	sounds(rate_hz, 1000, false);
}

static bool is_answered(void)
{
	struct decoded decoded;
	bool good;

	while (hearing_work(hearing))
		;
	good = hearing_next(hearing, &decoded);
	if (good)
		assert_int_equal(decoded.call, CALL);
	return good;
}

static void an_utterance_becomes_words(void **state)
{
	(void)state;
	asks(EXPECT_YES_NO, 0);
	sounds(NARROW_HZ, 1000, false);
	assert_false(hearing_speaks(hearing, CALL));
	sounds(NARROW_HZ, 1000, true);
	assert_true(hearing_speaks(hearing, CALL));
	assert_int_equal(wakes, 1);
	assert_true(hearing_interrupts(hearing, CALL));
	assert_false(hearing_interrupts(hearing, CALL)); /* once */
	assert_false(hearing_work(hearing));             /* it goes on */
	sounds(NARROW_HZ, 1000, false);
	assert_true(hearing_speaks(hearing, CALL)); /* until there are words */
	assert_true(is_answered());
	assert_false(hearing_speaks(hearing, CALL));
	/* A second of voice, some of the quiet on both sides. */
	assert_in_range(heard_samples, WIDE_HZ, 2 * WIDE_HZ);
}

static void wide_sound_is_heard_too(void **state)
{
	(void)state;
	asks(EXPECT_YES_NO, 0);
	speaks(WIDE_HZ);
	assert_true(is_answered());
	assert_in_range(heard_samples, WIDE_HZ, 2 * WIDE_HZ);
}

static void nobody_listens_before_anything_is_asked(void **state)
{
	(void)state;
	speaks(NARROW_HZ);
	assert_false(is_answered());
	assert_int_equal(wakes, 0);
}

static void another_question_is_not_answered_by_old_words(void **state)
{
	(void)state;
	asks(EXPECT_YES_NO, 0);
	speaks(NARROW_HZ);
	asks(EXPECT_UNIVERSAL, 0);
	assert_false(is_answered());
}

static void the_same_question_again_does_not_interrupt_the_answer(void **state)
{
	(void)state;
	asks(EXPECT_YES_NO, 0);
	sounds(NARROW_HZ, 1000, false);
	sounds(NARROW_HZ, 500, true);
	asks(EXPECT_YES_NO, 0);
	sounds(NARROW_HZ, 500, true);
	sounds(NARROW_HZ, 1000, false);
	assert_true(is_answered());
}

static void a_key_takes_the_place_of_what_is_being_said(void **state)
{
	(void)state;
	asks(EXPECT_YES_NO, 0);
	sounds(NARROW_HZ, 1000, false);
	sounds(NARROW_HZ, 500, true);
	hearing_forget(hearing, CALL);
	sounds(NARROW_HZ, 1000, false);
	assert_false(is_answered());
	speaks(NARROW_HZ); /* what is said later is heard */
	assert_true(is_answered());
}

static void who_is_offered_keys_lets_prompts_end(void **state)
{
	(void)state;
	asks(EXPECT_YES_NO, 0);
	hearing_waits(hearing, CALL);
	speaks(NARROW_HZ);
	assert_false(hearing_interrupts(hearing, CALL));
	assert_true(is_answered());
}

/* A sound that can be looked for: samples of the same value, hidden as memory_help wants it. */
static void sign(int16_t out[SIGN_SAMPLES], bool hide)
{
	uint8_t *bytes = (uint8_t *)out;

	for (int i = 0; i < SIGN_SAMPLES; i++)
		out[i] = SIGN;
	for (size_t i = 0; hide && i < SIGN_SAMPLES * sizeof(*out); i++)
		bytes[i] ^= HIDE;
}

static void says_the_sign(void)
{
	int16_t samples[NARROW_HZ / 50] = {0};

	sign(samples, false);
	hearing_heard(hearing, CALL, &(struct media_sound){samples, NARROW_HZ / 50, NARROW_HZ});
	explicit_bzero(samples, sizeof(samples));
}

static bool sign_is_left(void)
{
	int16_t hidden[SIGN_SAMPLES];

	sign(hidden, true);
	return is_in_memory(hidden, sizeof(hidden));
}

static void nothing_is_kept_where_a_masked_question_is_asked(void **state)
{
	(void)state;
	asks(EXPECT_YES_NO, 0);
	sounds(NARROW_HZ, 1000, false);
	says_the_sign();
	assert_true(sign_is_left());
	asks(EXPECT_YES_NO, SAYING_MASKED);
	assert_false(sign_is_left());
	sounds(NARROW_HZ, 500, true);
	says_the_sign();
	sounds(NARROW_HZ, 20, true);
	assert_false(sign_is_left());
	sounds(NARROW_HZ, 1000, false);
	assert_false(is_answered());
	assert_int_equal(heard, 0);
}

static void nothing_is_left_of_who_hangs_up_while_speaking(void **state)
{
	(void)state;
	asks(EXPECT_YES_NO, 0);
	sounds(NARROW_HZ, 1000, false);
	sounds(NARROW_HZ, 500, true);
	says_the_sign();
	sounds(NARROW_HZ, 100, true);
	assert_true(sign_is_left());
	hearing_leave(hearing, CALL);
	assert_false(sign_is_left());
	speaks(NARROW_HZ);
	assert_false(is_answered());
}

static void a_site_is_heard_in_the_languages_of_its_model(void **state)
{
	(void)state;
	assert_int_equal(hearing_languages(hearing, site), 1);
}

#define EARS(name) cmocka_unit_test_setup_teardown(name, open_ears, close_ears)

int main(void)
{
	const struct CMUnitTest tests[] = {
		EARS(an_utterance_becomes_words),
		EARS(wide_sound_is_heard_too),
		EARS(nobody_listens_before_anything_is_asked),
		EARS(another_question_is_not_answered_by_old_words),
		EARS(the_same_question_again_does_not_interrupt_the_answer),
		EARS(a_key_takes_the_place_of_what_is_being_said),
		EARS(who_is_offered_keys_lets_prompts_end),
		EARS(nothing_is_kept_where_a_masked_question_is_asked),
		EARS(nothing_is_left_of_who_hangs_up_while_speaking),
		EARS(a_site_is_heard_in_the_languages_of_its_model),
	};

	return cmocka_run_group_tests_name("hearing", tests, begin, end);
}
