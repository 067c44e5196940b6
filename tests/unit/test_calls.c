/* Telephone calls as conversations, from the first ring to the last word. */
#include "calls_help.h"

/* --- calls --- */

static void a_caller_hears_who_this_is_and_what_can_be_chosen(void **state)
{
	(void)state;
	calls_in(1, "+390612345");
	assert_true(heard(1, "Porto Sereno Savings Bank"));
	assert_true(heard(1, "for English, press 1"));
	assert_true(heard(1, "per Italiano, prema 2"));
	assert_string_equal(x.call[1].language, "it"); /* each language in its own voice: the last one was */
	keys(1, "2");
	assert_true(heard(1, "Questa è una macchina.")); /* the notice in the language that was chosen */
	assert_string_equal(x.call[1].language, "it");
	assert_true(heard(1, "Carte"));
	assert_int_equal(calls_count(x.calls), 1);
	assert_int_equal(here(), 1);
}

static void a_key_chooses_and_stops_what_is_said(void **state)
{
	unsigned stops;

	(void)state;
	is_at_the_menu(1);
	hears_all(1);
	keys(1, "2*"); /* the first of the menu is being said, without what must be heard */
	stops = x.call[1].stops;
	keys(1, "1");
	assert_true(heard(1, "Lost or stolen card"));
	assert_true(x.call[1].stops > stops);
}

static void what_must_be_heard_is_firm_and_is_not_stopped(void **state)
{
	(void)state;
	calls_in(1, "");
	assert_int_equal(x.call[1].firm_mark, 0); /* the notice is for the language that will be chosen */
	hears_all(1);
	keys(1, "1");
	assert_true(x.call[1].firm_mark > 0);
	assert_true(x.call[1].firm_mark < x.call[1].mark); /* the question behind it is not */
	keys(1, "1");
	assert_int_equal(x.call[1].stops, 0);
	hears_all(1);
	keys(1, "*");
	assert_int_equal(x.call[1].stops, 0); /* silence need not be stopped */
	keys(1, "1");
	assert_int_equal(x.call[1].stops, 1);
}

/* --- silence and speech --- */

static void nobody_is_silent_while_they_are_spoken_to(void **state)
{
	(void)state;
	is_at_the_menu(1);
	forget_heard(1);
	passes(61900); /* nearly as long as until the line would say again that it speaks */
	assert_string_equal(x.call[1].heard, "");
	hears_all(1);
	passes(6000);
	assert_string_equal(x.call[1].heard, "");
	passes(2000);
	assert_true(x.call[1].heard[0]);
}

static void a_line_that_never_tells_that_it_was_heard_is_not_believed_for_ever(void **state)
{
	(void)state;
	is_at_the_menu(1);
	forget_heard(1);
	passes(CALLS_SPEAKING_MS_MAX + 10000);
	assert_true(x.call[1].heard[0]);
}

/* --- endings --- */

static void zero_reaches_a_person_in_every_state(void **state)
{
	static const char *const ways[] = {"", "1", "11", "13", "9", "0", "24"};

	(void)state;
	for (unsigned i = 0; i < sizeof(ways) / sizeof(ways[0]); i++) {
		uint32_t call = i + 1;
		unsigned offers = x.desk->offers;

		is_at_the_menu(call);
		keys(call, ways[i]);
		keys(call, "0");
		if (x.desk->offers <= offers)
			fail_msg("after \"%s\", 0 led to nobody: %s", ways[i], x.call[call].heard);
	}
}

static void a_caller_may_hang_up_anywhere_and_leaves_nothing(void **state)
{
	static const char *const ways[] = {
		"", "1", "1", "11", "12", "121", "12100042", "13", "10", "109", "134", "15555"};

	(void)state;
	for (unsigned i = 0; i < sizeof(ways) / sizeof(ways[0]); i++) {
		uint32_t call = i + 1;

		calls_in(call, "");
		keys(call, ways[i]);
		assert_int_equal(here(), 1);
		hangs_up(call);
		assert_int_equal(here(), 0);
		assert_int_equal(calls_count(x.calls), 0);
		assert_int_equal(prompts_held, 0);
		x.desk->now_ms += WINDOW_S * 1000;
	}
	rings(30, "");
	hangs_up(30); /* before it was taken */
	assert_int_equal(calls_count(x.calls), 0);
	assert_false(x.call[30].ended);
}

static void the_last_words_are_heard_before_the_call_ends(void **state)
{
	(void)state;
	is_at_the_menu(1);
	hears_all(1);
	for (int i = 0; i < 100 && here() == 1; i++) {
		passes(10000); /* nobody answers */
		if (here() == 1)
			hears_all(1);
	}
	assert_int_equal(here(), 0);
	assert_false(x.call[1].ended);
	assert_int_equal(calls_count(x.calls), 1);
	keys(1, "1"); /* too late for anything */
	assert_int_equal(here(), 0);
	hears_all(1);
	assert_true(x.call[1].ended);
	assert_int_equal(calls_count(x.calls), 0);
}

static void who_starts_again_stays_on_the_line(void **state)
{
	struct event again = {.kind = EVENT_TOUCHED, .touched = {.target = TARGET_START_AGAIN}};
	uint32_t before;

	(void)state;
	is_at_the_menu(1);
	keys(1, "1");
	before = x.desk->store.sessions;
	again.session = before;
	forget_heard(1);
	runner_step(x.desk->runner, &again);
	turn();
	assert_false(x.call[1].ended);
	assert_int_equal(x.desk->store.sessions, before + 1);
	assert_int_equal(here(), 1);
	assert_true(heard(1, "Porto Sereno Savings Bank"));
	assert_true(heard(1, "for Cards") || heard(1, "Cards: press") || heard(1, "for Cards, key")); /* in their
													 language */
	keys(1, "1");
	assert_true(heard(1, "Lost or stolen card"));
}

static void the_longest_call_ends_with_a_person_informed_and_a_last_word(void **state)
{
	(void)state;
	is_at_the_menu(1);
	keys(1, "1");
	while (x.desk->now_ms < START_MS + (LONGEST_S - 5) * 1000) {
		keys(1, "9"); /* "again", for ever */
		x.desk->now_ms += 4000;
	}
	assert_int_equal(x.desk->offers, 0);
	forget_heard(1);
	passes(20000);
	assert_int_equal(x.desk->offers, 1);
	assert_int_equal(here(), 0);
	assert_int_equal(x.call[1].mark, x.call[1].firm_mark); /* goodbye, which no key cuts */
	assert_false(x.call[1].ended);
	hears_all(1);
	assert_true(x.call[1].ended);
	assert_int_equal(calls_count(x.calls), 0);
}

/* --- many --- */

static void fifty_calls_are_fifty_conversations(void **state)
{
	(void)state;
	for (uint32_t i = 1; i <= 50; i++) {
		char number[16];

		snprintf(number, sizeof(number), "+39%u", i); /* all are new */
		calls_in(i, number);
		hears_all(i);
		keys(i, i % 2 ? "1" : "2");
	}
	assert_int_equal(here(), 50);
	for (uint32_t i = 1; i <= 50; i++)
		forget_heard(i);
	for (uint32_t i = 1; i <= 50; i++)
		keys_at_once(i, i % 3 == 0 ? "1" : i % 3 == 1 ? "2" : "0");
	turn();
	for (uint32_t i = 1; i <= 50; i++) {
		const char *cards = i % 2 ? "Lost or stolen card" : "Carta persa o rubata";
		const char *accounts = i % 2 ? "Open an account" : "Aprire un conto";

		assert_int_equal(heard(i, cards), i % 3 == 0);
		assert_int_equal(heard(i, accounts), i % 3 == 1);
		assert_string_equal(x.call[i].language, i % 2 ? "en" : "it");
		assert_true(x.call[i].heard[0]);
	}
	hangs_up(7);
	assert_int_equal(here(), 49);
	keys(9, "1");
	assert_false(x.call[9].ended);
	assert_string_equal(x.call[8].language, "it");
}

/* --- restart --- */

static void no_call_outlives_the_program(void **state)
{
	(void)state;
	is_at_the_menu(1);
	is_at_the_number(2);
	assert_int_equal(here(), 2);
	power_off();
	power_on();
	assert_int_equal(here(), 0);
	assert_int_equal(calls_count(x.calls), 0);
	calls_in(3, "3");
	assert_true(heard(3, "Porto Sereno"));
	assert_int_equal(here(), 1);
}

static void a_device_that_goes_off_ends_its_calls(void **state)
{
	(void)state;
	is_at_the_menu(1);
	calls_close(x.calls);
	assert_true(x.call[1].ended);
	x.calls = NULL;
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		CALLS(a_caller_hears_who_this_is_and_what_can_be_chosen),
		CALLS(a_key_chooses_and_stops_what_is_said),
		CALLS(what_must_be_heard_is_firm_and_is_not_stopped),
		CALLS(nobody_is_silent_while_they_are_spoken_to),
		CALLS(a_line_that_never_tells_that_it_was_heard_is_not_believed_for_ever),
		CALLS(zero_reaches_a_person_in_every_state),
		CALLS(a_caller_may_hang_up_anywhere_and_leaves_nothing),
		CALLS(the_last_words_are_heard_before_the_call_ends),
		CALLS(who_starts_again_stays_on_the_line),
		CALLS(the_longest_call_ends_with_a_person_informed_and_a_last_word),
		CALLS(fifty_calls_are_fifty_conversations),
		CALLS(no_call_outlives_the_program),
		CALLS(a_device_that_goes_off_ends_its_calls),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
