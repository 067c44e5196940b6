/* What callers leave as their number does not make the device dial whatever it is, nor as often as they like. */
#include "operators_help.h"

static const char abroad[] = "0037122345678";

/* A caller from there wants to be called back. */
static void leaves(uint32_t call, const char *from, const char *number)
{
	calls_in(call, from);
	hears_all(call);
	keys(call, "1");
	keys(call, "0");
	while (!is_offered_a_callback(call)) {
		uint32_t last = dialled_call();

		breaks_off(last, 486);
		assert_true(o.count < DIALLED_MAX);
		if (dialled_call() == last)
			break;
	}
	keys(call, "1");
	keys(call, number);
	keys(call, "#");
	passes(CALLS_SURPLUS_MS);
	keys(call, "1"); /* it was read back */
	assert_int_equal(x.desk->store.card.state, HANDOVER_CALLBACK);
}

static void with_rules(struct dial_rules rules)
{
	o.rules = rules;
	close_device();
	open_device(warm, 2);
}

static void nobody_is_dialled(void)
{
	unsigned before = o.count;

	passes(120 * MINUTE_MS);
	assert_int_equal(o.count, before);
}

static void a_premium_number_is_never_dialled_and_the_card_says_why(void **state)
{
	(void)state;
	leaves(1, "", "8991234567");
	hangs_up(1);
	assert_true(o.has_card);
	assert_non_null(strstr(o.summary, "Call back: 8991234567"));
	assert_non_null(strstr(o.summary, "Not dialled: premium"));
	nobody_is_dialled();
	assert_int_equal(x.desk->store.card.state, HANDOVER_CALLBACK);
	close_device();
	o.summary[0] = '\0';
	open_device(warm, 2);
	assert_non_null(strstr(o.summary, "Not dialled: premium"));
	nobody_is_dialled();
}

static void what_is_dialled_is_not_said_to_be_not(void **state)
{
	(void)state;
	leaves(1, "", "3331234567");
	hangs_up(1);
	assert_non_null(strstr(o.summary, "Call back: 3331234567"));
	assert_null(strstr(o.summary, "Not dialled"));
}

static void another_country_is_dialled_only_for_who_calls_from_there(void **state)
{
	(void)state;
	leaves(1, "", abroad);
	hangs_up(1);
	assert_non_null(strstr(o.summary, "Not dialled"));
	nobody_is_dialled();
	leaves(2, "sip:+37122345678@gateway", abroad);
	hangs_up(2);
	assert_null(strstr(o.summary, "Not dialled"));
	passes(PROMISE_FIRST_MS + 2000);
	assert_string_equal(dialled(), "sip:one@pbx");
	picks_up(dialled_call());
	keys(dialled_call(), "1");
	assert_string_equal(dialled(), abroad);
}

static void an_answer_is_not_brought_to_a_number_that_is_not_dialled(void **state)
{
	(void)state;
	leaves(1, "", abroad);
	hangs_up(1);
	agent_at_console(AGENT_ACCEPTED, "");
	agent_at_console(AGENT_CLOSED, "Your card is blocked.");
	nobody_is_dialled();
}

/* The person takes it, the customer does not answer. */
static void is_rung_in_vain(void)
{
	passes(PROMISE_FIRST_MS + 2000);
	assert_string_equal(dialled(), "sip:one@pbx");
	picks_up(dialled_call());
	keys(dialled_call(), "1");
	assert_string_equal(dialled(), "3331234567");
	passes(PROMISE_RINGS_MS + 1000);
}

static void a_number_that_was_dialled_too_often_is_the_console_s(void **state)
{
	(void)state;
	with_rules((struct dial_rules){.per_number = 1});
	leaves(1, "", "3331234567");
	hangs_up(1);
	is_rung_in_vain();
	assert_non_null(strstr(o.summary, "Not dialled: it was dialled too often"));
	nobody_is_dialled();
}

static void when_enough_were_dialled_in_an_hour_the_next_one_waits(void **state)
{
	(void)state;
	with_rules((struct dial_rules){.per_hour = 1});
	leaves(1, "", "3331234567");
	hangs_up(1);
	is_rung_in_vain();
	assert_null(strstr(o.summary, "Not dialled"));
	passes(PROMISE_AGAIN_MS + MINUTE_MS);
	assert_string_equal(dialled(), "3331234567"); /* nobody of the team was rung for nothing */
	passes(45 * MINUTE_MS);
	assert_string_equal(dialled(), "sip:two@pbx");
}

static void two_promises_of_one_number_are_kept_one_after_the_other(void **state)
{
	(void)state;
	leaves(1, "", "3331234567");
	hangs_up(1);
	leaves(2, "", "3331234567");
	hangs_up(2);
	passes(PROMISE_FIRST_MS + 2000);
	assert_string_equal(dialled(), "sip:one@pbx");
	passes(10000);
	assert_string_equal(dialled(), "sip:one@pbx"); /* the other one of the team is not rung for the same number */
	picks_up(dialled_call());
	keys(dialled_call(), "1");
	assert_string_equal(dialled(), "3331234567");
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		WARM(a_premium_number_is_never_dialled_and_the_card_says_why),
		WARM(what_is_dialled_is_not_said_to_be_not),
		WARM(another_country_is_dialled_only_for_who_calls_from_there),
		WARM(an_answer_is_not_brought_to_a_number_that_is_not_dialled),
		WARM(a_number_that_was_dialled_too_often_is_the_console_s),
		WARM(when_enough_were_dialled_in_an_hour_the_next_one_waits),
		WARM(two_promises_of_one_number_are_kept_one_after_the_other),
	};

	return cmocka_run_group_tests_name("callbacks", tests, NULL, NULL);
}
