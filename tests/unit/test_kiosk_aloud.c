/* Speech mode: what is spoken, line by line, and what the keys of a telephone do. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "kiosk_help.h"

static int open_aloud(void **state)
{
	struct stand *stand;

	if (open_stand(state))
		return -1;
	stand = *state;
	stand->options.aloud = true;
	stand_again(stand);
	return 0;
}

static void assert_spoken(struct stand *stand, const char *words)
{
	const char *spoken = stand_spoken(stand);

	if (!strstr(spoken, words))
		fail_msg("\"%s\" was not spoken, but:\n%s", words, spoken);
}

static void assert_not_spoken(struct stand *stand, const char *words)
{
	const char *spoken = stand_spoken(stand);

	if (strstr(spoken, words))
		fail_msg("\"%s\" was spoken:\n%s", words, spoken);
}

static void forget_spoken(struct stand *stand)
{
	kiosk_poll(stand->kiosk);
	(void)stand_spoken(stand);
}

static void a_screen_is_read_from_its_heading_to_the_number_of_choices(void **state)
{
	struct stand *stand = *state;
	const char *spoken;
	const char *heading;
	const char *count;

	show(stand, SCREEN_MENU, NONE16);
	spoken = stand_spoken(stand);
	assert_non_null(strstr(spoken, "Reading aloud is on"));
	heading = strstr(spoken, "en\tPorto Sereno Savings Bank\n");
	assert_non_null(heading);
	count = strstr(heading, "Choices: ");
	assert_non_null(count);
	assert_non_null(strchr(count, '\n'));
	show(stand, SCREEN_MENU, NONE16);
	spoken = stand_spoken(stand);
	assert_null(strstr(spoken, "Reading aloud is on"));
	assert_null(strstr(spoken, "en\tPorto Sereno Savings Bank\n"));
}

static void moving_names_the_place_and_5_chooses(void **state)
{
	struct stand *stand = *state;
	struct event event;

	show(stand, SCREEN_MENU, NONE16);
	forget_spoken(stand);
	press(stand, '6');
	assert_spoken(stand, "Cards, 1 of ");
	press(stand, '8');
	assert_spoken(stand, "Accounts, 2 of ");
	press(stand, '4');
	assert_spoken(stand, "Cards, 1 of ");
	press(stand, '5');
	assert_true(take(stand, &event));
	assert_int_equal(event.kind, EVENT_TOUCHED);
	assert_int_equal(event.touched.target, TARGET_CHOICE);
	assert_int_equal(event.touched.index, 0);
}

static void the_other_keys_repeat_explain_and_leave(void **state)
{
	struct stand *stand = *state;
	struct event event;

	show(stand, SCREEN_MENU, NONE16);
	forget_spoken(stand);
	press(stand, '1');
	assert_spoken(stand, "Porto Sereno Savings Bank\n");
	press(stand, '3');
	assert_spoken(stand, "1: again");
	press(stand, '9');
	assert_spoken(stand, "Louder");
	stand->now_ms += 1000;
	press(stand, '7');
	assert_spoken(stand, "Slower");
	press(stand, '0');
	assert_true(take(stand, &event));
	assert_int_equal(event.touched.target, TARGET_PERSON);
	stand->now_ms += 2000;
	press(stand, '*');
	assert_true(take(stand, &event));
	assert_int_equal(event.touched.target, TARGET_BACK);
}

static void digits_are_echoed_deleted_and_sent(void **state)
{
	struct stand *stand = *state;
	struct event event;

	kiosk_sense(stand->kiosk, KIOSK_HEADSET, true);
	show(stand, SCREEN_SLOT, slot_of_type(stand, SLOT_PHONE));
	forget_spoken(stand);
	press(stand, '4');
	assert_spoken(stand, "en\t4\n");
	press(stand, '7');
	press(stand, '*');
	assert_spoken(stand, "Delete 7");
	press(stand, '#');
	assert_true(take(stand, &event));
	assert_int_equal(event.kind, EVENT_TYPED);
	assert_string_equal(event.typed.words, "4");
}

static void a_number_is_not_for_the_hall(void **state)
{
	struct stand *stand = *state;
	const char *spoken;

	show(stand, SCREEN_SLOT, slot_of_type(stand, SLOT_PHONE));
	forget_spoken(stand);
	press(stand, '4');
	press(stand, '7');
	press(stand, '*');
	press(stand, '7');
	press(stand, '*');
	press(stand, '*');
	spoken = stand_spoken(stand);
	assert_non_null(strstr(spoken, "en\tasterisk\n"));
	assert_non_null(strstr(spoken, "Delete asterisk"));
	assert_null(strstr(spoken, "en\t4\n"));
	assert_null(strpbrk(spoken, "47"));
}

static void a_star_on_an_empty_entry_leads_to_the_buttons_and_a_hash_back(void **state)
{
	struct stand *stand = *state;
	const char *spoken;

	show(stand, SCREEN_SLOT, slot_of_type(stand, SLOT_PHONE));
	forget_spoken(stand);
	press(stand, '*');
	spoken = stand_spoken(stand);
	assert_non_null(strstr(spoken, ", 1 of "));
	press(stand, '6');
	assert_spoken(stand, ", 2 of ");
	press(stand, '#');
	forget_spoken(stand);
	press(stand, '6');
	assert_spoken(stand, "en\tasterisk\n");
}

static uint16_t masked_slot(const struct stand *stand)
{
	const struct content *c = stand->site;

	for (uint16_t i = 0; i < c->slots.count; i++)
		if (content_slot(c, i)->flags & SLOT_MASKED && content_slot(c, i)->type == SLOT_DIGITS)
			return i;
	return NONE16;
}

static void what_is_masked_is_an_asterisk_even_in_a_headset(void **state)
{
	struct stand *stand = *state;
	uint16_t slot = masked_slot(stand);

	if (slot == NONE16)
		skip();
	kiosk_sense(stand->kiosk, KIOSK_HEADSET, true);
	show(stand, SCREEN_SLOT, slot);
	forget_spoken(stand);
	press(stand, '4');
	assert_spoken(stand, "en\tasterisk\n");
}

/* A name begins with a capital by itself. */
static void letters_are_walked_in_two_directions_or_typed(void **state)
{
	struct stand *stand = *state;

	show(stand, SCREEN_SLOT, slot_of_type(stand, SLOT_NAME));
	forget_spoken(stand);
	press(stand, '8');
	press(stand, '8');
	forget_spoken(stand);
	press(stand, '6');
	assert_non_null(strcasestr(stand_spoken(stand), "en\tw\n"));
	press(stand, '5');
	assert_true(shows(stand, "W"));
	assert_spoken(stand, "en\tW\n");
	press(stand, 'a');
	press(stand, '8'); /* there is a real keyboard: a digit is a digit */
	assert_true(shows(stand, "Wa8"));
}

/* --- private --- */

static void what_is_ones_own_is_for_one_ear(void **state)
{
	struct stand *stand = *state;

	show(stand, SCREEN_REVIEW, NONE16);
	assert_spoken(stand, "shown on the screen");
	show(stand, SCREEN_MENU, NONE16);
	show(stand, SCREEN_REVIEW, NONE16);
	assert_not_spoken(stand, "What is yours alone");
	kiosk_sense(stand->kiosk, KIOSK_HEADSET, true);
	show(stand, SCREEN_MENU, NONE16);
	(void)stand_spoken(stand);
	show(stand, SCREEN_REVIEW, NONE16);
	assert_spoken(stand, "Anna Rossi");
	kiosk_sense(stand->kiosk, KIOSK_HEADSET, false);
	press(stand, '1');
	assert_not_spoken(stand, "Anna Rossi");
}

static void without_speech_mode_the_loudspeaker_keeps_it_too(void **state)
{
	struct stand *stand = *state;
	const char *spoken;

	show(stand, SCREEN_REVIEW, NONE16);
	spoken = stand_spoken(stand);
	assert_non_null(strstr(spoken, "shown on the screen"));
	assert_null(strstr(spoken, "Anna Rossi"));
	assert_non_null(strstr(spoken, "What is yours alone"));
}

static bool sounds(struct stand *stand)
{
	return stand->queued > 0;
}

static void pulling_the_headset_out_is_silence_at_once(void **state)
{
	struct stand *stand = *state;

	stand_attach(stand, true, false);
	kiosk_sense(stand->kiosk, KIOSK_HEADSET, true);
	show(stand, SCREEN_REVIEW, NONE16);
	stand_until(stand, sounds);
	kiosk_sense(stand->kiosk, KIOSK_HEADSET, false);
	assert_int_equal(stand->queued, 0);
}

static void somebody_who_steps_near_interrupts_nobody(void **state)
{
	struct stand *stand = *state;

	stand_attach(stand, true, false);
	show(stand, SCREEN_MENU, NONE16);
	stand_until(stand, sounds);
	kiosk_sense(stand->kiosk, KIOSK_NEAR, true);
	kiosk_sense(stand->kiosk, KIOSK_NEAR, false);
	assert_true(sounds(stand));
}

static void any_key_is_silence_at_once(void **state)
{
	struct stand *stand = *state;
	struct screen_input input = {.kind = SCREEN_KEY, .key = 'q'};

	stand_attach(stand, true, false);
	show(stand, SCREEN_MENU, NONE16);
	stand_until(stand, sounds);
	while (!kiosk_quiet(stand->kiosk) && stand->queued < 4 * AUDIO_FRAME_SAMPLES)
		usleep(100);
	kiosk_input(stand->kiosk, &input);
	assert_int_equal(stand->queued, 0);
}

/* --- handset and headset --- */

static bool hung_up(struct stand *stand)
{
	struct event event;

	while (inbox_take(stand->inbox, &event))
		if (event.kind == EVENT_HUNG_UP)
			return true;
	return false;
}

static void a_handset_begins_and_ends_what_it_began(void **state)
{
	struct stand *stand = *state;

	kiosk_sense(stand->kiosk, KIOSK_HANDSET, true);
	assert_int_equal(stand->begun, 1);
	assert_true(stand->begun_prefers.unhurried);
	show(stand, SCREEN_MENU, NONE16);
	assert_spoken(stand, "Reading aloud is on");
	kiosk_sense(stand->kiosk, KIOSK_HANDSET, false);
	kiosk_poll(stand->kiosk);
	stand->now_ms += 300;
	kiosk_poll(stand->kiosk);
	assert_true(hung_up(stand));
	stand->now_ms += 300;
	kiosk_poll(stand->kiosk);
	assert_false(hung_up(stand));
}

/* Its hook's contact opens and closes a few times. */
static void a_hook_that_bounces_begins_once_and_ends_nothing(void **state)
{
	struct stand *stand = *state;

	for (int i = 0; i < 3; i++) {
		kiosk_sense(stand->kiosk, KIOSK_HANDSET, true);
		if (i == 0)
			show(stand, SCREEN_MENU, NONE16);
		stand->now_ms += 20;
		kiosk_sense(stand->kiosk, KIOSK_HANDSET, false);
		kiosk_poll(stand->kiosk);
		stand->now_ms += 20;
	}
	kiosk_sense(stand->kiosk, KIOSK_HANDSET, true);
	stand->now_ms += 5000;
	kiosk_poll(stand->kiosk);
	assert_int_equal(stand->begun, 1);
	assert_false(hung_up(stand));
}

static void a_5_that_bounces_goes_to_the_choices_and_chooses_none(void **state)
{
	struct stand *stand = *state;

	show(stand, SCREEN_QUESTION, NONE16);
	press(stand, '5');
	assert_int_not_equal(kiosk_view(stand->kiosk)->focused, 0);
	stand->now_ms += 20;
	press(stand, '5');
	assert_int_equal(count_events(stand, EVENT_TOUCHED), 0);
	stand->now_ms += 200;
	press(stand, '5');
	assert_int_equal(count_events(stand, EVENT_TOUCHED), 1);
}

/* It deletes, leads to the buttons, and there it goes back: each time it is struck. */
static void a_star_that_bounces_does_only_the_first_of_what_it_does(void **state)
{
	struct stand *stand = *state;

	show(stand, SCREEN_SLOT, slot_of_type(stand, SLOT_PHONE));
	press(stand, '4');
	press(stand, '*');
	stand->now_ms += 20;
	press(stand, '*');
	assert_int_equal(kiosk_view(stand->kiosk)->focused, 0);
	stand->now_ms += 200;
	press(stand, '*');
	assert_int_not_equal(kiosk_view(stand->kiosk)->focused, 0);
	stand->now_ms += 20;
	press(stand, '*');
	assert_int_equal(count_events(stand, EVENT_TOUCHED), 0);
	stand->now_ms += 200;
	press(stand, '*');
	assert_int_equal(count_events(stand, EVENT_TOUCHED), 1);
}

static void a_handset_ends_nothing_that_it_did_not_begin(void **state)
{
	struct stand *stand = *state;

	press(stand, SCREEN_KEY_ENTER);
	show(stand, SCREEN_MENU, NONE16);
	kiosk_sense(stand->kiosk, KIOSK_HANDSET, true);
	kiosk_poll(stand->kiosk);
	assert_spoken(stand, "Reading aloud is on");
	kiosk_sense(stand->kiosk, KIOSK_HANDSET, false);
	stand->now_ms += 1000;
	kiosk_poll(stand->kiosk);
	assert_false(hung_up(stand));
}

static void who_has_a_headset_too_only_puts_the_handset_down(void **state)
{
	struct stand *stand = *state;

	kiosk_sense(stand->kiosk, KIOSK_HANDSET, true);
	show(stand, SCREEN_MENU, NONE16);
	kiosk_sense(stand->kiosk, KIOSK_HEADSET, true);
	kiosk_sense(stand->kiosk, KIOSK_HANDSET, false);
	stand->now_ms += 1000;
	kiosk_poll(stand->kiosk);
	assert_false(hung_up(stand));
}

static void at_a_number_it_is_said_that_keys_enter_it(void **state)
{
	struct stand *stand = *state;

	show(stand, SCREEN_SLOT, slot_of_type(stand, SLOT_PHONE));
	assert_spoken(stand, "Use the keys, then hash");
	forget_spoken(stand);
	show(stand, SCREEN_SLOT, slot_of_type(stand, SLOT_NAME));
	assert_not_spoken(stand, "then hash");
}

static void the_5_of_the_idle_screen_begins_aloud_and_the_next_customer_is_not(void **state)
{
	struct stand *stand = *state;

	press(stand, '5');
	assert_int_equal(stand->begun, 1);
	assert_true(stand->begun_prefers.unhurried);
	show(stand, SCREEN_MENU, NONE16);
	assert_spoken(stand, "Choices: ");
	stand->surface.ops->wipe(stand->surface.self, SESSION);
	stand->surface.ops->close(stand->surface.self, SESSION, false);
	(void)stand_spoken(stand);
	show(stand, SCREEN_MENU, NONE16);
	assert_not_spoken(stand, "Choices: ");
}

static void who_pulls_the_headset_out_afterwards_leaves_no_speech_mode(void **state)
{
	struct stand *stand = *state;

	kiosk_sense(stand->kiosk, KIOSK_HEADSET, true);
	show(stand, SCREEN_MENU, NONE16);
	stand->surface.ops->wipe(stand->surface.self, SESSION);
	stand->surface.ops->close(stand->surface.self, SESSION, false);
	kiosk_sense(stand->kiosk, KIOSK_HEADSET, false);
	press(stand, SCREEN_KEY_ENTER);
	assert_int_equal(stand->begun, 2);
	assert_false(stand->begun_prefers.unhurried);
}

/* --- time --- */

static void the_countdown_is_said_every_ten_seconds(void **state)
{
	struct stand *stand = *state;

	show(stand, SCREEN_STILL_THERE, NONE16);
	forget_spoken(stand);
	stand->now_ms += 9000;
	kiosk_poll(stand->kiosk);
	assert_not_spoken(stand, "en\t");
	stand->now_ms += 1000;
	kiosk_poll(stand->kiosk);
	assert_spoken(stand, "en\t");
	kiosk_poll(stand->kiosk);
	assert_not_spoken(stand, "en\t");
}

static void a_5_at_the_countdown_is_more_time_and_no_digit(void **state)
{
	struct stand *stand = *state;
	struct event event;

	show(stand, SCREEN_SLOT, slot_of_type(stand, SLOT_PHONE));
	press(stand, '4');
	show(stand, SCREEN_STILL_THERE, NONE16);
	press(stand, '5');
	show(stand, SCREEN_SLOT, slot_of_type(stand, SLOT_PHONE));
	press(stand, '#');
	assert_true(take(stand, &event));
	if (event.kind == EVENT_TOUCHED)
		assert_true(take(stand, &event));
	assert_int_equal(event.kind, EVENT_TYPED);
	assert_string_equal(event.typed.words, "4");
}

static void the_last_words_are_spoken_before_they_are_forgotten(void **state)
{
	struct stand *stand = *state;
	struct effect say = {.kind = EFFECT_SAY, .session = SESSION};
	const struct content *c = stand->site;

	show(stand, SCREEN_MENU, NONE16);
	(void)stand_spoken(stand);
	say.say.text = c->prompt[PROMPT_GOODBYE];
	stand->surface.ops->say(stand->surface.self, c, &say);
	stand->surface.ops->wipe(stand->surface.self, SESSION);
	stand->surface.ops->close(stand->surface.self, SESSION, false);
	assert_spoken(stand, content_text(c, c->prompt[PROMPT_GOODBYE], 0, 0));
}

#define ON_A_STAND(test) cmocka_unit_test_setup_teardown(test, open_stand, close_stand)
#define ALOUD(test) cmocka_unit_test_setup_teardown(test, open_aloud, close_stand)

int main(void)
{
	const struct CMUnitTest tests[] = {
		ALOUD(a_screen_is_read_from_its_heading_to_the_number_of_choices),
		ALOUD(moving_names_the_place_and_5_chooses),
		ALOUD(the_other_keys_repeat_explain_and_leave),
		ALOUD(digits_are_echoed_deleted_and_sent),
		ALOUD(a_number_is_not_for_the_hall),
		ALOUD(a_star_on_an_empty_entry_leads_to_the_buttons_and_a_hash_back),
		ALOUD(what_is_masked_is_an_asterisk_even_in_a_headset),
		ALOUD(letters_are_walked_in_two_directions_or_typed),
		ALOUD(what_is_ones_own_is_for_one_ear),
		ALOUD(at_a_number_it_is_said_that_keys_enter_it),
		ON_A_STAND(without_speech_mode_the_loudspeaker_keeps_it_too),
		ALOUD(pulling_the_headset_out_is_silence_at_once),
		ALOUD(somebody_who_steps_near_interrupts_nobody),
		ALOUD(any_key_is_silence_at_once),
		ON_A_STAND(a_handset_begins_and_ends_what_it_began),
		ON_A_STAND(a_hook_that_bounces_begins_once_and_ends_nothing),
		ALOUD(a_5_that_bounces_goes_to_the_choices_and_chooses_none),
		ALOUD(a_star_that_bounces_does_only_the_first_of_what_it_does),
		ON_A_STAND(a_handset_ends_nothing_that_it_did_not_begin),
		ON_A_STAND(who_has_a_headset_too_only_puts_the_handset_down),
		ON_A_STAND(the_5_of_the_idle_screen_begins_aloud_and_the_next_customer_is_not),
		ALOUD(the_countdown_is_said_every_ten_seconds),
		ALOUD(a_5_at_the_countdown_is_more_time_and_no_digit),
		ON_A_STAND(who_pulls_the_headset_out_afterwards_leaves_no_speech_mode),
		ALOUD(the_last_words_are_spoken_before_they_are_forgotten),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
