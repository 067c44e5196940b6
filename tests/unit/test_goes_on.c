/* Runner, core and store together on real content: what of a conversation is there after a restart, and what a replay
 * makes of it when its words are gone. */
#include "goes_on_help.h"

struct sessions {
	unsigned count;
	uint32_t last;
};

static void take_session(void *self, uint32_t session, const void *snapshot, size_t bytes)
{
	struct sessions *sessions = self;

	(void)snapshot;
	(void)bytes;
	sessions->count++;
	sessions->last = session;
}

static struct sessions kept(struct desk *desk)
{
	struct sessions sessions = {0};

	assert_int_equal(store_sessions(desk->store, take_session, &sessions), ERR_NONE);
	return sessions;
}

static void take_card(void *self, const struct agent_card *card)
{
	*(struct agent_card *)self = *card;
}

/* --- the tests --- */

static void a_resumed_conversation_comes_back_once_after_a_restart(void **state)
{
	struct desk *desk = *state;
	uint32_t old = begins(desk), now;
	char code[CODE_DIGITS + 1];

	types(desk, "i lost my card");
	types(desk, "Anna Rossi");
	memcpy(code, desk->code, sizeof(code));
	assert_int_equal(strlen(code), CODE_DIGITS);
	hangs_up(desk);
	assert_int_equal(kept(desk).last, old);
	now = begins(desk);
	types(desk, code);
	assert_int_equal(desk->screen, SCREEN_SLOT);
	assert_int_equal(kept(desk).count, 1);
	assert_int_equal(kept(desk).last, now);
	switch_off(desk);
	switch_on(desk);
	assert_int_equal(kept(desk).count, 1);
	assert_int_equal(here(desk), now);
	assert_string_equal(runner_state(desk->runner, old), "ended");
	replayed(desk, old);
	replayed(desk, now);
	hangs_up(desk); /* and once more: it takes two others to run it again */
	now = begins(desk);
	types(desk, code);
	replayed(desk, now);
}

static void a_promise_is_readable_after_its_conversation_was_resumed(void **state)
{
	struct desk *desk = *state;
	struct event call_me = {.kind = EVENT_TOUCHED, .touched.target = TARGET_CALL_ME};
	struct agent_card card = {0};
	char code[CODE_DIGITS + 1];

	begins(desk);
	types(desk, "call me back");
	types(desk, "Anna Rossi");
	types(desk, "0541 555 0107");
	types(desk, "i want to talk to a person");
	memcpy(code, desk->code, sizeof(code));
	hangs_up(desk);
	switch_off(desk);
	switch_on(desk);
	begins(desk);
	types(desk, code);
	call_me.session = here(desk);
	step(desk, &call_me);
	assert_int_equal(store_handovers(desk->store, false, take_card, &card), ERR_NONE);
	assert_int_equal(card.state, HANDOVER_CALLBACK);
	assert_non_null(strstr(card.summary, "Topic: "));
	assert_non_null(strstr(card.phone, "555"));
	desk->offered = card;
	agent(desk, AGENT_CLOSED, "It is done.");
	card = (struct agent_card){0};
	assert_int_equal(store_handovers(desk->store, false, take_card, &card), ERR_NONE);
	assert_int_equal(card.request, 0);
	replayed(desk, here(desk)); /* although what it took up has no words any more */
}

static void keys_replay_the_same_when_they_are_destroyed(void **state)
{
	struct desk *desk = *state;
	uint32_t session = begins(desk);
	struct replay_result before, after;

	keys(desk, '1');
	keys(desk, '*');
	keys(desk, '1');
	keys(desk, '1');
	types(desk, "");
	before = replayed(desk, session);
	assert_int_equal(before.whole, before.steps);
	leaves(desk);
	after = replayed(desk, session);
	assert_true(after.steps > before.steps);
	assert_int_equal(after.whole, 0);
}

static void an_agents_answer_replays_the_same_when_it_is_destroyed(void **state)
{
	struct desk *desk = *state;
	uint32_t session = begins(desk);

	types(desk, "i want to talk to a person");
	agent(desk, AGENT_ACCEPTED, "");
	agent(desk, AGENT_SAYS, "Good morning, how can I help?");
	types(desk, "is my card blocked");
	agent(desk, AGENT_CLOSED, "It is blocked.");
	assert_int_equal(replayed(desk, session).steps, replayed(desk, session).whole);
	leaves(desk);
	assert_int_equal(replayed(desk, session).whole, 0);
}

static void an_agents_answer_to_somebody_away_replays_the_same(void **state)
{
	struct desk *desk = *state;
	uint32_t old = begins(desk), now;
	char code[CODE_DIGITS + 1];

	types(desk, "i want to talk to a person");
	memcpy(code, desk->code, sizeof(code));
	hangs_up(desk);
	agent(desk, AGENT_ACCEPTED, "");
	agent(desk, AGENT_CLOSED, "Your new card is at the branch.");
	now = begins(desk);
	types(desk, code);
	assert_int_not_equal(now, old);
	leaves(desk);
	replayed(desk, old);
	replayed(desk, now);
}

static void who_starts_again_is_another_customer(void **state)
{
	struct desk *desk = *state;
	uint32_t before = begins(desk), after;

	types(desk, "i lost my card");
	types(desk, "Anna Rossi");
	types(desk, "start over");
	for (int i = 0; i < 2 && here(desk) == before; i++)
		types(desk, "yes");
	after = here(desk);
	assert_int_not_equal(after, 0);
	assert_int_not_equal(after, before);
	types(desk, "i lost my card");
	assert_null(strstr(desk->said, "Rossi"));
	switch_off(desk);
	switch_on(desk);
	assert_int_equal(here(desk), after);
	replayed(desk, before);
	replayed(desk, after);
}

static void how_one_is_served_outlives_a_restart_and_a_start_again(void **state)
{
	struct desk *desk = *state;
	uint32_t before = begins(desk), after, quiet_ms = desk->quiet_ms;
	struct event headset = {.kind = EVENT_PREFERS, .session = before, .prefers = {true, 0}};

	strcpy(desk->said, "-");
	step(desk, &headset);
	assert_int_equal(desk->quiet_ms, UNHURRIED_TIMES * quiet_ms);
	assert_string_equal(desk->said, "-");
	switch_off(desk);
	switch_on(desk);
	assert_int_equal(desk->quiet_ms, UNHURRIED_TIMES * quiet_ms);
	assert_int_equal(replayed(desk, before).whole, replayed(desk, before).steps);
	desk->quiet_ms = 0;
	types(desk, "start over");
	after = here(desk);
	assert_int_not_equal(after, before);
	assert_int_equal(desk->quiet_ms, UNHURRIED_TIMES * quiet_ms);
	replayed(desk, before);
	assert_int_equal(replayed(desk, after).whole, replayed(desk, after).steps);
	leaves(desk);
	replayed(desk, after);
}

/* --- menus that change --- */

/* From now on this leaf stands behind #. */
static void lays_out(struct desk *desk, const char *item)
{
	const struct content *c = runner_content_newest(desk->runner);
	struct layout *layout = malloc(sizeof(*layout));
	uint16_t leaf;

	assert_non_null(layout);
	*layout = *(const struct layout *)runner_layout_newest(desk->runner);
	leaf = tree_find(&layout->tree, tree_id(item));
	assert_true(leaf < c->items.count);
	layout->standing.plan.places[PLACE_NOW] = (struct place){leaf, PLACE_RISING, 0};
	layout->standing.held = layout->standing.plan;
	layout->standing.version++;
	hash_image(layout, sizeof(*layout));
	assert_int_equal(store_image_put(desk->store, layout), ERR_NONE);
	assert_int_equal(runner_layout(desk->runner, layout), ERR_NONE);
	settle(desk);
}

static uint16_t behind_now(struct desk *desk)
{
	return layout_standing(runner_layout_newest(desk->runner))->plan.places[PLACE_NOW].item;
}

static uint16_t item(struct desk *desk, const char *id)
{
	return tree_find(layout_tree(runner_layout_newest(desk->runner)), tree_id(id));
}

static bool asks_for_name(const struct desk *desk)
{
	return desk->screen == SCREEN_SLOT;
}

static void a_new_menu_is_for_the_next_customer_and_both_replay(void **state)
{
	struct desk *desk = *state;
	uint32_t first, second;

	lays_out(desk, "cards.pin");
	first = begins(desk);
	lays_out(desk, "cards.lost");
	keys(desk, '#');
	assert_int_not_equal(desk->screen, SCREEN_SLOT); /* the answer about the PIN */
	leaves(desk);
	second = begins(desk);
	keys(desk, '#');
	assert_true(asks_for_name(desk));
	assert_int_equal(replayed(desk, second).whole, replayed(desk, second).steps);
	leaves(desk);
	replayed(desk, first);
	replayed(desk, second);
	switch_off(desk);
	switch_on(desk);
	replayed(desk, first);
	replayed(desk, second);
}

static void a_conversation_keeps_its_menu_over_a_restart(void **state)
{
	struct desk *desk = *state;
	uint32_t session;

	lays_out(desk, "cards.lost");
	session = begins(desk);
	switch_off(desk);
	switch_on(desk); /* as authored again */
	assert_int_not_equal(behind_now(desk), item(desk, "cards.lost"));
	assert_int_equal(here(desk), session);
	keys(desk, '#');
	assert_true(asks_for_name(desk));
	leaves(desk);
	replayed(desk, session);
}

static void a_dropped_conversation_is_resumed_under_a_later_menu(void **state)
{
	struct desk *desk = *state;
	uint32_t old = begins(desk), now;
	char code[CODE_DIGITS + 1];

	types(desk, "i lost my card");
	types(desk, "Anna Rossi");
	memcpy(code, desk->code, sizeof(code));
	hangs_up(desk);
	lays_out(desk, "cards.pin");
	lays_out(desk, "cards.lost");
	switch_off(desk);
	switch_on(desk);
	lays_out(desk, "cards.abroad");
	now = begins(desk);
	types(desk, code);
	assert_true(asks_for_name(desk));
	assert_null(strstr(desk->said, "name")); /* that was answered before */
	leaves(desk);
	replayed(desk, old);
	replayed(desk, now);
}

/* Three are in use at most: then the newest waits, and those between are met by nobody. */
static void of_many_menus_the_newest_is_met(void **state)
{
	static const char *const items[] = {"cards.pin", "cards.lost", "cards.abroad", "cards.declined"};
	struct desk *desk = *state;
	uint32_t first = begins(desk), second;

	for (int i = 0; i < 40; i++)
		lays_out(desk, items[i % 4]);
	types(desk, "i lost my card");
	types(desk, "Anna Rossi");
	hangs_up(desk);
	for (int i = 0; i < 40; i++)
		lays_out(desk, items[i % 4]);
	lays_out(desk, "cards.lost");
	second = begins(desk);
	assert_int_equal(behind_now(desk), item(desk, "cards.lost"));
	keys(desk, '#');
	assert_true(asks_for_name(desk));
	leaves(desk);
	replayed(desk, first);
	replayed(desk, second);
}

static void a_menu_of_another_content_is_refused(void **state)
{
	struct desk *desk = *state;
	struct layout *layout = malloc(sizeof(*layout));

	assert_non_null(layout);
	*layout = *(const struct layout *)runner_layout_newest(desk->runner);
	layout->header.content[0] ^= 1;
	hash_image(layout, sizeof(*layout));
	assert_int_equal(runner_layout(desk->runner, layout), ERR_FORMAT);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
#define TEST(name) cmocka_unit_test_setup_teardown(name, set_up, tear_down)
		TEST(a_resumed_conversation_comes_back_once_after_a_restart),
		TEST(a_promise_is_readable_after_its_conversation_was_resumed),
		TEST(keys_replay_the_same_when_they_are_destroyed),
		TEST(an_agents_answer_replays_the_same_when_it_is_destroyed),
		TEST(an_agents_answer_to_somebody_away_replays_the_same),
		TEST(who_starts_again_is_another_customer),
		TEST(how_one_is_served_outlives_a_restart_and_a_start_again),
		TEST(a_new_menu_is_for_the_next_customer_and_both_replay),
		TEST(a_conversation_keeps_its_menu_over_a_restart),
		TEST(a_dropped_conversation_is_resumed_under_a_later_menu),
		TEST(of_many_menus_the_newest_is_met),
		TEST(a_menu_of_another_content_is_refused),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
