/* Where nobody is heard, no sentence of either site invites anybody to speak. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "base/text.h"
#include "event.h"
#include "site_help.h"

/* Not the sites' own list: this one was written against it. Between spaces, in lower case, signs as spaces. */
static const char *const inviting[2][24] = {
	[EN] = {" say ", " speak ", " speaking ", " tell us ", " tell me ", " aloud ", " out loud ", " listening ",
		" we hear ", " hear nothing ", " not hear ", " heard ", " quiet here ", " been quiet ", " silence ",
		" read me ", " say it ", " voice ", " pronounce "},
	[IT] = {" dica ", " dicalo ", " dirlo ", " dirci ", " dillo ", " dimmi ", " dimmelo ", " dicci ", " parli ",
		" parla ", " parlare ", " a voce ", " ad alta voce ", " ascoltando ", " in ascolto ", " silenzioso ",
		" non sento ", " non si sente ", " sentito niente ", " si può dire ", " può dire ", " puoi dire ",
		" mi dici ", " ripeti "},
};

/* What the business tells about its own services may speak of speaking ("nobody will ask you to say your PIN"), but
 * gives no orders to the customer here. */
static const char *const ordering[2][6] = {
	[EN] = {" just say ", " say yes ", " say no ", " say person ", " say stop ", " please say "},
	[IT] = {" dica sì ", " dica no ", " dica persona ", " di sì ", " di no ", " dica pure "},
};

static unsigned texts_seen;

static void plain(const char *text, char *out, size_t out_bytes)
{
	const char *end = text + strlen(text);
	size_t used = 0;

	out[used++] = ' ';
	while (text < end && used + 5 < out_bytes) {
		const char *before = text;
		uint32_t point = text_next(&text, end);

		if (point == '{') /* a value: looked at by itself */
			text += strcspn(text, "}");
		else if (point < 0x80)
			out[used++] = text_is_word(point) ? (char)text_lower(point) : ' ';
		else
			used += text_copy(
				out + used, out_bytes - used, (struct text){before, (uint32_t)(text - before)});
	}
	out[used++] = ' ';
	out[used] = '\0';
}

static const char *found(const char *text, const char *const *words, size_t count)
{
	char said[TEXT_BYTES_MAX * 2];

	plain(text, said, sizeof(said));
	for (size_t i = 0; i < count && words[i]; i++)
		if (strstr(said, words[i]))
			return words[i];
	return NULL;
}

static void check_invites(const struct content *c, uint16_t text, const char *of)
{
	for (uint8_t l = 0; l < 2; l++) {
		uint16_t touch = content_text_heard(c, text, l, 0);

		for (uint8_t w = 0; w < content_wordings(c, touch, l); w++) {
			const char *said = content_text(c, touch, l, w);
			const char *word = found(said, inviting[l], sizeof(inviting[l]) / sizeof(inviting[l][0]));

			texts_seen++;
			if (word)
				fail_msg("%s: \"%s\" invites to speak:%s", of, said, word);
		}
	}
}

static void check_orders(const struct content *c, uint16_t text, const char *of)
{
	for (uint8_t l = 0; l < 2; l++) {
		const char *said = content_text(c, content_text_heard(c, text, l, 0), l, 0);
		const char *word = found(said, ordering[l], sizeof(ordering[l]) / sizeof(ordering[l][0]));

		texts_seen++;
		if (word)
			fail_msg("%s: \"%s\" orders to speak:%s", of, said, word);
	}
}

static void check_machine(const struct content *c)
{
	for (unsigned i = 0; i < PROMPT_COUNT; i++)
		if (i != PROMPT_PRIVATE && i != PROMPT_READ_ALOUD_ON) /* they speak of what is spoken to the customer */
			check_invites(c, c->prompt[i], prompt_name((enum prompt)i));
	for (unsigned i = 0; i < LABEL_COUNT; i++)
		if (i != LABEL_LISTENING && i != LABEL_NOT_LISTENING && i != LABEL_READ_ALOUD)
			check_invites(c, c->label[i], label_name((enum label)i));
	for (uint16_t i = 0; i < c->slots.count; i++) {
		const struct content_slot *slot = content_slot(c, i);

		check_invites(c, slot->ask, content_string(c, slot->id));
		check_invites(c, slot->again, content_string(c, slot->id));
		check_invites(c, slot->label, content_string(c, slot->id));
	}
	check_invites(c, c->site.notice, "notice");
}

static void check_business(const struct content *c)
{
	for (uint16_t i = 0; i < c->answers.count; i++) {
		const struct content_answer *answer = content_answer(c, i);

		check_orders(c, answer->text, content_string(c, answer->id));
		for (uint16_t s = 0; s < answer->steps_count; s++)
			check_orders(c, answer->steps[s], content_string(c, answer->id));
	}
	for (uint16_t i = 0; i < c->actions.count; i++) {
		const struct content_action *action = content_action(c, i);

		check_orders(c, action->confirm, content_string(c, action->id));
		check_orders(c, action->done, content_string(c, action->id));
		check_orders(c, action->refused, content_string(c, action->id));
		check_orders(c, action->unknown, content_string(c, action->id));
	}
}

static void nobody_is_asked_to_speak_where_nobody_is_heard(void **state)
{
	static const char *const sites[] = {SITE_BANK, SITE_SHOP};

	(void)state;
	for (unsigned i = 0; i < 2; i++) {
		const struct content *c = site_open(sites[i]);

		texts_seen = 0;
		check_machine(c);
		check_business(c);
		assert_true(texts_seen > 500);
		site_close(c);
	}
}

static void the_words_are_found_where_they_are(void **state)
{
	const struct content *c = site_open(SITE_BANK);
	uint16_t greet = c->prompt[PROMPT_GREET];

	(void)state;
	assert_string_equal(found(content_text(c, greet, EN, 0), inviting[EN], 24), " tell us ");
	assert_string_equal(found("Qui: non si sente nulla.", inviting[IT], 24), " non si sente ");
	assert_null(found("Essays are heard-of.", inviting[EN], 2));
	assert_non_null(found("Just say it", ordering[EN], 6));
	site_close(c);
}

static void one_language_may_be_heard_and_the_other_not(void **state)
{
	const struct content *c = site_open(SITE_BANK);
	uint16_t greet = c->prompt[PROMPT_GREET];
	uint8_t english = 1U << EN;

	(void)state;
	assert_int_equal(content_prompt(c, PROMPT_GREET, EN, english), greet);
	assert_int_not_equal(content_prompt(c, PROMPT_GREET, IT, english), greet);
	assert_int_equal(content_prompt(c, PROMPT_GREET, EN, 0), content_prompt(c, PROMPT_GREET, IT, english));
	assert_int_equal(
		content_prompt(c, PROMPT_GOODBYE, EN, 0), c->prompt[PROMPT_GOODBYE]); /* has none, needs none */
	assert_int_equal(content_text_heard(c, NONE16, EN, 0), NONE16);
	site_close(c);
}

/* --- the telephone --- */

/* Not the sites' own list either. What the business tells of its own app may speak of touching. */
static const char *const of_screens[2][16] = {
	[EN] = {" touch ", " touched ", " tap ", " this screen ", " the screen ", " tile ", " keyboard ", " button ",
		" below ", " type ", " write ", " page ", " on show ", " here in the shop "},
	[IT] = {" tocca ", " tocchi ", " tocco ", " toccare ", " lo schermo ", " sullo schermo ", " tastiera ",
		" pulsante ", " qui sotto ", " scriva ", " scrivi ", " scriverlo ", " pagina "},
};

static void check_line(const struct content *c, uint16_t text, const char *of, uint8_t heard)
{
	for (uint8_t l = 0; l < 2; l++) {
		uint16_t line = content_text_line(c, text, l, heard);

		for (uint8_t w = 0; w < content_wordings(c, line, l); w++) {
			const char *said = content_text(c, line, l, w);
			const char *word = found(said, of_screens[l], 16);

			texts_seen++;
			if (word)
				fail_msg("%s: \"%s\" speaks of a screen on the telephone:%s", of, said, word);
			word = heard ? NULL : found(said, inviting[l], 24);
			if (word)
				fail_msg("%s: \"%s\" invites to speak:%s", of, said, word);
		}
	}
}

static bool is_of_screens(enum prompt prompt)
{
	return prompt == PROMPT_ATTRACT || prompt == PROMPT_PRIVATE || prompt == PROMPT_READ_ALOUD_ON;
}

static void nothing_on_the_telephone_speaks_of_a_screen(void **state)
{
	static const char *const sites[] = {SITE_BANK, SITE_SHOP};

	(void)state;
	for (unsigned i = 0; i < 4; i++) {
		const struct content *c = site_open(sites[i / 2]);
		uint8_t heard = i % 2 ? HEARD_ALL : 0;

		texts_seen = 0;
		for (unsigned p = 0; p < PROMPT_COUNT; p++)
			if (!is_of_screens((enum prompt)p))
				check_line(c, c->prompt[p], prompt_name((enum prompt)p), heard);
		for (uint16_t s = 0; s < c->slots.count; s++) {
			check_line(c, content_slot(c, s)->ask, content_string(c, content_slot(c, s)->id), heard);
			check_line(c, content_slot(c, s)->again, content_string(c, content_slot(c, s)->id), heard);
		}
		check_line(c, c->site.notice, "notice", heard);
		assert_true(texts_seen > 300);
		site_close(c);
	}
}

static void each_way_has_its_wording(void **state)
{
	const struct content *c = site_open(SITE_BANK);
	uint8_t english = 1U << EN;

	(void)state;
	assert_int_equal(content_prompt_line(c, PROMPT_GREET, EN, english), /* only its keys' wording is another */
		content_prompt_line(c, PROMPT_GREET, IT, 1U << IT));
	assert_string_equal(content_text(c, content_prompt_line(c, PROMPT_GREET, EN, english), EN, 0),
		content_text(c, c->prompt[PROMPT_GREET], EN, 0));
	assert_non_null(strstr(content_text(c, content_prompt_line(c, PROMPT_GREET, EN, 0), EN, 0), "keys"));
	assert_non_null(strstr(content_text(c, content_prompt(c, PROMPT_GREET, EN, 0), EN, 0), "Touch"));
	assert_non_null(
		strstr(content_text(c, content_prompt_line(c, PROMPT_STILL_THERE, EN, english), EN, 0), "call"));
	assert_int_equal(content_prompt_line(c, PROMPT_GOODBYE, EN, 0), c->prompt[PROMPT_GOODBYE]);
	assert_false(content_has_line(c, c->prompt[PROMPT_GOODBYE]));
	assert_true(content_has_line(c, c->prompt[PROMPT_READ_ALOUD_KEYS]));
	assert_int_equal(content_text_line(c, NONE16, EN, 0), NONE16);
	site_close(c);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(nobody_is_asked_to_speak_where_nobody_is_heard),
		cmocka_unit_test(the_words_are_found_where_they_are),
		cmocka_unit_test(nothing_on_the_telephone_speaks_of_a_screen),
		cmocka_unit_test(each_way_has_its_wording),
		cmocka_unit_test(one_language_may_be_heard_and_the_other_not),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
