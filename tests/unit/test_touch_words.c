/* Where nobody is heard, no sentence of either site invites anybody to speak. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "base/text.h"
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

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(nobody_is_asked_to_speak_where_nobody_is_heard),
		cmocka_unit_test(the_words_are_found_where_they_are),
		cmocka_unit_test(one_language_may_be_heard_and_the_other_not),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
