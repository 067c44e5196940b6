/* People at telephones take over from the machine, or do not. */
#include "operators_help.h"

/* --- warm --- */

static void a_person_hears_who_it_is_about_and_takes_it_with_1(void **state)
{
	(void)state;
	asks_for_a_person(1);
	assert_string_equal(dialled(), "sip:one@pbx");
	picks_up(WARM_1);
	assert_true(heard(WARM_1, "Customer service team"));
	assert_true(heard(WARM_1, "1"));
	assert_false(o.joined[1]);
	keys(WARM_1, "1");
	assert_true(o.joined[1]);
	assert_true(o.joined[WARM_1]);
	assert_false(o.has_card);
	assert_int_equal(x.desk->store.card.state, HANDOVER_TAKEN);
}

static void the_caller_is_served_while_the_telephone_rings(void **state)
{
	(void)state;
	asks_for_a_person(1);
	keys(1, "*");
	assert_true(strlen(x.call[1].heard) > 0);
	assert_string_equal(dialled(), "sip:one@pbx");
	picks_up(WARM_1);
	keys(WARM_1, "1");
	assert_true(o.joined[1]);
	assert_string_equal(state_of_newest(), "handover");
}

static void nothing_is_said_and_no_key_counts_while_they_talk(void **state)
{
	(void)state;
	is_joined(1);
	forget_heard(1);
	keys(1, "1*0#");
	keys(WARM_1, "2*");
	passes(20 * MINUTE_MS);
	assert_string_equal(x.call[1].heard, "");
	assert_false(x.call[1].ended);
	assert_false(x.call[WARM_1].ended);
	assert_string_equal(state_of_newest(), "handover");
}

static void when_the_person_hangs_up_the_caller_is_asked_what_else(void **state)
{
	(void)state;
	is_joined(1);
	passes(MINUTE_MS);
	forget_heard(1);
	breaks_off(WARM_1, 0);
	assert_true(strlen(x.call[1].heard) > 0);
	assert_false(heard(1, "broken off"));
	assert_int_equal(x.desk->store.card.state, HANDOVER_CLOSED);
	assert_false(x.call[1].ended);
	keys(1, "1");
	assert_true(strlen(x.call[1].heard) > 0);
}

static void when_the_person_vanishes_the_caller_hears_it_and_is_offered_a_callback(void **state)
{
	(void)state;
	is_joined(1);
	passes(MINUTE_MS);
	forget_heard(1);
	breaks_off(WARM_1, 408);
	assert_true(heard(1, "broken off"));
	assert_true(is_offered_a_callback(1));
	assert_false(o.joined[1]);
	assert_false(x.call[1].ended);
	keys(1, "1");
	assert_true(heard(1, "number"));
}

static void when_the_caller_hangs_up_the_person_is_let_go_and_it_was_taken(void **state)
{
	(void)state;
	is_joined(1);
	passes(MINUTE_MS);
	hangs_up(1);
	assert_true(x.call[WARM_1].ended);
	assert_int_equal(x.desk->store.card.state, HANDOVER_CLOSED);
	assert_int_equal(here(), 0);
	passes(10 * MINUTE_MS);
	assert_int_equal(o.count, 1);
}

static void who_says_no_is_followed_by_the_next(void **state)
{
	(void)state;
	asks_for_a_person(1);
	picks_up(WARM_1);
	keys(WARM_1, "2");
	assert_true(x.call[WARM_1].ended);
	assert_string_equal(dialled(), "sip:two@pbx");
	breaks_off(WARM_2, 486);
	assert_true(is_offered_a_callback(1));
	assert_int_equal(o.count, 2);
}

static void who_does_not_pick_up_is_followed_by_the_next(void **state)
{
	(void)state;
	asks_for_a_person(1);
	passes(OPERATOR_RINGS_MS - 1000);
	assert_int_equal(o.count, 1);
	passes(1100);
	assert_true(x.call[WARM_1].ended);
	assert_int_equal(o.count, 2);
}

static bool is_told_of_the_next(void)
{
	return heard(1, "calling another") || heard(1, "Not free just now") || heard(1, "trying somebody else");
}

static void who_waits_hears_that_the_next_telephone_rings(void **state)
{
	(void)state;
	asks_for_a_person(1);
	forget_heard(1);
	passes(OPERATOR_RINGS_MS - 1000);
	assert_false(is_told_of_the_next());
	passes(1100);
	assert_int_equal(o.count, 2);
	assert_true(is_told_of_the_next());
}

static void who_has_gone_on_meanwhile_is_not_spoken_to_of_telephones(void **state)
{
	(void)state;
	asks_for_a_person(1);
	hears_all(1);
	keys(1, "*");
	forget_heard(1);
	breaks_off(WARM_1, 486);
	assert_int_equal(o.count, 2);
	assert_false(is_told_of_the_next());
}

static void another_key_is_asked_about_once(void **state)
{
	(void)state;
	asks_for_a_person(1);
	picks_up(WARM_1);
	keys(WARM_1, "7");
	assert_true(heard(WARM_1, "1"));
	assert_int_equal(o.count, 1);
	keys(WARM_1, "7");
	assert_int_equal(o.count, 2);
}

static void silence_behind_the_question_is_no(void **state)
{
	(void)state;
	asks_for_a_person(1);
	picks_up(WARM_1);
	hears_all(WARM_1);
	forget_heard(WARM_1);
	passes(OPERATOR_THINKS_MS + 200);
	assert_true(heard(WARM_1, "1"));
	hears_all(WARM_1);
	passes(OPERATOR_THINKS_MS + 200);
	assert_int_equal(o.count, 2);
}

static void while_somebody_sits_at_the_console_the_customer_waits_for_them(void **state)
{
	(void)state;
	o.somebody = true;
	asks_for_a_person(1);
	breaks_off(WARM_1, 486);
	forget_heard(1);
	breaks_off(WARM_2, 486);
	assert_string_equal(x.call[1].heard, "");
	agent_at_console(AGENT_ACCEPTED, "");
	assert_true(heard(1, "Giulia"));
}

static void who_is_faster_at_the_console_has_it(void **state)
{
	(void)state;
	o.somebody = true;
	asks_for_a_person(1);
	picks_up(WARM_1);
	forget_heard(WARM_1);
	agent_at_console(AGENT_ACCEPTED, "");
	passes(100);
	assert_true(heard(WARM_1, "oodbye"));
	hears_all(WARM_1);
	assert_true(x.call[WARM_1].ended);
	assert_int_equal(o.count, 1);
}

static void a_caller_who_hangs_up_ends_the_ringing_and_is_not_forgotten(void **state)
{
	(void)state;
	asks_for_a_person(1);
	hangs_up(1);
	assert_true(x.call[WARM_1].ended);
	passes(1000);
	assert_int_not_equal(x.desk->store.card.state, HANDOVER_CLOSED);
}

static void at_night_nobody_is_rung(void **state)
{
	(void)state;
	x.desk->now_ms += 12 * 60 * MINUTE_MS; /* 22:00 */
	is_at_the_menu(1);
	keys(1, "0");
	assert_true(strlen(x.call[1].heard) > 0);
	passes(MINUTE_MS);
	assert_int_equal(o.count, 0);
}

static void two_callers_do_not_ring_one_telephone_at_once(void **state)
{
	(void)state;
	asks_for_a_person(1);
	is_at_the_menu(2);
	keys(2, "0");
	assert_int_equal(o.count, 2);
	assert_string_equal(dialled(), "sip:two@pbx");
	is_at_the_menu(3);
	keys(3, "0");
	assert_int_equal(o.count, 2);
	picks_up(WARM_1);
	keys(WARM_1, "2");
	passes(1000);
	assert_string_equal(dialled(), "sip:one@pbx"); /* for the third */
}

static void nothing_that_was_keyed_is_told(void **state)
{
	(void)state;
	is_at_the_number(1);
	keys(1, "100042");
	keys(1, "#");
	x.desk->now_ms += 5000;
	turn();
	keys(1, "0");
	passes(5000);
	if (o.count == 0)
		keys(1, "0");
	assert_int_equal(o.count, 1);
	picks_up(WARM_1);
	assert_true(strlen(x.call[WARM_1].heard) > 0);
	assert_null(strstr(x.call[WARM_1].heard, "100042"));
	assert_null(strstr(x.call[WARM_1].heard, "1 0 0"));
}

/* --- blind --- */

static void a_caller_is_given_away_and_the_call_ends(void **state)
{
	(void)state;
	is_at_the_menu(1);
	keys(1, "0");
	assert_int_equal(o.moved, 1);
	assert_string_equal(o.moved_to, "200");
	happens((struct line_event){.what = LINE_MOVED, .call = 1});
	turn();
	assert_true(x.call[1].ended);
	assert_int_equal(x.desk->store.card.state, HANDOVER_CLOSED);
	assert_int_equal(here(), 0);
	assert_int_equal(calls_count(x.calls), 0);
}

static void a_caller_whom_nobody_takes_is_offered_a_callback_at_once(void **state)
{
	(void)state;
	is_at_the_menu(1);
	keys(1, "0");
	forget_heard(1);
	happens((struct line_event){.what = LINE_STAYED, .call = 1, .why = 486});
	turn();
	assert_true(is_offered_a_callback(1));
	assert_false(x.call[1].ended);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		WARM(a_person_hears_who_it_is_about_and_takes_it_with_1),
		WARM(the_caller_is_served_while_the_telephone_rings),
		WARM(nothing_is_said_and_no_key_counts_while_they_talk),
		WARM(when_the_person_hangs_up_the_caller_is_asked_what_else),
		WARM(when_the_person_vanishes_the_caller_hears_it_and_is_offered_a_callback),
		WARM(when_the_caller_hangs_up_the_person_is_let_go_and_it_was_taken),
		WARM(who_says_no_is_followed_by_the_next),
		WARM(who_does_not_pick_up_is_followed_by_the_next),
		WARM(who_waits_hears_that_the_next_telephone_rings),
		WARM(who_has_gone_on_meanwhile_is_not_spoken_to_of_telephones),
		WARM(another_key_is_asked_about_once),
		WARM(silence_behind_the_question_is_no),
		WARM(while_somebody_sits_at_the_console_the_customer_waits_for_them),
		WARM(who_is_faster_at_the_console_has_it),
		WARM(a_caller_who_hangs_up_ends_the_ringing_and_is_not_forgotten),
		WARM(at_night_nobody_is_rung),
		WARM(two_callers_do_not_ring_one_telephone_at_once),
		WARM(nothing_that_was_keyed_is_told),
		BLIND(a_caller_is_given_away_and_the_call_ends),
		BLIND(a_caller_whom_nobody_takes_is_offered_a_callback_at_once),
	};

	return cmocka_run_group_tests_name("operators", tests, NULL, NULL);
}
