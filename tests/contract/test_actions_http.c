/* The actions port against the real ledger over HTTP. Faults are the ledger's own, on demand. */
#include "actions_desk.h"

/* --- HTTP --- */

static void a_service_does_it_once_for_a_key(void **state)
{
	struct event event;

	(void)state;
	server_start("");
	site_http("block", 8);
	event = block(17, false, "100042");
	assert_outcome(&event, OUTCOME_DONE);
	assert_string_equal(event.done.reference, "B-1001");
	event = block(17, false, "100042");
	assert_string_equal(event.done.reference, "B-1001");
	assert_int_equal(ledger_lines(), 1);
	site_http("", 8);
	event = block(18, false, "100051");
	assert_outcome(&event, OUTCOME_REFUSED);
}

static void a_service_that_hangs_is_unknown_and_then_known_to_be_done(void **state)
{
	struct event event;

	(void)state;
	server_start("hang");
	site_http("block", 1);
	event = block(17, false, "100042");
	assert_outcome(&event, OUTCOME_UNKNOWN);
	event = block(17, true, "100042");
	assert_outcome(&event, OUTCOME_DONE);
}

static void a_service_later_than_the_wait_is_asked_before_it_acts_and_then_never_does(void **state)
{
	struct event event;

	(void)state;
	server_start("delay=2500");
	site_http("block", 1);
	event = block(17, false, "100042");
	assert_outcome(&event, OUTCOME_UNKNOWN);
	event = block(17, true, "100042");
	assert_outcome(&event, OUTCOME_FAILED);
	/* The late one comes to its end behind this one: both wait the same time. */
	site_http("block", 8);
	event = block(18, false, "100042");
	assert_outcome(&event, OUTCOME_DONE);
	assert_int_equal(ledger_lines(), 2);
	event = block(17, true, "100042");
	assert_outcome(&event, OUTCOME_FAILED);
}

static void a_service_killed_while_doing_is_unknown_and_asked_after_its_restart(void **state)
{
	struct values values = block_inputs("100042");
	struct action_call call = call_of(17, false, &values);
	struct event event;

	(void)state;
	server_start("hang");
	site_http("block", 8);
	assert_int_equal(desk.actions.ops->start(desk.actions.self, &call), ERR_NONE);
	while (ledger_lines() == 0)
		sched_yield();
	server_end();
	assert_true(wait_event(&event, PATIENCE_MS));
	assert_outcome(&event, OUTCOME_UNKNOWN);
	server_start("");
	site_http("block", 8);
	event = block(17, true, "100042");
	assert_outcome(&event, OUTCOME_DONE);
	assert_int_equal(ledger_lines(), 1);
}

static void a_service_that_is_not_there_failed(void **state)
{
	struct event event;

	(void)state;
	server_start("");
	server_end();
	site_http("block", 8);
	event = block(17, false, "100042");
	assert_outcome(&event, OUTCOME_FAILED);
	event = block(17, true, "100042");
	assert_outcome(&event, OUTCOME_UNKNOWN);
}

static void a_service_that_answers_no_page_is_unknown(void **state)
{
	struct event event;

	(void)state;
	server_start("");
	site_http("no-such-verb", 8);
	event = block(17, false, "100042");
	assert_outcome(&event, OUTCOME_UNKNOWN);
}

static void personal_data_leaves_the_machine_encrypted_or_not_at_all(void **state)
{
	static const char *const urls[] = {"http://192.0.2.1/block", "http://localhost.example/block",
		"ftp://127.0.0.1/", "http://127.0.0.1.example/", "file:///etc/passwd", "block"};

	(void)state;
	for (size_t i = 0; i < sizeof(urls) / sizeof(urls[0]); i++) {
		struct event event;

		site_url(urls[i], 8);
		event = block(17 + i, false, "100042");
		assert_outcome(&event, OUTCOME_FAILED);
	}
}

static void a_close_ends_a_service_that_hangs_at_once(void **state)
{
	struct values values = block_inputs("100042");
	struct action_call call = call_of(17, false, &values);

	(void)state;
	server_start("hang");
	site_http("block", 60);
	assert_int_equal(desk.actions.ops->start(desk.actions.self, &call), ERR_NONE);
	while (ledger_lines() == 0)
		sched_yield();
	alarm(10);
	desk.actions.ops->close(desk.actions.self);
	alarm(0);
	desk.actions = (struct actions){0};
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		TEST(a_service_does_it_once_for_a_key),
		TEST(a_service_that_hangs_is_unknown_and_then_known_to_be_done),
		TEST(a_service_later_than_the_wait_is_asked_before_it_acts_and_then_never_does),
		TEST(a_service_killed_while_doing_is_unknown_and_asked_after_its_restart),
		TEST(a_service_that_is_not_there_failed),
		TEST(a_service_that_answers_no_page_is_unknown),
		TEST(personal_data_leaves_the_machine_encrypted_or_not_at_all),
		TEST(a_close_ends_a_service_that_hangs_at_once),
	};

	return cmocka_run_group_tests(tests, find_ledger, NULL);
}
