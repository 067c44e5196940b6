#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "../bench/tone_score.h"

enum { TRIES = 1500 };

static struct tones *tones;
static struct tone_ear ear;

static int begin(void **state)
{
	(void)state;
	if (tones_open(&tones))
		return -1;
	ear = tone_ear_of(tones);
	return 0;
}

static int end(void **state)
{
	(void)state;
	tones_close(tones);
	return 0;
}

static void the_sixteen_made_keys_are_heard(void **state)
{
	(void)state;
	assert_int_equal(tones_self_test(), ERR_NONE);
}

static void every_key_that_q24_allows_is_heard_once(void **state)
{
	struct tone_tally tally = {0};
	struct rng rng = {.state = 24};

	(void)state;
	for (unsigned i = 0; i < TRIES; i++) {
		struct tone_key key = tone_draw_good(&rng);

		tone_try(&ear, &rng, &key, &tally);
		if (tally.right != i + 1)
			fail_msg("%c, %u ms, %d dBm0, twist %d dB, %d and %d permille off", key.key, key.ms,
				key.row_dbm0, key.twist_db, key.row_off_permille, key.column_off_permille);
	}
}

static void no_key_is_heard_that_is_too_far_off(void **state)
{
	struct tone_tally tally = {0};
	struct rng rng = {.state = 35};

	(void)state;
	for (unsigned i = 0; i < TRIES; i++) {
		struct tone_key key = tone_draw_off(&rng);

		tone_try(&ear, &rng, &key, &tally);
	}
	assert_int_equal(tally.keys, TRIES);
	assert_int_equal(tally.right + tally.wrong, 0);
}

static void assert_never_heard(struct tone_key key)
{
	struct tone_tally tally = {0};
	struct rng rng = {.state = 1};

	for (unsigned i = 0; i < 200; i++) {
		key.key = "123A456B789C*0#D"[i % 16];
		tone_try(&ear, &rng, &key, &tally);
	}
	assert_int_equal(tally.right + tally.wrong, 0);
}

static void what_is_too_short_too_faint_too_crooked_or_drowned_is_no_key(void **state)
{
	const struct tone_key plain = {.ms = 60, .row_dbm0 = -12, .snr_db = 30};
	struct tone_key key = plain;

	(void)state;
	key.ms = 15;
	assert_never_heard(key);
	key = plain;
	key.row_dbm0 = -48;
	assert_never_heard(key);
	key = plain;
	key.twist_db = 9;
	assert_never_heard(key);
	key.twist_db = -13;
	assert_never_heard(key);
	key = plain;
	key.snr_db = 3;
	assert_never_heard(key);
}

static void the_loudest_sound_there_can_be_is_no_key(void **state)
{
	static const unsigned rows_hz[] = {697, 770, 852, 941};
	struct rng rng = {.state = 32768};

	(void)state;
	for (unsigned i = 0; i < 80000; i++) {
		const unsigned hz = rows_hz[i / 20000];
		const bool up = i < 40000 ? i * hz * 2 / 8000 % 2 == 0 : rng_chance(&rng, 500);
		const int16_t sample = up ? INT16_MAX : INT16_MIN;

		assert_int_equal(tones_hear(tones, &sample, 1), 0);
	}
}

/* A 5 whose phase goes on over gaps, as when packets are lost. The key that began. */
static char hear_five(unsigned ms, bool sounds)
{
	static int at;
	char began = '\0';

	for (unsigned i = 0; i < ms * 8; i++, at++) {
		static const int16_t half[] = {0, 3827, 7071, 9239, 10000, 9239, 7071, 3827};
		const int row = at * 770 * 16 / 8000 % 16;
		const int column = at * 1336 * 16 / 8000 % 16;
		int16_t sample = (int16_t)((row < 8 ? half[row] : -half[row - 8]) +
					   (column < 8 ? half[column] : -half[column - 8]));
		char key;

		if (!sounds)
			sample = 0;
		key = tones_hear(tones, &sample, 1);
		if (key)
			began = key;
	}
	return began;
}

static void a_held_key_is_one_though_twenty_milliseconds_are_missing(void **state)
{
	(void)state;
	hear_five(100, false);
	assert_int_equal(hear_five(60, true), '5');
	assert_true(tones_held(tones));
	assert_int_equal(hear_five(1000, true), 0);
	hear_five(20, false);
	assert_int_equal(hear_five(200, true), 0);
	assert_true(tones_held(tones));
}

static void a_key_pressed_again_after_forty_milliseconds_is_two(void **state)
{
	(void)state;
	for (unsigned i = 0; i < 20; i++) {
		hear_five(43, false);
		assert_int_equal(hear_five(50 + i, true), '5');
	}
	hear_five(100, false);
	assert_false(tones_held(tones));
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(the_sixteen_made_keys_are_heard),
		cmocka_unit_test_setup_teardown(every_key_that_q24_allows_is_heard_once, begin, end),
		cmocka_unit_test_setup_teardown(no_key_is_heard_that_is_too_far_off, begin, end),
		cmocka_unit_test_setup_teardown(
			what_is_too_short_too_faint_too_crooked_or_drowned_is_no_key, begin, end),
		cmocka_unit_test_setup_teardown(the_loudest_sound_there_can_be_is_no_key, begin, end),
		cmocka_unit_test_setup_teardown(a_held_key_is_one_though_twenty_milliseconds_are_missing, begin, end),
		cmocka_unit_test_setup_teardown(a_key_pressed_again_after_forty_milliseconds_is_two, begin, end),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
