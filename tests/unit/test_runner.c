/* The runner: what is said when, what a full disk or a lost action means, how a conversation ends and begins. */
#include "runner_help.h"

static void nothing_is_said_before_the_step_is_written(void **state)
{
	struct desk *desk = *state;

	desk->store.held = true;
	begins(desk, CHANNEL_CHAT);
	assert_int_equal(desk->place[CHANNEL_CHAT].said, 0);
	assert_false(runner_idle(desk->runner));
	desk->store.written = desk->store.last;
	settle(desk);
	assert_true(desk->place[CHANNEL_CHAT].said > 0);
	assert_true(runner_idle(desk->runner));
}

static void a_promise_waits_until_it_is_on_the_disk(void **state)
{
	struct desk *desk = *state;

	begins(desk, CHANNEL_CHAT);
	desk->store.held = true;
	types(desk, CHANNEL_CHAT, "i want to talk to a person");
	desk->store.written = desk->store.last;
	settle(desk);
	assert_int_equal(desk->offers, 0);
	desk->store.synced = desk->store.last;
	settle(desk);
	assert_int_equal(desk->offers, 1);
	assert_non_null(strstr(desk->offered.summary, "Topic: "));
	assert_non_null(strstr(desk->offered.summary, "Mood: "));
	assert_string_equal(desk->store.card.code, desk->offered.code);
}

static void another_conversation_does_not_wait_for_that_disk(void **state)
{
	struct desk *desk = *state;
	unsigned said;

	begins(desk, CHANNEL_CHAT);
	begins(desk, CHANNEL_SCREEN);
	desk->store.held = true;
	types(desk, CHANNEL_CHAT, "i want to talk to a person");
	said = desk->place[CHANNEL_SCREEN].said;
	types(desk, CHANNEL_SCREEN, "help");
	desk->store.written = desk->store.last;
	settle(desk);
	assert_true(desk->place[CHANNEL_SCREEN].said > said);
	assert_int_equal(desk->offers, 0);
}

static void a_silent_customer_is_spoken_to_when_the_time_has_come(void **state)
{
	struct desk *desk = *state;
	unsigned said;

	begins(desk, CHANNEL_CHAT);
	said = desk->place[CHANNEL_CHAT].said;
	desk->now_ms += 10;
	settle(desk);
	assert_int_equal(desk->place[CHANNEL_CHAT].said, said);
	desk->now_ms += 10 * 60 * 1000;
	settle(desk);
	assert_true(desk->place[CHANNEL_CHAT].said > said);
}

static void what_cannot_be_started_is_told_as_failed(void **state)
{
	struct desk *desk = *state;
	unsigned said;

	desk->actions_err = ERR_ABSENT;
	begins(desk, CHANNEL_CHAT);
	types(desk, CHANNEL_CHAT, "activate my card");
	for (int i = 0; i < 4 && desk->calls == 0; i++)
		types(desk, CHANNEL_CHAT, i == 0 ? "100007" : "Anna Rossi");
	assert_int_equal(desk->calls, 1);
	assert_true(desk->call.known);
	said = desk->place[CHANNEL_CHAT].said;
	settle(desk);
	assert_true(desk->place[CHANNEL_CHAT].said >= said);
	assert_false(runner_waits(desk->runner, runner_session(desk->runner, CHANNEL_CHAT)));
	assert_int_equal(desk->offers, 1); /* a person takes it from here */
}

#define MASKED_ANSWER "14 March 1962"

/* A date of birth is asked for, and masked. */
static void comes_to_a_masked_question(struct desk *desk)
{
	static const char *const answers[] = {"100007", "Anna Rossi", "yes", MASKED_ANSWER};

	begins(desk, CHANNEL_CHAT);
	types(desk, CHANNEL_CHAT, "change my address");
	for (int i = 0; i < 8 && !desk->place[CHANNEL_CHAT].masked; i++)
		types(desk, CHANNEL_CHAT, answers[i % 4]);
	assert_true(desk->place[CHANNEL_CHAT].masked);
}

static void a_masked_answer_is_kept_as_its_length(void **state)
{
	struct desk *desk = *state;

	comes_to_a_masked_question(desk);
	types(desk, CHANNEL_CHAT, MASKED_ANSWER);
	assert_null(memmem(desk->store.words, desk->store.words_bytes, "1962", 4));
	assert_null(memmem(desk->store.words, desk->store.words_bytes, "March", 5));
}

/* Two at one place, and a slow disk: the second answer is typed into the same question, which is over already. */
static void what_was_typed_into_a_masked_question_is_masked_though_the_next_one_is_due(void **state)
{
	struct desk *desk = *state;

	comes_to_a_masked_question(desk);
	desk->store.held = true;
	types(desk, CHANNEL_CHAT, MASKED_ANSWER);
	types(desk, CHANNEL_CHAT, "15 March 1963");
	assert_null(memmem(desk->store.words, desk->store.words_bytes, "1963", 4));
}

/* The queue is full, and what was typed is taken when the place has long shown another question. */
static void what_waits_for_its_turn_is_masked_as_it_was_given(void **state)
{
	struct desk *desk = *state;
	struct event typed = {.kind = EVENT_TYPED};

	comes_to_a_masked_question(desk);
	desk->store.held = true;
	desk->store.never = "1963";
	typed.session = runner_session(desk->runner, CHANNEL_CHAT);
	for (unsigned i = 0; i < 100; i++) {
		strcpy(typed.typed.words, i == 0 ? MASKED_ANSWER : i == 99 ? "15 March 1963" : "help");
		typed.masked = false;
		runner_step(desk->runner, &typed);
	}
	for (unsigned i = 0; i < 100; i++) {
		desk->store.written = desk->store.synced = desk->store.last;
		settle(desk);
	}
	assert_true(inbox_take(desk->device.inbox, &typed) == false);
	assert_false(desk->store.has_never);
}

static void a_full_disk_does_not_end_the_conversation(void **state)
{
	struct desk *desk = *state;
	unsigned said;

	begins(desk, CHANNEL_CHAT);
	desk->store.refuses = true;
	said = desk->place[CHANNEL_CHAT].said;
	types(desk, CHANNEL_CHAT, "i want to talk to a person");
	assert_true(desk->place[CHANNEL_CHAT].said > said);
	assert_int_equal(desk->offers, 1);
}

/* A step that the store had no room for was lost: a conversation whose end was one of them came back after a restart,
 * before the eyes of whoever was next. */
static void what_the_store_has_no_room_for_waits_for_its_turn(void **state)
{
	struct desk *desk = *state;
	uint64_t steps;

	begins(desk, CHANNEL_CHAT);
	desk->store.full = true;
	steps = desk->store.last;
	types(desk, CHANNEL_CHAT, "i lost my card");
	desk->now_ms += 600000; /* nor is a timer stepped */
	settle(desk);
	assert_int_equal(desk->store.last, steps);
	assert_int_equal(runner_begin(desk->runner, CHANNEL_SCREEN, 0, (struct prefers){0}), 0);
	desk->store.full = false;
	settle(desk);
	assert_true(desk->store.last > steps);
	assert_int_equal(desk->place[CHANNEL_CHAT].screen, SCREEN_SLOT);
}

static void a_hung_up_conversation_frees_its_place(void **state)
{
	struct desk *desk = *state;

	for (int i = 0; i < 3 * SESSIONS_DESK; i++) {
		struct event gone = {.kind = EVENT_HUNG_UP};

		begins(desk, CHANNEL_CHAT);
		if (i % 2)
			types(desk, CHANNEL_CHAT, "i lost my card");
		gone.session = runner_session(desk->runner, CHANNEL_CHAT);
		runner_step(desk->runner, &gone);
		settle(desk);
		assert_int_equal(runner_session(desk->runner, CHANNEL_CHAT), 0);
	}
	assert_int_equal(desk->place[CHANNEL_CHAT].closed, 3 * SESSIONS_DESK);
}

/* The core's own decision to start again is its stories' matter: here only that the device does it. */
static void close_again(struct desk *desk, enum channel channel, uint8_t language)
{
	struct effect close = {.kind = EFFECT_CLOSE, .session = runner_session(desk->runner, channel)};
	struct talk *talk = runner_talk(desk->runner, close.session);

	assert_non_null(talk);
	close.close.again = true;
	close.close.language = language;
	runner_hold(desk->runner, talk, &close, desk->store.last, true);
}

static void who_starts_again_gets_a_new_conversation_on_the_same_channel(void **state)
{
	struct desk *desk = *state;
	uint32_t before, after;

	begins(desk, CHANNEL_CHAT);
	before = runner_session(desk->runner, CHANNEL_CHAT);
	types(desk, CHANNEL_CHAT, "i lost my card");
	close_again(desk, CHANNEL_CHAT, 1);
	settle(desk);
	after = runner_session(desk->runner, CHANNEL_CHAT);
	assert_int_not_equal(after, 0);
	assert_int_not_equal(after, before);
	assert_int_equal(desk->place[CHANNEL_CHAT].closed, 1);
	assert_int_equal(desk->place[CHANNEL_CHAT].closed_again, 1);
	assert_int_equal(desk->place[CHANNEL_CHAT].language, 1);
	types(desk, CHANNEL_CHAT, "help");
}

static void starting_again_waits_for_what_was_promised_before(void **state)
{
	struct desk *desk = *state;
	uint32_t before;

	begins(desk, CHANNEL_CHAT);
	before = runner_session(desk->runner, CHANNEL_CHAT);
	desk->store.held = true;
	types(desk, CHANNEL_CHAT, "i want to talk to a person");
	close_again(desk, CHANNEL_CHAT, 0);
	settle(desk);
	assert_int_equal(runner_session(desk->runner, CHANNEL_CHAT), before);
	assert_int_equal(desk->offers, 0);
	desk->store.written = desk->store.synced = desk->store.last;
	settle(desk);
	assert_int_equal(desk->offers, 1);
	assert_int_not_equal(runner_session(desk->runner, CHANNEL_CHAT), before);
	assert_false(runner_idle(desk->runner)); /* its first words wait for the disk */
}

/* A full or failing disk: nobody stands before a screen that does not answer, and nothing is promised. */
static void a_disk_that_fails_keeps_nobody_waiting_but_for_a_promise(void **state)
{
	struct desk *desk = *state;
	unsigned listened;

	begins(desk, CHANNEL_CHAT);
	desk->store.held = true;
	desk->store.fails = true;
	listened = desk->place[CHANNEL_CHAT].listened;
	types(desk, CHANNEL_CHAT, "xyzzy");
	assert_true(desk->place[CHANNEL_CHAT].listened > listened);
	types(desk, CHANNEL_CHAT, "i want to talk to a person");
	assert_int_equal(desk->offers, 0);
	desk->store.fails = false;
	desk->store.written = desk->store.synced = desk->store.last;
	settle(desk);
	assert_int_equal(desk->offers, 1);
}

/* Whatever waits for the disk, and however many timers are due meanwhile. */
static void a_full_queue_and_a_slow_disk_do_not_keep_the_processor_busy(void **state)
{
	struct desk *desk = *state;
	struct event blow = {.kind = EVENT_TYPED};
	unsigned turns = 0;

	begins(desk, CHANNEL_CHAT);
	desk->store.held = true;
	types(desk, CHANNEL_CHAT, "i want to talk to a person");
	blow.session = runner_session(desk->runner, CHANNEL_CHAT);
	for (unsigned i = 0; i < 300; i++) {
		text_copy(blow.typed.words, sizeof(blow.typed.words), TEXT("xyzzy"));
		runner_step(desk->runner, &blow);
	}
	desk->now_ms += 3600 * 1000;
	while (runner_turn(desk->runner) == 0)
		assert_in_range(++turns, 1, 1000);
	desk->store.written = desk->store.synced = desk->store.last;
	settle(desk);
	assert_int_equal(desk->offers, 1);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		TEST(nothing_is_said_before_the_step_is_written),
		TEST(a_promise_waits_until_it_is_on_the_disk),
		TEST(another_conversation_does_not_wait_for_that_disk),
		TEST(a_silent_customer_is_spoken_to_when_the_time_has_come),
		TEST(what_cannot_be_started_is_told_as_failed),
		TEST(a_masked_answer_is_kept_as_its_length),
		TEST(what_was_typed_into_a_masked_question_is_masked_though_the_next_one_is_due),
		TEST(what_waits_for_its_turn_is_masked_as_it_was_given),
		TEST(a_full_disk_does_not_end_the_conversation),
		TEST(what_the_store_has_no_room_for_waits_for_its_turn),
		TEST(a_hung_up_conversation_frees_its_place),
		TEST(who_starts_again_gets_a_new_conversation_on_the_same_channel),
		TEST(starting_again_waits_for_what_was_promised_before),
		TEST(a_disk_that_fails_keeps_nobody_waiting_but_for_a_promise),
		TEST(a_full_queue_and_a_slow_disk_do_not_keep_the_processor_busy),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
