/* The runner after a restart: conversations go on, with the version of the content that they began with. */
#include "runner_help.h"

#include "hash.h"
#include "learn/layout.h"

static void the_clock_goes_on_after_a_restart(void **state)
{
	struct desk *desk = *state;

	desk->now_ms = 5000000;
	begins(desk, CHANNEL_CHAT);
	runner_close(desk->runner);
	desk->now_ms = 10; /* the machine was switched off */
	switch_on(desk);
	assert_int_equal(runner_content(desk->runner, site(), NULL), ERR_NONE);
	assert_true(desk->store.last_time_ms > 5000000);
}

static void a_conversation_goes_on_where_it_was_after_a_restart(void **state)
{
	struct desk *desk = *state;
	struct stand before;

	begins(desk, CHANNEL_CHAT);
	types(desk, CHANNEL_CHAT, "i lost my card");
	types(desk, CHANNEL_CHAT, "Anna Rossi");
	before = desk->place[CHANNEL_CHAT];
	assert_int_equal(before.screen, SCREEN_SLOT);
	runner_close(desk->runner);
	memset(desk->place, 0, sizeof(desk->place));
	switch_on(desk);
	assert_int_equal(runner_content(desk->runner, site(), NULL), ERR_NONE);
	assert_int_equal(runner_restore(desk->runner), ERR_NONE);
	settle(desk);
	assert_int_equal(runner_session(desk->runner, CHANNEL_CHAT), 1);
	assert_int_equal(desk->place[CHANNEL_CHAT].screen, SCREEN_SLOT);
	assert_int_equal(desk->place[CHANNEL_CHAT].slot, before.slot);
	assert_int_equal(desk->place[CHANNEL_CHAT].text, before.text);
}

static void a_conversation_keeps_the_version_it_began_with_over_a_restart(void **state)
{
	struct desk *desk = *state;

	begins(desk, CHANNEL_CHAT);
	types(desk, CHANNEL_CHAT, "i lost my card");
	runner_close(desk->runner);
	switch_on(desk);
	/* The newer one comes first; the older one is fetched from the store. */
	assert_int_equal(runner_content(desk->runner, site_version(1), NULL), ERR_NONE);
	assert_int_equal(runner_restore(desk->runner), ERR_NONE);
	settle(desk);
	assert_int_equal(runner_session(desk->runner, CHANNEL_CHAT), 1);
	types(desk, CHANNEL_CHAT, "Anna Rossi");
	assert_int_equal(desk->place[CHANNEL_CHAT].screen, SCREEN_SLOT);
}

/* A flipped bit, or a program that cannot read the one before's. */
static void ends_after_damage(struct desk *desk, bool promised)
{
	desk->store.card = (struct agent_card){.request = promised ? 7 : 0, .session = 1};
	assert_int_equal(desk->store.open[0].session, 1);
	desk->store.open[0].bytes = 0;
	runner_close(desk->runner);
	switch_on(desk);
	assert_int_equal(runner_content(desk->runner, site(), NULL), ERR_NONE);
	assert_int_equal(runner_restore(desk->runner), ERR_NONE);
	settle(desk);
	assert_int_equal(runner_session(desk->runner, CHANNEL_CHAT), 0);
	assert_string_equal(desk->store.last_state, "ended");
	assert_int_equal(desk->store.open[0].session, 0);
	assert_int_equal(desk->store.wiped, 1);
	assert_int_equal(desk->store.wiped_later, promised);
}

static void a_conversation_that_cannot_be_read_ends_and_is_forgotten(void **state)
{
	begins(*state, CHANNEL_CHAT);
	ends_after_damage(*state, false);
}

static void a_conversation_that_cannot_be_read_leaves_what_a_team_was_promised(void **state)
{
	begins(*state, CHANNEL_CHAT);
	ends_after_damage(*state, true);
}

static void a_conversation_whose_version_is_lost_ends_politely(void **state)
{
	struct desk *desk = *state;

	begins(desk, CHANNEL_CHAT);
	types(desk, CHANNEL_CHAT, "i lost my card");
	runner_close(desk->runner);
	switch_on(desk);
	desk->store.lost_images = true;
	assert_int_equal(runner_content(desk->runner, site_version(1), NULL), ERR_NONE);
	assert_int_equal(runner_restore(desk->runner), ERR_NONE);
	settle(desk);
	assert_int_equal(runner_session(desk->runner, CHANNEL_CHAT), 0);
	assert_int_equal(desk->store.wiped, 1);
	assert_string_equal(desk->store.last_state, "ended");
	assert_int_equal(desk->store.open[0].session, 0);
}

/* The team's screens were empty after a restart: what had been promised stayed in the store, and nobody looked there.
 */
static void what_was_handed_over_is_shown_to_the_team_again_after_a_restart(void **state)
{
	struct desk *desk = *state;
	char code[CODE_DIGITS + 1];

	begins(desk, CHANNEL_CHAT);
	types(desk, CHANNEL_CHAT, "i want to talk to a person");
	assert_int_equal(desk->offers, 1);
	memcpy(code, desk->offered.code, sizeof(code));
	runner_close(desk->runner);
	memset(&desk->offered, 0, sizeof(desk->offered));
	switch_on(desk);
	assert_int_equal(runner_content(desk->runner, site(), NULL), ERR_NONE);
	assert_int_equal(runner_restore(desk->runner), ERR_NONE);
	settle(desk);
	assert_int_equal(desk->offers, 2);
	assert_string_equal(desk->offered.code, code);
}

/* After a restart the card was in the store only: an agent who took it while the disk could not be read was not
 * remembered, a call back that was promised then was not given to anybody. */
static void an_agent_is_remembered_though_the_disk_cannot_be_read_just_now(void **state)
{
	struct desk *desk = *state;
	struct event said = {.kind = EVENT_AGENT_SAID, .agent = {.act = AGENT_ACCEPTED}};

	begins(desk, CHANNEL_CHAT);
	types(desk, CHANNEL_CHAT, "i want to talk to a person");
	runner_close(desk->runner);
	switch_on(desk);
	assert_int_equal(runner_content(desk->runner, site(), NULL), ERR_NONE);
	assert_int_equal(runner_restore(desk->runner), ERR_NONE);
	settle(desk);
	said.session = desk->offered.session;
	said.request = desk->offered.request;
	desk->store.unreadable = true;
	runner_step(desk->runner, &said);
	settle(desk);
	assert_int_equal(desk->store.card.state, HANDOVER_TAKEN);
	said.agent.act = AGENT_CLOSED;
	runner_step(desk->runner, &said);
	settle(desk);
	assert_int_equal(desk->store.card.state, HANDOVER_CLOSED);
}

/* Leaves in the middle of a form, on the newest version, and does not come back. */
static void leaves_a_form(struct desk *desk)
{
	struct event gone = {.kind = EVENT_HUNG_UP};

	begins(desk, CHANNEL_CHAT);
	types(desk, CHANNEL_CHAT, "i lost my card");
	gone.session = runner_session(desk->runner, CHANNEL_CHAT);
	runner_step(desk->runner, &gone);
	settle(desk);
	assert_string_equal(runner_state(desk->runner, gone.session), "dropped");
}

/* Somebody leaves a form on each of them, and the newest is yet another one. */
static void restarts_with_more_versions_than_places(struct desk *desk)
{
	uint8_t version = 0;

	while (version < IMAGES_COUNT) {
		assert_int_equal(runner_content(desk->runner, site_version(++version), NULL), ERR_NONE);
		settle(desk);
		leaves_a_form(desk);
	}
	runner_close(desk->runner);
	switch_on(desk);
	assert_int_equal(runner_content(desk->runner, site_version(++version), NULL), ERR_NONE);
	assert_int_equal(runner_restore(desk->runner), ERR_NONE);
	settle(desk);
}

/* While the device ran they had all moved to the newest in its memory. */
static void more_versions_than_there_are_places_for_end_nobodys_conversation(void **state)
{
	struct desk *desk = *state;

	leaves_a_form(desk);
	restarts_with_more_versions_than_places(desk);
	for (uint32_t session = 1; session <= IMAGES_COUNT + 1; session++)
		assert_string_equal(runner_state(desk->runner, session), "dropped");
	assert_int_equal(desk->store.wiped, 0);
}

/* Those who are away can wait with another version; the question that is due to who is here cannot. */
static void who_is_here_goes_on_before_those_who_left_later(void **state)
{
	struct desk *desk = *state;

	begins(desk, CHANNEL_SCREEN);
	types(desk, CHANNEL_SCREEN, "i lost my card");
	restarts_with_more_versions_than_places(desk);
	assert_int_equal(runner_session(desk->runner, CHANNEL_SCREEN), 1);
	assert_int_equal(desk->store.wiped, 0);
}

static void conversations_that_cannot_be_read_just_now_are_left_as_they_are(void **state)
{
	struct desk *desk = *state;

	leaves_a_form(desk);
	runner_close(desk->runner);
	desk->store.unreadable = true;
	switch_on(desk);
	assert_int_equal(runner_content(desk->runner, site(), NULL), ERR_NONE);
	assert_int_equal(runner_restore(desk->runner), ERR_IO);
	runner_close(desk->runner);
	desk->store.unreadable = false;
	switch_on(desk);
	assert_int_equal(runner_content(desk->runner, site(), NULL), ERR_NONE);
	assert_int_equal(runner_restore(desk->runner), ERR_NONE);
	assert_string_equal(runner_state(desk->runner, 1), "dropped");
}

static void conversations_whose_version_cannot_be_read_just_now_are_left_as_they_are(void **state)
{
	struct desk *desk = *state;

	leaves_a_form(desk);
	runner_close(desk->runner);
	switch_on(desk);
	desk->store.images_unreadable = true;
	assert_int_equal(runner_content(desk->runner, site_version(1), NULL), ERR_NONE);
	assert_int_equal(runner_restore(desk->runner), ERR_IO);
	assert_int_equal(desk->store.wiped, 0);
	runner_close(desk->runner);
	switch_on(desk);
	desk->store.images_unreadable = false;
	assert_int_equal(runner_content(desk->runner, site_version(1), NULL), ERR_NONE);
	assert_int_equal(runner_restore(desk->runner), ERR_NONE);
	assert_string_equal(runner_state(desk->runner, 1), "dropped");
}

static void a_fourth_version_waits_until_a_conversation_lets_go(void **state)
{
	struct desk *desk = *state;
	const struct content *third;
	const struct content *fourth;
	uint8_t third_hash;

	begins(desk, CHANNEL_CHAT); /* the first version */
	assert_int_equal(runner_content(desk->runner, site_version(1), NULL), ERR_NONE);
	settle(desk);
	begins(desk, CHANNEL_SCREEN); /* the second */
	assert_int_equal(runner_content(desk->runner, site_version(2), NULL), ERR_NONE);
	settle(desk);
	third = runner_content_newest(desk->runner);
	third_hash = third->header.hash[0];
	assert_int_equal(runner_content(desk->runner, site_version(3), NULL), ERR_NONE);
	settle(desk);
	assert_ptr_equal(runner_content_newest(desk->runner), third);
	fourth = runner_content_next(desk->runner);
	assert_int_equal(runner_content(desk->runner, site_version(4), NULL), ERR_NONE); /* in its place */
	assert_ptr_not_equal(runner_content_next(desk->runner), fourth);
	types(desk, CHANNEL_CHAT, "goodbye");
	while (runner_session(desk->runner, CHANNEL_CHAT))
		types(desk, CHANNEL_CHAT, "goodbye");
	settle(desk);
	assert_int_equal(runner_content_newest(desk->runner)->header.hash[0], third_hash ^ 2 ^ 4); /* not the fourth */
}

static const enum channel channels[IMAGES_COUNT] = {CHANNEL_CHAT, CHANNEL_SCREEN, CHANNEL_LINE};

/* In the middle of a form, each on a version of their own; then the power goes. */
static void three_hold_all_places(struct desk *desk, uint32_t *sessions)
{
	for (uint8_t i = 0; i < IMAGES_COUNT; i++) {
		assert_int_equal(runner_content(desk->runner, site_version((uint8_t)(i + 1)), NULL), ERR_NONE);
		settle(desk);
		begins(desk, channels[i]);
		types(desk, channels[i], "i lost my card");
		sessions[i] = runner_session(desk->runner, channels[i]);
	}
	runner_close(desk->runner);
	switch_on(desk);
}

static void all_three_go_on(struct desk *desk, const uint32_t *sessions)
{
	assert_int_equal(runner_restore(desk->runner), ERR_NONE);
	settle(desk);
	for (uint8_t i = 0; i < IMAGES_COUNT; i++) {
		assert_int_equal(runner_session(desk->runner, channels[i]), sessions[i]);
		assert_int_equal(desk->place[channels[i]].screen, SCREEN_SLOT);
	}
}

/* A newer one was applied while the device was off: who came last was told that the conversation is over. */
static void the_newest_waits_after_a_restart_for_those_who_hold_all_places(void **state)
{
	struct desk *desk = *state;
	uint32_t sessions[IMAGES_COUNT];

	three_hold_all_places(desk, sessions);
	assert_int_equal(runner_content(desk->runner, site_version(IMAGES_COUNT + 1), NULL), ERR_NONE);
	all_three_go_on(desk, sessions);
	assert_ptr_not_equal(runner_content_next(desk->runner), runner_content_newest(desk->runner));
	for (uint8_t i = 0; i < 2; i++) /* one of them holds what is the newest meanwhile */
		while (runner_session(desk->runner, channels[i]))
			types(desk, channels[i], "goodbye");
	settle(desk);
	assert_ptr_equal(runner_content_next(desk->runner), runner_content_newest(desk->runner));
}

/* The menu had been changed: the one that somebody had before them took the place of another's version. */
static void a_version_goes_before_a_menu_after_a_restart(void **state)
{
	struct desk *desk = *state;
	struct content *newest = site_version(IMAGES_COUNT);
	struct layout *layout = layout_for(newest, NULL);
	uint32_t sessions[IMAGES_COUNT];

	assert_non_null(layout);
	layout->standing.version++;
	hash_image(layout, sizeof(*layout));
	three_hold_all_places(desk, sessions);
	assert_int_equal(runner_content(desk->runner, newest, layout), ERR_NONE);
	all_three_go_on(desk, sessions);
}

static void an_unused_version_gives_its_place_at_once(void **state)
{
	struct desk *desk = *state;

	for (uint8_t version = 1; version < 8; version++) {
		struct content *next = site_version(version);

		assert_int_equal(runner_content(desk->runner, next, NULL), ERR_NONE);
		settle(desk);
		assert_ptr_equal(runner_content_newest(desk->runner), next);
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		TEST(the_clock_goes_on_after_a_restart),
		TEST(a_conversation_goes_on_where_it_was_after_a_restart),
		TEST(a_conversation_keeps_the_version_it_began_with_over_a_restart),
		TEST(a_conversation_that_cannot_be_read_ends_and_is_forgotten),
		TEST(a_conversation_that_cannot_be_read_leaves_what_a_team_was_promised),
		TEST(a_conversation_whose_version_is_lost_ends_politely),
		TEST(what_was_handed_over_is_shown_to_the_team_again_after_a_restart),
		TEST(an_agent_is_remembered_though_the_disk_cannot_be_read_just_now),
		TEST(more_versions_than_there_are_places_for_end_nobodys_conversation),
		TEST(who_is_here_goes_on_before_those_who_left_later),
		TEST(conversations_that_cannot_be_read_just_now_are_left_as_they_are),
		TEST(conversations_whose_version_cannot_be_read_just_now_are_left_as_they_are),
		TEST(a_fourth_version_waits_until_a_conversation_lets_go),
		TEST(the_newest_waits_after_a_restart_for_those_who_hold_all_places),
		TEST(a_version_goes_before_a_menu_after_a_restart),
		TEST(an_unused_version_gives_its_place_at_once),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
