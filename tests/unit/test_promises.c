/* What was promised is dialled when its time has come. */
#include "operators_help.h"

static void a_promised_call_is_made_person_first(void **state)
{
	(void)state;
	wants_a_callback(1);
	assert_int_equal(o.count, 2);
	passes(PROMISE_FIRST_MS + 2000);
	assert_int_equal(o.count, 3);
	assert_string_equal(dialled(), "sip:one@pbx");
	picks_up(dialled_call());
	keys(dialled_call(), "1");
	assert_int_equal(o.count, 4);
	assert_string_equal(dialled(), "3331234567");
	picks_up(dialled_call());
	assert_true(heard(dialled_call(), "Porto Sereno"));
	assert_false(x.call[dialled_call()].any_personal && heard(dialled_call(), "card"));
	keys(dialled_call(), "1");
	assert_true(o.joined[dialled_call()]);
	assert_true(o.joined[dialled_call() - 1]);
	passes(MINUTE_MS);
	breaks_off(dialled_call(), 0);
	assert_true(x.call[dialled_call() - 1].ended);
	assert_int_equal(x.desk->store.card.state, HANDOVER_CLOSED);
	passes(120 * MINUTE_MS);
	assert_int_equal(o.count, 4); /* once is enough */
}

/* The person takes it, the customer does not answer. */
static void is_rung_in_vain(void)
{
	assert_string_equal(dialled(), "sip:one@pbx");
	picks_up(dialled_call());
	keys(dialled_call(), "1");
	assert_string_equal(dialled(), "3331234567");
	passes(PROMISE_RINGS_MS + 1000);
	assert_true(x.call[dialled_call()].ended);
}

static void who_does_not_answer_is_rung_again_later_and_not_for_ever(void **state)
{
	uint64_t wait_ms = PROMISE_AGAIN_MS;

	(void)state;
	wants_a_callback(1);
	passes(PROMISE_FIRST_MS + 2000);
	for (unsigned i = 1; i <= PROMISE_TRIES_MAX; i++) {
		unsigned before = o.count;

		is_rung_in_vain();
		assert_int_equal(x.desk->store.card.tries, i);
		assert_int_equal(x.desk->store.card.state, HANDOVER_CALLBACK);
		assert_true(o.has_card);
		passes(wait_ms - MINUTE_MS);
		assert_int_equal(o.count, before + 1);
		passes(MINUTE_MS + 2000);
		wait_ms *= 2;
	}
	passes(60 * MINUTE_MS);
	assert_int_equal(o.count, 2 + 2 * PROMISE_TRIES_MAX);
}

static void what_was_tried_is_known_after_a_restart(void **state)
{
	(void)state;
	wants_a_callback(1);
	passes(PROMISE_FIRST_MS + 2000);
	is_rung_in_vain();
	close_device();
	open_device(warm, 2);
	passes(PROMISE_AGAIN_MS - MINUTE_MS);
	assert_int_equal(o.count, 4);
	passes(MINUTE_MS + 2000);
	assert_int_equal(o.count, 5);
	is_rung_in_vain();
	assert_int_equal(x.desk->store.card.tries, 2);
}

static void what_was_promised_at_night_is_dialled_when_the_team_is_there(void **state)
{
	(void)state;
	x.desk->now_ms += 12 * 60 * MINUTE_MS; /* 22:00 */
	is_at_the_menu(1);
	keys(1, "0");
	leaves_a_number(1);
	hangs_up(1);
	assert_int_equal(x.desk->store.card.state, HANDOVER_CALLBACK);
	passes(595 * MINUTE_MS);
	assert_int_equal(o.count, 0);
	passes(6 * MINUTE_MS);
	assert_string_equal(o.place[0], "sip:one@pbx");
}

static void whoever_is_not_the_one_hears_nothing_and_is_left_alone(void **state)
{
	(void)state;
	wants_a_callback(1);
	passes(PROMISE_FIRST_MS + 2000);
	picks_up(dialled_call());
	keys(dialled_call(), "1");
	picks_up(dialled_call());
	keys(dialled_call(), "2");
	assert_true(heard(dialled_call(), "orry"));
	assert_false(o.joined[dialled_call()]);
	hears_all(dialled_call());
	assert_true(x.call[dialled_call()].ended);
	assert_int_equal(x.desk->store.card.tries, 1);
}

static void an_answer_is_brought_by_telephone(void **state)
{
	unsigned before;

	(void)state;
	wants_a_callback(1);
	agent_at_console(AGENT_ACCEPTED, "");
	agent_at_console(AGENT_CLOSED, "Your card is blocked.");
	assert_int_equal(x.desk->store.card.state, HANDOVER_ANSWER);
	before = o.count;
	passes(2000);
	assert_int_equal(o.count, before + 1);
	assert_string_equal(dialled(), "3331234567");
	picks_up(dialled_call());
	assert_false(heard(dialled_call(), "blocked"));
	keys(dialled_call(), "1");
	passes(1000);
	assert_true(heard(dialled_call(), "Your card is blocked."));
	assert_int_equal(here(), 1);
	passes(2000);
	assert_int_equal(x.desk->store.card.state, HANDOVER_CLOSED);
	hangs_up(dialled_call());
	passes(120 * MINUTE_MS);
	assert_int_equal(o.count, before + 1);
}

static void an_answer_that_was_fetched_is_not_brought_too(void **state)
{
	char code[CODE_DIGITS + 2];
	unsigned before;

	(void)state;
	wants_a_callback(1);
	snprintf(code, sizeof(code), "*%s", x.desk->store.card.code);
	agent_at_console(AGENT_ACCEPTED, "");
	x.desk->now_ms += 12 * 60 * MINUTE_MS; /* nobody is rung at night */
	agent_at_console(AGENT_CLOSED, "Your card is blocked.");
	before = o.count;
	is_at_the_menu(2);
	keys(2, code);
	passes(1000);
	assert_true(heard(2, "Your card is blocked."));
	hangs_up(2);
	passes(12 * 60 * MINUTE_MS);
	assert_int_equal(o.count, before);
	assert_int_equal(x.desk->store.card.state, HANDOVER_CLOSED);
}

static void what_was_settled_at_the_console_is_not_dialled(void **state)
{
	(void)state;
	wants_a_callback(1);
	agent_at_console(AGENT_ACCEPTED, "");
	agent_at_console(AGENT_CLOSED, "");
	passes(120 * MINUTE_MS);
	assert_int_equal(o.count, 2);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		WARM(a_promised_call_is_made_person_first),
		WARM(who_does_not_answer_is_rung_again_later_and_not_for_ever),
		WARM(what_was_tried_is_known_after_a_restart),
		WARM(what_was_promised_at_night_is_dialled_when_the_team_is_there),
		WARM(whoever_is_not_the_one_hears_nothing_and_is_left_alone),
		WARM(an_answer_is_brought_by_telephone),
		WARM(an_answer_that_was_fetched_is_not_brought_too),
		WARM(what_was_settled_at_the_console_is_not_dialled),
	};

	return cmocka_run_group_tests_name("promises", tests, NULL, NULL);
}
