/* Keys of a call: typed ahead, gathered, deleted, masked; codes and scores. */
#include "calls_help.h"

#include <unistd.h>

static void keys_typed_ahead_wait_for_their_questions_in_order(void **state)
{
	(void)state;
	is_at_the_menu(1);
	x.desk->store.held = true; /* no answer comes out meanwhile */
	keys_at_once(1, "12");
	turn();
	keys_at_once(1, "100042");
	turn();
	forget_heard(1);
	x.desk->store.held = false;
	x.desk->store.written = x.desk->store.synced = x.desk->store.last;
	turn();
	passes(CALLS_SURPLUS_MS);
	keys(1, "1");
	assert_int_equal(x.desk->calls, 1); /* the customer number was looked up */
	assert_string_equal(x.number, "100042");
}

static void a_digit_too_many_agrees_to_nothing(void **state)
{
	(void)state;
	is_at_the_number(1);
	keys_at_once(1, "1000421"); /* typed ahead */
	turn();
	assert_true(heard(1, "1 0 0, 0 4 2"));
	forget_heard(1);
	keys(1, "11"); /* and while it is read */
	assert_int_equal(x.desk->calls, 0);
	assert_int_equal(x.call[1].stops, 0);
	passes(CALLS_SURPLUS_MS);
	keys(1, "1");
	assert_int_equal(x.desk->calls, 1);
	assert_string_equal(x.number, "100042");
}

static void what_a_key_typed_ahead_would_stop_is_not_begun(void **state)
{
	(void)state;
	is_at_the_menu(1);
	forget_heard(1);
	keys_at_once(1, "11");
	turn();
	assert_false(heard(1, "You can choose"));
	assert_false(heard(1, "Under Cards"));
	assert_true(heard(1, "First name"));
}

static void what_was_not_understood_ends_what_was_typed_ahead(void **state)
{
	(void)state;
	is_at_the_menu(1);
	keys(1, "13");
	assert_string_equal(state_of_newest(), "resolve"); /* "did that help?" */
	keys_at_once(1, "5*1");
	turn();
	assert_string_equal(state_of_newest(), "resolve");
	keys_at_once(1, "*1");
	turn();
	assert_string_equal(state_of_newest(), "narrow");
}

static void so_many_keys_are_kept_and_no_more(void **state)
{
	(void)state;
	is_at_the_menu(1);
	x.desk->store.held = true;
	for (int i = 0; i < 4 * CALLS_KEYS_MAX; i++)
		keys_at_once(1, "9");
	turn();
	x.desk->store.held = false;
	x.desk->store.written = x.desk->store.synced = x.desk->store.last;
	turn();
	assert_int_equal(calls_count(x.calls), 1);
	assert_int_equal(here(), 1);
}

/* --- entries --- */

/* To what is read back, once it can be heard. */
static void agrees(uint32_t call)
{
	passes(CALLS_SURPLUS_MS);
	keys(call, "1");
}

static void digits_are_gathered_until_there_are_as_many_as_are_wanted(void **state)
{
	(void)state;
	is_at_the_number(1);
	keys(1, "10004");
	assert_int_equal(x.desk->calls, 0);
	keys(1, "2");
	assert_true(heard(1, "1 0 0, 0 4 2"));
	agrees(1);
	assert_int_equal(x.desk->calls, 1);
	assert_string_equal(x.number, "100042");
}

static void a_hash_behind_a_full_entry_means_nothing_any_more(void **state)
{
	uint64_t steps;

	(void)state;
	is_at_the_number(1);
	keys_at_once(1, "100042");
	turn();
	steps = x.desk->store.last;
	keys(1, "#");
	assert_int_equal(x.desk->store.last, steps);
	keys(1, "#"); /* one */
	assert_true(x.desk->store.last > steps);
	agrees(1);
	assert_int_equal(x.desk->calls, 1);
}

static void who_types_slowly_is_not_silent(void **state)
{
	(void)state;
	is_at_the_number(1);
	hears_all(1);
	for (int i = 0; i < 5; i++) {
		keys(1, "1");
		passes(CALLS_KEYS_APART_MS - STEP_MS);
		assert_string_equal(x.call[1].heard, "");
	}
	keys(1, "1");
	assert_true(heard(1, "1 1 1, 1 1 1"));
}

static void writes(uint32_t session, const char *words)
{
	struct event event = {.kind = EVENT_TYPED, .session = session, .typed = {.source = SOURCE_KEYBOARD}};

	strcpy(event.typed.words, words);
	runner_step(x.desk->runner, &event);
	turn();
}

static void a_hash_leaves_out_what_may_be_left_out(void **state)
{
	(void)state;
	is_at_the_menu(1);
	keys(1, "11");
	writes(x.desk->store.sessions, "Anna Rossi"); /* a name comes by voice */
	keys(1, "100042");
	agrees(1);
	keys(1, "1");
	assert_true(heard(1, "Where") || heard(1, "where"));
	keys(1, "#");
	assert_true(heard(1, "phone") || heard(1, "number"));
	keys(1, "0612345678#");
	assert_true(heard(1, "0 6 1 2") || heard(1, "0612345678") || heard(1, "06"));
	assert_true(x.call[1].any_personal);
}

static void a_star_deletes_and_on_an_empty_entry_goes_back(void **state)
{
	(void)state;
	is_at_the_number(2);
	keys(2, "9*10005*42");
	agrees(2);
	assert_int_equal(x.desk->calls, 1);
	assert_string_equal(x.number, "100042");
	is_at_the_number(3);
	keys(3, "9**");
	assert_false(heard(3, "customer number"));
	assert_string_equal(state_of_newest(), "narrow");
}

static void a_hash_or_a_pause_ends_an_entry(void **state)
{
	(void)state;
	is_at_the_number(1);
	keys(1, "123#");
	assert_true(heard(1, "six digits")); /* too few: asked again */
	keys(1, "123");
	forget_heard(1);
	passes(CALLS_KEYS_APART_MS + STEP_MS);
	assert_true(heard(1, "six digits"));
}

static void a_zero_is_a_digit_and_alone_a_person(void **state)
{
	(void)state;
	is_at_the_number(1);
	keys(1, "000001");
	agrees(1);
	assert_string_equal(x.number, "000001");
	is_at_the_number(2);
	assert_int_equal(x.desk->offers, 0);
	keys(2, "0#");
	assert_int_equal(x.desk->offers, 1);
	is_at_the_number(3);
	keys(3, "0");
	assert_int_equal(x.desk->offers, 1);
	passes(CALLS_KEYS_APART_MS + STEP_MS);
	assert_int_equal(x.desk->offers, 2);
}

static void knows_customer(void)
{
	struct event known = {.kind = EVENT_CUSTOMER_KNOWN, .session = x.desk->call.session};

	known.request = x.desk->call.request;
	known.known.level = x.desk->call.level;
	known.known.language = LANGUAGES_MAX;
	runner_step(x.desk->runner, &known);
	turn();
}

static void masked_digits_reach_neither_journal_nor_log_nor_another_ear(void **state)
{
	FILE *log = tmpfile();
	int stderr_fd = dup(STDERR_FILENO);
	char text[4096] = "";

	(void)state;
	assert_non_null(log);
	fflush(stderr);
	dup2(fileno(log), STDERR_FILENO);
	is_at_the_number(1);
	keys(1, "100042");
	passes(CALLS_SURPLUS_MS);
	keys(1, "1");
	knows_customer();
	x.desk->store.never = "7391";
	x.desk->store.has_never = false;
	keys(1, "7391");
	fflush(stderr);
	dup2(stderr_fd, STDERR_FILENO);
	close(stderr_fd);
	rewind(log);
	(void)!fread(text, 1, sizeof(text) - 1, log);
	fclose(log);
	assert_true(heard(1, "debit")); /* it was taken: the next question is there */
	assert_false(x.desk->store.has_never);
	assert_null(strstr(text, "7391"));
	assert_false(heard(1, "7391"));
}

static void the_same_digits_are_found_where_nothing_is_masked(void **state)
{
	(void)state;
	is_at_the_number(1);
	x.desk->store.never = "100042";
	keys(1, "100042");
	assert_true(x.desk->store.has_never); /* so the test before could have seen them */
}

static void what_is_ones_own_is_kept_for_nobody_else(void **state)
{
	(void)state;
	calls_in(1, "");
	assert_false(x.call[1].any_personal);
	keys(1, "1");
	assert_false(x.call[1].any_personal);
	keys(1, "0");
	assert_true(x.call[1].any_personal); /* the code to come back with */
}

/* Asks the caller what they would recommend, by saying goodbye; not every conversation is asked. */
static bool is_asked_for_score(uint32_t call)
{
	struct event bye = {.kind = EVENT_TOUCHED, .touched = {.target = TARGET_FINISH}};

	is_at_the_menu(call);
	keys(call, "33");
	forget_heard(call);
	bye.session = x.desk->store.sessions;
	runner_step(x.desk->runner, &bye);
	turn();
	return strcmp(state_of_newest(), "survey") == 0;
}

static void ten_is_a_score_and_one_is_after_a_while(void **state)
{
	uint32_t call = 1;

	(void)state;
	while (!is_asked_for_score(call))
		call++;
	x.desk->store.never = "10";
	keys(call, "1");
	assert_string_equal(state_of_newest(), "survey");
	assert_false(x.desk->store.has_never);
	keys(call, "0");
	assert_true(x.desk->store.has_never);
	while (!is_asked_for_score(++call))
		;
	x.desk->store.has_never = false;
	keys(call, "1");
	forget_heard(call);
	passes(CALLS_SCORE_APART_MS - STEP_MS);
	assert_false(x.call[call].heard[0]);
	passes(2 * STEP_MS);
	assert_true(x.call[call].heard[0]);
	assert_false(x.desk->store.has_never);
}

/* --- an earlier conversation --- */

/* A form is begun, its code is heard, the line breaks. */
static void begins_and_is_cut_off(uint32_t call, char code[CODE_DIGITS + 1])
{
	const char *said;

	is_at_the_number(call);
	said = strstr(x.call[call].heard, "code");
	assert_non_null(said);
	for (int i = 0; i < CODE_DIGITS; i++) { /* "4, 1, 1, 0": one by one */
		said += strcspn(said, "0123456789");
		code[i] = *said++;
	}
	code[CODE_DIGITS] = '\0';
	hangs_up(call);
}

static void a_star_and_the_code_go_on_with_an_earlier_call(void **state)
{
	char code[CODE_DIGITS + 1];

	(void)state;
	begins_and_is_cut_off(1, code);
	is_at_the_menu(2);
	forget_heard(2);
	keys_at_once(2, "*");
	keys_at_once(2, code);
	turn();
	assert_true(heard(2, "customer number"));
}

static void a_star_without_a_code_is_a_star(void **state)
{
	(void)state;
	is_at_the_menu(1);
	forget_heard(1);
	keys(1, "*");
	assert_string_equal(x.call[1].heard, "");
	passes(CALLS_SCORE_APART_MS + STEP_MS);
	assert_true(x.call[1].heard[0]);
	keys(1, "1*"); /* anywhere else it is at once */
	assert_true(heard(1, "Cards"));
	keys(1, "**");
	assert_true(x.call[1].heard[0]);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		CALLS(keys_typed_ahead_wait_for_their_questions_in_order),
		CALLS(what_a_key_typed_ahead_would_stop_is_not_begun),
		CALLS(a_digit_too_many_agrees_to_nothing),
		CALLS(what_was_not_understood_ends_what_was_typed_ahead),
		CALLS(so_many_keys_are_kept_and_no_more),
		CALLS(digits_are_gathered_until_there_are_as_many_as_are_wanted),
		CALLS(a_hash_behind_a_full_entry_means_nothing_any_more),
		CALLS(who_types_slowly_is_not_silent),
		CALLS(a_hash_leaves_out_what_may_be_left_out),
		CALLS(a_star_deletes_and_on_an_empty_entry_goes_back),
		CALLS(a_hash_or_a_pause_ends_an_entry),
		CALLS(a_zero_is_a_digit_and_alone_a_person),
		CALLS(masked_digits_reach_neither_journal_nor_log_nor_another_ear),
		CALLS(the_same_digits_are_found_where_nothing_is_masked),
		CALLS(what_is_ones_own_is_kept_for_nobody_else),
		CALLS(ten_is_a_score_and_one_is_after_a_while),
		CALLS(a_star_and_the_code_go_on_with_an_earlier_call),
		CALLS(a_star_without_a_code_is_a_star),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
