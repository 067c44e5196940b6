/* Voice and ears without threads: everything happens when the caller says so, and only then. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "kiosk_help.h"
#include "speech/ear.h"
#include "speech/speak.h"

enum { UTTERANCE_FRAMES = 60, SPEECH_SAMPLES = AUDIO_FRAME_SAMPLES };

static unsigned rested;

static void count_rest(void *self)
{
	(void)self;
	rested++;
}

static struct speak_options speak_options_of(struct stand *stand)
{
	static const struct voice_ops voice = {.speak = stand_speak, .close = stand_shut};
	static const struct audio_ops audio = {.play = stand_play,
		.stop = stand_stop,
		.queued = stand_queued,
		.rest = count_rest,
		.close = stand_shut};

	return (struct speak_options){
		.voice = {&voice, stand}, .audio = {&audio, stand}, .by_hand = true, .clock = stand->options.clock};
}

static void a_text_is_spoken_when_it_is_the_voices_turn(void **state)
{
	struct stand *stand = *state;
	struct speak_options options = speak_options_of(stand);
	struct speak *speak;

	assert_int_equal(speak_open(&speak, &options), ERR_NONE);
	assert_false(speak_work(speak));
	speak_say(speak, "en", "One.");
	speak_say(speak, "en", "Two.");
	assert_true(speak_busy(speak));
	assert_false(speak_sounding(speak));
	assert_true(speak_work(speak));
	assert_int_equal(stand->queued, SPEECH_SAMPLES);
	assert_true(speak_work(speak));
	assert_int_equal(stand->queued, 2 * SPEECH_SAMPLES);
	assert_false(speak_work(speak));
	assert_true(speak_busy(speak));
	stand->queued = 0;
	assert_false(speak_busy(speak));
	speak_close(speak);
}

static void what_was_stopped_is_never_spoken(void **state)
{
	struct stand *stand = *state;
	struct speak_options options = speak_options_of(stand);
	struct speak *speak;

	assert_int_equal(speak_open(&speak, &options), ERR_NONE);
	speak_say(speak, "en", "This is about a screen that is gone.");
	assert_true(speak_stop(speak));
	assert_false(speak_work(speak));
	assert_int_equal(stand->queued, 0);
	speak_say(speak, "en", "Closed with a text that waits.");
	speak_close(speak);
	assert_int_equal(stand->queued, 0);
}

static void the_speaker_is_given_back_after_two_seconds_of_quiet(void **state)
{
	struct stand *stand = *state;
	struct speak_options options = speak_options_of(stand);
	struct speak *speak;

	rested = 0;
	assert_int_equal(speak_open(&speak, &options), ERR_NONE);
	stand->now_ms += 5000;
	assert_false(speak_work(speak));
	assert_int_equal(rested, 0);
	speak_say(speak, "en", "Hello.");
	assert_true(speak_work(speak));
	stand->now_ms += 5000; /* it is still sounding */
	assert_false(speak_work(speak));
	stand->queued = 0;
	stand->now_ms += 1999;
	assert_false(speak_work(speak));
	assert_int_equal(rested, 0);
	stand->now_ms += 1;
	assert_false(speak_work(speak));
	assert_int_equal(rested, 1);
	stand->now_ms += 5000;
	assert_false(speak_work(speak));
	assert_int_equal(rested, 1);
	speak_close(speak);
}

/* Somebody speaks for a second, and stops. */
static void speak_up(struct stand *stand)
{
	stand->loud = 8000;
	for (int i = 0; i < UTTERANCE_FRAMES; i += 50)
		kiosk_poll(stand->kiosk);
	stand->loud = 0;
	for (int i = 0; i < UTTERANCE_FRAMES; i += 50)
		kiosk_poll(stand->kiosk);
}

static void attach_by_hand(struct stand *stand, bool voice)
{
	stand->senses.by_hand = true;
	stand_attach(stand, voice, true);
}

static void what_is_said_is_put_into_words_when_it_is_the_ears_turn(void **state)
{
	struct stand *stand = *state;
	struct event event = {0};

	attach_by_hand(stand, false);
	show(stand, SCREEN_MENU, NONE16);
	assert_false(stand->microphone); /* opening it is the ears' work */
	assert_true(kiosk_work(stand->kiosk));
	assert_false(kiosk_work(stand->kiosk));
	assert_true(stand->microphone);
	kiosk_poll(stand->kiosk);
	speak_up(stand);
	assert_false(kiosk_quiet(stand->kiosk));
	assert_false(take(stand, &event));
	assert_true(kiosk_work(stand->kiosk));
	assert_true(take(stand, &event));
	assert_int_equal(event.kind, EVENT_HEARD);
	assert_int_equal(event.heard.confidence_pct, 90);
	assert_false(kiosk_work(stand->kiosk));
	assert_true(kiosk_quiet(stand->kiosk));
}

static void a_kiosk_by_hand_has_said_it_once_it_was_heard(void **state)
{
	struct stand *stand = *state;

	attach_by_hand(stand, true);
	while (kiosk_work(stand->kiosk))
		;
	show(stand, SCREEN_MENU, NONE16);
	(void)count_events(stand, EVENT_SAID);
	assert_false(kiosk_quiet(stand->kiosk));
	while (kiosk_work(stand->kiosk))
		;
	kiosk_poll(stand->kiosk);
	assert_false(kiosk_quiet(stand->kiosk));
	stand->queued = 0;
	kiosk_poll(stand->kiosk);
	assert_true(kiosk_quiet(stand->kiosk));
	assert_int_equal(count_events(stand, EVENT_SAID), 1);
}

static void a_kiosk_without_voice_and_ears_has_no_work_for_them(void **state)
{
	struct stand *stand = *state;

	assert_false(kiosk_work(stand->kiosk));
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test_setup_teardown(a_text_is_spoken_when_it_is_the_voices_turn, open_stand, close_stand),
		cmocka_unit_test_setup_teardown(what_was_stopped_is_never_spoken, open_stand, close_stand),
		cmocka_unit_test_setup_teardown(
			the_speaker_is_given_back_after_two_seconds_of_quiet, open_stand, close_stand),
		cmocka_unit_test_setup_teardown(
			what_is_said_is_put_into_words_when_it_is_the_ears_turn, open_stand, close_stand),
		cmocka_unit_test_setup_teardown(a_kiosk_by_hand_has_said_it_once_it_was_heard, open_stand, close_stand),
		cmocka_unit_test_setup_teardown(
			a_kiosk_without_voice_and_ears_has_no_work_for_them, open_stand, close_stand),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
