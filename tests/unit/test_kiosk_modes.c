/* How a customer is served: fingers and keys, what can be changed, what is heard, a desk, and when nothing works. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "kiosk_help.h"

enum { F1 = SCREEN_KEY_F1, F7 = F1 + 6, F8 = F1 + 7, F9 = F1 + 8 };

static void put_touch(struct stand *stand, const struct view_element *e, uint8_t finger, bool down)
{
	struct screen_input *input = &stand->inputs[stand->inputs_count++];

	assert_non_null(e);
	*input = (struct screen_input){.kind = down ? SCREEN_DOWN : SCREEN_UP, .finger = finger};
	input->x = (int16_t)(e->x + e->w / 2);
	input->y = (int16_t)(e->y + e->h / 2);
}

static void over(struct stand *stand)
{
	stand->surface.ops->wipe(stand->surface.self, SESSION);
	stand->surface.ops->close(stand->surface.self, SESSION, false);
	stand->now_ms += 10000;
	kiosk_poll(stand->kiosk);
}

/* --- fingers --- */

static void a_finger_is_answered_before_it_is_lifted(void **state)
{
	struct stand *stand = *state;

	show(stand, SCREEN_MENU, NONE16);
	put_touch(stand, find(stand, VIEW_TARGET, TARGET_CHOICE), 0, true);
	put_touch(stand, find(stand, VIEW_TARGET, TARGET_CHOICE), 0, false);
	stand->drawn = 0;
	kiosk_poll(stand->kiosk);
	assert_true(stand->drawn >= 2);
	assert_true(stand->drawn_pressed[0]);
	assert_false(stand->drawn_pressed[1]);
}

static void a_second_finger_touches_no_tile_but_types(void **state)
{
	struct stand *stand = *state;
	struct event event;

	show(stand, SCREEN_MENU, NONE16);
	put_touch(stand, find(stand, VIEW_TARGET, TARGET_CHOICE), 1, true);
	put_touch(stand, find(stand, VIEW_TARGET, TARGET_CHOICE), 1, false);
	kiosk_poll(stand->kiosk);
	assert_false(take(stand, &event));
	show(stand, SCREEN_SLOT, slot_of_type(stand, SLOT_PHONE));
	put_touch(stand, find(stand, VIEW_ENTRY_KEY, '4'), 0, true);
	put_touch(stand, find(stand, VIEW_ENTRY_KEY, '7'), 1, true);
	put_touch(stand, find(stand, VIEW_ENTRY_KEY, '4'), 0, false);
	put_touch(stand, find(stand, VIEW_ENTRY_KEY, '7'), 1, false);
	kiosk_poll(stand->kiosk);
	assert_true(shows(stand, "74"));
}

static void the_same_place_at_once_is_one_touch_even_on_another_screen(void **state)
{
	struct stand *stand = *state;

	show(stand, SCREEN_MENU, NONE16);
	touch(stand, find(stand, VIEW_TARGET, TARGET_CHOICE));
	show(stand, SCREEN_MENU, NONE16);
	stand->now_ms += 200;
	touch(stand, find(stand, VIEW_TARGET, TARGET_CHOICE));
	assert_int_equal(count_events(stand, EVENT_TOUCHED), 1);
	stand->now_ms += 600;
	touch(stand, find(stand, VIEW_TARGET, TARGET_CHOICE));
	assert_int_equal(count_events(stand, EVENT_TOUCHED), 1);
}

static void five_hundred_taps_a_second_are_served_and_nothing_grows(void **state)
{
	struct stand *stand = *state;
	struct event event;
	unsigned events = 0;

	show(stand, SCREEN_MENU, NONE16);
	for (unsigned i = 0; i < 500; i++) {
		const struct view *view = kiosk_view(stand->kiosk);
		const struct view_element *e = &view->elements[i % view->elements_count];

		put_touch(stand, e, 0, true);
		put_touch(stand, e, 0, false);
	}
	for (unsigned i = 0; i < 100; i++) {
		stand->now_ms += 10;
		kiosk_poll(stand->kiosk);
	}
	assert_int_equal(stand->inputs_at, stand->inputs_count);
	while (inbox_take(stand->inbox, &event))
		events++;
	assert_in_range(events, 1, 20);
	assert_int_equal(kiosk_view(stand->kiosk)->screen, SCREEN_MENU);
}

/* --- keys --- */

static void a_stuck_key_counts_once_and_arrows_go_on(void **state)
{
	struct stand *stand = *state;
	struct screen_input held = {.kind = SCREEN_KEY, .key = '1', .repeated = true};
	struct event event;
	uint8_t first;

	show(stand, SCREEN_MENU, NONE16);
	for (int i = 0; i < 50; i++)
		kiosk_input(stand->kiosk, &held);
	assert_false(take(stand, &event));
	press(stand, SCREEN_KEY_RIGHT);
	first = kiosk_view(stand->kiosk)->focused;
	held.key = SCREEN_KEY_RIGHT;
	kiosk_input(stand->kiosk, &held);
	kiosk_poll(stand->kiosk);
	assert_int_not_equal(kiosk_view(stand->kiosk)->focused, first);
}

static const struct view_element *focused(const struct stand *stand)
{
	const struct view *view = kiosk_view(stand->kiosk);

	for (unsigned i = 0; i < view->elements_count; i++)
		if (view->focused && view->elements[i].focus == view->focused)
			return &view->elements[i];
	fail_msg("nothing wears the ring");
	return NULL;
}

static void arrows_go_where_they_point(void **state)
{
	struct stand *stand = *state;
	struct view_element from;

	show(stand, SCREEN_MENU, NONE16);
	press(stand, SCREEN_KEY_TAB);
	while (focused(stand)->role != VIEW_TILE)
		press(stand, SCREEN_KEY_TAB);
	from = *focused(stand);
	press(stand, SCREEN_KEY_DOWN);
	assert_true(focused(stand)->y >= from.y + from.h);
	assert_true(focused(stand)->x < from.x + from.w);
	press(stand, SCREEN_KEY_UP);
	assert_int_equal(focused(stand)->focus, from.focus);
	press(stand, SCREEN_KEY_RIGHT);
	assert_true(focused(stand)->x >= from.x + from.w);
}

/* --- what can be changed --- */

static int caption_px(const struct stand *stand)
{
	const struct view *view = kiosk_view(stand->kiosk);

	for (unsigned i = 0; i < view->elements_count; i++)
		if (view->elements[i].role == VIEW_CAPTION)
			return view->elements[i].text_px;
	return 0;
}

static void large_text_and_contrast_are_one_key_away_and_go_with_the_customer(void **state)
{
	struct stand *stand = *state;
	int plain_px;

	show(stand, SCREEN_QUESTION, NONE16);
	plain_px = caption_px(stand);
	press(stand, F7);
	assert_true(caption_px(stand) > plain_px);
	stand->now_ms += 1000;
	press(stand, F8);
	assert_true(kiosk_view(stand->kiosk)->contrast);
	over(stand);
	assert_false(kiosk_view(stand->kiosk)->contrast);
	show(stand, SCREEN_QUESTION, NONE16);
	assert_int_equal(caption_px(stand), plain_px);
}

static void a_trembling_hand_does_not_switch_it_off_again(void **state)
{
	struct stand *stand = *state;

	show(stand, SCREEN_QUESTION, NONE16);
	press(stand, F8);
	stand->now_ms += 100;
	press(stand, F8);
	assert_true(kiosk_view(stand->kiosk)->contrast);
}

static void who_starts_again_keeps_the_look_and_the_idle_screen_loses_it(void **state)
{
	struct stand *stand = *state;

	show(stand, SCREEN_QUESTION, NONE16);
	press(stand, F8);
	stand->surface.ops->wipe(stand->surface.self, SESSION);
	stand->surface.ops->close(stand->surface.self, SESSION, true);
	show(stand, SCREEN_QUESTION, NONE16);
	assert_true(kiosk_view(stand->kiosk)->contrast);
	over(stand);
	press(stand, F8);
	assert_true(kiosk_view(stand->kiosk)->contrast);
	stand->now_ms += 70000;
	kiosk_poll(stand->kiosk);
	kiosk_poll(stand->kiosk);
	assert_false(kiosk_view(stand->kiosk)->contrast);
}

static void a_page_is_turned_and_the_next_screen_begins_at_the_first(void **state)
{
	struct stand *stand = *state;
	const struct view_element *more = NULL;

	for (uint8_t screen = SCREEN_LANGUAGE; screen < SCREEN_NOTICE && !more; screen++) {
		show(stand, screen, NONE16);
		stand->now_ms += 1000;
		press(stand, F7);
		more = find(stand, VIEW_PAGE, 1);
		if (!more) {
			stand->now_ms += 1000;
			press(stand, F7);
		}
	}
	assert_non_null(more);
	stand->now_ms += 1000;
	touch(stand, more);
	assert_int_equal(kiosk_view(stand->kiosk)->page, 1);
	show(stand, SCREEN_MENU, NONE16);
	assert_int_equal(kiosk_view(stand->kiosk)->page, 0);
}

static void half_an_answer_stays_when_only_the_manner_changes(void **state)
{
	struct stand *stand = *state;
	uint16_t phone = slot_of_type(stand, SLOT_PHONE);

	show(stand, SCREEN_SLOT, phone);
	press(stand, '4');
	press(stand, '7');
	show(stand, SCREEN_SLOT, phone);
	assert_true(shows(stand, "47"));
	show(stand, SCREEN_SLOT, slot_of_type(stand, SLOT_NAME));
	assert_false(shows(stand, "47"));
}

/* The start menu once more, with or without its button to take something back. */
static void show_menu(struct stand *stand, bool can_undo)
{
	static struct sample sample;
	struct sample_wish wish = {SCREEN_MENU, 0, NONE16, NONE16, NONE16};

	sample_make(&sample, stand->site, &wish);
	sample.show.session = SESSION;
	sample.show.show.can_undo = can_undo;
	stand->surface.ops->show(stand->surface.self, stand->site, &sample.show);
	kiosk_poll(stand->kiosk);
}

static void the_ring_stays_around_what_it_was_around(void **state)
{
	struct stand *stand = *state;

	show_menu(stand, true);
	do
		press(stand, SCREEN_KEY_TAB);
	while (focused(stand)->target != TARGET_PERSON);
	show_menu(stand, false);
	assert_int_equal(focused(stand)->target, TARGET_PERSON);
	show_menu(stand, true);
	do
		press(stand, SCREEN_KEY_TAB);
	while (focused(stand)->target != TARGET_UNDO);
	show_menu(stand, false);
	assert_int_equal(kiosk_view(stand->kiosk)->focused, 0); /* it is gone, and the ring with it */
}

static void a_key_that_bounces_answers_once(void **state)
{
	struct stand *stand = *state;

	show(stand, SCREEN_MENU, NONE16);
	(void)count_events(stand, EVENT_KEYED);
	press(stand, '1');
	assert_int_equal(count_events(stand, EVENT_KEYED), 1);
	show(stand, SCREEN_QUESTION, NONE16); /* the answer is quicker than the key's contact */
	stand->now_ms += 30;
	press(stand, '1');
	assert_int_equal(count_events(stand, EVENT_KEYED), 0);
	press(stand, '2'); /* another finger, on purpose */
	assert_int_equal(count_events(stand, EVENT_KEYED), 1);
	press(stand, '1'); /* there was another key between */
	assert_int_equal(count_events(stand, EVENT_KEYED), 1);
	stand->now_ms += 100;
	press(stand, '1');
	assert_int_equal(count_events(stand, EVENT_KEYED), 1);
}

static void a_key_that_bounces_begins_and_does_nothing_more(void **state)
{
	struct stand *stand = *state;

	press(stand, SCREEN_KEY_ENTER);
	assert_int_equal(stand->begun, 1);
	stand->now_ms += 20;
	press(stand, SCREEN_KEY_ENTER);
	assert_int_equal(stand->begun, 1);
	assert_int_equal(count_events(stand, EVENT_TOUCHED), 0);
}

static void a_contact_answers_once_until_it_is_quiet(void **state)
{
	struct stand *stand = *state;

	show(stand, SCREEN_MENU, NONE16);
	press(stand, '1');
	for (int i = 0; i < 4; i++) {
		stand->now_ms += 40;
		press(stand, '1');
	}
	assert_int_equal(count_events(stand, EVENT_KEYED), 1);
}

static void a_key_that_was_not_heeded_is_not_heeded_when_it_bounces(void **state)
{
	struct stand *stand = *state;

	show(stand, SCREEN_QUESTION, NONE16);
	press(stand, SCREEN_KEY_ESCAPE);
	assert_int_equal(count_events(stand, EVENT_TOUCHED), 1);
	stand->now_ms += 1490;
	press(stand, SCREEN_KEY_ESCAPE); /* too soon after the first */
	assert_int_equal(count_events(stand, EVENT_TOUCHED), 0);
	stand->now_ms += 30;
	press(stand, SCREEN_KEY_ESCAPE);
	assert_int_equal(count_events(stand, EVENT_TOUCHED), 0);
	stand->now_ms += 200;
	press(stand, SCREEN_KEY_ESCAPE);
	assert_int_equal(count_events(stand, EVENT_TOUCHED), 1);
}

/* A slow machine gives both at once. */
static void a_figure_that_is_typed_twice_is_two_figures_but_chooses_nothing(void **state)
{
	struct stand *stand = *state;
	struct event event;

	show(stand, SCREEN_SLOT, slot_of_type(stand, SLOT_PHONE));
	press(stand, '7');
	press(stand, '7');
	press(stand, SCREEN_KEY_ENTER);
	assert_true(take(stand, &event));
	assert_int_equal(event.kind, EVENT_TYPED);
	assert_string_equal(event.typed.words, "77");
	show(stand, SCREEN_SLOT, slot_of_type(stand, SLOT_PHONE));
	press(stand, '1');
	show(stand, SCREEN_MENU, NONE16); /* it comes by itself, between the two touches of the contact */
	press(stand, '1');
	assert_int_equal(count_events(stand, EVENT_KEYED), 0);
}

/* --- hearing --- */

static bool is_open(struct stand *stand)
{
	return stand->microphone && stand->recorded > 0;
}

static bool is_shut(struct stand *stand)
{
	return !stand->microphone;
}

static const struct view_element *listening(const struct stand *stand)
{
	return find(stand, VIEW_CHANGE, VIEW_MUTE);
}

static void nothing_is_heard_before_and_after_a_conversation(void **state)
{
	struct stand *stand = *state;

	stand_attach(stand, false, true);
	for (int i = 0; i < 200; i++) {
		kiosk_poll(stand->kiosk);
		usleep(100);
	}
	assert_false(stand->microphone);
	assert_int_equal(stand->recorded, 0);
	assert_null(listening(stand));
	show(stand, SCREEN_MENU, NONE16);
	stand_until(stand, is_open);
	over(stand);
	stand_until(stand, is_shut);
	stand->recorded = 0;
	for (int i = 0; i < 200; i++)
		kiosk_poll(stand->kiosk);
	assert_int_equal(stand->recorded, 0);
}

static bool shows_level(struct stand *stand)
{
	stand->now_ms += 50;
	return kiosk_view(stand->kiosk)->level_pct > 30;
}

static void the_sign_shows_how_loud_it_is_and_a_touch_shuts_the_microphone(void **state)
{
	struct stand *stand = *state;
	unsigned recorded;

	stand->loud = 3000;
	stand_attach(stand, false, true);
	show(stand, SCREEN_MENU, NONE16);
	stand_until(stand, is_open);
	stand_until(stand, shows_level);
	stand->now_ms += 1000;
	touch(stand, listening(stand));
	recorded = stand->recorded;
	for (int i = 0; i < 50; i++)
		kiosk_poll(stand->kiosk);
	assert_int_equal(stand->recorded, recorded);
	assert_int_equal(kiosk_view(stand->kiosk)->level_pct, 0);
	stand_until(stand, is_shut);
}

static bool told(struct stand *stand, struct prefers *out)
{
	struct event event;
	bool any = false;

	while (inbox_take(stand->inbox, &event)) {
		if (event.kind != EVENT_PREFERS)
			continue;
		*out = event.prefers;
		any = true;
	}
	return any;
}

static void who_is_not_heard_is_not_asked_to_speak(void **state)
{
	struct stand *stand = *state;
	struct prefers prefers = {0};

	press(stand, SCREEN_KEY_ENTER);
	assert_int_equal(stand->begun, 1);
	assert_int_equal(stand->begun_prefers.heard, 0);
	show(stand, SCREEN_MENU, NONE16);
	assert_false(told(stand, &prefers));
	stand_attach(stand, false, true);
	kiosk_poll(stand->kiosk);
	assert_true(told(stand, &prefers));
	assert_int_equal(prefers.heard, 1); /* English; there is no Italian model */
	stand_until(stand, is_open);
	stand->now_ms += 1000;
	touch(stand, listening(stand));
	assert_true(told(stand, &prefers));
	assert_int_equal(prefers.heard, 0);
}

static void in_a_language_without_a_model_no_microphone_is_drawn_or_opened(void **state)
{
	struct stand *stand = *state;

	stand_attach(stand, false, true);
	show_in(stand, SCREEN_MENU, NONE16, 1);
	for (int i = 0; i < 100; i++) {
		kiosk_poll(stand->kiosk);
		usleep(100);
	}
	assert_null(listening(stand));
	assert_false(stand->microphone);
	assert_int_equal(stand->recorded, 0);
}

/* --- when nothing works --- */

static void who_cannot_be_served_is_told_and_may_try_again(void **state)
{
	struct stand *stand = *state;
	const struct view_element *again;

	stand->cannot_begin = true;
	press(stand, SCREEN_KEY_ENTER);
	assert_int_equal(stand->begun, 1);
	assert_int_equal(kiosk_view(stand->kiosk)->screen, SCREEN_NOTICE);
	assert_non_null(strstr(stand_spoken(stand), "\t"));
	again = find(stand, VIEW_CHANGE, VIEW_TRY_AGAIN);
	stand->cannot_begin = false;
	stand->now_ms += 1000;
	touch(stand, again);
	assert_int_equal(stand->begun, 2);
	show(stand, SCREEN_MENU, NONE16);
	assert_int_equal(kiosk_view(stand->kiosk)->screen, SCREEN_MENU);
}

static void without_any_content_the_screen_is_not_empty(void **state)
{
	struct stand *stand = *state;

	stand->has_no_content = true;
	stand_again(stand);
	assert_int_equal(kiosk_view(stand->kiosk)->screen, SCREEN_NOTICE);
	assert_true(shows(stand, "ask a person"));
}

static void a_dark_panel_shows_nothing_and_serves(void **state)
{
	struct stand *stand = *state;
	struct event event;

	stand->options.dark = true;
	stand_again(stand);
	show(stand, SCREEN_MENU, NONE16);
	assert_int_equal(stand->drawn_elements, 0);
	touch(stand, find(stand, VIEW_TARGET, TARGET_CHOICE));
	assert_true(take(stand, &event));
	assert_int_equal(event.kind, EVENT_TOUCHED);
}

static void at_rest_nothing_is_drawn(void **state)
{
	struct stand *stand = *state;

	show(stand, SCREEN_MENU, NONE16);
	stand->drawn = 0;
	for (int i = 0; i < 100; i++)
		kiosk_poll(stand->kiosk);
	assert_int_equal(stand->drawn, 0);
	assert_true(kiosk_wait_ms(stand->kiosk) >= 1000);
}

#define ON_A_STAND(test) cmocka_unit_test_setup_teardown(test, open_stand, close_stand)

int main(void)
{
	const struct CMUnitTest tests[] = {
		ON_A_STAND(a_finger_is_answered_before_it_is_lifted),
		ON_A_STAND(a_second_finger_touches_no_tile_but_types),
		ON_A_STAND(the_same_place_at_once_is_one_touch_even_on_another_screen),
		ON_A_STAND(five_hundred_taps_a_second_are_served_and_nothing_grows),
		ON_A_STAND(a_stuck_key_counts_once_and_arrows_go_on),
		ON_A_STAND(arrows_go_where_they_point),
		ON_A_STAND(large_text_and_contrast_are_one_key_away_and_go_with_the_customer),
		ON_A_STAND(a_trembling_hand_does_not_switch_it_off_again),
		ON_A_STAND(who_starts_again_keeps_the_look_and_the_idle_screen_loses_it),
		ON_A_STAND(a_page_is_turned_and_the_next_screen_begins_at_the_first),
		ON_A_STAND(half_an_answer_stays_when_only_the_manner_changes),
		ON_A_STAND(nothing_is_heard_before_and_after_a_conversation),
		ON_A_STAND(the_sign_shows_how_loud_it_is_and_a_touch_shuts_the_microphone),
		ON_A_STAND(who_is_not_heard_is_not_asked_to_speak),
		ON_A_STAND(in_a_language_without_a_model_no_microphone_is_drawn_or_opened),
		ON_A_STAND(who_cannot_be_served_is_told_and_may_try_again),
		ON_A_STAND(without_any_content_the_screen_is_not_empty),
		ON_A_STAND(a_dark_panel_shows_nothing_and_serves),
		ON_A_STAND(at_rest_nothing_is_drawn),
		cmocka_unit_test_setup_teardown(the_ring_stays_around_what_it_was_around, open_stand, close_stand),
		cmocka_unit_test_setup_teardown(a_key_that_bounces_answers_once, open_stand, close_stand),
		cmocka_unit_test_setup_teardown(
			a_key_that_bounces_begins_and_does_nothing_more, open_stand, close_stand),
		cmocka_unit_test_setup_teardown(a_contact_answers_once_until_it_is_quiet, open_stand, close_stand),
		cmocka_unit_test_setup_teardown(
			a_key_that_was_not_heeded_is_not_heeded_when_it_bounces, open_stand, close_stand),
		cmocka_unit_test_setup_teardown(
			a_figure_that_is_typed_twice_is_two_figures_but_chooses_nothing, open_stand, close_stand),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
