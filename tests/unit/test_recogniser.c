#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "adapter/recogniser_pocketsphinx.h"
#include "adapter/voice_espeak.h"
#include "port/audio.h"

#include <pthread.h>
#include <stdlib.h>
#include <string.h>

static const char menu_grammar[] = "#JSGF V1.0;\n"
				   "grammar menu;\n"
				   "public <menu> = [i] (lost | want) [my | a] (card | loan) | opening hours | help;\n";
static const char digits_grammar[] =
	"#JSGF V1.0;\n"
	"grammar digits;\n"
	"public <digit> = zero | one | two | three | four | five | six | seven | eight | nine;\n";

/* The library's own parser loses what it had read of a broken grammar. */
const char *__lsan_default_suppressions(void);

const char *__lsan_default_suppressions(void)
{
	return "leak:libsphinxbase";
}

static struct voice voice;
static struct recogniser recogniser;

static int open_both(void **state)
{
	const struct recogniser_settings settings = {.voice = &voice};

	(void)state;
	return voice_espeak_open(&voice) || recogniser_pocketsphinx_open(&recogniser, &settings);
}

static int close_both(void **state)
{
	(void)state;
	recogniser.ops->close(recogniser.self);
	voice.ops->close(voice.self);
	return 0;
}

static enum err grammar(const char *language, const char *jsgf)
{
	return recogniser.ops->grammar(recogniser.self, language, jsgf);
}

static struct recognised hear(const int16_t *samples, size_t count)
{
	struct recognised heard;

	assert_int_equal(recogniser.ops->hear(recogniser.self, samples, count, &heard), ERR_NONE);
	return heard;
}

static struct recognised hear_spoken(const char *language, const char *text)
{
	struct speech speech;

	assert_int_equal(voice.ops->speak(voice.self, language, 90, text, &speech), ERR_NONE);
	return hear(speech.samples, speech.count);
}

static void what_the_voice_says_is_understood(void **state)
{
	struct recognised heard;

	(void)state;
	assert_int_equal(grammar("en", menu_grammar), ERR_NONE);
	heard = hear_spoken("en-us", "I lost my card");
	assert_int_equal(heard.count, 1);
	assert_string_equal(heard.list[0].words, "i lost my card");
	assert_in_range(heard.confidence_pct, 50, 100);
	assert_in_range(heard.audio_ms, 500, 3000);
	assert_string_equal(hear_spoken("en-us", "opening hours").list[0].words, "opening hours");
}

static unsigned mean_confidence(const char *const sentences[3])
{
	unsigned sum = 0;

	for (int i = 0; i < 3; i++)
		sum += hear_spoken("en-us", sentences[i]).confidence_pct;
	return sum / 3;
}

static void strange_words_are_less_sure_than_expected_ones(void **state)
{
	static const char *const expected[] = {"I lost my card", "I want a loan", "opening hours"};
	static const char *const strange[] = {
		"Please tell me a joke", "My dog ate the homework", "What a lovely garden"};

	(void)state;
	assert_int_equal(grammar("en", menu_grammar), ERR_NONE);
	assert_in_range(mean_confidence(expected), 75, 100);
	assert_in_range(mean_confidence(strange), 0, 45);
}

static void single_digits_are_understood(void **state)
{
	static const char *const digits[] = {"zero", "two", "three", "five", "seven", "nine"};
	int right = 0;

	(void)state;
	assert_int_equal(grammar("en", digits_grammar), ERR_NONE);
	for (size_t i = 0; i < 6; i++)
		right += strcmp(hear_spoken("en-us", digits[i]).list[0].words, digits[i]) == 0;
	assert_in_range(right, 5, 6);
}

static void a_grammar_that_calls_itself_in_the_middle_is_refused(void **state)
{
	(void)state;
	assert_int_equal(grammar("en", "#JSGF V1.0;\ngrammar g;\npublic <a> = one <a> two | three;\n"), ERR_FORMAT);
	assert_int_equal(grammar("en", "#JSGF V1.0;\ngrammar g;\npublic <a> = <b>;\n<b> = <a>;\n"), ERR_FORMAT);
}

static void a_broken_grammar_is_refused(void **state)
{
	static const char *const broken[] = {"", "hello", "#JSGF V1.0;\ngrammar g;\n",
		"#JSGF V1.0;\ngrammar g;\n<a> = one;\n", "#JSGF V1.0;\ngrammar g;\npublic <a> = (one;\n",
		"#JSGF V1.0;\ngrammar g;\npublic <a> = <missing>;\n", "\xff\xfe\x01\x02"};

	(void)state;
	for (size_t i = 0; i < sizeof(broken) / sizeof(broken[0]); i++)
		assert_int_equal(grammar("en", broken[i]), ERR_FORMAT);
}

static void after_a_refused_grammar_nothing_is_heard_until_a_good_one(void **state)
{
	struct recognised heard;
	int16_t quiet[AUDIO_RATE_HZ] = {0};

	(void)state;
	assert_int_equal(grammar("en", "nonsense"), ERR_FORMAT);
	assert_int_equal(recogniser.ops->hear(recogniser.self, quiet, AUDIO_RATE_HZ, &heard), ERR_ABSENT);
	assert_int_equal(grammar("en", menu_grammar), ERR_NONE);
	assert_string_equal(hear_spoken("en-us", "help").list[0].words, "help");
}

static void silence_is_nothing(void **state)
{
	static int16_t quiet[3 * AUDIO_RATE_HZ];

	(void)state;
	assert_int_equal(grammar("en", menu_grammar), ERR_NONE);
	assert_int_equal(hear(quiet, 3 * AUDIO_RATE_HZ).count, 0);
	assert_int_equal(hear(quiet, 0).count, 0);
	assert_int_equal(grammar("en", digits_grammar), ERR_NONE);
	assert_int_equal(hear(quiet, 3 * AUDIO_RATE_HZ).count, 0);
}

static void after_an_empty_utterance_the_next_is_heard(void **state)
{
	(void)state;
	assert_int_equal(grammar("en", menu_grammar), ERR_NONE);
	assert_int_equal(hear(NULL, 0).count, 0);
	assert_string_equal(hear_spoken("en-us", "I want a loan").list[0].words, "i want a loan");
}

static void a_word_of_no_dictionary_is_heard_as_the_voice_says_it(void **state)
{
	(void)state;
	assert_int_equal(grammar("en", "#JSGF V1.0;\ngrammar g;\npublic <g> = zanzibrook | help | florimondo | "
				       "opening hours;\n"),
		ERR_NONE);
	assert_string_equal(hear_spoken("en-us", "zanzibrook").list[0].words, "zanzibrook");
	assert_string_equal(hear_spoken("en-us", "florimondo").list[0].words, "florimondo");
}

static void italian_is_heard_in_a_pinch_and_english_again_after_it(void **state)
{
	(void)state;
	assert_int_equal(
		grammar("it", "#JSGF V1.0;\ngrammar g;\npublic <g> = carta bloccata | orari di apertura | aiuto | "
			      "perché no;\n"),
		ERR_NONE);
	assert_string_equal(hear_spoken("it", "orari di apertura").list[0].words, "orari di apertura");
	assert_string_equal(hear_spoken("it", "carta bloccata").list[0].words, "carta bloccata");
	assert_int_equal(grammar("en", menu_grammar), ERR_NONE);
	assert_string_equal(hear_spoken("en-us", "I lost my card").list[0].words, "i lost my card");
}

static void too_much_sound_is_refused(void **state)
{
	size_t count = (size_t)(RECOGNISER_UTTERANCE_S_MAX + 1) * AUDIO_RATE_HZ;
	int16_t *samples = calloc(count, sizeof(*samples));
	struct recognised heard;

	(void)state;
	assert_int_equal(grammar("en", menu_grammar), ERR_NONE);
	assert_int_equal(recogniser.ops->hear(recogniser.self, samples, count, &heard), ERR_NO_SPACE);
	free(samples);
}

static void without_a_model_there_is_no_recogniser(void **state)
{
	const struct recogniser_settings settings = {.model_path = "/nowhere", .voice = NULL};
	struct recogniser none;

	(void)state;
	assert_int_equal(recogniser_pocketsphinx_open(&none, &settings), ERR_ABSENT);
	assert_null(none.ops);
}

static void *hear_a_loan(void *unused)
{
	const struct recogniser_settings settings = {.voice = &voice};
	struct recogniser own;
	struct recognised heard = {0};
	struct speech speech;

	(void)unused;
	if (recogniser_pocketsphinx_open(&own, &settings) || own.ops->grammar(own.self, "en", menu_grammar))
		return NULL;
	if (!voice.ops->speak(voice.self, "en-us", 90, "I want a loan", &speech))
		own.ops->hear(own.self, speech.samples, speech.count, &heard);
	own.ops->close(own.self);
	return strcmp(heard.list[0].words, "i want a loan") == 0 ? &voice : NULL;
}

static void two_threads_with_a_recogniser_each_do_not_disturb_each_other(void **state)
{
	pthread_t threads[2];
	void *results[2];
	struct speech speech;

	(void)state;
	assert_int_equal(voice.ops->speak(voice.self, "en-us", 90, "I want a loan", &speech), ERR_NONE);
	for (int i = 0; i < 2; i++)
		assert_int_equal(pthread_create(&threads[i], NULL, hear_a_loan, NULL), 0);
	/* Its complaints stay its own. */
	assert_int_equal(grammar("en", "nonsense"), ERR_FORMAT);
	for (int i = 0; i < 2; i++) {
		pthread_join(threads[i], &results[i]);
		assert_non_null(results[i]);
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(what_the_voice_says_is_understood),
		cmocka_unit_test(strange_words_are_less_sure_than_expected_ones),
		cmocka_unit_test(single_digits_are_understood),
		cmocka_unit_test(a_grammar_that_calls_itself_in_the_middle_is_refused),
		cmocka_unit_test(a_broken_grammar_is_refused),
		cmocka_unit_test(after_a_refused_grammar_nothing_is_heard_until_a_good_one),
		cmocka_unit_test(silence_is_nothing),
		cmocka_unit_test(after_an_empty_utterance_the_next_is_heard),
		cmocka_unit_test(a_word_of_no_dictionary_is_heard_as_the_voice_says_it),
		cmocka_unit_test(italian_is_heard_in_a_pinch_and_english_again_after_it),
		cmocka_unit_test(too_much_sound_is_refused),
		cmocka_unit_test(without_a_model_there_is_no_recogniser),
		cmocka_unit_test(two_threads_with_a_recogniser_each_do_not_disturb_each_other),
	};

	return cmocka_run_group_tests(tests, open_both, close_both);
}
