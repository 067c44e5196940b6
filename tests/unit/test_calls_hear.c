/* Callers who speak: the real core and ears, a recogniser that understands what the test wants. */
#include "calls_help.h"
#include "voice_like.h"

enum { NARROW_HZ = 8000, FRAME = 160 };

static struct hearing *hearing;
static struct recognised understood;

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
	(void)count;
	*out = understood;
	return ERR_NONE;
}

static int set_up_ears(void **state)
{
	static const struct recogniser_ops ops = {fake_knows, fake_grammar, fake_hear, NULL};
	static const struct recogniser recogniser = {&ops, NULL};
	struct hearing_options options = {.decoders = {.list = &recogniser, .count = 1, .by_hand = true}};

	if (set_up_line(state))
		return -1;
	power_off();
	options.decoders.clock = x.desk->device.clock;
	if (hearing_open(&hearing, &options))
		return -1;
	x.options.hearing = hearing;
	power_on();
	return 0;
}

static int tear_down_ears(void **state)
{
	int result = tear_down_line(state);

	hearing_close(hearing);
	return result;
}

static void sounds(uint32_t call, int ms, bool voice)
{
	static int at;
	int16_t samples[FRAME];

	for (int frame = 0; frame < ms / 20; frame++) {
		for (int i = 0; i < FRAME; i++, at++)
			samples[i] = (int16_t)(voice ? voice_like(at, NARROW_HZ) : at % 7 - 3);
		hearing_heard(hearing, call, &(struct media_sound){samples, FRAME, NARROW_HZ});
	}
}

static void says(uint32_t call, const char *words, uint8_t sure_pct)
{
	understood = (struct recognised){.count = words[0] != '\0', .confidence_pct = sure_pct};
	snprintf(understood.list[0].words, sizeof(understood.list[0].words), "%s", words);
	understood.list[0].score_pct = sure_pct;
	sounds(call, 1000, false);
	sounds(call, 1000, true);
	turn();
	sounds(call, 1000, false);
	forget_heard(call);
	while (hearing_work(hearing))
		;
	turn();
}

static void words_choose_as_keys_do(void **state)
{
	(void)state;
	is_at_the_menu(1);
	says(1, "cards", 90);
	assert_true(heard(1, "lost") || heard(1, "Lost")); /* what there is about cards */
	says(1, "a person", 90);
	assert_string_equal(state_of_newest(), "handover");
}

static void whoever_speaks_is_not_asked_whether_they_are_there(void **state)
{
	(void)state;
	is_at_the_menu(1);
	hears_all(1);
	sounds(1, 1000, false);
	forget_heard(1);
	for (int i = 0; i < 15; i++) { /* longer than the line's silence lasts */
		sounds(1, 1000, true);
		passes(1000);
	}
	assert_string_equal(x.call[1].heard, "");
}

/* In the words of the site: "say" where speech is understood, keys where it is not. */
static void is_told(uint32_t call, uint8_t understood_languages)
{
	const struct content *c = runner_content_newest(x.desk->runner);
	uint16_t text = content_prompt(c, PROMPT_NO_MATCH_1, 0, understood_languages);
	bool told = false;

	for (uint8_t wording = 0; wording < 8; wording++)
		told = told || heard(call, content_text(c, text, 0, wording));
	assert_true(told);
}

static void who_is_not_understood_twice_is_offered_keys(void **state)
{
	(void)state;
	is_at_the_menu(1);
	says(1, "cards", 5);
	is_told(1, 1);
	says(1, "", 0);
	assert_true(x.call[1].plays > 0);
	/* And no noise costs the third chance, which would be a person. */
	says(1, "", 0);
	assert_string_equal(x.call[1].heard, "");
	says(1, "cards", 5);
	assert_string_equal(x.call[1].heard, "");
	assert_string_not_equal(state_of_newest(), "handover");
	sounds(1, 1000, true);
	assert_false(hearing_interrupts(hearing, 1));
	sounds(1, 1000, false);
	while (hearing_work(hearing))
		;
	turn();
	/* Who speaks all the same is understood all the same. */
	says(1, "a person", 90);
	assert_string_equal(state_of_newest(), "handover");
}

static void one_misunderstanding_is_forgotten_with_the_next_answer(void **state)
{
	(void)state;
	is_at_the_menu(1);
	says(1, "cards", 5);
	says(1, "cards", 90);
	says(1, "cards", 5);
	is_told(1, 1); /* still in words */
	sounds(1, 1000, true);
	assert_true(hearing_interrupts(hearing, 1));
}

/* Every decoder is at work for too long. */
static void who_waited_too_long_for_a_decoder_is_told(void **state)
{
	(void)state;
	is_at_the_menu(1);
	sounds(1, 1000, false);
	sounds(1, 1000, true);
	sounds(1, 1000, false);
	forget_heard(1);
	passes(DECODERS_WAIT_MS_MAX - 1000);
	assert_string_equal(x.call[1].heard, "");
	passes(2000);
	is_told(1, 1);
}

static void a_key_comes_before_words(void **state)
{
	(void)state;
	is_at_the_menu(1);
	sounds(1, 1000, false);
	sounds(1, 1000, true);
	keys(1, "0");
	assert_string_equal(state_of_newest(), "handover");
	sounds(1, 1000, false);
	assert_false(hearing_work(hearing));
}

static void words_of_who_hung_up_are_nobodys(void **state)
{
	(void)state;
	is_at_the_menu(1);
	sounds(1, 1000, false);
	sounds(1, 1000, true);
	sounds(1, 1000, false);
	hangs_up(1);
	assert_false(hearing_work(hearing));
}

#define EARS(name) cmocka_unit_test_setup_teardown(name, set_up_ears, tear_down_ears)

int main(void)
{
	const struct CMUnitTest tests[] = {
		EARS(words_choose_as_keys_do),
		EARS(whoever_speaks_is_not_asked_whether_they_are_there),
		EARS(who_is_not_understood_twice_is_offered_keys),
		EARS(one_misunderstanding_is_forgotten_with_the_next_answer),
		EARS(who_waited_too_long_for_a_decoder_is_told),
		EARS(a_key_comes_before_words),
		EARS(words_of_who_hung_up_are_nobodys),
	};

	return cmocka_run_group_tests_name("calls_hear", tests, NULL, NULL);
}
