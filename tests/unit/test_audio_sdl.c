#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "adapter/audio_sdl.h"

#include <stdlib.h>

static void without_a_sound_card_there_is_no_audio(void **state)
{
	struct audio audio;

	(void)state;
	setenv("SDL_AUDIODRIVER", "nothing-of-that-name", 1);
	assert_int_equal(audio_sdl_open(&audio), ERR_ABSENT);
	assert_null(audio.ops);
}

/* SDL's own stand-in for a card takes sound as fast as a real one. */
static void what_is_played_is_queued_until_it_is_stopped(void **state)
{
	static const int16_t second[AUDIO_RATE_HZ];
	struct audio audio;

	(void)state;
	setenv("SDL_AUDIODRIVER", "dummy", 1);
	assert_int_equal(audio_sdl_open(&audio), ERR_NONE);
	for (int i = 0; i < 10; i++)
		assert_int_equal(audio.ops->play(audio.self, second, AUDIO_RATE_HZ), ERR_NONE);
	assert_in_range(audio.ops->queued(audio.self), 5 * AUDIO_RATE_HZ, 10 * AUDIO_RATE_HZ);
	audio.ops->stop(audio.self);
	assert_int_equal(audio.ops->queued(audio.self), 0);
	audio.ops->close(audio.self);
}

static void more_than_a_minute_is_not_queued(void **state)
{
	static const int16_t second[AUDIO_RATE_HZ];
	struct audio audio;
	enum err err = ERR_NONE;

	(void)state;
	setenv("SDL_AUDIODRIVER", "dummy", 1);
	assert_int_equal(audio_sdl_open(&audio), ERR_NONE);
	for (int i = 0; i <= AUDIO_QUEUED_SECONDS_MAX + 5 && !err; i++)
		err = audio.ops->play(audio.self, second, AUDIO_RATE_HZ);
	assert_int_equal(err, ERR_NO_SPACE);
	audio.ops->close(audio.self);
}

/* A microphone that was there at the start and is gone when it is to be opened: nobody is asked to speak to it. */
static void a_microphone_that_does_not_open_is_none(void **state)
{
	struct audio audio;

	(void)state;
	setenv("SDL_AUDIODRIVER", "dummy", 1);
	assert_int_equal(audio_sdl_open(&audio), ERR_NONE);
	assert_false(audio.ops->ended(audio.self));
	audio.ops->microphone(audio.self, true);
	assert_false(audio.ops->ended(audio.self));
	audio.ops->microphone(audio.self, false);
	assert_false(audio.ops->ended(audio.self));
	setenv("SDL_AUDIODRIVER", "nothing-of-that-name", 1);
	audio.ops->microphone(audio.self, true);
	assert_true(audio.ops->ended(audio.self));
	audio.ops->close(audio.self);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(without_a_sound_card_there_is_no_audio),
		cmocka_unit_test(what_is_played_is_queued_until_it_is_stopped),
		cmocka_unit_test(a_microphone_that_does_not_open_is_none),
		cmocka_unit_test(more_than_a_minute_is_not_queued),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
