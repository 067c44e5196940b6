#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "adapter/voice_espeak.h"
#include "port/audio.h"
#include "speech/phones.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static struct voice voice;

static int open_voice(void **state)
{
	(void)state;
	return voice_espeak_open(&voice) == ERR_NONE ? 0 : -1;
}

static int close_voice(void **state)
{
	(void)state;
	voice.ops->close(voice.self);
	return 0;
}

static struct speech speak(const char *language, unsigned rate_pct, const char *text)
{
	struct speech speech;

	assert_int_equal(voice.ops->speak(voice.self, language, rate_pct, text, &speech), ERR_NONE);
	return speech;
}

static void a_sentence_becomes_seconds_of_sound_that_is_not_quiet(void **state)
{
	struct speech speech = speak("en", 100, "Good morning, how can I help you today?");
	int loudest = 0;

	(void)state;
	for (size_t i = 0; i < speech.count; i++)
		loudest = abs(speech.samples[i]) > loudest ? abs(speech.samples[i]) : loudest;
	assert_in_range(speech.count, AUDIO_RATE_HZ, 5 * AUDIO_RATE_HZ);
	assert_in_range(loudest, 3000, 32767);
}

static void the_same_text_is_made_once(void **state)
{
	struct speech first = speak("en", 100, "One moment please.");
	struct speech again;

	(void)state;
	speak("it", 100, "One moment please.");
	again = speak("en", 100, "One moment please.");
	assert_ptr_equal(first.samples, again.samples);
}

static void another_language_or_rate_is_another_sound(void **state)
{
	size_t english = speak("en", 100, "Carta bloccata, tutto bene").count;
	size_t italian = speak("it", 100, "Carta bloccata, tutto bene").count;
	size_t slow = speak("it", 60, "Carta bloccata, tutto bene").count;

	(void)state;
	assert_int_not_equal(english, italian);
	assert_in_range(slow, italian * 5 / 4, italian * 3);
}

static void more_texts_than_the_cache_holds_are_all_spoken(void **state)
{
	char text[32];

	(void)state;
	for (int i = 0; i < 2 * VOICE_CACHE_TEXTS_MAX; i++) {
		snprintf(text, sizeof(text), "Number %d", i);
		assert_in_range(speak("en", 100, text).count, 1000, 100000);
	}
}

static void a_language_without_a_voice_is_refused(void **state)
{
	struct speech speech;

	(void)state;
	assert_int_equal(voice.ops->speak(voice.self, "xx", 100, "hello", &speech), ERR_NOT_FOUND);
	assert_int_equal(voice.ops->speak(voice.self, "a-long-name", 100, "hello", &speech), ERR_NOT_FOUND);
	assert_int_equal(speech.count, 0);
	speak("en", 100, "and the next one is spoken");
}

static void no_words_are_no_sound(void **state)
{
	(void)state;
	assert_in_range(speak("en", 100, "").count, 0, AUDIO_RATE_HZ);
}

static const char *pronounce(const char *language, const char *word)
{
	static char phones[200];

	assert_int_equal(voice.ops->pronounce(voice.self, language, word, phones, sizeof(phones)), ERR_NONE);
	return phones;
}

static void english_words_sound_american(void **state)
{
	(void)state;
	assert_string_equal(pronounce("en", "hello"), "HH AH L OW");
	assert_string_equal(pronounce("en", "card"), "K AA R D");
	assert_string_equal(pronounce("en", "water"), "W AO T ER");
	assert_string_equal(pronounce("en", "cheese"), "CH IY Z");
}

static void italian_words_get_the_nearest_english_phones(void **state)
{
	(void)state;
	assert_string_equal(pronounce("it", "carta"), "K AA R T AA");
	assert_string_equal(pronounce("it", "cento"), "CH EH N T OW");
	assert_string_equal(pronounce("it", "giorno"), "JH OW R N OW");
}

static void what_has_no_sound_has_no_pronunciation(void **state)
{
	char phones[8];

	(void)state;
	assert_int_equal(phones_from_ipa("en", "", phones, sizeof(phones)), ERR_FORMAT);
	assert_int_equal(phones_from_ipa("en", "həlˈoʊ həlˈoʊ", phones, sizeof(phones)), ERR_NO_SPACE);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(a_sentence_becomes_seconds_of_sound_that_is_not_quiet),
		cmocka_unit_test(the_same_text_is_made_once),
		cmocka_unit_test(another_language_or_rate_is_another_sound),
		cmocka_unit_test(more_texts_than_the_cache_holds_are_all_spoken),
		cmocka_unit_test(a_language_without_a_voice_is_refused),
		cmocka_unit_test(no_words_are_no_sound),
		cmocka_unit_test(english_words_sound_american),
		cmocka_unit_test(italian_words_get_the_nearest_english_phones),
		cmocka_unit_test(what_has_no_sound_has_no_pronunciation),
	};

	return cmocka_run_group_tests(tests, open_voice, close_voice);
}
