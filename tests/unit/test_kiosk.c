/* The kiosk as a surface: effects in, a picture in memory and events out. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "kiosk_help.h"

static void the_idle_screen_begins_in_the_language_that_was_touched(void **state)
{
	struct stand *stand = *state;
	const struct view *view = kiosk_view(stand->kiosk);

	assert_int_equal(view->screen, SCREEN_ATTRACT);
	for (unsigned i = 0; i < view->elements_count; i++) {
		if (view->elements[i].target == TARGET_LANGUAGE && view->elements[i].index == 1) {
			touch(stand, &view->elements[i]);
			break;
		}
	}
	assert_int_equal(stand->begun, 1);
	assert_int_equal(stand->begun_language, 1);
}

static void a_touched_tile_is_one_event_however_often_a_hand_trembles(void **state)
{
	struct stand *stand = *state;
	struct event event;

	show(stand, SCREEN_MENU, NONE16);
	touch(stand, find(stand, VIEW_TARGET, TARGET_CHOICE));
	touch(stand, find(stand, VIEW_TARGET, TARGET_CHOICE));
	assert_true(take(stand, &event));
	assert_int_equal(event.kind, EVENT_TOUCHED);
	assert_int_equal(event.session, SESSION);
	assert_int_equal(event.touched.target, TARGET_CHOICE);
	assert_int_equal(event.touched.index, 0);
	assert_false(take(stand, &event));
}

static void a_finger_that_slides_off_touches_nothing(void **state)
{
	struct stand *stand = *state;
	const struct view_element *help;
	struct screen_input input = {.kind = SCREEN_DOWN};
	struct event event;

	show(stand, SCREEN_MENU, NONE16);
	help = find(stand, VIEW_TARGET, TARGET_HELP);
	input.x = (int16_t)(help->x + 4);
	input.y = (int16_t)(help->y + 4);
	kiosk_input(stand->kiosk, &input);
	kiosk_poll(stand->kiosk);
	assert_true(find(stand, VIEW_TARGET, TARGET_HELP)->pressed);
	input.kind = SCREEN_UP;
	input.y = 2;
	kiosk_input(stand->kiosk, &input);
	kiosk_poll(stand->kiosk);
	assert_false(find(stand, VIEW_TARGET, TARGET_HELP)->pressed);
	assert_false(take(stand, &event));
}

static void keys_on_the_glass_become_one_typed_entry(void **state)
{
	struct stand *stand = *state;
	struct event event;

	show(stand, SCREEN_SLOT, slot_of_type(stand, SLOT_PHONE));
	for (const char *key = "054155"; *key; key++)
		touch(stand, find(stand, VIEW_ENTRY_KEY, (uint8_t)*key));
	touch(stand, find(stand, VIEW_ENTRY_KEY, ENTRY_KEY_DELETE));
	assert_false(take(stand, &event));
	touch(stand, find(stand, VIEW_ENTRY_DONE, 0));
	assert_true(take(stand, &event));
	assert_int_equal(event.kind, EVENT_TYPED);
	assert_int_equal(event.typed.source, SOURCE_KEYPAD);
	assert_string_equal(event.typed.words, "05415");
}

static void a_real_keyboard_types_and_enter_is_done(void **state)
{
	struct stand *stand = *state;
	struct event event;

	show(stand, SCREEN_SLOT, slot_of_type(stand, SLOT_NAME));
	for (const char *key = "Anna"; *key; key++)
		press(stand, (uint8_t)*key);
	press(stand, SCREEN_KEY_ENTER);
	assert_true(take(stand, &event));
	assert_int_equal(event.kind, EVENT_TYPED);
	assert_string_equal(event.typed.words, "Anna");
}

static void what_rises_is_begun_with_one_touch(void **state)
{
	struct stand *stand = *state;
	struct event event;

	stand->rising = (uint16_t)(content_find_item(stand->site, "cards.lost") + 1);
	stand_again(stand);
	touch(stand, find(stand, VIEW_TARGET, TARGET_RISING));
	assert_int_equal(stand->begun, 1);
	assert_true(take(stand, &event));
	assert_int_equal(event.session, SESSION);
	assert_int_equal(event.kind, EVENT_TOUCHED);
	assert_int_equal(event.touched.target, TARGET_RISING);
}

static void a_digit_outside_an_entry_is_a_key(void **state)
{
	struct stand *stand = *state;
	struct event event;

	show(stand, SCREEN_MENU, NONE16);
	press(stand, '3');
	assert_true(take(stand, &event));
	assert_int_equal(event.kind, EVENT_KEYED);
	assert_int_equal(event.keyed.key, '3');
}

static void tab_walks_over_everything_that_can_be_touched_and_enter_touches(void **state)
{
	struct stand *stand = *state;
	const struct view *view = kiosk_view(stand->kiosk);
	unsigned touchable = 0;
	uint8_t first;
	struct event event;

	show(stand, SCREEN_MENU, NONE16);
	for (unsigned i = 0; i < view->elements_count; i++)
		touchable += view->elements[i].action != VIEW_NO_ACTION;
	press(stand, SCREEN_KEY_TAB);
	first = view->focused;
	for (unsigned i = 0; i < touchable; i++)
		press(stand, SCREEN_KEY_TAB);
	assert_int_equal(view->focused, first);
	press(stand, SCREEN_KEY_ENTER);
	assert_true(take(stand, &event));
	assert_int_equal(event.kind, EVENT_TOUCHED);
	assert_int_equal(event.touched.index, 0);
}

static void typing_says_busy_once_a_second(void **state)
{
	struct stand *stand = *state;
	struct event event;
	unsigned busy = 0;

	show(stand, SCREEN_SLOT, slot_of_type(stand, SLOT_NAME));
	for (int i = 0; i < 20; i++) {
		press(stand, 'a');
		stand->now_ms += 100;
	}
	while (inbox_take(stand->inbox, &event))
		busy += event.kind == EVENT_BUSY;
	assert_int_equal(busy, 2);
}

static void the_countdown_counts_down(void **state)
{
	struct stand *stand = *state;
	char seconds[8];
	const struct view *view = kiosk_view(stand->kiosk);

	show(stand, SCREEN_STILL_THERE, NONE16);
	stand->now_ms += 3000;
	kiosk_poll(stand->kiosk);
	snprintf(seconds, sizeof(seconds), "%d", ((const struct content *)stand->site)->site.countdown_s - 3);
	for (unsigned i = 0; i < view->elements_count; i++) {
		if (view->elements[i].role == VIEW_COUNTDOWN) {
			assert_string_equal(view->elements[i].text, seconds);
			return;
		}
	}
	fail_msg("no seconds are shown");
}

static void a_wipe_leaves_nothing_of_the_customer_and_the_idle_screen_follows(void **state)
{
	struct stand *stand = *state;
	struct effect say = {.kind = EFFECT_SAY, .session = SESSION};
	const struct content *c = stand->site;

	show(stand, SCREEN_SLOT, slot_of_type(stand, SLOT_NAME));
	for (const char *key = "Zaccaria"; *key; key++)
		press(stand, (uint8_t)*key);
	assert_true(shows(stand, "Zaccaria"));
	say.say.text = c->prompt[PROMPT_GOODBYE];
	stand->surface.ops->say(stand->surface.self, c, &say);
	stand->surface.ops->wipe(stand->surface.self, SESSION);
	stand->surface.ops->close(stand->surface.self, SESSION, false);
	kiosk_poll(stand->kiosk);
	assert_false(shows(stand, "Zaccaria"));
	assert_int_equal(kiosk_view(stand->kiosk)->screen, SCREEN_GOODBYE);
	stand->now_ms += 10000;
	kiosk_poll(stand->kiosk);
	assert_int_equal(kiosk_view(stand->kiosk)->screen, SCREEN_ATTRACT);
}

/* A handset that is put down ends it without a word: what was said last is the customer's own. */
static void without_a_goodbye_no_last_words_stay(void **state)
{
	struct stand *stand = *state;
	struct effect say = {.kind = EFFECT_SAY, .session = SESSION};
	const struct content *c = stand->site;

	show(stand, SCREEN_HANDOVER, NONE16);
	say.say.text = c->prompt[PROMPT_AGENT_SAYS];
	values_set(&say.say.values, "agent", "Giulia");
	values_set(&say.say.values, "words", "Ombrello");
	stand->surface.ops->say(stand->surface.self, c, &say);
	kiosk_poll(stand->kiosk);
	assert_true(shows(stand, "Ombrello"));
	stand->surface.ops->wipe(stand->surface.self, SESSION);
	stand->surface.ops->close(stand->surface.self, SESSION, false);
	kiosk_poll(stand->kiosk);
	assert_false(shows(stand, "Ombrello"));
	assert_int_equal(kiosk_view(stand->kiosk)->screen, SCREEN_ATTRACT);
}

/* A form whose customer is silent is closed with its goodbye, but not wiped: its code leads back to it. */
static void a_goodbye_stays_for_a_moment_where_nothing_is_wiped(void **state)
{
	struct stand *stand = *state;
	struct effect say = {.kind = EFFECT_SAY, .session = SESSION};
	const struct content *c = stand->site;

	show(stand, SCREEN_SLOT, slot_of_type(stand, SLOT_NAME));
	say.say.text = c->prompt[PROMPT_GOODBYE_QUIET];
	stand->surface.ops->say(stand->surface.self, c, &say);
	stand->surface.ops->close(stand->surface.self, SESSION, false);
	kiosk_poll(stand->kiosk);
	assert_int_equal(kiosk_view(stand->kiosk)->screen, SCREEN_GOODBYE);
}

static void say_result(struct stand *stand)
{
	const struct content *c = stand->site;
	struct effect say = {.kind = EFFECT_SAY, .session = SESSION};

	say.say.text = c->prompt[PROMPT_UNDONE];
	say.say.flags = SAYING_RESULT;
	stand->surface.ops->say(stand->surface.self, c, &say);
}

static bool shows_result(const struct stand *stand)
{
	return find(stand, VIEW_CHANGE, VIEW_GO_ON) != NULL;
}

static void what_became_of_it_stays_until_the_customer_goes_on(void **state)
{
	struct stand *stand = *state;
	const struct content *c = stand->site;
	struct effect again = {.kind = EFFECT_SAY, .session = SESSION};

	say_result(stand);
	show(stand, SCREEN_MENU, NONE16);
	assert_true(shows_result(stand));
	assert_true(shows(stand, content_text(c, c->prompt[PROMPT_UNDONE], 0, 0)));
	assert_null(find(stand, VIEW_TARGET, TARGET_CHOICE));
	/* a silence asks again, in another language, and counts down: it is still there */
	again.say.text = c->prompt[PROMPT_NO_INPUT_1];
	stand->surface.ops->say(stand->surface.self, c, &again);
	show(stand, SCREEN_MENU, NONE16);
	assert_true(shows_result(stand));
	show(stand, SCREEN_STILL_THERE, NONE16);
	assert_false(shows_result(stand));
	show_in(stand, SCREEN_MENU, NONE16, 1);
	assert_true(shows_result(stand));
	assert_true(shows(stand, content_text(c, c->prompt[PROMPT_UNDONE], 1, 0)));
	touch(stand, find(stand, VIEW_CHANGE, VIEW_GO_ON));
	assert_false(shows_result(stand));
	assert_non_null(find(stand, VIEW_TARGET, TARGET_CHOICE));
}

static void another_question_or_a_key_goes_on_from_what_became_of_it(void **state)
{
	struct stand *stand = *state;

	say_result(stand);
	show(stand, SCREEN_MENU, NONE16);
	show(stand, SCREEN_SURVEY, NONE16);
	assert_false(shows_result(stand));
	say_result(stand);
	show(stand, SCREEN_SLOT, slot_of_type(stand, SLOT_PHONE));
	assert_true(shows_result(stand));
	press(stand, '0');
	assert_false(shows_result(stand));
	say_result(stand);
	show(stand, SCREEN_MENU, NONE16);
	stand->surface.ops->wipe(stand->surface.self, SESSION);
	show(stand, SCREEN_MENU, NONE16);
	assert_false(shows_result(stand));
}

static void starting_again_shows_neither_a_goodbye_nor_the_idle_screen(void **state)
{
	static const struct view_element nothing = {.x = 600, .y = 400, .w = 2, .h = 2};
	struct stand *stand = *state;

	show(stand, SCREEN_SLOT, slot_of_type(stand, SLOT_NAME));
	stand->surface.ops->wipe(stand->surface.self, SESSION);
	stand->surface.ops->close(stand->surface.self, SESSION, true);
	kiosk_poll(stand->kiosk);
	assert_int_equal(kiosk_view(stand->kiosk)->elements_count, 0);
	touch(stand, &nothing); /* in between, neither a finger nor a key begins one in another language */
	press(stand, SCREEN_KEY_ENTER);
	assert_int_equal(stand->begun, 0);
	show(stand, SCREEN_MENU, NONE16);
	kiosk_poll(stand->kiosk);
	assert_int_equal(kiosk_view(stand->kiosk)->screen, SCREEN_MENU);
}

/* Whoever answers the countdown has not finished what stands behind it, nor typed anything more into it. */
static void what_stands_behind_the_countdown_is_neither_sent_nor_changed(void **state)
{
	struct stand *stand = *state;
	struct event event;

	show(stand, SCREEN_SLOT, slot_of_type(stand, SLOT_PHONE));
	press(stand, '4');
	show(stand, SCREEN_STILL_THERE, NONE16);
	press(stand, SCREEN_KEY_ENTER);
	assert_true(take(stand, &event));
	assert_int_equal(event.kind, EVENT_TOUCHED);
	assert_int_equal(event.touched.target, TARGET_MORE_TIME);
	stand->now_ms += 2000;
	press(stand, '7');
	press(stand, SCREEN_KEY_BACKSPACE);
	press(stand, SCREEN_KEY_BACKSPACE);
	show(stand, SCREEN_SLOT, slot_of_type(stand, SLOT_PHONE));
	press(stand, SCREEN_KEY_ENTER);
	assert_true(take(stand, &event));
	assert_int_equal(event.kind, EVENT_TYPED);
	assert_string_equal(event.typed.words, "4");
}

/* What was changed on the idle screen stays for a minute, for three where it is read aloud. */
static void who_listens_is_given_three_times_the_time_on_the_idle_screen_too(void **state)
{
	struct stand *stand = *state;

	press(stand, SCREEN_KEY_F1 + 7);
	assert_true(kiosk_view(stand->kiosk)->contrast);
	stand->now_ms += 60000;
	kiosk_poll(stand->kiosk);
	assert_false(kiosk_view(stand->kiosk)->contrast);
	press(stand, SCREEN_KEY_F1 + 7);
	stand->now_ms += 1000;
	press(stand, SCREEN_KEY_F1 + 8);
	stand->now_ms += 179000;
	kiosk_poll(stand->kiosk);
	assert_true(kiosk_view(stand->kiosk)->contrast);
	stand->now_ms += 1000;
	kiosk_poll(stand->kiosk);
	assert_false(kiosk_view(stand->kiosk)->contrast);
}

static bool sounds(struct stand *stand)
{
	return stand->queued > 0;
}

static unsigned said_while(struct stand *stand, unsigned seconds)
{
	struct event event;
	unsigned said = 0;

	for (unsigned i = 0; i < seconds; i++) {
		stand->now_ms += 1000;
		kiosk_poll(stand->kiosk);
	}
	while (inbox_take(stand->inbox, &event))
		said += event.kind == EVENT_SAID;
	return said;
}

/* Whoever listens is not silent; but a loudspeaker that hangs must not keep a conversation for ever. */
static void the_core_knows_while_the_machine_speaks_but_not_for_ever(void **state)
{
	struct stand *stand = *state;
	unsigned said;

	stand_attach(stand, true, false);
	show(stand, SCREEN_MENU, NONE16);
	stand_until(stand, sounds);
	said = said_while(stand, 30);
	assert_in_range(said, 10, 30);
	(void)said_while(stand, 170);
	assert_int_equal(said_while(stand, 600), 0);
	stand->queued = 0;
	while (!kiosk_quiet(stand->kiosk)) {
		stand->queued = 0;
		kiosk_poll(stand->kiosk);
	}
	assert_int_equal(said_while(stand, 60), 1); /* to its end */
}

/* The conversation moves to other content, and its first words there come before its first screen. */
static void the_choices_of_an_old_version_are_gone_once_the_new_one_speaks(void **state)
{
	struct stand *stand = *state;
	const struct content *site = stand->site;
	struct content *moved = malloc(site->header.bytes);
	struct effect say = {.kind = EFFECT_SAY, .session = SESSION};

	assert_non_null(moved);
	memcpy(moved, site, site->header.bytes);
	show(stand, SCREEN_MENU, NONE16);
	assert_non_null(find(stand, VIEW_TARGET, TARGET_CHOICE));
	say.say.text = moved->prompt[PROMPT_MORE_TIME];
	stand->surface.ops->say(stand->surface.self, moved, &say);
	kiosk_poll(stand->kiosk);
	assert_null(find(stand, VIEW_TARGET, TARGET_CHOICE));
	stand->surface.ops->wipe(stand->surface.self, SESSION);
	stand->surface.ops->close(stand->surface.self, SESSION, false);
	free(moved);
	kiosk_poll(stand->kiosk);
}

static void words_without_a_screen_of_their_own_are_captioned_on_the_one_that_stands(void **state)
{
	struct stand *stand = *state;
	struct effect say = {.kind = EFFECT_SAY, .session = SESSION};
	const struct content *c = stand->site;

	show(stand, SCREEN_HANDOVER, NONE16);
	say.say.text = c->prompt[PROMPT_AGENT_SAYS];
	values_set(&say.say.values, "agent", "Giulia");
	values_set(&say.say.values, "words", "Ombrello");
	stand->surface.ops->say(stand->surface.self, c, &say);
	kiosk_poll(stand->kiosk);
	assert_int_equal(kiosk_view(stand->kiosk)->screen, SCREEN_HANDOVER);
	assert_true(shows(stand, "Ombrello"));
}

#define ON_A_STAND(test) cmocka_unit_test_setup_teardown(test, open_stand, close_stand)

int main(void)
{
	const struct CMUnitTest tests[] = {
		ON_A_STAND(the_idle_screen_begins_in_the_language_that_was_touched),
		ON_A_STAND(a_touched_tile_is_one_event_however_often_a_hand_trembles),
		ON_A_STAND(a_finger_that_slides_off_touches_nothing),
		ON_A_STAND(keys_on_the_glass_become_one_typed_entry),
		ON_A_STAND(a_real_keyboard_types_and_enter_is_done),
		ON_A_STAND(what_rises_is_begun_with_one_touch),
		ON_A_STAND(a_digit_outside_an_entry_is_a_key),
		ON_A_STAND(tab_walks_over_everything_that_can_be_touched_and_enter_touches),
		ON_A_STAND(typing_says_busy_once_a_second),
		ON_A_STAND(the_countdown_counts_down),
		ON_A_STAND(a_wipe_leaves_nothing_of_the_customer_and_the_idle_screen_follows),
		ON_A_STAND(without_a_goodbye_no_last_words_stay),
		ON_A_STAND(a_goodbye_stays_for_a_moment_where_nothing_is_wiped),
		ON_A_STAND(what_stands_behind_the_countdown_is_neither_sent_nor_changed),
		ON_A_STAND(what_became_of_it_stays_until_the_customer_goes_on),
		ON_A_STAND(another_question_or_a_key_goes_on_from_what_became_of_it),
		ON_A_STAND(starting_again_shows_neither_a_goodbye_nor_the_idle_screen),
		ON_A_STAND(who_listens_is_given_three_times_the_time_on_the_idle_screen_too),
		ON_A_STAND(the_core_knows_while_the_machine_speaks_but_not_for_ever),
		ON_A_STAND(the_choices_of_an_old_version_are_gone_once_the_new_one_speaks),
		ON_A_STAND(words_without_a_screen_of_their_own_are_captioned_on_the_one_that_stands),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
