/* The core's door: places, snapshots, codes, and what comes from outside in another form than it left. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "core_help.h"

#include "dialog/dialog.h"
#include "record.h"

enum { PLACES = 65 /* of a core for one person here */, MINUTE_MS = 60000, DAY_MS = 24 * 60 * MINUTE_MS };

/* Ready for "shall it be done?"; the request is given when it is. */
static uint64_t begins_an_action(uint32_t session)
{
	static const char *const answers[] = {
		"i lost my card", "Anna Rossi", "100007", "yes", "debit", "skip", "skip", "yes"};

	desk_near(session, CHANNEL_LINE, EN);
	for (size_t i = 0; i < sizeof(answers) / sizeof(answers[0]); i++)
		desk_types(session, answers[i]);
	return desk_one(&desk.effects, EFFECT_ACT)->request;
}

/* --- who is let in --- */

static void nobody_is_served_before_there_is_content(void **state)
{
	(void)state;
	desk_open_empty(2);
	desk_near(1, CHANNEL_SCREEN, EN);
	assert_int_equal(desk.effects.count, 1);
	assert_int_equal(desk_one(&desk.effects, EFFECT_CLOSE)->session, 1);
	assert_int_equal(core_channel(desk.core, 1), CHANNEL_COUNT);
	assert_string_equal(core_state_name(desk.core, 1), "ended");
	assert_null(core_images(desk.core, 0));
}

static void more_people_than_there_is_room_for_are_turned_away(void **state)
{
	(void)state;
	desk_open(1);
	desk_near(1, CHANNEL_SCREEN, EN);
	assert_non_null(desk_find(&desk.effects, EFFECT_SHOW));
	desk_near(2, CHANNEL_LINE, EN);
	assert_int_equal(desk.effects.count, 1);
	assert_int_equal(desk_one(&desk.effects, EFFECT_CLOSE)->session, 2);
	assert_string_equal(core_state_name(desk.core, 1), "greet");
}

static void who_is_here_is_not_greeted_again(void **state)
{
	(void)state;
	desk_open(2);
	desk_near(1, CHANNEL_SCREEN, EN);
	desk_near(1, CHANNEL_SCREEN, IT);
	assert_int_equal(desk.effects.count, 0);
	assert_int_equal(core_channel(desk.core, 1), CHANNEL_SCREEN);
}

static void there_are_as_many_places_for_who_is_away_as_for_who_is_here(void **state)
{
	(void)state;
	assert_int_equal(core_places(1), 65);
	assert_int_equal(core_places(64), 128);
	assert_int_equal(core_places(100), 200);
}

/* --- who gives way --- */

static void the_oldest_with_nothing_to_come_back_to_gives_way(void **state)
{
	struct event done = {.kind = EVENT_ACTION_DONE, .session = 1};

	(void)state;
	desk_open(1);
	done.request = begins_an_action(1);
	desk_event(1, EVENT_HUNG_UP, 0);
	desk_does(done); /* its result waits for 1 */
	begins_an_action(2);
	desk_event(2, EVENT_HUNG_UP, 0); /* 2's is under way */
	for (uint32_t session = 3; session <= PLACES; session++) {
		desk.now_ms++;
		begins_a_form_and_leaves(session);
	}
	desk_near(100, CHANNEL_LINE, EN);
	assert_int_equal(desk_one(&desk.effects, EFFECT_WIPE)->session, 3);
	assert_string_equal(core_state_name(desk.core, 3), "ended");
	assert_string_equal(core_state_name(desk.core, 1), "dropped");
	assert_string_equal(core_state_name(desk.core, 2), "dropped");
}

/* Else a conversation run again, with nobody else about, would not come out as the journal has it. */
static void who_comes_is_journalled_the_same_whoever_gave_way(void **state)
{
	static struct record with_room, crowded;

	(void)state;
	desk_open(1);
	desk.now_ms = MINUTE_MS;
	desk_near(100, CHANNEL_LINE, EN);
	record_effects(&desk.effects, "greet", &with_room);
	desk_open(1);
	for (uint32_t session = 1; session <= PLACES; session++)
		begins_a_form_and_leaves(session);
	desk.now_ms = MINUTE_MS;
	desk_near(100, CHANNEL_LINE, EN);
	assert_int_equal(desk_one(&desk.effects, EFFECT_WIPE)->session, 1);
	record_effects(&desk.effects, "greet", &crowded);
	assert_int_equal(crowded.skeleton_bytes, with_room.skeleton_bytes);
	assert_memory_equal(crowded.skeleton, with_room.skeleton, with_room.skeleton_bytes);
	assert_int_equal(crowded.words_bytes, with_room.words_bytes);
	assert_memory_equal(crowded.words, with_room.words, with_room.words_bytes);
}

static void nobody_gives_way_whose_action_is_under_way(void **state)
{
	struct session s;
	size_t bytes;

	(void)state;
	desk_open(1);
	begins_an_action(1);
	desk_event(1, EVENT_HUNG_UP, 0);
	bytes = take_snapshot(1);
	for (uint32_t session = 2; session <= PLACES; session++) {
		s = session_of(bytes);
		s.number = session;
		put_session(bytes, &s);
		assert_int_equal(core_restore(desk.core, snapshot, bytes, 0), ERR_NONE);
	}
	s.number = 100;
	put_session(bytes, &s);
	assert_int_equal(core_restore(desk.core, snapshot, bytes, 0), ERR_NO_SPACE);
	desk_near(101, CHANNEL_LINE, EN);
	assert_int_equal(desk.effects.count, 1);
	assert_int_equal(desk_one(&desk.effects, EFFECT_CLOSE)->session, 101);
}

/* --- snapshots --- */

static void refuses(size_t bytes, enum err expected)
{
	assert_int_equal(core_restore(desk.core, snapshot, bytes, 0), expected);
	assert_string_equal(core_state_name(desk.core, 1), "ended");
}

static void a_snapshot_that_is_none_is_refused(void **state)
{
	size_t bytes;

	(void)state;
	desk_open(1);
	begins_a_form_and_leaves(1);
	bytes = take_snapshot(1);
	desk_open(1);
	refuses(bytes - 1, ERR_VERSION);
	assert_null(core_snapshot_content(snapshot, bytes - 1));
	assert_null(core_snapshot_layout(snapshot, bytes - 1));
	snapshot[0] ^= 1; /* its name */
	refuses(bytes, ERR_FORMAT);
	snapshot[0] ^= 1;
	snapshot[4] ^= 1; /* its format */
	refuses(bytes, ERR_VERSION);
	snapshot[4] ^= 1;
	snapshot[8] ^= 1; /* its size */
	refuses(bytes, ERR_FORMAT);
	assert_null(core_snapshot_content(snapshot, bytes));
	snapshot[8] ^= 1;
	snapshot[16] ^= 1; /* the hash of its content */
	refuses(bytes, ERR_FORMAT);
	assert_non_null(core_snapshot_content(snapshot, bytes));
	assert_non_null(core_snapshot_layout(snapshot, bytes));
	snapshot[16] ^= 1;
	assert_int_equal(core_restore(desk.core, snapshot, bytes, 0), ERR_NONE);
	assert_string_equal(core_state_name(desk.core, 1), "dropped");
}

static void a_snapshot_without_its_content_is_not_taken(void **state)
{
	size_t bytes;

	(void)state;
	desk_open(1);
	begins_a_form_and_leaves(1);
	bytes = take_snapshot(1);
	assert_int_equal(core_restore(desk.core, snapshot, bytes, IMAGES_COUNT), ERR_NOT_FOUND);
	assert_int_equal(core_restore(desk.core, snapshot, bytes, 2), ERR_NOT_FOUND);
}

static void a_conversation_that_cannot_be_is_refused(void **state)
{
	struct session good;
	struct session s;
	size_t bytes;

	(void)state;
	desk_open(1);
	begins_a_form_and_leaves(1);
	bytes = take_snapshot(1);
	good = session_of(bytes);
	desk_open(1);
	for (int damage = 0; damage < 4; damage++) {
		s = good;
		if (damage == 0)
			s.number = 0;
		else if (damage == 3)
			s.asking = ASKING_COUNT;
		else
			s.state = damage == 1 ? STATE_FREE : STATE_COUNT;
		put_session(bytes, &s);
		refuses(bytes, ERR_FORMAT);
	}
}

/* --- answers to nothing --- */

static void an_answer_to_no_request_changes_nothing(void **state)
{
	static const enum event_kind answers[] = {EVENT_ACTION_DONE, EVENT_AGENT_SAID};

	(void)state;
	desk_open(2);
	desk_near(1, CHANNEL_SCREEN, EN);
	begins_a_form_and_leaves(2);
	for (uint32_t session = 1; session <= 2; session++) {
		for (size_t i = 0; i < sizeof(answers) / sizeof(answers[0]); i++) {
			desk_event(session, answers[i], 0);
			assert_int_equal(desk.effects.count, 0);
			desk_event(session, answers[i], 4711);
			assert_int_equal(desk.effects.count, 0);
		}
	}
	desk_event(1, EVENT_CUSTOMER_KNOWN, 4711);
	assert_int_equal(desk.effects.count, 0);
	assert_string_equal(core_state_name(desk.core, 1), "greet");
	assert_string_equal(core_state_name(desk.core, 2), "dropped");
}

static void a_wake_that_comes_too_early_waits_on(void **state)
{
	(void)state;
	desk_open(1);
	begins_an_action(1);
	desk.now_ms += 10;
	desk_event(1, EVENT_WAKE, 0);
	assert_int_equal(desk.effects.count, 1);
	assert_true(desk_one(&desk.effects, EFFECT_WAKE_AT)->wake_at.time_ms > desk.now_ms);
}

/* --- a meaning that was kept and damaged --- */

static void leads_nowhere(struct meaning meaning)
{
	struct event event = {.kind = EVENT_TYPED, .session = 1, .time_ms = desk.now_ms};

	core_step_meant(desk.core, &event, &meaning, &desk.effects);
	assert_int_equal(desk_one(&desk.effects, EFFECT_SHOW)->show.screen, SCREEN_MENU);
	assert_string_equal(core_state_name(desk.core, 1), "greet");
}

static void a_meaning_that_leads_nowhere_means_nothing(void **state)
{
	(void)state;
	desk_open(4);
	begins_a_form_and_leaves(2);
	desk_near(3, CHANNEL_LINE, EN);
	desk_near(1, CHANNEL_SCREEN, EN);
	leads_nowhere((struct meaning){.kind = MEANING_CHOICE, .index = 200});
	leads_nowhere((struct meaning){.kind = MEANING_ITEM, .index = '9', .index32 = 60000});
	leads_nowhere((struct meaning){.kind = MEANING_TOPIC});
	leads_nowhere((struct meaning){.kind = MEANING_TOPIC, .topics_count = 1, .topics = {60000}});
	leads_nowhere((struct meaning){.kind = MEANING_TOPICS, .topics_count = 2, .topics = {0, 60000}});
	leads_nowhere((struct meaning){.kind = MEANING_CODE, .index32 = 4711});
	leads_nowhere((struct meaning){.kind = MEANING_CODE, .index32 = 3}); /* who is here */
	leads_nowhere((struct meaning){.kind = MEANING_LANGUAGE, .index = 200});
}

static void a_target_that_no_screen_has_is_not_understood(void **state)
{
	(void)state;
	desk_open(1);
	desk_near(1, CHANNEL_SCREEN, EN);
	desk_touches(1, 200, 0);
	assert_int_equal(desk.meaning.kind, MEANING_UNKNOWN);
	assert_true(desk_says(&desk.effects, PROMPT_NO_MATCH_1));
}

/* --- bounds --- */

static void sixty_thousand_requests_end_politely(void **state)
{
	struct session s;
	size_t bytes;

	(void)state;
	desk_open(1);
	desk_near(1, CHANNEL_SCREEN, EN);
	bytes = take_snapshot(1);
	s = session_of(bytes);
	s.requests = REQUESTS_MAX;
	put_session(bytes, &s);
	desk_open(1);
	assert_int_equal(core_restore(desk.core, snapshot, bytes, 0), ERR_NONE);
	desk_types(1, "i lost my card");
	assert_true(desk_says(&desk.effects, PROMPT_GOODBYE));
	assert_non_null(desk_find(&desk.effects, EFFECT_CLOSE));
	assert_string_equal(core_state_name(desk.core, 1), "ended");
}

static void guess_codes(uint32_t first, unsigned count)
{
	for (unsigned i = 0; i < count; i++) {
		uint32_t session = first + i / 2;

		if (i % 2 == 0)
			desk_near(session, CHANNEL_CHAT, EN);
		desk_types(session, "9999");
		assert_int_equal(desk.meaning.kind, MEANING_CODE);
	}
}

static void after_twenty_wrong_codes_none_is_taken_for_a_while(void **state)
{
	char code[CODE_DIGITS + 1];

	(void)state;
	desk_open(20);
	begins_a_form_and_leaves(1);
	memcpy(code, session_of(take_snapshot(1)).code, sizeof(code));
	guess_codes(2, 20);
	desk_near(15, CHANNEL_CHAT, EN);
	desk_types(15, code);
	assert_true(desk_says(&desk.effects, PROMPT_CODE_UNKNOWN));
	desk.now_ms += 2 * MINUTE_MS;
	desk_types(15, code);
	assert_string_equal(core_state_name(desk.core, 15), "collect");
}

static void what_lasts_two_months_is_as_long_as_can_be_counted(void **state)
{
	const struct visit *visit;

	(void)state;
	desk_open(1);
	desk_near(1, CHANNEL_LINE, EN);
	desk.now_ms += 60ULL * DAY_MS; /* the power was gone */
	desk_event(1, EVENT_HUNG_UP, 0);
	visit = &desk_one(&desk.effects, EFFECT_VISIT)->visit;
	assert_int_equal(visit->ms, UINT32_MAX);
	for (uint8_t i = 0; i < visit->steps_count; i++)
		assert_true(visit->steps[i].ms <= visit->ms);
}

static void wrong_turns_are_counted_up_to_a_bound(void **state)
{
	(void)state;
	desk_open(1);
	desk_near(1, CHANNEL_SCREEN, EN);
	for (int i = 0; i < 300; i++) {
		desk_touches(1, TARGET_CHOICE, 0);
		desk_touches(1, TARGET_BACK, 0);
	}
	desk_event(1, EVENT_HUNG_UP, 0);
	assert_int_equal(desk_one(&desk.effects, EFFECT_VISIT)->visit.wrong, UINT8_MAX);
}

static void a_countdown_that_is_over_shows_no_seconds(void **state)
{
	struct event prefers = {.kind = EVENT_PREFERS, .session = 1};

	(void)state;
	desk_open(1);
	desk_near(1, CHANNEL_SCREEN, EN);
	for (int i = 0; i < 3; i++)
		desk_event(1, EVENT_WAKE, 0);
	assert_int_equal(desk_one(&desk.effects, EFFECT_SHOW)->show.screen, SCREEN_STILL_THERE);
	desk.now_ms = desk_one(&desk.effects, EFFECT_WAKE_AT)->wake_at.time_ms + 5;
	desk_does(prefers);
	assert_int_equal(desk_one(&desk.effects, EFFECT_SHOW)->show.screen, SCREEN_STILL_THERE);
	assert_int_equal(desk_one(&desk.effects, EFFECT_SHOW)->show.seconds, 0);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(nobody_is_served_before_there_is_content),
		cmocka_unit_test(more_people_than_there_is_room_for_are_turned_away),
		cmocka_unit_test(who_is_here_is_not_greeted_again),
		cmocka_unit_test(there_are_as_many_places_for_who_is_away_as_for_who_is_here),
		cmocka_unit_test(the_oldest_with_nothing_to_come_back_to_gives_way),
		cmocka_unit_test(who_comes_is_journalled_the_same_whoever_gave_way),
		cmocka_unit_test(nobody_gives_way_whose_action_is_under_way),
		cmocka_unit_test(a_snapshot_that_is_none_is_refused),
		cmocka_unit_test(a_snapshot_without_its_content_is_not_taken),
		cmocka_unit_test(a_conversation_that_cannot_be_is_refused),
		cmocka_unit_test(an_answer_to_no_request_changes_nothing),
		cmocka_unit_test(a_wake_that_comes_too_early_waits_on),
		cmocka_unit_test(a_meaning_that_leads_nowhere_means_nothing),
		cmocka_unit_test(a_target_that_no_screen_has_is_not_understood),
		cmocka_unit_test(sixty_thousand_requests_end_politely),
		cmocka_unit_test(after_twenty_wrong_codes_none_is_taken_for_a_while),
		cmocka_unit_test(what_lasts_two_months_is_as_long_as_can_be_counted),
		cmocka_unit_test(wrong_turns_are_counted_up_to_a_bound),
		cmocka_unit_test(a_countdown_that_is_over_shows_no_seconds),
	};

	return cmocka_run_group_tests(tests, desk_images_open, desk_images_close);
}
