/* Sites that the demonstrations are not: of one language, without a phone number, with a team that never opens. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "core_help.h"

static void a_site_of_one_language_asks_for_none(void **state)
{
	(void)state;
	desk_open(1);
	desk_bank()->site.languages_count = 1;
	desk_near(1, CHANNEL_SCREEN, LANGUAGES_MAX);
	desk_bank()->site.languages_count = 2;
	assert_int_equal(desk_one(&desk.effects, EFFECT_SHOW)->show.screen, SCREEN_MENU);
	assert_int_equal(desk_one(&desk.effects, EFFECT_LANGUAGE)->language.language, EN);
}

static unsigned mandatory_count(void)
{
	unsigned count = 0;

	for (uint16_t i = 0; i < desk.effects.count; i++)
		count += desk.effects.list[i].kind == EFFECT_SAY &&
			 (desk.effects.list[i].say.flags & SAYING_MANDATORY) != 0;
	return count;
}

static void what_everybody_must_have_heard_is_said_to_the_end(void **state)
{
	struct content_offer *offer = (struct content_offer *)(uintptr_t)content_offer(bank, 0);

	(void)state;
	desk_open(1);
	assert_true(offer->flags & OFFER_OPENING);
	offer->flags |= OFFER_MANDATORY;
	desk_near(1, CHANNEL_SCREEN, EN);
	assert_int_equal(mandatory_count(), 2); /* the notice and the offer */
	offer->flags &= (uint16_t)~OFFER_MANDATORY;
	desk_near(2, CHANNEL_LINE, EN);
	desk_open(1);
	desk_near(1, CHANNEL_SCREEN, EN);
	assert_int_equal(mandatory_count(), 1);
}

/* A form of eight questions behind a proof of eight: as long as one can be. */
static void of_sixteen_answers_as_many_can_be_changed_as_a_screen_offers(void **state)
{
	struct content_proof kept = bank->site.verify;
	uint16_t at = content_find_form(bank, "change_address");
	struct content_form *form = (struct content_form *)(uintptr_t)content_form(bank, at);
	const struct content_form kept_form = *form;
	struct session s;
	size_t bytes;

	(void)state;
	desk_open(1);
	desk_near(1, CHANNEL_SCREEN, EN);
	desk_types(1, "change my address");
	bytes = take_snapshot(1);
	s = session_of(bytes);
	s.asking = ASKING_REVIEW;
	put_session(bytes, &s);
	desk_open(1);
	assert_int_equal(core_restore(desk.core, snapshot, bytes, 0), ERR_NONE);
	form->slots_count = desk_bank()->site.verify.slots_count = FORM_SLOTS_MAX;
	for (uint16_t i = 0; i < FORM_SLOTS_MAX; i++) {
		desk_bank()->site.verify.slots[i] = i;
		form->slots[i] = (uint16_t)(FORM_SLOTS_MAX + i);
	}
	desk_touches(1, TARGET_NO, 0);
	*form = kept_form;
	desk_bank()->site.verify = kept;
	assert_int_equal(desk_one(&desk.effects, EFFECT_SHOW)->show.choices.count, CHOICES_MAX);
	assert_int_equal(desk_one(&desk.effects, EFFECT_SHOW)->show.choices.list[8].key, '9');
	assert_int_equal(desk_one(&desk.effects, EFFECT_SHOW)->show.choices.list[9].key, 0);
}

/* 2026-11-22 is a Sunday. */
enum { SUNDAY_NIGHT_S = 1795388400 };

static void set_phone_type(uint16_t from, uint16_t to)
{
	for (uint16_t i = 0; i < bank->slots.count; i++) {
		struct content_slot *slot = (struct content_slot *)(uintptr_t)content_slot(bank, i);

		if (slot->type == from)
			slot->type = to;
	}
}

static void a_site_that_asks_no_phone_number_takes_a_message(void **state)
{
	(void)state;
	desk_open(1);
	set_phone_type(SLOT_PHONE, SLOT_TEXT + 1);
	desk.local_s = SUNDAY_NIGHT_S;
	desk_near(1, CHANNEL_SCREEN, EN);
	desk_touches(1, TARGET_PERSON, 0);
	assert_true(desk_says(&desk.effects, PROMPT_HANDOVER_CLOSED));
	assert_int_equal(desk_one(&desk.effects, EFFECT_SHOW)->show.screen, SCREEN_WHY);
	desk_touches(1, TARGET_PERSON, 0); /* still at night, still no number */
	assert_int_equal(desk_one(&desk.effects, EFFECT_SHOW)->show.screen, SCREEN_WHY);
	desk_types(1, "my card is broken");
	set_phone_type(SLOT_TEXT + 1, SLOT_PHONE);
	assert_string_equal(desk_one(&desk.effects, EFFECT_CALL_BACK)->call_back.words, "my card is broken");
	assert_string_equal(desk_one(&desk.effects, EFFECT_CALL_BACK)->call_back.phone, "");
}

static struct content_hours *hours_of_the_person(void)
{
	uint16_t hours = content_team(bank, bank->site.person)->hours;

	return (struct content_hours *)(uintptr_t)content_hours(bank, hours);
}

static void a_team_that_never_opens_is_not_said_to_be_back(void **state)
{
	struct content_hours *hours = hours_of_the_person();
	struct content_hours kept = *hours;

	(void)state;
	desk_open(1);
	memset(hours->day, 0, sizeof(hours->day));
	desk.local_s = SUNDAY_NIGHT_S;
	desk_near(1, CHANNEL_SCREEN, EN);
	desk_touches(1, TARGET_PERSON, 0);
	*hours = kept;
	assert_false(desk_says(&desk.effects, PROMPT_HANDOVER_CLOSED));
	assert_int_equal(desk_one(&desk.effects, EFFECT_SHOW)->show.screen, SCREEN_SLOT);
}

/* Whether the sentence about a closed team holds that. */
static bool says_closed_until(const char *opens)
{
	char words[SAID_BYTES_MAX] = "";

	for (uint16_t i = 0; i < desk.effects.count; i++)
		if (desk.effects.list[i].kind == EFFECT_SAY &&
			desk.effects.list[i].say.text == bank->prompt[PROMPT_HANDOVER_CLOSED])
			content_say(bank, &desk.effects.list[i].say, words, sizeof(words));
	return strstr(words, opens) != NULL;
}

static void a_day_without_a_word_is_told_by_its_date(void **state)
{
	(void)state;
	desk_open(2);
	desk.local_s = SUNDAY_NIGHT_S;
	desk_near(1, CHANNEL_SCREEN, EN);
	desk_touches(1, TARGET_PERSON, 0);
	assert_true(says_closed_until(" Monday 08:00."));
	for (uint32_t i = 0; i < bank->words.count; i++) {
		struct content_word *word = (struct content_word *)(uintptr_t)content_word(bank, i);

		if (word->kind == WORDS_WEEKDAYS && word->language == EN)
			word->language = LANGUAGES_MAX;
	}
	desk_near(2, CHANNEL_LINE, EN);
	desk_touches(2, TARGET_PERSON, 0);
	assert_true(says_closed_until(" 23 November 2026 08:00."));
	for (uint32_t i = 0; i < bank->words.count; i++) {
		struct content_word *word = (struct content_word *)(uintptr_t)content_word(bank, i);

		if (word->kind == WORDS_WEEKDAYS && word->language == LANGUAGES_MAX)
			word->language = EN;
	}
}

static void where_nothing_is_proved_a_code_brings_all_of_it_back(void **state)
{
	char code[CODE_DIGITS + 1];
	uint16_t slots_count = bank->site.verify.slots_count;

	(void)state;
	desk_open(2);
	begins_a_form_and_leaves(1);
	memcpy(code, session_of(take_snapshot(1)).code, sizeof(code));
	desk_bank()->site.verify.slots_count = 0;
	desk_near(2, CHANNEL_LINE, EN);
	desk_types(2, code);
	desk_bank()->site.verify.slots_count = slots_count;
	assert_false(desk_says(&desk.effects, PROMPT_CODE_LEVEL));
	assert_true(desk_says(&desk.effects, PROMPT_RESUMED));
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(a_site_of_one_language_asks_for_none),
		cmocka_unit_test(what_everybody_must_have_heard_is_said_to_the_end),
		cmocka_unit_test(of_sixteen_answers_as_many_can_be_changed_as_a_screen_offers),
		cmocka_unit_test(a_site_that_asks_no_phone_number_takes_a_message),
		cmocka_unit_test(a_team_that_never_opens_is_not_said_to_be_back),
		cmocka_unit_test(a_day_without_a_word_is_told_by_its_date),
		cmocka_unit_test(where_nothing_is_proved_a_code_brings_all_of_it_back),
	};

	return cmocka_run_group_tests(tests, desk_images_open, desk_images_close);
}
