#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "adapter/recogniser_pocketsphinx.h"
#include "adapter/voice_espeak.h"
#include "site_help.h"
#include "speech/listen.h"

static char grammar[LISTEN_GRAMMAR_BYTES_MAX];

static struct effect listen_for(unsigned expect, uint8_t language)
{
	struct effect listen = {.kind = EFFECT_LISTEN};

	listen.listen.expect = (uint8_t)expect;
	listen.listen.language = language;
	listen.listen.slot = NONE16;
	return listen;
}

static struct effect listen_first_menu(const struct content *c, uint8_t language)
{
	struct effect listen = listen_for(EXPECT_CHOICES | EXPECT_OPEN | EXPECT_UNIVERSAL, language);

	for (uint16_t i = 0; i < c->top_count; i++)
		listen.listen.choices.list[i] =
			(struct choice){.kind = CHOICE_ITEM, .key = (uint8_t)('1' + i), .index = c->top[i]};
	listen.listen.choices.count = (uint8_t)c->top_count;
	return listen;
}

static void has(const char *piece)
{
	if (!strstr(grammar, piece))
		fail_msg("\"%s\" is not in: %.2000s", piece, grammar);
}

static void yes_and_no_make_a_small_grammar(void **state)
{
	const struct content *c = site_open(SITE_BANK);
	struct effect listen = listen_for(EXPECT_YES_NO, EN);

	(void)state;
	assert_int_equal(listen_grammar(c, &listen, grammar, sizeof(grammar)), ERR_NONE);
	assert_ptr_equal(strstr(grammar, "#JSGF V1.0 UTF-8 en;\ngrammar listen;\n<yes_no> = yes\n | "), grammar);
	has("\n | no\n");
	has("public <said> = <yes_no>;\n");
	site_close(c);
}

static void the_first_menu_has_its_tiles_its_keys_and_the_way_out(void **state)
{
	const struct content *c = site_open(SITE_BANK);
	struct effect listen = listen_first_menu(c, EN);

	(void)state;
	assert_int_equal(listen_grammar(c, &listen, grammar, sizeof(grammar)), ERR_NONE);
	has("\n | one\n");
	has("\n | i lost my card\n");
	has("public <said> = <universal> | <choice> | <topic>;\n");
	site_close(c);
}

static void a_code_is_four_digits_and_a_double_counts_as_two(void **state)
{
	const struct content *c = site_open(SITE_BANK);
	struct effect listen = listen_for(EXPECT_CODE, EN);

	(void)state;
	assert_int_equal(listen_grammar(c, &listen, grammar, sizeof(grammar)), ERR_NONE);
	has("<digits1> = <digit>;\n"
	    "<digits2> = <digit> <digits1>\n | <double> <digit>;\n"
	    "<digits3> = <digit> <digits2>\n | <double> <digit> <digits1>;\n"
	    "<digits4> = <digit> <digits3>\n | <double> <digit> <digits2>;\n"
	    "public <said> = <digits4>;\n");
	site_close(c);
}

static void free_words_have_no_grammar(void **state)
{
	const struct content *c = site_open(SITE_BANK);
	struct effect listen = listen_for(EXPECT_FREE, EN);

	(void)state;
	assert_int_equal(listen_grammar(c, &listen, grammar, sizeof(grammar)), ERR_NOT_FOUND);
	assert_string_equal(grammar, "");
	site_close(c);
}

static void no_sign_of_the_grammar_comes_from_the_content(void **state)
{
	static const char *const sites[] = {SITE_BANK, SITE_SHOP};

	(void)state;
	for (size_t i = 0; i < 2; i++) {
		const struct content *c = site_open(sites[i]);

		for (uint8_t language = EN; language <= IT; language++) {
			struct effect listen = listen_first_menu(c, language);

			assert_int_equal(listen_grammar(c, &listen, grammar, sizeof(grammar)), ERR_NONE);
			assert_null(strpbrk(grammar, "{}*\"?!,()[]+\\"));
		}
		site_close(c);
	}
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

static void taken(const char *language)
{
	if (recogniser.ops->grammar(recogniser.self, language, grammar))
		fail_msg("refused: %.1000s", grammar);
}

static void every_slot_of_both_sites_gives_a_grammar_that_is_taken(void **state)
{
	static const char *const sites[] = {SITE_BANK, SITE_SHOP};

	(void)state;
	for (size_t i = 0; i < 2; i++) {
		const struct content *c = site_open(sites[i]);

		for (uint16_t slot = 0; slot < c->slots.count; slot++) {
			struct effect listen = listen_for(EXPECT_SLOT | EXPECT_UNIVERSAL, EN);

			listen.listen.slot = slot;
			assert_int_equal(listen_grammar(c, &listen, grammar, sizeof(grammar)), ERR_NONE);
			taken("en");
		}
		site_close(c);
	}
}

/* The way out stands first; the rest goes whole or not at all. */
static void a_grammar_without_room_is_shorter_but_never_broken(void **state)
{
	const struct content *c = site_open(SITE_BANK);
	struct effect listen = listen_first_menu(c, EN);

	(void)state;
	for (size_t room = 600; room < 6000; room += 177) {
		enum err err = listen_grammar(c, &listen, grammar, room);

		assert_true(strlen(grammar) < room);
		if (err == ERR_NONE)
			taken("en");
	}
	site_close(c);
}

static void a_spoken_question_of_the_bank_is_heard(void **state)
{
	const struct content *c = site_open(SITE_BANK);
	struct effect listen = listen_first_menu(c, EN);
	struct recognised heard;
	struct speech speech;

	(void)state;
	assert_int_equal(listen_grammar(c, &listen, grammar, sizeof(grammar)), ERR_NONE);
	taken("en");
	assert_int_equal(voice.ops->speak(voice.self, "en-us", 90, "I lost my card", &speech), ERR_NONE);
	assert_int_equal(recogniser.ops->hear(recogniser.self, speech.samples, speech.count, &heard), ERR_NONE);
	assert_string_equal(heard.list[0].words, "i lost my card");
	site_close(c);
}

static void an_italian_menu_is_taken_in_a_pinch(void **state)
{
	const struct content *c = site_open(SITE_BANK);
	struct effect listen = listen_first_menu(c, IT);

	(void)state;
	assert_int_equal(listen_grammar(c, &listen, grammar, sizeof(grammar)), ERR_NONE);
	taken("it");
	site_close(c);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(yes_and_no_make_a_small_grammar),
		cmocka_unit_test(the_first_menu_has_its_tiles_its_keys_and_the_way_out),
		cmocka_unit_test(a_code_is_four_digits_and_a_double_counts_as_two),
		cmocka_unit_test(free_words_have_no_grammar),
		cmocka_unit_test(no_sign_of_the_grammar_comes_from_the_content),
		cmocka_unit_test(every_slot_of_both_sites_gives_a_grammar_that_is_taken),
		cmocka_unit_test(a_grammar_without_room_is_shorter_but_never_broken),
		cmocka_unit_test(a_spoken_question_of_the_bank_is_heard),
		cmocka_unit_test(an_italian_menu_is_taken_in_a_pinch),
	};

	return cmocka_run_group_tests(tests, open_both, close_both);
}
